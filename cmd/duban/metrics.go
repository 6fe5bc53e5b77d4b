package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/store"
)

// samples are the metrics, in the text format that Prometheus reads. Twenty
// figures taken at the moment of the question need no library: there is
// nothing to register and nothing that runs beside the bot.
type samples struct{ to io.Writer }

// one writes a metric of one value.
func (s samples) one(name, kind, help string, value any) {
	s.head(name, kind, help)
	fmt.Fprintf(s.to, "%s %v\n", name, value)
}

func (s samples) head(name, kind, help string) {
	fmt.Fprintf(s.to, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

// byState writes a gauge with a value for each of the states, those that
// nothing is in too.
func (s samples) byState(name, help string, known []string, n store.ByState) {
	s.head(name, "gauge", help)
	for _, state := range known {
		fmt.Fprintf(s.to, "%s{state=%q} %d\n", name, state, n[state])
	}
}

// at writes when something happened last, nothing before the first time.
func (s samples) at(name, help string, t time.Time) {
	if !t.IsZero() {
		s.one(name, "gauge", help, t.Unix())
	}
}

func askStates() []string {
	return texts(store.AskOpen, store.Answered, store.Excused, store.Escalated, store.Undeliverable)
}

func sendStates() []string {
	return texts(store.Planned, store.Sending, store.Sent, store.InDoubt, store.Failed, store.Held, store.Stale)
}

func texts[S ~string](states ...S) (all []string) {
	for _, s := range states {
		all = append(all, string(s))
	}
	return all
}

// metrics answers with everything that can be said of the bot and its file.
func metrics(w http.ResponseWriter, c bot.Cycles, f store.Figures) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	s := samples{w}
	s.one("duban_updates_total", "counter", "Updates taken since the start.", c.Updates)
	s.one("duban_ticks_total", "counter", "Ticks since the start.", c.Ticks)
	s.at("duban_last_poll_timestamp_seconds", "When Telegram last answered the question for updates.", c.Poll)
	s.at("duban_last_tick_timestamp_seconds", "When the last tick was completed.", c.Tick)
	s.at("duban_last_outbox_timestamp_seconds", "When the last round of the outbox was completed.", c.Outbox)
	s.at("duban_last_audit_timestamp_seconds", "When the books were last drawn up.", f.Audit.At)
	s.one("duban_conflict", "gauge", "Whether another program takes the updates.", yes(c.Wire.Kind == telegram.PollConflict))
	s.one("duban_file_unwritable", "gauge", "Whether the file can't be written.", yes(c.Fault != nil))
	s.one("duban_file_bytes", "gauge", "Size of the file.", f.Bytes)
	s.one("duban_journal_entries", "gauge", "Entries of the journal.", f.Entries)
	s.one("duban_parked_updates", "gauge", "Updates that could not be handled and wait to be run again.", f.Parked["waiting"])
	s.byState("duban_asks", "Asks by state.", askStates(), f.Asks)
	s.byState("duban_messages", "Messages by state.", sendStates(), f.Messages)
	s.one("duban_outbox_messages", "gauge", "Messages that are not sent.", f.Outbox)
	s.one("duban_outbox_oldest_seconds", "gauge", "How long the oldest message has waited that may be sent.", f.Oldest.Seconds())
	s.one("duban_books_remainder", "gauge", "Rows that did not balance when the books were last drawn up.", f.Audit.Count())
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}
