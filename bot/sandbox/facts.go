package sandbox

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
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

// loadFacts reads the data once; all worlds share it. It panics on broken data, which is part of the program.
var loadFacts = sync.OnceValue(func() facts {
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
})

// check holds parameters against the facts: what is missing first, then what has the wrong type or length.
// Unknown parameters pass, as they do at Telegram.
func (f facts) check(method string, p params) *apiError {
	known, names := f.Methods[method].Params, f.names[method]
	for _, name := range names {
		if !known[name].Required || p.has(name) {
			continue
		}
		if fault := missing(method, name); fault != nil {
			return fault
		}
	}
	for _, name := range names {
		if fault := known[name].check(method, name, p.values[name]); fault != nil {
			return fault
		}
	}
	return nil
}

// missing words the lack of a required parameter; nil where Telegram can do without it, or where the method has its own words.
func missing(method, name string) *apiError {
	words := map[string]string{
		"text": "message text is empty", "chat_id": "chat_id is empty", "user_id": "invalid user_id specified",
		"from_chat_id": `parameter "from_chat_id" is required`, "media": `parameter "media" is required`,
		"message_ids": "message identifiers are not specified", "file_id": "file_id not specified",
		"photo": "there is no photo in the request", "document": "there is no document in the request",
		"audio": "there is no audio in the request", "video": "there is no video in the request",
		"animation": "there is no animation in the request", "voice": "there is no voice in the request",
		"latitude": "latitude is empty", "longitude": "longitude is empty", "action": "wrong parameter action in request",
		"callback_query_id":     "query is too old and response timeout expired or query ID is invalid",
		"deleteMessage.chat_id": "chat identifier is not specified", "deleteMessage.message_id": "message identifier is not specified",
		"message_id": "", "message_thread_id": "", "name": "", "title": "", "custom_title": "", "setWebhook.url": "", "setMyCommands.commands": "",
	}
	for _, key := range []string{method + "." + name, name} {
		if text, ok := words[key]; ok && text != "" {
			return bad("%s", text)
		} else if ok {
			return nil
		}
	}
	return bad("parameter %q is required", name)
}

func (f factType) check(method, name, value string) *apiError {
	if value == "" || ignored(name) {
		return nil
	}
	if want := f.mismatch(value); want != "" {
		return wrongType(method, name, want, json.Valid([]byte(value)))
	}
	if f.Max > 0 && f.Unit == "characters" && !measuredByHandler(name, method) && utf8.RuneCountInString(value) > f.Max {
		return tooLong(method, name)
	}
	return nil
}

// ignored names the lists that Telegram passes over if it cannot read them.
func ignored(name string) bool {
	return name == "allowed_updates" || name == "entities" || name == "caption_entities"
}

// measuredByHandler names the parameters whose length counts after markup is taken out, or that Telegram cuts without a word.
func measuredByHandler(name, method string) bool {
	return name == "caption" || name == "name" && strings.Contains(method, "Topic") ||
		name == "text" && method != "answerCallbackQuery" || name == "secret_token" || strings.HasPrefix(method, "setChat")
}

func tooLong(method, name string) *apiError {
	if method == "answerCallbackQuery" {
		return bad("MESSAGE_TOO_LONG")
	}
	return bad("%s is too long", name)
}

// wrongType words a parameter of the wrong type: what Telegram says to text that is no JSON, and to JSON of another kind.
func wrongType(method, name, want string, isJSON bool) *apiError {
	words := map[string][2]string{
		"reply_markup":         {"can't parse reply keyboard markup JSON object", "object expected as reply markup"},
		"reply_parameters":     {"can't parse reply parameters JSON object", "object expected as reply parameters"},
		"link_preview_options": {"can't parse link preview options JSON object", "object expected as link preview options"},
		"media":                {"can't parse media JSON object", "expected an Array of InputMedia"},
		"editMessageMedia":     {"can't parse input media JSON object", "can't parse InputMedia: expected an Object"},
		"commands":             {"can't parse commands JSON object", "expected an Array of BotCommand"},
		"scope":                {"can't parse BotCommandScope JSON object", "can't parse BotCommandScope: BotCommandScope must be an Object"},
		"reaction":             {"can't parse reaction types JSON object", "expected an Array of ReactionType"},
		"message_ids":          {"can't parse message_ids JSON object", "expected an Array of message identifiers"},
		"menu_button":          {"can't parse menu button JSON object", "can't parse menu button: MenuButton must be an Object"},
		"rights": {
			"can't parse ChatAdministratorRights JSON object", "can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object",
		},
	}
	texts, ok := words[name]
	if name == "media" && method == "editMessageMedia" {
		texts = words[method]
	}
	switch {
	case !ok:
		return bad("field %q must be of type %s", name, want)
	case !isJSON:
		return bad("%s", texts[0])
	}
	return bad("%s", texts[1])
}

// mismatch gives Telegram's word for the type that the value should have, "" if one of the allowed types fits. Numbers and Booleans
// always fit: Telegram makes the best of what it gets.
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
	case kind == "String" || kind == "InputFile" || kind == "Integer" || kind == "Float" || kind == "Boolean":
		return ""
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
