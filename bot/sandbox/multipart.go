package sandbox

import (
	"io"
	"mime/multipart"
	"strings"
)

func (p params) addParts(parts *multipart.Reader) *apiError {
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return bad("can't parse multipart form data")
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return bad("can't parse multipart form data")
		}
		d := disposition(part.Header.Get("Content-Disposition"))
		file, isFile := d["filename"]
		switch {
		case d["name"] == "":
			return bad("field name in multipart/form-data not found")
		case !isFile:
			p.add(d["name"], string(content))
		case len(content) > maxUpload:
			return tooLarge()
		default:
			p.addFile(d["name"], upload{file, content})
		}
	}
}

func (p params) addFile(name string, u upload) {
	if _, ok := p.files[name]; !ok {
		p.files[name] = u
	}
}

// disposition reads Content-Disposition as leniently as Telegram does: a value without quotes goes on to the semicolon, whatever
// letters it has, and percent signs are decoded.
func disposition(header string) map[string]string {
	all := map[string]string{}
	rest, ok := strings.CutPrefix(header, "form-data;")
	for ok {
		var key, value string
		if key, rest, ok = strings.Cut(strings.TrimSpace(rest), "="); !ok {
			break
		}
		if rest = strings.TrimSpace(rest); strings.HasPrefix(rest, `"`) {
			value, rest = quoted(rest[1:])
			rest = strings.TrimPrefix(strings.TrimSpace(rest), ";")
		} else {
			value, rest, _ = strings.Cut(rest, ";")
			value = strings.TrimSpace(value)
		}
		all[strings.TrimSpace(key)] = unescape(value, false)
	}
	return all
}

// quoted reads up to the closing quote, with escapes.
func quoted(text string) (value, rest string) {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			return out.String(), text[i+1:]
		case '\\':
			i++
		}
		if i < len(text) {
			out.WriteByte(text[i])
		}
	}
	return out.String(), ""
}
