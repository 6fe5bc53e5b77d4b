package store

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"duban/schedule"
)

// TaskState says where a task is between the list and the closed ledger.
type TaskState string

const (
	Draft    TaskState = "draft"    // in the list, nobody was told
	Assigned TaskState = "assigned" // 已交办: given to its lead unit
	InReview TaskState = "review"   // reported as done, a reviewer has not decided
	Closed   TaskState = "closed"   // 办结: accepted by a reviewer
	Dropped  TaskState = "dropped"  // taken off the list, with a reason
)

// Claim is what the unit says about itself.
type Claim string

const (
	NoClaim    Claim = ""
	OnTrack    Claim = "on_track"
	AtRisk     Claim = "at_risk"
	Behind     Claim = "behind"
	Blocked    Claim = "blocked"
	NotStarted Claim = "not_started"
	Done       Claim = "done"
)

// Light is the colour of what is claimed.
func (c Claim) Light() schedule.Light {
	switch c {
	case OnTrack, Done:
		return schedule.Green
	case AtRisk, NotStarted:
		return schedule.Yellow
	case Behind, Blocked:
		return schedule.Red
	}
	return schedule.NoLight
}

// Standing is where a task is, taken from its latest report that counts.
type Standing struct {
	Version   int            `json:"version,omitempty"` // of the report; 0 is none yet
	At        time.Time      `json:"at,omitzero"`
	Values    []Value        `json:"values,omitempty"` // the latest of each target
	Claim     Claim          `json:"claim,omitempty"`
	Light     schedule.Light `json:"light,omitempty"` // computed
	Class     schedule.Class `json:"class,omitempty"`
	Better    int            `json:"better,omitempty"` // reports in a row whose claim was better than their numbers
	Unchanged int            `json:"unchanged,omitempty"`
	Pressed   bool           `json:"pressed,omitempty"` // asked for something concrete since this report
}

// Doubtful (存疑): the claim was better than the numbers twice running.
func (s Standing) Doubtful() bool { return s.Better >= 2 }

// Value is one target's figure.
type Value struct {
	Target int              `json:"target"` // index into the task's targets
	Amount schedule.Decimal `json:"amount"` // in the target's unit of measure
	Approx string           `json:"approx,omitempty"`
	At     time.Time        `json:"at,omitzero"` // of the report that gave it
}

// Of is the latest figure of target number i, nil where there is none.
func (s Standing) Of(i int) *schedule.Decimal {
	for _, v := range s.Values {
		if v.Target == i {
			return &v.Amount
		}
	}
	return nil
}

// Task is one promise, with zero, one or several targets.
type Task struct {
	ID        TaskID            `json:"id"`
	Code      string            `json:"code"` // as in the list: HD25-001
	Programme ProgrammeID       `json:"programme"`
	Parent    TaskID            `json:"parent,omitempty"`
	Title     string            `json:"title"`
	TitleEN   string            `json:"title_en,omitempty"`
	Section   string            `json:"section,omitempty"`
	Source    string            `json:"source,omitempty"` // where it was promised
	SourceEN  string            `json:"source_en,omitempty"`
	Remark    string            `json:"remark,omitempty"`
	Marks     []string          `json:"marks,omitempty"` // what about it is illustrative
	Targets   []schedule.Target `json:"targets,omitempty"`
	Lead      UnitID            `json:"lead,omitempty"`
	Support   []UnitID          `json:"support,omitempty"`
	Start     time.Time         `json:"start"` // first day, midnight of the office's zone
	Due       time.Time         `json:"due"`   // end of the last day
	State     TaskState         `json:"state"`
	Evidence  string            `json:"evidence,omitempty"` // why done needs evidence; empty is the rule: it needs none
	Cadence   string            `json:"cadence,omitempty"`  // own cron text; empty is the programme's
	Pause     *Pause            `json:"pause,omitempty"`
	Standing  Standing          `json:"standing,omitzero"`
	AskAt     time.Time         `json:"ask_at,omitzero"`  // when it is asked about next; zero is never
	Period    string            `json:"period,omitempty"` // the last period it was asked or skipped in
}

// Validate reports every fault of the record at once.
func (t Task) Validate() error {
	var faults []error
	if t.ID == 0 || t.Code == "" || t.Title == "" {
		faults = append(faults, errors.New("a task needs an id, a code and a title"))
	}
	if t.Programme == 0 {
		faults = append(faults, errors.New("a task needs a programme"))
	}
	if !t.Due.After(t.Start) {
		faults = append(faults, fmt.Errorf("task %s is due before it starts", t.Code))
	}
	switch t.State {
	case Draft, Assigned, InReview, Closed, Dropped:
	default:
		faults = append(faults, fmt.Errorf("task %s: unknown state %q", t.Code, t.State))
	}
	for i, target := range t.Targets {
		if err := target.Validate(); err != nil {
			faults = append(faults, fmt.Errorf("task %s target %d: %w", t.Code, i+1, err))
		}
	}
	return errors.Join(faults...)
}

