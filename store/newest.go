package store

import "bytes"

// The keys of a series are a prefix and a number of eight bytes, and its
// records stay: so the newest under a prefix is kept under the prefix as well,
// as soon as it was looked for.

// newest is the record of the series with the highest number under the prefix;
// false if there is none.
func (t *table[V]) newest(tx *Tx, prefix []byte) (V, bool, error) {
	b := tx.bucket(t.name)
	if h := t.keptNewest(tx, prefix); h != nil {
		b.sawSpan(t.key(&h.v), nil, prefix)
		return t.copied(h.v), true, nil
	}
	key, _ := b.last(prefix)
	if key == nil {
		var none V
		return none, false, nil
	}
	h, err := t.find(tx, key)
	if err != nil {
		var none V
		return none, false, err
	}
	if t.keeps(&h.v) {
		shelfOf[V](tx.fresh, t.name).put(string(prefix), h)
	}
	return t.copied(h.v), true, nil
}

func (t *table[V]) keptNewest(tx *Tx, prefix []byte) *held[V] {
	if h := shelfOf[V](tx.fresh, t.name).get(prefix); h != nil {
		return h
	}
	switch {
	case tx.side != nil && !tx.bucket(t.name).own.begins(prefix):
		return t.onLoan(tx, prefix)
	case tx.side == nil && tx.shelves != nil:
		return shelfOf[V](tx.shelves, t.name).get(prefix)
	}
	return nil
}

// shelveNewest keeps a record that was put as the newest of its series, if the
// newest was known and is not newer.
func (t *table[V]) shelveNewest(tx *Tx, key []byte, h *held[V]) {
	prefix := seriesOf(key)
	was := t.keptNewest(tx, prefix)
	if was == nil || bytes.Compare(t.key(&was.v), key) > 0 {
		return
	}
	if tx.shelves != nil {
		shelfOf[V](tx.shelves, t.name).drop(prefix)
	}
	shelfOf[V](tx.fresh, t.name).put(string(prefix), h)
}

// seriesOf is the key without its number.
func seriesOf(key []byte) []byte { return key[:max(0, len(key)-8)] }

// begins reports whether the run has a row whose key begins with prefix.
func (r run) begins(prefix []byte) bool {
	i, _ := r.seek(prefix)
	return i < len(r) && bytes.HasPrefix(r[i].key, prefix)
}
