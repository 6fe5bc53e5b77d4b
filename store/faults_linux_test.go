package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// alone runs this test once more in a process of its own, where it may change
// what belongs to the whole process, and is true there.
func alone(t *testing.T) bool {
	t.Helper()
	if os.Getenv("DUBAN_TEST_ALONE") == t.Name() {
		return true
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	child.Env = append(os.Environ(), "DUBAN_TEST_ALONE="+t.Name())
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// limitFiles keeps this process from writing behind so many bytes of a file;
// the system then answers as it does for a disk that is full.
func limitFiles(t *testing.T, bytes uint64) {
	t.Helper()
	var r syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &r); err != nil {
		t.Fatal(err)
	}
	r.Cur = min(bytes, r.Max)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &r); err != nil {
		t.Fatal(err)
	}
}

const noLimit = ^uint64(0)

// Wherever the disk becomes full, what was committed stands, what was not is
// gone whole, and it goes on once there is room.
func TestFullDiskLeavesNothingHalfWritten(t *testing.T) {
	if !alone(t) {
		return
	}
	s := open(t)
	written := 0
	write := func() error {
		return try(s, day, func(tx *Tx) error {
			_, err := tx.Park(fmt.Appendf(nil, `"%05000d"`, written), "x")
			return err
		})
	}
	for limit := uint64(2 * os.Getpagesize()); limit < 600<<10; limit += uint64(3 * os.Getpagesize()) {
		limitFiles(t, limit)
		err := write()
		for ; err == nil; err = write() {
			written++
		}
		if !errors.Is(err, ErrNoSpace) {
			t.Fatalf("at %d bytes: %v", limit, err)
		}
		limitFiles(t, noLimit)
		see(t, s, func(tx *Tx) {
			if got := ParkedID(parked.next(tx)) - 1; int(got) != written {
				t.Fatalf("at %d bytes: %d rows, want %d", limit, got, written)
			}
		})
	}
	if written == 0 {
		t.Fatal("nothing was ever written")
	}
	if err := write(); err != nil {
		t.Errorf("there is room again: %v", err)
	}
}

// A new file on a full disk is not made, and nothing is left behind.
func TestFirstCreationOnAFullDisk(t *testing.T) {
	if !alone(t) {
		return
	}
	path := filepath.Join(t.TempDir(), "duban.db")
	for _, limit := range []uint64{0, uint64(os.Getpagesize()), uint64(5 * os.Getpagesize())} {
		limitFiles(t, limit)
		_, err := Open(path, Options{})
		limitFiles(t, noLimit)
		left, _ := os.ReadDir(filepath.Dir(path))
		if !errors.Is(err, ErrNoSpace) || len(left) > 0 {
			t.Errorf("%d bytes: %v, left %v", limit, err, left)
		}
	}
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// A full disk does not keep a file that is up to date from being opened.
func TestStartOnAFullDisk(t *testing.T) {
	if !alone(t) {
		return
	}
	s := lived(t)
	s.Close()
	limitFiles(t, 0)
	defer limitFiles(t, noLimit)
	s, err := Open(s.Path(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	see(t, s, func(tx *Tx) {
		if tx.LastEntry() != 5 {
			t.Errorf("the journal stands at %d", tx.LastEntry())
		}
	})
}

// A backup that does not fit leaves nothing behind.
func TestBackupToAFullDisk(t *testing.T) {
	if !alone(t) {
		return
	}
	s, dir := lived(t), t.TempDir()
	limitFiles(t, uint64(3*os.Getpagesize()))
	_, err := s.Backup(filepath.Join(dir, "copy.db"))
	limitFiles(t, noLimit)
	if left, _ := os.ReadDir(dir); !errors.Is(err, ErrNoSpace) || len(left) > 0 {
		t.Errorf("%v, left %v", err, left)
	}
}

// descriptor finds the file's among those of this process.
func descriptor(t *testing.T, path string) int {
	t.Helper()
	names, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		var fd int
		if to, err := os.Readlink("/proc/self/fd/" + n.Name()); err == nil && to == path {
			fmt.Sscan(n.Name(), &fd)
			return fd
		}
	}
	t.Fatalf("no descriptor of %s", path)
	return 0
}

// The file system becomes read-only under a running process, as it does after
// a fault of the disk: reading goes on, and writing once it may.
func TestFileBecomesReadOnly(t *testing.T) {
	s := open(t)
	_, task := park(t, s)
	fd := descriptor(t, s.Path())
	was, err := syscall.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	locked, err := os.Open(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer locked.Close()
	if err := syscall.Dup3(int(locked.Fd()), fd, 0); err != nil {
		t.Fatal(err)
	}
	change := func() error {
		return try(s, day, func(tx *Tx) error { _, err := tx.Park([]byte("1"), "x"); return err })
	}
	if err := change(); !errors.Is(err, ErrUnwritable) {
		t.Errorf("got %v", err)
	}
	see(t, s, func(tx *Tx) {
		if got, err := tx.Task(task.ID); err != nil || got.Title != task.Title || parked.next(tx) != 1 {
			t.Errorf("got %v %v", got, err)
		}
	})
	if err := errors.Join(syscall.Dup3(was, fd, 0), syscall.Close(was)); err != nil {
		t.Fatal(err)
	}
	if err := change(); err != nil {
		t.Errorf("it may be written again: %v", err)
	}
}

// A file that this user may only read can be looked at, not opened for work.
func TestFileThatMayOnlyBeRead(t *testing.T) {
	if !alone(t) {
		return
	}
	dir, err := os.MkdirTemp("", "duban-read-only-*")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "duban.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), os.Chmod(path, 0o444), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		t.Cleanup(func() {
			if err := syscall.Seteuid(0); err != nil {
				t.Error(err)
			}
			os.RemoveAll(dir)
		})
		if err := syscall.Seteuid(65534); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(path, Options{}); !errors.Is(err, ErrUnwritable) {
		t.Errorf("for work: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "new.db"), Options{}); !errors.Is(err, ErrUnwritable) {
		t.Errorf("a new file: %v", err)
	}
	if s, err = Open(path, Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Verify(os.TempDir()); err != nil {
		t.Errorf("to be read: %v", err)
	}
	if err := try(s, day, func(tx *Tx) error { return nil }); !errors.Is(err, ErrUnwritable) {
		t.Errorf("a change: %v", err)
	}
}
