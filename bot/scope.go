package bot

import (
	"slices"
	"time"

	"duban/bot/reading"
	"duban/store"
)

// scope is what a line of words may be about: the ask it answers and the
// tasks that the reader has to know.
type scope struct {
	unit  store.UnitID
	ask   store.Ask // zero where no ask is open
	tasks []store.Task
	focus int // index of the only task it can be about, -1 for none
}

// scopeOf finds what the words are about: the message they reply to, else the
// newest ask, else all the unit's open tasks. False where the speaker
// answers for no unit.
func (t *turn) scopeOf() (scope, bool, error) {
	m, replies, err := t.repliesTo()
	if err != nil {
		return scope{}, false, err
	}
	unit, ok, err := t.unitMeant(m.About.Unit)
	if err != nil || !ok {
		return scope{}, false, err
	}
	if replies && unit == m.About.Unit {
		s, err := t.scopeFor(unit, m.About.Ask, m.About.Task)
		return s, true, err
	}
	ask, err := t.newestAsk(unit)
	if err != nil {
		return scope{}, false, err
	}
	s, err := t.scopeIn(unit, ask, 0)
	return s, true, err
}

// unitMeant is the unit that the speaker speaks for: the one that the message
// replied to is about, else in a group the one that is asked there, else the
// speaker's first.
func (t *turn) unitMeant(about store.UnitID) (store.UnitID, bool, error) {
	if t.in.Chat.IsGroup() {
		return t.unitHere(about)
	}
	if about != 0 && t.who.speaksFor(about) {
		return about, true, nil
	}
	if units := t.who.units(); len(units) > 0 {
		return units[0], true, nil
	}
	return 0, false, nil
}

// newestAsk is the unit's newest open ask, else the last one, whose numbers
// the person still sees; zero if the unit was never asked.
func (t *turn) newestAsk(unit store.UnitID) (store.Ask, error) { return t.tx.NewestAsk(unit) }

// scopeFor is scopeIn for an ask by its id, 0 for none.
func (t *turn) scopeFor(unit store.UnitID, ask store.AskID, only store.TaskID) (scope, error) {
	if ask == 0 {
		return t.scopeIn(unit, store.Ask{}, only)
	}
	a, err := t.tx.Ask(ask)
	if err != nil {
		return scope{}, err
	}
	return t.scopeIn(unit, a, only)
}

// scopeIn lists the ask's tasks first, by their numbers, then the unit's
// other open tasks, which only a code or a title can name.
func (t *turn) scopeIn(unit store.UnitID, ask store.Ask, only store.TaskID) (scope, error) {
	s := scope{unit: unit, ask: ask, focus: -1}
	for _, line := range s.ask.Lines {
		asked := line.State == store.AskOpen
		if err := t.include(&s, line.Task, func(task store.Task) bool { return asked || task.Open() && task.Lead == unit }); err != nil {
			return s, err
		}
	}
	for id := range t.tx.TaskIDsOf(unit, store.Leads) {
		if err := t.include(&s, id, store.Task.Open); err != nil {
			return s, err
		}
	}
	leads := len(s.tasks)
	if err := t.includeParts(&s); err != nil {
		return s, err
	}
	if only != 0 { // one that is closed by now
		if err := t.include(&s, only, func(store.Task) bool { return true }); err != nil {
			return s, err
		}
	}
	s.focus = s.meant(only, leads)
	return s, nil
}

// include adds a task that is not there yet, if it is to be known.
func (t *turn) include(s *scope, id store.TaskID, known func(store.Task) bool) error {
	if s.focusOn(id) >= 0 {
		return nil
	}
	task, err := t.tx.Task(id)
	if err == nil && known(task) {
		s.tasks = append(s.tasks, task)
	}
	return err
}

// includeParts adds the open tasks that the unit supports, as its part of them.
func (t *turn) includeParts(s *scope) error {
	for id := range t.tx.TaskIDsOf(s.unit, store.Supports) {
		task, err := t.tx.Task(id)
		if err != nil {
			return err
		}
		if !task.Open() {
			continue
		}
		if task, err = t.asPart(task, s.unit); err != nil {
			return err
		}
		s.tasks = append(s.tasks, task)
	}
	return nil
}

// focusOn is the index of a task, -1 where the scope has none such.
func (s scope) focusOn(id store.TaskID) int {
	return slices.IndexFunc(s.tasks, func(task store.Task) bool { return task.ID == id })
}

// meant is the index of the only task that words can be about: the one of the
// message that they reply to, else the one line of the ask, else the unit's
// only task. leads is how many of the tasks are the unit's own.
func (s scope) meant(only store.TaskID, leads int) int {
	switch {
	case only != 0:
		return s.focusOn(only)
	case s.ask.ID != 0 && len(s.ask.Lines) == 1:
		return s.focusOn(s.ask.Lines[0].Task)
	case s.ask.ID == 0 && (leads == 1 || len(s.tasks) == 1):
		return 0
	}
	return -1
}

// answers is the ask that a report made now belongs to, 0 where nobody asked,
// and whether it is late. Another word after an answer is late for nothing.
func (s scope) answers(task store.TaskID, now time.Time) (store.AskID, bool) {
	l := s.ask.Line(task)
	if l == nil {
		return 0, false
	}
	over := now.After(s.ask.Due)
	if l.State == store.Answered && over {
		return 0, false
	}
	return s.ask.ID, over
}

// name is how a task is called in the conversation: its number in the ask,
// else its code.
func (s scope) name(task store.Task) string {
	if line := s.ask.Line(task.ID); line != nil {
		return number(line.Number)
	}
	return task.Code
}

// input is the scope as the reader of replies wants it.
func (t *turn) input(s scope, text string) reading.Input {
	in := reading.Input{Text: text, Now: t.now, Focus: s.focus, Tasks: make([]reading.Task, len(s.tasks))}
	for i, task := range s.tasks {
		in.Tasks[i] = readerTask(task)
		if task.Lead != s.unit {
			for k := range in.Tasks[i].Targets {
				in.Tasks[i].Targets[k].Target = partTarget(in.Tasks[i].Targets[k].Target)
			}
		}
		if line := s.ask.Line(task.ID); line != nil {
			in.Tasks[i].Number = line.Number
		}
	}
	return in
}

func readerTask(task store.Task) reading.Task {
	r := reading.Task{
		Code: task.Code, Title: task.Title, TitleEN: task.TitleEN,
		LastDate: task.Standing.At, Unchanged: task.Standing.Unchanged, Pressed: task.Standing.Pressed,
		Start: task.Start, Due: task.Due,
	}
	for i, target := range task.Targets {
		r.Targets = append(r.Targets, reading.Target{Target: target, Last: task.Standing.Of(i)})
	}
	return r
}

// example is a line that the reader is certain to understand for the task.
func (t *turn) example(task store.Task) string {
	return reading.Example(readerTask(task), string(t.lang))
}
