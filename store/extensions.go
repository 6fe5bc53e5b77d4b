package store

import (
	"errors"
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

var extensions = &table[Extension]{
	name: "extensions",
	key:  func(e *Extension) []byte { return bkey(e.ID) },
}

// Extension by id.
func (tx *Tx) Extension(id ExtensionID) (Extension, error) { return extensions.get(tx, bkey(id)) }

// AskExtension records the request.
func (tx *Tx) AskExtension(e Extension) (Extension, error) {
	e.ID, e.At = ExtensionID(extensions.next(tx)), tx.now
	e.From, e.To = e.From.UTC(), e.To.UTC()
	tx.Note(Note{Act: ExtensionAsked, Task: e.Task, Unit: e.Unit, Text: e.Reason})
	return e, extensions.put(tx, e)
}

// DecideExtension grants or refuses, once; false if it was decided before.
func (tx *Tx) DecideExtension(id ExtensionID, judge PersonID, grant bool) (Extension, bool, error) {
	e, err := tx.Extension(id)
	if err != nil || !e.Decided.IsZero() {
		return e, false, err
	}
	e.Decided, e.Judge, e.Granted = tx.now, judge, grant
	text := map[bool]Fact{true: FactGranted, false: FactRefused}[grant]
	tx.Note(Note{Act: ExtensionDecided, Task: e.Task, Unit: e.Unit, Text: string(text)})
	if err := extensions.put(tx, e); err != nil || !grant {
		return e, true, err
	}
	t, err := tx.Task(e.Task)
	if err != nil {
		return e, true, err
	}
	t.Due = e.To
	_, err = tx.PutTask(t, "", "")
	return e, true, err
}
