package store

import (
	"errors"
	"iter"
	"time"
)

// Instruction (批示) is what a leader writes to a unit.
type Instruction struct {
	ID     InstructionID `json:"id"`
	Unit   UnitID        `json:"unit"`
	Task   TaskID        `json:"task,omitempty"`
	By     PersonID      `json:"by"`
	At     time.Time     `json:"at"`
	Text   string        `json:"text"`
	ReadBy PersonID      `json:"read_by,omitempty"`
	ReadAt time.Time     `json:"read_at,omitzero"`
}

// Validate reports every fault of the record at once.
func (i Instruction) Validate() error {
	if i.ID == 0 || i.Unit == 0 || i.Text == "" {
		return errors.New("an instruction needs an id, a unit and a text")
	}
	return nil
}

var (
	instructionsByUnit = &index{"instructions_by_unit"}
	instructions       = &table[Instruction]{
		name: "instructions",
		key:  func(i *Instruction) []byte { return bkey(i.ID) },
		rows: func(i *Instruction) []row {
			return []row{{instructionsByUnit, bkey(uint64(i.Unit), uint64(i.ID)), nil}}
		},
	}
)

// InstructionsTo a unit, oldest first.
func (tx *Tx) InstructionsTo(u UnitID) iter.Seq2[Instruction, error] {
	return follow(tx, instructionsByUnit, bkey(u), instructions)
}

// Instruct records an instruction.
func (tx *Tx) Instruct(i Instruction) (Instruction, error) {
	i.ID, i.At = InstructionID(instructions.next(tx)), tx.now
	tx.Note(Note{Act: Instructed, Unit: i.Unit, Task: i.Task, Text: i.Text})
	return i, instructions.put(tx, i)
}

// ReadInstruction notes the first time that somebody of the unit said "seen".
func (tx *Tx) ReadInstruction(id InstructionID, by PersonID) (Instruction, bool, error) {
	i, err := instructions.get(tx, bkey(id))
	if err != nil || i.ReadBy != 0 {
		return i, false, err
	}
	i.ReadBy, i.ReadAt = by, tx.now
	tx.Note(Note{Act: InstructionRead, Unit: i.Unit, Task: i.Task})
	return i, true, instructions.put(tx, i)
}
