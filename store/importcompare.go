package store

import (
	"slices"

	"duban/schedule"
)

// Compare marks which tasks of the plan are new and which are on record as
// they are.
func (tx *Tx) Compare(p *ImportPlan) error {
	units := map[UnitID]string{}
	for u, err := range tx.Units() {
		if err != nil {
			return err
		}
		units[u.ID] = u.Name
	}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		was, err := tx.TaskCoded(t.Task.Code)
		if t.Fresh = err != nil; t.Fresh {
			continue
		}
		now := merge(was, t.Task, t.has)
		p, err := tx.Programme(was.Programme)
		if err != nil {
			return err
		}
		t.Same = sameTask(was, now) && (!t.has["lead"] || units[was.Lead] == t.Lead) && (t.ListEN == "" || p.NameEN == t.ListEN)
	}
	return nil
}

func sameTask(a, b Task) bool {
	return a.Title == b.Title && a.TitleEN == b.TitleEN && a.Section == b.Section && a.Source == b.Source && a.SourceEN == b.SourceEN && a.Remark == b.Remark && slices.Equal(a.Marks, b.Marks) &&
		a.Start.Equal(b.Start) && a.Due.Equal(b.Due) && slices.EqualFunc(a.Targets, b.Targets, sameTarget)
}

func sameTarget(a, b schedule.Target) bool {
	base := a.Baseline == nil && b.Baseline == nil || a.Baseline != nil && b.Baseline != nil && a.Baseline.Equal(*b.Baseline)
	return base && a.Name == b.Name && a.NameEN == b.NameEN && a.Kind == b.Kind && a.Low.Equal(b.Low) && a.High.Equal(b.High) &&
		a.Measure == b.Measure && a.MeasureEN == b.MeasureEN && a.Soft == b.Soft && a.Level == b.Level
}

// merge is the task on record with what the table has written over it; what
// was reported, and where it stands, is not the table's.
func merge(was, fresh Task, has map[string]bool) Task {
	now := was
	take := func(column string, set func()) {
		if has[column] {
			set()
		}
	}
	take("title", func() { now.Title = fresh.Title })
	take("title_en", func() { now.TitleEN = fresh.TitleEN })
	take("section", func() { now.Section = fresh.Section })
	take("source", func() { now.Source = fresh.Source })
	take("source_en", func() { now.SourceEN = fresh.SourceEN })
	take("remark", func() { now.Remark = fresh.Remark })
	take("marks", func() { now.Marks = fresh.Marks })
	if has["low"] || has["goal"] || has["money"] || has["name"] {
		now.Targets = fresh.Targets
	}
	take("start", func() { now.Start = fresh.Start })
	take("due", func() { now.Due = fresh.Due })
	return now
}
