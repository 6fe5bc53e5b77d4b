package workbook

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	must(t, WriteCSV(&out, ledger()))
	want := "\ufeff编号,目标值,比例,时限,责任单位,备注\r\n" +
		"3-1,12.50,80%,2025-11-28,\"区教育局, 本级\",'=1+1\r\n" +
		"007,0.1,85.65%,2025-11-28 17:00,区水务局,\"第一行\r\n第二行\"\r\n" +
		"x,1234567890123456789,0.5%,,,TRUE\r\n" +
		"y,约10,7%,,,\r\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestFormulasAreDefused(t *testing.T) {
	tests := []struct{ in, want string }{
		{"=1+1", "'=1+1"}, {"+cmd|x", "'+cmd|x"}, {"-2+3", "'-2+3"}, {"@SUM(A1)", "'@SUM(A1)"}, {"\t=1", "'\t=1"}, {"\r=1", "'\r=1"},
		{"＝1+1", "'＝1+1"}, {" =1", "' =1"}, {"'=1", "''=1"},
		{"-5", "-5"}, {"-5.2%", "-5.2%"}, {"+3", "+3"}, {"a=b", "a=b"}, {"'tis", "'tis"}, {"", ""}, {"—", "—"},
	}
	for _, test := range tests {
		if got := disarm(test.in); got != test.want {
			t.Errorf("%q: %q, want %q", test.in, got, test.want)
		}
		if got := rearm(test.want); got != test.in {
			t.Errorf("%q comes back as %q", test.in, got)
		}
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	must(t, WriteJSON(&out, ledger()))
	want := `[
  {"code": "3-1", "target": 12.50, "share": 80, "due": "2025-11-28", "unit": "区教育局, 本级"},
  {"code": "007", "target": 0.1, "share": 85.65, "due": "2025-11-28T17:00:00+08:00", "unit": "区水务局"},
  {"code": "x", "target": 1234567890123456789, "share": 0.5, "due": null, "unit": null},
  {"code": "y", "target": "约10", "share": 7, "due": null, "unit": null}
]
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	out.Reset()
	must(t, WriteJSON(&out, ledger(), Table{Name: "空"}))
	var several map[string][]map[string]any
	must(t, json.Unmarshal(out.Bytes(), &several))
	if len(several["台账"]) != 4 || several["空"] == nil {
		t.Errorf("%v", several)
	}
}
