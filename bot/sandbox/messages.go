package sandbox

import "slices"

// clone is a copy that shares nothing with the original.
func (m *Message) clone() Message {
	v := *m
	v.Entities = slices.Clone(m.Entities)
	v.Buttons = cloneRows(m.Buttons)
	v.Files = slices.Clone(m.Files)
	v.Reactions = slices.Clone(m.Reactions)
	v.Location, v.Venue, v.Contact, v.Dice = cloned(m.Location), cloned(m.Venue), cloned(m.Contact), cloned(m.Dice)
	if v.Keyboard = cloned(m.Keyboard); v.Keyboard != nil {
		v.Keyboard.Rows = cloneRows(m.Keyboard.Rows)
	}
	return v
}

func cloned[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func cloneRows[T any](rows [][]T) [][]T {
	var all [][]T
	for _, r := range rows {
		all = append(all, slices.Clone(r))
	}
	return all
}

// post puts a message into a chat: it gets its id, its time and its album, and the page hears of it.
func (t *Telegram) post(c *chat, m *Message) *Message {
	m.ID, m.Chat, m.Bot, m.Date = t.nextMessage(c), c.ID, c.Bot, t.second()
	c.messages = append(c.messages, m)
	c.byID[m.ID] = m
	t.emit(EventMessage, m)
	return m
}

// serve posts a service message and shows it to every bot in the chat, whatever its privacy.
func (t *Telegram) serve(c *chat, from Account, m *Message) {
	m.From = from
	t.post(c, m)
	for _, b := range t.here(c) {
		if b.ID != from.ID {
			b.enqueue(t, "message", t.wire(m), c.place, m.Date)
		}
	}
}

// message finds a message that is still there.
func (c *chat) message(id int) *Message {
	if m := c.byID[id]; m != nil && !m.Deleted {
		return m
	}
	return nil
}
