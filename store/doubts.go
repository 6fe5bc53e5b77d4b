package store

import (
	"encoding/json"
	"errors"
	"time"
)

// Doubt is one thing in a reply that was asked back. Nothing is recorded for
// it until the person picks a reading.
type Doubt struct {
	ID       DoubtID         `json:"id"`
	Person   PersonID        `json:"person"`
	Unit     UnitID          `json:"unit"`
	Ask      AskID           `json:"ask,omitempty"`
	Task     TaskID          `json:"task,omitempty"` // 0 where it is not certain which
	Kind     string          `json:"kind"`
	Clause   string          `json:"clause"`
	Options  json.RawMessage `json:"options,omitempty"` // the bot's own
	Via      Via             `json:"via,omitzero"`
	Corrects int             `json:"corrects,omitempty"` // the version that is being put right
	At       time.Time       `json:"at"`
	Settled  time.Time       `json:"settled,omitzero"`
	Picked   int             `json:"picked,omitempty"` // 1-based; 0 when settled in another way
}

// Validate refuses a doubt of nobody.
func (d Doubt) Validate() error {
	if d.ID == 0 || d.Person == 0 || d.Kind == "" {
		return errors.New("a doubt needs an id, a person and a kind")
	}
	return nil
}

var doubts = &table[Doubt]{
	name: "doubts",
	key:  func(d *Doubt) []byte { return bkey(d.ID) },
}

// Doubt by id.
func (tx *Tx) Doubt(id DoubtID) (Doubt, error) { return doubts.get(tx, bkey(id)) }

// AddDoubt records what was asked back.
func (tx *Tx) AddDoubt(d Doubt) (Doubt, error) {
	d.ID, d.At = DoubtID(doubts.next(tx)), tx.now
	tx.Note(Note{Act: AskedBack, Task: d.Task, Unit: d.Unit, Text: d.Clause})
	return d, doubts.put(tx, d)
}

// SettleDoubt notes the reading that was picked (1-based, 0 for none).
func (tx *Tx) SettleDoubt(d Doubt, picked int) error {
	d.Settled, d.Picked = tx.now, picked
	return doubts.put(tx, d)
}
