package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"duban/schedule"

	"go.etcd.io/bbolt"
)

var day = time.Date(2025, 8, 22, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

// open makes a store on a temp file. At the end of every test the file is
// verified: pages, chain, and all buckets against the journal.
func open(t testing.TB) *Store { return openWith(t, Options{}) }

func openWith(t testing.TB, o Options) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "duban.db"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.Verify(t.TempDir()); err != nil && !t.Failed() {
			t.Errorf("at the end of the test: %v", err)
		}
		s.Close()
	})
	return s
}

// do runs one cause in a transaction of its own.
func do(t testing.TB, s *Store, now time.Time, fn func(*Tx) error) {
	t.Helper()
	if err := try(s, now, fn); err != nil {
		t.Fatal(err)
	}
}

func try(s *Store, now time.Time, fn func(*Tx) error) error {
	return s.Update(now, func(tx *Tx) error {
		return tx.As(By{Actor: ByPerson(7), Cause: "test"}, func() error { return fn(tx) })
	})
}

func see(t testing.TB, s *Store, fn func(*Tx)) {
	t.Helper()
	if err := s.View(day, func(tx *Tx) error { fn(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

func dec(s string) schedule.Decimal {
	d, err := schedule.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

// park is a unit with a contact and one task: six pocket parks.
func park(t testing.TB, s *Store) (Unit, Task) {
	t.Helper()
	var u Unit
	var task Task
	do(t, s, day, func(tx *Tx) (err error) {
		if u, err = tx.PutUnit(Unit{Code: "CGW", Name: "区城市管理委", Short: "城管委"}); err != nil {
			return err
		}
		p, err := tx.PutProgramme(Programme{Name: "20项民心工程"})
		if err != nil {
			return err
		}
		task, err = tx.PutTask(Task{
			Code: "HD25-086", Programme: p.ID, Title: "新建口袋公园", Lead: u.ID, State: Draft,
			Targets: []schedule.Target{{Kind: schedule.Exact, Low: dec("6"), Measure: "个"}},
			Start:   day.AddDate(0, -7, 0), Due: day.AddDate(0, 4, 0),
		}, TaskMade, "")
		if err != nil {
			return err
		}
		_, err = tx.Assign(task)
		return err
	})
	see(t, s, func(tx *Tx) { task, _ = tx.Task(task.ID) })
	return u, task
}

func TestSecondProcessIsToldThatTheFileIsInUse(t *testing.T) {
	s := open(t)
	began := make(chan error, 1)
	go func() {
		_, err := Open(s.Path(), Options{LockTimeout: 50 * time.Millisecond})
		began <- err
	}()
	if err := <-began; !errors.Is(err, ErrLocked) {
		t.Fatalf("got %v", err)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.db")
	s, err := Open(good, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.db")
	db, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"empty":              {},
		"text":               []byte("not a database at all, but long enough to look at"),
		"both metas broken":  append(bytes.Repeat([]byte{0xff}, 2*os.Getpagesize()), content[2*os.Getpagesize():]...),
		"somebody else's db": theirs,
	} {
		path := filepath.Join(t.TempDir(), "bad.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path, Options{}); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: got %v", name, err)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
			t.Errorf("%s: the file was changed by the attempt to open it", name)
		}
	}
}

func TestFileOfNewerVersionIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = s.db.Update(func(b *bbolt.Tx) error {
		return b.Bucket([]byte(metaBucket)).Put(versionKey, bkey(uint64(len(migrations())+1)))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrNewer) {
		t.Fatalf("got %v", err)
	}
}

// A power cut in the middle of the first creation leaves a file under another
// name; the next start makes a good one.
func TestFirstCreationSurvivesAPowerCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "duban.db")
	if err := os.WriteFile(path+".new", []byte("half of a fi"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(path + ".new"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the half file is still there: %v", err)
	}
}

func TestFullFileLeavesNothingHalfWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "small.db")
	s, err := Open(path, Options{MaxSize: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { s.Close() }()
	var last uint64
	var full error
	noise := rand.New(rand.NewPCG(1, 2)) // it can't be packed
	for i := 0; i < 200 && full == nil; i++ {
		full = try(s, day, func(tx *Tx) error {
			last = tx.LastEntry()
			raw := make([]byte, 32<<10)
			for i := range raw {
				raw[i] = byte(noise.Uint32())
			}
			_, err := tx.Park(fmt.Appendf(nil, `"%x"`, raw), "big")
			return err
		})
	}
	if !errors.Is(full, ErrNoSpace) {
		t.Fatalf("got %v", full)
	}
	see(t, s, func(tx *Tx) {
		if tx.LastEntry() != last {
			t.Errorf("the journal stands at %d, want %d", tx.LastEntry(), last)
		}
	})
	s.Close()
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	do(t, s, day, func(tx *Tx) error { _, err := tx.Park([]byte("1"), "space again"); return err })
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestBackupWhileInUseAndRestore(t *testing.T) {
	s := open(t)
	_, task := park(t, s)
	copyPath := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.Backup(copyPath); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(copyPath); !errors.Is(err, os.ErrExist) {
		t.Errorf("a backup over a backup: %v", err)
	}
	if _, err := Restore(copyPath, s.Path(), ".before"); !errors.Is(err, ErrLocked) {
		t.Errorf("a restore over a running bot: %v", err)
	}
	to := filepath.Join(t.TempDir(), "duban.db")
	if err := os.WriteFile(to, []byte("broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	kept, err := Restore(copyPath, to, ".before")
	if err != nil {
		t.Fatal(err)
	}
	if old, err := os.ReadFile(kept); err != nil || string(old) != "broken" {
		t.Errorf("the file that was there is lost: %q %v", old, err)
	}
	r, err := Open(to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	see(t, r, func(tx *Tx) {
		if got, err := tx.Task(task.ID); err != nil || got.Title != task.Title {
			t.Errorf("got %v %v", got.Title, err)
		}
	})
}
