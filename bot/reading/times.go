package reading

// dated weighs a date in front of a figure: what is past or to come sets the
// figure apart, a month or day of its own may make it an increment.
func (j judge) dated(f *figure, t token, lo, k int) {
	now := j.p.in.Now
	d := t.date
	ends := k > lo && j.p.toks[k-1].note&until != 0 || d.since || j.p.at(k+1) == markKind // 11月20日：
	switch {
	case d.since:
	case d.last && j.p.compares(k) && (j.p.at(k+1) == moreKind || j.p.at(k+1) == lessKind || j.p.isAt(k+1, "多")):
		f.delta = true // 比上次提高2%
	case d.tense == past && !d.day.IsZero() && k > lo && j.p.toks[k-1].note&until != 0: // 截至昨天
	case d.tense == past && !d.day.IsZero() && j.p.at(k+1) == moreKind:
		f.period = true // 昨天又装好1台
	case d.tense == past && d.last && j.p.at(k+1) == moreKind:
		f.lately = true
		f.worse(unsure)
	case d.tense == past && !d.last && j.p.compares(k) && j.rate(): // 比去年增长6.1%
	case d.tense == past && !d.last && j.p.compares(k) && f.num.form == shareForm:
		f.worse(unsure) // 比2017年压缩26.5%
	case d.tense == past:
		f.past = d.last
		f.worse(apart)
	case d.tense == period:
		f.period = true
	case d.tense == upcoming:
		f.worse(apart)
	case d.month && j.p.compares(k) && (j.p.at(k+1) == moreKind || j.p.at(k+1) == lessKind || j.p.isAt(k+1, "多")):
		f.worse(unsure) // 比9月多5处: nobody knows what it was then
	case d.day.IsZero():
	case d.year:
		if d.day.Year() > now.Year() {
			f.worse(apart)
		}
	case d.month && d.day.Year() == now.Year() && d.day.Month() == now.Month(), !d.day.After(now):
		f.period = f.period || !ends
		if !d.month {
			f.day = d
		}
	default:
		f.worse(apart)
	}
}

// timed weighs a time behind a figure.
func (j judge) timed(f *figure, t token, k int) {
	if j.p.toks[k-1].note&until != 0 && !t.date.day.IsZero() && !t.date.day.After(j.p.in.Now) {
		return // 82 km as of yesterday
	}
	if t.date.last && t.date.tense == past && f.verb && letter(j.p.f.runes[t.lo]) && !j.p.compares(k) {
		f.period = true // finished 60 last month
	}
	switch last := t.date.last && t.date.tense == past && !j.p.compares(k) && !f.verb; {
	case last && f.increment:
		f.lately = true
		f.worse(unsure)
	case last && j.p.has(k+1, j.c.hi, madeKind) && !letter(j.p.f.runes[t.lo]):
		f.worse(unsure) // 6家上周开业: may well be all
	case last:
		f.past = true
		f.worse(apart) // 18 last month
	}
	if t.date.tense == past && !t.date.last && letter(j.p.f.runes[t.lo]) && !j.p.compares(k) {
		f.worse(apart) // 18 last year
	}
	if t.date.tense == upcoming || t.date.day.After(j.p.in.Now) {
		f.worse(unsure)
	}
	f.period = f.period || t.date.tense == period
}

// timedBefore takes in the time that stands before an earlier figure of the same
// run of words: 本月小巷完成2条路灯30盏.
func (j judge) timedBefore(f *figure) {
	figures := false
	for k := j.c.lo - 1; j.byTitle && k >= 0 && !j.p.toks[k].pause(); k-- {
		switch t := j.p.toks[k]; {
		case t.kind == numberKind:
			figures = true
		case t.kind != dateKind || !figures:
		case t.date.tense == period:
			f.period = true
			return
		case t.date.tense == past && !j.p.compares(k):
			f.past = t.date.last
			f.worse(apart)
			return
		default:
			return
		}
	}
}
