package reading

import "slices"

// titled recognises a segment by a title or an unambiguous part of one.
func (p *parser) titled(fresh, strict bool) (head, bool) {
	last := len(p.segs) - 1
	if fresh && last >= 0 && len(p.segs[last].labels) > 0 && len(p.segs[last].clauses) == 0 {
		return head{}, false // the title behind a number is checked against it later
	}
	var tasks []int
	switch {
	case fresh:
		tasks = p.titleAhead(last >= 0 && !p.leads)
	case p.toks[p.i].kind == nameKind && p.toks[p.i].strong && p.saidAhead(p.i+1):
		tasks = p.toks[p.i].tasks()
	}
	if len(tasks) == 0 || p.sole >= 0 && slices.Contains(tasks, p.sole) {
		return head{}, false
	}
	if last >= 0 && (!fresh || !p.leads) && overlap(tasks, p.named(p.segs[last])) {
		return head{}, false
	}
	if strict && !p.saidAhead(p.i) {
		return head{}, false
	}
	return head{segment{titles: tasks, named: true}, p.i}, true
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

// titleAhead gives the tasks named in the clause that begins here, before a
// second figure. Inside a line that is about a task already, only a title that
// comes first counts, and only with something said about it.
func (p *parser) titleAhead(inside bool) []int {
	var tasks []int
	numbers, text := 0, false
	for j := p.i; j < len(p.toks); j++ {
		t := p.toks[j]
		switch t.kind {
		case lineKind, stopKind, commaKind, problemKind, nextKind:
			return p.kept(tasks, text || inside, j)
		case numberKind:
			if numbers++; numbers > 1 || len(tasks) > 0 {
				return p.kept(tasks, text || inside, j+1)
			}
		case claimKind, sameKind, ditto:
			return p.kept(tasks, text || inside, j+1)
		case textKind:
			text = text || len(tasks) == 0
			if inside && len(tasks) == 0 {
				return nil
			}
		case nameKind:
			if t.strong {
				tasks = narrowed(tasks, t.tasks())
			}
		}
	}
	return p.kept(tasks, text || inside, len(p.toks))
}

// kept drops tasks that are only mentioned: nothing is said about them.
func (p *parser) kept(tasks []int, needs bool, to int) []int {
	if needs && !p.says(p.i, to) && !p.saidAhead(p.i) {
		return nil
	}
	return tasks
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
	for ; i < len(p.toks); i++ {
		switch p.toks[i].kind {
		case lineKind, stopKind, commaKind:
			return false
		}
		if p.toks[i].says() {
			return true
		}
	}
	return false
}
