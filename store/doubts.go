package store

import (
	"encoding/json"
	"errors"
	"iter"
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
	Files    []Evidence      `json:"files,omitempty"`    // what came with the words; without a report yet
	Album    string          `json:"album,omitempty"`    // Telegram's, of the files
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

var (
	doubtsOpen    = &index{"doubts_open"}
	doubtsByTask  = &index{"doubts_by_task"}
	doubtsByAlbum = &index{"doubts_by_album"}
	doubts        = &table[Doubt]{
		name: "doubts",
		key:  func(d *Doubt) []byte { return bkey(d.ID) },
		rows: doubtRows,
	}
)

func doubtRows(d *Doubt) []row {
	var rows []row
	if d.Task != 0 {
		rows = append(rows, row{doubtsByTask, bkey(uint64(d.Task), uint64(d.ID)), nil})
	}
	if d.Settled.IsZero() {
		rows = append(rows, row{doubtsOpen, bkey(uint64(d.Unit), uint64(d.ID)), nil})
		if d.Album != "" {
			rows = append(rows, row{doubtsByAlbum, []byte(d.Album), bkey(d.ID)})
		}
	}
	return rows
}

// Doubt by id.
func (tx *Tx) Doubt(id DoubtID) (Doubt, error) { return doubts.get(tx, bkey(id)) }

// OpenDoubts are what was asked back of a unit and not answered, oldest first.
func (tx *Tx) OpenDoubts(u UnitID) iter.Seq2[Doubt, error] {
	return follow(tx, doubtsOpen, bkey(u), doubts)
}

// DoubtsAbout are what was ever asked back about a task, oldest first.
func (tx *Tx) DoubtsAbout(t TaskID) iter.Seq2[Doubt, error] {
	return follow(tx, doubtsByTask, bkey(t), doubts)
}

// AlbumDoubt is the open one that keeps files of the album; false if none does.
func (tx *Tx) AlbumDoubt(album string) (Doubt, bool, error) {
	id := doubtsByAlbum.value(tx, []byte(album))
	if id == nil {
		return Doubt{}, false, nil
	}
	d, err := doubts.get(tx, id)
	return d, err == nil, err
}

// PutDoubt writes an open one's new state.
func (tx *Tx) PutDoubt(d Doubt) error { return doubts.put(tx, d) }

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
