package store

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"duban/store/workbook"
)

// listReader turns the rows of one sheet into tasks.
type listReader struct {
	sheet   workbook.Sheet
	options ImportOptions
	columns map[string]int    // our name to the column's place
	titles  map[string]string // our name to what the table calls it
	plan    *ImportPlan
	section string // of the rows below a heading
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
		r.plan.Faults = append(r.plan.Faults, ImportFault{Sheet: r.sheet.Name, Row: 1, Column: titleInBoth, Reason: MissingColumn})
		return
	}
	for _, row := range r.sheet.Rows[head+1:] {
		code, title := r.cell(row, "code"), r.cell(row, "title")
		last := len(r.plan.Tasks) - 1
		switch {
		case row.Banner:
			r.section = strings.TrimSpace(row.Cells[0])
		case code == "" && title == "" && r.cell(row, "low")+r.cell(row, "goal")+r.cell(row, "name") == "":
		case besides(row, code, title):
		case heads(row, code, title):
			r.section = code + title
		case last >= 0 && r.plan.Tasks[last].sheet == r.sheet.Name && continues(code, title, r.plan.Tasks[last].Task):
			r.more(row, &r.plan.Tasks[last])
		case title == "":
			r.fault(row, "title", MissingValue, "")
			r.task(row, code, title) // for what else is wrong with the row
		default:
			r.plan.Tasks = append(r.plan.Tasks, r.task(row, code, title))
		}
	}
}

var headed = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章节部篇])`)

// heads reports whether the row is a heading of those below it: nothing stands
// in it but words in the place of the number, or a title that is numbered as
// headings are.
func heads(row workbook.Row, code, title string) bool {
	return filled(row) == 1 && (headed.MatchString(code+title) || title == "" && !codeAlone.MatchString(code))
}

var (
	codeAlone = regexp.MustCompile(`^[A-Za-z0-9._/-]+$`)
	noted     = regexp.MustCompile(`(?i)^[(（【\[*※]*(备注|注|说明|附注|填报|填表|制表|审核|联系|单位|日期|notes?|source)[^：:]{0,8}[：:]`)
)

// besides reports whether the row is no task but a sum of those above it, or a
// note under the table such as 填报人：….
func besides(row workbook.Row, code, title string) bool {
	switch strings.ToLower(strings.Join(strings.Fields(code+title), "")) {
	case "合计", "总计", "小计", "共计", "total":
		return true
	}
	return title == "" && noted.MatchString(code)
}

func filled(row workbook.Row) (cells int) {
	for _, cell := range row.Cells {
		if strings.TrimSpace(cell) != "" {
			cells++
		}
	}
	return cells
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
	if t.Task.Section == "" && r.section != "" {
		t.Task.Section, t.has["section"] = r.section, true
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
