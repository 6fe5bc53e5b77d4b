package reading

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// phrases are all that is made of one word from each list, in their order; the
// words of a list are apart by |, and one of them may be empty.
type phrases []string

// phrasebook finds the longest phrase at a place, rune by rune. Beginnings
// after which the same may follow are one, so that the tens of thousands of
// phrases of a few lists take hardly more room than the lists.
type phrasebook[T any] struct {
	meanings []T
	nodes    []node // 0 is the empty beginning
	steps    []step // of all nodes, those of one side by side and by rune
}

// node is beginnings of phrases that go on alike.
type node struct {
	lo, hi int32 // its steps
	is     int32 // its meaning and one; 0 where no phrase ends
}

// step leads from one beginning to a longer one.
type step struct {
	by rune
	to int32
}

// at gives the longest phrase that begins at i; end is i where none does. A
// Latin one must end with a word and may not begin inside one.
func (b *phrasebook[T]) at(r []rune, i int) (is T, end int) {
	if i > 0 && i < len(r) && letter(r[i]) && letter(r[i-1]) {
		return is, i
	}
	found, end, n := int32(0), i, &b.nodes[0]
	for k := i; k < len(r); k++ {
		if n = b.next(n, r[k]); n == nil {
			break
		}
		if n.is > 0 && !(letter(r[k]) && k+1 < len(r) && letter(r[k+1])) {
			found, end = n.is, k+1
		}
	}
	if found > 0 {
		is = b.meanings[found-1]
	}
	return is, end
}

// next is the beginning that is longer by one rune, nil where there is none.
func (b *phrasebook[T]) next(n *node, by rune) *node {
	lo, hi := n.lo, n.hi
	for lo < hi {
		if mid := (lo + hi) / 2; b.steps[mid].by < by {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == n.hi || b.steps[lo].by != by {
		return nil
	}
	return &b.nodes[b.steps[lo].to]
}

// compiler makes a phrasebook of phrases.
type compiler[T any] struct {
	book  phrasebook[T]
	lists []wordList
	roots []spot
	known map[string]int32 // the node of spots
}

// wordList is the words of one list of some phrases.
type wordList struct {
	words string
	next  spot  // what follows each of them
	is    int32 // the end of the phrases: their meaning and one, and no words
}

// spot is a place in the words of a list: the byte at which a word goes on, or
// before all of them.
type spot struct{ list, at int32 }

const before = -1

func newCompiler[T any]() *compiler[T] { return &compiler[T]{known: map[string]int32{}} }

// add adds phrases. Of two that are the same the first stays.
func (c *compiler[T]) add(is T, p phrases) {
	c.book.meanings = append(c.book.meanings, is)
	then := c.list(wordList{is: int32(len(c.book.meanings))})
	for _, words := range slices.Backward(p) {
		then = c.list(wordList{words: words, next: then})
	}
	c.roots = append(c.roots, then)
}

func (c *compiler[T]) list(l wordList) spot {
	c.lists = append(c.lists, l)
	return spot{int32(len(c.lists) - 1), before}
}

// done is the phrasebook of what was added.
func (c *compiler[T]) done() phrasebook[T] {
	c.node(c.roots)
	return c.book
}

// move is what a rune leads to from one spot.
type move struct {
	by rune
	to spot
}

// node is the number of the node from which all of the spots go on.
func (c *compiler[T]) node(spots []spot) int32 {
	key := keyOf(spots)
	if n, ok := c.known[key]; ok {
		return n
	}
	n := int32(len(c.book.nodes))
	c.known[key] = n
	c.book.nodes = append(c.book.nodes, node{})
	moves, is := c.moves(spots)
	slices.SortFunc(moves, func(a, b move) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.to.list, b.to.list), cmp.Compare(a.to.at, b.to.at))
	})
	moves = slices.Compact(moves)
	var steps []step
	for lo, hi := 0, 0; lo < len(moves); lo = hi {
		var to []spot
		for hi = lo; hi < len(moves) && moves[hi].by == moves[lo].by; hi++ {
			to = append(to, moves[hi].to)
		}
		steps = append(steps, step{moves[lo].by, c.node(to)})
	}
	lo := int32(len(c.book.steps))
	c.book.steps = append(c.book.steps, steps...)
	c.book.nodes[n] = node{lo, lo + int32(len(steps)), is}
	return n
}

func keyOf(spots []spot) string {
	key := make([]byte, 0, 8*len(spots))
	for _, s := range spots {
		key = append(key, byte(s.list>>8), byte(s.list), byte(s.at>>16), byte(s.at>>8), byte(s.at))
	}
	return string(key)
}

// moves is what can follow the spots, and the meaning of the phrases that end
// there: the one that was added first.
func (c *compiler[T]) moves(spots []spot) (moves []move, is int32) {
	for len(spots) > 0 {
		s := spots[len(spots)-1]
		spots = spots[: len(spots)-1 : len(spots)-1]
		l := &c.lists[s.list]
		switch {
		case l.is > 0 && is > 0:
			is = min(is, l.is)
		case l.is > 0:
			is = l.is
		case s.at != before:
			moves = append(moves, l.move(s))
		default:
			at := int32(0)
			for word := range strings.SplitSeq(l.words, "|") {
				if word == "" {
					spots = append(spots, l.next)
				} else {
					moves = append(moves, l.move(spot{s.list, at}))
				}
				at += int32(len(word)) + 1
			}
		}
	}
	return moves, is
}

// move reads the rune at a spot.
func (l *wordList) move(s spot) move {
	r, size := utf8.DecodeRuneInString(l.words[s.at:])
	if s.at += int32(size); int(s.at) == len(l.words) || l.words[s.at] == '|' {
		return move{r, l.next}
	}
	return move{r, s}
}
