package tables

import (
	"fmt"

	"duban/store"
)

// Load does what the plan says, all or nothing; a plan with faults is
// refused. It returns the ids of the tasks, in the order of the table.
func Load(tx *store.Tx, p Plan) ([]store.TaskID, error) {
	if len(p.Faults) > 0 {
		return nil, p.Faults[0]
	}
	for _, u := range p.Units {
		if was, err := tx.UnitNamed(u.Name); err == nil {
			u.ID, u.Lang, u.Group, u.SignOff, u.Pause = was.ID, was.Lang, was.Group, was.SignOff, was.Pause
		}
		if _, err := tx.PutUnit(u); err != nil {
			return nil, err
		}
	}
	ids := make([]store.TaskID, len(p.Tasks))
	byCode := map[string]store.TaskID{}
	for i, t := range p.Tasks {
		id, err := loadTask(tx, t)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", t.row, err)
		}
		ids[i], byCode[store.Fold(t.Task.Code)] = id, id
	}
	tx.Note(store.Note{Act: store.Imported, Text: fmt.Sprintf("%d", len(ids))})
	return ids, adopt(tx, p, byCode)
}

func loadTask(tx *store.Tx, t PlannedTask) (store.TaskID, error) {
	task, act := t.Task, store.TaskMade
	was, err := tx.TaskCoded(task.Code)
	if err == nil {
		task, act = merge(was, task, t.has), store.TaskChanged
		if sameTask(was, task) {
			act = ""
		}
	}
	if act == store.TaskMade || t.has["list"] {
		if task.Programme, err = programmeFor(tx, t.Programme, t.ListEN); err != nil {
			return 0, err
		}
	}
	if t.Lead != "" {
		if task.Lead, err = tx.UnitFor(t.Lead); err != nil {
			return 0, err
		}
	}
	if t.namesSupport() {
		task.Support = nil
		for _, name := range t.Support {
			id, err := tx.UnitFor(name)
			if err != nil {
				return 0, err
			}
			task.Support = append(task.Support, id)
		}
	}
	task, err = tx.PutTask(task, act, "")
	return task.ID, err
}

// adopt sets the parents once all tasks have ids.
func adopt(tx *store.Tx, p Plan, byCode map[string]store.TaskID) error {
	for _, t := range p.Tasks {
		if t.Parent == "" {
			continue
		}
		task, err := tx.TaskCoded(t.Task.Code)
		if err != nil {
			return err
		}
		task.Parent = byCode[store.Fold(t.Parent)]
		if _, err := tx.PutTask(task, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// programmeFor finds a programme by name or makes it; an English name that the
// table has is taken over.
func programmeFor(tx *store.Tx, name, english string) (store.ProgrammeID, error) {
	p, err := tx.ProgrammeNamed(name)
	switch {
	case err != nil:
		p = store.Programme{Name: name, NameEN: english}
	case english == "" || english == p.NameEN:
		return p.ID, nil
	default:
		p.NameEN = english
	}
	p, err = tx.PutProgramme(p)
	return p.ID, err
}
