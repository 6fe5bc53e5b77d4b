package store

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"
)

// ReceiptState says what a unit answered to an assignment.
type ReceiptState string

const (
	Waiting      ReceiptState = "waiting"      // told, no receipt yet
	Acknowledged ReceiptState = "acknowledged" // 已签收
	Returned     ReceiptState = "returned"     // 退回, with a reason; a supervisor decides
	Withdrawn    ReceiptState = "withdrawn"    // given to another unit since
)

// Assignment (交办) gives a task to a unit as lead or as supporting unit.
type Assignment struct {
	Task     TaskID       `json:"task"`
	Unit     UnitID       `json:"unit"`
	Part     Part         `json:"part"`
	At       time.Time    `json:"at"`
	State    ReceiptState `json:"state"`
	Answered time.Time    `json:"answered,omitzero"`
	By       PersonID     `json:"by,omitempty"`    // who signed or returned
	Handed   time.Time    `json:"handed,omitzero"` // when it was put before a successor in the unit's post
	From     PersonID     `json:"from,omitempty"`  // who had signed before that
	Reason   string       `json:"reason,omitempty"`
	Standing Standing     `json:"standing,omitzero"` // a supporting unit's own part, as it reported it last
}

// Validate reports every fault of the record at once.
func (a Assignment) Validate() error {
	var faults []error
	if a.Task == 0 || a.Unit == 0 {
		faults = append(faults, errors.New("an assignment needs a task and a unit"))
	}
	if a.Part != Leads && a.Part != Supports {
		faults = append(faults, fmt.Errorf("unknown part %q", a.Part))
	}
	if a.State == Returned && a.Reason == "" {
		faults = append(faults, errors.New("a return needs a reason"))
	}
	return errors.Join(faults...)
}

var (
	receiptsOpen = &index{"receipts_open"}
	assignments  = &table[Assignment]{
		name: "assignments",
		key:  func(a *Assignment) []byte { return assignmentKey(a.Task, a.Unit) },
		rows: func(a *Assignment) []row {
			if a.State != Waiting {
				return nil
			}
			return []row{{receiptsOpen, bkey(uint64(a.Unit), uint64(a.Task)), nil}}
		},
	}
)

func assignmentKey(t TaskID, u UnitID) []byte { return bkey(uint64(t), uint64(u)) }

// Assignment of a task to a unit.
func (tx *Tx) Assignment(t TaskID, u UnitID) (Assignment, error) {
	return assignments.get(tx, assignmentKey(t, u))
}

// AssignmentsOf a task, to all its units.
func (tx *Tx) AssignmentsOf(t TaskID) iter.Seq2[Assignment, error] {
	return assignments.each(tx, bkey(t))
}

// OpenReceipts are the tasks that the unit has not signed for.
func (tx *Tx) OpenReceipts(u UnitID) []TaskID {
	var ids []TaskID
	for key := range receiptsOpen.keys(tx, bkey(u)) {
		ids = append(ids, TaskID(unkey(key[8:])))
	}
	return ids
}

// Assign gives the task to its lead and supporting units and opens it. A unit
// that has it already and did not return it keeps its receipt; one that no
// longer has a part loses the assignment. It returns the units that are new.
func (tx *Tx) Assign(t Task) ([]UnitID, error) {
	if t.Lead == 0 {
		return nil, fmt.Errorf("task %s has no lead unit", t.Code)
	}
	if t.State == Draft {
		t.State = Assigned
	}
	if _, err := tx.PutTask(t, "", ""); err != nil {
		return nil, err
	}
	if err := tx.withdraw(t); err != nil {
		return nil, err
	}
	var fresh []UnitID
	for i, u := range append([]UnitID{t.Lead}, t.Support...) {
		part := Supports
		if i == 0 {
			part = Leads
		}
		isNew, err := tx.give(t, u, part)
		if err != nil {
			return nil, err
		}
		if isNew {
			fresh = append(fresh, u)
		}
	}
	return fresh, nil
}

func (tx *Tx) give(t Task, u UnitID, part Part) (bool, error) {
	a, err := tx.Assignment(t.ID, u)
	if err == nil && a.Part == part && (a.State == Waiting || a.State == Acknowledged) {
		return false, nil
	}
	tx.Note(Note{Act: TaskGiven, Task: t.ID, Unit: u, Text: string(part)})
	return true, assignments.put(tx, Assignment{Task: t.ID, Unit: u, Part: part, At: tx.now, State: Waiting})
}

func (tx *Tx) withdraw(t Task) error {
	for a, err := range tx.AssignmentsOf(t.ID) {
		if err != nil {
			return err
		}
		if a.Unit == t.Lead || supports(t, a.Unit) || a.State == Withdrawn {
			continue
		}
		a.State = Withdrawn
		if err := assignments.put(tx, a); err != nil {
			return err
		}
	}
	return nil
}

