package sandbox

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// units counts a text as Telegram does.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// slice cuts an entity's part out of a text.
func slice(text string, e Entity) string {
	from, to := at(text, e.Offset), at(text, e.Offset+e.Length)
	return text[from:to]
}

// at gives the byte where so many UTF-16 units have passed, at most the end.
func at(text string, unit int) int {
	n := 0
	for i, r := range text {
		if n >= unit {
			return i
		}
		n += utf16.RuneLen(r)
	}
	return len(text)
}

// format reads a text in one of Telegram's markups, or with entities of its own, and adds what Telegram finds by itself.
func format(raw, mode, entities string) (string, []Entity, *apiError) {
	text, marks, fault := marked(raw, mode, entities)
	if fault != nil {
		return "", nil, fault
	}
	text, marks = tidy(text, marks)
	return text, detect(text, marks), nil
}

func marked(raw, mode, entities string) (string, []Entity, *apiError) {
	switch strings.ToLower(mode) {
	case "html":
		return parseHTML(raw)
	case "markdownv2":
		return parseMarkdown(raw, markdownV2())
	case "markdown":
		return parseMarkdown(raw, markdownV1())
	case "", "none":
	default:
		return "", nil, bad("unsupported parse_mode")
	}
	if !utf8.ValidString(raw) {
		return "", nil, bad("strings must be encoded in UTF-8")
	}
	if entities == "" {
		return raw, nil, nil
	}
	var marks []Entity
	if json.Unmarshal([]byte(entities), &marks) != nil {
		return "", nil, bad("can't parse entities JSON object")
	}
	return raw, marks, checkEntities(raw, marks)
}

// checkEntities refuses entities that lie outside the text or have no known type.
func checkEntities(text string, marks []Entity) *apiError {
	for _, e := range marks {
		switch e.Type {
		case "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "blockquote", "expandable_blockquote",
			"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "text_mention", "custom_emoji":
		default:
			return bad("can't parse MessageEntity: Unsupported type specified")
		}
		if e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > units(text) {
			return bad("entity is out of the bounds of the text")
		}
	}
	return nil
}

// tidy cuts white space from both ends, moves the entities along and puts them in Telegram's order.
func tidy(text string, marks []Entity) (string, []Entity) {
	cut := strings.TrimLeftFunc(text, unicode.IsSpace)
	shift := units(text) - units(cut)
	cut = strings.TrimRightFunc(cut, unicode.IsSpace)
	whole := units(cut)
	var kept []Entity
	for _, e := range marks {
		from, to := max(0, e.Offset-shift), min(whole, e.Offset+e.Length-shift)
		if from < to {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	return cut, ordered(kept)
}

// ordered sorts by place, the longer first, and what is equal as it came.
func ordered(marks []Entity) []Entity {
	slices.SortStableFunc(marks, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	return marks
}

// What Telegram finds in a text by itself.
var (
	urlPattern     = regexp.MustCompile(`(?i)https?://[^\s<>"，。；：！？）、]*[^\s<>".,;:!?)\]，。；：！？）、]`)
	emailPattern   = regexp.MustCompile(`[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z.]{2,}`)
	commandPattern = regexp.MustCompile(`/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?`)
	mentionPattern = regexp.MustCompile(`@[A-Za-z0-9_]{3,32}`)
	hashtagPattern = regexp.MustCompile(`#[\p{L}\p{N}_]+`)
)

// pattern is one thing to find. What is found first keeps its place.
type pattern struct {
	kind string
	*regexp.Regexp
}

func patterns() []pattern {
	return []pattern{
		{"url", urlPattern}, {"email", emailPattern}, {"bot_command", commandPattern}, {"mention", mentionPattern}, {"hashtag", hashtagPattern},
	}
}

// detect adds links, commands, mentions and hashtags, but not inside code or links or over one another.
func detect(text string, marks []Entity) []Entity {
	for _, f := range patterns() {
		for _, span := range f.FindAllStringIndex(text, -1) {
			e := Entity{Type: f.kind, Offset: units(text[:span[0]]), Length: units(text[span[0]:span[1]])}
			if whole(text, span, f.kind) && !slices.ContainsFunc(marks, e.excluded) {
				marks = append(marks, e)
			}
		}
	}
	return ordered(marks)
}

// whole tells whether a match stands by itself: "a/b" and "/start中文" are no commands.
func whole(text string, span []int, kind string) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:span[0]])
	after, _ := utf8.DecodeRuneInString(text[span[1]:])
	if kind == "url" || kind == "email" {
		return true
	}
	if inWord(before) || before == '/' || before == '@' || before == '#' {
		return false
	}
	return kind != "bot_command" || !inWord(after) && after != '/'
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// excluded tells whether another entity leaves no room for e.
func (e Entity) excluded(other Entity) bool {
	if e.Offset >= other.Offset+other.Length || other.Offset >= e.Offset+e.Length {
		return false
	}
	switch other.Type {
	case "code", "pre", "text_link", "url", "email", "bot_command", "mention", "hashtag", "text_mention":
		return true
	}
	return false
}
