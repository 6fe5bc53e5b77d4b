package store

import (
	"errors"
	"fmt"
	"iter"
	"time"
)

// Extension (延期) is a unit's request for a later date; a supervisor decides.
type Extension struct {
	ID      ExtensionID `json:"id"`
	Task    TaskID      `json:"task"`
	Unit    UnitID      `json:"unit"`
	By      PersonID    `json:"by"`
	At      time.Time   `json:"at"`
	From    time.Time   `json:"from"` // the due date when it was asked for
	To      time.Time   `json:"to"`
	Reason  string      `json:"reason"`
	Decided time.Time   `json:"decided,omitzero"`
	Judge   PersonID    `json:"judge,omitempty"`
	Granted bool        `json:"granted,omitempty"`
	Answer  string      `json:"answer,omitempty"` // why it was not granted
}

// Validate: an extension is asked for before the due date, with a reason and
// a later date.
func (e Extension) Validate() error {
	var faults []error
	if e.ID == 0 || e.Task == 0 || e.Reason == "" {
		faults = append(faults, errors.New("an extension needs an id, a task and a reason"))
	}
	if !e.To.After(e.From) {
		faults = append(faults, errors.New("an extension needs a later date"))
	}
	if !e.At.Before(e.From) {
		faults = append(faults, errors.New("an extension is asked for before the due date"))
	}
	return errors.Join(faults...)
}

var (
	extensionsOpen = &index{"extensions_open"}
	extensions     = &table[Extension]{
		name: "extensions",
		key:  func(e *Extension) []byte { return bkey(e.ID) },
		rows: func(e *Extension) []row {
			if !e.Decided.IsZero() {
				return nil
			}
			return []row{{extensionsOpen, bkey(uint64(e.Task), uint64(e.ID)), nil}}
		},
	}
)

// Extension by id.
func (tx *Tx) Extension(id ExtensionID) (Extension, error) { return extensions.get(tx, bkey(id)) }

// OpenExtensions are the requests about a task that nobody has decided, those
// about all tasks for 0.
func (tx *Tx) OpenExtensions(t TaskID) iter.Seq2[Extension, error] {
	if t == 0 {
		return follow(tx, extensionsOpen, nil, extensions)
	}
	return follow(tx, extensionsOpen, bkey(t), extensions)
}

// AskExtension records the request. It takes the place of those about the same
// task that nobody has decided, which it returns.
func (tx *Tx) AskExtension(e Extension) (Extension, []Extension, error) {
	replaced, err := list(tx.OpenExtensions(e.Task))
	if err != nil {
		return e, nil, err
	}
	for i := range replaced {
		replaced[i].Decided = tx.now // by nobody
		if err := extensions.put(tx, replaced[i]); err != nil {
			return e, nil, err
		}
	}
	e.ID, e.At = ExtensionID(extensions.next(tx)), tx.now
	e.From, e.To = e.From.UTC(), e.To.UTC()
	tx.Note(Note{Act: ExtensionAsked, Task: e.Task, Unit: e.Unit, Text: e.Reason})
	return e, replaced, extensions.put(tx, e)
}

// GrantExtension moves the task's due date, never to an earlier one.
func (tx *Tx) GrantExtension(id ExtensionID, judge PersonID) (Extension, error) {
	e, err := tx.decideExtension(id, judge, true, "")
	if err != nil {
		return e, err
	}
	t, err := tx.Task(e.Task)
	if err != nil || !e.To.After(t.Due) {
		return e, err
	}
	t.Due = e.To
	_, err = tx.PutTask(t, "", "")
	return e, err
}

// DeclineExtension leaves the due date as it is, with the reason.
func (tx *Tx) DeclineExtension(id ExtensionID, judge PersonID, reason string) (Extension, error) {
	return tx.decideExtension(id, judge, false, reason)
}

func (tx *Tx) decideExtension(id ExtensionID, judge PersonID, grant bool, reason string) (Extension, error) {
	e, err := tx.Extension(id)
	if err != nil {
		return e, err
	}
	if !e.Decided.IsZero() {
		return e, fmt.Errorf("extension %d was decided before: %w", id, ErrState)
	}
	e.Decided, e.Judge, e.Granted, e.Answer = tx.now, judge, grant, reason
	text := string(FactGranted)
	if !grant {
		text = FactRefused.With(reason)
	}
	tx.Note(Note{Act: ExtensionDecided, Task: e.Task, Unit: e.Unit, Text: text})
	return e, extensions.put(tx, e)
}
