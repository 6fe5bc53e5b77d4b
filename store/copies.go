package store

import (
	"strings"
	"unicode"
)

// shortestCopy is how many letters a text has to have for a copy of it to say
// anything: 正常推进 is nobody's copy.
const shortestCopy = 6

// copies reports whether a report repeats the text of the one before it, in
// another period, with at most other numbers and other punctuation.
func copies(last, r Report) bool {
	if r.Corrects > 0 || r.Ask != 0 && r.Ask == last.Ask {
		return false
	}
	text := lettersOf(r)
	return len([]rune(text)) >= shortestCopy && text == lettersOf(last)
}

func lettersOf(r Report) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, r.Progress+r.Problem+r.Next)
}
