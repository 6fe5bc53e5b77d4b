package reading

import (
	"slices"
)

// draft is what the whole reply says about one task, before it is doubted.
type draft struct {
	task     int
	figures  []figure
	claims   []Claim
	same     bool
	line     Line
	vague    bool
	facts    bool         // a date or a figure in the words: not vague
	question QuestionKind // settled before the words are weighed
	others   []int        // tasks that it may be about instead
	all      []clause
	first    [2]clause // room for most
	last     verdict   // of the last figure
	byTitle  bool      // its clauses are named by the title
	lasts    []figure  // what was reported before, by its words
	grouped  bool      // its clause is that of 其余 or 全部
	maybe    Claim     // may be claimed
	cleared  bool      // 写错了: what stood there was taken back
	quoted   bool      // words of the ask stand there
	fixing   bool      // 更正 stood alone: the next figure is the right one
	kept     []int     // targets that are as before, by their names
	keptAll  bool      // or all of them, by words of the title
	progress saying
	problem  saying
	plan     saying
}

// clause adds one clause to the draft.
func (d *draft) clause(p *parser, c clause) {
	if c.lo >= c.hi || c.role == reportRole && p.greets(c) {
		return
	}
	switch c.role {
	case problemRole:
		if p.none(c) {
			break
		}
		p.say(&d.line.Problem, &d.problem, p.unheaded(c), c.hi)
		d.facts = true
		if t := p.toks[c.hi-1]; c.reason && !d.ofPart(p, c) && c.hi-c.lo > 1 && t.kind == claimKind && t.claim != OnTrack && len(d.claims) == 0 && (len(d.figures) == 0 || p.f.runes[t.hi-1] != '慢') && p.at(c.hi-2) != denyKind {
			d.claims = append(d.claims, t.claim)
		}
	case nextRole:
		d.next(p, c)
	default:
		d.report(p, c)
	}
	if d.all == nil {
		d.all = d.first[:0]
	}
	d.all = append(d.all, c)
}

// ofPart reports whether the words in front of a reason speak of a part of the
// task: 其中一座因管线停工.
func (d *draft) ofPart(p *parser, c clause) bool {
	if len(d.all) == 0 || d.all[len(d.all)-1].hi != c.lo {
		return false
	}
	before := d.all[len(d.all)-1]
	return p.has(before.lo, before.hi, partKind) || p.has(before.lo, before.hi, numberKind)
}

// greets reports whether a clause is thanks or a nod alone.
func (p *parser) greets(c clause) bool {
	return !slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool {
		return t.kind != greetKind && t.kind != nodKind && t.kind != markKind
	})
}

// next adds a plan; the day in it is the expected one where it speaks of
// completion and of no other stage.
func (d *draft) next(p *parser, c clause) {
	if p.none(c) {
		return
	}
	p.say(&d.line.Next, &d.plan, p.unheaded(c), c.hi)
	day := p.day(c.lo, c.hi)
	d.facts = d.facts || day != nil || p.digits(c)
	finish, other := false, false
	for _, t := range p.toks[c.lo:c.hi] {
		done := p.is(t, "done by")
		finish = finish || t.kind == madeKind || t.kind == doneKind || t.note&forecasts != 0 || done
		other = other || t.kind == stageKind || t.kind == otherKind && p.is(t, "会议", "召开", "现场会", "协调会", "座谈会", "调研", "meeting", "meetings") || t.kind == textKind && !done || t.kind == numberKind && !d.goal(p, t) || t.kind == partlyKind
	}
	if day != nil && finish && !other && d.line.Expect == nil {
		d.line.Expect = day
		if due := p.in.Tasks[d.task].Due; p.moved(c) && !due.IsZero() && day.After(due) {
			d.question = Unsure // 3月, of a task that ends in December
		}
	}
}

// goal reports whether a figure is all that the task has to reach.
func (d *draft) goal(p *parser, t token) bool {
	targets := p.in.Tasks[d.task].Targets
	return len(targets) == 1 && t.num.form == plainForm && t.num.amount.Equal(targets[0].Low) && !targets[0].Low.IsZero()
}

// moved reports whether a day of the clause was moved to the next year.
func (p *parser) moved(c clause) bool {
	return slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool { return t.kind == dateKind && t.date.moved })
}

// listed reports whether a clause is one more figure behind 、: what holds for
// the figure before it holds for this one.
func (p *parser) listed(c clause) bool {
	return c.lo > 0 && p.toks[c.lo-1].kind == commaKind && p.rune(c.lo-1) == '、' && c.hi == c.lo+1 && p.at(c.lo) == numberKind
}

func (p *parser) digits(c clause) bool {
	return slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool {
		return t.kind == numberKind || t.kind == dateKind && t.date.tense != period
	})
}

// report adds a clause of figures, standing or progress.
func (d *draft) report(p *parser, c clause) {
	if p.quoted(c) || d.quoted && p.dates(c) {
		d.quoted = true
		return
	}
	count, kept := d.count(p, c)
	s := d.standing(p, c, count > 0)
	if s.same && count == 0 && d.sameOfTargets(p, c) {
		return
	}
	d.stand(p, c, s)
	d.facts = d.facts || count > 0 || p.day(c.lo, c.hi) != nil || d.finished(p, c)
	if said := count > 0 || len(s.claims) > 0 || s.same; !s.text && kept == count && (said || p.idle(c, true)) {
		return
	}
	if s.plan && kept == 0 {
		d.next(p, c)
		return
	}
	p.say(&d.line.Progress, &d.progress, c.lo, c.hi)
}

