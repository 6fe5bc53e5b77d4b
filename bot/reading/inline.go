package reading

import (
	"cmp"
	"slices"
)

// bareLabel reports whether the plain number at i is a label and no figure.
func (p *parser) bareLabel(i int, fresh, excepted bool) bool {
	n, _ := small(p.toks[i].num.amount)
	known := p.withNumber(n) >= 0
	k := p.at(i + 1)
	if excepted {
		return known
	}
	if !fresh {
		return p.inline(i, n, k)
	}
	if p.ownThings(i, n) {
		return false
	}
	if p.sole >= 0 {
		return known && p.soleLabel(i, k)
	}
	if p.counts(i, n) || p.ofThings(i, n) {
		return false
	}
	switch k {
	case textKind, fillKind, dateKind, hedgeKind, greetKind, aboutKind, underKind, numberKind, nameKind:
		return known && !(k == fillKind && p.ends(i+2))
	case lineKind, stopKind:
		return known && p.start == i
	case commaKind:
		return known || p.rune(i+1) != ',' && !p.isAt(i+1, ")")
	case moreKind, lessKind, totalKind, missingKind, planKind, stageKind, otherKind, ofKind:
		return known
	}
	return true
}

// soleLabel decides for a number before the only task's words: 1不变 is a
// label, 5个 is not, 1完成 may be either.
func (p *parser) soleLabel(i int, k kind) bool {
	switch k {
	case sameKind, ditto, claimKind, numberKind, moreKind, totalKind, vagueKind, problemKind, missingKind, nameKind, textKind, planKind, stageKind:
		return true
	case madeKind, doneKind, fillKind, dateKind:
		if p.figureFollows(i+1) || p.sharedAt(i+1) && k == fillKind {
			return true
		}
		p.toks[i].odd = k != fillKind || !p.ends(i+2)
		return false
	case markKind:
		return !p.ends(i + 2)
	case commaKind:
		return p.rune(i+1) != ',' && !p.ends(i+2) || p.at(i+2) == numberKind
	}
	return false
}

// counts reports whether the number i behind a comma counts on about the same
// task: 5 done, 3 under construction, or 托位460个，3岁以下两万人.
func (p *parser) counts(i, n int) bool {
	latin := letter(p.rune(i + 1))
	last := len(p.segs) - 1
	switch k := p.at(i + 1); {
	case p.leads:
		return false
	case k == missingKind, k == totalKind, k == moreKind:
		return latin
	case k == claimKind:
		return latin && last >= 0 && p.segs[last].topic == titled // 13 done, 1 blocked by a dispute
	case k == madeKind, k == doneKind:
		return latin && p.withNumber(n) < 0 && last >= 0 && p.segs[last].named()
	case k == partKind:
		return latin // 2 of them
	case k == fillKind:
		return latin && last >= 0 && p.segs[last].topic == titled && !p.figureFollows(i+1) // 4 at the fit-out stage
	case k == textKind, k == stageKind, k == planKind, k == otherKind, k == nameKind:
		return latin && !p.higher(n) || last >= 0 && p.segs[last].topic == titled
	}
	return false
}

// ofThings reports whether the number i counts what an English title names,
// rather than being that of another task: 4 parks done.
func (p *parser) ofThings(i, n int) bool {
	noun := i + 1
	for p.at(noun) == textKind && letter(p.rune(noun)) && p.toks[noun].note&generic != 0 || p.at(noun) == moreKind {
		noun++ // 4 new parks
	}
	if p.at(noun) != nameKind || !letter(p.rune(noun)) || p.toks[noun].grade != telling || p.figureFollows(noun) && !p.countedToo(noun) {
		return false
	}
	if p.growsBehind(noun) && slices.Equal(p.toks[noun].tasks(), []int{p.withNumber(n)}) {
		p.toks[i].odd = true // 3 kitchens added, of task 3
		return true
	}
	return !slices.ContainsFunc(p.toks[noun].tasks(), func(t int) bool {
		return t == p.withNumber(n) || p.book.measured(t, func(_ int, m measure) bool { return m.counted() }) < 0
	})
}

