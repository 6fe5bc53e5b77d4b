package reading

import "slices"

// titleHead recognises a segment by a title or an unambiguous part of one.
func (p *parser) titleHead(fresh, strict bool) (head, bool) {
	h := head{segment{topic: titled}, p.i}
	last := len(p.segs) - 1
	inside := last >= 0 && !p.leads && !p.prelude(p.segs[last])
	if inside && p.at(p.i-1) == partKind && !p.segs[last].group() {
		return h, false // of which 120 are at the school
	}
	if last >= 0 && !p.leads && !p.segs[last].group() && p.start > 0 && p.goesOnParts(last, p.start) {
		return h, false // 其中中央预算内3.1亿、专项债5.2亿
	}
	switch {
	case fresh && p.numberAhead():
	case fresh:
		if list, next := p.titleList(); len(list) > 1 {
			h.topic, h.tasks, h.next = together, list, next
			return h, true
		}
		h.tasks, h.passing = p.titleAhead(inside)
		if inside && len(h.tasks) == 1 && p.ratio() && !p.ownRate(h.tasks[0]) {
			if p.explains() {
				return h, false
			}
			h.doubtful = true
		}
		if inside && len(h.tasks) == 1 && (p.estranged(h.tasks[0]) || p.beyond() || p.milestone(h.tasks[0]) && p.fitsOwn(p.segs[last])) {
			return h, false
		}
	case p.toks[p.i].kind == nameKind && p.toks[p.i].grade == telling && p.saidAhead(p.i+1):
		h.tasks = p.toks[p.i].tasks()
	}
	if !fresh && len(h.tasks) == 0 && last >= 0 {
		if h.tasks = p.weakly(p.segs[last].tasks); len(h.tasks) == 0 {
			h.tasks = p.sibling(p.segs[last])
		}
		if len(h.tasks) == 0 && p.toks[p.i].kind == textKind && p.concludedBefore(p.i) {
			h.tasks = p.abbreviated(p.i) // 食堂没变 车位1190
		}
	}
	if len(h.tasks) == 0 || p.sole >= 0 && slices.Contains(h.tasks, p.sole) {
		return h, false
	}
	if last >= 0 && (!fresh || !p.leads) && overlap(h.tasks, p.segs[last].tasks) {
		return h, false
	}
	return h, !strict || p.saidAhead(p.i)
}

// concludedBefore reports whether a figure or a standing is complete before
// token i, or before words that lead on to another: 二十三部了然后.
func (p *parser) concludedBefore(i int) bool {
	for i--; i > p.start && (p.at(i) == leadKind || p.at(i) == joinKind); i-- {
	}
	return i >= 0 && p.toks[i].concludes()
}

// numberAhead reports whether words that carry nothing stand before a number of
// the ask.
func (p *parser) numberAhead() bool {
	i := p.i
	for p.filledAt(i) || p.at(i) == partKind || p.at(i) == dateKind || p.at(i) == joinKind || p.at(i) == greetKind {
		i++
	}
	if i == p.i || p.at(i) != numberKind && p.at(i) != labelKind {
		return false
	}
	q := *p
	q.i = i
	_, ok := q.numberHead(true, true)
	return ok
}

// exceptHead recognises titles that are left out: 除托位外, except nursery
// places. A standing beside them is theirs: 除托位滞后外.
func (p *parser) exceptHead(fresh bool) (head, bool) {
	if p.at(p.i) != exceptKind || p.opened() || p.sole >= 0 || !fresh && !p.standing(p.start, p.i) {
		return head{}, false
	}
	h := head{segment: segment{topic: together, excepted: true, trailing: !fresh}}
	i, from := p.i+1, p.i+1
	for ; i < len(p.toks); i++ {
		t := p.toks[i]
		if t.kind == nameKind && t.grade == telling {
			if tasks := t.tasks(); len(tasks) == 1 {
				h.tasks = append(h.tasks, tasks[0])
			}
		} else if len(t.owners) == 0 && t.kind != joinKind && t.kind != fillKind && t.kind != claimKind && (t.kind != commaKind || p.rune(i) != '、') {
			break
		}
	}
	h.next = i
	if p.at(i) == exceptKind {
		h.next++
	}
	if len(h.tasks) == 0 || p.at(i) != exceptKind && !p.ends(i) && p.at(i) != restKind && p.at(i) != allKind {
		return h, false
	}
	if len(h.tasks) == 1 {
		h.topic = titled
	}
	if p.has(from, i, claimKind) {
		h.clauses, h.adopted = []clause{{lo: from, hi: i}}, 1
	}
	return h, true
}

// tasks are the tasks that own the words; titles stand before target names.
func (t token) tasks() []int {
	var titles, targets []int
	for _, o := range t.owners {
		if o.target < 0 && !slices.Contains(titles, o.task) {
			titles = append(titles, o.task)
		}
		if o.target >= 0 && !slices.Contains(targets, o.task) {
			targets = append(targets, o.task)
		}
	}
	if len(titles) == 0 {
		return targets
	}
	for _, k := range targets {
		if !slices.Contains(titles, k) {
			titles = append(titles, k)
		}
	}
	return titles
}

