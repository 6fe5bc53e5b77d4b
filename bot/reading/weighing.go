package reading

import (
	"slices"
	"strings"
)

// before weighs the words in front of a figure.
func (j judge) before(f *figure, lo, hi int) {
	for k := lo; k < hi; k++ {
		t, last := j.p.toks[k], k == hi-1
		switch t.kind {
		case dateKind:
			j.dated(f, t, lo, k)
		case nameKind:
			j.naming(f, k)
		default:
			f.named(j.targets(t))
			j.against(f, t, last)
			j.toward(f, t, last)
		}
	}
	j.timedBefore(f)
	f.increment = f.increment || f.num.plus
	f.rises = f.rises || f.num.plus
	f.falls = f.falls || f.num.minus
}

// against takes a word in front of a figure that may make it no value.
func (j judge) against(f *figure, t token, last bool) {
	switch t.kind {
	case textKind, hedgeKind, askKind, partlyKind, tickKind, labelKind:
		if last && j.p.is(t, "全年") && !j.p.aimed(f.token) {
			f.total = true
			return
		}
		if verb := last && j.does(t); verb || j.within(t) {
			f.verb = f.verb || verb
			return
		}
		if !j.p.ticked(t) && !j.spelled(t) && !j.enumerated() && !(t.note&generic != 0 && letter(j.p.f.runes[t.lo])) {
			f.worse(unsure)
		}
		f.named(j.spells(t))
	case planKind, missingKind, goalKind, partKind, denyKind, restKind:
		if j.p.is(t, "下达") && j.money() && len(j.p.measured([]int{j.task}, f.token)) > 0 {
			f.worse(unsure) // 资金下达14.6亿元
			return
		}
		f.stock = f.stock || t.kind == missingKind && j.stock(t)
		if t.kind == partKind && j.finishedOf(f, t) {
			return
		}
		if t.kind == missingKind && f.stock || t.kind == planKind && j.titled(t) {
			return
		}
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
		f.titular = f.titular || t.kind == stageKind && j.owned(t)
		if !j.owned(t) && !j.spelled(t) && !j.about(f, t) {
			f.worse(map[bool]verdict{true: unsure, false: apart}[j.accepted(f, t) || t.kind == otherKind && (j.governs(t, f) || j.bareSize(t, f) || j.p.is(t, "到位", "到位了") && j.p.book.exactly(j.task, f.unit))])
		}
	case againstKind:
		if !j.rate() {
			f.worse(unsure)
		}
	case claimKind:
		if last && t.claim == NotStarted {
			f.worse(apart) // 未开工8条
		} else if last {
			f.worse(unsure)
		}
	}
}

// toward takes a word in front of a figure that says how it counts.
func (j judge) toward(f *figure, t token, last bool) {
	switch t.kind {
	case madeKind, doneKind:
		if j.onOffer(f, t) {
			f.worse(apart)
			return
		}
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
		} else {
			f.approx = j.p.f.source(t.lo, t.hi)
		}
	case fillKind:
		if last && j.p.opens(t, j.c) && j.p.is(t, "was", "were") {
			f.past = true // now 420 (was 300)
			f.worse(apart)
		}
		if last && j.p.is(t, "优于目标", "好于目标", "离目标", "距目标", "距离目标") {
			f.worse(apart) // 优于目标1微克
		}
		if last && j.p.is(t, "任务") && j.p.aimed(f.token) {
			f.worse(apart) // 任务900户
		}
		f.total = f.total || t.note&sums != 0
		f.now = f.now || t.note&sofar != 0
		f.rate = f.rate || t.note&rates != 0
	}
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
	if t.lo < f.lo && len(names) > 0 && k > j.c.lo+1 && j.p.at(k-1) == joinKind {
		names = append(slices.Clone(j.targets(j.p.toks[k-2])), names...) // 综合体和服务点共22个
	}
	f.named(names)
	j.grows(f, t, k)
	switch {
	case j.owned(t):
	case t.grade != telling:
		f.worse(unsure)
	case j.p.foreign(j.c, t, j.task, j.byTitle) && j.p.strange(f.token, append(t.tasks(), j.task)):
		f.worse(apart) // 隐患1350处, of 隐患整改率
	case j.p.foreign(j.c, t, j.task, j.byTitle):
		f.worse(foreign)
	case t.lo > f.lo || !j.p.has(j.c.lo, k, nameKind) || !j.byTitle:
	case j.p.measured([]int{t.tasks()[0]}, f.token) == nil && !j.written(t):
		f.worse(unsure) // 适老化评估260户, of 适老化改造
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
		w, end := j.p.lex.at(r, i)
		if w.kind == lessKind && j.owned(t) {
			f.falls = true
		}
		f.titular = f.titular || w.kind == stageKind && j.owned(t)
		if w.kind == moreKind && i > t.lo && end == t.hi && end > i+1 && j.owned(t) && j.p.at(k+1) != markKind {
			f.increment, f.own = true, true // 民宿新增了7家
		}
	}
}

