package store

import "strings"

// Fold makes names comparable: no case, no surrounding or double spaces,
// full-width letters and digits as half-width ones.
func Fold(s string) string {
	if code(s) {
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.Join(strings.Fields(Narrow(s)), " "))
}

// code reports whether s is visible ASCII alone, as the codes of lists are.
func code(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Narrow writes full-width letters, digits and signs as half-width ones.
func Narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　':
			return ' '
		}
		return r
	}, s)
}
