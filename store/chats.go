package store

import "fmt"

// MoveChat rewrites every place that names a chat which got a new id. Doing it
// again changes nothing. Messages that were sent keep the old id: their
// numbers are good only there.
func (tx *Tx) MoveChat(from, to ChatID) error {
	if from == 0 || to == 0 || from == to {
		return nil
	}
	all, err := list(tx.Units())
	if err != nil {
		return err
	}
	for _, u := range all {
		if u.Group.Chat != from {
			continue
		}
		u.Group.Chat = to
		tx.Note(Note{Act: ChatMoved, Unit: u.ID, Text: fmt.Sprintf("%d > %d", from, to)})
		if err := units.put(tx, u); err != nil {
			return err
		}
	}
	return tx.moveMessages(from, to)
}

func (tx *Tx) moveMessages(from, to ChatID) error {
	var ids []MessageID
	for u := range tx.Outbox() {
		if u.Chat == from {
			ids = append(ids, u.ID)
		}
	}
	for key := range messagesHeld.keys(tx, bkey(from)) {
		ids = append(ids, MessageID(unkey(key[8:])))
	}
	for _, id := range ids {
		m, err := tx.Message(id)
		if err != nil {
			return err
		}
		m.To.Chat, m.ReplyTo = to, 0
		if m.State == InDoubt || m.State == Sending {
			m.State = Planned // the old id can't have taken it
		}
		if err := messages.put(tx, m); err != nil {
			return err
		}
	}
	return nil
}
