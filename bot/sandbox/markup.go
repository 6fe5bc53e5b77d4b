package sandbox

import (
	"encoding/json"
	"strings"
)

// Telegram's limits on inline keyboards.
const (
	maxButtons = 100
	maxInRow   = 8
	maxData    = 64 // bytes
)

// markup reads any of the four kinds of reply_markup into a message.
func (c *call) markup(m *Message) *apiError {
	o := c.object("reply_markup")
	keys, ok := o.rows("keyboard")
	if !ok {
		return bad(`field "keyboard" must be an Array of Arrays`)
	}
	inline, ok := o.rows("inline_keyboard")
	if !ok {
		return bad(`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
	}
	k := Keyboard{}
	fault := o.into(map[string]any{
		"remove_keyboard": &m.RemoveKeyboard, "force_reply": &m.ForceReply, "resize_keyboard": &k.Resize, "one_time_keyboard": &k.OneTime,
		"is_persistent": &k.Persistent, "input_field_placeholder": &k.Placeholder,
	})
	if fault == nil {
		fault = m.inline(inline)
	}
	if fault == nil && len(keys) > 0 {
		m.Keyboard = &k
		fault = k.read(keys)
	}
	return fault
}

func (m *Message) inline(rows [][]json.RawMessage) *apiError {
	for _, row := range rows {
		var line []Button
		for _, raw := range row {
			b, fault := readButton(raw)
			if fault != nil {
				return fault.inside("can't parse inline keyboard button")
			}
			if b.Text != "" {
				line = append(line, b)
			}
		}
		if len(line) > 0 {
			m.Buttons = append(m.Buttons, line)
		}
	}
	return nil
}

func readButton(raw json.RawMessage) (Button, *apiError) {
	o := readObject(raw)
	if o == nil {
		return Button{}, bad("InlineKeyboardButton must be an Object")
	}
	var b Button
	var icon string
	fault := o.need("text")
	if fault == nil {
		fault = o.into(map[string]any{"text": &b.Text, "url": &b.URL, "callback_data": &b.Data, "style": &b.Style, "icon_custom_emoji_id": &icon})
	}
	if fault == nil {
		fault = b.check(o, icon)
	}
	return b, fault
}

// check insists on one action: an address before data before anything else.
func (b *Button) check(o object, icon string) *apiError {
	switch b.Style = strings.ToLower(b.Style); b.Style {
	case "", "primary", "danger", "success":
	case "default":
		b.Style = ""
	default:
		return bad("invalid button style specified")
	}
	b.icon = icon
	if b.URL != "" {
		b.Data = ""
		return nil
	}
	if b.Data != "" {
		return nil
	}
	for _, other := range []string{"callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
		"switch_inline_query_current_chat", "login_url", "web_app", "copy_text"} {
		if raw, ok := o[other]; ok {
			b.extra = string(mustJSON(other)) + ":" + string(raw)
			return nil
		}
	}
	return bad("Text buttons are unallowed in the inline keyboard")
}

func (k *Keyboard) read(rows [][]json.RawMessage) *apiError {
	for _, row := range rows {
		var line []Key
		for _, raw := range row {
			key, fault := readKey(raw)
			if fault != nil {
				return fault.inside("can't parse keyboard button")
			}
			if key.Text != "" {
				line = append(line, key)
			}
		}
		k.Rows = append(k.Rows, line)
	}
	return nil
}

// readKey takes a word, or an object with it.
func readKey(raw json.RawMessage) (Key, *apiError) {
	if raw[0] == '"' {
		return Key{Text: flat(raw)}, nil
	}
	o := readObject(raw)
	if o == nil {
		return Key{}, bad("KeyboardButton must be a String or an Object")
	}
	if fault := o.need("text"); fault != nil {
		return Key{}, fault
	}
	var k Key
	return k, o.into(map[string]any{"text": &k.Text, "request_contact": &k.Contact, "request_location": &k.Location})
}

// checkMarkup refuses what Telegram finds wrong with a keyboard only once it knows where it goes.
func (m *Message) checkMarkup(room *chat) *apiError {
	n := 0
	for _, row := range m.Buttons {
		if n += len(row); n > maxButtons || len(row) > maxInRow {
			return bad("reply markup is too long")
		}
		for i := range row {
			if fault := row[i].settle(); fault != nil {
				return fault
			}
		}
	}
	if m.Keyboard == nil || !room.group() {
		return nil
	}
	for _, row := range m.Keyboard.Rows {
		for _, k := range row {
			switch {
			case k.Contact:
				return bad("phone number can be requested in private chats only")
			case k.Location:
				return bad("location can be requested in private chats only")
			}
		}
	}
	return nil
}

// settle brings a button's address into the form that Telegram keeps.
func (b *Button) settle() *apiError {
	if len(b.Data) > maxData {
		return bad("BUTTON_DATA_INVALID")
	}
	if b.URL == "" {
		return nil
	}
	link, fault := checkLink(b.URL)
	if fault != "" {
		return bad("inline keyboard button URL '%s' is invalid: %s", b.URL, fault)
	}
	b.URL = link
	return nil
}
