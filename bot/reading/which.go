package reading

// numberHead recognises one number of the ask, or a list of them.
func (p *parser) numberHead(fresh, strict bool) (head, bool) {
	i := p.i
	excepted := false
	p.unglue(i, fresh)
	for p.at(i) == exceptKind || p.isAt(i, "but") && p.standing(p.start, p.i) {
		i, excepted = i+1, true
	}
	if p.opened() && !excepted && !p.colonLabel(i) && (p.start == i || !p.chained(i)) {
		return head{}, false
	}
	labels, next := p.list(i)
	if excepted {
		labels, next = p.run(i)
	}
	if len(labels) == 0 || excepted && !fresh && !p.standing(p.start, p.i) {
		return head{}, false
	}
	if p.sectioned(i, next) {
		p.toks[i].kind = fillKind
		return head{}, false
	}
	h := head{segment: segment{topic: numbered, excepted: excepted, trailing: excepted && !fresh}}
	bare := p.at(i) == numberKind
	switch {
	case len(labels) > 1:
		h.topic = together
		if p.mayCount(i, next) {
			h.topic = twofold
		}
	case bare && p.row(i) > 0:
		labels, next = p.rowLabels(i), p.row(i)
		h.topic = twofold
		if p.at(next) == allKind && rising(labels) {
			h.topic = together
		}
	case bare && !p.bareLabel(i, fresh, excepted):
		return head{}, false
	case p.toks[i].loose && (!p.ordinals() || p.sole >= 0 && p.withNumber(labels[0]) < 0), !bare && !excepted && !p.leads && p.ends(next) && p.says(p.lineStart(), p.i):
		return head{}, false // 28(6)
	}
	h.loose, h.beside = p.toks[i].loose, p.beside(i, next)
	return p.begun(p.labelled(h, labels), next, fresh, strict)
}

// begun gives a head of numbers the token where its words begin.
func (p *parser) begun(h head, next int, fresh, strict bool) (head, bool) {
	if k := p.at(next); h.excepted && (k == claimKind || k == sameKind) && p.exceptEnds(next+1) { // 除第4项滞后外
		h.clauses, h.adopted, h.next = []clause{{lo: next, hi: next + 1}}, 1, next+2
		return h, true
	}
	if p.at(next) == exceptKind {
		h.excepted, next = true, next+1
	}
	for p.at(next) == markKind || p.at(next) == commaKind && fresh && !h.excepted {
		next++
	}
	h.next = next
	return h, !strict || p.predicate(next)
}

// exceptEnds reports whether an exception ends at i: with 外, or with a comma
// before what holds for all: 除5滞后，都正常.
func (p *parser) exceptEnds(i int) bool {
	return p.at(i) == exceptKind || p.at(i) == commaKind && (p.at(i+1) == allKind || p.at(i+1) == restKind)
}

// standingHead recognises a standing before the numbers that share it:
// 正常：1、2、3, or 没有变化的有4、5.
func (p *parser) standingHead(fresh bool) (head, bool) {
	k := p.at(p.i)
	if !fresh || p.opened() || p.sole >= 0 || k != claimKind && k != sameKind && k != doneKind {
		return head{}, false
	}
	from := p.i + 1
	for p.isAt(from, "的", "有", "是", "为") {
		from++
	}
	switch {
	case p.at(from) == markKind, p.isAt(from, "on", "for", "in", "at"):
		from++
	case from == p.i+1:
		return head{}, false
	}
	labels, next := p.numbers(from)
	if len(labels) == 0 {
		return head{}, false
	}
	h := head{segment: segment{topic: together}, next: next}
	h.clauses = []clause{{lo: p.i, hi: p.i + 1}}
	return p.labelled(h, labels), true
}

// beside gives the task of a second number behind a bare one, with words that may
// be about both: 1、3有变化.
func (p *parser) beside(i, next int) []int {
	if p.at(i) != numberKind || next != i+1 || p.at(next) != commaKind || p.rune(next) != '、' {
		return nil
	}
	n := p.numberAt(next + 1)
	if k := p.at(next + 2); n == 0 || k != textKind && k != fillKind && k != missingKind && k != stageKind && k != denyKind {
		return nil
	}
	if t := p.withNumber(n); t >= 0 {
		return []int{t}
	}
	return nil
}

// sectioned reports whether the numeral at i is that of a section of the reply:
// 二、存在问题.
func (p *parser) sectioned(i, next int) bool {
	if p.at(i) != numberKind || !p.toks[i].num.han || next != i+1 || p.at(next) != commaKind {
		return false
	}
	k := next + 1
	for p.at(k) == fillKind || p.at(k) == madeKind {
		k++
	}
	return p.at(k) == problemKind || p.at(k) == nextKind || k > next+1 && (p.at(k) == markKind && p.rune(k) == ':' || p.at(k) == lineKind)
}

// lineStart is the first token of the line that is being read.
func (p *parser) lineStart() int {
	k := p.i
	for k > 0 && p.at(k-1) != lineKind && p.at(k-1) != stopKind {
		k--
	}
	return k
}

// labelled gives a head the tasks of its numbers.
func (p *parser) labelled(h head, labels []int) head {
	for _, n := range labels {
		h.number = max(h.number, n)
		if t := p.withNumber(n); t >= 0 {
			h.tasks = append(h.tasks, t)
		} else {
			h.unknown = true
		}
	}
	return h
}

// ordinals reports whether 第2个 can be a number of the ask here, rather than
// the second thing of the task that is being talked about.
func (p *parser) ordinals() bool {
	last := len(p.segs) - 1
	return last < 0 || !p.segs[last].named() || p.segs[last].loose || p.leads
}

// standing reports whether the tokens hold a standing without a figure.
func (p *parser) standing(lo, hi int) bool {
	return p.says(lo, hi) && !p.has(lo, hi, numberKind)
}

// mayCount reports whether 1、5完成 may also be task 1 with the figure 5.
func (p *parser) mayCount(i, next int) bool {
	k := p.at(next)
	return next-i == 3 && p.at(i) == numberKind && p.at(i+1) != joinKind && (k == doneKind || k == madeKind)
}

// predicate reports whether something is said at i.
func (p *parser) predicate(i int) bool {
	switch p.at(i) {
	case madeKind, doneKind, claimKind, sameKind, ditto, numberKind, totalKind, moreKind, lessKind, nameKind:
		return true
	case fillKind, dateKind:
		return p.predicate(i + 1)
	}
	return false
}

func (p *parser) ends(i int) bool {
	k := p.at(i)
	return k == lineKind || k == stopKind || k == commaKind
}
