package tables

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"duban/store"
	"duban/store/workbook"
)

// tableHead is what the rows that name the columns say.
type tableHead struct {
	columns  map[string][]int  // our name to the columns' places, of which only support has several
	titles   map[string]string // our name to what the table calls it
	said     map[int]string    // the same of each column
	groups   []int             // columns that hold several tasks together: 重点工作 over its 具体任务
	periods  []int             // columns of what is planned for a part of the year
	strokes  bool              // these hold strokes alone
	unread   []string          // the titles of columns that are not ours
	from, to int               // the rows of the sheet, ends included
}

func (h tableHead) has(name string) bool { return len(h.columns[name]) > 0 }

// headRows is how far down a table is looked for the names of its columns.
const headRows = 20

// fewestNames is how many columns a row names at least to be a head for sure:
// fewer words may be those of a heading, or of a task.
const fewestNames = 3

// findHead finds the rows that name the columns, a title among them, and those
// that share merged cells with them. Rows above are the table's heading.
func findHead(rows []workbook.Row) (tableHead, bool) {
	var best tableHead
	for i, row := range rows[:min(len(rows), headRows)] {
		if row.Banner {
			continue
		}
		h := headAt(rows, i)
		switch {
		case !h.has("title") || len(h.columns) == 1 && exactName(h.titles["title"]) != "title":
		case len(h.columns) >= fewestNames:
			return h, true
		case len(h.columns) > len(best.columns):
			best = h
		}
	}
	return best, best.has("title")
}

// headAt reads row i, and the rows that belong to it, as a head.
func headAt(rows []workbook.Row, i int) tableHead {
	from, to := i, i
	for from > 0 && shares(rows[from-1], rows[from]) {
		from--
	}
	for to+1 < len(rows) && (shares(rows[to], rows[to+1]) || names(rows[to], rows[to+1])) {
		to++
	}
	h := tableHead{columns: map[string][]int{}, titles: map[string]string{}, said: map[int]string{}, from: from, to: to}
	h.match(headTexts(rows[from : to+1]))
	h.settle(rows[to+1:])
	return h
}

// shares reports whether a column's title is merged over both rows.
func shares(a, b workbook.Row) bool {
	if a.Banner || b.Banner {
		return false
	}
	for i, cell := range a.Cells[:min(len(a.Cells), len(b.Cells))] {
		if cell != "" && cell == b.Cells[i] && columnNamed(cell) != "" {
			return true
		}
	}
	return false
}

// names reports whether the lower row names columns under those of the upper
// one. Where a table has lost its merged cells, as in .csv, it is empty under
// what has a name already.
func names(upper, lower workbook.Row) bool {
	if upper.Banner || lower.Banner {
		return false
	}
	known := false
	for i, cell := range lower.Cells {
		if cell == "" {
			continue
		}
		switch name := columnNamed(at(upper.Cells, i)); name {
		case "code", "title", "due", "section":
			return false
		}
		known = known || columnNamed(cell) != ""
	}
	return known && slices.ContainsFunc(upper.Cells, func(cell string) bool { return columnNamed(cell) != "" })
}

func at(cells []string, i int) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return cells[i]
}

// headTexts are the titles of each column from the lowest up. A title over
// several columns stands in each of them.
func headTexts(rows []workbook.Row) [][]string {
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row.Cells))
	}
	texts := make([][]string, wide)
	for n := len(rows) - 1; n >= 0; n-- {
		for i := range texts {
			text := at(rows[n].Cells, i)
			for left := i; text == "" && left > 0 && n < len(rows)-1 && at(rows[len(rows)-1].Cells, i) != ""; left-- {
				text = at(rows[n].Cells, left-1)
			}
			texts[i] = append(texts[i], text)
		}
	}
	return texts
}

