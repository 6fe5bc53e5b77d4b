package bot

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// extend: /extend CODE DATE REASON. An extension is asked for before the due
// date, with a reason and a later date; a supervisor decides.
func (t *turn) extend(args string) error {
	code, rest := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	if !t.who.speaksFor(task.Lead) {
		return complain(wording.NotYourUnit)
	}
	when, reason := firstWord(rest)
	day, err := t.laterDay(task, when)
	if err != nil || reason == "" {
		return complain(wording.ExtendUsage, "code", task.Code, "day", t.sampleDay(task))
	}
	return t.askExtension(task, endOfDay(day), reason)
}

// sampleDay is a date that could be asked for, as one would type it.
func (t *turn) sampleDay(task store.Task) string {
	day := task.Due.In(t.Zone).AddDate(0, 0, 15)
	if t.lang == wording.En {
		return day.Format("2006-01-02")
	}
	return day.Format("2006年1月2日")
}

// endOfDay is the last second of the day, which is when something due that
// day is due.
func endOfDay(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, day.Location())
}

var span = regexp.MustCompile(`^[0-9０-９一二两三四五六七八九十]+个?(?:天|周|星期|月|工作日)$`)

// laterDay reads the new date; 10天 counts from the date that stands.
func (t *turn) laterDay(task store.Task, text string) (time.Time, error) {
	if span.MatchString(text) {
		return schedule.ParseDay(text+"内", task.Due.In(t.Zone), t.Calendar)
	}
	return schedule.ParseDay(text, t.now, t.Calendar)
}

// extendable says what stands against asking for that date.
func (t *turn) extendable(task store.Task, to time.Time) error {
	due := task.Due.In(t.Zone)
	switch {
	case !task.Open():
		return complain(wording.TaskNotOpen, "code", task.Code)
	case !t.now.Before(due):
		return complain(wording.ExtendTooLate, "code", task.Code, "due", wording.Day(t.lang, due, t.now))
	case !to.After(due):
		return complain(wording.ExtendNotLater, "to", wording.Day(t.lang, to, t.now), "due", wording.Day(t.lang, due, t.now))
	}
	return nil
}

// askExtension records the request and puts it before the supervisors. An
// earlier one that nobody has decided is replaced.
func (t *turn) askExtension(task store.Task, to time.Time, reason string) error {
	if err := t.extendable(task, to); err != nil {
		return err
	}
	e, replaced, err := t.tx.AskExtension(store.Extension{
		Task: task.ID, Unit: task.Lead, By: t.who.person.ID, From: task.Due, To: to, Reason: reason,
	})
	if err != nil {
		return err
	}
	for _, old := range replaced {
		if err := t.settleExtension(old); err != nil {
			return err
		}
	}
	u, err := t.tx.Unit(task.Lead)
	if err != nil {
		return err
	}
	m := store.Message{Key: extensionKey(e.ID), Class: store.Question, About: store.About{Unit: u.ID, Task: task.ID}}
	_, err = t.announceTo(t.tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		text := wording.ExtensionAsked.In(l, append(t.extensionArgs(l, task, e), "unit", unitName(l, u))...)
		return said{text, [][]store.Button{{button(l, wording.ButtonGrant, "extend", e.ID, 1), button(l, wording.ButtonDecline, "extend", e.ID, 0)}}}
	})
	if err != nil {
		return err
	}
	return t.say(t.word(wording.ExtensionSent, t.extensionArgs(t.lang, task, e)...))
}

func extensionKey(id store.ExtensionID) string { return fmt.Sprintf("extension:%d", id) }

func (t *turn) extensionArgs(l wording.Lang, task store.Task, e store.Extension) []any {
	return []any{
		"title", title(l, task), "code", task.Code, "reason", e.Reason, "answer", e.Answer, "name", t.nameFor(e.Judge),
		"from", wording.Day(l, e.From.In(t.Zone), t.now), "to", wording.Day(l, e.To.In(t.Zone), t.now),
	}
}

// extensionText says what became of a request.
func (t *turn) extensionText(l wording.Lang, task store.Task, e store.Extension) wording.HTML {
	s := wording.ExtensionDeclined
	switch {
	case e.Granted:
		s = wording.ExtensionGranted
	case e.Judge == 0:
		s = wording.ExtensionReplaced
	}
	return s.In(l, t.extensionArgs(l, task, e)...)
}

// decideExtension is a supervisor's answer to the request: granted at once, or
// the reason is asked for.
func (t *turn) decideExtension(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	e, err := t.tx.Extension(store.ExtensionID(ids[0]))
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if !e.Decided.IsZero() {
		return t.toast(wording.DoubtSettled)
	}
	if ids[1] != 1 {
		return t.askWhyNot("extend", args, wording.DeclineWhy)
	}
	if e, err = t.tx.GrantExtension(e.ID, t.who.person.ID); err != nil {
		return err
	}
	if _, err := t.standAnew(e.Task); err != nil {
		return err
	}
	if err := t.toast(wording.GrantedToast); err != nil {
		return err
	}
	return t.extensionDecided(e)
}

// declineExtension takes the reason for which it is not granted.
func (t *turn) declineExtension(ids []uint64, reason string) error {
	e, err := t.tx.DeclineExtension(store.ExtensionID(ids[0]), t.who.person.ID, reason)
	if errors.Is(err, store.ErrState) {
		return complain(wording.DoubtSettled)
	}
	if err != nil {
		return err
	}
	return t.extensionDecided(e)
}

// extensionDecided shows it on every supervisor's card and tells the unit.
func (t *turn) extensionDecided(e store.Extension) error {
	if err := t.settleExtension(e); err != nil {
		return err
	}
	task, err := t.tx.Task(e.Task)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("extension-decided:%d", e.ID), Class: store.Receipt, About: store.About{Task: task.ID}}
	_, _, err = t.address(t.tx, e.Unit, m, func(l wording.Lang) said { return said{text: t.extensionText(l, task, e)} })
	return err
}

func (t *turn) settleExtension(e store.Extension) error {
	task, err := t.tx.Task(e.Task)
	if err != nil {
		return err
	}
	return t.settleCards(extensionKey(e.ID), func(l wording.Lang) wording.HTML { return t.extensionText(l, task, e) })
}

// standAnew computes a task's light again: with another due date or target the
// same figures stand elsewhere.
func (t *turn) standAnew(id store.TaskID) (store.Task, error) {
	task, err := t.tx.Task(id)
	if err != nil || task.Standing.Version == 0 {
		return task, err
	}
	margins, err := t.margins(t.tx)
	if err != nil {
		return task, err
	}
	a := assess(task, task.Standing.Values, t.now, margins)
	task.Standing.Light, task.Standing.Class = a.Light, a.Class
	return t.tx.PutTask(task, "", "")
}
