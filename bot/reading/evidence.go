package reading

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// evidence is what a clause shows of the tasks that it may be about.
type evidence struct {
	tasks   []int // by telling words
	hints   []int // by weak ones
	more    []int // by those that every title may have
	text    bool  // unknown words came first
	figures []token
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
		return !(p.at(j+1) == nameKind && letter(p.rune(j+1))) // 5 car parks with 1,050 bays
	case markKind:
		return p.rune(j) == ':'
	case madeKind, doneKind, totalKind, moreKind, lessKind:
		return p.figureFollows(j)
	case claimKind, sameKind:
		return f.num.form == shareForm || f.unit != nil && len(p.measured(named, f)) == 0
	}
	return false
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

// knows reports whether words before a name are of the same task.
func (e *evidence) knows(t token) bool {
	return slices.ContainsFunc(t.tasks(), func(k int) bool {
		return slices.Contains(e.tasks, k) || slices.Contains(e.hints, k) || slices.Contains(e.more, k)
	})
}

// meant gives the tasks that the evidence names. Weak words name a task only
// beside a figure in its measure; words that are only mentioned name none.
func (p *parser) meant(e evidence, to int, inside bool) (tasks []int, passing bool) {
	tasks = e.tasks
	if len(tasks) > 1 {
		tasks = kept(kept(kept(tasks, e.hints), e.more), p.measured(tasks, e.figures...))
	}
	if len(tasks) == 0 {
		if tasks = p.measured(e.hints, e.figures...); len(tasks) != 1 {
			tasks = nil
		}
	}
	if len(tasks) == 0 && !inside && !e.text && len(e.figures) == 1 && len(e.hints) == 1 && p.likely(e.hints[0], e.figures[0]) {
		tasks = e.hints // inspections 1,700
	}
	if len(tasks) == 0 {
		tasks = p.abbreviated(p.i)
	}
	if inside && !e.text && len(tasks) == 1 && p.milestone(tasks[0]) && p.staged(p.i) {
		return tasks, false // 医院主体封顶
	}
	if (e.text || inside) && !p.says(p.i, to) && !p.saidAhead(p.i) {
		if inside && (e.text || p.numberedLine() || !p.covered(tasks, to)) && !p.coded(to) || p.asks(p.i) {
			return nil, false
		}
		if inside {
			return tasks, false
		}
		passing = true
	}
	return tasks, passing
}

// milestone reports whether the task has no figure to reach.
func (p *parser) milestone(task int) bool {
	return p.book.measured(task, func(int, measure) bool { return true }) < 0
}

// staged reports whether the clause at i begins with a name and tells of a
// stage of the work.
func (p *parser) staged(i int) bool {
	if p.toks[i].grade != telling {
		return false
	}
	for ; i < len(p.toks) && !p.toks[i].pause(); i++ {
		switch p.at(i) {
		case stageKind, madeKind, partlyKind, missingKind, doneKind, textKind:
			return true
		}
	}
	return false
}

// numberedLine reports whether the task that the line is about is named by its
// number in the ask, so that words of another title alone do not end it.
func (p *parser) numberedLine() bool { return p.segs[len(p.segs)-1].topic == numbered }

// covered reports whether the clause up to a token has at least half of the
// task's title: then it turns to that task even without a figure.
func (p *parser) covered(tasks []int, to int) bool {
	if len(tasks) != 1 {
		return false
	}
	han, latin := 0, 0
	for _, t := range p.toks[p.i:min(to, len(p.toks))] {
		switch {
		case !t.of(tasks[0]):
		case letter(p.f.runes[t.lo]):
			latin += t.hi - t.lo
		default:
			han += t.hi - t.lo
		}
	}
	t := p.in.Tasks[tasks[0]]
	return han > 0 && 2*han >= utf8.RuneCountInString(t.Title) || latin > 0 && 2*latin >= len(t.TitleEN)
}

