package sandbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mark is a sign that opens and closes an entity, and Telegram's word for it in complaints.
type mark struct{ sign, kind, word string }

// marks of MarkdownV2, the longer ones first.
func marksV2() []mark {
	return []mark{
		{"```", "pre", "Pre"}, {"`", "code", "Code"}, {"||", "spoiler", "Spoiler"}, {"__", "underline", "Underline"},
		{"*", "bold", "Bold"}, {"_", "italic", "Italic"}, {"~", "strikethrough", "Strikethrough"},
		{"![", "custom_emoji", "CustomEmoji"}, {"[", "text_link", "TextUrl"},
	}
}

// openMark is an entity that waits for its end.
type openMark struct {
	mark
	from, start, at int // UTF-16 units and byte in the plain text, byte in the source
	language        string
}

// markdownReader goes through a text in MarkdownV2.
type markdownReader struct {
	plain
	src       string
	pos       int
	open      []openMark
	quoted    bool // inside a block quotation
	lineStart bool // a block quotation may begin here
}

// plain is a text without markup and the entities found in it.
type plain struct {
	out   strings.Builder
	units int
	found []Entity
}

func (p *plain) put(text string) {
	p.out.WriteString(text)
	p.units += units(text)
}

func parseMarkdownV2(src string) (string, []Entity, *apiError) {
	r := &markdownReader{src: src, lineStart: true}
	for r.pos < len(src) {
		if fault := r.step(); fault != nil {
			return "", nil, fault
		}
	}
	if fault := r.finish(); fault != nil {
		return "", nil, fault
	}
	return r.out.String(), ordered(r.found), nil
}

const reservedV2 = "_*[]()~`>#+-=|{}.!\n"

func (r *markdownReader) step() *apiError {
	rest := r.src[r.pos:]
	if rest[0] == '\\' && len(rest) > 1 && rest[1] > 0 && rest[1] <= 126 {
		r.letters(rest[1:2], 2)
		return nil
	}
	if strings.IndexByte(reservedV2, rest[0]) < 0 || r.verbatim() && rest[0] != '`' {
		_, n := utf8.DecodeRuneInString(rest)
		r.letters(rest[:n], n)
		return nil
	}
	if r.quoteEnds(rest) {
		return r.closeQuote()
	}
	if r.ends(rest) {
		return r.end()
	}
	return r.begin(rest)
}

// letters writes plain text that took so many bytes of the source.
func (r *markdownReader) letters(text string, taken int) {
	r.put(text)
	r.pos += taken
	r.lineStart = text == "\n" || r.lineStart && text == "\r"
}

func (r *markdownReader) top() openMark {
	if len(r.open) == 0 {
		return openMark{}
	}
	return r.open[len(r.open)-1]
}

// verbatim tells whether nothing but its own end counts inside the open entity.
func (r *markdownReader) verbatim() bool { return r.top().kind == "code" || r.top().kind == "pre" }

// quoteEnds: a block quotation ends with the line after which no other quoted line comes.
func (r *markdownReader) quoteEnds(rest string) bool {
	return r.quoted && rest[0] == '\n' && !strings.HasPrefix(rest[1:], ">")
}

func (r *markdownReader) ends(rest string) bool {
	switch top := r.top(); top.kind {
	case "", "blockquote":
		return false
	case "italic":
		return rest[0] == '_' && !strings.HasPrefix(rest, "__")
	case "text_link", "custom_emoji":
		return rest[0] == ']'
	default:
		return strings.HasPrefix(rest, top.sign)
	}
}

func (r *markdownReader) begin(rest string) *apiError {
	all := marksV2()
	i := slices.IndexFunc(all, func(m mark) bool { return strings.HasPrefix(rest, m.sign) })
	switch {
	case i >= 0:
		r.push(all[i])
		r.pos += len(all[i].sign)
		if all[i].kind == "pre" {
			r.preface()
		}
	case rest[0] == '\n':
		r.letters("\n", 1)
	case rest[0] == '>' && r.lineStart:
		if !r.quoted {
			r.push(mark{">", "blockquote", "BlockQuote"})
		}
		r.quoted = true
		r.pos++
	default:
		return unparsed("Character '%c' is reserved and must be escaped with the preceding '\\'", rest[0])
	}
	return nil
}

