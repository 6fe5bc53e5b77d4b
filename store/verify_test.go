package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"go.etcd.io/bbolt"
)

// lived is a file in which something of each kind has happened.
func lived(t *testing.T) *Store {
	s, err := Open(t.TempDir()+"/duban.db", Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	u, task := park(t, s)
	do(t, s, day, func(tx *Tx) error { _, err := tx.Acknowledge(task.ID, u.ID, 7); return err })
	do(t, s, day, func(tx *Tx) error {
		_, err := tx.PutAsk(Ask{Unit: u.ID, Period: "2025-08-25T09:00", State: AskOpen, NextStep: day, Lines: []AskLine{{Number: 1, Task: task.ID, State: AskOpen}}}, Asked, "")
		return err
	})
	do(t, s, day, func(tx *Tx) error {
		_, _, err := tx.AddReport(Report{Task: task.ID, Unit: u.ID, By: 7, State: Counts, Claim: OnTrack, Values: []Value{{Amount: dec("3")}}})
		return err
	})
	do(t, s, day, func(tx *Tx) error {
		_, _, err := tx.Queue(Message{Key: "k", To: Place{Chat: 7}, Text: "x"})
		return err
	})
	return s
}

func TestVerifyFindsNothingWrongWithAGoodFile(t *testing.T) {
	s := lived(t)
	entries, err := s.Verify(t.TempDir())
	if err != nil || entries != 5 {
		t.Fatalf("%d entries, %v", entries, err)
	}
}

// Every bucket but the journal's own bookkeeping is damaged in turn: Verify
// has to find each.
func TestVerifyFindsEveryTamperedBucket(t *testing.T) {
	for _, name := range bucketNames() {
		if name == metaBucket || name == journalBucket {
			continue
		}
		s := lived(t)
		err := s.db.Update(func(b *bbolt.Tx) error { return b.Bucket([]byte(name)).Put([]byte("stray"), []byte("{}")) })
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Verify(t.TempDir())
		var f Fault
		if !errors.As(err, &f) || f.Bucket != name {
			t.Errorf("a stray row in %s: %v", name, err)
		}
	}
}

func TestVerifyNamesTheFirstBadEntry(t *testing.T) {
	change := func(seq uint64, edit func([]byte) []byte) func(*bbolt.Bucket) error {
		return func(j *bbolt.Bucket) error {
			value := bytes.Clone(j.Get(bkey(seq)))
			return j.Put(bkey(seq), edit(value))
		}
	}
	for name, c := range map[string]struct {
		do   func(*bbolt.Bucket) error
		want uint64
	}{
		"a word changed": {change(2, func(v []byte) []byte { return bytes.Replace(v, []byte("test"), []byte("tost"), 1) }), 2},
		"a hash changed": {change(3, func(v []byte) []byte { v[0] ^= 1; return v }), 3},
		"not JSON":       {change(4, func(v []byte) []byte { v[len(v)-1] = 'x'; return v }), 4},
		"cut short":      {change(5, func(v []byte) []byte { return v[:10] }), 5},
		"left out":       {func(j *bbolt.Bucket) error { return j.Delete(bkey(uint64(3))) }, 3},
		"put in between": {func(j *bbolt.Bucket) error { return j.Put(append(bkey(uint64(3)), 0), j.Get(bkey(uint64(3)))) }, 4},
		"the first gone": {func(j *bbolt.Bucket) error { return j.Delete(bkey(uint64(1))) }, 1},
	} {
		s := lived(t)
		if err := s.db.Update(func(b *bbolt.Tx) error { return c.do(b.Bucket([]byte(journalBucket))) }); err != nil {
			t.Fatal(err)
		}
		_, err := s.Verify(t.TempDir())
		var f Fault
		if !errors.As(err, &f) || f.Entry != c.want {
			t.Errorf("%s: %v, want entry %d", name, err, c.want)
		}
	}
}

// Entries that share a row are as safe as those that are alone.
func TestVerifyNamesTheFirstBadEntryOfABlock(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(key, value []byte) ([]byte, []byte)
		want uint64
	}{
		"nothing":        {func(k, v []byte) ([]byte, []byte) { return k, v }, 0},
		"a word changed": {func(k, v []byte) ([]byte, []byte) { return k, bytes.Replace(v, []byte("name 4"), []byte("name 5"), 1) }, 4},
		"a length":       {func(k, v []byte) ([]byte, []byte) { v[3]++; return k, v }, 2},
		"cut short":      {func(k, v []byte) ([]byte, []byte) { return k, v[:len(v)-1] }, 6},
		"cut in half":    {func(k, v []byte) ([]byte, []byte) { return k, v[:len(v)/2] }, 4},
		"one too many":   {func(k, v []byte) ([]byte, []byte) { k[15]++; return k, v }, 7},
		"one too few":    {func(k, v []byte) ([]byte, []byte) { k[15]--; return k, v }, 5},
		"another number": {func(k, v []byte) ([]byte, []byte) { k[7]++; return k, v }, 2},
		"a strange key":  {func(k, v []byte) ([]byte, []byte) { return k[:9], v }, 2},
	} {
		s, err := Open(t.TempDir()+"/duban.db", Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		do(t, s, day, func(tx *Tx) error { return tx.PutPerson(Person{ID: 1, Name: "name 1"}) })
		err = s.Update(day, func(tx *Tx) error {
			for n := 2; n <= 6; n++ {
				err := tx.As(By{Actor: ByDuban, Cause: "test"}, func() error {
					return tx.PutPerson(Person{ID: PersonID(n), Name: fmt.Sprint("name ", n)})
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		err = s.db.Update(func(b *bbolt.Tx) error {
			j := b.Bucket([]byte(journalBucket))
			key, value := j.Cursor().Last()
			key, value = bytes.Clone(key), bytes.Clone(value)
			if err := j.Delete(key); err != nil {
				return err
			}
			return j.Put(c.edit(key, value))
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Verify(t.TempDir())
		var f Fault
		if errors.As(err, &f); f.Entry != c.want {
			t.Errorf("%s: %v, want entry %d", name, err, c.want)
		}
	}
}

// The last entry can be cut off without a trace in the chain; what it changed
// is still in the buckets, and that shows.
func TestVerifyFindsACutOffEnd(t *testing.T) {
	s := lived(t)
	err := s.db.Update(func(b *bbolt.Tx) error { return b.Bucket([]byte(journalBucket)).Delete(bkey(uint64(5))) })
	if err != nil {
		t.Fatal(err)
	}
	var f Fault
	if _, err := s.Verify(t.TempDir()); !errors.As(err, &f) {
		t.Errorf("got %v", err)
	}
}

func TestChangeOutsideAnEntryIsRefused(t *testing.T) {
	s := open(t)
	err := s.Update(day, func(tx *Tx) error { _, err := tx.PutUnit(Unit{Code: "A", Name: "a"}); return err })
	if err == nil {
		t.Fatal("a change outside a journal entry was taken")
	}
}

// However often one cause changes a record, its entry has it once, as it
// stands at the end, and behind what was changed before that.
func TestEntryHasEachRecordOnce(t *testing.T) {
	s := open(t)
	do(t, s, day, func(tx *Tx) error {
		return errors.Join(tx.PutPerson(Person{ID: 1, Name: "a"}), tx.PutPerson(Person{ID: 2, Name: "b"}), tx.PutPerson(Person{ID: 1, Name: "c"}))
	})
	do(t, s, day, func(tx *Tx) error { return tx.PutPerson(Person{ID: 1, Name: "d"}) })
	var got []string
	see(t, s, func(tx *Tx) {
		for e, err := range tx.Entries(1) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range e.Set {
				var p Person
				if err := json.Unmarshal(c.Value, &p); err != nil {
					t.Fatal(err)
				}
				got = append(got, fmt.Sprint(e.Seq, p.Name))
			}
		}
	})
	if want := []string{"1b", "1c", "2d"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
