package store

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"duban/schedule"
	"duban/store/workbook"
)

// dates reads when the task begins and ends: the year of the list where the
// table does not say.
func (r *listReader) dates(row workbook.Row, t *Task) {
	start, due := r.cell(row, "start"), r.cell(row, "due")
	t.Due = time.Date(r.options.Year, 12, 31, 23, 59, 59, 0, r.options.Zone)
	if day, ok := listDay(due, r.options); ok {
		t.Due = time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, r.options.Zone)
	} else if due != "" {
		r.fault(row, "due", BadDate, due)
	}
	t.Start = time.Date(min(r.options.Year, t.Due.Year()), 1, 1, 0, 0, 0, 0, r.options.Zone)
	if day, ok := listDay(start, r.options); ok {
		t.Start = day
	} else if start != "" {
		r.fault(row, "start", BadDate, start)
	}
	if !t.Due.After(t.Start) {
		r.fault(row, "due", DueBeforeStart, due)
	}
}

var (
	fullDay   = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:[日号]|t?\d{1,2}[:时].*)?$`)
	packedDay = regexp.MustCompile(`^(20\d\d)([01]\d)([0-3]\d)$`)
	slashed   = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$`)
	monthSpan = regexp.MustCompile(`^(?:(\d{4})[年.])?\d{1,2}月?[-—–~至到](?:(\d{4})[年.])?(\d{1,2})月?[底末]?$`)
	yearSpan  = regexp.MustCompile(`^\d{4}年?[-—–~至到](\d{4})年?[底末]?$`)
	wholeMon  = regexp.MustCompile(`^(?:(\d{4})[-/.年](\d{1,2})月?|(\d{1,2})月)$`)
	wholeYear = regexp.MustCompile(`^(\d{4})年?(?:内|度|全年)?$`)
	untilDay  = regexp.MustCompile(`(?:之前|以前|前|完成|办结|完工|竣工|24时|为止|止)+$`)
	always    = regexp.MustCompile(`^(?:(?:本|全|当)?年(?:内|度|底|末)?|ongoing|continuous|all year|year-round|.*(?:长期|持续|常态|全年|按季|按月|每月|每季|每周|序时|贯穿).*)$`)
)

// listDay reads a deadline of a table: a day, or the last day of a month, a
// quarter, a year or of a span of these. What goes on all the time ends with
// the list's year.
func listDay(text string, o ImportOptions) (time.Time, bool) {
	now := time.Date(o.Year, 1, 1, 0, 0, 0, 0, o.Zone)
	words := untilDay.ReplaceAllString(strings.TrimSpace(fold(text)), "")
	plain := strings.ReplaceAll(words, " ", "")
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	lastOf := func(year string, month int) (time.Time, bool) {
		y := number(year)
		if y == 0 {
			y = o.Year
		}
		return time.Date(y, time.Month(month)+1, 0, 0, 0, 0, 0, o.Zone), month >= 1 && month <= 12
	}
	for _, form := range []*regexp.Regexp{fullDay, packedDay} {
		if m := form.FindStringSubmatch(plain); m != nil {
			day := time.Date(number(m[1]), time.Month(number(m[2])), number(m[3]), 0, 0, 0, 0, o.Zone)
			return day, day.Day() == number(m[3]) && int(day.Month()) == number(m[2])
		}
	}
	if m := slashed.FindStringSubmatch(plain); m != nil {
		return slashedDay(number(m[1]), number(m[2]), number(m[3]), o.Zone)
	}
	if m := wholeMon.FindStringSubmatch(plain); m != nil {
		return lastOf(m[1], number(m[2]+m[3]))
	}
	if m := wholeYear.FindStringSubmatch(plain); m != nil {
		return lastOf(m[1], 12)
	}
	if m := monthSpan.FindStringSubmatch(plain); m != nil {
		return lastOf(cmp.Or(m[2], m[1]), number(m[3]))
	}
	if m := yearSpan.FindStringSubmatch(plain); m != nil {
		return lastOf(m[1], 12)
	}
	if day, err := schedule.ParseDay(words, now, nil); err == nil {
		return day, true
	}
	if always.MatchString(words) {
		return lastOf("", 12)
	}
	return time.Time{}, false
}

// slashedDay is 31/03/2026 or 03/31/2026; where either may be the month and
// they differ, nobody can tell.
func slashedDay(a, b, year int, zone *time.Location) (time.Time, bool) {
	if a <= 12 && b <= 12 && a != b {
		return time.Time{}, false
	}
	day, month := max(a, b), min(a, b)
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone)
	return t, month >= 1 && t.Day() == day
}
