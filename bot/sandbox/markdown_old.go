package sandbox

import (
	"strings"
	"unicode/utf8"
)

// oldMarkdownReader goes through a text in the first Markdown: four signs, no nesting.
type oldMarkdownReader struct {
	plain
	src string
	pos int
}

func parseMarkdown(src string) (string, []Entity, *apiError) {
	r := &oldMarkdownReader{src: src}
	for r.pos < len(src) {
		if fault := r.step(src[r.pos:]); fault != nil {
			return "", nil, fault
		}
	}
	return r.out.String(), ordered(r.found), nil
}

const signs = "_*`["

func (r *oldMarkdownReader) step(rest string) *apiError {
	if rest[0] == '\\' && len(rest) > 1 && strings.IndexByte(signs, rest[1]) >= 0 {
		r.put(rest[1:2])
		r.pos += 2
		return nil
	}
	if strings.IndexByte(signs, rest[0]) < 0 {
		_, n := utf8.DecodeRuneInString(rest)
		r.put(rest[:n])
		r.pos += n
		return nil
	}
	return r.entity(rest)
}

// entity reads from a sign to its end.
func (r *oldMarkdownReader) entity(rest string) *apiError {
	begin, end, e := 1, rest[:1], Entity{Offset: r.units}
	switch {
	case strings.HasPrefix(rest, "```"):
		var n int
		e.Type, end = "pre", "```"
		e.Language, n = codePreface(rest[3:])
		begin = 3 + n
	case rest[0] == '[':
		end = "]"
	default:
		e.Type = map[string]string{"_": "italic", "*": "bold", "`": "code"}[end]
	}
	inside, after, ok := strings.Cut(rest[begin:], end)
	if !ok {
		return unparsed("Can't find end of the entity starting at byte offset %d", r.pos)
	}
	r.put(inside)
	e.Length = r.units - e.Offset
	if e.Type == "" {
		address := inside
		if in, ok := strings.CutPrefix(after, "("); ok {
			address, after, _ = strings.Cut(in, ")")
		}
		if e, ok = e.linkTo(address); !ok {
			e.Length = 0
		}
	}
	if e.Length > 0 {
		r.found = append(r.found, e)
	}
	r.pos = len(r.src) - len(after)
	return nil
}
