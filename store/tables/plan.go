package tables

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"time"

	"duban/schedule"
	"duban/store"
	"duban/store/workbook"
)

// Reason names what is wrong with a cell; the caller has the sentence.
type Reason string

const (
	MissingColumn  Reason = "missing_column"
	MissingValue   Reason = "missing_value"
	BadNumber      Reason = "bad_number"
	BadDate        Reason = "bad_date"
	BadKind        Reason = "bad_kind"
	BadTarget      Reason = "bad_target"
	UnknownParent  Reason = "unknown_parent"
	DoubleCode     Reason = "double_code"
	NoTable        Reason = "no_table"
	DueBeforeStart Reason = "due_before_start"
	BadFormula     Reason = "bad_formula"
)

// Fault is one thing wrong with a table, by row and column as people
// see them in the file.
type Fault struct {
	Sheet  string
	Row    int
	Column string
	Reason Reason
	Value  string
}

func (f Fault) Error() string {
	return fmt.Sprintf("%s row %d, column %s: %s %q", f.Sheet, f.Row, f.Column, f.Reason, f.Value)
}

// Plan is what an import would do. With a fault it does nothing.
type Plan struct {
	Tasks      []PlannedTask
	Units      []store.Unit
	Programmes []string
	Faults     []Fault
	Unread     []string // columns and sheets that nothing was taken from
	NewUnits   []string // that would be made
	Twins      []string // titles of new tasks that stand on record under other codes
	Undated    []string // deadlines in words, for which the year's end stands
	Unled      []string // codes of tasks without a unit that leads
	Missing    []string // codes of tasks on record that the table of their list does not have
}

// PlannedTask is one task of the table and what it would change.
type PlannedTask struct {
	Task      store.Task
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
func (p Plan) Count() (fresh, changed, same int) {
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

// Options say what the table itself does not.
type Options struct {
	Programme string         // for rows that name none
	Zone      *time.Location // of the dates
	Year      int            // for tasks without dates; 0 takes that of the table's heading, or of its dates, or of Today
	Today     time.Time
	Calendar  *schedule.Calendar // of working days; without one none are counted
	dayFirst  bool               // 3/4/2026 is the third of April
	monFirst  bool               // 3/4/2026 is the fourth of March
}

// Read turns tables into a plan. Sheets without a column of titles are
// passed over as long as one has it; a table of units is taken as such. What is
// hidden is not loaded.
func Read(all []workbook.Sheet, o Options) Plan {
	plan := Plan{}
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
func (p *Plan) sortFaults(sheets []workbook.Sheet) {
	place := map[string]int{}
	for i, sheet := range sheets {
		place[sheet.Name] = i
	}
	slices.SortStableFunc(p.Faults, func(a, b Fault) int {
		return cmp.Or(place[a.Sheet]-place[b.Sheet], a.Row-b.Row)
	})
}

// noList is the fault of a file without a list: of its one sheet, or of all.
func noList(sheets []workbook.Sheet) Fault {
	if len(sheets) == 1 {
		return Fault{Sheet: sheets[0].Name, Row: 1, Column: titleInBoth, Reason: MissingColumn}
	}
	return Fault{Row: 1, Column: titleInBoth, Reason: NoTable}
}

// nameless are sheets that nobody has named.
var nameless = regexp.MustCompile(`(?i)^(?:sheet|工作表) ?[0-9]*$`)

func (p *Plan) checkCodes() {
	rows := map[string]bool{}
	for _, t := range p.Tasks {
		if rows[store.Fold(t.Task.Code)] {
			p.Faults = append(p.Faults, Fault{t.sheet, t.row, columnNames()["code"][0], DoubleCode, cmp.Or(t.raw, t.Task.Code)})
		}
		rows[store.Fold(t.Task.Code)] = true
	}
	for _, t := range p.Tasks {
		if t.Parent != "" && !rows[store.Fold(t.Parent)] {
			p.Faults = append(p.Faults, Fault{t.sheet, t.row, columnNames()["parent"][0], UnknownParent, t.Parent})
		}
	}
}
