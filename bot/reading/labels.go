package reading

import (
	"slices"
	"strings"
)

// ordinal reads numbers of the ask in words: 第1项, 第4至6项, 前三项, 任务3,
// task 2, no. 4. Any other 第 makes the figure behind it part of a name.
func (l *lexer) ordinal(i int) (token, bool) {
	r := l.f.runes
	switch r[i] {
	case '第':
		return l.numbered(i)
	case '前', '后', '头', '首', '末', '最', 'f', 'l':
		return l.firstOrLast(i)
	}
	if list, end := l.lots(i); end > i {
		return token{kind: labelKind, lo: i, hi: end, labels: list}, true
	}
	if !strings.ContainsRune("任事项序指tin", r[i]) {
		return token{}, false
	}
	for _, w := range []string{"任务", "事项", "项目", "序号", "指标", "task nos.", "tasks", "task no.", "task", "items", "item", "number", "nos.", "no.", "no"} {
		if !hasAt(r, i, w) || letter(r[i]) && i > 0 && letter(r[i-1]) {
			continue
		}
		if _, end := l.book.names.wordAt(r, i); letter(r[i]) && end > i+len(w) {
			return token{}, false // NO2 in a title
		}
		k := blank(r, i+len([]rune(w)))
		if follows(r, k, "#") {
			k++
		}
		if k < len(r) && (digit(r[k]) || letter(r[k]) && k > i+len(w) || hanDigit(r[k]) > 0 || r[k] == '十') && !follows(r, k, "一般", "一直", "一切", "一期", "二期", "三期", "两") {
			return l.label(i, k)
		}
	}
	return token{}, false
}

// label makes the bare number at k, or the span of them, a label that begins at i.
func (l *lexer) label(i, k int) (token, bool) {
	n, end := calendarNumber(l.f.runes, k)
	if word, to, ok := englishNumber(l.f.runes, k); ok && letter(l.f.runes[k]) {
		n, end = int(word.amount.IntPart()), to
	}
	if end == k || n < 1 || n > 99 {
		return token{}, false
	}
	full, to := scanNumber(l.f.runes, k)
	high, ok := small(full.whole)
	switch {
	case full.form == spanForm && follows(l.f.runes, end, " - ") && !(ok && l.spans(high, to)):
		high = n // task 3 - 28 units
	case full.form == spanForm && ok && high > n:
		end = to
	case to != end || full.form != plainForm:
		return token{}, false
	default:
		high = n
	}
	if _, to := l.unit(end); to > end {
		return token{}, false
	}
	return token{kind: labelKind, lo: i, hi: end, labels: span(nil, n, high)}, true
}

// spans reports whether a number that ends at i is the last of a span of the
// ask's, and no figure.
func (l *lexer) spans(high, i int) bool {
	_, to := l.unit(i)
	return to == i && slices.Contains(l.asked, high)
}

// span appends the numbers from low to high.
func span(list []int, low, high int) []int {
	for n := low; n <= high; n++ {
		list = append(list, n)
	}
	return list
}

// numbered reads 第1项, 第1、2项 and 第4至6项.
func (l *lexer) numbered(i int) (token, bool) {
	r := l.f.runes
	if _, end := l.book.names.at(r, i+1); i+1 < len(r) && end > i+3 {
		return token{kind: fillKind, lo: i, hi: i + 1}, true
	}
	n, first := calendarNumber(r, i+1)
	if first == i+1 {
		return token{}, false
	}
	if follows(r, first, "季度") {
		return token{kind: dateKind, lo: i, hi: first + 2, date: &date{}}, true
	}
	if u, end := l.unit(first); u != nil && l.behindName(i) && l.beyond(n, u) && l.reachedFrom(end) {
		return token{kind: numberKind, lo: i, hi: end, num: number{amount: whole(int64(n))}, unit: u, odd: true}, true
	}
	list, end := l.joined([]int{n}, first)
	if to, loose := counter(r, end); to > end && inAsk(list) {
		return token{kind: labelKind, lo: i, hi: to, labels: list, loose: loose}, true
	}
	if to, loose := counter(r, first); to > first && inAsk(list[:1]) {
		return token{kind: labelKind, lo: i, hi: to, labels: list[:1], loose: loose}, true
	}
	if u, end := l.unit(first); u != nil && l.beyond(n, u) && (l.reachedFrom(end) || l.just(madeKind)) {
		return token{kind: numberKind, lo: i, hi: end, num: number{amount: whole(int64(n))}, unit: u, odd: true}, true
	}
	return token{kind: textKind, lo: i, hi: first}, true
}

// just reports whether the last token is of a kind.
func (l *lexer) just(k kind) bool { return len(l.toks) > 0 && l.toks[len(l.toks)-1].kind == k }

// behindName reports whether the last token is a name that ends at i.
func (l *lexer) behindName(i int) bool {
	k := len(l.toks) - 1
	return k >= 0 && l.toks[k].kind == nameKind && l.toks[k].hi == i
}

