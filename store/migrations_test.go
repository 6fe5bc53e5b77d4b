package store

import (
	"errors"
	"os"
	"testing"

	"go.etcd.io/bbolt"
)

// A file of the first version is brought up to date by being opened: it
// verifies, its books balance, and it goes on from where it stood.
func TestFileOfTheFirstVersion(t *testing.T) {
	path := versionOne(t)
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if entries, err := s.Verify(t.TempDir()); err != nil || entries != 23 {
		t.Errorf("%d entries, %v", entries, err)
	}
	if b := balance(t, s); b.Count() > 0 {
		t.Errorf("%+v", b.Remainders)
	}
	see(t, s, func(tx *Tx) {
		task, err := tx.TaskCoded("hd25-086")
		if err != nil || task.Standing.Version != 1 || task.Standing.Claim != OnTrack {
			t.Errorf("%+v %v", task, err)
		}
		w, err := tx.Wire(123456)
		if err != nil || w.Offset != 901 {
			t.Errorf("%+v %v", w, err)
		}
		if m, err := tx.MessageNumbered(7, 12); err != nil || m.Key != "x:sent" {
			t.Errorf("%+v %v", m, err)
		}
	})
	do(t, s, day, func(tx *Tx) error { _, err := tx.Park([]byte("1"), "it goes on"); return err })
}

// What may not be written can't be brought up to date, and is left as it is.
func TestOlderFileThatMayOnlyBeRead(t *testing.T) {
	path := versionOne(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path, Options{ReadOnly: true}); !errors.Is(err, ErrOlder) {
		t.Errorf("got %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file was changed: %v", err)
	}
}

// A migration that fails leaves the file in its old version, whole.
func TestMigrationIsAllOrNothing(t *testing.T) {
	path := versionOne(t)
	db, err := openBolt(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	failed := errors.New("half way")
	err = db.Update(func(b *bbolt.Tx) error {
		return migrateFrom(b, 1, append(migrations(), func(*Tx) error { return failed }))
	})
	if !errors.Is(err, failed) {
		t.Fatalf("got %v", err)
	}
	err = db.View(func(b *bbolt.Tx) error {
		if v, err := version(b); err != nil || v != 1 {
			t.Errorf("version %d, %v", v, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// A copy of the first version can be put back, and is brought up to date when
// it is opened for work.
func TestRestoreOfAnOlderCopy(t *testing.T) {
	to := t.TempDir() + "/duban.db"
	if _, err := Restore(versionOne(t), to, ".before"); err != nil {
		t.Fatal(err)
	}
	s, err := Open(to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
}
