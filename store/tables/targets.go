package tables

import (
	"cmp"
	"regexp"
	"strings"

	"duban/schedule"
	"duban/store"
	"duban/store/workbook"
)

// kindWords are the kinds of target by what tables call them.
func kindWords() map[string]schedule.TargetKind {
	return map[string]schedule.TargetKind{
		"不少于": schedule.AtLeast, "不低于": schedule.AtLeast, "以上": schedule.AtLeast, "at_least": schedule.AtLeast, "at least": schedule.AtLeast,
		"不超过": schedule.AtMost, "不高于": schedule.AtMost, "以下": schedule.AtMost, "at_most": schedule.AtMost, "at most": schedule.AtMost,
		"区间": schedule.Range, "range": schedule.Range,
		"等于": schedule.Exact, "exact": schedule.Exact,
		"保持": schedule.Keep, "keep": schedule.Keep,
		"增长率": schedule.Change, "变化": schedule.Change, "增长": schedule.Change, "change": schedule.Change,
		"节点": schedule.Milestone, "里程碑": schedule.Milestone, "定性": schedule.Milestone, "milestone": schedule.Milestone,
	}
}

// targets are all that a row says is to be reached.
func (r *listReader) targets(row workbook.Row) (all []schedule.Target) {
	if all = r.goals(row); len(all) == 0 {
		if t, ok := r.target(row); ok {
			all = append(all, t)
		}
	}
	if t, ok := r.money(row); ok {
		all = append(all, t)
	}
	return all
}

// target reads the target columns of a row; false where they are empty or
// wrong. A goal that is said in words is something to be done, which a
// reviewer accepts: no figure is taken out of a sentence.
func (r *listReader) target(row workbook.Row) (schedule.Target, bool) {
	t := schedule.Target{
		Name: r.cell(row, "name"), NameEN: r.cell(row, "name_en"), Measure: r.cell(row, "measure"), MeasureEN: r.cell(row, "measureen"),
		Soft: r.cell(row, "soft"), Level: isLevel(r.cell(row, "basis")),
	}
	kind, low := r.cell(row, "kind"), r.cell(row, "low")
	if goal := r.cell(row, "goal"); kind == "" && low == "" && goal != "" {
		if read, ok := r.inWords(row, goal, t); ok {
			return read, true
		}
		t.Name, t.Measure = cmp.Or(t.Name, goal), ""
	}
	if kind == "" && low == "" && t.Name == "" {
		return t, false
	}
	if kind == "" && low != "" {
		if read, ok := r.inWords(row, low, t); ok {
			read.Soft = cmp.Or(t.Soft, read.Soft)
			return r.rest(row, read, r.cell(row, "high"))
		}
		if !r.has("kind") && !(counts.MatchString(store.Fold(low)) && measured(low)) {
			t.Name, t.Measure, low = cmp.Or(t.Name, low), "", ""
		}
	}
	t.Kind = schedule.Milestone
	if low != "" {
		t.Kind = schedule.AtLeast
	}
	if kind != "" {
		known, ok := kindWords()[store.Fold(kind)]
		if !ok {
			r.fault(row, "kind", BadKind, kind)
			return t, false
		}
		t.Kind = known
	}
	if t.Measured() && low == "" {
		r.fault(row, "low", MissingValue, "")
		return t, false
	}
	return r.figures(row, t, low)
}

// inWords reads a value with its kind and unit of measure out of one cell; what
// has columns of its own is t's.
func (r *listReader) inWords(row workbook.Row, text string, t schedule.Target) (schedule.Target, bool) {
	read, ok := r.reach(row, text, t.Measure)
	if !ok {
		return read, false
	}
	read = rateOf(cmp.Or(r.cell(row, "name"), r.cell(row, "title")), text, read)
	read.Name, read.NameEN, read.MeasureEN, read.Level = t.Name, t.NameEN, t.MeasureEN, t.Level
	return read, true
}

// counts tells a value that was meant as a number from one in words, which in
// a table without kinds is as good as a milestone.
var counts = regexp.MustCompile(`[0-9]|^[约近超逾]?[一二三四五六七八九十百千万亿两几]`)

// measured reports whether what stands behind a figure may be its unit of
// measure: 2025年10月底 is no value.
func measured(text string) bool {
	m := figure.FindStringSubmatch(store.Fold(text))
	return m == nil || isMeasure(m[3])
}

// inBrackets is the unit of measure at the end of a title: 新增就业（万人）.
var inBrackets = regexp.MustCompile(`[（(](?:单位[:：])?([十百千万亿]*(?:元|美元|人次?|名|户|个|家|所|座|处|条|栋|套|辆|台|亩|公顷|公里|千米|米|平方米|平方公里|立方米|吨|千瓦时?|%|张|件|场|期|批|项|天|株|棵|盏|次|微克/立方米|吨标准煤))[）)]$`)