// titleAhead gives the tasks named in the clause that begins here, before a
// second figure. Inside a line that is about a task already, only a title that
// comes first counts, and only with something said about it.
func (p *parser) titleAhead(inside bool) (tasks []int, passing bool) {
	var e evidence
	to := len(p.toks)
scan:
	for j := p.i; j < len(p.toks); j++ {
		t := p.toks[j]
		switch t.kind {
		case lineKind, stopKind, commaKind, problemKind, nextKind, asideKind:
			to = j
			break scan
		case numberKind:
			e.figures = append(e.figures, t)
			e.weigh(p.noun(t))
			if len(e.figures) > 1 || len(e.tasks) > 0 {
				to = j + 1
				break scan
			}
		case claimKind, sameKind, ditto:
			if p.of(j+1) && len(e.tasks)+len(e.hints)+len(e.figures) == 0 {
				continue // no updates on the rules
			}
			to = j + 1
			break scan
		case markKind:
			if p.rune(j) == ':' && len(e.figures) == 0 && (len(e.tasks)+len(e.hints) == 0 || p.names(j+1, e.tasks)) {
				if to = j; len(e.tasks) > 0 {
					return nil, false // 教育局反馈：新建幼儿园4所
				}
				break scan // 汇报如下：
			}
		case otherKind, partKind:
			if inside && len(t.owners) == 0 && len(e.tasks)+len(e.hints) == 0 {
				to = j
				break scan // 发放3300万，惠及企业820家
			}
		case textKind:
			e.text = e.text || len(e.tasks) == 0
			if inside && len(e.tasks)+len(e.hints) == 0 && !letter(p.rune(j)) {
				to = j
				break scan
			}
		}
		if t.kind == nameKind && t.grade == telling && len(e.figures) > 0 && !e.knows(t) && !p.isCounted(j) && p.ownWords(j, e.figures[0]) {
			return nil, false
		}
		e.weigh(t)
	}
	return p.meant(e, to, inside)
}

// of reports whether an English word that leads from a standing to its task is
// at i, with a name behind it.
func (p *parser) of(i int) bool {
	if !p.isAt(i, "on", "for", "in", "with", "to", "about", "regarding") {
		return false
	}
	for i++; p.at(i) == fillKind; i++ {
	}
	return p.at(i) == nameKind
}

// fitsOwn reports whether the clause at hand holds a figure in the unit of the
// task that the line is about: 整治7处，医院门口1处在施工.
func (p *parser) fitsOwn(s segment) bool {
	for i := p.i; i < len(p.toks) && !p.toks[i].pause(); i++ {
		if t := p.toks[i]; t.kind == numberKind && t.unit != nil && !t.unit.any() && len(p.measured(s.tasks, t)) > 0 {
			return true
		}
	}
	return false
}

// beyond reports whether the clause at hand begins with an English word of a
// title and goes on with others than a figure or a standing: the school next
// door agreed to share 30.
func (p *parser) beyond() bool {
	i := p.i
	for p.filledAt(i) {
		i++
	}
	if p.at(i) != nameKind || !letter(p.rune(i)) {
		return false
	}
	for len(p.toks[min(i, len(p.toks)-1)].owners) > 0 && p.at(i) != lineKind {
		i++
	}
	return p.at(i) == nextKind || p.at(i) == textKind
}

// estranged reports whether the clause at hand holds figures, all in units that
// nobody would type for a target of the task.
func (p *parser) estranged(task int) bool {
	figures := 0
	for i := p.i; i < len(p.toks) && !p.toks[i].pause(); i++ {
		if p.at(i) != numberKind {
			continue
		}
		if figures++; !p.strange(p.toks[i], []int{task}) {
			return false
		}
	}
	return figures > 0 && !p.milestone(task)
}

// noun is the English unit of a figure as the word of a title that it is too:
// 420 lamps.
func (p *parser) noun(figure token) token {
	if figure.unit == nil || !letter(figure.unit.runes[0]) {
		return token{}
	}
	t := token{kind: nameKind, grade: telling, lo: figure.hi - len(figure.unit.runes), hi: figure.hi}
	t.owners, _ = p.book.names.wordAt(p.f.runes, t.lo)
	t.owners = slices.DeleteFunc(t.owners, func(o owner) bool {
		return len(p.measured([]int{o.task}, figure)) == 0 && !slices.ContainsFunc(p.in.Tasks[o.task].Targets, func(x Target) bool { return x.measuredIn(figure.unit.runes) })
	})
	return t
}

// isCounted reports whether the English name at i is what the bare figure before
// it counts: 16 toilets.
func (p *parser) isCounted(i int) bool {
	return p.at(i-1) == numberKind && p.toks[i-1].unit == nil && letter(p.rune(i))
}

// titleCounts reports whether the English unit of a figure is a word of the
// task's own title.
func (p *parser) titleCounts(task int, figure token) bool {
	if figure.unit == nil || !letter(figure.unit.runes[0]) {
		return false
	}
	owners, _ := p.book.names.wordAt(p.f.runes, figure.hi-len(figure.unit.runes))
	return token{owners: owners}.of(task)
}

// saidAhead reports whether the clause from i on holds a figure or a standing.
func (p *parser) saidAhead(i int) bool {
	for ; i < len(p.toks) && !p.toks[i].pause(); i++ {
		if p.toks[i].says() {
			return true
		}
	}
	return false
}
