package sandbox

import "slices"

// clone is a copy that shares nothing with the original.
func (m *Message) clone() Message {
	v := *m
	v.Entities = slices.Clone(m.Entities)
	v.Buttons = cloneRows(m.Buttons)
	v.ReplyKeyboard = cloneRows(m.ReplyKeyboard)
	v.Files = slices.Clone(m.Files)
	v.Reactions = slices.Clone(m.Reactions)
	if m.Location != nil {
		at := *m.Location
		v.Location = &at
	}
	return v
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

// same tells whether an edit would change nothing that is seen.
func (m *Message) same(n *Message) bool {
	return m.Text == n.Text && slices.Equal(m.Entities, n.Entities) && sameButtons(m.Buttons, n.Buttons)
}

func sameButtons(a, b [][]Button) bool {
	return slices.EqualFunc(a, b, func(x, y []Button) bool { return slices.Equal(x, y) })
}

// wire is a message as the Bot API shows it; the message that it answers is one level deep.
func (t *Telegram) wire(m *Message) wireMessage {
	c := t.find(m.Bot, m.Chat)
	w := t.bare(c, m)
	if m.ReplyTo != 0 {
		w.ReplyTo = t.quoted(c, m.ReplyTo)
	} else if m.Thread != 0 && m.ID != m.Thread {
		w.ReplyTo = t.quoted(c, m.Thread) // a message in a topic points at the topic's creation
	}
	if m.extra != nil && m.extra.pinned != 0 {
		w.Pinned = t.quoted(c, m.extra.pinned)
	}
	return w
}

func (t *Telegram) quoted(c *chat, id int) *wireMessage {
	m := c.message(id)
	if m == nil {
		return nil
	}
	w := t.bare(c, m)
	return &w
}

func (t *Telegram) bare(c *chat, m *Message) wireMessage {
	w := wireMessage{
		ID: m.ID, Chat: t.wireChat(c), Date: m.Date.Unix(), Thread: m.Thread, IsTopic: m.Thread != 0, Album: m.AlbumID,
	}
	if m.From.ID != 0 {
		u := t.wireUser(m.From.ID)
		w.From = &u
	}
	if !m.EditDate.IsZero() {
		w.EditDate = m.EditDate.Unix()
	}
	if len(m.Buttons) > 0 {
		w.Markup = &wireMarkup{m.Buttons}
	}
	if m.Location != nil {
		w.Location = &wireLocation{m.Location.Latitude, m.Location.Longitude}
	}
	if m.forward.id != 0 {
		w.Forward = &wireOrigin{"user", t.wireUser(m.forward.id), m.forward.date.Unix()}
	}
	w.words(m)
	t.wireService(&w, c, m.extra)
	return w
}

// words puts the text where it belongs: into text, or under a file as its caption.
func (w *wireMessage) words(m *Message) {
	if len(m.Files) == 0 {
		w.Text, w.Entities = m.Text, m.Entities
		return
	}
	w.Caption, w.CaptionEntities = m.Text, m.Entities
	f := m.Files[0]
	if f.Photo {
		w.Photo = f.sizes()
		return
	}
	w.Document = &wireDocument{f.ID, f.UniqueID, f.Name, f.MIME, f.Size}
}

func (t *Telegram) wireService(w *wireMessage, c *chat, s *service) {
	if s == nil {
		return
	}
	for _, id := range s.joined {
		w.Joined = append(w.Joined, t.wireUser(id))
	}
	if s.left != 0 {
		u := t.wireUser(s.left)
		w.Left = &u
	}
	if s.topic != "" {
		w.Topic = &wireTopicStart{s.topic, topicColor}
	}
	w.Created, w.SuperCreated = s.created && c.Type == Group, s.created && c.Type == Supergroup
	w.MigrateTo, w.MigrateFrom = s.migrateTo, s.migrateFrom
}
