package store

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"duban/schedule"
)

// ReportState says whether a version counts.
type ReportState string

const (
	Counts   ReportState = "counts"
	Unsigned ReportState = "unsigned" // waits for the unit leader's sign-off
	Refused  ReportState = "refused"  // the leader did not sign
)

// Via is where a report came from.
type Via struct {
	Chat    ChatID `json:"chat,omitempty"`
	Message int    `json:"message,omitempty"` // Telegram's number, so that an edit finds its report
	Button  string `json:"button,omitempty"`
}

// Report (反馈) is one version of what a unit says about a task.
type Report struct {
	Task     TaskID         `json:"task"`
	Version  int            `json:"version"` // 1, 2, ... within the task
	Unit     UnitID         `json:"unit"`
	Ask      AskID          `json:"ask,omitempty"` // the ask that it answers; 0 when nobody asked
	By       PersonID       `json:"by"`
	At       time.Time      `json:"at"`
	Via      Via            `json:"via,omitzero"`
	Values   []Value        `json:"values,omitempty"`
	Claim    Claim          `json:"claim,omitempty"`
	Same     bool           `json:"same,omitempty"` // 无变化: stands as before
	Progress string         `json:"progress,omitempty"`
	Problem  string         `json:"problem,omitempty"`
	Next     string         `json:"next,omitempty"`
	Expect   time.Time      `json:"expect,omitzero"` // when the unit expects to be done
	Words    string         `json:"words,omitempty"` // the clause as it was sent
	Late     bool           `json:"late,omitempty"`
	Corrects int            `json:"corrects,omitempty"` // the version that this one puts right
	State    ReportState    `json:"state"`
	Refusal  string         `json:"refusal,omitempty"` // why the leader did not sign
	Light    schedule.Light `json:"light,omitempty"`   // computed when it came
	Class    schedule.Class `json:"class,omitempty"`
	Copied   bool           `json:"copied,omitempty"`   // the same text as the time before
	Attached bool           `json:"attached,omitempty"` // came with evidence
}

// Validate reports every fault of the record at once.
func (r Report) Validate() error {
	var faults []error
	if r.Task == 0 || r.Version == 0 || r.Unit == 0 {
		faults = append(faults, errors.New("a report needs a task, a version and a unit"))
	}
	if r.Bare() && !r.Attached {
		faults = append(faults, errors.New("a report says nothing"))
	}
	switch r.State {
	case Counts, Unsigned, Refused:
	default:
		faults = append(faults, fmt.Errorf("unknown state of a report %q", r.State))
	}
	return errors.Join(faults...)
}

// Bare reports whether the version is evidence alone: it says nothing of how
// the task stands and answers no ask.
func (r Report) Bare() bool {
	return len(r.Values) == 0 && r.Claim == NoClaim && !r.Same && r.Progress == "" && r.Problem == "" && r.Next == ""
}

var (
	reportByMessage = &index{"reports_by_message"}
	reports         = &table[Report]{
		name:   "reports",
		fields: (*Report).fields,
		keep:   true,
		series: true,
		own:    func(r Report) Report { r.Values = slices.Clone(r.Values); return r },
		key:    func(r *Report) []byte { return reportKey(r.Task, r.Version) },
		rows: func(r *Report) []row {
			if r.Via.Message == 0 {
				return nil
			}
			return []row{{reportByMessage, join(bkey(int64(r.Via.Chat), int64(r.Via.Message)), reportKey(r.Task, r.Version)), nil}}
		},
	}
)

func reportKey(t TaskID, version int) []byte { return bkey(uint64(t), uint64(version)) }

// Report is one version.
func (tx *Tx) Report(t TaskID, version int) (Report, error) {
	return reports.get(tx, reportKey(t, version))
}

// Reports of a task, oldest first.
func (tx *Tx) Reports(t TaskID) iter.Seq2[Report, error] { return reports.each(tx, bkey(t)) }

// LastReport is the newest version, whatever its state; false if none.
func (tx *Tx) LastReport(t TaskID) (Report, bool, error) {
	return reports.newest(tx, bkey(t))
}

