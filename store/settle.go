package store

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"go.etcd.io/bbolt"
)

const (
	layerSize = 64 << 20 // bytes that may be in memory before they are settled
	restSize  = 1 << 20  // bytes for which it is not worth while in a pause
	rowSize   = 64       // what a row in memory takes beside its bytes

	// Most rows are new and come in the order of their keys: bbolt's half full
	// pages would be twice as many to write.
	settledFill = 0.9
)

// settledKey has the number of the last entry whose changes are in the file.
var settledKey = []byte("settled")

// settle writes all that is in memory to its buckets, in the order of the
// keys, as the last that this transaction does.
func (tx *Tx) settle() error { return tx.write((*bucket).settle) }

// lighten writes the rows that are in memory, so that a transaction of any
// size fits into it. Removals wait for settle: until the commit their pages
// stay as they are but empty, and bbolt's cursors stop, or turn for ever, at
// empty pages.
func (tx *Tx) lighten() error { return tx.write((*bucket).lighten) }

func (tx *Tx) write(each func(*bucket) error) error {
	for name := range tx.base.runs {
		tx.bucket(name)
	}
	for _, name := range slices.Sorted(maps.Keys(tx.buckets)) {
		if err := each(tx.buckets[name]); err != nil {
			return fmt.Errorf("settling %s: %w", name, err)
		}
	}
	tx.base, tx.size, tx.settled = &layer{low: tx.base.lows(tx.buckets)}, 0, true
	return nil
}

func (b *bucket) lighten() error {
	all := b.own
	for n := len(b.late) - 1; n >= 0; n-- {
		all = merged(b.late[n].run, all)
	}
	b.own, b.late = nil, nil
	b.settled++
	b.file.FillPercent = settledFill
	for _, c := range all {
		if c.value == nil {
			b.own = append(b.own, c)
		} else if err := b.file.Put(c.key, c.value); err != nil {
			return err
		}
	}
	return nil
}

func (b *bucket) settle() error {
	if err := b.lighten(); err != nil {
		return err
	}
	for _, c := range b.own {
		if err := b.file.Delete(c.key); err != nil {
			return err
		}
	}
	b.own = nil
	return nil
}

func markSettled(b *bbolt.Tx) error {
	return b.Bucket([]byte(metaBucket)).Put(settledKey, bkey(lastEntry(b)))
}

// settle writes the layer to the file in a transaction of its own.
func (s *Store) settle() error { return s.settleFrom(1) }

// Rest settles what has come together in memory: a start after a crash has
// less to make again, and a rush is not held up by it. A process calls it now
// and then, at best in a pause.
func (s *Store) Rest() error { return s.settleFrom(restSize) }

func (s *Store) settleFrom(size int) error {
	return s.Update(time.Time{}, func(tx *Tx) error {
		if tx.base.size < size {
			return nil
		}
		return tx.settle()
	})
}

// recover makes the layer again out of the entries that were not settled.
func (s *Store) recover() error {
	return guard(func() error {
		return s.db.View(func(b *bbolt.Tx) error {
			tx := newTx(b, &layer{})
			if err := tx.replayTail(); err != nil {
				return err
			}
			s.layers.add(b.ID(), ready(tx.base.with(tx.buckets, tx.size)))
			return nil
		})
	})
}

// replayTail replays the entries whose changes are not in the file.
func (tx *Tx) replayTail() error {
	for e, err := range tx.Entries(settledTill(tx.bolt) + 1) {
		if err != nil {
			return fmt.Errorf("%w: journal: %w", ErrDamaged, err)
		}
		if err := tx.replay(&e); err != nil {
			return fmt.Errorf("%w: journal entry %d: %w", ErrDamaged, e.Seq, err)
		}
	}
	return nil
}

// settledTill is the last entry in a file of an earlier version, which
// settled at each commit.
func settledTill(b *bbolt.Tx) uint64 {
	if raw := b.Bucket([]byte(metaBucket)).Get(settledKey); len(raw) == 8 {
		return unkey(raw)
	}
	return lastEntry(b)
}

// layers are the layers of the latest commits: a reader needs the one that
// belongs to what it sees of the file.
type layers struct {
	mu   sync.Mutex
	last []layerAt
}

type layerAt struct {
	commit int // bbolt's number of it
	made   func() *layer
}

// add is done before the commit is seen; one that fails gives its number to
// the next. The layer is made while bbolt writes, or when it is first wanted.
func (l *layers) add(commit int, fresh func() *layer) {
	const enough = 4
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.last); n > 0 && l.last[n-1].commit == commit {
		l.last = l.last[:n-1]
	}
	l.last = append(l.last[max(0, len(l.last)-enough):], layerAt{commit, fresh})
}

func ready(l *layer) func() *layer { return func() *layer { return l } }

// at is the layer of a commit; false if too many were made since.
func (l *layers) at(commit int) (*layer, bool) {
	if made := l.makerAt(commit); made != nil {
		return made(), true
	}
	return nil, false
}

func (l *layers) makerAt(commit int) func() *layer {
	l.mu.Lock()
	defer l.mu.Unlock()
	for n := len(l.last) - 1; n >= 0; n-- {
		if l.last[n].commit <= commit {
			return l.last[n].made
		}
	}
	return nil
}
