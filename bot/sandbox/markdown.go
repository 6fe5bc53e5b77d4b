package sandbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// markdown is one of Telegram's two dialects.
type markdown struct {
	marks    []mark // longer ones first
	reserved string // must be escaped
	escapes  string // may be escaped
	nests    bool
}

// mark is a sign that opens and closes an entity.
type mark struct{ sign, kind, word string }

func markdownV2() markdown {
	return markdown{
		marks: []mark{
			{"```", "pre", "PreCode"}, {"`", "code", "Code"}, {"||", "spoiler", "Spoiler"}, {"__", "underline", "Underline"},
			{"*", "bold", "Bold"}, {"_", "italic", "Italic"}, {"~", "strikethrough", "Strikethrough"},
		},
		reserved: "_*[]()~`>#+-=|{}.!", escapes: "_*[]()~`>#+-=|{}.!\\", nests: true,
	}
}

func markdownV1() markdown {
	return markdown{
		marks:   []mark{{"```", "pre", "pre"}, {"`", "code", "code"}, {"*", "bold", "bold"}, {"_", "italic", "italic"}},
		escapes: "_*`[",
	}
}

// markdownReader goes through a text in one dialect.
type markdownReader struct {
	markdown
	src   string
	pos   int
	out   strings.Builder
	units int
	open  []openMark
	found []Entity
}

type openMark struct {
	mark
	from, at int // UTF-16 units in the text, byte in the source
}

// linkMark stands for a "[" that waits for its "](address)".
var linkMark = mark{"]", "text_link", "TextUrl"}

func parseMarkdown(src string, dialect markdown) (string, []Entity, *apiError) {
	if !utf8.ValidString(src) {
		return "", nil, bad("strings must be encoded in UTF-8")
	}
	r := &markdownReader{markdown: dialect, src: src}
	for r.pos < len(src) {
		if fault := r.step(src[r.pos:]); fault != nil {
			return "", nil, fault
		}
	}
	if n := len(r.open); n > 0 {
		return "", nil, unparsed("Can't find end of %s entity at byte offset %d", r.open[n-1].word, r.open[n-1].at)
	}
	return r.out.String(), ordered(r.found), nil
}

func (r *markdownReader) step(rest string) *apiError {
	if rest[0] == '\\' && len(rest) > 1 && strings.IndexByte(r.escapes, rest[1]) >= 0 {
		r.put(rest[1:2], 2)
		return nil
	}
	if n := len(r.open); n > 0 && strings.HasPrefix(rest, r.open[n-1].sign) {
		return r.end(r.open[n-1], rest)
	}
	if r.verbatim() {
		r.letter(rest)
		return nil
	}
	if m, ok := r.begins(rest); ok {
		r.open = append(r.open, openMark{m, r.units, r.pos})
		r.pos += max(1, len(m.sign))
		return nil
	}
	if strings.IndexByte(r.reserved, rest[0]) >= 0 {
		return unparsed("Character '%c' is reserved and must be escaped with the preceding '\\'", rest[0])
	}
	r.letter(rest)
	return nil
}

// verbatim tells whether nothing but its own end counts inside the open entity.
func (r *markdownReader) verbatim() bool {
	n := len(r.open)
	return n > 0 && (!r.nests || r.open[n-1].kind == "code" || r.open[n-1].kind == "pre")
}

func (r *markdownReader) begins(rest string) (mark, bool) {
	if rest[0] == '[' {
		return linkMark, true
	}
	i := slices.IndexFunc(r.marks, func(m mark) bool { return strings.HasPrefix(rest, m.sign) })
	if i < 0 {
		return mark{}, false
	}
	return r.marks[i], true
}

func (r *markdownReader) end(top openMark, rest string) *apiError {
	r.open = r.open[:len(r.open)-1]
	e := Entity{Type: top.kind, Offset: top.from, Length: r.units - top.from}
	r.pos += len(top.sign)
	if top.kind == "text_link" {
		address, after, ok := strings.Cut(strings.TrimPrefix(rest, "]("), ")")
		if !strings.HasPrefix(rest, "](") || !ok {
			return unparsed("Can't find end of a URL at byte offset %d", r.pos)
		}
		r.pos = len(r.src) - len(after)
		e.URL = link(address, "")
	}
	if e.Length > 0 && (e.URL != "" || e.Type != "text_link") {
		r.found = append(r.found, e)
	}
	return nil
}

func (r *markdownReader) letter(rest string) {
	_, n := utf8.DecodeRuneInString(rest)
	r.put(rest[:n], n)
}

func (r *markdownReader) put(text string, taken int) {
	r.out.WriteString(text)
	r.units += units(text)
	r.pos += taken
}
