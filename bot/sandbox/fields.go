package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// object is a JSON object in a request.
type object map[string]json.RawMessage

// object reads a parameter that the facts have already found to be an object; it is nil if the parameter is missing.
func (p params) object(name string) object { return readObject([]byte(p.values[name])) }

// readObject is nil if raw is no object.
func readObject(raw []byte) object {
	var o object
	if json.Unmarshal(raw, &o) != nil {
		return nil
	}
	return o
}

// into reads fields as Telegram does: a number may stand in a string, a string may be a number, and null is a mistake.
// The targets are *string, *int, *int64, *bool or *object.
func (o object) into(fields map[string]any) *apiError {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		raw, ok := o[name]
		if !ok {
			continue
		}
		if want := assign(raw, fields[name]); want != "" {
			return bad("Field %q must be %s", name, want)
		}
	}
	return nil
}

// need complains about the first field that is missing.
func (o object) need(names ...string) *apiError {
	for _, name := range names {
		if _, ok := o[name]; !ok {
			return bad("Can't find field %q", name)
		}
	}
	return nil
}

// assign gives Telegram's words for what the value should have been.
func assign(raw json.RawMessage, into any) (want string) {
	isText, isNumber := raw[0] == '"', raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9'
	switch into := into.(type) {
	case *string:
		if !isText && !isNumber {
			return "of type String"
		}
		*into = flat(raw)
	case *int:
		var n int64
		want = assign(raw, &n)
		*into = int(n)
	case *int64:
		n, err := strconv.ParseInt(strings.TrimSpace(flat(raw)), 10, 64)
		switch {
		case !isText && !isNumber:
			return "a Number"
		case err != nil:
			return "a valid Number"
		}
		*into = n
	case *bool:
		if string(raw) != "true" && string(raw) != "false" {
			return "of type Boolean"
		}
		*into = string(raw) == "true"
	case *object:
		if *into = readObject(raw); *into == nil {
			return "of type Object"
		}
	}
	return want
}

// rows gives a field that is an array of arrays; of is whose field it is. A missing field has no rows.
func (o object) rows(name, of string) (all [][]json.RawMessage, fault *apiError) {
	raw, ok := o[name]
	if !ok {
		return nil, nil
	}
	lines := list(raw)
	if lines == nil {
		return nil, bad("Field %q must be of type Array", name)
	}
	for _, line := range lines {
		row := list(line)
		if row == nil {
			return nil, bad("Field %q%s must be an Array of Arrays", name, of)
		}
		all = append(all, row)
	}
	return all, nil
}

// list is nil if raw is no array.
func list(raw json.RawMessage) (items []json.RawMessage) {
	_ = json.Unmarshal(raw, &items)
	return items
}

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("sandbox: " + err.Error())
	}
	return raw
}
