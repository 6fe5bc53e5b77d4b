// Package wording has the words: every sentence that duban says, Chinese and
// English in one row, and how dates and figures are written.
//
// Rules to keep:
//
//   - A sentence for people stands here and nowhere else, both languages in
//     the row, with the same placeholders in both.
//   - A message says what happened and what to do next; short, polite,
//     official but plain.
//   - Output is Telegram HTML. Arguments are escaped; only what is already
//     HTML, and says so by its type, is not.
//   - No full stop after a heading or on a button; a sentence has one.
//   - English counts: write {n} {n|task|tasks}. Chinese needs no plural.
package wording

import (
	"fmt"
	"html"
	"strings"
)

// Lang is a language that duban speaks.
type Lang string

const (
	Zh Lang = "zh"
	En Lang = "en"
)

// Known takes a code such as zh-Hans or en-GB; false for other languages.
func Known(code string) (Lang, bool) {
	switch {
	case strings.HasPrefix(strings.ToLower(code), "zh"):
		return Zh, true
	case strings.HasPrefix(strings.ToLower(code), "en"):
		return En, true
	}
	return "", false
}

// HTML is text that must not be escaped again.
type HTML string

// Sentence is a row of the table: one thing to say, in both languages.
type Sentence struct{ Zh, En string }

func row(zh, en string) Sentence { return Sentence{zh, en} }

// Pick is the raw text in the language.
func (s Sentence) Pick(l Lang) string {
	if l == En {
		return s.En
	}
	return s.Zh
}

// Is reports whether s is a sentence at all.
func (s Sentence) Is() bool { return s != Sentence{} }

// In says the sentence. args are pairs of a placeholder's name and its value;
// values are escaped unless they are HTML. A Sentence as a value is said in
// the same language.
func (s Sentence) In(l Lang, args ...any) HTML {
	text := s.Pick(l)
	if !strings.Contains(text, "{") {
		return HTML(text)
	}
	var b strings.Builder
	b.Grow(2 * len(text))
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return HTML(b.String())
		}
		slot, after, _ := strings.Cut(rest, "}")
		b.WriteString(fill(l, slot, args))
		text = after
	}
}

// Text says the sentence without HTML, for buttons and toasts.
func (s Sentence) Text(l Lang, args ...any) string {
	return Plain(s.In(l, args...))
}

// Plain is a sentence without marks as text; it must have no tags.
func Plain(s HTML) string { return html.UnescapeString(string(s)) }

// fill is the text of one placeholder: name, or name|one|many.
func fill(l Lang, slot string, args []any) string {
	name, forms, plural := strings.Cut(slot, "|")
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		if plural {
			return form(forms, args[i+1])
		}
		return shown(l, args[i+1])
	}
	return "{" + slot + "}" // a mistake of ours that the tests look for
}

func form(forms string, n any) string {
	one, many, _ := strings.Cut(forms, "|")
	if fmt.Sprint(n) == "1" {
		return one
	}
	return many
}

func shown(l Lang, v any) string {
	switch v := v.(type) {
	case HTML:
		return string(v)
	case Sentence:
		return v.Pick(l)
	case string:
		return html.EscapeString(v)
	default:
		return html.EscapeString(fmt.Sprint(v))
	}
}

// Escape makes any text safe to stand in HTML.
func Escape(s string) HTML { return HTML(html.EscapeString(s)) }

// Bold sets a text bold.
func Bold(s HTML) HTML { return "<b>" + s + "</b>" }

// Lines joins what is not empty, a line each.
func Lines(lines ...HTML) HTML {
	return joined(lines, "\n")
}

// Blocks joins what is not empty with an empty line between; a long message
// is cut at such borders.
func Blocks(blocks ...HTML) HTML {
	return joined(blocks, "\n\n")
}

func joined(parts []HTML, between string) HTML {
	size := 0
	for _, part := range parts {
		size += len(part) + len(between)
	}
	var b strings.Builder
	b.Grow(size)
	for _, part := range parts {
		if part != "" && b.Len() > 0 {
			b.WriteString(between)
		}
		b.WriteString(string(part))
	}
	return HTML(b.String())
}

// Names joins names as a list in the language.
func Names(l Lang, names []string) string {
	if l == En {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}

// Beginning is the first line of a message as plain text.
func Beginning(h HTML) string {
	line, _, _ := strings.Cut(string(h), "\n")
	var b strings.Builder
	for line != "" {
		text, rest, _ := strings.Cut(line, "<")
		b.WriteString(text)
		_, line, _ = strings.Cut(rest, ">")
	}
	return html.UnescapeString(b.String())
}
