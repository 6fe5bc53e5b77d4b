package workbook

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

const (
	// maxUnpacked bounds the bytes unpacked from one workbook.
	maxUnpacked = 256 << 20
	// maxCells bounds the cells, empty ones to the left of a filled one
	// included, and the shared strings of one file.
	maxCells = 4 << 20
	// maxColumns is the width of the widest sheet that Excel can make.
	maxColumns = 16384
	// maxCellRunes is the longest text that Excel keeps in a cell.
	maxCellRunes = 32767
)

// Sheet is a table as people see it.
type Sheet struct {
	// Name is that of the tab; of a text file, the name of the file.
	Name string
	// Rows holds the rows with at least one filled cell, from top to bottom.
	Rows []Row
	// Hidden is true of a sheet that has to be unhidden to be seen.
	Hidden bool
}

// Row is one row with something in it.
type Row struct {
	// Number is the row's number, from 1, as a spreadsheet program shows it.
	Number int
	// Cells starts at column A and ends with the last filled cell. White
	// space, byte order marks and zero-width characters are trimmed.
	Cells []string
	// Banner is true when one merged range holds all that the row says: a
	// heading or a remark over the table rather than a row of it.
	Banner bool
}

// Read returns the sheets of a file that people can see or unhide, those
// without content excepted.
// The name serves messages, and names the sheet of a text file.
func Read(name string, content []byte) ([]Sheet, error) {
	sheets, err := read(name, content)
	if err == nil && !slices.ContainsFunc(sheets, func(s Sheet) bool { return !s.Hidden }) {
		err = ErrEmpty
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return sheets, nil
}

func read(name string, content []byte) ([]Sheet, error) {
	switch {
	case len(bytes.TrimSpace(content)) == 0:
		return nil, ErrEmpty
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return readBook(content)
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, oldKind(content)
	}
	rows, err := readText(content)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return []Sheet{{Name: name, Rows: rows}}, nil
}

// oldKind tells a compound file that hides an encrypted .xlsx from an old
// workbook by the name of the stream, which the directory keeps in UTF-16.
func oldKind(content []byte) error {
	var stream []byte
	for _, c := range []byte("EncryptedPackage") {
		stream = append(stream, c, 0)
	}
	if bytes.Contains(content, stream) {
		return ErrProtected
	}
	return fmt.Errorf("a compound file (.xls, .et): %w", ErrOldFormat)
}

// clean trims what a person cannot see at either end of a cell, and ends its
// lines in one way.
func clean(text string) string {
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return strings.TrimFunc(text, invisible)
}

func invisible(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x200b && r <= 0x200f || r == 0x2060 || r == 0xfeff
}

// place puts text into column i of cells, which it makes longer as needed.
func place(cells []string, i int, text string) []string {
	for len(cells) <= i {
		cells = append(cells, "")
	}
	cells[i] = text
	return cells
}
