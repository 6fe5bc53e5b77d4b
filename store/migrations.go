package store

import (
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

const metaBucket = "meta"

var versionKey = []byte("version")

// migrations bring a file from any earlier version to this one. The length is
// the version: add at the end, never change one that was released.
func migrations() []func(*Tx) error {
	return []func(*Tx) error{
		makeBuckets,
		indexAgain,
		outboxByChat,
		makeBuckets, // audits
		settleLater,
		englishSources,
		entriesInBlocks,
		packedBlocks,
	}
}

// makeBuckets makes every bucket that is missing, so a version that adds a
// table only needs to name it again.
func makeBuckets(tx *Tx) error {
	for _, name := range bucketNames() {
		if _, err := tx.bolt.CreateBucketIfNotExists([]byte(name)); err != nil {
			return fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	return nil
}

// indexAgain makes what is missing and writes the rows of every index, which a
// version that adds one needs.
func indexAgain(tx *Tx) error {
	if err := makeBuckets(tx); err != nil {
		return err
	}
	for _, k := range keepers() {
		if err := k.reindex(tx); err != nil {
			return err
		}
	}
	return nil
}

// outboxByChat: the outbox is in the order of chats and Telegram's numbers are
// in that of series, which the rows of earlier versions were not.
func outboxByChat(tx *Tx) error {
	for _, ix := range []*index{outbox, messageByNumber} {
		if err := tx.bolt.DeleteBucket([]byte(ix.name)); err != nil {
			return fmt.Errorf("bucket %s: %w", ix.name, err)
		}
	}
	return indexAgain(tx)
}

// settleLater changes nothing: it keeps an earlier version, which would not
// look for changes that are in the journal alone, from opening the file.
func settleLater(*Tx) error { return nil }

// englishSources changes nothing either: an earlier version would drop what
// tasks say of their source in English whenever it writes one.
func englishSources(*Tx) error { return nil }

// entriesInBlocks changes nothing: an earlier version does not find the entries that
// share a row of the journal.
func entriesInBlocks(*Tx) error { return nil }

// packedBlocks changes nothing: an earlier version can't read a packed block.
func packedBlocks(*Tx) error { return nil }

// migrate leaves a file that is up to date alone: a start on a full disk
// writes nothing.
func (s *Store) migrate(o Options) error {
	from, err := s.version()
	switch {
	case err != nil || from == len(migrations()):
		return err
	case o.ReadOnly:
		return ErrOlder
	}
	return migrateBolt(s.db)
}

func (s *Store) version() (v int, err error) {
	err = guard(func() error {
		return s.db.View(func(b *bbolt.Tx) (err error) {
			v, err = version(b)
			return err
		})
	})
	return v, err
}

func migrateBolt(db *bbolt.DB) error {
	return explain(guard(func() error { return db.Update(migrateTx) }))
}

func migrateTx(b *bbolt.Tx) error {
	from, err := version(b)
	if err != nil {
		return err
	}
	return migrateFrom(b, from, migrations())
}

// migrateFrom settles before each step and after the last: a step finds every
// row in the file.
func migrateFrom(b *bbolt.Tx, from int, steps []func(*Tx) error) error {
	if from > 0 {
		steps = slices.Concat(steps[:from], []func(*Tx) error{makeBuckets, (*Tx).replayTail}, steps[from:])
	}
	for _, step := range steps[from:] {
		tx := newTx(b, &layer{})
		if err := step(tx); err != nil {
			return err
		}
		if err := tx.settle(); err != nil {
			return err
		}
	}
	if err := markSettled(b); err != nil {
		return err
	}
	return b.Bucket([]byte(metaBucket)).Put(versionKey, bkey(uint64(len(migrations()))))
}

// version is 0 for a file that has no buckets yet.
func version(b *bbolt.Tx) (int, error) {
	meta := b.Bucket([]byte(metaBucket))
	if meta == nil {
		if key, _ := b.Cursor().First(); key != nil {
			return 0, fmt.Errorf("%w: it holds something else", ErrDamaged)
		}
		return 0, nil
	}
	raw := meta.Get(versionKey)
	if len(raw) != 8 {
		return 0, fmt.Errorf("%w: it has no version", ErrDamaged)
	}
	if v := unkey(raw); v <= uint64(len(migrations())) {
		return int(v), nil
	}
	return 0, ErrNewer
}
