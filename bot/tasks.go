package bot

import (
	"strings"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// taskOf finds the task that a person names by its code, and refuses one that
// is not the person's business.
func (t *turn) taskOf(code string) (store.Task, error) {
	if code == "" {
		return store.Task{}, complain(wording.WhichTaskCode)
	}
	task, err := t.tx.TaskCoded(code)
	if isMissing(err) || err == nil && !t.seesTask(task) {
		return task, complain(wording.NoSuchTask, "code", code)
	}
	return task, err
}

// seesTask: the office sees all tasks, a unit those that it leads or supports.
func (t *turn) seesTask(task store.Task) bool {
	if t.who.role >= store.Supervisor || task.Lead != 0 && t.who.speaksFor(task.Lead) {
		return true
	}
	for _, u := range task.Support {
		if t.who.speaksFor(u) {
			return true
		}
	}
	return false
}

// unitOf is the unit that a person means: the own one, or the one named.
func (t *turn) unitOf(name string) (store.Unit, error) {
	name = strings.TrimSpace(name)
	if units := t.who.units(); name == "" && len(units) > 0 {
		return t.tx.Unit(units[0])
	}
	if name == "" {
		return store.Unit{}, complain(wording.WhichUnit)
	}
	u, err := t.tx.UnitNamed(name)
	if isMissing(err) || err == nil && !t.who.may(u.ID) {
		return u, complain(wording.NoSuchUnit, "name", name)
	}
	return u, err
}

func (t *turn) isUnit(name string) bool {
	_, err := t.tx.UnitNamed(name)
	return err == nil
}

// tasks lists the unit's tasks, or shows one.
func (t *turn) tasks(args string) error {
	if args != "" {
		if task, err := t.tx.TaskCoded(strings.TrimSpace(args)); err == nil && t.seesTask(task) {
			return t.showTask(task)
		}
	}
	u, err := t.unitOf(args)
	if err != nil {
		return err
	}
	text, buttons, err := t.taskList(u, 0)
	if err != nil {
		return err
	}
	return t.say(text, buttons...)
}

// page is how many tasks a list shows at a time.
const page = 8

// taskList is one page of a unit's open tasks with a button for each.
func (t *turn) taskList(u store.Unit, from int) (wording.HTML, [][]store.Button, error) {
	all, err := openTasks(t.tx, u.ID)
	if err != nil {
		return "", nil, err
	}
	head := t.word(wording.TasksHead, "unit", unitName(t.lang, u), "n", len(all))
	supports, err := t.supportedText(u.ID)
	if err != nil {
		return "", nil, err
	}
	if len(all) == 0 {
		return wording.Blocks(t.word(wording.TasksNone, "unit", unitName(t.lang, u)), supports), nil, nil
	}
	from = min(max(from, 0), len(all)-1) / page * page
	till := min(from+page, len(all))
	blocks := []wording.HTML{head}
	var pick []store.Button
	for i, task := range all[from:till] {
		blocks = append(blocks, t.taskLine(from+i+1, task))
		pick = append(pick, store.Button{Text: number(from + i + 1), Data: data("task", task.ID)})
	}
	buttons := grid(pick, 4)
	var turnPage []store.Button
	if from > 0 {
		turnPage = append(turnPage, t.button(wording.ButtonBefore, "tasks", u.ID, from-page))
	}
	if till < len(all) {
		turnPage = append(turnPage, t.button(wording.ButtonAfter, "tasks", u.ID, till))
	}
	if len(turnPage) > 0 {
		buttons = append(buttons, turnPage)
	}
	return wording.Blocks(append(blocks, supports, t.footnote(all[from:till]...))...), buttons, nil
}

// openTasks are those that the unit leads and that are not closed; a task
// with sub-items stands for itself only where it has targets of its own.
func openTasks(tx *store.Tx, u store.UnitID) ([]store.Task, error) {
	var all []store.Task
	for task, err := range tx.TasksOf(u, store.Leads) {
		if err != nil {
			return nil, err
		}
		if task.Open() {
			all = append(all, task)
		}
	}
	return all, nil
}

// taskLine is a task in two lines: what, and where it stands.
func (t *turn) taskLine(n int, task store.Task) wording.HTML {
	return wording.Lines(
		t.word(wording.TaskHead, "n", n, "light", lightMark(task.Standing.Light), "title", title(t.lang, task), "code", task.Code),
		t.standingLine(task), t.evidenceRule(task))
}

// standingLine: target, last figure and date, where the line stands today.
func (t *turn) standingLine(task store.Task) wording.HTML {
	var parts []wording.HTML
	for i, target := range task.Targets {
		parts = append(parts, t.targetLine(task, i, target))
	}
	if s := task.Standing; len(task.Targets) == 0 && s.Claim != store.NoClaim {
		parts = append(parts, t.word(wording.LastClaim, "claim", claimSentences[s.Claim], "date", wording.Short(t.lang, s.At.In(t.Zone))))
	}
	return wording.Lines(parts...)
}

func (t *turn) targetLine(task store.Task, i int, target schedule.Target) wording.HTML {
	if !target.Measured() {
		return t.word(wording.TargetDeed, "name", targetName(t.lang, target))
	}
	what := t.word(wording.TargetLine, "target", targetText(t.lang, target))
	if name := targetName(t.lang, target); name != "" {
		what = t.word(wording.TargetNamed, "name", name, "target", targetText(t.lang, target))
	}
	for _, v := range task.Standing.Values {
		if v.Target == i {
			what += t.word(wording.LastValue, "value", figure(t.lang, v.Amount, target), "date", wording.Short(t.lang, v.At.In(t.Zone)))
		}
	}
	if line := t.paceLine(task, target); line != "" {
		what += line
	}
	return what
}

// paceLine is where the line stands today, for targets that grow over time.
func (t *turn) paceLine(task store.Task, target schedule.Target) wording.HTML {
	if target.Level || target.Kind == schedule.Keep || target.Kind == schedule.Change || target.Kind == schedule.AtMost {
		return ""
	}
	pace := schedule.Curve{}.Pace(task.Start.In(t.Zone), task.Due.In(t.Zone), t.now)
	return t.word(wording.PaceToday, "pace", percent(pace))
}

// percent writes a share with one decimal: 91.7%.
func percent(share schedule.Decimal) string { return share.Shift(2).StringFixed(1) + "%" }

// number is a line's number in a list, as it stands on its button.
func number(n int) string {
	const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
	if n >= 1 && n <= 20 {
		return string([]rune(circled)[n-1])
	}
	return data("", n)[1:]
}

// grid lays buttons out in rows.
func grid(buttons []store.Button, width int) [][]store.Button {
	var rows [][]store.Button
	for len(buttons) > width {
		rows, buttons = append(rows, buttons[:width]), buttons[width:]
	}
	if len(buttons) > 0 {
		rows = append(rows, buttons)
	}
	return rows
}
