package bot

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"duban/schedule"
	"duban/store"
)

// outlook is everything that a digest shows, taken from the records once and
// put into words for each reader.
type outlook struct {
	since    store.Digest // the digest before, zero for the first
	open     []store.Task // assigned and in review, in the list's order
	lights   map[store.TaskID]schedule.Light
	silent   []silence
	unasked  []unasked
	reports  int
	units    int // that reported since
	closed   []store.Task
	moved    []move
	behind   []store.Task // red first, then yellow
	doubtful int
	review   int
	copied   int // reports since that repeat the text of the time before
	still    int // tasks without a change three times running or more
	cost     cost
}

// move is a task whose light changed since the last digest.
type move struct {
	task     store.Task
	from, to schedule.Light
}

func (b *Bot) outlook(tx *store.Tx, now time.Time) (o outlook, err error) {
	if o.since, _, err = tx.LastDigest(); err != nil {
		return o, err
	}
	if o.open, err = allOpen(tx); err != nil {
		return o, err
	}
	for _, task := range o.open {
		if task.State == store.InReview {
			o.review++
		}
	}
	t := &turn{Bot: b, tx: tx, now: now}
	if o.lights, err = t.lightsOf(o.open); err != nil {
		return o, err
	}
	if o.silent, err = silences(tx, now); err != nil {
		return o, err
	}
	o.sort()
	if o.unasked, err = b.unasked(tx, o.open); err != nil {
		return o, err
	}
	if o.cost, err = costSince(tx, o.since.At); err != nil {
		return o, err
	}
	return o, o.changes(tx)
}

// sort finds what is behind, doubtful, and what changed its light.
func (o *outlook) sort() {
	for _, want := range []schedule.Light{schedule.Red, schedule.Yellow} {
		for _, task := range o.open {
			if o.lights[task.ID] == want {
				o.behind = append(o.behind, task)
			}
		}
	}
	for _, task := range o.open {
		if task.Standing.Doubtful() {
			o.doubtful++
		}
		if task.Standing.Unchanged >= 3 {
			o.still++
		}
		was, known := o.since.Lights[task.ID]
		if to := o.lights[task.ID]; known && schedule.Light(was) != to && was != "" && to != schedule.NoLight {
			o.moved = append(o.moved, move{task, schedule.Light(was), to})
		}
	}
}

// changes reads what the journal has since the last digest.
func (o *outlook) changes(tx *store.Tx) error {
	units := map[store.UnitID]bool{}
	for e, err := range tx.Entries(o.since.Entry + 1) {
		if err != nil {
			return err
		}
		for _, n := range e.Notes {
			switch n.Act {
			case store.Reported:
				o.reports++
				units[n.Unit] = true
				if err := o.mark(tx, n); err != nil {
					return err
				}
			case store.ReviewAccepted:
				task, err := tx.Task(n.Task)
				if err != nil && !errors.Is(err, store.ErrNotFound) {
					return err
				}
				o.closed = append(o.closed, task)
			}
		}
	}
	o.units = len(units)
	return nil
}

// mark counts a report that repeats the text of the time before.
func (o *outlook) mark(tx *store.Tx, n store.Note) error {
	version, err := strconv.Atoi(strings.TrimPrefix(n.Text, "v"))
	if err != nil {
		return nil // a note of another kind
	}
	r, err := tx.Report(n.Task, version)
	if err == nil && r.Copied {
		o.copied++
	}
	return err
}

// unasked is a unit that nobody can be asked in, and why.
type unasked struct {
	unit   store.Unit
	reason string
}

// unasked are the units that lead an open task and can't be written to.
func (b *Bot) unasked(tx *store.Tx, open []store.Task) (all []unasked, err error) {
	seen := map[store.UnitID]bool{0: true}
	for _, task := range open {
		if seen[task.Lead] {
			continue
		}
		seen[task.Lead] = true
		u, err := tx.Unit(task.Lead)
		if err != nil {
			return nil, err
		}
		_, reason, err := b.deskOf(tx, u)
		if err != nil {
			return nil, err
		}
		if reason != "" {
			all = append(all, unasked{u, reason})
		}
	}
	return all, nil
}
