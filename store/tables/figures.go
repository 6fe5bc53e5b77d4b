package tables

import (
	"cmp"
	"regexp"
	"strings"

	"duban/schedule"
	"duban/store"
	"duban/store/workbook"
)

var (
	// ofGoal is a column that says what is to be reached. The figures of one of
	// contents or measures may be the size of a thing.
	ofGoal = regexp.MustCompile(`(?i)目标|指标|标准|成果|成效|任务量|target|goal|success|output|outcome`)
	// pieceEnd is between the figures of a goal, but not within 1,200.
	pieceEnd = regexp.MustCompile(`[，；;。、\n]+|,\s*(?:[^0-9\s]|$)`)
	// itemNumber is that of a line, 1. or （2） or 3、, but not the beginning of 1.5万.
	itemNumber = regexp.MustCompile(`(^|[；;。\n])\s*(?:[（(][0-9]{1,2}[）)]|[0-9]{1,2}(?:、|[.．]\s*(\D))|[①-⑳])`)
	// countNoun is a unit of measure that is one for sure.
	countNoun = regexp.MustCompile(`^[十百千万亿]*(?:元|美元|人次?|名|户|个|家|所|座|处|条|栋|套|辆|台|亩|公顷|公里|千米|米|平方米|平方公里|立方米|吨|千瓦时?|%|张|件|场|期|批|项|天|株|棵|盏|次|份|起|部|间|例|对|幅|只|头|口|组|支|微克/立方米|吨标准煤)$`)
	// notCounted are names of figures that are no targets, or not of the whole.
	notCounted = regexp.MustCompile(`[每比较由从占第前]|(?:(?:^|[^增])长|宽|高|厚|深|各|总投资|(?:占地|建筑|用地|总)面积|规模|容量|直径|周期|编号|型号)为?约?$`)
)

// longestName is how many characters what is counted has at most.
const longestName = 20

// goals are the targets of a cell in which each piece is what is counted and
// its figure: 新建学校12所，新增学位5000个. One piece of another kind, and the cell
// is a sentence.
func (r *listReader) goals(row workbook.Row) []schedule.Target {
	text := r.cell(row, "goal")
	if text == "" || r.cell(row, "kind")+r.cell(row, "low")+r.cell(row, "name") != "" || !ofGoal.MatchString(r.titles["goal"]) {
		return nil
	}
	if _, ok := r.reach(row, text, r.cell(row, "measure")); ok {
		return nil
	}
	var all []schedule.Target
	for _, piece := range goalPieces(text) {
		t, ok := namedFigure(piece)
		if !ok || len(all) == 0 && t.Name == "" {
			return nil
		}
		if t.Name == "" {
			t.Name = all[len(all)-1].Name
		}
		all = append(all, t)
	}
	return all
}

// goalPieces cuts a goal between its figures.
func goalPieces(text string) (parts []string) {
	text = itemNumber.ReplaceAllString(text, "$1$2")
	for text != "" {
		end, next := len(text), len(text)
		if m := pieceEnd.FindStringIndex(text); m != nil {
			end, next = m[0], m[1]
			if text[m[0]] == ',' {
				next = m[0] + 1
			}
		}
		if part := strings.TrimSpace(text[:end]); part != "" {
			parts = append(parts, part)
		}
		text = text[next:]
	}
	return parts
}

// namedFigure reads 新增学位5000个, or 失业率控制在3%以内: the figure has a unit of
// measure that is one for sure.
func namedFigure(piece string) (schedule.Target, bool) {
	piece = strings.TrimPrefix(strings.ReplaceAll(store.Fold(piece), " ", ""), "其中")
	i := strings.IndexAny(piece, "0123456789≥≤<>")
	if i < 0 {
		return schedule.Target{}, false
	}
	name, figure := piece[:i], piece[i:]
	for _, lead := range leads() {
		if bare, ok := strings.CutSuffix(name, lead.word); ok {
			name, figure = bare, lead.word+figure
			break
		}
	}
	t, ok := readTarget(figure, "")
	if !ok || !countNoun.MatchString(t.Measure) || notCounted.MatchString(name) || len([]rune(name)) > longestName {
		return t, false
	}
	if hoped, ok := strings.CutPrefix(name, "力争"); ok {
		name, t.Soft = hoped, cmp.Or(t.Soft, "力争")
	}
	t.Name = strings.TrimRight(strings.TrimPrefix(name, "确保"), ":")
	return rateOf(t.Name, figure, t), true
}
