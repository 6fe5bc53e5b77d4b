package bot

import (
	"errors"

	"duban/bot/reading"
	"duban/bot/wording"
	"duban/store"
)

// askOf is the ask of a button, for somebody who may answer it.
func (t *turn) askOf(id uint64) (store.Ask, error) {
	a, err := t.tx.Ask(store.AskID(id))
	if isMissing(err) {
		return a, complain(wording.OldButton)
	}
	if err == nil && !t.who.speaksFor(a.Unit) {
		err = complain(wording.NotYourUnit)
	}
	return a, err
}

// lineOf is the task of one line of an ask.
func (t *turn) lineOf(a store.Ask, n uint64) (store.Task, error) {
	for _, l := range a.Lines {
		if uint64(l.Number) == n {
			return t.tx.Task(l.Task)
		}
	}
	return store.Task{}, complain(wording.OldButton)
}

// claim answers one line with one tap.
func (t *turn) claim(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil || len(args) < 3 {
		return complain(wording.OldButton)
	}
	a, err := t.askOf(ids[0])
	if err != nil {
		return err
	}
	task, err := t.lineOf(a, ids[1])
	if err != nil {
		return err
	}
	return t.claimFor(a.Unit, a.ID, task, args[2])
}

// claimTask is claim for a task that nobody asked about.
func (t *turn) claimTask(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil || len(args) < 2 {
		return complain(wording.OldButton)
	}
	task, unit, err := t.taskOfUnit(ids[0])
	if err != nil {
		return err
	}
	return t.claimFor(unit, 0, task, args[1])
}

func (t *turn) claimFor(unit store.UnitID, ask store.AskID, task store.Task, claim string) error {
	if !task.Open() {
		return complain(wording.TaskNotOpen, "code", task.Code)
	}
	s, err := t.scopeFor(unit, ask, task.ID)
	if err != nil {
		return err
	}
	s.focus = s.focusOn(task.ID)
	line := reading.Line{Task: s.focus}
	if claim == "same" {
		line.NoChange = true
	} else if _, ok := claimSentences[store.Claim(claim)]; ok {
		line.Claim = reading.Claim(claim)
	} else {
		return complain(wording.OldButton)
	}
	if line.NoChange && task.Standing.Version == 0 {
		return t.sayFirst(s, []string{s.name(task)})
	}
	if q, doubtful := reading.Doubt(t.input(s, ""), line); doubtful && (unit == task.Lead || q.Kind != reading.DoneShort) {
		return t.askBackOne(s, q, 0)
	}
	if q, wanted, err := t.evidenceQuestion(s, line); err != nil || wanted {
		return errors.Join(err, t.askBackOne(s, q, 0))
	}
	via := store.Via{Chat: t.here().Chat, Message: t.in.MessageID, Button: t.in.Press.Data}
	got, added, err := t.record(s, line, via, 0)
	if err != nil {
		return err
	}
	return t.pressRecorded(s, task, got, added)
}

func (t *turn) pressRecorded(s scope, task store.Task, got store.Report, added bool) error {
	if !added {
		return t.toast(wording.SavedBefore)
	}
	if err := t.toast(wording.SavedToast); err != nil {
		return err
	}
	fix := []store.Button{t.button(wording.ButtonFix, "fix", got.Task, got.Version)}
	err := t.tell(store.Message{
		Text: string(t.receipt(task, got, added)), Buttons: [][]store.Button{fix}, Class: store.Receipt,
		About: store.About{Unit: s.unit, Ask: s.ask.ID, Task: task.ID},
	})
	if err != nil {
		return err
	}
	if err := t.refreshAsk(s.ask.ID); err != nil {
		return err
	}
	return t.walkAfter(s.ask.ID)
}

// same: 全部无变化. Tasks without an earlier report have nothing to be the
// same as; they stay open and are named.
func (t *turn) same(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	a, err := t.askOf(ids[0])
	if err != nil {
		return err
	}
	if a.Left() == 0 {
		return t.toast(wording.SavedBefore)
	}
	s, err := t.scopeFor(a.Unit, a.ID, 0)
	if err != nil {
		return err
	}
	var done, first []string
	var back []reading.Question
	for i, task := range s.tasks {
		line := s.ask.Line(task.ID)
		if line == nil || line.State != store.AskOpen {
			continue
		}
		same := reading.Line{Task: i, NoChange: true}
		if task.Standing.Version == 0 {
			first = append(first, number(line.Number))
			continue
		}
		if q, doubtful := reading.Doubt(t.input(s, ""), same); doubtful {
			back = append(back, q)
			continue
		}
		via := store.Via{Chat: t.here().Chat, Message: t.in.MessageID, Button: t.in.Press.Data}
		if _, _, err := t.record(s, same, via, 0); err != nil {
			return err
		}
		done = append(done, number(line.Number))
	}
	if err := t.saySame(s, done, first); err != nil {
		return err
	}
	return t.askBack(s, back, nil)
}

