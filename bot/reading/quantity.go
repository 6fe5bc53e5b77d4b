package reading

import (
	"slices"
	"strings"
	"time"

	"duban/schedule"
)

// verdict is what a figure is by the words around it.
type verdict uint8

const (
	clean   verdict = iota // a value of the task
	unsure                 // words around it that the grammar does not know
	foreign                // a value, with the title of another task beside it
	apart                  // no value: planned, missing, last year's, another thing's
)

// figure is a number with what its clause makes of it.
type figure struct {
	token
	verdict   verdict
	increment bool // 新增2个
	own       bool // the title has the word of increase itself
	less      bool // 减少2个
	newly     bool // 新建2个: of all, or since the last report
	total     bool // 累计
	period    bool // 本月
	share     bool // of the target, by its words: 完成率80%
	verb      bool
	falls     bool // 下降4.4%
	rises     bool
	approx    string
	past      bool // last time's
	denied    bool // 不是9个
	rate      bool // 完成率: of the target, by its words or for want of others
	now       bool // 目前
	claimed   bool // 3台滞后: a standing right behind it may be its own
	under     bool // 近, 不到: may not be reached
	near      bool // 近 among them: a figure nevertheless
	names     []int
	clause    clause
}

// judge weighs the figures of a clause for one task.
type judge struct {
	p       *parser
	task    int
	c       clause
	byTitle bool // the task is named by its title
}

// figures gives the figures of the clause.
func (j judge) figures() []figure {
	var at []int
	for k := j.c.lo; k < j.c.hi; k++ {
		if j.p.toks[k].kind == numberKind {
			at = append(at, k)
		}
	}
	out := make([]figure, 0, len(at))
	asked := j.p.has(j.c.lo, j.c.hi, askKind)
	doubted := asked || j.p.has(j.c.lo, j.c.hi, hedgeKind) || len(at) > 1 && j.either(at[0], at[len(at)-1])
	from, carried := j.c.lo, figure{}
	prefix := len(at) > 0 && slices.ContainsFunc(j.p.toks[from:at[0]], func(t token) bool { return len(j.targets(t)) > 0 })
	for n, k := range at {
		f := figure{token: j.p.toks[k], clause: j.c, verdict: carried.verdict}
		if f.verdict != apart {
			f.verdict = clean
		}
		if j.p.toks[k].odd || doubted {
			f.verdict = unsure
		}
		f.rate = (k == j.c.lo || j.p.at(k-1) == numberKind) && k+1 == j.c.hi
		j.before(&f, from, k)
		f.rate = f.rate || f.share
		to, next := j.c.hi, j.c.hi
		if n+1 < len(at) {
			next = at[n+1]
			to = j.split(k+1, next, f, prefix)
		}
		j.after(&f, k+1, to, n+1 < len(at))
		if n+1 < len(at) && j.text(k+1, next) && (f.unit == nil || j.fits(f) || !j.fits(figure{token: j.p.toks[next]})) {
			to = k + 1 // unknown words between two figures may belong to either
		}
		if f.verdict == apart && asked {
			f.verdict = unsure
		}
		out = append(out, f)
		carried, from = figure{verdict: j.carry(f, to, next)}, to
	}
	return out
}

// fits reports whether the task has a target in the figure's own unit.
func (j judge) fits(f figure) bool {
	return j.p.book.measured(j.task, func(_ int, m measure) bool {
		_, ok := m.fit(f.unit)
		return ok && f.unit != nil
	}) >= 0
}

// either reports whether 还是 stands between two figures: 5个还是6个.
func (j judge) either(lo, hi int) bool {
	return slices.ContainsFunc(j.p.toks[lo:hi], func(t token) bool { return t.note&still != 0 })
}

// rate reports whether the task is about a rate of change.
func (j judge) rate() bool {
	return slices.ContainsFunc(j.p.in.Tasks[j.task].Targets, func(t Target) bool { return t.Kind == schedule.Change })
}

func (j judge) text(lo, hi int) bool {
	return slices.ContainsFunc(j.p.toks[lo:hi], func(t token) bool { return t.kind == textKind })
}

// carry says whether the words that set one figure apart hold for the next:
// last year does for the rest of the clause, a plan until a verb.
func (j judge) carry(f figure, lo, hi int) verdict {
	if f.verdict != apart {
		return clean
	}
	for _, t := range j.p.toks[lo:hi] {
		if f.denied && (j.p.is(t, "是") || t.kind == leadKind) || t.kind == madeKind || t.kind == doneKind || t.kind == totalKind || t.kind == dateKind && (t.date.tense == period || t.date.tense == noTense) || t.note&sofar != 0 {
			return clean
		}
	}
	return apart
}

