package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// Tx is one transaction with one now. It and what it yields are good until
// the function that got it returns.
type Tx struct {
	bolt  *bbolt.Tx
	now   time.Time
	entry *Entry           // the journal entry under way; nil outside As
	kept  map[string]any   // records of tables that keep what they decoded
	rows  map[string][]row // index rows of records that were read and may be written
}

func newTx(b *bbolt.Tx, now time.Time) *Tx {
	return &Tx{bolt: b, now: now.UTC(), kept: map[string]any{}, rows: map[string][]row{}}
}

// Now is the transaction's moment, in UTC.
func (tx *Tx) Now() time.Time { return tx.now }

// By says on whose behalf a change is made and why.
type By struct {
	Actor Actor
	Cause string          // "update 17", "tick", "import list.xlsx"
	Raw   json.RawMessage // the update as it came; kept in the journal
}

// Update runs fn in a write transaction. An error, or a panic, of fn undoes
// all of it. A full disk or a reached size limit is ErrNoSpace, a broken page
// ErrDamaged: after that nothing more is written.
func (s *Store) Update(now time.Time, fn func(*Tx) error) error {
	if s.broken.Load() {
		return ErrDamaged
	}
	var ours error
	err := guard(func() error {
		return s.db.Update(func(b *bbolt.Tx) error {
			ours = fn(newTx(b, now))
			return ours
		})
	})
	if errors.Is(err, ErrDamaged) {
		s.broken.Store(true)
	}
	if ours != nil {
		return err
	}
	return explain(err)
}

// View runs fn in a read transaction. Keep it short: an open one makes the
// file grow with every commit beside it.
func (s *Store) View(now time.Time, fn func(*Tx) error) error {
	return guard(func() error {
		return s.db.View(func(b *bbolt.Tx) error { return fn(newTx(b, now)) })
	})
}

// As runs fn as one cause: what it changes and notes becomes one entry of the
// journal. Causes don't nest.
func (tx *Tx) As(by By, fn func() error) error {
	if tx.entry != nil {
		return fmt.Errorf("%s inside %s: causes don't nest", by.Cause, tx.entry.Cause)
	}
	tx.entry = &Entry{At: tx.now, By: by.Actor, Cause: by.Cause, Raw: by.Raw}
	if err := fn(); err != nil {
		tx.entry = nil
		return err
	}
	return tx.seal()
}

// Note adds a line for people to the entry under way.
func (tx *Tx) Note(n Note) {
	if tx.entry != nil {
		tx.entry.Notes = append(tx.entry.Notes, n)
	}
}

// Actor is who the entry under way is by.
func (tx *Tx) Actor() Actor {
	if tx.entry == nil {
		return ""
	}
	return tx.entry.By
}
