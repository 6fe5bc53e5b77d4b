package telegram

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Telegram's limits, in UTF-16 units of the text after its entities.
const (
	MaxText    = 4096
	MaxCaption = 1024
	MaxAnswer  = 200
)

// runeUnits is the number of UTF-16 units of a character.
func runeUnits(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Escape makes plain text safe to stand in HTML, also within an attribute's quotes. Bytes that are not UTF-8, which Telegram
// refuses, become U+FFFD.
func Escape(s string) string {
	return htmlEscaper().Replace(strings.ToValidUTF8(s, "\uFFFD"))
}

func htmlEscaper() *strings.Replacer {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
}

// Units is the length of an HTML text as Telegram counts it: tags are nothing, an entity is one character.
func Units(text string) int {
	n := 0
	for _, t := range tokens(text) {
		n += t.units
	}
	return n
}

// Plain is what a reader sees of an HTML text.
func Plain(text string) string {
	var b strings.Builder
	for _, t := range tokens(text) {
		b.WriteString(t.seen)
	}
	return b.String()
}

// TrimPlain cuts a plain text to so many units, the last of them an ellipsis where something was cut.
func TrimPlain(s string, limit int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	units, cut := 0, 0
	for i, r := range s {
		if units <= limit-1 {
			cut = i
		}
		if units += runeUnits(r); units > limit {
			if limit < 1 {
				return ""
			}
			return s[:cut] + "…"
		}
	}
	return s
}

// Trim cuts an HTML text to so many units, the last of them an ellipsis where something was cut, and closes what is open.
func Trim(text string, limit int) string {
	list := tokens(text)
	w := &htmlWriter{}
	if total(list) <= limit {
		for _, t := range list {
			w.add(t)
		}
		return w.finish()
	}
	units := 0
	for _, t := range list {
		if units += t.units; units > limit-1 {
			break
		}
		w.add(t)
	}
	if limit > 0 {
		w.b.WriteString("…")
	}
	return w.finish()
}

func total(list []token) int {
	n := 0
	for _, t := range list {
		n += t.units
	}
	return n
}

// token is a tag, or one character with the way it is written.
type token struct {
	raw   string // as it is sent
	seen  string // as it is read; empty for a tag
	units int
	tag   string // lower-case name of a tag
	end   bool   // the tag closes
	at    int    // where in the text it stands
}

func (t token) blank() bool {
	r, _ := utf8.DecodeRuneInString(t.seen)
	return t.tag == "" && unicode.IsSpace(r)
}

// tokens cuts an HTML text into tags and characters. What is neither a tag that Telegram knows nor an entity is taken for
// plain text and escaped, so that what comes of it is never refused for its markup.
func tokens(text string) []token {
	list := make([]token, 0, len(text))
	for i := 0; i < len(text); {
		t, width := tagOrEntity(text[i:])
		if width == 0 {
			t, width = character(text[i:])
		}
		t.at = i
		list = append(list, t)
		i += width
	}
	return list
}

// tagPattern knows the tags of Telegram's HTML. An attribute may hold a > within its quotes.
var tagPattern = regexp.MustCompile(`^<(/?)(?i:(b|strong|i|em|u|ins|s|strike|del|span|a|code|pre|blockquote|tg-spoiler|tg-emoji|tg-time))` +
	`(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?>`)

// entityPattern knows the four names that Telegram reads, and numbers.
var entityPattern = regexp.MustCompile(`^&(?:lt|gt|amp|quot|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});`)

// tagOrEntity reads one at the start of s; its width is 0 where there is none.
func tagOrEntity(s string) (token, int) {
	switch s[0] {
	case '<':
		if m := tagPattern.FindStringSubmatch(s); m != nil {
			return token{raw: strings.ToValidUTF8(m[0], "\uFFFD"), tag: strings.ToLower(m[2]), end: m[1] != ""}, len(m[0])
		}
	case '&':
		if raw := entityPattern.FindString(s); raw != "" {
			t, _ := character(html.UnescapeString(raw))
			t.raw = raw
			return t, len(raw)
		}
	}
	return token{}, 0
}

// character reads one plain character at the start of s.
func character(s string) (token, int) {
	r, width := utf8.DecodeRuneInString(s)
	t := token{seen: string(r), units: runeUnits(r)}
	switch r {
	case '<', '>', '&':
		t.raw = Escape(t.seen)
	default:
		t.raw = t.seen
	}
	return t, width
}

// htmlWriter writes tokens, keeping the tags in balance: a closing tag that closes nothing is left out.
type htmlWriter struct {
	b    strings.Builder
	open []token
	ink  bool // something other than blanks was written
}

func (w *htmlWriter) add(t token) {
	switch {
	case t.tag == "":
		w.ink = w.ink || !t.blank()
	case !t.end:
		w.open = append(w.open, t)
	case len(w.open) > 0 && w.open[len(w.open)-1].tag == t.tag:
		w.open = w.open[:len(w.open)-1]
	default:
		return
	}
	w.b.WriteString(t.raw)
}

// finish closes what is open and gives the text.
func (w *htmlWriter) finish() string {
	for i := len(w.open) - 1; i >= 0; i-- {
		w.b.WriteString("</" + w.open[i].tag + ">")
	}
	return w.b.String()
}
