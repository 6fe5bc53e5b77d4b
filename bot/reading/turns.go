package reading

import "slices"

// turn opens a new clause where the words turn to a reason, a plan or a name
// to call.
func (p *parser) turn() {
	t := p.toks[p.i]
	fresh := p.start == p.i
	if t.kind == asideKind && p.role != asideRole {
		p.end()
		p.role, p.reason = asideRole, false
		return
	}
	if !fresh && p.role != reportRole && (p.role != problemRole || t.kind != nextKind || letter(p.rune(p.i))) {
		return
	}
	switch {
	case !fresh && p.at(p.i-1) == claimKind && (t.kind == markKind && (p.rune(p.i) == ':' || p.rune(p.i) == '-') || p.is(t, "by", "with", "at", "pending", "awaiting", "waiting")):
		on := p.toks[p.i-1].claim == OnTrack
		p.end()
		if !on {
			p.role, p.reason = problemRole, true
		}
	case t.kind == markKind && p.rune(p.i) == ':' && !p.opened() && !p.says(p.start, p.i) && p.start < p.i && p.role == reportRole && !p.weighs(p.start, p.i):
		p.end() // 汇报如下：
		p.i++
		p.start = p.i
		p.i--
	case !fresh && p.at(p.i-1) == claimKind && p.toks[p.i-1].claim != OnTrack && p.toks[p.i-1].claim != Done && p.lacking(p.i):
		p.end()
		p.role, p.reason = problemRole, true // 有风险 资金没到位
	case t.kind == problemKind && !p.denied():
		p.problem(t, fresh)
	case t.kind == restKind && !fresh && p.reached() && p.planned(p.i+1):
		p.end()
		p.role, p.reason = nextRole, true // 弄好23条了剩下的月底前能搞定
	case !fresh && p.at(p.i-1) == claimKind && p.toks[p.i-1].claim == OnTrack && p.is(t, "for", "to"):
		p.end()
		p.role, p.reason = nextRole, true // on track for a handover in spring
	case t.kind == nextKind:
		p.end()
		p.role, p.reason = nextRole, false
	case t.note&turns != 0 && !fresh && p.reached() && !p.ends(p.i+1):
		p.end()
		p.role, p.reason = nextRole, true
	}
}

// planned reports whether the words from i on speak of what is to come.
func (p *parser) planned(i int) bool {
	for ; i < len(p.toks) && !p.toks[i].pause(); i++ {
		if t := p.toks[i]; t.kind == planKind || t.kind == dateKind && t.date.ahead(p.in.Now) {
			return true
		}
	}
	return false
}

// weighs reports whether the tokens say how a figure behind them counts: 目标：20座.
func (p *parser) weighs(lo, hi int) bool {
	return slices.ContainsFunc(p.toks[lo:hi], func(t token) bool {
		switch t.kind {
		case goalKind, madeKind, totalKind, missingKind, moreKind, otherKind, stageKind:
			return true
		case planKind:
			return !p.is(t, "将")
		case nameKind:
			return slices.ContainsFunc(t.owners, func(o owner) bool { return o.target >= 0 })
		case dateKind:
			return t.date.tense == past
		}
		return false
	})
}

// problem begins what stands in the way. 滞后问题已解决 is no heading.
func (p *parser) problem(t token, fresh bool) {
	because := t.note&reason != 0
	if !fresh && !because && p.at(p.i+1) != markKind && t.note&opens == 0 && !p.isAt(p.i+1, "是", "为", "有", "在") {
		return
	}
	if p.filled(p.start, p.i) {
		p.role, p.reason = problemRole, because // 存在的主要问题是
		return
	}
	p.end()
	p.role, p.reason = problemRole, because
}

// filled reports whether the tokens carry nothing.
func (p *parser) filled(lo, hi int) bool {
	return !slices.ContainsFunc(p.toks[lo:hi], func(t token) bool {
		return t.kind != fillKind && t.kind != markKind && t.kind != leadKind
	})
}

// lacking reports whether the rest of the clause says that something is not
// there, and nothing else that could take the standing before it back.
func (p *parser) lacking(i int) bool {
	lacks := false
	for ; i < len(p.toks) && !p.toks[i].pause(); i++ {
		switch t := p.toks[i]; {
		case t.kind == numberKind && p.higher(p.numberAt(i)) && p.told(i+1):
			return lacks // 4受阻审批没下来5正常
		case t.kind == denyKind, t.kind == missingKind, t.kind == underKind:
			lacks = true
		case t.kind == textKind && t.note != looses, t.kind == nameKind, t.kind == fillKind && t.note&sofar == 0, t.kind == otherKind, t.kind == stageKind, t.kind == joinKind, t.kind == allKind:
		default:
			return false
		}
	}
	return lacks
}

func (p *parser) denied() bool {
	return p.i > p.start && p.toks[p.i-1].kind == denyKind
}

// reached reports whether the running clause holds a verb and a figure, or a
// standing.
func (p *parser) reached() bool {
	verb, figure := false, false
	for _, t := range p.toks[p.start:p.i] {
		verb = verb || t.kind == madeKind || t.kind == doneKind || t.kind == totalKind || t.kind == claimKind || t.kind == sameKind
		figure = figure || t.kind == numberKind || t.kind == claimKind || t.kind == sameKind
	}
	return verb && figure
}
