package store

import (
	"context"
	"errors"
	"time"
)

// Books is the account of everything that was due and everything that was to
// be said. It balances when there are no remainders.
type Books struct {
	Asks       map[AskState]int  `json:"asks"`
	Messages   map[SendState]int `json:"messages"`
	Parked     int               `json:"parked,omitempty"`     // updates that wait to be run again
	Entry      uint64            `json:"entry"`                // the journal's last when it began
	Highest    map[string]uint64 `json:"highest"`              // id known of each table whose ids have no gaps
	Remainders []Remainder       `json:"remainders,omitempty"` // the first of them
	More       int               `json:"more,omitempty"`       // how many there are beyond those
}

// Remainder is one thing that keeps the books from balancing, by its row.
type Remainder struct {
	Kind   RemainderKind `json:"kind"`
	Table  string        `json:"table"`
	ID     uint64        `json:"id,omitempty"`
	Index  string        `json:"index,omitempty"`
	Unit   UnitID        `json:"unit,omitempty"`
	Task   TaskID        `json:"task,omitempty"`
	Period string        `json:"period,omitempty"`
	Since  time.Time     `json:"since,omitzero"`
}

// RemainderKind says what is wrong with a row.
type RemainderKind string

// The kinds.
const (
	RowLost    RemainderKind = "lost"        // ids have no gaps, and this one is not there
	RowUnread  RemainderKind = "unread"      // it is there and can't be read
	IndexLost  RemainderKind = "index_lost"  // the record is there, its row in an index is not
	IndexStray RemainderKind = "index_stray" // a row of an index has no record
	NoNextStep RemainderKind = "no_next"     // an ask is open and nothing will ever happen to it
	LinesOpen  RemainderKind = "lines"       // an ask and its lines don't agree
	NeverSaid  RemainderKind = "never_said"  // an ask that nobody was told of
	NoReport   RemainderKind = "no_report"   // an ask's line was answered by a report that is not there
	NotAsked   RemainderKind = "not_asked"   // a task was due and neither asked about nor skipped
	Overdue    RemainderKind = "overdue"     // a moment that is long past and was not acted on
	Unsaid     RemainderKind = "unsaid"      // a message that should have gone long ago
)

// shownRemainders are kept with the books; the rest are counted.
const shownRemainders = 50

// Count is how many remainders there are.
func (b Books) Count() int { return len(b.Remainders) + b.More }

// Add puts one more remainder into the books.
func (b *Books) Add(r Remainder) {
	if len(b.Remainders) == shownRemainders {
		b.More++
		return
	}
	b.Remainders = append(b.Remainders, r)
}

// Balance adds up the books: asks due = answered + excused + escalated +
// undeliverable + open, each with its reason or its next step; every ask was
// put to its unit or is settled without; every row of the outbox is in a known
// state; no row, and none of an index, is missing. It reads in short
// transactions, so it may run beside a bot at work, and stops between them
// when ctx ends.
func (s *Store) Balance(ctx context.Context, now time.Time) (Books, error) {
	k := newBookkeeper()
	for _, step := range []func(*Tx) (bool, error){k.journal, k.ids, k.asks, k.messages, k.unsaid, k.tasks, k.indexes} {
		k.at = 1
		for more := true; more; {
			if err := ctx.Err(); err != nil {
				return k.books, err
			}
			err := s.View(now, func(tx *Tx) (err error) {
				more, err = step(tx)
				return err
			})
			if err != nil {
				return k.books, err
			}
		}
	}
	return k.books, nil
}

// bookkeeper is where an account stands. Its steps do a page of rows each time
// they are called and report whether there are more.
type bookkeeper struct {
	books Books
	at    uint64               // the next row of the step under way
	said  map[AskID]bool       // asks that some message is about
	told  map[AskID]Remainder  // asks that should have been said
	from  map[string]numbering // tables whose ids have no gaps
}

// booksPage is how many rows are read in one transaction.
const booksPage = 1000

func newBookkeeper() *bookkeeper {
	return &bookkeeper{
		books: Books{Asks: map[AskState]int{}, Messages: map[SendState]int{}, Highest: map[string]uint64{}},
		said:  map[AskID]bool{},
		told:  map[AskID]Remainder{},
		from:  numberings(),
	}
}

// page goes on for a page of ids, up to the last.
func (k *bookkeeper) page(last uint64, row func(id uint64)) bool {
	for n := 0; n < booksPage && k.at <= last; n++ {
		row(k.at)
		k.at++
	}
	return k.at <= last
}

// journalTail is how many entries at most are read to learn which ids were
// given: the newest record of a table is seldom older.
const journalTail = 50_000

