package store

import (
	"encoding/binary"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"
)

// The entries of one transaction share a row of the journal's bucket, a block:
// a page of the file holds hardly more than one entry, and a row for each
// would leave half of what is written empty. A block's key is the numbers of
// its first and its last entry, its value each entry with its length before
// it, packed where that is worth while. A short entry that is alone has its own
// number as the key, and no length.
type block struct {
	first, last uint64
	value       []byte // not packed
	bare        bool   // an entry without its length
}

const (
	blockSize = 64 << 10 // bytes after which a transaction begins another block
	frameSize = 4        // bytes of an entry's length
)

// blockAt reads a row. Where its value can't be unpacked, it still has its
// numbers.
func blockAt(key, value []byte) (b block, err error) {
	b.value = value
	switch len(key) {
	case 8:
		b.first, b.last, b.bare = unkey(key), unkey(key), true
	case 16:
		b.first, b.last = unkey(key[:8]), unkey(key[8:])
		b.value, err = unpacked(value)
	}
	if b.first == 0 || b.last < b.first {
		return block{}, fmt.Errorf("a row with the key %x", key)
	}
	return b, err
}

// lastIn is the number of the last entry in the row with this key.
func lastIn(key []byte) uint64 { return unkey(key[max(0, len(key)-8):]) }

// entries yields the block's entries as they stand, hash and JSON, by number.
func (b block) entries() iter.Seq2[uint64, []byte] {
	return func(yield func(uint64, []byte) bool) {
		if b.bare {
			yield(b.first, b.value)
			return
		}
		rest := b.value
		for seq := b.first; seq <= b.last; seq++ {
			var entry []byte // too short where the block is
			entry, rest = cutFrame(rest)
			if !yield(seq, entry) {
				return
			}
		}
	}
}

func cutFrame(b []byte) (entry, rest []byte) {
	if len(b) < frameSize {
		return nil, nil
	}
	size := binary.BigEndian.Uint32(b)
	b = b[frameSize:]
	if uint64(size) > uint64(len(b)) {
		return nil, nil
	}
	return b[:size:size], b[size:]
}

// binder collects the entries of a transaction.
type binder struct {
	block
	bucket *bbolt.Bucket
	packer packer
	end    [hashSize]byte // the last entry's hash
	fault  error          // the journal's end can't be read
}

// binder looks up where the journal ends when it is first wanted.
func (tx *Tx) binder() *binder {
	if tx.bound == nil {
		tx.bound = &binder{bucket: tx.bolt.Bucket([]byte(journalBucket))}
		tx.bound.resume()
	}
	return tx.bound
}

func (d *binder) resume() {
	key, value := d.bucket.Cursor().Last()
	if key == nil {
		return
	}
	b, err := blockAt(key, value)
	if err != nil {
		d.fault = fmt.Errorf("%w: journal: %w", ErrDamaged, err)
		return
	}
	for _, entry := range b.entries() {
		copy(d.end[:], entry)
	}
	d.last = lastIn(key)
	d.first = d.last + 1
}

// add lets write append an entry, its JSON behind the hash of the one before,
// and links it.
func (d *binder) add(write func(seq uint64, to []byte) ([]byte, error)) error {
	if d.fault != nil {
		return d.fault
	}
	if cap(d.value) == 0 {
		d.value = make([]byte, 0, blockSize*5/4)
	}
	seq, begin := d.last+1, len(d.value)
	to := append(append(d.value, make([]byte, frameSize)...), d.end[:]...)
	to, err := write(seq, to)
	if err != nil {
		return err
	}
	entry := to[begin+frameSize:]
	binary.BigEndian.PutUint32(to[begin:], uint32(len(entry)))
	link(entry, seq)
	copy(d.end[:], entry)
	d.value, d.last, d.first = to, seq, max(d.first, 1)
	if len(d.value) > blockSize {
		return d.flush()
	}
	return nil
}

// flush gives the block to the bucket, which writes it at the commit.
func (d *binder) flush() error {
	if d == nil || len(d.value) == 0 {
		return nil
	}
	key := bkey(d.first)
	value, packed := d.packer.pack(d.value)
	if d.first == d.last && !packed {
		value = value[frameSize:]
	} else {
		key = append(key, bkey(d.last)...)
	}
	d.bucket.FillPercent = 0.95 // keys only ever grow
	if err := d.bucket.Put(key, value); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	d.first = d.last + 1
	if d.value = d.value[:0]; !packed {
		d.value = nil // bbolt has it until the commit
	}
	return nil
}

// blocks yields the journal from the block that has entry number from, with
// what this transaction has not yet given to the bucket.
func (tx *Tx) blocks(from uint64) iter.Seq2[block, error] {
	return func(yield func(block, error) bool) {
		tx.stray()
		c := tx.bolt.Bucket([]byte(journalBucket)).Cursor()
		for k, v := seekEntry(c, from); k != nil; k, v = c.Next() {
			if b, err := blockAt(k, v); !yield(b, err) || err != nil {
				return
			}
		}
		if d := tx.bound; d != nil && len(d.value) > 0 && d.last >= from {
			yield(d.block, nil)
		}
	}
}

// seekEntry moves to the row that has the entry, or the first behind it.
func seekEntry(c *bbolt.Cursor, from uint64) (key, value []byte) {
	key, _ = c.Seek(bkey(from))
	if key != nil && unkey(key[:8]) == from {
		return c.Seek(key)
	}
	if key == nil {
		key, value = c.Last()
	} else {
		key, value = c.Prev()
	}
	if key == nil {
		return c.First()
	}
	if lastIn(key) < from {
		return c.Next()
	}
	return key, value
}
