package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// outgoing is the call that says a message.
func outgoing(m store.Message) telegram.Outgoing {
	o := telegram.Outgoing{
		Method: telegram.SendMessage, Chat: int64(m.To.Chat), Thread: m.To.Thread,
		MessageID: m.Edits, Text: m.Text, Buttons: wireButtons(m.Buttons), ReplyTo: m.ReplyTo,
		CallbackID: m.Callback, Alert: m.Alert,
	}
	switch {
	case m.Callback != "":
		o.Method = telegram.Answer
	case m.Edits != 0:
		o.Method = telegram.EditText
	case m.File != nil:
		o.Method, o.Upload = telegram.SendFile, upload(*m.File)
	case len(m.Album) > 0:
		o.Method = telegram.SendAlbum
		for _, f := range m.Album {
			o.Album = append(o.Album, upload(f))
		}
	}
	return o
}

func upload(f store.File) telegram.Upload {
	return telegram.Upload{Name: f.Name, Kind: telegram.FileKind(f.Kind), FileID: f.FileID, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(f.Content)), nil
	}}
}

func wireButtons(rows [][]store.Button) [][]telegram.Button {
	var all [][]telegram.Button
	for _, row := range rows {
		var line []telegram.Button
		for _, b := range row {
			line = append(line, telegram.Button{Text: b.Text, Data: b.Data, URL: b.URL})
		}
		all = append(all, line)
	}
	return all
}

// errAbsent: a probe found that the message did not arrive.
var errAbsent = errors.New("the message did not arrive")

// errUnproved: no probe can tell whether the message arrived.
var errUnproved = errors.New("nothing proves whether the message arrived")

const (
	// beyond the highest number known may lie what was in flight beside the
	// message, and in a group what others wrote.
	beyond = 4 * inFlight
	// probeReach is the most numbers that are looked at for one message; each
	// is a call. Where that is not enough, nothing is proved.
	probeReach = 1500
)

// probe finds out whether a message in doubt arrived: identical buttons on it
// are "not modified". Edits and answers to presses do no harm twice.
func (o *Outbox) probe(ctx context.Context, m store.Message) (telegram.Sent, error) {
	if m.Edits != 0 || m.Callback != "" {
		return telegram.Sent{}, errAbsent
	}
	if len(m.Buttons) == 0 {
		return telegram.Sent{}, errUnproved
	}
	if m.Upto-m.After > probeReach {
		return telegram.Sent{}, errUnproved
	}
	for n := m.After + 1; n <= m.Upto; n++ {
		present, err := o.wire.Probe(ctx, int64(m.To.Chat), n, wireButtons(m.Buttons))
		if err != nil {
			return telegram.Sent{}, err
		}
		if present {
			return telegram.Sent{MessageID: n}, nil
		}
	}
	return telegram.Sent{}, errAbsent
}

// settle records how an attempt ended.
func (o *Outbox) settle(r result) error {
	delete(o.flying, r.m.To.Chat)
	now := o.bot.now()
	return o.bot.Store.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "outbox"}, func() error { return o.conclude(tx, r, now) })
	})
}

// conclude moves the row by what is proved: sent, not sent, or neither.
func (o *Outbox) conclude(tx *store.Tx, r result, now time.Time) error {
	m, err := tx.Message(r.m.ID)
	if err != nil {
		return err
	}
	var refused *telegram.Refused
	var doubt *telegram.InDoubt
	switch {
	case r.err == nil:
		m.State, m.SentAt, m.Number, m.Reason = store.Sent, now.UTC(), r.sent.MessageID, ""
		if m.To.Chat > 0 {
			o.number = max(o.number, m.Number)
		}
	case errors.Is(r.err, errAbsent):
		m.State, m.Reason = store.Planned, "a probe found that it had not arrived"
	case errors.Is(r.err, errUnproved), errors.Is(r.err, telegram.ErrAltered):
		return o.unproved(tx, m)
	case errors.As(r.err, &refused):
		return o.refuse(tx, m, refused, now)
	case errors.As(r.err, &doubt):
		o.doubt(&m, doubt, now)
	default:
		m.State, m.Reason = store.Failed, r.err.Error()
	}
	if m.State == store.Failed {
		o.bot.Log.Error("message not sent", "key", m.Key, "err", r.err)
	}
	return tx.PutMessage(m)
}

// doubt: nobody knows whether Telegram has it. Where no connection was made
// it can't have arrived.
func (o *Outbox) doubt(m *store.Message, d *telegram.InDoubt, now time.Time) {
	m.NotUntil = now.Add(backoff(m.Attempts)).UTC()
	m.Reason = "no answer from Telegram"
	if d.NeverLeft {
		m.State = store.Planned
		return
	}
	if m.State == store.InDoubt {
		m.Attempts++
	}
	m.State = store.InDoubt
}

