package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
)

// Options of Open; the zero value is good.
type Options struct {
	LockTimeout time.Duration // how long to wait for another process; 1 s by default
	MaxSize     int           // bytes the file may reach; 8 GiB by default
	Layer       int           // bytes that may be in memory before they are settled; 64 MiB by default, some ten thousand answers
	ReadOnly    bool
	// Watch, where set, is told of every write transaction by the causes of
	// its journal entries: when all is done but not committed, and when it is
	// committed. A test can end the process at either.
	Watch func(committed bool, causes []string)
}

// Store is the one bbolt file.
type Store struct {
	db      *bbolt.DB
	path    string
	layers  layers
	layer   int // bytes that may be in it
	writing sync.Mutex
	shelves shelves // good while writing is held
	who     atomic.Uint64
	watch   func(committed bool, causes []string)
	// broken: a write transaction met a broken page. bbolt may not have let
	// go of its lock, so nothing more is written and Close does not wait.
	broken atomic.Bool
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
	s := &Store{db: db, path: path, shelves: shelves{}, watch: o.Watch, layer: o.Layer}
	if s.layer == 0 {
		s.layer = layerSize
	}
	if err = s.migrate(o); err == nil {
		err = s.recover()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(path), err), s.close())
	}
	return s, nil
}

func openBolt(path string, o Options) (db *bbolt.DB, err error) {
	opts := &bbolt.Options{
		Timeout:         o.LockTimeout,
		MaxSize:         o.MaxSize,
		ReadOnly:        o.ReadOnly,
		InitialMmapSize: 256 << 20, // of addresses, not of memory: remapping stops readers and writers
		FreelistType:    bbolt.FreelistMapType,
	}
	if opts.Timeout == 0 {
		opts.Timeout = time.Second
	}
	if opts.MaxSize == 0 {
		opts.MaxSize = 8 << 30
	}
	err = guard(func() error {
		db, err = bbolt.Open(path, 0o600, opts)
		return err
	})
	if err == nil {
		if err = wholeFile(db); err != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return db, explain(err)
}

// wholeFile refuses a file that is shorter than what it says of itself, such
// as a copy that was cut off: its missing pages would be met one by one later.
func wholeFile(db *bbolt.DB) error {
	return db.View(func(b *bbolt.Tx) error {
		info, err := os.Stat(db.Path())
		if err == nil && info.Size() < b.Size() {
			err = fmt.Errorf("%w: it has %d of %d bytes", ErrDamaged, info.Size(), b.Size())
		}
		return err
	})
}

// Close waits for transactions under way. What can't be settled now is when
// the file is opened again.
func (s *Store) Close() error {
	_ = s.settle()
	return s.close()
}

func (s *Store) close() error {
	if s.broken.Load() {
		return nil
	}
	return s.db.Close()
}

// Path is the file's, as it was given to Open.
func (s *Store) Path() string { return s.path }

// Who grows with every change of people, posts, units or the office: as long
// as it stays, everybody has the role and the language that they had.
func (s *Store) Who() uint64 { return s.who.Load() }

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
	if err := makeFile(fresh); err != nil {
		return errors.Join(err, dropFile(fresh))
	}
	err = publish(fresh, path)
	if _, gone := os.Stat(path); errors.Is(err, fs.ErrNotExist) && gone == nil {
		return nil // another process made it at the same moment
	}
	return err
}

// makeFile makes an empty file with all its buckets. What a power cut left of
// an earlier attempt is overwritten.
func makeFile(path string) error {
	db, err := openBolt(path, Options{})
	if errors.Is(err, ErrDamaged) {
		if err := dropFile(path); err != nil {
			return err
		}
		db, err = openBolt(path, Options{})
	}
	if err != nil {
		return err
	}
	return errors.Join(migrateBolt(db), db.Sync(), db.Close())
}

func dropFile(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
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
