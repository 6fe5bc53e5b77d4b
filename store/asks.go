package store

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"
)

// AskState says how an ask stands; a settled one has its reason.
type AskState string

const (
	AskOpen       AskState = "open"
	Answered      AskState = "answered"
	Excused       AskState = "excused"       // nothing to answer any more: paused, closed, given to another unit
	Escalated     AskState = "escalated"     // closed unanswered after the last rung; the line above was told
	Undeliverable AskState = "undeliverable" // nobody could be asked
)

// AskLine is one task in an ask, under the number that the unit sees.
type AskLine struct {
	Number int      `json:"number"`
	Task   TaskID   `json:"task"`
	State  AskState `json:"state"`
	Report int      `json:"report,omitempty"` // version that answered it
	Reason string   `json:"reason,omitempty"`
}

// Ask (催报) is one unit's question about all its tasks due at one moment.
type Ask struct {
	ID       AskID                `json:"id"`
	Unit     UnitID               `json:"unit"`
	Period   string               `json:"period"` // local wall time of the nominal moment; with the unit it can exist once
	Opens    time.Time            `json:"opens"`  // when it should be asked
	Asked    time.Time            `json:"asked"`  // when it was
	Due      time.Time            `json:"due"`
	Late     string               `json:"late,omitempty"` // why it was asked late
	Lines    []AskLine            `json:"lines"`
	State    AskState             `json:"state"`
	Reason   string               `json:"reason,omitempty"`
	Settled  time.Time            `json:"settled,omitzero"`
	Taken    map[string]time.Time `json:"taken,omitempty"` // rungs of the ladder that were taken or skipped
	NextStep time.Time            `json:"next_step,omitzero"`
	Copies   []string             `json:"copies,omitempty"` // keys of further messages that show it as it stands
}

// Validate reports every fault of the record at once.
func (a Ask) Validate() error {
	var faults []error
	if a.ID == 0 || a.Unit == 0 || a.Period == "" {
		faults = append(faults, errors.New("an ask needs an id, a unit and a period"))
	}
	if len(a.Lines) == 0 {
		faults = append(faults, errors.New("an ask needs a task"))
	}
	if a.State == AskOpen && a.NextStep.IsZero() {
		faults = append(faults, fmt.Errorf("open ask %d has no next step", a.ID))
	}
	if a.State != AskOpen && a.State != Answered && a.Reason == "" {
		faults = append(faults, fmt.Errorf("ask %d is %s without a reason", a.ID, a.State))
	}
	return errors.Join(faults...)
}

// Line is the line about a task, nil if the ask has none.
func (a *Ask) Line(t TaskID) *AskLine {
	for i := range a.Lines {
		if a.Lines[i].Task == t {
			return &a.Lines[i]
		}
	}
	return nil
}

// Left counts the lines without an answer.
func (a *Ask) Left() int {
	n := 0
	for _, l := range a.Lines {
		if l.State == AskOpen {
			n++
		}
	}
	return n
}

var (
	askByPeriod = &index{"ask_by_period"}
	asksOpen    = &index{"asks_open"}
	asksByUnit  = &index{"asks_by_unit"}
	asks        = &table[Ask]{
		name:   "asks",
		fields: (*Ask).fields,
		key:    func(a *Ask) []byte { return bkey(a.ID) },
		rows: func(a *Ask) []row {
			rows := []row{
				{askByPeriod, join(bkey(a.Unit), []byte(a.Period)), bkey(a.ID)},
				{asksByUnit, bkey(uint64(a.Unit), uint64(a.ID)), nil},
			}
			if a.State == AskOpen {
				rows = append(rows,
					row{asksOpen, bkey(uint64(a.Unit), uint64(a.ID)), nil},
					row{agenda, agendaKey(a.NextStep, agendaAsk, uint64(a.ID)), nil})
			}
			return rows
		},
		keep: true,
		own: func(a Ask) Ask {
			a.Lines, a.Taken, a.Copies = slices.Clone(a.Lines), maps.Clone(a.Taken), slices.Clone(a.Copies)
			return a
		},
	}
)

// Ask by id.
func (tx *Tx) Ask(id AskID) (Ask, error) { return asks.get(tx, bkey(id)) }

// Asks of all units, oldest first.
func (tx *Tx) Asks() iter.Seq2[Ask, error] { return asks.each(tx, nil) }

// AsksOf a unit, oldest first.
func (tx *Tx) AsksOf(u UnitID) iter.Seq2[Ask, error] { return follow(tx, asksByUnit, bkey(u), asks) }

// NewestAsk is the unit's newest open ask, else its newest in whatever state,
// zero if it has none.
func (tx *Tx) NewestAsk(u UnitID) (Ask, error) {
	for _, ix := range []*index{asksOpen, asksByUnit} {
		if k, _ := tx.bucket(ix.name).last(bkey(u)); k != nil {
			return asks.get(tx, k[8:])
		}
	}
	return Ask{}, nil
}

// AskIn finds the ask of a unit in a period.
func (tx *Tx) AskIn(u UnitID, period string) (Ask, error) {
	return asks.get(tx, askByPeriod.value(tx, join(bkey(u), []byte(period))))
}

// OpenAsks of a unit, oldest first; of all units for 0.
func (tx *Tx) OpenAsks(u UnitID) iter.Seq2[Ask, error] {
	if u == 0 {
		return follow(tx, asksOpen, nil, asks)
	}
	return follow(tx, asksOpen, bkey(u), asks)
}

// PutAsk makes an ask (ID 0) or writes a new state of one. A second ask of
// one unit in one period is refused.
func (tx *Tx) PutAsk(a Ask, act Act, text string) (Ask, error) {
	if a.ID == 0 {
		if old, err := tx.AskIn(a.Unit, a.Period); err == nil {
			return a, fmt.Errorf("unit %d was asked in %s by ask %d", a.Unit, a.Period, old.ID)
		}
		a.ID = AskID(asks.next(tx))
	}
	if act != "" {
		tx.Note(Note{Act: act, Unit: a.Unit, Text: text})
	}
	return a, asks.put(tx, a)
}

// settleLine marks the line of every open ask of the unit about the task and
// settles an ask that has no line left.
func (tx *Tx) settleLine(u UnitID, t TaskID, state AskState, report int, reason string) error {
	open, err := list(tx.OpenAsks(u))
	if err != nil {
		return err
	}
	for _, a := range open {
		l := a.Line(t)
		if l == nil || (l.State != AskOpen && report == 0) {
			continue
		}
		l.State, l.Report, l.Reason = state, report, reason
		if a.Left() == 0 {
			a.settle(tx.now)
			tx.Note(Note{Act: AskAnswered, Unit: u, Text: a.Period})
		}
		if err := asks.give(tx, a); err != nil {
			return err
		}
	}
	return nil
}

// settle closes an ask whose lines are all settled: answered if any line was.
func (a *Ask) settle(now time.Time) {
	a.State, a.Settled = Excused, now
	for _, l := range a.Lines {
		if l.State == Answered {
			a.State = Answered
		} else if a.Reason == "" {
			a.Reason = l.Reason
		}
	}
}

// Excuse takes the task out of every open ask, with the reason.
func (tx *Tx) Excuse(u UnitID, t TaskID, reason string) error {
	tx.Note(Note{Act: AskExcused, Task: t, Unit: u, Text: reason})
	return tx.settleLine(u, t, Excused, 0, reason)
}