// journal finds the highest id of each table, from the account before and
// from what was entered since: the row itself may be what is missing.
func (k *bookkeeper) journal(tx *Tx) (bool, error) {
	last := tx.LastEntry()
	if k.books.Entry == 0 {
		before, err := tx.LastAudit()
		if err != nil {
			return false, err
		}
		for name, numbers := range k.from {
			k.books.Highest[name] = max(before.Highest[name], numbers.next(tx)-1)
		}
		k.books.Entry = last
		k.at = max(before.Entry, last-min(last, journalTail)) + 1
	}
	n := 0
	for e, err := range tx.Entries(k.at) {
		if err != nil {
			return false, err
		}
		for _, c := range e.Set {
			if _, ok := k.from[c.Table]; ok {
				k.books.Highest[c.Table] = max(k.books.Highest[c.Table], idOf(c.Value))
			}
		}
		if k.at, n = e.Seq+1, n+1; n == booksPage {
			break
		}
	}
	return n == booksPage, nil
}

// ids looks for gaps in the tables that are not read row by row anyway.
func (k *bookkeeper) ids(tx *Tx) (bool, error) {
	for name, numbers := range k.from {
		if name == asks.name || name == messages.name || name == tasks.name {
			continue
		}
		for id := uint64(1); id <= k.books.Highest[name]; id++ {
			if !numbers.has(tx, bkey(id)) {
				k.books.Add(Remainder{Kind: RowLost, Table: name, ID: id})
			}
		}
	}
	k.books.Parked = 0
	for p, err := range tx.ParkedUpdates() {
		if err == nil && p.Done.IsZero() {
			k.books.Parked++
		}
	}
	return false, nil
}

func (k *bookkeeper) asks(tx *Tx) (bool, error) {
	last := max(k.books.Highest[asks.name], asks.next(tx)-1)
	return k.page(last, func(id uint64) {
		if a, ok := checked(k, tx, asks, id); ok {
			k.ask(tx, a)
		}
	}), nil
}

func (k *bookkeeper) ask(tx *Tx, a Ask) {
	k.books.Asks[a.State]++
	fault := func(kind RemainderKind) Remainder {
		return Remainder{Kind: kind, Table: asks.name, ID: uint64(a.ID), Unit: a.Unit, Period: a.Period}
	}
	switch open := a.State == AskOpen; {
	case open && a.NextStep.IsZero():
		k.books.Add(fault(NoNextStep))
	case open != (a.Left() > 0):
		k.books.Add(fault(LinesOpen))
	}
	if a.State != Undeliverable {
		k.told[a.ID] = fault(NeverSaid)
	}
	for _, l := range a.Lines {
		if l.State == Answered && !reports.has(tx, reportKey(l.Task, l.Report)) {
			f := fault(NoReport)
			f.Task = l.Task
			k.books.Add(f)
		}
	}
}

func (k *bookkeeper) messages(tx *Tx) (bool, error) {
	last := max(k.books.Highest[messages.name], messages.next(tx)-1)
	return k.page(last, func(id uint64) {
		m, ok := checked(k, tx, messages, id)
		if !ok {
			return
		}
		k.books.Messages[m.State]++
		k.said[m.About.Ask] = true
		if uint64(m.About.Ask) > k.books.Highest[asks.name] && !asks.has(tx, bkey(m.About.Ask)) {
			k.books.Add(Remainder{Kind: RowLost, Table: asks.name, ID: uint64(m.About.Ask)})
		}
	}), nil
}

// unsaid comes after the messages: an ask is recorded together with what says
// it, so what was read of messages later has every ask that was read before.
func (k *bookkeeper) unsaid(*Tx) (bool, error) {
	for _, id := range sortedKeys(k.told) {
		if !k.said[id] {
			k.books.Add(k.told[id])
		}
	}
	return false, nil
}

// tasks: one that has a period was asked about in it, or there is a note that
// says why not.
func (k *bookkeeper) tasks(tx *Tx) (bool, error) {
	var failed error
	more := k.page(max(k.books.Highest[tasks.name], tasks.next(tx)-1), func(id uint64) {
		t, ok := checked(k, tx, tasks, id)
		if !ok {
			return
		}
		told, err := tx.accounted(t)
		failed = errors.Join(failed, err)
		if !told {
			k.books.Add(Remainder{Kind: NotAsked, Table: tasks.name, ID: id, Task: t.ID, Unit: t.Lead, Period: t.Period})
		}
	})
	return more, failed
}

// accounted reports whether the task was asked about in its period, or its
// history has a reason for the silence: a skip, another unit's turn, or an ask
// that went to the unit it had then.
func (tx *Tx) accounted(t Task) (bool, error) {
	if t.Period == "" || t.Lead == 0 {
		return true, nil
	}
	if a, err := tx.AskIn(t.Lead, t.Period); err == nil && a.Line(t.ID) != nil {
		return true, nil
	}
	r, ok, err := tx.lastRemark(t.ID, AskSkipped, AskExcused, TaskGiven, Asked)
	return ok && r.Act != Asked, err
}
