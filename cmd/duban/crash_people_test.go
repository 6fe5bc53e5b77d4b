package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

// reply lets a contact report a new total, higher than the one before, now and
// then as a reply to the ask.
func (h *harness) reply() {
	h.t.Helper()
	unit := h.rng.IntN(h.units)
	if h.rng.IntN(3) > 0 {
		unit = h.rng.IntN(h.due) // mostly somebody who was asked
	}
	id := person(unit)
	value := len(h.sent[id]) + 1
	var how []sandbox.SayOption
	if ask := h.askSeen(id); ask != 0 && h.rng.IntN(2) == 0 {
		how = append(how, sandbox.ReplyTo(ask))
	}
	if _, err := h.tg.Say(id, id, fmt.Sprintf("累计%d个 正常", value), how...); err != nil {
		h.t.Fatal(err)
	}
	h.sent[id] = append(h.sent[id], value)
}

// askSeen is the message with the ask, 0 if it has not come.
func (h *harness) askSeen(id int64) int {
	for _, m := range h.tg.Messages(id) {
		if isAsk(m) {
			return m.ID
		}
	}
	return 0
}

func isAsk(m sandbox.Message) bool { return m.From.IsBot && strings.Contains(m.Text, "【催报】") }

func (h *harness) total() int {
	n := 0
	for _, values := range h.sent {
		n += len(values)
	}
	return n
}

// faultMenu is what can go wrong with a call, before and after it acts.
var faultMenu = []sandbox.FaultKind{
	sandbox.FaultCutBefore, sandbox.FaultCutAfter, sandbox.FaultTruncated, sandbox.FaultServer, sandbox.FaultStatus, sandbox.FaultTooMany,
}

// upset has Telegram misbehave in one of the ways that are known of it.
func (h *harness) upset() {
	methods := []string{"getUpdates", "sendMessage", "sendMessage", "editMessageReplyMarkup", "editMessageText"}
	f := sandbox.Fault{
		Method: methods[h.rng.IntN(len(methods))], Do: faultMenu[h.rng.IntN(len(faultMenu))],
		Times: 1 + h.rng.IntN(2), RetryAfter: 1,
	}
	if f.Method == "getUpdates" {
		f.Times = 1 // the pause after each doubles
	}
	waits := func(old sandbox.Fault) bool { return old.Method == f.Method }
	if !slices.ContainsFunc(h.tg.Faults(), waits) {
		if f.Do == sandbox.FaultTooMany && f.Method != "getUpdates" {
			h.floods += f.Times
		}
		h.tg.Inject(f)
	}
	switch h.rng.IntN(6) {
	case 0:
		h.tg.Repeat(3)
	case 1:
		// Telegram starts again at another number after a quiet week, so
		// only when nothing waits; here each time far below the time before.
		if h.tg.Pending(crashToken) == 0 {
			h.series--
			h.tg.Renumber(h.series * 100_000)
		}
	}
}

// settle lets the program go on until Telegram has nothing more for it and its
// outbox is empty. It looks at the file between two starts.
func (h *harness) settle() {
	h.t.Helper()
	start := time.Now()
	for waiting := -1; waiting != 0; waiting = h.waiting() {
		h.serve("")
		h.rest()
		h.stop()
		if time.Since(start) > 8*time.Minute {
			h.countCalls()
			h.t.Fatalf("it does not come to rest: %d messages wait\n%s", waiting, h.errors.String())
		}
	}
	h.t.Logf("what was left was said within %v", time.Since(start).Round(time.Second))
}

// rest waits until there is no call but polling for a while.
func (h *harness) rest() {
	still, last := 0, -1
	for deadline := time.Now().Add(2 * time.Minute); still < 20 && time.Now().Before(deadline); still++ {
		time.Sleep(100 * time.Millisecond)
		if calls := len(h.tg.Calls()); h.tg.Pending(crashToken) > 0 || calls != last {
			still, last = 0, calls
		}
	}
}

// waiting is how much is in the outbox.
func (h *harness) waiting() (n int) {
	h.view(func(tx *store.Tx) error {
		for range tx.Outbox() {
			n++
		}
		return nil
	})
	return n
}
