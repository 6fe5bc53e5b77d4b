package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// rowsOf is all that a transaction sees of a bucket.
func rowsOf(tx *Tx, name string) map[string]string {
	rows := map[string]string{}
	for k, v := range tx.bucket(name).scan(nil) {
		rows[string(k)] = string(v)
	}
	return rows
}

// agree holds every way of reading a bucket against a map.
func agree(t *testing.T, b *bucket, want map[string]string) {
	t.Helper()
	keys := slices.Sorted(maps.Keys(want))
	var got []string
	for k, v := range b.scan(nil) {
		got = append(got, string(k))
		if want[string(k)] != string(v) {
			t.Fatalf("%q is %q, want %q", k, v, want[string(k)])
		}
	}
	if !slices.Equal(got, keys) {
		t.Fatalf("got %q, want %q", got, keys)
	}
	for n := range 40 {
		key := fmt.Sprintf("k%02d", n)
		v := b.get([]byte(key))
		if w, ok := want[key]; ok != (v != nil) || string(v) != w {
			t.Fatalf("%s is %q, want %q (%v)", key, v, w, ok)
		}
		i, _ := slices.BinarySearch(keys, key)
		last, _ := b.before([]byte(key))
		if i == 0 && last != nil || i > 0 && string(last) != keys[i-1] {
			t.Fatalf("before %s is %q of %q", key, last, keys)
		}
	}
	if last, _ := b.before(nil); len(keys) > 0 && string(last) != keys[len(keys)-1] {
		t.Fatalf("the last is %q of %q", last, keys)
	}
	for _, prefix := range []string{"k0", "k2"} {
		n := 0
		for k := range b.scan([]byte(prefix)) {
			if !bytes.HasPrefix(k, []byte(prefix)) {
				t.Fatalf("%q does not begin with %q", k, prefix)
			}
			n++
		}
		for _, key := range keys {
			if key[:2] == prefix {
				n--
			}
		}
		if n != 0 {
			t.Fatalf("%d rows too many begin with %q", n, prefix)
		}
		i, _ := slices.BinarySearch(keys, prefix+"~")
		last, _ := b.last([]byte(prefix))
		if with := i > 0 && keys[i-1][:2] == prefix; with != (last != nil) || with && string(last) != keys[i-1] {
			t.Fatalf("the last that begins with %s is %q of %q", prefix, last, keys)
		}
	}
}

// Whatever is put and removed in any order, in transactions that commit or
// fail, with settling between: it reads as if it stood in one place.
func TestBucketReadsAsOne(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "duban.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rng, stands, fails := rand.New(rand.NewPCG(7, 8)), map[string]string{}, errors.New("fails")
	for range 300 {
		want := maps.Clone(stands)
		err := s.Update(day, func(tx *Tx) error {
			tx.binder()
			for range 1 + rng.IntN(6) {
				key := fmt.Sprintf("k%02d", rng.IntN(40))
				value := []byte{}
				if rng.IntN(3) > 0 {
					value = fmt.Appendf(value, "%0500d", rng.IntN(1000)) // so that there are many pages
				}
				want[key] = string(value)
				if rng.IntN(3) == 0 {
					value = nil
					delete(want, key)
				}
				if err := tx.put(asksOpen.name, []byte(key), value); err != nil {
					return err
				}
				if rng.IntN(20) == 0 {
					if err := tx.lighten(); err != nil {
						return err
					}
				}
			}
			agree(t, tx.bucket(asksOpen.name), want)
			if rng.IntN(5) == 0 {
				return fails
			}
			return nil
		})
		if err != nil && err != fails {
			t.Fatal(err)
		}
		if err == nil {
			stands = want
		}
		see(t, s, func(tx *Tx) { agree(t, tx.bucket(asksOpen.name), stands) })
	}
}

// A row that is put while a scan is on its way is seen if it lies ahead, one
// that is removed is not, also when the rows are settled meanwhile.
func TestScanSeesWhatIsPutAhead(t *testing.T) {
	for _, settles := range []bool{false, true} {
		s := open(t)
		err := s.Update(day, func(tx *Tx) error {
			name := agenda.name
			for _, key := range []string{"a", "c", "e"} {
				if err := tx.put(name, []byte(key), []byte{}); err != nil {
					return err
				}
			}
			var seen []string
			for k := range tx.bucket(name).scan(nil) {
				seen = append(seen, string(k))
				if string(k) != "c" {
					continue
				}
				err := errors.Join(tx.put(name, []byte("b"), []byte{}), tx.put(name, []byte("d"), []byte{}), tx.put(name, []byte("e"), nil), tx.put(name, []byte("f"), []byte{}))
				if settles {
					err = errors.Join(err, tx.lighten())
				}
				if err != nil {
					return err
				}
			}
			if got := fmt.Sprint(seen); got != "[a c d f]" {
				t.Errorf("settled meanwhile %v: saw %s", settles, got)
			}
			return errors.New("undo it")
		})
		if err == nil {
			t.Error("nothing was undone")
		}
	}
}

