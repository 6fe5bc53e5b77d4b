package tables

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"

	"duban/schedule"
	"duban/store"
	"duban/store/workbook"
)

// dates reads when the task begins and ends: the year of the list where the
// table does not say.
func (r *listReader) dates(row workbook.Row, t *store.Task) {
	start, due := r.cell(row, "start"), r.cell(row, "due")
	t.Due = endOfDay(time.Date(r.options.Year, 12, 31, 0, 0, 0, 0, r.options.Zone))
	day, ok := listDay(due, r.options)
	if !ok {
		day, ok = r.countedDay(row, due)
	}
	if ok {
		t.Due = endOfDay(day)
	} else if due != "" && !r.withoutDay(row, t, due) {
		r.fault(row, "due", BadDate, due)
	}
	t.Start = time.Date(min(r.options.Year, t.Due.Year()), 1, 1, 0, 0, 0, 0, r.options.Zone)
	if day, ok := firstDay(start, r.options); ok {
		t.Start = day
	} else if start != "" && !underWay.MatchString(start) {
		r.fault(row, "start", BadDate, start)
	}
	if !t.Due.After(t.Start) {
		r.fault(row, "due", DueBeforeStart, due)
	}
}

// endOfDay is the last moment of a day.
func endOfDay(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, day.Location())
}

var (
	fullDay   = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:[日号]|t?\d{1,2}[:时].*)?$`)
	monthName = regexp.MustCompile(`^(?:(?:by|before|end of|end) )*((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?$`)
	packedDay = regexp.MustCompile(`^(20\d\d)([01]\d)([0-3]\d)$`)
	slashed   = regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$`)
	monthSpan = regexp.MustCompile(`^(?:(\d{4})[年./])?\d{1,2}月?[-—–~至到](?:(\d{4})[年./])?(\d{1,2})月?[底末]?$`)
	yearSpan  = regexp.MustCompile(`^\d{4}年?[-—–~至到](\d{4})年?[底末]?$`)
	wholeMon  = regexp.MustCompile(`^(?:(\d{4})[-/.年](\d{1,2})月?|(\d{1,2})月)$`)
	wholeYear = regexp.MustCompile(`^(\d{4})年?(?:内|度|全年)?$`)
	untilDay  = regexp.MustCompile(`(?:之前|以前|前|份|完成|办结|完工|竣工|24时|24:00|为止|止)+$`)
	counted   = regexp.MustCompile(`个月|周|星期|天|小时|工作日|日内|day|week|month|within`) // from a day that the table doesn't say
	always    = regexp.MustCompile(`^(?:(?:本|全|当)?年(?:内|度|底|末)?|ongoing|continuous|all year|year-round|weekly|monthly|quarterly|annual(?:ly)?|.*(?:长期|持续|常态|全年|按季|按月|每月|每季|每周|序时|时序|贯穿).*)$`)
)

var (
	quarter  = regexp.MustCompile(`^(?:\d{4}年?)?第?[一二三四1-4]季度$|^q[1-4](?:\d{4})?$`)
	halfYear = regexp.MustCompile(`^(?:\d{4}年?)?[上下]半年$`)
)

// firstDay reads when something begins: the first day of a month, a quarter or
// a year.
func firstDay(text string, o Options) (time.Time, bool) {
	day, ok := listDay(text, o)
	plain := strings.TrimSuffix(strings.ReplaceAll(store.Fold(text), " ", ""), "份")
	switch {
	case quarter.MatchString(plain):
		day = time.Date(day.Year(), day.Month()-2, 1, 0, 0, 0, 0, o.Zone)
	case halfYear.MatchString(plain):
		day = time.Date(day.Year(), day.Month()-5, 1, 0, 0, 0, 0, o.Zone)
	case wholeMon.MatchString(plain), monthName.MatchString(strings.TrimRight(plain, "0123456789")):
		day = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, o.Zone)
	case wholeYear.MatchString(plain):
		day = time.Date(day.Year(), 1, 1, 0, 0, 0, 0, o.Zone)
	}
	return day, ok
}

