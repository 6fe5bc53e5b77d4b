package reading

import "slices"

// itemized reports whether the number at the running token is that of a step or
// a reason, one below the other: 下一步：①完成招标，②进场施工.
func (p *parser) itemized() bool {
	n := p.numberAt(p.i)
	if n == 0 || p.item > 0 && n == p.item+1 && p.leads && p.told(p.i+1) {
		return false
	}
	first := n == 1 && (p.start < p.i || p.leads) && !slices.ContainsFunc(p.toks[p.start:p.i], func(t token) bool {
		return t.kind != nextKind && t.kind != problemKind && t.kind != markKind && t.kind != fillKind
	})
	if !first && n != p.item+1 || p.item == 0 && !first {
		return false
	}
	p.item = n
	p.toks[p.i].item = true
	return true
}

// goesOn reports whether the free text of the line that ends goes on below: its
// heading stood alone, or it is a list that the next line continues.
func (p *parser) goesOn(c clause) bool {
	if p.role != problemRole && p.role != nextRole || p.reason {
		return false
	}
	heading := !slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool {
		return t.kind != nextKind && t.kind != problemKind && t.kind != markKind && t.kind != fillKind
	})
	n := p.numberAt(p.i)
	return heading && n == 1 || p.item > 0 && n == p.item+1
}

// numberAt is the number of the ask that token i may be, 0 for none.
func (p *parser) numberAt(i int) int {
	list, to := p.labelNumbers(i)
	if to == i || len(list) != 1 {
		return 0
	}
	return list[0]
}

// breaks reports whether the free text ends at the running token because
// another task is named and something is said of it: 因为材料没到 ②完成9个.
func (p *parser) breaks() bool {
	t := p.toks[p.i]
	switch {
	case p.start == p.i:
		return false
	case t.kind == labelKind:
		return !t.loose && p.told(p.i+1)
	case t.kind == numberKind:
		n := p.numberAt(p.i)
		marked := p.at(p.i+1) == markKind || p.at(p.i+1) == commaKind && p.rune(p.i+1) != ','
		return n > 0 && (p.higher(n) || !p.named(n) && (marked || p.fitsAhead(n, p.i+1))) && p.withNumber(n) >= 0 && p.told(p.i+1)
	case t.kind == nameKind:
		return t.wholeTitle() && p.told(p.i+1)
	}
	return false
}

// runsOn reports whether a number of the ask, higher than the last, stands at the
// running token behind words alone, and a figure in its task's very measure
// behind it: 房东涨租谈不拢 5 21条.
func (p *parser) runsOn() bool {
	n := p.numberAt(p.i)
	if n == 0 || p.start == p.i || p.at(p.i) != numberKind || p.toks[p.i].unit != nil || !p.higher(n) || p.at(p.i+1) != numberKind {
		return false
	}
	task := p.withNumber(n)
	return task >= 0 && p.book.measured(task, func(_ int, m measure) bool { return m.exact(p.toks[p.i+1].unit) }) >= 0
}

// fitsAhead reports whether the next figure from i on is in the measure of the
// task with the number.
func (p *parser) fitsAhead(n, i int) bool {
	for ; i < len(p.toks) && !p.toks[i].pause(); i++ {
		if task := p.withNumber(n); task >= 0 && p.at(i) == numberKind {
			return len(p.measured([]int{task}, p.toks[i])) > 0
		}
	}
	return false
}

// named reports whether a task with the number has been named already.
func (p *parser) named(n int) bool {
	task := p.withNumber(n)
	return slices.ContainsFunc(p.segs, func(s segment) bool { return slices.Contains(s.tasks, task) })
}

// told reports whether a standing or a figure comes at i, before any words of
// another kind.
func (p *parser) told(i int) bool {
	switch k := p.at(i); k {
	case claimKind, sameKind, ditto, numberKind:
		return true
	case markKind, fillKind, dateKind, madeKind, doneKind, totalKind, moreKind, lessKind, nameKind, allKind:
		return p.told(i + 1)
	case commaKind:
		return (p.rune(i) == '、' || p.rune(i) == ')') && p.told(i+1)
	}
	return false
}

// wholeTitle reports whether the words are all of a task's title or code.
func (t token) wholeTitle() bool {
	return slices.ContainsFunc(t.owners, func(o owner) bool { return o.whole && o.target < 0 })
}
