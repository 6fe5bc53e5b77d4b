package sandbox_test

import (
	"testing"

	"duban/bot/sandbox"
)

// button sends a message with one inline button and gives what comes back.
func (w *world) button(chat int64, a args) answer {
	if a["text"] == nil {
		a["text"] = "按"
	}
	return w.do("sendMessage", args{"chat_id": chat, "text": "x", "reply_markup": args{"inline_keyboard": [][]args{{a}}}})
}

// Every kind of button comes back as Telegram shows it.
func TestKindsOfButtons(t *testing.T) {
	w := started(t)
	for want, a := range map[string]args{
		`{"text":"按","url":"https://x.cn/a"}`:                                {"login_url": args{"url": "https://x.cn/a", "bot_username": "b"}},
		`{"text":"按","web_app":{"url":"https://x.cn/"}}`:                     {"web_app": args{"url": "https://X.cn"}},
		`{"copy_text":{"text":"抄"},"text":"按"}`:                              {"copy_text": args{"text": "抄"}},
		`{"switch_inline_query":"","text":"按"}`:                              {"switch_inline_query": "", "copy_text": nil},
		`{"switch_inline_query_current_chat":"5","text":"按"}`:                {"switch_inline_query_current_chat": 5},
		`{"callback_data":"d","icon_custom_emoji_id":"77","text":"按"}`:       {"callback_data": "d", "icon_custom_emoji_id": "77", "web_app": nil},
		`{"switch_inline_query_chosen_chat":{"query":"q"},"text":"按"}`:       {"switch_inline_query_chosen_chat": args{"query": "q"}},
		`{"style":"danger","text":"按","url":"tg://resolve?domain=telegram"}`: {"url": "tg:resolve?domain=telegram", "style": "danger", "callback_data": nil},
	} {
		var m struct {
			Markup struct {
				Rows [][]any `json:"inline_keyboard"`
			} `json:"reply_markup"`
		}
		w.button(li, a).into(t, &m)
		same(t, want, text(t, m.Markup.Rows[0][0]), want)
	}
}

// null is a mistake wherever it is looked at, and so is a button that cannot work.
func TestButtonRefusals(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{}, wang)
	const parse = "can't parse inline keyboard button: "
	for _, c := range []struct {
		chat int64
		args args
		want string
	}{
		{li, args{"url": nil, "callback_data": "x"}, parse + `Field "url" must be of type String`},
		{li, args{"callback_data": nil}, parse + `Field "callback_data" must be of type String`},
		{li, args{"style": nil, "url": "x.cn"}, parse + `Field "style" must be of type String`},
		{li, args{"style": "loud", "url": "x.cn"}, parse + "invalid button style specified"},
		{li, args{"icon_custom_emoji_id": "x", "url": "x.cn"}, parse + `Field "icon_custom_emoji_id" must be a valid Number`},
		{li, args{"web_app": "https://x.cn"}, parse + `Field "web_app" must be of type Object`},
		{li, args{"web_app": args{}}, parse + `Can't find field "url"`},
		{li, args{"web_app": args{"url": "http://x.cn"}}, "inline keyboard button Web App URL 'http://x.cn' is invalid: Only HTTPS links are allowed"},
		{li, args{"login_url": args{"url": "x.cn"}}, "inline keyboard button login URL 'x.cn' is invalid: Only HTTPS links are allowed"},
		{li, args{"login_url": args{"url": ""}}, "inline keyboard button login URL '' is invalid: URL host is empty"},
		{li, args{"web_app": args{"url": "tg://user?id=101"}}, "link to a user can't be used in Web App URL buttons"},
		{li, args{"pay": true}, "BUTTON_TYPE_INVALID"},
		{li, args{"callback_game": args{}, "pay": true}, "BUTTON_TYPE_INVALID"},
		{group, args{"web_app": args{"url": "https://x.cn"}}, "BUTTON_TYPE_INVALID"},
	} {
		same(t, c.want, w.button(c.chat, c.args).Description, "Bad Request: "+c.want)
	}
}

