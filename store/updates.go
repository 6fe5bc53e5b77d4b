package store

import (
	"encoding/json"
	"errors"
	"iter"
	"time"
)

// Mark remembers that something a person sent has taken effect, so that the
// same under a new update number does nothing. Its key names the thing, not
// the update: a message by chat and number, a press by its id.
type Mark struct {
	Key string    `json:"key"`
	At  time.Time `json:"at"`
}

// Validate refuses a mark without a key.
func (m Mark) Validate() error {
	if m.Key == "" {
		return errors.New("a mark needs a key")
	}
	return nil
}

// Wire is how far a bot's updates were taken.
type Wire struct {
	Bot    int64     `json:"bot"`
	Offset int64     `json:"offset"`           // the next update_id to ask for; it may fall
	Number int       `json:"number,omitempty"` // the highest number of a message that came in a private chat
	At     time.Time `json:"at,omitzero"`      // when nothing waited at Telegram, to the hour
}

// Validate refuses a wire without a bot.
func (w Wire) Validate() error {
	if w.Bot == 0 {
		return errors.New("a wire needs a bot")
	}
	return nil
}

// Parked is an update that broke something here: kept byte for byte, to be
// looked at and run again.
type Parked struct {
	ID    ParkedID        `json:"id"`
	Raw   json.RawMessage `json:"raw"`
	Fault string          `json:"fault"`
	At    time.Time       `json:"at"`
	Done  time.Time       `json:"done,omitzero"` // when it was run again with success
}

// Validate refuses an empty row, and what would break the record it is put into.
func (p Parked) Validate() error {
	if p.ID == 0 || !json.Valid(p.Raw) {
		return errors.New("a parked update needs an id and its JSON")
	}
	return nil
}

var (
	marks = &table[Mark]{
		name:   "marks",
		fields: (*Mark).fields,
		key:    func(m *Mark) []byte { return []byte(m.Key) },
	}
	wires = &table[Wire]{
		name: "wires",
		keep: true,
		key:  func(w *Wire) []byte { return bkey(w.Bot) },
	}
	parked = &table[Parked]{
		name:   "parked",
		fields: (*Parked).fields,
		key:    func(p *Parked) []byte { return bkey(p.ID) },
	}
)

// First marks the key; false if it was marked before.
func (tx *Tx) First(key string) (bool, error) {
	if marks.has(tx, []byte(key)) {
		return false, nil
	}
	return true, marks.add(tx, Mark{Key: key, At: tx.now})
}

// Wire of a bot; the zero one before the first batch.
func (tx *Tx) Wire(bot int64) (Wire, error) {
	w, err := wires.get(tx, bkey(bot))
	if errors.Is(err, ErrNotFound) {
		return Wire{Bot: bot}, nil
	}
	return w, err
}

// PutWire moves the offset to what was just taken.
func (tx *Tx) PutWire(w Wire) error { return wires.put(tx, w) }

// Park keeps an update that could not be handled.
func (tx *Tx) Park(raw json.RawMessage, fault string) (Parked, error) {
	p := Parked{ID: ParkedID(parked.next(tx)), Raw: raw, Fault: fault, At: tx.now}
	tx.Note(Note{Act: WasParked, Text: fault})
	return p, parked.put(tx, p)
}

// ParkedUpdates of all times, oldest first.
func (tx *Tx) ParkedUpdates() iter.Seq2[Parked, error] { return parked.each(tx, nil) }

// ParkedUpdate by id.
func (tx *Tx) ParkedUpdate(id ParkedID) (Parked, error) { return parked.get(tx, bkey(id)) }

// Unpark notes that the update was run again with success.
func (tx *Tx) Unpark(p Parked) error {
	p.Done = tx.now
	tx.Note(Note{Act: ParkedAgain, Text: p.Fault})
	return parked.put(tx, p)
}
