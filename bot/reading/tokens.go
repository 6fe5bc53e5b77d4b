package reading

import (
	"slices"
	"strings"
)

// token is one stretch of the folded reply and what it does.
type token struct {
	kind   kind
	claim  Claim
	note   note
	grade  grade
	odd    bool // a number that is figure or label, nobody knows
	item   bool // a number of a step or a reason
	loose  bool // a label that may count things as well: 第2个
	lo, hi int  // runes
	num    number
	unit   *unit   // of a number; nil where none was typed
	date   *date   // of a dateKind token
	labels []int   // of a labelKind token: numbers of the ask
	owners []owner // of words that are part of a name, also where kind says something else
}

// grade says how well a part of a name tells one task from another.
type grade uint8

const (
	ordinary grade = iota // 改造, 新建: what every title may have
	weak                  // 资金, 面积: a name only beside a figure in the task's measure
	telling               // 公园, 服务站
)

// lexer cuts the folded reply into tokens.
type lexer struct {
	f     *folded
	in    *Input
	book  *book
	asked []int   // numbers of the ask, rising
	extra []*unit // measures of the tasks that the table lacks
	lex   *lexicon
	toks  []token
	style listStyle
}

// tokenize cuts the whole reply. Blanks part words and are no tokens.
func (l *lexer) tokenize() []token {
	r := l.f.runes
	l.toks = slices.Grow(l.toks, len(r)/2+8)
	for i := 0; i < len(r); {
		if r[i] == ' ' {
			i++
			continue
		}
		t := l.token(i)
		if l.between(t) {
			i = t.hi
			continue
		}
		if k := len(l.toks) - 1; t.kind == textKind && t.note == 0 && k >= 0 && l.toks[k].kind == textKind && l.toks[k].note == 0 && l.toks[k].hi == i {
			l.toks[k].hi = t.hi
		} else {
			l.toks = append(l.toks, t)
		}
		i = t.hi
	}
	return l.toks
}

// between makes a span of the figures in between 10 and 12.
func (l *lexer) between(t token) bool {
	k := len(l.toks) - 1
	if k < 2 || t.kind != numberKind || t.num.form != plainForm || l.toks[k-1].kind != numberKind || l.toks[k-2].kind != hedgeKind {
		return false
	}
	if r := l.f.runes; !follows(r, l.toks[k-2].lo, "between", "介于") || !follows(r, l.toks[k].lo, "and", "和", "与", "到", "至") {
		return false
	}
	low := &l.toks[k-1]
	low.num.whole, low.num.form, low.unit, low.hi = t.num.amount, spanForm, t.unit, t.hi
	l.toks = l.toks[:k]
	return true
}

// fresh reports whether the next token begins a clause.
func (l *lexer) fresh() bool {
	k := len(l.toks) - 1
	colon := k >= 0 && l.toks[k].kind == markKind && l.f.runes[l.toks[k].lo] == ':'
	for k >= 0 && (l.toks[k].kind == greetKind || l.toks[k].kind == nodKind || l.toks[k].kind == leadKind || colon && !l.toks[k].pause() && !l.toks[k].says() && l.toks[k].kind != labelKind) {
		k--
	}
	return k < 0 || l.toks[k].pause()
}

// pause reports whether a clause ends with the token.
func (t token) pause() bool { return t.kind == lineKind || t.kind == stopKind || t.kind == commaKind }

func (l *lexer) token(i int) token {
	r := l.f.runes
	if t, ok := l.sign(i); ok {
		return t
	}
	if t, ok := l.ordinal(i); ok {
		return t
	}
	if t, ok := l.dotted(i); ok {
		return t
	}
	if t, ok := l.dashed(i); ok {
		return t
	}
	if t, ok := l.sender(i); ok {
		return t
	}
	named := l.name(i)
	w, end := l.lex.at(r, i)
	if t, ok := l.measuredTime(i); ok {
		return t
	}
	clock := (l.fresh() || l.toks[len(l.toks)-1].concludes()) && digit(r[i]) && follows(r, digitsEnd(r, i), ":")
	if !clock && !l.arrow(i) {
		if d, to := scanDate(r, i, l.in.Now); to > max(i, named.hi, end) {
			found := d
			return token{kind: dateKind, lo: i, hi: to, date: &found}
		}
	}
	if t, ok := l.figure(i); ok && t.hi > named.hi && (t.hi > end || t.num.form == badForm || digit(r[i]) || hasAt(r, i, "one more")) {
		return t
	}
	switch {
	case letter(r[i]) && w.kind == claimKind && named.hi == end && l.goesOn(named): // late opening
		return named
	case named.hi > max(end, i), end > i && w.kind == textKind && named.hi == end:
		return named
	case end > i:
		t := token{kind: w.kind, claim: w.claim, note: w.note, lo: i, hi: end}
		if named.hi >= end {
			t.owners, t.grade = named.owners, min(named.grade, weak) // 签约 in 签约项目
		}
		return t
	}
	return token{kind: textKind, lo: i, hi: l.unknown(i)}
}