// match gives each column its name: that of its lowest title, or that of the
// title above where none below that one has a name.
func (h *tableHead) match(texts [][]string) {
	named := make([]string, len(texts))
	taken := map[string]bool{} // titles over columns of which one has a name
	for i, column := range texts {
		if named[i] = columnNamed(column[0]); bareYear.MatchString(headTitle(column[0])) && column[len(column)-1] != column[0] {
			named[i] = ""
		}
		if column[0] == column[len(column)-1] && headTitle(column[0]) == "全年" {
			named[i] = "goal"
		}
		if named[i] != "" {
			taken[column[len(column)-1]] = true
		}
	}
	for i, column := range texts {
		over := column[len(column)-1]
		if named[i] == "" && !taken[over] && !ofPeriod(column[0]) {
			named[i], taken[over] = columnNamed(over), true
		}
		said := oneTitle(cmp.Or(column...))
		if both := oneTitle(over + column[0]); named[i] == "" && over != column[0] {
			if name := columnNamed(both); name == "money" || name == "goal" && progressOfYear.MatchString(headTitle(both)) {
				named[i], said = name, both
			}
		}
		h.said[i] = said
		switch name := named[i]; {
		case name == "" && period.MatchString(headTitle(said)):
			h.periods = append(h.periods, i)
		case name == "" && said != "" && !slices.Contains(standingTitles(), said):
			h.unread = append(h.unread, said)
		case name != "":
			h.take(name, i, said)
		}
	}
}

// oneTitle is a column's title without the spaces and line ends that fit it to
// its cell; those between words of English stay.
func oneTitle(text string) string {
	if han(text) {
		return strings.Join(strings.Fields(text), "")
	}
	return strings.Join(strings.Fields(text), " ")
}

// take notes a column. Of several that name units the one that leads comes
// first, and the others support it; other names are the leftmost column's.
func (h *tableHead) take(name string, i int, said string) {
	switch {
	case name == "title" || name == "support" || !h.has(name):
	case name == "lead" && leadRank(said) > leadRank(h.titles["lead"]):
		h.second(h.titles["lead"], h.columns["lead"][0])
		h.columns["lead"], h.titles["lead"] = nil, ""
	case name == "lead":
		h.second(said, i)
		return
	default:
		h.unread = append(h.unread, said)
		return
	}
	h.columns[name] = append(h.columns[name], i)
	h.titles[name] = cmp.Or(h.titles[name], said)
}

// second takes a column of units that do not lead: a higher office's only
// watches, people are no units, and 部门 alone is where a list comes from.
func (h *tableHead) second(said string, i int) {
	if leadsAbove.MatchString(said) || onePerson.MatchString(said) || bareUnit.MatchString(said) {
		h.unread = append(h.unread, said)
		return
	}
	h.columns["support"] = append(h.columns["support"], i)
	h.titles["support"] = cmp.Or(h.titles["support"], said)
}

func leadRank(title string) int {
	switch {
	case leadsAbove.MatchString(title), onePerson.MatchString(title), bareUnit.MatchString(title):
		return 0
	case leadsIndeed.MatchString(title):
		return 3
	case leadsByDuty.MatchString(title):
		return 2
	}
	return 1
}

// ofYear takes, of columns that differ in their year alone, that of the list:
// tables put last year's target beside this year's.
func (h *tableHead) ofYear(year int) {
	for name, places := range h.columns {
		said := h.said[places[0]]
		if y := yearIn(said); y == year || y == 0 && name != "goal" {
			continue
		}
		for i, other := range h.said {
			if yearIn(other) == year && columnNamed(other) == columnNamed(said) {
				h.columns[name], h.titles[name] = []int{i}, other
				h.unread = slices.DeleteFunc(h.unread, func(s string) bool { return s == other })
				h.leave(places[0], said)
			}
		}
	}
}

// leave gives up a column for one of the list's year. Left of the title it says
// what several tasks are for.
func (h *tableHead) leave(place int, said string) {
	if yearIn(said) == 0 && !h.has("section") && h.has("title") && place < h.columns["title"][0] {
		h.columns["section"], h.titles["section"] = []int{place}, said
		return
	}
	h.unread = append(h.unread, said)
}

// yearIn is the last year that a heading names; 0 for none.
func yearIn(heading string) (year int) {
	for _, m := range inYear.FindAllStringSubmatch(store.Fold(heading), -1) {
		y, _ := strconv.Atoi(m[1])
		year = max(year, y)
	}
	return year
}
