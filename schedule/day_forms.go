package schedule

import (
	"regexp"
	"strings"
	"time"
)

var (
	spanHanForm          = regexp.MustCompile(`^(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(个?工作日|天|日|个?星期|个?礼拜|周|个月|个半月|年)$`)
	spanLatinForm        = regexp.MustCompile(`^(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten) (working days?|workdays?|business days?|days?|weeks?|months?)$`)
	fullDateForm         = regexp.MustCompile(`^(\d{4})[-年/.](\d{1,2}|[一二三四五六七八九十]{1,2})[-月/.](\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?$`)
	monthDayForm         = regexp.MustCompile(`^(今年|本年|明年|次年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]?$`)
	shortDateForm        = regexp.MustCompile(`^()(\d{1,2})[./-](\d{1,2})$`)
	dayOfMonthForm       = regexp.MustCompile(`^(?:(本|这个|下个|下|次)月)?(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]$`)
	nearDayForm          = regexp.MustCompile(`^(今|明|后|大后)[天日]$`)
	hanWeekForm          = regexp.MustCompile(`^(本|这个|这|下下|下个|下)?(?:周|星期|礼拜)([一二三四五六日天1-7])$`)
	monthEndForm         = regexp.MustCompile(`^(本|这个|这|下个|下|次)?月[底末]$`)
	namedEndForm         = regexp.MustCompile(`^(\d{1,2}|[一二三四五六七八九十]{1,2})月[底末]$`)
	quarterEndForm       = regexp.MustCompile(`^(本|这个|这|下个|下)?季度?[底末]$`)
	yearEndForm          = regexp.MustCompile(`^(本|今|明)?年[底末]$`)
	nearLatinForm        = regexp.MustCompile(`^(today|tomorrow|day after tomorrow)$`)
	latinWeekForm        = regexp.MustCompile(`^(next )?([a-z]{3,})$`)
	latinDateForm        = regexp.MustCompile(`^([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$`)
	latinDateBritishForm = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,})\.?(?: (\d{4}))?$`)
	latinDayForm         = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)$`)
	latinEndForm         = regexp.MustCompile(`^end (next )?(month|quarter|year)$`)
	latinEndShortForm    = regexp.MustCompile(`^()(month|quarter|year)[ -]?end$`)
)

// spanForms count from today; they come first, for 3日内 is a span and 3日 a day.
func spanForms() []dayForm {
	return []dayForm{
		{spanHanForm, readHanSpan},
		{spanLatinForm, readLatinSpan},
	}
}

// dayForms name a day.
func dayForms() []dayForm {
	return []dayForm{
		{fullDateForm, func(_ dayReader, m []string) (time.Time, DayFault) {
			return on(yearOf(m[1]), atoi(m[2]), atoi(m[3]))
		}},
		{monthDayForm, readMonthDay},
		{shortDateForm, readMonthDay},
		{dayOfMonthForm, readDayOfMonth},
		{nearDayForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.today.AddDate(0, 0, map[string]int{"今": 0, "明": 1, "后": 2, "大后": 3}[m[1]]), ""
		}},
		{hanWeekForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.weekday(hanWeekday(m[2]), turn(m[1], -1)), ""
		}},
		{monthEndForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.monthEnd(turn(m[1], 0)), ""
		}},
		{namedEndForm, readNamedMonthEnd},
		{quarterEndForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.quarterEnd(turn(m[1], 0)), ""
		}},
		{yearEndForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return on(d.today.Year()+turn(m[1], 0), 12, 31)
		}},
		{nearLatinForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.today.AddDate(0, 0, map[string]int{"today": 0, "tomorrow": 1}[m[1]]+2*strings.Count(m[1], "day after")), ""
		}},
		{latinWeekForm, readLatinWeekday},
		{latinDateForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.latinDate(m[1], m[2], m[3])
		}},
		{latinDateBritishForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.latinDate(m[2], m[1], m[3])
		}},
		{latinDayForm, func(d dayReader, m []string) (time.Time, DayFault) {
			return d.nextDayOfMonth(atoi(m[1]))
		}},
		{latinEndForm, readLatinEnd},
		{latinEndShortForm, readLatinEnd},
	}
}

