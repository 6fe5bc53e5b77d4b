package sandbox

import (
	"encoding/json"
	"strings"
)

// buttons reads an inline keyboard. Buttons without a text are left out, and so are rows without a button.
func (o object) buttons() (all [][]Button, fault *apiError) {
	rows, fault := o.rows("inline_keyboard", " of the InlineKeyboardMarkup")
	for _, row := range rows {
		var line []Button
		for _, raw := range row {
			b, fault := readButton(raw)
			if fault != nil {
				return nil, fault.inside("can't parse inline keyboard button")
			}
			if b.Text != "" {
				line = append(line, b)
			}
		}
		if len(line) > 0 {
			all = append(all, line)
		}
	}
	return all, fault
}

func readButton(raw json.RawMessage) (b Button, fault *apiError) {
	o := readObject(raw)
	if o == nil {
		return b, bad("InlineKeyboardButton must be an Object")
	}
	l, fault := o.look()
	if fault != nil {
		return b, fault
	}
	b.Text, b.Style, b.icon = l.text, l.style, l.icon
	return b, b.action(o)
}

// action reads the one thing that a button does, an address before data before anything else. What comes after it is not looked at.
func (b *Button) action(o object) *apiError {
	if fault := o.into(map[string]any{"url": &b.URL}); fault != nil || b.URL != "" {
		return fault
	}
	if fault := o.into(map[string]any{"callback_data": &b.Data}); fault != nil || b.Data != "" {
		return fault
	}
	for _, name := range []string{"callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
		"switch_inline_query_current_chat", "login_url", "web_app", "copy_text"} {
		if _, ok := o[name]; ok {
			return b.other(name, o)
		}
	}
	return bad("Text buttons are unallowed in the inline keyboard")
}

// other reads what a button does that is neither an address nor data. A login comes back as an address.
func (b *Button) other(name string, o object) (fault *apiError) {
	var inside object
	var text string
	switch name {
	case "callback_game", "pay":
		b.needs = name
	case "switch_inline_query", "switch_inline_query_current_chat":
		fault = o.into(map[string]any{name: &text})
		b.does(name, text)
	case "login_url", "web_app":
		text, fault = o.within(name, "url")
		b.URL, b.needs = text, name
	case "copy_text":
		text, fault = o.within(name, "text")
		b.does(name, map[string]string{"text": text})
	default:
		fault = o.into(map[string]any{name: &inside})
		b.does(name, inside)
	}
	return fault
}

func (b *Button) does(name string, v any) {
	b.extra = string(mustJSON(name)) + ":" + string(mustJSON(v))
}

// within reads a text that an object in a field must have.
func (o object) within(name, field string) (text string, fault *apiError) {
	var inside object
	if fault = o.into(map[string]any{name: &inside}); fault == nil {
		fault = inside.need(field)
	}
	if fault == nil {
		fault = inside.into(map[string]any{field: &text})
	}
	return text, fault
}

// settle brings a button's address into the form that Telegram keeps, and refuses what does not go with the message: there are
// neither games nor invoices here, and Web Apps open in private chats only.
func (b *Button) settle(room *chat) *apiError {
	if len(b.Data) > maxData {
		return bad("BUTTON_DATA_INVALID")
	}
	fault := b.settleAddress()
	switch {
	case fault != nil:
		return fault
	case b.needs == "callback_game", b.needs == "pay", b.needs == "web_app" && room.group():
		return bad("BUTTON_TYPE_INVALID")
	}
	return nil
}

func (b *Button) settleAddress() *apiError {
	if b.URL == "" && b.needs != "login_url" && b.needs != "web_app" {
		return nil
	}
	label := map[string]string{"login_url": "login ", "web_app": "Web App "}[b.needs]
	link, fault := checkLink(b.URL)
	switch {
	case label != "" && userLink.MatchString(b.URL):
		return bad("link to a user can't be used in %sURL buttons", label)
	case label != "" && fault == "" && !strings.HasPrefix(link, "https://"):
		fault = "Only HTTPS links are allowed"
	}
	if fault != "" {
		return bad("inline keyboard button %sURL '%s' is invalid: %s", label, b.URL, fault)
	}
	b.URL = link
	return nil
}
