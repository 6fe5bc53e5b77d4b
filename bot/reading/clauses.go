package reading

import "slices"

// role is what a clause is for.
type role uint8

const (
	reportRole  role = iota // figures, standing, progress
	problemRole             // what stands in the way, word for word
	nextRole                // the next step, word for word
)

// clause is a run of tokens between two pauses, or between words that turn
// from report to reason or plan.
type clause struct {
	lo, hi int
	role   role
	reason bool // a reason within a sentence (因…), not a heading (问题：…)
	leads  bool // first in its line
}

// segment is a run of clauses about the same task or tasks.
type segment struct {
	labels   []int // numbers of the ask
	titles   []int // tasks whose title is named
	named    bool
	rest     bool // all others of the ask
	all      bool // all of the ask
	shared   bool // several labels before one figure
	excepted bool
	clauses  []clause
	lo, hi   int // tokens
}

// parser cuts tokens into segments.
type parser struct {
	toks   []token
	f      *folded
	lex    *lexicon
	in     *Input
	ask    []int // indexes of the tasks in the ask
	sole   int   // the one task that needs no name, or -1
	segs   []segment
	start  int // first token of the running clause
	i      int
	role   role
	reason bool
	leads  bool         // the running clause is the first of its line
	headed int          // the token behind the last head
	joined bool         // the running clause stays with the last segment
	odd    map[int]bool // numbers that are figure or label, nobody knows
}

func (p *parser) parse() []segment {
	p.leads = true
	for p.i < len(p.toks) {
		p.step()
	}
	p.end()
	return p.segs
}

func (p *parser) step() {
	switch p.toks[p.i].kind {
	case lineKind, stopKind, commaKind:
		p.pause(p.toks[p.i].kind)
		return
	}
	if h, ok := p.head(); ok && p.headed <= p.i {
		p.headed = p.i + 1
		p.end()
		h.lo, h.hi = p.i, h.next
		p.segs = append(p.segs, h.segment)
		p.i, p.start = h.next, h.next
		p.role, p.reason, p.joined = reportRole, false, true
		return
	}
	p.turn()
	p.i++
}

// pause ends a clause at punctuation. A heading's text runs on over commas.
func (p *parser) pause(k kind) {
	p.end()
	p.i++
	p.start = p.i
	p.joined = true
	if k != commaKind || p.reason {
		p.role, p.reason = reportRole, false
	}
	if k == lineKind {
		p.leads, p.joined = true, false
	}
	if k == commaKind && p.role != reportRole && p.reports(p.i) {
		p.role = reportRole
	}
}

// reports reports whether the clause at i goes back from free text to what has
// been reached: 目前已完成5个.
func (p *parser) reports(i int) bool {
	since := false
	for ; i < len(p.toks); i++ {
		switch t := p.toks[i]; t.kind {
		case fillKind, doneKind, dateKind:
			since = since || t.kind == doneKind || p.is(t, "已", "目前", "现已", "已经", "截至", "so far", "now", "截至目前", "already")
		case madeKind, totalKind, nameKind, aboutKind:
		case numberKind:
			return since
		default:
			return false
		}
	}
	return false
}

func (p *parser) is(t token, words ...string) bool {
	for _, w := range words {
		if t.hi-t.lo == len([]rune(w)) && hasAt(p.f.runes, t.lo, w) {
			return true
		}
	}
	return false
}

// end closes the running clause.
func (p *parser) end() {
	if p.start >= p.i {
		return
	}
	c := clause{p.start, p.i, p.role, p.reason, p.leads}
	k := p.home(c)
	p.segs[k].clauses = append(p.segs[k].clauses, c)
	p.segs[k].hi = p.i
	p.leads, p.start, p.joined = false, p.i, true
}

// home is the segment that a clause belongs to; a new line without a name is
// the last one's only where that one is unfinished, or for problem and plan.
func (p *parser) home(c clause) int {
	last := len(p.segs) - 1
	if last >= 0 {
		s := p.segs[last]
		switch {
		case p.joined, c.role != reportRole && !s.rest && !s.all, s.named && !p.complete(s), p.ofSole(s):
			return last
		}
	}
	p.segs = append(p.segs, segment{lo: c.lo, hi: c.hi})
	return last + 1
}

func (p *parser) ofSole(s segment) bool {
	return p.sole >= 0 && !s.rest && !s.all && (!s.named || slices.Equal(p.named(s), []int{p.sole}))
}

// named gives the tasks that a segment can be about.
func (p *parser) named(s segment) []int {
	if len(s.labels) == 0 {
		return s.titles
	}
	var out []int
	for _, n := range s.labels {
		if t := p.numbered(n); t >= 0 {
			out = append(out, t)
		}
	}
	return out
}

// numbered is the task with a number in the ask, or -1.
func (p *parser) numbered(n int) int {
	return slices.IndexFunc(p.in.Tasks, func(t Task) bool { return n > 0 && t.Number == n })
}

// complete reports whether a segment says something already.
func (p *parser) complete(s segment) bool {
	return slices.ContainsFunc(s.clauses, func(c clause) bool { return c.role != reportRole || p.says(c.lo, c.hi) })
}

// says reports whether the tokens hold a figure or a standing.
func (p *parser) says(lo, hi int) bool {
	return slices.ContainsFunc(p.toks[lo:hi], func(t token) bool { return t.says() })
}

func (t token) says() bool {
	switch t.kind {
	case numberKind, claimKind, sameKind, ditto, doneKind, vagueKind, tickKind:
		return true
	}
	return false
}

// turn opens a new clause where the words turn to a reason or a plan.
func (p *parser) turn() {
	t := p.toks[p.i]
	fresh := p.start == p.i
	if !fresh && p.role != reportRole {
		return
	}
	switch {
	case t.kind == fillKind && p.is(t, "by") && !fresh && p.at(p.i-1) == claimKind:
		p.end()
		p.role, p.reason = problemRole, true
	case t.kind == problemKind && !p.denied():
		reason := p.is(t, "因", "因为", "是因为", "由于", "受", "受制于", "受限于", "受困于", "卡在", "because", "because of", "due to", "owing to", "主要是因为", "受天气影响", "受疫情影响", "受降雨影响", "受资金影响", "caused by")
		if !fresh && !reason && p.at(p.i+1) != markKind && !p.opens(t) {
			return // 滞后问题已解决: no heading
		}
		p.end()
		p.role, p.reason = problemRole, reason
	case t.kind == nextKind:
		p.end()
		p.role, p.reason = nextRole, false
	case t.kind == planKind && !fresh && p.reached() && p.is(t, "预计", "预期", "力争", "争取", "有望", "确保", "will", "expected", "expect", "expected to", "should"):
		p.end()
		p.role, p.reason = nextRole, true
	}
}

// opens reports whether a heading says by itself that its text follows.
func (p *parser) opens(t token) bool {
	switch p.f.runes[t.hi-1] {
	case '是', '为', '于', 's':
		return true
	}
	return false
}

func (p *parser) denied() bool {
	return p.i > p.start && p.toks[p.i-1].kind == denyKind
}

// reached reports whether the running clause holds a verb and a figure.
func (p *parser) reached() bool {
	verb, figure := false, false
	for _, t := range p.toks[p.start:p.i] {
		verb = verb || t.kind == madeKind || t.kind == doneKind || t.kind == totalKind || t.kind == claimKind || t.kind == sameKind
		figure = figure || t.kind == numberKind || t.kind == claimKind || t.kind == sameKind
	}
	return verb && figure
}
