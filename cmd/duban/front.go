package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/store"
)

// front is what the door tells of the bot behind it. There is none until
// Telegram has said who it is.
type front struct {
	store   *store.Store
	started time.Time

	mu     sync.Mutex
	runner *bot.Runner        // nil before that
	state  telegram.PollState // how asking Telegram went the last time, before that
}

func newFront(s *store.Store) *front { return &front{store: s, started: time.Now()} }

// waits says that Telegram could not be reached.
func (f *front) waits(s telegram.PollState) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state = s
}

// open says that the bot is at work.
func (f *front) open(r *bot.Runner) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.runner = r
}

func (f *front) behind() (*bot.Runner, telegram.PollState) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.runner, f.state
}

func (f *front) cycles() bot.Cycles {
	if r, _ := f.behind(); r != nil {
		return r.Cycles()
	}
	return bot.Cycles{}
}

// late is what does not go round as it should, a line each.
func (f *front) late(now time.Time) []string {
	r, state := f.behind()
	if r == nil {
		return []string{fmt.Sprintf("telegram: not reached since the start at %s%s", f.started.Format(time.RFC3339), wireNote(state))}
	}
	return lateness(r.Cycles(), f.started, now)
}

var errNotOpen = errors.New("the bot is not at work yet")

// take hands over what a webhook brought; Telegram keeps what comes too early.
func (f *front) take(ctx context.Context, batch []json.RawMessage) error {
	r, _ := f.behind()
	if r == nil {
		return errNotOpen
	}
	return r.Take(ctx, batch)
}