// countedToo reports whether the next figure behind i has words of its own for
// what it counts: 5 car parks with 1,050 bays.
func (p *parser) countedToo(i int) bool {
	for !p.ends(i) && p.at(i) != numberKind {
		i++
	}
	return p.at(i) == numberKind && p.toks[i].num.form == plainForm && (p.at(i+1) == nameKind && letter(p.rune(i+1)))
}

// growsBehind reports whether no more than a verb of adding stands behind the
// names at i.
func (p *parser) growsBehind(i int) bool {
	for len(p.toks[min(i, len(p.toks)-1)].owners) > 0 && p.at(i) == nameKind {
		i++
	}
	return p.isAt(i, "added", "more", "built", "delivered", "installed", "opened", "renovated", "finished", "completed", "done") && p.ends(i+1)
}

// ownThings reports whether the number i counts what its task is measured in,
// in English: 1 road, on track. A figure behind it would be the count: 1 road 3.
func (p *parser) ownThings(i, n int) bool {
	task := p.withNumber(n)
	if task < 0 || !letter(p.rune(i+1)) || p.figureFollows(i+1) {
		return false
	}
	r, lo := p.f.runes, p.toks[i+1].lo
	end := latinEnd(r, lo)
	for _, t := range p.in.Tasks[task].Targets {
		m := appendFolded(nil, cmp.Or(t.MeasureEN, t.Measure))
		if slices.Equal(r[lo:singular(r, lo, end)], m[:singular(m, 0, len(m))]) {
			return true
		}
	}
	return false
}

// inline decides for a number in the middle of a clause that already says
// something: 完成5 2完成3.
func (p *parser) inline(i, n int, k kind) bool {
	if p.withNumber(n) >= 0 && (p.colonLabel(i) || p.chained(i)) {
		return true
	}
	if p.withNumber(n) < 0 || p.sole >= 0 && p.in.Focus >= 0 || !p.concluded(i) {
		return false
	}
	switch k {
	case doneKind, claimKind, sameKind, ditto, totalKind, vagueKind, madeKind, tickKind, nodKind:
		return true
	case numberKind:
		f := p.toks[i+1].num
		return p.toks[i+1].unit != nil || f.plus || f.scaled || f.form == ratioForm || f.form == shareForm || p.inTurn(i, n)
	case markKind:
		return !p.ends(i + 2)
	case nameKind:
		return !p.ends(i+2) || p.at(i-1) != numberKind
	case stageKind, missingKind, partlyKind, planKind, textKind, otherKind:
		return p.at(i-1) != numberKind && p.at(i-1) != fillKind || p.higher(n)
	case commaKind:
		return p.rune(i+1) != ',' && !p.ends(i+2)
	case moreKind, lessKind, fillKind, dateKind:
		return p.figureFollows(i+1) && p.predicate(i+1) || p.at(i+2) == numberKind || k == fillKind && p.sharedAt(i+1) && p.higher(n)
	}
	return false
}

// colonLabel reports whether the number i is the next one of the ask, with a
// colon and a report behind it: 4：主体封顶 5：7辆.
func (p *parser) colonLabel(i int) bool {
	n := p.numberAt(i)
	if n > 0 && p.start < i && p.sole < 0 && p.role == reportRole && p.at(i+1) == commaKind && p.rune(i+1) == ')' && p.numberedLike(i, n) {
		return true
	}
	return n > 0 && p.start < i && p.sole < 0 && p.role == reportRole && p.at(i) == numberKind && p.at(i+1) == markKind && p.rune(i+1) == ':' && p.higher(n) && p.told(i+2)
}

// numberedLike reports whether the number i goes on with a row of numbers before a
// closing bracket that was never opened: 1) 12 done 2) 23 done.
func (p *parser) numberedLike(i, n int) bool {
	last := len(p.segs) - 1
	if last < 0 || p.segs[last].number != n-1 || p.withNumber(n) < 0 {
		return false
	}
	for k := i; k >= 0 && p.at(k) != lineKind; k-- {
		if p.at(k) == commaKind && p.rune(k) == '(' {
			return false
		}
	}
	at := p.segs[last].lo
	return p.numberAt(at) == n-1 && p.at(at+1) == commaKind && p.rune(at+1) == ')'
}

