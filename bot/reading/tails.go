package reading

import "slices"

// tail reads what may stand right behind a figure with its unit: a smaller unit
// of the same kind (25公里600米), 半 (三公里半) or 整.
func (l *lexer) tail(n number, u *unit, i int) (number, int) {
	if n.form != plainForm || n.more {
		return n, i
	}
	if rest, to := l.smallerPart(u, i); to > i {
		n.amount, n.decimal = n.amount.Add(rest.amount), true
		return n, to
	}
	if d := l.nextPlace(n, u, i); d > 0 {
		n.amount, n.decimal = n.amount.Add(whole(int64(d)).Shift(-1)), true
		return n, i + 1
	}
	if r := l.f.runes; i < len(r) && r[i] == '半' && !n.scaled && l.closes(i+1) {
		n.amount, n.decimal = n.amount.Add(parse("0.5")), true
		return n, i + 1
	}
	return n, l.rounded(i)
}

// nextPlace is the tenth of a unit that a single digit behind it means, 0 for
// none: 18公里3, 两亩八. Before a pause it can be no number of the ask.
func (l *lexer) nextPlace(n number, u *unit, i int) int {
	r := l.f.runes
	if i >= len(r) || counts(u.family) || n.scaled || n.decimal || !clauseEnds(r, i+1) {
		return 0
	}
	if digit(r[i]) {
		return int(r[i] - '0')
	}
	return max(0, hanDigit(r[i]))
}

// rounded is the end of 整 behind a figure, or i.
func (l *lexer) rounded(i int) int {
	if r := l.f.runes; i < len(r) && r[i] == '整' && l.closes(i+1) {
		return i + 1
	}
	return i
}

// smallerPart reads the 600米 of 25公里600米, in the unit of the figure before it.
func (l *lexer) smallerPart(u *unit, i int) (number, int) {
	if u.family == countFamily || u.factor == unity() {
		return number{}, i
	}
	n, end := scanNumber(l.f.runes, i)
	if end == i || n.form != plainForm || n.plus || n.minus || n.more {
		return number{}, i
	}
	less, to := l.unit(end)
	if less == nil || less.family != u.family || !n.amount.Mul(less.factor).LessThan(u.factor) {
		return number{}, i
	}
	n.amount = n.amount.Mul(less.factor).Div(u.factor)
	return n, to
}

// closes reports whether a figure may end at i, so that the character before it
// is no part of a longer word.
func (l *lexer) closes(i int) bool {
	r := l.f.runes
	return i >= len(r) || r[i] < 0x4e00 || r[i] > 0x9fff || slices.Contains([]rune("了左吧啦呢的"), r[i])
}
