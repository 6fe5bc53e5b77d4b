package tables

import (
	"errors"
	"slices"
	"strings"

	"duban/schedule"
	"duban/store"
)

// Compare marks which tasks of the plan are new and which are on record as
// they are, and finds what of its names is new and which tasks it lacks.
func Compare(tx *store.Tx, p *Plan) error {
	again := map[store.ProgrammeID]bool{}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		was, err := tx.TaskCoded(t.Task.Code)
		if t.Fresh = err != nil; t.Fresh {
			continue
		}
		again[was.Programme] = true
		now := merge(was, t.Task, t.has)
		p, err := tx.Programme(was.Programme)
		if err != nil {
			return err
		}
		t.Same = sameTask(was, now) && sameUnits(tx, was, *t) && sameParent(tx, was, *t) && (!t.has["list"] || p.Named(t.Programme)) && (t.ListEN == "" || p.NameEN == t.ListEN)
	}
	findNewUnits(tx, p)
	findUnled(tx, p)
	return errors.Join(findMissing(tx, p, again), findTwins(tx, p))
}

// findUnled lists the tasks that nobody leads once the table is loaded; those
// that have others below them need not.
func findUnled(tx *store.Tx, p *Plan) {
	above := map[string]bool{}
	for _, t := range p.Tasks {
		above[store.Fold(t.Parent)] = true
	}
	p.Unled = nil
	for _, t := range p.Tasks {
		if t.Lead != "" || above[store.Fold(t.Task.Code)] {
			continue
		}
		if was, err := tx.TaskCoded(t.Task.Code); err != nil || was.Lead == 0 {
			p.Unled = append(p.Unled, t.Task.Code)
		}
	}
}

// findMissing lists the tasks that are to be done and of which the table says
// nothing, though it has others of their list: a row that was deleted in a
// file takes no task off the list.
func findMissing(tx *store.Tx, p *Plan, again map[store.ProgrammeID]bool) error {
	coded := p.codes()
	p.Missing = nil
	for was, err := range tx.Tasks() {
		if err != nil {
			return err
		}
		if again[was.Programme] && !coded[store.Fold(was.Code)] && was.State != store.Closed && was.State != store.Dropped {
			p.Missing = append(p.Missing, was.Code)
		}
	}
	return nil
}

// codes are those of the plan's tasks.
func (p *Plan) codes() map[string]bool {
	coded := map[string]bool{}
	for _, t := range p.Tasks {
		coded[store.Fold(t.Task.Code)] = true
	}
	return coded
}

// findNewUnits lists the units that the table names and nobody has made yet,
// in its order: a name that is spelt another way would become a second unit.
func findNewUnits(tx *store.Tx, p *Plan) {
	p.NewUnits = nil
	seen := map[string]bool{}
	look := func(names ...string) {
		for _, name := range names {
			name = strings.TrimSpace(name)
			if name == "" || seen[store.Fold(name)] {
				continue
			}
			seen[store.Fold(name)] = true
			if _, err := tx.UnitNamed(name); err != nil {
				p.NewUnits = append(p.NewUnits, name)
			}
		}
	}
	for _, u := range p.Units {
		look(u.Name)
	}
	for _, t := range p.Tasks {
		look(t.Lead)
		look(t.Support...)
	}
}

// findTwins lists the new tasks whose titles are on record under codes that
// the table does not have: a list that comes again under another name has its
// numbers counted as others.
func findTwins(tx *store.Tx, p *Plan) error {
	coded, titled := p.codes(), map[string]bool{}
	for was, err := range tx.Tasks() {
		if err != nil {
			return err
		}
		if !coded[store.Fold(was.Code)] {
			titled[store.Fold(was.Title)] = true
		}
	}
	p.Twins = nil
	for _, t := range p.Tasks {
		if t.Fresh && titled[store.Fold(t.Task.Title)] {
			p.Twins = append(p.Twins, t.Task.Title)
		}
	}
	return nil
}

// sameUnits reports whether the units that the table names are those on record.
func sameUnits(tx *store.Tx, was store.Task, t PlannedTask) bool {
	is := func(id store.UnitID, name string) bool {
		u, err := tx.UnitNamed(name)
		return err == nil && u.ID == id
	}
	if t.Lead != "" && !is(was.Lead, t.Lead) {
		return false
	}
	return !t.namesSupport() || slices.EqualFunc(was.Support, t.Support, is)
}

func sameParent(tx *store.Tx, was store.Task, t PlannedTask) bool {
	if t.Parent == "" {
		return true
	}
	p, err := tx.Task(was.Parent)
	return err == nil && store.Fold(p.Code) == store.Fold(t.Parent)
}

// namesSupport reports whether the table says who supports the task: a column
// for them is there, or the cell of those that lead names them.
func (t PlannedTask) namesSupport() bool { return t.has["support"] || len(t.Support) > 0 }

func sameTask(a, b store.Task) bool {
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
func merge(was, fresh store.Task, has map[string]bool) store.Task {
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
