package reading

import (
	"slices"

	"duban/schedule"
)

// hanNumber reads a figure written in characters at i. Everyday forms are
// 十二, 两, 三万二, 一百五, 廿三, 三点五万, 一半; the banker's 壹佰贰拾叁 too.
func hanNumber(r []rune, i int) (number, int, bool) {
	n := number{han: true}
	switch r[i] {
	case '百', '一', '半':
		if follows(r, i, "百分之") {
			return number{amount: whole(100)}, i + 1, true
		}
		if follows(r, i, "一半", "半数") {
			return number{amount: whole(50), form: shareForm}, i + 2, true
		}
	case '若', '几', '数', '好':
		n.form = badForm
		if follows(r, i, "若干") {
			return n, i + 2, true
		}
		if follows(r, i, "几", "数", "好几") && fewOf(r, i) {
			return n, fewEnd(r, i), true
		}
		return number{}, i, false
	}
	end := hanRun(r, i)
	if end == i {
		return n, i, false
	}
	run := make([]rune, 0, 16)
	for _, c := range r[i:end] {
		switch c {
		case '廿':
			run = append(run, '二', '十')
		case '卅':
			run = append(run, '三', '十')
		default:
			run = append(run, everyday(c))
		}
	}
	if end == i+longestNumeral || slices.Contains([]rune("百千万亿点"), run[0]) {
		return n, i, false
	}
	return evaluated(run, n), end, true
}

// fewOf reports whether 几 or 数 at i counts: 几个, 几十, 数百.
func fewOf(r []rune, i int) bool {
	k := i + 1
	if r[i] == '好' {
		k++
	}
	if k >= len(r) || k-i > 3 {
		return false
	}
	if r[i] == '数' {
		return slices.Contains([]rune("十百千万亿"), r[k])
	}
	return slices.Contains([]rune("十百千万亿个处座所家户条台套项人次"), r[k])
}

func fewEnd(r []rune, i int) int {
	k := i + 1
	for k < len(r) && slices.Contains([]rune("几十百千万亿"), r[k]) {
		k++
	}
	return k
}

// longestNumeral is as long as any figure in characters may be.
const longestNumeral = 25

// hanRun is the end of the run of numerals at i; 点 counts between two of them.
func hanRun(r []rune, i int) int {
	k := i
	for k < len(r) && k < i+longestNumeral {
		point := r[k] == '点' && k > i && k+1 < len(r) && hanDigit(r[k+1]) >= 0
		if hanDigit(r[k]) < 0 && hanUnit(r[k]) == 0 && !point {
			break
		}
		if r[k] == '千' && k > i && follows(r, k, "千米", "千克", "千瓦") {
			break
		}
		k++
	}
	return k
}

// evaluated gives the run its value; a run that has none is bad.
func evaluated(run []rune, n number) number {
	n.scaled = slices.ContainsFunc(run, func(c rune) bool { return c == '万' || c == '亿' || c == '千' })
	at, pairs := -1, 0
	for k := 1; k < len(run); k++ {
		if hanDigit(run[k-1]) > 0 && hanDigit(run[k]) > 0 {
			at, pairs = k, pairs+1
		}
	}
	if slices.Contains(run, '点') || pairs == 0 {
		return single(run, n)
	}
	low, high := hanDigit(run[at-1]), hanDigit(run[at])
	if pairs > 1 || high != low+1 && (low != 3 || high != 5) {
		return digitString(run, n)
	}
	lo, ok1 := hanValue(slices.Delete(slices.Clone(run), at, at+1))
	hi, ok2 := hanValue(slices.Delete(slices.Clone(run), at-1, at))
	if !ok1 || !ok2 {
		return digitString(run, n)
	}
	n.amount, n.whole, n.form = lo, hi, spanForm
	return n
}

func single(run []rune, n number) number {
	v, ok := hanValue(run)
	if !ok {
		return digitString(run, n)
	}
	n.amount = v
	return n
}

// digitString reads 二〇二五; any other row of digits is no figure.
func digitString(run []rune, n number) number {
	n.form = badForm
	if !slices.Contains(run, '零') || len(run) < 3 {
		return n
	}
	v := int64(0)
	for _, c := range run {
		d := hanDigit(c)
		if d < 0 || v > 1e12 {
			return n
		}
		v = v*10 + int64(d)
	}
	n.amount, n.form = whole(v), plainForm
	return n
}

// hanValue evaluates a run; ok is false where it is not well formed.
func hanValue(run []rune) (schedule.Decimal, bool) {
	for _, big := range []struct {
		unit  rune
		shift int32
	}{{'亿', 8}, {'万', 4}} {
		at := lastIndex(run, big.unit)
		if at < 0 {
			continue
		}
		left, ok := hanValue(run[:at])
		if !ok || left.IsZero() {
			return left, false
		}
		tail, ok := hanTail(run[at+1:], big.shift)
		return left.Shift(big.shift).Add(tail), ok
	}
	if at := slices.Index(run, '点'); at >= 0 {
		return pointed(run, at)
	}
	return below(run)
}

func lastIndex(run []rune, c rune) int {
	for k := len(run) - 1; k >= 0; k-- {
		if run[k] == c {
			return k
		}
	}
	return -1
}

// hanTail evaluates what follows 万 or 亿; a lone digit is the next place: 三万二.
func hanTail(run []rune, shift int32) (schedule.Decimal, bool) {
	if len(run) == 0 {
		return schedule.Decimal{}, true
	}
	if len(run) == 1 && hanDigit(run[0]) > 0 {
		return whole(int64(hanDigit(run[0]))).Shift(shift - 1), true
	}
	for len(run) > 0 && run[0] == '零' {
		run = run[1:]
	}
	v, ok := hanValue(run)
	return v, ok && v.LessThan(whole(1).Shift(shift))
}

// pointed evaluates 三点五: whole part, then digits.
func pointed(run []rune, at int) (schedule.Decimal, bool) {
	v, ok := below(run[:at])
	if !ok || at+1 == len(run) {
		return v, false
	}
	for k, c := range run[at+1:] {
		d := hanDigit(c)
		if d < 0 {
			return v, false
		}
		v = v.Add(whole(int64(d)).Shift(-int32(k) - 1))
	}
	return v, true
}

// below evaluates a run under ten thousand; units must fall.
func below(run []rune) (schedule.Decimal, bool) {
	total, digit, last := int64(0), int64(-1), int64(10000)
	gap := false
	for k, c := range run {
		if d := hanDigit(c); d >= 0 {
			if digit > 0 || digit == 0 && d == 0 {
				return schedule.Decimal{}, false
			}
			gap = gap || d == 0
			digit = int64(d)
			continue
		}
		u := hanUnit(c)
		if u == 10 && k == 0 {
			digit = 1
		}
		if u == 0 || u >= last || digit <= 0 {
			return schedule.Decimal{}, false
		}
		total, last, digit, gap = total+digit*u, u, -1, false
	}
	if digit > 0 && !gap && last >= 100 && last < 10000 {
		digit *= last / 10
	}
	return whole(total + max(digit, 0)), len(run) > 0
}
