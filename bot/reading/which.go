package reading

import "slices"

// numberHead recognises one number of the ask, or a list of them.
func (p *parser) numberHead(fresh, strict bool) (head, bool) {
	i := p.i
	excepted := false
	p.unglue(i, fresh)
	for p.at(i) == exceptKind || p.isAt(i, "but") && p.standing(p.start, p.i) {
		i, excepted = i+1, true
	}
	if p.opened() && !excepted {
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
	case p.toks[i].loose && !p.ordinals(), !bare && !excepted && !p.leads && p.ends(next) && p.says(p.lineStart(), p.i):
		return head{}, false // 28(6)
	}
	h.loose = p.toks[i].loose
	if p.at(next) == exceptKind {
		h.excepted, next = true, next+1
	}
	for p.at(next) == markKind || p.at(next) == commaKind && fresh && !h.excepted {
		next++
	}
	if strict && !p.predicate(next) {
		return head{}, false
	}
	h.next = next
	return p.labelled(h, labels), true
}

// standingHead recognises a standing before the numbers that share it: 正常：1、2、3.
func (p *parser) standingHead(fresh bool) (head, bool) {
	k := p.at(p.i)
	if !fresh || p.opened() || p.sole >= 0 || k != claimKind && k != sameKind && k != doneKind || p.at(p.i+1) != markKind && !p.isAt(p.i+1, "on", "for", "in", "at") {
		return head{}, false
	}
	labels, next := p.numbers(p.i + 2)
	if len(labels) == 0 {
		return head{}, false
	}
	h := head{segment: segment{topic: together}, next: next}
	h.clauses = []clause{{lo: p.i, hi: p.i + 1}}
	return p.labelled(h, labels), true
}

// numbers reads as many numbers of the ask from i on as end before a pause.
func (p *parser) numbers(i int) (labels []int, next int) {
	var all []int
	for i < len(p.toks) {
		t := p.toks[i]
		low, ok := small(t.num.amount)
		switch {
		case t.kind == labelKind:
			all = append(all, t.labels...)
		case t.kind != numberKind || !ok || t.unit != nil:
			return labels, next
		case t.num.form == spanForm:
			high, _ := small(t.num.whole)
			all = span(all, low, high)
		case t.num.form == plainForm:
			all = append(all, low)
		default:
			return labels, next
		}
		if i++; p.ends(i) {
			labels, next = all, i
		}
		if k := p.at(i); k != commaKind && k != joinKind && !p.isAt(i, "and") {
			break
		}
		i++
	}
	return labels, next
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

// list reads the labels at i: one, or several before a shared standing.
func (p *parser) list(i int) (labels []int, next int) {
	var all []int
	j := i
	for len(all) < 99 {
		n, to := p.labelNumbers(j)
		if to == j || len(all) > 0 && p.toks[j].num.form == ratioForm {
			break
		}
		all, j = append(all, n...), to
		if len(labels) == 0 {
			labels, next = n, to
		}
		sep := p.at(j) == joinKind || p.at(j) == commaKind && p.rune(j) != ')'
		if _, after := p.labelNumbers(j + 1); !sep || after == j+1 {
			break
		}
		j++
	}
	j = p.counted(j, len(all))
	if len(all) >= 2 && p.sharedAt(j) {
		return all, j
	}
	if len(labels) > 1 && p.toks[i].kind == numberKind {
		return nil, i
	}
	return labels, next
}

// run reads numbers of the ask that are left out, one behind the other.
func (p *parser) run(i int) (labels []int, next int) {
	for next = i; ; {
		n, to := p.labelNumbers(next)
		if to == next {
			return labels, p.counted(next, len(labels))
		}
		labels, next = append(labels, n...), to
		if k := p.at(next); k == joinKind || k == commaKind {
			if _, after := p.labelNumbers(next + 1); after > next+1 {
				next++
			}
		}
	}
}

// counted is the token behind 两项 in 4、6两项.
func (p *parser) counted(i, n int) int {
	if i < len(p.toks) && p.isUnit(p.toks[i], "项", "个") && p.toks[i].num.amount.Equal(whole(int64(n))) {
		return i + 1
	}
	return i
}

// sharedAt reports whether a standing that several tasks may share comes at i.
func (p *parser) sharedAt(i int) bool {
	switch p.at(i) {
	case sameKind, claimKind, doneKind, ditto, vagueKind, exceptKind, madeKind, eachKind, partlyKind:
		return true
	case restKind, allKind, fillKind, markKind:
		return p.sharedAt(i + 1)
	case dateKind:
		return p.toks[i].date.tense != upcoming && p.sharedAt(i+1)
	}
	return false
}

// labelNumbers reads one label, or a span of them, at j.
func (p *parser) labelNumbers(j int) ([]int, int) {
	if j >= len(p.toks) {
		return nil, j
	}
	t := p.toks[j]
	if t.kind == labelKind {
		return t.labels, j + 1
	}
	low, ok := small(t.num.amount)
	if t.kind != numberKind || !ok || t.num.plus || t.num.minus || t.num.scaled || t.num.more || t.num.decimal {
		return nil, j
	}
	if t.unit != nil && (!p.isUnit(t, "项") || t.num.form != spanForm && !p.asItem(j)) {
		return nil, j
	}
	switch t.num.form {
	case plainForm:
		if t.num.han && p.at(j+1) != commaKind && p.at(j+1) != markKind {
			return nil, j
		}
		return []int{low}, j + 1
	case spanForm, ratioForm:
		high, fine := small(t.num.whole)
		if k := p.at(j + 1); !fine || high <= low || k == doneKind || k == madeKind || !p.sharedAt(j+1) {
			return nil, j
		}
		if t.num.form == ratioForm {
			return []int{low, high}, j + 1
		}
		return span(nil, low, high), j + 1
	}
	return nil, j
}

// asItem reports whether 4项 at j is the number of a task: the last of a list
// that is told together, or with a figure in another unit behind it.
func (p *parser) asItem(j int) bool {
	if p.at(j+1) == numberKind && !p.isUnit(p.toks[j+1], "项") {
		return true
	}
	return j > 1 && (p.at(j-1) == commaKind || p.at(j-1) == joinKind) && p.at(j-2) == numberKind && p.sharedAt(j+1) && p.at(j+1) != madeKind
}

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
	if p.sole >= 0 {
		return known && p.soleLabel(i, k)
	}
	if p.counts(i, n) {
		return false
	}
	switch k {
	case textKind, fillKind, dateKind, hedgeKind, greetKind, aboutKind, underKind, numberKind, nameKind:
		return known && !(k == fillKind && p.ends(i+2))
	case lineKind, stopKind:
		return known && p.start == i
	case commaKind:
		return known || p.rune(i+1) != ','
	case moreKind, lessKind, totalKind, missingKind, planKind, stageKind, otherKind, ofKind:
		return known
	}
	return true
}

