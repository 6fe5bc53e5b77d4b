package bot

import (
	"strings"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
	"duban/store/tables"
)

// newTask: /newtask title | unit | target | due, or step by step.
func (t *turn) newTask(args string) error {
	if strings.TrimSpace(args) == "" {
		if err := t.open("newtask", "title", map[string]string{}); err != nil {
			return err
		}
		return t.say(t.word(wording.NewTaskTitle))
	}
	parts := strings.FieldsFunc(args, func(r rune) bool { return r == '|' || r == '｜' })
	known := map[string]string{}
	for i, step := range newTaskSteps() {
		if i < len(parts) {
			known[step] = strings.TrimSpace(parts[i])
		}
	}
	if _, err := t.taskFrom(known); err != nil {
		return err
	}
	return t.summary(known)
}

// newTaskSteps are what the dialogue asks for, in order.
func newTaskSteps() []string { return []string{"title", "unit", "target", "due"} }

func newTaskQuestion(step string) wording.Sentence {
	return map[string]wording.Sentence{
		"title": wording.NewTaskTitle, "unit": wording.NewTaskUnit, "target": wording.NewTaskTarget, "due": wording.NewTaskDue,
	}[step]
}

// newTaskSaid takes the answer to the step that was asked for. A wrong one is
// said so and asked for again; what is known stays.
func (t *turn) newTaskSaid(d store.Dialogue, line string) error {
	known := map[string]string{}
	for k, v := range d.Data {
		known[k] = v
	}
	known[d.Step] = strings.TrimSpace(line)
	if err := t.check(d.Step, known[d.Step]); err != nil {
		return err
	}
	steps := newTaskSteps()
	for i, step := range steps {
		if step == d.Step && i+1 < len(steps) {
			if err := t.open("newtask", steps[i+1], known); err != nil {
				return err
			}
			return t.say(t.word(newTaskQuestion(steps[i+1])))
		}
	}
	return t.summary(known)
}

func (t *turn) check(step, value string) error {
	switch step {
	case "unit":
		_, err := t.unitOf(value)
		return err
	case "target":
		_, err := t.targetSaid(value)
		return err
	case "due":
		_, err := t.daySaid(value)
		return err
	}
	if value == "" {
		return complain(wording.NewTaskTitle)
	}
	return nil
}

// summary shows the task as it will be and asks whether to make it.
func (t *turn) summary(known map[string]string) error {
	task, err := t.taskFrom(known)
	if err != nil {
		return err
	}
	if err := t.open("newtask", "confirm", known); err != nil {
		return err
	}
	text, err := t.taskText(task)
	if err != nil {
		return err
	}
	return t.say(wording.Blocks(t.word(wording.NewTaskSummary), text), []store.Button{
		t.button(wording.ButtonMakeAssign, "make", 1), t.button(wording.ButtonMake, "make", 0), t.button(wording.ButtonDrop, "drop"),
	})
}

// taskFrom makes the task of what was said. It is not stored.
func (t *turn) taskFrom(known map[string]string) (store.Task, error) {
	u, err := t.unitOf(known["unit"])
	if err != nil {
		return store.Task{}, err
	}
	due, err := t.daySaid(known["due"])
	if err != nil {
		return store.Task{}, err
	}
	task := store.Task{
		Title: known["title"], Lead: u.ID, State: store.Draft,
		Start: schedule.At(0, 0).On(t.now), Due: endOfDay(due),
	}
	target, err := t.targetSaid(known["target"])
	if err != nil {
		return task, err
	}
	if target.Measured() {
		task.Targets = []schedule.Target{target}
	}
	task.Programme, task.Code, err = t.place()
	return task, err
}

// place is the programme that a task made in chat goes to, and its code.
func (t *turn) place() (store.ProgrammeID, string, error) {
	n := 1
	for task, err := range t.tx.Tasks() {
		if err != nil {
			return 0, "", err
		}
		n = int(task.ID) + 1
	}
	for p, err := range t.tx.Programmes() {
		return p.ID, t.freshCode(n), err
	}
	return 0, "", complain(wording.NoProgramme)
}

// freshCode is a code that no list has: the year and the running number.
func (t *turn) freshCode(n int) string {
	return t.now.Format("DB06") + "-" + strings.TrimLeft(data("", n), ":")
}

// makePressed stores what the dialogue gathered.
func (t *turn) makePressed(args []string) error {
	d, ok, err := t.tx.Dialogue(t.who.person.ID, t.here().Chat)
	if err != nil {
		return err
	}
	if !ok || d.Kind != "newtask" || d.Step != "confirm" {
		return complain(wording.OldButton)
	}
	task, err := t.taskFrom(d.Data)
	if err != nil {
		return err
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	if task, err = t.tx.PutTask(task, store.TaskMade, task.Title); err != nil {
		return err
	}
	if len(args) > 0 && args[0] == "1" {
		return t.give(task)
	}
	return t.edit(t.word(wording.TaskMade, "title", task.Title, "code", task.Code))
}

// dropPressed ends the dialogue without doing anything.
func (t *turn) dropPressed([]string) error {
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return t.edit(t.word(wording.Dropped))
}

func (t *turn) daySaid(text string) (day time.Time, err error) {
	day, err = schedule.ParseDay(text, t.now, t.Calendar)
	if err != nil {
		return day, complain(wording.BadDay, "text", text)
	}
	return day, nil
}

// targetSaid reads 6个, 不少于30家, 4—6家, 不超过37微克/立方米, or 无.
func (t *turn) targetSaid(text string) (schedule.Target, error) {
	if text == "" || text == "无" || strings.EqualFold(text, "none") {
		return schedule.Target{Kind: schedule.Milestone}, nil
	}
	target, ok := tables.ReadTarget(text)
	if !ok {
		return target, complain(wording.BadTarget, "text", text)
	}
	return target, nil
}

// editTask: /edit CODE FIELD VALUE.
func (t *turn) editTask(args string) error {
	code, rest := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	field, value := firstWord(rest)
	if value == "" {
		return complain(wording.EditUsage)
	}
	if task, err = t.edited(task, field, value); err != nil {
		return err
	}
	if task, err = t.tx.PutTask(task, store.TaskChanged, field+": "+value); err != nil {
		return err
	}
	if task, err = t.standAnew(task.ID); err != nil {
		return err
	}
	text, err := t.taskText(task)
	if err != nil {
		return err
	}
	return t.say(wording.Blocks(t.word(wording.Edited), text))
}

func (t *turn) edited(task store.Task, field, value string) (store.Task, error) {
	switch strings.ToLower(field) {
	case "标题", "title":
		task.Title = value
	case "期限", "due":
		day, err := t.daySaid(value)
		if err != nil {
			return task, err
		}
		task.Due = endOfDay(day)
	case "目标", "target":
		target, err := t.targetSaid(value)
		if err != nil {
			return task, err
		}
		task.Targets = []schedule.Target{target}
	case "备注", "remark":
		task.Remark = value
	case "佐证", "附件", "evidence":
		return setEvidence(task, value), nil
	case "频次", "cadence":
		return t.withCadence(task, value)
	default:
		return task, complain(wording.EditUsage)
	}
	if !task.Due.After(task.Start) {
		return task, complain(wording.DueBeforeStart)
	}
	return task, nil
}
