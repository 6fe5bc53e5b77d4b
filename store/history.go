package store

import "slices"

// Remark is a note with who, when and in which entry.
type Remark struct {
	Note
	Entry uint64
	Head  Entry // without the raw update and the changes
}

// TaskHistory is what was noted about a task, newest first, n at most.
func (tx *Tx) TaskHistory(t TaskID, n int) ([]Remark, error) {
	return tx.remarks(entriesOf(tx, notesByTask, uint64(t)), n, func(note Note) bool { return note.Task == t })
}

// UnitHistory is what was noted about a unit and about its part in tasks,
// newest first, n at most.
func (tx *Tx) UnitHistory(u UnitID, n int) ([]Remark, error) {
	seqs := entriesOf(tx, notesByUnit, uint64(u))
	for _, part := range []Part{Leads, Supports} {
		for id := range tx.TaskIDsOf(u, part) {
			seqs = append(seqs, entriesOf(tx, notesByTask, uint64(id))...)
		}
	}
	slices.Sort(seqs)
	return tx.remarks(slices.Compact(seqs), n, func(note Note) bool { return note.Unit == u })
}

// History is what was noted at all, newest first, n at most.
func (tx *Tx) History(n int) ([]Remark, error) {
	var all []Remark
	for seq := tx.LastEntry(); seq > 0 && len(all) < n; seq-- {
		found, err := tx.remarksOf(seq, func(Note) bool { return true })
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all[:min(n, len(all))], nil
}

// lastRemark is the newest note about a task whose act is one of these.
func (tx *Tx) lastRemark(t TaskID, acts ...Act) (Remark, bool, error) {
	seqs := entriesOf(tx, notesByTask, uint64(t))
	found, err := tx.remarks(seqs, 1, func(n Note) bool { return n.Task == t && slices.Contains(acts, n.Act) })
	if err != nil || len(found) == 0 {
		return Remark{}, false, err
	}
	return found[0], true, nil
}

// entriesOf are the entries of the journal that an index has under an id.
func entriesOf(tx *Tx, ix *index, id uint64) []uint64 {
	var seqs []uint64
	for key := range ix.keys(tx, bkey(id)) {
		seqs = append(seqs, unkey(key[8:]))
	}
	return seqs
}

func (tx *Tx) remarks(seqs []uint64, n int, mine func(Note) bool) ([]Remark, error) {
	var all []Remark
	for i := len(seqs) - 1; i >= 0 && len(all) < n; i-- {
		found, err := tx.remarksOf(seqs[i], mine)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all[:min(n, len(all))], nil
}

// remarksOf an entry, its last note first.
func (tx *Tx) remarksOf(seq uint64, mine func(Note) bool) ([]Remark, error) {
	e, err := tx.Entry(seq)
	if err != nil {
		return nil, err
	}
	head := e
	head.Raw, head.Set, head.Notes = nil, nil, nil
	var all []Remark
	for i := len(e.Notes) - 1; i >= 0; i-- {
		if mine(e.Notes[i]) {
			all = append(all, Remark{Note: e.Notes[i], Entry: seq, Head: head})
		}
	}
	return all, nil
}
