package tables

import (
	"regexp"
	"slices"

	"duban/store/workbook"
)

// stacked puts the right half of a table that was set in halves beside each
// other, each with its head, below the left one.
func stacked(sheet workbook.Sheet) workbook.Sheet {
	h, ok := findHead(sheet.Rows)
	if !ok {
		return sheet
	}
	at := secondHalf(sheet.Rows[h.to].Cells)
	if at == 0 {
		return sheet
	}
	left, right := sheet, sheet
	left.Rows, right.Rows = nil, nil
	for i, row := range sheet.Rows {
		if i < h.from || row.Banner || len(row.Cells) <= at {
			left.Rows = append(left.Rows, row)
			continue
		}
		left.Rows = append(left.Rows, workbook.Row{Number: row.Number, Cells: row.Cells[:at:at]})
		right.Rows = append(right.Rows, workbook.Row{Number: row.Number, Cells: row.Cells[at:]})
	}
	left.Rows = append(left.Rows, stacked(right).Rows...)
	return left
}

// secondHalf is the place from which a head repeats itself; 0 if it does not.
func secondHalf(head []string) int {
	for at := fewestNames; at+fewestNames <= len(head); at++ {
		again := head[at:]
		if columnNamed(head[0]) != "" && again[0] != "" && again[0] != head[at-1] && slices.Equal(again, head[:len(again)]) {
			return at
		}
	}
	return 0
}

// ditto is said of what stands in the row above.
var ditto = regexp.MustCompile(`(?i)^(?:同上|〃|″|"|''|ditto)$`)

// withoutDitto writes what stands above in the place of such words.
func withoutDitto(rows []workbook.Row) []workbook.Row {
	rows = slices.Clone(rows)
	for i := 1; i < len(rows); i++ {
		if !slices.ContainsFunc(rows[i].Cells, ditto.MatchString) {
			continue
		}
		cells := slices.Clone(rows[i].Cells)
		for k, cell := range cells {
			if ditto.MatchString(cell) && !rows[i-1].Banner {
				cells[k] = at(rows[i-1].Cells, k)
			}
		}
		rows[i].Cells = cells
	}
	return rows
}
