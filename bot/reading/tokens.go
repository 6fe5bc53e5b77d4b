package reading

import "slices"

// token is one stretch of the folded reply and what it does.
type token struct {
	kind   kind
	claim  Claim
	lo, hi int // runes
	num    number
	unit   unit // of a number; zero where none was typed
	date   date
	owners []owner // of words that are part of a name, also where kind says something else
	strong bool    // the owners' words are more than 改造 or 新建
}

// lexer cuts the folded reply into tokens.
type lexer struct {
	f     *folded
	in    *Input
	names *names
	extra []unit // measures of the tasks that the table lacks
	lex   *lexicon
	toks  []token
}

// tokenize cuts the whole reply. Blanks part words and are no tokens.
func (l *lexer) tokenize() []token {
	r := l.f.runes
	l.toks = make([]token, 0, len(r)/2+8)
	for i := 0; i < len(r); {
		if r[i] == ' ' {
			i++
			continue
		}
		t := l.token(i)
		if k := len(l.toks) - 1; t.kind == textKind && k >= 0 && l.toks[k].kind == textKind && l.toks[k].hi == i {
			l.toks[k].hi = t.hi
		} else {
			l.toks = append(l.toks, t)
		}
		i = t.hi
	}
	return l.toks
}

// fresh reports whether the next token begins a clause.
func (l *lexer) fresh() bool {
	k := len(l.toks) - 1
	return k < 0 || l.toks[k].kind == lineKind || l.toks[k].kind == stopKind || l.toks[k].kind == commaKind
}

func (l *lexer) token(i int) token {
	r := l.f.runes
	if t, ok := l.sign(i); ok {
		return t
	}
	if t, ok := l.ordinal(i); ok {
		return t
	}
	named := l.name(i)
	w, end := l.lex.at(r, i)
	clock := l.fresh() && digit(r[i]) && follows(r, digitsEnd(r, i), ":")
	if !clock {
		if d, to := scanDate(r, i, l.in.Now); to > max(i, named.hi, end) {
			return token{kind: dateKind, lo: i, hi: to, date: d}
		}
	}
	if t, ok := l.figure(i); ok && t.hi > named.hi && (t.hi > end || t.num.form == badForm || digit(r[i])) {
		return t
	}
	switch {
	case named.hi > max(end, i), end > i && w.kind == textKind && named.hi == end:
		return named
	case end > i && w.kind == hedgeKind && l.fresh() && hasAt(r, i, "还是"):
		return token{kind: fillKind, lo: i, hi: end}
	case end > i:
		return token{kind: w.kind, claim: w.claim, lo: i, hi: end, owners: ownersOf(named, end), strong: false}
	}
	return token{kind: textKind, lo: i, hi: l.unknown(i)}
}

// ownersOf keeps the owners of a word that a title has too: 签约 in 签约项目.
func ownersOf(named token, end int) []owner {
	if named.hi >= end {
		return named.owners
	}
	return nil
}

// unknown is the end of the unknown word at i: one character, or one Latin
// word with the digits that belong to it.
func (l *lexer) unknown(i int) int {
	r := l.f.runes
	if !letter(r[i]) && r[i] < 0x80 || r[i] >= 0x80 {
		return i + 1
	}
	k := i
	for k < len(r) && (letter(r[k]) || digit(r[k]) || k+1 < len(r) && (r[k] == '.' || r[k] == '-' || r[k] == '+' || r[k] == '/') && digit(r[k+1])) {
		k++
	}
	return k
}

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
	case c == ',' || c == '、' || c == '|' || c == '/' || c == ')' || c == ']' || c == '〕':
		t.kind = commaKind
	case c >= one && c < one+20:
		t.kind, t.num = labelKind, number{amount: whole(int64(c-one) + 1)}
	case c == '@':
		for t.kind = greetKind; t.hi < len(r) && (letter(r[t.hi]) || digit(r[t.hi]) || r[t.hi] == '_'); {
			t.hi++
		}
	case c == '#' && i+1 < len(r) && digit(r[i+1]):
		return l.label(i, i+1)
	case c == '-' && i > 0 && r[i-1] == '-':
		t.kind = markKind
	case (c == '-' || c == '+') && i+1 < len(r) && digit(r[blank(r, i+1)%len(r)]):
		return token{}, false
	case c == ':' || c == '.' || c == '-' || c == '=' || c == '~' || c == '\'' || c == '"' || c == '#' || c == '>' || c == '<' || c == '+' || c == '@' || c == '^':
		t.kind = markKind
	default:
		return t, false
	}
	return t, true
}

