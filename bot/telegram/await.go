package telegram

import (
	"context"
	"errors"
	"time"
)

// Await does call until it succeeds, Telegram refuses it, or ctx ends. No answer, an answer that can't be read and a wish to
// be left in peace are waited out: the pauses double from 1 to 60 seconds, and are as long as Telegram asks for. on hears of
// each try that failed, on the same goroutine, before the pause.
func (c *Client) Await(ctx context.Context, call func(context.Context) error, on func(PollState)) error {
	p := poller{client: c}
	for {
		err := call(ctx)
		if err == nil || !passing(err) {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		state := p.failed(err)
		on(state)
		pause := time.NewTimer(state.Wait)
		select {
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
			return ctx.Err()
		}
	}
}

// passing says whether the same call may succeed later.
func passing(err error) bool {
	var doubt *InDoubt
	var refused *Refused
	return errors.As(err, &doubt) || errors.As(err, &refused) && refused.Reason == ReasonFlood
}
