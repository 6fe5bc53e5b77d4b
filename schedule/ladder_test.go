package schedule

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// told writes steps as one line: kind rung reason at.
func told(steps []Step) string {
	var lines []string
	for _, s := range steps {
		line := fmt.Sprintf("%s %s %s %s", s.Kind, s.Rung, s.Reason, s.At.Format("01-02T15:04"))
		if s.Late {
			line += " late"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func TestSteps(t *testing.T) {
	cal := calendar(t)
	loc := shanghai(t)
	opened := []string{OpenRung}
	tests := []struct {
		name, now string
		taken     []string
		steps     string
		next      string
	}{
		// Tuesday 25 November 09:00 to Thursday 27 November 17:00
		{"not yet", "2025-11-25 08:59", nil, "", "2025-11-25 09:00"},
		{"opens", "2025-11-25 09:00", nil, "open open period 11-25T09:00", "2025-11-26 15:00"},
		{"nothing between", "2025-11-26 14:59", opened, "", "2025-11-26 15:00"},
		{"the day before", "2025-11-26 15:00", opened, "remind before due_soon 11-26T15:00", "2025-11-27 09:00"},
		{"the due morning", "2025-11-27 09:00", []string{OpenRung, "before"}, "remind due due_today 11-27T09:00", "2025-11-28 09:00"},
		{"overdue, not yet a working day", "2025-11-28 08:59", []string{OpenRung, "before", "due"}, "", "2025-11-28 09:00"},
		{"overdue", "2025-11-28 09:00", []string{OpenRung, "before", "due"}, "remind late1 overdue 11-28T09:00", "2025-12-02 09:00"},
		{"weekend does not count", "2025-12-01 09:00", []string{OpenRung, "before", "due", "late1"}, "", "2025-12-02 09:00"},
		{"supervisors", "2025-12-02 09:00", []string{OpenRung, "before", "due", "late1"}, "escalate late3 unanswered 12-02T09:00", "2025-12-04 17:00"},
		{"the end", "2025-12-04 17:00", []string{OpenRung, "before", "due", "late1", "late3"}, "close late5 unanswered 12-04T17:00", ""},
		{"nothing after it", "2025-12-09 17:00", []string{OpenRung, "before", "due", "late1", "late3", "late5"}, "", ""},
		{"down for the reminders", "2025-11-27 12:00", opened, "skip before superseded 11-26T15:00; remind due due_today 11-27T09:00 late", "2025-11-28 09:00"},
		{"down until overdue, said as it is", "2025-11-27 20:00", []string{OpenRung, "before"}, "remind due overdue 11-27T09:00 late", "2025-11-28 09:00"},
		{"down for a week", "2025-12-03 09:00", opened,
			"skip before superseded 11-26T15:00; skip due superseded 11-27T09:00; remind late1 overdue 11-28T09:00 late; escalate late3 unanswered 12-02T09:00 late", "2025-12-04 17:00"},
		{"down for a month", "2025-12-30 09:00", opened,
			"skip before superseded 11-26T15:00; skip due superseded 11-27T09:00; skip late1 ending 11-28T09:00; escalate late3 unanswered 12-02T09:00 late; close late5 unanswered 12-04T17:00 late", ""},
		{"opened late, still in time", "2025-11-27 10:00", nil,
			"open open downtime 11-25T09:00 late; skip before just_opened 11-26T15:00; skip due just_opened 11-27T09:00", "2025-11-28 09:00"},
		{"opened after it was due: a new due moment", "2025-12-01 10:00", nil, "open open downtime 11-25T09:00 late", "2025-12-02 15:00"},
	}
	for _, tt := range tests {
		f := AskFacts{Opens: when(t, "2025-11-25 09:00", loc), Due: when(t, "2025-11-27 17:00", loc), Taken: map[string]bool{}}
		for _, name := range tt.taken {
			f.Taken[name] = true
		}
		now := when(t, tt.now, loc)
		steps, next := DefaultLadder().Steps(cal, f, now)
		nextText := ""
		if !next.IsZero() {
			nextText = next.Format(stamp)
		}
		if told(steps) != tt.steps || nextText != tt.next {
			t.Errorf("%s:\n got %s; next %s\nwant %s; next %s", tt.name, told(steps), nextText, tt.steps, tt.next)
		}
		for _, s := range steps {
			f.Taken[s.Rung], f.Due = true, s.Due
		}
		if again, _ := DefaultLadder().Steps(cal, f, now); len(again) != 0 {
			t.Errorf("%s: once taken, again %s", tt.name, told(again))
		}
	}
}

func TestStepsOverTheOctoberHoliday(t *testing.T) {
	loc := shanghai(t)
	f := AskFacts{Opens: when(t, "2025-09-29 09:00", loc), Due: when(t, "2025-09-30 17:00", loc), Taken: map[string]bool{OpenRung: true, "before": true, "due": true}}
	steps, next := DefaultLadder().Steps(calendar(t), f, when(t, "2025-10-08 23:59", loc))
	if len(steps) != 0 || next.Format(stamp) != "2025-10-09 09:00" {
		t.Errorf("nobody is reminded on holiday: %s; next %s", told(steps), next)
	}
	f.Taken["late1"] = true
	// 9 and 10 October are worked, and so is Saturday the 11th
	if _, next = DefaultLadder().Steps(calendar(t), f, when(t, "2025-10-09 09:00", loc)); next.Format(stamp) != "2025-10-11 09:00" {
		t.Errorf("the third working day is %s", next)
	}
}

func TestStepsOfAnAskThatRests(t *testing.T) {
	loc := shanghai(t)
	now := when(t, "2025-12-30 09:00", loc)
	opens, due := when(t, "2025-11-25 09:00", loc), when(t, "2025-11-27 17:00", loc)
	for name, f := range map[string]AskFacts{
		"answered": {Opens: opens, Due: due, Answered: true},
		"paused":   {Opens: opens, Due: due, Paused: true},
		"empty":    {},
	} {
		if steps, next := DefaultLadder().Steps(nil, f, now); len(steps) != 0 || !next.IsZero() {
			t.Errorf("%s: %s, next %s", name, told(steps), next)
		}
	}
	f := AskFacts{Opens: when(t, "2025-11-27 08:00", loc), Due: due, Taken: map[string]bool{OpenRung: true}}
	steps, _ := DefaultLadder().Steps(nil, f, when(t, "2025-11-27 08:30", loc))
	if got := told(steps); got != "skip before before_opens 11-26T15:00" {
		t.Errorf("a short ask: %s", got)
	}
	open, _ := DefaultLadder().Steps(nil, AskFacts{Opens: opens, Due: due}, when(t, "2025-12-01 10:00", loc))
	if got := open[0].Due.Format(stamp); got != "2025-12-03 17:00" {
		t.Errorf("the new due moment is %s", got)
	}
}

func TestLadderValidate(t *testing.T) {
	if err := DefaultLadder().Validate(); err != nil {
		t.Error(err)
	}
	remind := Rung{Name: "a", After: 0, Clock: At(9, 0), Do: StepRemind, To: ContactA}
	with := func(change func(*Rung)) Rung { r := remind; change(&r); return r }
	bad := map[string]Ladder{
		"name twice":         {remind, with(func(r *Rung) { r.After = 1 })},
		"no name":            {with(func(r *Rung) { r.Name = "" })},
		"reserved name":      {with(func(r *Rung) { r.Name = OpenRung })},
		"order":              {remind, with(func(r *Rung) { r.Name, r.After = "b", -1 })},
		"escalate too early": {with(func(r *Rung) { r.Do = StepEscalate })},
		"after the end":      {with(func(r *Rung) { r.Do, r.After = StepClose, 1 }), with(func(r *Rung) { r.Name, r.After = "b", 2 })},
		"kind":               {with(func(r *Rung) { r.Do = StepOpen })},
		"nobody":             {with(func(r *Rung) { r.To = 0 })},
		"clock":              {with(func(r *Rung) { r.Clock = 1440 })},
		"far":                {with(func(r *Rung) { r.After = 61 })},
	}
	for name, l := range bad {
		if l.Validate() == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func TestLadderJSON(t *testing.T) {
	data, err := json.Marshal(DefaultLadder())
	if err != nil {
		t.Fatal(err)
	}
	var out Ladder
	if err := json.Unmarshal(data, &out); err != nil || fmt.Sprint(out) != fmt.Sprint(DefaultLadder()) {
		t.Errorf("%s reads back as %v: %v", data, out, err)
	}
	var a Audience
	if err := a.UnmarshalText([]byte("contact_a+mayor")); err == nil {
		t.Error("an unknown post is accepted")
	}
	if a = ContactA | Leader; a.String() != "contact_a+leader" || !a.Has(Leader) || a.Has(Supervisor) {
		t.Errorf("the set is %s", a)
	}
}

func BenchmarkCadenceNext(b *testing.B) {
	cal, now := calendar(b), time.Date(2025, 11, 24, 9, 0, 0, 0, shanghai(b))
	for _, text := range []string{"每月25日", "每周五 17:00", "每月最后一个工作日", "0 9 31 * *"} {
		c := cadence(b, text)
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Next(cal, now)
			}
		})
	}
}

func BenchmarkRuleNext(b *testing.B) {
	cal, now := calendar(b), time.Date(2025, 11, 24, 9, 0, 0, 0, shanghai(b))
	r := DefaultRule(cadence(b, "每月25日"))
	b.ReportAllocs()
	for b.Loop() {
		r.Next(cal, now)
	}
}

func BenchmarkAssess(b *testing.B) {
	loc := shanghai(b)
	start, due, now := when(b, "2025-01-01 00:00", loc), when(b, "2025-12-31 17:00", loc), when(b, "2025-11-24 09:00", loc)
	value, target, m := dec("45.5"), Target{Kind: AtLeast, Low: dec("90")}, Yinchuan2025()
	b.ReportAllocs()
	for b.Loop() {
		Assess(target, &value, Curve{}, start, due, now, m)
	}
}

func BenchmarkSteps(b *testing.B) {
	cal, loc := calendar(b), shanghai(b)
	f := AskFacts{Opens: when(b, "2025-11-25 09:00", loc), Due: when(b, "2025-11-27 17:00", loc), Taken: map[string]bool{OpenRung: true}}
	now, l := when(b, "2025-12-03 09:00", loc), DefaultLadder()
	b.ReportAllocs()
	for b.Loop() {
		l.Steps(cal, f, now)
	}
}

func BenchmarkParseCadence(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseCadence("每月25日 10:00"); err != nil {
			b.Fatal(err)
		}
	}
}
