package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
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

// ruler tells for each byte of a text how many UTF-16 units stand before it.
type ruler []int

func newRuler(text string) ruler {
	r := make(ruler, len(text)+1)
	n := 0
	for i, letter := range text {
		for j := range utf8.RuneLen(letter) {
			r[min(i+j, len(text))] = n
		}
		n += utf16.RuneLen(letter)
	}
	r[len(text)] = n
	return r
}

func (r ruler) units(bytes int) int { return r[bytes] }

// byte gives where so many units have passed.
func (r ruler) byte(units int) int {
	i, _ := slices.BinarySearch(r, units)
	return i
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
// Who is nobody here is not mentioned.
func (t *Telegram) format(raw, mode, entities string) (string, []Entity, *apiError) {
	text, marks, fault := marked(raw, mode, entities)
	if fault != nil {
		return "", nil, fault
	}
	text, marks = tidy(text, slices.DeleteFunc(marks, func(e Entity) bool { return e.Type == "text_mention" && t.account(e.User).Name == "" }))
	return text, detect(text, marks), nil
}

// longestRaw is the most that Telegram reads of a text with its markup, in bytes.
const longestRaw = 1 << 15

func marked(raw, mode, entities string) (string, []Entity, *apiError) {
	parse := map[string]func(string) (string, []Entity, *apiError){
		"html": parseHTML, "markdownv2": parseMarkdownV2, "markdown": parseMarkdown,
	}[strings.ToLower(mode)]
	switch {
	case len(raw) > longestRaw:
		return "", nil, bad("text is too long")
	case !utf8.ValidString(raw):
		return "", nil, bad("strings must be encoded in UTF-8")
	case raw != "" && parse != nil:
		return parse(raw)
	case raw != "" && mode != "" && !strings.EqualFold(mode, "none"):
		return "", nil, bad("unsupported parse_mode")
	}
	marks, fault := readEntities(entities)
	if fault != nil {
		return "", nil, fault
	}
	return raw, marks, checkEntities(raw, marks)
}

// readEntities leaves out those that Telegram finds by itself. What is no list is as good as none.
func readEntities(raw string) ([]Entity, *apiError) {
	var given []json.RawMessage
	_ = json.Unmarshal([]byte(raw), &given)
	var marks []Entity
	for _, raw := range given {
		e, fault := readEntity(raw)
		if fault != nil {
			return nil, fault.inside("can't parse MessageEntity")
		}
		if e.Type != "" {
			marks = append(marks, e)
		}
	}
	for i, e := range marks {
		if e.Type != "text_link" {
			continue
		}
		var ok bool
		if marks[i], ok = e.linkTo(e.URL); !ok {
			_, why := checkLink(e.URL)
			return nil, bad("entity URL '%s' is invalid: %s", e.URL, why)
		}
	}
	return marks, nil
}

// readEntity gives an entity without a type for what Telegram finds by itself.
func readEntity(raw json.RawMessage) (e Entity, fault *apiError) {
	o := readObject(raw)
	if o == nil {
		return e, bad("expected an Object")
	}
	var user object
	if fault = o.need("offset", "length", "type"); fault == nil {
		fault = o.into(map[string]any{"offset": &e.Offset, "length": &e.Length, "type": &e.Type})
	}
	if fault != nil {
		return e, fault
	}
	switch e.Type {
	case "bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote":
	case "pre":
		fault = o.into(map[string]any{"language": &e.Language})
	case "text_link":
		if fault = o.need("url"); fault == nil {
			fault = o.into(map[string]any{"url": &e.URL})
		}
	case "custom_emoji":
		if fault = o.need("custom_emoji_id"); fault == nil {
			fault = o.into(map[string]any{"custom_emoji_id": &e.EmojiID})
		}
	case "text_mention":
		if fault = o.need("user"); fault == nil {
			fault = o.into(map[string]any{"user": &user})
		}
		if fault == nil {
			fault = user.into(map[string]any{"id": &e.User})
		}
	case "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number":
		e.Type = ""
	case "":
		fault = bad("Type is not specified")
	default:
		fault = bad("Unsupported type specified")
	}
	return e, fault
}

// checkEntities refuses entities that lie outside the text, or begin or end inside of a letter.
func checkEntities(text string, marks []Entity) *apiError {
	whole, halves := units(text), halves(text)
	for _, e := range marks {
		switch end := e.Offset + e.Length; {
		case e.Offset < 0 || e.Offset > 1_000_000:
			return bad("receive an entity with incorrect offset %d", e.Offset)
		case e.Length < 0 || e.Length > 1_000_000:
			return bad("receive an entity with incorrect length %d", e.Length)
		case e.Length > 0 && e.Offset > whole:
			return bad("entity begins after the end of the text at UTF-16 offset %d", e.Offset)
		case e.Length > 0 && end > whole:
			return bad("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, end)
		case e.Length > 0 && halves[e.Offset] > 0:
			return bad("entity begins in a middle of a UTF-16 symbol at byte offset %d", halves[e.Offset])
		case e.Length > 0 && halves[end] > 0:
			return bad("entity beginning at UTF-16 offset %d ends in a middle of a UTF-16 symbol at byte offset %d", e.Offset, halves[end])
		}
	}
	return nil
}

// halves finds the UTF-16 units that are the second half of a letter, and the byte behind each.
func halves(text string) map[int]int {
	all, unit := map[int]int{}, 0
	for at, r := range text {
		if utf16.RuneLen(r) == 2 {
			all[unit+1] = at + utf8.RuneLen(r)
		}
		unit += utf16.RuneLen(r)
	}
	return all
}