// A keyboard may ask for what only a private chat has; of several kinds of markup the first counts.
func TestKindsOfMarkup(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{}, wang)
	send := func(chat int64, markup args) answer {
		return w.do("sendMessage", args{"chat_id": chat, "text": "x", "reply_markup": markup})
	}
	keyboard := func(key args) args { key["text"] = "键"; return args{"keyboard": [][]args{{key}, {}}} }
	for _, c := range []struct {
		key  args
		want string
	}{
		{args{"request_phone_number": true}, "phone number can be requested"}, {args{"request_location": true}, "location can be requested"},
		{args{"request_poll": args{}}, "poll can be requested"}, {args{"web_app": args{"url": "https://x.cn"}}, "web App buttons can be used"},
		{args{"request_users": args{"request_id": 1}}, "users can be requested"}, {args{"request_chat": args{"request_id": 1}}, "chats can be requested"},
	} {
		same(t, c.want, send(group, keyboard(c.key)).Description, "Bad Request: "+c.want+" in private chats only")
		same(t, "private", send(li, keyboard(c.key)).OK, true)
	}
	for want, markup := range map[string]args{
		`field "keyboard" must be of type Array`:                                                {"keyboard": nil},
		`field "keyboard" must be an Array of Arrays`:                                           {"keyboard": []any{nil}},
		`field "inline_keyboard" must be of type Array`:                                         {"inline_keyboard": args{}},
		`field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`:        {"inline_keyboard": []args{{"text": "x"}}},
		`field "selective" must be of type Boolean`:                                             {"inline_keyboard": [][]args{}, "selective": "true"},
		`field "resize_keyboard" must be of type Boolean`:                                       {"keyboard": [][]string{{"x"}}, "resize_keyboard": nil},
		`can't parse keyboard button: Field "request_contact" must be of type Boolean`:          keyboard(args{"request_contact": nil}),
		`can't parse keyboard button: Field "request_poll" must be of type Object`:              keyboard(args{"request_poll": nil}),
		`can't parse inline keyboard button: InlineKeyboardButton must be an Object`:            {"inline_keyboard": [][]any{{nil}}},
		`can't parse inline keyboard button: Field "text" must be of type String`:               {"inline_keyboard": [][]args{{{"text": nil}}}},
		`can't parse keyboard button: KeyboardButton must be a String or an Object`:             {"keyboard": [][]any{{5}}},
		`can't parse keyboard button: Can't find field "text"`:                                  {"keyboard": [][]args{{{}}}},
		`can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard`: {"inline_keyboard": [][]args{{{"text": "x"}}}},
	} {
		same(t, want, send(li, markup).Description, "Bad Request: "+want)
	}
	send(li, args{"inline_keyboard": buttons("a")["inline_keyboard"], "keyboard": [][]string{{"x"}}, "hide_keyboard": true, "resize_keyboard": true})
	send(li, args{"hide_keyboard": true, "force_reply": true})
	send(li, args{"force_reply_keyboard": true, "resize_keyboard": nil, "keyboard": [][]string{}})
	all := w.Messages(li)
	all = all[len(all)-3:]
	same(t, "keyboard", all[0].Keyboard != nil && all[0].Keyboard.Resize && all[0].Buttons == nil && !all[0].RemoveKeyboard, true)
	same(t, "removal", all[1].RemoveKeyboard && !all[1].ForceReply, true)
	same(t, "reply", all[2].ForceReply && all[2].Keyboard == nil, true)
}

// Fields that the kind of a thing does not have are not looked at.
func TestNullInside(t *testing.T) {
	w := started(t)
	send := func(method string, a args) string { a["chat_id"] = li; return w.do(method, a).Description }
	entity := func(e args) args { e["offset"], e["length"] = 0, 1; return args{"text": "x", "entities": []args{e}} }
	media := func(m args) args { m["media"] = "attach://a"; return args{"media": []args{m}, "a": []byte("x")} }
	same(t, "bold", send("sendMessage", entity(args{"type": "bold", "url": nil, "language": nil, "user": nil})), "")
	same(t, "pre", send("sendMessage", entity(args{"type": "pre", "language": nil})), `Bad Request: can't parse MessageEntity: Field "language" must be of type String`)
	same(t, "mention", send("sendMessage", entity(args{"type": "text_mention", "user": nil})), `Bad Request: can't parse MessageEntity: Field "user" must be of type Object`)
	album := func(m args) string {
		a := media(m)
		a["chat_id"] = li
		return w.doForm("sendMediaGroup", a).Description
	}
	same(t, "document", album(args{"type": "document", "width": nil, "title": nil}), "")
	same(t, "film", album(args{"type": "video", "width": nil}), `Bad Request: can't parse InputMedia: Field "width" must be a Number`)
	same(t, "caption", album(args{"type": "document", "caption": nil}), `Bad Request: can't parse InputMedia: Field "caption" must be of type String`)
	same(t, "preview", send("sendMessage", args{"text": "x", "link_preview_options": args{"url": nil}}), `Bad Request: field "url" must be of type String`)
	same(t, "reply", send("sendMessage", args{"text": "x", "reply_parameters": args{"message_id": 1, "quote": nil}}), `Bad Request: field "quote" must be of type String`)
	same(t, "scope", send("setMyCommands", args{"commands": []args{}, "scope": args{"type": "default", "chat_id": nil}}), "")
	same(t, "scope of a chat", send("setMyCommands", args{"commands": []args{}, "scope": args{"type": "chat", "chat_id": nil}}),
		`Bad Request: can't parse BotCommandScope: Field "chat_id" must be of type String`)
}
