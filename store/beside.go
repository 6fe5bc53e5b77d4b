package store

import (
	"errors"
	"runtime"
	"slices"
	"sync"

	"go.etcd.io/bbolt"
)

// besideLeast is how many pieces of work are worth a second side: for fewer,
// ids stay in the order of the pieces.
const besideLeast = 8

const (
	sidesMost = 4        // at the same time
	sideSize  = 16 << 20 // bytes that one may put: what is more has to be settled on the way
)

// side is what a transaction has that does pieces of another's work beside
// others. It reads what the last commit left and writes for itself alone.
type side struct {
	of      *Tx
	numbers *numbers
	rank    int // of the piece under way
	sealed  []sealed
	bodies  []byte // of sealed, one behind the other
	astray  bool   // it asked for what only one after the other can tell
}

// Beside does the pieces 0 to n-1 as if one after the other. Those that share
// a key of apart are done in order; others at the same time, if it turns out
// that none touched a row that another looked at. If it does not, all is
// undone and done in order: so do may be called twice for a piece, and from
// several goroutines. The first error ends it.
func (tx *Tx) Beside(n int, apart func(i int) uint64, do func(tx *Tx, i int) error) error {
	if sides := min(runtime.GOMAXPROCS(0), sidesMost); n >= besideLeast && sides > 1 && tx.untouched() {
		if done, err := tx.inSides(newDealer(n, sides, apart), do); done || err != nil {
			return err
		}
	}
	for i := range n {
		if err := do(tx, i); err != nil {
			return err
		}
	}
	return nil
}

// untouched: sides see the last commit, so nothing may have been put since.
func (tx *Tx) untouched() bool {
	return tx.side == nil && tx.entry == nil && tx.bound == nil && tx.size == 0 && !tx.settled
}

// inSides does what is dealt in sides and joins them. It is not done if one
// failed, went astray or looked at what another changed.
func (tx *Tx) inSides(d *dealer, do func(tx *Tx, i int) error) (bool, error) {
	n := &numbers{next: map[string]uint64{}}
	sides := make([]*Tx, len(d.waiting))
	ok := make([]bool, len(sides))
	together(len(sides), func(s int) {
		ok[s] = tx.apart(n, func(own *Tx) error {
			sides[s] = own
			return own.pieces(d, s, do)
		})
	})
	if slices.Contains(ok, false) {
		return false, nil
	}
	together(len(sides), func(s int) { ok[s] = sides[s].clearOf(sides) })
	if slices.Contains(ok, false) {
		return false, nil
	}
	return true, tx.join(sides, n)
}

// together runs fn for 0 to n-1 at the same time, the first here.
func together(n int, fn func(i int)) {
	var others sync.WaitGroup
	for i := 1; i < n; i++ {
		others.Go(func() { fn(i) })
	}
	fn(0)
	others.Wait()
}

// apart runs fn in a side, over a view of the last commit. A failure, or a
// panic, is met again, and told, when the piece is done in order.
func (tx *Tx) apart(n *numbers, fn func(*Tx) error) (ok bool) {
	defer func() { ok = recover() == nil && ok }()
	return nil == guard(func() error {
		return tx.bolt.DB().View(func(b *bbolt.Tx) error {
			if b.ID() != tx.bolt.ID()-1 {
				return errPassed
			}
			own := newTx(b, tx.base).at(tx.now)
			own.side = &side{of: tx, numbers: n, bodies: make([]byte, 0, bodiesSize)}
			if err := fn(own); err != nil {
				return err
			}
			return own.side.orderly(own)
		})
	})
}

// pieces does what is dealt to the side s, which tx is.
func (tx *Tx) pieces(d *dealer, s int, do func(tx *Tx, i int) error) error {
	for i, ok := d.deal(s); ok; i, ok = d.deal(s) {
		tx.side.rank = i
		if err := do(tx, i); err != nil {
			return err
		}
		if tx.size > sideSize {
			return errAstray
		}
	}
	return nil
}

var errAstray = errors.New("this can only be done in order")

// orderly: it did not go astray, and gave no number away that it did not use.
func (s *side) orderly(own *Tx) error {
	for _, b := range own.buckets {
		s.astray = s.astray || b.next != 0
	}
	if s.astray {
		return errAstray
	}
	return nil
}

// clearOf reports whether nothing that tx did rests on what another did.
func (tx *Tx) clearOf(all []*Tx) bool {
	for name, b := range tx.buckets {
		for _, other := range all {
			if o := other.buckets[name]; other != tx && o != nil && b.restsOn(o.own) {
				return false
			}
		}
	}
	return true
}
