package sandbox

import "slices"

func (c *call) pinChatMessage() (any, *apiError) {
	room, m, fault := c.pinnable("message to pin not found")
	if fault != nil {
		return nil, fault
	}
	if m.Service != "" {
		return nil, bad("service messages can't be pinned")
	}
	room.unpin(func(other *Message) bool { return other == m })
	room.pins = append(room.pins, m)
	room.Pinned = m.ID
	c.t.serve(room, c.bot.account(), &Message{Service: "pinned", Thread: m.Thread, extra: &service{pinned: m.ID}})
	c.t.emitChat(room)
	return true, nil
}

// unpinChatMessage takes down the latest message that was pinned, unless it is told which.
func (c *call) unpinChatMessage() (any, *apiError) {
	if c.number("message_id") != 0 {
		_, m, fault := c.pinnable("message to unpin not found")
		if fault != nil {
			return nil, fault
		}
		return c.unpin(func(other *Message) bool { return other == m })
	}
	room, fault := c.mayPin()
	if fault == nil && room.Pinned == 0 {
		fault = bad("message to unpin not found")
	}
	if fault != nil {
		return nil, fault
	}
	latest := room.Pinned
	return c.unpin(func(m *Message) bool { return m.ID == latest })
}

func (c *call) unpinAllChatMessages() (any, *apiError) {
	return c.unpin(func(*Message) bool { return true })
}

// unpin takes down the pinned messages that match; it is no fault if none does.
func (c *call) unpin(match func(*Message) bool) (any, *apiError) {
	room, fault := c.mayPin()
	if fault != nil {
		return nil, fault
	}
	room.unpin(match)
	c.t.emitChat(room)
	return true, nil
}

func (c *chat) unpin(match func(*Message) bool) {
	c.pins = slices.DeleteFunc(c.pins, func(m *Message) bool { return m.Deleted || match(m) })
	c.Pinned = 0
	if n := len(c.pins); n > 0 {
		c.Pinned = c.pins[n-1].ID
	}
}

func (c *call) mayPin() (*chat, *apiError) {
	room, fault := c.open("chat_id")
	if fault == nil && room.group() && room.members[c.bot.ID] != admin {
		fault = bad("not enough rights to manage pinned messages in the chat")
	}
	return room, fault
}

func (c *call) pinnable(missing string) (*chat, *Message, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, nil, fault
	}
	m := room.message(c.number("message_id"))
	if m == nil {
		return nil, nil, bad("%s", missing)
	}
	_, fault = c.mayPin()
	return room, m, fault
}
