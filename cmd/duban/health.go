package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"duban/bot"
	"duban/bot/telegram"
)

// health answers 200 while whole rounds are completed, not merely while the
// process is there, and else 503 with what is late, a line each.
func health(w http.ResponseWriter, late []string) {
	if len(late) == 0 {
		io.WriteString(w, "ok\n")
		return
	}
	http.Error(w, strings.Join(late, "\n"), http.StatusServiceUnavailable)
}

// How long each loop may take for a round. Polling waits up to 50 seconds for
// updates, the outbox up to a minute for something to say; the books are looked
// at every five minutes, and drawing them up may take as long again.
const (
	lateAfter      = 3 * time.Minute
	auditLateAfter = 30 * time.Minute
)

// lateness says what is late, and since when.
func lateness(c bot.Cycles, started, now time.Time) (late []string) {
	for _, loop := range []struct {
		name  string
		last  time.Time
		limit time.Duration
		note  string
	}{
		{"tick", c.Tick, lateAfter, ""},
		{"updates", c.Poll, lateAfter, wireNote(c.Wire)},
		{"outbox", c.Outbox, lateAfter, ""},
		{"audit", c.Audit, auditLateAfter, ""},
	} {
		if loop.last.IsZero() {
			loop.last = started
		}
		if now.Sub(loop.last) > loop.limit {
			late = append(late, fmt.Sprintf("%s: no round since %s%s", loop.name, loop.last.Format(time.RFC3339), loop.note))
		}
	}
	if c.Fault != nil {
		late = append(late, fmt.Sprintf("file: not written since %s: %v", c.Faulty.Format(time.RFC3339), c.Fault))
	}
	return late
}

// wireNote is how asking Telegram went the last time, if not well.
func wireNote(s telegram.PollState) string {
	if s.Err == nil {
		return ""
	}
	return fmt.Sprintf(" (%s: %v)", s.Kind, cause(s.Err))
}
