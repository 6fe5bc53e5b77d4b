package bot

import (
	"fmt"
	"strings"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// lookAt: /unit NAME.
func (t *turn) lookAt(args string) error {
	u, err := t.unitOf(args)
	if err != nil {
		return err
	}
	return t.showUnit(u)
}

// showUnit is a unit as a supervisor sees it: posts, tasks by light, what is
// asked, what it said last.
func (t *turn) showUnit(u store.Unit) error {
	head, err := t.unitHead(u)
	if err != nil {
		return err
	}
	tasks, err := openTasks(t.tx, u.ID)
	if err != nil {
		return err
	}
	lights, err := t.lightsOf(tasks)
	if err != nil {
		return err
	}
	text := wording.Blocks(head, t.unitTasks(u, tasks, lights), t.lastAnswers(tasks), t.footnote(tasks...))
	return t.say(text,
		[]store.Button{t.button(wording.SupButtonTasks, "tasks", u.ID, 0), t.button(wording.SupButtonAgain, "again", u.ID)},
		[]store.Button{t.button(wording.SupButtonInstruct, "instruct", u.ID), t.button(wording.SupButtonWhy, "why", u.ID)})
}

func (t *turn) unitHead(u store.Unit) (wording.HTML, error) {
	lines := []wording.HTML{t.word(wording.SupUnitHead, "unit", unitName(t.lang, u), "code", u.Code)}
	posts, err := t.tx.PostsIn(u.ID)
	if err != nil {
		return "", err
	}
	for _, p := range posts {
		name := t.word(wording.SupPostVacant)
		if p.Holder != 0 {
			person, err := t.tx.Person(p.Holder)
			if err != nil {
				return "", err
			}
			name = wording.Escape(person.Name)
			if onLeave(p, t.tx.Now()) {
				name += t.word(wording.SupPostLeave)
			}
			if person.Reach.Unreachable {
				name += t.word(wording.SupPostLost)
			}
		}
		seat := wording.HTML("")
		if p.Seat != "" {
			seat = t.word(wording.SupSeat, "seat", p.Seat)
		}
		lines = append(lines, t.word(wording.SupPost, "role", roleSentence(p.Role), "seat", seat, "name", name))
	}
	if len(posts) == 0 {
		lines = append(lines, t.word(wording.SupNoPosts))
	}
	if u.Pause != nil {
		lines = append(lines, t.word(wording.SupUnitPaused, "reason", u.Pause.Reason))
	}
	return wording.Lines(lines...), nil
}

func (t *turn) unitTasks(u store.Unit, tasks []store.Task, lights map[store.TaskID]schedule.Light) wording.HTML {
	if len(tasks) == 0 {
		return t.word(wording.SupUnitNoTasks)
	}
	lines := []wording.HTML{t.word(wording.SupUnitTasks, "n", len(tasks), "counts", countsText(lights))}
	if ids := t.tx.OpenReceipts(u.ID); len(ids) > 0 {
		lines = append(lines, t.word(wording.SupUnitUnsigned, "n", len(ids), "list", t.codes(ids)))
	}
	if a, err := t.newestAsk(u.ID); err == nil && a.Left() > 0 {
		lines = append(lines, t.word(wording.SupOpenAsk, "n", a.Left(), "due", t.dueText(a.Due)))
	} else {
		lines = append(lines, t.word(wording.SupNoOpenAsk))
	}
	return wording.Lines(lines...)
}

// shownCodes is how many tasks are named by their codes.
const shownCodes = 8

// codes names tasks by their codes, the first few of them.
func (t *turn) codes(ids []store.TaskID) string {
	var codes []string
	for _, id := range ids[:min(len(ids), shownCodes)] {
		task, err := t.tx.Task(id)
		if err != nil {
			t.Log.Error("codes", "task", id, "err", err)
			continue
		}
		codes = append(codes, task.Code)
	}
	text := wording.Names(t.lang, codes)
	if len(ids) > shownCodes {
		text += "…"
	}
	return text
}

// lastAnswers are the newest reports of the unit's open tasks, five at most.
func (t *turn) lastAnswers(tasks []store.Task) wording.HTML {
	lines := []wording.HTML{t.word(wording.SupLastAnswers)}
	for _, task := range tasks {
		if s := task.Standing; s.Version > 0 && len(lines) <= 5 {
			lines = append(lines, t.word(wording.SupAnswer, "at", wording.Short(t.lang, s.At.In(t.Zone)), "title", title(t.lang, task), "code", task.Code, "what", t.sideBySide(s.Claim, s.Light, s.Class)))
		}
	}
	if len(lines) == 1 {
		return t.word(wording.SupNoAnswers)
	}
	return wording.Lines(lines...)
}

// lightsOf computes the light of each task as of now.
func (t *turn) lightsOf(tasks []store.Task) (map[store.TaskID]schedule.Light, error) {
	margins, err := t.margins(t.tx)
	if err != nil {
		return nil, err
	}
	lights := map[store.TaskID]schedule.Light{}
	for _, task := range tasks {
		lights[task.ID] = assess(task, task.Standing.Values, t.now, margins).Light
	}
	return lights, nil
}

// countsText is how many tasks have each light: 🟢 3 🟡 1 🔴 2 ⚪ 4.
func countsText(lights map[store.TaskID]schedule.Light) string {
	count := map[schedule.Light]int{}
	for _, l := range lights {
		count[l]++
	}
	var parts []string
	for _, l := range []schedule.Light{schedule.Green, schedule.Yellow, schedule.Red, schedule.NoLight} {
		mark := lightMark(l)
		if mark == "" {
			mark = "⚪"
		}
		if count[l] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", mark, count[l]))
		}
	}
	return strings.Join(parts, "  ")
}