// coded reports whether the clause up to a token begins with the code of a task.
func (p *parser) coded(to int) bool {
	i := p.i
	for p.filledAt(i) {
		i++
	}
	return i < to && i < len(p.toks) && slices.ContainsFunc(p.toks[i].owners, func(o owner) bool { return o.code })
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

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(k int) bool { return slices.Contains(b, k) })
}

// weakly gives the one task that a word like 培训 is of, in the middle of what
// is said of others: the figure behind it is in its measure, and in none of theirs.
func (p *parser) weakly(others []int) []int {
	t := p.toks[p.i]
	k := p.i + 1
	for p.filledAt(k) || p.at(k) == madeKind || p.at(k) == totalKind || p.at(k) == doneKind {
		k++
	}
	if len(t.owners) == 0 || t.grade != weak || p.at(k) != numberKind {
		return nil
	}
	if p.toks[k].num.form == ratioForm {
		return p.aiming(t.tasks(), p.toks[k].num)
	}
	if tasks := t.tasks(); p.toks[k].unit == nil && len(tasks) == 1 && p.at(p.i-1) == numberKind && len(others) == 1 && p.likely(tasks[0], p.toks[k]) && !p.likely(others[0], p.toks[k]) {
		return tasks // 失业率5.1培训4300
	}
	if p.toks[k].unit == nil && !p.toks[k].num.scaled || p.toks[k].unit.any() {
		return nil
	}
	tasks := p.measured(t.tasks(), p.toks[k])
	if len(tasks) != 1 || len(p.measured(others, p.toks[k])) > 0 {
		return nil
	}
	return tasks
}

// sibling gives the one task that the words behind a figure are of, with a figure
// of its own, where they tell it from the task at hand, whose title has the rest
// in common with it: 食堂新建10个提升14个.
func (p *parser) sibling(s segment) []int {
	k := p.i + 1
	for p.filledAt(k) || p.at(k) == madeKind || p.at(k) == totalKind {
		k++
	}
	if s.topic != titled || p.at(p.i-1) != numberKind || p.at(k) != numberKind {
		return nil
	}
	tasks := p.toks[p.i].tasks()
	if len(tasks) != 1 || overlap(tasks, s.tasks) {
		return nil
	}
	title := appendFolded(nil, p.in.Tasks[tasks[0]].Title)
	for i := p.toks[s.lo].lo; i+1 < p.toks[p.i].lo; i++ {
		if r := p.f.runes; r[i] > 0x80 && r[i+1] > 0x80 && strings.Contains(string(title), string(r[i:i+2])) {
			return tasks
		}
	}
	return nil
}

// aiming gives the one task that has the second figure of a ratio for its
// target: 签约77.6/80.
func (p *parser) aiming(tasks []int, n number) []int {
	tasks = slices.DeleteFunc(slices.Clone(tasks), func(t int) bool {
		return p.book.measured(t, func(k int, _ measure) bool { return p.in.Tasks[t].Targets[k].Low.Equal(n.whole) }) < 0
	})
	if len(tasks) != 1 {
		return nil
	}
	return tasks
}

// strange reports whether nobody would type the unit of the figure for a target
// of the tasks: 隐患1350处, of 隐患整改率.
func (p *parser) strange(figure token, tasks []int) bool {
	if figure.unit == nil || figure.unit.any() || figure.num.form == shareForm {
		return false
	}
	return !slices.ContainsFunc(tasks, func(task int) bool {
		return p.book.measured(task, func(_ int, m measure) bool {
			_, near := m.near(figure.unit)
			return near && m.family != otherFamily || !m.misfits(figure.unit)
		}) >= 0
	})
}

// names reports whether the title of a task that is none of these begins at i.
func (p *parser) names(i int, tasks []int) bool {
	return p.at(i) == nameKind && p.toks[i].grade == telling && !overlap(p.toks[i].tasks(), tasks)
}
