package reading

import "strings"

// sender reads the name of the office that a line begins with, as far as a
// colon follows it, or how all stands: 住建局7月情况：, 科技局没有更新.
func (l *lexer) sender(i int) (token, bool) {
	r := l.f.runes
	if !l.begins() || r[i] < 0x4e00 {
		return token{}, false
	}
	for k := i; k < len(r) && k < i+longestSender && r[k] >= 0x4e00 && r[k] <= 0x9fff; k++ {
		all := r[k] == '局' && l.sharedFrom(k+1)
		if k == i || !strings.ContainsRune("局委厅办科", r[k]) || !all && !l.colonFrom(k+1) {
			continue
		}
		if _, end := l.book.names.at(r, k-1); end > k {
			return token{}, false // 一网通办：
		}
		return token{kind: greetKind, lo: i, hi: k + 1}, true
	}
	return token{}, false
}

// longestSender is as long as the name of an office may be, and what stands
// between it and its colon.
const longestSender = 10

// begins reports whether nothing but greetings stands in the line so far.
func (l *lexer) begins() bool {
	for k := len(l.toks) - 1; k >= 0 && l.toks[k].kind != lineKind; k-- {
		if t := l.toks[k]; t.kind != greetKind && t.kind != nodKind && t.kind != commaKind && t.kind != stopKind {
			return false
		}
	}
	return true
}

// colonFrom reports whether a colon follows i behind no more than a day and a
// few words that no task has.
func (l *lexer) colonFrom(i int) bool {
	r := l.f.runes
	for k := i; k < len(r) && k < i+longestSender; k++ {
		switch {
		case r[k] == ':':
			return true
		case r[k] < 0x4e00 && !digit(r[k]):
			return false
		}
		if owners, end := l.book.names.at(r, k); end > k && l.grade(k, end, owners) == telling {
			return false
		}
	}
	return false
}
