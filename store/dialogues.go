package store

import (
	"errors"
	"time"
)

// Dialogue is an unfinished exchange with one person in one chat: what was
// asked and what is known so far. It survives a restart; a finished one has
// no Kind.
type Dialogue struct {
	Person PersonID          `json:"person"`
	Chat   ChatID            `json:"chat"`
	Kind   string            `json:"kind,omitempty"`
	Step   string            `json:"step,omitempty"`
	Data   map[string]string `json:"data,omitempty"`
	Since  time.Time         `json:"since,omitzero"`
	Until  time.Time         `json:"until,omitzero"` // forgotten after this
}

// Validate refuses a dialogue with nobody.
func (d Dialogue) Validate() error {
	if d.Person == 0 || d.Chat == 0 {
		return errors.New("a dialogue needs a person and a chat")
	}
	return nil
}

var dialogues = &table[Dialogue]{
	name: "dialogues",
	key:  func(d *Dialogue) []byte { return bkey(int64(d.Person), int64(d.Chat)) },
}

// Dialogue is the unfinished exchange; false if there is none or it is too old.
func (tx *Tx) Dialogue(p PersonID, c ChatID) (Dialogue, bool, error) {
	key := bkey(int64(p), int64(c))
	if !dialogues.has(tx, key) {
		return Dialogue{}, false, nil
	}
	d, err := dialogues.get(tx, key)
	return d, err == nil && d.Kind != "" && tx.now.Before(d.Until), err
}

// PutDialogue writes the exchange's new state; an empty Kind ends it.
func (tx *Tx) PutDialogue(d Dialogue) error {
	if d.Kind == "" {
		d = Dialogue{Person: d.Person, Chat: d.Chat}
	} else if d.Since.IsZero() {
		d.Since = tx.now
	}
	d.Until = d.Until.UTC()
	return dialogues.put(tx, d)
}
