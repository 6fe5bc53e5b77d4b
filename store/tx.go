package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

// Tx is one transaction with one now. It and what it yields are good until
// the function that got it returns.
type Tx struct {
	bolt    *bbolt.Tx
	now     time.Time
	entry   *Entry // the journal entry under way; nil outside As
	sheet   Entry  // what entry points to, one after the other
	base    *layer // what the file lacks, as the last commit left it
	buckets map[string]*bucket
	shelves shelves // the store's; nil in a transaction that only reads
	fresh   shelves
	space   space   // for encoded records, which the layer keeps
	bound   *binder // nil until the journal's end was wanted
	size    int     // bytes that this transaction has put
	most    int     // bytes that it and the layer may have in memory
	who     bool    // what Store.Who counts was put
	settled bool    // what was put is in the file's buckets, or some of it
	side    *side   // nil where this is no side of another transaction
	watched bool
	causes  []string // of the entries, where somebody watches
}

func newTx(b *bbolt.Tx, base *layer) *Tx {
	return &Tx{bolt: b, base: base, buckets: map[string]*bucket{}, fresh: shelves{}, most: layerSize}
}

func (tx *Tx) at(now time.Time) *Tx {
	tx.now = now.UTC()
	return tx
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
// ErrDamaged: after that nothing more is written. One that changes nothing
// flushes nothing.
func (s *Store) Update(now time.Time, fn func(*Tx) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.broken.Load() {
		return ErrDamaged
	}
	var done *Tx // committed, or found to change nothing
	defer func() { s.keep(done) }()
	var tx *Tx
	var ours error
	err := guard(func() error {
		return s.db.Update(func(b *bbolt.Tx) error {
			tx = s.begin(b, now)
			if ours = fn(tx); ours != nil {
				return ours
			}
			if tx.watched {
				s.watch(false, tx.causes)
			}
			return s.finish(tx)
		})
	})
	if err == nil && tx.watched {
		s.watch(true, tx.causes)
	}
	if errors.Is(err, ErrDamaged) {
		s.broken.Store(true)
	}
	switch {
	case ours != nil:
		return err
	case err == nil, err == errUnchanged:
		done = tx
		return nil
	}
	return explain(err)
}

// keep takes over the records that a transaction has decoded or put. Without
// one, none is sure any more: sides may have left there what was undone.
func (s *Store) keep(done *Tx) {
	if done == nil {
		s.shelves = shelves{}
		return
	}
	if s.shelves.take(done.fresh); done.who {
		s.who.Add(1)
	}
}

// View runs fn in a read transaction. Keep it short: an open one makes the
// file grow with every commit beside it.
func (s *Store) View(now time.Time, fn func(*Tx) error) error {
	err := errPassed
	for err == errPassed {
		err = guard(func() error {
			return s.db.View(func(b *bbolt.Tx) error {
				base, ok := s.layers.at(b.ID())
				if !ok {
					return errPassed
				}
				return fn(newTx(b, base).at(now))
			})
		})
	}
	return err
}

// begin makes the transaction over what the last commit left.
func (s *Store) begin(b *bbolt.Tx, now time.Time) *Tx {
	base, _ := s.layers.at(b.ID() - 1)
	tx := newTx(b, base).at(now)
	tx.shelves, tx.most, tx.watched = s.shelves, s.layer, s.watch != nil
	return tx
}

// finish leaves a layer, or settles where that was begun.
func (s *Store) finish(tx *Tx) error {
	err := tx.bound.flush()
	switch {
	case tx.settled:
		err = errors.Join(err, tx.settle(), markSettled(tx.bolt))
	case tx.bound == nil:
		return errUnchanged
	}
	fresh := ready(tx.base)
	if !tx.settled {
		base, own, size := tx.base, tx.buckets, tx.size
		fresh = sync.OnceValue(func() *layer { return base.with(own, size) })
		go fresh()
	}
	s.layers.add(tx.bolt.ID(), fresh)
	return err
}

// errUnchanged ends a transaction that has nothing to flush.
var errUnchanged = errors.New("nothing was changed")

// errPassed: so many commits were made since the reader took its view of the
// file that the layer of that view is gone; it has to look again.
var errPassed = errors.New("passed by other commits")

// As runs fn as one cause: what it changes and notes becomes one entry of the
// journal. Causes don't nest.
func (tx *Tx) As(by By, fn func() error) error {
	if tx.entry != nil {
		return fmt.Errorf("%s inside %s: causes don't nest", by.Cause, tx.entry.Cause)
	}
	if tx.watched {
		tx.causes = append(tx.causes, by.Cause)
	}
	tx.sheet = Entry{At: tx.now, By: by.Actor, Cause: by.Cause, Raw: by.Raw, Notes: tx.sheet.Notes[:0], Set: tx.sheet.Set[:0]}
	tx.entry = &tx.sheet
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
