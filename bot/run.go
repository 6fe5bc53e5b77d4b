package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"duban/bot/outbox"
	"duban/bot/telegram"
	"duban/store"
)

// Runner keeps a bot at work: it takes updates, ticks, sends, and draws up the
// books.
type Runner struct {
	bot    *Bot
	client *telegram.Client
	outbox *outbox.Outbox
	hook   telegram.Hook
	poke   chan struct{}             // something may be due
	errand chan struct{}             // something may be to fetch, or a menu to set
	filed  chan struct{}             // evidence may have come
	fatal  chan error                // what nothing can be done about: the end
	menus  map[store.PersonID]string // the menu that each person has
	setFor *uint64                   // the store's Who when all menus were set
	deaf   bool                      // updates did not come in since the last time they did

	mu     sync.Mutex
	cycles Cycles
}

// Cycles are the last times that a whole round of each loop was completed,
// zero before the first.
type Cycles struct {
	Poll, Tick, Outbox, Audit time.Time
	Wire                      telegram.PollState // how asking for updates went the last time
	Fault                     error              // why the file can't be written now; nil if it can
	Faulty                    time.Time          // since when
	Updates                   int64              // taken since the start
	Ticks                     int64
}

// NewRunner makes a runner of its parts.
func NewRunner(b *Bot, client *telegram.Client) *Runner {
	r := &Runner{
		bot: b, client: client, menus: map[store.PersonID]string{}, deaf: true,
		poke: make(chan struct{}, 1), errand: make(chan struct{}, 1), filed: make(chan struct{}, 1), fatal: make(chan error, 1),
	}
	r.outbox = b.Outbox(client, r.sent)
	return r
}

// ByWebhook says where Telegram delivers updates, for a Run that does not poll.
func (r *Runner) ByWebhook(hook telegram.Hook) { r.hook = hook }

// Wake says that something may be due: an update came, or the clock was moved.
func (r *Runner) Wake() {
	r.outbox.Wake()
	knock(r.poke)
}

// knock lets a loop go round once more, however often it is called meanwhile.
func knock(loop chan struct{}) {
	select {
	case loop <- struct{}{}:
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
// ticks, then the messages under way are finished. The first loop that fails,
// a broken file and a token that Telegram refuses end the others.
func (r *Runner) Run(ctx context.Context, poll bool) error {
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
	start(r.errands)
	start(r.audit)
	if r.bot.Archive != nil {
		start(r.archive)
	}
	if poll {
		start(r.poll)
	} else {
		start(r.watch)
	}
	select {
	case err := <-r.fatal:
		cancel(err)
	case <-ctx.Done():
	}
	loops.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// wait lets d pass, or less if the loop is knocked at; false means that ctx
// has ended.
func wait(ctx context.Context, d time.Duration, knocked <-chan struct{}) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-knocked:
	case <-timer.C:
	}
	return true
}

const (
	// longestTick is how long the tick sleeps when nothing is due: a clock that
	// was set is noticed within this.
	longestTick = 20 * time.Second
	// idle is how long an errand waits that nobody knocks for.
	idle = time.Minute
)

func (r *Runner) tick(ctx context.Context) error {
	for {
		next, err := r.bot.Tick()
		if err != nil {
			// A full disk may have room again; what is due stays due.
			r.bot.Log.Error("tick", "err", err)
			next = r.bot.now().Add(longestTick)
		}
		r.wrote(err)
		r.note(func(c *Cycles) { c.Tick, c.Ticks = r.bot.now(), c.Ticks+1 })
		r.outbox.Wake()
		if !wait(ctx, untilNext(next, r.bot.now()), r.poke) {
			return nil
		}
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

// errands are what a batch may have made necessary and what is no part of its
// transaction, since it takes as long as Telegram takes: downloads, menus.
func (r *Runner) errands(ctx context.Context) error {
	for {
		if err := r.bot.FetchImports(ctx, r.client); err != nil && ctx.Err() == nil {
			r.bot.Log.Error("fetching a list", "err", err)
		}
		r.Wake()
		r.setMenus(ctx)
		if !wait(ctx, idle, r.errand) {
			return nil
		}
	}
}

// auditSettle is how long a start has to act on what was left before it is
// held to account for it.
const auditSettle = 5 * time.Minute

func (r *Runner) audit(ctx context.Context) error {
	for pause := auditSettle; wait(ctx, pause, nil); {
		if err := r.bot.Store.Rest(); err != nil {
			r.bot.Log.Error("settling", "err", err)
			r.wrote(err)
		}
		next, err := r.bot.Audit(ctx, r.Cycles().Tick)
		pause = min(max(next.Sub(r.bot.now()), time.Second), auditSettle)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			r.bot.Log.Error("audit", "err", err)
			r.wrote(err)
			pause = auditSettle
		default:
			r.note(func(c *Cycles) { c.Audit = r.bot.now() })
		}
	}
	return nil
}

// sent hears how a round of the outbox went.
func (r *Runner) sent(err error) {
	r.wrote(err)
	r.note(func(c *Cycles) { c.Outbox = r.bot.now() })
}
