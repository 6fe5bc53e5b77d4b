package outbox

import (
	"slices"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

// resume looks at what the process before this one left: what was being sent
// when it ended may have arrived.
func (o *Outbox) resume() error {
	now := o.Now()
	var pace *telegram.Pace
	err := o.Store.Update(now, func(tx *store.Tx) (err error) {
		if pace, err = recall(tx, now); err != nil {
			return err
		}
		var cut []store.MessageID
		for u := range tx.Outbox() {
			if u.Sending {
				cut = append(cut, u.ID)
				pace.Took(int64(u.Chat), u.Chat < 0, u.Cost, now)
			}
		}
		return tx.As(store.By{Actor: store.ByDuban, Cause: "outbox start"}, func() error { return doubtAll(tx, cut, now) })
	})
	if err == nil {
		o.pace = pace
	}
	return err
}

// recall is the pace after what Telegram asked for and what was sent in the
// last seconds.
func recall(tx *store.Tx, now time.Time) (*telegram.Pace, error) {
	office, err := tx.Office()
	if err != nil {
		return nil, err
	}
	frozen := map[int64]time.Time{}
	for _, f := range office.Frozen {
		frozen[int64(f.Chat)] = f.Until
	}
	pace := telegram.NewPace(frozen)
	var just []store.Message
	for m, err := range tx.LastSent() {
		if err != nil {
			return nil, err
		}
		if now.Sub(m.SentAt) > recalled {
			break
		}
		just = append(just, m)
	}
	slices.SortFunc(just, func(a, b store.Message) int { return a.SentAt.Compare(b.SentAt) })
	for _, m := range just {
		pace.Took(int64(m.To.Chat), false, m.Cost(), m.SentAt)
	}
	return pace, nil
}

// recalled is how far back a start looks for what was just sent.
const recalled = 5 * time.Second

func doubtAll(tx *store.Tx, ids []store.MessageID, now time.Time) error {
	for _, id := range ids {
		m, err := tx.Message(id)
		if err != nil {
			return err
		}
		m.State, m.Reason, m.NotUntil = store.InDoubt, "the process ended while it was being sent", now.Add(grace).UTC()
		if err := tx.PutMessage(m); err != nil {
			return err
		}
	}
	return nil
}
