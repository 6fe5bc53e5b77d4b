package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// wide is a closed file, its pages and what kind each of them is.
func wide(t *testing.T) (path string, pages []byte, kinds []string) {
	t.Helper()
	s := lived(t)
	for range 12 {
		do(t, s, day, func(tx *Tx) error {
			_, err := tx.Park(bytes.Repeat([]byte("1"), 1500), "a row that fills a page")
			return err
		})
	}
	err := s.db.View(func(b *bbolt.Tx) error {
		for id := 0; ; id++ {
			p, err := b.Page(id)
			if p == nil || err != nil {
				return err
			}
			kinds = append(kinds, p.Type)
		}
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	pages, err = os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	return s.Path(), pages[:len(kinds)*os.Getpagesize()], kinds
}

// broken opens a copy of the file with other content, reads and changes it,
// and returns what that says.
func broken(t *testing.T, content []byte) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "broken.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if _, err := s.Verify(t.TempDir()); err != nil {
		return err
	}
	return try(s, day, func(tx *Tx) error { _, err := tx.Park([]byte("1"), "x"); return err })
}

// Every page in use is broken in turn, in several ways: nothing crashes, and
// it is said that the file is damaged, or which record is.
func TestBrokenPagesAreSaid(t *testing.T) {
	_, good, kinds := wide(t)
	size, rng, tried := os.Getpagesize(), rand.New(rand.NewPCG(1, 2)), 0
	for id := 2; id < len(kinds); id++ {
		if kinds[id] == "free" {
			continue
		}
		tried++
		for name, spoil := range map[string]func(page []byte){
			"zeroes":      func(page []byte) { clear(page) },
			"noise":       func(page []byte) { fill(rng, page) },
			"noisy head":  func(page []byte) { fill(rng, page[8:16]) },
			"noisy table": func(page []byte) { fill(rng, page[16:48]) },
		} {
			bad := bytes.Clone(good)
			spoil(bad[id*size : (id+1)*size])
			err := broken(t, bad)
			var f Fault
			if !errors.Is(err, ErrDamaged) && !errors.As(err, &f) {
				t.Errorf("page %d (%s), %s: %v", id, kinds[id], name, err)
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d pages were tried", tried)
	}
}

func fill(rng *rand.Rand, b []byte) {
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
}

// A copy that was cut off anywhere is refused, and is not put in place of a
// good file.
func TestCutOffFilesAreRefused(t *testing.T) {
	path, good, kinds := wide(t)
	for pages := range kinds {
		if err := broken(t, good[:pages*os.Getpagesize()]); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d of %d pages: %v", pages, len(kinds), err)
		}
	}
	bad := filepath.Join(t.TempDir(), "cut.db")
	if err := os.WriteFile(bad, good[:len(kinds)/2*os.Getpagesize()], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(bad, path, ".before"); !errors.Is(err, ErrDamaged) {
		t.Errorf("it was restored: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(now, good) {
		t.Errorf("the good file was touched: %v", err)
	}
}

// A panic of the caller's own is the caller's: only what the file did is an error.
func TestOtherPanicsPass(t *testing.T) {
	s := open(t)
	defer func() {
		if recover() == nil {
			t.Error("the panic was swallowed")
		}
		do(t, s, day, func(tx *Tx) error { _, err := tx.Park([]byte("1"), "after it"); return err })
	}()
	try(s, day, func(*Tx) error { panic("the caller fails") })
}