// ReportsIn are the reports that came with one message of a chat.
func (tx *Tx) ReportsIn(chat ChatID, message int) ([]Report, error) {
	var all []Report
	for key := range reportByMessage.keys(tx, bkey(int64(chat), int64(message))) {
		r, err := reports.get(tx, key[16:])
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// AddReport appends the next version. One that counts moves the task's
// standing and answers the unit's open asks about the task. The same words of
// one message, or the same button, add no second version: that is false.
func (tx *Tx) AddReport(r Report) (Report, bool, error) {
	last, any, err := tx.LastReport(r.Task)
	if err != nil {
		return r, false, err
	}
	if any && repeats(last, r) {
		return last, false, nil
	}
	r.Version, r.At = last.Version+1, tx.now
	r.Copied = copies(last, r)
	for i := range r.Values {
		r.Values[i].At = tx.now
	}
	if err := reports.add(tx, r); err != nil {
		return r, false, err
	}
	tx.Note(Note{Act: Reported, Task: r.Task, Unit: r.Unit, Text: "v" + strconv.Itoa(r.Version)})
	if r.State != Counts || r.Bare() {
		return r, true, nil
	}
	return r, true, tx.count(r)
}

// repeats: the same press or the same message again, not a second opinion.
func repeats(last, r Report) bool {
	return r.Via != (Via{}) && last.Via == r.Via && last.By == r.By &&
		last.Claim == r.Claim && last.Same == r.Same && last.Words == r.Words && last.Attached == r.Attached &&
		slices.EqualFunc(last.Values, r.Values, func(a, b Value) bool { return a.Target == b.Target && a.Amount.Equal(b.Amount) })
}

// SignReport lets an unsigned version count. Only its state changes: what the
// unit said stays as it was said.
func (tx *Tx) SignReport(t TaskID, version int) (Report, error) {
	r, err := tx.decideReport(t, version, Counts, "")
	if err != nil || r.State != Counts {
		return r, err
	}
	return r, tx.count(r)
}

// RefuseReport notes why the leader does not sign an unsigned version; it will
// not count.
func (tx *Tx) RefuseReport(t TaskID, version int, reason string) (Report, error) {
	return tx.decideReport(t, version, Refused, reason)
}

func (tx *Tx) decideReport(t TaskID, version int, state ReportState, reason string) (Report, error) {
	r, err := tx.Report(t, version)
	if err != nil {
		return r, err
	}
	if r.State != Unsigned {
		return r, fmt.Errorf("task %d version %d is %s: %w", t, version, r.State, ErrState)
	}
	r.State, r.Refusal = state, reason
	text := string(FactSigned)
	if state == Refused {
		text = FactRefused.With(reason)
	}
	tx.Note(Note{Act: ReportSigned, Task: t, Unit: r.Unit, Text: text})
	return r, reports.put(tx, r)
}

func (tx *Tx) count(r Report) error {
	t, err := tx.Task(r.Task)
	if err != nil {
		return err
	}
	if r.Unit == t.Lead {
		t.Standing = t.Standing.after(r)
		t.State = stateAfter(t.State, r)
		if err := tasks.give(tx, t); err != nil {
			return err
		}
	} else if err := tx.countPart(r); err != nil {
		return err
	}
	return tx.settleLine(r.Unit, r.Task, Answered, r.Version, "")
}

// countPart moves what a supporting unit has said of its own part.
func (tx *Tx) countPart(r Report) error {
	a, err := tx.Assignment(r.Task, r.Unit)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	a.Standing = a.Standing.after(r)
	return assignments.put(tx, a)
}

// stateAfter: a claim of done goes to review, and a correction takes it back.
func stateAfter(s TaskState, r Report) TaskState {
	switch {
	case s == Assigned && r.Claim == Done:
		return InReview
	case s == InReview && r.Corrects > 0 && r.Claim != Done:
		return Assigned
	}
	return s
}

// after is the standing once r counts.
func (s Standing) after(r Report) Standing {
	s.Values = slices.Clone(s.Values)
	for _, v := range r.Values {
		if i := slices.IndexFunc(s.Values, func(o Value) bool { return o.Target == v.Target }); i >= 0 {
			s.Values[i] = v
		} else {
			s.Values = append(s.Values, v)
		}
	}
	s.Version, s.At, s.Light, s.Class, s.Pressed = r.Version, r.At, r.Light, r.Class, false
	if r.Claim != NoClaim {
		s.Claim = r.Claim
	}
	if r.Same {
		s.Unchanged++
	} else {
		s.Unchanged = 0
	}
	if BetterThan(s.Claim.Light(), r.Light) {
		s.Better++
	} else {
		s.Better = 0
	}
	return s
}

// BetterThan reports whether the claimed light is better than the computed
// one. Where one of them is missing there is nothing to compare.
func BetterThan(claimed, computed schedule.Light) bool {
	return claimed.Worse(schedule.NoLight) && computed.Worse(claimed)
}
