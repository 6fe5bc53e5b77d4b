package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Wait is a length of working time: whole days worked, or hours of the time
// in which the bot may speak. The zero Wait never ends.
type Wait struct {
	Days  int `json:"days,omitempty"`
	Hours int `json:"hours,omitempty"`
}

// The longest waits that ParseWait takes.
const (
	longestDays  = 30
	longestHours = 200
)

var waitForm = regexp.MustCompile(`^(\d{1,3}) ?(?:(小时|个小时|个工作小时|工作小时|h|hours?|working hours?)|(天|日|个工作日|工作日|d|days?|working days?))?$`)

// ParseWait reads 4, 4小时, 8 hours, 2天, 1个工作日, 2 days; a number alone is
// hours.
func ParseWait(text string) (Wait, error) {
	m := waitForm.FindStringSubmatch(trim(fold(text)))
	if m == nil {
		return Wait{}, fmt.Errorf("%q is not a length of time", text)
	}
	n, err := strconv.Atoi(m[1])
	switch {
	case err != nil || n == 0:
		return Wait{}, fmt.Errorf("%q is not a length of time", text)
	case m[3] != "" && n <= longestDays:
		return Wait{Days: n}, nil
	case m[3] == "" && n <= longestHours:
		return Wait{Hours: n}, nil
	}
	return Wait{}, fmt.Errorf("%q is too long", text)
}

// Zh says it in Chinese, En in English.
func (w Wait) Zh() string {
	if w.Days > 0 {
		return fmt.Sprintf("%d个工作日", w.Days)
	}
	return fmt.Sprintf("%d个工作小时", w.Hours)
}

// En says it in English.
func (w Wait) En() string {
	n, unit := w.Hours, "hour"
	if w.Days > 0 {
		n, unit = w.Days, "day"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d working %s", n, unit)
}

// After is when the wait that begins at from is over, zero for a wait that
// never ends. Days end at the same time of day, or when speaking is allowed
// next.
func (w Wait) After(cal *Calendar, q Quiet, from time.Time) time.Time {
	switch {
	case w.Days > 0:
		return q.Release(cal, cal.AddWorkdays(from, w.Days))
	case w.Hours <= 0:
		return time.Time{}
	}
	left := time.Duration(w.Hours) * time.Hour
	for range longestRest + longestHours {
		from = q.Release(cal, from)
		end := q.until(from)
		if left <= end.Sub(from) {
			return from.Add(left)
		}
		left -= end.Sub(from)
		from = end
	}
	return from
}

// until is when the stretch of speaking that t lies in ends, midnight at the
// latest: the day after may be a day off.
func (q Quiet) until(t time.Time) time.Time {
	if c := ClockOf(t); q.To > c && q.From != q.To {
		return q.To.On(t)
	}
	return midnight(addDays(Clock(12*60).On(t), 1))
}
