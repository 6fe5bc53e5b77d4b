package reading

import "slices"

// finishedOf reports whether a figure behind 其中 is what is finished of those
// that have come to a stage: 已开工5座，其中完工3座.
func (j judge) finishedOf(f *figure, part token) bool {
	at := j.p.index(part)
	finished := false
	for _, t := range j.p.toks[at+1:] {
		if t.lo >= f.lo {
			break
		}
		finished = finished || t.note&finishes != 0 || t.kind == doneKind
	}
	stage := false
	for k := at - 1; k >= 0 && finished && j.p.at(k) != lineKind && j.p.at(k) != stopKind; k-- {
		switch t := j.p.toks[k]; t.kind {
		case madeKind, doneKind, claimKind:
			return false
		case stageKind:
			stage = stage || !j.owned(t)
		case labelKind:
			return stage
		}
	}
	return stage
}

// otherThing reports whether unknown words stand right behind a figure, so that
// what follows them may be said of another thing: 85张护士没到位.
func (j judge) otherThing(behind int) bool {
	t := j.p.toks[behind]
	return t.kind == textKind && t.hi-t.lo > 1 && t.note == 0 && !j.spelled(t)
}

// within reports whether a character like 总 stands between words of the task's
// own title: 旅游总收入.
func (j judge) within(t token) bool {
	if t.kind != textKind || !j.p.is(t, "总", "各类", "的总") {
		return false
	}
	k := j.p.index(t)
	return k > j.c.lo && k+1 < j.c.hi && j.owned(j.p.toks[k-1]) && j.owned(j.p.toks[k+1])
}

// things reports whether an unknown English word behind a name of the task is
// what its figure counts: 2 more relic sites.
func (j judge) things(t token) bool {
	r := j.p.f.runes
	k := j.p.index(t)
	if t.kind != textKind || !letter(r[t.lo]) || k == 0 || !j.owned(j.p.toks[k-1]) {
		return false
	}
	u, end := j.p.lex.units.at(r, t.lo)
	return end == t.hi && u.family == countFamily && j.p.book.measured(j.task, func(_ int, m measure) bool { return m.counted() }) >= 0
}

// accepted reports whether a word says that what is counted has been accepted,
// which comes after its completion, and more of it than was reported last.
func (j judge) accepted(f *figure, t token) bool {
	return j.p.is(t, "验收", "验收了", "完成验收", "accepted") && slices.ContainsFunc(j.p.in.Tasks[j.task].Targets, func(x Target) bool {
		return x.Last != nil && x.Last.Sign() > 0 && f.num.amount.GreaterThan(*x.Last)
	})
}

// counts reports whether the word behind a figure says no more than its counter,
// which is the task's own: 38所学校.
func (j judge) counts(f *figure, t token) bool {
	if t.lo != f.hi || !j.p.book.exactly(j.task, f.unit) {
		return false
	}
	_, end := j.p.lex.things.at(j.p.f.runes, f.hi-len(f.unit.runes))
	return end == t.hi
}

// explained reports whether the clause is a later one with 有 that ends in a
// reason: what it counts is a part.
func (j judge) explained() bool {
	c := j.c
	return c.lo > 0 && j.p.at(c.lo-1) == commaKind && j.p.isAt(c.lo, "有", "还有", "另有") && c.hi < len(j.p.toks) && j.p.toks[c.hi].note&reason != 0
}

// ownBefore reports whether a name of the task stands right before a token: 14
// flooding spots fixed.
func (j judge) ownBefore(t token) bool {
	k := j.p.index(t)
	return k > j.c.lo && j.owned(j.p.toks[k-1])
}

// governs reports whether names of the task and its very measure stand behind a
// word for another thing: 走访慰问优抚对象2800户.
func (j judge) governs(t token, f *figure) bool {
	if !j.p.book.exactly(j.task, f.unit) {
		return false
	}
	return slices.ContainsFunc(j.p.toks[j.c.lo:j.c.hi], func(x token) bool {
		return x.lo > t.lo && x.hi <= f.lo && x.kind == nameKind && x.grade == telling && j.owned(x)
	})
}

// bareSize reports whether a word like 面积 stands before a figure without a unit,
// of a task that is measured so.
func (j judge) bareSize(t token, f *figure) bool {
	return f.unit == nil && j.p.sizes(t) && j.p.book.measured(j.task, func(_ int, m measure) bool {
		return m.family == "area" || m.family == "length" || m.family == "money"
	}) >= 0
}

// partOf reports whether the words of a figure in brackets say which part of the
// one before it they count, and not that another office counts differently.
func (p *parser) partOf(f figure) bool {
	words := string(p.f.runes[p.toks[f.clause.lo].lo:p.toks[f.clause.hi-1].hi])
	return !containsAny(words, "口径", "上报", "认定", "审计", "台账", "系统", "考核", "有效", "合格", "通过", "验收", "核", "实", "查", "确", "统计", "registered", "verified", "counted", "official")
}

// money reports whether the task is about a sum of money.
func (j judge) money() bool {
	return j.p.book.measured(j.task, func(_ int, m measure) bool { return m.family == "money" || m.family == "dollar" }) >= 0
}

