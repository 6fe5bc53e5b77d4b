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

// sendBack records the return and puts it before the supervisors.
func (t *turn) sendBack(unit store.UnitID, task store.Task, reason string) error {
	if reason == "" {
		return complain(wording.ReturnUsage)
	}
	err := t.tx.Return(task.ID, unit, t.who.person.ID, reason)
	if errors.Is(err, store.ErrState) {
		return complain(wording.ReturnTwice, "code", task.Code)
	}
	if err != nil {
		return err
	}
	u, err := t.tx.Unit(unit)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("returned:%d:%d:%d", task.ID, unit, t.tx.LastEntry()+1), Class: store.Notice, About: store.About{Unit: unit, Task: task.ID}}
	_, err = t.announceTo(t.tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		text := wording.ReturnedToOffice.In(l, "unit", unitName(l, u), "title", title(l, task), "code", task.Code, "reason", reason)
		return said{text, returnButtons(l, task.ID, unit)}
	})
	if err != nil {
		return err
	}
	return t.say(t.word(wording.ReturnSent, "title", title(t.lang, task), "code", task.Code))
}
