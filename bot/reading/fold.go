package reading

import (
	"slices"
	"unicode/utf8"
)

// folded is a reply in the one form that the grammar reads, with the way back
// to what was typed: free text is kept word for word.
type folded struct {
	text  string // as typed
	runes []rune
	from  []int32 // byte of text where the rune begins; nil where nobody goes back
	to    []int32 // byte of text where it ends
}

// source is what was typed for the runes lo to hi, trimmed.
func (f *folded) source(lo, hi int) string {
	for lo < hi && bordering(f.runes[lo]) {
		lo++
	}
	for lo < hi && bordering(f.runes[hi-1]) {
		hi--
	}
	if lo >= hi {
		return ""
	}
	return f.text[f.from[lo]:f.to[hi-1]]
}

// bordering reports whether a folded rune at the border of a text says nothing.
func bordering(r rune) bool {
	return r == ' ' || r == '\n' || r == ',' || r == ';' || r == '。' || r == '、'
}

// one is the circled 1 that stands for every label glyph: ① ⑴ ⒈ ㈠ ❶ 1️⃣.
const one = '①'

// fold brings widths, letter case, label glyphs, dashes and traditional
// figures to one form. A blank beside a Chinese character or Chinese
// punctuation carries nothing and goes; between Latin words or digits one stays.
func (f *folded) fold(text string) {
	n := utf8.RuneCountInString(text) + 4
	f.text = text
	f.runes = slices.Grow(f.runes[:0], n)
	if f.from == nil {
		f.from, f.to = make([]int32, 0, n), make([]int32, 0, n)
	}
	f.from, f.to = f.from[:0], f.to[:0]
	f.all()
}

// appendFolded appends the folded text alone.
func appendFolded(runes []rune, text string) []rune {
	start := len(runes)
	f := folded{text: text, runes: runes[start:start]}
	f.all()
	if len(runes)+len(f.runes) <= cap(runes) {
		return runes[:start+len(f.runes)]
	}
	return append(runes, f.runes...)
}

// all folds the whole text.
func (f *folded) all() {
	for i, end := 0, 0; i < len(f.text); i = end {
		r, size := rune(f.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(f.text[i:])
		}
		end = i + size
		switch r {
		case '㎡':
			f.put('m', i, end)
			f.put('2', i, end)
		case '㎞':
			f.put('k', i, end)
			f.put('m', i, end)
		case '㎥':
			f.put('m', i, end)
			f.put('3', i, end)
		case '…':
			f.put('。', i, end)
		case '\u20e3': // the keycap turns the digit before it into a label
			f.keycap(end)
		default:
			f.put(foldRune(r), i, end)
		}
	}
	f.squeeze()
}

func (f *folded) put(r rune, from, to int) {
	if r == 0 {
		return
	}
	f.runes = append(f.runes, r)
	if f.from != nil {
		f.from, f.to = append(f.from, int32(from)), append(f.to, int32(to))
	}
}

func (f *folded) keycap(end int) {
	if k := len(f.runes) - 1; k >= 0 && f.runes[k] >= '1' && f.runes[k] <= '9' {
		f.runes[k] = one + f.runes[k] - '1'
		if f.to != nil {
			f.to[k] = int32(end)
		}
	}
}

// squeeze drops the blanks that carry nothing.
func (f *folded) squeeze() {
	k := 0
	for i, r := range f.runes {
		if r == ' ' {
			last := k == 0 || !latin(f.runes[k-1])
			next := i+1 == len(f.runes) || !latin(f.runes[i+1])
			if last || next {
				continue
			}
		}
		f.runes[k] = r
		if f.from != nil {
			f.from[k], f.to[k] = f.from[i], f.to[i]
		}
		k++
	}
	f.runes = f.runes[:k]
	if f.from != nil {
		f.from, f.to = f.from[:k], f.to[:k]
	}
}

// latin reports whether a blank beside r may part two words.
func latin(r rune) bool { return r > ' ' && r < 0x80 || r == 'μ' }

// foldRune gives the folded form of one rune, 0 to drop it.
func foldRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		return foldControl(r)
	case r >= 0xff01 && r <= 0xff5e:
		return foldRune(r - 0xfee0)
	case r >= 0xc0 && r <= 0xff:
		return unaccented(r)
	case r >= 0x2460 && r <= 0x2473:
		return r
	case r >= 0x2474 && r <= 0x249b:
		return one + (r-0x2474)%20
	case r >= 0x3220 && r <= 0x3229:
		return one + r - 0x3220
	case r >= 0x2776 && r <= 0x2793:
		return one + (r-0x2776)%10
	case r >= 0x2000 && r <= 0x27bf || r >= 0xfe00 && r <= 0xfe0f || r >= 0x1f000 && r <= 0x1faff:
		return foldSign(r)
	}
	return foldHan(r)
}

// unaccented is the plain letter of an accented one, so that facade is façade.
func unaccented(r rune) rune {
	const letters = "aaaaaa.ceeeeiiii.nooooo.ouuuuy.."
	if plain := rune(letters[(r-0xc0)%0x20]); plain != '.' {
		return plain
	}
	return r
}

func foldControl(r rune) rune {
	switch {
	case r == '\t' || r == '\v' || r == '\f' || r == '`' || r == '*' || r == '|':
		return ' '
	case r == '\r' || r == '"':
		return 0
	case r < ' ' && r != '\n':
		return ' '
	}
	return r
}

// foldSign folds dashes, quotes and emoji. Of emoji only three have a meaning:
// a nod, a tick and a cross.
func foldSign(r rune) rune {
	switch r {
	case '—', '–', '―', '−', '‐', '‑':
		return '-'
	case '‘', '’':
		return '\''
	case '“', '”':
		return 0
	case '‰', '℃', '→', '≥', '≤', '≈', '•', '·', '●', '■', '◆':
		return foldPoint(r)
	case '👌', '👍', '🙏', '🫡', '🤝', '👏', '🆗':
		return '👌'
	case '✅', '✔', '☑', '✓':
		return '✔'
	case '❌', '✖', '✗', '✘':
		return '✖'
	case '❗', '‼', '❕':
		return '!'
	case '❓', '❔':
		return '?'
	case '🔟':
		return '⑩'
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufe0f', '\ufe0e':
		return 0
	}
	return ' '
}

func foldPoint(r rune) rune {
	switch r {
	case '≈':
		return '约'
	case '→':
		return ':'
	case '‰', '≥', '≤', '℃':
		return r
	}
	return ' '
}

// foldHan folds traditional characters that the grammar's own words use.
func foldHan(r rune) rune {
	switch r {
	case '\u3000', '\u00a0', '・', '·':
		return ' '
	case '｡', '．':
		return '。'
	case '､':
		return '、'
	case '〜', '～':
		return '~'
	case '「', '」', '『', '』':
		return 0
	case '【', '〖', '《':
		return '('
	case '】', '〗', '》':
		return ')'
	case 'µ', 'Μ':
		return 'μ'
	case '²':
		return '2'
	case '³':
		return '3'
	}
	if r < 0x4e00 || r >= 0x4e00+hanRange {
		return r
	}
	if common := commonForms()[r-0x4e00]; common != 0 {
		return rune(common)
	}
	return r
}
