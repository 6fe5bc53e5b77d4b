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
		shelfOf[V](tx.fresh, t.name).putNewest(string(prefix), h)
	}
	return t.copied(h.v), true, nil
}

// keptNewest is the newest if it is known: by this transaction, or by one that
// was committed if this has put none since.
func (t *table[V]) keptNewest(tx *Tx, prefix []byte) *held[V] {
	if h := shelfOf[V](tx.fresh, t.name).newest[string(prefix)]; h != nil {
		return h
	}
	if tx.bucket(t.name).own.begins(prefix) {
		return nil
	}
	others := []shelves{tx.shelves}
	if tx.side != nil {
		others = []shelves{tx.side.of.fresh, tx.side.of.shelves}
	}
	for _, all := range others {
		if s, ok := all[t.name].(*shelf[V]); ok && s.newest[string(prefix)] != nil {
			return s.newest[string(prefix)]
		}
	}
	return nil
}

// shelveNewest keeps a record that is put as the newest of its series, if was,
// the newest until now, is known and no newer.
func (t *table[V]) shelveNewest(tx *Tx, was *held[V], key []byte, h *held[V]) {
	if was == nil || !t.keeps(&h.v) {
		return
	}
	if bytes.Compare(t.key(&was.v), key) > 0 {
		h = was
	}
	shelfOf[V](tx.fresh, t.name).putNewest(string(seriesOf(key)), h)
}

// seriesOf is the key without its number.
func seriesOf(key []byte) []byte { return key[:max(0, len(key)-8)] }

// begins reports whether the run has a row whose key begins with prefix.
func (r run) begins(prefix []byte) bool {
	i, _ := r.seek(prefix)
	return i < len(r) && bytes.HasPrefix(r[i].key, prefix)
}