// split is the token between two figures where the words of the second begin.
func (j judge) split(lo, hi int, f figure, prefix bool) int {
	for k := lo; k < hi; k++ {
		switch t := j.p.toks[k]; t.kind {
		case madeKind, doneKind, totalKind, moreKind, lessKind, planKind, missingKind, goalKind, otherKind, stageKind, partKind, ofKind, denyKind, joinKind, hedgeKind, claimKind, vagueKind, dateKind:
			return k
		case nameKind:
			if prefix || j.elsewhere(f, t) {
				return k
			}
		case fillKind:
			if f.denied && j.p.is(t, "是") {
				return k // 不是9个是8个
			}
		case leadKind:
			if f.denied {
				return k // not 9 but 8
			}
		}
	}
	return hi
}

// elsewhere reports whether a name behind a figure is that of another target
// than the one that the figure's unit shows: 4所 学位6400个.
func (j judge) elsewhere(f figure, name token) bool {
	named := j.targets(name)
	own := j.p.book.measured(j.task, func(_ int, m measure) bool { return m.exact(f.unit) })
	return own >= 0 && len(named) > 0 && !slices.Contains(named, own)
}

// targets are the targets of the task that a token names; a whole name stands
// before a part of a longer one.
func (j judge) targets(t token) []int {
	var all, exact []int
	for _, o := range t.owners {
		if o.task != j.task || o.target < 0 {
			continue
		}
		all = append(all, o.target)
		if o.whole {
			exact = append(exact, o.target)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return all
}

func (j judge) owned(t token) bool { return t.of(j.task) }

// spelled reports whether an unknown word has no character that is not in the
// task's own title or targets: 桥10座 for 桥梁改造.
func (j judge) spelled(t token) bool {
	if t.kind != textKind && t.kind != stageKind && t.kind != otherKind || t.note != 0 {
		return false
	}
	task := j.p.in.Tasks[j.task]
	for _, r := range j.p.f.runes[t.lo:t.hi] {
		if letter(r) || r != '了' && !strings.ContainsRune(task.Title, r) && !slices.ContainsFunc(task.Targets, func(x Target) bool { return strings.ContainsRune(x.Name, r) }) {
			return false
		}
	}
	return true
}

// enumerated reports whether the clause is the last of a list: 甲、乙、丙共3家.
func (j judge) enumerated() bool {
	return j.c.lo > 0 && j.p.at(j.c.lo-1) == commaKind && j.p.rune(j.c.lo-1) == '、'
}

// spells gives the one target whose name has the characters of an unknown word.
func (j judge) spells(t token) []int {
	var out []int
	for k, x := range j.p.in.Tasks[j.task].Targets {
		if t.kind == textKind && x.Name != "" && !slices.ContainsFunc(j.p.f.runes[t.lo:t.hi], func(r rune) bool { return letter(r) || !strings.ContainsRune(x.Name, r) }) {
			out = append(out, k)
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

func (f *figure) worse(v verdict) { f.verdict = max(f.verdict, v) }

// before weighs the words in front of a figure.
func (j judge) before(f *figure, lo, hi int) {
	for k := lo; k < hi; k++ {
		t := j.p.toks[k]
		last := k == hi-1
		if t.kind != nameKind {
			f.named(j.targets(t))
		}
		switch t.kind {
		case textKind, hedgeKind, askKind, partlyKind, tickKind, labelKind:
			if !j.spelled(t) && !(j.enumerated() && j.p.toks[hi-1].note&sums != 0) {
				f.worse(unsure)
			}
			f.named(j.spells(t))
		case planKind, missingKind, goalKind, partKind, denyKind, restKind:
			f.worse(apart)
			f.denied = f.denied || t.kind == denyKind
			if t.kind == goalKind && f.verb {
				f.verdict = unsure
			}
		case vagueKind:
			if t.note&underway != 0 {
				f.worse(apart)
			}
		case otherKind, stageKind:
			if !j.owned(t) && !j.spelled(t) {
				f.worse(apart)
			}
		case againstKind:
			if !j.rate() {
				f.worse(unsure)
			}
		case claimKind:
			if last {
				f.worse(unsure)
			}
		case madeKind, doneKind:
			f.verb = true
			f.newly = t.note&afresh != 0 && !j.owned(t)
			f.total = f.total || t.note&reaches != 0
			f.share = f.share || t.note&entirely != 0 && last && f.num.form == shareForm // 完成全年任务84%
		case totalKind:
			f.total, f.verb = true, true
		case moreKind:
			f.increment, f.own, f.rises = true, j.owned(t), true
		case lessKind:
			f.less, f.falls = true, true
		case ofKind:
			f.share = true
		case underKind:
			j.nearly(f, t)
		case aboutKind:
			if last && j.p.is(t, "多") {
				f.increment = true // 比上月多6个
				continue
			}
			f.approx = j.p.f.source(t.lo, t.hi)
		case dateKind:
			j.dated(f, t, lo, k)
		case nameKind:
			j.naming(f, k)
		case fillKind:
			f.total = f.total || t.note&sums != 0
			f.now = f.now || t.note&sofar != 0
			f.rate = f.rate || t.note&rates != 0
		}
	}
	f.increment = f.increment || f.num.plus
	f.rises = f.rises || f.num.plus
	f.falls = f.falls || f.num.minus
}

// naming takes a name beside a figure. Words of one name narrow each other.
func (j judge) naming(f *figure, k int) {
	t := j.p.toks[k]
	names := j.targets(t)
	if k > j.c.lo && j.p.toks[k-1].kind == nameKind {
		var both []int
		for _, o := range t.owners {
			if o.task == j.task && slices.Contains(f.names, o.target) {
				both = append(both, o.target)
			}
		}
		if len(both) > 0 {
			names = both
		}
	}
	f.named(names)
	j.grows(f, t, k)
	switch {
	case j.owned(t):
	case t.grade != telling:
		f.worse(unsure)
	case j.p.foreign(j.c, t, j.task, j.byTitle):
		f.worse(foreign)
	}
}

func (f *figure) named(targets []int) {
	if len(targets) > 0 {
		f.names = targets
	}
}

// grows takes a word of increase or decrease inside the task's own title.
func (j judge) grows(f *figure, t token, k int) {
	r := j.p.f.runes[:t.hi]
	if w, end := j.p.lex.at(r, t.lo); end > t.lo && w.kind == moreKind && j.p.at(k+1) != markKind {
		f.increment, f.own = true, true
	}
	for i := t.lo; i < t.hi; i++ {
		if w, _ := j.p.lex.at(r, i); w.kind == lessKind && j.owned(t) {
			f.falls = true
		}
	}
}

// dated weighs a date in front of a figure: what is past or to come sets the
// figure apart, a month or day of its own may make it an increment.
func (j judge) dated(f *figure, t token, lo, k int) {
	now := j.p.in.Now
	d := t.date
	ends := k > lo && j.p.toks[k-1].note&until != 0 || d.since || j.p.at(k+1) == markKind // 11月20日：
	switch {
	case d.since:
	case d.last && j.p.compares(k) && (j.p.at(k+1) == moreKind || j.p.at(k+1) == lessKind || j.p.isAt(k+1, "多")): // 比上次提高2%
	case d.tense == past:
		f.past = d.last
		f.worse(apart)
	case d.tense == period:
		f.period = true
	case d.tense == upcoming:
		f.worse(apart)
	case d.day.IsZero():
	case d.year:
		if d.day.Year() > now.Year() {
			f.worse(apart)
		}
	case d.month && d.day.Year() == now.Year() && d.day.Month() == now.Month(), !d.day.After(now):
		f.period = f.period || !ends
	default:
		f.worse(apart)
	}
}

// after weighs the words behind a figure.
func (j judge) after(f *figure, lo, hi int, followed bool) {
	if f.num.more {
		f.approx = "多"
	}
	for k := lo; k < hi; k++ {
		t := j.p.toks[k]
		switch t.kind {
		case textKind, hedgeKind, askKind, denyKind, partlyKind, otherKind, goalKind, tickKind, planKind, partKind, ofKind, labelKind:
			j.tail(f, t)
		case missingKind, stageKind:
			if !j.owned(t) && !j.spelled(t) {
				f.worse(map[bool]verdict{true: unsure, false: apart}[f.verb && t.kind == missingKind])
			}
		case claimKind:
			f.claimed = f.claimed || !f.verb && t.claim != OnTrack
		case moreKind:
			f.increment = true
		case totalKind:
			f.total = f.total || !followed // 14 in total
		case lessKind:
			f.less = true
		case aboutKind:
			f.approx = j.p.f.source(t.lo, t.hi)
		case underKind:
			j.nearly(f, t)
		case nameKind:
			j.naming(f, k)
		case madeKind, doneKind:
			f.verb = f.verb || followed
		case dateKind:
			if t.date.last && t.date.tense == past && !j.p.compares(k) && !f.verb {
				f.past = true
				f.worse(apart) // 18 last month
			}
			if t.date.tense == upcoming || t.date.day.After(j.p.in.Now) {
				f.worse(unsure)
			}
			f.period = f.period || t.date.tense == period
		}
	}
}

func (j judge) nearly(f *figure, t token) {
	f.under, f.approx = true, j.p.f.source(t.lo, t.hi)
	f.near = t.note&nears != 0
}

func (j judge) tail(f *figure, t token) {
	switch {
	case t.kind == ofKind:
		f.share = true
	case (t.kind == otherKind || t.kind == planKind) && j.owned(t), j.spelled(t):
	case t.kind == goalKind, t.kind == planKind && !f.verb:
		f.worse(apart)
	default:
		f.worse(unsure)
	}
}

// day gives the first day named in the tokens that is not past.
func (p *parser) day(lo, hi int) *time.Time {
	for _, t := range p.toks[lo:hi] {
		if t.kind == dateKind && !t.date.day.IsZero() && !t.date.day.Before(midnight(p.in.Now)) {
			d := t.date.day
			return &d
		}
	}
	return nil
}
