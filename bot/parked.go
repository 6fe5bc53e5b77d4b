package bot

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// park keeps an update that could not be handled, once however often it comes,
// and tells its sender and the admins, once an hour: one fault breaks many.
func (b *Bot) park(tx *store.Tx, now time.Time, raw json.RawMessage, fault error) error {
	return tx.As(store.By{Actor: store.ByDuban, Cause: "park"}, func() error {
		if first, err := tx.First(fmt.Sprintf("parked:%x", sha256.Sum256(raw))); err != nil || !first {
			return err
		}
		p, err := tx.Park(raw, fault.Error())
		if err != nil {
			return err
		}
		for _, tell := range []func(*store.Tx, time.Time, store.Parked) error{b.tellSender, b.tellParked} {
			if err := caught(func() error { return tell(tx, now, p) }); err != nil {
				b.Log.Error("not told of a parked update", "id", p.ID, "err", err)
			}
		}
		return nil
	})
}

// tellSender answers whoever sent it, where that is somebody we know: it is
// kept, and need not be sent again.
func (b *Bot) tellSender(tx *store.Tx, now time.Time, p store.Parked) error {
	in, err := telegram.Decode(p.Raw, b.Me)
	if err != nil {
		return nil
	}
	t, err := b.turnOf(tx, now, in)
	if err != nil || !t.who.known() {
		return err
	}
	if in.Press != nil {
		return t.alert(wording.ParkedSender)
	}
	if in.Chat.IsGroup() {
		return nil
	}
	m := store.Message{Key: fmt.Sprintf("parked:%d:%s", in.From.ID, now.Format("2006-01-02T15")), To: t.here(), Class: store.Receipt}
	m.Text = string(t.word(wording.ParkedSender))
	return queue(tx, m)
}

func (b *Bot) tellParked(tx *store.Tx, now time.Time, p store.Parked) error {
	m := store.Message{Key: "parked:" + now.Format("2006-01-02T15"), Class: store.Notice}
	_, err := b.announceTo(tx, 0, store.Admin, m, func(l wording.Lang) said {
		view := &turn{Bot: b, tx: tx, lang: l, now: now}
		return said{view.word(wording.UpdateParked, "what", view.parkedText(p)), [][]store.Button{{view.againButton(p)}}}
	})
	return err
}

// parkedText is when it came, from whom, their words, and what is wrong.
func (t *turn) parkedText(p store.Parked) wording.HTML {
	what := t.word(wording.ParkedUnread)
	if in, err := telegram.Decode(p.Raw, t.Me); err == nil {
		what = t.word(wording.ParkedWords, "who", t.nameOf(in.From), "words", clip(wordsOf(in), 60))
	}
	return t.word(wording.ParkedLine, "id", p.ID, "at", t.dueText(p.At), "what", what, "fault", clip(firstLine(p.Fault), 120))
}

func (t *turn) nameOf(from telegram.Person) string {
	if p, err := t.tx.Person(store.PersonID(from.ID)); err == nil && p.Name != "" {
		return p.Name
	}
	return strings.TrimSpace(from.First + " " + from.Last)
}

// wordsOf are what was said, or what the button carries that was pressed.
func wordsOf(in telegram.Incoming) string {
	if in.Press != nil {
		return in.Press.Data
	}
	return in.Text
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func (t *turn) againButton(p store.Parked) store.Button {
	return store.Button{Text: t.label(wording.ButtonRunAgain, "id", p.ID), Data: data("again1", p.ID)}
}

// listParked: /parked, with a button to run each again.
func (t *turn) listParked(string) error {
	text, buttons, err := t.parkedList()
	if err != nil {
		return err
	}
	return t.say(text, buttons...)
}

// shownParked is how many are listed; the rest are counted.
const shownParked = 15

func (t *turn) parkedList() (wording.HTML, [][]store.Button, error) {
	var blocks []wording.HTML
	var buttons []store.Button
	n := 0
	for p, err := range t.tx.ParkedUpdates() {
		if err != nil {
			return "", nil, err
		}
		if !p.Done.IsZero() {
			continue
		}
		if n++; n <= shownParked {
			blocks, buttons = append(blocks, t.parkedText(p)), append(buttons, t.againButton(p))
		}
	}
	if n == 0 {
		return t.word(wording.NothingParked), nil, nil
	}
	if n > shownParked {
		blocks = append(blocks, t.word(wording.ParkedMore, "n", n-shownParked))
	}
	return wording.Blocks(append([]wording.HTML{t.word(wording.ParkedHead, "n", n)}, blocks...)...), grid(buttons, 3), nil
}

// againFailed: a parked update broke something again. Everything it did is
// undone, and whoever had it run is told.
type againFailed struct{ err error }

func (e *againFailed) Error() string { return "run again: " + e.err.Error() }
func (e *againFailed) Unwrap() error { return e.err }

// runAgain handles a parked update as if it had just come.
func (t *turn) runAgain(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	p, err := t.tx.ParkedUpdate(store.ParkedID(ids[0]))
	if isMissing(err) || err == nil && !p.Done.IsZero() {
		return t.toast(wording.RanBefore)
	}
	if err != nil {
		return err
	}
	in, err := telegram.Decode(p.Raw, t.Me)
	if err != nil {
		return complain(wording.StillBroken, "fault", err.Error())
	}
	done := wording.RanAgain
	if first, err := t.tx.First(t.markOf(in)); err != nil {
		return err
	} else if !first {
		done = wording.RanBefore
	} else if err := caught(func() error { return t.answer(t.tx, t.now, in) }); err != nil {
		return &againFailed{err}
	}
	if err := t.tx.Unpark(p); err != nil {
		return err
	}
	if err := t.toast(done); err != nil {
		return err
	}
	text, buttons, err := t.parkedList()
	if err != nil {
		return err
	}
	return t.edit(text, buttons...)
}

func (b *Bot) tellStillBroken(tx *store.Tx, now time.Time, in telegram.Incoming, again *againFailed) error {
	t, err := b.turnOf(tx, now, in)
	if err != nil {
		return err
	}
	return t.alert(wording.StillBroken, "fault", firstLine(again.err.Error()))
}
