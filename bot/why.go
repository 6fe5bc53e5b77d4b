package bot

import (
	"cmp"
	"slices"

	"duban/bot/wording"
	"duban/store"
)

// whyLength is how many notes of the journal an answer to /why shows.
const whyLength = 6

// why: /why UNIT|CODE. Every silence has a reason.
func (t *turn) why(args string) error {
	s, _, err := t.subjectIn(args)
	if err != nil {
		return err
	}
	if s.task.ID != 0 {
		return t.whyTask(s)
	}
	return t.whyUnit(s.unit)
}

func (t *turn) whyTask(s subject) error {
	reason, err := t.silenceOf(s)
	if err != nil {
		return err
	}
	past, err := t.askedAbout(s)
	if err != nil {
		return err
	}
	timeline, err := t.timeline(past)
	if err != nil {
		return err
	}
	last, err := t.lastAsk(s)
	if err != nil {
		return err
	}
	head := t.word(wording.WhyHeadTask, "title", title(t.lang, s.task), "code", s.task.Code, "state", stateSentences[s.task.State])
	return t.say(wording.Blocks(wording.Lines(head, reason, last, t.nextText(s.task)), timeline))
}

// askedAbout is what was noted about the task and, since an ask is about all of
// a unit's tasks, about the asks of its unit: newest first.
func (t *turn) askedAbout(s subject) ([]store.Remark, error) {
	past, err := t.tx.TaskHistory(s.task.ID, whyLength)
	if err != nil || s.unit.ID == 0 {
		return past, err
	}
	ofUnit, err := t.tx.UnitHistory(s.unit.ID, 3*whyLength)
	for _, r := range ofUnit {
		switch r.Act {
		case store.AskReminded, store.AskEscalated, store.AskSkipped, store.AskClosed:
			if r.Task == 0 {
				past = append(past, r)
			}
		}
	}
	slices.SortStableFunc(past, func(a, b store.Remark) int { return cmp.Compare(b.Entry, a.Entry) })
	return past[:min(len(past), whyLength)], err
}

// silenceOf is why a task is not asked about now, empty if it is.
func (t *turn) silenceOf(s subject) (wording.HTML, error) {
	switch s.task.State {
	case store.Draft:
		return t.word(wording.WhyDraft), nil
	case store.Closed:
		return t.word(wording.WhyClosed), nil
	case store.Dropped:
		return t.word(wording.WhyDropped), nil
	case store.InReview:
		return t.word(wording.WhyInReview), nil
	}
	if s.unit.ID == 0 {
		return t.word(wording.WhyNoLead), nil
	}
	if parent, err := hasSubtasks(t.tx, s.task.ID); err != nil || parent {
		return t.word(wording.WhyParent), err
	}
	if reason, err := paused(t.tx, s.task); err != nil || reason != "" {
		return t.word(wording.WhyPaused, "reason", reason), err
	}
	_, reason, err := t.deskOf(t.tx, s.unit)
	if err != nil || reason != "" {
		return t.word(wording.WhyNoDesk, "reason", deskReason(reason)), err
	}
	if !t.Calendar.Workday(t.now) {
		return t.word(wording.WhyRestDay), nil
	}
	return "", nil
}

