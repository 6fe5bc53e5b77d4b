package schedule

import "time"

const (
	allMonths      = 0x1ffe
	defaultHour    = 9
	defaultDay     = 25 // the day of the month that most notices name
	defaultWeekday = time.Friday
)

// cadence makes sense of the phrase or says why there is none.
func (p phrase) cadence() (Cadence, CadenceFault) {
	if !p.every || p.anchor != 0 && p.step != 2 {
		return Cadence{}, CadenceSyntax
	}
	dated := len(p.numbers) > 0 || p.last || p.back || p.end || p.begin || p.months != 0 || p.which != 0 || p.half
	switch {
	case p.weekdays != 0 || p.unit == wWeek:
		if dated || p.workday || p.unit != wNone && p.unit != wWeek {
			return Cadence{}, CadenceSyntax
		}
		return p.weekly(), ""
	case p.step != 1:
		return Cadence{}, CadenceSyntax
	case p.unit == wNone:
		if dated || p.day == p.workday {
			return Cadence{}, CadenceSyntax
		}
		if p.workday {
			return Cadence{form: formWorkday}, ""
		}
		return Cadence{form: formDaily}, ""
	case p.half:
		return p.halves()
	}
	return p.monthly()
}

func (p phrase) weekly() Cadence {
	if p.weekdays == 0 {
		p.weekdays = 1 << defaultWeekday
	}
	return Cadence{form: formWeekly, weekdays: p.weekdays, every: int8(p.step), anchor: int32(p.anchor)}
}

// halves reads 每半月 and 每半年.
func (p phrase) halves() (Cadence, CadenceFault) {
	p.half = false
	switch {
	case p.months != 0 || p.which != 0 || p.workday:
		return Cadence{}, CadenceSyntax
	case p.unit == wYear:
		p.months = 1<<6 | 1<<12
		if len(p.numbers) == 0 && !p.last && !p.end {
			p.numbers = []int{defaultDay}
		}
		return p.monthly()
	case p.unit == wMonth && len(p.numbers) == 0 && !p.end && !p.begin && !p.last:
		return Cadence{form: formMonthly, days: 1<<15 | 1<<lastDay}, ""
	}
	return Cadence{}, CadenceSyntax
}

// monthly reads everything that hangs on a day of a month.
func (p phrase) monthly() (Cadence, CadenceFault) {
	if !p.monthsOf() {
		return Cadence{}, CadenceSyntax
	}
	if p.workday {
		return p.nthWorkday()
	}
	if p.back || p.begin && (len(p.numbers) > 0 || p.last || p.end) {
		return Cadence{}, CadenceSyntax
	}
	c := Cadence{form: formMonthly, months: p.months}
	if p.last || p.end {
		c.days |= 1 << lastDay
	}
	if p.begin {
		c.days |= 1 << 1
	}
	for _, n := range p.numbers {
		c.days |= 1 << n
	}
	if c.days == 0 {
		c.days = 1 << defaultDay
	}
	if p.unit == wYear && !c.exists() {
		return Cadence{}, CadenceNever
	}
	return c, ""
}

// monthsOf settles which months are meant; false where the phrase cannot say.
func (p *phrase) monthsOf() bool {
	switch p.unit {
	case wMonth:
		return p.months == 0 && p.which == 0
	case wQuarter:
		if p.months != 0 {
			return false
		}
		if p.which == 0 {
			p.which = 3
			if p.begin {
				p.which = 1
			}
		}
		for m := p.which; m <= 12; m += 3 {
			p.months |= 1 << m
		}
		// 季度末25日 names the month by 末 and the day by its number
		if p.end && (len(p.numbers) > 0 || p.workday) {
			p.end = p.workday && len(p.numbers) == 0
		}
		return true
	case wYear:
		if p.months == 0 && p.end {
			p.months = 1 << 12
		}
		return p.months != 0 && p.which == 0 && (p.end || p.last || len(p.numbers) > 0)
	}
	return false
}

// nthWorkday reads 最后一个工作日, 第3个工作日, 倒数第2个工作日.
func (p phrase) nthWorkday() (Cadence, CadenceFault) {
	c := Cadence{form: formNthOfMon, months: p.months}
	switch {
	case p.begin || len(p.numbers) > 1:
		return Cadence{}, CadenceSyntax
	case len(p.numbers) == 1 && !p.last && !p.end:
		c.nth = int8(p.numbers[0])
		if p.back {
			c.nth = -c.nth
		}
	case len(p.numbers) == 0 && (p.last || p.end) && !p.back:
		c.nth = -1
	default:
		return Cadence{}, CadenceSyntax
	}
	if c.nth > 15 || c.nth < -15 {
		return Cadence{}, CadenceNever
	}
	return c, ""
}

// exists reports whether each day named is there in one of the months named,
// in some year.
func (c Cadence) exists() bool {
	for d := 1; d <= 31; d++ {
		if c.days&(1<<d) == 0 {
			continue
		}
		found := false
		for m := time.January; m <= time.December; m++ {
			found = found || c.months&(1<<m) != 0 && d <= daysIn(2024, m)
		}
		if !found {
			return false
		}
	}
	return true
}
