package outbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"duban/bot/telegram"
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
	case len(m.Album) > 0:
		o.Method = telegram.SendAlbum
		for _, f := range m.Album {
			o.Album = append(o.Album, upload(f))
		}
	case m.File != nil:
		o.Method, o.Upload = telegram.SendFile, upload(*m.File)
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

// conclude moves the row by what is proved: sent, not sent, or neither.
func (o *Outbox) conclude(tx *store.Tx, r result, now time.Time) error {
	m, err := tx.Message(r.m.ID)
	if err != nil {
		return err
	}
	o.pace.Landed(int64(r.m.To.Chat), r.m.To.Chat < 0, m.Cost(), r.began, now)
	var refused *telegram.Refused
	var doubt *telegram.InDoubt
	lost := errors.As(r.err, &doubt)
	if !lost || !doubt.NeverLeft {
		o.missed = 0
	}
	switch {
	case r.err == nil:
		return o.sent(tx, m, r, now)
	case m.State != store.Sending && m.State != store.InDoubt:
		return nil // decided meanwhile: it was seen, or its chat was lost
	case errors.Is(r.err, errAbsent):
		m.Search.Tried = append(m.Search.Tried, r.probe)
		return tx.PutMessage(m)
	case errors.Is(r.err, telegram.ErrAltered):
		return o.unproved(tx, m)
	case errors.As(r.err, &refused):
		return o.refuse(tx, m, refused, now)
	case lost:
		return o.doubt(tx, m, doubt, now)
	}
	return o.fail(tx, m, r.err.Error())
}

func (o *Outbox) sent(tx *store.Tx, m store.Message, r result, now time.Time) error {
	m.To = r.m.To // where it went, whatever the row was given since
	m.State, m.Reason, m.NotUntil, m.SentAt = store.Sent, "", time.Time{}, now.UTC()
	m.Number, m.Search = r.sent.MessageID, store.Search{}
	if len(r.sent.IDs) > 1 {
		m.More = r.sent.IDs[1:]
	}
	if r.probe != 0 {
		m.Number = r.probe
	}
	if err := tx.PutMessage(m); err != nil || m.To.Chat > 0 || m.Repeatable() {
		return err
	}
	return bound(tx, m.To.Chat, m.Number)
}

// bound goes on with what is held because nothing told how far to look for it
// in a group: a message that was sent later ends the search.
func bound(tx *store.Tx, group store.ChatID, number int) error {
	var open []store.Message
	for m, err := range tx.HeldFor(group) {
		if err != nil {
			return err
		}
		if m.Reason == unproven && m.Search.Upto == 0 && m.Search.After < number {
			open = append(open, m)
		}
	}
	for _, m := range open {
		m.State, m.Search.Upto = store.InDoubt, number-1
		if err := tx.PutMessage(m); err != nil {
			return err
		}
	}
	return nil
}

// doubt: nobody knows whether Telegram has it. Where no connection was made
// it can't have arrived, and nobody else can be written to either.
func (o *Outbox) doubt(tx *store.Tx, m store.Message, d *telegram.InDoubt, now time.Time) error {
	if d.NeverLeft {
		o.missed++
		o.rest = now.Add(backoff(o.missed))
		return o.back(tx, m, "Telegram could not be reached")
	}
	wait := grace
	if m.State == store.InDoubt {
		m.Attempts++
		wait = backoff(m.Attempts)
	}
	m.State, m.Reason, m.NotUntil = store.InDoubt, "no answer from Telegram", now.Add(wait).UTC()
	return tx.PutMessage(m)
}

// back: the attempt is proved not to have been made, so another will be. A
// probe that was not made proves nothing of its message.
func (o *Outbox) back(tx *store.Tx, m store.Message, reason string) error {
	if m.State != store.InDoubt {
		m.State = store.Planned
	}
	m.Reason = reason
	return tx.PutMessage(m)
}

// backoff waits 1, 2, 4 ... seconds, five minutes at most.
func backoff(attempts int) time.Duration {
	return min(time.Second<<min(max(attempts-1, 0), 9), 5*time.Minute)
}

// unproven is the reason of what is held because it may have arrived.
const unproven = "in doubt: it may have arrived"

