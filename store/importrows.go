package store

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/schedule"
	"duban/store/workbook"
)

// listReader turns the rows of one sheet into tasks.
type listReader struct {
	sheet   workbook.Sheet
	options ImportOptions
	columns map[string]int    // our name to the column's place
	titles  map[string]string // our name to what the table calls it
	plan    *ImportPlan
}

// headRow finds the row that names the columns: the one in which most are
// known, a title among them. Rows above it are the table's heading.
func (r *listReader) headRow() int {
	best, at := 0, -1
	for i, row := range r.sheet.Rows[:min(len(r.sheet.Rows), 12)] {
		columns, titles := matchColumns(row.Cells)
		if _, ok := columns["title"]; ok && len(columns) > best {
			best, at = len(columns), i
			r.columns, r.titles = columns, titles
		}
	}
	return at
}

func matchColumns(cells []string) (map[string]int, map[string]string) {
	columns, titles := map[string]int{}, map[string]string{}
	for i, cell := range cells {
		name := columnNamed(cell)
		if _, taken := columns[name]; name != "" && !taken {
			columns[name], titles[name] = i, cell
		}
	}
	return columns, titles
}

var bracketed = regexp.MustCompile(`[（(【\[].*?[）)】\]]`)

// columnNamed is our name of a column: the words in brackets and all spaces
// and line ends of its title don't count.
func columnNamed(cell string) string {
	title := strings.ReplaceAll(fold(bracketed.ReplaceAllString(cell, "")), " ", "")
	if title == "" {
		return ""
	}
	for name, known := range importColumns() {
		for _, k := range known {
			if strings.ReplaceAll(k, " ", "") == title {
				return name
			}
		}
	}
	return ""
}

func (r *listReader) fault(row workbook.Row, column string, reason ImportReason, value string) {
	title := r.titles[column]
	if title == "" {
		title = importColumns()[column][0]
	}
	r.plan.Faults = append(r.plan.Faults, ImportFault{r.sheet.Name, row.Number, title, reason, value})
}

func (r *listReader) cell(row workbook.Row, column string) string {
	i, ok := r.columns[column]
	if !ok || i >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[i])
}

// read takes the sheet's tasks into the plan. A row under a task with the same
// code, or with neither code nor title, adds a target to it.
func (r *listReader) read() {
	head := r.headRow()
	if head < 0 {
		r.plan.Faults = append(r.plan.Faults, ImportFault{Sheet: r.sheet.Name, Row: 1, Column: importColumns()["title"][0], Reason: MissingColumn})
		return
	}
	for _, row := range r.sheet.Rows[head+1:] {
		code, title := r.cell(row, "code"), r.cell(row, "title")
		last := len(r.plan.Tasks) - 1
		switch {
		case row.Banner || code == "" && title == "" && r.cell(row, "low") == "" && r.cell(row, "name") == "":
		case last >= 0 && r.plan.Tasks[last].sheet == r.sheet.Name && continues(code, title, r.plan.Tasks[last].Task):
			r.more(row, &r.plan.Tasks[last])
		case title == "":
			r.fault(row, "title", MissingValue, "")
		default:
			r.plan.Tasks = append(r.plan.Tasks, r.task(row, code, title))
		}
	}
}

// continues reports whether a row belongs to the task above it.
func continues(code, title string, above Task) bool {
	return code == above.Code || code == "" && title == ""
}

// more adds the target of a further row.
func (r *listReader) more(row workbook.Row, t *ImportTask) {
	if target, ok := r.target(row); ok {
		t.Task.Targets = append(t.Task.Targets, target)
	}
}

func (r *listReader) task(row workbook.Row, code, title string) ImportTask {
	t := ImportTask{sheet: r.sheet.Name, row: row.Number, has: map[string]bool{}}
	for name := range r.columns {
		t.has[name] = true
	}
	t.Task = Task{
		Code: r.code(code, row), Title: title, TitleEN: r.cell(row, "title_en"), Section: r.cell(row, "section"),
		Source: r.cell(row, "source"), SourceEN: r.cell(row, "source_en"), Remark: r.cell(row, "remark"), Marks: splitNames(r.cell(row, "marks")), State: Draft,
	}
	t.Parent, t.Lead, t.ListEN = r.cell(row, "parent"), "", r.cell(row, "list_en")
	if t.Programme = r.cell(row, "programme"); t.Programme == "" {
		t.Programme = r.options.Programme
	}
	leads := splitNames(r.cell(row, "lead"))
	if len(leads) > 0 {
		// The first-listed unit leads and sums up; the others support.
		t.Lead, t.Support = leads[0], append(leads[1:], splitNames(r.cell(row, "support"))...)
	}
	if target, ok := r.target(row); ok {
		t.Task.Targets = append(t.Task.Targets, target)
	}
	r.dates(row, &t.Task)
	return t
}

var plainNumber = regexp.MustCompile(`^[0-9]+$`)

// code makes a running number unique across lists by the programme's name.
func (r *listReader) code(code string, row workbook.Row) string {
	if code == "" {
		code = strconv.Itoa(row.Number)
	}
	if plainNumber.MatchString(code) {
		return r.options.Programme + "-" + code
	}
	return code
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

func (r *listReader) dates(row workbook.Row, t *Task) {
	start, due := r.cell(row, "start"), r.cell(row, "due")
	t.Start = time.Date(r.options.Year, 1, 1, 0, 0, 0, 0, r.options.Zone)
	t.Due = time.Date(r.options.Year, 12, 31, 23, 59, 59, 0, r.options.Zone)
	if day, ok := listDay(start, r.options); ok {
		t.Start = day
	} else if start != "" {
		r.fault(row, "start", BadDate, start)
	}
	if day, ok := listDay(due, r.options); ok {
		t.Due = time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, r.options.Zone)
	} else if due != "" {
		r.fault(row, "due", BadDate, due)
	}
	if !t.Due.After(t.Start) {
		r.fault(row, "due", DueBeforeStart, due)
	}
}

var (
	fullDay   = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`)
	wholeMon  = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})月?(底|末)?(前)?$`)
	bareMonth = regexp.MustCompile(`^(\d{1,2})月(底|末)?(前)?$`)
)

// listDay reads a deadline of a table: a day, or the last day of a month, or
// of the year.
func listDay(text string, o ImportOptions) (time.Time, bool) {
	text = strings.ReplaceAll(fold(text), " ", "")
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	lastOf := func(year, month int) (time.Time, bool) {
		return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, o.Zone), month >= 1 && month <= 12
	}
	if m := fullDay.FindStringSubmatch(text); m != nil {
		day := time.Date(number(m[1]), time.Month(number(m[2])), number(m[3]), 0, 0, 0, 0, o.Zone)
		return day, day.Day() == number(m[3])
	}
	if m := wholeMon.FindStringSubmatch(text); m != nil {
		return lastOf(number(m[1]), number(m[2]))
	}
	if m := bareMonth.FindStringSubmatch(text); m != nil {
		return lastOf(o.Year, number(m[1]))
	}
	switch text {
	case "年底", "年底前", "年内", "全年", "长期", "持续推进", "12月底":
		return lastOf(o.Year, 12)
	}
	day, err := schedule.ParseDay(text, time.Date(o.Year, 1, 1, 0, 0, 0, 0, o.Zone), nil)
	return day, err == nil
}
