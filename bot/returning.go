package bot

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// returnPressed asks for the reason of a 退回.
func (t *turn) returnPressed(args []string) error {
	unit, task, err := t.receiptOf(args)
	if err != nil {
		return err
	}
	known := map[string]string{"unit": fmt.Sprint(unit), "task": fmt.Sprint(task.ID), "message": fmt.Sprint(t.in.MessageID), "prompt": "yes"}
	if err := t.open("return", "reason", known); err != nil {
		return err
	}
	return t.say(t.word(wording.ReturnWhy, "title", title(t.lang, task), "code", task.Code))
}

// returnSaid takes the reason that the dialogue asked for.
func (t *turn) returnSaid(d store.Dialogue, line string) error {
	unit, task, err := t.receiptOf([]string{d.Data["unit"], d.Data["task"]})
	if err != nil {
		return err
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	if err := t.sendBack(unit, task, strings.TrimSpace(line)); err != nil {
		return err
	}
	message, err := strconv.Atoi(d.Data["message"])
	if err != nil {
		return nil // begun by an earlier version, which did not note it
	}
	return t.showReceipt(unit, task.ID, message)
}

// returnsPressed offers what waits for a receipt, each to be returned.
func (t *turn) returnsPressed(args []string) error {
	l, err := t.receiptListPressed(args)
	if err != nil {
		return err
	}
	var rows [][]store.Button
	for i, a := range l.items {
		if a.State != store.Waiting || len(rows) == listPage {
			continue
		}
		task, err := t.tx.Task(a.Task)
		if err != nil {
			return err
		}
		rows = append(rows, []store.Button{{Text: clip("↩️ "+number(i+1)+" "+title(t.lang, task), 60), Data: data("return", l.unit.ID, a.Task)}})
	}
	return t.say(t.word(wording.ReturnWhich), rows...)
}

// returnTyped: /return CODE reason.
func (t *turn) returnTyped(args string) error {
	code, reason := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	for _, unit := range t.who.units() {
		if _, err := t.tx.Assignment(task.ID, unit); err == nil {
			return t.sendBack(unit, task, reason)
		}
	}
	return complain(wording.NotYourUnit)
}

// returnSaidOutright: 申请退回 in words.
func (t *turn) returnSaidOutright(s scope, r request) error {
	task, ok := s.requestTask(r)
	if !ok {
		return complain(wording.ReturnUsage)
	}
	if r.reason == "" {
		return t.returnPressed([]string{fmt.Sprint(s.unit), fmt.Sprint(task.ID)})
	}
	return t.sendBack(s.unit, task, r.reason)
}

// sendBack records the return and puts it before the supervisors.
func (t *turn) sendBack(unit store.UnitID, task store.Task, reason string) error {
	if reason == "" {
		return complain(wording.ReturnUsage)
	}
	a, err := t.tx.Return(task.ID, unit, t.who.person.ID, reason)
	if errors.Is(err, store.ErrState) || isMissing(err) {
		return complain(wording.ReturnTwice, "code", task.Code)
	}
	if err != nil {
		return err
	}
	u, err := t.tx.Unit(unit)
	if err != nil {
		return err
	}
	m := store.Message{Key: returnKey(a), Class: store.Notice, About: store.About{Unit: unit, Task: task.ID}}
	_, err = t.announceTo(t.tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		text := wording.ReturnedToOffice.In(l, "unit", unitName(l, u), "title", title(l, task), "code", task.Code, "reason", reason)
		return said{text, [][]store.Button{{
			button(l, wording.ButtonTakeBack, "returned", task.ID, unit, 1),
			button(l, wording.ButtonGoOn, "returned", task.ID, unit, 0),
		}}}
	})
	if err != nil {
		return err
	}
	return t.say(t.word(wording.ReturnSent, "title", title(t.lang, task), "code", task.Code))
}

// returnKey names one return of an assignment.
func returnKey(a store.Assignment) string {
	return fmt.Sprintf("returned:%d:%d:%d", a.Task, a.Unit, a.Answered.Unix())
}

// decideReturn is a supervisor's answer to a 退回: the task is taken from the
// unit and waits for another, or the unit has to go on with it, which takes a
// reason.
func (t *turn) decideReturn(args []string) error {
	ids, err := numbers(args, 3)
	if err != nil {
		return err
	}
	a, err := t.tx.Assignment(store.TaskID(ids[0]), store.UnitID(ids[1]))
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if a.State != store.Returned {
		return t.toast(wording.DoubtSettled)
	}
	if ids[2] != 1 {
		return t.askWhyNot("returned", args, wording.GoOnWhy)
	}
	return t.takeBack(a)
}

// takeBack frees the unit of the task, in the asks that it was put in as well,
// and has the admins give it to another.
func (t *turn) takeBack(a store.Assignment) error {
	asks, err := t.asksOf(a.Unit, a.Task)
	if err != nil {
		return err
	}
	task, err := t.tx.TakeBack(a.Task, a.Unit)
	if err != nil {
		return err
	}
	if err := t.toast(wording.TakenBackToast); err != nil {
		return err
	}
	for _, id := range asks {
		if err := t.refreshAsk(id); err != nil {
			return err
		}
	}
	if err := t.returnDecided(a, task, wording.ReturnAccepted, wording.ReturnAcceptedUnit, ""); err != nil || a.Part != store.Leads {
		return err
	}
	m := store.Message{Key: returnKey(a) + ":admin", Class: store.Notice, About: store.About{Task: task.ID}}
	u, err := t.tx.Unit(a.Unit)
	if err != nil {
		return err
	}
	_, err = t.announceTo(t.tx, 0, store.Admin, m, func(l wording.Lang) said {
		return said{text: wording.ReturnToAssign.In(l, "unit", unitName(l, u), "title", title(l, task), "code", task.Code, "reason", a.Reason)}
	})
	return err
}

// declineReturn takes the reason for which the unit has to go on.
func (t *turn) declineReturn(ids []uint64, reason string) error {
	if len(ids) < 2 {
		return complain(wording.OldButton)
	}
	a, err := t.tx.Assignment(store.TaskID(ids[0]), store.UnitID(ids[1]))
	if err != nil {
		return err
	}
	task, err := t.tx.KeepWith(a.Task, a.Unit, reason)
	if errors.Is(err, store.ErrState) {
		return complain(wording.DoubtSettled)
	}
	if err != nil {
		return err
	}
	return t.returnDecided(a, task, wording.ReturnRefused, wording.ReturnRefused, reason)
}

// returnDecided shows it on every supervisor's card and tells the unit.
func (t *turn) returnDecided(a store.Assignment, task store.Task, office, unit wording.Sentence, reason string) error {
	say := func(s wording.Sentence, l wording.Lang) wording.HTML {
		return s.In(l, "title", title(l, task), "code", task.Code, "name", t.who.person.Name, "reason", reason)
	}
	if err := t.settleCards(returnKey(a), func(l wording.Lang) wording.HTML { return say(office, l) }); err != nil {
		return err
	}
	m := store.Message{Key: returnKey(a) + ":decided", Class: store.Receipt, About: store.About{Task: task.ID}}
	_, _, err := t.address(t.tx, a.Unit, m, func(l wording.Lang) said { return said{text: say(unit, l)} })
	return err
}

// asksOf are the unit's open asks that have a line about the task.
func (t *turn) asksOf(unit store.UnitID, task store.TaskID) (ids []store.AskID, err error) {
	for a, err := range t.tx.OpenAsks(unit) {
		if err != nil {
			return nil, err
		}
		if a.Line(task) != nil {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}
