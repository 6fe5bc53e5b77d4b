package reading

import (
	"strings"

	"duban/schedule"
)

// form says what kind of figure a number is.
type form uint8

const (
	plainForm form = iota // a count or a measured amount
	shareForm             // per cent of something: 80%, 八成, 三分之二
	ratioForm             // 5/6: amount of whole
	spanForm              // 5-6, 五六: between amount and whole
	badForm               // 十几, 3.4.5, 一二三四十: no figure
)

// number is one figure as scanned.
type number struct {
	amount, whole schedule.Decimal
	form          form
	han           bool // written in characters: a word until its surroundings say otherwise
	scaled        bool // carries 万, 亿 and the like
	plus, minus   bool
	more          bool // followed by 多 or 余
	decimal       bool // typed with a point
}

// scanNumber reads the figure that begins at i; end is i where none does. The
// unit of measure is not part of it.
func scanNumber(r []rune, i int) (n number, end int) {
	k := i
	if k < len(r) && (r[k] == '+' || r[k] == '-') {
		n.plus, n.minus = r[k] == '+', r[k] == '-'
		k = blank(r, k+1)
	}
	if k >= len(r) {
		return n, i
	}
	start, ok := k, false
	switch {
	case digit(r[k]):
		n, k, ok = arabic(r, k, n)
	case k == i && letter(r[k]):
		n, k, ok = englishNumber(r, k)
	case k == i:
		n, k, ok = hanNumber(r, k)
	}
	if !ok || k == start {
		return number{}, i
	}
	if n.minus {
		n.amount = n.amount.Neg()
	}
	if changes(r, i) {
		return n, k // from 380 to 460
	}
	return afterDigits(r, n, k)
}

// arabic reads digits with thousands separators, a decimal point and the
// multipliers behind them: 1,200.5  2.8万  1亿2000万.
func arabic(r []rune, i int, n number) (number, int, bool) {
	k := grouped(r, i)
	value, places, count := int64(0), int32(0), 0
	add := func(digits []rune) {
		for _, c := range digits {
			if digit(c) && count < 18 {
				value, count = value*10+int64(c-'0'), count+1
			} else if digit(c) {
				n.form = badForm
			}
		}
	}
	add(r[i:k])
	for points := 0; k+1 < len(r) && r[k] == '.' && digit(r[k+1]); points++ {
		end := digitsEnd(r, k+1)
		if points > 0 {
			n.form = badForm
		} else {
			add(r[k+1 : end])
			places = int32(end - k - 1)
			n.decimal = true
		}
		k = end
	}
	if n.form == badForm {
		return n, k, true
	}
	n.amount = decimalOf(value, -places)
	return multiplied(r, n, k)
}

// multiplied applies 万 and 亿 and what follows them: 1亿2000万. 3万2 before
// other words may be 32000 or a 3万 before the label 2, so it is a span.
func multiplied(r []rune, n number, k int) (number, int, bool) {
	shift, next := power(r, k)
	if next == k {
		return n, k, true
	}
	n.amount, n.scaled, k = n.amount.Shift(shift), true, next
	if k >= len(r) || !digit(r[k]) {
		return n, k, true
	}
	end := digitsEnd(r, k)
	if follows(r, end, "月", "日", "号", "年") {
		return n, k, true // 5.2亿9月发的
	}
	tail := schedule.NewDecimal(int64(digits(r[k:min(end, k+18)])), 0)
	less, after := smaller(r, end)
	switch {
	case less > 0 && less < shift:
		n.amount = n.amount.Add(tail.Shift(less))
		for after < len(r) && digit(r[after]) && less > 2 { // 8万2千5百
			more, to := smaller(r, after+1)
			if more == 0 || more >= less {
				break
			}
			n.amount, less, after = n.amount.Add(whole(int64(r[after]-'0')).Shift(more)), more, to
		}
		return n, after, true
	case end-k == int(shift):
		n.amount = n.amount.Add(tail)
		return n, end, true
	case end-k == 1 && shift >= 3 && nextLabel(r, end):
		return n, k, true
	case end-k == 1 && shift >= 3 && clauseEnds(r, end):
		n.amount = n.amount.Add(tail.Shift(shift - 1))
		return n, end, true // 9亿6
	case end-k == 1 && shift >= 3:
		n.whole, n.form = n.amount.Add(tail.Shift(shift-1)), spanForm
		return n, end, true
	}
	return n, k, true
}

// clauseEnds reports whether nothing more is said behind i before a pause, so
// that the digit before it can be no number of the ask.
func clauseEnds(r []rune, i int) bool {
	if follows(r, i, "了") {
		i++
	}
	return i >= len(r) || strings.ContainsRune(",。;)\n!?", r[i])
}

// zeros is how many a power of ten has.
func zeros(power int64) (n int32) {
	for ; power >= 10; power /= 10 {
		n++
	}
	return n
}

// smaller reads the multiplier behind the digits that follow a larger one:
// the 千 of 3万6千米 is one.
func smaller(r []rune, k int) (shift int32, next int) {
	if follows(r, k, "千米", "千克", "千瓦") {
		return 3, k + 1
	}
	return power(r, k)
}

// nextLabel reports whether the digit that ends at k is the number of the next
// task rather than the last of a figure: 1亿 2 20家, 3万、2、5个.
func nextLabel(r []rune, k int) bool {
	at := blank(r, k)
	if at < len(r) && (r[at] == '、' || r[at] == ':' || r[at] == '.' || r[at] == ')') {
		at = blank(r, at+1)
		return at < len(r) && r[at] != '\n'
	}
	return at > k && at < len(r) && digit(r[at])
}

// power reads multipliers as a power of ten; next is k where there is none.
func power(r []rune, k int) (shift int32, next int) {
	at := blank(r, k)
	for next = k; at < len(r); at++ {
		switch r[at] {
		case '百':
			if follows(r, at, "百分") {
				return shift, next
			}
			shift += 2
		case '千':
			if follows(r, at, "千米", "千克", "千瓦", "千伏", "千卡") {
				return shift, next
			}
			shift += 3
		case '万':
			shift += 4
		case '亿':
			shift += 8
		case 'k':
			if next > k || at+1 < len(r) && r[at+1] >= 'a' && r[at+1] <= 'z' {
				return shift, next
			}
			return 3, at + 1
		case 'w': // 9w: 9万
			if next > k || at > k || at+1 < len(r) && (letter(r[at+1]) || digit(r[at+1])) {
				return shift, next
			}
			return 4, at + 1
		default:
			if r[at] == 'm' && next == k && follows(r, blank(r, at+1), "yuan", "rmb", "cny", "usd", "dollars") {
				return 6, at + 1 // 31m yuan
			}
			if times, to := englishPower(r, at); to > at && next == k {
				return zeros(times), to
			}
			return shift, next
		}
		next = at + 1
	}
	return shift, next
}

// grouped is the end of the whole digits at i, thousands separators included.
func grouped(r []rune, i int) int {
	k := digitsEnd(r, i)
	if k-i > 3 {
		return k
	}
	for k+3 < len(r) && r[k] == ',' && digitsEnd(r, k+1) == k+4 {
		k += 4
	}
	if k+3 == len(r)-1 && r[k] == ',' && digitsEnd(r, k+1) == k+4 {
		k += 4
	}
	return k
}
