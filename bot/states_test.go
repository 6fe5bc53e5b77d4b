package bot_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

// Each state that a message can come to, with the reason that is kept for it.
func TestEveryEndHasItsReason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 6)
		defer l.close()
		l.pass(5 * time.Second)
		l.tg.Block(1002)
		l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: 1006, Do: sandbox.FaultCutAfter, Times: 1})
		l.tg.Inject(sandbox.Fault{Method: "editMessageReplyMarkup", Chat: 1006, Do: sandbox.FaultServer, Times: 100})
		late := to(1003, store.Question, "late")
		late.NotUntil, late.Expires = time.Now().Add(time.Minute), time.Now().Add(30*time.Second)
		junk := store.Message{To: store.Place{Chat: 1004}, Class: store.Question, Key: "junk", File: &store.File{Name: "a.jpg", Kind: "photo", Content: []byte("no picture")}}
		tomorrow := to(1005, store.Question, "tomorrow")
		tomorrow.NotUntil = time.Now().AddDate(0, 0, 1)
		gone := store.Message{To: store.Place{Chat: 1001}, Edits: 999, Text: "changed"}
		doubtful := to(1006, store.Question, "doubtful")
		doubtful.Buttons = [][]store.Button{{{Text: "a", Data: "nothing:1"}}}
		ids := l.queue(to(1001, store.Notice, "sent"), to(1002, store.Notice, "held"), late, junk, tomorrow, gone, doubtful)
		l.pass(3 * time.Minute)
		for i, want := range []struct {
			state  store.SendState
			reason string
		}{
			{store.Sent, ""}, {store.Held, "blocked"}, {store.Stale, "its time was over before it could be sent"},
			{store.Failed, "bad_file: Bad Request: IMAGE_PROCESS_FAILED"}, {store.Planned, ""}, {store.Stale, "message_gone"},
			{store.InDoubt, "no answer from Telegram"},
		} {
			if m := l.message(ids[i]); m.State != want.state || m.Reason != want.reason {
				t.Errorf("message %d is %s %q, not %s %q", i, m.State, m.Reason, want.state, want.reason)
			}
		}
		if n := l.heardPart(lineAdmin, "junk"); n != 1 {
			t.Errorf("the admin was told %d times of the ask that Telegram refused", n)
		}
	})
}

// Edits and the items of albums count as messages, in a chat, in a group and
// in all: Telegram finds none of them too many.
func TestEditsAndAlbumsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 12)
		defer l.close()
		group := store.ChatID(l.tg.AddGroup("群", sandbox.GroupOptions{}, lineAdmin))
		first := l.queue(to(1001, store.Notice, "v0"), to(group, store.Notice, "v0"))
		l.pass(time.Minute)
		var all []store.Message
		for i := range 30 {
			for _, id := range first {
				m := l.message(id)
				all = append(all, store.Message{To: m.To, Edits: m.Number, Text: fmt.Sprint("v", i+1), Class: store.Receipt})
			}
		}
		album := slices.Repeat([]store.File{{Name: "a.txt", Content: bytes.Repeat([]byte("x"), 100)}}, 10)
		for _, id := range contacts(12)[1:] {
			all = append(all, store.Message{To: store.Place{Chat: store.ChatID(id)}, Text: "album", Album: album})
		}
		all = append(all, store.Message{To: store.Place{Chat: group}, Text: "album", Album: album})
		l.queue(all...)
		l.pass(6 * time.Minute)
		if n := l.floods(); n > 0 {
			t.Errorf("Telegram found %d calls too many", n)
		}
		for _, chat := range []int64{1001, int64(group)} {
			if l.heard(chat, "v30") != 1 {
				t.Errorf("the message in %d was not changed to the last", chat)
			}
		}
		for _, id := range append(contacts(12)[1:], int64(group)) {
			if n := l.heard(id, "album"); n != 1 {
				t.Errorf("%d got %d albums", id, n)
			}
		}
	})
}
