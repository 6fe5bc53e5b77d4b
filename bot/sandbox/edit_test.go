package sandbox_test

import (
	"testing"

	"duban/bot/sandbox"
)

// What an edit gives back does not show the message that was answered, and what is not given goes away.
func TestEdit(t *testing.T) {
	w := started(t)
	first := w.say(li, "一")
	m := w.say(li, "二", args{"reply_parameters": args{"message_id": first.ID}, "reply_markup": buttons("a")})
	var got message
	w.do("editMessageText", args{"chat_id": li, "message_id": m.ID, "text": "三"}).into(t, &got)
	same(t, "text", got.Text, "三")
	same(t, "no reply, no buttons", got.ReplyTo == nil && got.Markup == nil, true)
	same(t, "preview counts", w.do("editMessageText", args{"chat_id": li, "message_id": m.ID, "text": "三", "link_preview_options": args{"is_disabled": true}}).OK, true)
	for name, markup := range map[string]args{
		"keyboard": {"keyboard": [][]string{{"a"}}}, "remove": {"remove_keyboard": true}, "force": {"force_reply": true},
	} {
		k := w.say(li, "键", args{"reply_markup": markup})
		same(t, name, w.do("editMessageText", args{"chat_id": li, "message_id": k.ID, "text": "x"}).Description, "Bad Request: message can't be edited")
		same(t, name, w.do("editMessageText", args{"chat_id": li, "message_id": m.ID, "text": "x", "reply_markup": markup}).Description, "Bad Request: inline keyboard expected")
	}
}

func TestEditMedia(t *testing.T) {
	w := started(t)
	var m, got message
	w.doForm("sendPhoto", args{"chat_id": li, "photo": picture(t, 20, 10), "caption": "图"}).into(t, &m)
	same(t, "same again", w.do("editMessageMedia", args{"chat_id": li, "message_id": m.ID, "media": args{"type": "photo", "media": m.Photo[0].ID, "caption": "图"}}).Description, notModified)
	w.doForm("editMessageMedia", args{"chat_id": li, "message_id": m.ID, "media": `{"type":"document","media":"attach://f","caption":"表"}`, "f": []byte("x")}).into(t, &got)
	same(t, "now a document", got.Document != nil && got.Photo == nil && got.Caption == "表", true)
	words := w.say(li, "文")
	same(t, "a text becomes a picture", w.do("editMessageMedia", args{"chat_id": li, "message_id": words.ID, "media": args{"type": "photo", "media": m.Photo[0].ID}}).OK, true)
	for want, media := range map[string]any{
		`parameter "media" is required`:                                         "",
		"can't parse input media JSON object":                                   "{",
		"can't parse InputMedia: media not found":                               args{"type": "photo"},
		`can't parse InputMedia: Can't find field "type"`:                       args{"media": "x"},
		"can't parse InputMedia: expected an Object":                            "[]",
		"wrong remote file identifier specified: Wrong character in the string": args{"type": "photo", "media": "? ?"},
	} {
		same(t, want, w.do("editMessageMedia", args{"chat_id": li, "message_id": m.ID, "media": media}).Description, "Bad Request: "+want)
	}
}

// Several messages can be pinned; the latest is the chat's.
func TestPins(t *testing.T) {
	w := started(t)
	group := w.AddGroup("组", sandbox.GroupOptions{Supergroup: true}, wang)
	a := w.say(group, "一")
	pin := func(id int) string {
		return w.do("pinChatMessage", args{"chat_id": group, "message_id": id}).Description
	}
	same(t, "no right", pin(a.ID), "Bad Request: not enough rights to manage pinned messages in the chat")
	w.Promote(group)
	b := w.say(group, "二")
	same(t, "pinned", pin(a.ID)+pin(b.ID), "")
	same(t, "nothing", pin(999), "Bad Request: message to pin not found")
	pinned := func() any { return w.raw("getChat", args{"chat_id": group})["pinned_message"] }
	same(t, "latest", pinned().(map[string]any)["text"].(string), "二")
	w.do("unpinChatMessage", args{"chat_id": group})
	same(t, "the one before", pinned().(map[string]any)["text"].(string), "一")
	w.do("unpinAllChatMessages", args{"chat_id": group})
	same(t, "none", pinned(), nil)
	same(t, "none to unpin", w.do("unpinChatMessage", args{"chat_id": group}).Description, "Bad Request: message to unpin not found")
}