// goesOn reports whether the word of a title has the next one of it behind.
func (l *lexer) goesOn(t token) bool {
	next, end := l.book.names.at(l.f.runes, blank(l.f.runes, t.hi))
	return end > blank(l.f.runes, t.hi) && slices.ContainsFunc(next, func(o owner) bool { return t.of(o.task) })
}

// arrow reports whether the digits at i have an arrow behind them, folded to a
// colon: 9→11 is no time of day.
func (l *lexer) arrow(i int) bool {
	f := l.f
	end := digitsEnd(f.runes, i)
	return end > i && end < len(f.runes) && f.runes[end] == ':' && strings.HasPrefix(f.text[f.from[end]:], "→")
}

// unknown is the end of the unknown word at i: one character, or one Latin
// word with the digits that belong to it.
func (l *lexer) unknown(i int) int {
	r := l.f.runes
	if !letter(r[i]) {
		return i + 1
	}
	k := i
	for k < len(r) && (letter(r[k]) || digit(r[k]) || k+1 < len(r) && (r[k] == '.' || r[k] == '-' || r[k] == '+' || r[k] == '/') && digit(r[k+1])) {
		k++
	}
	return k
}

// name reads the longest part of a title, target name or code at i. A part
// that holds the title's own number stops before it, unless it is the whole.
func (l *lexer) name(i int) token {
	r := l.f.runes
	owners, end := l.book.names.at(r, i)
	if end == i || end < len(r) && r[end] == '局' && !follows(r, end, "局部") {
		return token{hi: i} // 科技局 names no task
	}
	for k := end - 1; k > i; k-- {
		if w, to := l.lex.at(r, k); to > end && w.kind != textKind && !l.wordAt(end) {
			end = k // a part of the title ends where another word begins
			break
		}
	}
	if end < i+2 {
		return token{hi: i}
	}
	if !slices.ContainsFunc(owners, func(o owner) bool { return o.whole }) {
		for k := i; k < end; k++ {
			if to := digitsEnd(r, k); to > k && !(k == i && l.hotline(to, end)) && !(to < len(r) && (letter(r[to]) || r[to] == '号' && to+1 < end)) && !letter(r[i]) {
				end = k
			} else if to > k {
				k = to
			}
		}
		if end < i+2 {
			return token{hi: i}
		}
	}
	return token{kind: nameKind, lo: i, hi: end, owners: owners, grade: l.grade(i, end, owners)}
}

// hotline reports whether the digits before i, three at least, begin a name that
// goes on up to end: 12345热线.
func (l *lexer) hotline(i, end int) bool {
	u, _ := l.unit(i)
	return u == nil && end >= i+2 && i >= 3 && digit(l.f.runes[i-3])
}

// wordAt reports whether a word of the table begins at i.
func (l *lexer) wordAt(i int) bool {
	if i >= len(l.f.runes) {
		return false
	}
	_, end := l.lex.at(l.f.runes, i)
	return end > i
}

// grade weighs the characters of a name that are more than the words every
// title has.
func (l *lexer) grade(i, end int, owners []owner) grade {
	r, plain, nouns := l.f.runes, 0, 0
	if letter(r[i]) && slices.ContainsFunc(r[i:end], digit) {
		return telling // NO2
	}
	for k := i; k < end; {
		w, to := l.lex.at(r[:end], k)
		switch {
		case to > k+1 && w.note == generic:
		case to > k+1 && w.kind == textKind:
			plain += to - k
		case to > k+1 && (w.kind == otherKind || w.kind == stageKind):
			nouns++
		case to <= k+1:
			plain++
			to = k + 1
		}
		k = to
	}
	switch {
	case plain >= 2, plain+nouns >= 2:
		return telling
	case slices.ContainsFunc(owners, func(o owner) bool { return o.whole && (o.target < 0 || end-i > 2) }):
		return telling
	case plain+nouns > 0:
		return weak
	}
	return ordinary
}
