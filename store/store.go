package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// What can be wrong with the file, so that a caller can say it in words.
var (
	// ErrLocked: another process has the file open.
	ErrLocked = errors.New("the file is in use by another process")
	// ErrDamaged: the file is not a duban database or is broken.
	ErrDamaged = errors.New("the file is damaged or is not a duban database")
	// ErrNewer: a later duban wrote the file.
	ErrNewer = errors.New("the file was written by a newer duban")
	// ErrNoSpace: the disk is full or the size limit is reached.
	ErrNoSpace = errors.New("no space left for the file")
)

// Options of Open; the zero value is good.
type Options struct {
	LockTimeout time.Duration // how long to wait for another process; 1 s by default
	MaxSize     int           // bytes the file may reach; 8 GiB by default
	ReadOnly    bool
}

// Store is the one bbolt file.
type Store struct {
	db   *bbolt.DB
	path string
}

// Open opens the file, creates it where it is missing and brings an older one
// up to this version.
func Open(path string, o Options) (*Store, error) {
	if err := ensure(path, o); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	db, err := openBolt(path, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	s := &Store{db: db, path: path}
	if err := s.migrate(o); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(path), err), db.Close())
	}
	return s, nil
}

// openBolt turns bbolt's panics on a broken page into ErrDamaged.
func openBolt(path string, o Options) (db *bbolt.DB, err error) {
	defer func() {
		if p := recover(); p != nil {
			db, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	opts := &bbolt.Options{
		Timeout:         o.LockTimeout,
		MaxSize:         o.MaxSize,
		ReadOnly:        o.ReadOnly,
		InitialMmapSize: 16 << 20,
		FreelistType:    bbolt.FreelistMapType,
	}
	if opts.Timeout == 0 {
		opts.Timeout = time.Second
	}
	if opts.MaxSize == 0 {
		opts.MaxSize = 8 << 30
	}
	db, err = bbolt.Open(path, 0o600, opts)
	return db, explain(err)
}

// explain gives the library's and the system's errors our names.
func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrLocked
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrChecksum):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case errors.Is(err, bolterrors.ErrMaxSizeReached), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	}
	return err
}

// Close waits for transactions under way.
func (s *Store) Close() error { return s.db.Close() }

// Path is the file's, as it was given to Open.
func (s *Store) Path() string { return s.path }

// Size is the file's, in bytes.
func (s *Store) Size() (int64, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// ensure makes a missing file whole under another name and renames it, so
// that a power cut leaves either no file or a good one.
func ensure(path string, o Options) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%w: it is a folder", ErrDamaged)
	case err == nil && info.Size() == 0:
		return fmt.Errorf("%w: it is empty", ErrDamaged)
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist) || o.ReadOnly:
		return err
	}
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	db, err := openBolt(fresh, Options{})
	if err != nil {
		return err
	}
	if err := errors.Join(migrateBolt(db), db.Sync(), db.Close()); err != nil {
		return err
	}
	return publish(fresh, path)
}

// publish renames a finished file into place and makes the rename durable.
func publish(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
