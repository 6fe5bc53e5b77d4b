package bot

import (
	"fmt"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// unitsIn are the units that are asked in the group.
func unitsIn(tx *store.Tx, chat store.ChatID) (all []store.Unit, err error) {
	for u, err := range tx.Units() {
		if err != nil {
			return nil, err
		}
		if u.Group.Chat == chat {
			all = append(all, u)
		}
	}
	return all, nil
}

// loseGroup notes that the group of units can't be written to. One that is no
// unit's is worth a word only if something was to be said there.
func (b *Bot) loseGroup(tx *store.Tx, chat store.ChatID, reason string, wanted bool) error {
	units, err := unitsIn(tx, chat)
	if err != nil {
		return err
	}
	if len(units) == 0 && wanted {
		return b.tellLost(tx, chat, reason)
	}
	reach, fresh := store.Reach{Unreachable: true, Reason: reason, Since: tx.Now()}, false
	for _, u := range units {
		if u.Lost.Unreachable {
			continue
		}
		fresh = true
		if err := tx.PutGroupReach(u, reach); err != nil {
			return err
		}
	}
	if !fresh {
		return nil
	}
	return b.tellAdmins(tx, lostKey(chat, reach), wording.ChatLost, "chat", chat, "reason", reasonText(reason))
}

// groupBack: the group is looked at only if something is held for it, or
// Telegram says that the bot is in it.
func (t *turn) groupBack() error {
	held := t.in.Kind == telegram.KindMember
	for range t.tx.HeldFor(t.here().Chat) {
		held = true
		break
	}
	if !held {
		return nil
	}
	units, err := unitsIn(t.tx, t.here().Chat)
	if err != nil {
		return err
	}
	var back []store.Unit
	for _, u := range units {
		if !u.Lost.Unreachable {
			continue
		}
		if err := t.tx.PutGroupReach(u, store.Reach{}); err != nil {
			return err
		}
		u.Lost = store.Reach{}
		back = append(back, u)
	}
	if len(back) == 0 {
		return nil
	}
	return t.backAgain(back)
}

// chatMoved: a group became a supergroup and has a new id. Telegram says it
// twice; the second time there is nothing left to move.
func (t *turn) chatMoved() error {
	return t.tx.MoveChat(store.ChatID(t.in.Migrated.From), store.ChatID(t.in.Migrated.To))
}

// WithoutTopic: a topic is gone, so its units are asked in the group itself,
// and the admins are told.
func (b *Bot) WithoutTopic(tx *store.Tx, m store.Message) error {
	gone := m.To
	units, err := unitsIn(tx, gone.Chat)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.Group != gone {
			continue
		}
		u.Group.Thread = 0
		if err := tx.ChangeUnit(u, string(store.FactTopicGone)); err != nil {
			return err
		}
	}
	m.State, m.Reason = store.Planned, "its topic is gone"
	if err := tx.PutMessage(m); err != nil {
		return err
	}
	if err := b.leaveTopic(tx, gone); err != nil {
		return err
	}
	return b.tellAdmins(tx, fmt.Sprintf("topic:%d:%d", gone.Chat, gone.Thread), wording.TopicGone, "chat", gone.Chat)
}

// leaveTopic takes everything that waits for the topic out of it.
func (b *Bot) leaveTopic(tx *store.Tx, gone store.Place) error {
	var ids []store.MessageID
	for u := range tx.OutboxOf(gone.Chat) {
		ids = append(ids, u.ID)
	}
	for _, id := range ids {
		m, err := tx.Message(id)
		if err != nil {
			return err
		}
		if m.To != gone || m.State == store.Sending {
			continue
		}
		m.To.Thread = 0
		if err := tx.PutMessage(m); err != nil {
			return err
		}
	}
	return nil
}
