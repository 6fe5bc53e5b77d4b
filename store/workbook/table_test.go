package workbook

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

var shanghai = time.FixedZone("CST", 8*3600)

func ledger() Table {
	return Table{
		Name: "台账", Title: "重点工作台账", Footer: "分组为示意", Frozen: 1,
		Columns: []Column{
			{Title: "编号", Key: "code"},
			{Title: "目标值", Key: "target", Kind: Numeric},
			{Title: "比例", Key: "share", Kind: Percent},
			{Title: "时限", Key: "due", Kind: Date},
			{Title: "责任单位", Key: "unit", Choices: []string{"区教育局, 本级", "区水务局"}, Note: "从列表中选"},
			{Title: "备注"},
		},
		Rows: [][]any{
			{"3-1", Number("12.50"), Number("80"), time.Date(2025, 11, 28, 0, 0, 0, 0, shanghai), "区教育局, 本级", "=1+1"},
			{"007", Number("0.1"), Number("85.65%"), time.Date(2025, 11, 28, 17, 0, 0, 0, shanghai), "区水务局", "第一行\n第二行\x01"},
			{"x", Number("1234567890123456789"), Number("0.5"), time.Time{}, nil, true},
			{"y", Number("约10"), 7},
		},
		RowStyle: func(i int) Style { return Style(i) },
	}
}

func written(t testing.TB, tables ...Table) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteXLSX(&out, tables...); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWorkbookRoundTrip(t *testing.T) {
	guide := Guide("填写/说明", "填写说明", []string{"每行一项。", "", "不要改表头。"})
	again := Table{Name: "台账", Columns: ledger().Columns}
	got, err := Read("a.xlsx", written(t, ledger(), guide, again))
	must(t, err)
	header := []string{"编号", "目标值", "比例", "时限", "责任单位", "备注"}
	want := []Sheet{
		{Name: "台账", Rows: []Row{
			{1, repeat("重点工作台账", 6), true},
			{2, header, false},
			{3, []string{"3-1", "12.5", "80%", "2025-11-28", "区教育局, 本级", "=1+1"}, false},
			{4, []string{"007", "0.1", "85.65%", "2025-11-28 17:00", "区水务局", "第一行\n第二行"}, false},
			{5, []string{"x", "1234567890123456789", "0.5%", "", "", "TRUE"}, false},
			{6, []string{"y", "约10", "7%"}, false},
			{7, repeat("分组为示意", 6), true},
		}},
		{Name: "填写说明", Rows: []Row{{1, []string{"填写说明"}, false}, {2, []string{"每行一项。"}, false}, {4, []string{"不要改表头。"}, false}}},
		{Name: "台账 2", Rows: []Row{{1, header, false}}},
	}
	seen := slices.DeleteFunc(got, func(s Sheet) bool { return s.Hidden })
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
}

func repeat(text string, n int) []string {
	var out []string
	for range n {
		out = append(out, text)
	}
	return out
}

// What is set at the wrong moment of a stream is lost without an error, so
// the finished file is opened again.
func TestWorkbookKeepsItsSettings(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, ledger())))
	must(t, err)
	defer f.Close()
	const sheet = "台账"
	layout, err := f.GetPageLayout(sheet)
	must(t, err)
	if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("layout %+v", layout)
	}
	props, err := f.GetSheetProps(sheet)
	must(t, err)
	if !*props.FitToPage {
		t.Error("not fitted to the page")
	}
	foot, err := f.GetHeaderFooter(sheet)
	must(t, err)
	if foot.OddFooter != "&C第 &P 页 共 &N 页" || !strings.HasSuffix(foot.OddHeader, "&A") {
		t.Errorf("header %q, footer %q", foot.OddHeader, foot.OddFooter)
	}
	panes, err := f.GetPanes(sheet)
	must(t, err)
	if !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 2 {
		t.Errorf("panes %+v", panes)
	}
	var names []string
	for _, n := range f.GetDefinedName() {
		names = append(names, n.Name+" "+n.RefersTo)
	}
	if diff := cmp.Diff([]string{"_xlnm._FilterDatabase '台账'!$A$2:$F$6", "_xlnm.Print_Titles '台账'!$2:$2"}, names); diff != "" {
		t.Error(diff)
	}
	lists, err := f.GetDataValidations(sheet)
	must(t, err)
	if len(lists) != 1 || lists[0].Sqref != "E3:E1003" || lists[0].Formula1 != "'选项'!$A$1:$A$2" || *lists[0].Prompt != "从列表中选" {
		t.Errorf("drop-downs %+v", lists)
	}
	if choice, _ := f.GetCellValue("选项", "A1"); choice != "区教育局, 本级" {
		t.Errorf("choice %q", choice)
	}
	if visible, _ := f.GetSheetVisible("选项"); visible {
		t.Error("the sheet of choices can be seen")
	}
}

