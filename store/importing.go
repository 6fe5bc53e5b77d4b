package store

import (
	"fmt"
	"strings"
	"time"

	"duban/store/workbook"
)

// ImportReason names what is wrong with a cell; the caller has the sentence.
type ImportReason string

const (
	MissingColumn  ImportReason = "missing_column"
	MissingValue   ImportReason = "missing_value"
	BadNumber      ImportReason = "bad_number"
	BadDate        ImportReason = "bad_date"
	BadKind        ImportReason = "bad_kind"
	BadTarget      ImportReason = "bad_target"
	UnknownParent  ImportReason = "unknown_parent"
	DoubleCode     ImportReason = "double_code"
	NoTable        ImportReason = "no_table"
	DueBeforeStart ImportReason = "due_before_start"
)

// ImportFault is one thing wrong with a table, by row and column as people
// see them in the file.
type ImportFault struct {
	Sheet  string
	Row    int
	Column string
	Reason ImportReason
	Value  string
}

func (f ImportFault) Error() string {
	return fmt.Sprintf("%s row %d, column %s: %s %q", f.Sheet, f.Row, f.Column, f.Reason, f.Value)
}

// ImportPlan is what an import would do. With a fault it does nothing.
type ImportPlan struct {
	Tasks      []ImportTask
	Units      []Unit
	Programmes []string
	Faults     []ImportFault
}

// ImportTask is one task of the table and what it would change.
type ImportTask struct {
	Task      Task
	Parent    string
	Programme string
	ListEN    string // the programme's name in English; empty where the table has none
	Lead      string
	Support   []string
	Fresh     bool
	Same      bool
	sheet     string
	row       int
	has       map[string]bool // the columns that the table has
}

// Count is how many tasks are new, changed and the same.
func (p ImportPlan) Count() (fresh, changed, same int) {
	for _, t := range p.Tasks {
		switch {
		case t.Fresh:
			fresh++
		case t.Same:
			same++
		default:
			changed++
		}
	}
	return fresh, changed, same
}

// ImportOptions say what the table itself does not.
type ImportOptions struct {
	Programme string         // for rows that name none
	Zone      *time.Location // of the dates
	Year      int            // for tasks without dates
}

// ReadList turns tables into a plan. Sheets without a column of titles are
// passed over as long as one has it; a table of units is taken as such.
func ReadList(sheets []workbook.Sheet, o ImportOptions) ImportPlan {
	plan := ImportPlan{}
	lists := 0
	for _, sheet := range sheets {
		if units, ok := readUnits(sheet); ok {
			plan.Units = append(plan.Units, units...)
			continue
		}
		r := &listReader{sheet: sheet, options: o, plan: &plan}
		if r.headRow() < 0 && (len(sheets) > 1 || len(plan.Units) > 0) {
			continue
		}
		lists++
		r.read()
	}
	if lists == 0 && len(plan.Units) == 0 {
		plan.Faults = append(plan.Faults, ImportFault{Row: 1, Column: titleInBoth, Reason: NoTable})
	}
	plan.checkCodes()
	return plan
}

// readUnits reads a table of units: 代码, 名称, 英文名称, 简称.
func readUnits(sheet workbook.Sheet) ([]Unit, bool) {
	if len(sheet.Rows) < 2 {
		return nil, false
	}
	at := map[string]int{}
	for i, cell := range sheet.Rows[0].Cells {
		at[fold(cell)] = i + 1
	}
	if at["代码"] == 0 && at["code"] == 0 || at["名称"] == 0 && at["name"] == 0 {
		return nil, false
	}
	var units []Unit
	for _, row := range sheet.Rows[1:] {
		cell := func(names ...string) string {
			for _, name := range names {
				if i := at[name]; i > 0 && i <= len(row.Cells) {
					return row.Cells[i-1]
				}
			}
			return ""
		}
		units = append(units, Unit{Code: cell("代码", "code"), Name: cell("名称", "name"), NameEN: cell("英文名称", "name_en"), Short: cell("简称", "short")})
	}
	return units, true
}

