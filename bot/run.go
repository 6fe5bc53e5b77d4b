package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// Runner keeps a bot at work: it takes updates, ticks, and sends.
type Runner struct {
	bot    *Bot
	client *telegram.Client
	outbox *Outbox
	poke   chan struct{}
	filed  chan struct{}             // evidence may have come
	menus  map[store.PersonID]string // the menu that each person has

	mu     sync.Mutex
	cycles Cycles
}

// Cycles are the last times that a whole round of each loop was completed.
type Cycles struct {
	Poll, Tick time.Time
	Updates    int64 // taken since the start
	Ticks      int64
}

// NewRunner makes a runner of its parts.
func NewRunner(b *Bot, client *telegram.Client) *Runner {
	return &Runner{bot: b, client: client, outbox: NewOutbox(b, client), poke: make(chan struct{}, 1), filed: make(chan struct{}, 1), menus: map[store.PersonID]string{}}
}

// Wake says that something may be due: an update came, or the clock was moved.
func (r *Runner) Wake() {
	r.outbox.Wake()
	select {
	case r.poke <- struct{}{}:
	default:
	}
}

// Cycles tells how the loops are doing.
func (r *Runner) Cycles() Cycles {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cycles
}

func (r *Runner) note(fn func(*Cycles)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fn(&r.cycles)
}

// Run works until ctx ends, by long polling if poll is true, else on what
// Take is given by a webhook. It stops in order: no more updates, then no more
// ticks, then the messages under way are finished. The first loop that fails
// ends the others.
func (r *Runner) Run(ctx context.Context, poll bool) error {
	if err := r.bot.afterDowntime(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var loops sync.WaitGroup
	start := func(loop func(context.Context) error) {
		loops.Go(func() {
			if err := loop(ctx); err != nil {
				cancel(err)
			}
		})
	}
	start(r.outbox.Run)
	start(r.tick)
	if r.bot.Archive != nil {
		start(r.archive)
	}
	if poll {
		start(r.poll)
	}
	<-ctx.Done()
	loops.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

func (r *Runner) poll(ctx context.Context) error {
	offset, err := r.bot.offset()
	if err != nil {
		return err
	}
	r.outbox.Listen(r.bot.now())
	return r.client.Poll(ctx, offset, r.accept, r.polled)
}

func (b *Bot) offset() (offset int64, err error) {
	err = b.Store.View(b.now(), func(tx *store.Tx) error {
		w, err := tx.Wire(b.Me.ID)
		offset = w.Offset
		return err
	})
	return offset, err
}

func (r *Runner) accept(ctx context.Context, batch []json.RawMessage) (int64, error) {
	next, err := r.bot.Accept(ctx, batch)
	if err != nil {
		return next, err
	}
	r.taken(ctx, len(batch))
	return next, nil
}

// Take handles updates that a webhook brought.
func (r *Runner) Take(ctx context.Context, batch []json.RawMessage) error {
	if err := r.bot.Take(ctx, batch); err != nil {
		return err
	}
	r.taken(ctx, len(batch))
	return nil
}

// taken does what a batch may have made necessary and what is no part of its
// transaction: downloads, menus.
func (r *Runner) taken(ctx context.Context, n int) {
	r.note(func(c *Cycles) { c.Updates += int64(n) })
	if err := r.bot.FetchImports(ctx, r.client); err != nil {
		r.bot.Log.Error("fetching a list", "err", err)
	}
	select {
	case r.filed <- struct{}{}:
	default:
	}
	r.setMenus(ctx)
	r.Wake()
}

// polled hears how each request for updates went.
func (r *Runner) polled(s telegram.PollState) {
	now := r.bot.now()
	r.outbox.Polled(s, now)
	switch s.Kind {
	case telegram.PollOK:
		last := r.Cycles().Poll
		r.note(func(c *Cycles) { c.Poll = now })
		if now.Sub(last) > time.Hour {
			r.beat()
		}
	case telegram.PollConflict:
		r.bot.Log.Error("somebody else takes this bot's updates", "err", s.Err)
		if err := r.bot.alarm(fmt.Sprintf("conflict:%s", now.Format("2006-01-02T15")), wording.PollConflict); err != nil {
			r.bot.Log.Error("alarm", "err", err)
		}
	default:
		r.bot.Log.Warn("polling", "state", string(s.Kind), "err", s.Err, "wait", s.Wait)
	}
}

// beat records that the wire is open, so that the next start knows how long
// it was not.
func (r *Runner) beat() {
	b := r.bot
	err := b.Store.Update(b.now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "wire"}, func() error {
			w, err := tx.Wire(b.Me.ID)
			if err != nil {
				return err
			}
			return tx.PutWire(w)
		})
	})
	if err != nil {
		b.Log.Error("wire", "err", err)
	}
}