// lastAsk says when the task was asked about last and what came of it.
func (t *turn) lastAsk(s subject) (wording.HTML, error) {
	if s.task.Period == "" || s.unit.ID == 0 {
		return t.word(wording.WhyNever), nil
	}
	a, err := t.tx.AskIn(s.unit.ID, s.task.Period)
	if isMissing(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	lines := []wording.HTML{t.word(wording.WhyAskedAt, "at", t.dueText(a.Asked), "due", t.dueText(a.Due))}
	if a.Late != "" {
		lines = append(lines, t.word(wording.WhyAskedLate, "opens", t.dueText(a.Opens)))
	}
	if l := a.Line(s.task.ID); l != nil {
		lines = append(lines, t.outcomeText(a, *l))
	}
	return wording.Lines(append(lines, t.deliveryText(a.ID))...), nil
}

func (t *turn) outcomeText(a store.Ask, l store.AskLine) wording.HTML {
	switch l.State {
	case store.Answered:
		return t.word(wording.WhyAnswered, "version", l.Report)
	case store.Excused:
		return t.word(wording.WhyExcused, "reason", t.factText(l.Reason))
	case store.Escalated:
		return t.word(wording.WhyEscalated)
	case store.Undeliverable:
		return t.word(wording.WhyUnasked, "reason", deskReason(l.Reason))
	}
	return wording.Lines(t.word(wording.WhyOpen, "n", a.Left()), t.word(wording.WhyNextAfter, "at", t.dueText(a.NextStep)))
}

// deliveryText is where the ask's message is.
func (t *turn) deliveryText(id store.AskID) wording.HTML {
	m, err := t.tx.MessageKeyed(AskKey(id))
	if err != nil {
		return ""
	}
	switch m.State {
	case store.Sent:
		return t.word(wording.WhyMessageSent, "at", t.dueText(m.SentAt))
	case store.Planned, store.Sending:
		if m.NotUntil.After(t.now) {
			return t.word(wording.WhyMessageHeld, "at", t.dueText(m.NotUntil))
		}
		return t.word(wording.WhyMessageWait)
	case store.InDoubt:
		return t.word(wording.WhyMessageMayb)
	}
	return t.word(wording.WhyMessageLost)
}

func (t *turn) nextText(task store.Task) wording.HTML {
	if !task.Open() || task.AskAt.IsZero() {
		return t.word(wording.WhyNoNext)
	}
	rule, err := t.ruleFor(t.tx, task)
	if err != nil {
		return ""
	}
	return t.word(wording.WhyNext, "cadence", t.cadenceText(rule.Cadence.String()), "at", t.dueText(task.AskAt))
}

// whyUnit answers for a unit as a whole.
func (t *turn) whyUnit(u store.Unit) error {
	lines := []wording.HTML{t.word(wording.WhyHeadUnit, "unit", unitName(t.lang, u))}
	if u.Pause != nil {
		lines = append(lines, t.word(wording.WhyPaused, "reason", u.Pause.Reason))
	}
	if _, reason, err := t.deskOf(t.tx, u); err != nil {
		return err
	} else if reason != "" {
		lines = append(lines, t.word(wording.WhyNoDesk, "reason", deskReason(reason)))
	}
	next, err := t.unitNext(u)
	if err != nil {
		return err
	}
	past, err := t.tx.UnitHistory(u.ID, whyLength)
	if err != nil {
		return err
	}
	timeline, err := t.timeline(past)
	if err != nil {
		return err
	}
	return t.say(wording.Blocks(wording.Lines(append(lines, next)...), timeline))
}

// unitNext is when the unit is asked next, and about how many tasks.
func (t *turn) unitNext(u store.Unit) (wording.HTML, error) {
	tasks, err := openTasks(t.tx, u.ID)
	if err != nil {
		return "", err
	}
	var first store.Task
	n := 0
	for _, task := range tasks {
		switch {
		case task.AskAt.IsZero():
		case first.ID == 0 || task.AskAt.Before(first.AskAt):
			first, n = task, 1
		case task.AskAt.Equal(first.AskAt):
			n++
		}
	}
	if n == 0 {
		return t.word(wording.WhyNoNext), nil
	}
	return t.word(wording.WhyNextUnit, "at", t.dueText(first.AskAt), "n", n), nil
}

// timeline is what the journal says, newest first.
func (t *turn) timeline(past []store.Remark) (wording.HTML, error) {
	if len(past) == 0 {
		return "", nil
	}
	lines, err := t.remarkLines(past)
	return wording.Lines(append([]wording.HTML{t.word(wording.WhyTimeline)}, lines...)...), err
}
