package reading

import (
	"strconv"
	"strings"
	"time"
)

// tense says how a date stands to the moment of the reply.
type tense uint8

const (
	noTense   tense = iota
	past            // 去年, 上月: figures beside it are not this report's
	period          // 本月, 今天: figures beside it may be increments
	upcoming        // 月底, 下周
	festive         // 国庆: upcoming until its month has gone, a period then; in the table alone
	firstHalf       // 上半年: what is counted from the beginning until it is long gone; in the table alone
)

// date is one day, span of time, clock time or duration as scanned. Its digits
// are never a value.
type date struct {
	day   time.Time // zero where the words name no single day
	tense tense
	month bool // a whole month; day is its last
	year  bool // a whole year; day is its last
	last  bool // when the last report was made: 上次
	since bool // 以来: what is counted begins then
	cycle int  // months from one such day to the next, where none is named: 12 for 3月, 1 for 5号
	moved bool // to the next year: 3月, said in November of a plan
	by    bool // 12月底前
}

// ahead reports whether the date lies in the future: the running month and
// year do not.
func (d date) ahead(now time.Time) bool {
	switch {
	case d.tense != noTense:
		return d.tense == upcoming
	case d.year:
		return d.day.Year() > now.Year()
	case d.month:
		return d.day.After(lastOf(now.Year(), int(now.Month()), now))
	}
	return d.day.After(now)
}

// scanDate reads the date that begins at i; end is i where none does.
// Dates without a year are the next such day that is not more than three
// months gone; "end of" and "by" a span mean its last day.
func scanDate(r []rune, i int, now time.Time) (d date, end int) {
	if d, end = plainDate(r, i, now); end == i {
		return d, i
	}
	for _, w := range []string{"以来", "起至今", "至今", "到现在", "到目前", "起"} {
		if hasAt(r, end, w) && !follows(r, end, "起草", "起步", "起来") {
			d.since, end = true, end+len([]rune(w))
			break
		}
	}
	for _, w := range []string{"之前", "以前", "前"} {
		if !d.day.IsZero() && hasAt(r, end, w) && !counted(r, end+len([]rune(w))) {
			d.by, end = true, end+len([]rune(w))
			break
		}
	}
	return d, end
}

// counted reports whether the 前 before i begins 前期 or 前三项.
func counted(r []rune, i int) bool {
	return i < len(r) && (r[i] == '期' || digit(r[i]) || hanDigit(r[i]) > 0)
}

func plainDate(r []rune, i int, now time.Time) (d date, end int) {
	if d, end = relativeDate(r, i, now); end > i {
		return d, end
	}
	if follows(r, i, "前") {
		if _, k := calendarNumber(r, i+1); k > i+1 && follows(r, k, "季度", "个季度", "个月") {
			for k < len(r) && r[k] != '度' && r[k] != '月' {
				k++
			}
			return date{since: true}, k + 1
		}
	}
	n, k := calendarNumber(r, i)
	if k == i {
		return d, i
	}
	if end := monthSpan(r, n, k); end > k {
		return date{}, end
	}
	for _, read := range []func([]rune, int, int, time.Time) (date, int){yearDate, monthDate, dottedDate, clockOrLength} {
		if d, end = read(r, n, k, now); end > k {
			return d, end
		}
	}
	return date{}, i
}

// calendarNumber reads up to four digits, or the same in characters.
func calendarNumber(r []rune, i int) (n, end int) {
	if i >= len(r) || !digit(r[i]) && hanDigit(r[i]) < 0 && hanUnit(r[i]) == 0 {
		return 0, i
	}
	if digit(r[i]) {
		k := digitsEnd(r, i)
		if k-i > 4 {
			return 0, i
		}
		for _, c := range r[i:k] {
			n = n*10 + int(c-'0')
		}
		return n, k
	}
	h, k, ok := hanNumber(r, i)
	if !ok || h.form != plainForm || h.scaled {
		return 0, i
	}
	return int(h.amount.IntPart()), k
}

func dayOf(y, m, d int, now time.Time) time.Time {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, now.Location())
	if m < 1 || m > 12 || t.Day() != d {
		return time.Time{}
	}
	return t
}

func lastOf(y, m int, now time.Time) time.Time {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, now.Location())
}

// yearDate reads 2025年, 2025年11月, 2025年11月20日.
func yearDate(r []rune, n, k int, now time.Time) (date, int) {
	k = blank(r, k)
	if !follows(r, k, "年") || follows(r, k, "年级") {
		return date{}, 0
	}
	if n < 1900 && follows(r, k, "年度") {
		return date{}, 0 // 4年度任务: the number of the ask
	}
	if n < 1900 || n > 2100 {
		if n < 26 || n > 99 {
			return date{}, k + 1 // 三年: a length of time
		}
		n += 2000
	}
	k++
	out := date{day: lastOf(n, 12, now), year: true}
	if follows(r, k, "底", "末", "内", "度") {
		k++
	}
	if n < now.Year() {
		out.tense = past
	}
	if m, at := calendarNumber(r, blank(r, k)); at > blank(r, k) {
		if inner, end := monthDate(r, m, at, now); end > 0 {
			if !inner.day.IsZero() {
				inner.cycle = 0
				inner.day = dayOf(n, int(inner.day.Month()), min(inner.day.Day(), lastOf(n, m, now).Day()), now)
			}
			if out.tense == past {
				inner.tense = past
			}
			return inner, end
		}
	}
	return out, k
}