// A column that is put aside is folded away in the file, makes no row taller,
// and is read like the others.
func TestColumnsPutAside(t *testing.T) {
	long := strings.Repeat("很长的备注", 20)
	file := written(t, Table{
		Name: "台账", Columns: []Column{{Title: "编号"}, {Title: "备注", Width: 10, Aside: true}, {Title: "状态"}},
		Rows: [][]any{{"1", long, "办理中"}},
	})
	f, err := excelize.OpenReader(bytes.NewReader(file))
	must(t, err)
	defer f.Close()
	for column, seen := range map[string]bool{"A": true, "B": false, "C": true} {
		got, err := f.GetColVisible("台账", column)
		must(t, err)
		level, err := f.GetColOutlineLevel("台账", column)
		must(t, err)
		if got != seen || level > 0 == seen {
			t.Errorf("column %s: visible %v, outline level %d", column, got, level)
		}
	}
	if tall, err := f.GetRowHeight("台账", 2); err != nil || tall > 30 {
		t.Errorf("the row is %v points tall, %v", tall, err)
	}
	got, err := Read("a.xlsx", file)
	must(t, err)
	if text := got[0].Rows[1].Cells[1]; text != long {
		t.Errorf("read back: %q", text)
	}
}

func TestCellsGoOutByType(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, ledger())))
	must(t, err)
	defer f.Close()
	tests := []struct {
		cell, raw, shown string
		kind             excelize.CellType
	}{
		{"A3", "3-1", "3-1", excelize.CellTypeInlineString},
		{"B3", "12.5", "12.50", excelize.CellTypeUnset},
		{"C3", "0.8", "80%", excelize.CellTypeUnset},
		{"C4", "0.8565", "85.65%", excelize.CellTypeUnset},
		{"D3", "45989", "2025-11-28", excelize.CellTypeUnset},
		{"D4", "45989.7083333333", "2025-11-28 17:00", excelize.CellTypeUnset},
		{"F3", "=1+1", "=1+1", excelize.CellTypeInlineString},
		{"B5", "1234567890123456789", "1234567890123456789", excelize.CellTypeInlineString},
		{"B6", "约10", "约10", excelize.CellTypeInlineString},
	}
	for _, test := range tests {
		raw, err := f.GetCellValue("台账", test.cell, excelize.Options{RawCellValue: true})
		must(t, err)
		shown, err := f.GetCellValue("台账", test.cell)
		must(t, err)
		kind, err := f.GetCellType("台账", test.cell)
		must(t, err)
		formula, err := f.GetCellFormula("台账", test.cell)
		must(t, err)
		if raw != test.raw || shown != test.shown || kind != test.kind || formula != "" {
			t.Errorf("%s: %q shown %q, type %v, formula %q", test.cell, raw, shown, kind, formula)
		}
	}
}

func TestNothingToWrite(t *testing.T) {
	var out bytes.Buffer
	for _, err := range []error{WriteXLSX(&out), WriteXLSX(&out, Table{Name: "a"}), WriteCSV(&out, Table{}), WriteJSON(&out)} {
		if !errors.Is(err, ErrEmpty) {
			t.Errorf("%v, want %v", err, ErrEmpty)
		}
	}
	if out.Len() != 0 {
		t.Errorf("%d bytes were written", out.Len())
	}
}

func TestNamesOfTabs(t *testing.T) {
	wishes := []string{"台账", "", "a/b:c'", strings.Repeat("长", 40), strings.Repeat("长", 35), "A", "a"}
	want := []string{"台账", "Sheet", "abc", strings.Repeat("长", 31), strings.Repeat("长", 29) + " 2", "A", "a 2"}
	b := &bookWriter{}
	for _, wish := range wishes {
		b.names = append(b.names, b.freeName(wish))
	}
	if diff := cmp.Diff(want, b.names); diff != "" {
		t.Error(diff)
	}
}

// Ensure that texts and decimals come back as they went out, by both ways.
func TestRoundTripsKeepEveryText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune(" '\"=+-@,;\t\n_x005FD甲，＝0123456789.%<&>\u00a0")), 0, 12, -1)
		number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,4}[1-9])?`)
		table := Table{Name: "t", Columns: []Column{{Title: "甲"}, {Title: "乙", Kind: Numeric}, {Title: "丙", Kind: Percent}, {Title: "末"}}}
		head := Row{1, []string{"甲", "乙", "丙", "末"}, false}
		want, wantCSV := []Row{head}, []Row{head}
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			cell, n := text.Draw(t, "text"), number.Draw(t, "number")
			table.Rows = append(table.Rows, []any{cell, Number(n), Number(n), "。"})
			wantCSV = append(wantCSV, Row{i + 2, []string{clean(cell), n, n + "%", "。"}, false})
			if n == "-0" { // text keeps the sign, a number of a workbook has none
				n = "0"
			}
			want = append(want, Row{i + 2, []string{clean(cell), n, n + "%", "。"}, false})
		}
		var out bytes.Buffer
		if err := WriteXLSX(&out, table); err != nil {
			t.Fatal(err)
		}
		checkRows(t, out.Bytes(), want)
		out.Reset()
		if err := WriteCSV(&out, table); err != nil {
			t.Fatal(err)
		}
		checkRows(t, out.Bytes(), wantCSV)
	})
}

func checkRows(t *rapid.T, content []byte, want []Row) {
	got, err := Read("t", content)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got[0].Rows); diff != "" {
		t.Fatal(diff)
	}
}
