package reading

import (
	"slices"
	"unicode/utf8"
)

// titleHead recognises a segment by a title or an unambiguous part of one.
func (p *parser) titleHead(fresh, strict bool) (head, bool) {
	h := head{segment{topic: titled}, p.i}
	last := len(p.segs) - 1
	inside := last >= 0 && !p.leads && !p.prelude(p.segs[last])
	switch {
	case fresh && p.numberAhead():
	case fresh:
		if list, next := p.titleList(); len(list) > 1 {
			h.topic, h.tasks, h.next = together, list, next
			return h, true
		}
		h.tasks, h.passing = p.titleAhead(inside)
		if inside && len(h.tasks) == 1 && p.ratio() {
			if p.explains() {
				return h, false
			}
			h.doubtful = true
		}
	case p.toks[p.i].kind == nameKind && p.toks[p.i].grade == telling && p.saidAhead(p.i+1):
		h.tasks = p.toks[p.i].tasks()
	}
	if len(h.tasks) == 0 || p.sole >= 0 && slices.Contains(h.tasks, p.sole) {
		return h, false
	}
	if last >= 0 && (!fresh || !p.leads) && overlap(h.tasks, p.segs[last].tasks) {
		return h, false
	}
	return h, !strict || p.saidAhead(p.i)
}

// prelude reports whether a segment is only what leads up to a title: talk, or
// a reason.
func (p *parser) prelude(s segment) bool {
	return !s.named() && !slices.ContainsFunc(s.clauses, func(c clause) bool { return c.role == reportRole && p.says(c.lo, c.hi) || c.role == nextRole })
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
	if p.has(from, i, claimKind) {
		h.clauses, h.adopted = []clause{{lo: from, hi: i}}, 1
	}
	return h, true
}

// titleList reads titles apart by 和 or 、 before a standing that all share.
func (p *parser) titleList() (list []int, next int) {
	for i := p.i; ; i++ {
		var tasks []int
		for ; i < len(p.toks) && len(p.toks[i].owners) > 0; i++ {
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
		if p.at(i) != joinKind && p.at(i) != commaKind {
			return nil, p.i
		}
	}
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

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(k int) bool { return slices.Contains(b, k) })
}

// evidence is what a clause shows of the tasks that it may be about.
type evidence struct {
	tasks   []int // by telling words
	hints   []int // by weak ones
	more    []int // by those that every title may have
	text    bool  // unknown words came first
	figures []token
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
			if len(e.figures) > 1 || len(e.tasks) > 0 {
				to = j + 1
				break scan
			}
		case claimKind, sameKind, ditto:
			to = j + 1
			break scan
		case markKind:
			if p.rune(j) == ':' && len(e.tasks)+len(e.hints) == 0 {
				to = j
				break scan // 汇报如下：
			}
		case textKind:
			e.text = e.text || len(e.tasks) == 0
			if inside && len(e.tasks)+len(e.hints) == 0 && !letter(p.rune(j)) {
				to = j
				break scan
			}
		}
		if t.kind == nameKind && t.grade == telling && len(e.figures) > 0 && !e.knows(t) && p.ownWords(j, e.figures[0]) {
			return nil, false
		}
		e.weigh(t)
	}
	return p.meant(e, to, inside)
}

// ownWords reports whether the name at j behind a figure begins what is said of
// its own task: 占77% 污水处理：暂停.
func (p *parser) ownWords(j int, f token) bool {
	named := p.toks[j].tasks()
	for j < len(p.toks) && (len(p.toks[j].owners) > 0 || p.at(j) == fillKind) {
		j++
	}
	switch p.at(j) {
	case numberKind:
		return true
	case markKind:
		return p.rune(j) == ':'
	case madeKind, doneKind, totalKind, moreKind, lessKind:
		return p.figureFollows(j)
	case claimKind, sameKind:
		return f.num.form == shareForm || f.unit != nil && len(p.measured(named, f)) == 0
	}
	return false
}

// knows reports whether words before a name are of the same task.
func (e *evidence) knows(t token) bool {
	return slices.ContainsFunc(t.tasks(), func(k int) bool {
		return slices.Contains(e.tasks, k) || slices.Contains(e.hints, k) || slices.Contains(e.more, k)
	})
}

// weigh takes the names of one token in.
func (e *evidence) weigh(t token) {
	switch {
	case len(t.owners) == 0:
	case t.kind == nameKind && t.grade == telling:
		e.tasks = narrowed(e.tasks, t.tasks())
	case t.grade == weak:
		e.hints = narrowed(e.hints, t.tasks())
	default:
		e.more = append(e.more, t.tasks()...)
	}
}

