package reading

import "slices"

// head is the start of a segment.
type head struct {
	segment
	next int // first token of its first clause
}

// head recognises the start of a segment at the running token: at the start of
// a clause, or after a figure or a standing is complete.
func (p *parser) head() (head, bool) {
	fresh := !slices.ContainsFunc(p.toks[p.start:p.i], func(t token) bool {
		return t.kind != greetKind && t.kind != nodKind && t.kind != markKind
	})
	if !fresh && !p.says(p.start, p.i) {
		return head{}, false
	}
	strict := p.role != reportRole && !p.leads
	if h, ok := p.group(fresh); ok {
		return h, true
	}
	if h, ok := p.labelled(fresh, strict); ok {
		return h, true
	}
	return p.titled(fresh, strict)
}

// group recognises 其余 and 全部 before a standing.
func (p *parser) group(fresh bool) (head, bool) {
	k := p.toks[p.i].kind
	if p.sole >= 0 && p.in.Focus < 0 || k != restKind && (k != allKind || !fresh || p.sole >= 0) {
		return head{}, false
	}
	j, counted := p.i+1, false
	for ; j < len(p.toks); j++ {
		t := p.toks[j]
		switch {
		case t.kind == fillKind || t.kind == allKind || t.kind == eachKind || t.kind == markKind:
			continue
		case t.kind == numberKind && !counted && k == restKind && t.num.form == plainForm && p.isUnit(t, "项", "个"):
			counted = true
			continue
		}
		break
	}
	if j >= len(p.toks) {
		return head{}, false
	}
	switch p.toks[j].kind {
	case sameKind, claimKind, doneKind, ditto, vagueKind, partlyKind:
		return head{segment{named: true, rest: k == restKind, all: k == allKind}, p.i}, true
	case madeKind:
		return head{segment{named: true, rest: k == restKind, all: k == allKind}, p.i}, k == allKind || !p.figureFollows(j)
	}
	return head{}, false
}

func (p *parser) isUnit(t token, units ...string) bool {
	return slices.Contains(units, string(t.unit.runes))
}

// figureFollows reports whether a figure comes before the clause ends.
func (p *parser) figureFollows(i int) bool {
	for ; i < len(p.toks); i++ {
		switch p.toks[i].kind {
		case numberKind:
			return true
		case lineKind, stopKind, commaKind, claimKind, sameKind:
			return false
		}
	}
	return false
}

// at is the kind of token i, lineKind behind the last.
func (p *parser) at(i int) kind {
	if i >= len(p.toks) {
		return lineKind
	}
	return p.toks[i].kind
}

// rune is the first rune of token i.
func (p *parser) rune(i int) rune {
	if i >= len(p.toks) {
		return '\n'
	}
	return p.f.runes[p.toks[i].lo]
}

// labelled recognises one number of the ask, or a list of them.
func (p *parser) labelled(fresh, strict bool) (head, bool) {
	i := p.i
	excepted := false
	for fresh && p.at(i) == exceptKind {
		i, excepted = i+1, true
	}
	labels, next := p.list(i)
	if len(labels) == 0 {
		return head{}, false
	}
	h := head{segment: segment{labels: labels, named: true, excepted: excepted}}
	bare := p.at(i) == numberKind
	switch {
	case len(labels) > 1:
		h.shared = p.twofold(i, next)
	case bare && p.row(i) > 0:
		h.labels, next, h.shared = p.rowLabels(i), p.row(i), true
	case bare && (p.opened() || !p.bareLabel(i, fresh, excepted)):
		return head{}, false
	}
	if p.at(next) == exceptKind {
		h.excepted, next = true, next+1
	}
	for p.at(next) == markKind || p.at(next) == commaKind && fresh {
		next++
	}
	if strict && !p.predicate(next) {
		return head{}, false
	}
	h.next = next
	return h, true
}

// opened reports whether a number of the ask was just read and waits for its
// words, so that a plain number here is a figure.
func (p *parser) opened() bool {
	last := len(p.segs) - 1
	return p.joined && p.start == p.i && last >= 0 && len(p.segs[last].labels) > 0 && len(p.segs[last].clauses) == 0
}

