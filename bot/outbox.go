package bot

import (
	"context"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

// Wire is what the outbox needs of Telegram.
type Wire interface {
	Send(ctx context.Context, o telegram.Outgoing) (telegram.Sent, error)
	Probe(ctx context.Context, chat int64, messageID int, buttons [][]telegram.Button) (bool, error)
}

// Outbox sends what the store has planned: by class, one at a time in each
// chat, within Telegram's limits. Everything it knows about a message is in
// the store; what it holds in memory is only who is being written to now.
type Outbox struct {
	bot    *Bot
	wire   Wire
	pace   *telegram.Pace
	flying map[store.ChatID]bool
	number int // the highest number known of a message that was sent to a private chat
	done   chan result
	wake   chan struct{}
}

// inFlight is how many calls may run at once. Telegram answers in about a
// tenth of a second, so this is enough for 25 a second.
const inFlight = 8

// result is how one attempt ended.
type result struct {
	m    store.Message
	sent telegram.Sent
	err  error
}

// NewOutbox makes the sender of what b has queued.
func NewOutbox(b *Bot, wire Wire) *Outbox {
	return &Outbox{bot: b, wire: wire, flying: map[store.ChatID]bool{}, done: make(chan result, inFlight), wake: make(chan struct{}, 1)}
}

// Wake says that something may have been queued. It never blocks.
func (o *Outbox) Wake() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// Run sends until ctx ends; then it waits for the calls under way and records
// how they ended. It returns an error only if the store fails.
func (o *Outbox) Run(ctx context.Context) error {
	if err := o.recover(); err != nil {
		return err
	}
	for {
		next, err := o.dispatch(ctx)
		if err != nil {
			return err
		}
		timer := time.NewTimer(o.wait(next))
		select {
		case <-ctx.Done():
			timer.Stop()
			return o.drain()
		case r := <-o.done:
			err = o.settle(r)
		case <-o.wake:
		case <-timer.C:
		}
		timer.Stop()
		if err != nil {
			return err
		}
	}
}

// idle is how long the outbox sleeps when it knows of nothing to come.
const idle = time.Minute

func (o *Outbox) wait(next time.Time) time.Duration {
	if next.IsZero() {
		return idle
	}
	return min(max(next.Sub(o.bot.now()), 0), idle)
}

// drain waits for the calls under way.
func (o *Outbox) drain() error {
	for len(o.flying) > 0 {
		if err := o.settle(<-o.done); err != nil {
			return err
		}
	}
	return nil
}

// recover: what was being sent when the process ended may have arrived.
func (o *Outbox) recover() error {
	now := o.bot.now()
	return o.bot.Store.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "outbox start"}, func() error {
			office, err := tx.Office()
			if err != nil {
				return err
			}
			frozen := map[int64]time.Time{}
			for _, f := range office.Frozen {
				frozen[int64(f.Chat)] = f.Until
			}
			o.pace = telegram.NewPace(frozen)
			var ids []store.MessageID
			for u := range tx.Outbox() {
				ids = append(ids, u.ID)
			}
			if o.number, err = lastSent(tx); err != nil {
				return err
			}
			return o.doubtUnfinished(tx, ids)
		})
	})
}

// lastSent is the highest of Telegram's numbers among the latest messages to
// private chats.
func lastSent(tx *store.Tx) (number int, err error) {
	for m, err := range tx.LatestMessages(1000) {
		if err != nil {
			return 0, err
		}
		if m.To.Chat > 0 {
			number = max(number, m.Number)
		}
	}
	return number, nil
}

// firstPoll is how long after a start what is in doubt waits: by then polling
// has brought what people wrote meanwhile, and with it how far Telegram's
// numbers have come.
const firstPoll = 3 * time.Second

func (o *Outbox) doubtUnfinished(tx *store.Tx, ids []store.MessageID) error {
	for _, id := range ids {
		m, err := tx.Message(id)
		if err != nil {
			return err
		}
		if m.State != store.Sending {
			continue
		}
		m.State, m.Reason = store.InDoubt, "the process ended while it was being sent"
		m.NotUntil = tx.Now().Add(firstPoll)
		if err := tx.PutMessage(m); err != nil {
			return err
		}
	}
	return nil
}