// meant gives the tasks that the evidence names. Weak words name a task only
// beside a figure in its measure; words that are only mentioned name none.
func (p *parser) meant(e evidence, to int, inside bool) (tasks []int, passing bool) {
	tasks = e.tasks
	if len(tasks) > 1 {
		tasks = kept(kept(tasks, e.more), p.measured(tasks, e.figures...))
	}
	if len(tasks) == 0 {
		if tasks = p.measured(e.hints, e.figures...); len(tasks) != 1 {
			tasks = nil
		}
	}
	if len(tasks) == 0 {
		tasks = p.abbreviated(p.i)
	}
	if (e.text || inside) && !p.says(p.i, to) && !p.saidAhead(p.i) {
		if inside && (e.text || !p.covered(tasks, to)) || p.asks(p.i) {
			return nil, false
		}
		if inside {
			return tasks, false
		}
		passing = true
	}
	return tasks, passing
}

// covered reports whether the clause up to a token has at least half of the
// task's title: then it turns to that task even without a figure.
func (p *parser) covered(tasks []int, to int) bool {
	if len(tasks) != 1 {
		return false
	}
	n := 0
	for _, t := range p.toks[p.i:min(to, len(p.toks))] {
		if t.of(tasks[0]) {
			n += t.hi - t.lo
		}
	}
	t := p.in.Tasks[tasks[0]]
	return 2*n >= utf8.RuneCountInString(t.Title) || t.TitleEN != "" && 2*n >= len(t.TitleEN)
}

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

// asks reports whether the clause at i is a question.
func (p *parser) asks(i int) bool {
	for ; i < len(p.toks) && !p.toks[i].pause(); i++ {
		if p.toks[i].kind == askKind {
			return true
		}
	}
	return false
}

// kept is what both lists have, or all of the first where that is nothing.
func kept(tasks, only []int) []int {
	both := slices.DeleteFunc(slices.Clone(tasks), func(t int) bool { return !slices.Contains(only, t) })
	if len(both) == 0 {
		return tasks
	}
	return both
}

// measured keeps the tasks that have a target in the measure of one of the
// figures, which must show it.
func (p *parser) measured(tasks []int, figures ...token) []int {
	var out []int
	for _, t := range tasks {
		if p.book.measured(t, func(_ int, m measure) bool { return slices.ContainsFunc(figures, m.shown) }) >= 0 {
			out = append(out, t)
		}
	}
	return out
}

// abbreviated gives the one task whose title or target holds the words at
// token i letter by letter in their order: 旧改 for 老旧小区改造. What follows
// must be a figure that fits its measure.
func (p *parser) abbreviated(i int) []int {
	for p.filledAt(i) {
		i++
	}
	lo, hi := i, i
	for hi < len(p.toks) && (p.toks[hi].kind == textKind || p.toks[hi].kind == nameKind || p.toks[hi].grade > 0 || hi > lo && p.at(hi) == madeKind && p.toks[hi].hi-p.toks[hi].lo == 1) {
		hi++
	}
	figure := hi
	for p.filledAt(figure) || p.at(figure) == madeKind || p.at(figure) == totalKind || p.at(figure) == dateKind || p.at(figure) == doneKind {
		figure++
	}
	if hi == lo || p.at(figure) != numberKind {
		return nil
	}
	short := p.f.runes[p.toks[lo].lo:p.toks[hi-1].hi]
	if len(short) < 2 || len(short) > 8 {
		return nil
	}
	var tasks []int
	for t, task := range p.in.Tasks {
		if abbreviates(short, task.Title) || slices.ContainsFunc(task.Targets, func(x Target) bool { return abbreviates(short, x.Name) }) {
			tasks = append(tasks, t)
		}
	}
	if len(tasks) != 1 || len(p.measured(tasks, p.toks[figure])) == 0 {
		return nil
	}
	return tasks
}

func (p *parser) filledAt(i int) bool {
	k := p.at(i)
	return k == fillKind || k == leadKind || k == markKind || k == allKind
}

// abbreviates reports whether the name holds the runes of the short form in
// their order.
func abbreviates(short []rune, name string) bool {
	k := 0
	for _, r := range name {
		if k < len(short) && r == short[k] {
			k++
		}
	}
	return k == len(short)
}

// narrowed is what two parts of a title have in common; where they have
// nothing, either may be meant.
func narrowed(tasks, more []int) []int {
	if len(tasks) == 0 {
		return more
	}
	var both []int
	for _, t := range tasks {
		if slices.Contains(more, t) {
			both = append(both, t)
		}
	}
	if len(both) > 0 {
		return both
	}
	return append(slices.Clone(tasks), more...)
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
