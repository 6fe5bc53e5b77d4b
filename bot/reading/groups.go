package reading

import "slices"

// group takes 其余 and 全部 in, after everything that names its task.
func (c *collector) group(s segment) {
	tasks, ok := c.members(s)
	counted := len(tasks)
	if s.topic == everyone {
		counted = len(c.p.ask)
	}
	if !ok || c.unknown || len(c.groups) > 1 || s.count > 0 && s.count != counted {
		c.ask(s, Unsure, nil)
		return
	}
	if s.clauses = c.common(s.clauses); c.unknown {
		c.ask(s, Unsure, nil)
		return
	}
	same := len(tasks) == len(c.p.ask) && c.sameThroughout(s)
	for _, t := range tasks {
		d := c.draft(t)
		d.grouped = true
		for _, k := range s.clauses {
			d.clause(c.p, k)
		}
	}
	c.allSame = same
}

// common asks the clauses back that say how something stands which nobody knows:
// in 各项正常，拆违滞后 the second is not about all.
func (c *collector) common(clauses []clause) []clause {
	for n := len(clauses) - 1; n > 0; n-- {
		k := clauses[n]
		if k.role == reportRole && c.p.says(k.lo, k.hi) && c.p.has(k.lo, k.hi, textKind) {
			c.ask(segment{lo: k.lo, hi: k.hi, clauses: []clause{k}}, NoTask, c.p.ask)
			clauses = slices.Delete(clauses, n, n+1)
		}
	}
	return clauses
}

// sameThroughout reports whether every clause of the group says "no change".
func (c *collector) sameThroughout(s segment) bool {
	return !slices.ContainsFunc(s.clauses, func(k clause) bool {
		return !c.p.has(k.lo, k.hi, sameKind) && !c.p.has(k.lo, k.hi, ditto)
	})
}

// members are the tasks that a group word stands for. What comes behind 全部 is
// an exception, but a standing holds for a task that has only its figure there.
func (c *collector) members(s segment) (tasks []int, ok bool) {
	contradicted := false
	for _, t := range c.p.ask {
		k := slices.IndexFunc(c.mentioned, func(m mention) bool { return m.task == t })
		switch {
		case k < 0:
			tasks = append(tasks, t)
		case s.topic == everyone && c.mentioned[k].at < s.lo:
			contradicted = true // 1完成5个，全部正常: all five, or all tasks
		case s.topic == everyone && !c.stands(t) && !slices.ContainsFunc(c.p.segs, func(x segment) bool { return x.excepted && slices.Contains(x.tasks, t) }) && c.onlyClaims(s):
			tasks = append(tasks, t)
		}
	}
	return tasks, len(tasks) > 0 && !contradicted
}

// stands reports whether a named task has its own standing, or is left out.
func (c *collector) stands(task int) bool {
	d := c.drafted(task)
	return d == nil || d.same || d.vague || len(d.claims) > 0 || d.question != ""
}

// onlyClaims reports whether a group says how all stand, and no more.
func (c *collector) onlyClaims(s segment) bool {
	return !slices.ContainsFunc(s.clauses, func(k clause) bool {
		return c.p.has(k.lo, k.hi, sameKind) || c.p.has(k.lo, k.hi, ditto) || c.p.has(k.lo, k.hi, vagueKind) || c.p.has(k.lo, k.hi, doneKind) || c.p.has(k.lo, k.hi, madeKind)
	})
}
