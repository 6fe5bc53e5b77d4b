package sandbox

import (
	"time"
)

// answerWithin is how long a press may be answered.
const answerWithin = 15 * time.Minute

// press is a button that was pressed.
type press struct {
	bot, person int64
	chat        *chat
	at          time.Time
	answer      *Answer
}

// Press presses the button of a message that carries the data, and gives the name of the press.
func (t *Telegram) Press(person, chat int64, messageID int, data string, o ...SayOption) (CallbackID, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c, err := t.room(person, chat, options(o).bot)
	if err != nil {
		return "", err
	}
	m := c.message(messageID)
	if m == nil {
		return "", ErrNoMessage
	}
	b := t.botByID(m.From.ID)
	if !m.carries(data) || b == nil {
		return "", ErrNoButton
	}
	id := CallbackID("9" + t.nextID("press"))
	now := t.o.Now()
	t.presses[id] = &press{bot: b.ID, person: person, chat: c, at: now}
	b.enqueue(t, "callback_query", wireCallback{
		ID: string(id), From: t.wireUser(person), Message: t.wire(m), Instance: instance(c), Data: data,
	}, c.place, now)
	return id, nil
}

func (m *Message) carries(data string) bool {
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Data == data && data != "" {
				return true
			}
		}
	}
	return false
}

// CallbackAnswer gives what the bot answered to a press, false if it has not.
func (t *Telegram) CallbackAnswer(id CallbackID) (Answer, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.presses[id]; p != nil && p.answer != nil {
		return *p.answer, true
	}
	return Answer{}, false
}

// answerCallbackQuery takes one answer per press, while it is fresh.
func (c *call) answerCallbackQuery() (any, *apiError) {
	id := CallbackID(c.values["callback_query_id"])
	p := c.t.presses[id]
	if p == nil || p.bot != c.bot.ID || p.answer != nil || c.t.o.Now().Sub(p.at) > answerWithin {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	p.answer = &Answer{ID: id, Person: p.person, Text: c.values["text"], Alert: c.yes("show_alert"), URL: c.values["url"]}
	answer := *p.answer
	c.t.publish(Event{Kind: EventAnswer, Chat: p.chat.ID, Bot: p.chat.Bot, Answer: &answer})
	return true, nil
}
