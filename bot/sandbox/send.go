package sandbox

import (
	"encoding/json"
)

// Telegram's limits on texts, in UTF-16 units after markup is taken out.
const (
	maxText    = 4096
	maxCaption = 1024
)

func (c *call) sendMessage() (any, *apiError) {
	m, fault := c.text("text", "entities")
	if fault != nil {
		return nil, fault
	}
	return c.send(m)
}

func (c *call) sendLocation() (any, *apiError) {
	at := &Location{c.float("latitude"), c.float("longitude")}
	if at.Latitude < -90 || at.Latitude > 90 || at.Longitude < -180 || at.Longitude > 180 {
		return nil, bad("location is invalid")
	}
	return c.send(&Message{Location: at})
}

// text reads a text that may not be empty.
func (c *call) text(name, entities string) (*Message, *apiError) {
	if c.values[name] == "" {
		return nil, bad("message text is empty")
	}
	text, marks, fault := c.formatted(name, entities)
	if fault != nil {
		return nil, fault
	}
	if text == "" {
		return nil, bad("text must be non-empty")
	}
	if units(text) > maxText {
		return nil, bad("message is too long")
	}
	return &Message{Text: text, Entities: marks}, nil
}

// caption reads a caption, which may be empty, into a message.
func (c *call) caption(m *Message) *apiError {
	text, marks, fault := c.formatted("caption", "caption_entities")
	if fault == nil && units(text) > maxCaption {
		fault = bad("message caption is too long")
	}
	m.Text, m.Entities = text, marks
	return fault
}

// formatted reads a text with its markup, whichever way it is given.
func (c *call) formatted(name, entities string) (string, []Entity, *apiError) {
	return format(c.values[name], c.values["parse_mode"], c.values[entities])
}

// send puts a message of the bot into the chat that the call names and answers with it.
func (c *call) send(m *Message) (any, *apiError) {
	room, fault := c.prepare(m)
	if fault != nil {
		return nil, fault
	}
	c.t.post(room, m)
	return c.t.wire(m), nil
}

// prepare fills in sender, thread, reply and markup; nothing is in the chat yet.
func (c *call) prepare(m *Message) (*chat, *apiError) {
	if fault := c.markup(m, false); fault != nil {
		return nil, fault
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	if m.Thread, fault = c.thread(room); fault != nil {
		return nil, fault
	}
	if m.ReplyTo, fault = c.answered(room); fault != nil {
		return nil, fault
	}
	if to := room.message(m.ReplyTo); to != nil && m.Thread == 0 {
		m.Thread = to.Thread
	}
	m.From = c.bot.account()
	return room, nil
}

// replyParameters is the part of ReplyParameters that is served.
type replyParameters struct {
	ID      *int `json:"message_id"`
	Lenient bool `json:"allow_sending_without_reply"`
}

// answered gives the id of the message that this one replies to, 0 if none.
func (c *call) answered(room *chat) (int, *apiError) {
	r := replyParameters{}
	if id := c.number("reply_to_message_id"); id != 0 { // the name before Bot API 7.0, still taken
		r = replyParameters{ID: &id, Lenient: c.yes("allow_sending_without_reply")}
	}
	if raw := c.values["reply_parameters"]; raw != "" && json.Unmarshal([]byte(raw), &r) != nil {
		return 0, bad("can't parse reply parameters JSON object")
	}
	if r.ID == nil && c.has("reply_parameters") {
		return 0, bad("can't parse reply parameters: message identifier is not specified")
	}
	if r.ID == nil || room.message(*r.ID) == nil && r.Lenient {
		return 0, nil
	}
	if room.message(*r.ID) == nil {
		return 0, bad("message to be replied not found")
	}
	return *r.ID, nil
}

func (c *call) sendChatAction() (any, *apiError) {
	switch c.values["action"] {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
		"choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel":
	default:
		return nil, bad("wrong parameter action in request")
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	if _, fault = c.thread(room); fault != nil {
		return nil, fault
	}
	c.t.publish(Event{Kind: EventTyping, Chat: room.ID, Bot: room.Bot})
	return true, nil
}

// source finds the message that is to be forwarded or copied.
func (c *call) source() (*Message, *apiError) {
	from, fault := c.target("from_chat_id")
	if fault != nil {
		return nil, fault
	}
	return from.message(c.number("message_id")), nil
}

func (c *call) forwardMessage() (any, *apiError) {
	old, fault := c.source()
	if fault != nil {
		return nil, fault
	}
	if old == nil || old.Service != "" {
		return nil, bad("message to forward not found")
	}
	m := &Message{Text: old.Text, Entities: old.Entities, Files: old.Files, Location: old.Location}
	m.ForwardFrom, m.forward = old.From.Name, origin{old.From.ID, old.Date}
	if old.forward.id != 0 {
		m.ForwardFrom, m.forward = old.ForwardFrom, old.forward
	}
	return c.send(m)
}

func (c *call) copyMessage() (any, *apiError) {
	old, fault := c.source()
	if fault != nil {
		return nil, fault
	}
	if old == nil || old.Service != "" {
		return nil, bad("message to copy not found")
	}
	m := &Message{Text: old.Text, Entities: old.Entities, Files: old.Files, Location: old.Location}
	if c.has("caption") && len(m.Files) > 0 {
		if fault := c.caption(m); fault != nil {
			return nil, fault
		}
	}
	if _, fault = c.send(m); fault != nil {
		return nil, fault
	}
	return wireMessageID{m.ID}, nil
}