// unproved: an ask is kept back and listed, since a second one would look
// like a second ask; anything else is said again.
func (o *Outbox) unproved(tx *store.Tx, m store.Message) error {
	m.NotUntil = time.Time{}
	if m.Class != store.Question {
		m.State, m.Reason = store.Planned, "said again: nothing proves that it arrived"
		return tx.PutMessage(m)
	}
	m.State, m.Reason = store.Held, unproven
	tx.Note(store.Note{Act: store.MessageHeld, Unit: m.About.Unit, Task: m.About.Task, Text: m.Key})
	if err := tx.PutMessage(m); err != nil {
		return err
	}
	return o.Desk.Undelivered(tx, m)
}

// refuse: Telegram has said no, so it is proved that nothing was sent. To a
// probe it has said no more than that.
func (o *Outbox) refuse(tx *store.Tx, m store.Message, r *telegram.Refused, now time.Time) error {
	switch {
	case r.Reason == telegram.ReasonFlood:
		return o.flood(tx, m, r.RetryAfter, now)
	case r.Reason == telegram.ReasonUnauthorized:
		o.Round(r)
		o.missed++
		o.rest = now.Add(backoff(o.missed))
		return o.back(tx, m, string(r.Reason))
	case r.Reason == telegram.ReasonMigrated && r.MigrateTo != 0:
		return o.moved(tx, m, store.ChatID(r.MigrateTo))
	case r.Reason.Unreachable():
		m.State = store.Planned
		if err := tx.PutMessage(m); err != nil {
			return err
		}
		return o.Desk.Lost(tx, m.To.Chat, string(r.Reason))
	case m.State == store.InDoubt:
		return o.unproved(tx, m)
	case r.Reason == telegram.ReasonMigrated:
		return o.expect(tx, m, now)
	case r.Reason == telegram.ReasonThread && m.To.Thread != 0:
		return o.Desk.WithoutTopic(tx, m)
	case r.Reason == telegram.ReasonNotModified:
		m.State, m.SentAt, m.Reason = store.Sent, now.UTC(), ""
		return tx.PutMessage(m)
	case r.Reason == telegram.ReasonMessageGone, r.Reason == telegram.ReasonFixed, r.Reason == telegram.ReasonQueryTooOld:
		m.State, m.Reason = store.Stale, string(r.Reason)
		return tx.PutMessage(m)
	}
	return o.fail(tx, m, fmt.Sprintf("%s: %s", r.Reason, r.Description))
}

// flood: the chat is left alone for as long as Telegram asks. An answer to a
// press belongs to no chat here; it waits by itself.
func (o *Outbox) flood(tx *store.Tx, m store.Message, wait time.Duration, now time.Time) error {
	if m.Callback != "" {
		m.NotUntil = now.Add(wait).UTC()
		return o.back(tx, m, string(telegram.ReasonFlood))
	}
	o.pace.Freeze(int64(m.To.Chat), wait, now)
	if err := o.keepFreezes(tx, now); err != nil {
		return err
	}
	return o.back(tx, m, string(telegram.ReasonFlood))
}

// moved: the group has a new id, and what was refused goes there. Whether what
// is in doubt reached the old one, no probe can tell any more.
func (o *Outbox) moved(tx *store.Tx, m store.Message, to store.ChatID) error {
	from := m.To.Chat
	if m.State == store.InDoubt && !m.Repeatable() {
		m.To.Chat, m.ReplyTo = to, 0
		if err := o.unproved(tx, m); err != nil {
			return err
		}
	} else if err := o.back(tx, m, string(telegram.ReasonMigrated)); err != nil {
		return err
	}
	return tx.MoveChat(from, to)
}

// A message is tried so often in a group whose new id is not known, a quarter
// of an hour in all.
const (
	expectMost  = 30
	expectPause = 30 * time.Second
)

// expect: the group has a new id, which the refusal does not tell. The group
// itself does, before or after; where it does not it is lost.
func (o *Outbox) expect(tx *store.Tx, m store.Message, now time.Time) error {
	if m.Attempts >= expectMost {
		m.State = store.Planned
		if err := tx.PutMessage(m); err != nil {
			return err
		}
		return o.Desk.Lost(tx, m.To.Chat, string(telegram.ReasonMigrated))
	}
	m.NotUntil = now.Add(min(backoff(m.Attempts), expectPause)).UTC()
	return o.back(tx, m, string(telegram.ReasonMigrated))
}

// fail: the message can't be sent as it is, ever. That is a fault of ours.
func (o *Outbox) fail(tx *store.Tx, m store.Message, reason string) error {
	m.State, m.Reason = store.Failed, reason
	o.Log.Error("message failed", "key", m.Key, "reason", reason)
	if err := tx.PutMessage(m); err != nil {
		return err
	}
	return o.Desk.Undelivered(tx, m)
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
