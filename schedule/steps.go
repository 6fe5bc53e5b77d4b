package schedule

import (
	"cmp"
	"slices"
	"time"
)

// lateAfter is how long after its moment a step counts as late.
const lateAfter = time.Hour

// AskFacts is what has happened to one ask so far.
type AskFacts struct {
	Opens    time.Time       // when the ask goes out
	Due      time.Time       // when its answer is due; zero takes no rungs
	Answered bool            // answered, excused or ended: nothing more happens
	Paused   bool            // nothing happens until it is resumed
	Taken    map[string]bool // rungs done or skipped, OpenRung among them
}

// Reason says why a step is taken or skipped; a key for the sentence table.
type Reason string

const (
	ReasonPeriod      Reason = "period"       // the period has begun
	ReasonDowntime    Reason = "downtime"     // opened long after its moment
	ReasonDueSoon     Reason = "due_soon"     // the due day is near
	ReasonDueToday    Reason = "due_today"    // the due day has come
	ReasonOverdue     Reason = "overdue"      // the due moment has passed
	ReasonUnanswered  Reason = "unanswered"   // escalated or ended for want of an answer
	ReasonSuperseded  Reason = "superseded"   // skipped: a later rung of the kind is due as well
	ReasonEnding      Reason = "ending"       // skipped: the ask ends now, nobody need be reminded
	ReasonJustOpened  Reason = "just_opened"  // skipped: the ask opens late, with the same message
	ReasonBeforeOpens Reason = "before_opens" // skipped: the rung lies before the opening
)

// Step is one thing to do now, or to record as not done. After it is done the
// caller marks Rung as taken, for skips as well.
type Step struct {
	Kind   StepKind
	Rung   string    // the name of the rung, OpenRung for the opening
	To     Audience  // who is told; nobody for a skip
	Reason Reason    // why
	At     time.Time // when it should have happened, at or before now
	Late   bool      // more than an hour after At
	Due    time.Time // the ask's due moment; an opening after it carries a new one, to be stored
}

// Steps is what to do with an ask at now, and the next moment at which
// anything can happen (zero if nothing more). Asking again with the steps
// marked as taken gives none.
func (l Ladder) Steps(cal *Calendar, f AskFacts, now time.Time) (steps []Step, next time.Time) {
	switch {
	case f.Answered, f.Paused, f.Opens.IsZero():
		return nil, time.Time{}
	case f.Taken[OpenRung]:
		steps, next = l.climb(cal, f, now)
	case now.Before(f.Opens):
		return nil, f.Opens
	default:
		steps, next = l.open(cal, f, now)
	}
	return steps, next
}

// open opens the ask. Where the due moment has passed meanwhile nobody can
// have been late: the same number of working days is given anew.
func (l Ladder) open(cal *Calendar, f AskFacts, now time.Time) ([]Step, time.Time) {
	s := Step{Kind: StepOpen, Rung: OpenRung, To: ContactA | ContactB, Reason: ReasonPeriod, At: f.Opens, Due: f.Due}
	if s.Late = isLate(f.Opens, now); s.Late {
		s.Reason = ReasonDowntime
	}
	if !f.Due.IsZero() && !f.Due.After(now) {
		due := f.Due.In(now.Location())
		days := max(1, cal.Workdays(f.Opens.In(now.Location()), due))
		s.Due = ClockOf(due).On(cal.AddWorkdays(now, days))
	}
	f.Due = s.Due
	past, next := l.past(cal, f, now)
	steps := []Step{s}
	for _, m := range past {
		steps = append(steps, m.skip(f, ReasonJustOpened))
	}
	return steps, next
}

// climb takes the latest missed rung of each kind and skips the others.
func (l Ladder) climb(cal *Calendar, f AskFacts, now time.Time) ([]Step, time.Time) {
	past, next := l.past(cal, f, now)
	latest := map[StepKind]string{}
	for _, m := range past {
		latest[m.rung.Do] = m.rung.Name
	}
	var steps []Step
	for _, m := range past {
		switch {
		case !m.at.After(f.Opens):
			steps = append(steps, m.skip(f, ReasonBeforeOpens))
		case latest[m.rung.Do] != m.rung.Name:
			steps = append(steps, m.skip(f, ReasonSuperseded))
		case m.rung.Do == StepRemind && latest[StepClose] != "":
			steps = append(steps, m.skip(f, ReasonEnding))
		default:
			steps = append(steps, m.take(f, now))
		}
	}
	return steps, next
}

// moment is a rung with the instant it falls on.
type moment struct {
	rung Rung
	at   time.Time
}

// past lists the rungs not taken whose moment has come, in order of time, and
// the moment of the first that has not.
func (l Ladder) past(cal *Calendar, f AskFacts, now time.Time) (past []moment, next time.Time) {
	if f.Due.IsZero() {
		return nil, time.Time{}
	}
	due := f.Due.In(now.Location())
	for _, r := range l {
		if f.Taken[r.Name] {
			continue
		}
		m := moment{rung: r, at: r.Clock.On(cal.AddWorkdays(due, r.After))}
		switch {
		case !m.at.After(now):
			past = append(past, m)
		case next.IsZero() || m.at.Before(next):
			next = m.at
		}
	}
	slices.SortStableFunc(past, func(a, b moment) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
	return past, next
}

func (m moment) take(f AskFacts, now time.Time) Step {
	return Step{
		Kind: m.rung.Do, Rung: m.rung.Name, To: m.rung.To, Reason: m.reason(f, now),
		At: m.at, Late: isLate(m.at, now), Due: f.Due,
	}
}

func (m moment) skip(f AskFacts, why Reason) Step {
	return Step{Kind: StepSkip, Rung: m.rung.Name, Reason: why, At: m.at, Due: f.Due}
}

// reason says how things stand now, which after downtime is not how they
// stood at the rung's moment.
func (m moment) reason(f AskFacts, now time.Time) Reason {
	switch {
	case m.rung.Do != StepRemind:
		return ReasonUnanswered
	case !now.Before(f.Due):
		return ReasonOverdue
	case dayOf(now).Equal(dayOf(f.Due.In(now.Location()))):
		return ReasonDueToday
	}
	return ReasonDueSoon
}

func isLate(at, now time.Time) bool { return now.Sub(at) > lateAfter }
