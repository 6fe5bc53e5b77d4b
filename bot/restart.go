package bot

import (
	"slices"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

// recover: what was being sent when the process ended may have arrived.
func (o *Outbox) recover() error {
	now := o.bot.now()
	return o.bot.Store.Update(now, func(tx *store.Tx) error {
		office, err := tx.Office()
		if err != nil {
			return err
		}
		frozen := map[int64]time.Time{}
		for _, f := range office.Frozen {
			frozen[int64(f.Chat)] = f.Until
		}
		o.pace = telegram.NewPace(frozen)
		if err := o.recall(tx, now); err != nil {
			return err
		}
		var cut []store.MessageID
		for u := range tx.Outbox() {
			if u.Sending {
				cut = append(cut, u.ID)
				o.pace.Took(int64(u.Chat), u.Chat < 0, u.Cost, now)
			}
		}
		return tx.As(store.By{Actor: store.ByDuban, Cause: "outbox start"}, func() error { return doubtAll(tx, cut, now) })
	})
}

// recall counts in the pace what the process before sent in the last seconds.
func (o *Outbox) recall(tx *store.Tx, now time.Time) error {
	var just []store.Message
	for m, err := range tx.LastSent() {
		if err != nil {
			return err
		}
		if now.Sub(m.SentAt) > recalled {
			break
		}
		just = append(just, m)
	}
	slices.SortFunc(just, func(a, b store.Message) int { return a.SentAt.Compare(b.SentAt) })
	for _, m := range just {
		o.pace.Took(int64(m.To.Chat), false, m.Cost(), m.SentAt)
	}
	return nil
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
