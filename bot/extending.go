package bot

import (
	"fmt"
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
	day, err := schedule.ParseDay(when, t.now, t.Calendar)
	if err != nil || reason == "" {
		return complain(wording.ExtendUsage, "code", task.Code)
	}
	return t.askExtension(task, endOfDay(day), reason)
}

// endOfDay is the last second of the day, which is when something due that
// day is due.
func endOfDay(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, day.Location())
}

func (t *turn) askExtension(task store.Task, to time.Time, reason string) error {
	due := task.Due.In(t.Zone)
	switch {
	case !task.Open():
		return complain(wording.TaskNotOpen, "code", task.Code)
	case !t.now.Before(due):
		return complain(wording.ExtendTooLate, "code", task.Code, "due", wording.Day(t.lang, due, t.now))
	case !to.After(due):
		return complain(wording.ExtendNotLater, "due", wording.Day(t.lang, due, t.now))
	}
	e, err := t.tx.AskExtension(store.Extension{
		Task: task.ID, Unit: task.Lead, By: t.who.person.ID, From: task.Due, To: to, Reason: reason,
	})
	if err != nil {
		return err
	}
	u, err := t.tx.Unit(task.Lead)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("extension:%d", e.ID), Class: store.Question, About: store.About{Unit: u.ID, Task: task.ID}}
	_, err = t.announceTo(t.tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		text := wording.ExtensionAsked.In(l, "unit", unitName(l, u), "title", title(l, task), "code", task.Code,
			"from", wording.Day(l, due, t.now), "to", wording.Day(l, to, t.now), "reason", reason)
		return said{text, [][]store.Button{{button(l, wording.ButtonGrant, "extend", e.ID, 1), button(l, wording.ButtonDecline, "extend", e.ID, 0)}}}
	})
	if err != nil {
		return err
	}
	return t.say(t.word(wording.ExtensionSent, "title", title(t.lang, task), "code", task.Code, "to", wording.Day(t.lang, to, t.now)))
}

// decideExtension is a supervisor's answer to the request.
func (t *turn) decideExtension(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	e, fresh, err := t.tx.DecideExtension(store.ExtensionID(ids[0]), t.who.person.ID, ids[1] == 1)
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if !fresh {
		return t.toast(wording.DoubtSettled)
	}
	task, err := t.tx.Task(e.Task)
	if err != nil {
		return err
	}
	s := wording.ExtensionGranted
	if !e.Granted {
		s = wording.ExtensionDeclined
	}
	say := func(l wording.Lang) wording.HTML {
		return s.In(l, "title", title(l, task), "code", task.Code, "name", t.who.person.Name,
			"from", wording.Day(l, e.From.In(t.Zone), t.now), "to", wording.Day(l, e.To.In(t.Zone), t.now))
	}
	if err := t.edit(say(t.lang)); err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("extension-decided:%d", e.ID), Class: store.Receipt, About: store.About{Task: task.ID}}
	_, _, err = t.address(t.tx, e.Unit, m, func(l wording.Lang) said { return said{text: say(l)} })
	return err
}

// returnButtons decide about a 退回.
func returnButtons(l wording.Lang, task store.TaskID, unit store.UnitID) [][]store.Button {
	return [][]store.Button{{
		button(l, wording.ButtonTakeBack, "returned", task, unit, 1),
		button(l, wording.ButtonGoOn, "returned", task, unit, 0),
	}}
}

// decideReturn is a supervisor's answer to a 退回: the task is taken from the
// unit and waits for another, or the unit has to go on with it.
func (t *turn) decideReturn(args []string) error {
	ids, err := numbers(args, 3)
	if err != nil {
		return err
	}
	task, unit := store.TaskID(ids[0]), store.UnitID(ids[1])
	after, fresh, err := t.tx.DecideReturn(task, unit, ids[2] == 1)
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if !fresh {
		return t.toast(wording.DoubtSettled)
	}
	s := wording.ReturnAccepted
	if ids[2] != 1 {
		s = wording.ReturnRefused
	}
	say := func(l wording.Lang) wording.HTML {
		return s.In(l, "title", title(l, after), "code", after.Code, "name", t.who.person.Name)
	}
	if err := t.edit(say(t.lang)); err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("return-decided:%d:%d:%d", task, unit, t.tx.LastEntry()+1), Class: store.Receipt, About: store.About{Task: task}}
	_, _, err = t.address(t.tx, unit, m, func(l wording.Lang) said { return said{text: say(l)} })
	return err
}
