package bot

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// turn is one update being handled: who said what, in which transaction.
type turn struct {
	*Bot
	tx       *store.Tx
	in       telegram.Incoming
	who      speaker
	lang     wording.Lang
	now      time.Time        // in the office's zone
	rang     bool             // the press got its answer
	said     int              // messages queued so far; part of their keys
	followed []store.Report   // a colleague's, which this update's reports come after
	toSign   []store.Report   // made by this update; they wait for the unit's leader
	brought  []store.Evidence // what came with an earlier message that is settled now
}

// complaint is an error for people: what is wrong and what to do next.
type complaint struct {
	sentence wording.Sentence
	args     []any
}

func (c *complaint) Error() string { return c.sentence.Text(wording.En, c.args...) }

// complain is what a handler returns when the person has to do something else.
func complain(s wording.Sentence, args ...any) error { return &complaint{s, args} }

// word says a sentence in the turn's language.
func (t *turn) word(s wording.Sentence, args ...any) wording.HTML { return s.In(t.lang, args...) }

// label is a sentence for a button.
func (t *turn) label(s wording.Sentence, args ...any) string { return s.Text(t.lang, args...) }

// button makes one whose press is the row verb of the table of presses.
func (t *turn) button(s wording.Sentence, verb string, args ...any) store.Button {
	return button(t.lang, s, verb, args...)
}

func button(l wording.Lang, s wording.Sentence, verb string, args ...any) store.Button {
	return store.Button{Text: s.Text(l), Data: data(verb, args...)}
}

// data is what a button carries: the verb and its arguments.
func data(verb string, args ...any) string {
	b := []byte(verb)
	for _, a := range args {
		b = fmt.Append(append(b, ':'), a)
	}
	return string(b)
}

// here is the chat and topic where it was said.
func (t *turn) here() store.Place {
	return store.Place{Chat: store.ChatID(t.in.Chat.ID), Thread: t.in.Thread}
}

// key names the n-th message that this update causes.
func (t *turn) key() string {
	t.said++
	switch t.in.Kind {
	case telegram.KindPress:
		return keyOf("press:"+t.in.Press.ID, int64(t.said))
	case telegram.KindEdited:
		return keyOf("edit", t.in.Chat.ID, int64(t.in.MessageID), t.in.EditDate.Unix(), int64(t.said))
	}
	return keyOf("msg", t.in.Chat.ID, int64(t.in.MessageID), int64(t.said))
}

// keyOf joins numbers to a word: msg:7:12.
func keyOf(word string, numbers ...int64) string {
	b := append(make([]byte, 0, 64), word...)
	for _, n := range numbers {
		b = strconv.AppendInt(append(b, ':'), n, 10)
	}
	return string(b)
}

// upcoming is the key that the next message will have, so that a reply to it
// is known.
func (t *turn) upcoming() string {
	key := t.key()
	t.said--
	return key
}

// say answers in the chat where it was said.
func (t *turn) say(text wording.HTML, buttons ...[]store.Button) error {
	return t.tell(store.Message{Text: string(text), Buttons: buttons, Class: store.Receipt})
}

// tell queues a message of this turn; without a place it goes here, in a
// group as a reply.
func (t *turn) tell(m store.Message) error {
	m.Key, m.Once = t.key(), true
	if m.To == (store.Place{}) {
		m.To = t.here()
		if t.in.Chat.IsGroup() && m.Edits == 0 && t.in.Kind != telegram.KindPress {
			m.ReplyTo = t.in.MessageID
		}
	}
	return queue(t.tx, m)
}

// edit changes the message whose button was pressed.
func (t *turn) edit(text wording.HTML, buttons ...[]store.Button) error {
	return t.tell(store.Message{Edits: t.in.MessageID, Text: string(text), Buttons: buttons, Class: store.Receipt})
}

// toast answers the press with a short line that fades.
func (t *turn) toast(s wording.Sentence, args ...any) error {
	return t.ring(s.Text(t.lang, args...), false)
}

// alert answers the press with a window that has to be closed.
func (t *turn) alert(s wording.Sentence, args ...any) error {
	return t.ring(s.Text(t.lang, args...), true)
}

// pressLife is how long Telegram waits for the answer to a press; a later one
// is refused.
const pressLife = 10 * time.Minute

func (t *turn) ring(text string, alert bool) error {
	if t.in.Press == nil || t.rang {
		return nil
	}
	t.rang = true
	_, _, err := t.tx.Queue(store.Message{
		Key: "ring:" + t.in.Press.ID, Once: true, Class: store.ButtonAnswer, Callback: t.in.Press.ID,
		Text: clip(text, 200), Alert: alert, Expires: t.tx.Now().Add(pressLife),
	})
	return err
}

// clip cuts a text to n characters of Telegram's counting.
func clip(s string, n int) string {
	if telegram.Units(s) <= n {
		return s
	}
	var b strings.Builder
	used := 1
	for _, r := range s {
		if used += telegram.Units(string(r)); used > n {
			break
		}
		b.WriteRune(r)
	}
	return b.String() + "…"
}

// said is a message in one language.
type said struct {
	text    wording.HTML
	buttons [][]store.Button
}

// announce queues m to one person in that person's language; say makes the
// words. The key is made the person's own, so each is told once.
func (b *Bot) announce(tx *store.Tx, p store.Person, m store.Message, say func(wording.Lang) said) error {
	s, err := speakerOf(tx, p.ID)
	if err != nil {
		return err
	}
	l, err := b.lang(tx, s)
	if err != nil {
		return err
	}
	words := say(l)
	m.Key = fmt.Sprintf("%s:%d", m.Key, p.ID)
	m.To = store.Place{Chat: store.ChatID(p.ID)}
	m.Text, m.Buttons = string(words.text), words.buttons
	return queue(tx, m)
}

// announceTo is announce to everyone who holds a post of the role in the unit
// (unit 0: in the office). It returns how many were told.
func (b *Bot) announceTo(tx *store.Tx, unit store.UnitID, role store.Role, m store.Message, say func(wording.Lang) said) (int, error) {
	people, err := holders(tx, unit, role)
	if err != nil {
		return 0, err
	}
	for _, p := range people {
		if err := b.announce(tx, p, m, say); err != nil {
			return 0, err
		}
	}
	return len(people), nil
}
