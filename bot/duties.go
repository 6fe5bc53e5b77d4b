package bot

import (
	"slices"
	"time"

	"duban/store"
)

// duties are what is due at a tick, by unit.
type duties struct {
	of    map[store.UnitID]*duty
	units []store.UnitID // that are still to be served, in order
}

// duty is what is due for one unit.
type duty struct {
	tasks []store.TaskID
	asks  []store.AskID
}

// dutiesBy are those that the agenda has by now.
func dutiesBy(tx *store.Tx, now time.Time) (*duties, error) {
	all := &duties{of: map[store.UnitID]*duty{}}
	for d := range tx.DueBy(now) {
		if d.Task != 0 {
			task, err := tx.Task(d.Task)
			if err != nil {
				return nil, err
			}
			u := all.unit(task.Lead)
			u.tasks = append(u.tasks, d.Task)
			continue
		}
		ask, err := tx.Ask(d.Ask)
		if err != nil {
			return nil, err
		}
		u := all.unit(ask.Unit)
		u.asks = append(u.asks, d.Ask)
	}
	slices.Sort(all.units)
	return all, nil
}

func (d *duties) unit(id store.UnitID) *duty {
	if d.of[id] == nil {
		d.of[id] = &duty{}
		d.units = append(d.units, id)
	}
	return d.of[id]
}

// waveMost is how many tasks and asks one transaction of a tick takes on:
// what people send meanwhile waits for it.
const waveMost = 1000

// wave are the units that are served next in one transaction. A unit's tasks
// stay together, since it gets one message.
func (d *duties) wave() []store.UnitID {
	size := 0
	for i, id := range d.units {
		size += len(d.of[id].tasks) + len(d.of[id].asks)
		if size > waveMost && i > 0 {
			return d.units[:i]
		}
	}
	return d.units
}

// leave takes units out that were served, or can't be.
func (d *duties) leave(units ...store.UnitID) {
	d.units = slices.DeleteFunc(slices.Clone(d.units), func(id store.UnitID) bool { return slices.Contains(units, id) })
}
