package sandbox

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// methodsJSON are the facts about the methods that are served and about the types that they use.
//
//go:embed methods.json
var methodsJSON string

type facts struct {
	Version string                `json:"version"`
	Methods map[string]methodFact `json:"methods"`
	Types   map[string]typeFact   `json:"types"`

	names map[string][]string // of each method's parameters, in the order in which Telegram looks
}

type methodFact struct {
	Returns []string            `json:"returns"`
	Params  map[string]factType `json:"params"`
}

type typeFact struct {
	Fields map[string]factType `json:"fields"`
}

type factType struct {
	Required bool     `json:"required"`
	Types    []string `json:"types"`
	Min      int      `json:"min"`
	Max      int      `json:"max"`
	Unit     string   `json:"unit"`
}

// loadFacts panics on broken data, which is part of the program.
func loadFacts() facts {
	var f facts
	if err := json.Unmarshal([]byte(methodsJSON), &f); err != nil {
		panic("sandbox: methods.json: " + err.Error())
	}
	f.names = map[string][]string{}
	for name, method := range f.Methods {
		f.names[name] = slices.Sorted(maps.Keys(method.Params))
		slices.Reverse(f.names[name]) // text before chat_id
	}
	return f
}

// check holds parameters against the facts: what is missing first, then what has the wrong type or length.
// Unknown parameters pass, as they do at Telegram.
func (f facts) check(method string, p params) *apiError {
	known, names := f.Methods[method].Params, f.names[method]
	for _, name := range names {
		if known[name].Required && !p.has(name) {
			return missing(method, name)
		}
	}
	for _, name := range names {
		if fault := known[name].check(method, name, p.values[name]); fault != nil {
			return fault
		}
	}
	return nil
}

// missing words the lack of a parameter.
func missing(method, name string) *apiError {
	words := map[string]string{
		"sendMessage.text": "message text is empty", "chat_id": "chat_id is empty", "from_chat_id": "from_chat_id is empty",
		"message_id": "message identifier is not specified", "message_ids": "message identifiers are not specified",
		"photo": "there is no photo in the request", "document": "there is no document in the request",
		"media":             "there are no messages to send",
		"user_id":           "invalid user_id specified",
		"file_id":           "file_id is not specified",
		"latitude":          "latitude is empty",
		"longitude":         "longitude is empty",
		"action":            "wrong parameter action in request",
		"commands":          "commands are not specified",
		"name":              "TOPIC_TITLE_EMPTY",
		"setWebhook.":       "bad webhook: URL is empty",
		"callback_query_id": "query is too old and response timeout expired or query ID is invalid",
	}
	for _, key := range []string{method + "." + name, name} {
		if text, ok := words[key]; ok {
			return bad("%s", text)
		}
	}
	return bad("can't find field %q", name)
}

func (f factType) check(method, name, value string) *apiError {
	if value == "" {
		return nil
	}
	if want := f.mismatch(value); want != "" {
		return wrongType(name, want)
	}
	if f.Max > 0 && f.Unit == "characters" && !measuredByHandler(name, method) && utf8.RuneCountInString(value) > f.Max {
		return tooLong(method, name)
	}
	return nil
}

// measuredByHandler names the parameters whose length counts after markup is taken out.
func measuredByHandler(name, method string) bool {
	return name == "caption" || name == "text" && method != "answerCallbackQuery"
}

func tooLong(method, name string) *apiError {
	if method == "answerCallbackQuery" {
		return bad("MESSAGE_TOO_LONG")
	}
	return bad("%s is too long", name)
}

func wrongType(name, want string) *apiError {
	switch name {
	case "reply_markup":
		return bad("object expected as reply markup")
	case "entities", "caption_entities":
		return bad("expected an Array of MessageEntity")
	case "media":
		return bad("expected an Array of InputMedia")
	}
	return bad("field %q must be of type %s", name, want)
}

// mismatch gives Telegram's word for the type that the value should have, "" if one of the allowed types fits.
func (f factType) mismatch(value string) string {
	want := ""
	for _, kind := range f.Types {
		if want = mismatch(kind, value); want == "" {
			return ""
		}
	}
	return want
}

func mismatch(kind, value string) string {
	value = strings.TrimSpace(value)
	switch {
	case kind == "String" || kind == "InputFile":
		return ""
	case kind == "Integer":
		return unless(isInteger(value), "Number")
	case kind == "Float":
		_, err := strconv.ParseFloat(value, 64)
		return unless(err == nil, "Number")
	case kind == "Boolean":
		return unless(isBoolean(value), "Boolean")
	case strings.HasPrefix(kind, "Array of "):
		return unless(strings.HasPrefix(value, "[") && json.Valid([]byte(value)), "Array")
	}
	return unless(strings.HasPrefix(value, "{") && json.Valid([]byte(value)), "Object")
}

func unless(ok bool, word string) string {
	if ok {
		return ""
	}
	return word
}

func isInteger(value string) bool {
	_, err := strconv.ParseInt(value, 10, 64)
	return err == nil
}

func isBoolean(value string) bool {
	switch strings.ToLower(value) {
	case "true", "false", "yes", "no", "1", "0":
		return true
	}
	return false
}
