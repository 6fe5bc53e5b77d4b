package workbook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// sniffedLines is how many lines decide about the delimiter.
const sniffedLines = 50

// readText reads a delimited text in whatever encoding it has.
func readText(content []byte) ([]Row, error) {
	text, err := decode(content)
	if err != nil {
		return nil, err
	}
	if start := strings.ToLower(clean(text[:min(len(text), 200)])); strings.HasPrefix(start, "<") {
		return nil, fmt.Errorf("a web page or XML table: %w", ErrOldFormat)
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	delimiter, text := sniff(text)
	return readDelimited(text, delimiter)
}

// decode finds the encoding: a byte order mark first, then UTF-8 if every
// byte agrees, then UTF-16 if zero bytes say so, then GB18030. A result with
// control characters was not text.
func decode(content []byte) (string, error) {
	utf16 := func(e unicode.Endianness) encoding.Encoding { return unicode.UTF16(e, unicode.IgnoreBOM) }
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		from, content = utf16(unicode.LittleEndian), content[2:]
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		from, content = utf16(unicode.BigEndian), content[2:]
	case bytes.IndexByte(content, 0) >= 0:
		from = utf16(zeroSide(content))
	case utf8.Valid(content):
		return printable(strings.TrimPrefix(string(content), "\ufeff"))
	default:
		from = simplifiedchinese.GB18030
	}
	text, err := from.NewDecoder().Bytes(content)
	if err != nil {
		return "", fmt.Errorf("unknown encoding (%w): %w", err, ErrNotTable)
	}
	return printable(string(text))
}

// zeroSide guesses the byte order of UTF-16 from the high bytes of its
// commas, digits and line ends, which are zero.
func zeroSide(content []byte) unicode.Endianness {
	var zeros [2]int
	for i, c := range content {
		if c == 0 {
			zeros[i%2]++
		}
	}
	if zeros[0] > zeros[1] {
		return unicode.BigEndian
	}
	return unicode.LittleEndian
}

func printable(text string) (string, error) {
	for _, r := range text {
		if r == utf8.RuneError || r == 0x7f || r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return "", fmt.Errorf("not a text, or in an unknown encoding (%U): %w", r, ErrNotTable)
		}
	}
	return text, nil
}

// sniff finds the delimiter: the one that most lines agree to have, counting
// how often. A first line such as sep=; says it, and is cut off: spreadsheet
// programs do not count it as a row.
func sniff(text string) (rune, string) {
	first, rest, _ := strings.Cut(text, "\n")
	if d, ok := strings.CutPrefix(strings.TrimSpace(first), "sep="); ok && len(d) == 1 && strings.Contains(",;|", d) {
		return rune(d[0]), rest
	}
	best, most := ',', 0
	lines := unquotedLines(text)
	for _, d := range ",;\t" {
		if score := agreement(lines, string(d)); score > most {
			best, most = d, score
		}
	}
	return best, text
}

// unquotedLines returns the first lines without what stands in quotes.
func unquotedLines(text string) []string {
	var line strings.Builder
	var lines []string
	quoted := false
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			lines = append(lines, line.String())
			line.Reset()
		default:
			line.WriteRune(r)
		}
		if len(lines) == sniffedLines {
			return lines
		}
	}
	return append(lines, line.String())
}

// agreement is the largest product of a count and the lines that have it.
func agreement(lines []string, delimiter string) int {
	votes, best := map[int]int{}, 0
	for _, line := range lines {
		n := strings.Count(line, delimiter)
		votes[n]++
		best = max(best, n*votes[n])
	}
	return best
}

func readDelimited(text string, delimiter rune) ([]Row, error) {
	rows, err := parse(text, delimiter, false)
	if errors.Is(err, csv.ErrBareQuote) {
		rows, err = parse(text, delimiter, true)
	}
	if bad := new(csv.ParseError); errors.As(err, &bad) {
		return nil, fmt.Errorf("line %d: quotation marks do not match (%w): %w", bad.StartLine, bad.Err, ErrNotTable)
	}
	return rows, err
}

// parse reads all records. A row's number is that of the line it starts on,
// less the line ends inside quoted cells before it.
func parse(text string, delimiter rune, lazy bool) ([]Row, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = delimiter, lazy, -1, true
	var rows []Row
	inside, room := 0, maxCells
	for {
		record, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		row := Row{Number: line - inside, Cells: slices.Clone(record)}
		for _, cell := range record {
			inside += strings.Count(cell, "\n")
		}
		if row.Cells, err = tidy(row.Cells); err != nil {
			return nil, fmt.Errorf("row %d: %w", row.Number, err)
		}
		if room -= len(record); room < 0 {
			return nil, fmt.Errorf("over %d cells: %w", maxCells, ErrTooLarge)
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
}

// tidy cleans the cells of a text row and drops empty ones at its end. A cell
// longer than any program writes is the sign of a quotation mark left open.
func tidy(cells []string) ([]string, error) {
	filled := 0
	for i, cell := range cells {
		if len(cell) > maxCellRunes && utf8.RuneCountInString(cell) > maxCellRunes {
			return nil, fmt.Errorf("a cell of over %d characters: %w", maxCellRunes, ErrNotTable)
		}
		cells[i] = clean(rearm(cell))
		if cells[i] != "" {
			filled = i + 1
		}
	}
	return cells[:filled], nil
}
