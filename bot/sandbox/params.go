package sandbox

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
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
	p.addValues(r.URL.Query())
	if r.Body == nil {
		return p, nil
	}
	defer r.Body.Close()
	body := io.LimitReader(r.Body, maxRequest)
	kind, options, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	fault := p.addBody(body, kind, options["boundary"])
	if n, _ := io.Copy(io.Discard, r.Body); n > 0 {
		return p, tooLarge()
	}
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
		return bad("can't read the request")
	}
	switch kind {
	case "application/json":
		p.addJSON(raw)
	case "application/x-www-form-urlencoded":
		values, _ := url.ParseQuery(string(raw))
		p.addValues(values)
	}
	return nil
}

func (p params) add(name, value string) {
	if _, ok := p.values[name]; !ok {
		p.values[name] = value
	}
}

func (p params) addValues(values url.Values) {
	for name, all := range values {
		p.add(name, all[0])
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

// integer gives a parameter that the facts have already found to be a number, 0 if it is missing.
func (p params) integer(name string) int64 {
	n, _ := strconv.ParseInt(strings.TrimSpace(p.values[name]), 10, 64)
	return n
}

func (p params) number(name string) int { return int(p.integer(name)) }

func (p params) float(name string) float64 {
	f, _ := strconv.ParseFloat(strings.TrimSpace(p.values[name]), 64)
	return f
}

// yes reads a Boolean in the spellings that Telegram takes.
func (p params) yes(name string) bool {
	switch strings.ToLower(p.values[name]) {
	case "true", "yes", "1":
		return true
	}
	return false
}
