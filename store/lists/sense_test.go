package lists

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"duban/schedule"
)

// Ensure that a softening word goes with the kind that it means.
func TestSofteningWords(t *testing.T) {
	kinds := map[string][]string{
		"":    {"不少于", "区间", "等于", "保持", "增长率"},
		"左右":  {"增长率", "不超过"},
		"以上":  {"不少于", "增长率"}, // a fall of 4.4 以上 is a rate
		"以下":  {"不超过"},
		"不少于": {"不少于"},
		"余":   {"不少于"},
		"突破":  {"不少于"},
		"同步":  {"不少于"},
		"保持":  {"保持"},
		"力争":  {"等于"},
		"预计":  {"等于"},
	}
	for _, r := range measured(t) {
		if !slices.Contains(kinds[r["修饰词"]], r["类型"]) {
			t.Errorf("%s %s: %q with kind %s", r["编号"], r["指标"], r["修饰词"], r["类型"])
		}
		if stock := r["修饰词"] == "突破"; stock && (r["口径"] != "时点" || r["基期"] == "") {
			t.Errorf("%s: a stock needs its level and what it was", r["编号"])
		}
	}
}

// Ensure that the two units of measure of a target are of one size.
func TestMeasuresAreOfOneSize(t *testing.T) {
	for _, r := range measured(t) {
		zh, en := r["计量单位"], r["英文计量单位"]
		if strings.HasPrefix(zh, "万") != strings.HasPrefix(en, "ten thousand ") ||
			strings.HasPrefix(zh, "亿") != strings.HasPrefix(en, "hundred million ") {
			t.Errorf("%s: %s is not %s", r["编号"], zh, en)
		}
		for zhPart, enPart := range map[string]string{"美元": "US dollars", "平方米": "m²", "%": "%", "百分点": "percentage points"} {
			if strings.HasSuffix(zh, zhPart) != strings.HasSuffix(en, enPart) {
				t.Errorf("%s: %s is not %s", r["编号"], zh, en)
			}
		}
	}
}

// Ensure that a target which asks for less than the year before says so, and
// that a remark which turns a figure of that year down leaves no baseline.
func TestBaselines(t *testing.T) {
	remarks := remarksByCode(t)
	for _, r := range measured(t) {
		remark := remarks[r["编号"]]
		if r["基期"] == "" {
			continue
		}
		low, err := schedule.ParseDecimal(r["目标值"])
		base, err2 := schedule.ParseDecimal(r["基期"])
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if less := low.LessThan(base) && r["类型"] != "不超过"; less != strings.Contains(remark, "低于基期") {
			t.Errorf("%s: %s after %s, remark %q", r["编号"], low, base, remark)
		}
		if strings.Contains(remark, "不作基期") {
			t.Errorf("%s: has a baseline that its remark refuses", r["编号"])
		}
	}
}

func remarksByCode(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, r := range heads(list(t)) {
		out[r["编号"]] = r["备注"]
	}
	return out
}

// Ensure that a project which is counted in a number names the task with that
// very number, so that nobody counts it twice.
func TestProjectsCountedInANumber(t *testing.T) {
	inside := regexp.MustCompile(`^已计入(HD25-\d{3})的(\d+)(\p{Han}+)之内，不重复计数$`)
	figures, found := map[string]string{}, 0
	for _, r := range measured(t) {
		figures[r["编号"]] = r["目标值"] + r["计量单位"]
	}
	for code, remark := range remarksByCode(t) {
		if !strings.Contains(remark, "已计入") {
			continue
		}
		found++
		m := inside.FindStringSubmatch(remark)
		if m == nil || m[1] == code || figures[m[1]] != m[2]+m[3] {
			t.Errorf("%s: %q", code, remark)
		}
	}
	if found != 7 {
		t.Errorf("%d projects are counted in a number, want 7", found)
	}
}

// chapter is a part of the document: what the list calls it, its first and its
// last line.
type chapter struct {
	title    string
	english  string
	from, to int
}

func chapters() map[string]chapter {
	return map[string]chapter{
		"总体目标": {"总体目标", "overall targets", 107, 107}, "自身建设": {"自身建设", "government conduct", 181, 183},
		"一": {"（一）京津冀协同", "section 1", 113, 117}, "二": {"（二）科技与产业", "section 2", 121, 127}, "三": {"（三）改革开放", "section 3", 129, 135}, "四": {"（四）增量与存量", "section 4", 139, 143},
		"五": {"（五）文化与消费", "section 5", 147, 153}, "六": {"（六）城市治理", "section 6", 157, 167}, "七": {"（七）民生保障", "section 7", 171, 179},
	}
}

// Ensure that the line of a source lies in the part that it names, and that a
// task stands in that part of the list. The livelihood projects themselves come
// from the one sentence that gives their number, and stand where their
// sub-items do. Every other line of the document is empty.
func TestSourcesLieInTheirChapters(t *testing.T) {
	source := regexp.MustCompile(`^政府工作报告（(.+)）第(\d+)行$`)
	below := map[string]string{}
	rows := heads(list(t))
	for _, r := range rows {
		if r["上级"] != "" {
			below[r["上级"]] = r["章节"]
		}
	}
	for _, r := range rows {
		m := source.FindStringSubmatch(r["出处"])
		if m == nil {
			t.Errorf("%s: source %q", r["编号"], r["出处"])
			continue
		}
		c := chapters()[m[1]]
		if want := "Work report, " + c.english + ", line " + m[2]; r["英文出处"] != want {
			t.Errorf("%s: in English its source is %q, not %q", r["编号"], r["英文出处"], want)
		}
		line, err := strconv.Atoi(m[2])
		if err != nil || line < c.from || line > c.to || line%2 == 0 {
			t.Errorf("%s: no text of that part on line %s", r["编号"], m[2])
		}
		want := c.title
		if section, ok := below[r["编号"]]; ok {
			want = section
			if line != 181 {
				t.Errorf("%s: the number of projects stands on line 181, not %d", r["编号"], line)
			}
		}
		if r["章节"] != want {
			t.Errorf("%s: in %s, want %s", r["编号"], r["章节"], want)
		}
	}
}

// Ensure that titles read alike: no two the same in either language, in
// typographic signs, without a full stop, English ones in sentence case.
func TestTitlesReadAlike(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range heads(list(t)) {
		for _, title := range []string{r["标题"], r["英文标题"]} {
			if seen[title] || strings.ContainsAny(title, `"'()`) || strings.HasSuffix(title, ".") || strings.HasSuffix(title, "。") {
				t.Errorf("%s: %q is there twice or out of form", r["编号"], title)
			}
			seen[title] = true
		}
		if en := r["英文标题"]; strings.ToUpper(en[:1]) != en[:1] {
			t.Errorf("%s: %q begins small", r["编号"], en)
		}
	}
}

// Ensure that whoever is asked together with all subdistricts is asked with
// all thirteen.
func TestSubdistrictsComeTogether(t *testing.T) {
	var all []string
	_, units := table(t, Hedong2025Units())
	for _, u := range units {
		if strings.HasSuffix(u["名称"], "街道") {
			all = append(all, u["名称"])
		}
	}
	if len(all) != 13 {
		t.Fatalf("%d subdistricts, want 13: %v", len(all), all)
	}
	for _, r := range heads(list(t)) {
		if n := strings.Count(r["牵头单位"]+"、"+r["配合单位"], "街道"); n > 1 && n != len(all) {
			t.Errorf("%s: %d of %d subdistricts", r["编号"], n, len(all))
		}
	}
}
