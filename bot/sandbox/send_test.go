package sandbox_test

import (
	"encoding/json"
	"slices"
	"testing"

	"duban/bot/sandbox"
)

// raw calls a method and gives its result as it is.
func (w *world) raw(method string, a args) map[string]any {
	w.t.Helper()
	var v map[string]any
	w.do(method, a).into(w.t, &v)
	return v
}

// text shows a value as JSON, to compare it.
func text(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A message comes back with all that was said about it.
func TestWhatComesBack(t *testing.T) {
	w := started(t)
	first := w.say(li, "甲乙丙")
	m := w.raw("sendMessage", args{
		"chat_id": li, "text": "x.cn", "protect_content": true, "link_preview_options": args{"is_disabled": true, "url": ""},
		"reply_parameters": args{"message_id": text(t, first.ID), "quote": "<b>乙</b>", "quote_parse_mode": "HTML"},
		"reply_markup":     args{"inline_keyboard": [][]args{{{"text": 5, "url": "x.cn", "style": "Primary"}, {"text": "抄", "copy_text": args{"text": "z"}}}, {}}},
	})
	for field, want := range map[string]string{
		"link_preview_options":  `{"is_disabled":true}`,
		"has_protected_content": "true",
		"quote":                 `{"is_manual":true,"position":1,"text":"乙"}`,
		"reply_markup":          `{"inline_keyboard":[[{"style":"primary","text":"5","url":"http://x.cn/"},{"copy_text":{"text":"z"},"text":"抄"}]]}`,
		"entities":              `[{"length":4,"offset":0,"type":"url"}]`,
	} {
		same(t, field, text(t, m[field]), want)
	}
	old := w.raw("sendMessage", args{"chat_id": li, "text": "x", "disable_web_page_preview": true, "reply_to_message_id": first.ID})
	same(t, "old names", text(t, old["link_preview_options"]), `{"is_disabled":true}`)
	same(t, "old reply", old["reply_to_message"].(map[string]any)["text"].(string), "甲乙丙")
	mention := w.raw("sendMessage", args{"chat_id": li, "text": `<a href="tg://user?id=101">李</a> <a href="tg://user?id=9">无</a>`, "parse_mode": "HTML"})
	same(t, "mention", text(t, mention["entities"]),
		`[{"length":1,"offset":0,"type":"text_mention","user":{"first_name":"李","id":101,"is_bot":false,"language_code":"zh-hans","last_name":"明","username":"liming"}}]`)
}

// A message of another chat or topic is answered with a copy of where it stands.
func TestReplyFromElsewhere(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{Supergroup: true}, wang)
	there := w.say(group, "那边")
	m := w.raw("sendMessage", args{"chat_id": li, "text": "x", "reply_parameters": args{"message_id": there.ID, "chat_id": group}})
	same(t, "no reply here", m["reply_to_message"] == nil, true)
	same(t, "external", m["external_reply"].(map[string]any)["message_id"].(float64), float64(there.ID))
	same(t, "wrong quote", w.do("sendMessage", args{"chat_id": li, "text": "x", "reply_parameters": args{"message_id": there.ID, "chat_id": group, "quote": "没有"}}).Description, "Bad Request: QUOTE_TEXT_INVALID")
	same(t, "lenient", w.do("sendMessage", args{"chat_id": li, "text": "x", "reply_parameters": args{"message_id": 999, "allow_sending_without_reply": true}}).OK, true)
}

