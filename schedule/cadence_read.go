package schedule

import "time"

const (
	allMonths      = 0x1ffe
	defaultHour    = 9
	defaultDay     = 25 // the day of the month that most notices name
	defaultWeekday = time.Friday
)

// phrase is what the words of a cadence add up to, before it is known to make sense.
type phrase struct {
	every, day, workday bool
	half, last, back    bool
	end, begin          bool
	unit                kind // wWeek, wMonth, wQuarter, wYear; wNone where only days are named
	step                int
	which               int // month of a quarter, 0 where not said
	weekdays            uint8
	months              uint16
	numbers             []int
	anchor              int
}

// parsePhrase reads a folded phrase. Hint is the part that was not understood.
func parsePhrase(s string) (c Cadence, why CadenceFault, hint string) {
	clock, rest, ok := cutClock(s)
	if !ok {
		clock = At(defaultHour, 0)
	} else if _, _, twice := cutClock(rest); twice {
		return Cadence{}, CadenceSyntax, trim(rest)
	}
	words, unknown := lex(rest)
	if unknown != "" {
		return Cadence{}, CadenceSyntax, unknown
	}
	p, hint := collect(words)
	if hint != "" {
		return Cadence{}, CadenceSyntax, hint
	}
	if c, why = p.cadence(); why != "" {
		return Cadence{}, why, ""
	}
	c.clock = clock
	return c.tidy(), "", ""
}

// collect adds the words up; hint is the first that does not fit.
func collect(words []word) (p phrase, hint string) {
	p.step = 1
	for i := 0; i < len(words); i++ {
		var next word
		if i+1 < len(words) {
			next = words[i+1]
		}
		var before word
		if i > 0 {
			before = words[i-1]
		}
		used, ok := p.take(before, words[i], next)
		if !ok {
			return p, words[i].text
		}
		if used > 1 {
			words[i+1].kind = words[i].kind // what follows sees the pair as one
			i++
		}
	}
	return p, ""
}

// take adds one word; used is 2 where the next one went with it.
func (p *phrase) take(before, w, next word) (used int, ok bool) {
	switch w.kind {
	case wEvery:
		p.every = true
	case wDay:
		p.day = true
	case wWorkday:
		p.workday = true
	case wHalf:
		p.half = true
	case wLast:
		p.last = true
	case wBack:
		p.back = true
	case wEnd:
		p.end = true
	case wBegin:
		p.begin = true
	case wWhich:
		ok = p.which == 0
		p.which = w.n
		return 1, ok
	case wMark:
		return 1, before.kind == wNumber
	case wWeek, wMonth, wQuarter, wYear:
		ok = p.unit == wNone || p.unit == w.kind
		p.unit = w.kind
		return 1, ok
	case wWeekday:
		p.weekdays |= 1 << w.n
	case wNamed:
		p.months |= 1 << w.n
	case wDate:
		ok = p.anchor == 0
		p.anchor = w.n
		return 1, ok
	case wTo:
		return p.run(before, next)
	case wNumber:
		return p.number(before, w, next)
	default:
		return 1, false
	}
	return 1, true
}

// run reads what follows 至: 周一至周五, 2nd to last.
func (p *phrase) run(before, next word) (used int, ok bool) {
	if next.kind == wLast {
		p.back = true
		return 2, before.kind == wNumber
	}
	to := next.n
	if next.kind == wNumber && next.han {
		to %= 7 // 周一至五
	} else if next.kind != wWeekday {
		return 1, false
	}
	if before.kind != wWeekday {
		return 1, false
	}
	for d := before.n; ; d = (d + 1) % 7 {
		p.weekdays |= 1 << d
		if d == to {
			return 2, true
		}
	}
}

// number reads a number by its neighbours: every 2 weeks, 周一、四, 25日.
func (p *phrase) number(before, w, next word) (used int, ok bool) {
	switch {
	case next.kind == wWeek, before.kind == wEvery && next.kind == wWeekday:
		p.step = w.n
		return 1, w.n == 1 || w.n == 2
	case w.han && p.weekdays != 0 && next.kind != wMark && w.n >= 1 && w.n <= 6:
		p.weekdays |= 1 << w.n
		return 1, true
	case before.kind == wEvery && next.kind != wMark && next.kind != wWorkday && next.kind != wNone:
		return 1, false // every 3 days, every 2 months
	}
	p.numbers = append(p.numbers, w.n)
	return 1, w.n >= 1 && w.n <= 31
}

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
