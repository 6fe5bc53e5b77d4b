package reading

import "slices"

// ratio reports whether the clause at hand is no more than a rate of few words:
// 办结率91%.
func (p *parser) ratio() bool {
	i, runes := p.i, 0
	for ; i < len(p.toks) && len(p.toks[i].owners) > 0 || p.filledAt(i); i++ {
		if len(p.toks[i].owners) > 0 {
			runes += p.toks[i].hi - p.toks[i].lo
		}
	}
	return runes <= 3 && p.at(i) == numberKind && p.toks[i].num.form == shareForm && p.f.runes[p.toks[i].lo-1] == '率' && p.counting() && !p.sharing()
}

// ownRate reports whether the rate at hand is what the title of the task itself
// speaks of: 失业率5.1%, of 城镇调查失业率.
func (p *parser) ownRate(task int) bool {
	lo := p.i
	for p.filledAt(lo) && len(p.toks[lo].owners) == 0 {
		lo++
	}
	hi := lo
	for hi < len(p.toks) && p.at(hi) != numberKind && !p.toks[hi].pause() {
		hi++
	}
	if hi == lo || p.book.measured(task, func(_ int, m measure) bool { return m.family == percentFamily }) < 0 {
		return false
	}
	if w, end := p.lex.at(p.f.runes, p.toks[lo].lo); end > p.toks[lo].lo+1 && w.kind != textKind {
		return false // 办结率: of what was just told, it may be
	}
	title := appendFolded(nil, p.in.Tasks[task].Title)
	return len(title) > 0 && title[len(title)-1] == '率' && abbreviates(p.f.runes[p.toks[lo].lo:p.toks[hi-1].hi], string(title))
}

// sharing reports whether a task of the running segment is measured in shares.
func (p *parser) sharing() bool {
	last := len(p.segs) - 1
	return slices.ContainsFunc(p.segs[last].tasks, func(t int) bool {
		return p.book.measured(t, func(_ int, m measure) bool { return m.family == percentFamily }) >= 0
	})
}

// explains reports whether the rate at hand is that of the figure before it to
// its target: 办理60件，办结率91%, of 66.
func (p *parser) explains() bool {
	last := len(p.segs) - 1
	rate := slices.IndexFunc(p.toks[p.i:], func(t token) bool { return t.kind == numberKind })
	for k := p.i - 1; k >= p.segs[last].lo && rate >= 0; k-- {
		if p.at(k) != numberKind {
			continue
		}
		share := found{figure: figure{token: p.toks[p.i+rate]}}
		value := found{value: Value{Amount: p.toks[k].num.amount}}
		return slices.ContainsFunc(p.in.Tasks[p.segs[last].tasks[0]].Targets, func(t Target) bool { return share.about([]found{value}, t) })
	}
	return false
}
