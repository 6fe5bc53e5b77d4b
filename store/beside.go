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
const besideLeast = 16

// paper is what sides write their entries on, used again and again.
var paper = sync.Pool{New: func() any { return new([]byte) }}

// sidesMost is how many sides there are at most.
const sidesMost = 4

// side is what a transaction has that does pieces of another's work beside
// others. It reads what the last commit left and writes for itself alone.
type side struct {
	of      *Tx
	numbers *numbers
	rank    int // of the piece under way
	sealed  []sealed
	bodies  []byte // of sealed, one behind the other
	paper   *[]byte
	astray  bool // it asked for what only one after the other can tell
}

// sealed is an entry that waits for its number.
type sealed struct {
	rank  int
	cause string
	notes []Note
	from  int // where its JSON begins, and where it ends, in the bodies
	till  int
	body  []byte // the JSON behind the number, once all are sealed
}

// numbers hands out ids to all sides.
type numbers struct {
	mu   sync.Mutex
	next map[string]uint64 // by bucket
}

// Beside does the pieces 0 to n-1 as if one after the other. Those that share
// a key of apart are done in order; others at the same time, if it turns out
// that none touched a row that another looked at. If it does not, all is
// undone and done in order: so do may be called twice for a piece, and from
// several goroutines. The first error ends it.
func (tx *Tx) Beside(n int, apart func(i int) uint64, do func(tx *Tx, i int) error) error {
	if parts := split(n, apart); len(parts) > 1 && tx.untouched() {
		if done, err := tx.inSides(parts, do); done || err != nil {
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

// split deals the pieces out, those of one key to one side.
func split(n int, apart func(i int) uint64) [][]int {
	sides := min(runtime.GOMAXPROCS(0), sidesMost)
	if n < besideLeast || sides < 2 {
		return nil
	}
	parts := make([][]int, sides)
	of := make(map[uint64]int, n)
	for i := range n {
		key := apart(i)
		s, ok := of[key]
		if !ok {
			s = shortest(parts)
			of[key] = s
		}
		parts[s] = append(parts[s], i)
	}
	return slices.DeleteFunc(parts, func(p []int) bool { return len(p) == 0 })
}

func shortest(parts [][]int) int {
	s := 0
	for i := range parts {
		if len(parts[i]) < len(parts[s]) {
			s = i
		}
	}
	return s
}

// untouched: sides see the last commit, so nothing may have been put since.
func (tx *Tx) untouched() bool {
	return tx.side == nil && tx.entry == nil && tx.bound == nil && tx.size == 0 && !tx.settled
}

// inSides does each part in a side of its own and joins them. It is not done
// if one failed, went astray or looked at what another changed.
func (tx *Tx) inSides(parts [][]int, do func(tx *Tx, i int) error) (bool, error) {
	n := &numbers{next: map[string]uint64{}}
	sides := make([]*Tx, len(parts))
	ok := make([]bool, len(parts))
	together(len(parts), func(s int) {
		ok[s] = tx.apart(n, func(own *Tx) error {
			sides[s] = own
			return own.pieces(parts[s], do)
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
			own.side = &side{of: tx, numbers: n, paper: paper.Get().(*[]byte)}
			own.side.bodies = (*own.side.paper)[:0]
			if err := fn(own); err != nil {
				return err
			}
			return own.side.orderly(own)
		})
	})
}

func (tx *Tx) pieces(part []int, do func(tx *Tx, i int) error) error {
	for _, i := range part {
		tx.side.rank = i
		if err := do(tx, i); err != nil {
			return err
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

// join puts what the sides did into the transaction that they are sides of.
func (tx *Tx) join(sides []*Tx, n *numbers) error {
	var entries []sealed
	for _, s := range sides {
		for name := range s.buckets {
			tx.bucket(name) // bbolt opens one at a time
		}
		for _, e := range s.side.sealed {
			e.body = s.side.bodies[e.from:e.till]
			entries = append(entries, e)
		}
	}
	slices.SortStableFunc(entries, func(a, b sealed) int { return a.rank - b.rank })
	defer func() {
		for _, s := range sides {
			*s.side.paper = s.side.bodies
			paper.Put(s.side.paper)
		}
	}()
	var err error
	d, first := tx.binder(), tx.LastEntry()+1
	together(2, func(i int) {
		if i == 0 {
			err = d.addAll(entries)
			return
		}
		for _, s := range sides {
			tx.takeOver(s)
		}
	})
	for name, next := range n.next {
		tx.bucket(name).next = next
	}
	for i, e := range entries {
		if tx.watched {
			tx.causes = append(tx.causes, e.cause)
		}
		err = errors.Join(err, indexNotes(tx, &Entry{Seq: first + uint64(i), Notes: e.notes}))
	}
	return err
}

// takeOver takes over the rows and the records of a side.
func (tx *Tx) takeOver(s *Tx) {
	for name, b := range s.buckets {
		own := tx.bucket(name)
		own.own, own.low = merged(own.own, b.own), lower(own.low, b.low)
	}
	tx.size, tx.who = tx.size+s.size, tx.who || s.who
	for name, shelf := range s.fresh {
		if kept := tx.shelves[name]; kept != nil {
			kept.(shelved).forget(shelf)
		}
	}
	tx.fresh.take(s.fresh)
}

// lower is the lower of two keys at which rows may begin, nil where one is not
// known.
func lower(a, b []byte) []byte {
	if a == nil || b == nil {
		return nil
	}
	if string(b) < string(a) {
		return b
	}
	return a
}

// addAll gives entries their places in the journal.
func (d *binder) addAll(entries []sealed) error {
	for _, e := range entries {
		err := d.add(func(seq uint64, to []byte) ([]byte, error) {
			return append(append(appendSeq(to, seq), ','), e.body...), nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// seal keeps the entry under way, which is to be used again.
func (s *side) seal(e *Entry) error {
	o := object{b: s.bodies}
	o.open()
	e.body(&o)
	s.sealed = append(s.sealed, sealed{rank: s.rank, cause: e.Cause, notes: slices.Clone(e.Notes), from: len(s.bodies) + 1, till: len(o.b)})
	s.bodies = o.b
	return o.err
}

// stray says that the journal was asked: it grows by all sides' entries.
func (tx *Tx) stray() {
	if tx.side != nil {
		tx.side.astray = true
	}
}

// id is a fresh id of the bucket, the same until a record has it.
func (s *side) id(name string, b *bucket) uint64 {
	if b.next == 0 {
		b.next = s.numbers.draw(name, b)
	}
	return b.next
}

func (n *numbers) draw(name string, b *bucket) uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	id := n.next[name]
	if id == 0 {
		id = b.unused()
	}
	n.next[name] = id + 1
	return id
}
