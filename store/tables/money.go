package tables

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"duban/schedule"
	"duban/store/workbook"
)

// moneyForm is a column of what is to be invested in the list's year. 总投资 and
// what has been invested are none.
var moneyForm = regexp.MustCompile(`^(?:20[0-9][0-9]年度?|年度|全年|当年|本年度?|今年)(?:安排|(?:计划|预计|拟)(?:完成)?)?投资(?:额|计划|目标|任务)?$|^(?:计划|预计)(?:完成)?投资额?$|^投资(?:计划|目标|任务)$`)

var (
	ofMoney  = regexp.MustCompile(`投资|资金|预算|经费|金额`)
	allMoney = regexp.MustCompile(`总投资|投资总额|概算`)
)

// settleMoney keeps the column of a year's investment where it is sure to be
// one: of the list's year, and apart from the total.
func (h *tableHead) settleMoney(year int, measure string) {
	if !h.has("money") {
		return
	}
	said := h.titles["money"]
	y := yearIn(said)
	total := func(other string) bool { return allMoney.MatchString(other) }
	sure := y != 0 || !strings.HasPrefix(said, "计划") && !strings.HasPrefix(said, "预计") || slices.ContainsFunc(h.unread, total)
	if y != 0 && y != year || !sure || moneyMeasure(said, measure) == "" {
		delete(h.columns, "money")
		h.unread = append(h.unread, said)
	}
}

// bareYear is a column that says of what it holds that it is a year's.
var bareYear = regexp.MustCompile(`^20[0-9][0-9]年$`)

// settleProgress leaves out what was to be reached in another year.
func (h *tableHead) settleProgress(year int) {
	said := h.titles["goal"]
	if y := yearIn(said); h.has("goal") && (progressOfYear.MatchString(headTitle(said)) || bareYear.MatchString(headTitle(said))) && y != 0 && y != year {
		delete(h.columns, "goal")
		h.unread = append(h.unread, said)
	}
}

// moneyMeasure is that of a column of money: in its title, or over the table.
func moneyMeasure(title, over string) string {
	if m := inBrackets.FindStringSubmatch(title); m != nil {
		return m[1]
	}
	return over
}

// money is the target that a year's investment is; words in its place are
// kept as what a reviewer accepts.
func (r *listReader) money(row workbook.Row) (schedule.Target, bool) {
	text := r.cell(row, "money")
	if text == "" {
		return schedule.Target{}, false
	}
	name := bracketed.ReplaceAllString(r.titles["money"], "")
	t, ok := readTarget(text, moneyMeasure(r.titles["money"], r.measure))
	if !ok {
		t, ok = readTarget(text, "")
	}
	if !ok {
		return schedule.Target{Name: name + "：" + text, Kind: schedule.Milestone}, true
	}
	t.Name = name
	return t, true
}

// overTable is the unit of measure that is said over a table: 单位：万元.
var overTable = regexp.MustCompile(`^[（(]?(?:计量)?单位[:：](.+?)[）)]?$`)

// measureOver reads what stands over the table for all its figures.
func measureOver(rows []workbook.Row) string {
	for _, row := range slices.Backward(rows) {
		for _, cell := range row.Cells {
			m := overTable.FindStringSubmatch(strings.Join(strings.Fields(cell), ""))
			if m != nil && inBrackets.MatchString("("+m[1]+")") {
				return m[1]
			}
		}
	}
	return ""
}

// otherwise is the unit of measure of figures that have none of their own: what
// stands over the table, unless it is there for a column of money.
func (r *listReader) otherwise() string {
	money := func(said string) bool { return ofMoney.MatchString(said) }
	if r.has("money") || slices.ContainsFunc(r.unread, money) {
		return "项"
	}
	return cmp.Or(r.measure, "项")
}
