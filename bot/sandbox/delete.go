package sandbox

import "time"

// deleteWithin is how long a bot may delete a message.
const deleteWithin = 48 * time.Hour

func (c *call) deleteMessage() (any, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	m := room.message(c.number("message_id"))
	if m == nil {
		return nil, bad("message to delete not found")
	}
	if fault := c.deletable(room, m); fault != nil {
		return nil, fault
	}
	c.t.remove(m)
	return true, nil
}

// deletable: a bot deletes what is at most 48 hours old, in a group only its own unless it is an administrator there.
func (c *call) deletable(room *chat, m *Message) *apiError {
	if room.members[c.bot.ID] == admin {
		return nil
	}
	if c.t.o.Now().Sub(m.Date) > deleteWithin {
		return bad("message can't be deleted for everyone")
	}
	if room.group() && m.From.ID != c.bot.ID {
		return bad("message can't be deleted")
	}
	return nil
}

// deleteMessages passes over what is not there, and deletes nothing if one of the others must stay.
func (c *call) deleteMessages() (any, *apiError) {
	ids, fault := c.messageIDs()
	if fault != nil {
		return nil, fault
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	var all []*Message
	for _, id := range ids {
		m := room.message(id)
		if m == nil {
			continue
		}
		if fault := c.deletable(room, m); fault != nil {
			return nil, fault
		}
		all = append(all, m)
	}
	for _, m := range all {
		c.t.remove(m)
	}
	return true, nil
}

func (t *Telegram) remove(m *Message) {
	m.Deleted = true
	t.emit(EventDelete, m)
}
