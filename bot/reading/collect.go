package reading

import (
	"slices"
	"strings"
)

// collector gathers what the segments say, task by task.
type collector struct {
	p         *parser
	drafts    map[int]*draft
	order     []int
	questions []Question
	mentioned []int // named in the reply, also where nothing is certain
	unknown   bool  // something is said of a task that nobody knows
	groups    []segment
	rest      []string
	nods      bool
	talk      bool // words that are neither a nod nor a greeting
	allSame   bool
}

// segment takes one segment in.
func (c *collector) segment(s segment) {
	p := c.p
	if s.rest || s.all {
		c.groups = append(c.groups, s)
		return
	}
	tasks := p.named(s)
	if !s.named && p.sole >= 0 {
		tasks = []int{p.sole}
	}
	c.mention(tasks)
	switch {
	case s.excepted && !slices.ContainsFunc(s.clauses, func(k clause) bool { return p.says(k.lo, k.hi) || k.role != reportRole }):
	case len(s.labels) > len(tasks):
		c.ask(s, NoTask, p.ask)
	case s.shared:
		c.ask(s, Unsure, tasks)
	case len(s.labels) > 1:
		c.together(s, tasks)
	case len(tasks) > 1:
		c.which(s, tasks)
	case len(tasks) == 1:
		c.one(s, tasks[0])
	default:
		c.nobody(s)
	}
}

func (c *collector) mention(tasks []int) {
	for _, t := range tasks {
		if !slices.Contains(c.mentioned, t) {
			c.mentioned = append(c.mentioned, t)
		}
	}
}

// one takes a segment about one task in.
func (c *collector) one(s segment, task int) {
	if c.idle(s) {
		if s.named && len(s.clauses) == 0 && !s.excepted || c.tokens(s, nameKind) {
			c.ask(s, Unsure, nil)
			return
		}
		c.leave(s)
		return
	}
	d := c.draft(task)
	for _, k := range s.clauses {
		if c.p.has(k.lo, k.hi, ditto) && len(c.order) > 1 {
			d.question = Unsure
		}
		if c.p.has(k.lo, k.hi, tickKind) && !c.p.says(k.lo, k.hi-1) {
			d.question = Unsure
		}
		if others := c.p.strangers(k, task); len(others) > 0 {
			d.question, d.others = WhichTask, others
			c.mention(others)
		}
		d.clause(c.p, k)
	}
}

// strangers are the other tasks that a clause names beside what it says.
func (p *parser) strangers(k clause, task int) []int {
	var out []int
	if k.role != reportRole || !p.says(k.lo, k.hi) {
		return out
	}
	for _, t := range p.toks[k.lo:k.hi] {
		if t.kind == nameKind && t.strong && !slices.ContainsFunc(t.owners, func(o owner) bool { return o.task == task }) {
			out = append(out, t.tasks()...)
		}
	}
	return out
}

func (c *collector) draft(task int) *draft {
	d := c.drafts[task]
	if d == nil {
		d = &draft{task: task}
		c.drafts[task] = d
		c.order = append(c.order, task)
	}
	return d
}

// idle reports whether a segment says nothing to be recorded.
func (c *collector) idle(s segment) bool {
	for _, k := range s.clauses {
		for _, t := range c.p.toks[k.lo:k.hi] {
			switch t.kind {
			case nodKind, greetKind, fillKind, markKind, allKind, nameKind, joinKind, askKind:
			default:
				return false
			}
		}
	}
	return true
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
		c.nods = c.nods || c.p.has(k.lo, k.hi, nodKind)
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

// ask asks a segment back; the tasks are those that it may be about.
func (c *collector) ask(s segment, kind QuestionKind, tasks []int) {
	q := Question{Task: -1, Kind: kind, Clause: c.source(s)}
	figures := c.tokens(s, numberKind)
	for _, l := range c.p.candidates(tasks, s.clauses) {
		if !figures || len(l.Values) > 0 {
			q.add(l)
		}
	}
	if named := c.p.named(s); len(named) == 1 {
		q.Task = named[0]
	}
	c.unknown = c.unknown || q.Task < 0 && kind == NoTask
	c.questions = append(c.questions, q)
}

// together takes a standing in that several numbers share; a shared figure is
// asked back.
func (c *collector) together(s segment, tasks []int) {
	if slices.ContainsFunc(s.clauses, func(k clause) bool { return c.p.has(k.lo, k.hi, numberKind) }) || c.idle(s) {
		c.ask(s, Unsure, tasks)
		return
	}
	for _, t := range tasks {
		c.one(s, t)
	}
}

// which asks which of several tasks is meant, where something is said at all.
func (c *collector) which(s segment, tasks []int) {
	if slices.ContainsFunc(s.clauses, func(k clause) bool { return k.role != reportRole || c.p.says(k.lo, k.hi) }) {
		c.ask(s, WhichTask, tasks)
		return
	}
	c.leave(s)
}

// nobody takes a segment in that names no task where several are due.
func (c *collector) nobody(s segment) {
	p := c.p
	says, same, plain := false, false, true
	for _, k := range s.clauses {
		for _, t := range p.toks[k.lo:k.hi] {
			switch t.kind {
			case sameKind, ditto:
				same = true
			case greetKind, nodKind, fillKind, allKind, markKind:
			default:
				plain = false
			}
			says = says || t.says() && t.kind != vagueKind
		}
	}
	if s.lo < len(p.toks) && p.toks[s.lo].kind == textKind {
		says = says || digit(p.f.runes[p.toks[s.lo].lo])
	}
	switch {
	case same && plain && len(s.clauses) == 1 || same && plain && !says:
		s.all = true
		c.groups = append(c.groups, s)
	case says || slices.ContainsFunc(s.clauses, func(k clause) bool { return k.role != reportRole }):
		c.ask(s, NoTask, p.ask)
	default:
		c.leave(s)
	}
}

// others takes 其余 and 全部 in, after everything that names its task.
func (c *collector) others(s segment) {
	p := c.p
	left := slices.DeleteFunc(slices.Clone(p.ask), func(t int) bool { return slices.Contains(c.mentioned, t) })
	counted := slices.IndexFunc(p.toks[s.lo:min(s.hi, len(p.toks))], func(t token) bool { return t.kind == numberKind })
	wrong := counted >= 0 && !p.toks[s.lo+counted].num.amount.Equal(whole(int64(len(left))))
	if c.unknown || wrong || s.all && len(c.mentioned) > 0 || len(left) == 0 || len(c.groups) > 1 {
		c.ask(s, Unsure, nil)
		return
	}
	same := s.all
	for _, k := range s.clauses {
		if counted >= 0 {
			k.lo = max(k.lo, s.lo+counted+1)
		}
		for k.lo < k.hi-1 && (p.at(k.lo) == restKind || p.at(k.lo) == allKind) {
			k.lo++
		}
		same = same && (p.has(k.lo, k.hi, sameKind) || p.has(k.lo, k.hi, ditto))
		for _, t := range left {
			c.draft(t).clause(p, k)
		}
	}
	c.allSame = same
}

// reading is the result.
func (c *collector) reading() Reading {
	for _, s := range c.groups {
		c.others(s)
	}
	out := Reading{Questions: c.questions, AllSame: c.allSame}
	slices.Sort(c.order)
	for _, t := range c.order {
		d := c.drafts[t]
		if slices.ContainsFunc(c.questions, func(q Question) bool { return q.Task == t }) || d.empty() && d.question == "" {
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
