package bot

import (
	"slices"
	"strings"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

// arrived ends a doubt by evidence: who presses a button of a message, or
// replies to it, has it.
func (t *turn) arrived() error {
	number, fits := t.evidence()
	if number == 0 || t.tx.Numbered(t.here().Chat, number) {
		return nil
	}
	m, found, err := t.missing(func(m store.Message) bool {
		return number > m.Search.After && (m.Search.Upto == 0 || number <= m.Search.Upto) && fits(m)
	})
	if err != nil || !found {
		return err
	}
	m.State, m.Reason, m.Number, m.SentAt, m.NotUntil = store.Sent, "", number, t.tx.Now(), time.Time{}
	return t.tx.PutMessage(m)
}

// evidence is the number of a message of ours that the update shows, and how
// to know it.
func (t *turn) evidence() (number int, fits func(store.Message) bool) {
	switch {
	case t.in.Kind == telegram.KindPress:
		return t.in.MessageID, func(m store.Message) bool {
			return slices.ContainsFunc(m.Buttons, func(row []store.Button) bool {
				return slices.ContainsFunc(row, func(b store.Button) bool { return b.Data == t.in.Press.Data })
			})
		}
	case t.in.ReplyTo != nil && t.in.ReplyTo.FromBot == t.Me.ID:
		return t.in.ReplyTo.MessageID, func(m store.Message) bool {
			return strings.TrimSpace(telegram.Plain(m.Text)) == strings.TrimSpace(t.in.ReplyTo.Text)
		}
	}
	return 0, nil
}

// missing finds the message of this chat that fits among those that have no
// number yet: under way, in doubt, or held because nothing proved it.
func (t *turn) missing(fits func(store.Message) bool) (found store.Message, ok bool, err error) {
	var all []store.Message
	for u := range t.tx.OutboxOf(t.here().Chat) {
		if !u.InDoubt && !u.Sending {
			continue
		}
		m, err := t.tx.Message(u.ID)
		if err != nil {
			return found, false, err
		}
		all = append(all, m)
	}
	for m, err := range t.tx.HeldFor(t.here().Chat) {
		if err != nil {
			return found, false, err
		}
		all = append(all, m)
	}
	for _, m := range all {
		if m.Search.Entry != 0 && !m.Repeatable() && fits(m) {
			return m, true, nil
		}
	}
	return found, false, nil
}
