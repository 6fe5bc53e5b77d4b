package reading

import (
	"slices"
	"strings"
)

// figure reads a number with its unit at i. Numbers inside words, of rooms and
// lots, telephones and documents are text.
func (l *lexer) figure(i int) (token, bool) {
	r := l.f.runes
	if i > 0 && (letter(r[i-1]) || i > 1 && r[i-1] == '-' && letter(r[i-2])) && !l.ended(i) {
		if digit(r[i]) {
			return token{kind: textKind, lo: i, hi: digitsEnd(r, i)}, true
		}
	}
	n, end := scanNumber(r, i)
	if end == i {
		return token{}, false
	}
	if t, ok := l.noFigure(n, i, end); ok {
		return t, true
	}
	if l.glued(n, end) {
		n.form, end = plainForm, end-1
	}
	end = l.rounded(end)
	t := token{kind: numberKind, lo: i, hi: end, num: n}
	if t.unit, t.hi = l.unit(end); t.unit != nil && l.labels(n, t.unit, end, t.hi) {
		t.unit, t.hi = nil, end
	}
	if t.unit != nil && n.form == plainForm {
		t.num, t.hi = l.outOf(t.num, t.unit, t.hi)
		t.num, t.hi = l.tail(t.num, t.unit, t.hi)
	}
	if t.unit == nil && n.form != shareForm {
		if to := suffix(r, end); to > end && !l.titleAt(end, to) {
			return token{kind: textKind, lo: i, hi: to}, true
		}
	}
	if n.han && n.form == plainForm && t.unit == nil && l.inWords(i, end) {
		return token{}, false
	}
	if t.unit != nil && t.unit.base == "%" && n.form == plainForm {
		t.num.form, t.unit = shareForm, nil
	}
	if k := len(l.toks) - 1; k > 0 && l.toks[k].hi+1 >= i && l.toks[k-1].kind == nameKind && follows(r, l.toks[k].lo, "number", "no.") {
		t.odd = true // lamp number 420
	}
	if n.form == ratioForm || n.form == spanForm || n.form == badForm || t.unit != nil {
		t.num.han = false
	}
	return t, true
}

// glued reports whether the last digit of a figure like 131亿2 is the number of
// the task that the words behind it name: 131亿 2产值400亿.
func (l *lexer) glued(n number, end int) bool {
	r := l.f.runes
	if n.form != spanForm || !n.scaled || n.han || !digit(r[end-1]) || digit(r[end-2]) || strings.ContainsRune("-~到至", r[end-2]) {
		return false
	}
	owners, to := l.book.names.at(r, end)
	return to > end+1 && slices.ContainsFunc(owners, func(o owner) bool { return o.target < 0 && l.in.Tasks[o.task].Number == int(r[end-1]-'0') })
}

// noFigure reads digits that are a telephone number, a date, numbers of the ask,
// or part of a name.
func (l *lexer) noFigure(n number, i, end int) (token, bool) {
	r := l.f.runes
	if !digit(r[i]) {
		return token{}, false
	}
	if to := phone(r, i); to > i {
		return token{kind: asideKind, lo: i, hi: to}, true
	}
	if to := bareDate(r, i); to > i {
		return token{kind: textKind, lo: i, hi: to}, true
	}
	if n.form == badForm {
		list, to := slashed(r, i)
		return token{kind: labelKind, lo: i, hi: to, labels: list}, to > i
	}
	if end+1 < len(r) && letter(r[end]) && r[end+1] > 0x80 && n.form == plainForm && !n.scaled {
		_, to := l.unit(end)
		return token{kind: textKind, lo: i, hi: end + 1}, to == end // 5A级
	}
	return token{}, false
}

