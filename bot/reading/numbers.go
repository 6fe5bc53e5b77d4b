package reading

import (
	"strconv"
	"sync"

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

// changes reports whether the figure at i is where something rose or fell from.
func changes(r []rune, i int) bool {
	return i > 0 && (r[i-1] == '从' || r[i-1] == '由') || i > 4 && hasAt(r, i-5, "from ")
}

// afterDigits reads what may follow digits: a share, a second figure, 多, 余.
func afterDigits(r []rune, n number, k int) (number, int) {
	at := blank(r, k)
	switch {
	case at < len(r) && r[at] == '%':
		n.form = max(n.form, shareForm)
		return second(r, n, at+1)
	case at < len(r) && r[at] == '/' && n.form == plainForm && !n.han:
		return ratio(r, n, at, k)
	case n.form == plainForm && follows(r, at, "of ", "out of ") && at > k:
		for at < len(r) && !hasAt(r, at, "of ") {
			at++
		}
		if at += len("of "); hasAt(r, at, "the ") {
			at += len("the ")
		}
		return ratio(r, n, at-1, k)
	case follows(r, k, "分之"):
		return fraction(r, n, k+2, k)
	case tenths(r, k):
		return tenthsOf(r, n, k)
	case at < len(r) && (r[at] == '多' || r[at] == '余') && !follows(r, at, "多了", "多少", "余下"):
		n.more = true
		return scale(r, n, at+1)
	case at < len(r) && (r[at] == '来' || r[at] == '几') && n.amount.IntPart()%10 == 0 && !n.amount.IsZero():
		n.form = badForm
		return n, at + 1
	}
	return second(r, n, k)
}

// scale reads a 万 that comes after 多: 两万多, 3千多万.
func scale(r []rune, n number, k int) (number, int) {
	if shift, next := power(r, k); next > k {
		n.amount, n.scaled = n.amount.Shift(shift), true
		k = next
	}
	return n, k
}

// second reads the other end of a span: 5-6, 5~6, 5到6, 5至6.
func second(r []rune, n number, k int) (number, int) {
	at := blank(r, k)
	if at >= len(r) || n.form == badForm || n.plus || n.minus {
		return n, k
	}
	word := 1
	switch {
	case r[at] == '-' || r[at] == '~' || r[at] == '到' || r[at] == '至':
	case at > k && hasAt(r, at, "through "):
		word = len("through")
	case at > k && hasAt(r, at, "thru "):
		word = len("thru")
	case at > k && hasAt(r, at, "to ") && at+3 < len(r) && digit(r[at+3]):
		word = len("to")
	default:
		return n, k
	}
	if r[at] == '-' && at > k && at+1 < len(r) && r[at+1] != ' ' {
		return n, k // 6 -4.2: a sign
	}
	at = blank(r, at+word)
	if at >= len(r) || !digit(r[at]) && hanUnit(r[at]) == 0 && hanDigit(r[at]) < 0 {
		return n, k
	}
	other, end := scanNumber(r, at)
	if end == at || other.form != plainForm && other.form != shareForm {
		return n, k
	}
	n.whole, n.form = other.amount, spanForm
	return n, end
}

func ratio(r []rune, n number, slash, k int) (number, int) {
	at := blank(r, slash+1)
	if at >= len(r) || !digit(r[at]) {
		return n, k
	}
	whole, end, ok := arabic(r, at, number{})
	if !ok {
		return n, k
	}
	if slash > k && at > slash+1 {
		if next := blank(r, end); next > end && next < len(r) && digit(r[next]) {
			return n, k // 2 680 / 3 15
		}
	}
	if end < len(r) && r[end] == '/' {
		n.form = badForm
		return n, digitsEnd(r, end+1)
	}
	if whole.scaled && !n.scaled {
		shift, _ := power(r, numberEnd(r, at))
		n.amount = n.amount.Shift(shift) // 9.1/12.5万
	}
	n.whole, n.form = whole.amount, ratioForm
	n.scaled = n.scaled || whole.scaled
	return n, end
}

// numberEnd is the end of the plain digits at i, with their decimal point.
func numberEnd(r []rune, i int) int {
	k := grouped(r, i)
	if k+1 < len(r) && r[k] == '.' && digit(r[k+1]) {
		return digitsEnd(r, k+1)
	}
	return k
}

// fraction reads 三分之二 and 百分之六十 from behind 分之; n is the denominator.
func fraction(r []rune, n number, at, k int) (number, int) {
	if follows(r, at, "百") {
		return number{amount: whole(100), form: shareForm}, at + 1
	}
	over, end := scanNumber(r, at)
	if end == at || n.amount.IsZero() || over.form > ratioForm && over.form != spanForm {
		return n, k
	}
	over.han = false
	if over.form == spanForm {
		return over, end
	}
	over.form = shareForm
	over.amount = over.amount.Shift(2).DivRound(n.amount, 6)
	return second(r, over, end)
}

// tenths reports whether 成 at k is a tenth and not the start of a word.
func tenths(r []rune, k int) bool {
	return follows(r, k, "成") &&
		!follows(r, k, "成立", "成功", "成员", "成果", "成绩", "成本", "成熟", "成效", "成品", "成型", "成套", "成都", "成为", "成交", "成片")
}

func tenthsOf(r []rune, n number, k int) (number, int) {
	n.amount, n.form, n.han = n.amount.Shift(1), shareForm, false
	k++
	if k < len(r) && hanDigit(r[k]) > 0 && !follows(r, k, "一是", "二是") {
		n.amount = n.amount.Add(whole(int64(hanDigit(r[k]))))
		k++
	} else if follows(r, k, "半") {
		n.amount = n.amount.Add(whole(5))
		k++
	}
	if n.amount.GreaterThan(whole(100)) {
		n.form = badForm
	}
	return n, k
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

// decimalOf is the value times ten to the power of exp.
func decimalOf(value int64, exp int32) schedule.Decimal {
	if exp == 0 {
		return whole(value)
	}
	return schedule.NewDecimal(value, exp)
}

// multiplied applies 万 and 亿 and what follows them: 1亿2000万. 3万2 may be
// 32000 or a 3万 before the label 2, so it is a span.
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
	tail := schedule.NewDecimal(int64(digits(r[k:min(end, k+18)])), 0)
	less, after := power(r, end)
	switch {
	case less > 0 && less < shift:
		n.amount = n.amount.Add(tail.Shift(less))
		return n, after, true
	case end-k == int(shift):
		n.amount = n.amount.Add(tail)
		return n, end, true
	case end-k == 1 && shift >= 3 && nextLabel(r, end):
		return n, k, true
	case end-k == 1 && shift >= 3:
		n.whole, n.form = n.amount.Add(tail.Shift(shift-1)), spanForm
		return n, end, true
	}
	return n, k, true
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
		default:
			if times, to := englishPower(r, at); to > at && next == k {
				return int32(len(strconv.FormatInt(times, 10)) - 1), to
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

func digitsEnd(r []rune, i int) int {
	for i < len(r) && digit(r[i]) {
		i++
	}
	return i
}

// digits is the value of a few digits.
func digits(r []rune) (n int) {
	for _, c := range r {
		n = n*10 + int(c-'0')
	}
	return n
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func blank(r []rune, i int) int {
	for i < len(r) && r[i] == ' ' {
		i++
	}
	return i
}

// follows reports whether one of the words stands at i.
func follows(r []rune, i int, words ...string) bool {
	for _, w := range words {
		if hasAt(r, i, w) {
			return true
		}
	}
	return false
}

func hasAt(r []rune, i int, word string) bool {
	for _, c := range word {
		if i >= len(r) || r[i] != c {
			return false
		}
		i++
	}
	return true
}

// parse reads digits that are known to be good.
func parse(digits string) schedule.Decimal {
	d, err := schedule.ParseDecimal(digits)
	if err != nil {
		return schedule.Decimal{}
	}
	return d
}

// wholes are the numbers to a hundred, made once.
var wholes = sync.OnceValue(func() []schedule.Decimal {
	out := make([]schedule.Decimal, 101)
	for n := range out {
		out[n] = schedule.NewDecimal(int64(n), 0)
	}
	return out
})

func whole(n int64) schedule.Decimal {
	if n >= 0 && n <= 100 {
		return wholes()[n]
	}
	return schedule.NewDecimal(n, 0)
}

func unity() schedule.Decimal { return whole(1) }

// small gives a whole number from 1 to 99 as an int.
func small(d schedule.Decimal) (int, bool) {
	if d.Exponent() > 2 || d.Exponent() < -2 || !d.IsInteger() {
		return 0, false
	}
	n := d.IntPart()
	return int(n), n >= 1 && n <= 99
}
