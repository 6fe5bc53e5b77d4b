package telegram

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

type response = func(*http.Request, call) (*http.Response, error)

func TestAwait(t *testing.T) {
	me := always(200, `{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"督办","username":"duban_bot"}}`)
	flood := always(429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 90","parameters":{"retry_after":90}}`)
	gateway := always(502, "<html>")
	for name, tc := range map[string]struct {
		answers []response
		span    time.Duration // till ctx ends; an hour if zero
		waits   []time.Duration
		took    time.Duration
		err     error
	}{
		"at once":       {answers: []response{me}},
		"after a while": {answers: []response{gateway, gateway, gateway, me}, waits: []time.Duration{1, 2, 4}, took: 7 * time.Second},
		"asked to wait": {answers: []response{flood, me}, waits: []time.Duration{90}, took: 90 * time.Second},
		"no answer":     {answers: []response{untilDone, me}, waits: []time.Duration{1}, took: callTimeout + time.Second},
		"no such token": {answers: []response{gateway, refusing(401, "Unauthorized")}, waits: []time.Duration{1}, took: time.Second, err: ErrUnauthorized},
		"told to stop between two tries": {
			answers: []response{gateway}, span: 5 * time.Second, waits: []time.Duration{1, 2, 4}, took: 5 * time.Second, err: context.DeadlineExceeded,
		},
		"told to stop during a try": {
			answers: []response{untilDone}, span: 5 * time.Second, took: 5 * time.Second, err: context.DeadlineExceeded,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if tc.span == 0 {
					tc.span = time.Hour
				}
				ctx, cancel := context.WithTimeout(t.Context(), tc.span)
				defer cancel()
				c, _ := newFake(t, func(r *http.Request, got call) (*http.Response, error) {
					next := tc.answers[0]
					if len(tc.answers) > 1 {
						tc.answers = tc.answers[1:]
					}
					return next(r, got)
				})
				var waits []time.Duration
				began := time.Now()
				err := c.Await(ctx, func(ctx context.Context) error { _, err := c.Me(ctx); return err }, func(s PollState) {
					noSecret(t, s.Err)
					waits = append(waits, s.Wait/time.Second)
				})
				if !errors.Is(err, tc.err) || time.Since(began) != tc.took {
					t.Errorf("after %v: %v", time.Since(began), err)
				}
				if d := cmp.Diff(tc.waits, waits); d != "" {
					t.Error(d)
				}
			})
		})
	}
}
