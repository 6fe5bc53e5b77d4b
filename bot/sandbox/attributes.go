package sandbox

import "strings"

const spaces = " \t\r\n"

// attributes reads what follows the name of a start tag.
type attributes struct {
	tag    string
	at     int    // byte where the tag begins, for complaints
	rest   string // not read yet
	values map[string]string
}

// read reads up to and including the ">"; whole is the length of the source.
func (a *attributes) read(whole int) *apiError {
	for {
		a.rest = strings.TrimLeft(a.rest, spaces)
		if after, ok := strings.CutPrefix(a.rest, ">"); ok {
			a.rest = after
			return nil
		}
		name := a.until(spaces + "=>/\"'")
		if name == "" {
			return unparsed("Empty attribute name in the tag \"%s\" at byte offset %d", a.tag, a.at)
		}
		a.rest = strings.TrimLeft(a.rest, spaces)
		value := ""
		if after, ok := strings.CutPrefix(a.rest, "="); ok {
			a.rest = strings.TrimLeft(after, spaces)
			var fault *apiError
			if value, fault = a.value(whole); fault != nil {
				return fault
			}
		}
		if a.rest == "" {
			return unparsed("Unclosed start tag at byte offset %d", a.at)
		}
		a.values[name] = value
	}
}

// until takes everything before the first of the letters.
func (a *attributes) until(letters string) string {
	n := strings.IndexAny(a.rest, letters)
	if n < 0 {
		n = len(a.rest)
	}
	taken := a.rest[:n]
	a.rest = a.rest[n:]
	return taken
}

// value reads a value, in quotes or without.
func (a *attributes) value(whole int) (string, *apiError) {
	if a.rest == "" {
		return "", unparsed("Unclosed start tag \"%s\" at byte offset %d", a.tag, a.at)
	}
	if quote := a.rest[:1]; quote == `"` || quote == "'" {
		inside, after, ok := strings.Cut(a.rest[1:], quote)
		a.rest = after
		if !ok {
			a.rest = ""
		}
		return decode(inside), nil
	}
	begin := whole - len(a.rest)
	token := a.until(spaces + ">")
	for _, c := range token {
		if c != '.' && c != '-' && (c == '_' || !isNameByte(c)) {
			return "", unparsed("Unexpected end of name token at byte offset %d", begin)
		}
	}
	return strings.ToLower(token), nil
}
