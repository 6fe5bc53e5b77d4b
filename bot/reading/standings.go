package reading

import "slices"

// stand is what a clause says besides its figures.
type stand struct {
	claims []Claim
	maybe  Claim // a claim with words behind it that nobody knows: 滞后路段较长
	same   bool
	vague  bool
	text   bool // words to be kept
	plan   bool
}

// standing reads claims and "no change". Both count only in a clause that
// holds no words which might turn them round.
func (d *draft) standing(p *parser, c clause, figures bool) stand {
	s, j := stand{}, judge{p: p, task: d.task, c: c}
	if j.noneNew() {
		return stand{same: true}
	}
	pure, open, first := true, true, -1
	for k := c.lo; k < c.hi; k++ {
		t := p.toks[k]
		switch {
		case j.spelled(t):
		case t.kind == fixKind:
			s, pure, first = stand{text: s.text}, true, -1
		case t.note == unmoved && (figures || len(d.figures) > 0) && (p.has(c.lo, k, missingKind) || p.has(c.lo, k, restKind) || p.at(k-1) == numberKind && d.reachedBefore(c)):
			s.text = true // 剩28公里没动
		case t.note == unmoved && (d.grouped || reported(p.in.Tasks[d.task])):
			s.same = true
			if !d.grouped && !p.has(c.lo, c.hi, sameKind) && !j.ofTarget() && !j.repeats() {
				d.question = Conflict // no change, or not started
				s.claims = append(s.claims, t.claim)
			}
		case t.kind == claimKind && t.claim == NotStarted && figures && k+1 < c.hi && p.at(k+1) == numberKind:
			s.text = true // 未开工8条: of these
		case t.kind == claimKind:
			s.claims = append(s.claims, t.claim)
			if first < 0 && pure {
				first = k
			}
		case t.kind == sameKind || t.kind == ditto:
			s.same = true
		case t.kind == vagueKind:
			s.vague, s.text = true, true
		case t.kind == dateKind:
			s.text = s.text || !figures && t.date.tense != period
			ahead := t.date.ahead(p.in.Now) && !(k > c.lo+1 && p.is(p.toks[k-1], "to", "until", "till") && p.toks[k-2].claim == Behind)
			s.plan = s.plan || ahead
			pure = pure && (t.date.tense != past || p.compared(k)) && !ahead
		case !j.turns(t), figures && p.ticked(t):
		default:
			s.vague = s.vague || t.note == vaguely
			s.plan = s.plan || t.kind == planKind && !j.owned(t)
			pure, s.text = false, true
			open = open && t.kind != denyKind && t.note != looses
		}
		open = open && t.note&sofar == 0 && t.kind != madeKind && t.kind != doneKind && t.kind != planKind && !(first == k-1 && p.is(t, "的"))
	}
	return d.concluded(p, c, s, course{pure, open, figures, first})
}

// reachedBefore reports whether an earlier clause says how many are done.
func (d *draft) reachedBefore(c clause) bool {
	return slices.ContainsFunc(d.figures, func(f figure) bool { return (f.verb || f.built) && f.clause.lo < c.lo })
}

// repeats reports whether the clause has the figure that was reported last.
func (j judge) repeats() bool {
	return slices.ContainsFunc(j.p.toks[j.c.lo:j.c.hi], func(t token) bool {
		return t.kind == numberKind && t.num.form == plainForm && j.reportedLast(figure{token: t})
	})
}

// ofTarget reports whether the clause names one of several targets.
func (j judge) ofTarget() bool {
	return len(j.p.in.Tasks[j.task].Targets) > 1 && slices.ContainsFunc(j.p.toks[j.c.lo:j.c.hi], func(t token) bool { return len(j.targets(t)) > 0 })
}

// course is what a clause was found to be: nothing but standings, not turned
// round by its words, beside figures, and where its first claim stands, -1 for none.
type course struct {
	pure, open, figures bool
	first               int
}

// concluded is what remains of a standing once the whole clause is known.
func (d *draft) concluded(p *parser, c clause, s stand, r course) stand {
	if !r.pure && r.figures && c.hi-c.lo > 2 && p.toks[c.hi-1].kind == claimKind && p.toks[c.hi-1].claim == OnTrack && p.at(c.hi-2) == numberKind {
		return stand{claims: []Claim{OnTrack}, vague: s.vague, text: true} // 计划36条 完成22条 正常
	}
	switch {
	case !r.pure && r.first >= 0 && r.open && !r.figures && len(s.claims) == 1 && p.toks[r.first].claim.bad():
		return stand{maybe: s.claims[0], text: true}
	case !r.pure:
		return stand{vague: s.vague, plan: s.plan, text: true}
	case !r.figures && len(s.claims) == 0 && !s.same && d.done(p, c), r.figures && d.fully(p, c):
		s.claims = append(s.claims, Done)
	}
	return s
}

// reported reports whether anything was reported of the task before.
func reported(t Task) bool {
	return !t.LastDate.IsZero() || slices.ContainsFunc(t.Targets, func(x Target) bool { return x.Last != nil && !x.Last.IsZero() })
}

// bad reports whether the claim says that a task does not go as it should.
func (c Claim) bad() bool { return c == AtRisk || c == Behind || c == Blocked }

// turns reports whether a word may turn a standing beside it round.
func (j judge) turns(t token) bool {
	switch t.kind {
	case textKind, planKind, partKind, partlyKind, hedgeKind, missingKind, denyKind, askKind, tickKind, goalKind, restKind, problemKind:
		return true
	case otherKind, stageKind, nameKind:
		return !j.owned(t)
	}
	return false
}

// compared reports whether the past day at k is what the standing is compared
// with: 与上月持平, 较上次无变化.
func (p *parser) compared(k int) bool {
	next := k + 1
	for p.at(next) == fillKind {
		next++
	}
	return p.compares(k) && (p.at(next) == sameKind || letter(p.rune(k)) && p.at(k-2) == sameKind)
}

// compares reports whether a word of comparison stands before token k.
func (p *parser) compares(k int) bool {
	return k > 0 && (p.at(k-1) == joinKind || p.is(p.toks[k-1], "较", "比", "than", "from", "since"))
}

// done reports whether the clause says no more than that it is done.
func (d *draft) done(p *parser, c clause) bool {
	return slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool { return t.kind == doneKind || t.note&finishes != 0 })
}

// fully reports whether all is said to be done beside a figure: 6个全部完成.
func (d *draft) fully(p *parser, c clause) bool {
	for k := c.lo; k < c.hi; k++ {
		if p.toks[k].note&entirely != 0 && (k+1 == c.hi || p.toks[k+1].num.form != shareForm) {
			return true
		}
	}
	return false
}
