package bot

import (
	"fmt"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// Lost: a chat can't be written to. What waits for it is held, the admins are
// told once, and what its unit was to be told goes to the unit's other post or
// its leader.
func (b *Bot) Lost(tx *store.Tx, chat store.ChatID, reason string) error {
	held, err := hold(tx, chat, reason)
	if err != nil {
		return err
	}
	units, err := b.wanted(tx, held)
	if err != nil {
		return err
	}
	if chat > 0 {
		err = b.losePerson(tx, chat, reason)
	} else {
		err = b.loseGroup(tx, chat, reason, len(held) > 0)
	}
	if err != nil {
		return err
	}
	for _, m := range units {
		if err := b.passOn(tx, m); err != nil {
			return err
		}
	}
	return nil
}

// hold keeps back what waits for the chat.
func hold(tx *store.Tx, chat store.ChatID, reason string) (held []store.Message, err error) {
	var ids []store.MessageID
	for u := range tx.OutboxOf(chat) {
		if !u.Sending { // the call under way will tell
			ids = append(ids, u.ID)
		}
	}
	for _, id := range ids {
		m, err := tx.Message(id)
		if err != nil {
			return nil, err
		}
		m.State, m.Reason = store.Held, reason
		if err := tx.PutMessage(m); err != nil {
			return nil, err
		}
		held = append(held, m)
	}
	return held, nil
}

// wanted are those of the messages that a unit should be told all the same:
// asks and assignments on their way to where the unit is written to.
func (b *Bot) wanted(tx *store.Tx, held []store.Message) (all []store.Message, err error) {
	for _, m := range held {
		if m.Class != store.Question || m.About.Unit == 0 || m.Repeatable() {
			continue
		}
		u, err := tx.Unit(m.About.Unit)
		if err != nil {
			return nil, err
		}
		desk, _, err := b.deskOf(tx, u)
		if err != nil {
			return nil, err
		}
		if desk.place.Chat == m.To.Chat {
			all = append(all, m)
		}
	}
	return all, nil
}

// passOn says a held message where the unit is written to now. Where nobody is
// left, an ask is undeliverable.
func (b *Bot) passOn(tx *store.Tx, m store.Message) error {
	u, err := tx.Unit(m.About.Unit)
	if err != nil {
		return err
	}
	var ask store.Ask
	if m.About.Ask != 0 {
		if ask, err = tx.Ask(m.About.Ask); err != nil || ask.State != store.AskOpen {
			return err
		}
	}
	desk, reason, err := b.deskOf(tx, u)
	switch {
	case err != nil:
		return err
	case reason == "":
		return b.sayOver(tx, m, ask, desk.place)
	case ask.ID != 0:
		return b.undeliverable(tx, ask, reason)
	}
	return nil
}

func (b *Bot) sayOver(tx *store.Tx, m store.Message, ask store.Ask, to store.Place) error {
	over := store.Message{
		Key: fmt.Sprintf("%s:over:%d", m.Key, m.To.Chat), Class: m.Class, To: to, Text: m.Text, Buttons: m.Buttons,
		About: m.About, NotUntil: m.NotUntil, Expires: m.Expires,
	}
	if ask.ID != 0 {
		if err := b.addCopy(tx, &ask, over.Key); err != nil {
			return err
		}
	}
	return queue(tx, over)
}

// losePerson notes that a person can't be written to.
func (b *Bot) losePerson(tx *store.Tx, chat store.ChatID, reason string) error {
	p, err := tx.Person(store.PersonID(chat))
	if isMissing(err) {
		return b.tellLost(tx, chat, reason)
	}
	if err != nil || p.Reach.Unreachable {
		return err
	}
	p.Reach = store.Reach{Unreachable: true, Reason: reason, Since: tx.Now()}
	tx.Note(store.Note{Act: store.Unreachable, Text: p.Name + ": " + reason})
	if err := tx.PutPerson(p); err != nil {
		return err
	}
	posts, err := tx.PostsOf(p.ID)
	if err != nil {
		return err
	}
	for _, post := range posts {
		if err := b.lookAtAsks(tx, post.Unit); err != nil && post.Role.OfUnit() {
			return err
		}
	}
	key := lostKey(chat, p.Reach)
	return b.tellAdmins(tx, key, wording.PersonLost, "name", p.Name, "reason", reasonText(reason))
}

func (b *Bot) tellLost(tx *store.Tx, chat store.ChatID, reason string) error {
	return b.tellAdmins(tx, fmt.Sprintf("chat:%d:%s", chat, reason), wording.ChatLost, "chat", chat, "reason", reasonText(reason))
}

// lostKey names one loss, so that it is told once and the next one again.
func lostKey(chat store.ChatID, r store.Reach) string {
	return fmt.Sprintf("lost:%s:%d", r.Since.Format("2006-01-02T15:04:05"), chat)
}

func reasonText(reason string) wording.Sentence {
	switch telegram.Reason(reason) {
	case telegram.ReasonBlocked:
		return wording.ReasonBlocked
	case telegram.ReasonDeactivated:
		return wording.ReasonDeactivated
	case telegram.ReasonKicked:
		return wording.ReasonKicked
	}
	return wording.ReasonChatGone
}

// reachable: something came from the chat, so it can be written to again.
func (t *turn) reachable() error {
	switch {
	case t.in.Chat.IsGroup():
		return t.groupBack()
	case !t.who.person.Reach.Unreachable:
		return nil
	}
	p := t.who.person
	p.Reach = store.Reach{}
	t.who.person = p
	t.tx.Note(store.Note{Act: store.ReachableAgain, Text: p.Name})
	if err := t.tx.PutPerson(p); err != nil {
		return err
	}
	var units []store.Unit
	for _, id := range t.who.units() {
		u, err := t.tx.Unit(id)
		if err != nil {
			return err
		}
		units = append(units, u)
	}
	return t.backAgain(units)
}

// backAgain: what was held is stale by now; only the newest open ask is said,
// where this chat is the place for it.
func (t *turn) backAgain(units []store.Unit) error {
	var held []store.Message
	for m, err := range t.tx.HeldFor(t.here().Chat) {
		if err != nil {
			return err
		}
		held = append(held, m)
	}
	for _, m := range held {
		m.State, m.Reason = store.Stale, "held while the chat could not be written to"
		if err := t.tx.PutMessage(m); err != nil {
			return err
		}
	}
	for _, u := range units {
		desk, _, err := t.deskOf(t.tx, u)
		if err != nil {
			return err
		}
		if desk.place.Chat != t.here().Chat {
			continue
		}
		if err := t.sayOpenAsk(u.ID, desk.place); err != nil {
			return err
		}
	}
	return nil
}

// memberChanged: the bot was blocked or unblocked, added or removed.
func (t *turn) memberChanged() error {
	known := t.in.Chat.IsGroup() || t.who.known()
	switch {
	case known && t.in.Member.New.Present():
		return t.reachable()
	case known:
		reason := telegram.ReasonBlocked
		if t.in.Chat.IsGroup() {
			reason = telegram.ReasonKicked
		}
		return t.Bot.Lost(t.tx, t.here().Chat, string(reason))
	}
	t.tx.Note(store.Note{Act: store.Heard, Text: string(t.in.Member.New)})
	return nil
}
