package sandbox

import "slices"

func (c *call) editMessageText() (any, *apiError) {
	m, fault := c.text()
	if fault != nil {
		return nil, fault
	}
	return c.edit(m, EventEdit, func(old *Message) *apiError {
		if !old.textual() {
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
		m.Files, m.Spoiler = old.Files, old.Spoiler
		return nil
	})
}

// editMessageMedia puts another file, and its caption, in place of a message's own or of its text.
func (c *call) editMessageMedia() (any, *apiError) {
	m, source, fault := c.item([]byte(c.values["media"]))
	if fault != nil {
		return nil, fault.inside("can't parse InputMedia")
	}
	return c.edit(m, EventEdit, func(old *Message) *apiError {
		if len(old.Files) == 0 && !old.textual() {
			return bad("message media can't be edited")
		}
		return c.media(source, &m.Files[0])
	})
}

func (c *call) editMessageReplyMarkup() (any, *apiError) {
	m := &Message{}
	return c.edit(m, EventMarkup, func(old *Message) *apiError {
		buttons := m.Buttons
		*m = *old.content()
		m.Buttons = buttons
		return nil
	})
}

// edit gives an old message the content and buttons of m, after complete has looked at both. Buttons that are not given go away.
func (c *call) edit(m *Message, kind EventKind, complete func(old *Message) *apiError) (any, *apiError) {
	if fault := c.markup(m); fault != nil {
		return nil, fault
	}
	room, old, fault := c.editable()
	if fault != nil {
		return nil, fault
	}
	if m.Keyboard != nil || m.RemoveKeyboard || m.ForceReply {
		return nil, bad("inline keyboard expected")
	}
	if fault := complete(old); fault != nil {
		return nil, fault
	}
	if fault := m.check(room); fault != nil {
		return nil, fault
	}
	if old.same(m) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	old.become(m)
	if kind == EventEdit {
		old.EditDate = c.t.second()
	}
	c.t.emit(kind, old)
	return c.t.bare(room, old), nil // without the message that it answers, as Telegram has it
}

// become takes over what another message says.
func (m *Message) become(n *Message) {
	m.Text, m.Entities, m.Files, m.Buttons = n.Text, n.Entities, n.Files, n.Buttons
	m.CaptionAbove, m.Spoiler, m.preview = n.CaptionAbove, n.Spoiler, n.preview
}

// same tells whether an edit would change nothing that is seen.
func (m *Message) same(n *Message) bool {
	return m.Text == n.Text && slices.Equal(m.Entities, n.Entities) && sameButtons(m.Buttons, n.Buttons) && sameFiles(m.Files, n.Files) &&
		m.CaptionAbove == n.CaptionAbove && m.Spoiler == n.Spoiler && m.preview == n.preview
}

func sameButtons(a, b [][]Button) bool {
	return slices.EqualFunc(a, b, func(x, y []Button) bool { return slices.Equal(x, y) })
}

func sameFiles(a, b []File) bool {
	return slices.EqualFunc(a, b, func(x, y File) bool { return x.ID == y.ID && x.Kind == y.Kind })
}

// editable finds the bot's own message that the call names. One that changed the person's keyboard stays as it is.
func (c *call) editable() (*chat, *Message, *apiError) {
	if !c.has("chat_id") && c.number("message_id") == 0 {
		if c.has("inline_message_id") {
			return nil, nil, bad("MESSAGE_ID_INVALID")
		}
		return nil, nil, bad("message identifier is not specified")
	}
	if !c.has("chat_id") {
		return nil, nil, bad("chat_id is empty")
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, nil, fault
	}
	m := room.message(c.number("message_id"))
	if m == nil {
		return nil, nil, bad("message to edit not found")
	}
	if m.From.ID != c.bot.ID || m.Service != "" || m.forward.id != 0 || m.Keyboard != nil || m.RemoveKeyboard || m.ForceReply {
		return nil, nil, bad("message can't be edited")
	}
	return room, m, nil
}
