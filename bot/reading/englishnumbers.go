package reading

// englishNumber reads two, twenty-five, three thousand one hundred and five at
// i. "one" alone is no figure here: it is a pronoun more often.
func englishNumber(r []rune, i int) (n number, end int, ok bool) {
	if i > 0 && letter(r[i-1]) {
		return n, i, false
	}
	total, below := int64(0), int64(1)<<62
	for at, count := i, 0; ; count++ {
		v, to := englishGroup(r, at)
		if to == at {
			break
		}
		shift, next := englishPower(r, blank(r, to))
		if shift < 1000 {
			shift, next = 1, to
		}
		if shift >= below || count > 0 && v >= below {
			break
		}
		total, end, ok = total+v*shift, next, true
		if below = shift; below == 1 {
			break
		}
		at = joining(r, end)
	}
	n.amount, n.han = whole(total), true
	return n, max(end, i), ok
}

// englishGroup reads a number under a thousand.
func englishGroup(r []rune, i int) (int64, int) {
	v, end := englishUnder(r, i)
	if end == i && hasAt(r, i, "one ") {
		if _, to := englishPower(r, i+len("one ")); to > i+len("one ") {
			v, end = 1, i+len("one")
		}
	}
	if hasAt(r, i, "one more") && wordEnd(r, i+len("one more")) {
		return 1, i + len("one")
	}
	if end == i {
		return 0, i
	}
	if shift, to := englishPower(r, blank(r, end)); shift == 100 {
		v, end = v*shift, to
		at := joining(r, end)
		if low, next := englishUnder(r, at); next > at && low > 0 {
			v, end = v+low, next
		}
	}
	return v, end
}

// joining is where the next word of a number may begin: three hundred and five.
func joining(r []rune, i int) int {
	if k := blank(r, i); k > i && hasAt(r, k, "and ") {
		return k + len("and ")
	}
	return blank(r, i)
}

// englishUnder reads a word under a hundred.
func englishUnder(r []rune, i int) (int64, int) {
	for v, w := range []string{"zero", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"} {
		if w != "" && hasAt(r, i, w) && wordEnd(r, i+len(w)) {
			return int64(v), i + len(w)
		}
	}
	for k, w := range []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		if !hasAt(r, i, w) || !wordEnd(r, i+len(w)) {
			continue
		}
		v, end := int64(k+2)*10, i+len(w)
		if end+1 < len(r) && (r[end] == '-' || r[end] == ' ') {
			if hasAt(r, end+1, "one") && wordEnd(r, end+4) {
				return v + 1, end + 4
			}
			if low, to := englishUnder(r, end+1); to > end+1 && low < 10 {
				return v + low, to
			}
		}
		return v, end
	}
	return 0, i
}

func englishPower(r []rune, i int) (int64, int) {
	for k, w := range []string{"hundred", "thousand", "million", "billion", "mn", "mln", "bn"} {
		if hasAt(r, i, w) && wordEnd(r, i+len(w)) {
			return []int64{100, 1000, 1000000, 1000000000, 1000000, 1000000, 1000000000}[k], i + len(w)
		}
	}
	return 1, i
}
