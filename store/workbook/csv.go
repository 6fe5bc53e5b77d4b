package workbook

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// WriteCSV writes the header and the rows of a table, without its title and
// footer. It is UTF-8 with a byte order mark, for without one Excel and WPS
// take Chinese for another encoding. A text that a spreadsheet program would
// run as a formula gets a leading apostrophe, which Read takes off again.
func WriteCSV(w io.Writer, t Table) error {
	if len(t.Columns) == 0 {
		return fmt.Errorf("table %q: %w", t.Name, ErrEmpty)
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = disarm(c.Title)
	}
	_ = out.Write(record) // the writer keeps its first error for the end
	for _, row := range t.Rows {
		for i, c := range t.Columns {
			record[i] = disarm(c.at(row, i).text())
		}
		_ = out.Write(record)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing csv: %w", err)
	}
	return nil
}

// armed reports whether a spreadsheet program would calculate the text. The
// full-width signs count: Chinese and Japanese versions accept them. A signed
// number is harmless.
func armed(text string) bool {
	bare := strings.TrimLeft(text, " \u3000\u00a0")
	if bare == "" || isDecimal(strings.TrimSuffix(strings.TrimPrefix(bare, "+"), "%")) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(bare)
	return strings.ContainsRune("=+-@\t\r\n＝＋－＠", first)
}

func disarm(text string) string {
	if armed(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

func rearm(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && armed(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return text
}
