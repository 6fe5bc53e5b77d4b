package sandbox_test

import (
	"fmt"
	"sync"
	"testing"

	"duban/bot/sandbox"
)

func TestEvents(t *testing.T) {
	w := started(t)
	events, cancel := w.Subscribe(100)
	ask := w.say(li, "请反馈", args{"reply_markup": buttons("a")})
	w.do("editMessageReplyMarkup", args{"chat_id": li, "message_id": ask.ID})
	w.do("editMessageText", args{"chat_id": li, "message_id": ask.ID, "text": "新"})
	w.do("sendChatAction", args{"chat_id": li, "action": "typing"})
	w.do("setMessageReaction", args{"chat_id": li, "message_id": ask.ID, "reaction": []args{{"type": "emoji", "emoji": "👍"}}})
	w.do("deleteMessage", args{"chat_id": li, "message_id": ask.ID})
	w.Block(li)
	cancel()
	cancel() // harmless
	want := []sandbox.EventKind{"message", "markup", "edit", "typing", "reaction", "delete", "chat"}
	last := int64(0)
	for e := range events {
		if len(want) == 0 || e.Kind != want[0] || e.Chat != li || last != 0 && e.Seq != last+1 {
			t.Fatalf("got %+v, want %v", e, want)
		}
		want, last = want[1:], e.Seq
	}
	same(t, "all came", len(want), 0)
}

// A reader that is too slow delays nobody, is told once, and goes on after that.
func TestSlowReader(t *testing.T) {
	w := started(t)
	events, cancel := w.Subscribe(2)
	defer cancel()
	for range 10 {
		w.say(li, "x")
	}
	for _, want := range []sandbox.EventKind{"message", "message", "lost"} {
		same(t, "kind", (<-events).Kind, want)
	}
	same(t, "nothing more", len(events), 0)
	w.say(li, "又")
	same(t, "goes on", (<-events).Message.Text, "又")
}

// What leaves the package is a copy.
func TestCopies(t *testing.T) {
	w := started(t)
	w.say(li, "<b>x</b>", args{"parse_mode": "HTML", "reply_markup": buttons("a")})
	all := w.Messages(li)
	m := &all[len(all)-1]
	m.Entities[0].Type, m.Buttons[0][0].Data = "spoilt", "spoilt"
	again := w.Messages(li)
	same(t, "entity", again[len(again)-1].Entities[0].Type, "bold")
	same(t, "button", again[len(again)-1].Buttons[0][0].Data, "a")
}

// Everything at once, for the race detector: nothing is lost and no id is given twice.
func TestAllAtOnce(t *testing.T) {
	w := started(t)
	events, cancel := w.Subscribe(10)
	defer cancel()
	go func() {
		for range events {
			w.Chats(li)
		}
	}()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 25 {
				if _, err := w.Say(li, li, fmt.Sprint(i, j)); err != nil {
					t.Error(err)
				}
				if !w.do("sendMessage", args{"chat_id": li, "text": "x"}).OK {
					t.Error("not sent")
				}
				w.Messages(li)
				w.Calls()
			}
		})
	}
	all.Wait()
	same(t, "pending", w.Pending(token), 200)
	ids := map[int]bool{}
	for _, m := range w.Messages(li) {
		ids[m.ID] = true
	}
	same(t, "ids", len(ids), 401)
}

// BenchmarkUpdates is the cost of one update, from a person's message to its confirmation in batches of 100.
func BenchmarkUpdates(b *testing.B) {
	w := started(b)
	offset := 0
	for i := 0; b.Loop(); i++ {
		if _, err := w.Say(li, li, "已完成5个"); err != nil {
			b.Fatal(err)
		}
		if i%100 == 99 {
			got := w.poll(offset)
			offset = got[len(got)-1].ID + 1
		}
	}
}

// BenchmarkSend is the cost of one message of the bot.
func BenchmarkSend(b *testing.B) {
	w := started(b)
	kind, body := form(b, args{"chat_id": li, "text": "<b>请反馈</b> 3 项", "parse_mode": "HTML", "reply_markup": buttons("a", "b", "c")})
	for b.Loop() {
		if _, err := w.try("sendMessage", kind, body); err != nil {
			b.Fatal(err)
		}
	}
}
