package sandbox

import (
	"encoding/json"
	"net/url"
	"slices"
)

// Telegram's limits on inline keyboards.
const (
	maxButtons = 100
	maxInRow   = 8
	maxData    = 64 // bytes
)

// replyMarkup is any of the four kinds of reply_markup.
type replyMarkup struct {
	Inline   *[][]json.RawMessage `json:"inline_keyboard"`
	Keyboard *[][]json.RawMessage `json:"keyboard"`
	Remove   bool                 `json:"remove_keyboard"`
	Force    bool                 `json:"force_reply"`
}

// markup reads reply_markup into a message.
func (c *call) markup(m *Message, inlineOnly bool) *apiError {
	raw := c.values["reply_markup"]
	if raw == "" || raw == "null" {
		return nil
	}
	var r replyMarkup
	if json.Unmarshal([]byte(raw), &r) != nil {
		return bad("can't parse reply keyboard markup JSON object")
	}
	switch {
	case r.Inline != nil:
		return m.inline(*r.Inline)
	case inlineOnly:
		return bad("inline keyboard expected")
	case r.Keyboard != nil:
		return m.keyboard(*r.Keyboard)
	}
	m.RemoveKeyboard, m.ForceReply = r.Remove, r.Force
	return nil
}

func (m *Message) inline(rows [][]json.RawMessage) *apiError {
	n := 0
	for _, row := range rows {
		var line []Button
		for _, raw := range row {
			b, fault := readButton(raw)
			if fault != nil {
				return fault
			}
			line = append(line, b)
		}
		if n += len(line); n > maxButtons || len(line) > maxInRow {
			return bad("reply markup is too long")
		}
		if len(line) > 0 {
			m.Buttons = append(m.Buttons, line)
		}
	}
	return nil
}

// readButton takes a button with text and exactly one action.
func readButton(raw json.RawMessage) (Button, *apiError) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return Button{}, bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
	}
	var b Button
	for name, into := range map[string]*string{"text": &b.Text, "callback_data": &b.Data, "url": &b.URL} {
		if value, ok := fields[name]; ok && json.Unmarshal(value, into) != nil {
			return b, bad("can't parse inline keyboard button: Field %q must be of type String", name)
		}
	}
	if b.Text == "" {
		return b, bad("can't parse inline keyboard button: Can't find field \"text\"")
	}
	return b, b.check(fields, raw)
}

func (b *Button) check(fields map[string]json.RawMessage, raw json.RawMessage) *apiError {
	_, data := fields["callback_data"]
	_, link := fields["url"]
	if data && (b.Data == "" || len(b.Data) > maxData) {
		return bad("BUTTON_DATA_INVALID")
	}
	if u, err := url.Parse(b.URL); link && (err != nil || !slices.Contains([]string{"http", "https", "tg"}, u.Scheme)) {
		return bad("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", b.URL)
	}
	if data || link {
		return nil
	}
	for _, other := range []string{"web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
		"switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"} {
		if _, ok := fields[other]; ok {
			b.extra = string(raw)
			return nil
		}
	}
	return bad("text buttons are unallowed in the inline keyboard")
}

// keyboard reads a keyboard of words; a button is its text or an object with it.
func (m *Message) keyboard(rows [][]json.RawMessage) *apiError {
	for _, row := range rows {
		var line []string
		for _, raw := range row {
			var word string
			var object struct{ Text string }
			if json.Unmarshal(raw, &word) != nil {
				_ = json.Unmarshal(raw, &object)
				word = object.Text
			}
			if word == "" {
				return bad("can't parse keyboard button: Can't find field \"text\"")
			}
			line = append(line, word)
		}
		m.ReplyKeyboard = append(m.ReplyKeyboard, line)
	}
	return nil
}
