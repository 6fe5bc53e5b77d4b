package bot

import (
	"fmt"
	"slices"
	"strings"

	"duban/bot/reading"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// A supporting unit reports its part of a task. Parts are kept apart from the
// task's own figures, which are the lead unit's to sum up: it reads them in its
// ask and in /task. No part closes anything or has a light.

// part is one supporting unit with what it reported last.
type part struct {
	unit     store.Unit
	standing store.Standing // version 0 where nothing was reported
}

// partsOf are the supporting units of a task, those that have reported first,
// the latest before the others.
func (b *Bot) partsOf(tx *store.Tx, task store.Task) ([]part, error) {
	var all []part
	for _, id := range task.Support {
		u, err := tx.Unit(id)
		if err != nil {
			return nil, err
		}
		a, err := tx.Assignment(task.ID, id)
		if err != nil && !isMissing(err) {
			return nil, err
		}
		all = append(all, part{u, a.Standing})
	}
	slices.SortStableFunc(all, func(a, b part) int { return b.standing.At.Compare(a.standing.At) })
	return all, nil
}

// reported counts the parts that were reported.
func reported(parts []part) (n int) {
	for _, p := range parts {
		if p.standing.Version > 0 {
			n++
		}
	}
	return n
}

// asPart is the task as a supporting unit reports on it: against what it said
// itself before, and with no figure that it would have to reach alone.
func (t *turn) asPart(task store.Task, unit store.UnitID) (store.Task, error) {
	if unit == task.Lead || !slices.Contains(task.Support, unit) {
		return task, nil
	}
	a, err := t.tx.Assignment(task.ID, unit)
	if isMissing(err) {
		err = nil
	}
	task.Standing = a.Standing
	return task, err
}

// partTarget is a target as the reader of a part's figures knows it.
func partTarget(target schedule.Target) schedule.Target {
	if target.Measured() {
		target.Kind, target.Low, target.High = schedule.AtLeast, schedule.Decimal{}, schedule.Decimal{}
	}
	return target
}

// settleParts: a supporting unit that is done with its part need not have
// reached the whole target.
func (s scope) settleParts(r reading.Reading) reading.Reading {
	var left []reading.Question
	for _, q := range r.Questions {
		if q.Kind == reading.DoneShort && q.Task >= 0 && s.tasks[q.Task].Lead != s.unit && len(q.Options) > 0 {
			r.Lines = append(r.Lines, q.Options[0].Line)
			continue
		}
		left = append(left, q)
	}
	r.Questions = left
	return r
}

// shownParts is how many parts an ask shows of each task; /task has them all.
const shownParts = 3

// partsLine is what the supporting units have reported on a task, in a line or
// two of the lead unit's ask.
func (t *turn) partsLine(task store.Task) (wording.HTML, error) {
	if len(task.Support) == 0 {
		return "", nil
	}
	parts, err := t.partsOf(t.tx, task)
	n := reported(parts)
	if err != nil || n == 0 {
		return "", err
	}
	var said []string
	for _, p := range parts[:min(n, shownParts)] {
		said = append(said, t.label(wording.PartShort, "unit", unitName(t.lang, p.unit), "what", t.partGist(task, p), "date", wording.Short(t.lang, p.standing.At.In(t.Zone))))
	}
	line := t.word(wording.PartsInAsk, "n", n, "of", len(parts), "list", strings.Join(said, t.label(wording.ListComma)))
	if n > shownParts {
		line += t.word(wording.PartsMore, "code", task.Code)
	}
	return wording.Lines(line, t.partsSum(task, parts)), nil
}

// partsText is every part, for /task.
func (t *turn) partsText(task store.Task) (wording.HTML, error) {
	parts, err := t.partsOf(t.tx, task)
	n := reported(parts)
	if err != nil || n == 0 {
		return "", err
	}
	lines := []wording.HTML{t.word(wording.PartsHead, "n", n, "of", len(parts))}
	var missing []string
	for _, p := range parts {
		if p.standing.Version == 0 {
			missing = append(missing, unitName(t.lang, p.unit))
			continue
		}
		lines = append(lines, t.word(wording.PartLine, "unit", unitName(t.lang, p.unit), "what", t.partGist(task, p), "date", wording.Short(t.lang, p.standing.At.In(t.Zone))))
	}
	lines = append(lines, t.partsSum(task, parts))
	if len(missing) > 0 {
		lines = append(lines, t.word(wording.PartsMissing, "list", wording.Names(t.lang, missing)))
	}
	return wording.Lines(lines...), nil
}

func (t *turn) partGist(task store.Task, p part) wording.HTML {
	return t.gist(task, store.Report{Values: p.standing.Values, Claim: p.standing.Claim})
}

// partsSum adds up the totals that two units or more have reported. Levels are
// not added.
func (t *turn) partsSum(task store.Task, parts []part) wording.HTML {
	var sums []string
	for i, target := range task.Targets {
		if target.Level || !target.Measured() || target.Kind == schedule.Keep || target.Kind == schedule.Change {
			continue
		}
		sum, n := schedule.Decimal{}, 0
		for _, p := range parts {
			if v := p.standing.Of(i); v != nil {
				sum, n = sum.Add(*v), n+1
			}
		}
		if n > 1 {
			sums = append(sums, strings.TrimSpace(targetName(t.lang, target)+" "+figure(t.lang, sum, target)))
		}
	}
	if len(sums) == 0 {
		return ""
	}
	return t.word(wording.PartsSum, "sums", strings.Join(sums, t.label(wording.ListComma)))
}

// askParts: the lead unit asks the supporting units of a task for their parts,
// once a day.
func (t *turn) askParts(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	task, err := t.tx.Task(store.TaskID(ids[0]))
	if isMissing(err) || err == nil && !t.who.speaksFor(task.Lead) {
		return complain(wording.NotYourUnit)
	}
	if err != nil {
		return err
	}
	if !task.Open() || len(task.Support) == 0 {
		return complain(wording.TaskNotOpen, "code", task.Code)
	}
	key := fmt.Sprintf("parts:%d:%s", task.ID, t.now.Format("2006-01-02"))
	if _, err := t.tx.MessageKeyed(key); err == nil {
		return t.toast(wording.PartsAskedBefore)
	}
	asked, away := 0, 0
	for _, unit := range task.Support {
		ok, err := t.askPart(task, unit, key)
		if err != nil {
			return err
		}
		if ok {
			asked++
		} else {
			away++
		}
	}
	text := t.word(wording.PartsAsked, "n", asked)
	if away > 0 {
		text = wording.Lines(text, t.word(wording.PartsAway, "n", away))
	}
	return queue(t.tx, store.Message{
		Key: key, To: t.here(), Class: store.Receipt, About: store.About{Unit: task.Lead, Task: task.ID}, Text: string(text),
	})
}

// askPart writes to one supporting unit; false where nobody can be written to.
func (t *turn) askPart(task store.Task, unit store.UnitID, key string) (bool, error) {
	u, err := t.tx.Unit(unit)
	if err != nil {
		return false, err
	}
	lead, err := t.tx.Unit(task.Lead)
	if err != nil {
		return false, err
	}
	mine, err := t.asPart(task, unit)
	if err != nil {
		return false, err
	}
	m := store.Message{
		Key: fmt.Sprintf("%s:%d", key, unit), Class: store.Question, About: store.About{Task: task.ID}, NotUntil: t.speakFrom(t.tx, t.now),
	}
	ok, _, err := t.address(t.tx, unit, m, func(l wording.Lang) said {
		return said{text: wording.Lines(
			wording.PartAsk.In(l, "unit", unitName(l, u), "lead", unitName(l, lead), "title", title(l, task), "code", task.Code),
			wording.PartHint.In(l, "example", reading.Example(readerTask(mine), string(l))))}
	})
	return ok, err
}

// showPart brings the lead unit's open asks about the task up to date. It is
// told nothing besides: with a dozen supporting units that would be a dozen
// messages.
func (t *turn) showPart(task store.Task) error {
	var ids []store.AskID
	for a, err := range t.tx.OpenAsks(task.Lead) {
		if err != nil {
			return err
		}
		if l := a.Line(task.ID); l != nil && l.State == store.AskOpen {
			ids = append(ids, a.ID)
		}
	}
	for _, id := range ids {
		if err := t.refreshAsk(id); err != nil {
			return err
		}
	}
	return nil
}

// supported are the open tasks that a unit supports.
func supported(tx *store.Tx, u store.UnitID) ([]store.Task, error) {
	var all []store.Task
	for task, err := range tx.TasksOf(u, store.Supports) {
		if err != nil {
			return nil, err
		}
		if task.Open() {
			all = append(all, task)
		}
	}
	return all, nil
}

// supportedText lists what a unit supports, below what it leads.
func (t *turn) supportedText(u store.UnitID) (wording.HTML, error) {
	all, err := supported(t.tx, u)
	if err != nil || len(all) == 0 {
		return "", err
	}
	lines := []wording.HTML{t.word(wording.SupportsHead, "n", len(all))}
	for _, task := range all[:min(len(all), shortList)] {
		lead, err := t.tx.Unit(task.Lead)
		if err != nil {
			return "", err
		}
		lines = append(lines, t.word(wording.SupportsLine, "title", title(t.lang, task), "code", task.Code, "lead", unitName(t.lang, lead)))
	}
	if more := len(all) - shortList; more > 0 {
		lines = append(lines, t.word(wording.SupMore, "n", more))
	}
	return wording.Lines(lines...), nil
}
