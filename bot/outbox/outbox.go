package outbox

import (
	"context"
	"log/slog"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

// Wire is what the outbox needs of Telegram.
type Wire interface {
	Send(ctx context.Context, o telegram.Outgoing) (telegram.Sent, error)
	Probe(ctx context.Context, chat int64, messageID int, buttons [][]telegram.Button) (bool, error)
}

// Desk decides what is to be done where a message can't go as planned, in the
// transaction that records it.
type Desk interface {
	// Lost: the chat can't be written to any more.
	Lost(tx *store.Tx, chat store.ChatID, reason string) error
	// WithoutTopic: the topic that the message was for is gone.
	WithoutTopic(tx *store.Tx, m store.Message) error
	// Undelivered: the message is held or has failed, as its state and reason
	// say, and stays so.
	Undelivered(tx *store.Tx, m store.Message) error
}

// Config is what an Outbox works with; all of it is needed.
type Config struct {
	Store *store.Store
	Wire  Wire
	Desk  Desk
	Me    telegram.Me // the bot's own account
	Now   func() time.Time
	Log   *slog.Logger
	Round func(error) // hears how each round went, and of a token that is not known any more
}

// Outbox sends what the store has planned: by class, one at a time in each
// chat, within Telegram's limits. Everything it knows about a message is in
// the store; what it holds in memory is which calls are under way.
type Outbox struct {
	Config
	pace    *telegram.Pace           // nil until it is known what was cut off before
	flying  map[store.ChatID]flight  // one for each chat
	ringing map[store.MessageID]bool // answers to presses
	calls   int                      // started and not heard of
	missed  int                      // in a row that could not even be made
	rest    time.Time                // until then none is tried
	taken   taken
	ears    ears
	done    chan result
	wake    chan struct{}
}

// flight is one call: to send the message, or to look for it under a number.
type flight struct {
	m     store.Message
	probe int
	began time.Time
}

// result is how a call ended.
type result struct {
	flight
	sent telegram.Sent
	err  error
}

const (
	// inFlight is how many calls may run at once. Telegram answers in about a
	// tenth of a second, so this is enough for 25 a second.
	inFlight = 8
	// slow is when a call gives its place to another, so that chats which
	// don't answer don't hold up those that do; up to so many.
	slow         = 2 * time.Second
	inFlightMost = 64
	// uploadsAtOnce leaves most of them to those who don't take minutes.
	uploadsAtOnce = 3
	// answersAtOnce is how many answers to presses may run beside them.
	answersAtOnce = 16
)

// New makes an outbox of its parts.
func New(c Config) *Outbox {
	return &Outbox{
		Config: c, flying: map[store.ChatID]flight{}, ringing: map[store.MessageID]bool{},
		done: make(chan result, inFlightMost+answersAtOnce), wake: make(chan struct{}, 1),
	}
}

// Wake says that something may have been queued. It never blocks.
func (o *Outbox) Wake() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// step records how calls ended and begins what may go now, in one transaction;
// where there is neither, none is made. next is when something else may go,
// zero if unknown.
func (o *Outbox) step(ctx context.Context, landed []result) (next time.Time, err error) {
	if o.pace == nil {
		if err := o.resume(); err != nil {
			return next, err
		}
	}
	now := o.Now()
	var picked []store.Unsent
	if len(landed) == 0 {
		err = o.Store.View(now, func(tx *store.Tx) error {
			picked, next = o.choose(tx, now)
			return nil
		})
		if err != nil || len(picked) == 0 {
			return next, err
		}
	}
	var flights []flight
	err = o.Store.Update(now, func(tx *store.Tx) error {
		if len(landed) > 0 {
			if err := o.settle(tx, landed, now); err != nil {
				return err
			}
			picked, next = o.choose(tx, now)
		}
		flights, err = o.begin(tx, picked, now)
		return err
	})
	if err != nil {
		return next, err
	}
	o.calls -= len(landed)
	for _, f := range flights {
		f.began = now
		o.fly(ctx, f)
	}
	if len(flights) < len(picked) {
		next = now // places are free for others
	}
	return next, nil
}

// settle records how calls ended, each as an entry of its own.
func (o *Outbox) settle(tx *store.Tx, landed []result, now time.Time) error {
	for _, r := range landed {
		delete(o.ringing, r.m.ID)
		if r.m.Callback == "" {
			delete(o.flying, r.m.To.Chat)
		}
		err := tx.As(store.By{Actor: store.ByDuban, Cause: "outbox settle"}, func() error { return o.conclude(tx, r, now) })
		if err != nil {
			return err
		}
	}
	return nil
}

// begin marks what was chosen as being sent, before it is.
func (o *Outbox) begin(tx *store.Tx, picked []store.Unsent, now time.Time) (flights []flight, err error) {
	for _, u := range picked {
		cause := "outbox mark"
		if u.InDoubt {
			cause = "outbox search"
		}
		err := tx.As(store.By{Actor: store.ByDuban, Cause: cause}, func() error {
			f, goes, err := o.mark(tx, u, now)
			if goes {
				flights = append(flights, f)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return flights, nil
}

// mark records one attempt, or what became of the message instead.
func (o *Outbox) mark(tx *store.Tx, u store.Unsent, now time.Time) (f flight, goes bool, err error) {
	m, err := tx.Message(u.ID)
	switch {
	case err != nil:
		return f, false, err
	case m.State != store.Planned && m.State != store.InDoubt || m.To.Chat != u.Chat:
		return f, false, nil // changed since it was chosen
	case !m.Expires.IsZero() && !now.Before(m.Expires):
		m.State, m.Reason = store.Stale, "its time was over before it could be sent"
		return f, false, tx.PutMessage(m)
	case m.State == store.InDoubt && !m.Repeatable():
		return o.seek(tx, m, now)
	}
	m.State, m.Attempts, m.Reason = store.Sending, m.Attempts+1, ""
	if !m.Repeatable() {
		last, err := o.lastNumber(tx, m.To.Chat)
		if err != nil {
			return f, false, err
		}
		m.Search = store.Search{After: last, Entry: tx.LastEntry()}
	}
	return flight{m: m}, true, tx.PutMessage(m)
}

// fly makes the call on a goroutine of its own; the result comes back to Run.
func (o *Outbox) fly(ctx context.Context, f flight) {
	o.calls++
	if f.m.Callback != "" {
		o.ringing[f.m.ID] = true
	} else {
		o.flying[f.m.To.Chat] = f
	}
	go func() {
		r := result{flight: f}
		if f.probe != 0 {
			r.err = o.probe(ctx, f)
		} else {
			r.sent, r.err = o.Wire.Send(ctx, outgoing(f.m))
		}
		o.done <- r
	}()
}