func (t *turn) saySame(s scope, done, first []string) error {
	if len(done) > 0 {
		if err := t.toast(wording.SavedToast); err != nil {
			return err
		}
		err := t.tell(store.Message{
			Text:  string(t.word(wording.SameRecorded, "list", wording.Names(t.lang, done), "n", len(done))),
			Class: store.Receipt, About: store.About{Unit: s.unit, Ask: s.ask.ID},
		})
		if err != nil {
			return err
		}
	}
	if err := t.sayFirst(s, first); err != nil {
		return err
	}
	return t.refreshAsk(s.ask.ID)
}

// line shows one line of the ask with its own buttons; a reply to it is about
// that task alone.
func (t *turn) line(args []string) error {
	ids, err := numbers(args, 2)
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
	return t.promptLine(a, int(ids[1]), task)
}

func (t *turn) promptLine(a store.Ask, n int, task store.Task) error {
	text := wording.Blocks(t.taskLine(n, task), t.word(wording.AskHintOne, "example", t.example(task)))
	return t.tell(store.Message{
		Text: string(text), Buttons: t.claimButtons(a.ID, n), Class: store.Receipt,
		About: store.About{Unit: a.Unit, Ask: a.ID, Task: task.ID},
	})
}

// taskOfUnit is the task of a button with the speaker's unit that has a part
// in it, as that unit reports on it.
func (t *turn) taskOfUnit(id uint64) (store.Task, store.UnitID, error) {
	task, err := t.tx.Task(store.TaskID(id))
	if isMissing(err) {
		return task, 0, complain(wording.NotYourUnit)
	}
	if err != nil {
		return task, 0, err
	}
	unit, ok := t.unitIn(task)
	if !ok {
		return task, 0, complain(wording.NotYourUnit)
	}
	task, err = t.asPart(task, unit)
	return task, unit, err
}

// fill asks about one task that no ask is open for.
func (t *turn) fill(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	task, unit, err := t.taskOfUnit(ids[0])
	if err != nil {
		return err
	}
	one := func(s wording.Sentence, claim store.Claim) store.Button {
		return t.button(s, "state", task.ID, string(claim))
	}
	rows := [][]store.Button{{one(wording.ButtonOnTrack, store.OnTrack), one(wording.ButtonAtRisk, store.AtRisk), one(wording.ButtonBehind, store.Behind)}}
	if unit == task.Lead { // a supporting unit's part is nobody's to review
		rows = append(rows, []store.Button{one(wording.ButtonDone, store.Done)})
	}
	text := wording.Blocks(t.taskLine(1, task), t.word(wording.AskHintOne, "example", t.example(task)))
	return t.tell(store.Message{Text: string(text), Buttons: rows, Class: store.Receipt, About: store.About{Unit: unit, Task: task.ID}})
}

// turnPage shows another page of the list of tasks.
func (t *turn) turnPage(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	u, err := t.tx.Unit(store.UnitID(ids[0]))
	if isMissing(err) || err == nil && !t.who.may(u.ID) {
		return complain(wording.NotYourUnit)
	}
	if err != nil {
		return err
	}
	text, buttons, err := t.taskList(u, int(ids[1]))
	if err != nil {
		return err
	}
	return t.edit(text, buttons...)
}

// taskPressed shows the task of a button.
func (t *turn) taskPressed(args []string) error {
	task, err := t.taskPressedOf(args)
	if err != nil {
		return err
	}
	return t.showTask(task)
}

func (t *turn) taskPressedOf(args []string) (store.Task, error) {
	ids, err := numbers(args, 1)
	if err != nil {
		return store.Task{}, err
	}
	task, err := t.tx.Task(store.TaskID(ids[0]))
	if isMissing(err) || err == nil && !t.seesTask(task) {
		return task, complain(wording.OldButton)
	}
	return task, err
}
