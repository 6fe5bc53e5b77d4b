package sandbox

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const octet = `(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])`

// What Telegram finds in a text by itself.
var (
	urlPattern     = regexp.MustCompile(`(?i)https?://[^\s<>"，。；：！？）、]*[^\s<>".,;:!?)\]，。；：！？）、]`)
	domainPattern  = regexp.MustCompile(`(?i)(?:(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|biz|dev|app|cn|hk|tw|jp|kr|ru|uk|de|fr|eu|us|io|me|tv|cc|ai)|(?:` + octet + `\.){3}` + octet + `)(?::[0-9]+)?(?:[/?#][^\s<>"，。；：！？）、]*[^\s<>".,;:!?)\]，。；：！？）、])?`)
	emailPattern   = regexp.MustCompile(`[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z.]{2,}`)
	commandPattern = regexp.MustCompile(`/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?`)
	mentionPattern = regexp.MustCompile(`@[A-Za-z0-9_]{3,32}`)
	hashtagPattern = regexp.MustCompile(`#[\p{L}\p{Nd}_·\x{200c}\x{d80}-\x{dff}]{1,256}(?:@[A-Za-z0-9_]{3,32})?`)
	cashtagPattern = regexp.MustCompile(`\$(?:1INCH|[A-Z]{1,8})(?:@[A-Za-z0-9_]{3,32})?`)
	moreOfHost     = regexp.MustCompile(`^\.[A-Za-z0-9]`)
	phonePattern   = regexp.MustCompile(`\+[0-9]{7,15}`)
)

// pattern is one thing to find. What is found first keeps its place.
type pattern struct {
	kind string
	*regexp.Regexp
}

func patterns() []pattern {
	return []pattern{
		{"url", urlPattern}, {"email", emailPattern}, {"url", domainPattern}, {"bot_command", commandPattern}, {"mention", mentionPattern},
		{"hashtag", hashtagPattern}, {"cashtag", cashtagPattern}, {"phone_number", phonePattern},
	}
}

// detect adds links, commands, mentions and tags, but not inside code or links or over one another.
func detect(text string, marks []Entity) []Entity {
	r := newRuler(text)
	taken := make([]bool, r.units(len(text)))
	take := func(e Entity) {
		for i := e.Offset; e.solid() && i < e.end(); i++ {
			taken[i] = true
		}
	}
	for _, e := range marks {
		take(e)
	}
	for _, f := range patterns() {
		for _, span := range f.FindAllStringIndex(text, -1) {
			from, to := r.units(span[0]), r.units(span[1])
			if whole(text, span, f.kind) && !slices.Contains(taken[from:to], true) {
				e := Entity{Type: f.kind, Offset: from, Length: to - from}
				take(e)
				marks = append(marks, e)
			}
		}
	}
	return arranged(marks)
}

// whole tells whether a match stands by itself: "a/b" and "/start中文" are no commands.
func whole(text string, span []int, kind string) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:span[0]])
	after, _ := utf8.DecodeRuneInString(text[span[1]:])
	match := text[span[0]:span[1]]
	switch kind {
	case "url":
		latin := inWord(after) && after < utf8.RuneSelf
		return strings.Contains(match, "://") || !strings.ContainsRune("@/.-_", before) && !latin && after != '@' && !moreOfHost.MatchString(text[span[1]:])
	case "hashtag":
		return strings.ContainsFunc(match, unicode.IsLetter) && !inTag(before) && !inTag(after) && after != '#'
	case "cashtag":
		return !inTag(before) && !inTag(after) && before != '$' && after != '$'
	case "bot_command":
		return !inWord(before) && !inWord(after) && !strings.ContainsRune("/<>", before) && !strings.ContainsRune("/<>@", after)
	case "mention":
		return !inWord(before) && !inWord(after) && (len(match) > 4 || shortNames[strings.ToLower(match)])
	case "phone_number":
		return !inWord(before) && !inWord(after) && !strings.ContainsRune("/@#$", before) && after != '/'
	}
	return true
}

// shortNames are the only names of three letters that Telegram takes for one.
var shortNames = map[string]bool{"@gif": true, "@nft": true, "@pic": true, "@ufc": true, "@vid": true}

// inTag tells whether a letter may stand in a hashtag.
func inTag(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) || r == '_' || r == '·' || r == '\u200c' || r >= '\u0d80' && r <= '\u0dff')
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// solid tells whether an entity leaves no room for what is found by itself.
func (e Entity) solid() bool {
	switch e.Type {
	case "code", "pre", "text_link", "url", "email", "bot_command", "mention", "hashtag", "cashtag", "phone_number", "text_mention", "custom_emoji":
		return true
	}
	return false
}
