package store

import (
	"errors"
	"testing"
	"time"
)

func TestReportsAreVersions(t *testing.T) {
	s := open(t)
	u, task := park(t, s)
	add := func(now time.Time, r Report) (Report, bool) {
		t.Helper()
		r.Task, r.Unit, r.By = task.ID, u.ID, 7
		if r.State == "" {
			r.State = Counts
		}
		var got Report
		var added bool
		do(t, s, now, func(tx *Tx) (err error) { got, added, err = tx.AddReport(r); return err })
		return got, added
	}
	via := Via{Chat: 7, Message: 12}
	first, _ := add(day, Report{Values: []Value{{Amount: dec("3")}}, Words: "3个", Via: via})
	if _, added := add(day, Report{Values: []Value{{Amount: dec("3")}}, Words: "3个", Via: via}); added {
		t.Error("the same message made a second version")
	}
	second, added := add(day.Add(time.Hour), Report{Values: []Value{{Amount: dec("4")}}, Words: "4个", Via: via, Corrects: 1})
	if !added || first.Version != 1 || second.Version != 2 {
		t.Errorf("versions %d and %d", first.Version, second.Version)
	}
	see(t, s, func(tx *Tx) {
		old, err := tx.Report(task.ID, 1)
		if err != nil || !old.Values[0].Amount.Equal(dec("3")) {
			t.Errorf("the first version is %v now: %v", old.Values, err)
		}
		now, _ := tx.Task(task.ID)
		if v := now.Standing.Of(0); v == nil || !v.Equal(dec("4")) {
			t.Errorf("the task stands at %v", v)
		}
		both, err := tx.ReportsIn(7, 12)
		if err != nil || len(both) != 2 {
			t.Errorf("the message made %d reports: %v", len(both), err)
		}
	})
}

func TestClaimOfDoneGoesToReviewAndClosesNothing(t *testing.T) {
	s := open(t)
	u, task := park(t, s)
	report := func(r Report) {
		t.Helper()
		r.Task, r.Unit, r.By, r.State = task.ID, u.ID, 7, Counts
		do(t, s, day, func(tx *Tx) error { _, _, err := tx.AddReport(r); return err })
	}
	state := func() (now TaskState) {
		see(t, s, func(tx *Tx) { task, _ := tx.Task(task.ID); now = task.State })
		return now
	}
	decide := func(o Outcome, reason string) error {
		return try(s, day, func(tx *Tx) error {
			_, err := tx.Decide(Review{Task: task.ID, By: 9, Outcome: o, Reason: reason})
			return err
		})
	}
	if err := decide(Accept, ""); !errors.Is(err, ErrState) {
		t.Errorf("a task that nobody called done was closed: %v", err)
	}
	report(Report{Claim: Done})
	if state() != InReview {
		t.Fatalf("after a claim of done: %s", state())
	}
	report(Report{Progress: "interim"})
	if state() != InReview {
		t.Errorf("an interim report moved it to %s", state())
	}
	if err := decide(SendBack, ""); err == nil {
		t.Error("it was returned without a reason")
	}
	if err := decide(SendBack, "no photo of park 6"); err != nil || state() != Assigned {
		t.Errorf("after a failed check: %s, %v", state(), err)
	}
	report(Report{Claim: Done})
	report(Report{Claim: OnTrack, Corrects: 3})
	if state() != Assigned {
		t.Errorf("a correction of the claim left it at %s", state())
	}
	report(Report{Claim: Done})
	if err := decide(Accept, ""); err != nil || state() != Closed {
		t.Errorf("after acceptance: %s, %v", state(), err)
	}
	if err := decide(Accept, ""); !errors.Is(err, ErrState) {
		t.Errorf("it was closed twice: %v", err)
	}
	if err := decide(Reopen, "two parks are not open"); err != nil || state() != Assigned {
		t.Errorf("after reopening: %s, %v", state(), err)
	}
}

func TestClaimBetterThanNumbersTwiceIsDoubtful(t *testing.T) {
	s := Standing{}
	for i, step := range []struct {
		r        Report
		doubtful bool
	}{
		{Report{Claim: OnTrack, Light: "red"}, false},
		{Report{Claim: OnTrack, Light: "yellow"}, true},
		{Report{Claim: AtRisk, Light: "yellow"}, false},
		{Report{Claim: OnTrack, Light: ""}, false},
		{Report{Claim: OnTrack, Light: "red"}, false},
		{Report{Light: "red"}, true}, // a figure alone leaves the claim as it was
	} {
		step.r.Version = i + 1
		if s = s.after(step.r); s.Doubtful() != step.doubtful {
			t.Errorf("step %d: doubtful is %v", i+1, s.Doubtful())
		}
	}
}

func TestUnsignedReportCountsOnlyOnceSigned(t *testing.T) {
	s := open(t)
	u, task := park(t, s)
	do(t, s, day, func(tx *Tx) error {
		_, _, err := tx.AddReport(Report{Task: task.ID, Unit: u.ID, By: 7, State: Unsigned, Values: []Value{{Amount: dec("5")}}})
		return err
	})
	value := func() (v string) {
		see(t, s, func(tx *Tx) {
			task, _ := tx.Task(task.ID)
			if d := task.Standing.Of(0); d != nil {
				v = d.String()
			}
		})
		return v
	}
	if value() != "" {
		t.Fatalf("it counts before it is signed: %s", value())
	}
	do(t, s, day, func(tx *Tx) error { _, err := tx.SignReport(task.ID, 1); return err })
	if value() != "5" {
		t.Errorf("signed, it stands at %q", value())
	}
}

