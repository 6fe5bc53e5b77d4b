package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
)

// ErrNotFound is wrapped by every look-up that finds nothing.
var ErrNotFound = errors.New("no such record")

type record interface{ Validate() error }

// table keeps records of one kind as JSON under a key taken from the record.
type table[V record] struct {
	name   string
	key    func(*V) []byte
	rows   func(*V) []row    // nil where the table has no index
	keep   bool              // decoded once, for as long as it is used
	series bool              // its keys are numbered under a prefix, as newest says
	who    bool              // says who is who: Store.Who counts its changes
	large  func(*V) bool     // one that is not kept all the same; nil where there is none
	fields func(*V, *object) // writes it; nil where json.Marshal does
	own    func(V) V         // gives a copy its own slices, maps and pointers; nil where V has none
}

// keeper is what replay and verify need of a table, whatever it holds.
type keeper interface {
	bucket() string
	replay(tx *Tx, raw []byte) error
	reindex(tx *Tx) error
}

func (t *table[V]) bucket() string { return t.name }

func (t *table[V]) get(tx *Tx, key []byte) (V, error) {
	h, err := t.find(tx, key)
	if err != nil {
		var none V
		return none, err
	}
	return t.copied(h.v), nil
}

// find is the record as it is kept: to look at, not to write into.
func (t *table[V]) find(tx *Tx, key []byte) (*held[V], error) {
	if h := t.kept(tx, key); h != nil {
		return h, nil
	}
	raw := tx.bucket(t.name).get(key)
	if raw == nil {
		return nil, fmt.Errorf("%s %x: %w", t.name, key, ErrNotFound)
	}
	h := &held[V]{}
	if err := json.Unmarshal(raw, &h.v); err != nil {
		return nil, fmt.Errorf("%s %x: %w", t.name, key, err)
	}
	if t.keeps(&h.v) {
		shelfOf[V](tx.fresh, t.name).put(string(key), h)
	}
	return h, nil
}

// kept is the record if this transaction, or one that was committed, has it
// decoded.
func (t *table[V]) kept(tx *Tx, key []byte) *held[V] {
	if !t.keep {
		return nil
	}
	if h := shelfOf[V](tx.fresh, t.name).get(key); h != nil {
		return h
	}
	switch {
	case tx.side != nil:
		return t.lent(tx, key)
	case tx.shelves != nil:
		return shelfOf[V](tx.shelves, t.name).get(key)
	}
	return nil
}

// lent is kept for a side: what the transaction has that it is a side of.
func (t *table[V]) lent(tx *Tx, key []byte) *held[V] {
	b := tx.bucket(t.name)
	if _, own := b.own.seek(key); own {
		return nil
	}
	for _, all := range []shelves{tx.side.of.fresh, tx.side.of.shelves} {
		if s, ok := all[t.name].(*shelf[V]); ok {
			if h := s.look(key); h != nil {
				b.sawRow(key)
				return h
			}
		}
	}
	return nil
}

func (t *table[V]) copied(v V) V {
	if t.own != nil {
		return t.own(v)
	}
	return v
}

func (t *table[V]) has(tx *Tx, key []byte) bool {
	return tx.bucket(t.name).get(key) != nil
}

// put validates and writes v with its index rows and adds the change to the
// journal entry under way.
func (t *table[V]) put(tx *Tx, v V) error {
	if t.keep {
		v = t.copied(v)
	}
	return t.give(tx, v)
}

// give is put for a caller that has no further use of what v points to.
func (t *table[V]) give(tx *Tx, v V) error {
	h := &held[V]{v: v}
	raw, err := t.checked(tx, &h.v)
	if err != nil {
		return err
	}
	key := t.key(&h.v)
	was, own := tx.bucket(t.name).look(key)
	if bytes.Equal(was, raw) {
		return nil
	}
	if own {
		tx.entry.forget(was)
	}
	return t.enter(tx, key, h, was != nil, raw)
}

