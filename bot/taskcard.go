package bot

import (
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// task shows one task with where it stands and what came last.
func (t *turn) task(args string) error {
	code, _ := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	return t.showTask(task)
}

func (t *turn) showTask(task store.Task) error {
	text, err := t.taskText(task)
	if err != nil {
		return err
	}
	buttons := [][]store.Button{{t.button(wording.ButtonHistory, "history", task.ID)}}
	for _, row := range t.evidenceButton(task.ID) {
		buttons[0] = append(buttons[0], row...)
	}
	about := store.About{Unit: task.Lead, Task: task.ID}
	unit, mine := t.unitIn(task)
	if mine {
		about.Unit = unit
	}
	if mine && task.State == store.Assigned {
		row := []store.Button{t.button(wording.ButtonReport, "fill", task.ID)}
		if unit == task.Lead && len(task.Support) > 0 {
			row = append(row, t.button(wording.ButtonParts, "parts", task.ID))
		}
		buttons = append([][]store.Button{row}, buttons...)
	}
	if t.who.role >= store.Supervisor && task.State == store.InReview {
		buttons = append(buttons, t.reviewButtons(task.ID))
	}
	return t.tell(store.Message{Text: string(text), Buttons: buttons, Class: store.Receipt, About: about})
}

// taskText is all that is known of a task, in one message.
func (t *turn) taskText(task store.Task) (wording.HTML, error) {
	units, err := t.unitsText(task)
	if err != nil {
		return "", err
	}
	parts, err := t.partsText(task)
	if err != nil {
		return "", err
	}
	return wording.Blocks(
		wording.Lines(
			t.word(wording.TaskTitle, "light", lightMark(task.Standing.Light), "title", title(t.lang, task), "code", task.Code),
			t.standingLine(task)),
		wording.Lines(
			units,
			t.word(wording.TaskDue, "due", wording.Day(t.lang, task.Due.In(t.Zone), t.now), "state", stateSentences[task.State]),
			t.standsText(task),
			t.evidenceRule(task),
			t.sourceText(task)),
		parts,
		t.footnote(task)), nil
}

func (t *turn) evidenceRule(task store.Task) wording.HTML {
	if task.Evidence == "" {
		return ""
	}
	return t.word(wording.EvidenceRule, "reason", task.Evidence)
}

func (t *turn) sourceText(task store.Task) wording.HTML {
	said := source(t.lang, task)
	if said == "" {
		return ""
	}
	return t.word(wording.TaskSource, "source", said)
}

func (t *turn) unitsText(task store.Task) (wording.HTML, error) {
	if task.Lead == 0 {
		return t.word(wording.TaskNoUnit), nil
	}
	lead, err := t.tx.Unit(task.Lead)
	if err != nil {
		return "", err
	}
	var names []string
	for _, id := range task.Support {
		u, err := t.tx.Unit(id)
		if err != nil {
			return "", err
		}
		names = append(names, unitName(t.lang, u))
	}
	if len(names) == 0 {
		return t.word(wording.TaskLead, "lead", unitName(t.lang, lead)), nil
	}
	return t.word(wording.TaskUnits, "lead", unitName(t.lang, lead), "support", wording.Names(t.lang, names)), nil
}

// standsText holds the claim against the numbers, side by side.
func (t *turn) standsText(task store.Task) wording.HTML {
	s := task.Standing
	if s.Version == 0 {
		return t.word(wording.NoReportYet)
	}
	text := t.sideBySide(s.Claim, s.Light, s.Class)
	if s.Doubtful() {
		text += t.word(wording.Doubtful)
	}
	return text
}

// sideBySide: what the unit says, and what the numbers say.
func (t *turn) sideBySide(claim store.Claim, light schedule.Light, class schedule.Class) wording.HTML {
	says, numbers := t.word(wording.ClaimNone), t.word(wording.ClassNoNumber)
	if s, ok := claimSentences[claim]; ok {
		says = wording.HTML(lightMark(claim.Light())) + t.word(s)
	}
	if s, ok := classSentences[class]; ok {
		numbers = wording.HTML(lightMark(light)) + t.word(s)
	}
	return t.word(wording.SideBySide, "claim", says, "numbers", numbers)
}
