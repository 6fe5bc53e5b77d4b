package bot

import (
	"fmt"
	"slices"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// assign: /assign CODE [UNIT [supporting units]], /assign all.
func (t *turn) assign(args string) error {
	code, rest := firstWord(args)
	if code == "all" || code == "全部" {
		return t.assignAllAsked()
	}
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	if task, err = t.withUnits(task, rest); err != nil {
		return err
	}
	return t.give(task)
}

// withUnits puts the units that were named on the task; none leaves it as it is.
func (t *turn) withUnits(task store.Task, names string) (store.Task, error) {
	for i, name := range splitUnits(names) {
		u, err := t.unitOf(name)
		if err != nil {
			return task, err
		}
		switch {
		case i == 0:
			if task.Lead != 0 && task.Lead != u.ID {
				if err := t.tx.Excuse(task.Lead, task.ID, store.FactGivenTo.With(u.Name)); err != nil {
					return task, err
				}
			}
			task.Lead = u.ID
			task.Support = slices.DeleteFunc(task.Support, func(s store.UnitID) bool { return s == u.ID })
		case i == 1:
			task.Support = []store.UnitID{u.ID} // who names supporting units names all of them
		default:
			task.Support = append(task.Support, u.ID)
		}
	}
	if task.Lead == 0 {
		return task, complain(wording.AssignNoUnit, "code", task.Code)
	}
	return task, nil
}

func splitUnits(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" 　、，,；;", r) })
}

// give assigns one task and tells its units.
func (t *turn) give(task store.Task) error {
	if task.State == store.Closed || task.State == store.Dropped {
		return complain(wording.TaskNotOpen, "code", task.Code)
	}
	was, err := t.tx.Task(task.ID)
	if err != nil {
		return err
	}
	fresh := map[store.UnitID][]store.TaskID{}
	if err := t.giveOne(task, fresh); err != nil {
		return err
	}
	if err := t.sayAssignments(t.tx, t.now, fresh); err != nil {
		return err
	}
	if was.Lead != 0 && was.Lead != task.Lead && was.State != store.Draft {
		if err := t.tellOldUnit(was, task); err != nil {
			return err
		}
	}
	u, err := t.tx.Unit(task.Lead)
	if err != nil {
		return err
	}
	return t.say(t.word(wording.Assigned, "title", title(t.lang, task), "code", task.Code, "unit", unitName(t.lang, u)))
}

// giveOne assigns a task, plans its first ask, and adds the units that are
// new to fresh.
func (t *turn) giveOne(task store.Task, fresh map[store.UnitID][]store.TaskID) error {
	task, err := t.planAsk(t.tx, task, t.now)
	if err != nil {
		return err
	}
	units, err := t.tx.Assign(task)
	if err != nil {
		return err
	}
	for _, u := range units {
		fresh[u] = append(fresh[u], task.ID)
	}
	return nil
}

func (t *turn) tellOldUnit(was, task store.Task) error {
	u, err := t.tx.Unit(task.Lead)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("moved:%d:%d", task.ID, t.tx.LastEntry()+1), Class: store.Notice, About: store.About{Task: task.ID}}
	_, _, err = t.address(t.tx, was.Lead, m, func(l wording.Lang) said {
		return said{text: wording.TaskMoved.In(l, "title", title(l, task), "code", task.Code, "unit", unitName(l, u))}
	})
	return err
}

// drafts are the tasks that have a lead unit and were not given to it.
func (t *turn) drafts() (ready []store.Task, without int, err error) {
	for task, err := range t.tx.TasksIn(store.Draft) {
		if err != nil {
			return nil, 0, err
		}
		if task.Lead == 0 {
			without++
			continue
		}
		ready = append(ready, task)
	}
	return ready, without, nil
}

func (t *turn) assignAllAsked() error {
	ready, without, err := t.drafts()
	if err != nil {
		return err
	}
	if len(ready) == 0 {
		return t.say(t.word(wording.NothingToAssign, "n", without))
	}
	units := map[store.UnitID]bool{}
	for _, task := range ready {
		units[task.Lead] = true
	}
	text := t.word(wording.AssignAllAsk, "n", len(ready), "units", len(units))
	if without > 0 {
		text = wording.Lines(text, t.word(wording.AssignAllStay, "n", without))
	}
	return t.say(text,
		[]store.Button{t.button(wording.ButtonAssignAll, "assignall", len(ready))})
}

// assignAllPressed gives every task that is ready; each unit gets one message.
func (t *turn) assignAllPressed([]string) error {
	ready, _, err := t.drafts()
	if err != nil {
		return err
	}
	if len(ready) == 0 {
		return t.toast(wording.NothingToAssign, "n", 0)
	}
	if err := t.giveAll(ready); err != nil {
		return err
	}
	return t.edit(t.word(wording.AssignedAll, "n", len(ready)))
}

func (t *turn) giveAll(ready []store.Task) error {
	fresh := map[store.UnitID][]store.TaskID{}
	for _, task := range ready {
		if err := t.giveOne(task, fresh); err != nil {
			return err
		}
	}
	return t.sayAssignments(t.tx, t.now, fresh)
}

// assignPressed gives the one task of the button.
func (t *turn) assignPressed(args []string) error {
	task, err := t.taskPressedOf(args)
	if err != nil {
		return err
	}
	if task.Lead == 0 {
		return complain(wording.AssignNoUnit, "code", task.Code)
	}
	return t.give(task)
}

// AssignDrafts gives every task that has a lead unit and was given to nobody,
// or of those only the ones with the codes. It is part of the caller's
// journal entry.
func (b *Bot) AssignDrafts(tx *store.Tx, codes ...string) error {
	t := &turn{Bot: b, tx: tx, lang: wording.Zh, now: b.now()}
	ready, _, err := t.drafts()
	if err != nil {
		return err
	}
	if len(codes) > 0 {
		ready = slices.DeleteFunc(ready, func(task store.Task) bool { return !slices.Contains(codes, task.Code) })
	}
	return t.giveAll(ready)
}
