package store

import (
	"errors"
	"time"
)

// Digest (通报) is what supervisors were told at one moment, as figures; the
// next one tells what changed since.
type Digest struct {
	ID     DigestID          `json:"id"`
	Key    string            `json:"key"` // local wall time of its moment; one digest per key
	At     time.Time         `json:"at"`
	Entry  uint64            `json:"entry"` // the journal's last entry when it was made
	Counts map[string]int    `json:"counts,omitempty"`
	Lights map[TaskID]string `json:"lights,omitempty"` // computed light of each open task then
}

// Validate reports every fault of the record at once.
func (d Digest) Validate() error {
	if d.ID == 0 || d.Key == "" {
		return errors.New("a digest needs an id and a key")
	}
	return nil
}

var (
	digestByKey = &index{"digest_by_key"}
	digests     = &table[Digest]{
		name: "digests",
		key:  func(d *Digest) []byte { return bkey(d.ID) },
		rows: func(d *Digest) []row { return []row{{digestByKey, []byte(d.Key), bkey(d.ID)}} },
	}
)

// LastDigest is the newest; false if there is none.
func (tx *Tx) LastDigest() (Digest, bool, error) {
	id := digests.next(tx) - 1
	if id == 0 {
		return Digest{}, false, nil
	}
	d, err := digests.get(tx, bkey(id))
	return d, err == nil, err
}

// AddDigest records a digest; false if its moment has one.
func (tx *Tx) AddDigest(d Digest) (bool, error) {
	if digestByKey.value(tx, []byte(d.Key)) != nil {
		return false, nil
	}
	d.ID, d.At = DigestID(digests.next(tx)), tx.now
	tx.Note(Note{Act: DigestMade, Text: d.Key})
	return true, digests.put(tx, d)
}
