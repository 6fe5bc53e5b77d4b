package lists

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"duban/schedule"
)

const header = "编号,上级,清单,英文清单,标题,英文标题,章节,指标,英文指标,类型,目标值,上限,计量单位,英文计量单位,修饰词,基期,口径,牵头单位,配合单位,开始,期限,出处,英文出处,备注,示意内容"

const milestone = "节点"

// row is one line of a table by column name.
type row map[string]string

// kinds are the words of the column 类型.
func kinds() []string {
	return []string{"不少于", "不超过", "区间", "等于", "保持", "增长率", milestone}
}

// table reads a CSV file whose rows all have as many fields as its header.
func table(t *testing.T, data []byte) (head []string, rows []row) {
	t.Helper()
	if bytes.HasPrefix(data, []byte("\ufeff")) || !utf8.Valid(data) {
		t.Fatal("the file is not UTF-8 without a byte order mark")
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, fields := range records[1:] {
		r := row{}
		for i, name := range records[0] {
			r[name] = fields[i]
		}
		rows = append(rows, r)
	}
	return records[0], rows
}

func list(t *testing.T) []row {
	t.Helper()
	_, rows := table(t, Hedong2025())
	return rows
}

// heads are the rows that begin a task.
func heads(rows []row) (out []row) {
	for _, r := range rows {
		if r["标题"] != "" {
			out = append(out, r)
		}
	}
	return out
}

// Ensure that the caller cannot change the list for the next one.
func TestBytesAreTheCallersOwn(t *testing.T) {
	Hedong2025()[0] = 'x'
	Hedong2025Units()[0] = 'x'
	if Hedong2025()[0] == 'x' || Hedong2025Units()[0] == 'x' {
		t.Fatal("a change of the returned bytes is seen by the next caller")
	}
}

// Ensure that the headers are those the importer knows.
func TestHeaders(t *testing.T) {
	head, _ := table(t, Hedong2025())
	if diff := cmp.Diff(strings.Split(header, ","), head); diff != "" {
		t.Error(diff)
	}
	head, _ = table(t, Hedong2025Units())
	if diff := cmp.Diff([]string{"代码", "名称", "英文名称", "简称"}, head); diff != "" {
		t.Error(diff)
	}
}

// Ensure that codes are unique, and that a further target stands directly
// below its task and fills the target columns only.
func TestCodes(t *testing.T) {
	code := regexp.MustCompile(`^HD25-\d{3}$`)
	targetColumns := []string{"编号", "指标", "英文指标", "类型", "目标值", "上限", "计量单位", "英文计量单位", "修饰词", "基期", "口径"}
	seen, last := map[string]bool{}, ""
	for _, r := range list(t) {
		c := r["编号"]
		if !code.MatchString(c) {
			t.Errorf("code %q", c)
		}
		if r["标题"] != "" {
			if seen[c] {
				t.Errorf("%s is used twice", c)
			}
			seen[c], last = true, c
			continue
		}
		if c != last {
			t.Errorf("%s: a further target is not directly below its task", c)
		}
		for name, value := range r {
			if value != "" && !slices.Contains(targetColumns, name) {
				t.Errorf("%s: a further target fills %s", c, name)
			}
		}
	}
}

// Ensure that parents exist, are livelihood projects and come first, and that
// each has one to four sub-items.
func TestParents(t *testing.T) {
	top, children := map[string]bool{}, map[string]int{}
	for _, r := range heads(list(t)) {
		want := IllustrativeUnits
		if r["清单"] == Livelihood {
			want += "、" + IllustrativeGrouping
		} else if r["清单"] != WorkReport || r["上级"] != "" {
			t.Errorf("%s: programme %q, parent %q", r["编号"], r["清单"], r["上级"])
		}
		if r["示意内容"] != want {
			t.Errorf("%s: marked %q, want %q", r["编号"], r["示意内容"], want)
		}
		switch {
		case r["上级"] != "" && !top[r["上级"]]:
			t.Errorf("%s: its parent %s is not above it", r["编号"], r["上级"])
		case r["上级"] != "":
			children[r["上级"]]++
		case r["清单"] == Livelihood:
			top[r["编号"]] = true
		}
	}
	if len(top) != 20 {
		t.Errorf("%d livelihood projects, want 20", len(top))
	}
	for code := range top {
		if n := children[code]; n < 1 || n > 4 {
			t.Errorf("%s has %d sub-items, want 1 to 4", code, n)
		}
	}
}

// Ensure that a task is titled in both languages and that its dates are in form.
func TestTasksAreComplete(t *testing.T) {
	han := regexp.MustCompile(`\p{Han}`)
	for _, r := range heads(list(t)) {
		c := r["编号"]
		if n := utf8.RuneCountInString(r["标题"]); n > 30 {
			t.Errorf("%s: the title has %d characters", c, n)
		}
		if en := r["英文标题"]; en == "" || len(en) > 90 || han.MatchString(en) {
			t.Errorf("%s: English title %q", c, en)
		}
		start, err := time.Parse(time.DateOnly, r["开始"])
		due, err2 := time.Parse(time.DateOnly, r["期限"])
		if err != nil || err2 != nil || !due.After(start) {
			t.Errorf("%s: from %q to %q", c, r["开始"], r["期限"])
		}
	}
}

// Ensure that a remark which points at another task points at one that exists.
func TestRemarksPointAtTasks(t *testing.T) {
	mention := regexp.MustCompile(`HD25-\d+`)
	rows, known, mentions := heads(list(t)), map[string]bool{}, 0
	for _, r := range rows {
		known[r["编号"]] = true
	}
	for _, r := range rows {
		for _, code := range mention.FindAllString(r["备注"], -1) {
			mentions++
			if !known[code] || code == r["编号"] {
				t.Errorf("%s points at %s", r["编号"], code)
			}
		}
	}
	if mentions == 0 {
		t.Error("no remark points at another task; projects counted in a number should")
	}
}

// Ensure that the two tables name the same units.
func TestUnits(t *testing.T) {
	_, units := table(t, Hedong2025Units())
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	named, codes := map[string]bool{}, map[string]bool{}
	for _, u := range units {
		if !code.MatchString(u["代码"]) || codes[u["代码"]] || named[u["名称"]] {
			t.Errorf("unit %v is out of form or there twice", u)
		}
		if u["英文名称"] == "" || utf8.RuneCountInString(u["简称"]) > 4 || u["简称"] == "" {
			t.Errorf("unit %v lacks a name", u)
		}
		codes[u["代码"]], named[u["名称"]] = true, true
	}
	used := map[string]bool{}
	for _, r := range heads(list(t)) {
		all := []string{r["牵头单位"]}
		if r["配合单位"] != "" {
			all = append(all, strings.Split(r["配合单位"], "、")...)
		}
		for i, name := range all {
			if !named[name] || slices.Contains(all[:i], name) {
				t.Errorf("%s: unit %q is unknown or named twice", r["编号"], name)
			}
			used[name] = true
		}
	}
	if len(used) != len(named) {
		t.Errorf("%d units used, %d listed", len(used), len(named))
	}
}

// Ensure that kinds are known, and that figures are there and in form exactly
// where the kind needs them.
func TestTargets(t *testing.T) {
	number := regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	for _, r := range list(t) {
		c := r["编号"] + " " + r["指标"]
		if !slices.Contains(kinds(), r["类型"]) || r["指标"] == "" || r["英文指标"] == "" {
			t.Errorf("%s: kind %q or names missing", c, r["类型"])
		}
		if r["类型"] == milestone {
			if r["目标值"]+r["上限"]+r["计量单位"]+r["英文计量单位"]+r["修饰词"]+r["基期"]+r["口径"] != "" {
				t.Errorf("%s: a milestone with figures", c)
			}
			continue
		}
		if !number.MatchString(r["目标值"]) || r["计量单位"] == "" || r["英文计量单位"] == "" {
			t.Errorf("%s: %q %q %q", c, r["目标值"], r["计量单位"], r["英文计量单位"])
		}
		if r["基期"] != "" && !number.MatchString(r["基期"]) {
			t.Errorf("%s: baseline %q", c, r["基期"])
		}
		wantMode := map[string]string{"不超过": "时点", "保持": "时点", "增长率": "时点", "区间": "累计", "等于": "累计"}[r["类型"]]
		if m := r["口径"]; m != "累计" && m != "时点" || wantMode != "" && m != wantMode {
			t.Errorf("%s: %s reported as %q", c, r["类型"], m)
		}
		checkRange(t, c, r)
	}
}

func checkRange(t *testing.T, c string, r row) {
	t.Helper()
	if (r["上限"] != "") != (r["类型"] == "区间") {
		t.Errorf("%s: high end %q with kind %s", c, r["上限"], r["类型"])
	}
	if r["类型"] != "区间" {
		return
	}
	low, err := schedule.ParseDecimal(r["目标值"])
	high, err2 := schedule.ParseDecimal(r["上限"])
	if err != nil || err2 != nil || !high.GreaterThan(low) {
		t.Errorf("%s: range %s to %s", c, r["目标值"], r["上限"])
	}
}

// Ensure that nothing was lost or counted twice: 294 tasks, of which 20 are
// livelihood projects that only hold others together and 274 are commitments;
// 66 targets are measured.
func TestCounts(t *testing.T) {
	got := map[string]int{}
	for _, r := range list(t) {
		got[r["类型"]]++
		if r["标题"] != "" {
			got[r["清单"]]++
		}
	}
	want := map[string]int{
		"不少于": 26, "不超过": 2, "区间": 3, "等于": 29, "保持": 3, "增长率": 3, milestone: 236,
		WorkReport: 226, Livelihood: 68,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
