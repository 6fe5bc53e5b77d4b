package sandbox

import (
	"encoding/json"
	"slices"
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
		all = append(all, from.message(id))
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

// copyable and forwardable: nobody wrote a service message, and a bot may copy what is protected.
func (m *Message) copyable() bool    { return m.Service == "" }
func (m *Message) forwardable() bool { return m.copyable() && !m.Protected }

func (c *call) forwardMessage() (any, *apiError) {
	from, fault := c.sources([]int{c.number("message_id")})
	switch {
	case fault != nil:
		return nil, fault
	case from[0] == nil:
		return nil, bad("message to forward not found")
	}
	return c.sendIf(from[0].forwardable(), from[0].forwarded(), "the message can't be forwarded")
}

func (c *call) copyMessage() (any, *apiError) {
	from, fault := c.sources([]int{c.number("message_id")})
	switch {
	case fault != nil:
		return nil, fault
	case from[0] == nil:
		return nil, bad("message to copy not found")
	}
	m := from[0].content()
	if _, given := c.values["caption"]; given && len(m.Files) > 0 {
		if fault := c.caption(m); fault != nil {
			return nil, fault
		}
	}
	if _, fault = c.sendIf(from[0].copyable(), m, "the message can't be copied"); fault != nil {
		return nil, fault
	}
	return wireMessageID{m.ID}, nil
}

// sendIf looks at where a message goes before it refuses to send it.
func (c *call) sendIf(may bool, m *Message, refusal string) (any, *apiError) {
	room, fault := c.prepare(m)
	if fault == nil && !may {
		fault = bad("%s", refusal)
	}
	if fault != nil {
		return nil, fault
	}
	return c.post(room, m)
}

func (c *call) forwardMessages() (any, *apiError) {
	return c.several((*Message).forwardable, (*Message).forwarded)
}

func (c *call) copyMessages() (any, *apiError) {
	return c.several((*Message).copyable, func(m *Message) *Message {
		v := m.content()
		if c.yes("remove_caption") && len(v.Files) > 0 {
			v.Text, v.Entities = "", nil
		}
		return v
	})
}

// several passes over messages that are not there or may not go, and refuses only if none is left.
func (c *call) several(may func(*Message) bool, as func(*Message) *Message) (any, *apiError) {
	ids, fault := c.messageIDs()
	if fault != nil {
		return nil, fault
	}
	room, fault := c.prepare(&Message{})
	if fault != nil {
		return nil, fault
	}
	from, fault := c.sources(ids)
	if fault == nil {
		from, fault = chosen(from, may)
	}
	if fault != nil {
		return nil, fault
	}
	sent, albums := []wireMessageID{}, c.t.regrouped(from)
	for _, old := range from {
		m := as(old)
		if _, fault := c.prepare(m); fault != nil {
			return nil, fault
		}
		m.AlbumID = albums[old.AlbumID]
		if _, fault := c.post(room, m); fault != nil {
			return nil, fault
		}
		sent = append(sent, wireMessageID{m.ID})
	}
	return sent, nil
}

// chosen leaves out what is not there and what may not go; ids must rise.
func chosen(from []*Message, may func(*Message) bool) ([]*Message, *apiError) {
	from = slices.DeleteFunc(from, func(m *Message) bool { return m == nil })
	if len(from) == 0 {
		return nil, bad("there are no messages to forward")
	}
	for i := range from[1:] {
		if from[i].ID >= from[i+1].ID {
			return nil, bad("message identifiers must be in a strictly increasing order")
		}
	}
	from = slices.DeleteFunc(from, func(m *Message) bool { return !may(m) })
	if len(from) == 0 {
		return nil, bad("messages can't be forwarded")
	}
	return from, nil
}

// regrouped gives new ids to the albums of which at least two messages go.
func (t *Telegram) regrouped(from []*Message) map[string]string {
	count, albums := map[string]int{}, map[string]string{}
	for _, m := range from {
		if count[m.AlbumID]++; m.AlbumID != "" && count[m.AlbumID] == 2 {
			albums[m.AlbumID] = t.nextID("album")
		}
	}
	return albums
}
