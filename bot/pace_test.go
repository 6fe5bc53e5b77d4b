package bot_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

func to(chat store.ChatID, c store.Class, text string) store.Message {
	return store.Message{To: store.Place{Chat: chat}, Class: c, Text: text}
}

// order is the texts of the bot's sends, oldest first, and when they came.
func (l *line) order() (texts []string, at []time.Time) {
	for _, c := range l.tg.Calls() {
		if c.Method == "sendMessage" && c.Status == 200 {
			texts, at = append(texts, c.Params["text"]), append(at, c.Time)
		}
	}
	return texts, at
}

// What somebody just did is answered before anybody is asked, and asks go
// before digests, whatever was queued first.
func TestAnswersGoBeforeAsksBeforeDigests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 90)
		defer l.close()
		l.pass(time.Minute)
		var all []store.Message
		for i, id := range contacts(90) {
			c := []store.Class{store.Notice, store.Question, store.Receipt}[i/30]
			all = append(all, to(store.ChatID(id), c, fmt.Sprintf("class %d", c)))
		}
		l.queue(all...)
		l.pass(time.Minute)
		texts, _ := l.order()
		texts = texts[len(texts)-91:]
		texts = slices.DeleteFunc(texts, func(s string) bool { return len(s) > 10 }) // the answer to /me
		if !slices.IsSorted(texts) || len(texts) != 90 {
			t.Errorf("%d messages went in the order %v", len(texts), texts)
		}
	})
}

// Six hundred messages to two hundred chats and a group of each kind of call:
// never two calls under way in a chat, never one that Telegram finds too many.
func TestOneCallAtATimeInAChatAndNeverTooMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 200)
		defer l.close()
		group := store.ChatID(l.tg.AddGroup("群", sandbox.GroupOptions{}, lineAdmin))
		var all []store.Message
		for i := range 600 {
			all = append(all, to(store.ChatID(contacts(200)[i%200]), store.Question, fmt.Sprint("m", i)))
			if i < 50 {
				all = append(all, to(group, store.Question, fmt.Sprint("g", i)))
			}
		}
		l.queue(all...)
		l.pass(4 * time.Minute)
		if l.delay.most != 1 {
			t.Errorf("%d calls were under way in one chat", l.delay.most)
		}
		if n := l.floods(); n > 0 {
			t.Errorf("Telegram found %d calls too many", n)
		}
		for i, m := range all {
			if n := l.heard(int64(m.To.Chat), m.Text); n != 1 {
				t.Fatalf("message %d was said %d times", i, n)
			}
		}
		minute := map[time.Time]int{}
		for _, m := range l.tg.Messages(int64(group)) {
			minute[m.Date.Truncate(time.Minute)]++
		}
		for at, n := range minute {
			if n > 20 {
				t.Errorf("the group got %d messages in the minute from %v", n, at)
			}
		}
	})
}

// A chat with a thousand messages gets one a second; a hundred others get
// theirs meanwhile as if it were not there.
func TestNoChatStarvesAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 101)
		defer l.close()
		l.pass(time.Minute)
		var all []store.Message
		for i := range 1000 {
			all = append(all, to(lineContact+1, store.Receipt, fmt.Sprint("long ", i)))
		}
		for _, id := range contacts(101)[1:] {
			all = append(all, to(store.ChatID(id), store.Notice, "short"))
		}
		start := time.Now()
		l.queue(all...)
		l.pass(20 * time.Second)
		texts, at := l.order()
		last := time.Time{}
		long := 0
		for i, text := range texts {
			switch {
			case at[i].Before(start):
			case text == "short":
				last = at[i]
			default:
				long++
			}
		}
		for _, id := range contacts(101)[1:] {
			if l.heard(id, "short") != 1 {
				t.Fatalf("%d got nothing within 20 seconds", id)
			}
		}
		if took := last.Sub(start); took > 6*time.Second || long < 18 {
			t.Errorf("a hundred others took %v; the long queue got on by %d", took, long)
		}
	})
}

// A press is answered at once, however much is being sent, hangs or is frozen.
func TestAnswersToPressesNeverWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 40)
		defer l.close()
		buttons := [][]store.Button{{{Text: "a", Data: "nothing:1"}}}
		for i, id := range contacts(40) {
			m := to(store.ChatID(id), store.Question, "press")
			m.Buttons = buttons
			l.queue(m)
			if i < 8 {
				m.Text = "hangs"
				l.queue(m)
			}
		}
		for i := range 8 {
			l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: lineContact + 1 + int64(i), Skip: 1, Do: sandbox.FaultHang})
		}
		l.pass(10 * time.Second)
		var pressed []sandbox.CallbackID
		for _, id := range contacts(40)[8:] {
			all := l.tg.Messages(id)
			press, err := l.tg.Press(id, id, all[len(all)-1].ID, "nothing:1")
			if err != nil {
				t.Fatal(err)
			}
			pressed = append(pressed, press)
		}
		l.pass(time.Second)
		for _, id := range pressed {
			if _, ok := l.tg.CallbackAnswer(id); !ok {
				t.Fatalf("the press %s waits", id)
			}
		}
	})
}

// Telegram asks to be left alone: that chat is, two chats within five seconds
// silence all, and a restart forgets neither.
func TestFreezes(t *testing.T) {
	for name, tc := range map[string]struct {
		frozen  []int64 // how many seconds apart they come is after
		apart   time.Duration
		restart bool
		silent  bool // the third chat
	}{
		"one chat":                     {[]int64{1001}, 0, false, false},
		"one chat, after a restart":    {[]int64{1001}, 0, true, false},
		"two at once":                  {[]int64{1001, 1002}, time.Second, false, true},
		"two at once, after a restart": {[]int64{1001, 1002}, time.Second, true, true},
		"two, ten seconds apart":       {[]int64{1001, 1002}, 10 * time.Second, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 3)
				defer l.close()
				l.pass(10 * time.Second)
				for _, chat := range tc.frozen {
					l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: chat, Do: sandbox.FaultTooMany, RetryAfter: 60})
					l.queue(to(store.ChatID(chat), store.Receipt, "first"))
					l.pass(tc.apart)
				}
				l.pass(time.Second)
				if tc.restart {
					l.restart()
				}
				l.queue(to(1001, store.Receipt, "second"), to(1003, store.Receipt, "third"))
				l.pass(15 * time.Second)
				if n := l.heard(1001, "first") + l.heard(1001, "second"); n > 0 {
					t.Errorf("the frozen chat got %d messages", n)
				}
				if silent := l.heard(1003, "third") == 0; silent != tc.silent {
					t.Errorf("the third chat is silent: %v", silent)
				}
				l.pass(2 * time.Minute)
				for _, chat := range append(tc.frozen, 1003) {
					for _, text := range []string{"first", "second", "third"} {
						if n := l.heard(chat, text); n > 1 {
							t.Errorf("%d heard %q %d times", chat, text, n)
						}
					}
				}
				if l.heard(1001, "first")+l.heard(1001, "second")+l.heard(1003, "third") != 3 {
					t.Error("what was frozen was not said later")
				}
			})
		})
	}
}
