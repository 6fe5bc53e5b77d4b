package tables

import (
	"regexp"
	"slices"
	"strings"

	"duban/store"
	"duban/store/workbook"
)

// settle decides between several columns that could be the title: those that
// hold several rows together are groups of tasks, the next is the title, and
// what stands behind it says what is to be reached.
func (h *tableHead) settle(rows []workbook.Row) {
	h.settleCode(rows)
	h.settleUnit(rows)
	h.settleKind(rows)
	h.settleProblem()
	h.settleRank(rows)
	h.settleOver()
	all := h.settleTitles()
	for len(all) > 1 && (holdsTogether(rows, all[0], all[1]) || h.ranks(all[0]) && h.ranks(all[1])) {
		h.groups, all = append(h.groups, all[0]), all[1:]
	}
	for _, instead := range []string{"name", "goal"} {
		if len(all) == 0 && h.has(instead) {
			all, h.titles["title"] = h.columns[instead], h.titles[instead]
			delete(h.columns, instead)
		}
	}
	if len(all) == 0 {
		delete(h.columns, "title")
		return
	}
	if !h.inLetters(rows, all[0]) {
		delete(h.columns, "title")
		return
	}
	h.settleName()
	h.columns["title"], h.titles["title"] = all[:1], h.said[all[0]]
	if len(all) > 1 && !h.has("goal") && !h.has("low") && !h.has("name") && !h.has("kind") {
		h.columns["goal"], all = all[1:2], all[1:]
	}
	if len(all) > 1 && !h.has("remark") {
		h.columns["remark"], all = all[1:2], all[1:]
	}
	for _, i := range all[1:] {
		h.unread = append(h.unread, h.said[i])
	}
}

// inLetters reports whether some cell of a column is more than a figure: numbers
// of tasks are none.
func (h *tableHead) inLetters(rows []workbook.Row, i int) bool {
	filled := false
	for _, row := range rows {
		cell := at(row.Cells, i)
		if row.Banner || cell == "" {
			continue
		}
		if filled = true; !sumAlone.MatchString(cell) {
			return true
		}
	}
	return !filled
}

// ranks reports whether a column is one of several ranks, of which the last
// has the tasks: 二级指标 over 三级指标.
func (h *tableHead) ranks(i int) bool { return rank.MatchString(headTitle(h.said[i])) }

var rank = regexp.MustCompile(`^[二三四]级(?:指标|任务)$`)

// settleTitles are the columns that could be the title. What is to be done in
// a part of the year is so only in a list of that part.
func (h *tableHead) settleTitles() (all []int) {
	part := func(i int) bool { return ofPeriod(h.said[i]) }
	all = h.columns["title"]
	if n := len(slices.DeleteFunc(slices.Clone(all), part)); n == 0 && len(all) == 1 || n == len(all) {
		return all
	}
	for _, i := range all {
		if part(i) {
			h.periods = append(h.periods, i)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), part)
}

// settleName takes a column of what is counted for the goal where no other
// column could have its figures.
func (h *tableHead) settleName() {
	if h.has("name") && !h.has("low") && !h.has("goal") && !h.has("kind") {
		h.columns["goal"], h.titles["goal"] = h.columns["name"], h.titles["name"]
		delete(h.columns, "name")
	}
}

// settleProblem finds a use for a column of problems; those of our own ledger
// are the reports'.
func (h *tableHead) settleProblem() {
	places := h.columns[problem]
	delete(h.columns, problem)
	if len(places) == 0 || h.isLedger() {
		return
	}
	for _, name := range []string{"title", "remark"} {
		if !h.has(name) {
			h.columns[name], h.titles[name] = places, h.said[places[0]]
			return
		}
	}
	h.unread = append(h.unread, h.said[places[0]])
}

// running are the titles of numbers that a list counts its rows with.
var running = regexp.MustCompile(`^(?:.*序号|项次|no\.?|#|s/n|item ?no\.?)$`)

// settleCode takes codes of the list's own for those of its tasks, where they
// stand beside a running number and each task has one: they stay when rows are
// moved.
func (h *tableHead) settleCode(rows []workbook.Row) {
	if !h.has("code") || !running.MatchString(store.Fold(h.titles["code"])) {
		return
	}
	was := h.columns["code"][0]
	for i, said := range h.said {
		if i == was || columnNamed(said) != "code" || !eachHasItsOwn(rows, was, i) {
			continue
		}
		h.unread = append(slices.DeleteFunc(h.unread, func(s string) bool { return s == said }), h.titles["code"])
		h.columns["code"], h.titles["code"] = []int{i}, said
		return
	}
}

