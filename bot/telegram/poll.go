package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// The limits of polling.
const (
	shortestPoll = 25 * time.Second
	longestPoll  = 50 * time.Second
	pollMargin   = 15 * time.Second // what the answer may take beyond the time that Telegram holds it
	pollBatch    = 100
	pollBytes    = 64 << 20
	firstPause   = time.Second
	longestPause = time.Minute
	// ownPause is the longest after a failure of ours, such as a full disk:
	// people wait, and Telegram has no part in it.
	ownPause   = 20 * time.Second
	emptyPause = time.Second // an empty answer sooner than this means that the server does not hold the request
)

func clampPoll(d time.Duration) time.Duration {
	if d == 0 {
		return longestPoll
	}
	return min(max(d, shortestPoll), longestPoll)
}

// allowedUpdates are named so that a setting left behind by another program does not hide any.
func allowedUpdates() []string {
	return []string{"message", "edited_message", "callback_query", "my_chat_member"}
}

// PollKind says how polling goes.
type PollKind string

// The kinds. All but PollOK come with an error and, of polling, the pause that follows.
const (
	PollOK           PollKind = "ok"           // Telegram answered, and what came was accepted
	PollDown         PollKind = "down"         // no answer, or one that can't be read
	PollConflict     PollKind = "conflict"     // another poller or a webhook takes the updates: an alarm
	PollFlood        PollKind = "flood"        // asked to wait
	PollRejected     PollKind = "rejected"     // accept failed, or did not move the offset
	PollUnauthorized PollKind = "unauthorized" // the end
)

// PollState is told after each getUpdates.
type PollState struct {
	Kind PollKind
	Err  error
	// Wait is the pause before the next try.
	Wait time.Duration
	// Got is the number of updates that came.
	Got int
}

// Full says that the answer held as many updates as fit: more may wait.
func (s PollState) Full() bool { return s.Got >= pollBatch }

// Accept makes a batch durable and returns the offset to go on with, which it has committed with it.
type Accept func(ctx context.Context, batch []json.RawMessage) (next int64, err error)

// Poll takes updates until ctx ends (nil) or Telegram refuses the token (ErrUnauthorized). The first request uses offset,
// and each later one what accept returned, even if lower. While accept fails the same offset is asked for again; the pause
// between tries doubles from 1 to 60 seconds. on, if not nil, hears how each request went, on the same goroutine.
//
// Accept runs to its end also when ctx ends meanwhile: it is given a context that does not.
func (c *Client) Poll(ctx context.Context, offset int64, accept Accept, on func(PollState)) error {
	p := poller{client: c, offset: offset, accept: accept}
	for ctx.Err() == nil {
		floor := time.NewTimer(emptyPause)
		state := p.step(ctx)
		if ctx.Err() != nil && state.Kind != PollOK {
			floor.Stop()
			return nil
		}
		if on != nil {
			on(state)
		}
		if state.Kind == PollUnauthorized {
			floor.Stop()
			return state.Err
		}
		p.rest(ctx, state, floor.C)
		floor.Stop()
	}
	return nil
}

// poller is the state of one Poll: where it is, and how often running it failed.
type poller struct {
	client   *Client
	offset   int64
	failures int
	accept   Accept
}

// rest waits as long as the state says. Without a failure only an empty answer that came at once is made to last a second.
func (p *poller) rest(ctx context.Context, state PollState, floor <-chan time.Time) {
	if state.Wait > 0 {
		timer := time.NewTimer(state.Wait)
		defer timer.Stop()
		floor = timer.C
	} else if state.Got > 0 {
		return
	}
	select {
	case <-floor:
	case <-ctx.Done():
	}
}

