package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"duban/store"
)

type checkVerb struct {
	file
	wire
	archive
	door
}

// Run looks at everything that serve would need, changes nothing, and reports
// every fault.
func (v *checkVerb) Run(ctx context.Context, t terminal) error {
	_, zoneErr := v.zone()
	ok := func(what string, err error) error {
		if err == nil && what != "" {
			fmt.Fprintf(t.out, "ok  %s\n", what)
		}
		return err
	}
	kept, keptErr := v.archive.open()
	if kept == nil {
		v.Files = ""
	}
	err := errors.Join(
		zoneErr, ok(v.checkToken(ctx)), ok(v.checkFile()), ok(v.checkDoor()),
		ok(named("evidence", v.Files), keptErr),
	)
	if err == nil {
		fmt.Fprintln(t.out, "ok  everything that serve needs is there")
	}
	return err
}

func named(what, name string) string {
	if name == "" {
		return ""
	}
	return what + ": " + name
}

func (v *checkVerb) checkToken(ctx context.Context) (string, error) {
	client, err := v.client()
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	me, err := client.Me(ctx)
	return "token: @" + me.Username, err
}

// checkFile reads the file through and tries whether it may be written, without
// doing so.
func (v *checkVerb) checkFile() (string, error) {
	if _, err := os.Stat(v.DB); errors.Is(err, os.ErrNotExist) {
		return fmt.Sprintf("file: %s will be made", v.DB), nil
	}
	s, err := store.Open(v.DB, store.Options{ReadOnly: true})
	switch {
	case errors.Is(err, store.ErrOlder):
		return fmt.Sprintf("file: %s is of an earlier version and will be brought up to date", v.DB), nil
	case err != nil:
		return "", err
	}
	if err := s.CheckPages(); err != nil {
		return "", errors.Join(err, s.Close())
	}
	f, err := os.OpenFile(v.DB, os.O_RDWR, 0)
	if err != nil {
		return "", errors.Join(fmt.Errorf("%w: %w", store.ErrUnwritable, err), s.Close())
	}
	return "file: " + v.DB, errors.Join(f.Close(), s.Close())
}

// checkDoor takes the address for a moment.
func (v *checkVerb) checkDoor() (string, error) {
	if err := v.door.validate(); err != nil {
		return "", err
	}
	listener, err := v.door.open()
	if listener == nil {
		return "", err
	}
	return "listens: " + v.Listen, listener.Close()
}
