package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"duban/store"
)

// named finds the task that a few words name: by its number in the ask, its
// code, or its title or a part of it. False where none or several fit.
func (s scope) named(words string) (index int, ok bool) {
	words = strings.ToLower(store.Narrow(strings.TrimSpace(words)))
	if words == "" {
		return 0, false
	}
	if n, ok := labelOf(words); ok {
		return s.numbered(n)
	}
	var fits []int
	for i, task := range s.tasks {
		titles := []string{strings.ToLower(task.Title), strings.ToLower(task.TitleEN)}
		if hasWord(words, strings.ToLower(task.Code)) || slices.ContainsFunc(titles, func(title string) bool { return overlaps(words, title) }) {
			fits = append(fits, i)
		}
	}
	if len(fits) != 1 {
		return 0, false
	}
	return fits[0], true
}

func (s scope) numbered(n int) (index int, ok bool) {
	for i, task := range s.tasks {
		if l := s.ask.Line(task.ID); l != nil && l.Number == n {
			return i, true
		}
	}
	return 0, false
}

var label = regexp.MustCompile(`^(?:第\s*(\d{1,3})\s*项|(\d{1,3})(?:\s*[.、:,)]|\s|$)|([①-⑳]))`)

// labelOf reads the number of the ask that words begin with: 2, ②, 第2项. In
// 2个 it is a figure.
func labelOf(words string) (n int, ok bool) {
	m := label.FindStringSubmatch(words)
	switch {
	case m == nil:
		return 0, false
	case m[3] != "":
		return int([]rune(m[3])[0]-'①') + 1, true
	}
	n, err := strconv.Atoi(m[1] + m[2])
	return n, err == nil
}

// hasWord: HD25-27 is not in HD25-275.
func hasWord(words, code string) bool {
	at := strings.Index(words, code)
	if code == "" || at < 0 {
		return false
	}
	end := at + len(code)
	return end == len(words) || words[end] < '0' || words[end] > '9'
}

// overlaps: the words hold the title, or are a part of it that is long enough
// to mean something.
func overlaps(words, title string) bool {
	return title != "" && (strings.Contains(words, title) || len([]rune(words)) >= 2 && strings.Contains(title, words))
}
