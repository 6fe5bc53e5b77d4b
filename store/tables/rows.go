package tables

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"duban/schedule"
	"duban/store"
	"duban/store/workbook"
)

// listReader turns the rows of one sheet into tasks.
type listReader struct {
	tableHead
	sheet   workbook.Sheet
	options Options
	plan    *Plan
	section string         // of the rows below a heading
	chapter string         // the heading above those in brackets
	group   map[int]string // what the cells of the columns that hold rows together last said
	measure string         // of all figures, as it stands over the table
	notes   bool           // a note under the table has begun
	counted bool           // some row has a number of digits
}

func (r *listReader) cell(row workbook.Row, column string) string {
	var said []string
	for _, i := range r.columns[column] {
		if text := strings.TrimSpace(at(row.Cells, i)); text != "" && !nothing.MatchString(text) {
			said = append(said, text)
		}
	}
	return strings.Join(said, "、")
}

// nothing is how people leave a cell empty: a stroke through it.
var nothing = regexp.MustCompile(`(?i)^(?:[-—–－/\\]+|无|n/?a|none|nil)$`)

// read takes the sheet's tasks into the plan. A row under a task with the same
// code and title, or with neither, adds to it.
func (r *listReader) read() {
	r.counted = slices.ContainsFunc(r.sheet.Rows, func(row workbook.Row) bool { return digitsFirst.MatchString(store.Fold(r.cell(row, "code"))) })
	r.above(r.sheet.Rows[:r.from])
	rows := r.sheet.Rows
	for i := r.to + 1; i < len(rows); i++ {
		switch h, ok := r.anew(i); {
		case r.repeats(rows[i]):
		case ok:
			r.use(h)
			i = h.to
		default:
			r.row(rows[i])
		}
	}
}

// use begins a table.
func (r *listReader) use(h tableHead) {
	h.ofYear(r.options.Year)
	r.measure = cmp.Or(measureOver(r.sheet.Rows[:h.from]), r.measure)
	h.settleMoney(r.options.Year, r.measure)
	h.settleProgress(r.options.Year)
	h.settlePeriods(r.sheet.Rows[h.to+1:])
	r.tableHead, r.group, r.notes = h, map[int]string{}, false
	for _, title := range h.unread {
		if !slices.Contains(r.plan.Unread, title) {
			r.plan.Unread = append(r.plan.Unread, title)
		}
	}
}

// repeats reports whether a row is the head again, as at the top of each page.
func (r *listReader) repeats(row workbook.Row) bool {
	return slices.ContainsFunc(r.sheet.Rows[r.from:r.to+1], func(head workbook.Row) bool { return slices.Equal(head.Cells, row.Cells) })
}

// anew reads row i as the head of a further table on the sheet.
func (r *listReader) anew(i int) (tableHead, bool) {
	row, known := r.sheet.Rows[i], map[string]bool{}
	for _, cell := range row.Cells {
		if name := columnNamed(cell); name != "" {
			known[name] = true
		}
	}
	if row.Banner || len(known) < fewestNames {
		return tableHead{}, false
	}
	h := headAt(r.sheet.Rows, i)
	return h, h.has("title")
}

// above takes the heading next to the head for the section of the rows below.
func (r *listReader) above(rows []workbook.Row) {
	for _, row := range rows {
		if text := first(row); headed.MatchString(text) {
			r.heading(text)
		}
	}
	if n := len(rows) - 1; n >= 0 && rows[n].Banner && r.chaptered() {
		r.heading(first(rows[n]))
	}
}

// chaptered reports whether a further head has a heading over it: then so has
// the first.
func (r *listReader) chaptered() bool {
	for i, row := range r.sheet.Rows {
		if i <= r.to || !row.Banner || i+1 == len(r.sheet.Rows) || pageMark.MatchString(first(row)) {
			continue
		}
		if _, ok := r.anew(i + 1); ok {
			return true
		}
	}
	return false
}

func (r *listReader) row(row workbook.Row) {
	code := r.cell(row, "code")
	title, _ := r.titled(row)
	switch last := r.last(); {
	case r.besides(row, code, title):
	case row.Banner:
		r.heading(first(row))
	case r.heads(row, code, title):
		r.heading(headingOf(row, code, title))
	case code == "" && title == "" && r.cell(row, "low")+r.cell(row, "goal")+r.cell(row, "money")+r.cell(row, "name")+r.cell(row, "lead") == "":
	case last != nil && continues(code, title, last):
		r.more(row, last)
	case title == "":
		r.fault(row, "title", MissingValue, "")
		r.task(row, code, title) // for what else is wrong with the row
	default:
		r.plan.Tasks = append(r.plan.Tasks, r.task(row, code, title))
	}
}

// onOneLine joins a title that was broken to fit its cell.
func onOneLine(title string) string {
	if !strings.Contains(title, "\n") {
		return title
	}
	return strings.Join(strings.Fields(title), " ")
}

