package schedule

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
