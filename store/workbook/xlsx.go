package workbook

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// typingRows is how many rows of an empty table have drop-downs and hints.
const typingRows = 1000

// bookWriter is an .xlsx under way.
type bookWriter struct {
	file  *excelize.File
	looks map[look]int
	names []string
	// lists maps the choices of a drop-down to the range that holds them.
	lists map[string]string
	hints string // the hidden sheet of the lists, once there is one
}

// WriteXLSX writes a workbook with one sheet for each table, ready to read,
// filter and print. Rows go out as a stream: a large table costs no more
// memory than its bytes.
func WriteXLSX(w io.Writer, tables ...Table) error {
	if len(tables) == 0 || slices.ContainsFunc(tables, func(t Table) bool { return len(t.Columns) == 0 }) {
		return fmt.Errorf("no table, or one without columns: %w", ErrEmpty)
	}
	b := &bookWriter{file: excelize.NewFile(), looks: map[look]int{}, lists: map[string]string{}}
	defer b.file.Close()
	if err := b.write(tables); err != nil {
		return fmt.Errorf("making a workbook: %w", err)
	}
	if _, err := b.file.WriteTo(w); err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	return nil
}

func (b *bookWriter) write(tables []Table) error {
	if err := b.file.SetDocProps(&excelize.DocProperties{Creator: "duban"}); err != nil {
		return err
	}
	if err := b.file.SetDefaultFont(bodyFont); err != nil {
		return err
	}
	for _, t := range tables {
		if err := b.addSheet(t.Name); err != nil {
			return err
		}
	}
	for i, t := range tables {
		s := sheetWriter{bookWriter: b, Table: t, name: b.names[i]}
		if err := s.write(); err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	return nil
}

// addSheet adds a sheet; the first takes the place of the one that a new
// workbook has.
func (b *bookWriter) addSheet(wish string) error {
	name := b.freeName(wish)
	b.names = append(b.names, name)
	if len(b.names) == 1 {
		return b.file.SetSheetName("Sheet1", name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// freeName makes a wish fit the rules for tabs: up to 31 characters, none of
// them special in a reference, different from all others whatever the case.
func (b *bookWriter) freeName(wish string) string {
	base := strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || r < ' ' || r > 0xffff {
			return -1
		}
		return r
	}, wish))
	if base == "" {
		base = "Sheet"
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(b.names, func(n string) bool { return strings.EqualFold(n, name) })
	}
	name := cut(base, excelize.MaxSheetNameLength)
	for i := 2; taken(name); i++ {
		tail := " " + strconv.Itoa(i)
		name = cut(base, excelize.MaxSheetNameLength-len(tail)) + tail
	}
	return name
}

// cut keeps the first n characters of a text.
func cut(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}

// list puts choices into a column of a hidden sheet and returns the range. A
// list inside the validation itself could hold 255 characters only.
func (b *bookWriter) list(choices []string) (string, error) {
	key := strings.Join(choices, "\x00")
	if ref := b.lists[key]; ref != "" {
		return ref, nil
	}
	if b.hints == "" {
		if err := b.addSheet("选项"); err != nil {
			return "", err
		}
		b.hints = b.names[len(b.names)-1]
		if err := b.file.SetSheetVisible(b.hints, false); err != nil {
			return "", err
		}
	}
	column, err := excelize.ColumnNumberToName(len(b.lists) + 1)
	if err != nil {
		return "", err
	}
	for i, choice := range choices {
		if err := b.file.SetCellStr(b.hints, column+strconv.Itoa(i+1), choice); err != nil {
			return "", err
		}
	}
	b.lists[key] = fmt.Sprintf("'%s'!$%s$1:$%s$%d", b.hints, column, column, len(choices))
	return b.lists[key], nil
}

// excel returns the value and the number format with which a cell goes out.
// The format shows every digit of a decimal, zeros at its end too.
func (c cell) excel() (any, string) {
	if digits, percent, ok := c.number(); ok && significant(digits) <= maxDigits {
		_, part, _ := strings.Cut(digits, ".")
		format, sign := "0", ""
		if part != "" {
			format += "." + strings.Repeat("0", len(part))
		}
		if percent {
			digits, sign = shift(digits, -2), "%"
		}
		value, err := strconv.ParseFloat(digits, 64)
		if err == nil && len(part) <= maxDigits {
			return value, format + sign
		}
	}
	if at, ok := c.value.(time.Time); ok && !at.IsZero() && at.Year() >= 1901 && at.Year() < 10000 {
		if len(moment.date(at)) > len(time.DateOnly) {
			return toSerial(at), momentFormat
		}
		return int(toSerial(at)), dateFormat
	}
	if text := c.text(); text != "" {
		return text, textFormat
	}
	return nil, c.kind.typing()
}