// step does one getUpdates and hands over what came.
func (p *poller) step(ctx context.Context) PollState {
	batch, err := p.client.getUpdates(ctx, p.offset)
	if err != nil {
		return p.failed(err)
	}
	if len(batch) == 0 {
		p.failures = 0
		return PollState{Kind: PollOK}
	}
	next, err := p.accept(context.WithoutCancel(ctx), batch)
	if err == nil && next == p.offset {
		err = fmt.Errorf("the offset stays at %d after %d updates", next, len(batch))
	}
	if err != nil {
		return PollState{Kind: PollRejected, Err: err, Wait: min(p.pause(), ownPause), Got: len(batch)}
	}
	p.offset, p.failures = next, 0
	return PollState{Kind: PollOK, Got: len(batch)}
}

func (p *poller) failed(err error) PollState {
	s := PollState{Kind: kindOf(err), Err: err}
	switch s.Kind {
	case PollUnauthorized:
		return s
	case PollFlood:
		var refused *Refused
		errors.As(err, &refused)
		s.Wait = max(refused.RetryAfter, p.pause())
	default:
		s.Wait = p.pause()
	}
	return s
}

// kindOf says what a failed request for updates means.
func kindOf(err error) PollKind {
	var refused *Refused
	if !errors.As(err, &refused) {
		return PollDown
	}
	switch refused.Reason {
	case ReasonUnauthorized:
		return PollUnauthorized
	case ReasonConflict:
		return PollConflict
	case ReasonFlood:
		return PollFlood
	}
	return PollDown
}

// pause is the wait after one more failure: between half and all of 1, 2, 4 ... 60 seconds.
func (p *poller) pause() time.Duration {
	full := min(firstPause<<min(p.failures, 6), longestPause)
	p.failures++
	return full/2 + time.Duration(float64(full/2)*min(max(p.client.jitter(), 0), 1))
}

// getUpdates asks for a batch and keeps each update as it came, so that one that can't be decoded can be parked.
func (c *Client) getUpdates(ctx context.Context, offset int64) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, c.pollTimeout+pollMargin)
	defer cancel()
	body, err := json.Marshal(map[string]any{
		"offset": offset, "limit": pollBatch, "timeout": int(c.pollTimeout.Seconds()), "allowed_updates": allowedUpdates(),
	})
	if err != nil {
		return nil, c.inDoubt("getUpdates", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/bot"+c.token+"/getUpdates", bytes.NewReader(body))
	if err != nil {
		return nil, c.inDoubt("getUpdates", err)
	}
	req.Header.Set("Content-Type", "application/json")
	repeatable(req)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.inDoubt("getUpdates", err)
	}
	defer func() { _ = resp.Body.Close() }()
	return c.readUpdates(resp)
}

func (c *Client) readUpdates(resp *http.Response) ([]json.RawMessage, error) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, pollBytes))
	if err != nil {
		return nil, c.inDoubt("getUpdates", err)
	}
	if refused := refusal(resp.StatusCode, resp.Header, body); refused != nil {
		return nil, refused
	}
	var answer struct {
		OK     bool              `json:"ok"`
		Result []json.RawMessage `json:"result"`
		Code   int               `json:"error_code"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, c.inDoubt("getUpdates", fmt.Errorf("status %d: %w", resp.StatusCode, errUnreadable))
	}
	if !answer.OK {
		return nil, c.inDoubt("getUpdates", fmt.Errorf("status %d, code %d", resp.StatusCode, answer.Code))
	}
	return answer.Result, nil
}

// UpdateID reads the number of a raw update; ok is false where there is none.
func UpdateID(raw json.RawMessage) (id int64, ok bool) {
	var head struct {
		ID *int64 `json:"update_id"`
	}
	if json.Unmarshal(raw, &head) != nil || head.ID == nil {
		return 0, false
	}
	return *head.ID, true
}

// BatchOffset is one more than the number of the last update that has one, 0 if none has: the offset that confirms the batch.
func BatchOffset(batch []json.RawMessage) (next int64) {
	for i := len(batch) - 1; i >= 0; i-- {
		if id, ok := UpdateID(batch[i]); ok {
			return id + 1
		}
	}
	return 0
}
