package workbook

import (
	"encoding/xml"
	"fmt"
	"path"
	"strconv"
	"strings"
)

// book is what the sheets of one .xlsx share.
type book struct {
	*archive
	strings []string
	// formats is the kind of each cell style, by its index.
	formats []format
	// since1904 is the other day zero, of files from old Macintosh versions.
	since1904 bool
	// room is how many cells may still be held.
	room int
}

// tab is a sheet of a book: its name and its part of the archive.
type tab struct {
	name, part string
	hidden     bool
}

func readBook(content []byte) ([]Sheet, error) {
	a, err := openArchive(content)
	if err != nil {
		return nil, err
	}
	b := &book{archive: a, room: maxCells}
	tabs, err := b.open()
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	for _, t := range tabs {
		rows, err := b.readSheet(t.part)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", t.name, err)
		}
		if len(rows) > 0 {
			sheets = append(sheets, Sheet{Name: t.name, Hidden: t.hidden, Rows: rows})
		}
	}
	return sheets, nil
}

// open reads the parts that all sheets need and lists the sheets, without those
// that only a program can show.
func (b *book) open() ([]tab, error) {
	root, err := b.relations("")
	if err != nil {
		return nil, err
	}
	main := root.first("/officeDocument")
	switch {
	case b.has("content.xml"), strings.HasSuffix(main, ".bin"):
		return nil, fmt.Errorf("a workbook of another kind (.ods, .xlsb): %w", ErrOldFormat)
	case !strings.HasSuffix(main, "workbook.xml") || !b.has(main):
		return nil, fmt.Errorf("an archive without a workbook: %w", ErrNotTable)
	}
	parts, err := b.relations(main)
	if err != nil {
		return nil, err
	}
	if err = b.readStyles(parts.first("/styles")); err != nil {
		return nil, err
	}
	if err = b.readStrings(parts.first("/sharedStrings")); err != nil {
		return nil, err
	}
	return b.tabs(main, parts)
}

// relation is a pointer from one part of a book to another.
type relation struct{ id, kind, target string }

type relations []relation

// first is the target of the first relation whose kind ends so: the rest of
// the kind is one of two address spaces, strict or transitional.
func (rs relations) first(kind string) string {
	for _, r := range rs {
		if strings.HasSuffix(r.kind, kind) {
			return r.target
		}
	}
	return ""
}

func (b *book) relations(part string) (relations, error) {
	dir, base := path.Split(part)
	var rs relations
	err := b.each(path.Join(dir, "_rels", base+".rels"), func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" {
			return nil
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		rs = append(rs, relation{attr(e, "Id"), attr(e, "Type"), target})
		return nil
	})
	return rs, err
}

func (b *book) tabs(main string, parts relations) ([]tab, error) {
	var tabs []tab
	err := b.each(main, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		switch {
		case ok && e.Name.Local == "workbookPr":
			b.since1904 = yes(attr(e, "date1904"))
		case ok && e.Name.Local == "sheet" && attr(e, "state") != "veryHidden":
			for _, r := range parts {
				if r.id == attr(e, "id") && strings.HasSuffix(r.kind, "/worksheet") {
					tabs = append(tabs, tab{attr(e, "name"), r.target, attr(e, "state") == "hidden"})
				}
			}
		}
		return nil
	})
	return tabs, err
}

func yes(value string) bool { return value == "1" || value == "true" }

// readStyles keeps of each cell style the kind of its number format.
func (b *book) readStyles(part string) error {
	custom := map[int]string{}
	inCells := false
	return b.each(part, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			switch e.Name.Local {
			case "numFmt":
				custom[id] = attr(e, "formatCode")
			case "cellXfs":
				inCells = true
			case "xf":
				if inCells {
					b.formats = append(b.formats, formatOf(id, custom))
				}
			}
		case xml.EndElement:
			inCells = inCells && e.Name.Local != "cellXfs"
		}
		return nil
	})
}

// readStrings reads the table of texts that cells point into.
func (b *book) readStrings(part string) error {
	var text textParts
	return b.each(part, func(t xml.Token) error {
		text.take(t)
		if e, ok := t.(xml.EndElement); ok && e.Name.Local == "si" {
			if len(b.strings) == maxCells {
				return fmt.Errorf("over %d texts: %w", maxCells, ErrTooLarge)
			}
			b.strings = append(b.strings, clean(unescape(text.flush())))
		}
		return nil
	})
}

// textParts joins the runs of a rich text. A phonetic guide (rPh), which
// repeats the text in another script, is not part of it.
type textParts struct {
	text         strings.Builder
	in, phonetic bool
}

func (p *textParts) take(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		p.in = t.Name.Local == "t" || t.Name.Local == "v"
		p.phonetic = p.phonetic || t.Name.Local == "rPh"
	case xml.EndElement:
		p.in = false
		p.phonetic = p.phonetic && t.Name.Local != "rPh"
	case xml.CharData:
		if p.in && !p.phonetic {
			p.text.Write(t)
		}
	}
}

func (p *textParts) flush() string {
	text := p.text.String()
	p.text.Reset()
	p.in, p.phonetic = false, false
	return text
}

// unescape undoes _x000D_, the spelling of characters that XML cannot hold.
func unescape(text string) string {
	var out strings.Builder
	for {
		i := strings.Index(text, "_x")
		if i < 0 || len(text) < i+7 {
			break
		}
		code, err := strconv.ParseUint(text[i+2:i+6], 16, 16)
		if err != nil || text[i+6] != '_' {
			out.WriteString(text[:i+2])
			text = text[i+2:]
			continue
		}
		out.WriteString(text[:i])
		out.WriteRune(rune(code))
		text = text[i+7:]
	}
	if out.Len() == 0 {
		return text
	}
	return out.String() + text
}
