package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// packedStore has a journal of one short entry, 2 to 41 in a packed row, and
// another short one.
func packedStore(t *testing.T) *Store {
	t.Helper()
	s := open(t)
	packEntries(t, s)
	return s
}

func packEntries(t *testing.T, s *Store) {
	t.Helper()
	put := func(from, till int) error {
		return s.Update(day, func(tx *Tx) error {
			for n := from; n <= till; n++ {
				err := tx.As(By{Actor: ByDuban, Cause: "test"}, func() error {
					return tx.PutPerson(Person{ID: PersonID(n), Name: fmt.Sprint("name ", n, strings.Repeat(" and more", 20))})
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := errors.Join(put(1, 1), put(2, 41), put(42, 42)); err != nil {
		t.Fatal(err)
	}
}

// editRow lets edit change the row of the journal that begins with entry 2.
func editRow(t *testing.T, s *Store, edit func(value []byte) []byte) {
	t.Helper()
	err := s.db.Update(func(b *bbolt.Tx) error {
		j := b.Bucket([]byte(journalBucket))
		key, value := j.Cursor().Seek(bkey(uint64(2)))
		key, value = bytes.Clone(key), bytes.Clone(value)
		if len(key) != 16 || lastIn(key) != 41 {
			return fmt.Errorf("the row is %x", key)
		}
		return j.Put(key, edit(value))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func causes(t *testing.T, s *Store) (n int) {
	t.Helper()
	see(t, s, func(tx *Tx) {
		for e, err := range tx.Entries(1) {
			if n++; err != nil || e.Seq != uint64(n) {
				t.Fatalf("entry %d is %d, %v", n, e.Seq, err)
			}
		}
	})
	return n
}

func TestManyEntriesArePacked(t *testing.T) {
	s := packedStore(t)
	editRow(t, s, func(value []byte) []byte {
		whole, err := unpacked(value)
		if err != nil || len(value)*2 > len(whole) {
			t.Errorf("%d bytes became %d, %v", len(whole), len(value), err)
		}
		return value
	})
	if n := causes(t, s); n != 42 {
		t.Errorf("%d entries, want 42", n)
	}
	if n, err := s.Verify(t.TempDir()); n != 42 || err != nil {
		t.Errorf("verified %d, %v", n, err)
	}
}

// Earlier versions left long blocks as they are.
func TestLongBlocksNeedNotBePacked(t *testing.T) {
	s := packedStore(t)
	editRow(t, s, func(value []byte) []byte {
		whole, err := unpacked(value)
		if err != nil {
			t.Fatal(err)
		}
		return whole
	})
	if n := causes(t, s); n != 42 {
		t.Errorf("%d entries, want 42", n)
	}
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
}

// No byte of a packed row can be changed, and none be missing, without the
// entry being named, or the first that can't be read for it.
func TestVerifyFindsEveryChangeOfAPackedRow(t *testing.T) {
	s := packedStore(t)
	var good []byte
	editRow(t, s, func(value []byte) []byte { good = bytes.Clone(value); return value })
	rng := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		bad, at := bytes.Clone(good), rng.IntN(len(good))
		if bad[at] ^= 1 << rng.IntN(8); rng.IntN(4) == 0 {
			bad = good[:at]
		}
		editRow(t, s, func([]byte) []byte { return bad })
		_, err := s.Verify(t.TempDir())
		var f Fault
		if !errors.As(err, &f) || f.Entry < 2 || f.Entry > 42 {
			t.Errorf("byte %d of %d: %v", at, len(good), err)
		}
	}
	editRow(t, s, func([]byte) []byte { return good })
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
}

// Nothing is written behind an end that can't be read.
func TestNothingFollowsABrokenEnd(t *testing.T) {
	s, err := Open(t.TempDir()+"/duban.db", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	packEntries(t, s)
	err = s.db.Update(func(b *bbolt.Tx) error { return b.Bucket([]byte(journalBucket)).Delete(bkey(uint64(42))) })
	if err != nil {
		t.Fatal(err)
	}
	editRow(t, s, func(value []byte) []byte { return value[:len(value)/2] })
	err = s.Update(day, func(tx *Tx) error {
		return tx.As(By{Actor: ByDuban, Cause: "test"}, func() error { return tx.PutPerson(Person{ID: 99, Name: "x"}) })
	})
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if err := s.Update(day, func(*Tx) error { return nil }); !errors.Is(err, ErrDamaged) {
		t.Errorf("then %v", err)
	}
}

// What a row says of its length is not believed.
func TestUnpackedRefusesWhatIsTooLong(t *testing.T) {
	for _, value := range [][]byte{{packedMark}, {packedMark, 0xff, 0xff, 0xff, 0xff, 0x0f}, {packedMark, 0x80}} {
		if got, err := unpacked(value); err == nil {
			t.Errorf("%x became %d bytes", value, len(got))
		}
	}
}