var (
	// beforeIt is a day that has a name only: 汛期前, “十一”前.
	beforeIt = regexp.MustCompile(`[^0-9年月日号底末初旬度]["”’']?(?:之前|以前|前)$`)
	// underWay is said of what has begun on a day that the table doesn't say.
	underWay = regexp.MustCompile(`^(?:已|在建|续建|正在|续作)[^0-9]*$`)
	// datefulToo is a day with figures of what is to be done by then.
	datefulToo = regexp.MustCompile(`^([0-9年月日号./\-—–~至到第一二三四季度上中下半旬底末初前内之以]*(?:[月日底末前度]|半年))[^0-9月日年季]+[0-9][^月日年季]*$`)
	stages     = regexp.MustCompile(`[，,；;。、\n]+`)
	dateful    = regexp.MustCompile(`^([0-9年月日号./\-—–~至到第一二三四五六七八九十季度上中下半旬底末初前内之以份]+)[^0-9]*$`)
)

var (
	goesOn = regexp.MustCompile(`^(?:并|之后|此后|\d{4}年起?)?(?:长期|持续|常态)[^0-9]*$`)
	begun  = regexp.MustCompile(`启动|开始|开工|动工|起`)
)

// listDay reads a deadline of a table: a day, or the last day of a month, a
// quarter, a year or of a span of these, with what is to be done by then or
// without. Of several stages the last is the deadline, and not what is kept up
// once it is reached. What goes on all the time ends with the list's year.
func listDay(text string, o Options) (time.Time, bool) {
	whole := text
	text = spelledOut(bracketed.ReplaceAllString(text, ""))
	if day, ok := serialDay(text, o); ok {
		return day, true
	}
	if day, ok := dayAlone(text, o); ok {
		return day, true
	}
	parts := stages.Split(text, -1)
	if n := len(parts) - 1; goesOn.MatchString(parts[n]) && !begun.MatchString(text) {
		if day, ok := lastStage(parts[:n], o); ok {
			return day, true
		}
	}
	if day, ok := lastStage(parts, o); ok {
		return day, true
	}
	if m := inside.FindStringSubmatch(whole); m != nil {
		return dayAlone(m[1], o)
	}
	return lastOfSpan(text, o)
}

// lastStage is the latest day of several stages; false where one has figures
// and no day.
func lastStage(parts []string, o Options) (last time.Time, ok bool) {
	for _, stage := range parts {
		day, ok := stageDay(stageLabel.ReplaceAllString(stage, ""), o)
		if !ok && fromThen.MatchString(stage) {
			continue
		}
		if !ok && strings.ContainsAny(store.Fold(stage), "0123456789") {
			return time.Time{}, false
		}
		if day.After(last) {
			last = day
		}
	}
	return last, !last.IsZero()
}

var serialForm = regexp.MustCompile(`^\d{5}$`)

// serialDay reads the number that a spreadsheet has for a day, which shows
// where a cell lost its format: days from 30 December 1899. It has to lie
// within ten years of the list's.
func serialDay(text string, o Options) (time.Time, bool) {
	if !serialForm.MatchString(text) {
		return time.Time{}, false
	}
	n, _ := strconv.Atoi(text)
	day := time.Date(1899, 12, 30+n, 0, 0, 0, 0, o.Zone)
	return day, day.Year() > o.Year-10 && day.Year() < o.Year+10
}