// reach reads a value whose unit of measure may stand in brackets, behind what
// is counted or in the head of the column.
func (r *listReader) reach(row workbook.Row, text, measure string) (schedule.Target, bool) {
	for _, title := range []string{r.cell(row, "name"), r.cell(row, "title"), r.titles["goal"], r.titles["low"]} {
		if m := inBrackets.FindStringSubmatch(title); m != nil && measure == "" {
			if t, ok := readTarget(text, m[1]); ok {
				return t, true
			}
		}
	}
	if over := r.otherwise(); measure == "" {
		if t, ok := readTarget(text, over); ok {
			return t, true
		}
	}
	return readTarget(text, measure)
}

// grows are the names of rates of growth, and falls those of the other way.
var (
	grows = regexp.MustCompile(`(?:增速|增长率|增幅)(?:[（(].*[）)])?$`)
	drops = regexp.MustCompile(`(?:降幅|下降率|降低率)(?:[（(].*[）)])?$`)
)

// keptLow are names of what is better the lower it is.
var keptLow = regexp.MustCompile(`(?:失业率|死亡人数|死亡率|事故起数|事故数|不良贷款率|不良率|资产负债率|赤字率|漏损率|发案数|发案率|(?:pm2\.5|pm10|颗粒物|臭氧|氮|磷|硫|污染物).{0,6}浓度|pm2\.5|pm10)(?:平均值|均值|值)?(?:[（(].*[）)])?$`)

// rateOf makes a bare percentage of what is called a rate of growth one, and a
// bare figure of what is to be low the most that it may be.
func rateOf(called, text string, t schedule.Target) schedule.Target {
	if t.Kind == schedule.AtLeast && digitsFirst.MatchString(store.Fold(text)) && (t.Soft == "" || t.Soft == "左右") && keptLow.MatchString(strings.ToLower(called)) {
		t.Kind = schedule.AtMost
	}
	if t.Kind != schedule.AtLeast || t.Measure != "%" || !digitsFirst.MatchString(store.Fold(text)) {
		return t
	}
	switch {
	case grows.MatchString(called):
		t.Kind = schedule.Change
	case drops.MatchString(called):
		t.Kind, t.Low = schedule.Change, t.Low.Neg()
	}
	return t
}

func isLevel(basis string) bool {
	switch store.Fold(basis) {
	case "时点", "存量", "level":
		return true
	}
	return false
}

var figure = regexp.MustCompile(`^([-+−]?[0-9][0-9,，]*(?:\.[0-9]+)?)(?:[-—–~至]([0-9][0-9,]*(?:\.[0-9]+)?))?\s*(.*)$`)

// figures reads the numbers. A cell such as 90亿元 or 4—6家 carries its unit
// of measure and its range where the table has no columns for them.
func (r *listReader) figures(row workbook.Row, t schedule.Target, low string) (schedule.Target, bool) {
	if !t.Measured() {
		return t, true
	}
	m := figure.FindStringSubmatch(store.Fold(low))
	if m == nil {
		r.fault(row, "low", BadNumber, low)
		return t, false
	}
	var err error
	if t.Low, err = schedule.ParseDecimal(plainDigits(m[1])); err != nil {
		r.fault(row, "low", BadNumber, low)
		return t, false
	}
	if t.Measure != "" || m[3] != "" {
		if t.Measure = measureOf(t.Measure, m[3]); t.Measure == "" {
			r.fault(row, "low", BadNumber, low)
			return t, false
		}
	}
	high := r.cell(row, "high")
	if high == "" {
		high = m[2]
	}
	return r.rest(row, t, high)
}

func plainDigits(s string) string {
	return strings.NewReplacer(",", "", "，", "", "−", "-").Replace(s)
}

func (r *listReader) rest(row workbook.Row, t schedule.Target, high string) (schedule.Target, bool) {
	var err error
	if high != "" {
		if t.High, err = schedule.ParseDecimal(plainDigits(high)); err != nil {
			r.fault(row, "high", BadNumber, high)
			return t, false
		}
		if r.cell(row, "kind") == "" {
			t.Kind = schedule.Range
		}
	}
	if base := r.cell(row, "baseline"); base != "" {
		d, err := baseline(base, t.Measure)
		if err != nil {
			r.fault(row, "baseline", BadNumber, base)
			return t, false
		}
		t.Baseline = &d
	}
	t.Measure = cmp.Or(t.Measure, r.otherwise())
	if err := t.Validate(); err != nil {
		r.fault(row, "low", BadTarget, t.Low.String()+"—"+t.High.String())
		return t, false
	}
	return t, true
}

// baseline reads a figure that may repeat the target's unit of measure.
func baseline(text, measure string) (schedule.Decimal, error) {
	if m := figure.FindStringSubmatch(store.Fold(text)); m != nil && m[2] == "" && m[3] == store.Fold(measure) {
		text = m[1]
	}
	return schedule.ParseDecimal(plainDigits(text))
}

// kindNames are what the ledger and the template call the kinds.
func kindNames() []string {
	return []string{"不少于", "不超过", "区间", "等于", "保持", "增长率", "节点"}
}

func kindName(k schedule.TargetKind) string {
	for _, name := range kindNames() {
		if kindWords()[name] == k {
			return name
		}
	}
	return ""
}