// monthDate reads 11月, 11月底, 11月20日, 11月中旬.
func monthDate(r []rune, n, k int, now time.Time) (date, int) {
	k = blank(r, k)
	if !follows(r, k, "月") || n < 1 || n > 12 {
		return date{}, 0
	}
	k++
	out := date{day: lastOf(nearYear(n, now), n, now), cycle: 12}
	switch {
	case follows(r, k, "份"):
		k++
	case follows(r, k, "底", "末"):
		return out, k + 1
	case follows(r, k, "初", "上旬"):
		out.day, k = out.day.AddDate(0, 0, 10-out.day.Day()), k+1
	case follows(r, k, "中"):
		out.day, k = out.day.AddDate(0, 0, 20-out.day.Day()), k+1
	}
	if follows(r, k, "旬") {
		k++
	}
	at := blank(r, k)
	d, end := calendarNumber(r, at)
	if end == at || d < 1 || d > 31 || !follows(r, end, "日", "号") {
		out.month = true
		return out, k
	}
	out.day = dayOf(nearYear(n, now), n, d, now)
	return out, end + 1
}

// monthSpan is the end of 1-11月 and 1至11月, which say as much as "so far".
func monthSpan(r []rune, n, k int) int {
	if n != 1 || !follows(r, k, "-", "~", "至", "到", "月至", "月到", "月-") {
		return k
	}
	at := k + 1
	if r[k] == '月' {
		at++
	}
	m, end := calendarNumber(r, at)
	if end == at || m < 2 || m > 12 || !follows(r, end, "月") || follows(r, end, "月底", "月初") {
		return k
	}
	if follows(r, end, "月份") {
		end++
	}
	return end + 1
}

// nearYear is the year of the next such month, or of one lately gone.
func nearYear(month int, now time.Time) int {
	y := now.Year()
	if month+9 <= int(now.Month()) {
		return y + 1
	}
	return y
}

// dottedDate reads 2025-11-20, 2025/11/20, 2025.11.20 and 2025-11.
func dottedDate(r []rune, n, k int, now time.Time) (date, int) {
	if n < 1900 || n > 2100 || k >= len(r) || r[k] != '-' && r[k] != '/' && r[k] != '.' {
		return date{}, 0
	}
	m, at := calendarNumber(r, k+1)
	if at == k+1 || m < 1 || m > 12 || !digit(r[k+1]) {
		return date{}, 0
	}
	out := date{day: lastOf(n, m, now)}
	if at < len(r) && r[at] == r[k] {
		if d, end := calendarNumber(r, at+1); end > at+1 && digit(r[at+1]) {
			out.day, at = dayOf(n, m, d, now), end
		}
	}
	return out, at
}

// timeLengths are units of time; a number before them is no value.
const timeLengths = "个工作日|个星期|个小时|个季度|个半月|个月|个周|工作日|星期|小时|分钟|天|周|working days|days|day|weeks|week|months|month|hours|hour|years|year|pm|am|o'clock"

// clockOrLength reads times of day, days of a month and lengths of time:
// 14:30, 3点半, 25号, 3天, 两周, 6个月, 三季度.
func clockOrLength(r []rune, n, k int, now time.Time) (date, int) {
	if follows(r, k, ":") && n < 24 && digitsEnd(r, k+1) == k+3 && n > 5 {
		if _, end := words().units.at(r, k+3); end == k+3 {
			return date{}, k + 3
		}
	}
	if i := k - len([]rune(strconv.Itoa(n))); i > 0 && strings.ContainsRune("路街巷弄道", r[i-1]) && digit(r[i]) {
		return date{}, 0 // 解放路14号
	}
	k = blank(r, k)
	switch {
	case follows(r, k, "点钟", "点半", "点前", "点整", "点之前", "时前", "点开"):
		return date{}, k + 2
	case follows(r, k, "号") && !follows(r, k, "号楼", "号线", "号地", "号台", "号院", "号路", "号桥", "号门", "号机", "号井", "号馆", "号任务", "号项"), follows(r, k, "日") && n <= 31 && !follows(r, k, "日均", "日常", "日间"):
		return monthDay(n, now), k + 1
	case follows(r, k, "季度末", "季度底"):
		return date{day: lastOf(now.Year(), min(n, 4)*3, now)}, k + 3
	case follows(r, k, "季度"):
		return date{day: lastOf(now.Year(), min(n, 4)*3, now)}, k + 2
	}
	_, end := words().lengths.at(r, k)
	if end == k || letter(r[end-1]) && end < len(r) && digit(r[end]) || follows(r, k, "周边", "周围", "天然", "天桥", "天窗", "周转") {
		return date{}, 0
	}
	if follows(r, end, "内", "后", "前") {
		end++
	}
	return date{}, end
}

// monthDay is the n-th of this month, or of the next where it has gone.
func monthDay(n int, now time.Time) date {
	if n < 1 || n > 31 {
		return date{}
	}
	m := int(now.Month())
	if n < now.Day() {
		m++
	}
	first := time.Date(now.Year(), time.Month(m), 1, 0, 0, 0, 0, now.Location())
	return date{day: dayOf(first.Year(), int(first.Month()), n, now), cycle: 1}
}
