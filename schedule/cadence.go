package schedule

import (
	"time"

	"github.com/robfig/cron/v3"
)

// form says which fields of a Cadence count.
type form uint8

const (
	formNone     form = iota // the zero value: never
	formCron                 // spec and line
	formDaily                // clock
	formWorkday              // clock; each worked day
	formWeekly               // weekdays, every, anchor
	formMonthly              // months, days
	formNthOfMon             // months, nth worked day
)

// lastDay is the bit of Cadence.days for the last day of a month.
const lastDay = 0

// Cadence says when reports are due to be asked for: 每月25日 10:00, every Friday
// 17:00, or a cron line of five fields. The zero value never fires. A day that
// a month does not have means its last day, except in a cron line, where it
// means that the month is left out.
type Cadence struct {
	form     form
	clock    Clock
	weekdays uint8  // bit 0 is Sunday
	every    int8   // weeks from one turn to the next: 1 or 2
	anchor   int32  // two-weekly: yyyymmdd of a day in the first week, 0 for the default
	months   uint16 // bits 1 to 12
	days     uint32 // bits 1 to 31, and lastDay
	nth      int8   // n-th worked day of the month, from its end where negative
	line     string // the cron line with single spaces
	spec     cron.SpecSchedule
}

// IsZero reports whether the cadence is unset and never fires.
func (c Cadence) IsZero() bool { return c.form == formNone }

// Equal reports whether both fire at the same moments for the same reason.
func (c Cadence) Equal(d Cadence) bool { return c == d }

// MarshalText writes what String gives.
func (c Cadence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what ParseCadence reads; no text is the zero value.
func (c *Cadence) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*c = Cadence{}
		return nil
	}
	*c, err = ParseCadence(string(text))
	return err
}

// Next is the first moment strictly after after, in after's location; zero
// when there is none. The calendar is needed by cadences that count working days.
func (c Cadence) Next(cal *Calendar, after time.Time) time.Time {
	_, at := c.next(cal, after)
	return at
}

// next gives the nominal wall time as well. Wall times that fall into one gap
// share one instant; the first of them stands for all.
func (c Cadence) next(cal *Calendar, after time.Time) (wall, at time.Time) {
	wall = wallOf(after)
	for {
		if wall = c.nextWall(cal, wall); wall.IsZero() {
			return time.Time{}, time.Time{}
		}
		if at = instant(wall, after.Location()); at.After(after) {
			return wall, at
		}
	}
}

// nextWall is the first wall time strictly after wall, zero if none.
func (c Cadence) nextWall(cal *Calendar, wall time.Time) time.Time {
	switch c.form {
	case formNone:
		return time.Time{}
	case formCron:
		return c.nextCron(wall)
	}
	day := dayOf(wall)
	if !c.clock.On(day).After(wall) {
		day = day.AddDate(0, 0, 1)
	}
	for range 2 * longestRest {
		switch {
		case c.months != 0 && c.months&(1<<day.Month()) == 0:
			day = time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		case c.falls(cal, day):
			return day.Add(time.Duration(c.clock) * time.Minute)
		default:
			day = day.AddDate(0, 0, 1)
		}
	}
	return time.Time{}
}

// nextCron looks beyond the five years after which the library gives up: no
// 29 February lies between 2096 and 2104.
func (c Cadence) nextCron(wall time.Time) time.Time {
	for range 3 {
		if t := c.spec.Next(wall); !t.IsZero() {
			return t
		}
		wall = time.Date(wall.Year()+5, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Second)
	}
	return time.Time{}
}

// falls reports whether a friendly cadence has a turn on day.
func (c Cadence) falls(cal *Calendar, day time.Time) bool {
	switch c.form {
	case formDaily:
		return true
	case formWorkday:
		return cal.Workday(day)
	case formWeekly:
		return c.weekdays&(1<<day.Weekday()) != 0 && c.inTurn(day)
	case formMonthly:
		return c.onDay(day)
	case formNthOfMon:
		return c.nth == nthWorkday(cal, day, c.nth < 0)
	}
	return false
}

// onDay matches the day of the month; on a month's last day all days that the
// month does not have match too.
func (c Cadence) onDay(day time.Time) bool {
	if c.days&(1<<day.Day()) != 0 {
		return true
	}
	last := daysIn(day.Year(), day.Month())
	return day.Day() == last && (c.days&(1<<lastDay) != 0 || c.days>>(last+1) != 0)
}

// inTurn tells one week from the other of a two-weekly cadence. Without an
// anchor the weeks are counted from Monday 1 January 2024, so that they never
// change step at the turn of a year, as week numbers do after a week 53.
func (c Cadence) inTurn(day time.Time) bool {
	if c.every < 2 {
		return true
	}
	anchor := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	if c.anchor != 0 {
		a := int(c.anchor)
		anchor = time.Date(a/10000, time.Month(a/100%100), a%100, 0, 0, 0, 0, time.UTC)
		if day.Before(anchor) {
			return false
		}
	}
	weeks := monday(day).Sub(monday(anchor)) / (7 * 24 * time.Hour)
	return weeks%2 == 0
}

// monday begins the week of a wall day.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}

// nthWorkday counts which worked day of its month day is, from the end
// (-1 is the last) where back is set; 0 for a day off.
func nthWorkday(cal *Calendar, day time.Time, back bool) int8 {
	if !cal.Workday(day) {
		return 0
	}
	n, step := int8(0), int8(1)
	if back {
		step = -1
	}
	for d := day; d.Month() == day.Month(); d = d.AddDate(0, 0, -int(step)) {
		if cal.Workday(d) {
			n += step
		}
	}
	return n
}
