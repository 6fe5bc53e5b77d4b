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
	err = s.db.View(func(b *bbolt.Tx) error {
		n, err = b.WriteTo(w)
		return err
	})
	return n, err
}

// Backup copies the file, whole or not at all, to a path that must not exist.
func (s *Store) Backup(path string) (int64, error) {
	if _, err := os.Lstat(path); err == nil {
		return 0, fmt.Errorf("%s: %w", filepath.Base(path), os.ErrExist)
	}
	part := path + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	n, err := s.WriteTo(f)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return n, errors.Join(explain(err), os.Remove(part))
	}
	return n, publish(part, path)
}

// Restore puts a backup at the path. A file that is there is kept beside it
// under the name that is returned; nothing is overwritten.
func Restore(backup, path string, suffix string) (kept string, err error) {
	from, err := Open(backup, Options{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer from.Close()
	if err := usable(path); err != nil {
		return "", err
	}
	fresh := path + ".restored"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if _, err := from.Backup(fresh); err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil {
		kept = path + suffix
		if err := os.Link(path, kept); err != nil {
			return "", err
		}
	}
	return kept, publish(fresh, path)
}

// usable refuses a path that a running bot has open; a damaged file is no
// obstacle, it is what a restore is for.
func usable(path string) error {
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	s, err := Open(path, Options{})
	if errors.Is(err, ErrLocked) {
		return err
	}
	if err == nil {
		return s.Close()
	}
	return nil
}
