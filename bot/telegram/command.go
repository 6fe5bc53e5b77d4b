package telegram

import "strings"

// maxCommand is the longest name of a command (Bot API, BotCommand).
const maxCommand = 32

// Command is a command at the start of a text.
type Command struct {
	// Name is without slash, in lower case.
	Name string
	// Bot is the username after the @, as written; empty if none.
	Bot string
	// Args is the rest of the text, trimmed.
	Args string
}

// For says whether the command is meant for the bot with this username: it names that bot or none.
func (c Command) For(username string) bool {
	return c.Bot == "" || strings.EqualFold(c.Bot, username)
}

// ParseCommand reads a command at the very start of a text, nil if there is none.
// It looks at the text alone: the entities that Telegram sends count in UTF-16 units and add nothing at position 0.
// Words may follow without a space where they can't be part of the name, and the full-width slash of a Chinese keyboard counts.
func ParseCommand(text string) *Command {
	rest, ok := strings.CutPrefix(text, "/")
	if !ok {
		rest, ok = strings.CutPrefix(text, "／")
	}
	name, rest := cutWord(rest)
	if !ok || name == "" || len(name) > maxCommand {
		return nil
	}
	c := &Command{Name: strings.ToLower(name)}
	if strings.HasPrefix(rest, "@") {
		c.Bot, rest = cutWord(rest[1:])
		if c.Bot == "" {
			return nil
		}
	}
	if rest != "" && strings.ContainsRune("/<>@", rune(rest[0])) {
		return nil
	}
	c.Args = strings.TrimSpace(rest)
	return c
}

// cutWord cuts the leading run of characters that names of commands and bots are made of.
func cutWord(s string) (word, rest string) {
	n := strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_')
	})
	if n < 0 {
		return s, ""
	}
	return s[:n], s[n:]
}
