package store

import (
	"bytes"
	"iter"
)

// row is a derived key in an index bucket.
type row struct {
	index *index
	key   []byte
	value []byte
}

// index is a bucket whose rows are computed from records by a table.
type index struct{ name string }

// rowsAt are the index rows that the record has now.
func (t *table[V]) rowsAt(tx *Tx, key []byte) ([]row, error) {
	h, err := t.find(tx, key)
	if err != nil {
		return nil, err
	}
	if h.rows != nil {
		return h.rows, nil
	}
	rows := t.rows(&h.v)
	if tx.side == nil { // else another may look at it at this moment
		h.rows = rows
	}
	return rows, nil
}

// reindex removes the rows that are no more and puts the ones that are new.
func reindex(tx *Tx, old, rows []row) error {
	for _, r := range old {
		if holds(rows, r) {
			continue
		}
		if err := tx.put(r.index.name, r.key, nil); err != nil {
			return err
		}
	}
	for _, r := range rows {
		if holds(old, r) {
			continue
		}
		if err := tx.put(r.index.name, r.key, append([]byte{}, r.value...)); err != nil {
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

// keys yields the index's keys that begin with prefix, and their values. They
// are good until the transaction ends.
func (ix *index) keys(tx *Tx, prefix []byte) iter.Seq2[[]byte, []byte] {
	return tx.bucket(ix.name).scan(prefix)
}

// value is what the index holds under key, nil if nothing.
func (ix *index) value(tx *Tx, key []byte) []byte { return tx.bucket(ix.name).get(key) }

// follow yields the records whose key is the last eight bytes of the index's
// keys that begin with prefix.
func follow[V record](tx *Tx, ix *index, prefix []byte, t *table[V]) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		w := tx.bucket(ix.name).walk(prefix, prefix)
		defer w.end()
		for w.next() {
			v, err := t.get(tx, w.key[len(w.key)-8:])
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}
