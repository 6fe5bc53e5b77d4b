package schedule

import (
	"errors"
	"fmt"
	"time"
)

// Roll says where an ask goes that falls on a day off.
type Roll string

const (
	RollForward Roll = ""     // to the next worked day; the default
	RollBack    Roll = "back" // to the worked day before
	RollNone    Roll = "none" // it stays
)

const (
	KeyLayout = "2006-01-02T15:04"
	// longestStretch bounds the days off that a roll looks back over.
	longestStretch = 40
	// longestCatchUp bounds, in days, how far back missed periods are counted.
	longestCatchUp = 731
)

// Rule makes the periods of a task or a unit. Several turns of the cadence
// that roll to one moment are one period, named after the turn that lies
// nearest to that moment.
type Rule struct {
	Cadence  Cadence `json:"cadence"`
	Roll     Roll    `json:"roll,omitempty"`
	Window   int     `json:"window"`    // worked days from opening to due; 0 is due the same day
	DueClock Clock   `json:"due_clock"` // the time of day of the due moment
}

// DefaultRule rolls forward and gives two worked days, until 17:00.
func DefaultRule(c Cadence) Rule { return Rule{Cadence: c, Window: 2, DueClock: At(17, 0)} }

// Validate reports every fault of the rule at once.
func (r Rule) Validate() error {
	var faults []error
	if r.Cadence.IsZero() {
		faults = append(faults, errors.New("a rule needs a cadence"))
	}
	if r.Roll != RollForward && r.Roll != RollBack && r.Roll != RollNone {
		faults = append(faults, fmt.Errorf("unknown roll %q", r.Roll))
	}
	if r.Window < 0 || r.Window > 60 {
		faults = append(faults, fmt.Errorf("a window of %d working days is not between 0 and 60", r.Window))
	}
	if !r.DueClock.Valid() {
		faults = append(faults, errors.New("the due time is not a time of day"))
	}
	return errors.Join(faults...)
}

// Period is one turn of a rule. Its times are in the location of the time it
// was asked for with.
type Period struct {
	Key     string    // the nominal wall time, 2025-11-25T09:00; the same after any restart
	Nominal time.Time // when the cadence says
	Opens   time.Time // when the ask goes out: Nominal, rolled off days off
	Due     time.Time // when the answer is due: the window's end, or the next opening if that is earlier
}

// Next is the first period that opens strictly after after; the zero Period
// when there is none.
func (r Rule) Next(cal *Calendar, after time.Time) Period {
	p, ok := r.opening(cal, after)
	if !ok {
		return Period{}
	}
	return r.withDue(cal, p)
}

// Latest is the last period that opened after since and not after now, and how
// many before it opened in between and are missed. Since may be zero; counting
// goes back two years at most.
func (r Rule) Latest(cal *Calendar, since, now time.Time) (p Period, missed int, ok bool) {
	since = since.In(now.Location())
	if earliest := now.AddDate(0, 0, -longestCatchUp); since.Before(earliest) {
		since = earliest
	}
	n := 0
	for {
		next, found := r.opening(cal, since)
		if !found || next.Opens.After(now) {
			break
		}
		p, since = next, next.Opens
		n++
	}
	if n == 0 {
		return Period{}, 0, false
	}
	return r.withDue(cal, p), n - 1, true
}

// opening finds the next period, all but its due moment.
func (r Rule) opening(cal *Calendar, after time.Time) (best Period, ok bool) {
	for at := r.lookFrom(cal, after); ; {
		wall, nominal := r.Cadence.next(cal, at)
		if nominal.IsZero() {
			return best, ok
		}
		opens := r.roll(cal, wall, nominal)
		if ok && r.settled(nominal, opens, best) {
			return best, ok
		}
		if opens.After(after) && (!ok || r.better(opens, best.Opens)) {
			best, ok = Period{Key: wall.Format(KeyLayout), Nominal: nominal, Opens: opens}, true
		}
		at = nominal
	}
}

// lookFrom goes back over the days off before after: turns that fell on them
// may open later.
func (r Rule) lookFrom(cal *Calendar, after time.Time) time.Time {
	if r.Roll != RollForward {
		return after
	}
	day := midnight(after)
	for range longestStretch {
		before := midnight(day.Add(-time.Second))
		if cal.Workday(before) {
			break
		}
		day = before
	}
	return day.Add(-time.Second)
}

// settled reports whether a turn, which opens then, and so any after it, is too
// late to open at or before best. Turns that are rolled back to one day need
// not open in their order; those of a later day open later.
func (r Rule) settled(nominal, opens time.Time, best Period) bool {
	switch r.Roll {
	case RollNone:
		return true
	case RollBack:
		return dayOf(opens).After(dayOf(best.Opens))
	}
	return nominal.After(best.Opens)
}

// better prefers the earlier opening; of two that open together the turn that
// lies nearer: the later one rolling forward, the earlier one rolling back.
func (r Rule) better(opens, best time.Time) bool {
	return opens.Before(best) || r.Roll == RollForward && opens.Equal(best)
}

// roll moves a turn off days off and keeps what the clock should show.
func (r Rule) roll(cal *Calendar, wall, nominal time.Time) time.Time {
	day := wall
	switch r.Roll {
	case RollForward:
		day = cal.NextWorkday(wall)
	case RollBack:
		day = cal.PrevWorkday(wall)
	}
	if day.Equal(wall) {
		return nominal
	}
	return instant(day, nominal.Location())
}

// withDue adds the due moment, which is always after the opening.
func (r Rule) withDue(cal *Calendar, p Period) Period {
	p.Due = r.DueClock.On(cal.AddWorkdays(p.Opens, r.Window))
	if !p.Due.After(p.Opens) {
		p.Due = r.DueClock.On(cal.AddWorkdays(p.Opens, max(1, r.Window)))
	}
	if next, ok := r.opening(cal, p.Opens); ok && next.Opens.Before(p.Due) {
		p.Due = next.Opens
	}
	return p
}
