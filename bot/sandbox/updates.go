package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// keepUpdates is how long Telegram holds an update, from the date of its message.
const keepUpdates = 24 * time.Hour

// update is one update as it will be sent, but for its id.
type update struct {
	id   int
	kind string
	body json.RawMessage
	date time.Time
	from place // webhook deliveries of one chat keep their order
	busy bool  // being delivered
}

// MarshalJSON writes the update as Telegram does: its id and one field named after its kind.
func (u update) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `{"update_id":%d,%q:%s}`, u.id, u.kind, u.body), nil
}

// queue holds what a bot has not confirmed yet, ids rising.
type queue struct {
	next    int
	pending []*update
	past    []update // the latest, confirmed or not, for Repeat
	allowed []string // nil: all but chat_member and message_reaction
}

const keepPast = 1000

// wants tells whether the bot asked for a kind of update.
func (q *queue) wants(kind string) bool {
	if len(q.allowed) == 0 {
		return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
	}
	return slices.Contains(q.allowed, kind)
}

// enqueue puts an update into the bot's queue, if the bot wants it, and wakes whoever waits.
func (b *bot) enqueue(t *Telegram, kind string, object any, from place, date time.Time) {
	if !b.queue.wants(kind) {
		return
	}
	b.queue.add(update{kind: kind, body: mustJSON(object), date: date, from: from})
	b.wake(t)
}

func (q *queue) add(u update) {
	u.id, u.busy = q.next, false
	q.next++
	q.pending = append(q.pending, &u)
	q.past = append(q.past, u)
	if len(q.past) > 2*keepPast {
		q.past = slices.Clone(q.past[keepPast:])
	}
}

// confirm drops what lies before the offset; a negative offset leaves so many of the latest.
// An offset beyond the next id comes from before the ids restarted: it confirms nothing.
func (q *queue) confirm(offset int) {
	switch {
	case offset < 0:
		q.pending = q.pending[max(0, len(q.pending)+offset):]
	case offset <= q.next:
		for len(q.pending) > 0 && q.pending[0].id < offset {
			q.pending = q.pending[1:]
		}
	}
}

// expire drops what Telegram would have dropped.
func (q *queue) expire(now time.Time) {
	q.pending = slices.DeleteFunc(q.pending, func(u *update) bool { return !u.busy && now.Sub(u.date) > keepUpdates })
}

// first gives copies of the oldest updates.
func (q *queue) first(limit int) []update {
	some := make([]update, 0, min(limit, len(q.pending)))
	for _, u := range q.pending[:min(limit, len(q.pending))] {
		some = append(some, *u)
	}
	return some
}

// Pending gives how many updates a bot has not confirmed.
func (t *Telegram) Pending(token string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.botByToken(token)
	if b == nil {
		return 0
	}
	b.queue.expire(t.o.Now())
	return len(b.queue.pending)
}

// Renumber restarts the ids of every bot's updates at the given number, those of updates that wait too, as Telegram may after a quiet week.
func (t *Telegram) Renumber(lower int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, b := range t.bots {
		b.queue.next = lower
		for _, u := range b.queue.pending {
			u.id = b.queue.next
			b.queue.next++
		}
	}
}

// Repeat sends the latest n updates of every bot once more, under new ids.
func (t *Telegram) Repeat(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, b := range t.bots {
		past := slices.Clone(b.queue.past)
		for _, u := range past[max(0, len(past)-n):] {
			b.queue.add(u)
		}
		b.wake(t)
	}
}

// tellMember tells a bot that somebody's status changed, the bot's own by my_chat_member.
func (t *Telegram) tellMember(b *bot, c *chat, by, who int64, before, after status) {
	kind := "chat_member"
	if who == b.ID {
		kind = "my_chat_member"
	}
	now := t.second()
	b.enqueue(t, kind, wireMemberUpdate{
		Chat: t.wireChat(c), From: t.wireUser(by), Date: now.Unix(),
		Old: t.wireMember(c, who, before), New: t.wireMember(c, who, after),
	}, c.place, now)
}