// eachHasItsOwn reports whether every row with a running number has a code
// besides, and no two rows the same.
func eachHasItsOwn(rows []workbook.Row, number, code int) bool {
	seen := map[string]bool{}
	for _, row := range rows {
		text := store.Fold(at(row.Cells, code))
		if row.Banner || at(row.Cells, number) == "" {
			continue
		}
		if _, counted := serial(text); text == "" || counted || seen[text] {
			return false
		}
		seen[text] = true
	}
	return len(seen) > 0
}

// settleOver finds a use for a column of what several tasks are for.
func (h *tableHead) settleOver() {
	places := h.columns[over]
	delete(h.columns, over)
	if len(places) == 0 {
		return
	}
	for _, name := range []string{"title", "section"} {
		if !h.has(name) {
			h.columns[name], h.titles[name] = places, h.said[places[0]]
			return
		}
	}
	h.unread = append(h.unread, h.said[places[0]])
}

// ranked are the words of how urgent a task is, which is no section of a list.
var ranked = regexp.MustCompile(`^(?:p?[0-9]|high|medium|med|low|[hml]|urgent|critical|normal|[高中低]|紧急|一般)$`)

// settleRank leaves out a column called priority that holds ranks alone.
func (h *tableHead) settleRank(rows []workbook.Row) {
	if !h.has("section") || !strings.HasPrefix(store.Fold(h.titles["section"]), "priority") {
		return
	}
	place, found := h.columns["section"][0], false
	for _, row := range rows {
		cell := at(row.Cells, place)
		if row.Banner || cell == "" {
			continue
		}
		if found = true; !ranked.MatchString(store.Fold(cell)) {
			return
		}
	}
	if found {
		delete(h.columns, "section")
		h.unread = append(h.unread, h.titles["section"])
	}
}

// isLedger reports whether the table has most of what our own ledger says of
// where its tasks stand.
func (h *tableHead) isLedger() bool {
	all, found := standingTitles(), 0
	for _, title := range h.said {
		if slices.Contains(all, title) {
			found++
		}
	}
	return 2*found > len(all)
}

// settleUnit finds out what a column called 单位 holds: units of measure, or
// those that lead. Beside a value it is the value's, as it is where others lead.
func (h *tableHead) settleUnit(rows []workbook.Row) {
	places := h.columns[eitherUnit]
	delete(h.columns, eitherUnit)
	if len(places) == 0 {
		return
	}
	name, said := "lead", h.said[places[0]]
	some := func(form func(cell string) bool) bool {
		return slices.ContainsFunc(rows, func(row workbook.Row) bool { return !row.Banner && form(at(row.Cells, places[0])) })
	}
	valued := h.has("low") && h.columns["low"][0]+1 == places[0] && !some(isUnit)
	if valued || h.has("lead") && (h.has("low") || h.has("goal")) || some(func(cell string) bool { return inBrackets.MatchString("(" + cell + ")") }) {
		name = "measure"
	}
	if h.has(name) {
		h.unread = append(h.unread, said)
		return
	}
	h.columns[name], h.titles[name] = places, said
}

// isUnit reports whether a text ends as the names of units do; what is as short
// as 处 or 所 counts things.
func isUnit(text string) bool { return len([]rune(text)) >= shortestUnit && unitEnds.MatchString(text) }

// settleKind takes a column called 类型 for the section where it holds other
// words than kinds of target, and no value stands beside it.
func (h *tableHead) settleKind(rows []workbook.Row) {
	if !h.has("kind") || h.has("low") {
		return
	}
	place, said := h.columns["kind"], h.titles["kind"]
	kinds := func(row workbook.Row) bool { return kindWords()[store.Fold(at(row.Cells, place[0]))] != "" }
	if slices.ContainsFunc(rows, kinds) {
		return
	}
	delete(h.columns, "kind")
	if h.has("section") {
		h.unread = append(h.unread, said)
		return
	}
	h.columns["section"], h.titles["section"] = place, said
}

// holdsTogether reports whether one cell of the left column, merged or with
// empty ones below it, stands for several rows of the right one.
func holdsTogether(rows []workbook.Row, left, right int) bool {
	above, beside := "", ""
	for _, row := range rows {
		l, r := at(row.Cells, left), at(row.Cells, right)
		if row.Banner || r == "" || l == r {
			above = ""
			continue
		}
		if above != "" && r != beside && (l == "" || l == above) {
			return true
		}
		if l != "" {
			above = l
		}
		beside = r
	}
	return false
}
