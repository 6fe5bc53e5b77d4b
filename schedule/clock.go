package schedule

import (
	"errors"
	"fmt"
	"time"
)

// Clock is a time of day in minutes after local midnight, 0 to 1439.
type Clock int

// At makes a Clock of an hour (0 to 23) and a minute.
func At(hour, minute int) Clock { return Clock(hour*60 + minute) }

// ClockOf is the time of day of t in its own location, seconds cut off.
func ClockOf(t time.Time) Clock { return At(t.Hour(), t.Minute()) }

// ParseClock reads 9:00, 09:00, 17：30, 9点, 下午5点半, 5pm.
func ParseClock(text string) (Clock, error) {
	c, rest, ok := cutClock(fold(text))
	if !ok || trim(rest) != "" {
		return 0, fmt.Errorf("%q is not a time of day", text)
	}
	return c, nil
}

// Valid reports whether the clock is within one day.
func (c Clock) Valid() bool { return c >= 0 && c < 24*60 }

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// MarshalText writes 09:00.
func (c Clock) MarshalText() ([]byte, error) {
	if !c.Valid() {
		return nil, errors.New("a time of day lies between 00:00 and 23:59")
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what ParseClock reads.
func (c *Clock) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClock(string(text))
	return err
}

// On is the instant at which clocks show c on day's date in day's location:
// the first one where it happens twice, the end of the gap where it never does.
func (c Clock) On(day time.Time) time.Time {
	y, m, d := day.Date()
	return instant(time.Date(y, m, d, int(c)/60, int(c)%60, 0, 0, time.UTC), day.Location())
}

// A wall time is a local date and time of day, written as if it were UTC, so
// that one can count with it without meeting a change of summer time.

// wallOf is what clocks show at t.
func wallOf(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.Add(time.Duration(offset) * time.Second).UTC()
}

// instant is the first moment at or after which clocks in loc show wall.
// It never decreases when wall grows.
func instant(wall time.Time, loc *time.Location) time.Time {
	y, m, d := wall.Date()
	h, mi, s := wall.Clock()
	t := time.Date(y, m, d, h, mi, s, wall.Nanosecond(), loc)
	start, end := t.ZoneBounds()
	if !wallOf(t).Equal(wall) {
		if !start.IsZero() && wallOf(start).After(wall) {
			return start
		}
		return end
	}
	if start.IsZero() {
		return t
	}
	_, before := start.Add(-time.Second).Zone()
	if earlier := wall.Add(-time.Duration(before) * time.Second); earlier.Before(start) {
		return earlier.In(loc)
	}
	return t
}

// midnight begins t's day in t's location.
func midnight(t time.Time) time.Time { return Clock(0).On(t) }

// dayOf is the wall midnight of t's local date.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// daysIn counts the days of a month.
func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
