package reading

import "time"

// dateWord is a date named by words alone.
type dateWord struct {
	words string // apart by |
	tense tense
	last  bool                          // when the last report was made: 上次, 上月
	day   func(now time.Time) time.Time // nil where no single day is meant
}

// dateWords is the table of dates named by words, longer ones first where one
// begins another.
func dateWords() []dateWord {
	on := func(days int) func(time.Time) time.Time {
		return func(now time.Time) time.Time { return midnight(now).AddDate(0, 0, days) }
	}
	monthEnd := func(months int) func(time.Time) time.Time {
		return func(now time.Time) time.Time { return lastOf(now.Year(), int(now.Month())+months, now) }
	}
	return []dateWord{
		{"上半年", firstHalf, false, nil},
		{"去年同期|上年同期|去年同月|上年度|上年末|去年底|上年底|去年|上年|前年|往年|上学期|上一学期|上学年|前期|原来|原先|原|同期|last year|a year ago|same period", past, false, nil},
		{"昨天|昨日|yesterday", past, false, on(-1)},
		{"前天", past, false, on(-2)},
		{"上个月底|上月底|上月末|上个月|上月|上回报的|上回|上一回|上季度|上个季度|上周|上星期|上个星期|上个周|上期|上次报的|上次|上一次|上一期|此前|之前报的|先前|last month|last week|last time|last report|last quarter|previously|before this|before", past, true, nil},
		{"今天|今日|这两天|这几天|最近几天|这段时间|近段时间|本周|这周|这个星期|本星期|本月|这个月|当月|本季度|这个季度|本期|这期|这次|此次|本次|当期|近期|最近|当日|当天|单月|today|this week|this month|this quarter|this period|this time|recently", period, false, nil},
		{"截至目前|截止目前|截至今日|截止今天|截至今天|截至本月底|截至本月|截至月底|截至本周|截止到目前|截至现在|截至日前|到目前为止|目前为止|今年以来|年初以来|今年|本年度|本年|this year|year to date|so far|to date|as of today|as of now|up to now", noTense, false, nil},
		{"半个月|半个多月|半个来月|小半个月|大半个月|半拉月|个把月|一个多月|一个来月|两个多月|两个来月|三个多月|half a month|half a year", noTense, false, nil},
		{"since last month|since last week|since last report|since the last report|since then", noTense, false, nil},
		{"下个月底|下月底|下个月末|下月末|end of next month", upcoming, false, monthEnd(1)},
		{"本月底|本月末|这个月底|月底|月末|end of the month|end of this month|end of month|month end", upcoming, false, monthEnd(0)},
		{"下个月初|下月初", upcoming, false, func(now time.Time) time.Time { return lastOf(now.Year(), int(now.Month()), now).AddDate(0, 0, 10) }},
		{"下个月|下月|next month", upcoming, false, monthEnd(1)},
		{"今年年底|今年底|本年底|年底|年末|年内|年前|end of the year|end of this year|end of year|year end", upcoming, false, func(now time.Time) time.Time { return lastOf(now.Year(), 12, now) }},
		{"明年|来年|次年|next year|下半年|后年", upcoming, false, nil},
		{"下季度|下个季度|next quarter", upcoming, false, func(now time.Time) time.Time { return lastOf(now.Year(), quarterEnd(now)+3, now) }},
		{"本季度末|季度末|季末|end of the quarter|end of quarter", upcoming, false, func(now time.Time) time.Time { return lastOf(now.Year(), quarterEnd(now), now) }},
		{"明天|明日|tomorrow", upcoming, false, on(1)},
		{"后天", upcoming, false, on(2)},
		{"周末前|本周末|周末", upcoming, false, func(now time.Time) time.Time { return weekday(now, 7, 0) }},
		{"下周末|下周|下星期|next week", upcoming, false, func(now time.Time) time.Time { return weekday(now, 5, 1) }},
		{"春节|元旦|十一前", upcoming, false, nil},
		{"国庆|国庆节|国庆期间|十一假期|中秋|中秋节", festive, false, feast(time.October)},
		{"五一|五一假期|五一期间", festive, false, feast(time.May)},
	}
}

// feast gives the month of a holiday in this year.
func feast(month time.Month) func(time.Time) time.Time {
	return func(now time.Time) time.Time { return lastOf(now.Year(), int(month), now) }
}

// relativeDate reads a date named by words: 月底, 下周三, next friday, nov 20.
func relativeDate(r []rune, i int, now time.Time) (date, int) {
	if d, end := weekdayDate(r, i, now); end > i {
		return d, end
	}
	if d, end := englishMonth(r, i, now); end > i {
		return d, end
	}
	w, end := words().dates.at(r, i)
	if end == i {
		return date{}, i
	}
	out := date{tense: w.tense, last: w.last}
	if w.day != nil {
		out.day = w.day(now)
	}
	if w.tense == firstHalf {
		out.since = now.Month() < time.October
		out.tense = map[bool]tense{true: noTense, false: past}[out.since]
	}
	if w.tense == festive {
		if out.tense = upcoming; now.Month() > out.day.Month() {
			out.tense = period
		}
		out.day = time.Time{}
	}
	for follows(r, end, "前", "内", "之前", "以前") && !follows(r, end, "前期") {
		end++
	}
	return out, end
}

