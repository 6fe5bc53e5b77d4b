package workbook

import (
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

// bodyFont is on every Chinese desktop; elsewhere the reader's program finds
// one like it.
const bodyFont = "宋体"

// Number formats that we write.
const (
	textFormat   = "@"
	dateFormat   = "yyyy-mm-dd"
	momentFormat = "yyyy-mm-dd hh:mm"
)

// typing is the number format of cells that wait to be filled.
func (k ColumnKind) typing() string {
	switch k {
	case Numeric:
		return "General"
	case Date:
		return dateFormat
	case Percent:
		return "0.0%"
	}
	return textFormat
}

// role is the part that a cell plays on its sheet.
type role int

const (
	body role = iota
	waiting
	heading
	header
	footer
	prose
	proseHeading
)

// look is what tells one cell style from another.
type look struct {
	role   role
	style  Style
	format string
	kind   ColumnKind
}

// id registers a look once and returns the number that cells refer to.
func (b *bookWriter) id(l look) (int, error) {
	if id, ok := b.looks[l]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(l.sheetStyle())
	if err == nil {
		b.looks[l] = id
	}
	return id, err
}

func (l look) sheetStyle() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: 11},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true, Horizontal: "left"},
	}
	if l.format != "" && l.format != "General" {
		s.CustomNumFmt = &l.format
	}
	switch l.role {
	case body:
		s.Border, s.Fill = frame(), fill(l.style.colour())
		l.align(s.Alignment)
	case waiting:
		l.align(s.Alignment)
	case header:
		s.Border, s.Alignment.Horizontal, s.Font.Bold = frame(), "center", true
		s.Fill = fill("D9E1F2")
	case heading:
		s.Alignment.Horizontal, s.Font.Bold, s.Font.Size = "center", true, 16
	case proseHeading:
		s.Font.Bold, s.Font.Size = true, 16
	case footer:
		s.Font.Size, s.Font.Color = 10, "595959"
	}
	return s
}

// align goes by what is in a cell, so that a number kept as text is seen. A
// number or date shrinks to its column, where it would turn into ### signs.
func (l look) align(a *excelize.Alignment) {
	if l.format == textFormat {
		return
	}
	a.WrapText, a.ShrinkToFit = false, true
	if l.kind == Date || l.format == dateFormat || l.format == momentFormat {
		a.Horizontal = "center"
	} else {
		a.Horizontal, a.Indent = "right", 1
	}
}

func (s Style) colour() string {
	switch s {
	case Green:
		return "E2F0D9"
	case Yellow:
		return "FFF2CC"
	case Red:
		return "F8CBAD"
	case Grey:
		return "E7E6E6"
	}
	return ""
}

func fill(colour string) excelize.Fill {
	if colour == "" {
		return excelize.Fill{}
	}
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func frame() []excelize.Border {
	var sides []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		sides = append(sides, excelize.Border{Type: side, Color: "A6A6A6", Style: 1})
	}
	return sides
}

// width is that of a column in characters of Latin text.
func (c Column) width() float64 {
	if c.Width > 0 {
		return min(c.Width, excelize.MaxColumnWidth)
	}
	usual := map[ColumnKind]float64{Text: 20, Numeric: 11, Date: 12, Percent: 10}[c.Kind]
	return min(max(usual, float64(span2(c.Title))+5), 40)
}

// span2 is the width of a text in characters of Latin text: whatever is not
// Latin takes the room of two.
func span2(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x2000 {
			n++
		}
	}
	return n
}

// lines is how many lines a text takes in a column: streamed rows do not find
// their height by themselves.
func lines(text string, width float64) int {
	room, n := max(width-1.5, 1), 0
	for line := range strings.SplitSeq(text, "\n") {
		n += max(1, int(math.Ceil(float64(span2(line))/room)))
	}
	return n
}

// height is that of a row in points, for lines of a letter size.
func height(lines int, size float64) float64 {
	return min(float64(lines)*size*1.4+6, excelize.MaxRowHeight)
}
