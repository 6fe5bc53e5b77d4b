package sandbox_test

import (
	"testing"

	"duban/bot/sandbox"
)

// Names and descriptions are kept by language; what a language lacks is that of all.
func TestTexts(t *testing.T) {
	w := started(t)
	for _, c := range [][2]string{{"Name", "name"}, {"Description", "description"}, {"ShortDescription", "short_description"}} {
		get := func(code string) any { return w.raw("getMy"+c[0], args{"language_code": code})[c[1]] }
		w.do("setMy"+c[0], args{c[1]: "甲"})
		w.do("setMy"+c[0], args{c[1]: "en", "language_code": "en"})
		same(t, c[0], get("zh").(string)+get("en").(string), "甲en")
		w.do("setMy"+c[0], args{c[1]: "", "language_code": "en"})
		same(t, c[0], get("en").(string), "甲")
		same(t, "language", w.do("getMy"+c[0], args{"language_code": "zh-hans"}).Description, "Bad Request: invalid language code specified")
	}
	same(t, "menu language", w.do("setMyCommands", args{"commands": []args{}, "language_code": "Zh"}).Description, "Bad Request: invalid language code specified")
}

func TestMenuButton(t *testing.T) {
	w := started(t)
	get := func(a args) string { return text(t, w.raw("getChatMenuButton", a)) }
	same(t, "at first", get(nil), `{"type":"commands"}`)
	w.do("setChatMenuButton", args{"chat_id": li, "menu_button": args{"type": "web_app", "text": "开", "web_app": args{"url": "https://x.cn/"}}})
	same(t, "of one", get(args{"chat_id": li}), `{"text":"开","type":"web_app","web_app":{"url":"https://x.cn/"}}`)
	same(t, "of all", get(nil), `{"type":"commands"}`)
	w.do("setChatMenuButton", args{"menu_button": args{"type": "default"}})
	same(t, "of others", get(args{"chat_id": wang}), `{"type":"default"}`)
	for want, a := range map[string]args{
		"can't parse menu button: MenuButton has unsupported type": {"menu_button": args{"type": "x"}},
		`can't parse menu button: Can't find field "web_app"`:      {"menu_button": args{"type": "web_app", "text": "x"}},
		"invalid chat_id specified":                                {"chat_id": -5},
		"user not found":                                           {"chat_id": 5},
	} {
		same(t, want, w.do("setChatMenuButton", a).Description, "Bad Request: "+want)
	}
}

func TestAdministratorRights(t *testing.T) {
	w := started(t)
	w.do("setMyDefaultAdministratorRights", args{"rights": args{"can_manage_chat": true}})
	got := w.raw("getMyDefaultAdministratorRights", nil)
	same(t, "asked for", got["can_manage_chat"].(bool) && !got["can_delete_messages"].(bool), true)
}

// Commands come with a slash or without, and their scope by number or by text.
func TestCommandsAndScopes(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{}, wang)
	w.do("setMyCommands", args{"commands": []args{{"command": " /help ", "description": " 帮助 "}}, "scope": args{"type": "chat_member", "chat_id": text(t, group), "user_id": wang}})
	same(t, "kept", w.CommandsFor(wang, group)[0], sandbox.Command{Command: "help", Description: "帮助"})
	same(t, "not for others", len(w.CommandsFor(li, group)), 0)
	same(t, "an empty list is one", w.do("setMyCommands", nil).OK, true)
	for want, a := range map[string]args{
		`can't parse BotCommandScope: Can't find field "chat_id"`:        {"scope": args{"type": "chat"}},
		`can't parse BotCommandScope: Can't find field "user_id"`:        {"scope": args{"type": "chat_member", "chat_id": group}},
		"can't parse BotCommandScope: Invalid user_id specified":         {"scope": args{"type": "chat_member", "chat_id": group, "user_id": -1}},
		"can't parse BotCommandScope: BotCommandScope must be an Object": {"scope": []int{}},
		"chat not found": {"scope": args{"type": "chat", "chat_id": 5}},
		`can't parse BotCommand: Can't find field "description"`:         {"commands": []args{{"command": "a"}}},
		`can't parse BotCommand: Field "command" must be of type String`: {"commands": []args{{"command": args{}, "description": "x"}}},
		"command must be non-empty":                                      {"commands": []args{{"command": "/", "description": "x"}}},
		"command length must not exceed 32":                              {"commands": []args{{"command": "abcdefghijabcdefghijabcdefghijabc", "description": "x"}}},
		"command description length must not exceed 256":                 {"commands": []args{{"command": "a", "description": long(257)}}},
	} {
		same(t, want, w.do("setMyCommands", a).Description, "Bad Request: "+want)
	}
}

