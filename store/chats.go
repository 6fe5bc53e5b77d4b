package store

import "fmt"

// MoveChat rewrites every place that names a chat which got a new id. Doing it
// again changes nothing. What is over keeps the old id, since Telegram's
// numbers are good only there: messages that were sent or are in doubt, the
// origin of a report, an edit that now has nothing to change.
func (tx *Tx) MoveChat(from, to ChatID) error {
	if from == 0 || to == 0 || from == to {
		return nil
	}
	for _, move := range []func(from, to ChatID) error{tx.moveUnits, tx.moveDialogues, tx.moveFreezes, tx.moveMessages} {
		if err := move(from, to); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) moveUnits(from, to ChatID) error {
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
	return nil
}

// moveDialogues goes on with the exchanges under way in the new chat.
func (tx *Tx) moveDialogues(from, to ChatID) error {
	all, err := list(dialogues.each(tx, nil))
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Chat != from || d.Kind == "" {
			continue
		}
		if err := tx.PutDialogue(Dialogue{Person: d.Person, Chat: from}); err != nil {
			return err
		}
		d.Chat = to
		if err := tx.PutDialogue(d); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) moveFreezes(from, to ChatID) error {
	o, err := tx.Office()
	if err != nil {
		return err
	}
	moved := false
	for i, f := range o.Frozen {
		if f.Chat == from {
			o.Frozen[i].Chat, moved = to, true
		}
	}
	if !moved {
		return nil
	}
	return tx.PutOffice(o, "")
}

func (tx *Tx) moveMessages(from, to ChatID) error {
	var ids []MessageID
	for u := range tx.OutboxOf(from) {
		if !u.InDoubt && !u.Sending {
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
		if m.Edits != 0 {
			m.To.Chat, m.State, m.Reason = from, Stale, "its message stayed in the group that was replaced"
		}
		if err := messages.put(tx, m); err != nil {
			return err
		}
	}
	return nil
}
