package main

import (
	"context"
	"sync"
	"time"
)

// movable is a clock that runs on its own from a given moment and can be
// moved on by hand.
type movable struct {
	zone *time.Location

	mu    sync.Mutex
	shift time.Duration // what it is ahead of the machine's clock
}

func newMovable(start time.Time) *movable {
	return &movable{zone: start.Location(), shift: time.Until(start)}
}

// Now is the moved time, in the office's zone.
func (m *movable) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Now().Add(m.shift).In(m.zone)
}

func (m *movable) advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shift += d
}

// pageClock is the clock that the chat page's buttons move: after each move
// it lets duban do what is due and waits until everything has been said.
type pageClock struct {
	*movable
	next  func() (time.Time, error)   // when something happens next
	quiet func(context.Context) error // returns once all is done and said
}

// stride is the longest step: what is due on the way happens at about its own
// time, not all at the end.
const stride = 24 * time.Hour

// Advance moves the clock on, event by event, so that what lies on the way
// happens at its time.
func (c pageClock) Advance(ctx context.Context, d time.Duration) error {
	till := c.Now().Add(d)
	for c.Now().Before(till) {
		to := till
		if next, err := c.next(); err != nil {
			return err
		} else if next.After(c.Now()) && next.Before(to) {
			to = next
		}
		if err := c.moveTo(ctx, to); err != nil {
			return err
		}
	}
	return nil
}

// NextEvent moves the clock to the next moment at which duban does something.
func (c pageClock) NextEvent(ctx context.Context) (time.Time, error) {
	next, err := c.next()
	if err != nil {
		return next, err
	}
	if !next.After(c.Now()) {
		next = c.Now().Add(stride)
	}
	return next, c.moveTo(ctx, next)
}

func (c pageClock) moveTo(ctx context.Context, to time.Time) error {
	c.advance(to.Sub(c.Now()) + time.Second)
	return c.quiet(ctx)
}