// Where several things are wrong, Telegram complains of what it looks at first.
func TestOrderOfComplaints(t *testing.T) {
	w := started(t)
	for _, c := range []struct {
		args args
		want string
	}{
		{args{"chat_id": 999, "text": long(5000)}, "Bad Request: chat not found"},
		{args{"chat_id": 999, "text": "<b>", "parse_mode": "HTML"}, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{args{"chat_id": 999, "text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"},
		{args{"chat_id": li, "text": " ", "reply_parameters": args{"message_id": 9999}}, "Bad Request: message to be replied not found"},
		{args{"chat_id": li, "text": "x", "reply_markup": args{"inline_keyboard": []args{{"text": "a"}}}}, `Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`},
		{args{"chat_id": li, "text": "x", "reply_markup": args{"keyboard": [][]any{{5}}}}, "Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object"},
		{args{"chat_id": li, "text": "x", "reply_markup": args{"inline_keyboard": [][]args{{{"text": "a", "url": "http://localhost:80"}}}}}, "Bad Request: inline keyboard button URL 'http://localhost:80' is invalid: Wrong HTTP URL"},
	} {
		same(t, c.want, w.do("sendMessage", c.args).Description, c.want)
	}
	group := w.AddGroup("组", sandbox.GroupOptions{}, wang)
	ask := args{"keyboard": [][]args{{{"text": "a", "request_contact": true}}}}
	same(t, "contacts in a group", w.do("sendMessage", args{"chat_id": group, "text": "x", "reply_markup": ask}).Description, "Bad Request: phone number can be requested in private chats only")
}

// Each kind of file comes back as what it was sent as, and is found again by its id.
func TestKindsOfFiles(t *testing.T) {
	w := started(t)
	for method, kind := range map[string]string{"sendVideo": "video", "sendAnimation": "animation", "sendAudio": "audio", "sendVoice": "voice", "sendDocument": "document"} {
		var m map[string]any
		w.doForm(method, args{"chat_id": li, kind: []byte("内容"), "duration": "3", "title": "题"}).into(t, &m)
		file := m[kind].(map[string]any)
		same(t, method, file["file_size"].(float64), 6)
		if kind != "document" {
			same(t, "seconds", file["duration"].(float64), 3)
		}
		same(t, "downloaded", w.downloaded(file["file_id"].(string)), "内容")
		same(t, "again", w.do(method, args{"chat_id": li, kind: file["file_id"]}).OK, true)
		same(t, "missing", w.do(method, args{"chat_id": li, kind: "attach://none"}).Description, "Bad Request: there is no "+kind+" in the request")
	}
	for source, want := range map[string]string{
		"ab_": "can't unserialize it. Wrong last symbol", "a b": "Wrong character in the string", "abcde": "Wrong string length",
	} {
		same(t, source, w.do("sendVideo", args{"chat_id": li, "video": source}).Description, "Bad Request: wrong remote file identifier specified: "+want)
	}
	same(t, "no address", w.do("sendVideo", args{"chat_id": li, "video": "ftp://x.cn/a"}).Description, "Bad Request: invalid file HTTP URL specified: Unsupported URL protocol")
}

// Photos have an id for each of their sizes.
func TestPhotoSizes(t *testing.T) {
	w := started(t)
	var m message
	w.doForm("sendPhoto", args{"chat_id": li, "photo": picture(t, 400, 100)}).into(t, &m)
	same(t, "two ids", m.Photo[0].ID != m.Photo[2].ID, true)
	var f struct {
		ID       string `json:"file_id"`
		UniqueID string `json:"file_unique_id"`
	}
	w.do("getFile", args{"file_id": m.Photo[0].ID}).into(t, &f)
	same(t, "each is itself", f.ID+" "+f.UniqueID, m.Photo[0].ID+" "+m.Photo[0].UniqueID)
	same(t, "small one leads there too", w.downloaded(m.Photo[0].ID) == w.downloaded(m.Photo[2].ID), true)
}

func TestAlbums(t *testing.T) {
	w := started(t)
	item := func(kind, media string) args { return args{"type": kind, "media": media} }
	for _, c := range []struct {
		media any
		want  string
	}{
		{[]args{}, "there are no messages to send"},
		{slices.Repeat([]args{item("document", "attach://a")}, 11), "too many messages to send as an album"},
		{[]args{item("photo", "attach://p"), item("photo", "attach://a")}, `failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"`},
		{[]args{item("photo", "attach://p"), {"type": "photo", "media": "attach://p", "show_caption_above_media": true}}, "parameter show_caption_above_media must be the same for all messages"},
		{[]args{item("document", "attach://a"), item("photo", "attach://a")}, "document can't be mixed with other media types"},
		{[]args{item("animation", "attach://a"), item("photo", "attach://a")}, `can't parse InputMedia: type "animation" can't be used in sendMediaGroup`},
		{[]args{item("dance", "attach://a")}, `can't parse InputMedia: type "dance" is unsupported`},
		{[]args{item("photo", "attach://b")}, "can't parse InputMedia: media not found"},
		{[]any{5}, "can't parse InputMedia: expected an Object"},
		{args{}, "expected an Array of InputMedia"},
	} {
		same(t, c.want, w.doForm("sendMediaGroup", args{"chat_id": li, "media": c.media, "a": []byte("x"), "p": picture(t, 20, 10)}).Description, "Bad Request: "+c.want)
	}
	same(t, "nothing was sent", len(w.Messages(li)), 1)
	var one []message
	w.doForm("sendMediaGroup", args{"chat_id": li, "media": []args{item("document", "attach://a")}, "a": []byte("x")}).into(t, &one)
	same(t, "a single one is no album", len(one) == 1 && one[0].Album == "", true)
}

func TestForwardAndCopy(t *testing.T) {
	w := started(t)
	a := w.say(li, "一", args{"reply_markup": buttons("x")})
	b, err := w.Say(li, li, "二")
	if err != nil {
		t.Fatal(err)
	}
	var ids []struct {
		ID int `json:"message_id"`
	}
	w.do("forwardMessages", args{"chat_id": li, "from_chat_id": li, "message_ids": []any{a.ID, 999, text(t, b.ID)}}).into(t, &ids)
	same(t, "forwarded", len(ids), 2)
	w.do("copyMessages", args{"chat_id": li, "from_chat_id": li, "message_ids": []int{a.ID, b.ID}}).into(t, &ids)
	all := w.Messages(li)
	n := len(all)
	same(t, "origin", all[n-3].ForwardFrom+all[n-4].ForwardFrom, "李 明督办")
	same(t, "under the old name too", w.raw("forwardMessage", args{"chat_id": li, "from_chat_id": li, "message_id": b.ID})["forward_from"].(map[string]any)["id"].(float64), float64(li))
	same(t, "a copy has none", all[n-2].ForwardFrom+text(t, len(all[n-2].Buttons)), "0")
	for want, more := range map[string]args{
		"message identifiers are not specified":                      {"message_ids": []int{}},
		"too many message identifiers specified":                     {"message_ids": make([]int, 101)},
		"invalid message identifier specified":                       {"message_ids": []int{-1}},
		"can't parse message identifier as a Number":                 {"message_ids": []string{"x"}},
		"expected an Array of message identifiers":                   {"message_ids": args{}},
		"there are no messages to forward":                           {"message_ids": []int{999}},
		"message identifiers must be in a strictly increasing order": {"message_ids": []int{b.ID, 999, a.ID}},
		`parameter "from_chat_id" is required`:                       {"message_ids": []int{1}, "from_chat_id": ""},
		"can't parse message_ids JSON object":                        {"message_ids": "["},
	} {
		call := args{"chat_id": li, "from_chat_id": li}
		for k, v := range more {
			call[k] = v
		}
		same(t, want, w.do("forwardMessages", call).Description, "Bad Request: "+want)
	}
}

// Service messages go nowhere, protected ones are only copied, and one of an album goes alone.
func TestWhatMayNotGo(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{}, wang)
	secret := w.say(group, "密", args{"protect_content": true})
	service := w.Messages(group)[0].ID
	var album []message
	w.doForm("sendMediaGroup", args{
		"chat_id": group, "a": []byte("a"), "b": []byte("b"),
		"media": []args{{"type": "document", "media": "attach://a"}, {"type": "document", "media": "attach://b"}},
	}).into(t, &album)
	one := func(method string, id int) string {
		return w.do(method, args{"chat_id": li, "from_chat_id": group, "message_id": id}).Description
	}
	same(t, "forward service", one("forwardMessage", service), "Bad Request: the message can't be forwarded")
	same(t, "copy service", one("copyMessage", service), "Bad Request: the message can't be copied")
	same(t, "forward protected", one("forwardMessage", secret.ID), "Bad Request: the message can't be forwarded")
	same(t, "copy protected", one("copyMessage", secret.ID), "")
	several := func(method string, ids ...int) answer {
		return w.do(method, args{"chat_id": li, "from_chat_id": group, "message_ids": ids})
	}
	same(t, "none left", several("forwardMessages", service, secret.ID).Description, "Bad Request: messages can't be forwarded")
	same(t, "without those", several("forwardMessages", service, secret.ID, album[0].ID).OK, true)
	several("copyMessages", secret.ID, album[0].ID, album[1].ID)
	all := w.Messages(li)
	all = all[len(all)-4:]
	same(t, "alone", all[0].AlbumID, "")
	same(t, "together", all[1].AlbumID == "" && all[2].AlbumID != "" && all[2].AlbumID == all[3].AlbumID, true)
}

func TestPlacesCardsAndDice(t *testing.T) {
	w := started(t)
	same(t, "venue", text(t, w.raw("sendVenue", args{"chat_id": li, "latitude": 35, "longitude": 118, "title": "局", "address": "路"})["venue"]),
		`{"address":"路","location":{"latitude":35,"longitude":118},"title":"局"}`)
	same(t, "contact", text(t, w.raw("sendContact", args{"chat_id": li, "phone_number": "+861", "first_name": "李"})["contact"]), `{"first_name":"李","phone_number":"+861"}`)
	same(t, "dice", text(t, w.raw("sendDice", args{"chat_id": li})["dice"]), `{"emoji":"🎲","value":1}`)
	same(t, "with more", text(t, w.raw("sendContact", args{"chat_id": li, "phone_number": "+861", "first_name": "李", "vcard": "BEGIN:VCARD"})["contact"]),
		`{"first_name":"李","phone_number":"+861","vcard":"BEGIN:VCARD"}`)
	same(t, "strange dice", w.do("sendDice", args{"chat_id": li, "emoji": "x"}).Description, "Bad Request: wrong dice emoji specified")
	w.updates()
	if _, err := w.SendContact(li, li, sandbox.Contact{}); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	w.do("getUpdates", nil).into(t, &got)
	same(t, "shared", got[0]["message"].(map[string]any)["contact"].(map[string]any)["user_id"].(float64), float64(li))
}
