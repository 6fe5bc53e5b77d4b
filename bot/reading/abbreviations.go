package reading

import "slices"

// abbreviated gives the one task whose title or target holds the words at
// token i letter by letter in their order: 旧改 for 老旧小区改造. What follows
// must be a figure that fits its measure.
func (p *parser) abbreviated(i int) []int {
	for p.qualifies(i) {
		i++
	}
	lo, hi := i, i
	for hi < len(p.toks) && (p.toks[hi].kind == textKind || p.toks[hi].kind == nameKind || p.toks[hi].grade > 0 || hi > lo && p.at(hi) == madeKind && p.toks[hi].hi-p.toks[hi].lo == 1) {
		hi++
	}
	figure := hi
	for p.qualifies(figure) {
		figure++
	}
	if hi == lo || p.at(figure) != numberKind {
		return nil
	}
	short := p.f.runes[p.toks[lo].lo:p.toks[hi-1].hi]
	if len(short) < 2 || len(short) > 8 {
		return nil
	}
	tasks := p.shortFor(short, abbreviates)
	if len(tasks) == 0 && len(short) == 2 {
		tasks = p.shortFor(short, turnedRound)
	}
	if len(tasks) == 0 {
		tasks = p.shortBeside(lo, hi)
	}
	if len(tasks) == 1 && len(short) > 2 && p.at(hi) == markKind && p.rune(hi) == ':' && p.at(hi+1) == goalKind {
		return tasks // 保租房：目标1200，已筹900
	}
	if len(tasks) == 1 && p.toks[figure].num.form == ratioForm && p.toks[figure].unit == nil {
		return p.aiming(tasks, p.toks[figure].num)
	}
	if len(tasks) != 1 || len(p.measured(tasks, p.toks[figure])) == 0 && !p.alone(hi, figure) {
		return nil
	}
	return tasks
}

// shortBeside gives the tasks for which the words before the first name from lo to
// hi are short, and that have that name too: 保租房筹集 for 筹集保障性租赁住房.
func (p *parser) shortBeside(lo, hi int) []int {
	k := lo
	for k < hi && p.at(k) == textKind {
		k++
	}
	if k == lo || k == hi || p.toks[k-1].hi-p.toks[lo].lo < 2 {
		return nil
	}
	tasks := p.shortFor(p.f.runes[p.toks[lo].lo:p.toks[k-1].hi], abbreviates)
	return slices.DeleteFunc(tasks, func(t int) bool { return !p.toks[k].of(t) })
}

// short reports whether unknown words are short for the title of a task: 旧改.
func (l *lexer) short(t token) bool {
	r := l.f.runes[t.lo:t.hi]
	return len(r) > 1 && len(r) < 5 && slices.ContainsFunc(l.in.Tasks, func(task Task) bool { return abbreviates(r, task.Title) })
}

// qualifies reports whether token i may stand between the name of a task and
// its figure.
func (p *parser) qualifies(i int) bool {
	switch p.at(i) {
	case madeKind, totalKind, dateKind, doneKind, moreKind, lessKind, aboutKind, underKind, againstKind, planKind, goalKind:
		return true
	case otherKind:
		return p.sizes(p.toks[i])
	case textKind:
		return p.isAt(i, "由", "从", "全年")
	}
	return p.filledAt(i)
}

// alone reports whether the figure stands right behind the short form and is all
// that the clause says: 车位 1180.
func (p *parser) alone(hi, figure int) bool {
	for k := hi; k < figure; k++ {
		if !p.filledAt(k) {
			return false
		}
	}
	t := p.toks[figure]
	return t.unit == nil && t.num.form == plainForm && (!t.num.han || t.hi > t.lo+1) && (figure+1 == len(p.toks) || p.toks[figure+1].pause() || p.at(figure+1) == restKind)
}

// shortFor gives the tasks with a title or target that the short form is for.
func (p *parser) shortFor(short []rune, is func(short []rune, name string) bool) (tasks []int) {
	for t, task := range p.in.Tasks {
		if is(short, task.Title) || slices.ContainsFunc(task.Targets, func(x Target) bool { return is(short, x.Name) }) {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

func (p *parser) filledAt(i int) bool {
	k := p.at(i)
	return k == fillKind || k == leadKind || k == markKind || k == allKind
}

// turnedRound reports whether the name has both runes of a short form, the
// second before the first: 拆违 for 违法建设拆除.
func turnedRound(short []rune, name string) bool {
	return abbreviates([]rune{short[1], short[0]}, name)
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
