package telegram

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func us() Me { return Me{ID: 42, Username: "Duban_bot"} }

const (
	privateHead = `"message_id":10,"date":1764320400,"from":{"id":7,"is_bot":false,"first_name":"李","language_code":"zh-hans"},"chat":{"id":7,"type":"private"}`
	forumHead   = `"message_id":30,"date":1764320400,"from":{"id":7,"first_name":"李"},"chat":{"id":-100,"type":"supergroup","title":"河东","is_forum":true}`
)

func li() Person { return Person{ID: 7, First: "李"} }

func forum() Chat { return Chat{ID: -100, Type: Supergroup, Title: "河东", Forum: true} }

func nine() time.Time { return time.Date(2025, 11, 28, 9, 0, 0, 0, time.UTC) }

// inForum is what every message made of forumHead has.
func inForum(change func(*Incoming)) Incoming {
	in := Incoming{UpdateID: 1, Kind: KindMessage, Chat: forum(), From: li(), MessageID: 30, Date: nine()}
	change(&in)
	return in
}

func TestDecode(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want Incoming
	}{
		"message": {
			`"message":{` + privateHead + `,"text":"完成 90"}`,
			Incoming{
				UpdateID: 1, Kind: KindMessage, Chat: Chat{ID: 7, Type: Private}, From: Person{ID: 7, First: "李", Language: "zh-hans"},
				MessageID: 10, Date: nine(), Text: "完成 90",
			},
		},
		"edited": {
			`"edited_message":{` + forumHead + `,"edit_date":1764320460,"text":"91"}`,
			inForum(func(in *Incoming) {
				in.Kind, in.EditDate, in.Text = KindEdited, nine().Add(time.Minute), "91"
			}),
		},
		"reply in a topic": {
			`"message":{` + forumHead + `,"is_topic_message":true,"message_thread_id":4,"text":"91",
				"reply_to_message":{"message_id":20,"from":{"id":42,"is_bot":true},"text":"请报"}}`,
			inForum(func(in *Incoming) {
				in.Thread, in.Text, in.ReplyTo = 4, "91", &Reply{MessageID: 20, FromBot: 42, Text: "请报"}
			}),
		},
		"message in a topic that the bot opened": {
			`"message":{` + forumHead + `,"is_topic_message":true,"message_thread_id":4,"text":"91",
				"reply_to_message":{"message_id":4,"from":{"id":42,"is_bot":true}}}`,
			inForum(func(in *Incoming) { in.Thread, in.Text = 4, "91" }),
		},
		"topic's creation under another number": {
			`"message":{` + forumHead + `,"is_topic_message":true,"message_thread_id":4,"text":"91",
				"reply_to_message":{"message_id":5,"from":{"id":42,"is_bot":true},"forum_topic_created":{"name":"水务"}}}`,
			inForum(func(in *Incoming) { in.Thread, in.Text = 4, "91" }),
		},
		"reply outside topics, where the thread is the message itself": {
			`"message":{` + forumHead + `,"message_thread_id":20,"text":"91",
				"reply_to_message":{"message_id":20,"from":{"id":42,"is_bot":true},"caption":"图"}}`,
			inForum(func(in *Incoming) { in.Text, in.ReplyTo = "91", &Reply{MessageID: 20, FromBot: 42, Text: "图"} }),
		},
		"reply to a person": {
			`"message":{` + forumHead + `,"text":"91","reply_to_message":{"message_id":20,"from":{"id":9},"text":"?"}}`,
			inForum(func(in *Incoming) { in.Text, in.ReplyTo = "91", &Reply{MessageID: 20, Text: "?"} }),
		},
		"command for us": {
			`"message":{` + forumHead + `,"text":"/Status@duban_BOT 水务局"}`,
			inForum(func(in *Incoming) {
				in.Text, in.Command = "/Status@duban_BOT 水务局", &Command{Name: "status", Bot: "duban_BOT", Args: "水务局"}
			}),
		},
		"command for another": {
			`"message":{` + forumHead + `,"text":"/status@other_bot"}`,
			inForum(func(in *Incoming) {
				in.Kind, in.Text, in.Command = KindOther, "/status@other_bot", &Command{Name: "status", Bot: "other_bot"}
			}),
		},
		"mention after emoji and Chinese": {
			`"message":{` + forumHead + `,"text":"👍🏽好 @duban_bot 看","entities":[{"type":"mention","offset":6,"length":10}]}`,
			inForum(func(in *Incoming) { in.Text, in.Mentioned = "👍🏽好 @duban_bot 看", true }),
		},
		"mention of another, with offsets that lie": {
			`"message":{` + forumHead + `,"text":"@duban_bots","entities":[{"type":"mention","offset":0,"length":11},
				{"type":"mention","offset":99,"length":9},{"type":"mention","offset":5,"length":-9},{"type":"mention","offset":-5,"length":2}]}`,
			inForum(func(in *Incoming) { in.Text = "@duban_bots" }),
		},
		"mention without username": {
			`"message":{` + forumHead + `,"text":"督办","entities":[{"type":"text_mention","offset":0,"length":2,"user":{"id":42,"is_bot":true}}]}`,
			inForum(func(in *Incoming) { in.Text, in.Mentioned = "督办", true }),
		},
		"photo of an album": {
			`"message":{` + forumHead + `,"media_group_id":"g","caption":"现场","photo":[
				{"file_id":"s","file_unique_id":"us","width":90,"height":60,"file_size":1000},
				{"file_id":"l","file_unique_id":"ul","width":900,"height":600,"file_size":90000}]}`,
			inForum(func(in *Incoming) {
				in.Text, in.AlbumID = "现场", "g"
				in.Files = []File{{ID: "l", UniqueID: "ul", MIME: "image/jpeg", Size: 90000, Kind: Photo}}
			}),
		},
		"document": {
			`"message":{` + forumHead + `,"document":{"file_id":"d","file_unique_id":"ud","file_name":"台账.xlsx","mime_type":"a/b","file_size":5}}`,
			inForum(func(in *Incoming) {
				in.Files = []File{{ID: "d", UniqueID: "ud", Name: "台账.xlsx", MIME: "a/b", Size: 5}}
			}),
		},
		"video": {
			`"message":{` + forumHead + `,"video":{"file_id":"v","file_unique_id":"uv","mime_type":"video/mp4","file_size":7}}`,
			inForum(func(in *Incoming) {
				in.Files = []File{{ID: "v", UniqueID: "uv", MIME: "video/mp4", Size: 7, Kind: Video}}
			}),
		},
		"location, forwarded": {
			`"message":{` + forumHead + `,"location":{"latitude":35.5,"longitude":111.25},"forward_origin":{"type":"of next year"}}`,
			inForum(func(in *Incoming) { in.Location, in.Forwarded = &Location{35.5, 111.25}, true }),
		},
		"anonymous admin": {
			`"message":{` + forumHead + `,"sender_chat":{"id":-100,"type":"supergroup"},"text":"x"}`,
			inForum(func(in *Incoming) { in.Text, in.Anonymous = "x", true }),
		},
		"group becomes supergroup, said in the old chat": {
			`"message":{` + forumHead + `,"migrate_to_chat_id":-1009}`,
			inForum(func(in *Incoming) { in.Kind, in.Migrated = KindMigrated, &Migration{From: -100, To: -1009} }),
		},
		"group becomes supergroup, said in the new chat": {
			`"message":{` + forumHead + `,"migrate_from_chat_id":-9}`,
			inForum(func(in *Incoming) { in.Kind, in.Migrated = KindMigrated, &Migration{From: -9, To: -100} }),
		},
		"press in a topic": {
			`"callback_query":{"id":"q","from":{"id":7,"first_name":"李"},"data":"ack:1","message":{"message_id":30,"date":1764320400,
				"is_topic_message":true,"message_thread_id":4,"from":{"id":42,"is_bot":true},"text":"/not a command",
				"chat":{"id":-100,"type":"supergroup","title":"河东","is_forum":true}}}`,
			inForum(func(in *Incoming) {
				in.Kind, in.Thread, in.Date, in.Press = KindPress, 4, time.Time{}, &Press{ID: "q", Data: "ack:1"}
			}),
		},
		"press on a message that Telegram no longer shows": {
			`"callback_query":{"id":"q","from":{"id":7,"first_name":"李"},"data":"ack:1",
				"message":{"message_id":30,"date":0,"chat":{"id":-100,"type":"supergroup","title":"河东","is_forum":true}}}`,
			inForum(func(in *Incoming) {
				in.Kind, in.Date, in.Press = KindPress, time.Time{}, &Press{ID: "q", Data: "ack:1"}
			}),
		},
		"press without a message": {
			`"callback_query":{"id":"q","from":{"id":7,"first_name":"李"},"data":"ack:1"}`,
			Incoming{
				UpdateID: 1, Kind: KindPress, Chat: Chat{ID: 7, Type: Private}, From: li(), Press: &Press{ID: "q", Data: "ack:1"},
			},
		},
		"pinned": {
			`"message":{` + forumHead + `,"pinned_message":{"message_id":20,"text":"请报"}}`,
			inForum(func(in *Incoming) { in.Kind = KindOther }),
		},
		"blocked": {
			`"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"李"},"date":1764320400,
				"old_chat_member":{"status":"member","user":{"id":42}},"new_chat_member":{"status":"kicked","until_date":0}}`,
			Incoming{
				UpdateID: 1, Kind: KindMember, Chat: Chat{ID: 7, Type: Private}, From: li(), Date: nine(),
				Member: &Member{Old: StatusMember, New: StatusKicked},
			},
		},
		"restricted and outside": {
			`"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"李"},"date":1764320400,
				"old_chat_member":{"status":"restricted","is_member":true},"new_chat_member":{"status":"restricted"}}`,
			Incoming{
				UpdateID: 1, Kind: KindMember, Chat: Chat{ID: 7, Type: Private}, From: li(), Date: nine(),
				Member: &Member{Old: StatusRestricted, New: StatusLeft},
			},
		},
		"of no use": {`"poll":{"id":"1"}`, Incoming{UpdateID: 1, Kind: KindOther}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Decode(json.RawMessage(`{"update_id":1,`+tc.body+`}`), us())
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, raw := range map[string]string{
		"no number":    `{"message":{"text":"SECRET"}}`,
		"wrong kind":   `{"update_id":1,"message":{"text":{"SECRET":1}}}`,
		"wrong number": `{"update_id":"SECRET"}`,
		"half":         `{"update_id":1,"message":{"text":"SECRET`,
		"nothing":      ``,
		"array":        `["SECRET"]`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode(json.RawMessage(raw), us())
			if err == nil {
				t.Fatal("no error")
			}
			noSecret(t, err)
		})
	}
}

