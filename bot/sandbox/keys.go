package sandbox

import "encoding/json"

// keyboard reads a keyboard that takes the place of a person's own. Keys without a text are left out, and so are rows without a key.
func (o object) keyboard() (k Keyboard, fault *apiError) {
	rows, fault := o.rows("keyboard", "")
	for _, row := range rows {
		var line []Key
		for _, raw := range row {
			key, fault := readKey(raw)
			if fault != nil {
				return k, fault.inside("can't parse keyboard button")
			}
			if key.Text != "" {
				line = append(line, key)
			}
		}
		if len(line) > 0 {
			k.Rows = append(k.Rows, line)
		}
	}
	return k, fault
}

// readKey takes a word, or an object with it.
func readKey(raw json.RawMessage) (k Key, fault *apiError) {
	if raw[0] == '"' {
		return Key{Text: flat(raw)}, nil
	}
	o := readObject(raw)
	if o == nil {
		return k, bad("KeyboardButton must be a String or an Object")
	}
	l, fault := o.look()
	var phone bool
	if fault == nil {
		fault = o.into(map[string]any{"request_phone_number": &phone, "request_contact": &k.Contact, "request_location": &k.Location})
	}
	if fault != nil {
		return k, fault
	}
	k.Text, k.Contact = l.text, k.Contact || phone
	switch {
	case k.Contact:
		k.private = "phone number can be requested"
	case k.Location:
		k.private = "location can be requested"
	default:
		fault = k.other(o)
	}
	return k, fault
}

// other reads what else a key can do, of which the sandbox does nothing.
func (k *Key) other(o object) *apiError {
	for _, does := range []struct{ name, private string }{
		{"request_poll", "poll can be requested"}, {"web_app", "Web App buttons can be used"}, {"request_users", "users can be requested"},
		{"request_user", "users can be requested"}, {"request_chat", "chats can be requested"}, {"request_managed_bot", "managed bots can be requested"},
	} {
		if _, ok := o[does.name]; ok {
			var inside object
			k.private = does.private
			return o.into(map[string]any{does.name: &inside})
		}
	}
	return nil
}
