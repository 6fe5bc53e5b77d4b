package tables

import (
	"regexp"
	"slices"
	"strings"

	"duban/store"
	"duban/store/workbook"
)

// stroke is how a plan marks the months in which something is done.
var stroke = regexp.MustCompile(`^(?:[√✓✔■●▲★◆○□—–-]+|[xvXV])$`)

// settlePeriods decides about columns of what is planned for parts of the year.
// Where they hold strokes alone, these are the task's dates: of a table that
// has a column of deadlines they say nothing more.
func (h *tableHead) settlePeriods(rows []workbook.Row) {
	h.strokes = len(h.periods) > 0
	for _, row := range rows {
		for _, i := range h.periods {
			if cell := at(row.Cells, i); !row.Banner && cell != "" && !stroke.MatchString(cell) {
				h.strokes = false
			}
		}
	}
	slices.Sort(h.periods)
	if !h.strokes || !h.has("due") {
		return
	}
	for _, i := range h.periods {
		h.unread = append(h.unread, h.said[i])
	}
	h.periods = nil
}

// planned takes what the row plans for parts of the year: strokes as the
// task's dates, words as a remark. They are no targets, for a table does not
// say whether a quarter's figure is its own or that of the year so far.
func (r *listReader) planned(row workbook.Row, t *store.Task) {
	var filled []int
	for _, i := range r.periods {
		if cell := strings.TrimSpace(at(row.Cells, i)); cell != "" && (r.strokes || !nothing.MatchString(cell)) {
			filled = append(filled, i)
		}
	}
	switch {
	case len(filled) == 0:
	case r.strokes:
		r.marked(filled, t)
	default:
		t.Remark = joinRemarks(t.Remark, r.plannedWords(row, filled))
	}
}

// plannedWords are the periods with what is planned for each; a cell that is
// merged over several stands once.
func (r *listReader) plannedWords(row workbook.Row, filled []int) string {
	var parts []string
	said, last := "", ""
	for _, i := range filled {
		cell := strings.TrimSpace(at(row.Cells, i))
		if cell == last {
			parts = parts[:len(parts)-1]
			said += "、"
		} else {
			said = ""
		}
		said, last = said+r.said[i], cell
		parts = append(parts, said+"："+onOneLine(cell))
	}
	return strings.Join(parts, "；")
}

// marked takes the first and the last period with a stroke as the task's dates.
func (r *listReader) marked(filled []int, t *store.Task) {
	first, ok := firstDay(r.said[filled[0]], r.options)
	if ok && !r.has("start") {
		t.Start = first
	}
	if last, ok := listDay(r.said[filled[len(filled)-1]], r.options); ok {
		t.Due = endOfDay(last)
	}
}
