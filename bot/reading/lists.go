package reading

import "slices"

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
	if len(all) >= 2 && (p.sharedAt(j) || p.joint(i, j)) {
		return all, j
	}
	if len(labels) > 1 && p.toks[i].kind == numberKind {
		return nil, i
	}
	return labels, next
}

// joint reports whether the two labels from i on are joined by 和, with words
// behind them that must be meant for both: 5和6项待公布.
func (p *parser) joint(i, j int) bool {
	if p.at(i+1) != joinKind || j != i+3 {
		return false
	}
	for p.at(j) == fillKind {
		j++
	}
	switch p.at(j) {
	case textKind, missingKind, denyKind, planKind, stageKind:
		return !p.figureFollows(j)
	}
	return false
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

// asItem reports whether 4项 at j is the number of a task: the last of a list
// that is told together, or with a figure in another unit behind it.
func (p *parser) asItem(j int) bool {
	if p.at(j+1) == numberKind && !p.isUnit(p.toks[j+1], "项") {
		return true
	}
	return j > 1 && (p.at(j-1) == commaKind || p.at(j-1) == joinKind) && p.at(j-2) == numberKind && p.sharedAt(j+1) && p.at(j+1) != madeKind
}

// counted is the token behind 两项 in 4、6两项.
func (p *parser) counted(i, n int) int {
	if i < len(p.toks) && p.isUnit(p.toks[i], "项", "个") && p.toks[i].num.amount.Equal(whole(int64(n))) {
		return i + 1
	}
	return i
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

// titleList reads titles apart by 和, 、 or nothing before a standing that all
// share.
func (p *parser) titleList() (list []int, next int) {
	for i := p.i; ; i++ {
		var tasks []int
		for ; i < len(p.toks) && len(p.toks[i].owners) > 0 && !p.toks[i].another(tasks); i++ {
			if t := p.toks[i]; t.kind == nameKind && t.grade == telling || len(tasks) > 1 {
				tasks = narrowed(tasks, t.tasks())
			}
		}
		if len(tasks) != 1 || slices.Contains(list, tasks[0]) {
			return nil, p.i
		}
		list = append(list, tasks[0])
		if len(list) > 1 && p.sharedAt(i) && p.at(i) != madeKind && p.at(i) != exceptKind {
			return list, i
		}
		if p.at(i) == nameKind {
			i--
		} else if p.at(i) != joinKind && p.at(i) != commaKind {
			return nil, p.i
		}
	}
}

// another reports whether a word names one task, and none of those before it.
func (t token) another(tasks []int) bool {
	if len(tasks) != 1 || t.kind != nameKind || t.grade != telling || t.of(tasks[0]) {
		return false
	}
	return len(t.tasks()) == 1
}
