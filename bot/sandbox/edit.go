package sandbox

import (
	"encoding/json"
	"time"
)

// deleteWithin is how long a bot may delete a message.
const deleteWithin = 48 * time.Hour

func (c *call) editMessageText() (any, *apiError) {
	m, fault := c.text("text", "entities")
	if fault != nil {
		return nil, fault
	}
	return c.edit(m, EventEdit, func(old *Message) *apiError {
		if old.Text == "" || len(old.Files) > 0 {
			return bad("there is no text in the message to edit")
		}
		return nil
	})
}

func (c *call) editMessageCaption() (any, *apiError) {
	m := &Message{}
	if fault := c.caption(m); fault != nil {
		return nil, fault
	}
	return c.edit(m, EventEdit, func(old *Message) *apiError {
		if len(old.Files) == 0 {
			return bad("there is no caption in the message to edit")
		}
		return nil
	})
}

func (c *call) editMessageReplyMarkup() (any, *apiError) {
	m := &Message{}
	return c.edit(m, EventMarkup, func(old *Message) *apiError {
		m.Text, m.Entities = old.Text, old.Entities
		return nil
	})
}

// edit gives an old message the text and buttons of m. Buttons that are not given go away.
func (c *call) edit(m *Message, kind EventKind, check func(old *Message) *apiError) (any, *apiError) {
	if fault := c.markup(m, true); fault != nil {
		return nil, fault
	}
	old, fault := c.editable()
	if fault == nil {
		fault = check(old)
	}
	if fault == nil && old.same(m) {
		fault = bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	if fault != nil {
		return nil, fault
	}
	if kind == EventEdit {
		old.EditDate = c.t.second()
	}
	old.Text, old.Entities, old.Buttons = m.Text, m.Entities, m.Buttons
	c.t.emit(kind, old)
	return c.t.wire(old), nil
}

// editable finds the bot's own message that the call names.
func (c *call) editable() (*Message, *apiError) {
	if c.has("inline_message_id") {
		return nil, bad("MESSAGE_ID_INVALID")
	}
	if !c.has("chat_id") || c.number("message_id") <= 0 {
		return nil, bad("message identifier is not specified")
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	m := room.message(c.number("message_id"))
	if m == nil {
		return nil, bad("message to edit not found")
	}
	if m.From.ID != c.bot.ID || m.Service != "" || m.forward.id != 0 {
		return nil, bad("message can't be edited")
	}
	return m, nil
}

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

// deleteMessages skips what is not there, as Telegram does.
func (c *call) deleteMessages() (any, *apiError) {
	var ids []int
	if json.Unmarshal([]byte(c.values["message_ids"]), &ids) != nil || len(ids) == 0 || len(ids) > 100 {
		return nil, bad("message identifiers are not specified")
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	for _, id := range ids {
		if m := room.message(id); m != nil && c.deletable(room, m) == nil {
			c.t.remove(m)
		}
	}
	return true, nil
}

func (c *call) pinChatMessage() (any, *apiError) {
	room, fault := c.pinnable()
	if fault != nil {
		return nil, fault
	}
	m := room.message(c.number("message_id"))
	if m == nil {
		return nil, bad("message to pin not found")
	}
	room.Pinned = m.ID
	c.t.serve(room, c.bot.account(), &Message{Service: "pinned", Thread: m.Thread, extra: &service{pinned: m.ID}})
	c.t.emitChat(room)
	return true, nil
}

func (c *call) unpinChatMessage() (any, *apiError) {
	room, fault := c.pinnable()
	if fault != nil {
		return nil, fault
	}
	if id := c.number("message_id"); room.Pinned == 0 || id != 0 && id != room.Pinned {
		return nil, bad("message to unpin not found")
	}
	room.Pinned = 0
	c.t.emitChat(room)
	return true, nil
}

func (c *call) pinnable() (*chat, *apiError) {
	room, fault := c.open("chat_id")
	if fault == nil && room.group() && room.members[c.bot.ID] != admin {
		fault = bad("not enough rights to manage pinned messages in the chat")
	}
	return room, fault
}
