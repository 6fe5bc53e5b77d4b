package bot

import (
	"errors"
	"strings"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// cadence: /cadence shows; /cadence SPEC sets the office's, /cadence digest
// SPEC the digest's, /cadence PROGRAMME|CODE SPEC theirs.
func (t *turn) cadence(args string) error {
	args = strings.TrimSpace(args)
	if args == "" {
		return t.showCadence()
	}
	first, rest := nameFirst(args, func(name string) bool { _, err := t.tx.ProgrammeNamed(name); return err == nil })
	if strings.EqualFold(first, "digest") || first == "通报" {
		return t.setDigestCadence(rest)
	}
	if task, err := t.tx.TaskCoded(first); err == nil && rest != "" {
		return t.setTaskCadence(task, rest)
	}
	if p, err := t.tx.ProgrammeNamed(first); err == nil && rest != "" {
		return t.setProgrammeCadence(p, rest)
	}
	return t.setOfficeCadence(args)
}

func (t *turn) showCadence() error {
	office, err := t.tx.Office()
	if err != nil {
		return err
	}
	lines := []wording.HTML{t.word(wording.CadenceShown, "office", t.cadenceText(office.Cadence), "digest", t.cadenceText(office.DigestCron), "days", office.Window)}
	for p, err := range t.tx.Programmes() {
		if err != nil {
			return err
		}
		if p.Cadence != "" {
			lines = append(lines, t.word(wording.CadenceOf, "name", programmeName(t.lang, p), "cadence", t.cadenceText(p.Cadence)))
		}
	}
	return t.say(wording.Lines(append(lines, t.word(wording.CadenceUsage))...))
}

// cadenceText says a stored cadence in the reader's language; empty is the
// office's.
func (t *turn) cadenceText(stored string) string {
	c, err := schedule.ParseCadence(stored)
	if err != nil {
		return t.label(wording.CadenceDefault)
	}
	if t.lang == wording.En {
		return c.En()
	}
	return c.Zh()
}

// cadenceSaid reads a cadence and complains in words of what is wrong with it.
func (t *turn) cadenceSaid(text string) (schedule.Cadence, error) {
	c, err := schedule.ParseCadence(text)
	if err == nil && !c.Next(t.Calendar, t.now).IsZero() {
		return c, nil
	}
	s := wording.CadenceSyntax
	var fault *schedule.CadenceError
	if errors.As(err, &fault) {
		if known, ok := cadenceFaults()[fault.Reason]; ok {
			s = known
		}
	} else if err == nil {
		s = wording.CadenceNever
	}
	return c, complain(s, "text", text)
}

func cadenceFaults() map[schedule.CadenceFault]wording.Sentence {
	return map[schedule.CadenceFault]wording.Sentence{
		schedule.CadenceEmpty:     wording.CadenceEmpty,
		schedule.CadenceZone:      wording.CadenceZone,
		schedule.CadenceShorthand: wording.CadenceShorthand,
		schedule.CadenceNever:     wording.CadenceNever,
		schedule.CadenceOften:     wording.CadenceOften,
	}
}

func (t *turn) setOfficeCadence(text string) error {
	c, err := t.cadenceSaid(text)
	if err != nil {
		return err
	}
	office, err := t.tx.Office()
	if err != nil {
		return err
	}
	office.Cadence = c.String()
	if err := t.tx.PutOffice(office, store.FactCadence.With(c.String())); err != nil {
		return err
	}
	return t.replanned(c, func(task store.Task) bool { return true })
}

func (t *turn) setDigestCadence(text string) error {
	c, err := t.cadenceSaid(text)
	if err != nil {
		return err
	}
	office, err := t.tx.Office()
	if err != nil {
		return err
	}
	office.DigestCron, office.NextDigest = c.String(), c.Next(t.Calendar, t.now).UTC()
	if err := t.tx.PutOffice(office, store.FactDigest.With(c.String())); err != nil {
		return err
	}
	return t.say(t.word(wording.DigestCadenceSet, "cadence", t.cadenceText(c.String()), "next", t.dueText(office.NextDigest)))
}

func (t *turn) setProgrammeCadence(p store.Programme, text string) error {
	c, err := t.cadenceSaid(text)
	if err != nil {
		return err
	}
	p.Cadence = c.String()
	if err := t.tx.ChangeProgramme(p, store.FactCadence.With(p.Cadence)); err != nil {
		return err
	}
	return t.replanned(c, func(task store.Task) bool { return task.Programme == p.ID })
}

func (t *turn) setTaskCadence(task store.Task, text string) error {
	task, err := t.withCadence(task, text)
	if err != nil {
		return err
	}
	if task, err = t.tx.PutTask(task, store.TaskChanged, store.FactCadence.With(task.Cadence)); err != nil {
		return err
	}
	if task.AskAt.IsZero() {
		return t.say(t.word(wording.CadenceSetIdle, "cadence", t.cadenceText(task.Cadence)))
	}
	return t.say(t.word(wording.CadenceSet, "cadence", t.cadenceText(task.Cadence), "n", 1, "next", t.dueText(task.AskAt)))
}

func (t *turn) withCadence(task store.Task, text string) (store.Task, error) {
	c, err := t.cadenceSaid(text)
	if err != nil {
		return task, err
	}
	task.Cadence = c.String()
	if !task.Open() {
		return task, nil
	}
	return t.planAsk(t.tx, task, t.now)
}

// replanned plans the next ask of the open tasks concerned anew and says when
// the first will be.
func (t *turn) replanned(c schedule.Cadence, concerned func(store.Task) bool) error {
	open, err := allOpen(t.tx)
	if err != nil {
		return err
	}
	n := 0
	for _, task := range open {
		if !concerned(task) || task.Cadence != "" {
			continue
		}
		task, err := t.planAsk(t.tx, task, t.now)
		if err != nil {
			return err
		}
		if _, err := t.tx.PutTask(task, "", ""); err != nil {
			return err
		}
		n++
	}
	return t.say(t.word(wording.CadenceSet, "cadence", t.cadenceText(c.String()), "n", n, "next", t.dueText(c.Next(t.Calendar, t.now))))
}

// allOpen are all that were given out and are not closed.
func allOpen(tx *store.Tx) (open []store.Task, err error) {
	for _, state := range []store.TaskState{store.Assigned, store.InReview} {
		for task, err := range tx.TasksIn(state) {
			if err != nil {
				return nil, err
			}
			open = append(open, task)
		}
	}
	return open, nil
}
