package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"duban/store"
)

// bbolt lets one process at a time have the file, so a running bot makes its
// own copies: it listens on a socket beside the file, for its own user alone.
func socketOf(db string) string { return db + ".sock" }

// offerBackups listens until stop is called. A socket left by a crash is
// removed: we hold the file's lock, so nobody else can be listening. stop can
// be called in any case.
func offerBackups(s *store.Store, db string) (stop func(), err error) {
	path := socketOf(db)
	nothing := func() {}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nothing, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nothing, fmt.Errorf("the socket for backups: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nothing, errors.Join(err, listener.Close())
	}
	server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		copied, err := spool(s)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer os.Remove(copied.Name())
		defer copied.Close()
		io.Copy(w, copied)
	})}
	go server.Serve(listener)
	return func() { server.Close(); os.Remove(path) }, nil
}

// spool copies the file aside first: a reader on the socket may be slow, and
// a read transaction must not wait for it.
func spool(s *store.Store) (*os.File, error) {
	f, err := os.CreateTemp("", "duban-backup-*")
	if err != nil {
		return nil, err
	}
	if _, err := s.WriteTo(f); err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	_, err = f.Seek(0, io.SeekStart)
	return f, err
}

// fetchBackup asks the running bot for a copy.
func fetchBackup(ctx context.Context, db, to string) (int64, error) {
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socketOf(db))
	}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://duban/backup", nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, fmt.Errorf("the running duban does not answer: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		why, _ := io.ReadAll(io.LimitReader(resp.Body, 1000))
		return 0, fmt.Errorf("the running duban could not copy the file: %s", bytes.TrimSpace(why))
	}
	return store.SaveCopy(to, func(w io.Writer) (int64, error) { return io.Copy(w, resp.Body) })
}
