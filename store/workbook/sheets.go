package workbook

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetWriter is one sheet under way.
type sheetWriter struct {
	*bookWriter
	Table
	name   string
	stream *excelize.StreamWriter
	row    int // the last row written
}

// headerRow is the number of the row with the columns' titles.
func (s *sheetWriter) headerRow() int {
	if s.Title != "" {
		return 2
	}
	return 1
}

// write sets up the sheet and then streams its rows. What is set once the
// stream is open, except through the stream, would be lost without an error.
func (s *sheetWriter) write() (err error) {
	for _, step := range []func() error{s.filter, s.paper, s.hint} {
		if err = step(); err != nil {
			return err
		}
	}
	if s.stream, err = s.file.NewStreamWriter(s.name); err != nil {
		return err
	}
	for _, step := range []func() error{s.columns, s.freeze, s.top, s.body, s.bottom, s.stream.Flush} {
		if err = step(); err != nil {
			return err
		}
	}
	return nil
}

// filter comes before paper: it replaces the sheet's properties.
func (s *sheetWriter) filter() error {
	if s.Prose {
		return nil
	}
	last := s.headerRow() + max(len(s.Rows), 1)
	area, err := s.area(1, s.headerRow(), len(s.Columns), last)
	if err != nil {
		return err
	}
	return s.file.AutoFilter(s.name, area, nil)
}

// area is a range such as A1:C7.
func (s *sheetWriter) area(left, top, right, bottom int) (string, error) {
	from, err := excelize.CoordinatesToCellName(left, top)
	if err != nil {
		return "", err
	}
	to, err := excelize.CoordinatesToCellName(right, bottom)
	return from + ":" + to, err
}

// paper fits the columns on A4, repeats the header, and puts the sheet's name
// above and the page's number below.
func (s *sheetWriter) paper() error {
	a4, wide, tall, fit := 9, 1, 0, true
	side, edge, end, foot := "landscape", 0.5, 0.75, 0.35 // inches
	head, above := &excelize.HeaderFooterOptions{OddHeader: "&C&\"宋体,Bold\"&14&A", OddFooter: "&C第 &P 页 共 &N 页"}, end
	if s.Prose {
		side, head.OddHeader, above = "portrait", "", edge
	}
	f := s.file
	if err := f.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &side, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	if err := f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
		Left: &edge, Right: &edge, Top: &above, Bottom: &end, Header: &foot, Footer: &foot, Horizontally: &fit}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(s.name, head); err != nil {
		return err
	}
	if s.Prose {
		return nil
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", s.name, s.headerRow(), s.headerRow())})
}

// hint adds drop-downs and notes to the cells under the header.
func (s *sheetWriter) hint() error {
	for i, c := range s.Columns {
		if len(c.Choices) == 0 && c.Note == "" {
			continue
		}
		first := s.headerRow() + 1
		area, err := s.area(i+1, first, i+1, first+max(typingRows, len(s.Rows)))
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(area)
		if len(c.Choices) > 0 {
			list, err := s.list(c.Choices)
			if err != nil {
				return err
			}
			v.SetSqrefDropList(list)
			warn := "warning"
			v.ShowErrorMessage, v.ErrorStyle = true, &warn
		}
		if c.Note != "" {
			v.SetInput(cut(c.Title, 32), cut(c.Note, 255))
		}
		if err := s.file.AddDataValidation(s.name, v); err != nil {
			return err
		}
	}
	return nil
}

// columns goes from the last to the first: the stream puts each width before
// those it has, and a file with falling columns is damaged to some programs.
func (s *sheetWriter) columns() error {
	for i := len(s.Columns); i >= 1; i-- {
		c := s.Columns[i-1]
		if err := s.stream.SetColWidth(i, i, c.width()); err != nil {
			return err
		}
		if s.Prose {
			continue
		}
		if c.Aside {
			if err := errors.Join(s.stream.SetColVisible(i, i, false), s.stream.SetColOutlineLevel(i, 1)); err != nil {
				return err
			}
		}
		id, err := s.id(look{role: waiting, format: c.Kind.typing(), kind: c.Kind})
		if err != nil {
			return err
		}
		if err = s.stream.SetColStyle(i, i, id); err != nil {
			return err
		}
	}
	return nil
}

// freeze keeps the header and the first columns in view.
func (s *sheetWriter) freeze() error {
	if s.Prose {
		return nil
	}
	left := min(max(s.Frozen, 0), len(s.Columns)-1)
	corner, err := excelize.CoordinatesToCellName(left+1, s.headerRow()+1)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if left > 0 {
		pane = "bottomRight"
	}
	return s.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: left, YSplit: s.headerRow(), TopLeftCell: corner, ActivePane: pane})
}

// top writes the title and the header.
func (s *sheetWriter) top() error {
	if s.Title != "" {
		if err := s.across(s.Title, heading, 16); err != nil {
			return err
		}
	}
	l := look{role: header}
	if s.Prose {
		l.role = proseHeading
	}
	id, err := s.id(l)
	if err != nil {
		return err
	}
	values, tall := make([]any, len(s.Columns)), 1
	for i, c := range s.Columns {
		values[i] = excelize.Cell{StyleID: id, Value: strings.Map(writable, c.Title)}
		tall = max(tall, lines(c.Title, c.width()-3)) // the filter's arrow takes room
	}
	return s.put(values, height(tall, 11)+8)
}

// across writes one text over all columns.
func (s *sheetWriter) across(text string, r role, size float64) error {
	id, err := s.id(look{role: r})
	if err != nil {
		return err
	}
	width := 0.0
	for _, c := range s.Columns {
		width += c.width()
	}
	area, err := s.area(1, s.row+1, len(s.Columns), s.row+1)
	if err != nil {
		return err
	}
	from, to, _ := strings.Cut(area, ":")
	if from != to {
		if err = s.stream.MergeCell(from, to); err != nil {
			return err
		}
	}
	tall := height(lines(text, width*11/size), size) + 4
	return s.put([]any{excelize.Cell{StyleID: id, Value: strings.Map(writable, text)}}, tall)
}

func (s *sheetWriter) put(values []any, height float64) error {
	s.row++
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.stream.SetRow(at, values, excelize.RowOpts{Height: min(height, excelize.MaxRowHeight)})
}

func (s *sheetWriter) body() error {
	values := make([]any, len(s.Columns))
	for i, row := range s.Rows {
		l := look{role: body}
		if s.Prose {
			l.role = prose
		}
		if s.RowStyle != nil {
			l.style = s.RowStyle(i)
		}
		tall := 1
		for k, c := range s.Columns {
			value, format := c.at(row, k).excel()
			l.format, l.kind = format, c.Kind
			id, err := s.id(l)
			if err != nil {
				return err
			}
			values[k] = excelize.Cell{StyleID: id, Value: value}
			if text, ok := value.(string); ok && !c.Aside {
				tall = max(tall, lines(text, c.width()))
			}
		}
		if err := s.put(values, height(tall, 11)); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheetWriter) bottom() error {
	if s.Footer == "" {
		return nil
	}
	return s.across(s.Footer, footer, 10)
}
