package store

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"
)

// bodiesSize is room for the entries of some fifty replies.
const bodiesSize = 128 << 10

// sealed is an entry that waits for its number.
type sealed struct {
	meanwhile uint64 // the number under which its notes are found until then
	cause     string
	from      int // where its JSON begins, and where it ends, in the bodies
	till      int
	body      []byte // the JSON behind the number, once all are sealed
}

// meanwhile numbers are above all that the journal has, and in the order that
// the entries will be in.
func (s *side) meanwhile() uint64 {
	return 1<<63 | uint64(s.rank)<<32 | uint64(len(s.sealed))
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
	slices.SortFunc(entries, func(a, b sealed) int { return cmp.Compare(a.meanwhile, b.meanwhile) })
	var err error
	d, first := tx.binder(), tx.LastEntry()+1
	together(2, func(i int) {
		if i == 0 {
			err = d.addAll(entries)
			return
		}
		for _, s := range sides {
			s.renumber(entries, first)
			tx.takeOver(s)
		}
	})
	for name, next := range n.next {
		tx.bucket(name).next = next
	}
	if tx.watched {
		for _, e := range entries {
			tx.causes = append(tx.causes, e.cause)
		}
	}
	return err
}

// renumber puts the notes of a side under the numbers that its entries get;
// the first of all has the number first.
func (tx *Tx) renumber(entries []sealed, first uint64) {
	for _, ix := range []*index{notesByTask, notesByUnit} {
		b := tx.buckets[ix.name]
		if b == nil || len(b.own) == 0 {
			continue
		}
		for _, c := range b.own {
			i, _ := slices.BinarySearchFunc(entries, unkey(c.key[8:]), func(e sealed, n uint64) int { return cmp.Compare(e.meanwhile, n) })
			binary.BigEndian.PutUint64(c.key[8:], first+uint64(i))
		}
		b.low = lower(b.low, b.own[0].key)
	}
}

// takeOver takes over the rows and the records of a side.
func (tx *Tx) takeOver(s *Tx) {
	for name, b := range s.buckets {
		own := tx.bucket(name)
		own.own, own.low = merged(own.own, b.own), lower(own.low, b.low)
		for _, all := range []shelves{tx.fresh, tx.shelves} {
			if kept, ok := all[name].(shelved); ok {
				for _, c := range b.own {
					kept.drop(c.key)
				}
			}
		}
	}
	tx.size, tx.who = tx.size+s.size, tx.who || s.who
	tx.shelves.take(s.fresh)
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
	e.Seq = s.meanwhile()
	o := object{b: s.bodies}
	o.open()
	e.body(&o)
	s.sealed = append(s.sealed, sealed{meanwhile: e.Seq, cause: e.Cause, from: len(s.bodies) + 1, till: len(o.b)})
	s.bodies = o.b
	return o.err
}

// stray says that the journal was asked: it grows by all sides' entries.
func (tx *Tx) stray() {
	if tx.side != nil {
		tx.side.astray = true
	}
}

// numbers hands out ids to all sides.
type numbers struct {
	mu   sync.Mutex
	next map[string]uint64 // by bucket
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