// turn counts weeks, months or years from this one; plain is for none named.
func turn(word string, plain int) int {
	switch strings.TrimSpace(word) {
	case "":
		return plain
	case "本", "这", "这个", "今", "今年", "本年":
		return 0
	case "下下":
		return 2
	}
	return 1
}

func hanWeekday(s string) int {
	if s == "日" || s == "天" {
		return 0
	}
	return atoi(s) % 7
}

func yearOf(s string) int {
	y := 0
	for _, r := range s {
		y = y*10 + int(r-'0')
	}
	return y
}

func readMonthDay(d dayReader, m []string) (time.Time, DayFault) {
	if m[1] != "" {
		return on(d.today.Year()+turn(m[1], 0), atoi(m[2]), atoi(m[3]))
	}
	return d.nextDate(atoi(m[2]), atoi(m[3]))
}

func readDayOfMonth(d dayReader, m []string) (time.Time, DayFault) {
	if m[1] == "" {
		return d.nextDayOfMonth(atoi(m[2]))
	}
	end := d.monthEnd(turn(m[1], 0))
	return on(end.Year(), int(end.Month()), atoi(m[2]))
}

func readNamedMonthEnd(d dayReader, m []string) (time.Time, DayFault) {
	month := atoi(m[1])
	if month < 1 || month > 12 {
		return time.Time{}, DayNever
	}
	y := d.today.Year()
	if month < int(d.today.Month()) {
		y++
	}
	return on(y, month, daysIn(y, time.Month(month)))
}

func readHanSpan(d dayReader, m []string) (time.Time, DayFault) {
	if m[2] == "日" && !d.within {
		return d.nextDayOfMonth(atoi(m[1]))
	}
	if m[1] == "半" {
		switch m[2] {
		case "个月":
			return d.today.AddDate(0, 0, 15), ""
		case "年":
			return d.months(6), ""
		}
		return time.Time{}, DaySyntax
	}
	n, ok := numeral(m[1])
	if !ok || n == 0 || m[2] == "个半月" {
		return time.Time{}, DaySyntax
	}
	switch m[2] {
	case "工作日", "个工作日":
		return d.cal.AddWorkdays(d.today, n), ""
	case "天", "日":
		return d.today.AddDate(0, 0, n), ""
	case "个月":
		return d.months(n), ""
	case "年":
		return d.months(12 * n), ""
	}
	return d.today.AddDate(0, 0, 7*n), ""
}

// months is n months on; a day that the month does not have is its last.
func (d dayReader) months(n int) time.Time {
	end := d.monthEnd(n)
	return end.AddDate(0, 0, min(d.today.Day(), end.Day())-end.Day())
}

func readLatinSpan(d dayReader, m []string) (time.Time, DayFault) {
	n, ok := numeral(m[1])
	if !ok {
		n = latinNumber(m[1])
	}
	switch unit := strings.TrimSuffix(m[2], "s"); {
	case n == 0:
		return time.Time{}, DaySyntax
	case strings.HasPrefix(unit, "work"), strings.HasPrefix(unit, "business"):
		return d.cal.AddWorkdays(d.today, n), ""
	case unit == "day":
		return d.today.AddDate(0, 0, n), ""
	case unit == "week":
		return d.today.AddDate(0, 0, 7*n), ""
	}
	return d.months(n), ""
}

// latinNumber is a, an and one to ten; 0 for anything else.
func latinNumber(s string) int {
	for i, w := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"} {
		if w == s {
			return i + 1
		}
	}
	if s == "a" || s == "an" {
		return 1
	}
	return 0
}

func readLatinWeekday(d dayReader, m []string) (time.Time, DayFault) {
	day, plural, ok := weekdayName(m[2])
	if !ok || plural {
		return time.Time{}, DaySyntax
	}
	return d.weekday(day, turn(m[1], -1)), ""
}

func (d dayReader) latinDate(month, day, year string) (time.Time, DayFault) {
	m, ok := monthName(month)
	switch {
	case !ok:
		return time.Time{}, DaySyntax
	case year != "":
		return on(yearOf(year), m, atoi(day))
	}
	return d.nextDate(m, atoi(day))
}

func readLatinEnd(d dayReader, m []string) (time.Time, DayFault) {
	n := turn(m[1], 0)
	switch m[2] {
	case "month":
		return d.monthEnd(n), ""
	case "quarter":
		return d.quarterEnd(n), ""
	}
	return on(d.today.Year()+n, 12, 31)
}
