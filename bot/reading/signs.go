package reading

import (
	"slices"

	"duban/schedule"
)

// sign reads punctuation and label glyphs.
func (l *lexer) sign(i int) (token, bool) {
	r := l.f.runes
	t := token{lo: i, hi: i + 1}
	switch c := r[i]; {
	case c == '\n':
		t.kind = lineKind
	case c == '。' || c == ';' || c == '!':
		t.kind = stopKind
	case c == '(' || c == '[' || c == '〔':
		return l.bracket(i)
	case (c == ')' || c == ']') && i+1 < len(r) && r[i+1] == ':' && len(l.toks) > 0 && l.toks[len(l.toks)-1].kind == nameKind:
		t.kind, t.hi = commaKind, i+2 // 【公园】：5
	case c == ',' || c == '、' || c == '/' || c == ')' || c == ']' || c == '〕':
		t.kind = commaKind
	case c >= one && c < one+20:
		t.kind, t.labels = labelKind, []int{int(c-one) + 1}
	case c == '@':
		t.kind, t.hi = greetKind, l.mention(t.hi)
	case c == '#' && i+1 < len(r) && digit(r[i+1]):
		return l.label(i, i+1)
	case c == '-' && i > 0 && r[i-1] == '-':
		t.kind = markKind
	case c == '.' && l.fullStop(i):
		t.kind = stopKind
	case c == '-' && (l.awaits() && follows(r, i+1, " ") || l.introduced(i)):
		t.kind = markKind // task 3 - 1240, lamps - 1240, 电梯-110
	case (c == '-' || c == '+') && i+1 < len(r) && digit(r[blank(r, i+1)%len(r)]):
		return token{}, false
	case c == ':' || c == '.' || c == '-' || c == '=' || c == '~' || c == '\'' || c == '"' || c == '#' || c == '>' || c == '<' || c == '+' || c == '@' || c == '^':
		t.kind = markKind
	default:
		return t, false
	}
	return t, true
}

// aims reports whether a number in brackets stands behind a figure and is a
// target of the task named before it, with no such number in the ask: 电梯29(45).
func (l *lexer) aims(n int) bool {
	k := len(l.toks) - 1
	if k < 1 || l.toks[k].kind != numberKind || slices.Contains(l.asked, n) {
		return false
	}
	for k--; k >= 0 && !l.toks[k].pause(); k-- {
		if slices.ContainsFunc(l.toks[k].owners, func(o owner) bool {
			return slices.ContainsFunc(l.in.Tasks[o.task].Targets, func(x Target) bool { return x.Low.Equal(whole(int64(n))) })
		}) {
			return true
		}
	}
	return false
}

// mention is the end of the name that begins at i, behind @. The blank behind
// one in characters is folded away, so it ends with the first title of office.
func (l *lexer) mention(i int) int {
	r := l.f.runes
	han := i < len(r) && r[i] > 0x80
	for k := i; ; k++ {
		if w, end := l.lex.at(r, k); end > k && han && w.kind == greetKind {
			return end
		}
		switch {
		case k >= len(r), han && r[k] < 0x4e00, !han && !letter(r[k]) && !digit(r[k]) && r[k] != '_':
			return k
		}
	}
}

// awaits reports whether the last token is an unmistakable number of the ask.
func (l *lexer) awaits() bool {
	k := len(l.toks) - 1
	return k >= 0 && l.toks[k].kind == labelKind
}

// introduced reports whether a dash, in English between blanks, stands behind the
// title of tasks that nobody gives a negative figure for.
func (l *lexer) introduced(i int) bool {
	k, r := len(l.toks)-1, l.f.runes
	if k < 0 || l.toks[k].kind != nameKind || r[i-1] < 0x80 && (r[i-1] != ' ' || !follows(r, i+1, " ")) {
		return false
	}
	return !slices.ContainsFunc(l.toks[k].owners, func(o owner) bool {
		return slices.ContainsFunc(l.in.Tasks[o.task].Targets, func(x Target) bool { return x.Kind == schedule.Change })
	})
}

// fullStop reports whether the point at i ends a sentence: it stands behind
// more than a number that begins what is said of a task, and not within a word.
func (l *lexer) fullStop(i int) bool {
	r := l.f.runes
	k := len(l.toks) - 1
	if k < 0 || l.fresh() || i+1 < len(r) && (letter(r[i+1]) || digit(r[i+1])) {
		return false
	}
	if t := l.toks[k]; t.kind != labelKind && (t.kind != numberKind || t.unit != nil || t.num.form != plainForm) {
		return true
	}
	if l.counting(l.toks[k]) {
		return false
	}
	for k--; k >= 0 && (l.toks[k].kind == greetKind || l.toks[k].kind == leadKind); k-- {
	}
	switch {
	case k < 0 || l.toks[k].pause() || l.toks[k].says() || l.toks[k].kind == markKind:
		return false
	case i+1 < len(r) && r[i+1] > 0x80: // 因为材料没到6.停车办法
		return l.toks[k].kind != textKind && l.toks[k].kind != missingKind && l.toks[k].kind != denyKind && l.toks[k].kind != vagueKind && l.toks[k].kind != stageKind
	}
	return true
}

// counting reports whether the number goes on with a list whose last number has
// a point behind it too: 1.催款 2.催货.
func (l *lexer) counting(t token) bool {
	n, ok := small(t.num.amount)
	return ok && n > 1 && slices.ContainsFunc(l.toks, func(x token) bool {
		last, fine := small(x.num.amount)
		return fine && last == n-1 && x.kind == numberKind && x.unit == nil && follows(l.f.runes, x.hi, ".")
	})
}

// bracketedName reads part of a title in brackets behind another part: 食堂（新建）.
func (l *lexer) bracketedName(i int) (token, bool) {
	k := len(l.toks) - 1
	if k < 0 || l.toks[k].kind != nameKind || l.toks[k].hi != i {
		return token{}, false
	}
	owners, end := l.book.names.at(l.f.runes, i+1)
	if end == i+1 || !follows(l.f.runes, end, ")") || !slices.ContainsFunc(owners, func(o owner) bool { return l.toks[k].of(o.task) }) {
		return token{}, false
	}
	return token{kind: nameKind, lo: i, hi: end + 1, owners: owners, grade: l.grade(i+1, end, owners)}, true
}

// bracket reads (1) as a label, (2025)12号 as a number of a document, and any
// other bracket as a pause.
func (l *lexer) bracket(i int) (token, bool) {
	r := l.f.runes
	if t, ok := l.bracketedName(i); ok {
		return t, true
	}
	n, end := calendarNumber(r, i+1)
	closed := end > i+1 && end < len(r) && (r[end] == ')' || r[end] == '〕' || r[end] == ']')
	if closed && n >= 1900 && n <= 2100 {
		end++
		if to := digitsEnd(r, end); to > end && follows(r, to, "号") {
			end = to + 1
		}
		return token{kind: textKind, lo: i, hi: end}, true
	}
	if closed && n > 0 && n < 100 && !l.aims(n) {
		return token{kind: labelKind, lo: i, hi: end + 1, labels: []int{n}}, true
	}
	if k := len(l.toks) - 1; k >= 0 && l.toks[k].kind == numberKind && l.toks[k].unit != nil {
		if u, to := l.unit(i + 1); u != nil && to < len(r) && r[to] == ')' {
			return token{kind: fillKind, note: trails, lo: i, hi: to + 1}, true // 950套(间)
		}
	}
	return token{kind: commaKind, lo: i, hi: i + 1}, true
}
