package sandbox

// general is what a forum's own topic, General, is like: it has no id and is never deleted.
type general struct {
	name           string
	closed, hidden bool
}

// changeGeneral lets change touch General and give the word of the service message that tells of it, "" if nothing changed.
func (c *call) changeGeneral(change func(g *general) (word string)) (any, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	if !room.Forum {
		return nil, bad("the chat is not a forum")
	}
	if room.members[c.bot.ID] != admin {
		return nil, bad("not enough rights to edit the topic")
	}
	word := change(&room.general)
	if word == "" {
		return nil, bad("TOPIC_NOT_MODIFIED")
	}
	s := &service{}
	if word == "renamed" {
		s.topic = room.general.name
	}
	c.t.serve(room, c.bot.account(), &Message{Service: word, extra: s})
	c.t.emitChat(room)
	return true, nil
}

func (c *call) editGeneralForumTopic() (any, *apiError) {
	name := topicName(c.values["name"])
	if name == "" {
		return nil, bad("name must be non-empty")
	}
	return c.changeGeneral(func(g *general) string {
		if g.name == name {
			return ""
		}
		g.name = name
		return "renamed"
	})
}

func (c *call) closeGeneralForumTopic() (any, *apiError) {
	return c.changeGeneral(func(g *general) string { return set(&g.closed, true, "closed") })
}

func (c *call) reopenGeneralForumTopic() (any, *apiError) {
	return c.changeGeneral(func(g *general) string { return set(&g.closed, false, "reopened") })
}

func (c *call) hideGeneralForumTopic() (any, *apiError) {
	return c.changeGeneral(func(g *general) string { return set(&g.hidden, true, "hidden") })
}

func (c *call) unhideGeneralForumTopic() (any, *apiError) {
	return c.changeGeneral(func(g *general) string { return set(&g.hidden, false, "shown") })
}

// set gives the word if that changes anything.
func set(flag *bool, to bool, word string) string {
	if *flag == to {
		return ""
	}
	*flag = to
	return word
}

func (c *call) unpinAllGeneralForumTopicMessages() (any, *apiError) {
	return c.unpin(func(m *Message) bool { return m.Thread == 0 })
}

// getForumTopicIconStickers: there are no stickers here.
func (c *call) getForumTopicIconStickers() (any, *apiError) { return []any{}, nil }
