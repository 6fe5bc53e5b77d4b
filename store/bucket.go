package store

import (
	"bytes"
	"iter"

	"go.etcd.io/bbolt"
)

// bucket is one of the file's buckets as a transaction sees it: the file, the
// layer over it, and what the transaction itself has put. The bytes that it
// gives are good until the transaction ends.
type bucket struct {
	file     *bbolt.Bucket
	cursor   *bbolt.Cursor // for look-ups that are over at once
	spare    *bbolt.Cursor // for the next walk; nil while one is under way
	places   []int         // as well
	backward []int         // room for the places of below
	late     []lateRun     // of the layer, oldest first
	own      run
	low      []byte // no row is below it; nil where that is not known
	next     uint64 // the id after the highest in use; 0 until it was wanted
	settled  int    // how often the runs were written to the file
	trail    *trail // nil but on a side
}

func (tx *Tx) bucket(name string) *bucket {
	if b := tx.buckets[name]; b != nil {
		return b
	}
	file := tx.bolt.Bucket([]byte(name))
	b := &bucket{file: file, cursor: file.Cursor(), late: tx.base.runs[name], low: tx.base.low[name]}
	if tx.side != nil {
		b.trail = &trail{}
	}
	tx.buckets[name] = b
	return b
}

// put sets a row; a nil value removes it.
func (tx *Tx) put(name string, key, value []byte) error {
	b := tx.bucket(name)
	b.own = b.own.put(change{key, value, value == nil && !b.filed(key)})
	if value != nil && bytes.Compare(key, b.low) < 0 {
		b.low = key
	}
	tx.size += len(key) + len(value) + rowSize
	if tx.base.size+tx.size > tx.most && tx.bolt.Writable() {
		return tx.lighten()
	}
	return nil
}

// filed reports whether the file has the row.
func (b *bucket) filed(key []byte) bool {
	k, _ := b.cursor.Seek(key)
	return bytes.Equal(k, key)
}

// unused is the id after the highest in use.
func (b *bucket) unused() uint64 {
	if key, _ := b.below(nil, nil); key != nil {
		return unkey(key) + 1
	}
	return 1
}

// given says that a record was put: its id is in use.
func (b *bucket) given(key []byte) {
	switch {
	case b.next == 0 || unkey(key) < b.next:
	case b.trail != nil:
		b.next = 0 // a side draws another
	default:
		b.next = unkey(key) + 1
	}
}

// get is the row's value, nil if there is none.
func (b *bucket) get(key []byte) []byte {
	value, _ := b.look(key)
	return value
}

// look is get, and whether the row was put by this transaction. No row has an
// empty key.
func (b *bucket) look(key []byte) (value []byte, own bool) {
	if len(key) == 0 {
		return nil, false
	}
	if i, ok := b.own.seek(key); ok {
		return b.own[i].value, true
	}
	b.sawRow(key)
	return b.stood(key), false
}

// stood is the row's value before this transaction.
func (b *bucket) stood(key []byte) []byte {
	sum := sumOf(key)
	for n := len(b.late) - 1; n >= 0; n-- {
		r := b.late[n]
		if r.filter.lacks(sum) {
			continue
		}
		if i, ok := r.seek(key); ok {
			return r.run[i].value
		}
	}
	if k, v := b.cursor.Seek(key); bytes.Equal(k, key) {
		return v
	}
	return nil
}

// seek is the first row at the key or behind it, nil if there is none.
func (b *bucket) seek(key []byte) (k, v []byte) {
	w := b.walk(key, nil)
	defer w.end()
	if w.next() {
		return w.key, w.value
	}
	return nil, nil
}

// scan yields the rows whose key begins with prefix, in key order.
func (b *bucket) scan(prefix []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		w := b.walk(prefix, prefix)
		defer w.end()
		for w.next() && yield(w.key, w.value) {
		}
	}
}

// walk goes over the rows at a key and behind it that have the prefix, in key
// order. Rows that are put or removed meanwhile are seen as they are when their
// turn comes.
type walk struct {
	key, value         []byte
	b                  *bucket
	from, prefix       []byte
	cursor             *bbolt.Cursor
	fileKey, fileValue []byte // the file's next row
	places             []int  // of the next row in each late run
	settled            int    // of the bucket, when the places were looked up
	whole              bool   // no row is below the one that comes first
	begun              bool
}

func (b *bucket) walk(from, prefix []byte) walk {
	w := walk{b: b, from: from, prefix: prefix, key: from, cursor: b.spare, places: b.places, whole: bytes.Compare(from, b.low) <= 0}
	if w.whole {
		w.key = b.low
	}
	if b.spare, b.places = nil, nil; w.cursor == nil {
		w.cursor = b.file.Cursor()
	}
	w.place()
	return w
}

// end gives back what the next walk can use.
func (w *walk) end() {
	w.b.spare, w.b.places = w.cursor, w.places
	w.b.sawSpan(w.from, w.key, w.prefix)
}

// place looks up where the key is, in the file and in the runs.
func (w *walk) place() {
	w.fileKey, w.fileValue = w.cursor.Seek(w.key)
	w.places = w.places[:0]
	for _, r := range w.b.late {
		i, _ := r.seek(w.key)
		w.places = append(w.places, i)
	}
	w.settled = w.b.settled
}

// next moves on and reports whether there was a row; without one key is nil.
func (w *walk) next() bool {
	for {
		if w.settled != w.b.settled {
			w.place()
		}
		if w.begun && bytes.Equal(w.fileKey, w.key) {
			w.fileKey, w.fileValue = w.cursor.Next()
		}
		late, ok := w.following()
		w.begun = true
		if ok && (w.fileKey == nil || bytes.Compare(late.key, w.fileKey) <= 0) {
			w.key, w.value = late.key, late.value
		} else {
			w.key, w.value = w.fileKey, w.fileValue
		}
		if w.key == nil || w.value != nil {
			w.found()
			if !bytes.HasPrefix(w.key, w.prefix) {
				w.key, w.value = nil, nil
			}
			return w.key != nil
		}
	}
}

// found notes where the bucket's rows begin. At its front there may be
// thousands that were removed, and still are in the file.
func (w *walk) found() {
	if w.whole && w.key != nil {
		w.b.low = bytes.Clone(w.key)
	}
	w.whole = false
}

// following is the first change behind the key, or at it before the walk has
// begun; of several with one key, the newest.
func (w *walk) following() (first change, ok bool) {
	i, at := w.b.own.seek(w.key)
	if at && w.begun {
		i++
	}
	if i < len(w.b.own) {
		first, ok = w.b.own[i], true
	}
	for n := len(w.b.late) - 1; n >= 0; n-- {
		r := w.b.late[n].run[w.places[n]:]
		if w.begun && len(r) > 0 && bytes.Equal(r[0].key, w.key) {
			w.places[n]++
			r = r[1:]
		}
		if len(r) > 0 && (!ok || bytes.Compare(r[0].key, first.key) < 0) {
			first, ok = r[0], true
		}
	}
	return first, ok
}