// twofold reports whether 1、5完成 may also be task 1 with the figure 5.
func (p *parser) twofold(i, next int) bool {
	k := p.at(next)
	return next-i == 3 && p.at(i) == numberKind && p.at(i+1) != joinKind && (k == doneKind || k == madeKind)
}

// predicate reports whether something is said at i.
func (p *parser) predicate(i int) bool {
	switch p.at(i) {
	case madeKind, doneKind, claimKind, sameKind, ditto, numberKind, totalKind, moreKind, nameKind:
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
	for {
		n, to := p.labelNumbers(j)
		if to == j {
			break
		}
		all, j = append(all, n...), to
		if len(labels) == 0 {
			labels, next = n[:1], to
		}
		sep := p.at(j) == joinKind || p.at(j) == commaKind || p.rune(j) == '/'
		if _, after := p.labelNumbers(j + 1); !sep || after == j+1 {
			break
		}
		j++
	}
	if len(all) < 2 || !p.sharedAt(j) {
		if len(all) > 0 && next > 0 && p.toks[next-1].num.form != plainForm {
			return nil, i
		}
		return labels, next
	}
	return all, j
}

// sharedAt reports whether a standing that several tasks may share comes at i.
func (p *parser) sharedAt(i int) bool {
	switch p.at(i) {
	case sameKind, claimKind, doneKind, ditto, vagueKind, exceptKind, madeKind, eachKind, partlyKind:
		return true
	case allKind, fillKind, markKind:
		return p.sharedAt(i + 1)
	}
	return false
}

// labelNumbers reads one label, or a span of them, at j.
func (p *parser) labelNumbers(j int) ([]int, int) {
	if j >= len(p.toks) {
		return nil, j
	}
	t := p.toks[j]
	low, ok := small(t.num.amount)
	if t.kind == labelKind {
		return []int{low}, j + 1
	}
	if t.kind != numberKind || !ok || t.unit.runes != nil || t.num.plus || t.num.minus || t.num.scaled || t.num.more {
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
		var out []int
		for n := low; n <= high; n++ {
			out = append(out, n)
		}
		return out, j + 1
	}
	return nil, j
}

// bareLabel reports whether the plain number at i is a label and no figure.
func (p *parser) bareLabel(i int, fresh, excepted bool) bool {
	n, _ := small(p.toks[i].num.amount)
	known := p.numbered(n) >= 0
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
	switch k {
	case textKind, fillKind, dateKind, hedgeKind, greetKind, aboutKind, underKind:
		return known && !(k == fillKind && p.ends(i+2))
	case nameKind:
		return known
	case numberKind:
		return known
	case lineKind, stopKind:
		return known
	case commaKind:
		return p.rune(i+1) != ',' || known
	}
	return true
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
		p.odd[i] = k != fillKind || !p.ends(i+2)
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
	if p.numbered(n) < 0 || p.sole >= 0 && p.in.Focus >= 0 {
		return false
	}
	switch p.at(i - 1) {
	case numberKind, claimKind, sameKind, doneKind, vagueKind, madeKind, fillKind, aboutKind, ditto:
	default:
		return false
	}
	if p.at(i-1) == madeKind && p.at(i-2) != numberKind || p.at(i-1) == fillKind && !p.is(p.toks[i-1], "了", "的", "units", "unit") {
		return false
	}
	switch k {
	case doneKind, claimKind, sameKind, ditto, totalKind, vagueKind, madeKind:
		return true
	case numberKind:
		n := p.toks[i+1].num
		return p.toks[i+1].unit.runes != nil || n.plus || n.scaled || n.form == ratioForm || n.form == shareForm
	case markKind, nameKind:
		return !p.ends(i + 2)
	case commaKind:
		return p.rune(i+1) != ',' && !p.ends(i+2)
	case moreKind:
		return p.at(i+2) == numberKind
	}
	return false
}

// row is the end of bare numbers of the ask, with nothing but blanks between
// them, before a standing: in 1 5 3 不变 the 5 may be a label or a figure. It is
// 0 where there is no such row.
func (p *parser) row(i int) int {
	j := i
	for ; p.at(j) == numberKind; j++ {
		n, to := p.labelNumbers(j)
		if to == j || len(n) != 1 || p.numbered(n[0]) < 0 {
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
