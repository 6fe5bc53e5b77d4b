package tables

import (
	"regexp"
	"slices"
	"strconv"

	"duban/store"
	"duban/store/workbook"
)

var (
	inYear  = regexp.MustCompile(`(20[0-9][0-9])年`)
	ofTasks = regexp.MustCompile(`任务|清单|台账|分解|分工|责任|实事|项目|工作|计划|方案|表`)
	ofDay   = regexp.MustCompile(`20[0-9][0-9]年[0-9]`)
	dated   = regexp.MustCompile(`(20[0-9][0-9])(?:年|[-./][0-9]|$)`)
)

// of settles what the sheet says of its dates: the year, unless it is said, is
// that of the list's title, or of a cover's, or that of the dates, or today's.
func (o Options) of(book []workbook.Sheet, sheet workbook.Sheet, h tableHead) Options {
	o.monFirst, o.dayFirst = slashOrder(sheet.Rows, h)
	if o.Year != 0 {
		return o
	}
	titles := append(firsts(sheet.Rows[:h.from]), store.Fold(sheet.Name), store.Fold(o.Programme))
	for _, other := range book {
		if _, ok := findHead(other.Rows); !ok {
			titles = append(titles, firsts(other.Rows[:min(len(other.Rows), headRows)])...)
		}
	}
	if o.Year = yearOfTitles(titles); o.Year == 0 {
		o.Year = yearOfDates(sheet.Rows, h, o.Today.Year())
	}
	return o
}

// yearOfTitles is the year of the first title that names tasks, or else of the
// first that has a year; 填报日期：2025年3月1日 has a day.
func yearOfTitles(titles []string) (year int) {
	for _, title := range titles {
		y := yearIn(title)
		if y != 0 && ofTasks.MatchString(title) {
			return y
		}
		if year == 0 && !ofDay.MatchString(title) {
			year = y
		}
	}
	return year
}

func firsts(rows []workbook.Row) (texts []string) {
	for _, row := range rows {
		texts = append(texts, store.Fold(first(row)))
	}
	return texts
}

// yearOfDates is the year that most dates of the table end in; today's where
// one of them does, or none has a year.
func yearOfDates(rows []workbook.Row, h tableHead, today int) int {
	seen, most := map[int]int{}, today
	for _, text := range datesOf(rows, h) {
		if all := dated.FindAllStringSubmatch(text, -1); len(all) > 0 {
			year, _ := strconv.Atoi(all[len(all)-1][1])
			seen[year]++
		}
	}
	for year, n := range seen {
		if seen[today] == 0 && (n > seen[most] || n == seen[most] && year > most) {
			most = year
		}
	}
	return most
}

// slashOrder finds a date that can be read in one order alone: 9/30/2026 tells
// of 3/4/2026, below it, that the month comes first.
func slashOrder(rows []workbook.Row, h tableHead) (monFirst, dayFirst bool) {
	for _, text := range datesOf(rows, h) {
		if m := slashed.FindStringSubmatch(text); m != nil {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			monFirst, dayFirst = monFirst || b > 12, dayFirst || a > 12
		}
	}
	return monFirst, dayFirst
}

// datesOf is what the columns of dates say, below the head.
func datesOf(rows []workbook.Row, h tableHead) (texts []string) {
	for _, row := range rows[h.to+1:] {
		for _, i := range slices.Concat(h.columns["start"], h.columns["due"]) {
			texts = append(texts, store.Fold(at(row.Cells, i)))
		}
	}
	return texts
}
