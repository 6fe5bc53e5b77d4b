package tables

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"duban/schedule"
	"duban/store"
)

// around is a word before or behind a figure: how a value is held against it,
// and whether it is kept as the softening word of the target.
type around struct {
	word string
	kind schedule.TargetKind
	soft bool
}

// leads stand before the figure, the longer before those that they begin with.
func leads() []around {
	all := []around{
		{"不少于", schedule.AtLeast, false}, {"不低于", schedule.AtLeast, false}, {"至少", schedule.AtLeast, false}, {"≥", schedule.AtLeast, false}, {">=", schedule.AtLeast, false}, {"=", schedule.Exact, false},
		{"at least ", schedule.AtLeast, false}, {"达到", schedule.AtLeast, false}, {"完成", schedule.AtLeast, false}, {"实现", schedule.AtLeast, false}, {"新增", schedule.AtLeast, false},
		{"新建", schedule.AtLeast, false}, {"约", schedule.AtLeast, true}, {"超过", schedule.AtLeast, true}, {"突破", schedule.AtLeast, true}, {"力争", schedule.AtLeast, true}, {"力争达到", schedule.AtLeast, true}, {"确保", schedule.AtLeast, false},
		{"不超过", schedule.AtMost, false}, {"不高于", schedule.AtMost, false}, {"控制在", schedule.AtMost, false}, {"≤", schedule.AtMost, false}, {"<=", schedule.AtMost, false}, {"at most ", schedule.AtMost, false},
		{"降至", schedule.AtMost, false}, {"降到", schedule.AtMost, false}, {"下降到", schedule.AtMost, false}, {"下降至", schedule.AtMost, false},
		{"下降", schedule.Change, false}, {"同比下降", schedule.Change, false}, {"降低", schedule.Change, false}, {"压减", schedule.Change, false},
		{"增长", schedule.Change, false}, {"同比增长", schedule.Change, false}, {"增速", schedule.Change, false},
		{"保持", schedule.Keep, false}, {"保持在", schedule.Keep, false}, {"稳定在", schedule.Keep, false}, {"keep ", schedule.Keep, false},
	}
	slices.SortFunc(all, func(a, b around) int { return cmp.Compare(len(b.word), len(a.word)) })
	return all
}

// tails stand behind the figure's unit of measure; no kind leaves it as it is.
func tails() []around {
	return []around{
		{"左右", "", true}, {"及以上", schedule.AtLeast, false}, {"以上", schedule.AtLeast, true}, {"及以下", schedule.AtMost, false}, {"以下", schedule.AtMost, true}, {"以内", schedule.AtMost, true},
	}
}

// ReadTarget reads a target that somebody typed: 6个, 不少于30家, 4—6家, 5%左右,
// 不超过37微克/立方米, at least 30 firms. False where there is no figure in it, or
// more than a figure.
func ReadTarget(text string) (schedule.Target, bool) { return readTarget(text, "") }

// readTarget is ReadTarget where the unit of measure may be said elsewhere.
func readTarget(text, measure string) (schedule.Target, bool) {
	t := schedule.Target{Kind: schedule.AtLeast}
	rest := strings.TrimSpace(store.Fold(text))
	for _, lead := range leads() {
		if after, ok := strings.CutPrefix(rest, lead.word); ok {
			rest = strings.TrimSpace(after)
			wear(&t, lead)
			break
		}
	}
	for _, tail := range tails() {
		if before, ok := strings.CutSuffix(rest, tail.word); ok {
			rest = strings.TrimSpace(before)
			wear(&t, tail)
			break
		}
	}
	m := figure.FindStringSubmatch(rest)
	if m == nil || !isMeasure(m[3]) {
		return schedule.Target{}, false
	}
	if t.Measure = measureOf(measure, m[3]); t.Measure == "" {
		return t, false
	}
	if t.Kind == schedule.Change && t.Measure != "%" {
		return schedule.Target{}, false
	}
	var err, errHigh error
	if t.Kind == schedule.Change && falls.MatchString(text) {
		m[1] = "-" + m[1]
	}
	t.Low, err = schedule.ParseDecimal(plainDigits(m[1]))
	if m[2] != "" {
		t.Kind = schedule.Range
		t.High, errHigh = schedule.ParseDecimal(plainDigits(m[2]))
	}
	if t.Kind == schedule.AtLeast && t.Low.IsZero() {
		t.Kind = schedule.AtMost // nothing is reached by nought
	}
	return t, err == nil && errHigh == nil && t.Validate() == nil
}

// measureOf is the unit of measure of a figure that has the words behind it
// where another was said elsewhere: 30亿 of 亿元 and 2万 of 株 are not refused;
// empty where the two differ.
func measureOf(said, behind string) string {
	switch {
	case said == "":
		return cmp.Or(behind, "项")
	case strings.HasPrefix(store.Fold(said), behind):
		return said
	case multiple.FindString(behind) == behind && !multiple.MatchString(said):
		return behind + said
	}
	return ""
}

var multiple = regexp.MustCompile(`^[十百千]?[万亿]`)

var falls = regexp.MustCompile(`^\s*(?:同比)?(?:下降|降低|压减)`)

func wear(t *schedule.Target, a around) {
	if a.kind != "" {
		t.Kind = a.kind
	}
	if a.soft {
		t.Soft = a.word
	}
}

// isMeasure reports whether the words behind a figure can be its unit of
// measure, rather than the rest of a sentence or of a date: 6月底前完成.
func isMeasure(words string) bool {
	return len([]rune(words)) <= longestMeasure && !noMeasure.MatchString(words)
}

const longestMeasure = 14 // characters: 微克/立方米, 吨标准煤/万元, school places

var noMeasure = regexp.MustCompile(`^[年月日号季]|工作日|办结|办复|[，,。；;、0-9]|完成|开工|竣工|建成|建设|开放|启动|启用|投用|投产|运营|交付|落地|[前底内后]$`)
