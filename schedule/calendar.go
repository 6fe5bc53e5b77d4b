package schedule

import (
	"errors"
	"fmt"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
)

const (
	firstYear = 2002 // the first year that the built-in table covers
	lastYear  = 2100 // years are looked for up to here, so that a newer table is used in full
	// longestRest bounds every walk over days off.
	longestRest = 366
)

// Calendar knows which days are worked: the State Council's yearly notices with
// their days off and make-up days. It is immutable. A nil Calendar knows
// weekends only. Days are those of the location of the time passed in.
type Calendar struct {
	days      map[int]special
	published map[int]bool
}

// special is a day that a notice names.
type special struct {
	name string
	off  bool
}

// NewCalendar joins the built-in table with the given years; a given year
// replaces the built-in one as a whole. Every fault of every year is reported,
// and a calendar with a fault is not made: keep the old one in force.
func NewCalendar(overrides ...Year) (*Calendar, error) {
	c := &Calendar{days: map[int]special{}, published: map[int]bool{}}
	for y := firstYear; y <= lastYear; y++ {
		c.loadBuiltIn(y)
	}
	var faults []error
	seen := map[int]bool{}
	for _, y := range overrides {
		if seen[y.Year] {
			faults = append(faults, fmt.Errorf("year %d is given twice", y.Year))
		}
		seen[y.Year] = true
		faults = append(faults, c.replace(y))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, nil
}

// loadBuiltIn takes one year of the library's table. A year counts as published
// when its National Day is there: stray days of a neighbour's notice are not a year.
func (c *Calendar) loadBuiltIn(year int) {
	list := HolidayUtil.GetHolidaysByYear(year)
	for e := list.Front(); e != nil; e = e.Next() {
		h, ok := e.Value.(*HolidayUtil.Holiday)
		if !ok {
			continue
		}
		day, err := time.Parse(time.DateOnly, h.GetDay())
		if err != nil {
			continue
		}
		c.days[number(day)] = special{name: h.GetName(), off: !h.IsWork()}
	}
	if s, ok := c.days[year*10000+1001]; ok && s.off {
		c.published[year] = true
	}
}

// number is the day as yyyymmdd.
func number(day time.Time) int {
	y, m, d := day.Date()
	return y*10000 + int(m)*100 + d
}

// Workday reports whether day is worked.
func (c *Calendar) Workday(day time.Time) bool {
	if c != nil {
		if s, ok := c.days[number(day)]; ok {
			return !s.off
		}
	}
	w := day.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// Holiday names a day off or a make-up day; ok is false for any other day.
func (c *Calendar) Holiday(day time.Time) (name string, off bool, ok bool) {
	if c == nil {
		return "", false, false
	}
	s, ok := c.days[number(day)]
	return s.name, s.off, ok
}

// Published reports whether the year's notice is known. For any other year
// Workday falls back on plain weekends, and whoever sets a deadline there
// must say so.
func (c *Calendar) Published(year int) bool { return c != nil && c.published[year] }

// End is the last day that the calendar covers without a break (00:00 UTC of
// that date), zero for a calendar that covers nothing.
func (c *Calendar) End() time.Time {
	if c == nil || len(c.published) == 0 {
		return time.Time{}
	}
	year := lastYear
	for y := range c.published {
		year = min(year, y)
	}
	for c.published[year+1] {
		year++
	}
	return time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC)
}

// Warnings counts the days from now's date to the last day covered (negative
// when it has passed) and reports whether the administrator must be warned.
func (c *Calendar) Warnings(now time.Time) (daysLeft int, due bool) {
	daysLeft = int(c.End().Sub(dayOf(now)) / (24 * time.Hour))
	return daysLeft, WarningStage(daysLeft) != 0
}

// WarningStage is the last threshold passed, 60, 30 or 7 days before the end,
// -1 after it, 0 while there is nothing to say. One warning per stage is right.
func WarningStage(daysLeft int) int {
	switch {
	case daysLeft < 0:
		return -1
	case daysLeft <= 7:
		return 7
	case daysLeft <= 30:
		return 30
	case daysLeft <= 60:
		return 60
	}
	return 0
}

// NextWorkday is day itself if it is worked, else the first worked day after
// it, at the same time of day.
func (c *Calendar) NextWorkday(day time.Time) time.Time { return c.walk(day, 1) }

// PrevWorkday is day itself if it is worked, else the last worked day before
// it, at the same time of day.
func (c *Calendar) PrevWorkday(day time.Time) time.Time { return c.walk(day, -1) }

func (c *Calendar) walk(day time.Time, step int) time.Time {
	for range longestRest {
		if c.Workday(day) {
			return day
		}
		day = addDays(day, step)
	}
	return day
}

// AddWorkdays is the n-th worked day after t (before t where n is negative) at
// the same time of day. With n = 0 it is t itself, worked or not.
func (c *Calendar) AddWorkdays(t time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for ; n > 0; n-- {
		t = c.walk(addDays(t, step), step)
	}
	return t
}

// Workdays counts the worked days after from's date up to and including to's;
// it is negative where to lies before from.
func (c *Calendar) Workdays(from, to time.Time) int {
	a, b := dayOf(from), dayOf(to)
	if b.Before(a) {
		return -c.Workdays(to, from)
	}
	n := 0
	for a.Before(b) {
		a = a.AddDate(0, 0, 1)
		if c.Workday(a) {
			n++
		}
	}
	return n
}

// addDays moves t by whole days and keeps what its clock shows.
func addDays(t time.Time, n int) time.Time {
	return instant(wallOf(t).AddDate(0, 0, n), t.Location())
}
