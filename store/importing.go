package store

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"duban/schedule"
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
	BadFormula     ImportReason = "bad_formula"
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
	Unread     []string // columns and sheets that nothing was taken from
	NewUnits   []string // that would be made
	Twins      []string // titles of new tasks that stand on record under other codes
	Undated    []string // deadlines in words, for which the year's end stands
	Unled      []string // codes of tasks without a unit that leads
	Missing    []string // codes of tasks on record that the table of their list does not have
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
	raw       string          // the code as the table has it
	serial    string          // the running number that it is, if it is one
	part      int             // which of the tasks below one code it is, from 0
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
	Year      int            // for tasks without dates; 0 takes that of the table's heading, or of its dates, or of Today
	Today     time.Time
	Calendar  *schedule.Calendar // of working days; without one none are counted
	dayFirst  bool               // 3/4/2026 is the third of April
	monFirst  bool               // 3/4/2026 is the fourth of March
}

// ReadList turns tables into a plan. Sheets without a column of titles are
// passed over as long as one has it; a table of units is taken as such. What is
// hidden is not loaded.
func ReadList(all []workbook.Sheet, o ImportOptions) ImportPlan {
	plan := ImportPlan{}
	var lists []*listReader
	sheets, hidden := apart(all)
	for _, sheet := range sheets {
		sheet = stacked(sheet)
		sheet.Rows = withoutDitto(sheet.Rows)
		if units, ok := readUnits(sheet); ok {
			plan.Units = append(plan.Units, units...)
		} else if h, ok := findHead(sheet.Rows); ok {
			r := &listReader{sheet: sheet, options: o.of(sheets, sheet, h), plan: &plan}
			r.use(h)
			lists = append(lists, r)
		} else if len(sheets) > 1 && sheet.Name != guideName {
			plan.Unread = append(plan.Unread, sheet.Name)
		}
	}
	for _, r := range lists {
		if len(lists) > 1 && !nameless.MatchString(r.sheet.Name) {
			r.section = r.sheet.Name
		}
		r.read()
	}
	if len(lists) == 0 && len(plan.Units) == 0 {
		plan.Faults = append(plan.Faults, noList(sheets))
	}
	plan.Unread = append(plan.Unread, hidden...)
	plan.number()
	plan.checkCodes()
	plan.sortFaults(sheets)
	return plan
}

// apart are the sheets that people see, and the names of hidden ones with a
// list in them.
func apart(all []workbook.Sheet) (seen []workbook.Sheet, hidden []string) {
	for _, sheet := range all {
		if !sheet.Hidden {
			seen = append(seen, sheet)
		} else if h, ok := findHead(sheet.Rows); ok && len(h.columns) >= fewestNames {
			hidden = append(hidden, sheet.Name)
		}
	}
	return seen, hidden
}

// sortFaults puts the faults in the order in which people meet them.
func (p *ImportPlan) sortFaults(sheets []workbook.Sheet) {
	place := map[string]int{}
	for i, sheet := range sheets {
		place[sheet.Name] = i
	}
	slices.SortStableFunc(p.Faults, func(a, b ImportFault) int {
		return cmp.Or(place[a.Sheet]-place[b.Sheet], a.Row-b.Row)
	})
}

// noList is the fault of a file without a list: of its one sheet, or of all.
func noList(sheets []workbook.Sheet) ImportFault {
	if len(sheets) == 1 {
		return ImportFault{Sheet: sheets[0].Name, Row: 1, Column: titleInBoth, Reason: MissingColumn}
	}
	return ImportFault{Row: 1, Column: titleInBoth, Reason: NoTable}
}

// nameless are sheets that nobody has named.
var nameless = regexp.MustCompile(`(?i)^(?:sheet|工作表) ?[0-9]*$`)

func (p *ImportPlan) checkCodes() {
	rows := map[string]bool{}
	for _, t := range p.Tasks {
		if rows[fold(t.Task.Code)] {
			p.Faults = append(p.Faults, ImportFault{t.sheet, t.row, importColumns()["code"][0], DoubleCode, cmp.Or(t.raw, t.Task.Code)})
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
	task, act := t.Task, TaskMade
	was, err := tx.TaskCoded(task.Code)
	if err == nil {
		task, act = merge(was, task, t.has), TaskChanged
		if sameTask(was, task) {
			act = ""
		}
	}
	if act == TaskMade || t.has["list"] {
		if task.Programme, err = tx.programmeFor(t.Programme, t.ListEN); err != nil {
			return 0, err
		}
	}
	if t.Lead != "" {
		if task.Lead, err = tx.unitFor(t.Lead); err != nil {
			return 0, err
		}
	}
	if t.namesSupport() {
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
