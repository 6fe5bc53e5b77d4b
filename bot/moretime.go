package bot

import (
	"errors"
	"fmt"
	"strings"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// asked takes words that ask the office for something: more time, or to take a
// task back. False where they ask for nothing.
func (t *turn) asked(s scope, text string) (bool, error) {
	if !strings.ContainsAny(text, "延退") && !strings.Contains(strings.ToLower(text), "exten") && !strings.Contains(strings.ToLower(text), "return") {
		return false, nil
	}
	if r, ok := readMoreTime(text); ok {
		return true, t.moreTime(s, r)
	}
	if r, ok := readReturn(text); ok {
		return true, t.returnSaidOutright(s, r)
	}
	return false, nil
}

// requestTask is the task that a request is about: the one that its words
// name, else the only one that can be meant.
func (s scope) requestTask(r request) (store.Task, bool) {
	if i, ok := s.named(r.names); ok {
		return s.tasks[i], true
	}
	if s.focus >= 0 {
		return s.tasks[s.focus], true
	}
	return store.Task{}, false
}

// moreTime goes on with what is known of a request; what is missing is asked
// for.
func (t *turn) moreTime(s scope, r request) error {
	known := map[string]string{"date": r.date, "reason": r.reason, "unit": fmt.Sprint(s.unit), "ask": fmt.Sprint(s.ask.ID)}
	if task, ok := s.requestTask(r); ok {
		known["task"] = fmt.Sprint(task.ID)
		return t.moreTimeFor(task, known)
	}
	var rows [][]store.Button
	for _, task := range s.tasks[:min(len(s.tasks), shownTasks)] {
		if task.Lead == s.unit {
			rows = append(rows, []store.Button{{Text: clip(s.name(task)+" "+title(t.lang, task), 60), Data: data("later", task.ID)}})
		}
	}
	if len(rows) == 0 {
		return complain(wording.NoTasksYet)
	}
	if err := t.open("extend", "task", known); err != nil {
		return err
	}
	return t.say(t.word(wording.ExtendWhich), rows...)
}

// moreTimeFor asks for the date or the reason, or puts the request.
func (t *turn) moreTimeFor(task store.Task, known map[string]string) error {
	if !t.who.speaksFor(task.Lead) {
		return complain(wording.NotYourUnit)
	}
	day, err := t.laterDay(task, known["date"])
	if first, rest := firstWord(known["date"]); err != nil && known["reason"] == "" && rest != "" {
		if day, err = t.laterDay(task, first); err == nil {
			known["date"], known["reason"] = first, rest
		}
	}
	if err == nil {
		err = t.extendable(task, endOfDay(day))
	}
	var fault *complaint
	if errors.As(err, &fault) {
		return err // it can't be asked for, whatever the reason
	}
	args := []any{"title", title(t.lang, task), "code", task.Code}
	switch {
	case err != nil:
		known["date"], known["asked"] = "", t.upcoming()
		if err := t.open("extend", "date", known); err != nil {
			return err
		}
		return t.say(t.word(wording.ExtendDate, append(args, "due", wording.Day(t.lang, task.Due.In(t.Zone), t.now),
			"day", t.sampleDay(task))...))
	case known["reason"] == "":
		known["asked"] = t.upcoming()
		if err := t.open("extend", "reason", known); err != nil {
			return err
		}
		return t.say(t.word(wording.ExtendWhy, append(args, "to", wording.Day(t.lang, day, t.now))...))
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return t.askExtension(task, endOfDay(day), known["reason"])
}

// laterPressed: the task was picked.
func (t *turn) laterPressed(args []string) error {
	d, ok, err := t.tx.Dialogue(t.who.person.ID, t.here().Chat)
	if err != nil {
		return err
	}
	if !ok || d.Kind != "extend" {
		return complain(wording.OldButton)
	}
	d.Data["task"] = strings.Join(args, "")
	return t.extendSaid(d, "")
}

// extendSaid takes what was asked for: the task, the date or the reason.
func (t *turn) extendSaid(d store.Dialogue, line string) error {
	known := map[string]string{}
	for k, v := range d.Data {
		known[k] = v
	}
	ids, err := numbers([]string{known["unit"], known["ask"]}, 2)
	if err != nil {
		return err
	}
	s, err := t.scopeFor(store.UnitID(ids[0]), store.AskID(ids[1]), 0)
	if err != nil {
		return err
	}
	if known["task"] == "" {
		return t.moreTime(s, request{names: line, date: known["date"], reason: known["reason"]})
	}
	switch d.Step {
	case "date":
		known["date"] = strings.TrimSpace(line)
	case "reason":
		if _, err := schedule.ParseDay(line, t.now, t.Calendar); err == nil {
			known["date"] = strings.TrimSpace(line) // another date after all
			break
		}
		known["reason"] = strings.TrimSpace(line)
	}
	ids, err = numbers([]string{known["task"]}, 1)
	if err != nil {
		return err
	}
	task, err := t.tx.Task(store.TaskID(ids[0]))
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	return t.moreTimeFor(task, known)
}
