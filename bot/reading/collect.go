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
	for _, k := range s.clauses {
		c.mentionWithin(k)
	}
	switch {
	case s.excepted && !slices.ContainsFunc(s.clauses, func(k clause) bool { return p.says(k.lo, k.hi) || k.role != reportRole }):
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

// astray asks the clauses back that hold a figure which fits no target of the
// segment's task but one of another that the reply does not name:
// 产业路36公里，厕所1500户.
func (c *collector) astray(s segment, clauses []clause) []clause {
	if c.p.sole >= 0 || len(s.tasks) != 1 || s.topic != titled {
		return clauses
	}
	left := clauses[:0:0]
	for n, k := range clauses {
		tasks := []int(nil)
		if n > s.adopted {
			tasks = c.p.stray(k, s.tasks[0])
		}
		if len(tasks) == 0 {
			left = append(left, k)
			continue
		}
		c.ask(segment{lo: k.lo, hi: k.hi, clauses: []clause{k}}, NoTask, tasks)
	}
	return left
}

// stray gives the tasks that are measured in the unit of a clause's one figure
// where the task itself is not, and unknown words say what is counted.
func (p *parser) stray(k clause, task int) (tasks []int) {
	figure := token{}
	unknown := false
	for _, t := range p.toks[k.lo:k.hi] {
		switch t.kind {
		case numberKind:
			if figure.kind == numberKind || t.unit == nil || t.unit.any() || t.unit.in(timeFamily) {
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
	if !unknown || figure.kind != numberKind || k.role != reportRole || len(p.measured([]int{task}, figure)) > 0 {
		return nil
	}
	for _, t := range p.ask {
		if p.book.measured(t, func(_ int, m measure) bool { return m.exact(figure.unit) }) >= 0 {
			tasks = append(tasks, t)
		}
	}
	return tasks
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
		if s.named() && !s.excepted && (len(s.clauses) == 0 || c.tokens(s, nameKind)) {
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
}

// strangers are the other tasks that a clause names beside what it says.
func (p *parser) strangers(k clause, task int, byTitle bool) []int {
	var out []int
	if k.role != reportRole || !p.says(k.lo, k.hi) {
		return out
	}
	other := func(t token) bool {
		return slices.ContainsFunc(p.toks[k.lo:k.hi], func(x token) bool { return x.kind == numberKind && p.strange(x, append(t.tasks(), task)) })
	}
	for i, t := range p.toks[k.lo:k.hi] {
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
		if byTitle && x.kind == nameKind && x.of(task) {
			own += x.hi - x.lo
		}
	}
	return t.hi-t.lo > own
}

// of reports whether the words are part of a name of the task.
func (t token) of(task int) bool {
	return slices.ContainsFunc(t.owners, func(o owner) bool { return o.task == task })
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

// idle reports whether a segment says nothing to be recorded.
func (c *collector) idle(s segment) bool {
	return !slices.ContainsFunc(s.clauses, func(k clause) bool { return !c.p.idle(k, s.topic == numbered || c.p.sole >= 0) })
}

// idle reports whether a clause says nothing: greetings, or names alone. A
// name with 已 or a day beside it says that its task has come so far.
func (p *parser) idle(k clause, named bool) bool {
	stage, reached, denied := false, false, false
	for i, t := range p.toks[k.lo:k.hi] {
		switch t.kind {
		case nameKind:
			stage = stage || named || t.grade == ordinary || i > 0 && p.toks[k.lo+i-1].note&sofar != 0
			if letter(p.f.runes[t.lo]) && hasAt(p.f.runes, t.hi-2, "ed") {
				return false // policy issued
			}
		case fillKind:
			reached = reached || t.note&(sofar|trails) != 0
		case dateKind:
			reached = true
		case denyKind:
			denied = true
		case nodKind, greetKind, leadKind, markKind, allKind, joinKind, askKind:
		default:
			return false
		}
	}
	return !stage || !reached && !denied
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