// backoff waits 1, 2, 4 ... seconds, five minutes at most.
func backoff(attempts int) time.Duration {
	return min(time.Second<<min(max(attempts-1, 0), 9), 5*time.Minute)
}

// unproved: an ask is kept back and listed, since a second one would look
// like a second ask; anything else is said again.
func (o *Outbox) unproved(tx *store.Tx, m store.Message) error {
	if m.Class != store.Question {
		m.State, m.Reason = store.Planned, "said again: nothing proves that it arrived"
		return tx.PutMessage(m)
	}
	m.State, m.Reason = store.Held, "in doubt: it may have arrived"
	tx.Note(store.Note{Act: store.MessageHeld, Unit: m.About.Unit, Task: m.About.Task, Text: m.Key})
	if err := tx.PutMessage(m); err != nil {
		return err
	}
	return o.bot.tellAdmins(tx, "held:"+m.Key, wording.MessageHeld, "key", m.Key)
}

// refuse: Telegram has said no, so it is proved that nothing was sent.
func (o *Outbox) refuse(tx *store.Tx, m store.Message, r *telegram.Refused, now time.Time) error {
	m.Reason = string(r.Reason)
	switch {
	case r.Reason == telegram.ReasonFlood:
		o.pace.Freeze(int64(m.To.Chat), r.RetryAfter, now)
		m.NotUntil = now.Add(r.RetryAfter).UTC()
		if m.State != store.InDoubt { // a probe that was refused proves nothing
			m.State = store.Planned
		}
		if err := o.keepFreezes(tx, now); err != nil {
			return err
		}
	case r.Reason == telegram.ReasonMigrated && r.MigrateTo != 0:
		m.State = store.Planned
		if err := tx.PutMessage(m); err != nil {
			return err
		}
		return tx.MoveChat(m.To.Chat, store.ChatID(r.MigrateTo))
	case r.Reason == telegram.ReasonThread && m.To.Thread != 0:
		return o.withoutTopic(tx, m)
	case r.Reason == telegram.ReasonNotModified:
		m.State, m.SentAt, m.Reason = store.Sent, now.UTC(), ""
	case r.Reason == telegram.ReasonMessageGone, r.Reason == telegram.ReasonFixed, r.Reason == telegram.ReasonQueryTooOld:
		m.State = store.Stale
	case r.Reason == telegram.ReasonUnauthorized:
		m.State, m.NotUntil = store.Planned, now.Add(backoff(m.Attempts)).UTC()
	case r.Reason.Unreachable():
		return o.unreachable(tx, m, string(r.Reason))
	default:
		m.State, m.Reason = store.Failed, fmt.Sprintf("%s: %s", r.Reason, r.Description)
		o.bot.Log.Error("message refused", "key", m.Key, "code", r.Code, "reason", r.Description)
	}
	return tx.PutMessage(m)
}

// keepFreezes stores what Telegram asked for, so that a restart keeps to it.
func (o *Outbox) keepFreezes(tx *store.Tx, now time.Time) error {
	office, err := tx.Office()
	if err != nil {
		return err
	}
	office.Frozen = nil
	for chat, until := range o.pace.Frozen(now) {
		office.Frozen = append(office.Frozen, store.Freeze{Chat: store.ChatID(chat), Until: until.UTC()})
	}
	return tx.PutOffice(office, "")
}

// withoutTopic: the unit's topic is gone; it is asked in the group itself and
// the admins are told, once.
func (o *Outbox) withoutTopic(tx *store.Tx, m store.Message) error {
	was := m.To
	m.To.Thread, m.State, m.Reason = 0, store.Planned, "its topic is gone"
	if err := tx.PutMessage(m); err != nil {
		return err
	}
	return o.bot.tellAdmins(tx, fmt.Sprintf("topic:%d:%d", was.Chat, was.Thread), wording.TopicGone, "chat", was.Chat)
}

// unreachable holds everything for the chat until something comes from it.
func (o *Outbox) unreachable(tx *store.Tx, m store.Message, reason string) error {
	var ids []store.MessageID
	for u := range tx.Outbox() {
		if u.Chat == m.To.Chat {
			ids = append(ids, u.ID)
		}
	}
	for _, id := range ids {
		held, err := tx.Message(id)
		if err != nil {
			return err
		}
		held.State, held.Reason = store.Held, reason
		if err := tx.PutMessage(held); err != nil {
			return err
		}
	}
	p, err := tx.Person(store.PersonID(m.To.Chat))
	if isMissing(err) {
		return o.bot.tellAdmins(tx, fmt.Sprintf("chat:%d:%s", m.To.Chat, reason), wording.ChatLost, "chat", m.To.Chat, "reason", reasonText(reason))
	}
	if err != nil {
		return err
	}
	return o.bot.lose(tx, p, reason)
}
