package bot

import (
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// pause: /pause UNIT|CODE|PROGRAMME|all REASON. What is paused is not asked
// about, and /why tells the reason.
func (t *turn) pause(args string) error {
	what, reason := nameFirst(args, t.pausable)
	if what == "" || reason == "" {
		return complain(wording.PauseUsage)
	}
	p := &store.Pause{Since: t.tx.Now(), Reason: reason, By: t.tx.Actor()}
	name, err := t.setPause(what, p)
	if err != nil {
		return err
	}
	return t.say(t.word(wording.Paused, "what", name, "reason", reason))
}

// resume: /resume UNIT|CODE|PROGRAMME|all.
func (t *turn) resume(args string) error {
	what := strings.TrimSpace(args)
	if what == "" {
		return complain(wording.PauseUsage)
	}
	name, err := t.setPause(what, nil)
	if err != nil {
		return err
	}
	return t.say(t.word(wording.Resumed, "what", name))
}

// setPause finds what is meant and sets or lifts its pause; open asks about it
// are excused with the reason.
func (t *turn) setPause(what string, p *store.Pause) (string, error) {
	if what == "all" || what == "全部" {
		return t.pauseOffice(p)
	}
	if task, err := t.tx.TaskCoded(what); err == nil {
		return t.pauseTask(task, p)
	}
	if u, err := t.tx.UnitNamed(what); err == nil {
		return t.pauseUnit(u, p)
	}
	if programme, err := t.tx.ProgrammeNamed(what); err == nil {
		programme.Pause = p
		if err := t.tx.ChangeProgramme(programme, pauseText(p)); err != nil {
			return "", err
		}
		return programmeName(t.lang, programme), t.excuseAll(p, func(task store.Task) bool { return task.Programme == programme.ID })
	}
	return "", complain(wording.PauseWhat, "what", what)
}

// pausable: a unit or a list has that name, which may have spaces.
func (t *turn) pausable(name string) bool {
	_, err := t.tx.ProgrammeNamed(name)
	return err == nil || t.isUnit(name)
}

func (t *turn) pauseOffice(p *store.Pause) (string, error) {
	office, err := t.tx.Office()
	if err != nil {
		return "", err
	}
	office.Pause = p
	if err := t.tx.PutOffice(office, pauseText(p)); err != nil {
		return "", err
	}
	return t.label(wording.Everything), t.excuseAll(p, func(store.Task) bool { return true })
}

func (t *turn) pauseTask(task store.Task, p *store.Pause) (string, error) {
	act := store.TaskResumed
	if p != nil {
		act = store.TaskPaused
	}
	task.Pause = p
	if _, err := t.tx.PutTask(task, act, pauseText(p)); err != nil {
		return "", err
	}
	return title(t.lang, task), t.excuseAll(p, func(other store.Task) bool { return other.ID == task.ID })
}

func (t *turn) pauseUnit(u store.Unit, p *store.Pause) (string, error) {
	u.Pause = p
	if err := t.tx.ChangeUnit(u, pauseText(p)); err != nil {
		return "", err
	}
	return unitName(t.lang, u), t.excuseAll(p, func(task store.Task) bool { return task.Lead == u.ID })
}

func pauseText(p *store.Pause) string {
	if p == nil {
		return string(store.FactResumed)
	}
	return store.FactPaused.With(p.Reason)
}

// excuseAll takes what is paused out of the open asks.
func (t *turn) excuseAll(p *store.Pause, concerned func(store.Task) bool) error {
	if p == nil {
		return nil
	}
	var lines []store.Task
	for a, err := range t.tx.OpenAsks(0) {
		if err != nil {
			return err
		}
		for _, l := range a.Lines {
			task, err := t.tx.Task(l.Task)
			if err != nil {
				return err
			}
			if l.State == store.AskOpen && concerned(task) {
				lines = append(lines, task)
			}
		}
	}
	for _, task := range lines {
		if err := t.tx.Excuse(task.Lead, task.ID, store.FactPaused.With(p.Reason)); err != nil {
			return err
		}
	}
	return nil
}