// last is the sheet's task above; nil before the first.
func (r *listReader) last() *PlannedTask {
	if n := len(r.plan.Tasks) - 1; n >= 0 && r.plan.Tasks[n].sheet == r.sheet.Name {
		return &r.plan.Tasks[n]
	}
	return nil
}

// first is what the first filled cell says.
func first(row workbook.Row) string {
	for _, cell := range row.Cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			return cell
		}
	}
	return ""
}

// continues reports whether a row belongs to the task above it: a further
// target or a further unit of it.
func continues(code, title string, above *PlannedTask) bool {
	return (code == "" || code == above.raw) && (title == "" || code != "" && title == above.Task.Title)
}

// more adds the target and the units of a further row. A merged cell repeats
// what it says in each row.
func (r *listReader) more(row workbook.Row, t *PlannedTask) {
	for _, target := range r.targets(row) {
		if !slices.ContainsFunc(t.Task.Targets, func(was schedule.Target) bool { return sameTarget(was, target) }) {
			t.Task.Targets = append(t.Task.Targets, target)
		}
	}
	lead, support := r.units(row)
	for _, name := range append([]string{lead}, support...) {
		if name != "" && name != t.Lead && !slices.Contains(t.Support, name) {
			t.Support = append(t.Support, name)
		}
	}
	if further := (store.Task{}); len(r.periods) > 0 {
		r.planned(row, &further)
		t.remark(further.Remark)
	}
	if t.Lead == "" && len(t.Support) > 0 {
		t.Lead, t.Support = t.Support[0], t.Support[1:]
	}
	if r.cell(row, "due") != "" {
		further := store.Task{}
		r.dates(row, &further)
		if further.Remark != "" {
			t.remark(further.Remark)
		} else if further.Due.After(t.Task.Due) {
			t.Task.Due = further.Due
		}
	}
}

func (r *listReader) task(row workbook.Row, code, title string) PlannedTask {
	t := PlannedTask{sheet: r.sheet.Name, row: row.Number, has: map[string]bool{}, raw: code}
	r.errors(row)
	for name := range r.columns {
		t.has[name] = true
	}
	t.Task = store.Task{
		Code: code, Title: title, TitleEN: r.cell(row, "title_en"), Section: r.cell(row, "section"),
		Source: r.cell(row, "source"), SourceEN: r.cell(row, "source_en"), Remark: r.cell(row, "remark"), Marks: splitNames(r.cell(row, "marks")), State: store.Draft,
	}
	if t.Task.Section = r.sectionOf(row); t.Task.Section != "" {
		t.has["section"] = true
	}
	t.Parent, t.ListEN = r.cell(row, "parent"), r.cell(row, "list_en")
	named := r.cell(row, "programme")
	t.Programme, t.has["list"] = cmp.Or(named, r.options.Programme), named != ""
	if t.Lead, t.Support = r.units(row); t.Lead != "" {
		t.has["lead"] = true
	}
	r.code(&t)
	t.Task.Targets = r.targets(row)
	r.dates(row, &t.Task)
	r.planned(row, &t.Task)
	t.has["remark"] = t.has["remark"] || t.Task.Remark != ""
	return t
}

// code notes the running number of a task: one that its merged cell has lost
// is that of the task above, and without a column of numbers it is the row's.
func (r *listReader) code(t *PlannedTask) {
	above := r.last()
	switch {
	case r.under(t, above):
		t.raw, t.part = above.raw, above.part+1
		t.Task.Code = fmt.Sprintf("%s-%d", t.raw, t.part+1)
		return
	case t.raw != "":
	case r.has("code") && above != nil && above.serial != "":
		t.raw = above.raw
	default:
		t.raw = strconv.Itoa(t.row)
	}
	if n, ok := serial(t.raw); ok {
		t.serial = n
	} else {
		t.Task.Code = t.raw
	}
}

// under reports whether a task stands with the one above it below one code of
// the list's own, that of the group they are in.
func (r *listReader) under(t, above *PlannedTask) bool {
	return len(r.groups) > 0 && r.has("code") && above != nil && above.serial == "" && (t.raw == "" || t.raw == above.raw)
}

// sectionOf is the heading above the row, its cell, and the group it is in.
func (r *listReader) sectionOf(row workbook.Row) string {
	parts := []string{r.section, r.sectionCell(row)}
	for _, i := range r.groups {
		parts = append(parts, r.held(row, i))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// sectionCell is what the row's own column says. Left of the title an empty
// cell is a merged one that was lost, and holds what the last filled one says.
func (r *listReader) sectionCell(row workbook.Row) string {
	if r.has("section") && r.columns["section"][0] < r.columns["title"][0] {
		return nothing.ReplaceAllString(r.held(row, r.columns["section"][0]), "")
	}
	return r.cell(row, "section")
}

// held is the last filled cell of a column that holds several rows together.
func (r *listReader) held(row workbook.Row, i int) string {
	if text := strings.TrimSpace(at(row.Cells, i)); text != "" {
		r.group[i] = text
	}
	return r.group[i]
}

// splitNames cuts a cell that names several units.
func splitNames(cell string) []string {
	var names []string
	for _, name := range strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune("、，,；;/\n", c) }) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
