package store

import "time"

// Figures are how things stand, for whoever watches over the bot.
type Figures struct {
	Asks, Messages, Parked ByState
	Outbox                 int           // messages that are not sent
	Oldest                 time.Duration // how long the oldest of them has waited that may go
	Entries                uint64        // of the journal
	Bytes                  int64         // of the file
	Audit                  Audit         // the last one, zero before
}

// Figures are taken with the help of the tally.
func (s *Store) Figures(t *Tally, now time.Time) (f Figures, err error) {
	if f.Asks, f.Messages, f.Parked, err = t.Count(s, now); err != nil {
		return f, err
	}
	if f.Bytes, err = s.Size(); err != nil {
		return f, err
	}
	err = s.View(now, func(tx *Tx) error {
		f.Entries = tx.LastEntry()
		f.outbox(tx)
		f.Audit, err = tx.LastAudit()
		return err
	})
	return f, err
}

// outbox looks at every row of what is not sent; ids are in the order in which
// messages were queued.
func (f *Figures) outbox(tx *Tx) {
	var first MessageID
	for u := range tx.Outbox() {
		f.Outbox++
		if !u.NotUntil.After(tx.now) && (first == 0 || u.ID < first) {
			first = u.ID
		}
	}
	if m, err := tx.Message(first); err == nil {
		f.Oldest = tx.now.Sub(m.waitsSince())
	}
}
