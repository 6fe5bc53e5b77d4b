package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/store"
)

// walk: 逐项填写, the ask line by line as a dialogue.
func (t *turn) walk(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	a, err := t.askOf(ids[0])
	if err != nil {
		return err
	}
	return t.walkOn(a)
}

// walkOn puts the first open line, or ends the dialogue.
func (t *turn) walkOn(a store.Ask) error {
	a, err := t.asShown(t.tx, a)
	if err != nil {
		return err
	}
	for _, l := range a.Lines {
		if l.State != store.AskOpen {
			continue
		}
		task, err := t.tx.Task(l.Task)
		if err != nil {
			return err
		}
		known := map[string]string{"ask": fmt.Sprint(a.ID), "n": fmt.Sprint(l.Number), "asked": t.upcoming()}
		if err := t.open("walk", "line", known); err != nil {
			return err
		}
		return t.promptLine(a, l.Number, task)
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return t.say(t.word(doneSentence(a)))
}

// walkAfter goes on with the dialogue that walks the ask, if there is one:
// its lines may also be answered by a tap.
func (t *turn) walkAfter(ask store.AskID) error {
	d, ok, err := t.tx.Dialogue(t.who.person.ID, t.here().Chat)
	if err != nil || !ok || d.Kind != "walk" || d.Data["ask"] != fmt.Sprint(ask) {
		return err
	}
	a, err := t.tx.Ask(ask)
	if err != nil {
		return err
	}
	if a, err = t.asShown(t.tx, a); err != nil {
		return err
	}
	for _, l := range a.Lines {
		if fmt.Sprint(l.Number) == d.Data["n"] && l.State == store.AskOpen {
			return nil // it stands where it stood
		}
	}
	return t.walkOn(a)
}

// walked takes the line for the task that the dialogue stands at.
func (t *turn) walked(d store.Dialogue, text string) error {
	ids, err := numbers([]string{d.Data["ask"], d.Data["n"]}, 2)
	if err != nil {
		return err
	}
	a, err := t.askOf(ids[0])
	if err != nil {
		return err
	}
	task, err := t.lineOf(a, ids[1])
	if err != nil {
		return err
	}
	if a.Line(task.ID).State != store.AskOpen { // answered meanwhile, in another way
		if err := t.dropDialogue(); err != nil {
			return err
		}
		return t.words()
	}
	s, err := t.scopeFor(a.Unit, a.ID, task.ID)
	if err != nil {
		return err
	}
	s.focus = s.focusOn(task.ID)
	if err := t.report(s, text, nil); err != nil {
		return err
	}
	if a, err = t.tx.Ask(a.ID); err != nil {
		return err
	}
	if a, err = t.asShown(t.tx, a); err != nil {
		return err
	}
	if l := a.Line(task.ID); l.State == store.AskOpen {
		return nil // it was asked back, or not understood: the dialogue waits
	}
	return t.walkOn(a)
}

// fix: 更正. The next line is a new version of that report.
func (t *turn) fix(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	r, err := t.tx.Report(store.TaskID(ids[0]), int(ids[1]))
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if !t.who.speaksFor(r.Unit) {
		return complain(wording.NotYourUnit)
	}
	task, err := t.tx.Task(r.Task)
	if err != nil {
		return err
	}
	known := map[string]string{"task": fmt.Sprint(r.Task), "version": fmt.Sprint(r.Version), "ask": fmt.Sprint(r.Ask), "unit": fmt.Sprint(r.Unit), "asked": t.upcoming()}
	if err := t.open("fix", "line", known); err != nil {
		return err
	}
	return t.say(t.word(wording.FixPrompt, "title", title(t.lang, task), "code", task.Code, "example", t.example(task)))
}

// fixed takes the line that puts a report right.
func (t *turn) fixed(d store.Dialogue, text string) error {
	ids, err := numbers([]string{d.Data["task"], d.Data["version"], d.Data["ask"], d.Data["unit"]}, 4)
	if err != nil {
		return err
	}
	was, err := t.tx.Report(store.TaskID(ids[0]), int(ids[1]))
	if err != nil {
		return err
	}
	s, err := t.scopeFor(store.UnitID(ids[3]), store.AskID(ids[2]), store.TaskID(ids[0]))
	if err != nil {
		return err
	}
	if s.focus = s.focusOn(store.TaskID(ids[0])); s.focus < 0 {
		return complain(wording.OldButton)
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return t.report(s, text, corrections{was.Task: was})
}
