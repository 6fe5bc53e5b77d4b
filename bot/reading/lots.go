package reading

import (
	"slices"
	"strings"
)

// lots reads numbers of the ask with 号 behind them.
func (l *lexer) lots(i int) (list []int, end int) {
	_, to := calendarNumber(l.f.runes, i)
	if to == i || to >= len(l.f.runes) || l.f.runes[to] != '号' {
		return nil, i
	}
	if list, end = lotTasks(l.f.runes, i); end > i {
		return list, end
	}
	return l.lot(i)
}

// lotTasks reads 3号任务, and 2号、3号任务.
func lotTasks(r []rune, i int) (list []int, end int) {
	for k := i; ; {
		n, to := calendarNumber(r, k)
		if to == k || n < 1 || n > 99 || !follows(r, to, "号") || len(list) == 99 {
			return nil, i
		}
		list = append(list, n)
		if follows(r, to, "号任务", "号项目", "号事项") {
			return list, to + 3
		}
		if k = to + 1; follows(r, k, "、", ",", "和") {
			k++
		}
	}
}

// lot reads 3号 at the beginning of a clause as a number of the ask where another
// clause begins so too and both are told at once: 3号正常，4号滞后. Alone it is a day.
func (l *lexer) lot(i int) (list []int, end int) {
	n, end := l.toldLot(i)
	if end == i || !l.fresh() {
		return nil, i
	}
	for k := range l.f.runes {
		if k > 0 && !strings.ContainsRune(",。;、\n", l.f.runes[k-1]) {
			continue
		}
		if m, to := l.toldLot(k); to > k && m != n {
			return []int{n}, end
		}
	}
	return nil, i
}

// toldLot reads 3号 at i with a figure or a standing right behind it.
func (l *lexer) toldLot(i int) (n, end int) {
	r := l.f.runes
	n, to := calendarNumber(r, i)
	if to == i || !follows(r, to, "号") || !slices.Contains(l.asked, n) {
		return 0, i
	}
	end = to + 1
	at := end
	if follows(r, at, ":") {
		at++
	}
	if _, after := scanNumber(r, at); after > at || l.sharedFrom(at) {
		return n, end
	}
	return 0, i
}
