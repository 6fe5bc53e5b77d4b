package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"
)

// ErrNotFound is wrapped by every look-up that finds nothing.
var ErrNotFound = errors.New("no such record")

type record interface{ Validate() error }

// row is a derived key in an index bucket.
type row struct {
	index *index
	key   []byte
	value []byte
}

// index is a bucket whose rows are computed from records by a table.
type index struct{ name string }

// table keeps records of one kind as JSON under a key taken from the record.
type table[V record] struct {
	name string
	key  func(*V) []byte
	rows func(*V) []row // nil where the table has no index
	kept bool           // decoded once a transaction
	own  func(*V)       // gives a copy its own slices and maps; nil where V has none that callers write into
}

// keeper is what replay and verify need of a table, whatever it holds.
type keeper interface {
	bucket() string
	replay(b *bbolt.Tx, raw []byte) error
	reindex(b *bbolt.Tx) error
}

func (t *table[V]) bucket() string { return t.name }

func (t *table[V]) get(tx *Tx, key []byte) (V, error) {
	if t.kept {
		if v, ok := tx.kept[t.name+string(key)]; ok {
			return t.copied(v.(V)), nil
		}
	}
	var v V
	raw := tx.bolt.Bucket([]byte(t.name)).Get(key)
	if raw == nil {
		return v, fmt.Errorf("%s %x: %w", t.name, key, ErrNotFound)
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("%s %x: %w", t.name, key, err)
	}
	t.keep(tx, key, v)
	if t.rows != nil && tx.entry != nil {
		tx.rows[t.name+string(key)] = t.rows(&v) // before a caller can change what v shares
	}
	return v, nil
}

func (t *table[V]) keep(tx *Tx, key []byte, v V) {
	if t.kept {
		tx.kept[t.name+string(key)] = t.copied(v)
	}
}

func (t *table[V]) copied(v V) V {
	if t.own != nil {
		t.own(&v)
	}
	return v
}

func (t *table[V]) has(tx *Tx, key []byte) bool {
	return tx.bolt.Bucket([]byte(t.name)).Get(key) != nil
}

// put validates and writes v with its index rows and adds the change to the
// journal entry under way.
func (t *table[V]) put(tx *Tx, v V) error {
	if tx.entry == nil {
		return fmt.Errorf("%s: a change outside a journal entry", t.name)
	}
	if err := v.Validate(); err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	key := t.key(&v)
	id := t.name + string(key)
	changed, err := t.write(tx.bolt, &v, key, raw, tx.rows[id])
	delete(tx.rows, id)
	if changed {
		t.keep(tx, key, v)
		tx.entry.Set = append(tx.entry.Set, Change{Table: t.name, Value: raw})
	}
	return err
}

// write puts the record and moves its index rows; old are the rows that it
// has now, nil where they have to be computed from the bytes.
func (t *table[V]) write(b *bbolt.Tx, v *V, key, raw []byte, old []row) (changed bool, err error) {
	bucket := b.Bucket([]byte(t.name))
	was := bucket.Get(key)
	if bytes.Equal(was, raw) {
		return false, nil
	}
	if t.rows != nil {
		if was != nil && old == nil {
			var before V
			if err := json.Unmarshal(was, &before); err != nil {
				return false, fmt.Errorf("%s: %w", t.name, err)
			}
			old = t.rows(&before)
		}
		if err := reindex(b, old, t.rows(v)); err != nil {
			return false, err
		}
	}
	return true, bucket.Put(key, raw)
}

// reindex removes the rows that are no more and puts the ones that are new.
func reindex(b *bbolt.Tx, old, rows []row) error {
	for _, r := range old {
		if holds(rows, r) {
			continue
		}
		if err := b.Bucket([]byte(r.index.name)).Delete(r.key); err != nil {
			return err
		}
	}
	for _, r := range rows {
		if holds(old, r) {
			continue
		}
		if err := b.Bucket([]byte(r.index.name)).Put(r.key, r.value); err != nil {
			return err
		}
	}
	return nil
}

func holds(rows []row, r row) bool {
	for _, o := range rows {
		if o.index == r.index && bytes.Equal(o.key, r.key) && bytes.Equal(o.value, r.value) {
			return true
		}
	}
	return false
}

func (t *table[V]) replay(b *bbolt.Tx, raw []byte) error {
	var v V
	if err := json.Unmarshal(raw, &v); err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	_, err := t.write(b, &v, t.key(&v), raw, nil)
	return err
}

// reindex writes the index rows of every record.
func (t *table[V]) reindex(b *bbolt.Tx) error {
	if t.rows == nil {
		return nil
	}
	return b.Bucket([]byte(t.name)).ForEach(func(_, raw []byte) error {
		var v V
		if err := json.Unmarshal(raw, &v); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		return reindex(b, nil, t.rows(&v))
	})
}

// next is the id after the highest in use; records are never deleted, so an
// id is never given twice.
func (t *table[V]) next(tx *Tx) uint64 {
	key, _ := tx.bolt.Bucket([]byte(t.name)).Cursor().Last()
	if key == nil {
		return 1
	}
	return unkey(key) + 1
}

// each yields the records whose key begins with prefix, in key order.
func (t *table[V]) each(tx *Tx, prefix []byte) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		c := tx.bolt.Bucket([]byte(t.name)).Cursor()
		for k, raw := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, raw = c.Next() {
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

// keys yields copies of the index's keys that begin with prefix, and their values.
func (ix *index) keys(tx *Tx, prefix []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		c := tx.bolt.Bucket([]byte(ix.name)).Cursor()
		for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
			if !yield(bytes.Clone(k), bytes.Clone(v)) {
				return
			}
		}
	}
}

// value is a copy of what the index holds under key, nil if nothing.
func (ix *index) value(tx *Tx, key []byte) []byte {
	return bytes.Clone(tx.bolt.Bucket([]byte(ix.name)).Get(key))
}

// follow yields the records whose key is the last eight bytes of the index's
// keys that begin with prefix.
func follow[V record](tx *Tx, ix *index, prefix []byte, t *table[V]) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		for k := range ix.keys(tx, prefix) {
			v, err := t.get(tx, k[len(k)-8:])
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}
