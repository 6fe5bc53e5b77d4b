package sandbox

import (
	"encoding/json"
	"io"
	"math"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// Telegram's limits on a request, in bytes.
const (
	maxUpload  = 50 << 20
	maxRequest = 100 << 20
)

// params are a request's parameters in the form that all encodings share: text, with anything nested as JSON.
type params struct {
	values map[string]string
	files  map[string]upload
}

// upload is a file part of a request.
type upload struct {
	name    string
	content []byte
}

// readParams reads the query and the body in whichever encoding it comes, and closes the body.
func readParams(r *http.Request) (params, *apiError) {
	p := params{values: map[string]string{}, files: map[string]upload{}}
	p.addForm(r.URL.RawQuery)
	if r.Body == nil {
		return p, nil
	}
	defer r.Body.Close()
	body, fault := unpacked(r.Body, r.Header.Get("Content-Encoding"))
	if fault == nil {
		kind, options, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		limited := &io.LimitedReader{R: body, N: maxRequest + 1}
		fault = p.addBody(limited, kind, options["boundary"])
		if _, _ = io.Copy(io.Discard, limited); limited.N == 0 {
			fault = tooLarge()
		}
	}
	_, _ = io.Copy(io.Discard, r.Body)
	return p, fault
}

// addBody reads a body. As at Telegram, what comes first keeps its name, and JSON or a form that cannot be read is passed over:
// the method then complains about what it misses.
func (p params) addBody(body io.Reader, kind, boundary string) *apiError {
	if kind == "multipart/form-data" {
		return p.addParts(multipart.NewReader(body, boundary))
	}
	raw, err := io.ReadAll(body)
	if err != nil {
		return unreadableBody()
	}
	switch kind {
	case "application/json":
		p.addJSON(raw)
	case "application/x-www-form-urlencoded":
		p.addForm(string(raw))
	}
	return nil
}

func (p params) add(name, value string) {
	if _, ok := p.values[name]; !ok {
		p.values[name] = value
	}
}

func (p params) addJSON(raw []byte) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return
	}
	for name, value := range fields {
		p.add(name, flat(value))
	}
}

// flat gives a JSON value as text: a string's content, anything else as its JSON, null too.
func flat(value json.RawMessage) string {
	var text string
	if value[0] == '"' && json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}

// has tells whether a parameter was given and is not empty.
func (p params) has(name string) bool {
	_, file := p.files[name]
	return p.values[name] != "" || file
}

var leadingDigits = regexp.MustCompile(`^-?[0-9]+`)

// leading reads a number as Telegram does: as far as there are digits, and 0 if there are none.
func leading(text string) int64 {
	n, _ := strconv.ParseInt(leadingDigits.FindString(text), 10, 64)
	return n
}

// integer gives a parameter as a number, 0 if it is missing or none.
func (p params) integer(name string) int64 { return leading(p.values[name]) }

func (p params) number(name string) int { return int(p.integer(name)) }

// float is 0 where there is no number; what JSON cannot write is none.
func (p params) float(name string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSpace(p.values[name]), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return f
}

// yes reads a Boolean in the spellings that Telegram takes; any other is no.
func (p params) yes(name string) bool {
	switch strings.ToLower(strings.TrimSpace(p.values[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}
