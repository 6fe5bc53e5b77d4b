package reading

import (
	"slices"
	"strings"
)

// otherNames are two names each of the same thing.
var otherNames = [][2][]rune{
	{[]rune("细颗粒物"), []rune("pm2.5")}, {[]rune("可吸入颗粒物"), []rune("pm10")}, {[]rune("地区生产总值"), []rune("gdp")},
}

// calledElse adds a name with the other word for what it measures: PM2.5 for
// 细颗粒物.
func (n *names) calledElse(from, to int, o owner) {
	for k := from; k < to; k++ {
		switch n.runes[k] {
		case '细', '可', '地', 'p', 'g':
		default:
			continue
		}
		for _, pair := range otherNames {
			for is, word := range pair {
				if end := k + len(word); end <= to && slices.Equal(n.runes[k:end], word) {
					lo := len(n.runes)
					n.runes = append(append(append(n.runes, n.runes[from:k]...), pair[1-is]...), n.runes[end:to]...)
					n.index(lo, o)
					return
				}
			}
		}
	}
}

// renumbered is a name with its 四号 as 4号, or the other way; nil where it has
// no such number.
func renumbered(r []rune) []rune {
	var out []rune
	for k := 1; k < len(r); k++ {
		switch r[k] {
		case '号', '期', '标', '中', '小', '院', '桥', '线':
		default:
			continue
		}
		to := otherNumeral(r[k-1])
		if to == 0 || r[k] == '标' && !follows(r, k, "标段") {
			continue
		}
		if out == nil {
			out = slices.Clone(r)
		}
		out[k-1] = to
	}
	return out
}

// otherNumeral is 四 for 4 and 4 for 四, 0 for anything else.
func otherNumeral(r rune) rune {
	const digits, numerals = "0123456789", "〇一二三四五六七八九"
	if n := hanDigit(r); n > 0 && r != '两' {
		return rune(digits[n])
	}
	if digit(r) && r != '0' {
		return []rune(numerals)[r-'0']
	}
	return 0
}

// undotted adds a name that begins like pm2.5 as people type it without its point.
func (n *names) undotted(from int, o owner) {
	r := n.runes[from:]
	k := slices.Index(r, '.')
	if k < 2 || k+1 >= len(r) || !digit(r[k-1]) || !digit(r[k+1]) || !letter(r[0]) {
		return
	}
	lo, hi := len(n.runes), from+k
	n.runes = append(append(n.runes, n.runes[from:hi]...), n.runes[hi+1:lo]...)
	n.index(lo, o)
}

// addUndashed adds a code with dashes as people type it without them.
func (n *names) addUndashed(code string, o owner) {
	if !strings.Contains(code, "-") {
		return
	}
	lo := len(n.runes)
	n.runes = appendFolded(n.runes, code)
	kept := slices.DeleteFunc(n.runes[lo:], func(r rune) bool { return r == '-' })
	if n.runes = n.runes[:lo+len(kept)]; len(kept) > 1 {
		n.index(lo, o)
	}
}
