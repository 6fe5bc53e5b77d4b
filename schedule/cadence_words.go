package schedule

import "strings"

// hanWords is the list of Chinese words; a longer word stands before a shorter
// one that it begins with.
func hanWords() []entry {
	list := []entry{
		{"每天", means(wEvery, wDay)}, {"每日", means(wEvery, wDay)}, {"天天", means(wEvery, wDay)},
		{"工作日", means(wWorkday)},
		{"隔周", []word{{kind: wEvery}, {kind: wNumber, n: 2}, {kind: wWeek}}},
		{"双周", []word{{kind: wEvery}, {kind: wNumber, n: 2}, {kind: wWeek}}},
		{"倒数", means(wBack)}, {"最后一日", means(wLast, wDay)}, {"最后", means(wLast)},
		{"第一个工作日", []word{{kind: wNumber, n: 1}, {kind: wWorkday}}},
		{"一个", means(wFill)}, {"一天", means(wDay)},
		{"第一天", []word{{kind: wNumber, n: 1}}}, {"首个", []word{{kind: wNumber, n: 1}}},
		{"首月", nth(wWhich, 1)}, {"第一个月", nth(wWhich, 1)}, {"第二个月", nth(wWhich, 2)},
		{"中月", nth(wWhich, 2)}, {"第三个月", nth(wWhich, 3)}, {"末月", nth(wWhich, 3)},
		{"月底", means(wMonth, wEnd)}, {"月末", means(wMonth, wEnd)}, {"月初", means(wMonth, wBegin)},
		{"季度", means(wQuarter)}, {"季末月", []word{{kind: wQuarter}, {kind: wWhich, n: 3}}}, {"季末", means(wQuarter, wEnd)}, {"季", means(wQuarter)},
		{"年底", means(wYear, wEnd)}, {"年末", means(wYear, wEnd)},
		{"每", means(wEvery)}, {"半", means(wHalf)}, {"月", means(wMonth)}, {"年", means(wYear)},
		{"天", means(wDay)}, {"日", means(wMark)}, {"号", means(wMark)},
		{"末", means(wEnd)}, {"底", means(wEnd)}, {"初", means(wBegin)},
		{"至", means(wTo)}, {"到", means(wTo)}, {"-", means(wTo)},
	}
	list = append(hanWeekdays(), list...)
	for _, fill := range []string{" ", ",", ";", ".", "·", "(", ")", "的", "于", "第", "个", "和", "及", "与", "在", "自", "从", "起", "开始", "前", "&"} {
		list = append(list, entry{fill, means(wFill)})
	}
	return list
}

// hanWeekdays is 周一, 星期一, 礼拜一 and so on, and last the week alone.
func hanWeekdays() []entry {
	var list []entry
	weeks := []string{"周", "星期", "礼拜"}
	for _, week := range weeks {
		for i, day := range strings.Split("日一二三四五六天", "") {
			list = append(list, entry{week + day, nth(wWeekday, i%7)})
		}
		for i, day := range strings.Split("1234567", "") {
			list = append(list, entry{week + day, nth(wWeekday, (i+1)%7)})
		}
	}
	for _, week := range weeks {
		list = append(list, entry{week, means(wWeek)})
	}
	return list
}

// latinWord looks an English word up.
func latinWord(s string) ([]word, bool) {
	if n, plural, ok := weekdayName(s); ok {
		if plural {
			return []word{{kind: wEvery}, {kind: wWeekday, n: n}}, true
		}
		return nth(wWeekday, n), true
	}
	if n, ok := monthName(s); ok {
		return nth(wNamed, n), true
	}
	switch s {
	case "on", "at", "the", "of", "in", "and", "a", "an", "by", "for", "from", "since", "starting", "once", "st", "nd", "rd", "th":
		return means(wFill), true
	case "every", "each":
		return means(wEvery), true
	case "day", "days":
		return means(wDay), true
	case "daily":
		return means(wEvery, wDay), true
	case "workday", "workdays", "weekday":
		return means(wWorkday), true
	case "weekdays":
		return means(wEvery, wWorkday), true
	case "week", "weeks":
		return means(wWeek), true
	case "weekly":
		return means(wEvery, wWeek), true
	case "fortnight":
		return []word{{kind: wNumber, n: 2}, {kind: wWeek}}, true
	case "biweekly", "fortnightly":
		return []word{{kind: wEvery}, {kind: wNumber, n: 2}, {kind: wWeek}}, true
	}
	return latinUnit(s)
}

// latinUnit is the other half of the English list.
func latinUnit(s string) ([]word, bool) {
	switch s {
	case "month", "months":
		return means(wMonth), true
	case "monthly":
		return means(wEvery, wMonth), true
	case "semimonthly":
		return means(wEvery, wHalf, wMonth), true
	case "quarter", "quarters":
		return means(wQuarter), true
	case "quarterly":
		return means(wEvery, wQuarter), true
	case "year", "years":
		return means(wYear), true
	case "yearly", "annually":
		return means(wEvery, wYear), true
	case "half":
		return means(wHalf), true
	case "last", "final":
		return means(wLast), true
	case "end":
		return means(wEnd), true
	case "to", "through":
		return means(wTo), true
	case "first", "one":
		return nth(wNumber, 1), true
	case "second", "two":
		return nth(wNumber, 2), true
	case "third", "three":
		return nth(wNumber, 3), true
	case "firstmonth":
		return nth(wWhich, 1), true
	case "secondmonth":
		return nth(wWhich, 2), true
	case "lastmonth":
		return nth(wWhich, 3), true
	}
	return nil, false
}

// weekdayName reads mon, tues, friday, fridays; Sunday is 0.
func weekdayName(s string) (n int, plural, ok bool) {
	for i, name := range []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		if s == name+"s" {
			return i, true, true
		}
		if len(s) >= 3 && strings.HasPrefix(name, s) {
			return i, false, true
		}
	}
	return 0, false, false
}

// monthName reads jan, sept, november.
func monthName(s string) (n int, ok bool) {
	for i, name := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if len(s) >= 3 && strings.HasPrefix(name, s) {
			return i + 1, true
		}
	}
	return 0, false
}