// weekdayDate reads 周五, 下周三, 本周日, by friday.
func weekdayDate(r []rune, i int, now time.Time) (date, int) {
	k, ahead, when := i, 0, noTense
	switch r[i] {
	case '下', '本', '这', '上', '周', '星', '礼':
	default:
		if letter(r[i]) {
			return englishDay(r, i, now)
		}
		return date{}, i
	}
	switch {
	case follows(r, k, "下下周", "下下星期"):
		k, ahead, when = k+2, 2, upcoming
	case follows(r, k, "下周", "下星期", "下礼拜"):
		k, ahead, when = k+1, 1, upcoming
	case follows(r, k, "本周", "这周"):
		k++
	case follows(r, k, "上周"):
		k, ahead, when = k+1, -1, past
	}
	switch {
	case follows(r, k, "周"):
		k++
	case follows(r, k, "星期", "礼拜"):
		k += 2
	default:
		return date{}, i
	}
	if k >= len(r) {
		return date{}, i
	}
	if follows(r, k, "一样", "一致", "一直", "一起", "一般") {
		return date{}, i
	}
	n := hanDigit(r[k])
	if r[k] == '日' || r[k] == '天' {
		n = 7
	} else if digit(r[k]) {
		n = int(r[k] - '0')
	}
	if n < 1 || n > 7 {
		return date{}, i
	}
	return date{day: weekday(now, n, ahead), tense: when}, k + 1
}

func englishDay(r []rune, i int, now time.Time) (date, int) {
	k, ahead := i, 0
	if hasAt(r, k, "next ") {
		k, ahead = k+5, 1
	}
	for n, name := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if hasAt(r, k, name) {
			return date{day: weekday(now, n+1, ahead), tense: upcoming}, k + len(name)
		}
	}
	return date{}, i
}

// englishMonth reads november, nov 20, end of november, 20 nov 2025.
func englishMonth(r []rune, i int, now time.Time) (date, int) {
	k, day := i, 0
	if !letter(r[i]) && !digit(r[i]) {
		return date{}, i
	}
	if hasAt(r, k, "end of ") || hasAt(r, k, "mid ") || hasAt(r, k, "early ") {
		for r[k] != ' ' || hasAt(r, k, " of ") {
			k++
		}
		k = blank(r, k)
	} else if digit(r[k]) {
		if day, k = dayBefore(r, k); day == 0 {
			return date{}, i
		}
	}
	m, k := monthName(r, k)
	if m == 0 {
		return date{}, i
	}
	if at := blank(r, k); day == 0 && at+1 < len(r) && r[at] == '-' {
		if _, end := monthName(r, blank(r, at+1)); end > 0 {
			return date{since: true}, end // jan-oct
		}
	}
	if at := blank(r, k); day == 0 && at < len(r) && digit(r[at]) && digitsEnd(r, at)-at <= 2 {
		day, k = calendarNumber(r, at)
		if follows(r, k, "th", "st", "nd", "rd") {
			k += 2
		}
	}
	if m == 5 && day == 0 && k-i == len("may") {
		return date{}, i // the verb
	}
	year, cycle := nearYear(m, now), 12
	if at := blank(r, k); at < len(r) && digit(r[at]) && digitsEnd(r, at)-at == 4 {
		year, k = calendarNumber(r, at)
		cycle = 0
	}
	if day == 0 {
		return date{day: lastOf(year, m, now), cycle: cycle}, k
	}
	return date{day: dayOf(year, m, day, now), cycle: cycle}, k
}

// dayBefore is the day that stands before a month, 20 or 20th, and where the
// month begins; 0 for any other number.
func dayBefore(r []rune, i int) (day, k int) {
	end := digitsEnd(r, i)
	day, _ = calendarNumber(r, i)
	k = blank(r, end)
	if day > 31 || k == end && !follows(r, k, "th", "st", "nd", "rd") {
		return 0, i
	}
	if follows(r, k, "th ", "st ", "nd ", "rd ") {
		k += 3
	}
	return day, k
}

func monthName(r []rune, k int) (month, end int) {
	for m, name := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if hasAt(r, k, name) && wordEnd(r, k+len(name)) {
			return m + 1, k + len(name)
		}
		if m != 4 && hasAt(r, k, name[:3]) && wordEnd(r, k+3) {
			return m + 1, k + 3
		}
	}
	return 0, k
}

func wordEnd(r []rune, k int) bool { return k >= len(r) || r[k] < 'a' || r[k] > 'z' }

func midnight(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
}

// weekday is the n-th day (1 Monday to 7 Sunday) of the week that is ahead by so many.
func weekday(now time.Time, n, ahead int) time.Time {
	today := int(now.Weekday()+6)%7 + 1
	return midnight(now).AddDate(0, 0, n-today+7*ahead)
}

func quarterEnd(now time.Time) int { return (int(now.Month()) + 2) / 3 * 3 }
