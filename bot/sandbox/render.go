package sandbox

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf16"
)

// HTML renders the text with its entities for a page: everything is escaped, only tags that are known to be harmless appear,
// and links lead only to http, https, mailto, tel and tg. Line ends stay line ends: show it with white-space: pre-wrap.
// A command is <a class="command">, for the page to act on.
func (m Message) HTML() string {
	r := renderer{next: ordered(slices.Clone(m.Entities))}
	at := newRuler(m.Text)
	for i, e := range r.next {
		if e.Type == "url" {
			r.next[i].Type, r.next[i].URL = "text_link", m.Text[at.byte(e.Offset):at.byte(e.end())]
		}
	}
	for _, letter := range m.Text {
		r.reach()
		r.out.WriteString(html.EscapeString(string(letter)))
		r.unit += utf16.RuneLen(letter)
	}
	r.closeTo(0)
	return r.out.String()
}

type renderer struct {
	out  strings.Builder
	unit int
	next []Entity // not begun
	open []Entity
}

// reach closes and opens what ends and begins here. Entities that overlap without nesting are closed and opened again.
func (r *renderer) reach() {
	var again []Entity
	if i := slices.IndexFunc(r.open, func(e Entity) bool { return e.Offset+e.Length <= r.unit }); i >= 0 {
		for _, e := range r.open[i:] {
			if e.Offset+e.Length > r.unit {
				again = append(again, e)
			}
		}
		r.closeTo(i)
	}
	for len(r.next) > 0 && r.next[0].Offset <= r.unit {
		again = append(again, r.next[0])
		r.next = r.next[1:]
	}
	for _, e := range again {
		start, _ := e.tags()
		r.out.WriteString(start)
		r.open = append(r.open, e)
	}
}

func (r *renderer) closeTo(depth int) {
	for len(r.open) > depth {
		_, end := r.open[len(r.open)-1].tags()
		r.out.WriteString(end)
		r.open = r.open[:len(r.open)-1]
	}
}

func (e Entity) tags() (start, end string) {
	switch e.Type {
	case "bold":
		return "<b>", "</b>"
	case "italic":
		return "<i>", "</i>"
	case "underline":
		return "<u>", "</u>"
	case "strikethrough":
		return "<s>", "</s>"
	case "code":
		return "<code>", "</code>"
	case "pre":
		if e.Language != "" {
			return `<pre data-language="` + html.EscapeString(e.Language) + `">`, "</pre>"
		}
		return "<pre>", "</pre>"
	case "blockquote":
		return "<blockquote>", "</blockquote>"
	case "expandable_blockquote":
		return `<blockquote class="expandable">`, "</blockquote>"
	case "spoiler":
		return `<span class="spoiler">`, "</span>"
	case "bot_command":
		return `<a class="command">`, "</a>"
	case "text_link":
		if safe, fault := checkLink(e.URL); fault == "" {
			return fmt.Sprintf(`<a href="%s" rel="noopener noreferrer" target="_blank">`, html.EscapeString(safe)), "</a>"
		}
	}
	return `<span class="` + html.EscapeString(e.Type) + `">`, "</span>"
}