// after weighs the words behind a figure.
func (j judge) after(f *figure, lo, hi int, followed bool) {
	if f.num.more {
		f.approx = "多"
	}
	if !f.verb && !f.total && j.explained() {
		f.worse(unsure) // 有两家因为搬迁没装
	}
	for k := lo; k < hi; k++ {
		t := j.p.toks[k]
		switch t.kind {
		case textKind, hedgeKind, askKind, denyKind, partlyKind, otherKind, goalKind, tickKind, planKind, partKind, ofKind, labelKind:
			j.tail(f, t)
		case missingKind, stageKind:
			if !j.owned(t) && !j.spelled(t) && !(t.kind == missingKind && j.stock(t)) && !j.about(f, t) {
				f.worse(map[bool]verdict{true: unsure, false: apart}[j.accepted(f, t) || f.verb && t.kind == missingKind || f.built && t.kind == stageKind || j.otherThing(lo)])
			}
		case claimKind:
			if f.claimed = f.claimed || !f.verb && t.claim != OnTrack; f.claimed && k == lo {
				f.claim = t.claim
			}
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
			if j.naming(f, k); t.grade == telling && !j.owned(t) && !letter(j.p.f.runes[t.lo]) {
				return // 51辆平台试运行
			}
		case fillKind:
			if k+1 == j.c.hi && j.p.is(t, "指标") {
				f.worse(unsure) // 14家食堂指标
			}
		case madeKind, doneKind:
			f.verb = f.verb || followed
			f.built = true
		case dateKind:
			j.timed(f, t, k)
		}
	}
}

// ticked reports whether the token is a tick, which says no more than the
// figure beside it.
func (p *parser) ticked(t token) bool { return t.kind == tickKind && p.f.runes[t.lo] == '✔' }

// opens reports whether the clause begins with the token.
func (p *parser) opens(t token, c clause) bool { return p.toks[c.lo].lo == t.lo }

func (j judge) nearly(f *figure, t token) {
	f.under, f.approx = true, j.p.f.source(t.lo, t.hi)
	f.near = t.note&nears != 0
}

func (j judge) tail(f *figure, t token) {
	switch {
	case t.kind == ofKind:
		f.share = true
	case f.stock && (t.kind == denyKind || t.kind == textKind): // 还有11件未化解
	case (t.kind == otherKind || t.kind == planKind || t.kind == textKind && t.note == generic) && j.owned(t), j.spelled(t), j.p.ticked(t), j.things(t), j.counts(f, t), t.note == looses && letter(j.p.f.runes[t.lo]) && j.ownBefore(t):
	case t.kind == goalKind, t.kind == planKind && !f.verb:
		f.worse(apart)
	default:
		f.worse(unsure)
	}
}

func containsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}

// enumerated reports whether the clause is the last of a list with its sum:
// 甲、乙、丙共3家.
func (j judge) enumerated() bool {
	return j.c.lo > 0 && j.p.at(j.c.lo-1) == commaKind && j.p.rune(j.c.lo-1) == '、' &&
		slices.ContainsFunc(j.p.toks[j.c.lo:j.c.hi], func(t token) bool { return t.note&sums != 0 })
}
