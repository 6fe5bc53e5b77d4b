package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"duban/bot/reading"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// Evidence is asked for only where an admin has said so for a task, with the
// reason; then "done" without any is asked back once.

// needsEvidence is the kind of that question.
const needsEvidence reading.QuestionKind = "evidence"

// evidenceWanted parts the lines that can be recorded from those that have to
// be asked back for want of evidence.
func (t *turn) evidenceWanted(s scope, r reading.Reading) (reading.Reading, error) {
	var kept []reading.Line
	for _, line := range r.Lines {
		q, wanted, err := t.evidenceQuestion(s, line)
		if err != nil {
			return r, err
		}
		if wanted {
			r.Questions = append(r.Questions, q)
		} else {
			kept = append(kept, line)
		}
	}
	r.Lines = kept
	return r, nil
}

func (t *turn) evidenceQuestion(s scope, line reading.Line) (reading.Question, bool, error) {
	q := reading.Question{Task: line.Task, Kind: needsEvidence, Clause: line.Source, Options: []reading.Option{{Line: line}}}
	task := s.tasks[line.Task]
	if task.Evidence == "" || line.Claim != reading.Done || s.unit != task.Lead || len(t.loose()) > 0 {
		return q, false, nil
	}
	decided, err := t.lastDecision(task.ID)
	if err != nil {
		return q, false, err
	}
	has, err := t.freshEvidence(s, task.ID, decided)
	if err != nil || has {
		return q, false, err
	}
	asked, err := t.askedForEvidence(task.ID, decided)
	return q, err == nil && !asked, err
}

// lastDecision is when the office decided on the task last, zero if never.
func (t *turn) lastDecision(id store.TaskID) (at time.Time, err error) {
	for r, err := range t.tx.Reviews(id) {
		if err != nil {
			return at, err
		}
		at = r.At
	}
	return at, nil
}

// freshEvidence reports whether any came since the ask was put, or today where
// none is open, and since the office decided last: a photo of last month shows
// nothing that was done since.
func (t *turn) freshEvidence(s scope, id store.TaskID, decided time.Time) (bool, error) {
	since := schedule.At(0, 0).On(t.now)
	if s.ask.ID != 0 {
		since = s.ask.Asked
	}
	for e, err := range t.tx.TaskEvidence(id) {
		if err != nil {
			return false, err
		}
		if !e.At.Before(since) && !e.At.Before(decided) {
			return true, nil
		}
	}
	return false, nil
}

// askedForEvidence reports whether it was asked since the office decided last.
func (t *turn) askedForEvidence(id store.TaskID, decided time.Time) (bool, error) {
	for d, err := range t.tx.DoubtsAbout(id) {
		if err != nil {
			return false, err
		}
		if d.Kind == string(needsEvidence) && !d.At.Before(decided) {
			return true, nil
		}
	}
	return false, nil
}

// openEvidenceDoubts are the unit's claims of done that wait for evidence.
func (t *turn) openEvidenceDoubts(unit store.UnitID) (waiting []store.Doubt, err error) {
	for d, err := range t.tx.OpenDoubts(unit) {
		if err != nil {
			return nil, err
		}
		if d.Kind == string(needsEvidence) {
			waiting = append(waiting, d)
		}
	}
	return waiting, nil
}

// evidenceCame answers the question: the claim is recorded with what came.
func (t *turn) evidenceCame(d store.Doubt) (said, error) {
	var choices []choice
	if err := json.Unmarshal(d.Options, &choices); err != nil || len(choices) == 0 {
		return said{}, fmt.Errorf("doubt %d: %d choices, %w", d.ID, len(choices), err)
	}
	if err := t.tx.SettleDoubt(d, 1); err != nil {
		return said{}, err
	}
	s, got, added, err := t.take(d, choices[0])
	if err != nil {
		return said{}, err
	}
	return said{t.receipt(s.tasks[s.focus], got, added), [][]store.Button{{t.button(wording.ButtonFix, "fix", got.Task, got.Version)}}}, nil
}

// setEvidence: /edit CODE evidence REASON; off takes it back.
func setEvidence(task store.Task, value string) store.Task {
	task.Evidence = value
	if value == "off" || value == "取消" || value == "不要" {
		task.Evidence = ""
	}
	return task
}
