package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// heard is a state with the time since the start at which it was told.
type heard struct {
	At   time.Duration
	Kind PollKind
	Wait time.Duration
	Got  int
}

// poll runs Poll in a bubble for so long, and gives what was heard and which offsets were asked for.
func poll(t *testing.T, span time.Duration, offset int64, accept Accept, answers ...func(*http.Request, call) (*http.Response, error)) (states []heard, offsets []int64, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), span)
		defer cancel()
		c, _ := newFake(t, func(r *http.Request, c call) (*http.Response, error) {
			var asked struct {
				Offset  int64    `json:"offset"`
				Limit   int      `json:"limit"`
				Timeout int      `json:"timeout"`
				Allowed []string `json:"allowed_updates"`
			}
			if err := json.Unmarshal([]byte(c.body), &asked); err != nil {
				t.Error(err)
			}
			if asked.Limit != 100 || asked.Timeout != 50 || len(asked.Allowed) != 4 || c.method != "getUpdates" {
				t.Errorf("asked %s", c.body)
			}
			offsets = append(offsets, asked.Offset)
			answer := answers[0]
			if len(answers) > 1 {
				answers = answers[1:]
			}
			return answer(r, c)
		})
		start := time.Now()
		err = c.Poll(ctx, offset, accept, func(s PollState) {
			noSecret(t, s.Err)
			states = append(states, heard{time.Since(start), s.Kind, s.Wait, s.Got})
		})
	})
	return states, offsets, err
}

func updates(ids ...int64) func(*http.Request, call) (*http.Response, error) {
	var list []string
	for _, id := range ids {
		list = append(list, fmt.Sprintf(`{"update_id":%d,"message":{"text":"x"}}`, id))
	}
	return always(200, `{"ok":true,"result":[`+strings.Join(list, ",")+`]}`)
}

// held holds the request for the whole time-out and then has nothing, as Telegram does.
func held(r *http.Request, _ call) (*http.Response, error) {
	select {
	case <-time.After(50 * time.Second):
		return respond(200, `{"ok":true,"result":[]}`), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

func accepting(_ context.Context, batch []json.RawMessage) (int64, error) {
	return BatchOffset(batch), nil
}

func TestPollAssignsTheOffset(t *testing.T) {
	states, offsets, err := poll(t, 110*time.Second, 900, accepting, updates(900, 901), updates(5, 6), held)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]int64{900, 902, 7, 7, 7}, offsets); d != "" {
		t.Error(d)
	}
	want := []heard{{0, PollOK, 0, 2}, {0, PollOK, 0, 2}, {50 * time.Second, PollOK, 0, 0}, {100 * time.Second, PollOK, 0, 0}}
	if d := cmp.Diff(want, states); d != "" {
		t.Error(d)
	}
}

func TestPollKeepsTheOffsetUntilAccepted(t *testing.T) {
	full, tries := errors.New("disk full"), 0
	accept := func(ctx context.Context, batch []json.RawMessage) (int64, error) {
		if tries++; tries < 4 {
			return 999, full
		}
		return accepting(ctx, batch)
	}
	states, offsets, _ := poll(t, 20*time.Second, 3, accept, updates(3), updates(3), updates(3), updates(3), held)
	if d := cmp.Diff([]int64{3, 3, 3, 3, 4}, offsets); d != "" {
		t.Error(d)
	}
	want := []heard{
		{0, PollRejected, time.Second, 1},
		{1 * time.Second, PollRejected, 2 * time.Second, 1},
		{3 * time.Second, PollRejected, 4 * time.Second, 1},
		{7 * time.Second, PollOK, 0, 1},
	}
	if d := cmp.Diff(want, states); d != "" {
		t.Error(d)
	}
}

func TestPollNeverRunsHot(t *testing.T) {
	stuck := func(context.Context, []json.RawMessage) (int64, error) { return 3, nil }
	for name, tc := range map[string]struct {
		accept Accept
		answer func(*http.Request, call) (*http.Response, error)
		most   int
	}{
		"empty at once":           {accepting, updates(), 61},
		"offset does not move":    {stuck, updates(3), 8},
		"updates without numbers": {accepting, always(200, `{"ok":true,"result":[{}]}`), 8},
		"no network":              {accepting, func(*http.Request, call) (*http.Response, error) { return nil, errors.New("down") }, 7},
		"a page of a proxy":       {accepting, always(200, `<html>`), 7},
		"5xx":                     {accepting, refusing(502, "Bad Gateway"), 7},
		"no such method":          {accepting, refusing(404, "Not Found"), 7},
	} {
		t.Run(name, func(t *testing.T) {
			_, offsets, err := poll(t, time.Minute, 3, tc.accept, tc.answer)
			if err != nil {
				t.Error(err)
			}
			if len(offsets) > tc.most || len(offsets) < 2 {
				t.Errorf("%d requests in a minute, want 2 to %d", len(offsets), tc.most)
			}
		})
	}
}