func TestMemberStatusPresent(t *testing.T) {
	for status, want := range map[MemberStatus]bool{
		StatusCreator: true, StatusAdministrator: true, StatusMember: true, StatusRestricted: true,
		StatusLeft: false, StatusKicked: false, "": false, "new": false,
	} {
		if status.Present() != want {
			t.Errorf("%q: %v", status, !want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"update_id":1,"message":{` + forumHead + `,"text":"👍 @duban_bot","entities":[{"type":"mention","offset":3,"length":10}]}}`)
	f.Add(`{"update_id":1,"callback_query":{"id":"q","message":null}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		in, err := Decode(json.RawMessage(raw), us())
		if id, ok := UpdateID(json.RawMessage(raw)); err == nil && (!ok || id != in.UpdateID) {
			t.Errorf("number %d, %v; decoded %d", id, ok, in.UpdateID)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for name, body := range map[string]string{
		"line":  `"message":{` + forumHead + `,"text":"完成 90 个，本月进展顺利","reply_to_message":{` + forumHead + `,"text":"` + strings.Repeat("请报进度。", 60) + `"}}`,
		"press": `"callback_query":{"id":"q","from":{"id":7},"data":"ack:1","message":{` + forumHead + `,"text":"` + strings.Repeat("请报进度。", 60) + `"}}`,
	} {
		b.Run(name, func(b *testing.B) {
			raw := json.RawMessage(fmt.Sprintf(`{"update_id":1,%s}`, body))
			b.ReportAllocs()
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if _, err := Decode(raw, us()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
