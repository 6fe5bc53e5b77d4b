package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// WriteJSON writes a table as an array of objects with the columns' keys in
// their order; several tables as an object of such arrays under their names.
// A Number is a JSON number with its digits, a percentage in percent points; a
// date is 2025-11-28, a moment RFC 3339 with its offset; nil is null.
func WriteJSON(w io.Writer, tables ...Table) error {
	if len(tables) == 0 {
		return fmt.Errorf("no table: %w", ErrEmpty)
	}
	var out bytes.Buffer
	if len(tables) == 1 {
		tables[0].appendJSON(&out)
	} else {
		for i, t := range tables {
			out.WriteString([]string{"{", ",\n"}[min(i, 1)])
			out.Write(quoted(t.Name))
			out.WriteString(": ")
			t.appendJSON(&out)
		}
		out.WriteByte('}')
	}
	out.WriteByte('\n')
	if _, err := out.WriteTo(w); err != nil {
		return fmt.Errorf("writing json: %w", err)
	}
	return nil
}

func (t Table) appendJSON(out *bytes.Buffer) {
	out.WriteByte('[')
	for i, row := range t.Rows {
		out.WriteString([]string{"\n  {", ",\n  {"}[min(i, 1)])
		comma := ""
		for k, c := range t.Columns {
			if c.Key == "" {
				continue
			}
			out.WriteString(comma)
			out.Write(quoted(c.Key))
			out.WriteString(": ")
			out.Write(c.at(row, k).json())
			comma = ", "
		}
		out.WriteByte('}')
	}
	out.WriteString("\n]")
}

func (c cell) json() []byte {
	if digits, _, ok := c.number(); ok {
		return []byte(digits)
	}
	switch v := c.value.(type) {
	case nil, bool:
		return quoted(v)
	case time.Time:
		if v.IsZero() {
			return []byte("null")
		}
		if text := moment.date(v); len(text) == len(time.DateOnly) {
			return quoted(text)
		}
		return quoted(v.Format(time.RFC3339))
	}
	return quoted(c.text())
}

// quoted is the JSON of a string, a bool or nil, with signs such as < left
// readable. Encoding these cannot fail.
func quoted(value any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(value)
	return bytes.TrimRight(out.Bytes(), "\n")
}
