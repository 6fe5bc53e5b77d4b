package store

import (
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// A file of an older version has no rows in an index that is new: opening it
// writes them, and the file is then what its journal says.
func TestOlderFileGetsTheRowsOfNewIndexes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "duban.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	u, task := park(t, s)
	do(t, s, day, func(tx *Tx) error {
		_, err := tx.AddDoubt(Doubt{Person: 7, Unit: u.ID, Task: task.ID, Kind: "lower", Clause: "3个", Album: "a"})
		return err
	})
	if err := s.settle(); err != nil {
		t.Fatal(err)
	}
	err = s.db.Update(func(b *bbolt.Tx) error {
		for _, ix := range []*index{doubtsOpen, doubtsByTask, doubtsByAlbum} {
			if err := b.DeleteBucket([]byte(ix.name)); err != nil {
				return err
			}
		}
		return b.Bucket([]byte(metaBucket)).Put(versionKey, bkey(uint64(1)))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
	see(t, s, func(tx *Tx) {
		if d, ok, err := tx.AlbumDoubt("a"); !ok || err != nil || d.Clause != "3个" {
			t.Errorf("the album's doubt is %+v, %v, %v", d, ok, err)
		}
	})
}

// Evidence alone moves no standing and answers no ask.
func TestEvidenceAloneIsNoAnswer(t *testing.T) {
	s := open(t)
	u, task := park(t, s)
	do(t, s, day, func(tx *Tx) error {
		_, err := tx.PutAsk(Ask{Unit: u.ID, Period: "p", State: AskOpen, NextStep: day, Lines: []AskLine{{Number: 1, Task: task.ID, State: AskOpen}}}, Asked, "")
		return err
	})
	do(t, s, day, func(tx *Tx) error {
		r, added, err := tx.AddReport(Report{Task: task.ID, Unit: u.ID, By: 7, State: Counts, Attached: true})
		if err != nil || !added {
			t.Errorf("added %v, %v", added, err)
		}
		return tx.AddEvidence(Evidence{Task: r.Task, Version: r.Version, By: 7, FileID: "f"})
	})
	see(t, s, func(tx *Tx) {
		a, err := tx.AskIn(u.ID, "p")
		if err != nil || a.Left() != 1 {
			t.Errorf("%d lines left, %v", a.Left(), err)
		}
		if got, err := tx.Task(task.ID); err != nil || got.Standing.Version != 0 {
			t.Errorf("the standing is %+v, %v", got.Standing, err)
		}
	})
}
