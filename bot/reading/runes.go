package reading

import (
	"sync"

	"duban/schedule"
)

// digits is the value of a few digits.
func digits(r []rune) (n int) {
	for _, c := range r {
		n = n*10 + int(c-'0')
	}
	return n
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func digitsEnd(r []rune, i int) int {
	for i < len(r) && digit(r[i]) {
		i++
	}
	return i
}

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

// decimalOf is the value times ten to the power of exp.
func decimalOf(value int64, exp int32) schedule.Decimal {
	if exp == 0 {
		return whole(value)
	}
	return schedule.NewDecimal(value, exp)
}
