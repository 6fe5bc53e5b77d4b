package reading

import "slices"

// role is what a clause is for.
type role uint8

const (
	reportRole  role = iota // figures, standing, progress
	problemRole             // what stands in the way, word for word
	nextRole                // the next step, word for word
	asideRole               // whom to call: no report
)

// clause is a run of tokens between two pauses, or between words that turn
// from report to reason or plan.
type clause struct {
	lo, hi int
	role   role
	reason bool // a reason within a sentence (因…), not a heading (问题：…)
	leads  bool // first in its line
	part   bool // 其中 holds for it, here or before 、
}

// parser cuts tokens into segments.
type parser struct {
	toks   []token
	f      *folded
	lex    *lexicon
	in     *Input
	book   *book
	ask    []int // indexes of the tasks in the ask
	sole   int   // the one task that needs no name, or -1
	segs   []segment
	start  int // first token of the running clause
	i      int
	role   role
	reason bool
	leads  bool    // the running clause is the first of its line
	headed int     // the token behind the last head
	joined bool    // the running clause stays with the last segment
	ties   []found // memory for ties and values
	found  []found
	item   int // the last number of a list within free text
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
	if p.toks[p.i].pause() {
		p.pause(p.toks[p.i].kind)
		return
	}
	if h, ok := p.head(); ok && p.headed <= p.i {
		p.headed = p.i + 1
		if p.countsAhead(h) {
			p.i, h.next = p.start, p.start
		}
		if h.topic == titled && p.i == p.start+1 && p.at(p.start) == partKind {
			p.start = p.i // 全部正常，其中电梯26台
		}
		p.end()
		h.lo, h.hi = p.i, h.next
		p.adopt(&h)
		p.segs = append(p.segs, h.segment)
		p.i, p.start = h.next, h.next
		p.role, p.reason, p.joined, p.item = reportRole, false, true, 0
		return
	}
	p.turn()
	p.i++
	if t := p.toks[p.i-1]; p.role == asideRole && digit(p.f.runes[t.hi-1]) {
		p.pause(commaKind) // the telephone number ends it
		p.i--
		p.start = p.i
	}
}

// countsAhead reports whether the running clause is one figure in the measure of
// the task that the title behind it names, or counts what the title is about:
// 36条小巷已完成22条, 12个断面11个达标.
func (p *parser) countsAhead(h head) bool {
	return h.topic == titled && len(h.tasks) == 1 && h.next == p.i && p.start == p.i-1 && p.at(p.start) == numberKind && p.toks[p.start].unit != nil &&
		(p.toks[p.start].unit.any() && p.at(p.i+1) == numberKind || len(p.measured(h.tasks, p.toks[p.start])) > 0)
}

// pause ends a clause at punctuation. A heading's text runs on over commas.
func (p *parser) pause(k kind) {
	ended := clause{lo: p.start, hi: p.i}
	p.end()
	p.i++
	p.start = p.i
	p.joined = true
	if p.goesOn(ended) {
		p.leads = p.leads || k == lineKind
		return
	}
	if k != commaKind || p.reason || p.role == asideRole {
		p.role, p.reason = reportRole, false
	}
	if k == lineKind {
		p.leads, p.joined = true, false
	}
	if k == commaKind && p.role != reportRole && p.at(p.i-2) != numberKind && p.reports(p.i) {
		p.role = reportRole
	}
}

// reports reports whether the clause at i goes back from free text to what has
// been reached: 目前已完成5个.
func (p *parser) reports(i int) bool {
	since := false
	for ; i < len(p.toks); i++ {
		switch t := p.toks[i]; t.kind {
		case fillKind, doneKind, dateKind, leadKind:
			since = since || t.kind == doneKind || t.note&(sofar|until) != 0 || t.kind == dateKind && t.date.tense == noTense
		case madeKind, totalKind, nameKind, aboutKind:
			since = since || t.kind == totalKind
		case numberKind:
			return since
		default:
			return false
		}
	}
	return false
}

// isAt reports whether token i is one of the words.
func (p *parser) isAt(i int, words ...string) bool {
	return i < len(p.toks) && p.is(p.toks[i], words...)
}

func (p *parser) is(t token, words ...string) bool {
	for _, w := range words {
		if hasAt(p.f.runes[:t.hi], t.lo, w) && t.hi-t.lo == len([]rune(w)) {
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
	c := clause{lo: p.start, hi: p.i, role: p.role, reason: p.reason, leads: p.leads}
	k := p.home(c)
	c.part = p.at(c.lo) == partKind || p.goesOnParts(k, c.lo)
	p.segs[k].clauses = append(p.segs[k].clauses, c)
	p.segs[k].hi = p.i
	p.leads, p.start, p.joined = false, p.i, true
}

// goesOnParts reports whether 、 joins the clause at i to one of the segment that
// 其中 holds for.
func (p *parser) goesOnParts(segment, i int) bool {
	before := p.segs[segment].clauses
	n := len(before)
	return n > 0 && before[n-1].part && before[n-1].hi == i-1 && p.rune(i-1) == '、'
}

// home is the segment that a clause belongs to; a new line without a name is
// the last one's only where that one is unfinished, or for problem and plan.
func (p *parser) home(c clause) int {
	last := len(p.segs) - 1
	if last >= 0 {
		s := p.segs[last]
		switch {
		case p.joined, c.role != reportRole && !s.group(), s.named() && !p.complete(s), p.ofSole(s), p.takesBack(c), s.named() && !c.leads && p.has(c.lo, c.hi, partKind):
			return last
		}
	}
	p.segs = append(p.segs, segment{lo: c.lo, hi: c.hi})
	return last + 1
}

// takesBack reports whether a clause says that what came before is wrong.
func (p *parser) takesBack(c clause) bool {
	k := slices.IndexFunc(p.toks[c.lo:c.hi], func(t token) bool { return t.kind == fixKind })
	return k >= 0 && (p.says(c.lo+k, c.hi) || c.hi-c.lo == 1 && p.toks[c.lo].note&wrong != 0 && p.at(c.hi) == commaKind)
}

func (p *parser) ofSole(s segment) bool {
	return p.sole >= 0 && !s.group() && (!s.named() || slices.Equal(s.tasks, []int{p.sole}))
}

// complete reports whether a segment says something already.
func (p *parser) complete(s segment) bool {
	return slices.ContainsFunc(s.clauses, func(c clause) bool { return c.role != reportRole || p.says(c.lo, c.hi) && !p.quoted(c) })
}

// dates reports whether a clause is no more than a day: 上次 3个（8月22日）.
func (p *parser) dates(c clause) bool {
	return !slices.ContainsFunc(p.toks[c.lo:c.hi], func(t token) bool { return t.kind != dateKind })
}

// quoted reports whether a clause holds no figures but those of the ask, with
// the ask's own words before them: 目标 6个 · 上次 3个 · 序时 82.3%.
func (p *parser) quoted(c clause) bool {
	figures, told := 0, false
	for k, t := range p.toks[c.lo:c.hi] {
		switch t.kind {
		case goalKind:
			told = true
		case dateKind:
			told = told || t.date.last && !p.compares(c.lo+k)
		case numberKind:
			if !told {
				return false
			}
			figures, told = figures+1, false
		case nameKind, fillKind, markKind, underKind, aboutKind:
			if p.is(t, "比", "较", "than") {
				return false // 比目标多1个
			}
		default:
			return false
		}
	}
	return figures > 0
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