// beyond reports whether the n-th of what is counted would be more than any task
// has reported: 第6家开业 may mean that there are six.
func (l *lexer) beyond(n int, u *unit) bool {
	for t, task := range l.in.Tasks {
		k := l.book.measured(t, func(_ int, m measure) bool { return m.counted() && m.power == 0 && m.exact(u) })
		if k >= 0 && task.Targets[k].Last != nil && task.Targets[k].Last.LessThan(whole(int64(n))) && !task.Targets[k].Low.LessThan(whole(int64(n))) {
			return true
		}
	}
	return false
}

// reachedFrom reports whether the clause from i on says that something is done,
// and of no stage before that.
func (l *lexer) reachedFrom(i int) bool {
	made := false
	for r := l.f.runes; i < len(r) && !strings.ContainsRune(",。;、\n", r[i]); {
		w, end := l.lex.at(r, i)
		switch w.kind {
		case stageKind, missingKind, denyKind, planKind, partlyKind, claimKind:
			return false
		case madeKind, doneKind:
			made = true
		}
		i = max(end, i+1)
	}
	return made
}

// joined reads the numbers that are joined to those of the list, which ends at end.
func (l *lexer) joined(list []int, end int) ([]int, int) {
	r := l.f.runes
	for end < len(r) && len(list) < 99 {
		at := end + 1
		if follows(r, at, "第") {
			at++
		}
		m, to := calendarNumber(r, at)
		if to == at {
			break
		}
		switch r[end] {
		case '第', '、', ',', '/', '和', '与', '及': // 第一第二项
			list = append(list, m)
		case '至', '到', '-', '~':
			list = span(list, list[len(list)-1]+1, min(m, 99))
		default:
			return list, end
		}
		end = to
	}
	return list, end
}

func inAsk(list []int) bool {
	return !slices.ContainsFunc(list, func(n int) bool { return n < 1 || n > 99 })
}

// counter is the end of the word that makes an ordinal one of tasks; loose
// where it may count things of a task as well.
func counter(r []rune, k int) (end int, loose bool) {
	for _, w := range []string{"项任务", "个任务", "条任务", "件任务", "个项目", "项工作", "个事项", "号任务", "件事"} {
		if hasAt(r, k, w) {
			return k + len([]rune(w)), false
		}
	}
	for _, w := range []string{"项", "个", "条", "件"} {
		if hasAt(r, k, w) && (!follows(r, k, "项目") || follows(r, k, "项目前")) {
			return k + 1, w != "项"
		}
	}
	return k, false
}

// firstOrLast reads 前三项, 后两项, 最后一项, the first three tasks.
func (l *lexer) firstOrLast(i int) (token, bool) {
	r := l.f.runes
	k, last := i, false
	switch {
	case follows(r, i, "最后"):
		k, last = i+2, true
	case follows(r, i, "后面", "后边", "后头"):
		k, last = i+2, true
	case follows(r, i, "前面", "前边", "前头"):
		k = i + 2
	case follows(r, i, "前", "头", "首"):
		k = i + 1
	case follows(r, i, "后", "末"):
		k, last = i+1, true
	case follows(r, i, "first "):
		k = i + len("first ")
	case follows(r, i, "last "):
		k, last = i+len("last "), true
	default:
		return token{}, false
	}
	count, end := scanNumber(r, k)
	n, ok := small(count.amount)
	if end == k {
		n, ok, end = 1, true, k // 首项, the last one
	}
	to, loose := counter(r, blank(r, end))
	if letter(r[i]) {
		to = l.oneOf(end)
		if to == blank(r, end) && l.sharedFrom(to) {
			loose, to = true, end
		}
	}
	if !ok || count.form != plainForm || !loose && to == blank(r, end) || n > len(l.asked) || loose && !l.sharedFrom(to) {
		return token{}, false
	}
	list := l.asked[:n]
	if last {
		list = l.asked[len(l.asked)-n:]
	}
	return token{kind: labelKind, lo: i, hi: to, labels: list}, true
}

// oneOf is the end of "tasks" or "ones" at i.
func (l *lexer) oneOf(i int) int {
	k := blank(l.f.runes, i)
	for _, w := range []string{"tasks", "task", "items", "item", "ones", "one"} {
		if hasAt(l.f.runes, k, w) && wordEnd(l.f.runes, k+len(w)) {
			return k + len(w)
		}
	}
	return k
}

// sharedFrom reports whether a standing that several tasks may share begins at i.
func (l *lexer) sharedFrom(i int) bool {
	for i < len(l.f.runes) {
		i = blank(l.f.runes, i)
		w, end := l.lex.at(l.f.runes, i)
		switch w.kind {
		case allKind, fillKind:
			if end == i {
				return false
			}
			i = end
		case sameKind, claimKind, doneKind, vagueKind:
			return true
		default:
			return false
		}
	}
	return false
}

const (
	unseen listStyle = iota
	decimals
	dots
)