func (p *ImportPlan) checkCodes() {
	rows := map[string]bool{}
	for _, t := range p.Tasks {
		if rows[fold(t.Task.Code)] {
			p.Faults = append(p.Faults, ImportFault{t.sheet, t.row, importColumns()["code"][0], DoubleCode, t.Task.Code})
		}
		rows[fold(t.Task.Code)] = true
	}
	for _, t := range p.Tasks {
		if t.Parent != "" && !rows[fold(t.Parent)] {
			p.Faults = append(p.Faults, ImportFault{t.sheet, t.row, importColumns()["parent"][0], UnknownParent, t.Parent})
		}
	}
}

// Import does what the plan says, all or nothing; a plan with faults is
// refused. It returns the ids of the tasks, in the order of the table.
func (tx *Tx) Import(p ImportPlan) ([]TaskID, error) {
	if len(p.Faults) > 0 {
		return nil, p.Faults[0]
	}
	for _, u := range p.Units {
		if was, err := tx.UnitNamed(u.Name); err == nil {
			u.ID, u.Lang, u.Group, u.SignOff, u.Pause = was.ID, was.Lang, was.Group, was.SignOff, was.Pause
		}
		if _, err := tx.PutUnit(u); err != nil {
			return nil, err
		}
	}
	ids := make([]TaskID, len(p.Tasks))
	byCode := map[string]TaskID{}
	for i, t := range p.Tasks {
		id, err := tx.importTask(t)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", t.row, err)
		}
		ids[i], byCode[fold(t.Task.Code)] = id, id
	}
	tx.Note(Note{Act: Imported, Text: fmt.Sprintf("%d", len(ids))})
	return ids, tx.adopt(p, byCode)
}

func (tx *Tx) importTask(t ImportTask) (TaskID, error) {
	programme, err := tx.programmeFor(t.Programme, t.ListEN)
	if err != nil {
		return 0, err
	}
	task, act := t.Task, TaskMade
	if was, err := tx.TaskCoded(task.Code); err == nil {
		task, act = merge(was, task, t.has), TaskChanged
		if sameTask(was, task) {
			act = ""
		}
	}
	task.Programme = programme
	if t.Lead != "" {
		if task.Lead, err = tx.unitFor(t.Lead); err != nil {
			return 0, err
		}
		task.Support = nil
		for _, name := range t.Support {
			id, err := tx.unitFor(name)
			if err != nil {
				return 0, err
			}
			task.Support = append(task.Support, id)
		}
	}
	task, err = tx.PutTask(task, act, "")
	return task.ID, err
}

// adopt sets the parents once all tasks have ids.
func (tx *Tx) adopt(p ImportPlan, byCode map[string]TaskID) error {
	for _, t := range p.Tasks {
		if t.Parent == "" {
			continue
		}
		task, err := tx.TaskCoded(t.Task.Code)
		if err != nil {
			return err
		}
		task.Parent = byCode[fold(t.Parent)]
		if _, err := tx.PutTask(task, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// programmeFor finds a programme by name or makes it; an English name that the
// table has is taken over.
func (tx *Tx) programmeFor(name, english string) (ProgrammeID, error) {
	p, err := tx.ProgrammeNamed(name)
	switch {
	case err != nil:
		p = Programme{Name: name, NameEN: english}
	case english == "" || english == p.NameEN:
		return p.ID, nil
	default:
		p.NameEN = english
	}
	p, err = tx.PutProgramme(p)
	return p.ID, err
}

// unitFor finds a unit by name or makes it, with a code of its own.
func (tx *Tx) unitFor(name string) (UnitID, error) {
	if u, err := tx.UnitNamed(name); err == nil {
		return u.ID, nil
	}
	u, err := tx.PutUnit(Unit{Code: fmt.Sprintf("U%d", units.next(tx)), Name: strings.TrimSpace(name)})
	return u.ID, err
}
