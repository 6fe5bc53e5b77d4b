package reading

import (
	"slices"
	"strings"
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
	clauses  []string
}

// clause adds one clause to the draft.
func (d *draft) clause(p *parser, c clause) {
	src := p.f.source(p.toks[c.lo].lo, p.toks[c.hi-1].hi)
	if src == "" {
		return
	}
	switch c.role {
	case problemRole:
		d.line.Problem = joined(d.line.Problem, src)
		d.facts = true
		if t := p.toks[c.hi-1]; c.reason && c.hi-c.lo > 1 && t.kind == claimKind && t.claim != OnTrack && len(d.claims) == 0 && len(d.figures) == 0 && p.at(c.hi-2) != denyKind {
			d.claims = append(d.claims, t.claim)
		}
	case nextRole:
		d.next(p, c, src)
	default:
		d.report(p, c, src)
	}
	d.clauses, d.all = append(d.clauses, src), append(d.all, c)
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "；" + b
}

// next adds a plan; the day in it is the expected one where it speaks of
// completion and of no other stage.
func (d *draft) next(p *parser, c clause, src string) {
	d.line.Next = joined(d.line.Next, src)
	day := p.day(c.lo, c.hi)
	d.facts = d.facts || day != nil || p.digits(c)
	finish, other := false, false
	for _, t := range p.toks[c.lo:c.hi] {
		finish = finish || t.kind == madeKind || t.kind == doneKind || t.kind == planKind && p.is(t, "预计", "expected", "expect", "预期")
		other = other || t.kind == stageKind || t.kind == textKind || t.kind == numberKind || t.kind == partlyKind
	}
	if day != nil && finish && !other && d.line.Expect == nil {
		d.line.Expect = day
	}
}

func (p *parser) digits(c clause) bool {
	return slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool {
		return t.kind == numberKind || t.kind == dateKind && t.date.tense != period
	})
}

// report adds a clause of figures, standing or progress.
func (d *draft) report(p *parser, c clause, src string) {
	figs := judge{p, d.task, c}.figures()
	var kept []figure
	for _, f := range figs {
		if f.verdict != apart {
			kept = append(kept, f)
		}
	}
	d.figures = append(d.figures, kept...)
	s := d.standing(p, c, len(figs) > 0)
	switch {
	case s.same:
		d.same = true
	case len(s.claims) > 0:
		d.claims = append(d.claims, s.claims...)
	}
	d.vague = d.vague || s.vague
	d.facts = d.facts || len(figs) > 0 || p.day(c.lo, c.hi) != nil
	if !s.text && len(kept) == len(figs) {
		return
	}
	if s.plan && len(kept) == 0 {
		d.next(p, c, src)
		return
	}
	d.line.Progress = joined(d.line.Progress, src)
}

// stand is what a clause says besides its figures.
type stand struct {
	claims []Claim
	same   bool
	vague  bool
	text   bool // words to be kept
	plan   bool
}

// standing reads claims and "no change". Both count only in a clause that
// holds no words which might turn them round.
func (d *draft) standing(p *parser, c clause, figures bool) stand {
	var s stand
	pure := true
	for k := c.lo; k < c.hi; k++ {
		t := p.toks[k]
		switch t.kind {
		case textKind, otherKind, stageKind, partKind, partlyKind, hedgeKind, missingKind, denyKind, askKind, tickKind, goalKind, restKind, problemKind:
			own := (t.kind == stageKind || t.kind == otherKind) && judge{p, d.task, c}.owned(t)
			pure, s.text = pure && own, s.text || !own
		case planKind:
			s.plan, pure, s.text = true, false, true
		case dateKind:
			s.text = s.text || !figures && t.date.tense != period
			pure = pure && t.date.tense != past && t.date.tense != upcoming
		case claimKind:
			s.claims = append(s.claims, t.claim)
		case sameKind, ditto:
			s.same = true
		case vagueKind:
			s.vague, s.text = true, true
		case nameKind:
			if !(judge{p, d.task, c}).owned(t) {
				pure, s.text = false, true
			}
		}
	}
	if !figures && pure && len(s.claims) == 0 && !s.same && d.done(p, c) {
		s.claims = []Claim{Done}
	}
	if figures && pure && d.fully(p, c) {
		s.claims = append(s.claims, Done)
	}
	if !pure {
		s.claims, s.same, s.text = nil, false, true
	}
	return s
}

// done reports whether the clause says no more than that it is done.
func (d *draft) done(p *parser, c clause) bool {
	for _, t := range p.toks[c.lo:c.hi] {
		if t.kind == doneKind {
			return true
		}
		if t.kind == madeKind && p.is(t, "完成", "完成了", "完工", "竣工", "办结", "做完", "做完了", "建成", "建成了", "建好", "建好了", "建完", "弄好", "搞完", "搞好", "交付", "completed", "complete", "finished") {
			return true
		}
	}
	return false
}

// fully reports whether all is said to be done beside a figure: 6个全部完成.
func (d *draft) fully(p *parser, c clause) bool {
	for _, t := range p.toks[c.lo:c.hi] {
		if t.kind == doneKind && p.is(t, "全部完成", "全面完成", "均已完成", "都已完成", "都完成了", "已全部完成", "已全面完成", "全部建成", "全部完工", "全部竣工", "全部完成了", "all done", "fully completed", "fully done", "完成任务", "已完成任务", "已完成目标", "任务完成", "超额完成", "已超额完成", "提前完成", "已提前完成") {
			return true
		}
	}
	return false
}

// empty reports whether the draft holds nothing to record or ask.
func (d *draft) empty() bool {
	l := d.line
	return len(d.figures) == 0 && len(d.claims) == 0 && !d.same && l.Progress == "" && l.Problem == "" && l.Next == ""
}

func (d *draft) source() string { return strings.Join(d.clauses, "；") }
