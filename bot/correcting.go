package bot

import (
	"slices"

	"duban/bot/reading"
	"duban/store"
)

// corrections are the reports that are being put right, by task; none for a
// new report.
type corrections map[store.TaskID]store.Report

// settle takes a total below the last one as it stands: whoever puts a report
// right has answered that question.
func (c corrections) settle(s scope, r reading.Reading) reading.Reading {
	if len(c) == 0 {
		return r
	}
	var left []reading.Question
	for _, q := range r.Questions {
		if q.Kind == reading.Lower && len(q.Options) > 0 && c[s.tasks[q.Task].ID].Version > 0 {
			r.Lines = append(r.Lines, q.Options[0].Line)
			continue
		}
		left = append(left, q)
	}
	r.Questions = left
	return r
}

// correct: an edited message is a new version of every report that it made.
// Telegram also sends edits that change no word; those are left.
func (t *turn) correct() error {
	past, err := t.tx.ReportsIn(t.here().Chat, t.in.MessageID)
	if err != nil {
		return err
	}
	if len(past) == 0 {
		s, ok, err := t.scopeOf()
		if err != nil || !ok {
			return err
		}
		return t.report(s, t.in.Text, nil)
	}
	newest := past[len(past)-1]
	if !t.who.speaksFor(newest.Unit) {
		return nil // it was handed over since; what was reported stands
	}
	s, err := t.scopeFor(newest.Unit, newest.Ask, 0)
	if err != nil {
		return err
	}
	if len(past) == 1 {
		s.focus = s.focusOn(newest.Task)
	}
	if t.sameWords(s, past) {
		return nil
	}
	old := corrections{}
	for _, r := range past { // a later version of a task stands behind the earlier
		old[r.Task] = r
	}
	return t.report(s, t.in.Text, old)
}

// sameWords: reading the edited text gives nothing that is not on record.
func (t *turn) sameWords(s scope, past []store.Report) bool {
	r := reading.Read(t.input(s, t.withoutMention(t.in.Text)))
	for _, line := range r.Lines {
		if !slices.ContainsFunc(past, func(p store.Report) bool {
			return p.Task == s.tasks[line.Task].ID && p.Words == line.Source
		}) {
			return false
		}
	}
	return len(r.Questions) == 0
}
