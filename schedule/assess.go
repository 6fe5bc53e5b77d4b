package schedule

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Class is where a task stands against its line, from its numbers alone.
type Class string

const (
	Done       Class = "done"        // 已完成
	Ahead      Class = "ahead"       // 超序时
	OnPace     Class = "on_pace"     // 按序时
	Behind     Class = "behind"      // 慢序时
	NotStarted Class = "not_started" // 未启动
	NoNumber   Class = "no_number"   // 其他
)

// Light is the light that the numbers give, or the one that a unit claims.
type Light string

const (
	NoLight Light = "none"
	Green   Light = "green"
	Yellow  Light = "yellow"
	Red     Light = "red"
)

// Worse reports whether l is a worse light than m.
func (l Light) Worse(m Light) bool { return l.rank() > m.rank() }

func (l Light) rank() int { return slices.Index([]Light{Green, Yellow, Red}, l) }

// Assessment is where one target or one task stands.
type Assessment struct {
	Class    Class
	Light    Light
	Share    Decimal // the part reached, 0 to 1 and above; only where HasShare
	HasShare bool
	Pace     Decimal // the part that should be reached today, 0 to 1
	Behind   Decimal // points below the line, negative above it; only where HasShare
}

// Assess holds the last reported value (nil: never reported) of one target
// against its line at now. Start and due are days in now's location; a task is
// past due when its due day is over. A level, a rate and a ceiling are done
// only when the due day has come: until then they can still be lost.
func Assess(t Target, value *Decimal, curve Curve, start, due, now time.Time, m Margins) Assessment {
	a := Assessment{Class: NoNumber, Light: NoLight, Pace: curve.Pace(start, due, now)}
	loc := now.Location()
	left, over := 1, false
	if !due.IsZero() {
		left = dayOf(due.In(loc)).Compare(dayOf(now))
		over = left < 0
	}
	if value != nil {
		a.measure(t, *value)
	}
	switch {
	case !t.Measured():
	case value == nil, value.IsZero() && !t.holds():
		a.Class, a.Light = NotStarted, idle(a, start, now, m)
	case t.Met(*value):
		a.Class, a.Light = met(t, left), Green
		return a
	case start.IsZero() || due.IsZero():
	case a.HasShare:
		a.Class, a.Light = m.class(a.Behind), m.light(a.Behind)
	default:
		a.Class, a.Light = Behind, Yellow
	}
	if over {
		a.Light = Red
		if a.Class == OnPace || a.Class == Ahead {
			a.Class = Behind
		}
	}
	return a
}

// met is done for what can no longer be lost, on pace for the rest.
func met(t Target, left int) Class {
	if t.holds() && left > 0 {
		return OnPace
	}
	return Done
}

// measure fills in share and distance. A rate does not grow over the year: it
// is held against the whole target from the first day.
func (a *Assessment) measure(t Target, v Decimal) {
	a.Share, a.HasShare = t.Share(v)
	if !a.HasShare {
		return
	}
	if t.Kind == Change {
		a.Pace = one()
	}
	a.Behind = a.Pace.Sub(a.Share).Shift(2).Round(6)
}

// class is the class at a distance below the line.
func (m Margins) class(behind Decimal) Class {
	switch {
	case behind.GreaterThanOrEqual(m.Behind):
		return Behind
	case behind.Neg().GreaterThanOrEqual(m.Ahead) && behind.IsNegative():
		return Ahead
	}
	return OnPace
}

// light is the light at a distance below the line.
func (m Margins) light(behind Decimal) Light {
	switch {
	case behind.GreaterThan(m.Red):
		return Red
	case behind.GreaterThanOrEqual(m.Yellow) && behind.IsPositive():
		return Yellow
	}
	return Green
}

// idle is the light of a task that is not started.
func idle(a Assessment, start, now time.Time, m Margins) Light {
	light := NoLight
	if m.ByGap {
		light = m.light(a.Pace.Shift(2))
	}
	if m.Never == 0 || start.IsZero() {
		return light
	}
	s := start.In(now.Location())
	months := (now.Year()-s.Year())*12 + int(now.Month()-s.Month())
	switch {
	case months >= m.Never:
		return Red
	case months >= m.Late && !light.Worse(Yellow):
		return Yellow
	}
	return light
}

// Combine judges a task by its targets: the worst light, the smallest share,
// the largest distance. It is done when every target is; behind when one is,
// or when one is not started and lit; ahead only when all others are done or ahead.
func Combine(list []Assessment) Assessment {
	if len(list) == 0 {
		return Assessment{Class: NoNumber, Light: NoLight}
	}
	all := list[0]
	count := map[Class]int{}
	for _, a := range list {
		count[a.Class]++
		if a.Light.Worse(all.Light) {
			all.Light = a.Light
		}
		all.Pace = decimal.Max(all.Pace, a.Pace)
		if !a.HasShare {
			continue
		}
		if !all.HasShare || a.Share.LessThan(all.Share) {
			all.Share = a.Share
		}
		if !all.HasShare || a.Behind.GreaterThan(all.Behind) {
			all.Behind = a.Behind
		}
		all.HasShare = true
	}
	all.Class = whole(count, len(list), all.Light)
	return all
}

// whole is the class of a task whose targets have these classes.
func whole(count map[Class]int, n int, worst Light) Class {
	switch {
	case count[Done] == n:
		return Done
	case count[NotStarted] > 0 && count[NotStarted]+count[NoNumber] == n:
		return NotStarted
	case count[Behind] > 0, count[NotStarted] > 0 && Yellow.rank() <= worst.rank():
		return Behind
	case count[OnPace] > 0, count[NotStarted] > 0:
		return OnPace
	case count[Ahead] > 0:
		return Ahead
	}
	return NoNumber
}
