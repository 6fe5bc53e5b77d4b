package bot

import (
	"fmt"
	"time"

	"duban/schedule"
	"duban/store"
)

// ruleFor is when a task is asked about: its own cadence, else its
// programme's, else the office's.
func (b *Bot) ruleFor(tx *store.Tx, task store.Task) (schedule.Rule, error) {
	text, window, err := cadenceOf(tx, task)
	if err != nil {
		return schedule.Rule{}, err
	}
	return ruleOf(text, window)
}

// cadenceOf is the cadence in force for a task, as it is stored, and how many
// working days an answer may take.
func cadenceOf(tx *store.Tx, task store.Task) (text string, window int, err error) {
	office, err := tx.Office()
	if err != nil || task.Cadence != "" {
		return task.Cadence, office.Window, err
	}
	p, err := tx.Programme(task.Programme)
	if err != nil || p.Cadence != "" {
		return p.Cadence, office.Window, err
	}
	return office.Cadence, office.Window, nil
}

func ruleOf(text string, window int) (schedule.Rule, error) {
	c, err := schedule.ParseCadence(text)
	if err != nil {
		return schedule.Rule{}, fmt.Errorf("stored cadence: %w", err)
	}
	r := schedule.DefaultRule(c)
	if window > 0 {
		r.Window = window
	}
	return r, nil
}

// planAsk sets when the task is asked about next: the first opening after now
// and after its start. A task with sub-items is not asked about; they are.
func (b *Bot) planAsk(tx *store.Tx, task store.Task, now time.Time) (store.Task, error) {
	task.AskAt = time.Time{}
	parent, err := hasSubtasks(tx, task.ID)
	if err != nil || parent {
		return task, err
	}
	rule, err := b.ruleFor(tx, task)
	if err != nil {
		return task, err
	}
	after := now.In(b.Zone)
	if start := task.Start.In(b.Zone); start.After(after) {
		after = start
	}
	task.AskAt = rule.Next(b.Calendar, after).Opens
	return task, nil
}

func hasSubtasks(tx *store.Tx, id store.TaskID) (bool, error) {
	if id == 0 {
		return false, nil
	}
	for _, err := range tx.Subtasks(id) {
		return true, err
	}
	return false, nil
}

// paused is the reason why a task is not asked about now, empty if it is: the
// nearest pause counts.
func paused(tx *store.Tx, task store.Task) (string, error) {
	unit, err := tx.Unit(task.Lead)
	if err != nil {
		return "", err
	}
	programme, err := tx.Programme(task.Programme)
	if err != nil {
		return "", err
	}
	office, err := tx.Office()
	if err != nil {
		return "", err
	}
	for _, p := range []*store.Pause{task.Pause, programme.Pause, unit.Pause, office.Pause} {
		if p != nil {
			return p.Reason, nil
		}
	}
	return "", nil
}