// count takes the figures of a clause in, and gives how many there are and how
// many of them may be values.
func (d *draft) count(p *parser, c clause) (all, kept int) {
	figs := judge{p: p, task: d.task, c: c, byTitle: d.byTitle}.figures()
	if d.fixing && len(figs) > 0 {
		d.figures, d.claims, d.same, d.fixing = nil, nil, false, false
	}
	d.fixing = d.fixing || c.hi == c.lo+1 && p.at(c.lo) == fixKind
	figs = d.takeBack(p, c, figs)
	if all = len(figs); all == 0 {
		return 0, 0
	}
	if p.listed(c) {
		for i := range figs {
			figs[i].worse(d.last)
		}
	}
	d.last = figs[all-1].verdict
	d.inherit(figs)
	figs = slices.DeleteFunc(figs, func(f figure) bool {
		if f.verdict == apart && f.past {
			d.lasts = append(d.lasts, f)
		}
		return f.verdict == apart
	})
	if kept = len(figs); d.figures == nil {
		d.figures = figs
	} else {
		d.figures = append(d.figures, figs...)
	}
	return all, kept
}

// stand takes the standing of a clause in.
func (d *draft) stand(p *parser, c clause, s stand) {
	if p.resumes(c) && len(s.claims) == 0 {
		d.resume(p)
	}
	d.same, d.vague = d.same || s.same, d.vague || s.vague
	switch {
	case len(s.claims) > 0 && (!s.same || d.question == Conflict):
		d.claims = append(d.claims, s.claims...)
	case s.maybe != "":
		d.maybe = s.maybe
	}
}

// resumes reports whether a clause says that what stood still goes on again:
// 现已复工.
func (p *parser) resumes(c clause) bool {
	resumed, now := false, false
	for _, t := range p.toks[c.lo:c.hi] {
		switch {
		case t.kind == denyKind, t.kind == missingKind, t.kind == planKind, t.kind == partKind:
			return false
		case t.note&looses != 0:
			resumed = true
		}
		now = now || t.note&(sofar|trails) != 0 || t.kind == doneKind
	}
	return resumed && now
}

// resume takes the standings back that have passed; their words stay.
func (d *draft) resume(p *parser) {
	if !slices.ContainsFunc(d.claims, Claim.bad) || len(d.all) == 0 {
		return
	}
	d.claims = slices.DeleteFunc(d.claims, Claim.bad)
	for _, c := range d.all {
		if c.role == reportRole && p.has(c.lo, c.hi, claimKind) && c.lo >= d.progress.hi {
			p.say(&d.line.Progress, &d.progress, c.lo, c.hi)
		}
	}
}

// sameOfTargets notes the targets of which a clause says that they are as before:
// 面积不变.
func (d *draft) sameOfTargets(p *parser, c clause) bool {
	j := judge{p: p, task: d.task, c: c}
	var named []int
	for _, t := range p.toks[c.lo:c.hi] {
		if t.kind != nameKind || !j.owned(t) {
			continue
		}
		targets := j.targets(t)
		if len(targets) == 0 {
			return false // the title: all of it
		}
		d.keptAll = d.keptAll || t.titled(d.task)
		named = append(named, targets...)
	}
	d.kept = append(d.kept, named...)
	return len(named) > 0 && len(p.in.Tasks[d.task].Targets) > 1
}

// settleKept weighs the targets that are as before against the values.
func (d *draft) settleKept(p *parser) {
	task := p.in.Tasks[d.task]
	switch {
	case len(d.kept) == 0 || d.same:
	case slices.ContainsFunc(d.line.Values, func(v Value) bool {
		last := task.Targets[v.Target].Last
		return slices.Contains(d.kept, v.Target) && (last == nil || !last.Equal(v.Amount))
	}):
		d.question = Conflict
	case len(d.line.Values) > 0:
	default:
		d.same = true
		for k, t := range task.Targets {
			d.same = d.same && (d.keptAll || !t.Measured() || slices.Contains(d.kept, k))
		}
		if !d.same && d.line.Progress == "" {
			d.line.Progress = d.line.Source
		}
	}
}

// finished reports whether a clause tells of a part that is done: 已完成招标.
func (d *draft) finished(p *parser, c clause) bool {
	reached := slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool { return t.kind == doneKind || t.note&(sofar|trails|finishes) != 0 })
	return reached && p.has(c.lo, c.hi, stageKind) && !p.has(c.lo, c.hi, vagueKind)
}

// takeBack drops what stands before 写错了, in the clause and before it.
func (d *draft) takeBack(p *parser, c clause, figs []figure) []figure {
	for k := c.hi - 1; k >= c.lo; k-- {
		if p.toks[k].kind != fixKind {
			continue
		}
		after := slices.DeleteFunc(slices.Clone(figs), func(f figure) bool { return f.lo < p.toks[k].lo })
		if p.toks[k].note&wrong == 0 && !p.says(k+1, c.hi) {
			return figs // 5个（更正）
		}
		d.cleared = d.cleared || len(d.figures) > 0 || len(after) < len(figs) || len(d.claims) > 0 || d.same || p.says(c.lo, k)
		d.figures, d.claims, d.same = nil, nil, false
		return after
	}
	return figs
}

// empty reports whether the draft holds nothing to record or ask.
func (d *draft) empty() bool {
	l := d.line
	return len(d.figures) == 0 && len(d.claims) == 0 && !d.same && len(d.kept) == 0 && l.Progress == "" && l.Problem == "" && l.Next == ""
}
