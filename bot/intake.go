package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime/debug"
	"strconv"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// arrival is an update with what was understood of it before the transaction.
type arrival struct {
	raw   json.RawMessage
	in    telegram.Incoming
	fault error // it could not be decoded
}

// broken says which update of a batch failed.
type broken struct {
	at  int
	err error
}

func (b *broken) Error() string { return fmt.Sprintf("update %d of the batch: %v", b.at, b.err) }
func (b *broken) Unwrap() error { return b.err }

// Accept handles a batch of updates in one transaction and returns the offset
// to go on from. When it returns, all of them are durable and have taken
// effect once, or are parked; an error means that none has.
func (b *Bot) Accept(_ context.Context, batch []json.RawMessage) (next int64, err error) {
	next = telegram.BatchOffset(batch)
	return next, b.take(batch, next)
}

// Take handles updates that a webhook brought; no offset moves.
func (b *Bot) Take(_ context.Context, batch []json.RawMessage) error { return b.take(batch, 0) }

func (b *Bot) take(batch []json.RawMessage, next int64) error {
	arrivals := make([]arrival, len(batch))
	for i, raw := range batch {
		in, err := telegram.Decode(raw, b.Me)
		arrivals[i] = arrival{raw, in, err}
	}
	now, failed := b.now(), map[int]error{}
	for {
		err := b.Store.Update(now, func(tx *store.Tx) error { return b.handle(tx, now, arrivals, failed, next) })
		var bad *broken
		if !errors.As(err, &bad) || failed[bad.at] != nil || errors.Is(err, store.ErrDamaged) || store.Unwritable(err) {
			return err
		}
		// One poison update must not hold back the others: all is undone,
		// and done again with that one put aside.
		failed[bad.at] = bad.err
		b.Log.Error("update failed", "err", bad.err)
	}
}

// handle takes each update, or puts aside one that has failed. What different
// people sent is handled at the same time where it has nothing in common.
func (b *Bot) handle(tx *store.Tx, now time.Time, arrivals []arrival, failed map[int]error, next int64) error {
	sender := func(i int) uint64 { return uint64(arrivals[i].in.From.ID) }
	err := tx.Beside(len(arrivals), sender, func(tx *store.Tx, i int) error {
		if err := b.handleOne(tx, now, arrivals[i], failed[i]); err != nil {
			return &broken{i, err}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if next == 0 {
		return nil
	}
	return tx.As(store.By{Actor: store.ByDuban, Cause: "poll"}, func() error {
		w, err := tx.Wire(b.Me.ID)
		if err != nil {
			return err
		}
		w.Offset, w.Number = next, max(w.Number, highest(arrivals))
		return tx.PutWire(w)
	})
}

func (b *Bot) handleOne(tx *store.Tx, now time.Time, a arrival, fault error) error {
	if fault == nil {
		fault = a.fault
	}
	var again *againFailed
	switch {
	case errors.As(fault, &again):
		return b.hear(tx, a, func() error { return b.tellStillBroken(tx, now, a.in, again) })
	case fault != nil:
		return b.park(tx, now, a.raw, fault)
	}
	return b.hear(tx, a, func() error { return b.answer(tx, now, a.in) })
}

// highest is the highest number of a message in a private chat. All private
// chats of a bot share one series, so it tells where a message that is in
// doubt has to be looked for.
func highest(arrivals []arrival) (number int) {
	for _, a := range arrivals {
		if !a.in.Chat.IsGroup() {
			number = max(number, a.in.MessageID)
		}
	}
	return number
}

// tellAdmins queues one sentence to every admin.
func (b *Bot) tellAdmins(tx *store.Tx, key string, s wording.Sentence, args ...any) error {
	m := store.Message{Key: key, Class: store.Notice}
	_, err := b.announceTo(tx, 0, store.Admin, m, func(l wording.Lang) said { return said{text: s.In(l, args...)} })
	return err
}

// hear makes one update one journal entry, unless it has taken effect before.
// A panic is its failure, not the process's.
func (b *Bot) hear(tx *store.Tx, a arrival, do func() error) error {
	by := store.By{
		Actor: store.ByPerson(store.PersonID(a.in.From.ID)),
		Cause: "update " + strconv.FormatInt(a.in.UpdateID, 10),
		Raw:   a.raw,
	}
	return caught(func() error {
		return tx.As(by, func() error {
			first, err := tx.First(b.markOf(a.in))
			if err != nil || !first {
				return err
			}
			return do()
		})
	})
}

// caught turns a panic of fn into an error.
func caught(fn func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if err = store.Damage(p); err == nil {
				err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
			}
		}
	}()
	return fn()
}

// markOf names what was sent, not the update that brought it: Telegram may
// bring the same again under another number. Each bot has numbers of its own.
func (b *Bot) markOf(in telegram.Incoming) string {
	switch in.Kind {
	case telegram.KindPress:
		return "press:" + in.Press.ID
	case telegram.KindEdited:
		// Telegram dates an edit to the second, and there can be two in one.
		return fmt.Sprintf("edit:%d:%d:%d:%d:%08x", b.Me.ID, in.Chat.ID, in.MessageID, in.EditDate.Unix(), crc32.ChecksumIEEE([]byte(in.Text)))
	case telegram.KindMessage:
		return keyOf("msg", b.Me.ID, in.Chat.ID, int64(in.MessageID))
	}
	return keyOf(string(in.Kind), b.Me.ID, in.Chat.ID, in.UpdateID)
}

// turnOf finds who speaks, and in which language.
func (b *Bot) turnOf(tx *store.Tx, now time.Time, in telegram.Incoming) (t *turn, err error) {
	t = &turn{Bot: b, tx: tx, in: in, now: now}
	if t.who, err = speakerOf(tx, store.PersonID(in.From.ID)); err != nil {
		return t, err
	}
	if t.lang, err = b.lang(tx, t.who); err != nil || t.who.known() {
		return t, err
	}
	if l, ok := wording.Known(in.From.Language); ok {
		t.lang = l
	}
	return t, nil
}

// answer lets the right room handle what was sent.
func (b *Bot) answer(tx *store.Tx, now time.Time, in telegram.Incoming) error {
	t, err := b.turnOf(tx, now, in)
	if err != nil {
		return err
	}
	if err = t.route(); err == nil {
		err = t.askSignatures()
	}
	var c *complaint
	if errors.As(err, &c) {
		err = t.sayComplaint(c)
	}
	if err != nil {
		return err
	}
	return t.ring("", false)
}

// sayComplaint shows it where the person looks: over the button that was
// pressed, in a group as a line that fades, or as an answer.
func (t *turn) sayComplaint(c *complaint) error {
	if t.in.Kind == telegram.KindPress && !t.rang {
		return t.ring(t.label(c.sentence, c.args...), !t.in.Chat.IsGroup())
	}
	return t.say(t.word(c.sentence, c.args...))
}
