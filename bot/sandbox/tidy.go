package sandbox

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// tidy brings a text into the form that Telegram keeps: without what it takes out, without white space at its ends, and with the
// entities moved along and in order. White space that an entity begins with stays. What shows nothing at all is no text.
func tidy(text string, marks []Entity) (string, []Entity) {
	text, marks = cleaned(text, marks)
	if !strings.ContainsFunc(text, visible) {
		return "", nil
	}
	cut := strings.TrimRight(text, " \n")
	shift := len(cut) - len(strings.TrimLeft(cut, " \n"))
	for _, e := range marks {
		shift = min(shift, e.Offset)
	}
	cut = cut[shift:]
	whole := units(cut)
	var kept []Entity
	for _, e := range marks {
		from, to := e.Offset-shift, min(whole, e.end()-shift)
		if from < to {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	return cut, arranged(kept)
}

// cleaned takes out the letters that Telegram does not keep, writes spaces for control characters, and drops entities over nothing.
func cleaned(text string, marks []Entity) (string, []Entity) {
	var out strings.Builder
	moved := []int{0} // where each UTF-16 unit comes to stand
	unit := 0
	for _, r := range text {
		width := utf16.RuneLen(r)
		if r < ' ' && r != '\n' && r != '\r' {
			r = ' '
		}
		if !dropped(r) {
			out.WriteRune(r)
			unit += width
		}
		moved = append(moved, slices.Repeat([]int{unit}, width)...)
	}
	var kept []Entity
	for _, e := range marks {
		from, to := moved[min(e.Offset, len(moved)-1)], moved[min(e.end(), len(moved)-1)]
		if e.Offset, e.Length = from, to-from; e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return out.String(), kept
}

// dropped are returns, what breaks lines or turns their direction, and lines drawn over a letter.
func dropped(r rune) bool {
	return r == '\r' || r >= '\u2028' && r <= '\u202e' || r == '\u0333' || r == '\u033f' || r == '\u030a'
}

// visible tells whether a letter is more than an empty place.
func visible(r rune) bool {
	switch r {
	case ' ', '\n', '\u00a0', '\u1680', '\u180e', '\u202f', '\u205f', '\u2800', '\u3000', '\ufeff', '\ufffc':
		return false
	}
	return (r < '\u2000' || r > '\u200f') && (r < 0xe0000 || r > 0xe007f)
}
