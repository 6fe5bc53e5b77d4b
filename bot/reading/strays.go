package reading

import "slices"

// astray asks the clauses back that hold a figure which fits no target of the
// segment's task but one of another that the reply does not name:
// 产业路36公里，厕所1500户.
func (c *collector) astray(s segment, clauses []clause) []clause {
	if c.p.sole >= 0 || len(s.tasks) != 1 || s.topic != titled {
		return clauses
	}
	for n := len(clauses) - 1; n > s.adopted; n-- {
		k := clauses[n]
		if tasks := c.p.stray(k, s.tasks[0]); len(tasks) > 0 {
			c.ask(segment{lo: k.lo, hi: k.hi, clauses: []clause{k}}, NoTask, tasks)
			clauses = slices.Delete(clauses, n, n+1)
		}
	}
	return clauses
}

// stray gives the tasks that are measured in the unit of a clause's one figure
// where the task itself is not, and unknown words say what is counted.
func (p *parser) stray(k clause, task int) (tasks []int) {
	figure := token{}
	unknown := false
	for _, t := range p.toks[k.lo:k.hi] {
		switch t.kind {
		case numberKind:
			if figure.kind == numberKind || t.unit.any() || t.unit.in(timeFamily) {
				return nil
			}
			figure = t
		case textKind:
			unknown = unknown || figure.kind != numberKind && t.note == 0
		case fillKind, madeKind, totalKind, doneKind, markKind, leadKind:
		default:
			return nil
		}
	}
	if unknown && figure.kind == numberKind && figure.unit == nil {
		return p.bareStray(k, figure, task)
	}
	unknown = unknown || k.lo > 1 && p.at(k.lo-1) == markKind && p.rune(k.lo-1) == ':' && p.at(k.lo-2) == textKind
	own := p.book.exactly(task, figure.unit) || !figure.unit.in(countFamily) && len(p.measured([]int{task}, figure)) > 0
	if !unknown || figure.kind != numberKind || k.role != reportRole || own {
		return nil
	}
	for _, t := range p.ask {
		if p.book.measured(t, func(k int, m measure) bool { return m.exact(figure.unit) && !p.below(t, k, figure) }) >= 0 {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// below reports whether a figure is less than what was reported last for a
// target that only grows, so that nobody means it: 转诊64人, of 6.1万人.
func (p *parser) below(task, target int, t token) bool {
	x := p.in.Tasks[task].Targets[target]
	f := found{m: p.book.measure(task, target), figure: figure{token: t}}
	return x.Last != nil && !x.Level && t.num.form == plainForm && f.amount(f.figure, x) && f.value.Amount.Mul(whole(2)).LessThan(*x.Last)
}

// bareStray gives the tasks whose titles have all of the unknown words before a
// bare figure, where the title of the task at hand has not: 公路68、桥4.
func (p *parser) bareStray(k clause, figure token, task int) (tasks []int) {
	if k.role != reportRole || figure.num.form != plainForm || p.at(k.lo) != textKind || k.hi != k.lo+2 || letter(p.rune(k.lo)) {
		return nil
	}
	word := p.f.runes[p.toks[k.lo].lo:p.toks[k.lo].hi]
	if len(word) > 4 || abbreviates(word, p.in.Tasks[task].Title) {
		return nil
	}
	for _, t := range p.ask {
		if p.milestone(t) || !abbreviates(word, p.in.Tasks[t].Title) {
			continue
		}
		tasks = append(tasks, t)
	}
	return tasks
}

// strangers are the other tasks that a clause names beside what it says.
func (p *parser) strangers(k clause, task int, byTitle bool) []int {
	var out []int
	if k.role != reportRole || !p.says(k.lo, k.hi) || p.at(k.lo) == missingKind {
		return out // 还有5处要等管网工程: what they wait for
	}
	other := func(t token) bool {
		return slices.ContainsFunc(p.toks[k.lo:k.hi], func(x token) bool { return x.kind == numberKind && p.strange(x, append(t.tasks(), task)) })
	}
	for i, t := range p.toks[k.lo:k.hi] {
		if t.kind == partKind {
			break // of which 120 at the school
		}
		if p.foreign(k, t, task, byTitle) && !(i > 0 && p.toks[k.lo+i-1].kind == otherKind && len(p.toks[k.lo+i-1].owners) == 0) && !other(t) { // 惠及企业820家
			out = append(out, t.tasks()...)
		}
	}
	return out
}

// foreign reports whether words of a clause name another task. A title that
// names the task outweighs a shorter part of another's.
func (p *parser) foreign(k clause, t token, task int, byTitle bool) bool {
	if t.kind != nameKind || t.grade != telling || t.of(task) {
		return false
	}
	own := 0
	for _, x := range p.toks[k.lo:k.hi] {
		if x.kind == nameKind && x.of(task) {
			own += x.hi - x.lo
		}
	}
	return t.hi-t.lo > own
}

// of reports whether the words are part of a name of the task.
func (t token) of(task int) bool {
	return slices.ContainsFunc(t.owners, func(o owner) bool { return o.task == task })
}

// titled reports whether the words are part of the task's title, and all of no
// target's name.
func (t token) titled(task int) bool {
	title := false
	for _, o := range t.owners {
		if o.task == task && o.target >= 0 && o.whole {
			return false
		}
		title = title || o.task == task && o.target < 0
	}
	return title
}