// outOf reads what a figure with its unit is part of: 7.4 km of 12.5, 5个/6个.
func (l *lexer) outOf(n number, u *unit, i int) (number, int) {
	r := l.f.runes
	k := blank(r, i)
	switch {
	case follows(r, i, "/") && i+1 < len(r) && digit(r[i+1]):
		k = i + 1
	case follows(r, k, "out of "):
		k += len("out of ")
	case follows(r, k, "of ") && letter(u.runes[0]):
		k += len("of ")
	default:
		return n, i
	}
	if k = blank(r, k); k >= len(r) || !digit(r[k]) {
		return n, i
	}
	all, end, ok := arabic(r, k, number{})
	other, to := l.unit(end)
	if !ok || all.form != plainForm || other != nil && other.base != u.base || other == nil && follows(r, i, "/") {
		return n, i
	}
	n.whole, n.form = all.amount, ratioForm
	return n, to
}

// labels reports whether a number before a unit is that of the ask, because the
// unit begins a name of its task: 4 户厕1500, 6 小区完成改造.
func (l *lexer) labels(n number, u *unit, i, to int) bool {
	r := l.f.runes
	if i = blank(r, i); letter(r[i]) || n.form != plainForm || n.han || len(l.asked) < 2 || !l.fresh() {
		return false
	}
	label, ok := small(n.amount)
	owners, end := l.book.names.at(r, i)
	return ok && end >= to && slices.Contains(l.asked, label) && slices.ContainsFunc(owners, func(o owner) bool {
		return l.in.Tasks[o.task].Number == label && ((end > to || o.whole) && l.digitAhead(end) || !l.measuredIn(u, []owner{o}))
	})
}

// digitAhead reports whether a digit stands in the clause from i on.
func (l *lexer) digitAhead(i int) bool {
	for r := l.f.runes; i < len(r) && !strings.ContainsRune(",。;、\n", r[i]); i++ {
		if digit(r[i]) {
			return true
		}
	}
	return false
}

// titleAt reports whether a title or target stands at i and goes on behind to:
// the 街道 of 5 街道养老中心 is no 5街.
func (l *lexer) titleAt(i, to int) bool {
	if owners, end := l.book.names.at(l.f.runes, i); end > to && l.f.runes[i] != '号' {
		return l.grade(i, end, owners) == telling
	}
	return false
}

// inWords reports whether a numeral from i to end is part of a word or name.
func (l *lexer) inWords(i, end int) bool {
	r := l.f.runes
	if k := len(l.toks) - 1; k >= 0 && l.toks[k].hi == i && l.toks[k].kind == textKind {
		return end < i+2 || !clauseEnds(r, end) || !l.short(l.toks[k])
	}
	if end >= len(r) || r[end] < 0x4e00 || r[end] > 0x9fff {
		return false
	}
	_, word := l.lex.at(r, end)
	_, name := l.book.names.at(r, end)
	_, day := l.lex.dates.at(r, end)
	return word == end && name == end && day == end
}

// ended reports whether a known word ends at i, so that a figure may begin
// there: done5.
func (l *lexer) ended(i int) bool {
	k := len(l.toks) - 1
	return k >= 0 && l.toks[k].hi == i && l.toks[k].kind != textKind
}

// unit gives the unit typed at i, of the table or of a task; a longer word that
// merely begins like one (处理, 项目) is none.
func (l *lexer) unit(i int) (*unit, int) {
	r := l.f.runes
	k := blank(r, i)
	if k >= len(r) {
		return nil, i
	}
	u, end := l.lex.units.at(r, k)
	for _, x := range l.extra {
		if to, ok := phraseAt(r, k, x.runes); ok && to > end {
			u, end = x, to
		}
	}
	if end == k {
		return nil, i
	}
	if w, to := l.lex.at(r, k); to > end && w.kind != aboutKind && !(w.kind == textKind && l.wordAt(end) && !follows(r, end, "别")) {
		return nil, i // 处理 and no 处, but 处在建
	}
	if _, to := l.lex.dates.at(r, k); to > end && u.family != timeFamily {
		return nil, i
	}
	if owners, to := l.book.names.at(r, k); to > end && !l.measuredIn(u, owners) && !(r[k] == '元' && k > 0 && hanUnit(r[k-1]) > 1000) {
		return nil, i
	}
	return u, end
}