func supports(t Task, u UnitID) bool {
	for _, s := range t.Support {
		if s == u {
			return true
		}
	}
	return false
}

// Acknowledge signs for the task (签收); false if there was nothing to sign.
func (tx *Tx) Acknowledge(t TaskID, u UnitID, by PersonID) (bool, error) {
	a, err := tx.Assignment(t, u)
	if err != nil || a.State != Waiting {
		return false, err
	}
	a.State, a.Answered, a.By = Acknowledged, tx.now, by
	tx.Note(Note{Act: TaskReceived, Task: t, Unit: u})
	return true, assignments.put(tx, a)
}

// PutBefore is when the assignment was last put before somebody to sign for.
// What was put before a unit at one moment is one list.
func (a Assignment) PutBefore() time.Time {
	if a.Handed.IsZero() {
		return a.At
	}
	return a.Handed
}

// HandOver puts the unit's open tasks before a new holder of its post: what
// nobody has signed for, and what again has to be signed for, which anew
// decides by who had signed.
func (tx *Tx) HandOver(u UnitID, anew func(signer PersonID) bool) error {
	for _, part := range []Part{Leads, Supports} {
		all, err := list(tx.TasksOf(u, part))
		if err != nil {
			return err
		}
		for _, t := range all {
			a, err := tx.Assignment(t.ID, u)
			if err != nil || !t.Open() || a.State != Waiting && (a.State != Acknowledged || !anew(a.By)) {
				continue
			}
			if a.State == Acknowledged {
				a.From = a.By
			}
			a.State, a.By, a.Answered, a.Handed = Waiting, 0, time.Time{}, tx.now
			if err := assignments.put(tx, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// PutBefore are the unit's assignments of the list that was put before it at
// the moment, in the order of the tasks' ids.
func (tx *Tx) PutBefore(u UnitID, at time.Time) ([]Assignment, error) {
	var all []Assignment
	for _, part := range []Part{Leads, Supports} {
		for id := range tx.TaskIDsOf(u, part) {
			a, err := tx.Assignment(id, u)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if a.Part == part && a.State != Withdrawn && a.PutBefore().Equal(at) {
				all = append(all, a)
			}
		}
	}
	slices.SortFunc(all, func(a, b Assignment) int { return cmp.Compare(a.Task, b.Task) })
	return all, nil
}

// Return sends the assignment back with a reason (退回). The task stays with
// the unit until a supervisor decides.
func (tx *Tx) Return(t TaskID, u UnitID, by PersonID, reason string) (Assignment, error) {
	a, err := tx.Assignment(t, u)
	if err != nil {
		return a, err
	}
	if a.State != Waiting && a.State != Acknowledged {
		return a, fmt.Errorf("task %d is %s: %w", t, a.State, ErrState)
	}
	a.State, a.Answered, a.By, a.Reason = Returned, tx.now, by, reason
	tx.Note(Note{Act: TaskReturned, Task: t, Unit: u, Text: reason})
	return a, assignments.put(tx, a)
}

// TakeBack accepts a return: the unit loses the task, and a task that it led
// waits for another lead.
func (tx *Tx) TakeBack(id TaskID, u UnitID) (Task, error) {
	t, err := tx.decideReturn(id, u, Withdrawn, string(FactTakenBack))
	if err != nil {
		return t, err
	}
	if t.Lead == u {
		t.Lead, t.State, t.AskAt = 0, Draft, time.Time{}
	}
	t.Support = slices.DeleteFunc(slices.Clone(t.Support), func(s UnitID) bool { return s == u })
	if t, err = tx.PutTask(t, "", ""); err != nil {
		return t, err
	}
	return t, tx.Excuse(u, id, string(FactGivenBack))
}

// KeepWith refuses a return with the reason: the receipt stands as signed.
func (tx *Tx) KeepWith(id TaskID, u UnitID, reason string) (Task, error) {
	return tx.decideReturn(id, u, Acknowledged, FactRefused.With(reason))
}

func (tx *Tx) decideReturn(id TaskID, u UnitID, state ReceiptState, text string) (Task, error) {
	t, err := tx.Task(id)
	if err != nil {
		return t, err
	}
	a, err := tx.Assignment(id, u)
	if err != nil {
		return t, err
	}
	if a.State != Returned {
		return t, fmt.Errorf("task %d is %s: %w", id, a.State, ErrState)
	}
	a.State = state
	tx.Note(Note{Act: ReturnDecided, Task: id, Unit: u, Text: text})
	return t, assignments.put(tx, a)
}
