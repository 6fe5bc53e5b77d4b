package reading

import (
	"slices"
	"strings"
)

// owner says whose words a stretch of text are.
type owner struct {
	task   int
	target int  // the target named, -1 for the task's own title or code
	code   bool // a code: only the whole counts
	whole  bool // the whole of the title, name or code, not a part
}

// names finds parts of titles, target names and codes in a reply.
type names struct {
	texts  [][]rune
	owners []owner
	heads  [1024]int32 // first place of a pair of runes, by its hash, plus one
	next   []int32
	places []place
	words  []titleWord // words of English titles
}

type place struct{ text, at int32 }

type titleWord struct {
	word  string
	owner owner
}

func newNames(tasks []Task) *names {
	n := &names{}
	for i, t := range tasks {
		n.add(t.Title, owner{task: i, target: -1})
		n.add(t.Code, owner{task: i, target: -1, code: true})
		if short := strings.ReplaceAll(t.Code, "-", ""); short != t.Code {
			n.add(short, owner{task: i, target: -1, code: true})
		}
		n.addWords(t.TitleEN, owner{task: i, target: -1})
		for k, target := range t.Targets {
			n.add(target.Name, owner{task: i, target: k})
			n.addWords(target.NameEN, owner{task: i, target: k})
		}
	}
	return n
}

func (n *names) add(text string, o owner) {
	if text == "" {
		return
	}
	r := fold(text).runes
	if len(r) < 2 {
		return
	}
	n.index(r, o)
	if other := renumbered(r); other != nil {
		n.index(other, o)
	}
}

// renumbered is a name with its 四号 as 4号, or the other way; nil where it has
// no such number.
func renumbered(r []rune) []rune {
	const digits, numerals = "123456789", "一二三四五六七八九"
	var out []rune
	for k := 1; k < len(r); k++ {
		if !follows(r, k, "号", "期", "标段", "中", "小", "院", "桥", "线") {
			continue
		}
		for d, c := range []rune(numerals) {
			from, to := r[k-1], rune(digits[d])
			if from == to {
				to = c
			} else if from != c {
				continue
			}
			if out == nil {
				out = slices.Clone(r)
			}
			out[k-1] = to
		}
	}
	return out
}

func (n *names) index(r []rune, o owner) {
	n.texts, n.owners = append(n.texts, r), append(n.owners, o)
	for k := 0; k+1 < len(r); k++ {
		h := pairHash(r[k], r[k+1])
		n.places = append(n.places, place{int32(len(n.texts) - 1), int32(k)})
		n.next = append(n.next, n.heads[h])
		n.heads[h] = int32(len(n.places))
	}
}

func pairHash(a, b rune) uint32 { return (uint32(a)*2654435761 ^ uint32(b)*40503) >> 7 & 1023 }

func (n *names) addWords(title string, o owner) {
	r := fold(title).runes
	o.whole = o.target >= 0 && !slices.Contains(r, ' ')
	for k := 0; k < len(r); k++ {
		if !letter(r[k]) {
			continue
		}
		end := k
		for end < len(r) && (letter(r[end]) || digit(r[end])) {
			end++
		}
		if w := stem(string(r[k:end])); !smallWord(w) {
			n.words = append(n.words, titleWord{w, o})
		}
		k = end
	}
}

// stem drops the plural s.
func stem(w string) string {
	if len(w) > 3 && w[len(w)-1] == 's' {
		return w[:len(w)-1]
	}
	return w
}

// smallWord reports whether an English word names no task.
func smallWord(w string) bool {
	switch w {
	case "the", "and", "of", "in", "to", "for", "a", "an", "at", "by", "on", "with", "or", "new", "build", "more",
		"project", "work", "complete", "district", "year", "task", "no", "from", "per", "all", "at least", "than", "over", "level", "rate", "above", "below":
		return true
	}
	return len(w) < 2
}

// at gives the longest part of a name that begins at i and those who own it. A
// whole name stands before a part of a longer one only among the targets of
// one task.
func (n *names) at(r []rune, i int) (owners []owner, end int) {
	if letter(r[i]) {
		if owners, end = n.wordAt(r, i); end > i {
			if more, longer := n.pairAt(r, i); longer > end {
				return more, longer
			}
			return owners, end
		}
	}
	return n.pairAt(r, i)
}

func (n *names) pairAt(r []rune, i int) (owners []owner, end int) {
	if i+1 >= len(r) || inWord(r, i) {
		return nil, i
	}
	best := 0
	for at := n.heads[pairHash(r[i], r[i+1])]; at > 0; at = n.next[at-1] {
		p := n.places[at-1]
		text := n.texts[p.text][p.at:]
		k := common(text, r[i:])
		for k > 0 && inWord(r, i+k) {
			k--
		}
		if k < 2 || k < best {
			continue
		}
		o := n.owners[p.text]
		o.whole = k == len(n.texts[p.text])
		if o.code && !o.whole {
			continue
		}
		if k > best {
			best, owners = k, owners[:0]
		}
		if !slices.Contains(owners, o) {
			owners = append(owners, o)
		}
	}
	if best == 0 || digitsOnly(r[i:i+best]) {
		return nil, i
	}
	return owners, i + best
}

// inWord reports whether i lies inside a Latin word or a row of digits.
func inWord(r []rune, i int) bool {
	if i == 0 || i >= len(r) {
		return false
	}
	a, b := r[i-1], r[i]
	return letter(a) && letter(b) || digit(a) && digit(b) || digit(a) && b == '.' && i+1 < len(r) && digit(r[i+1])
}

func digitsOnly(r []rune) bool {
	return !slices.ContainsFunc(r, func(c rune) bool { return !digit(c) && c != '.' && c != '-' && c != ' ' && c != ',' })
}

func common(a, b []rune) int {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	return k
}

// wordAt matches one word of an English title.
func (n *names) wordAt(r []rune, i int) (owners []owner, end int) {
	if len(n.words) == 0 || i > 0 && letter(r[i-1]) {
		return nil, i
	}
	end = i
	for end < len(r) && (letter(r[end]) || digit(r[end])) {
		end++
	}
	w := stem(string(r[i:end]))
	for _, t := range n.words {
		if t.word == w && !slices.Contains(owners, t.owner) {
			owners = append(owners, t.owner)
		}
	}
	if owners == nil {
		return nil, i
	}
	return owners, end
}
