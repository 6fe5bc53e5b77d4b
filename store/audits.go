package store

import (
	"errors"
	"strconv"
	"time"
)

// Audit is the account of one day, one record: the journal has those before.
type Audit struct {
	Day string    `json:"day"` // the office's, such as 2025-08-25
	At  time.Time `json:"at"`
	Books
}

// Validate refuses an audit of no day.
func (a Audit) Validate() error {
	if a.Day == "" {
		return errors.New("an audit needs a day")
	}
	return nil
}

var auditKey = []byte("audit")

var audits = &table[Audit]{
	name: "audits",
	key:  func(*Audit) []byte { return auditKey },
}

// LastAudit is the newest, zero before the first.
func (tx *Tx) LastAudit() (Audit, error) {
	a, err := audits.get(tx, auditKey)
	if errors.Is(err, ErrNotFound) {
		return Audit{}, nil
	}
	return a, err
}

// PutAudit records the account of a day.
func (tx *Tx) PutAudit(day string, b Books) error {
	if n := b.Count(); n > 0 {
		tx.Note(Note{Act: BooksOpen, Text: strconv.Itoa(n)})
	}
	return audits.put(tx, Audit{Day: day, At: tx.now, Books: b})
}