// add is put for a record under a key that is known to be free: it spares
// looking for what stands there.
func (t *table[V]) add(tx *Tx, v V) error {
	if t.keep {
		v = t.copied(v)
	}
	h := &held[V]{v: v}
	raw, err := t.checked(tx, &h.v)
	if err != nil {
		return err
	}
	return t.enter(tx, t.key(&h.v), h, false, raw)
}

// checked is the record's JSON, once it is seen to be valid.
func (t *table[V]) checked(tx *Tx, v *V) ([]byte, error) {
	if tx.entry == nil {
		return nil, fmt.Errorf("%s: a change outside a journal entry", t.name)
	}
	err := (*v).Validate()
	var raw []byte
	if err == nil {
		raw, err = t.encode(tx, v)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	return raw, nil
}

func (t *table[V]) enter(tx *Tx, key []byte, h *held[V], over bool, raw []byte) error {
	tx.who = tx.who || t.who
	tx.entry.Set = append(tx.entry.Set, Change{Table: t.name, Value: raw})
	return t.write(tx, key, h, over, raw)
}

func (t *table[V]) encode(tx *Tx, v *V) ([]byte, error) {
	if t.fields == nil {
		return json.Marshal(v)
	}
	o := object{b: tx.space.room(0)}
	o.open()
	t.fields(v, &o)
	o.close()
	return tx.space.take(o.b), o.err
}

// write puts the record, over another version of it or not, and moves its
// index rows.
func (t *table[V]) write(tx *Tx, key []byte, h *held[V], over bool, raw []byte) (err error) {
	if t.rows != nil {
		var old []row
		if over {
			if old, err = t.rowsAt(tx, key); err != nil {
				return err
			}
		}
		h.rows = t.rows(&h.v)
		if err := reindex(tx, old, h.rows); err != nil {
			return err
		}
	}
	if t.keep {
		t.shelve(tx, key, h)
	}
	tx.bucket(t.name).given(key)
	return tx.put(t.name, key, raw)
}

func (t *table[V]) keeps(v *V) bool { return t.keep && (t.large == nil || !t.large(v)) }

// shelve replaces what is kept of the record.
func (t *table[V]) shelve(tx *Tx, key []byte, h *held[V]) {
	var newest *held[V]
	if t.series {
		newest = t.keptNewest(tx, seriesOf(key))
	}
	fresh := shelfOf[V](tx.fresh, t.name)
	fresh.drop(key)
	if tx.shelves != nil {
		shelfOf[V](tx.shelves, t.name).drop(key)
	}
	if t.keeps(&h.v) {
		fresh.put(string(key), h)
	}
	t.shelveNewest(tx, newest, key, h)
}

func (t *table[V]) replay(tx *Tx, raw []byte) error {
	h := &held[V]{}
	if err := json.Unmarshal(raw, &h.v); err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	key := t.key(&h.v)
	return t.write(tx, key, h, t.has(tx, key), bytes.Clone(raw))
}

// reindex writes the index rows of every record.
func (t *table[V]) reindex(tx *Tx) error {
	if t.rows == nil {
		return nil
	}
	for v, err := range t.each(tx, nil) {
		if err != nil {
			return err
		}
		if err := reindex(tx, nil, t.rows(&v)); err != nil {
			return err
		}
	}
	return nil
}

// next is the id after the highest in use; records are never deleted, so an
// id is never given twice.
func (t *table[V]) next(tx *Tx) uint64 {
	b := tx.bucket(t.name)
	if tx.side != nil {
		return tx.side.id(t.name, b)
	}
	if b.next == 0 {
		b.next = b.unused()
	}
	return b.next
}

// each yields the records whose key begins with prefix, in key order.
func (t *table[V]) each(tx *Tx, prefix []byte) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for k, raw := range tx.bucket(t.name).scan(prefix) {
			var v V
			err := json.Unmarshal(raw, &v)
			if err != nil {
				err = fmt.Errorf("%s %x: %w", t.name, k, err)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// list collects what each yields.
func list[V any](seq iter.Seq2[V, error]) ([]V, error) {
	var all []V
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}