// snapshot is the file as a crash at this moment would leave it.
func snapshot(t *testing.T, s *Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crashed.db")
	from, err := os.Open(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	to, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// After a crash every bucket is as it was: what the journal alone had is made
// again, for a reader and for work that goes on.
func TestCrashLosesNothingThatWasNotSettled(t *testing.T) {
	s := lived(t)
	err := s.db.View(func(b *bbolt.Tx) error {
		if got := b.Bucket([]byte(tasks.name)).Stats().KeyN; got != 0 {
			t.Errorf("%d tasks are settled; then this test shows nothing", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]string{}
	see(t, s, func(tx *Tx) {
		for _, name := range bucketNames() {
			want[name] = rowsOf(tx, name)
		}
	})
	path := snapshot(t, s)
	for _, o := range []Options{{ReadOnly: true}, {}} {
		again, err := Open(path, o)
		if err != nil {
			t.Fatal(err)
		}
		see(t, again, func(tx *Tx) {
			for _, name := range bucketNames() {
				if !maps.Equal(rowsOf(tx, name), want[name]) {
					t.Errorf("read only %v: %s is not what it was", o.ReadOnly, name)
				}
			}
		})
		if _, err := again.Verify(t.TempDir()); err != nil {
			t.Errorf("read only %v: %v", o.ReadOnly, err)
		}
		if !o.ReadOnly {
			do(t, again, day, func(tx *Tx) error { _, err := tx.Park([]byte("1"), "after the crash"); return err })
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A file that is closed has all its rows in their buckets.
func TestCloseSettles(t *testing.T) {
	s := lived(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(s.Path(), 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(b *bbolt.Tx) error {
		if settledTill(b) != 5 || b.Bucket([]byte(tasks.name)).Stats().KeyN != 1 || b.Bucket([]byte(outbox.name)).Stats().KeyN != 1 {
			t.Errorf("settled till %d", settledTill(b))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// What is in memory is bounded: a large change settles on its way, and so
// does the last of many small ones.
func TestLayerIsBounded(t *testing.T) {
	const most = 1 << 20
	s := openWith(t, Options{Layer: most})
	within := func(what string) {
		t.Helper()
		see(t, s, func(tx *Tx) {
			if tx.base.size > most {
				t.Errorf("%s: %d bytes are in memory", what, tx.base.size)
			}
		})
	}
	do(t, s, day, func(tx *Tx) error {
		for range 5 {
			if _, err := tx.Park(bytes.Repeat([]byte("1"), most/4), "large"); err != nil {
				return err
			}
		}
		return nil
	})
	within("one large change")
	for range 5 {
		do(t, s, day, func(tx *Tx) error {
			_, err := tx.Park(bytes.Repeat([]byte("1"), most/4), "small")
			return err
		})
	}
	within("small changes")
	see(t, s, func(tx *Tx) {
		if got := len(rowsOf(tx, parked.name)); got != 10 {
			t.Errorf("%d rows of 10", got)
		}
	})
}

// A reader keeps what it saw when it began, however many commits pass by.
func TestReaderKeepsItsView(t *testing.T) {
	s := open(t)
	put := func(n int) {
		do(t, s, day, func(tx *Tx) error { return tx.PutPerson(Person{ID: 7, Name: fmt.Sprint(n)}) })
	}
	put(0)
	err := s.View(day, func(tx *Tx) error {
		for n := 1; n < 10; n++ {
			put(n)
			if n == 5 {
				if err := s.settle(); err != nil {
					return err
				}
			}
		}
		if p, err := tx.Person(7); err != nil || p.Name != "0" {
			t.Errorf("it sees %v, %v", p, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	see(t, s, func(tx *Tx) {
		if p, err := tx.Person(7); err != nil || p.Name != "9" {
			t.Errorf("a new one sees %v, %v", p, err)
		}
	})
}

// A transaction that changes nothing does not touch the file.
func TestNothingChangedFlushesNothing(t *testing.T) {
	s := lived(t)
	before, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(time.Now(), func(tx *Tx) error { _, err := tx.Person(7); return err }); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
	do(t, s, day, func(tx *Tx) error { _, err := tx.Office(); return err })
	if after, err := os.ReadFile(s.Path()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was written to, %v", err)
	}
}

// A transaction may remove every row of many pages and go on looking.
func TestAllRowsRemoved(t *testing.T) {
	s := open(t)
	key := func(n int) []byte { return fmt.Appendf(nil, "k%04d", n) }
	change := func(fn func(tx *Tx, n int) error) {
		do(t, s, day, func(tx *Tx) error {
			for n := range 2000 {
				if err := fn(tx, n); err != nil {
					return err
				}
			}
			if err := tx.lighten(); err != nil {
				return err
			}
			for n := range 2000 {
				k, _ := tx.bucket(asksOpen.name).before(key(n))
				if wrong := k != nil && tx.bucket(asksOpen.name).get(k) == nil; wrong {
					return fmt.Errorf("before %s is %s, which was removed", key(n), k)
				}
			}
			return nil
		})
	}
	change(func(tx *Tx, n int) error { return tx.put(asksOpen.name, key(n), []byte{}) })
	change(func(tx *Tx, n int) error { return tx.put(asksOpen.name, key(n), nil) })
	err := s.View(day, func(tx *Tx) error {
		if k, _ := tx.bucket(asksOpen.name).before(nil); k != nil {
			return fmt.Errorf("%s is still there", k)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
