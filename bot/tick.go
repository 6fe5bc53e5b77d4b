package bot

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"duban/schedule"
	"duban/store"
)

// Tick does what is past and not yet done: opens asks, reminds, escalates,
// closes asks, sends the digest. It reads only what is due. next is the
// earliest moment at which there is something to do again.
func (b *Bot) Tick() (next time.Time, err error) {
	now := b.now()
	if next, err = b.restUntil(now); err != nil || next.After(now) {
		return next, err
	}
	var due *duties
	for {
		var wave []store.UnitID
		err := b.Store.Update(now, func(tx *store.Tx) (err error) {
			if due == nil {
				if due, err = dutiesBy(tx, now); err != nil {
					return err
				}
			}
			wave = due.wave()
			next, err = b.tick(tx, now, due, wave)
			return err
		})
		var bad *brokenUnit
		switch {
		case errors.As(err, &bad) && !errors.Is(err, store.ErrNoSpace):
			// One unit's fault must not silence the others: all of the wave
			// is undone, and done again without that unit.
			due.leave(bad.unit)
			b.Log.Error("unit left out of this tick", "unit", bad.unit, "err", bad.err)
		case err != nil:
			return next, err
		default:
			if due.leave(wave...); len(due.units) == 0 {
				return next, nil
			}
		}
	}
}

// restUntil looks, without a write transaction, whether there is anything to
// do: now or earlier means that there is.
func (b *Bot) restUntil(now time.Time) (next time.Time, err error) {
	err = b.Store.View(now, func(tx *store.Tx) error {
		office, err := tx.Office()
		if err != nil {
			return err
		}
		if next = schedule.Sooner(tx.NextDue(), office.NextDigest).In(b.Zone); office.NextDigest.IsZero() || b.calendarWarning(office, now) != "" {
			next = now
		}
		return nil
	})
	return next, err
}

// brokenUnit says for which unit a tick failed.
type brokenUnit struct {
	unit store.UnitID
	err  error
}

func (b *brokenUnit) Error() string { return fmt.Sprintf("unit %d: %v", b.unit, b.err) }
func (b *brokenUnit) Unwrap() error { return b.err }

func (b *Bot) tick(tx *store.Tx, now time.Time, due *duties, wave []store.UnitID) (time.Time, error) {
	turns := &periods{known: map[string]passed{}}
	err := tx.Beside(len(wave), func(i int) uint64 { return uint64(wave[i]) }, func(tx *store.Tx, i int) error {
		unit := wave[i]
		by := store.By{Actor: store.ByDuban, Cause: fmt.Sprintf("tick unit %d", unit)}
		if err := tx.As(by, func() error { return b.serve(tx, now, unit, due.of[unit], turns) }); err != nil {
			return &brokenUnit{unit, err}
		}
		return nil
	})
	if err != nil || len(wave) < len(due.units) {
		return now, err
	}
	if err := b.officeTick(tx, now); err != nil {
		return time.Time{}, err
	}
	office, err := tx.Office()
	return schedule.Sooner(tx.NextDue(), office.NextDigest).In(b.Zone), err
}

// serve does one unit's business: first the asks that go on, then new ones. It
// looks up again what is due: it may be run twice, and some time after that.
func (b *Bot) serve(tx *store.Tx, now time.Time, unit store.UnitID, a *duty, turns *periods) error {
	for _, id := range a.asks {
		ask, err := tx.Ask(id)
		if err != nil {
			return err
		}
		if ask.State != store.AskOpen || ask.NextStep.After(now) {
			continue // something came between two waves
		}
		if err := b.climb(tx, now, ask); err != nil {
			return err
		}
	}
	return b.openAsks(tx, now, unit, a.tasks, turns)
}

// periods remembers, during one tick, what was computed for tasks of the same
// cadence and moment: on the 25th that is nearly all of them.
type periods struct {
	mu    sync.Mutex // units are served beside each other
	known map[string]passed
}

// passed is the period that a task is to be asked in now, how many were missed
// before it, and when the task is asked next.
type passed struct {
	period schedule.Period
	missed int
	ok     bool
	next   time.Time
}

func (b *Bot) passed(tx *store.Tx, now time.Time, task store.Task, turns *periods) (passed, error) {
	text, window, err := cadenceOf(tx, task)
	if err != nil {
		return passed{}, err
	}
	key := fmt.Sprintf("%s|%d|%d", text, window, task.AskAt.Unix())
	turns.mu.Lock()
	defer turns.mu.Unlock()
	if p, ok := turns.known[key]; ok {
		return p, nil
	}
	rule, err := ruleOf(text, window)
	if err != nil {
		return passed{}, err
	}
	p := passed{next: rule.Next(b.Calendar, now).Opens}
	p.period, p.missed, p.ok = rule.Latest(b.Calendar, task.AskAt.In(b.Zone).Add(-time.Second), now)
	turns.known[key] = p
	return p, nil
}
