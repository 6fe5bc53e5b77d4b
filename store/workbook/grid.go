package workbook

import (
	"encoding/xml"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// maxRow is the last row that a sheet can have.
const maxRow = 1 << 20

// maxMerges bounds the merged ranges of one sheet.
const maxMerges = 1 << 18

// grid collects one sheet while its XML streams by. Merged ranges come after
// the cells, so they are applied at the end.
type grid struct {
	*book
	rows   []Row
	merges []span
	// widest is the number of columns of the widest row.
	widest int

	row    Row
	col    int // of the present cell, from 0; -1 before the first
	inCell bool
	kind   string // t of the present cell
	style  int    // s of the present cell
	wants  string // its formula, with the sign of equality
	inside bool   // the formula
	text   textParts
}

// span is a merged range; rows from 1, columns from 0, ends included.
type span struct{ top, left, bottom, right int }

func (b *book) readSheet(part string) ([]Row, error) {
	g := &grid{book: b}
	if err := b.each(part, g.visit); err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.rows, func(x, y Row) int { return x.Number - y.Number })
	if err := g.fill(); err != nil {
		return nil, err
	}
	return g.rows, g.markBanners()
}

func (g *grid) visit(t xml.Token) error {
	if g.inCell {
		g.text.take(t)
	}
	switch e := t.(type) {
	case xml.CharData:
		if g.inside {
			g.wants += string(e)
		}
	case xml.StartElement:
		switch e.Name.Local {
		case "f":
			g.wants, g.inside = "=", true
		case "row":
			return g.startRow(e)
		case "c":
			return g.startCell(e)
		case "mergeCell":
			return g.addMerge(attr(e, "ref"))
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "f":
			g.inside = false
		case "row":
			g.endRow()
		case "c":
			return g.endCell()
		}
	}
	return nil
}

func (g *grid) startRow(e xml.StartElement) error {
	number := g.row.Number + 1
	if r := attr(e, "r"); r != "" {
		number, _ = strconv.Atoi(r)
	}
	if number < 1 || number > maxRow {
		return fmt.Errorf("row %s: %w", attr(e, "r"), ErrNotTable)
	}
	g.row, g.col = Row{Number: number}, -1
	return nil
}

func (g *grid) endRow() {
	if len(g.row.Cells) > 0 {
		g.rows = append(g.rows, g.row)
		g.widest = max(g.widest, len(g.row.Cells))
	}
}

func (g *grid) startCell(e xml.StartElement) error {
	g.col++
	if r := attr(e, "r"); r != "" {
		_, col, ok := position(r)
		if !ok {
			return fmt.Errorf("cell %q: %w", r, ErrNotTable)
		}
		g.col = col
	}
	g.inCell, g.kind, g.wants, g.inside = true, attr(e, "t"), "", false
	g.style, _ = strconv.Atoi(attr(e, "s"))
	return nil
}

// endCell keeps the cell if something is in it.
func (g *grid) endCell() error {
	g.inCell = false
	value := g.value(g.text.flush())
	if value == "" && g.kind == "" {
		value = clean(g.wants) // what no program has calculated yet
	}
	if value == "" || g.col < 0 || g.col >= maxColumns {
		return nil
	}
	if grown := g.col + 1 - len(g.row.Cells); grown > 0 {
		if g.room -= grown; g.room < 0 {
			return fmt.Errorf("over %d cells: %w", maxCells, ErrTooLarge)
		}
	}
	g.row.Cells = place(g.row.Cells, g.col, value)
	return nil
}

// value is the cell as a person would retype it.
func (g *grid) value(raw string) string {
	switch g.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(raw)); err == nil && i >= 0 && i < len(g.strings) {
			return g.strings[i]
		}
		return ""
	case "str", "inlineStr":
		return clean(unescape(raw))
	case "e":
		return clean(raw)
	case "b":
		return strings.ToUpper(strconv.FormatBool(yes(strings.TrimSpace(raw))))
	case "d":
		return isoDate(strings.TrimSpace(raw))
	}
	f := plain
	if g.style >= 0 && g.style < len(g.formats) {
		f = g.formats[g.style]
	}
	return f.text(strings.TrimSpace(raw), g.since1904)
}

// position reads a reference such as AB12; the column counts from 0.
func position(ref string) (row, col int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := 0
	for i < len(ref) && i < 4 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z' {
		col = col*26 + int(ref[i]|0x20-'a') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	return row, col - 1, err == nil && i > 0 && row > 0
}

func (g *grid) addMerge(ref string) error {
	from, to, _ := strings.Cut(ref, ":")
	top, left, ok := position(from)
	bottom, right, ok2 := position(to)
	if !ok || !ok2 {
		return nil
	}
	if len(g.merges) == maxMerges {
		return fmt.Errorf("over %d merged ranges: %w", maxMerges, ErrTooLarge)
	}
	g.merges = append(g.merges, span{top, left, bottom, right})
	return nil
}

// under returns the filled rows from top to bottom.
func (g *grid) under(m span) []Row {
	from := sort.Search(len(g.rows), func(i int) bool { return g.rows[i].Number >= m.top })
	to := from + sort.Search(len(g.rows)-from, func(i int) bool { return g.rows[from+i].Number > m.bottom })
	return g.rows[from:max(from, to)]
}

// fill repeats the value of each merged range in all its cells, as far as the
// sheet is filled at all: a row that is empty but for the range stays out.
func (g *grid) fill() error {
	for _, m := range g.merges {
		rows := g.under(m)
		if len(rows) == 0 || rows[0].Number != m.top || m.left >= len(rows[0].Cells) {
			continue
		}
		value, right := rows[0].Cells[m.left], min(m.right, g.widest-1)
		if value == "" {
			continue
		}
		for i := range rows {
			if g.room -= right - m.left + 1; g.room < 0 {
				return fmt.Errorf("merged ranges over %d cells: %w", maxCells, ErrTooLarge)
			}
			for col := m.left; col <= right; col++ {
				rows[i].Cells = place(rows[i].Cells, col, value)
			}
		}
	}
	return nil
}

// markBanners marks the rows of which all that is filled lies in one merged
// range of several columns.
func (g *grid) markBanners() error {
	for _, m := range g.merges {
		if m.right == m.left {
			continue
		}
		rows := g.under(m)
		for i, r := range rows {
			if g.room -= len(r.Cells); g.room < 0 {
				return fmt.Errorf("merged ranges over %d cells: %w", maxCells, ErrTooLarge)
			}
			rows[i].Banner = r.Banner || m.holds(r.Cells)
		}
	}
	return nil
}

func (m span) holds(cells []string) bool {
	for col, text := range cells {
		if text != "" && (col < m.left || col > m.right) {
			return false
		}
	}
	return true
}