// A bot that is an administrator bans, lets in again, makes administrators and renames; what it may not is refused.
func TestManageMembers(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{Supergroup: true}, wang, li)
	try := func(method string, more args) string {
		a := args{"chat_id": group, "user_id": li}
		for k, v := range more {
			a[k] = v
		}
		return w.do(method, a).Description
	}
	same(t, "no right", try("banChatMember", nil), "Bad Request: not enough rights to restrict/unrestrict chat member")
	w.Promote(group)
	status := func() any { return w.raw("getChatMember", args{"chat_id": group, "user_id": li})["status"] }
	for _, c := range []struct {
		method string
		more   args
		want   string
		status string
	}{
		{"promoteChatMember", args{"can_pin_messages": true}, "", "administrator"},
		{"setChatAdministratorCustomTitle", args{"custom_title": "督查"}, "", "administrator"},
		{"setChatAdministratorCustomTitle", args{"custom_title": long(17)}, "Bad Request: CUSTOM_TITLE_INVALID", "administrator"},
		{"setChatAdministratorCustomTitle", nil, "", "administrator"},
		{"banChatMember", nil, "Bad Request: user is an administrator of the chat", "administrator"},
		{"promoteChatMember", nil, "", "member"},
		{"setChatAdministratorCustomTitle", args{"custom_title": "x"}, "Bad Request: user is not an administrator", "member"},
		{"kickChatMember", nil, "", "kicked"},
		{"promoteChatMember", args{"can_pin_messages": true}, "Bad Request: USER_NOT_MUTUAL_CONTACT", "kicked"},
		{"unbanChatMember", args{"only_if_banned": true}, "", "left"},
		{"banChatMember", args{"user_id": wang}, "Bad Request: can't remove chat owner", "left"},
		{"banChatMember", args{"user_id": 4242}, "Bad Request: can't restrict self", "left"},
		{"banChatMember", args{"user_id": 555}, "Bad Request: PARTICIPANT_ID_INVALID", "left"},
		{"banChatMember", args{"user_id": 0}, "Bad Request: invalid user_id specified", "left"},
		{"setChatTitle", args{"title": "新组"}, "", "left"},
		{"setChatTitle", args{"title": " 新组\n"}, "", "left"},
		{"setChatTitle", args{"title": ""}, "Bad Request: title must be non-empty", "left"},
		{"setChatDescription", args{"description": "述"}, "", "left"},
		{"setChatDescription", args{"description": "述"}, "Bad Request: chat description is not modified", "left"},
	} {
		same(t, c.method, try(c.method, c.more), c.want)
		same(t, c.method, status().(string), c.status)
	}
	same(t, "once", w.Messages(group)[len(w.Messages(group))-2].Service != "titled", true)
	full := w.raw("getChat", args{"chat_id": group})
	same(t, "renamed", full["title"].(string)+full["description"].(string), "新组述")
	w.do("setChatTitle", args{"chat_id": group, "title": long(129)})
	w.do("setChatDescription", args{"chat_id": group, "description": long(256)})
	full = w.raw("getChat", args{"chat_id": group})
	same(t, "cut", full["title"] == long(128) && full["description"] == long(255), true)
	var count int
	w.do("getChatMembersCount", args{"chat_id": group}).into(t, &count)
	same(t, "old name of a method", count, 2)
	same(t, "photos", w.raw("getUserProfilePhotos", args{"user_id": li})["total_count"].(float64), 0)
}
