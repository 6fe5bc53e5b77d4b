package sandbox_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"duban/bot/sandbox"
)

const token = "4242:SECRET"

// People of the tests.
const (
	li   int64 = 101
	wang int64 = 102
	zhao int64 = 103
)

// clock is moved by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// world is a Telegram with one bot, three people and a clock.
type world struct {
	*sandbox.Telegram
	t     testing.TB
	clock *clock
	now   func() time.Time
	group int64
}

// inBubble makes a synctest bubble's clock the world's.
func inBubble(o *sandbox.Options) { o.Now = time.Now }

func newWorld(t testing.TB, change ...func(*sandbox.Options)) *world {
	t.Helper()
	c := &clock{at: time.Date(2025, 11, 28, 9, 0, 0, 0, time.UTC)}
	o := sandbox.Options{Now: c.now}
	for _, f := range change {
		f(&o)
	}
	w := &world{Telegram: sandbox.New(o), t: t, clock: c, now: o.Now}
	t.Cleanup(w.Close)
	w.AddBot(token, "duban_bot", "督办")
	w.AddPerson(sandbox.Person{ID: li, FirstName: "李", LastName: "明", Username: "liming", Language: "zh-hans"})
	w.AddPerson(sandbox.Person{ID: wang, FirstName: "Wang", Language: "en"})
	w.AddPerson(sandbox.Person{ID: zhao, FirstName: "赵"})
	return w
}

// started is a world in which Li has pressed Start and nothing waits.
func started(t testing.TB, change ...func(*sandbox.Options)) *world {
	t.Helper()
	w := newWorld(t, change...)
	must(t, w.Telegram, li)
	w.updates()
	return w
}

func must(t testing.TB, s *sandbox.Telegram, person int64) {
	t.Helper()
	if _, err := s.Start(person, ""); err != nil {
		t.Fatal(err)
	}
}

// poll gets updates from an offset without waiting.
func (w *world) poll(offset int) []update {
	w.t.Helper()
	var got []update
	w.do("getUpdates", args{"offset": offset}).into(w.t, &got)
	return got
}

// updates gets everything that waits and confirms it.
func (w *world) updates() []update {
	w.t.Helper()
	got := w.poll(0)
	if len(got) > 0 {
		w.poll(got[len(got)-1].ID + 1)
	}
	return got
}

// say sends a text of the bot and gives the message.
func (w *world) say(chat int64, text string, more ...args) message {
	w.t.Helper()
	a := args{"chat_id": chat, "text": text}
	for _, m := range more {
		for k, v := range m {
			a[k] = v
		}
	}
	var m message
	w.do("sendMessage", a).into(w.t, &m)
	return m
}

func buttons(data ...string) args {
	var row []args
	for _, d := range data {
		row = append(row, args{"text": "按 " + d, "callback_data": d})
	}
	return args{"inline_keyboard": [][]args{row}}
}

// picture is a real PNG of that size.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func same[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func long(n int) string { return strings.Repeat("长", n) }

func decode(t testing.TB, r *http.Response, v any) {
	t.Helper()
	defer r.Body.Close()
	if err := json.NewDecoder(r.Body).Decode(v); err != nil {
		t.Fatal(err)
	}
}
