package main

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/store"
)

func TestHealthSaysWhichLoopIsLate(t *testing.T) {
	now := time.Date(2025, 8, 25, 12, 0, 0, 0, time.FixedZone("CST", 8*3600))
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	fine := bot.Cycles{Poll: ago(time.Minute), Tick: ago(20 * time.Second), Outbox: ago(time.Minute), Audit: ago(5 * time.Minute)}
	for name, c := range map[string]struct {
		change  func(*bot.Cycles)
		started time.Duration
		want    []string
	}{
		"all goes round":   {func(*bot.Cycles) {}, time.Hour, nil},
		"just started":     {func(c *bot.Cycles) { *c = bot.Cycles{} }, time.Minute, nil},
		"never went round": {func(c *bot.Cycles) { *c = bot.Cycles{} }, time.Hour, []string{"tick: no round since 2025-08-25T11:00:00+08:00", "updates: ", "outbox: ", "audit: "}},
		"the tick":         {func(c *bot.Cycles) { c.Tick = ago(4 * time.Minute) }, time.Hour, []string{"tick: no round since 2025-08-25T11:56:00+08:00"}},
		"the outbox":       {func(c *bot.Cycles) { c.Outbox = ago(4 * time.Minute) }, time.Hour, []string{"outbox: "}},
		"the audit":        {func(c *bot.Cycles) { c.Audit = ago(time.Hour) }, time.Hour, []string{"audit: "}},
		"another program": {func(c *bot.Cycles) {
			c.Poll, c.Wire = ago(4*time.Minute), telegram.PollState{Kind: telegram.PollConflict, Err: errors.New("terminated by other getUpdates request")}
		}, time.Hour, []string{"updates: no round since 2025-08-25T11:56:00+08:00 (conflict: terminated by other getUpdates request)"}},
		"the disk": {func(c *bot.Cycles) { c.Fault, c.Faulty = store.ErrNoSpace, ago(time.Second) }, time.Hour, []string{"file: not written since 2025-08-25T11:59:59+08:00: no space left for the file"}},
	} {
		cycles := fine
		c.change(&cycles)
		got := lateness(cycles, ago(c.started), now)
		if !slices.EqualFunc(got, c.want, strings.HasPrefix) {
			t.Errorf("%s: %q", name, got)
		}
		w := httptest.NewRecorder()
		health(w, got)
		if want := map[bool]int{true: 200, false: 503}[len(c.want) == 0]; w.Code != want {
			t.Errorf("%s: %d, not %d", name, w.Code, want)
		}
	}
}

func TestMetrics(t *testing.T) {
	at := time.Unix(1756094400, 0)
	w := httptest.NewRecorder()
	metrics(w, bot.Cycles{Updates: 12, Ticks: 3, Poll: at, Tick: at, Wire: telegram.PollState{Kind: telegram.PollConflict}}, store.Figures{
		Asks: store.ByState{"open": 2}, Messages: store.ByState{"sent": 40, "in_doubt": 1}, Parked: store.ByState{"waiting": 5, "done": 9},
		Outbox: 3, Oldest: 90 * time.Second, Entries: 77, Bytes: 4096,
		Audit: store.Audit{At: at, Books: store.Books{Remainders: make([]store.Remainder, 2), More: 1}},
	})
	text := w.Body.String()
	for _, want := range []string{
		"duban_updates_total 12", "duban_ticks_total 3", "duban_last_poll_timestamp_seconds 1756094400", "duban_last_audit_timestamp_seconds 1756094400",
		`duban_asks{state="open"} 2`, `duban_asks{state="excused"} 0`, `duban_messages{state="sent"} 40`, `duban_messages{state="in_doubt"} 1`,
		"duban_parked_updates 5", "duban_outbox_messages 3", "duban_outbox_oldest_seconds 90", "duban_journal_entries 77", "duban_file_bytes 4096",
		"duban_books_remainder 3", "duban_conflict 1", "duban_file_unwritable 0",
	} {
		if !strings.Contains(text, "\n"+want+"\n") {
			t.Errorf("there is no line %q", want)
		}
	}
	if strings.Contains(text, "duban_last_outbox") {
		t.Error("something that has not happened yet has a time")
	}
	named := ""
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if name, ok := strings.CutPrefix(line, "# TYPE "); ok {
			named, _, _ = strings.Cut(name, " ")
		} else if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, named) {
			t.Errorf("%s stands below the head of %s", line, named)
		}
	}
	if named == "" {
		t.Error(fmt.Sprint("no metric has a head: ", text))
	}
}
