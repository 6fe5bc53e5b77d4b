package tables

import (
	"cmp"
	"regexp"
	"strings"
	"time"

	"duban/schedule"
	"duban/store"
	"duban/store/workbook"
)

var (
	roman      = strings.NewReplacer("Ⅰ", "1", "Ⅱ", "2", "Ⅲ", "3", "Ⅳ", "4")
	upTo       = regexp.MustCompile(`起([至到])`)
	shortYear  = regexp.MustCompile(`^(2\d)年(\d{1,2}月)`)
	shortDate  = regexp.MustCompile(`(?i)^(\d{1,2})[- ]([a-z]{3,9})[- ](2\d)$`)
	dayMonth   = regexp.MustCompile(`(?i)^(\d{1,2})-([a-z]{3,9})$`)
	monthYear  = regexp.MustCompile(`^(\d{1,2})/(20\d\d)$`)
	stageLabel = regexp.MustCompile(`^(?:第?[1-6](?:阶段|步|批|期)|[^0-9：:]{1,10})[:：]|^(?:即日|现在)起?[至到]`)
	dayOnly    = regexp.MustCompile(`^\d{1,2}[日号](?:之?前)?$`) // of a month that the cell doesn't say
	// fromThen is when something begins that has no end.
	fromThen = regexp.MustCompile(`[年月日号底]起(?:[^至到]|$)`)
	forEver  = regexp.MustCompile(`长期|持续|常态|坚持`)
)

// spelledOut writes the short forms of a date in full: Ⅱ季度, 25年6月, 31-Mar-26,
// 06/2025.
func spelledOut(text string) string {
	text = roman.Replace(strings.TrimPrefix(strings.TrimSpace(text), "自"))
	text = upTo.ReplaceAllString(text, "$1")
	text = shortYear.ReplaceAllString(text, "20${1}年$2")
	text = shortDate.ReplaceAllString(text, "$1 $2 20$3")
	text = dayMonth.ReplaceAllString(text, "$1 $2")
	return monthYear.ReplaceAllString(text, "$2-$1")
}

var (
	daySpan  = regexp.MustCompile(`^(20\d\d年)?(\d{1,2}月)[^-—–~至到]*[-—–~至到](20\d\d年)?(\d{1,2}月)?(\d{1,2}[日号]|[底末])?$`)
	dotSpan  = regexp.MustCompile(`^((?:20\d\d\.)?\d{1,2}\.\d{1,2})[-—–~至到]((?:20\d\d\.)?\d{1,2}\.\d{1,2})$`)
	wordSpan = regexp.MustCompile(`(?i)^(.*[a-z].*) (?:-|–|—|to|until) (.*[a-z].*)$`)
)

// lastOfSpan reads the day with which a span ends; a year stands once.
func lastOfSpan(text string, o Options) (time.Time, bool) {
	if m := daySpan.FindStringSubmatch(strings.ReplaceAll(text, " ", "")); m != nil {
		return dayAlone(cmp.Or(m[3], m[1])+cmp.Or(m[4], m[2])+m[5], o)
	}
	m := wordSpan.FindStringSubmatch(text)
	if m == nil {
		m = dotSpan.FindStringSubmatch(strings.ReplaceAll(text, " ", ""))
	}
	if m == nil {
		return time.Time{}, false
	}
	if _, ok := dayAlone(m[1], o); !ok {
		return time.Time{}, false
	}
	return dayAlone(m[2], o)
}

// inside is what the brackets of a cell say: 汛期前（5月底）.
var inside = regexp.MustCompile(`[（(]([^（）()]+)[）)]$`)

var (
	// fromStart is a time that is counted from the day on which a task is given.
	fromStart = regexp.MustCompile(`^(?:自?(?:交办|收到|接到|批示|下达|接件|收文|文到|会议?)[^0-9一二两三四五六七八九十]*)?((?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|天|日|周|星期|月))(?:之?内|以内)?(?:办结|完成|办复|回复|答复|反馈|报送|整改到位|整改完成)*$`)
	// undated is said of a deadline that has no day yet, or none that a table knows.
	undated = regexp.MustCompile(`(?i)^(?:立行立改|立整立改|立知立改|即知即改|边查边改|即改|即时|即办|立即|马上|尽快|待定|另行|适时|按(?:照|上级|国家|省|市|区|要求|规定|计划|通知|有关|实际)|根据|视|结合实际|已(?:完成|办结|整改|销号)|tbc|tbd|asap|immediate|as soon as|to be (?:confirmed|determined|agreed|set|decided)|completed?$|done$|n/?a$)[^0-9]*$`)
)

// countedDay is the day of 5个工作日 from the one on which the row says that
// the task was given; working days are counted in years whose holidays are known.
func (r *listReader) countedDay(row workbook.Row, due string) (time.Time, bool) {
	m := fromStart.FindStringSubmatch(strings.ReplaceAll(store.Fold(bracketed.ReplaceAllString(due, "")), " ", ""))
	given, ok := listDay(r.cell(row, "start"), r.options)
	if m == nil || !ok || wholeMon.MatchString(r.cell(row, "start")) {
		return time.Time{}, false
	}
	day, err := schedule.ParseDay(m[1]+"内", given, r.options.Calendar)
	known := !strings.Contains(due, "工作日") || r.options.Calendar.Published(day.Year())
	return day, err == nil && known
}

// withoutDay reports whether a deadline is one of those words that no day
// follows from. They are kept as a remark, and the year's end stands for them.
func (r *listReader) withoutDay(row workbook.Row, t *store.Task, due string) bool {
	if !undated.MatchString(due) || beforeIt.MatchString(due) {
		return false
	}
	t.Remark = joinRemarks(t.Remark, r.titles["due"]+"："+due)
	r.plan.Undated = append(r.plan.Undated, due)
	return true
}

// remark adds what another row of the task remarks.
func (t *PlannedTask) remark(text string) {
	t.Task.Remark, t.has["remark"] = joinRemarks(t.Task.Remark, text), true
}

// joinRemarks adds to a remark what is not in it yet.
func joinRemarks(remark, more string) string {
	switch {
	case remark == "":
		return more
	case strings.Contains(remark, more):
		return remark
	}
	return remark + "；" + more
}
