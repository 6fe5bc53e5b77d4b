package store

import (
	"errors"
	"iter"
)

// Programme is one list of tasks: the year's work report, the livelihood projects.
type Programme struct {
	ID      ProgrammeID `json:"id"`
	Name    string      `json:"name"`
	NameEN  string      `json:"name_en,omitempty"`
	Cadence string      `json:"cadence,omitempty"` // cron text; empty is the office's
	Pause   *Pause      `json:"pause,omitempty"`
}

// Validate refuses a programme without id or name.
func (p Programme) Validate() error {
	if p.ID == 0 || p.Name == "" {
		return errors.New("a programme needs an id and a name")
	}
	return nil
}

// Named reports whether the programme has the name, in either language.
func (p Programme) Named(name string) bool {
	return Fold(name) == Fold(p.Name) || Fold(name) == Fold(p.NameEN)
}

var (
	programmeByName = &index{"programme_by_name"}
	programmes      = &table[Programme]{
		name: "programmes",
		keep: true,
		own:  func(p Programme) Programme { p.Pause = another(p.Pause); return p },
		key:  func(p *Programme) []byte { return bkey(p.ID) },
		rows: func(p *Programme) (rows []row) {
			for _, name := range []string{p.Name, p.NameEN} {
				if name != "" {
					rows = append(rows, row{programmeByName, []byte(Fold(name)), bkey(p.ID)})
				}
			}
			return rows
		},
	}
)

// Programme by id.
func (tx *Tx) Programme(id ProgrammeID) (Programme, error) { return programmes.get(tx, bkey(id)) }

// ProgrammeNamed finds a programme by either of its names, whatever the case.
func (tx *Tx) ProgrammeNamed(name string) (Programme, error) {
	return programmes.get(tx, programmeByName.value(tx, []byte(Fold(name))))
}

// Programmes in the order they were made.
func (tx *Tx) Programmes() iter.Seq2[Programme, error] { return programmes.each(tx, nil) }

// PutProgramme makes a programme (ID 0) or writes a new state of one.
func (tx *Tx) PutProgramme(p Programme) (Programme, error) {
	act := ProgrammeChanged
	if p.ID == 0 {
		p.ID, act = ProgrammeID(programmes.next(tx)), ProgrammeMade
	}
	tx.Note(Note{Act: act, Text: p.Name})
	return p, programmes.put(tx, p)
}

// ChangeProgramme writes a new state of a programme; text says for people what
// changed. It stands on the note's second line, the name on the first.
func (tx *Tx) ChangeProgramme(p Programme, text string) error {
	tx.Note(Note{Act: ProgrammeChanged, Text: p.Name + "\n" + text})
	return programmes.put(tx, p)
}
