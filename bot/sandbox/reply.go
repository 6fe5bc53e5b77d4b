package sandbox

import (
	"strconv"
	"strings"
)

// target is what a message answers; its zero value means nothing.
type target struct {
	id                   int
	chat                 string
	lenient              bool
	quote, mode, marking string
}

func (c *call) reply() (target, *apiError) {
	if _, ok := c.values["reply_parameters"]; !ok { // the names before Bot API 7.0, still taken
		return target{id: c.number("reply_to_message_id"), lenient: c.yes("allow_sending_without_reply")}, nil
	}
	var r target
	o := c.object("reply_parameters")
	if len(o) == 0 {
		return r, nil
	}
	if fault := o.need("message_id"); fault != nil {
		return r, fault
	}
	r.marking = string(o["quote_entities"])
	return r, o.into(map[string]any{
		"message_id": &r.id, "chat_id": &r.chat, "allow_sending_without_reply": &r.lenient, "quote": &r.quote, "quote_parse_mode": &r.mode,
	})
}

// answered finds the message that m replies to. One in another chat or topic is shown as a copy.
func (c *call) answered(room *chat, r target, m *Message) *apiError {
	if r.id <= 0 {
		return nil
	}
	from := room
	if r.chat != "" && r.chat != strconv.FormatInt(room.ID, 10) {
		var fault *apiError
		if from, fault = c.readable(r.chat); fault != nil {
			return fault
		}
	}
	to := from.message(r.id)
	switch {
	case to == nil && r.lenient:
		return nil
	case to == nil:
		return bad("message to be replied not found")
	}
	var fault *apiError
	if m.Quote, _, fault = c.t.format(r.quote, r.mode, r.marking); fault != nil {
		return fault
	}
	if !strings.Contains(to.Text, m.Quote) {
		return bad("QUOTE_TEXT_INVALID")
	}
	if from != room || m.Thread != 0 && to.Thread != m.Thread {
		m.away = to
		return nil
	}
	m.ReplyTo, m.Thread = to.ID, to.Thread
	return nil
}
