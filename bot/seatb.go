package bot

import (
	"fmt"
	"strings"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// Seat B (B岗) is asked when seat A has not answered within the time that an
// admin sets, for the office or for one unit, or when whoever was asked is not
// there any more.

// seatBRung is the mark of that step among the rungs taken.
const seatBRung = "seat_b"

// defaultSeatB holds where no admin has said otherwise.
func defaultSeatB() schedule.Wait { return schedule.Wait{Hours: 8} }

// seatBWait is the wait in force for a unit; the zero Wait is never.
func seatBWait(tx *store.Tx, u store.Unit) (schedule.Wait, error) {
	if u.SeatB != nil {
		return *u.SeatB, nil
	}
	office, err := tx.Office()
	if err != nil || office.SeatB == nil {
		return defaultSeatB(), err
	}
	return *office.SeatB, nil
}

// seatBDue is when seat B is to be asked: after the wait, or on the first day
// of leave of whoever was asked. Zero where that is never, or was done.
func (b *Bot) seatBDue(tx *store.Tx, ask store.Ask) (time.Time, error) {
	if _, done := ask.Taken[seatBRung]; done {
		return time.Time{}, nil
	}
	u, err := tx.Unit(ask.Unit)
	if err != nil {
		return time.Time{}, err
	}
	wait, err := seatBWait(tx, u)
	if err != nil {
		return time.Time{}, err
	}
	due := wait.After(b.Calendar, b.quiet(tx), ask.Asked.In(b.Zone))
	desk, _, err := b.deskOf(tx, u)
	if err != nil {
		return due, err
	}
	if l := desk.post.Leave; l != nil && l.From.After(tx.Now()) {
		due = schedule.Sooner(due, l.From)
	}
	return due, nil
}

// seatBStep asks seat B if its time has come, once, and gives the time if it
// has not. What both are reminded of now need not be said twice.
func (b *Bot) seatBStep(tx *store.Tx, now time.Time, ask *store.Ask, reminded bool) (next time.Time, err error) {
	at, err := b.seatBDue(tx, *ask)
	if err != nil {
		return at, err
	}
	away, err := b.deskMoved(tx, *ask)
	if err != nil || !away && (at.IsZero() || at.After(now)) {
		return at, err
	}
	if _, done := ask.Taken[seatBRung]; done && !away {
		return time.Time{}, nil
	}
	ask.Taken[seatBRung] = now.UTC()
	if reminded {
		return time.Time{}, nil
	}
	return time.Time{}, b.askSeatB(tx, now, ask, away)
}

// deskMoved reports whether the ask went to somebody who is not there now, and
// whoever is has not been asked.
func (b *Bot) deskMoved(tx *store.Tx, ask store.Ask) (bool, error) {
	u, err := tx.Unit(ask.Unit)
	if err != nil {
		return false, err
	}
	desk, reason, err := b.deskOf(tx, u)
	if err != nil || reason != "" {
		return false, err
	}
	for _, key := range append([]string{AskKey(ask.ID)}, ask.Copies...) {
		m, err := tx.MessageKeyed(key)
		if isMissing(err) {
			continue
		}
		if err != nil || m.To.Chat == desk.place.Chat {
			return false, err
		}
	}
	return true, nil
}

// askSeatB puts the ask before whoever is to answer now: where the first was
// not there any more that is where the unit is written to, else the other
// contact.
func (b *Bot) askSeatB(tx *store.Tx, now time.Time, ask *store.Ask, away bool) error {
	u, err := tx.Unit(ask.Unit)
	if err != nil {
		return err
	}
	desk, _, err := b.deskOf(tx, u)
	if err != nil {
		return err
	}
	first := desk.person.Name
	to := desk.place
	if !away {
		second, err := b.secondContact(tx, ask.Unit)
		if err != nil || second.ID == 0 {
			return err
		}
		to = store.Place{Chat: store.ChatID(second.ID)}
	}
	m := store.Message{
		Key: fmt.Sprintf("%s:%s:%d", AskKey(ask.ID), seatBRung, to.Chat), Class: store.Question, To: to,
		About: store.About{Unit: ask.Unit, Ask: ask.ID}, NotUntil: b.speakFrom(tx, now),
	}
	tx.Note(store.Note{Act: store.AskReminded, Unit: ask.Unit, Text: string(store.FactSeatB)})
	words, err := b.seatBText(tx, now, *ask, to, first, away)
	if err != nil {
		return err
	}
	m.Text, m.Buttons = string(words.text), words.buttons
	if err := b.addCopy(tx, ask, m.Key); err != nil {
		return err
	}
	return queue(tx, m)
}

// seatBText is the ask with a word on why it comes to this reader.
func (b *Bot) seatBText(tx *store.Tx, now time.Time, ask store.Ask, to store.Place, first string, away bool) (said, error) {
	view := &turn{Bot: b, tx: tx, now: now}
	var err error
	if view.lang, _, err = view.readerIn(to, ask.Unit); err != nil {
		return said{}, err
	}
	words, err := view.askText(ask)
	if err != nil {
		return said{}, err
	}
	why := view.word(wording.SeatBSilent, "name", first)
	if away {
		why = view.word(wording.SeatBAway)
	}
	words.text = wording.Lines(why, words.text)
	return words, nil
}

// seatB: /seatb shows; /seatb WAIT sets the office's, /seatb UNIT WAIT a
// unit's. The wait may be off, and a unit's may be the office's again.
func (t *turn) seatB(args string) error {
	args = strings.TrimSpace(args)
	if args == "" {
		return t.showSeatB()
	}
	if wait, ok := waitSaid(args); ok {
		return t.setOfficeSeatB(wait)
	}
	name, rest := nameFirst(args, t.isUnit)
	u, err := t.unitOf(name)
	if err != nil {
		return err
	}
	wait, ok := waitSaid(rest)
	if !ok && rest != "default" && rest != "默认" {
		return complain(wording.SeatBUsage)
	}
	if u.SeatB = nil; ok {
		u.SeatB = &wait
	}
	if err := t.tx.ChangeUnit(u, store.FactSeatB.With(rest)); err != nil {
		return err
	}
	if err := t.replanSeatB(u.ID); err != nil {
		return err
	}
	return t.say(t.word(wording.SeatBUnitSet, "unit", unitName(t.lang, u), "rule", t.seatBRule(u.SeatB)))
}

// waitSaid reads a wait, or off.
func waitSaid(text string) (schedule.Wait, bool) {
	if text = strings.TrimSpace(text); text == "off" || text == "关" || text == "不催" {
		return schedule.Wait{}, true
	}
	w, err := schedule.ParseWait(text)
	return w, err == nil
}

// seatBRule says what a wait means, nil as the office's.
func (t *turn) seatBRule(w *schedule.Wait) wording.HTML {
	switch {
	case w == nil:
		return t.word(wording.SeatBDefault)
	case *w == schedule.Wait{}:
		return t.word(wording.SeatBNever)
	case t.lang == wording.En:
		return t.word(wording.SeatBRule, "wait", w.En())
	}
	return t.word(wording.SeatBRule, "wait", w.Zh())
}

func (t *turn) setOfficeSeatB(wait schedule.Wait) error {
	office, err := t.tx.Office()
	if err != nil {
		return err
	}
	office.SeatB = &wait
	if err := t.tx.PutOffice(office, store.FactSeatB.With(wait.Zh())); err != nil {
		return err
	}
	if err := t.replanSeatB(0); err != nil {
		return err
	}
	return t.say(t.word(wording.SeatBSet, "rule", t.seatBRule(&wait)))
}

// replanSeatB plans the next step of open asks anew, of all units for 0.
func (t *turn) replanSeatB(unit store.UnitID) error {
	var open []store.Ask
	for a, err := range t.tx.OpenAsks(unit) {
		if err != nil {
			return err
		}
		open = append(open, a)
	}
	for _, a := range open {
		at, err := t.seatBDue(t.tx, a)
		if err != nil {
			return err
		}
		if at.IsZero() {
			continue
		}
		a.NextStep = schedule.Sooner(schedule.Later(at, t.tx.Now()), a.NextStep).UTC()
		if _, err := t.tx.PutAsk(a, "", ""); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) showSeatB() error {
	office, err := t.tx.Office()
	if err != nil {
		return err
	}
	wait := defaultSeatB()
	if office.SeatB != nil {
		wait = *office.SeatB
	}
	lines := []wording.HTML{t.word(wording.SeatBShown, "rule", t.seatBRule(&wait))}
	for u, err := range t.tx.Units() {
		if err != nil {
			return err
		}
		if u.SeatB != nil {
			lines = append(lines, t.word(wording.SeatBOf, "unit", unitName(t.lang, u), "rule", t.seatBRule(u.SeatB)))
		}
	}
	return t.say(wording.Lines(append(lines, t.word(wording.SeatBUsage))...))
}