// chained reports whether the number i is one of a row of labels that begins
// its line and rises by one, with words between: 1正在装修2已报批3联调.
func (p *parser) chained(i int) bool {
	last := len(p.segs) - 1
	if p.sole >= 0 || p.toks[i].kind != numberKind || p.toks[i].unit != nil || last < 0 || p.segs[last].number == 0 || p.numberAt(i) != p.segs[last].number+1 {
		return false
	}
	from := i
	for from > 0 && p.at(from-1) != lineKind {
		from--
	}
	first, count := p.numberAt(from), 0
	for k := from; first > 0 && k < len(p.toks) && p.at(k) != lineKind; k++ {
		t := p.toks[k]
		if t.kind != numberKind || t.unit != nil || t.num.form != plainForm || t.num.scaled || t.num.decimal {
			continue
		}
		if n := p.numberAt(k); n != first+count || p.withNumber(n) < 0 || p.at(k+1) == numberKind && p.toks[k+1].unit == nil || p.ends(k+1) && p.rune(k+1) != '、' {
			return false
		}
		count++
	}
	return count >= 3 || count == 2 && p.sharedAt(i+1)
}

// concluded reports whether what stands before token i is complete, so that a
// number there begins something new.
func (p *parser) concluded(i int) bool {
	if i > 1 && p.at(i-1) == markKind && p.rune(i-1) == ':' {
		i--
	}
	switch t := p.toks[i-1]; t.kind {
	case doneKind:
		p.toks[i].odd = p.counting() && p.standsAt(i+1) // 4已完成2滞后
		return !p.toks[i].odd
	case madeKind, joinKind:
		return i > 1 && p.at(i-2) == numberKind
	default:
		return t.concludes()
	}
}

// counting reports whether a task of the running segment has a figure to reach.
func (p *parser) counting() bool {
	last := len(p.segs) - 1
	return last >= 0 && slices.ContainsFunc(p.segs[last].tasks, func(t int) bool {
		return slices.ContainsFunc(p.in.Tasks[t].Targets, func(x Target) bool { return x.Measured() })
	})
}

// inTurn reports whether the number n before a bare figure is the next label
// of a row: 1 5 2 28 3 22. The task so far must have its figures.
func (p *parser) inTurn(i, n int) bool {
	last := len(p.segs) - 1
	if last >= 0 && p.at(i-1) != numberKind && !slices.Contains(p.segs[last].tasks, p.withNumber(n)) {
		return true
	}
	if !p.higher(n) {
		return false
	}
	figures, targets := 0, 0
	for _, t := range p.toks[p.segs[last].lo+1 : i] {
		if t.kind == numberKind {
			figures++
		}
	}
	for _, task := range p.segs[last].tasks {
		targets = len(p.in.Tasks[task].Targets)
	}
	return figures >= targets || p.has(p.start, i, sameKind) || p.has(p.start, i, claimKind)
}

// higher reports whether n comes after the number of the ask that was read last.
func (p *parser) higher(n int) bool {
	last := len(p.segs) - 1
	return last >= 0 && (p.segs[last].topic == numbered || p.segs[last].topic == together) && p.segs[last].number < n
}

// unglue takes a unit off the number at i where it is the name of a target with
// its own figure behind it: 1 flats 1400.
func (p *parser) unglue(i int, fresh bool) {
	t := &p.toks[i]
	n, ok := small(t.num.amount)
	if !fresh || t.kind != numberKind || t.unit == nil || !letter(t.unit.runes[0]) || !ok || p.at(i+1) != numberKind || p.withNumber(n) < 0 {
		return
	}
	name := token{kind: nameKind, lo: t.hi - len(t.unit.runes), hi: t.hi}
	name.owners, _ = p.book.names.at(p.f.runes, name.lo)
	if name.of(p.withNumber(n)) {
		t.unit, t.hi = nil, name.lo
		p.toks = slices.Insert(p.toks, i+1, name)
	}
}