func (r *markdownReader) push(m mark) {
	r.open = append(r.open, openMark{mark: m, from: r.units, start: r.out.Len(), at: r.pos})
}

// preface reads what may follow the sign of a block of code: a language, and one line end that does not count.
func (r *markdownReader) preface() {
	language, n := codePreface(r.src[r.pos:])
	top := &r.open[len(r.open)-1]
	top.language = language
	if language != "" {
		top.word = "PreCode"
	}
	r.pos += n
}

// codePreface gives the language that a block of code begins with, and the bytes to pass over before the code itself.
func codePreface(rest string) (language string, taken int) {
	if n := strings.IndexAny(rest, " \t\r\n`"); n > 0 && rest[n] != '`' {
		language, taken = rest[:n], n
	}
	switch after := rest[taken:]; {
	case strings.HasPrefix(after, "\r\n") || strings.HasPrefix(after, "\n\r"):
		taken += 2
	case strings.HasPrefix(after, "\n") || strings.HasPrefix(after, "\r"):
		taken++
	}
	return language, taken
}

func (r *markdownReader) pop() openMark {
	top := r.top()
	r.open = r.open[:len(r.open)-1]
	return top
}

func (r *markdownReader) end() *apiError {
	top := r.pop()
	e := Entity{Type: top.kind, Offset: top.from, Length: r.units - top.from, Language: top.language}
	if top.kind != "text_link" && top.kind != "custom_emoji" {
		r.pos += len(top.sign)
		r.keep(e)
		return nil
	}
	r.pos++
	text := r.out.String()[top.start:]
	address, given, fault := r.address()
	if fault != nil {
		return fault
	}
	if top.kind == "custom_emoji" {
		if !given {
			return unparsed("The entity must contain a tg://emoji or tg://time URL")
		}
		return r.emoji(e, address)
	}
	if !given {
		address = text
	}
	if e, ok := e.linkTo(address); ok {
		r.keep(e)
	}
	return nil
}

func (r *markdownReader) keep(e Entity) {
	if e.Length > 0 {
		r.found = append(r.found, e)
	}
}

// emoji takes a custom emoji's address, tg://emoji?id=5.
func (r *markdownReader) emoji(e Entity, address string) *apiError {
	id, ok := strings.CutPrefix(address, "tg://emoji?id=")
	if !ok || !isInteger(id) {
		return unparsed("Invalid tg://emoji or tg://time URL specified")
	}
	e.EmojiID = id
	r.keep(e)
	return nil
}

// address reads "(address)", with its escapes, if that is what comes next.
func (r *markdownReader) address() (address string, given bool, fault *apiError) {
	if !strings.HasPrefix(r.src[r.pos:], "(") {
		return "", false, nil
	}
	begin := r.pos + 1
	var out strings.Builder
	for r.pos = begin; r.pos < len(r.src); r.pos++ {
		switch c := r.src[r.pos]; {
		case c == ')':
			r.pos++
			return out.String(), true, nil
		case c == '\\' && r.pos+1 < len(r.src):
			r.pos++
		}
		out.WriteByte(r.src[r.pos])
	}
	return "", false, unparsed("Can't find end of a URL at byte offset %d", begin)
}

// closeQuote ends the open block quotation, which is expandable if "||" stands right before its end.
func (r *markdownReader) closeQuote() *apiError {
	kind := "blockquote"
	signs := r.pos - 2
	if r.pos < len(r.src) && r.src[r.pos-1] == '\r' {
		signs--
	}
	if r.top().kind == "spoiler" && r.top().at == signs {
		r.pop()
		kind = "expandable_blockquote"
	}
	if r.top().kind != "blockquote" {
		return r.endless()
	}
	top := r.pop()
	r.quoted = false
	if r.pos < len(r.src) {
		r.letters("\n", 1) // the line's end belongs to the quotation
	}
	r.keep(Entity{Type: kind, Offset: top.from, Length: r.units - top.from})
	return nil
}

func (r *markdownReader) finish() *apiError {
	if r.quoted {
		if fault := r.closeQuote(); fault != nil {
			return fault
		}
	}
	if len(r.open) > 0 {
		return r.endless()
	}
	return nil
}

func (r *markdownReader) endless() *apiError {
	return unparsed("Can't find end of %s entity at byte offset %d", r.top().word, r.top().at)
}
