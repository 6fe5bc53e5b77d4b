package reading

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
	case at+1 < len(r) && r[at] == '个' && (r[at+1] == '亿' || r[at+1] == '多' || r[at+1] == '余') && n.form == plainForm:
		return billions(r, n, at, k)
	case at < len(r) && (r[at] == '多' || r[at] == '余') && !follows(r, at, "多了", "多少", "余下"):
		n.more = true
		return scale(r, n, at+1)
	case at < len(r) && r[at] == '来' && n.form == plainForm && ten(n) && !follows(r, at, "来自", "来到", "来不", "来源", "来看", "来说", "来了"):
		n.more = true
		return scale(r, n, at+1)
	case at < len(r) && r[at] == '几' && ten(n):
		n.form = badForm
		return n, at + 1
	}
	return second(r, n, k)
}

// billions reads 3个亿 and 3个多亿; any other 个 behind a figure is its unit.
func billions(r []rune, n number, at, k int) (number, int) {
	switch {
	case follows(r, at, "个亿"):
		n, k = scale(r, n, at+1)
		return second(r, n, k)
	case follows(r, at, "个多亿", "个余亿"):
		n.more = true
		return scale(r, n, at+2)
	}
	return n, k
}

// ten reports whether a number is tens, so that 来 or 几 may stand behind it.
func ten(n number) bool { return n.amount.IntPart()%10 == 0 && !n.amount.IsZero() }

// changes reports whether the figure at i is where something rose or fell from,
// or by how much: by 120 to 760.
func changes(r []rune, i int) bool {
	return i > 0 && (r[i-1] == '从' || r[i-1] == '由') || i > 4 && hasAt(r, i-5, "from ") || i > 2 && (hasAt(r, i-3, "by ") || hasAt(r, i-3, "up "))
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
	if other.scaled && !n.scaled && other.form == plainForm && n.form == plainForm {
		shift, _ := power(r, numberEnd(r, at))
		n.amount, n.scaled = n.amount.Shift(shift), true // 120-130亿
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
	} else if k < len(r) && digit(r[k]) && clauseEnds(r, k+1) {
		n.amount = n.amount.Add(whole(int64(r[k] - '0')))
		k++ // 4成3
	} else if follows(r, k, "半") {
		n.amount = n.amount.Add(whole(5))
		k++
	}
	if n.amount.GreaterThan(whole(100)) {
		n.form = badForm
	}
	return n, k
}
