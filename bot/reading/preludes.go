package reading

import "slices"

// adopt gives a head what its line begins with: a reason (因连阴雨，农田滞后) or a
// figure of another thing (发现隐患320处，已整改291处).
func (p *parser) adopt(h *head) {
	last := len(p.segs) - 1
	if last < 0 || p.leads || h.group() || !p.prelude(p.segs[last]) {
		return
	}
	s := &p.segs[last]
	k := slices.IndexFunc(s.clauses, func(c clause) bool { return c.role == problemRole || p.elsewhere(c) })
	if k < 0 {
		return
	}
	h.clauses = append(slices.Clone(s.clauses[k:]), h.clauses...)
	h.adopted = len(h.clauses)
	h.lo, s.clauses, s.hi = s.clauses[k].lo, s.clauses[:k], s.clauses[k].lo
}

// prelude reports whether a segment is only what leads up to a title: talk, a
// reason, or a figure of another thing.
func (p *parser) prelude(s segment) bool {
	return !s.named() && !slices.ContainsFunc(s.clauses, func(c clause) bool {
		return c.role == reportRole && p.says(c.lo, c.hi) && !p.elsewhere(c) || c.role == nextRole
	})
}

// elsewhere reports whether a clause says no more than how many there are of
// another thing: 发现隐患320处.
func (p *parser) elsewhere(c clause) bool {
	other, figure, money := false, false, false
	for _, t := range p.toks[c.lo:c.hi] {
		switch t.kind {
		case otherKind:
			other = other || len(t.owners) == 0
			money = money || t.note&arrives != 0
		case numberKind:
			figure = other && !(money && (t.unit == nil || t.unit.in("money")))
			if !figure {
				return false
			}
		case nameKind, claimKind, sameKind, ditto, doneKind, labelKind, vagueKind, tickKind:
			return false
		}
	}
	return figure && c.role == reportRole
}
