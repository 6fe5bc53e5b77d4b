package outbox

import (
	"context"
	"time"

	"duban/store"
)

// Run sends until ctx ends; then it waits for the calls under way and records
// how they ended. It returns an error only if the store fails for good: while
// the disk is full it holds on to what it knows.
func (o *Outbox) Run(ctx context.Context) error {
	// Calls outlive a stop for a while: cutting one only leaves one more in doubt.
	calls, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var landed []result
	for {
		next, err := o.step(calls, landed)
		o.Round(err)
		switch {
		case store.Unwritable(err):
			o.Log.Error("outbox", "err", err)
			next = o.Now().Add(unwritable)
		case err != nil:
			return err
		default:
			landed = nil
		}
		timer := time.NewTimer(o.wait(next))
		select {
		case <-ctx.Done():
			timer.Stop()
			return o.drain(landed)
		case r := <-o.done:
			landed = o.gather(append(landed, r))
		case <-o.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// gather adds the results that are there already: they share a transaction.
func (o *Outbox) gather(landed []result) []result {
	for {
		select {
		case r := <-o.done:
			landed = append(landed, r)
		default:
			return landed
		}
	}
}

const (
	// idle is how long the outbox sleeps when it knows of nothing to come.
	idle = time.Minute
	// unwritable is how long it leaves a file alone that can't be written.
	unwritable = 20 * time.Second
)

func (o *Outbox) wait(next time.Time) time.Duration {
	if next.IsZero() {
		return idle
	}
	return min(max(next.Sub(o.Now()), 0), idle)
}

// stopWithin is how long a stop waits for calls under way; what has no answer
// by then is in doubt at the next start.
const stopWithin = 8 * time.Second

func (o *Outbox) drain(landed []result) error {
	late := time.NewTimer(stopWithin)
	defer late.Stop()
	for n := len(landed); n < o.calls; n++ {
		select {
		case r := <-o.done:
			landed = append(landed, r)
		case <-late.C:
			n = o.calls
		}
	}
	if len(landed) == 0 {
		return nil
	}
	now := o.Now()
	return o.Store.Update(now, func(tx *store.Tx) error { return o.settle(tx, landed, now) })
}
