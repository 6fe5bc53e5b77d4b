package bot

import (
	"duban/bot/outbox"
	"duban/bot/wording"
	"duban/store"
)

// Outbox is the sender of what b has queued; round hears how each of its rounds
// went.
func (b *Bot) Outbox(wire outbox.Wire, round func(error)) *outbox.Outbox {
	return outbox.New(outbox.Config{Store: b.Store, Wire: wire, Desk: b, Me: b.Me, Now: b.Now, Log: b.Log, Round: round})
}

// Undelivered tells the admins of an ask or an assignment that nobody has got,
// as far as is known, and whoever wanted a file that it does not come.
func (b *Bot) Undelivered(tx *store.Tx, m store.Message) error {
	switch {
	case m.State == store.Held:
		return b.tellAdmins(tx, "held:"+m.Key, wording.MessageHeld, "key", m.Key)
	case m.Class == store.Question:
		return b.tellAdmins(tx, "failed:"+m.Key, wording.MessageFailed, "key", m.Key, "reason", m.Reason)
	case m.Class == store.Receipt && (m.File != nil || len(m.Album) > 0):
		return b.tellNoFile(tx, m)
	}
	return nil
}

func (b *Bot) tellNoFile(tx *store.Tx, m store.Message) error {
	who, err := speakerOf(tx, store.PersonID(max(m.To.Chat, 0)))
	if err != nil {
		return err
	}
	l, err := b.lang(tx, who)
	if err != nil {
		return err
	}
	text := wording.FileNotSent.In(l, "n", max(len(m.Album), 1))
	return queue(tx, store.Message{Key: "unsent:" + m.Key, Once: true, Class: store.Receipt, To: m.To, Text: string(text)})
}
