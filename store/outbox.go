package store

import (
	"encoding/binary"
	"iter"
	"time"
)

// outbox has a row for each message that is not sent yet, by chat. Within a
// chat the one in doubt comes first, then what may go at once, then what has
// to wait, by its moment; among those of one moment the lower class is first,
// then the older message.
var outbox = &index{"outbox"}

// Flags of a row's value.
const (
	inDoubt = 1 << iota
	sending
	uploads
)

const outboxKey = 8 + 8 + 1 + 8 // chat, moment, class, id

func (m *Message) outboxRow() row {
	wait, class := max(0, m.NotUntil.UnixMilli()), byte(m.Class)+1
	value := binary.BigEndian.AppendUint64(make([]byte, 0, 10), uint64(wait))
	flags := byte(0)
	switch m.State {
	case InDoubt:
		wait, class, flags = 0, 0, inDoubt
	case Sending:
		flags = sending
	}
	if m.State != InDoubt && m.Uploads() {
		flags |= uploads
	}
	key := append(bkey(int64(m.To.Chat), wait), class)
	return row{outbox, join(key, bkey(m.ID)), append(value, flags, byte(m.Class)<<4|byte(m.Cost()))}
}

// Unsent is one message that is not sent yet.
type Unsent struct {
	ID       MessageID
	Chat     ChatID // 0 for an answer to a press
	Class    Class
	NotUntil time.Time // zero if it may go at once
	Cost     int
	InDoubt  bool
	Sending  bool
	Uploads  bool // the attempt carries bytes
}

func unsent(k, v []byte) Unsent {
	u := Unsent{
		ID: MessageID(unkey(k[17:])), Chat: ChatID(unkey(k)), Class: Class(v[9] >> 4), Cost: int(v[9] & 15),
		InDoubt: v[8]&inDoubt != 0, Sending: v[8]&sending != 0, Uploads: v[8]&uploads != 0,
	}
	if at := int64(unkey(v)); at > 0 {
		u.NotUntil = time.UnixMilli(at).UTC()
	}
	return u
}

// before is the order in which two messages are sent.
func (u Unsent) before(o Unsent) bool { return u.Class < o.Class || u.Class == o.Class && u.ID < o.ID }

// Outbox yields everything that is not sent yet, chat by chat.
func (tx *Tx) Outbox() iter.Seq[Unsent] { return tx.unsentUnder(nil) }

// OutboxOf yields what is not sent yet to one chat; to chat 0 go the answers
// to presses.
func (tx *Tx) OutboxOf(chat ChatID) iter.Seq[Unsent] { return tx.unsentUnder(bkey(chat)) }

func (tx *Tx) unsentUnder(prefix []byte) iter.Seq[Unsent] {
	return func(yield func(Unsent) bool) {
		for k, v := range outbox.keys(tx, prefix) {
			if !yield(unsent(k, v)) {
				return
			}
		}
	}
}

// Heads yields for each chat that something is to be said in what goes first:
// the message in doubt, else of those whose moment has come by now the first
// in order, else the one whose moment comes next. It looks at a few rows of
// each chat, however many wait there. Answers to presses are left out.
func (tx *Tx) Heads(now time.Time) iter.Seq[Unsent] {
	return func(yield func(Unsent) bool) {
		b := tx.bucket(outbox.name)
		k, v := b.seek(bkey(ChatID(1)))
		for k != nil {
			u, nk, nv := head(b, k, v, now)
			if !yield(u) {
				return
			}
			if k, v = nk, nv; k != nil && ChatID(unkey(k)) == u.Chat {
				k, v = b.seek(lastKey(u.Chat))
			}
		}
	}
}

// head finds the first to go of the chat whose first row is k, v, and the row
// at which it stopped looking. The first row of each moment is the best of
// that moment.
func head(b *bucket, k, v []byte, now time.Time) (best Unsent, nk, nv []byte) {
	best = unsent(k, v)
	if best.InDoubt {
		return best, k, v
	}
	for {
		k, v = b.seek(bkey(uint64(best.Chat), unkey(k[8:])+1))
		if k == nil || ChatID(unkey(k)) != best.Chat {
			return best, k, v
		}
		u := unsent(k, v)
		if u.NotUntil.After(now) {
			return best, k, v
		}
		if u.before(best) {
			best = u
		}
	}
}

// lastKey sorts behind all rows of the chat.
func lastKey(chat ChatID) []byte {
	key := bkey(chat)
	for len(key) < outboxKey {
		key = append(key, 0xff)
	}
	return key
}
