package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

func (r *Runner) poll(ctx context.Context) error {
	w, err := r.bot.wire()
	if err != nil {
		return err
	}
	r.outbox.Listen(r.bot.now())
	return r.client.Poll(ctx, w.Offset, r.accept, func(s telegram.PollState) {
		r.polled(s)
		if s.Kind == telegram.PollConflict {
			// It may be a webhook that somebody has set, which would shut us out for ever.
			r.retake(ctx)
		}
	})
}

func (b *Bot) wire() (w store.Wire, err error) {
	err = b.Store.View(b.now(), func(tx *store.Tx) (err error) { w, err = tx.Wire(b.Me.ID); return err })
	return w, err
}

func (r *Runner) accept(ctx context.Context, batch []json.RawMessage) (int64, error) {
	next, err := r.bot.Accept(ctx, batch)
	r.taken(len(batch), err)
	return next, err
}

// Take handles updates that a webhook brought.
func (r *Runner) Take(ctx context.Context, batch []json.RawMessage) error {
	err := r.bot.Take(ctx, batch)
	r.taken(len(batch), err)
	return err
}

func (r *Runner) taken(n int, err error) {
	r.wrote(err)
	if err != nil {
		return
	}
	r.note(func(c *Cycles) { c.Updates += int64(n) })
	knock(r.filed)
	knock(r.errand)
	r.Wake()
}

// watchEvery is how often a bot that is delivered to by webhook looks whether
// it still is.
const watchEvery = time.Minute

// watch does for a webhook what polling tells by itself: whether Telegram can
// be reached, knows the token, and delivers here and nowhere else.
func (r *Runner) watch(ctx context.Context) error {
	for {
		state := r.look(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if r.polled(state); state.Kind == telegram.PollUnauthorized {
			return state.Err
		}
		if !wait(ctx, watchEvery, nil) {
			return nil
		}
	}
}

func (r *Runner) look(ctx context.Context) telegram.PollState {
	state, at := r.client.Look(ctx)
	if state.Kind != telegram.PollOK || at == r.hook.URL && state.Err == nil {
		return state
	}
	// What can't be delivered to the right address may bear a secret that is not ours.
	r.retake(ctx)
	if at == r.hook.URL {
		return state
	}
	return telegram.PollState{Kind: telegram.PollConflict, Err: fmt.Errorf("the webhook was set to %q", at)}
}

// retake has Telegram deliver here again, in the way that was chosen.
func (r *Runner) retake(ctx context.Context) {
	choose := r.client.DeleteWebhook
	if r.hook.URL != "" {
		choose = func(ctx context.Context) error { return r.client.SetWebhook(ctx, r.hook) }
	}
	if err := choose(ctx); err != nil && ctx.Err() == nil {
		r.bot.Log.Error("webhook", "err", err)
	}
}

// polled hears how each request for updates went.
func (r *Runner) polled(s telegram.PollState) {
	now := r.bot.now()
	r.outbox.Polled(s, now)
	r.note(func(c *Cycles) { c.Wire = s })
	if s.Kind == telegram.PollOK {
		r.note(func(c *Cycles) { c.Poll = now })
		if s.Err != nil {
			r.bot.Log.Warn("Telegram could not deliver", "err", s.Err)
		}
		if err := r.hears(s, now); err != nil {
			r.bot.Log.Error("wire", "err", err)
		}
		return
	}
	r.deaf = true
	switch s.Kind {
	case telegram.PollConflict:
		r.bot.Log.Error("another program takes this bot's updates", "err", s.Err, "wait", s.Wait)
		if err := r.bot.alarm(fmt.Sprintf("conflict:%s", now.Format("2006-01-02T15")), wording.PollConflict); err != nil {
			r.bot.Log.Error("alarm", "err", err)
		}
	case telegram.PollUnauthorized:
		r.bot.Log.Error("Telegram does not know the token any more", "err", s.Err)
	case telegram.PollRejected:
		r.bot.Log.Warn("updates are left with Telegram", "err", s.Err, "wait", s.Wait)
	default:
		r.bot.Log.Warn("no updates from Telegram", "state", string(s.Kind), "err", s.Err, "wait", s.Wait)
	}
}

// hears records that the line is open and nothing waits at its other end, so
// that it is known how long it was not.
func (r *Runner) hears(s telegram.PollState, now time.Time) error {
	if s.Full() {
		return nil
	}
	w, err := r.bot.wire()
	if err != nil {
		return err
	}
	if gap := now.Sub(w.At); r.deaf && !w.At.IsZero() && gap >= longDown {
		err = r.bot.afterDowntime(w.At.In(r.bot.Zone))
	} else if r.deaf || gap < 0 || gap >= time.Hour {
		err = r.bot.beat(nil)
	}
	if err == nil {
		r.deaf = false
	}
	return err
}

// beat writes when the line was known to be open, and what else there is to
// write at the moment, if anything.
func (b *Bot) beat(also func(*store.Tx) error) error {
	return b.Store.Update(b.now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "line"}, func() error {
			w, err := tx.Wire(b.Me.ID)
			if err != nil {
				return err
			}
			w.At = tx.Now()
			if err := tx.PutWire(w); err != nil || also == nil {
				return err
			}
			return also(tx)
		})
	})
}

// alarm tells the admins something that came from no update.
func (b *Bot) alarm(key string, s wording.Sentence, args ...any) error {
	return b.Store.Update(b.now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "alarm"}, func() error { return b.tellAdmins(tx, key, s, args...) })
	})
}

// moment is a date in every language, for a sentence whose readers differ.
func moment(at, now time.Time) wording.Sentence {
	return wording.Sentence{Zh: wording.Moment(wording.Zh, at, now), En: wording.Moment(wording.En, at, now)}
}
