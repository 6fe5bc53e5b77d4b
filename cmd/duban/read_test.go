package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// readCases runs duban read over an input.
func readCases(t *testing.T, in string) (code int, out, errs string) {
	t.Helper()
	t.Setenv("DUBAN_TZ", "Asia/Shanghai")
	var o, e bytes.Buffer
	code = run([]string{"read"}, strings.NewReader(in), &o, &e)
	return code, o.String(), e.String()
}

// Ensure that each line is read by itself: tasks stay from line to line, a line
// of plain words is a reply, one of tasks alone is for those below, and a bad one
// is named and stops none of the rest but those that need its tasks.
func TestRead(t *testing.T) {
	in := `{"tasks":[{"code":"A-1","title":"新建口袋公园","target":"6个","last":3}],"reply":"完成4个，正常"}

累计5个
{"reply":"又建了1个","now":"2025-11-20"}
{"reply":
{"tasks":[{"titel":"新建口袋公园"}],"reply":"5个"}
{"tasks":["出台停车管理办法",{"title":"老旧小区改造","value":4,"measure":"万平方米"}],"reply":"1正常\n2 2.8"}
{"tasks":[{"title":"更换路灯","target":"600盏","last":300}]}
420
{"tasks":[{"title":"加装电梯","target":"很多"}],"reply":"5台"}
420
`
	code, out, errs := readCases(t, "\ufeff"+in)
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	want := []string{
		`"amount":"4","measure":"个","typed":"4个"}],"claim":"on_track"`,
		`"amount":"5"`,
		`"amount":"4","measure":"个","typed":"1个","increment":true`,
		`{"error":"line 5: `,
		`{"error":"line 6: a task has no field \"titel\""}`,
		`{"task":1,"claim":"on_track","source":"正常"},{"task":2,"values":[{"target":1,"amount":"2.8"`,
		`"amount":"420","measure":"盏"`,
		`{"error":"line 10: target \"很多\" is no figure"}`,
		`{"error":"line 11: there are no tasks`,
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines for %d cases:\n%s", len(lines), len(want), out)
	}
	for i, line := range lines {
		if !strings.Contains(line, want[i]) {
			t.Errorf("case %d: %s holds no %s", i+1, line, want[i])
		}
	}
	if !strings.Contains(errs, "line 5: ") || !strings.Contains(errs, "line 6: ") {
		t.Errorf("the bad lines are not named: %s", errs)
	}
}

// Ensure that the example that read -h shows is read as it says.
func TestReadHelpIsTrue(t *testing.T) {
	_, help, _ := duban(t, nil, "read", "-h")
	flat := strings.Join(strings.Fields(help), " ")
	from, to := strings.Index(flat, `{"tasks": [`), strings.Index(flat, ` Only tasks and reply`)
	if from < 0 || to < from {
		t.Fatalf("no example in\n%s", help)
	}
	code, out, errs := readCases(t, flat[from:to]+"\n")
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	from, to = strings.Index(flat, `{"record": [`), strings.Index(flat, ` record is what`)
	var got, want any
	if err := errors.Join(json.Unmarshal([]byte(out), &got), json.Unmarshal([]byte(flat[from:to]), &want)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
