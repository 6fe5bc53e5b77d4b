package store

import (
	"errors"
	"fmt"
	"iter"
	"time"
)

// Outcome is what a reviewer decides.
type Outcome string

const (
	Accept   Outcome = "accept" // the task is closed (办结)
	SendBack Outcome = "return" // the check failed: the task goes on
	Reopen   Outcome = "reopen" // 重启 of a closed task
)

// Review (审核) is a decision about a task on the ground of a report.
type Review struct {
	Task    TaskID    `json:"task"`
	Number  int       `json:"number"` // 1, 2, ... within the task
	Version int       `json:"version,omitempty"`
	At      time.Time `json:"at"`
	By      PersonID  `json:"by"`
	Outcome Outcome   `json:"outcome"`
	Reason  string    `json:"reason,omitempty"`
}

// Validate refuses a return or a reopening without a reason.
func (r Review) Validate() error {
	if r.Task == 0 || r.Number == 0 || r.By == 0 {
		return errors.New("a review needs a task, a number and a reviewer")
	}
	if r.Outcome != Accept && r.Reason == "" {
		return errors.New("a return or a reopening needs a reason")
	}
	return nil
}

var reviews = &table[Review]{
	name: "reviews",
	key:  func(r *Review) []byte { return bkey(uint64(r.Task), uint64(r.Number)) },
}

// Reviews of a task, oldest first.
func (tx *Tx) Reviews(t TaskID) iter.Seq2[Review, error] { return reviews.each(tx, bkey(t)) }

// ErrState: the task is not in a state for which the decision makes sense.
var ErrState = errors.New("the task's state does not allow it")

// Decide records a reviewer's decision and moves the task.
func (tx *Tx) Decide(r Review) (Task, error) {
	t, err := tx.Task(r.Task)
	if err != nil {
		return t, err
	}
	from := map[Outcome]TaskState{Accept: InReview, SendBack: InReview, Reopen: Closed}[r.Outcome]
	if t.State != from {
		return t, fmt.Errorf("%s %s: %w", r.Outcome, t.State, ErrState)
	}
	past, err := list(tx.Reviews(t.ID))
	if err != nil {
		return t, err
	}
	r.Number, r.At, r.Version = len(past)+1, tx.now, t.Standing.Version
	if err := reviews.put(tx, r); err != nil {
		return t, err
	}
	t.State = map[Outcome]TaskState{Accept: Closed, SendBack: Assigned, Reopen: Assigned}[r.Outcome]
	act := map[Outcome]Act{Accept: ReviewAccepted, SendBack: ReviewReturned, Reopen: TaskReopened}[r.Outcome]
	t, err = tx.PutTask(t, act, r.Reason)
	if err == nil && t.State == Closed {
		err = tx.Excuse(t.Lead, t.ID, string(FactClosed))
	}
	return t, err
}