// counts reports whether the number i behind a comma counts on about the same
// task: 5 done, 3 under construction, or 托位460个，3岁以下两万人.
func (p *parser) counts(i, n int) bool {
	latin := letter(p.rune(i + 1))
	last := len(p.segs) - 1
	switch k := p.at(i + 1); {
	case p.leads:
		return false
	case k == missingKind, k == totalKind:
		return latin
	case k == textKind, k == stageKind, k == planKind, k == otherKind, k == nameKind:
		return latin && !p.higher(n) || last >= 0 && p.segs[last].topic == titled
	}
	return false
}

func (p *parser) ends(i int) bool {
	k := p.at(i)
	return k == lineKind || k == stopKind || k == commaKind
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

// inline decides for a number in the middle of a clause that already says
// something: 完成5 2完成3.
func (p *parser) inline(i, n int, k kind) bool {
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
		return p.figureFollows(i+1) && p.predicate(i+1) || p.at(i+2) == numberKind
	}
	return false
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

// row is the end of bare numbers of the ask, with nothing but blanks between
// them, before a standing: in 1 5 3 不变 the 5 may be a label or a figure. It is
// 0 where there is no such row.
func (p *parser) row(i int) int {
	j := i
	for ; p.at(j) == numberKind; j++ {
		n, to := p.labelNumbers(j)
		if to == j || len(n) != 1 || p.withNumber(n[0]) < 0 {
			return 0
		}
	}
	if j < i+2 || !p.sharedAt(j) || p.at(j) == doneKind || p.at(j) == madeKind {
		return 0
	}
	return j
}

func (p *parser) rowLabels(i int) []int {
	var out []int
	for _, t := range p.toks[i:p.row(i)] {
		n, _ := small(t.num.amount)
		out = append(out, n)
	}
	return out
}

// rising reports whether each number is one more than the one before.
func rising(list []int) bool {
	for k := 1; k < len(list); k++ {
		if list[k] != list[k-1]+1 {
			return false
		}
	}
	return true
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
