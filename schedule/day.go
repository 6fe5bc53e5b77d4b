package schedule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// DayFault is why a date was refused; a key for the sentence table.
type DayFault string

const (
	DayEmpty  DayFault = "empty"    // nothing was given
	DaySyntax DayFault = "syntax"   // not understood
	DayVague  DayFault = "vague"    // 尽快 and the like name no day
	DayNever  DayFault = "no_such"  // 2月30日
	DayLong   DayFault = "too_long" // more than 100 bytes, or more than 999 of anything
)

// DayError refuses what a person typed as a date. It is safe to show.
type DayError struct {
	Text   string
	Reason DayFault
}

func (e *DayError) Error() string { return fmt.Sprintf("date %q refused: %s", e.Text, e.Reason) }

const longestDay = 100

// ParseDay reads a deadline as people type it, in now's location:
//
//	11月28日 · 11.28 · 2025-11-28 · 28号 · 下月5日 · 11月底 · 明天 · 周五 · 下周三 · 月底
//	本季度末 · 第三季度 · 上半年 · 2026年底 · 3月中旬 · 年底 · 3天内 · 两周内 · 五个工作日内 · 下周三下午5点前
//	Nov 28 · 28 November 2026 · the 28th · Friday · next Wednesday · tomorrow
//	end of the month · end of June · Q3 2026 · in 3 working days · within two weeks
//
// The result is the midnight that begins the day, or the time of day given with
// it. A date without year or month is the next such date, today included; one
// with them stands as it is, even in the past. 周五 is the coming one, 下周五 that
// of the week after this. The error is a *DayError. Say the date back to the
// person before it counts.
func ParseDay(text string, now time.Time, cal *Calendar) (time.Time, error) {
	refuse := func(why DayFault) (time.Time, error) {
		return time.Time{}, &DayError{Text: text, Reason: why}
	}
	if len(text) > longestDay {
		return refuse(DayLong)
	}
	s := trim(fold(text))
	if s == "" {
		return refuse(DayEmpty)
	}
	for _, vague := range []string{"尽快", "抓紧", "近期", "及时", "适时", "尽早", "asap", "soon"} {
		if strings.Contains(s, vague) {
			return refuse(DayVague)
		}
	}
	clock, s, _ := cutClock(s)
	if _, _, twice := cutClock(s); twice {
		return refuse(DaySyntax)
	}
	s, within := bare(s)
	d := dayReader{today: dayOf(now), cal: cal, within: within}
	day, why := d.read(s)
	if why != "" {
		return refuse(why)
	}
	return clock.On(time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, now.Location())), nil
}

var (
	latinNoise = regexp.MustCompile(`\b(by|before|until|till|on|the|at|of|this|no later than|,)\b|,`)
	hanEnd     = regexp.MustCompile(`(之前|以前|下班前|前|截止|为止|止)+$`)
	hanWithin  = regexp.MustCompile(`(之内|以内|内|之后|以后|后)$`)
	hanYear    = regexp.MustCompile(`^[〇零一二三四五六七八九]{4}年`)
)

// bare takes off what only says "until"; within is set where a span was given.
func bare(s string) (rest string, within bool) {
	if latin := strings.TrimSpace(latinNoise.ReplaceAllString(s, " ")); isLatin(latin) {
		rest = strings.Join(strings.Fields(latin), " ")
		for _, lead := range []string{"in ", "within "} {
			if cut, ok := strings.CutPrefix(rest, lead); ok {
				return cut, true
			}
		}
		return rest, false
	}
	s = strings.TrimRight(strings.ReplaceAll(s, " ", ""), ",.")
	s = hanEnd.ReplaceAllString(s, "")
	rest = hanWithin.ReplaceAllString(s, "")
	if year := hanYear.FindString(rest); year != "" {
		digits := strings.NewReplacer("〇", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
		rest = digits.Replace(year) + strings.TrimPrefix(rest, year)
	}
	return rest, rest != s
}

// isLatin reports whether s has a letter of the Latin alphabet and no other.
func isLatin(s string) bool {
	letter := false
	for _, r := range s {
		if r > 0x7f {
			return false
		}
		letter = letter || r >= 'a' && r <= 'z'
	}
	return letter
}

// dayReader holds what a date is relative to. Days are wall midnights.
type dayReader struct {
	today  time.Time
	cal    *Calendar
	within bool
}

// dayForm is one way to write a date.
type dayForm struct {
	pattern *regexp.Regexp
	read    func(d dayReader, m []string) (time.Time, DayFault)
}

// read tries the forms in turn; each is anchored at both ends.
func (d dayReader) read(s string) (time.Time, DayFault) {
	for _, f := range slices.Concat(spanForms(), dayForms(), termForms()) {
		if m := f.pattern.FindStringSubmatch(s); m != nil {
			return f.read(d, m)
		}
	}
	return time.Time{}, DaySyntax
}

// on is a date that must exist.
func on(y, m, day int) (time.Time, DayFault) {
	if y < 1 || m < 1 || m > 12 || day < 1 || day > daysIn(y, time.Month(m)) {
		return time.Time{}, DayNever
	}
	return time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC), ""
}

// nextDate is the next m-day from today on, this year or next.
func (d dayReader) nextDate(m, day int) (time.Time, DayFault) {
	for y := d.today.Year(); y <= d.today.Year()+1; y++ {
		if t, why := on(y, m, day); why == "" && !t.Before(d.today) {
			return t, ""
		}
	}
	return time.Time{}, DayNever
}

// nextDayOfMonth is the next such day from today on; short months are passed over.
func (d dayReader) nextDayOfMonth(day int) (time.Time, DayFault) {
	for i := range 3 {
		first := time.Date(d.today.Year(), d.today.Month()+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		if t, why := on(first.Year(), int(first.Month()), day); why == "" && !t.Before(d.today) {
			return t, ""
		}
	}
	return time.Time{}, DayNever
}

// monthEnd is the last day of the n-th month from this one.
func (d dayReader) monthEnd(n int) time.Time {
	return time.Date(d.today.Year(), d.today.Month()+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
}

// quarterEnd is the last day of the n-th quarter from this one.
func (d dayReader) quarterEnd(n int) time.Time {
	left := 2 - int(d.today.Month()-1)%3
	return d.monthEnd(left + 3*n)
}

// weekday is the coming one, or that of the n-th week from this one (n >= 0).
func (d dayReader) weekday(day, n int) time.Time {
	if n < 0 {
		return d.today.AddDate(0, 0, (day-int(d.today.Weekday())+7)%7)
	}
	return monday(d.today).AddDate(0, 0, 7*n+(day+6)%7)
}
