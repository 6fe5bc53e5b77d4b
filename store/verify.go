package store

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// Fault is something wrong with the file, in words. Entry is the first bad
// entry of the journal, 0 where the fault is elsewhere.
type Fault struct {
	Entry  uint64
	Bucket string
	Text   string
}

func (f Fault) Error() string {
	if f.Entry != 0 {
		return fmt.Sprintf("journal entry %d: %s", f.Entry, f.Text)
	}
	return fmt.Sprintf("bucket %s: %s", f.Bucket, f.Text)
}

// Verify checks the file's pages and the journal's chain, rebuilds all
// buckets from the journal in a scratch file in dir, and compares. It returns
// the number of entries, and a Fault for the first thing that is wrong.
func (s *Store) Verify(dir string) (entries uint64, err error) {
	err = s.View(time.Time{}, func(tx *Tx) error {
		if err := checkPages(tx.bolt); err != nil {
			return err
		}
		entries, err = compareToJournal(tx, dir)
		return err
	})
	return entries, explain(err)
}

// CheckPages reads the file through and checks its pages, without holding the
// records against the journal.
func (s *Store) CheckPages() error {
	return explain(s.View(time.Time{}, func(tx *Tx) error { return checkPages(tx.bolt) }))
}

func compareToJournal(tx *Tx, dir string) (entries uint64, err error) {
	scratch, err := os.MkdirTemp(dir, "duban-verify-*")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(scratch)
	fresh, err := Open(filepath.Join(scratch, "duban.db"), Options{})
	if err != nil {
		return 0, err
	}
	defer fresh.Close()
	if entries, err = rebuild(tx.bolt, fresh); err != nil {
		return entries, err
	}
	return entries, fresh.View(time.Time{}, func(want *Tx) error { return compare(tx, want) })
}

// checkPages first reads every row on this goroutine, where a fault of memory
// can be caught: bbolt's own check runs on one where it can't.
func checkPages(b *bbolt.Tx) error {
	if err := b.ForEach(func(_ []byte, bucket *bbolt.Bucket) error { return touch(bucket) }); err != nil {
		return err
	}
	var faults []error
	for err := range b.Check() {
		faults = append(faults, err)
	}
	if more := len(faults) - shownPages; more > 0 {
		faults = append(faults[:shownPages:shownPages], fmt.Errorf("and %d more", more))
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w: %w", ErrDamaged, errors.Join(faults...))
	}
	return nil
}

// touch reads the bytes of every row. An empty key can't be stored.
func touch(bucket *bbolt.Bucket) error {
	return bucket.ForEach(func(k, v []byte) error {
		if len(k) == 0 || bytes.Count(k, nil)+bytes.Count(v, nil) == 0 {
			return fmt.Errorf("%w: a row without a key", ErrDamaged)
		}
		return nil
	})
}

// shownPages is how many broken pages are named; the rest are counted.
const shownPages = 5

// rebuildBatch entries go into one transaction of the scratch file.
const rebuildBatch = 2000

// rebuild replays the journal of b into the file to, checking the chain.
func rebuild(b *bbolt.Tx, to *Store) (uint64, error) {
	chain := chain{prev: make([]byte, hashSize)}
	c := b.Bucket([]byte(journalBucket)).Cursor()
	k, v := c.First()
	for k != nil {
		err := to.Update(time.Time{}, func(f *Tx) error {
			for till := chain.seq + rebuildBatch; k != nil && chain.seq < till; k, v = c.Next() {
				if err := chain.replay(f, k, v); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return chain.seq, err
		}
	}
	return chain.seq, nil
}

// chain is how far the journal was followed.
type chain struct {
	seq  uint64
	prev []byte // the hash of entry seq
}

// replay follows the chain through a row and puts again what its entries put.
func (c *chain) replay(tx *Tx, key, value []byte) error {
	b, err := blockAt(key, value)
	if b.first != c.seq+1 {
		c.seq++
		return Fault{Entry: c.seq, Text: fmt.Sprintf("it is missing; the next row is %x", key)}
	}
	if err != nil {
		return Fault{Entry: b.first, Text: fmt.Sprintf("it and those up to %d can't be unpacked: %v", b.last, err)}
	}
	left := len(b.value)
	for seq, entry := range b.entries() {
		c.seq = seq
		if err := c.entry(tx, entry); err != nil {
			return err
		}
		left -= frameSize + len(entry)
	}
	if left > 0 {
		return Fault{Entry: c.seq, Text: fmt.Sprintf("%d bytes stand behind it", left)}
	}
	return nil
}

func (c *chain) entry(tx *Tx, entry []byte) error {
	e, err := decodeEntry(entry)
	if err != nil {
		return Fault{Entry: c.seq, Text: err.Error()}
	}
	want := append(append(make([]byte, 0, len(entry)), c.prev...), entry[hashSize:]...)
	if link(want, c.seq); !bytes.Equal(entry, want) {
		return Fault{Entry: c.seq, Text: "its hash does not fit: it, or what stood before it, was changed"}
	}
	c.prev = entry[:hashSize]
	if err := tx.replay(&e); err != nil {
		return Fault{Entry: c.seq, Text: err.Error()}
	}
	return tx.enter(entry)
}

// replay puts again what an entry changed.
func (tx *Tx) replay(e *Entry) error {
	for _, change := range e.Set {
		k := keeperNamed(change.Table)
		if k == nil {
			return fmt.Errorf("it changes an unknown table %q", change.Table)
		}
		if err := k.replay(tx, change.Value); err != nil {
			return err
		}
	}
	return indexNotes(tx, e)
}

// compare reports the first difference between two files' buckets.
func compare(file, journal *Tx) error {
	for _, name := range bucketNames() {
		if name == metaBucket || name == journalBucket {
			continue
		}
		if file.bolt.Bucket([]byte(name)) == nil {
			return Fault{Bucket: name, Text: "it is missing"}
		}
		if err := compareBucket(name, file.bucket(name), journal.bucket(name)); err != nil {
			return err
		}
	}
	return nil
}

func compareBucket(name string, have, want *bucket) error {
	next, stop := iter.Pull2(want.scan(nil))
	defer stop()
	differs := func(hk, hv, wk, wv []byte) error {
		return Fault{Bucket: name, Text: fmt.Sprintf("the journal says %s, the file %s", shown(wk, wv), shown(hk, hv))}
	}
	for hk, hv := range have.scan(nil) {
		if wk, wv, _ := next(); !bytes.Equal(hk, wk) || !bytes.Equal(hv, wv) {
			return differs(hk, hv, wk, wv)
		}
	}
	if wk, wv, more := next(); more {
		return differs(nil, nil, wk, wv)
	}
	return nil
}

func shown(k, v []byte) string {
	if k == nil {
		return "nothing more"
	}
	return fmt.Sprintf("%x = %.200q", k, v)
}
