package reading

import (
	"slices"
	"unicode/utf8"
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
	runes  []rune // all texts, one behind the other
	texts  []name
	words  []name  // words of English titles
	heads  []int32 // first place of a pair of runes, by its hash, plus one
	places []place
}

// name is a stretch of the runes and who owns it.
type name struct {
	lo, hi int32
	owner  owner
}

// place is where a pair of runes stands, and the next with the same hash.
type place struct{ text, at, next int32 }

// take makes the names those of the tasks.
func (n *names) take(tasks []Task) {
	pairs := 0
	for _, t := range tasks {
		pairs += utf8.RuneCountInString(t.Title) + 2*len(t.Code)
		for _, x := range t.Targets {
			pairs += utf8.RuneCountInString(x.Name)
		}
	}
	heads := 32
	for heads < pairs {
		heads *= 2
	}
	n.runes, n.texts, n.words, n.places = n.runes[:0], n.texts[:0], n.words[:0], n.places[:0]
	n.heads = slices.Grow(n.heads[:0], heads)[:heads]
	clear(n.heads)
	for i, t := range tasks {
		n.add(t.Title, owner{task: i, target: -1})
		n.add(t.Code, owner{task: i, target: -1, code: true})
		n.addUndashed(t.Code, owner{task: i, target: -1, code: true})
		n.addWords(t.TitleEN, owner{task: i, target: -1})
		for k, target := range t.Targets {
			n.add(target.Name, owner{task: i, target: k})
			n.addWords(target.NameEN, owner{task: i, target: k})
		}
	}
}

func (n *names) add(text string, o owner) {
	lo := len(n.runes)
	n.runes = appendFolded(n.runes, text)
	if len(n.runes) < lo+2 {
		return
	}
	n.index(lo, o)
	hi := len(n.runes)
	n.undotted(lo, o)
	n.calledElse(lo, hi, o)
	if other := renumbered(n.runes[lo:hi]); other != nil {
		lo = len(n.runes)
		n.runes = append(n.runes, other...)
		n.index(lo, o)
	}
}

// index makes the runes from lo on a name.
func (n *names) index(lo int, o owner) {
	r := n.runes[lo:]
	n.texts = append(n.texts, name{int32(lo), int32(len(n.runes)), o})
	for k := 0; k+1 < len(r); k++ {
		h := n.hash(r[k], r[k+1])
		n.places = append(n.places, place{int32(len(n.texts) - 1), int32(k), n.heads[h]})
		n.heads[h] = int32(len(n.places))
	}
}

func (n *names) of(t name) []rune { return n.runes[t.lo:t.hi] }

// hash is the place of a pair of runes among the heads.
func (n *names) hash(a, b rune) uint32 {
	return (uint32(a)*2654435761 ^ uint32(b)*40503) >> 7 & uint32(len(n.heads)-1)
}

func (n *names) addWords(title string, o owner) {
	lo := len(n.runes)
	n.runes = appendFolded(n.runes, title)
	r := n.runes
	o.whole = o.target >= 0 && !slices.Contains(r[lo:], ' ')
	for k := lo; k < len(r); k++ {
		if !letter(r[k]) {
			continue
		}
		end := latinEnd(r, k)
		if to := singular(r, k, end); !smallWord(r[k:end]) {
			n.words = append(n.words, name{int32(k), int32(to), o})
		}
		k = end
	}
}

// latinEnd is the end of the Latin word at k.
func latinEnd(r []rune, k int) int {
	for k < len(r) && (letter(r[k]) || digit(r[k])) {
		k++
	}
	return k
}

// singular is the end of a word without its plural s.
func singular(r []rune, lo, hi int) int {
	if hi-lo > 3 && r[hi-1] == 's' {
		return hi - 1
	}
	return hi
}

// stem is a word without the endings of its verb: repaired, repairing.
func stem(w []rune) []rune {
	for _, ending := range []string{"s", "ed", "ing", "e"} {
		if k := len(w) - len(ending); k >= 3 && hasAt(w, k, ending) {
			w = w[:k]
		}
	}
	return w
}

// smallWord reports whether an English word names no task.
func smallWord(w []rune) bool {
	switch string(w) {
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
	if i >= len(r) {
		return nil, i
	}
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
	for at := n.heads[n.hash(r[i], r[i+1])]; at > 0; at = n.places[at-1].next {
		p := n.places[at-1]
		text := n.of(n.texts[p.text])
		k := common(text[p.at:], r[i:])
		for k > 0 && inWord(r, i+k) {
			k--
		}
		if other := int(p.at) + k; k > 0 && i+k < len(r) && digit(r[i+k]) && letter(r[i+k-1]) && other < len(text) && digit(text[other]) {
			continue // PM10, of PM2.5
		}
		if k < 2 || k < best {
			continue
		}
		o := n.texts[p.text].owner
		o.whole = k == len(text)
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

// wordAt matches one word of an English title, or else another form of its verb.
func (n *names) wordAt(r []rune, i int) (owners []owner, end int) {
	if len(n.words) == 0 || i > 0 && letter(r[i-1]) {
		return nil, i
	}
	end = latinEnd(r, i)
	w := r[i:singular(r, i, end)]
	owners = n.withWord(func(t []rune) bool { return slices.Equal(t, w) })
	if owners == nil {
		w = stem(w)
		owners = n.withWord(func(t []rune) bool { return slices.Equal(stem(t), w) })
	}
	if owners == nil {
		return nil, i
	}
	return owners, end
}

// withWord gives those who own a word that is meant.
func (n *names) withWord(is func(word []rune) bool) (owners []owner) {
	for _, t := range n.words {
		if is(n.of(t)) && !slices.Contains(owners, t.owner) {
			owners = append(owners, t.owner)
		}
	}
	return owners
}
