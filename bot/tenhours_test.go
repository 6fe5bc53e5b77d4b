package bot_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
)

// worked is a line whose units are asked every hour, one of them in a group,
// and report totals that only rise.
type worked struct {
	*line
	rng    *rand.Rand
	units  int
	group  int64
	sent   map[int64][]int
	series int
	floods int // ordered
}

func newWorked(t *testing.T, units int) *worked {
	w := &worked{line: newLine(t, units), rng: rand.New(rand.NewPCG(7, 7)), units: units, sent: map[int64][]int{}, series: 9000}
	w.group = w.tg.AddGroup("群", sandbox.GroupOptions{BotAdmin: true}, contacts(units)[0])
	w.pass(time.Second)
	w.bind(store.Place{Chat: store.ChatID(w.group)})
	w.do(func(tx *store.Tx) error {
		office := store.DefaultOffice()
		office.Quiet = &schedule.Quiet{} // asks at any hour
		if err := tx.PutOffice(office, ""); err != nil {
			return err
		}
		p, err := tx.PutProgramme(store.Programme{Name: "清单", Cadence: "0 * * * *"})
		if err != nil {
			return err
		}
		low, err := schedule.ParseDecimal("100000")
		for i := range units {
			if err != nil {
				return err
			}
			_, err = tx.PutTask(store.Task{
				Code: fmt.Sprintf("T%d", i+1), Programme: p.ID, Title: "新建口袋公园", Lead: store.UnitID(i + 1), State: store.Assigned,
				Start: noon.AddDate(0, -6, 0), Due: noon.AddDate(0, 6, 0), AskAt: noon.Add(time.Hour),
				Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: low, Measure: "个"}},
			}, "", "")
		}
		return err
	})
	return w
}

// report lets a contact send a new total; the first one does it in the group.
func (w *worked) report(i int) {
	w.t.Helper()
	id, chat := contacts(w.units)[i], contacts(w.units)[i]
	if i == 0 {
		chat = w.group
	}
	value := len(w.sent[id]) + 1
	var how []sandbox.SayOption
	for _, m := range slices.Backward(w.tg.Messages(chat)) {
		if m.From.IsBot && strings.Contains(m.Text, "【催报】") {
			how = append(how, sandbox.ReplyTo(m.ID))
			break
		}
	}
	if len(how) == 0 {
		return
	}
	if _, err := w.tg.Say(id, chat, fmt.Sprintf("累计%d个 正常", value), how...); err != nil {
		w.t.Fatal(err)
	}
	w.sent[id] = append(w.sent[id], value)
}

// upset has something go wrong: with calls, with updates, with the line, with
// the program.
func (w *worked) upset() {
	kinds := []sandbox.FaultKind{
		sandbox.FaultCutBefore, sandbox.FaultCutAfter, sandbox.FaultTruncated, sandbox.FaultServer, sandbox.FaultStatus,
		sandbox.FaultTooMany, sandbox.FaultHang, sandbox.FaultHangAfter,
	}
	methods := []string{"sendMessage", "sendMessage", "editMessageText", "editMessageReplyMarkup", "getUpdates"}
	f := sandbox.Fault{Do: kinds[w.rng.IntN(len(kinds))], Method: methods[w.rng.IntN(len(methods))], Times: 1 + w.rng.IntN(3), RetryAfter: 5}
	if len(w.tg.Faults()) < 4 { // as many as strike soon
		if f.Do == sandbox.FaultTooMany {
			w.floods += f.Times
		}
		w.tg.Inject(f)
	}
	switch w.rng.IntN(20) {
	case 0:
		w.tg.Repeat(5)
	case 1:
		if w.tg.Pending(token) == 0 {
			w.series--
			w.tg.Renumber(w.series * 100_000)
		}
	case 2:
		w.restart()
	case 3:
		w.cut(true)
		w.pass(3 * time.Minute)
		w.cut(false)
	}
}

// Ten hours in which everything that can happen on the wire happens, every
// two minutes: each ask is seen once, each report is on record once and is
// acknowledged once, and Telegram is never called too often.
func TestTenHoursOfFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorked(t, 3)
		defer w.close()
		for step := range 300 {
			if step%5 == 0 {
				w.report(w.rng.IntN(w.units))
			}
			if step < 270 { // the last hour is calm
				w.upset()
			}
			w.pass(2 * time.Minute)
		}
		// What could not be proved in the group is, once something later is
		// said there; faults that were ordered may still strike.
		for range 10 {
			w.report(0)
			w.pass(5 * time.Minute)
		}
		w.see(w.compare)
		floods := -w.floods
		for _, c := range w.tg.Calls() {
			if c.Status == http.StatusTooManyRequests {
				floods++
			}
		}
		if floods > 0 {
			t.Errorf("%d calls were too many", floods)
		}
	})
}

// compare holds what is on record against what was sent and seen.
func (w *worked) compare(tx *store.Tx) {
	w.t.Helper()
	for i, id := range contacts(w.units) {
		var got []int
		for r, err := range tx.Reports(store.TaskID(i + 1)) {
			if err != nil {
				w.t.Fatal(err)
			}
			got = append(got, int(r.Values[0].Amount.IntPart()))
		}
		if !slices.Equal(got, w.sent[id]) {
			w.t.Errorf("unit %d sent %v, on record is %v", i+1, w.sent[id], got)
		}
		asks := 0
		for _, err := range tx.AsksOf(store.UnitID(i + 1)) {
			if asks++; err != nil {
				w.t.Fatal(err)
			}
		}
		chat := id
		if i == 0 {
			chat = w.group
		}
		if n := w.heardPart(chat, "【催报】"); n != asks || asks < 9 {
			w.t.Errorf("unit %d was asked %d times and saw %d asks", i+1, asks, n)
		}
		for _, value := range got {
			if n := w.heardPart(chat, fmt.Sprintf("累计 %d个 ", value)); n != 1 {
				w.t.Errorf("unit %d sent %d and saw %d acknowledgements", i+1, value, n)
			}
		}
	}
	for m, err := range tx.Messages() {
		if err != nil || m.State != store.Sent && m.State != store.Stale {
			w.t.Errorf("%s is %s %q, %v", m.Key, m.State, m.Reason, err)
		}
	}
}
