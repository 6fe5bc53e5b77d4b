package bot

import (
	"errors"
	"fmt"
	"math"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// longDown is when replies may be gone: Telegram keeps updates for 24 hours.
const longDown = 20 * time.Hour

// afterDowntime: after a long one the admins are told that replies may be
// gone, and open asks are said again. What the tick opens now says that it is
// late by itself.
func (b *Bot) afterDowntime(since time.Time) error {
	if _, err := b.Tick(); err != nil {
		b.Log.Error("tick", "err", err)
	}
	now := b.now()
	return b.beat(func(tx *store.Tx) error {
		key := "down:" + since.UTC().Format(time.RFC3339)
		if err := b.tellAdmins(tx, key, wording.WasDown, "since", moment(since, now)); err != nil {
			return err
		}
		return b.sayAgain(tx, now, since, key)
	})
}

// sayAgain says the newest open ask of each unit once more under the key,
// unless it was said since that moment anyway: one message a unit.
func (b *Bot) sayAgain(tx *store.Tx, now, since time.Time, key string) error {
	said, err := saidSince(tx, since)
	if err != nil {
		return err
	}
	newest := map[store.UnitID]store.Ask{}
	var order []store.UnitID
	for a, err := range tx.OpenAsks(0) {
		if err != nil {
			return err
		}
		if _, ok := newest[a.Unit]; !ok {
			order = append(order, a.Unit)
		}
		newest[a.Unit] = a
	}
	for _, unit := range order {
		a := newest[unit]
		if said[a.ID] {
			continue
		}
		if _, _, err := b.sayAsk(tx, a, now, fmt.Sprintf("%s:%d", key, a.ID)); err != nil {
			return err
		}
	}
	return nil
}

// saidSince are the asks that something was said about since the moment.
func saidSince(tx *store.Tx, since time.Time) (map[store.AskID]bool, error) {
	said := map[store.AskID]bool{}
	for m, err := range tx.LatestMessages(math.MaxInt) {
		if err != nil {
			return nil, err
		}
		if m.Queued.Before(since) {
			break
		}
		said[m.About.Ask] = true
	}
	return said, nil
}

// wrote hears how a round went. A broken file is the end, as is a token that
// Telegram does not know any more; a full disk is remembered until something
// could be written again.
func (r *Runner) wrote(err error) {
	fault := r.Cycles().Fault
	switch {
	case errors.Is(err, store.ErrDamaged), errors.Is(err, telegram.ErrUnauthorized):
		select {
		case r.fatal <- err:
		default:
		}
	case store.Unwritable(err):
		if fault == nil {
			r.bot.Log.Error("the file can't be written; updates are left with Telegram until it can", "err", err)
		}
		r.note(func(c *Cycles) {
			if c.Fault == nil {
				c.Faulty = r.bot.now()
			}
			c.Fault = err
		})
	case err == nil && fault != nil:
		r.heal()
	}
}

// heal tells the admins that what was sent meanwhile has been taken in late.
// That it can be written proves that there is room again.
func (r *Runner) heal() {
	since, now := r.Cycles().Faulty, r.bot.now()
	key := "disk:" + since.UTC().Format(time.RFC3339)
	err := r.bot.Store.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "disk"}, func() error {
			tx.Note(store.Note{Act: store.Writable})
			return r.bot.tellAdmins(tx, key, wording.DiskWasFull, "since", moment(since, now))
		})
	})
	if err == nil {
		r.bot.Log.Info("the file can be written again", "since", since)
		r.note(func(c *Cycles) { c.Fault = nil })
	}
}