// bracket reads (1) as a label, (2025)12号 as a number of a document, and any
// other bracket as a pause.
func (l *lexer) bracket(i int) (token, bool) {
	r := l.f.runes
	n, end := calendarNumber(r, i+1)
	closed := end > i+1 && end < len(r) && (r[end] == ')' || r[end] == '〕' || r[end] == ']')
	if closed && n >= 1900 && n <= 2100 {
		end++
		if to := digitsEnd(r, end); to > end && follows(r, to, "号") {
			end = to + 1
		}
		return token{kind: textKind, lo: i, hi: end}, true
	}
	if closed && n > 0 && n < 100 {
		return token{kind: labelKind, lo: i, hi: end + 1, num: number{amount: whole(int64(n))}}, true
	}
	return token{kind: commaKind, lo: i, hi: i + 1}, true
}

// ordinal reads labels in words: 第1项, 任务3, task 2, no. 4. Any other 第 makes
// the figure behind it part of a name.
func (l *lexer) ordinal(i int) (token, bool) {
	r := l.f.runes
	if r[i] == '第' {
		return l.numbered(i)
	}
	if n, end := calendarNumber(r, i); end > i && n > 0 && n < 100 && follows(r, end, "号任务", "号项目", "号事项") {
		return token{kind: labelKind, lo: i, hi: end + 3, num: number{amount: whole(int64(n))}}, true
	}
	for _, w := range []string{"任务", "事项", "项目", "序号", "task no.", "task", "item", "number", "no.", "no"} {
		if !hasAt(r, i, w) || letter(r[i]) && i > 0 && letter(r[i-1]) {
			continue
		}
		k := blank(r, i+len([]rune(w)))
		if follows(r, k, "#") {
			k++
		}
		if k < len(r) && (digit(r[k]) || hanDigit(r[k]) > 0 || r[k] == '十') && !follows(r, k, "一般", "一直", "一切", "一期", "二期", "三期", "两") {
			return l.label(i, k)
		}
	}
	return token{}, false
}

// label makes the bare number at k a label that begins at i.
func (l *lexer) label(i, k int) (token, bool) {
	n, end := calendarNumber(l.f.runes, k)
	if end == k || n < 1 || n > 99 {
		return token{}, false
	}
	if full, to := scanNumber(l.f.runes, k); to != end || full.form != plainForm {
		return token{}, false
	}
	if _, to := l.unit(end); to > end {
		return token{}, false
	}
	return token{kind: labelKind, lo: i, hi: end, num: number{amount: whole(int64(n))}}, true
}

func (l *lexer) numbered(i int) (token, bool) {
	r := l.f.runes
	if _, end := l.names.at(r, i+1); i+1 < len(r) && end > i+3 {
		return token{kind: fillKind, lo: i, hi: i + 1}, true
	}
	n, end := calendarNumber(r, i+1)
	if end == i+1 {
		return token{}, false
	}
	if follows(r, end, "季度") {
		return token{kind: dateKind, lo: i, hi: end + 2}, true
	}
	for _, w := range []string{"项任务", "个任务", "条任务", "件任务", "个项目", "项工作", "个事项", "项", "个", "条", "件", "号任务"} {
		if hasAt(r, end, w) && n > 0 && n < 100 && !follows(r, end, "项目") {
			return token{kind: labelKind, lo: i, hi: end + len([]rune(w)), num: number{amount: whole(int64(n))}}, true
		}
	}
	return token{kind: textKind, lo: i, hi: end}, true
}

// name reads the longest part of a title, target name or code at i. A part
// that holds the title's own number stops before it, unless it is the whole.
func (l *lexer) name(i int) token {
	r := l.f.runes
	owners, end := l.names.at(r, i)
	if end == i {
		return token{hi: i}
	}
	for k := end - 1; k > i+1; k-- {
		if w, to := l.lex.at(r, k); to > end && w.kind != textKind {
			end = k // a part of the title ends where another word begins
			break
		}
	}
	partial := !slices.ContainsFunc(owners, func(o owner) bool { return o.whole })
	if partial {
		if digit(r[i]) {
			return token{hi: i}
		}
		for k := i; k < end && !letter(r[i]); k++ {
			if digit(r[k]) {
				end = k
			}
		}
		if end < i+2 {
			return token{hi: i}
		}
	}
	return token{kind: nameKind, lo: i, hi: end, owners: owners, strong: l.weight(i, end) >= 2}
}

// weight counts the runes of a name that are more than the words every title has.
func (l *lexer) weight(i, end int) int {
	r, n := l.f.runes, 0
	for k := i; k < end; {
		w, to := l.lex.at(r[:end], k)
		if to > k && (w.kind != textKind || follows(r, k, "加快", "加强", "全区", "全市", "全年", "全面")) {
			k = to
			continue
		}
		if follows(r, k, "提升", "推进", "开展", "实施", "行动", "专项", "管理", "工程", "新型", "体系", "机制", "重点", "继续", "优化", "完善", "加快", "加强", "培育") {
			k += 2
			continue
		}
		k++
		n++
	}
	return n
}
