package workbook

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestEncodingsOfTextFiles(t *testing.T) {
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) encoding.Encoding { return unicode.UTF16(e, b) }
	const text = "编号,事项\r\n3-1,新建公路4—6公里㙍\r\n"
	want := []Row{{Number: 1, Cells: []string{"编号", "事项"}}, {Number: 2, Cells: []string{"3-1", "新建公路4—6公里㙍"}}}
	tests := []struct {
		name string
		in   encoding.Encoding
	}{
		{"UTF-8", unicode.UTF8},
		{"UTF-8 with a mark", unicode.UTF8BOM},
		{"UTF-16LE with a mark", utf16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16BE with a mark", utf16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"GB18030", simplifiedchinese.GB18030},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			content, err := test.in.NewEncoder().Bytes([]byte(text))
			must(t, err)
			got, err := Read("a.csv", content)
			must(t, err)
			if diff := cmp.Diff([]Sheet{{Name: "a.csv", Rows: want}}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDelimitersAndRowNumbers(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Row
	}{
		{"comma", "a,b\n1,2\n", []Row{{1, []string{"a", "b"}, false}, {2, []string{"1", "2"}, false}}},
		{"semicolon", "a;b\n1,5;2\n2,5;3\n", []Row{{1, []string{"a", "b"}, false}, {2, []string{"1,5", "2"}, false}, {3, []string{"2,5", "3"}, false}}},
		{"tab", "a\tb\n一,二\t2\n", []Row{{1, []string{"a", "b"}, false}, {2, []string{"一,二", "2"}, false}}},
		{"sep line is no row", "sep=;\r\na;b\r\n", []Row{{1, []string{"a", "b"}, false}}},
		{"one column", "甲\n乙\n", []Row{{1, []string{"甲"}, false}, {2, []string{"乙"}, false}}},
		{"comma in quotes does not vote", "\"a,b,c\";d\n\"e,f,g\";h\n", []Row{{1, []string{"a,b,c", "d"}, false}, {2, []string{"e,f,g", "h"}, false}}},
		{"empty rows count", "a,b\n\n,,\nc,d,\n", []Row{{1, []string{"a", "b"}, false}, {4, []string{"c", "d"}, false}}},
		{"a cell of two lines is one row", "a,\"x\r\ny\"\nc,d\n", []Row{{1, []string{"a", "x\ny"}, false}, {2, []string{"c", "d"}, false}}},
		{"lone carriage returns", "a,b\rc,d\r", []Row{{1, []string{"a", "b"}, false}, {2, []string{"c", "d"}, false}}},
		{"quotation mark inside", "a,5\" pipe\nb,c\n", []Row{{1, []string{"a", "5\" pipe"}, false}, {2, []string{"b", "c"}, false}}},
		{"apostrophe before a formula", "'=1+1,'tis,-5\n", []Row{{1, []string{"=1+1", "'tis", "-5"}, false}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Read("a.csv", []byte(test.text))
			must(t, err)
			if diff := cmp.Diff(test.want, got[0].Rows); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzReadNeverPanics(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("\xff\xfea\x00,\x00"))
	f.Add([]byte("sep=;\na;b"))
	f.Add(bareBook(f, `<sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCell ref="A1:B2"/>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		sheets, err := Read("f", content)
		if err == nil && len(sheets) == 0 {
			t.Error("neither rows nor an error")
		}
		for _, s := range sheets {
			for _, r := range s.Rows {
				if len(r.Cells) == 0 || r.Number < 1 || strings.TrimSpace(r.Cells[len(r.Cells)-1]) == "" {
					t.Errorf("row %+v", r)
				}
			}
		}
	})
}
