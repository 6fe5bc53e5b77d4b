package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/store"
)

// An ask may stand in several chats: where it was put first, with the other
// seat, with a successor. Each shows what has been answered, in its reader's
// language, as long as the reader answers for the unit.

// mostCopies is how many messages beside the first are kept up to date.
const mostCopies = 4

// handAsk says an ask there, here if no place is given, as a message that is
// kept up to date.
func (t *turn) handAsk(a store.Ask, to store.Place) error {
	if to == (store.Place{}) {
		to = t.here()
	}
	words, err := t.askText(a)
	if err != nil {
		return err
	}
	m := store.Message{
		Key: fmt.Sprintf("%s:%d:%d", AskKey(a.ID), to.Chat, t.tx.LastEntry()+1), To: to, Class: store.Receipt,
		Text: string(words.text), Buttons: words.buttons, About: store.About{Unit: a.Unit, Ask: a.ID},
	}
	if err := t.addCopy(t.tx, &a, m.Key); err != nil {
		return err
	}
	return queue(t.tx, m)
}

// addCopy notes that the message with the key shows the ask.
func (b *Bot) addCopy(tx *store.Tx, a *store.Ask, key string) error {
	if a.Copies = append(a.Copies, key); len(a.Copies) > mostCopies {
		a.Copies = a.Copies[1:]
	}
	_, err := tx.PutAsk(*a, "", "")
	return err
}

// refreshAsk changes every message of the ask so that it shows what has been
// answered. One that Telegram has not numbered yet is left as it was queued.
func (t *turn) refreshAsk(id store.AskID) error {
	if id == 0 {
		return nil
	}
	a, err := t.tx.Ask(id)
	if err != nil {
		return err
	}
	for _, key := range append([]string{AskKey(id)}, a.Copies...) {
		if err := t.refreshCopy(a, key); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) refreshCopy(a store.Ask, key string) error {
	m, err := t.tx.MessageKeyed(key)
	if isMissing(err) || err == nil && m.Number == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	view := *t
	reads := false
	if view.lang, reads, err = t.readerIn(m.To, a.Unit); err != nil || !reads {
		return err
	}
	words, err := view.askText(a)
	if err != nil {
		return err
	}
	return t.rewrite(view.lang, m, words.text, words.buttons)
}

// readerIn is the language of whoever reads in the chat; false where that is
// somebody who no longer answers for the unit.
func (t *turn) readerIn(place store.Place, unit store.UnitID) (wording.Lang, bool, error) {
	if place.Chat == t.here().Chat && !t.in.Chat.IsGroup() {
		return t.lang, t.who.speaksFor(unit), nil
	}
	if place.Chat < 0 {
		u, err := t.tx.Unit(unit)
		if err != nil || u.Group.Chat != place.Chat {
			return "", false, err
		}
		l, err := t.unitLang(t.tx, unit)
		return l, true, err
	}
	s, err := speakerOf(t.tx, store.PersonID(place.Chat))
	if err != nil || !s.speaksFor(unit) {
		return "", false, err
	}
	l, err := t.Bot.lang(t.tx, s)
	return l, true, err
}
