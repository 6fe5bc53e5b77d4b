package reading

import "slices"

// none reports whether a heading has nothing under it: 存在问题：无.
func (p *parser) none(c clause) bool {
	lo := p.unheaded(c)
	if lo == c.lo || lo == c.hi {
		return false
	}
	switch string(p.f.runes[p.toks[lo].lo:p.toks[c.hi-1].hi]) {
	case "无", "暂无", "没有", "暂时没有", "none", "no", "nil", "n/a", "nothing", "-":
		return true
	}
	return false
}

// saying is one of the texts of a draft: the words of clauses that follow each
// other are one stretch of the reply, with the sender's own punctuation.
type saying struct {
	before string // the text without its last stretch
	lo, hi int    // tokens of that
}

// say adds the tokens of a clause to a text.
func (p *parser) say(text *string, s *saying, lo, hi int) {
	if lo >= hi {
		return
	}
	if s.hi > 0 && p.pauses(s.hi, lo) {
		s.hi = hi
	} else {
		s.before, s.lo, s.hi = *text, lo, hi
	}
	*text = joined(s.before, p.words(clause{lo: s.lo, hi: s.hi}))
}

// pauses reports whether nothing but punctuation stands from lo to hi.
func (p *parser) pauses(lo, hi int) bool {
	return lo <= hi && !slices.ContainsFunc(p.toks[lo:hi], func(t token) bool { return !t.pause() && t.kind != markKind })
}

// unheaded is where the text of a clause begins behind its heading: 问题：.
func (p *parser) unheaded(c clause) int {
	for k := c.lo; k < c.hi; k++ {
		switch t := p.toks[k]; {
		case t.kind == markKind && p.rune(k) == ':':
			return k + 1
		case k == c.lo && p.is(t, "的"):
			c.lo++
		case t.kind != problemKind && t.kind != nextKind && t.kind != fillKind && t.kind != leadKind:
			return c.lo
		}
	}
	return c.lo
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	if a == "" {
		return b
	}
	return a + "；" + b
}

// source gives the words that were read.
func (d *draft) source(p *parser) string {
	var text string
	var s saying
	for _, c := range d.all {
		p.say(&text, &s, c.lo, c.hi)
	}
	return text
}

// words are those of a clause as they were typed.
func (p *parser) words(c clause) string { return p.f.source(p.toks[c.lo].lo, p.toks[c.hi-1].hi) }
