package reading

import "slices"

// manyFigures are too many to guess what they are about.
const manyFigures = 12

// ask asks a segment back; the tasks are those that it may be about.
func (c *collector) ask(s segment, kind QuestionKind, tasks []int) {
	q := Question{Task: -1, Kind: kind, Clause: c.source(s)}
	figures := 0
	for _, k := range s.clauses {
		for _, t := range c.p.toks[k.lo:k.hi] {
			if t.kind == numberKind {
				figures++
			}
		}
	}
	if figures < manyFigures {
		for _, l := range c.p.candidates(tasks, s.clauses) {
			if figures == 0 || len(l.Values) > 0 {
				q.add(l)
			}
		}
	}
	if s.named() && len(s.tasks) == 1 && !s.unknown {
		q.Task = s.tasks[0]
	}
	c.unknown = c.unknown || q.Task < 0 && kind == NoTask
	c.questions = append(c.questions, q)
}

// together takes a standing in that several tasks share; a shared figure is
// asked back.
func (c *collector) together(s segment) {
	if c.tokens(s, numberKind) || c.idle(s) {
		c.ask(s, Unsure, s.tasks)
		return
	}
	s.topic = numbered
	for _, t := range s.tasks {
		c.one(s, t)
	}
}

// which asks which of several tasks is meant, where something is said at all.
func (c *collector) which(s segment) {
	if slices.ContainsFunc(s.clauses, func(k clause) bool { return k.role != reportRole || c.p.says(k.lo, k.hi) }) {
		c.ask(s, WhichTask, s.tasks)
		return
	}
	c.leave(s)
}

// nobody takes a segment in that names no task where several are due.
func (c *collector) nobody(s segment) {
	p := c.p
	says, same, plain := 0, false, true
	for _, k := range s.clauses {
		if p.aims(k) {
			continue // 目标60个
		}
		if p.tells(k.lo, k.hi) && !p.has(k.lo, k.hi, vagueKind) && !p.has(k.lo, k.hi, sameKind) && !p.has(k.lo, k.hi, ditto) {
			says++
		}
		for n, t := range p.toks[k.lo:k.hi] {
			switch t.kind {
			case sameKind, ditto:
				same = true
			case greetKind, joinKind, nodKind, fillKind, leadKind, allKind, markKind:
			case dateKind:
				plain = plain && t.date.tense != upcoming && (t.date.tense != past || p.compared(k.lo+n))
			default:
				plain = false
			}
		}
	}
	if says == 0 && (slices.ContainsFunc(s.clauses, c.p.stages) || c.tokens(s, allKind) && c.tokens(s, vagueKind)) {
		says++
	}
	if s.lo < len(p.toks) && p.toks[s.lo].kind == textKind && digit(p.f.runes[p.toks[s.lo].lo]) {
		says++
	}
	switch {
	case same && plain && says == 0:
		s.topic = everyone
		c.groups = append(c.groups, s)
	case c.tokens(s, askKind) && c.tokens(s, textKind):
		c.leave(s)
	case says > 0 || same || slices.ContainsFunc(s.clauses, func(k clause) bool { return k.role != reportRole }):
		c.ask(s, NoTask, p.ask)
	default:
		c.leave(s)
	}
}

// aims reports whether a clause says no more than what a task has to reach.
func (p *parser) aims(k clause) bool {
	goal := false
	for _, t := range p.toks[k.lo:k.hi] {
		switch t.kind {
		case goalKind:
			goal = true
		case numberKind:
			if !goal || !p.aimed(t) {
				return false
			}
		case fillKind, markKind, dateKind, nameKind, leadKind, totalKind:
		default:
			return false
		}
	}
	return goal
}

// aimed reports whether a figure is the target of one of the tasks.
func (p *parser) aimed(t token) bool {
	return t.kind == numberKind && t.num.form == plainForm && slices.ContainsFunc(p.ask, func(task int) bool {
		return p.book.measured(task, func(k int, _ measure) bool { return p.in.Tasks[task].Targets[k].Low.Equal(t.num.amount) }) >= 0
	})
}

// stages reports whether a clause says of something unknown how far it has
// come: 桥面铺装完成.
func (p *parser) stages(k clause) bool {
	text, stage := 0, false
	for _, t := range p.toks[k.lo:k.hi] {
		switch t.kind {
		case textKind, nameKind, otherKind:
			text += t.hi - t.lo
		case stageKind, partlyKind:
			stage = true
		case madeKind:
			stage = stage || t.note&finishes != 0
		case askKind, nodKind:
			return false
		}
	}
	return stage && text > 1 && !containsAny(string(p.f.runes[p.toks[k.lo].lo:p.toks[k.hi-1].hi]), "填", "报送", "上报", "报完", "汇总", "report")
}

// tells reports whether the tokens hold a figure or a standing; how many tasks
// there are is none: 现将5项任务情况报告如下.
func (p *parser) tells(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if p.toks[k].says() && !(p.at(k) == numberKind && p.countsTasks(k)) {
			return true
		}
	}
	return false
}