// dispatch marks what may go now as being sent, in one transaction, and hands
// it to the wire. next is when something else may go, zero if unknown.
func (o *Outbox) dispatch(ctx context.Context) (next time.Time, err error) {
	if ctx.Err() != nil || len(o.flying) >= inFlight {
		return time.Time{}, nil
	}
	now := o.bot.now()
	var ready []store.MessageID
	err = o.bot.Store.View(now, func(tx *store.Tx) error {
		ready, next = o.choose(tx, now)
		return nil
	})
	if err != nil || len(ready) == 0 {
		return next, err
	}
	picked, err := o.mark(now, ready)
	for _, m := range picked {
		o.fly(ctx, m, now)
	}
	if len(picked) > 0 {
		next = now // there may be more that can go at once
	}
	return next, err
}

// choose walks the outbox in its order and takes what may go now.
func (o *Outbox) choose(tx *store.Tx, now time.Time) (ready []store.MessageID, next time.Time) {
	busy, doubt := map[store.ChatID]bool{}, chatsInDoubt(tx)
	for u := range tx.Outbox() {
		chat := u.Chat
		// What is in doubt is settled before anything new is said in its
		// chat: a probe must not meet a later message of ours.
		if o.flying[chat] || busy[chat] || doubt[chat] && !u.InDoubt && u.Class != store.ButtonAnswer {
			continue
		}
		at := u.NotUntil
		if u.Class != store.ButtonAnswer {
			busy[chat] = at.IsZero() || !at.After(now) // order within the chat
			at = later(at, o.pace.Ready(int64(chat), chat < 0, 1, now))
		}
		if at.After(now) {
			next = sooner(next, at)
			continue
		}
		if ready = append(ready, u.ID); len(ready)+len(o.flying) >= inFlight {
			break
		}
		busy[chat] = true
	}
	return ready, next
}

func chatsInDoubt(tx *store.Tx) map[store.ChatID]bool {
	doubt := map[store.ChatID]bool{}
	for u := range tx.Outbox() {
		if u.InDoubt {
			doubt[u.Chat] = true
		}
	}
	return doubt
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// mark records that the messages are being sent, before they are.
func (o *Outbox) mark(now time.Time, ids []store.MessageID) (picked []store.Message, err error) {
	err = o.bot.Store.Update(now, func(tx *store.Tx) error {
		picked = nil
		return tx.As(store.By{Actor: store.ByDuban, Cause: "outbox"}, func() error {
			for _, id := range ids {
				m, err := tx.Message(id)
				if err != nil {
					return err
				}
				if stale(&m, now) {
					err = tx.PutMessage(m)
				} else if err = o.begin(tx, &m); err == nil {
					picked = append(picked, m)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return picked, nil
}

func stale(m *store.Message, now time.Time) bool {
	if m.Expires.IsZero() || now.Before(m.Expires) {
		return false
	}
	m.State, m.Reason = store.Stale, "its time was over before it could be sent"
	return true
}

// begin marks one attempt. A message in doubt stays so: it is probed first.
func (o *Outbox) begin(tx *store.Tx, m *store.Message) error {
	if m.State == store.InDoubt {
		return o.searchRange(tx, m)
	}
	m.State, m.Attempts, m.Reason = store.Sending, m.Attempts+1, ""
	var err error
	if m.After, err = o.after(tx, m.To.Chat); err != nil {
		return err
	}
	return tx.PutMessage(*m)
}

// searchRange sets how far a probe looks. A private chat's numbers are shared
// with the bot's other private chats, so what people wrote and what was sent
// beside it lie between.
func (o *Outbox) searchRange(tx *store.Tx, m *store.Message) error {
	highest, err := o.after(tx, m.To.Chat)
	m.Upto = max(highest, m.After) + beyond
	return err
}

// after is the number behind which a message sent now would be found: a group
// has its own series, private chats share one.
func (o *Outbox) after(tx *store.Tx, chat store.ChatID) (int, error) {
	if chat < 0 {
		return tx.LastNumber(chat), nil
	}
	w, err := tx.Wire(o.bot.Me.ID)
	return max(o.number, w.Number), err
}

// fly makes the call on a goroutine of its own; the result comes back to Run.
func (o *Outbox) fly(ctx context.Context, m store.Message, now time.Time) {
	o.flying[m.To.Chat] = true
	if m.Callback == "" {
		o.pace.Took(int64(m.To.Chat), m.To.Chat < 0, max(1, len(m.Album)), now)
	}
	// The call outlives a stop by its own time-out: cutting it would only
	// leave one more message in doubt.
	ctx = context.WithoutCancel(ctx)
	go func() {
		if m.State == store.InDoubt {
			sent, err := o.probe(ctx, m)
			o.done <- result{m, sent, err}
			return
		}
		sent, err := o.wire.Send(ctx, outgoing(m))
		o.done <- result{m, sent, err}
	}()
}
