package sandbox

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// FaultKind says what goes wrong.
type FaultKind string

// The faults that can be ordered.
const (
	FaultTooMany   FaultKind = "429"       // refused, with RetryAfter seconds (1 if not given)
	FaultBlocked   FaultKind = "blocked"   // refused with 403: bot was blocked by the user
	FaultRefused   FaultKind = "refused"   // refused with Status (400 if not given) and Text as the description
	FaultServer    FaultKind = "server"    // Status (502 if not given), nothing done
	FaultStatus    FaultKind = "status"    // done, but answered with Status (502 if not given) and a page of HTML
	FaultCutBefore FaultKind = "cutbefore" // connection cut, nothing done
	FaultCutAfter  FaultKind = "cutafter"  // done, connection cut before the answer
	FaultTruncated FaultKind = "truncated" // done, half of the answer's body arrives
	FaultDelay     FaultKind = "delay"     // done at once, answered after Delay
	FaultHang      FaultKind = "hang"      // nothing done, no answer until the client gives up
	FaultHangAfter FaultKind = "hangafter" // done, no answer until the client gives up
	FaultMigrate   FaultKind = "migrate"   // the group becomes a supergroup just before the call
)

var faultKinds = []FaultKind{
	FaultTooMany, FaultBlocked, FaultRefused, FaultServer, FaultStatus, FaultCutBefore, FaultCutAfter, FaultTruncated, FaultDelay,
	FaultHang, FaultHangAfter, FaultMigrate,
}

// Fault is an order to fail. It strikes the next Times calls that match (once if Times is 0).
type Fault struct {
	// Method is the method to strike, any if empty, getUpdates too.
	Method string `json:"method"`
	// Chat is the chat to strike, any if 0.
	Chat int64 `json:"chat"`
	// Skip lets so many matching calls pass first.
	Skip  int       `json:"skip"`
	Times int       `json:"times"`
	Do    FaultKind `json:"do"`
	// RetryAfter is in seconds.
	RetryAfter int `json:"retry_after"`
	// Status is an HTTP status.
	Status int `json:"status"`
	// Text is the whole description of FaultRefused.
	Text string `json:"text"`
	// Delay is how long FaultDelay keeps the answer.
	Delay time.Duration `json:"-"`
}

// Inject orders a fault. Orders are tried in the order they came; one call meets at most one.
func (t *Telegram) Inject(f Fault) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	t.faults = append(t.faults, f)
}

// ClearFaults takes back the orders that have not been used up.
func (t *Telegram) ClearFaults() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.faults = nil
}

// Faults gives the orders that have not been used up.
func (t *Telegram) Faults() []Fault {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.faults)
}

// strike takes the fault that is due for a call; its zero value means none. A migration is done here, under the lock.
func (t *Telegram) strike(method string, chat int64) Fault {
	for i := range t.faults {
		f := &t.faults[i]
		if f.Method != "" && !strings.EqualFold(f.Method, method) || f.Chat != 0 && f.Chat != chat {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			return Fault{}
		}
		struck := *f
		if f.Times--; f.Times == 0 {
			t.faults = slices.Delete(t.faults, i, i+1)
		}
		if struck.Do == FaultMigrate {
			t.migrate(chat)
		}
		return struck
	}
	return Fault{}
}

// before applies the faults that keep a call from acting, and tells whether one did.
func (c *call) before(f Fault) (reply, bool) {
	switch f.Do {
	case FaultTooMany:
		return refuse(tooMany(max(1, f.RetryAfter))), true
	case FaultBlocked:
		return refuse(forbidden("bot was blocked by the user")), true
	case FaultRefused:
		return refuse(&apiError{code: cmp.Or(f.Status, http.StatusBadRequest), text: cmp.Or(f.Text, "Bad Request")}), true
	case FaultServer:
		return f.page(), true
	case FaultCutBefore:
		return reply{cut: true}, true
	case FaultHang:
		return c.hang(), true
	}
	return reply{}, false
}

// after applies the faults that spoil the answer of a call that has acted.
func (c *call) after(f Fault, a reply) reply {
	switch f.Do {
	case FaultCutAfter:
		a.cut = true
	case FaultTruncated:
		a.half = true
	case FaultStatus:
		return f.page()
	case FaultDelay:
		c.t.wait(c.ctx, f.Delay)
	case FaultHangAfter:
		return c.hang()
	}
	return a
}

// wait ends early if the client gives up or the imitation ends.
func (t *Telegram) wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-t.life.Done():
	}
}

// page is what a gateway in front of Telegram says: not JSON.
func (f Fault) page() reply {
	status := cmp.Or(f.Status, http.StatusBadGateway)
	return reply{status: status, kind: "text/html", body: []byte("<html><body>" + http.StatusText(status) + "</body></html>")}
}

func (c *call) hang() reply {
	select {
	case <-c.ctx.Done():
	case <-c.t.life.Done():
	}
	return reply{cut: true}
}
