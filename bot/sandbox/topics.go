package sandbox

import (
	"slices"
	"strings"
)

// AddTopic opens a topic in a forum and gives its id; 0 if the chat is no forum.
func (t *Telegram) AddTopic(chat int64, name string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chats[place{0, chat}]
	if c == nil || !c.Forum {
		return 0
	}
	return t.addTopic(c, t.founder(c), name, topicIcon{color: topicColor})
}

// addTopic writes the service message whose id is the topic's.
func (t *Telegram) addTopic(c *chat, by Account, name string, icon topicIcon) int {
	c.count = max(c.count, 1) // 1 is General's, although nobody may use it
	m := &Message{Service: "topic", extra: &service{topic: name, icon: icon}, Thread: c.count + 1}
	c.Topics = append(c.Topics, Topic{ID: m.Thread, Name: name, icon: icon, by: by.ID})
	t.serve(c, by, m)
	t.emitChat(c)
	return m.ID
}

// topic gives the place of a topic in the chat's list, -1 if there is none with this id.
func (c *chat) topic(id int) int {
	return slices.IndexFunc(c.Topics, func(x Topic) bool { return x.ID == id })
}

// CloseTopic closes a topic: only administrators may write there.
func (t *Telegram) CloseTopic(group int64, id int) {
	t.changeTopic(group, id, func(c *chat, i int) { t.toggle(c, t.founder(c), i, true) })
}

// DeleteTopic deletes a topic with its messages: its thread is not found any more.
func (t *Telegram) DeleteTopic(group int64, id int) {
	t.changeTopic(group, id, func(c *chat, i int) { t.dropTopic(c, i) })
}

func (t *Telegram) changeTopic(id int64, topic int, change func(c *chat, i int)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.chats[place{0, id}]; c != nil && c.topic(topic) >= 0 {
		change(c, c.topic(topic))
	}
}

// toggle closes or opens a topic and says so in it.
func (t *Telegram) toggle(c *chat, by Account, i int, closed bool) {
	c.Topics[i].Closed = closed
	t.serve(c, by, &Message{Service: closedWord(closed), Thread: c.Topics[i].ID, extra: &service{}})
	t.emitChat(c)
}

func closedWord(closed bool) string {
	if closed {
		return "closed"
	}
	return "reopened"
}

func (t *Telegram) dropTopic(c *chat, i int) {
	id := c.Topics[i].ID
	c.Topics = slices.Delete(c.Topics, i, i+1)
	for _, m := range c.messages {
		if m.Thread == id && !m.Deleted {
			t.remove(m)
		}
	}
	t.emitChat(c)
}

// thread finds out whether a message may go to a thread: 0 always may; 1, General's own number, never. Only forums have threads.
func (c *call) thread(room *chat) (int, *apiError) {
	id := c.number("message_thread_id")
	if id <= 0 || room.group() && !room.Forum {
		return 0, nil
	}
	i := room.topic(id)
	if i < 0 {
		return 0, bad("message thread not found")
	}
	if room.Topics[i].Closed && room.members[c.bot.ID] != admin {
		return 0, bad("TOPIC_CLOSED")
	}
	return id, nil
}

// forum finds the forum that a call is about; in words the topic cannot be changed by who is no administrator and did not open it.
func (c *call) forum(doing string) (*chat, int, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, 0, fault
	}
	if !room.Forum {
		return nil, 0, bad("the chat is not a forum")
	}
	i := room.topic(c.number("message_thread_id"))
	boss := room.members[c.bot.ID] == admin
	switch {
	case doing == "create" && !boss:
		return nil, 0, bad("not enough rights to create a topic")
	case doing == "create":
		return room, 0, nil
	case i < 0:
		return nil, 0, bad("TOPIC_ID_INVALID")
	case !boss && (doing == "delete" || room.Topics[i].by != c.bot.ID):
		return nil, 0, bad("not enough rights to %s the topic", doing)
	}
	return room, i, nil
}

// topicColor is the colour of topics that name none.
const topicColor = 7322096

func (c *call) createForumTopic() (any, *apiError) {
	room, _, fault := c.forum("create")
	if fault != nil {
		return nil, fault
	}
	name, icon := topicName(c.values["name"]), topicIcon{topicColor, c.values["icon_custom_emoji_id"]}
	if name == "" {
		return nil, bad("name must be non-empty")
	}
	if c.number("icon_color") != 0 {
		icon.color = c.number("icon_color")
		if !slices.Contains([]int{7322096, 16766590, 13338331, 9367192, 16749490, 16478047}, icon.color) {
			return nil, bad("invalid icon color specified")
		}
	}
	return wireTopic{c.t.addTopic(room, c.bot.account(), name, icon), wireTopicStart{name, icon.color, icon.emoji}}, nil
}

// topicName is cut after 128 letters, as Telegram does without a word.
func topicName(name string) string {
	letters := []rune(strings.Join(strings.Fields(name), " "))
	return string(letters[:min(128, len(letters))])
}

func (c *call) editForumTopic() (any, *apiError) {
	room, i, fault := c.forum("edit")
	if fault != nil {
		return nil, fault
	}
	name := topicName(c.values["name"])
	emoji, change := c.values["icon_custom_emoji_id"]
	x := &room.Topics[i]
	switch {
	case c.values["name"] != "" && name == "":
		return nil, bad("name must be non-empty")
	case name == "" && !change:
		return true, nil
	case (name == "" || name == x.Name) && (!change || emoji == x.icon.emoji):
		return nil, bad("TOPIC_NOT_MODIFIED")
	}
	s := &service{topic: name, icon: x.icon}
	if name != "" {
		x.Name = name
	}
	if change {
		x.icon.emoji, s.icon.emoji = emoji, emoji
	}
	c.t.serve(room, c.bot.account(), &Message{Service: "renamed", Thread: x.ID, extra: s})
	c.t.emitChat(room)
	return true, nil
}

func (c *call) closeForumTopic() (any, *apiError) { return c.toggleTopic("close", true) }

func (c *call) reopenForumTopic() (any, *apiError) { return c.toggleTopic("reopen", false) }

func (c *call) toggleTopic(doing string, closed bool) (any, *apiError) {
	room, i, fault := c.forum(doing)
	if fault != nil {
		return nil, fault
	}
	if room.Topics[i].Closed == closed {
		return nil, bad("TOPIC_NOT_MODIFIED")
	}
	c.t.toggle(room, c.bot.account(), i, closed)
	return true, nil
}

func (c *call) deleteForumTopic() (any, *apiError) {
	room, i, fault := c.forum("delete")
	if fault != nil {
		return nil, fault
	}
	c.t.dropTopic(room, i)
	return true, nil
}

func (c *call) unpinAllForumTopicMessages() (any, *apiError) {
	room, i, fault := c.forum("edit")
	if fault != nil {
		return nil, fault
	}
	id := room.Topics[i].ID
	return c.unpin(func(m *Message) bool { return m.Thread == id })
}
