package telegram

import "strings"

// smallestLimit holds any one character.
const smallestLimit = 2

// Split cuts an HTML text into parts of at most limit UTF-16 units (over MaxText or under 2 brought into that span), each of
// them whole HTML: tags open at a cut are closed before it and opened again after it.
//
// It cuts before the last border that fits, borders being given in order of preference, an empty line when none are given;
// where no border fits at the last line's end; where that does not either after the last character. Line breaks at a cut
// are dropped, and a part with nothing but blanks is not made; nothing else is lost.
func Split(text string, limit int, borders ...string) []string {
	limit = min(max(limit, smallestLimit), MaxText)
	if len(borders) == 0 {
		borders = []string{"\n\n"}
	}
	borders = append(borders[:len(borders):len(borders)], "\n")
	s := splitter{text: text, list: tokens(text), limit: limit, borders: borders}
	var parts []string
	for s.pos < len(s.list) {
		if part, ok := s.next(); ok {
			parts = append(parts, part)
		}
	}
	return parts
}

type splitter struct {
	text    string
	list    []token
	limit   int
	borders []string
	pos     int
	open    []token // tags to open again
}

// next makes the part that starts at pos; ok is false where it has nothing to read.
func (s *splitter) next() (part string, ok bool) {
	w := &htmlWriter{}
	for _, t := range s.open {
		w.add(t)
	}
	s.skipBreaks(w)
	end := s.cut()
	last := s.lastInk(end)
	for i, t := range s.list[s.pos:end] {
		if t.tag != "" || s.pos+i <= last {
			w.add(t)
		}
	}
	s.pos = end
	s.open = append([]token(nil), w.open...)
	return w.finish(), w.ink
}

// skipBreaks drops line breaks at the start of a part; tags among them are kept.
func (s *splitter) skipBreaks(w *htmlWriter) {
	for ; s.pos < len(s.list); s.pos++ {
		t := s.list[s.pos]
		if t.tag == "" && t.seen != "\n" {
			return
		}
		if t.tag != "" {
			w.add(t)
		}
	}
}

// lastInk is the last token before end that is not a line break at the part's end.
func (s *splitter) lastInk(end int) int {
	for i := end - 1; i >= s.pos; i-- {
		if t := s.list[i]; t.tag == "" && t.seen != "\n" {
			return i
		}
	}
	return s.pos - 1
}

// cut is where the part that starts at pos ends.
func (s *splitter) cut() int {
	best := make([]int, len(s.borders))
	units, ink := 0, false
	for i := s.pos; i < len(s.list); i++ {
		t := s.list[i]
		if rank := s.border(t.at); ink && rank >= 0 {
			best[rank] = i
		}
		if units += t.units; units > s.limit {
			return s.choose(best, i)
		}
		ink = ink || t.tag == "" && !t.blank()
	}
	return len(s.list)
}

// border says which of the borders begins here, -1 for none.
func (s *splitter) border(at int) int {
	for rank, border := range s.borders {
		if border != "" && strings.HasPrefix(s.text[at:], border) {
			return rank
		}
	}
	return -1
}

func (s *splitter) choose(best []int, full int) int {
	for _, at := range best {
		if at > s.pos {
			return at
		}
	}
	return full
}
