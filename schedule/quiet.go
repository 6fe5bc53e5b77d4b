package schedule

import "time"

// Quiet is when the bot may speak. Outside of it a message is held, not dropped.
type Quiet struct {
	From        Clock `json:"from"`          // speaking is allowed from here on
	To          Clock `json:"to"`            // and no longer from here on; From = To allows the whole day
	HoldDaysOff bool  `json:"hold_days_off"` // nothing is said on a day off
}

// DefaultQuiet allows asks and reminders 08:30 to 18:00 on working days.
func DefaultQuiet() Quiet {
	return Quiet{From: At(8, 30), To: At(18, 0), HoldDaysOff: true}
}

// Allows reports whether speaking is allowed at t.
func (q Quiet) Allows(cal *Calendar, t time.Time) bool {
	if q.HoldDaysOff && !cal.Workday(t) {
		return false
	}
	c := ClockOf(t)
	switch {
	case q.From < q.To:
		return c >= q.From && c < q.To
	case q.From > q.To: // the window runs over midnight
		return c >= q.From || c < q.To
	}
	return true
}

// Release is now where speaking is allowed, else the first moment it is.
func (q Quiet) Release(cal *Calendar, now time.Time) time.Time {
	if q.Allows(cal, now) {
		return now
	}
	day := now
	for range longestRest {
		for _, c := range [2]Clock{0, q.From} {
			if t := c.On(day); t.After(now) && q.Allows(cal, t) {
				return t
			}
		}
		day = addDays(Clock(12*60).On(day), 1)
	}
	return now
}
