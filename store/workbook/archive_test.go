package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

// zipped packs parts into an archive.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFilesThatAreRefused(t *testing.T) {
	cell := `<c t="inlineStr"><is><t>x</t></is></c>`
	sheet := func(inside string) []byte { return bareBook(t, "<worksheet>"+inside+"</worksheet>") }
	far := strings.Builder{}
	for i := 1; i <= 300; i++ {
		fmt.Fprintf(&far, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i, i)
	}
	merges := `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row></sheetData>` + strings.Repeat(`<mergeCell ref="A1:XFD1"/>`, 300)
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	tests := []struct {
		name    string
		content []byte
		want    error
	}{
		{"nothing", nil, ErrEmpty},
		{"white space", []byte(" \r\n"), ErrEmpty},
		{"delimiters only", []byte(",,\n,,\n"), ErrEmpty},
		{"workbook without cells", sheet(`<sheetData/>`), ErrEmpty},
		{"old workbook", []byte(ole + "Workbook"), ErrOldFormat},
		{"encrypted workbook", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), ErrProtected},
		{"web page", []byte("\ufeff<html><table><tr><td>甲</td></tr></table></html>"), ErrOldFormat},
		{"OpenDocument", zipped(t, map[string]string{"mimetype": "x", "content.xml": "<x/>"}), ErrOldFormat},
		{"another archive", zipped(t, map[string]string{"word/document.xml": "<x/>"}), ErrNotTable},
		{"cut archive", sheet(`<sheetData><row>` + cell + `</row></sheetData>`)[:400], ErrNotTable},
		{"broken XML", sheet(`<sheetData><row><c <`), ErrNotTable},
		{"impossible reference", sheet(`<sheetData><row><c r="7"><v>1</v></c></row></sheetData>`), ErrNotTable},
		{"row too far down", sheet(`<sheetData><row r="99999999">` + cell + `</row></sheetData>`), ErrNotTable},
		{"cells far to the right", sheet(`<sheetData>` + far.String() + `</sheetData>`), ErrTooLarge},
		{"overlapping merged ranges", sheet(merges), ErrTooLarge},
		{"endless attribute", sheet(`<sheetData x="` + strings.Repeat("a", maxToken) + `"/>`), ErrTooLarge},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ErrNotTable},
		{"bytes", []byte{0xff, 0x81, 0x01, 0x02, 0x99}, ErrNotTable},
		{"open quotation mark", []byte("a,b\n\"c,d\ne,f\n"), ErrNotTable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheets, err := Read("清单.xlsx", test.content)
			if !errors.Is(err, test.want) || sheets != nil {
				t.Errorf("%v, %d sheets; want %v", err, len(sheets), test.want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "清单.xlsx: ") {
				t.Errorf("%q does not begin with the name", err)
			}
		})
	}
}

// bomb is a workbook whose sheet unpacks to size bytes, rounded up to whole
// blocks, and is packed into a hundredth of that or less. One packed block,
// which points back into itself only, is repeated.
func bomb(t testing.TB, size int) []byte {
	t.Helper()
	block := bytes.Repeat([]byte("<a>    </a>\n    "), 1<<16)
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = w.Write(block)
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	n, sum := size/len(block)+1, uint32(0)
	for range n {
		sum = crc32.Update(sum, crc32.IEEETable, block)
	}
	end := "\x01\x00\x00\xff\xff" // an empty last block
	return withSheet(t, append(bytes.Repeat(packed.Bytes(), n), end...), uint64(n*len(block)), sum)
}

// withSheet is a workbook with a sheet that is packed already.
func withSheet(t testing.TB, packed []byte, size uint64, sum uint32) []byte {
	t.Helper()
	content := bareBook(t, "")
	from, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range from.File {
		if f.Name != "xl/worksheets/s.xml" {
			err = errors.Join(err, z.Copy(f))
		}
	}
	w, err2 := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/s.xml", Method: zip.Deflate, CRC32: sum,
		CompressedSize64: uint64(len(packed)), UncompressedSize64: size})
	if err = errors.Join(err, err2); err == nil {
		_, err = w.Write(packed)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestABombIsRefused(t *testing.T) {
	content := bomb(t, maxUnpacked+1)
	if len(content) > maxUnpacked/100 {
		t.Fatalf("%d bytes is not much of a bomb", len(content))
	}
	if _, err := Read("bomb.xlsx", content); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v, want %v", err, ErrTooLarge)
	}
}

// A size that the directory of the archive understates is met by the meter.
func TestTheBudgetIsSharedByAllParts(t *testing.T) {
	a, err := openArchive(bareBook(t, strings.Repeat("<a/>", 1000)))
	must(t, err)
	a.left = 4001 // the end counts as one
	count := func() error { return a.each("xl/worksheets/s.xml", func(xml.Token) error { return nil }) }
	must(t, count())
	if err := count(); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v, want %v", err, ErrTooLarge)
	}
	a.left = 100
	f := a.files["xl/worksheets/s.xml"]
	f.UncompressedSize64 = 10
	if err := count(); err == nil {
		t.Error("a part over its budget was read to the end")
	}
}
