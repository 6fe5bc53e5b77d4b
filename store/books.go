package store

import (
	"errors"
	"fmt"
)

// Books is the account of everything that was due and everything that was to
// be said. It balances when Faults is empty.
type Books struct {
	Asks     map[AskState]int
	Messages map[SendState]int
	Faults   []string // each names its row
}

// Balance adds up the books: asks due = answered + excused + escalated +
// undeliverable + open, each with its reason or its next step; every ask was
// put to its unit or is settled without; every row of the outbox is in a known
// state. Rows are never deleted, so a missing number is a lost row.
func (tx *Tx) Balance() (Books, error) {
	b := Books{Asks: map[AskState]int{}, Messages: map[SendState]int{}}
	said, err := b.countMessages(tx)
	if err != nil {
		return b, err
	}
	if err := b.countAsks(tx, said); err != nil {
		return b, err
	}
	return b, b.countTasks(tx)
}

func (b *Books) fault(format string, args ...any) {
	b.Faults = append(b.Faults, fmt.Sprintf(format, args...))
}

// countMessages returns which asks something was said about.
func (b *Books) countMessages(tx *Tx) (map[AskID]bool, error) {
	said := map[AskID]bool{}
	expect := MessageID(1)
	for m, err := range tx.Messages() {
		if err != nil {
			return nil, err
		}
		for ; expect < m.ID; expect++ {
			b.fault("message %d is missing", expect)
		}
		expect++
		b.Messages[m.State]++
		said[m.About.Ask] = true
		if id := messageByKey.value(tx, []byte(m.Key)); !m.Once && (id == nil || MessageID(unkey(id)) != m.ID) {
			b.fault("message %d has no row under its key %s", m.ID, m.Key)
		}
		if _, err := tx.Ask(m.About.Ask); m.About.Ask != 0 && errors.Is(err, ErrNotFound) {
			b.fault("ask %d is missing; message %d is about it", m.About.Ask, m.ID)
		}
	}
	for key, id := range messageByKey.keys(tx, nil) {
		if !messages.has(tx, id) {
			b.fault("message %d, key %s, is missing", unkey(id), key)
		}
	}
	return said, nil
}

func (b *Books) countAsks(tx *Tx, said map[AskID]bool) error {
	expect := AskID(1)
	for a, err := range tx.Asks() {
		if err != nil {
			return err
		}
		for ; expect < a.ID; expect++ {
			b.fault("ask %d is missing", expect)
		}
		expect++
		b.Asks[a.State]++
		switch {
		case a.State == AskOpen && a.NextStep.IsZero():
			b.fault("ask %d of unit %d is open and has no next step", a.ID, a.Unit)
		case a.State == AskOpen && a.Left() == 0, a.State != AskOpen && a.Left() > 0:
			b.fault("ask %d of unit %d is %s with %d open lines", a.ID, a.Unit, a.State, a.Left())
		case a.State != Undeliverable && !said[a.ID]:
			b.fault("ask %d of unit %d was never said", a.ID, a.Unit)
		}
		for _, l := range a.Lines {
			if l.State == Answered && !reports.has(tx, reportKey(l.Task, l.Report)) {
				b.fault("report %d of task %d is missing; ask %d was answered by it", l.Report, l.Task, a.ID)
			}
		}
	}
	for key, id := range askByPeriod.keys(tx, nil) {
		if !asks.has(tx, id) {
			b.fault("ask %d, unit %d, period %s, is missing", unkey(id), unkey(key), key[8:])
		}
	}
	return nil
}

// countTasks: a task that has a period was asked about in it, or there is a
// note that says why not.
func (b *Books) countTasks(tx *Tx) error {
	for t, err := range tx.Tasks() {
		if err != nil {
			return err
		}
		if t.Period == "" || t.Lead == 0 {
			continue
		}
		if a, err := tx.AskIn(t.Lead, t.Period); err == nil && a.Line(t.ID) != nil {
			continue
		}
		told, err := tx.skipped(t.ID)
		if err != nil {
			return err
		}
		if !told {
			b.fault("task %s was not asked about in %s, and nothing says why", t.Code, t.Period)
		}
	}
	return nil
}

// skipped reports whether the task's history has a reason for a silence: a
// skip, another unit's turn, or an ask that went to the unit it had then.
func (tx *Tx) skipped(id TaskID) (bool, error) {
	past, err := tx.TaskHistory(id, 1000)
	if err != nil {
		return false, err
	}
	for _, r := range past {
		switch r.Act {
		case AskSkipped, AskExcused, TaskGiven:
			return true, nil
		case Asked:
			return false, nil
		}
	}
	return false, nil
}
