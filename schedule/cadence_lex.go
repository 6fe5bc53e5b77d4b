package schedule

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// kind is what a word of a phrase means, in either language.
type kind uint8

const (
	wNone kind = iota
	wFill
	wEvery
	wDay
	wWorkday
	wWeek
	wMonth
	wQuarter
	wYear
	wHalf
	wWeekday // n: 0 is Sunday
	wNamed   // n: a month by its name
	wNumber  // n
	wMark    // 日, 号 behind a number
	wLast
	wBack // counted from the end
	wEnd
	wBegin
	wWhich // n: first, second or third month of a quarter
	wTo
	wDate // n: yyyymmdd
)

// word is one meaning found in a phrase.
type word struct {
	kind kind
	n    int
	han  bool // written in Chinese characters
	text string
}

var (
	datePattern   = regexp.MustCompile(`^(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?`)
	monthPattern  = regexp.MustCompile(`^(\d{1,2}|[一二三四五六七八九十]{1,2})月`)
	digitsPattern = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?`)
	hanPattern    = regexp.MustCompile(`^[一二两三四五六七八九十廿卅]+`)
	latinPattern  = regexp.MustCompile(`^[a-z]+`)
)

// latinPhrases are words that mean something else together.
func latinPhrases() *strings.Replacer {
	return strings.NewReplacer(
		"working day", "workday", "work day", "workday", "business day", "workday",
		"last month", "lastmonth", "first month", "firstmonth", "second month", "secondmonth",
		"every other", "every two", "twice a month", "every half month", "half a", "half")
}

// lex cuts a folded phrase into words; unknown is the first part that is none.
func lex(s string) (words []word, unknown string) {
	s = latinPhrases().Replace(s)
	han := hanWords()
	for s != "" {
		found, n := lexOne(s, han)
		if n == 0 {
			_, size := utf8.DecodeRuneInString(s)
			return nil, s[:min(len(s), max(size, 12))]
		}
		for _, w := range found {
			if w.kind != wFill {
				w.text = s[:n]
				words = append(words, w)
			}
		}
		s = s[n:]
	}
	return words, ""
}

// lexOne reads the words at the beginning of s and their length in bytes.
func lexOne(s string, han []entry) ([]word, int) {
	if m := datePattern.FindStringSubmatch(s); m != nil {
		y, mo, d := atoi(m[1]), atoi(m[2]), atoi(m[3])
		if mo < 1 || mo > 12 || d < 1 || d > daysIn(y, time.Month(mo)) {
			return nil, 0
		}
		return []word{{kind: wDate, n: y*10000 + mo*100 + d}}, len(m[0])
	}
	if m := monthPattern.FindStringSubmatch(s); m != nil {
		if n, ok := numeral(m[1]); ok && n >= 1 && n <= 12 {
			return []word{{kind: wNamed, n: n}}, len(m[0])
		}
		return nil, 0
	}
	for _, e := range han {
		if strings.HasPrefix(s, e.text) {
			return e.means, len(e.text)
		}
	}
	if m := latinPattern.FindString(s); m != "" {
		if w, ok := latinWord(m); ok {
			return w, len(m)
		}
		return nil, 0
	}
	if m := digitsPattern.FindStringSubmatch(s); m != nil {
		return []word{{kind: wNumber, n: atoi(m[1])}}, len(m[0])
	}
	m := hanPattern.FindString(s)
	if n, ok := numeral(m); ok {
		return []word{{kind: wNumber, n: n, han: true}}, len(m)
	}
	return nil, 0
}

func atoi(s string) int {
	n, _ := numeral(s)
	return n
}

// entry is a row of the Chinese word list.
type entry struct {
	text  string
	means []word
}

func means(kinds ...kind) []word {
	words := make([]word, len(kinds))
	for i, k := range kinds {
		words[i].kind = k
	}
	return words
}

func nth(k kind, n int) []word { return []word{{kind: k, n: n}} }
