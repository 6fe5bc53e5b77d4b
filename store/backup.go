package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// WriteTo copies the file as it stands at one moment, while it is in use.
func (s *Store) WriteTo(w io.Writer) (n int64, err error) {
	err = guard(func() error {
		return s.db.View(func(b *bbolt.Tx) error {
			n, err = b.WriteTo(w)
			return err
		})
	})
	return n, explain(err)
}

// Backup copies the file, whole or not at all, to a path that must not exist.
func (s *Store) Backup(path string) (int64, error) { return SaveCopy(path, s.WriteTo) }

// SaveCopy makes a file of what write writes, whole or not at all, at a path
// that must not exist.
func SaveCopy(path string, write func(io.Writer) (int64, error)) (n int64, err error) {
	if _, err := os.Lstat(path); err == nil {
		return 0, fmt.Errorf("%s: %w", filepath.Base(path), os.ErrExist)
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, explain(err)
	}
	n, err = write(f)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return n, errors.Join(explain(err), os.Remove(part))
	}
	return n, publish(part, path)
}

// Restore puts a backup at the path, once its pages have been found whole. A
// file that is there is kept beside it under the name that is returned;
// nothing is overwritten.
func Restore(backup, path string, suffix string) (kept string, err error) {
	from, err := openCopy(backup)
	if err != nil {
		return "", fmt.Errorf("%s: %w", filepath.Base(backup), err)
	}
	defer from.Close()
	if err := usable(path); err != nil {
		return "", err
	}
	fresh := path + ".restored"
	if err := dropFile(fresh); err != nil {
		return "", err
	}
	if _, err := from.Backup(fresh); err != nil {
		return "", err
	}
	if kept, err = keep(path, suffix); err != nil {
		return "", errors.Join(err, dropFile(fresh))
	}
	return kept, publish(fresh, path)
}

// openCopy opens a backup of this or an earlier version and reads all of it.
func openCopy(path string) (*Store, error) {
	if err := ensure(path, Options{ReadOnly: true}); err != nil {
		return nil, err
	}
	db, err := openBolt(path, Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, path: path}
	_, err = s.version()
	if err == nil {
		err = guard(func() error { return db.View(checkPages) })
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// keep gives the file at the path a second name, that of path and suffix.
func keep(path, suffix string) (kept string, err error) {
	err = os.Link(path, path+suffix)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	return path + suffix, err
}

// usable refuses a path that a running bot has open; a damaged file is no
// obstacle, it is what a restore is for.
func usable(path string) error {
	db, err := openBolt(path, Options{ReadOnly: true})
	if err == nil {
		err = db.Close()
	}
	if errors.Is(err, ErrLocked) {
		return fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return nil
}
