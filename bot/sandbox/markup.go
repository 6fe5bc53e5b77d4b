package sandbox

import "strings"

// Telegram's limits on inline keyboards.
const (
	maxButtons = 100
	maxInRow   = 8
	maxData    = 64 // bytes
)

// markup reads any of the four kinds of reply_markup into a message; of several the first counts.
func (c *call) markup(m *Message) *apiError {
	o := c.object("reply_markup")
	keyboard, fault := o.keyboard()
	if fault != nil {
		return fault
	}
	buttons, fault := o.buttons()
	if fault != nil {
		return fault
	}
	var remove, force, hide, forced, selective, personal bool
	fault = o.into(map[string]any{
		"remove_keyboard": &remove, "hide_keyboard": &hide, "force_reply": &force, "force_reply_keyboard": &forced,
		"selective": &selective, "personal_keyboard": &personal, "input_field_placeholder": &keyboard.Placeholder,
	})
	if fault != nil {
		return fault
	}
	switch {
	case len(keyboard.Rows) > 0:
		m.Keyboard = &keyboard
		return o.into(map[string]any{
			"resize_keyboard": &keyboard.Resize, "one_time_keyboard": &keyboard.OneTime, "is_persistent": &keyboard.Persistent,
		})
	case len(buttons) > 0:
		m.Buttons = buttons
	default:
		m.RemoveKeyboard, m.ForceReply = remove || hide, (force || forced) && !remove && !hide
	}
	return nil
}

// look is what buttons of both kinds have beside what they do.
type look struct {
	text, style string
	icon        int64 // id of a custom emoji
}

func (o object) look() (l look, fault *apiError) {
	if fault = o.need("text"); fault == nil {
		fault = o.into(map[string]any{"text": &l.text, "icon_custom_emoji_id": &l.icon, "style": &l.style})
	}
	if fault != nil {
		return l, fault
	}
	switch l.style = strings.ToLower(l.style); l.style {
	case "", "primary", "danger", "success":
	case "default":
		l.style = ""
	default:
		fault = bad("invalid button style specified")
	}
	return l, fault
}

// checkMarkup refuses what Telegram finds wrong with a keyboard only once it knows where it goes.
func (m *Message) checkMarkup(room *chat) *apiError {
	n := 0
	for _, row := range m.Buttons {
		if n += len(row); n > maxButtons || len(row) > maxInRow {
			return bad("reply markup is too long")
		}
		for i := range row {
			if fault := row[i].settle(room); fault != nil {
				return fault
			}
		}
	}
	if m.Keyboard == nil || !room.group() {
		return nil
	}
	for _, row := range m.Keyboard.Rows {
		for _, k := range row {
			if k.private != "" {
				return bad("%s in private chats only", k.private)
			}
		}
	}
	return nil
}
