package bot

import (
	"time"

	"duban/schedule"
	"duban/store"
)

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
		next = schedule.Sooner(tx.NextDue(), office.NextDigest)
		for u := range tx.Outbox() {
			if u.NotUntil.After(now) {
				next = schedule.Sooner(next, u.NotUntil)
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
		due := schedule.Sooner(tx.NextDue(), office.NextDigest)
		settled = due.IsZero() || due.After(now)
		for u := range tx.Outbox() {
			settled = settled && u.NotUntil.After(now)
		}
		return nil
	})
	return settled, err
}
