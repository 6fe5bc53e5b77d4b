package reading

import (
	"slices"
	"strings"
)

// collector gathers what the segments say, task by task.
type collector struct {
	p         *parser
	drafts    []*draft // in the order of the reply
	slab      []draft  // where they lie; it has room for every task
	questions []Question
	mentioned []mention // in the order of the reply, also where nothing is certain
	unknown   bool      // something is said of a task that nobody knows
	groups    []segment
	rest      []string
	nods      bool
	talk      bool // words that are neither a nod nor a greeting
	allSame   bool
}

// mention is a task named in the reply.
type mention struct {
	task, at int // at is the token of its segment
}

// segment takes one segment in.
func (c *collector) segment(s segment) {
	p := c.p
	s.clauses = c.astray(s, c.aside(s.clauses))
	if s.group() {
		c.groups = append(c.groups, s)
		return
	}
	if s.topic == nobody && p.sole >= 0 {
		s.tasks = []int{p.sole}
	}
	c.mention(s.tasks, s.lo)
	c.mention(s.beside, s.lo)
	for _, k := range s.clauses {
		c.mentionWithin(k)
	}
	switch {
	case s.excepted && c.idle(s):
	case s.unknown:
		c.ask(s, NoTask, p.ask)
	case s.topic == twofold:
		c.ask(s, Unsure, s.tasks)
	case s.topic == together:
		c.together(s)
	case len(s.tasks) > 1:
		c.which(s)
	case len(s.tasks) == 1:
		c.one(s, s.tasks[0])
	default:
		c.nobody(s)
	}
}

// aside puts away the clauses that say whom to call.
func (c *collector) aside(clauses []clause) []clause {
	if !slices.ContainsFunc(clauses, func(k clause) bool { return k.role == asideRole }) {
		return clauses
	}
	report := clauses[:0:0]
	for _, k := range clauses {
		if k.role == asideRole {
			c.rest = append(c.rest, c.p.f.source(c.p.toks[k.lo].lo, c.p.toks[k.hi-1].hi))
			c.talk = true
			continue
		}
		report = append(report, k)
	}
	return report
}

func (c *collector) mention(tasks []int, at int) {
	for _, t := range tasks {
		if !slices.ContainsFunc(c.mentioned, func(m mention) bool { return m.task == t }) {
			c.mentioned = append(c.mentioned, mention{t, at})
		}
	}
}

// unasked puts away the clauses that are questions to the bot.
func (c *collector) unasked(clauses []clause) []clause {
	asks := func(k clause) bool {
		return k.role == reportRole && c.p.has(k.lo, k.hi, askKind) && !c.p.says(k.lo, k.hi)
	}
	if !slices.ContainsFunc(clauses, asks) {
		return clauses
	}
	var left []clause
	for _, k := range clauses {
		if asks(k) {
			c.rest, c.talk = append(c.rest, c.p.words(k)), true
			continue
		}
		left = append(left, k)
	}
	return left
}

// mentionWithin notes the tasks that free text names: 其余 may not mean them.
func (c *collector) mentionWithin(k clause) {
	if k.role == reportRole {
		return
	}
	for _, t := range c.p.toks[k.lo:k.hi] {
		switch {
		case t.kind == labelKind && !t.item:
			for _, n := range t.labels {
				if task := c.p.withNumber(n); task >= 0 {
					c.mention([]int{task}, k.lo)
				}
			}
		case t.kind == nameKind && t.wholeTitle():
			c.mention(t.tasks(), k.lo)
		}
	}
}

// one takes a segment about one task in.
func (c *collector) one(s segment, task int) {
	if c.idle(s) {
		if s.named() && !s.excepted && !c.tokens(s, nodKind) && !c.toldElsewhere(s, task) && (len(s.clauses) == 0 || c.tokens(s, nameKind)) {
			c.ask(s, Unsure, nil)
			return
		}
		c.leave(s)
		return
	}
	if s.clauses = c.unasked(s.clauses); len(s.clauses) == 0 {
		return
	}
	d := c.draft(task)
	if s.doubtful || s.passing && !c.p.complete(s) {
		d.question = Unsure
	}
	for _, k := range s.clauses {
		if c.p.has(k.lo, k.hi, ditto) && len(c.drafts) > 1 {
			d.question = Unsure
		}
		if c.p.has(k.lo, k.hi, tickKind) && !c.p.says(k.lo, k.hi-1) {
			d.question = Unsure
		}
		if others := c.p.strangers(k, task, s.topic == titled); len(others) > 0 {
			d.question, d.others = WhichTask, others
			c.mention(others, s.lo)
		}
		d.byTitle = s.topic == titled
		d.clause(c.p, k)
	}
	if s.passing && d.same && len(s.clauses) == 1 {
		d.question = "" // no new buses
	}
}

func (c *collector) draft(task int) *draft {
	d := c.drafted(task)
	if d == nil {
		c.slab = append(c.slab, draft{task: task})
		d = &c.slab[len(c.slab)-1]
		c.drafts = append(c.drafts, d)
	}
	return d
}

