package sandbox

import (
	"html"
	"net/url"
	"regexp"
	"slices"
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
	src   string
	pos   int // byte in src
	out   strings.Builder
	units int // of out
	open  []tag
	marks []Entity
}

// parseHTML gives the plain text and its entities, or Telegram's complaint with the byte where it begins.
func parseHTML(src string) (string, []Entity, *apiError) {
	if !utf8.ValidString(src) {
		return "", nil, bad("strings must be encoded in UTF-8")
	}
	r := &htmlReader{src: src}
	for r.pos < len(src) {
		if fault := r.step(); fault != nil {
			return "", nil, fault
		}
	}
	if n := len(r.open); n > 0 {
		return "", nil, unparsed("Can't find end tag corresponding to start tag %q", r.open[n-1].name)
	}
	return r.out.String(), ordered(r.marks), nil
}

func unparsed(format string, args ...any) *apiError {
	return bad("can't parse entities: "+format, args...)
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
		r.put(rest[:n], n)
	}
	return nil
}

// put writes plain text that took so many bytes of the source.
func (r *htmlReader) put(text string, taken int) {
	r.out.WriteString(text)
	r.units += units(text)
	r.pos += taken
}

// Telegram knows four names and any number; every other reference stays as it is written.
var reference = regexp.MustCompile(`^&(?:lt|gt|amp|quot|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});`)

func (r *htmlReader) reference(rest string) {
	word := reference.FindString(rest)
	if word == "" {
		r.put("&", 1)
		return
	}
	r.put(html.UnescapeString(word), len(word))
}

var (
	tagName   = regexp.MustCompile(`^[^\s>]*`)
	attribute = regexp.MustCompile(`^\s*([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?`)
)

func (r *htmlReader) startTag() *apiError {
	begin := r.pos
	rest := r.src[begin+1:]
	name := strings.ToLower(tagName.FindString(rest))
	if !strings.Contains(rest, ">") {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	if entityOf(name) == "" {
		return unparsed("Unsupported start tag %q at byte offset %d", name, begin)
	}
	attrs, length, ok := readAttributes(rest[len(name):])
	if !ok {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	if name == "span" && attrs["class"] != "tg-spoiler" {
		return unparsed("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	r.pos += 1 + len(name) + length
	r.open = append(r.open, tag{name: name, attrs: attrs, from: r.units, start: r.out.Len()})
	return nil
}

// readAttributes reads up to and including the ">".
func readAttributes(rest string) (attrs map[string]string, length int, ok bool) {
	attrs = map[string]string{}
	all := rest
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		if strings.HasPrefix(rest, ">") {
			return attrs, len(all) - len(rest) + 1, true
		}
		m := attribute.FindStringSubmatch(rest)
		if m == nil {
			return nil, 0, false
		}
		attrs[strings.ToLower(m[1])] = html.UnescapeString(strings.Trim(m[2], `"'`))
		rest = rest[len(m[0]):]
	}
}

func (r *htmlReader) endTag() *apiError {
	begin := r.pos
	name, _, closed := strings.Cut(r.src[begin+2:], ">")
	if !closed {
		return unparsed("Unclosed end tag at byte offset %d", begin)
	}
	r.pos += 2 + len(name) + 1
	n := len(r.open)
	if n == 0 {
		return unparsed("Unexpected end tag at byte offset %d", begin)
	}
	top := r.open[n-1]
	name = strings.ToLower(strings.TrimSpace(name))
	if name != "" && name != top.name {
		return unparsed("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, top.name, name)
	}
	r.open = r.open[:n-1]
	r.close(top)
	return nil
}

// close turns a tag with a content into its entity.
func (r *htmlReader) close(top tag) {
	e := Entity{Type: entityOf(top.name), Offset: top.from, Length: r.units - top.from}
	switch _, expandable := top.attrs["expandable"]; {
	case e.Length == 0:
		return
	case top.name == "a":
		e.URL = link(top.attrs["href"], r.out.String()[top.start:])
		if e.URL == "" {
			return
		}
	case top.name == "tg-emoji":
		e.EmojiID = top.attrs["emoji-id"]
	case top.name == "blockquote" && expandable:
		e.Type = "expandable_blockquote"
	case top.name == "code" && r.language(top, e):
		return
	case top.name == "pre":
		r.marks = slices.DeleteFunc(r.marks, func(in Entity) bool {
			if in.Type == "language" && in.Offset == e.Offset && in.Length == e.Length {
				e.Language = in.Language
			}
			return in.Type == "language"
		})
	}
	r.marks = append(r.marks, e)
}

// language keeps the language of a code tag that stands right inside a pre tag, until that one closes.
func (r *htmlReader) language(top tag, e Entity) bool {
	name, ok := strings.CutPrefix(top.attrs["class"], "language-")
	if n := len(r.open); !ok || n == 0 || r.open[n-1].name != "pre" {
		return false
	}
	r.marks = append(r.marks, Entity{Type: "language", Offset: e.Offset, Length: e.Length, Language: name})
	return true
}

// link is where an a tag leads: its href, or its text if it has none; "" if that is no address.
func link(href, text string) string {
	if href == "" {
		href = text
	}
	u, err := url.Parse(href)
	switch {
	case err != nil:
		return ""
	case slices.Contains([]string{"http", "https", "tg", "mailto", "tel"}, u.Scheme):
		if u.Path == "" && u.Host != "" && u.RawQuery == "" && u.Scheme != "tg" {
			u.Path = "/"
		}
		return u.String()
	case u.Scheme == "" && strings.Contains(href, "."):
		return "http://" + href
	}
	return ""
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