func TestPollBacksOffToAMinute(t *testing.T) {
	states, _, _ := poll(t, 10*time.Minute, 3, accepting, refusing(502, "Bad Gateway"))
	var waits []time.Duration
	for _, s := range states[:8] {
		waits = append(waits, s.Wait/time.Second)
	}
	if d := cmp.Diff([]time.Duration{1, 2, 4, 8, 16, 32, 60, 60}, waits); d != "" {
		t.Error(d)
	}
}

// What fails here is tried again sooner than what fails there.
func TestPollWaitsLessForItself(t *testing.T) {
	full := func(context.Context, []json.RawMessage) (int64, error) { return 0, errors.New("disk full") }
	states, _, _ := poll(t, 10*time.Minute, 3, full, updates(3))
	var waits []time.Duration
	for _, s := range states[:8] {
		waits = append(waits, s.Wait/time.Second)
	}
	if d := cmp.Diff([]time.Duration{1, 2, 4, 8, 16, 20, 20, 20}, waits); d != "" {
		t.Error(d)
	}
}

func TestPollJitterStaysInBounds(t *testing.T) {
	for jitter, want := range map[float64]time.Duration{-3: 500 * time.Millisecond, 0: 500 * time.Millisecond, 0.5: 750 * time.Millisecond, 9: time.Second} {
		p := poller{client: &Client{jitter: func() float64 { return jitter }}}
		if got := p.pause(); got != want {
			t.Errorf("jitter %v: %v, want %v", jitter, got, want)
		}
	}
}

func TestPollStates(t *testing.T) {
	flood := always(429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 90","parameters":{"retry_after":90}}`)
	for name, tc := range map[string]struct {
		answer func(*http.Request, call) (*http.Response, error)
		want   heard
		err    error
	}{
		"conflict":     {refusing(409, "Conflict: terminated by other getUpdates request"), heard{0, PollConflict, time.Second, 0}, nil},
		"flood":        {flood, heard{0, PollFlood, 90 * time.Second, 0}, nil},
		"unauthorized": {refusing(401, "Unauthorized"), heard{0, PollUnauthorized, 0, 0}, ErrUnauthorized},
		"unreadable":   {always(200, "SECRET"), heard{0, PollDown, time.Second, 0}, nil},
		"silence":      {untilDone, heard{65 * time.Second, PollDown, time.Second, 0}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			states, _, err := poll(t, 100*time.Second, 3, accepting, tc.answer, held)
			if !errors.Is(err, tc.err) {
				t.Errorf("got %v, want %v", err, tc.err)
			}
			if d := cmp.Diff(tc.want, states[0]); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPollKeepsEachUpdateRaw(t *testing.T) {
	var got []string
	accept := func(ctx context.Context, batch []json.RawMessage) (int64, error) {
		for _, raw := range batch {
			got = append(got, string(raw))
		}
		return accepting(ctx, batch)
	}
	body := `{"ok":true,"result":[{"update_id":3,"message":7},{"update_id":4, "new":{"a":[]}}]}`
	_, offsets, _ := poll(t, time.Second, 0, accept, always(200, body), held)
	if d := cmp.Diff([]string{`{"update_id":3,"message":7}`, `{"update_id":4, "new":{"a":[]}}`}, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int64{0, 5}, offsets); d != "" {
		t.Error(d)
	}
}

func TestPollFinishesTheBatchWhenToldToStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		c, f := newFake(t, updates(3))
		committed := false
		err := c.Poll(ctx, 3, func(inner context.Context, batch []json.RawMessage) (int64, error) {
			cancel()
			time.Sleep(time.Second)
			committed = inner.Err() == nil
			return accepting(inner, batch)
		}, nil)
		if err != nil || !committed || len(f.calls) != 1 {
			t.Errorf("error %v, committed %v, requests %d", err, committed, len(f.calls))
		}
	})
}

func TestClampPoll(t *testing.T) {
	for in, want := range map[time.Duration]time.Duration{0: 50, 1: 25, 30: 30, 600: 50} {
		if got := clampPoll(in * time.Second); got != want*time.Second {
			t.Errorf("%d s: %v", in, got)
		}
	}
}

func TestBatchOffset(t *testing.T) {
	for batch, want := range map[string]int64{
		`[{"update_id":9},{"update_id":4}]`:      5,
		`[{"update_id":9},{"update_id":"x"},{}]`: 10,
		`[{},7,null]`:                            0,
		`[]`:                                     0,
	} {
		var raws []json.RawMessage
		if err := json.Unmarshal([]byte(batch), &raws); err != nil {
			t.Fatal(err)
		}
		if got := BatchOffset(raws); got != want {
			t.Errorf("%s: %d, want %d", batch, got, want)
		}
	}
}