func TestAnswersSettleAsks(t *testing.T) {
	s := open(t)
	u, task := park(t, s)
	put := func() error {
		return try(s, day, func(tx *Tx) error {
			_, err := tx.PutAsk(Ask{Unit: u.ID, Period: "2025-08-25T09:00", State: AskOpen, NextStep: day, Lines: []AskLine{{Number: 1, Task: task.ID, State: AskOpen}}}, Asked, "")
			return err
		})
	}
	if err := put(); err != nil {
		t.Fatal(err)
	}
	if err := put(); err == nil {
		t.Error("one unit was asked twice in one period")
	}
	do(t, s, day, func(tx *Tx) error {
		_, _, err := tx.AddReport(Report{Task: task.ID, Unit: u.ID, By: 7, State: Counts, Claim: OnTrack})
		return err
	})
	see(t, s, func(tx *Tx) {
		a, err := tx.Ask(1)
		if err != nil || a.State != Answered || a.Lines[0].Report != 1 {
			t.Errorf("the ask is %+v, %v", a, err)
		}
		if at := tx.NextDue(); !at.IsZero() {
			t.Errorf("an answered ask is still on the agenda at %v", at)
		}
	})
}

func TestCodesWorkOnceAndNotForEver(t *testing.T) {
	s := open(t)
	u, _ := park(t, s)
	var post Post
	do(t, s, day, func(tx *Tx) (err error) {
		post, err = tx.PutPost(Post{Unit: u.ID, Role: Contact, Seat: "A"})
		return errors.Join(err, tx.Invite(post.ID, "FIRST", day.Add(time.Hour)))
	})
	claim := func(now time.Time, code string, id PersonID) error {
		return try(s, now, func(tx *Tx) error { _, err := tx.Claim(code, Person{ID: id, Name: "王芳"}); return err })
	}
	if err := claim(day, "NOPE", 7); !errors.Is(err, ErrCodeUnknown) {
		t.Errorf("unknown: %v", err)
	}
	if err := claim(day.Add(time.Hour), "FIRST", 7); !errors.Is(err, ErrCodeExpired) {
		t.Errorf("expired: %v", err)
	}
	do(t, s, day, func(tx *Tx) error { return tx.Invite(post.ID, "SECOND", day.Add(time.Hour)) })
	if err := claim(day, "FIRST", 7); !errors.Is(err, ErrCodeRevoked) {
		t.Errorf("replaced: %v", err)
	}
	if err := claim(day, "ｓｅｃｏｎｄ ", 7); err != nil {
		t.Errorf("typed on a Chinese keyboard: %v", err)
	}
	if err := claim(day, "SECOND", 8); !errors.Is(err, ErrCodeUsed) {
		t.Errorf("used: %v", err)
	}
	if err := claim(day, "SECOND", 7); !errors.Is(err, ErrCodeYours) {
		t.Errorf("pressed twice: %v", err)
	}
	see(t, s, func(tx *Tx) {
		mine, err := tx.PostsOf(7)
		if err != nil || len(mine) != 1 || mine[0].ID != post.ID {
			t.Errorf("posts %v, %v", mine, err)
		}
	})
	do(t, s, day, func(tx *Tx) error { return tx.Vacate(post.ID) })
	if err := claim(day, "SECOND", 7); !errors.Is(err, ErrCodeUsed) {
		t.Errorf("by who has left the post: %v", err)
	}
	see(t, s, func(tx *Tx) {
		if mine, _ := tx.PostsOf(7); len(mine) != 0 {
			t.Errorf("after leaving, the person still holds %v", mine)
		}
	})
}

func TestMessageIsQueuedOncePerKey(t *testing.T) {
	s := open(t)
	for i, want := range []bool{true, false} {
		do(t, s, day, func(tx *Tx) error {
			_, fresh, err := tx.Queue(Message{Key: "ask:1", To: Place{Chat: 7}, Text: "x"})
			if fresh != want {
				t.Errorf("queued for the %d. time: %v", i+1, fresh)
			}
			return err
		})
	}
}

func TestGroupThatBecomesASupergroupMovesOnce(t *testing.T) {
	s := open(t)
	u, _ := park(t, s)
	do(t, s, day, func(tx *Tx) error {
		u.Group = Place{Chat: -5, Thread: 3}
		if _, err := tx.PutUnit(u); err != nil {
			return err
		}
		_, _, err := tx.Queue(Message{Key: "ask:1", To: Place{Chat: -5, Thread: 3}, Text: "x"})
		return err
	})
	for range 2 {
		do(t, s, day, func(tx *Tx) error { return tx.MoveChat(-5, -1005) })
	}
	see(t, s, func(tx *Tx) {
		u, _ := tx.Unit(u.ID)
		m, _ := tx.MessageKeyed("ask:1")
		if u.Group.Chat != -1005 || m.To.Chat != -1005 {
			t.Errorf("the unit is in %d, its message goes to %d", u.Group.Chat, m.To.Chat)
		}
		if tx.LastEntry() != 3 {
			t.Errorf("moving twice left %d entries, want 3", tx.LastEntry())
		}
	})
}
