package bot

import (
	"strings"
	"time"

	"duban/bot/wording"
	"duban/store"
)

func supervisorCommands() []command {
	return []command{
		{name: "digest", role: store.Supervisor, private: true, help: wording.SupHelpDigest, run: (*turn).digest},
		{name: "late", role: store.Supervisor, private: true, help: wording.SupHelpLate, run: (*turn).late},
		{name: "review", role: store.Supervisor, private: true, help: wording.SupHelpReview, run: (*turn).review},
		{name: "unit", role: store.Supervisor, private: true, args: wording.SupArgsUnit, help: wording.SupHelpUnit, run: (*turn).lookAt},
		{name: "again", role: store.Supervisor, private: true, args: wording.SupArgsSubject, help: wording.SupHelpAgain, run: (*turn).again},
		{name: "instruct", role: store.Supervisor, private: true, args: wording.SupArgsInstruct, help: wording.SupHelpInstruct, run: (*turn).instruct},
		{name: "reopen", role: store.Supervisor, private: true, args: wording.SupArgsReopen, help: wording.SupHelpReopen, run: (*turn).reopen},
		{name: "why", role: store.Supervisor, private: true, args: wording.SupArgsSubject, help: wording.SupHelpWhy, run: (*turn).why},
	}
}

func supervisorPresses() []press {
	return []press{
		{"late", store.Supervisor, func(t *turn, _ []string) error { return t.late("") }},
		{"review", store.Supervisor, func(t *turn, _ []string) error { return t.review("") }},
		{"accept", store.Supervisor, (*turn).accept},
		{"back", store.Supervisor, (*turn).back},
		{"unit", store.Supervisor, forUnit((*turn).showUnit)},
		{"why", store.Supervisor, forUnit((*turn).whyUnit)},
		{"again", store.Supervisor, forUnit(func(t *turn, u store.Unit) error { return t.askAgain(subject{unit: u}) })},
		{"instruct", store.Supervisor, forUnit((*turn).instructWhat)},
	}
}

func supervisorDialogues() []dialogue {
	return []dialogue{
		{"back", (*turn).backSaid},
		{"instruct", (*turn).instructSaid},
		{"decline", (*turn).declined},
	}
}

// forUnit is the handler of a button whose argument is a unit.
func forUnit(run func(*turn, store.Unit) error) func(*turn, []string) error {
	return func(t *turn, args []string) error {
		ids, err := numbers(args, 1)
		if err != nil {
			return err
		}
		u, err := t.tx.Unit(store.UnitID(ids[0]))
		if isMissing(err) {
			return complain(wording.OldButton)
		}
		if err != nil {
			return err
		}
		return run(t, u)
	}
}

// subject is what a supervisor names: a unit, or one task and its lead unit.
type subject struct {
	unit store.Unit // zero for a task without a lead unit
	task store.Task // zero for a unit as a whole
}

// subjectIn reads the name at the head of a line; rest is what follows it.
func (t *turn) subjectIn(line string) (s subject, rest string, err error) {
	cuts := heads(line)
	if len(cuts) == 0 {
		return s, "", complain(wording.SupWhich)
	}
	for _, cut := range cuts {
		s, ok, err := t.subjectOf(cut[0])
		if err != nil || ok {
			return s, cut[1], err
		}
	}
	return s, "", complain(wording.SupNoSubject, "name", cuts[len(cuts)-1][0])
}

func (t *turn) subjectOf(name string) (s subject, ok bool, err error) {
	s.task, err = t.tx.TaskCoded(name)
	switch {
	case err == nil && s.task.Lead == 0:
		return s, true, nil
	case err == nil:
		s.unit, err = t.tx.Unit(s.task.Lead)
		return s, err == nil, err
	case !isMissing(err):
		return s, false, err
	}
	u, err := t.tx.UnitNamed(name)
	if isMissing(err) {
		return subject{}, false, nil
	}
	return subject{unit: u}, err == nil, err
}

// longestName is how many bytes at the head of a line may be a name.
const longestName = 160

// heads are the ways to cut a line into a name and the rest, the longest name
// first: a name may have spaces, and a colon or comma may follow it.
func heads(line string) [][2]string {
	const breaks = " 　\t\n:：,，"
	line = strings.Trim(line, breaks)
	if line == "" {
		return nil
	}
	cuts := [][2]string{{line, ""}}
	for i, r := range line {
		if i > longestName {
			break
		}
		if strings.ContainsRune(breaks, r) && !strings.HasSuffix(line[:i], " ") {
			cuts = append(cuts, [2]string{line[:i], strings.TrimLeft(line[i:], breaks)})
		}
	}
	for i, j := 1, len(cuts)-1; i < j; i, j = i+1, j-1 {
		cuts[i], cuts[j] = cuts[j], cuts[i]
	}
	return cuts
}

// deskReason says why nobody of a unit can be written to.
func deskReason(reason string) wording.Sentence {
	switch fact, _ := store.CutFact(reason); fact {
	case store.FactNobody:
		return wording.SupNoDesk
	case store.FactOnLeave:
		return wording.SupOnLeave
	}
	return wording.SupUnreachable
}

// delivery tells a supervisor whether, and when, the unit gets what was
// queued for it.
func (t *turn) delivery(u store.Unit, ok bool, reason string, from time.Time) wording.HTML {
	switch {
	case !ok:
		return t.word(wording.SupNotSent, "unit", unitName(t.lang, u), "reason", deskReason(reason))
	case !from.IsZero():
		return t.word(wording.SupSentHeld, "unit", unitName(t.lang, u), "at", t.dueText(from))
	}
	return t.word(wording.SupSentNow, "unit", unitName(t.lang, u))
}

// moment is a time in the reader's language and the office's zone, shorter
// than dueText where it is today.
func (t *turn) moment(at time.Time) string {
	at = at.In(t.Zone)
	if sameDay(at, t.now) {
		return at.Format("15:04")
	}
	return wording.Moment(t.lang, at, t.now)
}

// sameDay reports whether two moments of one zone are on one day.
func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// personName is how a person is called; empty for somebody who never joined.
func (t *turn) personName(id store.PersonID) (string, error) {
	p, err := t.tx.Person(id)
	if isMissing(err) {
		return "", nil
	}
	return p.Name, err
}
