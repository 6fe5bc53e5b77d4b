package sandbox

import (
	"cmp"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tag is a start tag that waits for its end.
type tag struct {
	name  string
	attrs map[string]string
	from  int // UTF-16 units
	start int // byte in the plain text
}

// htmlReader goes through a text in Telegram's HTML.
type htmlReader struct {
	plain
	src  string
	pos  int // byte in src
	open []tag
}

// parseHTML gives the plain text and its entities, or Telegram's complaint with the byte where it begins.
func parseHTML(src string) (string, []Entity, *apiError) {
	r := &htmlReader{src: src}
	for r.pos < len(src) {
		if fault := r.step(); fault != nil {
			return "", nil, fault
		}
	}
	if n := len(r.open); n > 0 {
		return "", nil, unparsed("Can't find end tag corresponding to start tag %q", r.open[n-1].name)
	}
	if !utf8.ValidString(r.out.String()) {
		return "", nil, bad("text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	for i := range r.found {
		if r.found[i].Type == "code" {
			r.found[i].Language = ""
		}
	}
	return r.out.String(), ordered(r.found), nil
}

func unparsed(format string, args ...any) *apiError {
	return bad("Can't parse entities: "+format, args...)
}

func (r *htmlReader) step() *apiError {
	switch rest := r.src[r.pos:]; {
	case strings.HasPrefix(rest, "</"):
		return r.endTag()
	case rest[0] == '<':
		return r.startTag()
	case rest[0] == '&':
		r.reference(rest)
	default:
		n := strings.IndexAny(rest, "<&")
		if n < 0 {
			n = len(rest)
		}
		r.put(rest[:n])
		r.pos += n
	}
	return nil
}

// Telegram knows four names and any number, with or without a semicolon; every other reference stays as it is written.
var reference = regexp.MustCompile(`^&(?:(lt|gt|amp|quot)\b|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));?`)

func (r *htmlReader) reference(rest string) {
	text, n := dereference(rest)
	r.put(text)
	r.pos += n
}

// dereference reads the reference that a text begins with, or its ampersand, and tells how many bytes that took.
func dereference(rest string) (text string, taken int) {
	m := reference.FindStringSubmatch(rest)
	if m == nil {
		return "&", 1
	}
	if m[1] != "" {
		return html.UnescapeString("&" + m[1] + ";"), len(m[0])
	}
	code, base := m[2], 10
	if code == "" {
		code, base = m[3], 16
	}
	n, _ := strconv.ParseInt(code, base, 32)
	switch {
	case n == 0 || n >= utf8.MaxRune:
		return "&", 1
	case n >= 0xd800 && n <= 0xdfff:
		return "\xff", len(m[0]) // half of a pair: no letter at all
	}
	return string(rune(n)), len(m[0])
}

// decode replaces the references in the value of an attribute.
func decode(value string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(value, "&")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		text, n := dereference("&" + after)
		out.WriteString(text)
		value = after[n-1:]
	}
}

var tagName = regexp.MustCompile(`^[^\s>]*`)

func (r *htmlReader) startTag() *apiError {
	begin := r.pos
	rest := r.src[begin+1:]
	name := strings.ToLower(tagName.FindString(rest))
	if len(name) == len(rest) {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	if entityOf(name) == "" {
		return unparsed("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	a := attributes{tag: name, at: begin, rest: rest[len(name):], values: map[string]string{}}
	if fault := a.read(len(r.src)); fault != nil {
		return fault
	}
	if name == "span" && a.values["class"] != "tg-spoiler" {
		return unparsed("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	r.pos = len(r.src) - len(a.rest)
	r.open = append(r.open, tag{name: name, attrs: a.values, from: r.units, start: r.out.Len()})
	return nil
}

func (r *htmlReader) endTag() *apiError {
	begin := r.pos
	rest := r.src[begin+2:]
	if len(r.open) == 0 {
		return unparsed("Unexpected end tag at byte offset %d", begin)
	}
	name := tagName.FindString(rest)
	after := strings.TrimLeft(rest[len(name):], spaces)
	if !strings.HasPrefix(after, ">") {
		return unparsed("Unclosed end tag at byte offset %d", begin)
	}
	top := r.open[len(r.open)-1]
	if name = strings.ToLower(name); name != "" && name != top.name {
		return unparsed("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, top.name, name)
	}
	r.pos = len(r.src) - len(after) + 1
	r.open = r.open[:len(r.open)-1]
	return r.close(top)
}

// close turns a tag with a content into its entity.
func (r *htmlReader) close(top tag) *apiError {
	e := Entity{Type: entityOf(top.name), Offset: top.from, Length: r.units - top.from}
	if e.Length == 0 {
		return nil
	}
	_, expandable := top.attrs["expandable"]
	switch {
	case top.name == "a":
		address := cmp.Or(top.attrs["href"], r.out.String()[top.start:])
		var ok bool
		if e, ok = e.linkTo(address); !ok {
			return nil
		}
	case top.name == "tg-emoji":
		if e.EmojiID = top.attrs["emoji-id"]; !isInteger(e.EmojiID) {
			return unparsed("Invalid custom emoji identifier specified")
		}
	case top.name == "blockquote" && expandable:
		e.Type = "expandable_blockquote"
	case top.name == "code":
		e.Language, _ = strings.CutPrefix(top.attrs["class"], "language-")
		if r.joined(e) && e.Language != "" && r.last().Type == "pre" && r.last().Language == "" {
			r.last().Language = e.Language
			return nil
		}
	case top.name == "pre" && r.joined(e) && r.last().Type == "code" && r.last().Language != "":
		r.last().Type = "pre"
		return nil
	}
	r.found = append(r.found, e)
	return nil
}

// last is the entity that was closed last.
func (r *htmlReader) last() *Entity { return &r.found[len(r.found)-1] }

// joined tells whether it has the place of another one. Code that fills a pre tag, or the other way round, gives it its language.
func (r *htmlReader) joined(e Entity) bool {
	return len(r.found) > 0 && r.last().Offset == e.Offset && r.last().Length == e.Length
}

// entityOf gives the entity that a tag makes, "" if Telegram does not know the tag.
func entityOf(name string) string {
	switch name {
	case "b", "strong":
		return "bold"
	case "i", "em":
		return "italic"
	case "u", "ins":
		return "underline"
	case "s", "strike", "del":
		return "strikethrough"
	case "span", "tg-spoiler":
		return "spoiler"
	case "a":
		return "text_link"
	case "tg-emoji":
		return "custom_emoji"
	case "code", "pre", "blockquote":
		return name
	}
	return ""
}