// drafted is the draft of a task, nil where it has none yet.
func (c *collector) drafted(task int) *draft {
	for _, d := range c.drafts {
		if d.task == task {
			return d
		}
	}
	return nil
}

// toldElsewhere reports whether another segment says something of the task, so
// that this one is only its heading.
func (c *collector) toldElsewhere(s segment, task int) bool {
	return slices.ContainsFunc(c.p.segs, func(x segment) bool {
		return x.lo != s.lo && slices.Equal(x.tasks, []int{task}) && c.p.complete(x)
	})
}

// idle reports whether a segment says nothing to be recorded.
func (c *collector) idle(s segment) bool {
	return !slices.ContainsFunc(s.clauses, func(k clause) bool {
		return !c.p.idle(k, s.topic == numbered || c.p.sole >= 0) || s.topic == numbered && k.hi > k.lo+1 && c.p.has(k.lo, k.hi, denyKind) // 5没数据
	})
}

// idle reports whether a clause says nothing: greetings, or names alone. A
// name with 已 or a day beside it says that its task has come so far.
func (p *parser) idle(k clause, named bool) bool {
	if p.putsOff(k) {
		return true
	}
	stage, reached, denied, day, name := false, false, false, false, false
	for i, t := range p.toks[k.lo:k.hi] {
		switch t.kind {
		case nameKind:
			name = true
			stage = stage || named || t.grade == ordinary || i > 0 && p.toks[k.lo+i-1].note&sofar != 0
			if letter(p.f.runes[t.lo]) && hasAt(p.f.runes, t.hi-2, "ed") {
				return false // policy issued
			}
		case fillKind:
			reached = reached || t.note&(sofar|trails) != 0
		case dateKind:
			reached = true
			day = day || t.date.ahead(p.in.Now) && !t.date.day.IsZero()
		case madeKind:
			if k.hi > k.lo+1 || !p.is(t, "改造", "扩建", "升级", "新建") {
				return false
			}
		case denyKind:
			denied = true
		case nodKind, greetKind, leadKind, markKind, allKind, joinKind, askKind, fixKind, totalKind:
		default:
			return false
		}
	}
	return !(name && day) && (!stage || !reached && !denied)
}

// putsOff reports whether a clause only puts the answer off: 书房的数问清楚再报.
func (p *parser) putsOff(k clause) bool {
	if p.toks[k.hi-1].note&promises == 0 {
		return false
	}
	return !slices.ContainsFunc(p.toks[k.lo:k.hi], func(t token) bool {
		switch t.kind {
		case numberKind, claimKind, sameKind, ditto, madeKind, doneKind, missingKind, stageKind, problemKind, partlyKind:
			return true
		}
		return false
	})
}

func (c *collector) tokens(s segment, k kind) bool {
	return slices.ContainsFunc(s.clauses, func(x clause) bool { return c.p.has(x.lo, x.hi, k) })
}

func (p *parser) has(lo, hi int, k kind) bool {
	return slices.ContainsFunc(p.toks[lo:hi], func(t token) bool { return t.kind == k })
}

// leave puts a segment's words aside as reporting nothing.
func (c *collector) leave(s segment) {
	if src := c.source(s); src != "" {
		c.rest = append(c.rest, src)
	}
	for _, k := range s.clauses {
		c.nods = c.nods || c.p.has(k.lo, k.hi, nodKind) || c.p.has(k.lo, k.hi, greetKind)
		c.talk = c.talk || slices.ContainsFunc(c.p.toks[k.lo:k.hi], func(t token) bool {
			return t.kind != nodKind && t.kind != greetKind && t.kind != fillKind && t.kind != markKind
		})
	}
}

func (c *collector) source(s segment) string {
	if s.lo >= len(c.p.toks) {
		return ""
	}
	return c.p.f.source(c.p.toks[s.lo].lo, c.p.toks[max(s.lo, min(s.hi, len(c.p.toks))-1)].hi)
}

// reading is the result.
func (c *collector) reading() Reading {
	for _, s := range c.groups {
		c.group(s)
	}
	out := Reading{Questions: c.questions, AllSame: c.allSame}
	if len(c.drafts) > 0 {
		out.Lines = make([]Line, 0, len(c.drafts))
	}
	slices.SortFunc(c.drafts, func(a, b *draft) int { return a.task - b.task })
	for _, d := range c.drafts {
		if d.quoted && d.empty() {
			c.rest, c.talk = append(c.rest, d.source(c.p)), true
		}
		if slices.ContainsFunc(c.questions, func(q Question) bool { return q.Task == d.task }) || d.empty() && d.question == "" {
			continue
		}
		if o := d.resolve(c.p); o.question != nil {
			out.Questions = append(out.Questions, *o.question)
		} else {
			out.Lines = append(out.Lines, o.line)
		}
	}
	out.Rest = strings.Join(c.rest, " ")
	out.Nod = c.nods && !c.talk && len(out.Lines) == 0 && len(out.Questions) == 0
	return out
}

func contains(text, part string) bool { return strings.Contains(text, part) }
