package bot

import (
	"fmt"
	"slices"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// climb takes the steps of the ladder that are due for an open ask: a
// reminder, a word to the unit's leader or to the office, the end.
func (b *Bot) climb(tx *store.Tx, now time.Time, ask store.Ask) error {
	steps, next := schedule.DefaultLadder().Steps(b.Calendar, b.askFacts(ask), now)
	if ask.Taken == nil {
		ask.Taken = map[string]time.Time{}
	}
	for _, step := range steps {
		ask.Taken[step.Rung] = now.UTC()
		if err := b.takeStep(tx, now, &ask, step); err != nil {
			return err
		}
	}
	if ask.State != store.AskOpen {
		return nil
	}
	if next.IsZero() {
		return b.closeAsk(tx, &ask, string(store.FactLadderEnd))
	}
	at, err := b.seatBStep(tx, now, &ask, reminds(steps))
	if err != nil {
		return err
	}
	ask.NextStep = schedule.Sooner(at, next).UTC()
	_, err = tx.PutAsk(ask, "", "")
	return err
}

// reminds reports whether a step says the ask to both contacts anyway.
func reminds(steps []schedule.Step) bool {
	return slices.ContainsFunc(steps, func(s schedule.Step) bool { return s.To.Has(schedule.ContactB) })
}

// nextStep is when something can happen to an ask that was just put.
func (b *Bot) nextStep(tx *store.Tx, now time.Time, ask store.Ask) (time.Time, error) {
	_, next := schedule.DefaultLadder().Steps(b.Calendar, b.askFacts(ask), now)
	if next.IsZero() {
		next = ask.Due
	}
	at, err := b.seatBDue(tx, ask)
	if at.After(now) {
		next = schedule.Sooner(at, next)
	}
	return next.UTC(), err
}

func (b *Bot) takeStep(tx *store.Tx, now time.Time, ask *store.Ask, step schedule.Step) error {
	switch step.Kind {
	case schedule.StepSkip:
		tx.Note(store.Note{Act: store.AskSkipped, Unit: ask.Unit, Text: string(step.Reason)})
		return nil
	case schedule.StepRemind:
		return b.remind(tx, now, *ask, step)
	case schedule.StepEscalate:
		return b.escalate(tx, now, *ask, step)
	case schedule.StepClose:
		return b.closeAsk(tx, ask, string(step.Reason))
	}
	return fmt.Errorf("unknown step %q of the ladder", step.Kind)
}

// remind says the ask again as it stands now: where the unit is written to,
// and from the rung on that names seat B, to whoever holds that as well.
func (b *Bot) remind(tx *store.Tx, now time.Time, ask store.Ask, step schedule.Step) error {
	tx.Note(store.Note{Act: store.AskReminded, Unit: ask.Unit, Text: string(step.Reason)})
	m := store.Message{
		Key: fmt.Sprintf("remind:%d:%s", ask.ID, step.Rung), Class: store.Question,
		About: store.About{Unit: ask.Unit, Ask: ask.ID}, NotUntil: b.speakFrom(tx, now),
	}
	if step.To.Has(schedule.Leader) {
		if err := b.tellAbove(tx, now, ask, step); err != nil {
			return err
		}
	}
	ask, err := b.asShown(tx, ask)
	if err != nil {
		return err
	}
	if err := b.remindLeader(tx, m, ask); err != nil || ask.Left() == 0 {
		return err
	}
	say := func(l wording.Lang) said { return b.reminder(tx, now, ask, l) }
	if _, _, err := b.address(tx, ask.Unit, m, say); err != nil || !step.To.Has(schedule.ContactB) {
		return err
	}
	second, err := b.secondContact(tx, ask.Unit)
	if err != nil || second.ID == 0 {
		return err
	}
	return b.announce(tx, second, m, say)
}

// reminder is the ask once more, with what is still open alone.
func (b *Bot) reminder(tx *store.Tx, now time.Time, ask store.Ask, l wording.Lang) said {
	view := &turn{Bot: b, tx: tx, lang: l, now: now}
	head := wording.RemindSoon
	if now.After(ask.Due) {
		head = wording.RemindLate
	}
	lines, open, err := view.askLines(ask, false)
	if err != nil {
		b.Log.Error("reminder text", "ask", ask.ID, "err", err)
	}
	text := head.In(l, "n", ask.Left(), "due", wording.Moment(l, ask.Due.In(b.Zone), now))
	return said{wording.Blocks(append(append([]wording.HTML{text}, lines...), view.askHint(ask, open), view.footnote(open...))...), view.askButtons(ask)}
}

// secondContact holds a contact's post of the unit and is not the one whom the
// unit's messages go to anyway; zero where there is nobody else who is there,
// and where the unit is asked in a group, which all of them read.
func (b *Bot) secondContact(tx *store.Tx, unit store.UnitID) (store.Person, error) {
	u, err := tx.Unit(unit)
	if err != nil {
		return store.Person{}, err
	}
	first, _, err := b.deskOf(tx, u)
	if err != nil || first.person.ID == 0 {
		return store.Person{}, err
	}
	posts, err := tx.PostsIn(unit)
	if err != nil {
		return store.Person{}, err
	}
	for _, p := range posts {
		if p.Role != store.Contact || p.Holder == 0 || p.Holder == first.person.ID || onLeave(p, tx.Now()) {
			continue
		}
		if person, err := tx.Person(p.Holder); err != nil || !person.Reach.Unreachable {
			return person, err
		}
	}
	return store.Person{}, nil
}

// escalate tells the line above, and reminds the unit where the rung says so.
func (b *Bot) escalate(tx *store.Tx, now time.Time, ask store.Ask, step schedule.Step) error {
	tx.Note(store.Note{Act: store.AskEscalated, Unit: ask.Unit, Text: string(step.Reason)})
	if step.To&(schedule.ContactA|schedule.ContactB) != 0 {
		return b.remind(tx, now, ask, step)
	}
	return b.tellAbove(tx, now, ask, step)
}

// tellAbove tells the unit's leader, the supervisors, or both, that the unit
// has not answered.
func (b *Bot) tellAbove(tx *store.Tx, now time.Time, ask store.Ask, step schedule.Step) error {
	u, err := tx.Unit(ask.Unit)
	if err != nil {
		return err
	}
	m := store.Message{
		Key: fmt.Sprintf("escalate:%d:%s", ask.ID, step.Rung), Class: store.Notice,
		About: store.About{Unit: ask.Unit, Ask: ask.ID}, NotUntil: b.speakFrom(tx, now),
	}
	say := func(l wording.Lang) said {
		return said{text: wording.Escalated.In(l, "unit", unitName(l, u), "n", ask.Left(), "due", wording.Moment(l, ask.Due.In(b.Zone), now))}
	}
	if step.To.Has(schedule.Leader) {
		if _, err := b.announceTo(tx, ask.Unit, store.Leader, m, say); err != nil {
			return err
		}
	}
	if step.To.Has(schedule.Supervisor) {
		_, err = b.announceTo(tx, 0, store.Supervisor, m, say)
	}
	return err
}

// closeAsk ends an unanswered ask: the next period asks anew.
func (b *Bot) closeAsk(tx *store.Tx, ask *store.Ask, reason string) error {
	ask.State, ask.Settled, ask.Reason = store.Escalated, tx.Now(), reason
	for i := range ask.Lines {
		if ask.Lines[i].State == store.AskOpen {
			ask.Lines[i].State, ask.Lines[i].Reason = store.Escalated, reason
		}
	}
	if answered := ask.Left() == 0 && anyAnswered(*ask); answered {
		ask.Reason = reason + "; answered in part"
	}
	_, err := tx.PutAsk(*ask, store.AskClosed, reason)
	return err
}

func anyAnswered(a store.Ask) bool {
	for _, l := range a.Lines {
		if l.State == store.Answered {
			return true
		}
	}
	return false
}
