package schedule

import (
	"regexp"
	"strings"
	"time"
)

// The last day of a named term: a third of a month, a month, a quarter, half a
// year, a year.
var (
	hanThirdForm    = regexp.MustCompile(`^(\d{4}年|今年|本年|当年|明年|次年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月([上中下])旬$`)
	hanTermForm     = regexp.MustCompile(`^(\d{4}年|今年|本年|当年|明年|次年)?(第?[一二三四1-4]季度?|上半年|下半年|年中|年|\d{1,2}月|[一二三四五六七八九十]{1,2}月)?[底末]$`)
	hanHalfForm     = regexp.MustCompile(`^(\d{4}年|今年|本年|当年|明年|次年)?(第?[一二三四1-4]季度|上半年|下半年|年中)$`)
	latinTermForm   = regexp.MustCompile(`^(?:end )?()(q[1-4]|h[12]|[a-z]{3,})(?: (\d{4}))?$`)
	latinTermAtForm = regexp.MustCompile(`^(?:end )?(\d{4})(?: (q[1-4]|h[12]))?$`)
)

// termForms come last: what they say can't be said of a day.
func termForms() []dayForm {
	return []dayForm{
		{hanThirdForm, func(d dayReader, m []string) (time.Time, DayFault) {
			third := map[string]int{"上": 10, "中": 20, "下": 31}[m[3]]
			return d.termEnd(m[1], atoi(m[2]), third)
		}},
		{hanTermForm, readHanTerm},
		{hanHalfForm, readHanTerm},
		{latinTermAtForm, func(d dayReader, m []string) (time.Time, DayFault) {
			switch {
			case m[0] == m[1]:
				return time.Time{}, DaySyntax
			case m[2] == "":
				return d.termEnd(m[1], 12, 31)
			}
			return d.termEnd(m[1], latinTerm(m[2]), 31)
		}},
		{latinTermForm, func(d dayReader, m []string) (time.Time, DayFault) {
			month := latinTerm(m[2])
			if alone := m[0] == m[2] && len(m[2]) > 2; month == 0 || alone {
				return time.Time{}, DaySyntax
			}
			return d.termEnd(m[3], month, 31)
		}},
	}
}

func readHanTerm(d dayReader, m []string) (time.Time, DayFault) {
	term := strings.TrimSuffix(strings.TrimPrefix(m[2], "第"), "度")
	switch quarter, isQuarter := strings.CutSuffix(term, "季"); {
	case isQuarter:
		return d.termEnd(m[1], 3*atoi(quarter), 31)
	case term == "上半年", term == "年中":
		return d.termEnd(m[1], 6, 31)
	case term == "下半年", term == "年", term == "":
		return d.termEnd(m[1], 12, 31)
	}
	return d.termEnd(m[1], atoi(strings.TrimSuffix(term, "月")), 31)
}

// termEnd is that day of the month, or its last where it is shorter: of the
// year that is named, else of the next one that is not over.
func (d dayReader) termEnd(year string, month, day int) (time.Time, DayFault) {
	if month < 1 || month > 12 {
		return time.Time{}, DayNever
	}
	y := d.today.Year()
	digits := strings.TrimSuffix(year, "年")
	switch {
	case len(digits) == 4 && digits[0] <= '9':
		y = yearOf(digits)
	case year != "":
		y += turn(strings.Replace(year, "当年", "本年", 1), 0)
	case month < int(d.today.Month()):
		y++
	}
	return on(y, month, min(day, daysIn(y, time.Month(month))))
}

// latinTerm is the last month of a quarter or half year, or the month that is
// named; 0 for anything else.
func latinTerm(s string) int {
	switch s[0] {
	case 'q':
		return 3 * int(s[1]-'0')
	case 'h':
		return 6 * int(s[1]-'0')
	}
	month, ok := monthName(s)
	if !ok {
		return 0
	}
	return month
}
