package bot_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"duban/store"
)

// fanned is how a thousand asks to five hundred chats went.
type fanned struct {
	said   int
	took   time.Duration // from the first to the last, as they came to Telegram
	floods int
}

func (f fanned) perSecond() float64 { return float64(f.said-1) / f.took.Seconds() }

const planned = 25 // messages a second, see telegram.Pace

// fanOut has the sandbox keep Telegram's limits, over a way that takes 50 to
// 150 ms there and back.
func fanOut(t *testing.T) (f fanned) {
	l := newLine(t, 500)
	defer l.close()
	l.pass(10 * time.Second)
	var all []store.Message
	for i := range 1000 {
		m := to(store.ChatID(contacts(500)[i%500]), store.Question, fmt.Sprintf("【催报】%d", i))
		m.Buttons = [][]store.Button{{{Text: "正常", Data: fmt.Sprintf("nothing:%d", i)}}}
		all = append(all, m)
	}
	l.queue(all...)
	l.pass(2 * time.Minute)
	var first, last time.Time
	for _, c := range l.tg.Calls() {
		if c.Method != "sendMessage" || c.Params["reply_markup"] == "" || c.Status != 200 {
			continue
		}
		if f.said++; f.said == 1 {
			first = c.Time
		}
		last = c.Time
	}
	f.took, f.floods = last.Sub(first), l.floods()
	return f
}

// A thousand asks go out at the pace planned, and Telegram finds none of them
// too many.
func TestFanOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fanOut(t)
		if f.said != 1000 || f.floods > 0 || f.perSecond() < 0.95*planned {
			t.Errorf("%d of 1000 asks in %v, %.1f a second; %d refused as too many", f.said, f.took, f.perSecond(), f.floods)
		}
	})
}

// BenchmarkFanOut reports the pace in virtual time, which is what people see,
// and the real time that duban works for a thousand asks.
func BenchmarkFanOut(b *testing.B) {
	var f fanned
	for b.Loop() {
		ok := testing.RunTests(func(string, string) (bool, error) { return true, nil }, []testing.InternalTest{{
			Name: "fan-out",
			F:    func(t *testing.T) { synctest.Test(t, func(t *testing.T) { f = fanOut(t) }) },
		}})
		if !ok {
			b.Fatal("the fan-out failed")
		}
	}
	b.ReportMetric(f.perSecond(), "msgs/s(virtual)")
	b.ReportMetric(float64(f.floods), "429s")
	b.ReportMetric(100*f.perSecond()/planned, "%planned")
}
