package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWebhook(t *testing.T) {
	const secret, update = "s3cret", ` {"update_id":1} `
	big := `{"update_id":1,"message":"` + strings.Repeat("a", 1<<20) + `"}`
	for name, tc := range map[string]struct {
		method, configured, sent, body string
		accept                         error
		status                         int
		accepted                       []string
	}{
		"good":            {http.MethodPost, secret, secret, update, nil, 200, []string{`{"update_id":1}`}},
		"not committed":   {http.MethodPost, secret, secret, update, errors.New("disk full"), 503, []string{`{"update_id":1}`}},
		"wrong secret":    {http.MethodPost, secret, "s3creT", update, nil, 403, nil},
		"longer secret":   {http.MethodPost, secret, secret + "x", update, nil, 403, nil},
		"no secret":       {http.MethodPost, secret, "", update, nil, 403, nil},
		"none configured": {http.MethodPost, "", "", update, nil, 403, nil},
		"get":             {http.MethodGet, secret, secret, update, nil, 405, nil},
		"too big":         {http.MethodPost, secret, secret, big, nil, 413, nil},
		"too big, secret": {http.MethodPost, secret, "no", big, nil, 403, nil},
		"broken":          {http.MethodPost, secret, secret, `{"update_id":`, nil, 400, nil},
		"empty":           {http.MethodPost, secret, secret, ``, nil, 400, nil},
		"not an object":   {http.MethodPost, secret, secret, `[1]`, nil, 400, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var accepted []string
			h := Webhook(tc.configured, func(_ context.Context, raw json.RawMessage) error {
				accepted = append(accepted, string(raw))
				return tc.accept
			})
			r := httptest.NewRequest(tc.method, "/hook", strings.NewReader(tc.body))
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", tc.sent)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tc.status {
				t.Errorf("status %d, want %d", w.Code, tc.status)
			}
			if d := cmp.Diff(tc.accepted, accepted); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestGrouperSharesACommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sizes []int
		g := NewGrouper(10, func(_ context.Context, batch []json.RawMessage) error {
			sizes = append(sizes, len(batch))
			time.Sleep(time.Second)
			return nil
		})
		start := time.Now()
		var all sync.WaitGroup
		accept := func(id int) {
			all.Go(func() {
				if err := g.Accept(t.Context(), json.RawMessage(fmt.Sprint(id))); err != nil {
					t.Error(err)
				}
			})
		}
		accept(0)
		synctest.Wait()
		for id := range 24 {
			accept(id)
		}
		all.Wait()
		if d := cmp.Diff([]int{1, 10, 10, 4}, sizes); d != "" {
			t.Error(d)
		}
		if took := time.Since(start); took != 4*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func TestGrouperDoesNotWaitWhenAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := NewGrouper(0, func(context.Context, []json.RawMessage) error { return nil })
		start := time.Now()
		for range 3 {
			if err := g.Accept(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took != 0 {
			t.Errorf("took %v", took)
		}
	})
}

func TestGrouperFailsOneBatchOnly(t *testing.T) {
	bad := errors.New("disk full")
	g := NewGrouper(10, func(_ context.Context, batch []json.RawMessage) error {
		if string(batch[0]) == "bad" {
			return bad
		}
		return nil
	})
	if err := g.Accept(t.Context(), json.RawMessage("bad")); !errors.Is(err, bad) {
		t.Error(err)
	}
	if err := g.Accept(t.Context(), json.RawMessage("good")); err != nil {
		t.Error(err)
	}
}

func TestGrouperCommitOutlivesItsCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var inner error
		g := NewGrouper(10, func(ctx context.Context, _ []json.RawMessage) error {
			time.Sleep(time.Second)
			inner = ctx.Err()
			return nil
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := g.Accept(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if inner != nil {
			t.Error(inner)
		}
	})
}