// does reports whether an unknown word right before a figure is a verb: 开展46场次,
// 已换11公里, 管网铺30公里.
func (j judge) does(t token) bool {
	k := j.p.index(t)
	return j.p.is(t, "开展", "演出", "上演", "展演", "放映") ||
		j.p.is(t, "换", "筹", "铺", "装", "种", "栽", "改", "测", "检", "演", "送", "办", "收", "清", "挖", "刷") && k > j.c.lo && (j.p.toks[k-1].note&sofar != 0 || j.owned(j.p.toks[k-1]))
}

// labelled reports whether the clause stands behind a colon with unknown words
// before it, which say what it counts: certificates issued: 655.
func (j judge) labelled() bool {
	k := j.c.lo - 1
	if k < 1 || j.p.at(k) != markKind || j.p.rune(k) != ':' || slices.ContainsFunc(j.p.toks[j.c.lo:j.c.hi], j.owned) {
		return false
	}
	text := false
	for k--; k >= 0 && !j.p.toks[k].pause(); k-- {
		if t := j.p.toks[k]; len(t.owners) > 0 || t.kind == labelKind || t.kind == numberKind || t.kind == dateKind || t.kind == problemKind || t.kind == nextKind {
			return false
		}
		text = text || j.p.at(k) == textKind && j.p.toks[k].note == 0
	}
	return text && k > 0 && j.p.at(k) != lineKind
}

// exactly reports whether a unit is the very measure of a target of the task.
func (b *book) exactly(task int, u *unit) bool {
	return u != nil && !u.any() && b.measured(task, func(_ int, m measure) bool { return m.exact(u) }) >= 0
}

// onOffer reports whether land is only offered for sale: 挂牌150亩.
func (j judge) onOffer(f *figure, t token) bool {
	return j.p.is(t, "挂牌", "挂牌了", "新挂牌") && f.unit != nil && (f.unit.family == "mu" || f.unit.family == "area" || j.p.isUnit(f.token, "宗"))
}

// ofNext reports whether the unknown word between two figures belongs to the
// second, which is of another kind: 建成8座库容1.2万吨.
func (j judge) ofNext(f figure, k, next int) bool {
	t := j.p.toks[k+1]
	if !f.verb || next != k+2 || t.kind != textKind || t.note != 0 || letter(j.p.f.runes[t.lo]) || !j.p.book.exactly(j.task, f.unit) {
		return false
	}
	n := j.p.toks[next]
	return n.unit != nil && !n.unit.any() && j.p.strange(n, []int{j.task})
}

// noneNew reports whether the clause says that none came to those there were:
// no new buses delivered this month.
func (j judge) noneNew() bool {
	k := j.c.lo
	for k < j.c.hi && (j.p.at(k) == fillKind || j.p.at(k) == dateKind && j.p.toks[k].date.tense == period) {
		k++
	}
	if k+2 >= j.c.hi || j.p.at(k) != denyKind || !j.p.isAt(k+1, "new", "more", "further", "additional", "新", "新的") || !j.owned(j.p.toks[k+2]) {
		return false
	}
	for k += 2; k < j.c.hi; k++ {
		switch t := j.p.toks[k]; t.kind {
		case madeKind, fillKind, markKind:
		case nameKind, stageKind, otherKind:
			if !j.owned(t) {
				return false
			}
		case dateKind:
			if t.date.tense != period {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// index is the place of a token.
func (p *parser) index(t token) int {
	k, _ := slices.BinarySearchFunc(p.toks, t.lo, func(x token, lo int) int { return x.lo - lo })
	return k
}

// inherit gives a total without a name the targets of the figure in the same unit
// before it: 造林新增1500亩，累计9500亩.
func (d *draft) inherit(figs []figure) {
	for i := range figs {
		before := figure{}
		if i > 0 {
			before = figs[i-1]
		} else if n := len(d.figures); n > 0 {
			before = d.figures[n-1]
		}
		if f := &figs[i]; f.total && len(f.names) == 0 && f.unit != nil && before.unit != nil && f.unit.base == before.unit.base {
			f.names = before.names
		}
	}
}

// shareOf reports whether the figure at k is a share of the one before it: 占全年
// 75条的七成三.
func (j judge) shareOf(before, k int) bool {
	return k == before+2 && j.p.isAt(k-1, "的") && j.p.toks[k].num.form == shareForm && j.p.toks[before].num.form == plainForm
}

// becomes reports whether the figure at k was what the next one is now: 26台→28台.
// An arrow is folded to a colon.
func (j judge) becomes(k, next int) bool {
	a, b := j.p.toks[k], j.p.toks[next]
	arrow := next == k+2 && j.p.rune(k+1) == ':' || next == k+3 && j.p.rune(k+1) == '-' && j.p.rune(k+2) == '>'
	return arrow && j.p.at(k+1) == markKind &&
		(a.unit == nil && k > j.c.lo || b.unit != nil && a.unit != nil && a.unit.base == b.unit.base) && a.num.form == b.num.form
}
