package reading

import (
	"slices"
	"strings"
)

// listStyle says whether 1.5个 is the figure 5 under the number 1.
type listStyle uint8

// dotted reads the number of the ask in 2.30台, where a point stands behind
// it as it does behind others of the reply, or where no decimal can be meant.
func (l *lexer) dotted(i int) (token, bool) {
	r := l.f.runes
	end := digitsEnd(r, i)
	if len(l.asked) < 2 || end == i || end-i > 2 || end+1 >= len(r) || r[end] != '.' || !digit(r[end+1]) || i > 0 && (digit(r[i-1]) || r[i-1] == '.') {
		return token{}, false
	}
	n, rest := digits(r[i:end]), digitsEnd(r, end+1)
	if !slices.Contains(l.asked, n) || l.awaited() || !l.fresh() && !l.listed() {
		return token{}, false
	}
	two := rest < len(r) && r[rest] == '.' && digitsEnd(r, rest+1) > rest+1 // 3.9.1
	if two || l.titled(n, end+1, rest) || follows(r, rest, "/") && l.goal(n, rest+1) || l.whole(n, rest) || l.dots() {
		return token{kind: labelKind, lo: i, hi: end + 1, labels: []int{n}}, true
	}
	return token{}, false
}

// dashed reads the number of the ask in 2 - 460.
func (l *lexer) dashed(i int) (token, bool) {
	r := l.f.runes
	end := digitsEnd(r, i)
	if len(l.asked) < 2 || end == i || end-i > 2 || !l.fresh() || !follows(r, end, " - ") {
		return token{}, false
	}
	n := digits(r[i:end])
	figure := end + len(" - ")
	to := digitsEnd(r, figure)
	if to == figure || !slices.Contains(l.asked, n) || l.sharedFrom(to) {
		return token{}, false
	}
	return token{kind: labelKind, lo: i, hi: figure - 1, labels: []int{n}}, true
}

// titled reports whether the title of the task with the number begins at i and
// goes on behind its digits: 6.2号数据中心.
func (l *lexer) titled(n, i, rest int) bool {
	owners, end := l.book.names.at(l.f.runes, i)
	return end > rest+1 && slices.ContainsFunc(owners, func(o owner) bool { return l.in.Tasks[o.task].Number == n })
}

// whole reports whether the task counts in the unit at i, so that no fraction
// of it can be meant.
func (l *lexer) whole(n, i int) bool {
	u, end := l.unit(i)
	if end == i {
		return false
	}
	task := slices.IndexFunc(l.in.Tasks, func(t Task) bool { return t.Number == n })
	return l.book.measured(task, func(_ int, m measure) bool {
		_, ok := m.fit(u)
		return ok && m.counted() && m.power == 0
	}) >= 0
}

// listed reports whether points stand behind numbers of the ask and what was
// said of the last of them is complete.
func (l *lexer) listed() bool {
	k := len(l.toks) - 1
	if k < 1 || !l.toks[k].concludes() {
		return false
	}
	return slices.ContainsFunc(l.toks[:k], func(t token) bool {
		return t.kind == markKind && l.f.runes[t.lo] == '.' || t.kind == labelKind && l.f.runes[t.hi-1] == '.'
	})
}

// concludes reports whether something new may begin behind the token.
func (t token) concludes() bool {
	switch t.kind {
	case numberKind, claimKind, sameKind, ditto, vagueKind, aboutKind, greetKind, tickKind, nodKind:
		return true
	case fillKind:
		return t.note&trails != 0
	}
	return false
}

// awaited reports whether a number of the ask was just read, so that a figure
// follows: 5、5.2公里.
func (l *lexer) awaited() bool {
	k := len(l.toks) - 1
	if k < 1 || l.toks[k].kind != commaKind && l.toks[k].kind != markKind {
		return false
	}
	t := l.toks[k-1]
	return t.kind == labelKind || t.kind == numberKind && t.unit == nil && (k == 1 || l.toks[k-2].pause() || l.toks[k-2].says())
}

// goal reports whether the figure at i is the target of the task with the number.
func (l *lexer) goal(n, i int) bool {
	f, end := scanNumber(l.f.runes, i)
	task := slices.IndexFunc(l.in.Tasks, func(t Task) bool { return t.Number == n })
	return end > i && slices.ContainsFunc(l.in.Tasks[task].Targets, func(t Target) bool { return t.Low.Equal(f.amount) })
}

// dots reports whether points stand behind rising numbers of the ask at the
// beginnings of two clauses.
func (l *lexer) dots() bool {
	if l.style != unseen {
		return l.style == dots
	}
	l.style = decimals
	r, last := l.f.runes, 0
	for k := 0; k < len(r); k++ {
		if k > 0 && !strings.ContainsRune("\n。;,!:", r[k-1]) {
			continue
		}
		end := digitsEnd(r, k)
		n := digits(r[k:min(end, k+2)])
		if end == k || end-k > 2 || !follows(r, end, ".") || n <= last || !slices.Contains(l.asked, n) {
			continue
		}
		if last > 0 {
			l.style = dots
		}
		last = n
	}
	return l.style == dots
}
