package reading

import "time"

// settle moves a day that comes round to the next one where it is planned, or
// to the last one where it is gone.
func (d *date) settle(planned, gone bool, now time.Time) {
	switch {
	case d.cycle == 0 || d.day.IsZero():
	case planned && d.day.Before(midnight(now)):
		d.day = d.around(d.cycle)
		d.moved = d.cycle == 12
	case d.day.After(now) && !(d.month && d.day.Month() == now.Month()) && !planned && (gone || d.cycle == 1):
		if last := d.around(-d.cycle); last.Year() == now.Year() && !last.After(now) && (d.month || last.Day() == d.day.Day()) {
			d.day = last
		}
	}
}

// around is the same day so many months on, the last one of a month if the
// whole of it is meant.
func (d *date) around(months int) time.Time {
	if d.month {
		return lastOf(d.day.Year(), int(d.day.Month())+months, d.day)
	}
	return d.day.AddDate(0, months, 0)
}

// settleDates gives the days without a year or a month the one that is meant.
func (p *parser) settleDates() {
	for i := range p.toks {
		if d := p.toks[i].date; p.at(i) == dateKind && d.cycle > 0 {
			planned, gone := p.around(i)
			d.settle(planned, gone, p.in.Now)
		}
	}
}

// sentence is as many tokens as the words before a date may be away from it.
const sentence = 40

// around reports whether the words around the date i speak of a plan, or of
// what is done.
func (p *parser) around(i int) (planned, gone bool) {
	by, reached := p.toks[i].date.by, false
	for k := i - 1; k >= max(0, i-sentence) && p.at(k) != lineKind && p.at(k) != stopKind; k-- {
		planned = planned || p.at(k) == planKind && len(p.toks[k].owners) == 0 || p.at(k) == nextKind
		by = by || p.isAt(k, "by", "before")
		reached = reached || p.at(k) == madeKind && hasAt(p.f.runes, p.toks[k].hi-2, "ed")
	}
	for k := i + 1; k < len(p.toks) && !p.toks[k].pause(); k++ {
		planned = planned || p.at(k) == planKind && len(p.toks[k].owners) == 0
		gone = gone || p.at(k) == doneKind || p.toks[k].note&(sofar|trails) != 0
	}
	return planned || by && !reached, gone || by && reached // reached 28 by October
}
