package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ColumnKind is what a column holds. It decides how an empty cell of the
// column takes what a person types, and how a cell is aligned; the type of a
// value decides how the value is written.
type ColumnKind int

// The kinds of column.
const (
	// Text keeps what is typed: 3-1 does not become the third of January.
	Text ColumnKind = iota
	// Numeric takes decimals.
	Numeric
	// Date shows dates as 2025-11-28.
	Date
	// Percent shows shares of a hundred. Number("80") in it is 80%.
	Percent
)

// Number is an exact decimal such as 12.50, or with a percent sign 12.5%. It
// is written as a number with these digits; a Number that is not a decimal, or
// has more digits than a spreadsheet keeps, is written as text.
type Number string

// Style is the background of a row.
type Style int

// The styles of a row.
const (
	None Style = iota
	Green
	Yellow
	Red
	Grey
)

// Column is one column of a table.
type Column struct {
	// Title is the header.
	Title string
	// Key names the value in JSON; a column without one is left out there.
	Key string
	// Width is in characters of Latin text, two to a Chinese character; zero
	// takes a width from the kind and the title.
	Width float64
	// Choices are offered as a drop-down; another value brings up a warning.
	Choices []string
	Kind    ColumnKind
	// Note is shown when a cell of the column is selected, up to 255
	// characters.
	Note string
	// Aside folds the column away: it is there for who opens its group and for
	// Read, and is not printed.
	Aside bool
}

// Table is a sheet to write.
type Table struct {
	// Name is that of the tab, made to fit the rules for it.
	Name string
	// Title, if not empty, is printed across the columns above the header.
	Title   string
	Columns []Column
	// Rows hold string, Number, int, int64, bool, time.Time or nil; any other
	// value is written as the text that fmt makes of it.
	Rows [][]any
	// Footer, if not empty, is printed across the columns below the rows.
	Footer string
	// RowStyle colours row i; nil colours none.
	RowStyle func(i int) Style
	// Frozen is how many columns at the left stay in view.
	Frozen int
	// Prose makes a page to read: no filter, no lines, upright paper.
	Prose bool
}

// Guide makes a sheet of plain lines under a title, such as the instructions
// of a template.
func Guide(name, title string, lines []string) Table {
	t := Table{Name: name, Columns: []Column{{Title: title, Key: "line", Width: 72}}, Prose: true}
	for _, line := range lines {
		t.Rows = append(t.Rows, []any{line})
	}
	return t
}

// cell is a value on its way out, of one of the types string, Number, bool,
// time.Time or nil.
type cell struct {
	value any
	kind  ColumnKind
}

// at returns the cell of a row in column i; a row may be short.
func (c Column) at(row []any, i int) cell {
	if i >= len(row) {
		return cell{kind: c.Kind}
	}
	switch v := row[i].(type) {
	case nil, string, Number, bool, time.Time:
		return cell{v, c.Kind}
	case int:
		return cell{Number(strconv.Itoa(v)), c.Kind}
	case int64:
		return cell{Number(strconv.FormatInt(v, 10)), c.Kind}
	default:
		return cell{fmt.Sprint(v), c.Kind}
	}
}

// number returns the digits of an exact decimal, in percent points if so.
func (c cell) number() (digits string, percent, ok bool) {
	n, ok := c.value.(Number)
	if !ok {
		return "", false, false
	}
	digits, percent = strings.CutSuffix(string(n), "%")
	return digits, percent || c.kind == Percent, isDecimal(digits)
}

// text is the cell as Read would return it, zeros at the end kept.
func (c cell) text() string {
	if digits, percent, ok := c.number(); ok && percent {
		return digits + "%"
	}
	switch v := c.value.(type) {
	case nil:
		return ""
	case bool:
		return strings.ToUpper(strconv.FormatBool(v))
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return moment.date(v)
	}
	return strings.Map(writable, fmt.Sprint(c.value))
}

// writable drops the control characters that XML cannot hold and that mark a
// text file as something else.
func writable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0xfffe || r == 0xffff {
		return -1
	}
	return r
}