// phone is the end of a telephone number at i.
func phone(r []rune, i int) int {
	end := digitsEnd(r, i)
	switch n := end - i; {
	case n == 11 && (r[i] == '1' || r[i] == '0'):
		return end
	case (n == 3 || n == 4) && r[i] == '0' && end < len(r) && r[end] == '-' && digitsEnd(r, end+1)-end > 7:
		return digitsEnd(r, end+1)
	}
	return i
}

// bareDate is the end of a date without marks at i: 20251120.
func bareDate(r []rune, i int) int {
	end := digitsEnd(r, i)
	if end-i == 8 && r[i] == '2' && r[i+1] == '0' && (end == len(r) || r[end] > 0x80 && hanUnit(r[end]) == 0 && r[end] != '元' && r[end] != '平') {
		return end
	}
	return i
}

// slashed reads 4/5/6, numbers of the ask and no figure.
func slashed(r []rune, i int) (list []int, end int) {
	for k := i; ; k++ {
		to := digitsEnd(r, k)
		if to == k || to-k > 2 {
			return nil, i
		}
		list = append(list, digits(r[k:to]))
		if k = to; k >= len(r) || r[k] != '/' {
			break
		}
		end = k
	}
	if len(list) < 3 || slices.Contains(list, 0) {
		return nil, i
	}
	for end = i; end < len(r) && (digit(r[end]) || r[end] == '/'); end++ {
	}
	return list, end
}

// measuredTime reads 240天 as a figure where a task counts in days.
func (l *lexer) measuredTime(i int) (token, bool) {
	r := l.f.runes
	if len(l.extra) == 0 || !digit(r[i]) && hanDigit(r[i]) < 0 && r[i] != '十' {
		return token{}, false
	}
	_, end := scanNumber(r, i)
	for _, u := range l.extra {
		if _, ok := phraseAt(r, blank(r, end), u.runes); ok && end > i && u.family == timeFamily && !follows(r, blank(r, end)+len(u.runes), "内", "后", "前") {
			return l.figure(i)
		}
	}
	return token{}, false
}

// nameSuffixes make a figure before them part of a name: 3号楼, 2标段, 5g.
const nameSuffixes = "号楼|号线|号地块|号地|号台|号院|号路|号桥|号门|号|楼|室|标段|标|单元|期|路|中学|小学|中|小|幼|院|街|巷|弄|级|环|版|型|网|年|月|月份|区|地块|岁|周岁|倍|折|g|d|分之|点|维|馆"

// suffix is the end of what makes a figure before i part of a name.
func suffix(r []rune, i int) int {
	if i < len(r) {
		if _, to := words().at(r, i); to > i+1 {
			return i
		}
	}
	_, end := words().suffixes.at(r, i)
	return end
}

// measures collects the units of the tasks that the table lacks.
func (l *lexer) measures() {
	for _, m := range l.book.measures {
		l.measure(m)
	}
	for _, t := range l.in.Tasks {
		for _, x := range t.Targets {
			if x.MeasureEN != "" && x.MeasureEN != x.Measure {
				l.measure(parseMeasure(appendFolded(nil, x.MeasureEN)))
			}
		}
	}
}

func (l *lexer) measure(m measure) {
	if m.family == otherFamily || m.family == timeFamily {
		l.extra = append(l.extra, &unit{m.name, m.base, m.family, m.factor})
	}
}

// measuredIn reports whether one of the owners' tasks is measured in the unit.
func (l *lexer) measuredIn(u *unit, owners []owner) bool {
	if u.any() {
		return true
	}
	return slices.ContainsFunc(owners, func(o owner) bool {
		return l.book.measured(o.task, func(_ int, m measure) bool { return m.family == u.family }) >= 0
	})
}
