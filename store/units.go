package store

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"duban/schedule"
)

// Pause says since when and why something is not asked about.
type Pause struct {
	Since  time.Time `json:"since"`
	Reason string    `json:"reason"` // shown by /why
	By     Actor     `json:"by"`
}

// Place is a chat, or one topic of it.
type Place struct {
	Chat   ChatID `json:"chat,omitempty"`
	Thread int    `json:"thread,omitempty"` // 0 outside topics and in General
}

// Unit is a responsible organisation: a bureau, a street office.
type Unit struct {
	ID      UnitID         `json:"id"`
	Code    string         `json:"code"` // short and stable: ZJW
	Name    string         `json:"name"` // as on paper: 区住房城乡建设委
	NameEN  string         `json:"name_en,omitempty"`
	Short   string         `json:"short,omitempty"`    // for buttons and pictures
	Lang    string         `json:"lang,omitempty"`     // zh, en; empty is the office's
	Group   Place          `json:"group,omitzero"`     // where the unit is asked, if not in its contact's own chat
	Lost    Reach          `json:"lost,omitzero"`      // why and since when the group can't be written to
	SignOff bool           `json:"sign_off,omitempty"` // the leader signs a report before it counts
	SeatB   *schedule.Wait `json:"seat_b,omitempty"`   // nil is the office's
	Pause   *Pause         `json:"pause,omitempty"`
}

// Validate reports every fault of the record at once.
func (u Unit) Validate() error {
	var faults []error
	if u.ID == 0 {
		faults = append(faults, errors.New("a unit needs an id"))
	}
	if u.Code == "" || u.Name == "" {
		faults = append(faults, errors.New("a unit needs a code and a name"))
	}
	return errors.Join(faults...)
}

var (
	unitByName = &index{"unit_by_name"}
	units      = &table[Unit]{
		name: "units",
		keep: true,
		who:  true,
		own:  func(u Unit) Unit { u.Pause, u.SeatB = another(u.Pause), another(u.SeatB); return u },
		key:  func(u *Unit) []byte { return bkey(u.ID) },
		rows: func(u *Unit) []row {
			var rows []row
			for _, name := range []string{u.Code, u.Name, u.NameEN, u.Short} {
				if name != "" {
					rows = append(rows, row{unitByName, []byte(Fold(name)), bkey(u.ID)})
				}
			}
			return rows
		},
	}
)

// Unit by id.
func (tx *Tx) Unit(id UnitID) (Unit, error) { return units.get(tx, bkey(id)) }

// UnitNamed finds a unit by its code or any of its names, whatever the case.
func (tx *Tx) UnitNamed(name string) (Unit, error) {
	return units.get(tx, unitByName.value(tx, []byte(Fold(name))))
}

// Units in the order they were made.
func (tx *Tx) Units() iter.Seq2[Unit, error] { return units.each(tx, nil) }

// PutUnit makes a unit (ID 0) or writes it as a list has it.
func (tx *Tx) PutUnit(u Unit) (Unit, error) {
	act := UnitChanged
	if u.ID == 0 {
		u.ID, act = UnitID(units.next(tx)), UnitMade
	}
	tx.Note(Note{Act: act, Unit: u.ID, Text: u.Name})
	return u, units.put(tx, u)
}

// ChangeUnit writes a new state of a unit; text says for people what changed.
func (tx *Tx) ChangeUnit(u Unit, text string) error {
	tx.Note(Note{Act: UnitChanged, Unit: u.ID, Text: text})
	return units.put(tx, u)
}

// PutGroupReach notes that the unit's group can't be written to, or can again.
func (tx *Tx) PutGroupReach(u Unit, r Reach) error {
	act, text := ReachableAgain, ""
	if r.Unreachable {
		act, text = Unreachable, FactUnreachable.With(r.Reason)
	}
	tx.Note(Note{Act: act, Unit: u.ID, Text: text})
	u.Lost = r
	return units.put(tx, u)
}

// UnitFor finds a unit by name or makes it, with a code of its own.
func (tx *Tx) UnitFor(name string) (UnitID, error) {
	if u, err := tx.UnitNamed(name); err == nil {
		return u.ID, nil
	}
	u, err := tx.PutUnit(Unit{Code: fmt.Sprintf("U%d", units.next(tx)), Name: strings.TrimSpace(name)})
	return u.ID, err
}
