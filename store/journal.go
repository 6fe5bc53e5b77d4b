package store

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
)

const journalBucket = "journal"

// Actor says who caused a change.
type Actor string

const (
	ByDuban    Actor = "duban"    // the tick, the outbox: nobody pressed anything
	ByOperator Actor = "operator" // somebody at the machine, by a verb of the command line
)

// ByPerson is the actor for somebody who wrote or pressed.
func ByPerson(id PersonID) Actor { return Actor("person:" + strconv.FormatInt(int64(id), 10)) }

// Person is who the actor is, and false for duban and the operator.
func (a Actor) Person() (PersonID, bool) {
	var id PersonID
	_, err := fmt.Sscanf(string(a), "person:%d", &id)
	return id, err == nil
}

// Change is one record as it stands after the entry.
type Change struct {
	Table string          `json:"t"`
	Value json.RawMessage `json:"v"`
}

// Note is what an entry says about one thing, for people: the act, what it is
// about, and a few words.
type Note struct {
	Act  Act    `json:"act"`
	Task TaskID `json:"task,omitempty"`
	Unit UnitID `json:"unit,omitempty"`
	Text string `json:"text,omitempty"`
}

// Entry is one line of the journal: everything that one cause changed.
type Entry struct {
	Seq   uint64          `json:"seq"`
	At    time.Time       `json:"at"`
	By    Actor           `json:"by"`
	Cause string          `json:"cause"` // "update 17", "tick", "import list.xlsx"
	Notes []Note          `json:"notes,omitempty"`
	Raw   json.RawMessage `json:"raw,omitempty"` // the update as Telegram sent it
	Set   []Change        `json:"set,omitempty"`
}

// An entry's value is its hash, 32 bytes, then its JSON. The hash covers the
// hash of the entry before it and the JSON, so no entry can be changed, left
// out or put in without every later hash being wrong.
const hashSize = sha256.Size

// link turns a value whose first 32 bytes are the hash of the entry before it
// into one that has its own. The first entry has none before it.
func link(value []byte, seq uint64) {
	covered := value
	if seq == 1 {
		covered = value[hashSize:]
	}
	sum := sha256.Sum256(covered)
	copy(value, sum[:])
}

// seal writes the entry under way; one that changed nothing, says nothing and
// carries no update is not written.
func (tx *Tx) seal() error {
	e := tx.entry
	tx.entry = nil
	if len(e.Set) == 0 && len(e.Notes) == 0 && e.Raw == nil {
		return nil
	}
	bind := tx.bind
	if tx.side != nil {
		bind = tx.side.seal
	}
	if err := bind(e); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return indexNotes(tx, e)
}

// bind gives the entry its place in the journal.
func (tx *Tx) bind(e *Entry) error {
	return tx.binder().add(func(seq uint64, to []byte) ([]byte, error) {
		e.Seq = seq
		o := object{b: appendSeq(to, seq)}
		e.body(&o)
		return o.b, o.err
	})
}

// enter appends an entry that was linked before.
func (tx *Tx) enter(entry []byte) error {
	return tx.binder().add(func(_ uint64, to []byte) ([]byte, error) { return append(to, entry[hashSize:]...), nil })
}

// forget takes out what the entry has of a record by now: it holds each record
// once, as it stands at the end, and in the order in which they got there.
func (e *Entry) forget(was []byte) {
	for i := len(e.Set) - 1; i >= 0; i-- {
		if &e.Set[i].Value[0] == &was[0] {
			e.Set = slices.Delete(e.Set, i, i+1)
			return
		}
	}
}

func appendSeq(to []byte, seq uint64) []byte {
	return strconv.AppendUint(append(to, `{"seq":`...), seq, 10)
}

// body is all behind the number. It does not read the raw parts a second
// time: they were just encoded, or came compact from Telegram.
func (e *Entry) body(o *object) {
	o.time("at", e.At)
	o.text("by", string(e.By))
	o.text("cause", e.Cause)
	if len(e.Notes) > 0 {
		o.each("notes", len(e.Notes), func(i int) {
			n := &e.Notes[i]
			o.open()
			o.text("act", string(n.Act))
			o.idIf("task", uint64(n.Task))
			o.idIf("unit", uint64(n.Unit))
			o.textIf("text", n.Text)
			o.close()
		})
	}
	if e.Raw != nil {
		o.raw("raw", e.Raw)
	}
	if len(e.Set) > 0 {
		o.each("set", len(e.Set), func(i int) {
			o.open()
			o.text("t", e.Set[i].Table)
			o.raw("v", e.Set[i].Value)
			o.close()
		})
	}
	o.close()
}

func decodeEntry(value []byte) (Entry, error) {
	var e Entry
	if len(value) <= hashSize {
		return e, fmt.Errorf("an entry of %d bytes is too short", len(value))
	}
	return e, json.Unmarshal(value[hashSize:], &e)
}

// Entries yields the journal from entry number from, oldest first.
func (tx *Tx) Entries(from uint64) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for b, err := range tx.blocks(from) {
			if err != nil {
				yield(Entry{}, err)
				return
			}
			for seq, raw := range b.entries() {
				if seq < from {
					continue
				}
				if e, err := decodeEntry(raw); !yield(e, err) || err != nil {
					return
				}
			}
		}
	}
}

// LastEntry is the number of the newest entry, 0 in an empty journal.
func (tx *Tx) LastEntry() uint64 {
	tx.stray()
	if tx.bound != nil {
		return tx.bound.last
	}
	return lastEntry(tx.bolt)
}

func lastEntry(b *bbolt.Tx) uint64 {
	key, _ := b.Bucket([]byte(journalBucket)).Cursor().Last()
	if key == nil {
		return 0
	}
	return lastIn(key)
}

// Entry is one line of the journal.
func (tx *Tx) Entry(seq uint64) (Entry, error) {
	for e, err := range tx.Entries(seq) {
		if err == nil && e.Seq != seq {
			break
		}
		return e, err
	}
	return Entry{}, fmt.Errorf("journal %d: %w", seq, ErrNotFound)
}
