package reading

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"duban/schedule"
)

// Input is the case as something to read. Every fault is named at once.
func (c Case) Input(now time.Time) (Input, error) {
	in := Input{Now: now, Focus: -1}
	var faults []error
	if c.Reply != nil {
		in.Text = *c.Reply
	} else {
		faults = append(faults, errors.New("there is no reply"))
	}
	if len(c.Tasks) == 0 {
		faults = append(faults, errors.New("there are no tasks, nor were there any before"))
	}
	if c.Now != "" {
		day, err := caseTime(c.Now, now.Location())
		faults = append(faults, err)
		in.Now = day
	}
	for i, ct := range c.Tasks {
		t, err := ct.task(i+1, now.Location())
		if err != nil {
			faults = append(faults, fmt.Errorf("task %d: %w", i+1, err))
		}
		if t.Number > 0 && slices.ContainsFunc(in.Tasks, func(o Task) bool { return o.Number == t.Number }) {
			faults = append(faults, fmt.Errorf("task %d: the number %d is there twice", i+1, t.Number))
		}
		in.Tasks = append(in.Tasks, t)
		if c.Focus > 0 && t.Number == c.Focus {
			in.Focus = i
		}
	}
	if c.Focus > 0 && in.Focus < 0 {
		faults = append(faults, fmt.Errorf("focus: there is no task with the number %d", c.Focus))
	}
	return in, errors.Join(faults...)
}

func caseTime(text string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.In(zone), nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return t, fmt.Errorf("%q is no day like 2025-10-28", text)
	}
	return t.Add(10 * time.Hour), nil
}

func (ct CaseTask) task(place int, zone *time.Location) (Task, error) {
	t := Task{Number: place, Code: ct.Code, Title: ct.Title, TitleEN: ct.TitleEN, LastText: ct.LastText, Unchanged: ct.Unchanged, Pressed: ct.Pressed}
	if ct.Number != nil {
		t.Number = *ct.Number
	}
	var faults []error
	if ct.Title == "" && ct.Code == "" {
		faults = append(faults, errors.New("it needs a title"))
	}
	if ct.LastDate != "" {
		day, err := caseTime(ct.LastDate, zone)
		t.LastDate = day
		faults = append(faults, err)
	}
	if ct.Due != "" {
		day, err := caseTime(ct.Due, zone)
		t.Due = day
		faults = append(faults, err)
	}
	list := ct.targets()
	if ct.Last != nil && len(list) == 0 {
		faults = append(faults, errors.New("it has a last value and no target"))
	}
	for k, one := range list {
		target, err := one.target()
		if err != nil {
			faults = append(faults, fmt.Errorf("target %d: %w", k+1, err))
		}
		t.Targets = append(t.Targets, target)
	}
	return t, errors.Join(faults...)
}

// targets are the task's targets, with what the task says of its single one.
func (ct CaseTask) targets() []CaseTarget {
	list := slices.Clone(ct.Targets)
	if ct.Target != nil {
		list = append([]CaseTarget{*ct.Target}, list...)
	} else if len(list) == 0 && ct.Value != nil {
		list = append(list, CaseTarget{Value: ct.Value, High: ct.High})
	}
	if len(list) == 1 {
		one := &list[0]
		one.Measure, one.Kind = first(one.Measure, ct.Measure), first(one.Kind, ct.Kind)
		if one.Last == nil {
			one.Last = ct.Last
		}
		if one.Level == nil {
			one.Level = ct.Level
		}
	}
	return list
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (ct CaseTarget) target() (Target, error) {
	t := Target{Target: schedule.Target{Name: ct.Name, NameEN: ct.NameEN, Measure: ct.Measure, MeasureEN: ct.MeasureEN, Kind: schedule.TargetKind(first(ct.Kind, string(schedule.AtLeast)))}}
	switch {
	case ct.Value != nil:
		t.Low = ct.Value.Decimal
	case ct.Kind == "":
		t.Kind = schedule.Milestone
	}
	if ct.High != nil {
		t.High = ct.High.Decimal
	}
	if ct.Last != nil {
		last := ct.Last.Decimal
		t.Last = &last
	}
	t.Level = t.Kind == schedule.AtMost || t.Kind == schedule.Keep || t.Kind == schedule.Change
	if ct.Level != nil {
		t.Level = *ct.Level
	}
	if t.Measured() && t.Measure == "" {
		t.Measure = "个"
	}
	return t, t.Validate()
}
