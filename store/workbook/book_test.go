package workbook

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// made returns the bytes of a workbook that fill has prepared.
func made(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bareBook is a workbook written by hand: one sheet with this XML in it.
func bareBook(t testing.TB, sheet string) []byte {
	return zipped(t, map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		`xl\Workbook.xml`:            `<x:workbook xmlns:x="m"><x:sheets><x:sheet name="表" sheetId="1" r:id="r9"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r9" Type="http://x/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="strings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
		"xl/strings.xml":             `<sst><si><t>甲</t></si><si><r><t>区</t></r><r><t xml:space="preserve">教育局 </t></r><rPh sb="0" eb="1"><t>qu</t></rPh></si><si><t>一_x000D_` + "\n" + `二_x005F_x000D_</t></si></sst>`,
		"xl/styles.xml":              `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="9"/><xf numFmtId="46"/></cellXfs></styleSheet>`,
		"xl/worksheets/s.xml":        sheet,
	})
}

func TestCellsAreReadAsAPersonWouldRetypeThem(t *testing.T) {
	tests := []struct{ name, cell, want string }{
		{"shared text", `<c t="s"><v>0</v></c>`, "甲"},
		{"rich text without its phonetic guide", `<c t="s"><v>1</v></c>`, "区教育局"},
		{"escaped characters", `<c t="s"><v>2</v></c>`, "一\n二_x000D_"},
		{"shared text out of range", `<c t="s"><v>77</v></c>`, ""},
		{"inline text", `<c t="inlineStr"><is><r><t>水</t></r><r><t>务</t></r></is></c>`, "水务"},
		{"invisible characters at both ends", "<c t=\"inlineStr\"><is><t>\ufeff\u00a0\u3000水 务\u200b </t></is></c>", "水 务"},
		{"formula text", `<c t="str"><f>A1&amp;"x"</f><v>结果</v></c>`, "结果"},
		{"formula number", `<c><f>SUM(B1:B9)</f><v>12</v></c>`, "12"},
		{"formula without a value", `<c><f>SUM(B1:B9)</f></c>`, "=SUM(B1:B9)"},
		{"formula that gives nothing", `<c t="str"><f>IF(A1="","",A1)</f><v></v></c>`, ""},
		{"error", `<c t="e"><v>#REF!</v></c>`, "#REF!"},
		{"bool", `<c t="b"><v>1</v></c>`, "TRUE"},
		{"ISO date", `<c t="d"><v>2025-11-28T00:00:00</v></c>`, "2025-11-28"},
		{"binary dust", `<c><v>0.30000000000000004</v></c>`, "0.3"},
		{"17 digits", `<c><v>1.1000000000000001</v></c>`, "1.1"},
		{"exponent", `<c><v>1E+06</v></c>`, "1000000"},
		{"small exponent", `<c><v>2.5E-7</v></c>`, "0.00000025"},
		{"identity number", `<c><v>4.4010119900101E+17</v></c>`, "440101199001010000"},
		{"long integer in digits", `<c><v>440101199001011234</v></c>`, "440101199001011234"},
		{"zeros at the end", `<c><v>12.500</v></c>`, "12.5"},
		{"minus", `<c><v>-3.2</v></c>`, "-3.2"},
		{"not a number", `<c><v>NaN</v></c>`, "NaN"},
		{"date by a Chinese format", `<c s="1"><v>45989</v></c>`, "2025-11-28"},
		{"text in a date cell", `<c s="1" t="inlineStr"><is><t>11月底</t></is></c>`, "11月底"},
		{"serial out of range", `<c s="1"><v>99999999</v></c>`, "99999999"},
		{"percent", `<c s="2"><v>0.8</v></c>`, "80%"},
		{"percent with parts", `<c s="2"><v>0.85650000000000004</v></c>`, "85.65%"},
		{"percent over a hundred", `<c s="2"><v>1.2</v></c>`, "120%"},
		{"small percent", `<c s="2"><v>-0.0005</v></c>`, "-0.05%"},
		{"hours over 24", `<c s="3"><v>1.5</v></c>`, "36:00"},
		{"style out of range", `<c s="99"><v>5</v></c>`, "5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sheet := `<worksheet><sheetData><row r="4"><c t="inlineStr"><is><t>x</t></is></c>` + test.cell + `</row></sheetData></worksheet>`
			got, err := Read("a.xlsx", bareBook(t, sheet))
			must(t, err)
			want := []Sheet{{Name: "表", Rows: []Row{{Number: 4, Cells: []string{"x", test.want}}}}}
			if test.want == "" {
				want[0].Rows[0].Cells = []string{"x"}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNumberFormatsTellDatesFromNumbers(t *testing.T) {
	at := time.Date(2025, 11, 28, 17, 0, 0, 0, time.UTC)
	tests := []struct {
		code string
		at   time.Time
		want string
	}{
		{`yyyy-mm-dd`, at, "2025-11-28"},
		{`yyyy/m/d;@`, at, "2025-11-28"},
		{`yyyy"年"m"月"d"日"`, at, "2025-11-28"},
		{`[$-804]yyyy"年"m"月"d"日";@`, at, "2025-11-28"},
		{`[DBNum1][$-804]m"月"d"日"`, at, "2025-11-28"},
		{`yyyy\-mm\-dd\ hh:mm`, at, "2025-11-28 17:00"},
		{`m/d/yy h:mm AM/PM`, at, "2025-11-28 17:00"},
		{`yyyy-mm-dd hh:mm:ss`, at.Truncate(24 * time.Hour), "2025-11-28"},
		{`yyyy"年"m"月"`, time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), "2025-11"},
		{`yyyy"年"m"月"`, at, "2025-11-28"},
		{`[$-804]aaaa`, at, "2025-11-28"},
		{`h:mm AM/PM`, at, "17:00"},
		{`上午/下午h"时"mm"分"`, at, "17:00"},
		{`0.00"d"`, at, "45989.7083333333"},
		{`#,##0.00\y`, at, "45989.7083333333"},
		{`G/通用格式`, at, "45989.7083333333"},
		{`General`, at, "45989.7083333333"},
		{`[Red]0.0;[Blue]-0.0`, at, "45989.7083333333"},
	}
	for _, test := range tests {
		content := made(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &test.code})
			must(t, err)
			must(t, f.SetCellValue("Sheet1", "A1", toSerial(test.at)))
			must(t, f.SetCellStyle("Sheet1", "A1", "A1", style))
		})
		sheets, err := Read("a.xlsx", content)
		must(t, err)
		if got := sheets[0].Rows[0].Cells[0]; got != test.want {
			t.Errorf("%s: %q, want %q", test.code, got, test.want)
		}
	}
}

func TestSerials(t *testing.T) {
	tests := []struct {
		serial float64
		f      format
		old    bool
		want   string
	}{
		{1, day, false, "1900-01-01"},
		{59, day, false, "1900-02-28"},
		{61, day, false, "1900-03-01"},
		{2958465, day, false, "9999-12-31"},
		{44527, day, true, "2025-11-28"},
		{45989.9999999, moment, false, "2025-11-29"},
		{0.5, clock, false, "12:00"},
		{-1, day, false, "-1"},
	}
	for _, test := range tests {
		if got := test.f.text(fmt.Sprint(test.serial), test.old); got != test.want {
			t.Errorf("%v: %q, want %q", test.serial, got, test.want)
		}
	}
}

func TestMergedCellsRepeatAndBannersAreMarked(t *testing.T) {
	content := made(t, func(f *excelize.File) {
		for cell, value := range map[string]any{
			"A1": "任务分解表", "A3": "事项", "B3": "目标", "D3": "单位", "A4": "公路", "B4": 4, "C4": 6, "D4": "交通局",
			"B5": 7, "C5": 8, "D6": "住建局", "A8": "二、民生",
		} {
			must(t, f.SetCellValue("Sheet1", cell, value))
		}
		for _, m := range [][2]string{{"A1", "D2"}, {"B3", "C3"}, {"A4", "A6"}, {"D4", "D5"}, {"A8", "XFD8"}, {"A20", "D90000"}} {
			must(t, f.MergeCell("Sheet1", m[0], m[1]))
		}
	})
	got, err := Read("a.xlsx", content)
	must(t, err)
	want := []Row{
		{Number: 1, Cells: []string{"任务分解表", "任务分解表", "任务分解表", "任务分解表"}, Banner: true},
		{Number: 3, Cells: []string{"事项", "目标", "目标", "单位"}},
		{Number: 4, Cells: []string{"公路", "4", "6", "交通局"}},
		{Number: 5, Cells: []string{"公路", "7", "8", "交通局"}},
		{Number: 6, Cells: []string{"公路", "", "", "住建局"}},
		{Number: 8, Cells: []string{"二、民生", "二、民生", "二、民生", "二、民生"}, Banner: true},
	}
	if diff := cmp.Diff(want, got[0].Rows); diff != "" {
		t.Error(diff)
	}
}

func TestHiddenSheetsAreMarkedAndEmptyOnesLeftOut(t *testing.T) {
	content := made(t, func(f *excelize.File) {
		for _, name := range []string{"看得见", "藏起来", "空的"} {
			_, err := f.NewSheet(name)
			must(t, err)
		}
		must(t, f.SetCellValue("看得见", "B2", "甲"))
		must(t, f.SetCellValue("藏起来", "A1", "乙"))
		must(t, f.SetSheetVisible("藏起来", false))
	})
	got, err := Read("a.xlsx", content)
	must(t, err)
	want := []Sheet{
		{Name: "看得见", Rows: []Row{{Number: 2, Cells: []string{"", "甲"}}}},
		{Name: "藏起来", Rows: []Row{{Number: 1, Cells: []string{"乙"}}}, Hidden: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
