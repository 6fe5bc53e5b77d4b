package reading

// englishNumber reads two, twelve, twenty-five, three hundred at i. "one" is no
// figure here: it is a pronoun more often.
func englishNumber(r []rune, i int) (n number, end int, ok bool) {
	if i > 0 && letter(r[i-1]) {
		return n, i, false
	}
	v, end := englishUnder(r, i)
	if end == i {
		return n, i, false
	}
	for {
		at := blank(r, end)
		shift, to := englishPower(r, at)
		if to == at {
			break
		}
		v, end = v*shift, to
		if more, next := englishUnder(r, blank(r, end)); next > blank(r, end) && int64(more) < shift {
			v, end = v+more, next
		}
	}
	n.amount, n.han = whole(v), true
	return n, end, true
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
	for k, w := range []string{"hundred", "thousand", "million", "billion"} {
		if hasAt(r, i, w) && wordEnd(r, i+len(w)) {
			return []int64{100, 1000, 1000000, 1000000000}[k], i + len(w)
		}
	}
	return 1, i
}
