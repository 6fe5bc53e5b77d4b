package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// However entries came together, each is found by its number, in the
// transaction that writes it and in those after it.
func TestEntriesByNumber(t *testing.T) {
	s := open(t)
	last := uint64(0)
	look := func(tx *Tx) error {
		if got := tx.LastEntry(); got != last {
			return fmt.Errorf("the last entry is %d, want %d", got, last)
		}
		for from := uint64(1); from <= last+1; from++ {
			var got []uint64
			for e, err := range tx.Entries(from) {
				if err != nil {
					return err
				}
				got = append(got, e.Seq)
			}
			if n := last + 1 - from; uint64(len(got)) != n || n > 0 && (got[0] != from || got[n-1] != last || !slices.IsSorted(got)) {
				return fmt.Errorf("from %d of %d: %d", from, last, got)
			}
			e, err := tx.Entry(from)
			if (from > last) != (err != nil) || err == nil && (e.Seq != from || e.Cause != fmt.Sprint("cause ", from)) {
				return fmt.Errorf("entry %d of %d is %d %q, %v", from, last, e.Seq, e.Cause, err)
			}
		}
		return nil
	}
	long := strings.Repeat("长", blockSize/12) // a few fill a block
	for _, entries := range []int{1, 3, 1, 1, 7, 2} {
		err := s.Update(day, func(tx *Tx) error {
			for range entries {
				err := tx.As(By{Actor: ByDuban, Cause: fmt.Sprint("cause ", last+1)}, func() error {
					return tx.PutPerson(Person{ID: PersonID(last + 1), Name: long})
				})
				if last++; err != nil {
					return err
				}
			}
			return look(tx)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.View(day, look); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
}
