package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"time"
)

const journalBucket = "journal"

// Actor says who caused a change.
type Actor string

const (
	ByDuban    Actor = "duban"    // the tick, the outbox: nobody pressed anything
	ByOperator Actor = "operator" // somebody at the machine, by a verb of the command line
)

// ByPerson is the actor for somebody who wrote or pressed.
func ByPerson(id PersonID) Actor { return Actor(fmt.Sprintf("person:%d", id)) }

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

func link(prev, body []byte) []byte {
	h := sha256.New()
	h.Write(prev)
	h.Write(body)
	return h.Sum(make([]byte, 0, hashSize+len(body)))
}

// seal writes the entry under way; one that changed nothing, says nothing and
// carries no update is not written.
func (tx *Tx) seal() error {
	e := tx.entry
	tx.entry = nil
	if len(e.Set) == 0 && len(e.Notes) == 0 && e.Raw == nil {
		return nil
	}
	bucket := tx.bolt.Bucket([]byte(journalBucket))
	last, value := bucket.Cursor().Last()
	var prev []byte
	e.Seq = 1
	if last != nil {
		e.Seq, prev = unkey(last)+1, value[:hashSize]
	}
	body, err := e.encode()
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	bucket.FillPercent = 0.95 // keys only ever grow
	if err := bucket.Put(bkey(e.Seq), append(link(prev, body), body...)); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return indexNotes(tx.bolt, e)
}

// encode writes what json.Marshal would, but does not read the raw parts a
// second time: they were just made by it, or came compact from Telegram.
func (e *Entry) encode() ([]byte, error) {
	head := *e
	head.Raw, head.Set = nil, nil
	body, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	body = body[:len(body)-1]
	if e.Raw != nil {
		body = append(append(body, `,"raw":`...), e.Raw...)
	}
	for i, c := range e.Set {
		body = append(body, [2]string{`,"set":[`, `,`}[min(i, 1)]...)
		body = append(append(append(body, `{"t":"`...), c.Table...), `","v":`...)
		body = append(append(body, c.Value...), '}')
	}
	if len(e.Set) > 0 {
		body = append(body, ']')
	}
	return append(body, '}'), nil
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
		c := tx.bolt.Bucket([]byte(journalBucket)).Cursor()
		for k, v := c.Seek(bkey(from)); k != nil; k, v = c.Next() {
			e, err := decodeEntry(v)
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// LastEntry is the number of the newest entry, 0 in an empty journal.
func (tx *Tx) LastEntry() uint64 {
	key, _ := tx.bolt.Bucket([]byte(journalBucket)).Cursor().Last()
	if key == nil {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// Entry is one line of the journal.
func (tx *Tx) Entry(seq uint64) (Entry, error) {
	v := tx.bolt.Bucket([]byte(journalBucket)).Get(bkey(seq))
	if v == nil {
		return Entry{}, fmt.Errorf("journal %d: %w", seq, ErrNotFound)
	}
	return decodeEntry(v)
}
