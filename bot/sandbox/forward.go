package sandbox

import (
	"encoding/json"
	"strconv"
)

// sources finds the messages that are to be forwarded or copied; those that are not there are nil.
func (c *call) sources(ids []int) ([]*Message, *apiError) {
	from, fault := c.readable(c.values["from_chat_id"])
	if fault != nil {
		return nil, fault
	}
	var all []*Message
	for _, id := range ids {
		m := from.message(id)
		if m != nil && m.Service != "" {
			m = nil
		}
		all = append(all, m)
	}
	return all, nil
}

// messageIDs reads 1 to 100 ids.
func (c *call) messageIDs() ([]int, *apiError) {
	var given []json.RawMessage
	_ = json.Unmarshal([]byte(c.values["message_ids"]), &given)
	switch {
	case len(given) == 0:
		return nil, bad("message identifiers are not specified")
	case len(given) > 100:
		return nil, bad("too many message identifiers specified")
	}
	var ids []int
	for _, raw := range given {
		id, err := strconv.Atoi(flat(raw))
		switch {
		case err != nil:
			return nil, bad("can't parse message identifier as a Number")
		case id <= 0:
			return nil, bad("invalid message identifier specified")
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// content is a copy of what a message says, without what stands around it.
func (m *Message) content() *Message {
	v := m.clone()
	return &Message{
		Text: v.Text, Entities: v.Entities, Files: v.Files, Spoiler: v.Spoiler, CaptionAbove: v.CaptionAbove,
		Location: v.Location, Venue: v.Venue, Contact: v.Contact, Dice: v.Dice, preview: v.preview,
	}
}

// forwarded keeps who said it first.
func (m *Message) forwarded() *Message {
	v := m.content()
	v.ForwardFrom, v.forward = m.From.Name, origin{m.From.ID, m.Date}
	if m.forward.id != 0 {
		v.ForwardFrom, v.forward = m.ForwardFrom, m.forward
	}
	return v
}

func (c *call) forwardMessage() (any, *apiError) {
	from, fault := c.sources([]int{c.number("message_id")})
	if fault != nil {
		return nil, fault
	}
	if from[0] == nil {
		return nil, bad("message to forward not found")
	}
	return c.send(from[0].forwarded())
}

func (c *call) copyMessage() (any, *apiError) {
	from, fault := c.sources([]int{c.number("message_id")})
	if fault != nil {
		return nil, fault
	}
	if from[0] == nil {
		return nil, bad("message to copy not found")
	}
	m := from[0].content()
	if _, given := c.values["caption"]; given && len(m.Files) > 0 {
		if fault := c.caption(m); fault != nil {
			return nil, fault
		}
	}
	if _, fault = c.send(m); fault != nil {
		return nil, fault
	}
	return wireMessageID{m.ID}, nil
}

func (c *call) forwardMessages() (any, *apiError) { return c.several((*Message).forwarded) }

func (c *call) copyMessages() (any, *apiError) {
	return c.several(func(m *Message) *Message {
		v := m.content()
		if c.yes("remove_caption") && len(v.Files) > 0 {
			v.Text, v.Entities = "", nil
		}
		return v
	})
}

// several passes over messages that are not there, and refuses only if none is. What was an album stays one.
func (c *call) several(as func(*Message) *Message) (any, *apiError) {
	ids, fault := c.messageIDs()
	if fault != nil {
		return nil, fault
	}
	room, fault := c.prepare(&Message{})
	if fault != nil {
		return nil, fault
	}
	from, fault := c.sources(ids)
	if fault != nil {
		return nil, fault
	}
	sent, albums := []wireMessageID{}, map[string]string{}
	for _, old := range from {
		if old == nil {
			continue
		}
		m := as(old)
		if _, fault := c.prepare(m); fault != nil {
			return nil, fault
		}
		if m.AlbumID = albums[old.AlbumID]; old.AlbumID != "" && m.AlbumID == "" {
			m.AlbumID = c.t.nextID("album")
			albums[old.AlbumID] = m.AlbumID
		}
		if _, fault := c.post(room, m); fault != nil {
			return nil, fault
		}
		sent = append(sent, wireMessageID{m.ID})
	}
	if len(sent) == 0 {
		return nil, bad("there are no messages to forward")
	}
	return sent, nil
}