// stageDay reads 9月投入使用 as 9月, and what goes on all the time.
func stageDay(stage string, o Options) (time.Time, bool) {
	if fromThen.MatchString(stage) {
		return time.Date(o.Year, 12, 31, 0, 0, 0, 0, o.Zone), forEver.MatchString(stage)
	}
	if day, ok := dayAlone(stage, o); ok {
		return day, true
	}
	if m := dateful.FindStringSubmatch(strings.ReplaceAll(store.Fold(stage), " ", "")); m != nil && !beforeIt.MatchString(stage) {
		if day, ok := dayAlone(m[1], o); ok {
			return day, true
		}
	}
	if m := datefulToo.FindStringSubmatch(strings.ReplaceAll(store.Fold(stage), " ", "")); m != nil {
		if day, ok := dayAlone(m[1], o); ok {
			return day, true
		}
		if stage = m[1]; strings.HasPrefix(stage, "年") {
			stage = untilDay.ReplaceAllString(stage, "")
		}
	}
	if always.MatchString(strings.TrimSpace(store.Fold(stage))) {
		return time.Date(o.Year, 12, 31, 0, 0, 0, 0, o.Zone), true
	}
	return time.Time{}, false
}

// dayAlone reads a date with nothing but the words for its end.
func dayAlone(text string, o Options) (time.Time, bool) {
	words := untilDay.ReplaceAllString(strings.TrimSpace(store.Fold(text)), "")
	plain := strings.ReplaceAll(words, " ", "")
	if dayOnly.MatchString(plain) {
		return time.Time{}, false
	}
	if day, ok, figures := o.inFigures(plain); figures {
		return day, ok
	}
	if counted.MatchString(plain) {
		return time.Time{}, false
	}
	if m := monthName.FindStringSubmatch(words); m != nil {
		words = m[1] + " " + strconv.Itoa(o.Year)
	}
	day, err := schedule.ParseDay(words, time.Date(o.Year, 1, 1, 0, 0, 0, 0, o.Zone), nil)
	return day, err == nil
}

// inFigures reads a day, or the last of a month, a year or a span, and says
// whether the text has the form of one; ok is false where there is no such day.
func (o Options) inFigures(text string) (day time.Time, ok, figures bool) {
	for _, form := range []*regexp.Regexp{fullDay, packedDay} {
		if m := form.FindStringSubmatch(text); m != nil {
			day := time.Date(number(m[1]), time.Month(number(m[2])), number(m[3]), 0, 0, 0, 0, o.Zone)
			return day, day.Day() == number(m[3]) && int(day.Month()) == number(m[2]), true
		}
	}
	if m := slashed.FindStringSubmatch(text); m != nil {
		day, ok = o.slashedDay(number(m[1]), number(m[2]), number(m[3]))
		return day, ok, true
	}
	year, month := "", 0
	if m := wholeMon.FindStringSubmatch(text); m != nil {
		year, month = m[1], number(m[2]+m[3])
	} else if m := wholeYear.FindStringSubmatch(text); m != nil {
		year, month = m[1], 12
	} else if m := monthSpan.FindStringSubmatch(text); m != nil {
		year, month = cmp.Or(m[2], m[1]), number(m[3])
	} else if m := yearSpan.FindStringSubmatch(text); m != nil {
		year, month = m[1], 12
	} else {
		return day, false, false
	}
	return o.lastOf(number(year), month), month >= 1 && month <= 12, true
}

// number is that of digits, 0 without any.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// lastOf is the last day of a month; of the list's own year for 0.
func (o Options) lastOf(year, month int) time.Time {
	return time.Date(cmp.Or(year, o.Year), time.Month(month)+1, 0, 0, 0, 0, 0, o.Zone)
}

// slashedDay is 31/03/2026 or 03/31/2026; where either may be the month and
// they differ, the other dates of the table tell, or nobody.
func (o Options) slashedDay(a, b, year int) (time.Time, bool) {
	day, month := max(a, b), min(a, b)
	if day <= 12 && a != b {
		if o.monFirst == o.dayFirst {
			return time.Time{}, false
		}
		if day, month = a, b; o.monFirst {
			day, month = b, a
		}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, o.Zone)
	return t, month >= 1 && t.Day() == day
}