// alarm tells the admins something that came from no update.
func (b *Bot) alarm(key string, s wording.Sentence, args ...any) error {
	return b.Store.Update(b.now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "alarm"}, func() error { return b.tellAdmins(tx, key, s, args...) })
	})
}

// longDown is when replies may be gone: Telegram keeps updates for 24 hours.
const longDown = 20 * time.Hour

// afterDowntime: after a long one the admins are told that replies may be
// gone, and open asks are said again.
func (b *Bot) afterDowntime() error {
	now := b.now()
	return b.Store.Update(now, func(tx *store.Tx) error {
		w, err := tx.Wire(b.Me.ID)
		if err != nil || w.At.IsZero() || now.Sub(w.At) < longDown {
			return err
		}
		return tx.As(store.By{Actor: store.ByDuban, Cause: "start"}, func() error {
			if err := tx.PutWire(w); err != nil {
				return err
			}
			key := "down:" + w.At.Format(time.RFC3339)
			if err := b.tellAdmins(tx, key, wording.WasDown, "since", wording.Moment(wording.Zh, w.At.In(b.Zone), now)); err != nil {
				return err
			}
			return b.sayAgain(tx, now, key)
		})
	})
}

// sayAgain says every open ask once more under the key.
func (b *Bot) sayAgain(tx *store.Tx, now time.Time, key string) error {
	var open []store.Ask
	for a, err := range tx.OpenAsks(0) {
		if err != nil {
			return err
		}
		open = append(open, a)
	}
	for _, a := range open {
		if _, _, err := b.sayAsk(tx, a, now, fmt.Sprintf("%s:%d", key, a.ID)); err != nil {
			return err
		}
	}
	return nil
}

// longestTick is how long the tick sleeps when nothing is due: a clock that
// was set is noticed within this.
const longestTick = 20 * time.Second

func (r *Runner) tick(ctx context.Context) error {
	for {
		next, err := r.bot.Tick()
		if err != nil {
			// A full disk may have room again; what is due stays due.
			r.bot.Log.Error("tick", "err", err)
			next = r.bot.now().Add(longestTick)
		}
		r.note(func(c *Cycles) { c.Tick, c.Ticks = r.bot.now(), c.Ticks+1 })
		r.outbox.Wake()
		timer := time.NewTimer(untilNext(next, r.bot.now()))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-r.poke:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// untilNext is at least a second: a unit that fails at every tick must not
// make the loop spin.
func untilNext(next, now time.Time) time.Duration {
	if next.IsZero() {
		return longestTick
	}
	return min(max(next.Sub(now), time.Second), longestTick)
}

// NextEvent is the next moment at which the bot does something of its own:
// a tick that finds something due, or a message whose quiet hours end.
func (r *Runner) NextEvent() (next time.Time, err error) {
	b := r.bot
	now := b.now()
	err = b.Store.View(now, func(tx *store.Tx) error {
		office, err := tx.Office()
		if err != nil {
			return err
		}
		next = sooner(tx.NextDue(), office.NextDigest)
		for u := range tx.Outbox() {
			if u.NotUntil.After(now) {
				next = sooner(next, u.NotUntil)
			}
		}
		return nil
	})
	return next.In(b.Zone), err
}

// Settled reports whether everything due now is done and everything that may
// be said now is said.
func (r *Runner) Settled() (settled bool, err error) {
	b := r.bot
	now := b.now()
	err = b.Store.View(now, func(tx *store.Tx) error {
		office, err := tx.Office()
		if err != nil {
			return err
		}
		due := sooner(tx.NextDue(), office.NextDigest)
		settled = due.IsZero() || due.After(now)
		for u := range tx.Outbox() {
			settled = settled && u.NotUntil.After(now)
		}
		return nil
	})
	return settled, err
}