// Open reports whether the task is to be asked about at all.
func (t Task) Open() bool { return t.State == Assigned || t.State == InReview }

// Parts are the unit's tasks: those it leads and those it supports.
type Part string

const (
	Leads    Part = "lead"
	Supports Part = "support"
)

var (
	taskByCode   = &index{"task_by_code"}
	tasksByUnit  = &index{"tasks_by_unit"}
	tasksByState = &index{"tasks_by_state"}
	tasksByPlan  = &index{"tasks_by_programme"}
	subtasks     = &index{"subtasks"}
	agenda       = &index{"agenda"}
	tasks        = &table[Task]{
		name:   "tasks",
		fields: (*Task).fields,
		key:    func(t *Task) []byte { return bkey(t.ID) },
		rows:   taskRows,
		keep:   true,
		own: func(t Task) Task {
			t.Targets, t.Support, t.Marks = slices.Clone(t.Targets), slices.Clone(t.Support), slices.Clone(t.Marks)
			t.Standing.Values, t.Pause = slices.Clone(t.Standing.Values), another(t.Pause)
			for i := range t.Targets {
				t.Targets[i].Baseline = another(t.Targets[i].Baseline)
			}
			return t
		},
	}
)

func taskRows(t *Task) []row {
	rows := append(make([]row, 0, 6),
		row{taskByCode, []byte(Fold(t.Code)), bkey(t.ID)},
		row{tasksByState, join([]byte(t.State), []byte{0}, bkey(t.ID)), nil},
		row{tasksByPlan, bkey(uint64(t.Programme), uint64(t.ID)), nil})
	if t.Lead != 0 {
		rows = append(rows, row{tasksByUnit, join(bkey(t.Lead), []byte{'l'}, bkey(t.ID)), nil})
	}
	for _, u := range t.Support {
		rows = append(rows, row{tasksByUnit, join(bkey(u), []byte{'s'}, bkey(t.ID)), nil})
	}
	if t.Parent != 0 {
		rows = append(rows, row{subtasks, bkey(t.Parent, t.ID), nil})
	}
	if t.Open() && !t.AskAt.IsZero() {
		rows = append(rows, row{agenda, agendaKey(t.AskAt, agendaTask, uint64(t.ID)), nil})
	}
	return rows
}

// Task by id.
func (tx *Tx) Task(id TaskID) (Task, error) { return tasks.get(tx, bkey(id)) }

// TaskCoded finds a task by the code of the list, whatever the case.
func (tx *Tx) TaskCoded(code string) (Task, error) {
	return tasks.get(tx, taskByCode.value(tx, []byte(Fold(code))))
}

// Tasks of all programmes, in the order they were made.
func (tx *Tx) Tasks() iter.Seq2[Task, error] { return tasks.each(tx, nil) }

// TasksOf are the tasks in which the unit has the part.
func (tx *Tx) TasksOf(unit UnitID, part Part) iter.Seq2[Task, error] {
	return follow(tx, tasksByUnit, join(bkey(unit), []byte{part[0]}), tasks)
}

// TaskIDsOf are the ids of TasksOf.
func (tx *Tx) TaskIDsOf(unit UnitID, part Part) iter.Seq[TaskID] {
	return func(yield func(TaskID) bool) {
		for key := range tasksByUnit.keys(tx, join(bkey(unit), []byte{part[0]})) {
			if !yield(TaskID(unkey(key[9:]))) {
				return
			}
		}
	}
}

// TasksIn are the tasks in the state.
func (tx *Tx) TasksIn(state TaskState) iter.Seq2[Task, error] {
	return follow(tx, tasksByState, join([]byte(state), []byte{0}), tasks)
}

// TasksUnder are the tasks of a programme.
func (tx *Tx) TasksUnder(id ProgrammeID) iter.Seq2[Task, error] {
	return follow(tx, tasksByPlan, bkey(id), tasks)
}

// Subtasks are the sub-items of a task.
func (tx *Tx) Subtasks(id TaskID) iter.Seq2[Task, error] {
	return follow(tx, subtasks, bkey(id), tasks)
}

// PutTask makes a task (ID 0) or writes a new state of one, and notes the act.
func (tx *Tx) PutTask(t Task, act Act, text string) (Task, error) {
	if t.ID == 0 {
		if other, err := tx.TaskCoded(t.Code); err == nil {
			return t, fmt.Errorf("the code %s is taken by task %d", t.Code, other.ID)
		}
		t.ID = TaskID(tasks.next(tx))
	}
	t.Start, t.Due, t.AskAt = t.Start.UTC(), t.Due.UTC(), t.AskAt.UTC()
	if act != "" {
		tx.Note(Note{Act: act, Task: t.ID, Unit: t.Lead, Text: text})
	}
	return t, tasks.put(tx, t)
}
