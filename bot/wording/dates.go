package wording

import (
	"fmt"
	"time"
)

var weekdaysZh = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Day writes a date as people there do, in the time's own zone: 11月28日 周五,
// Fri 28 Nov. The year stands only where it isn't now's.
func Day(l Lang, t, now time.Time) string {
	if l == En {
		if t.Year() != now.Year() {
			return t.Format("Mon 2 Jan 2006")
		}
		return t.Format("Mon 2 Jan")
	}
	year := ""
	if t.Year() != now.Year() {
		year = fmt.Sprintf("%d年", t.Year())
	}
	return fmt.Sprintf("%s%d月%d日 %s", year, int(t.Month()), t.Day(), weekdaysZh[t.Weekday()])
}

// Moment is Day with the time of day: 11月28日 周五 17:00.
func Moment(l Lang, t, now time.Time) string {
	if l == En {
		return Day(l, t, now) + ", " + t.Format("15:04")
	}
	return Day(l, t, now) + " " + t.Format("15:04")
}

// Short is a date in a few characters, for lists: 11-28, 28 Nov.
func Short(l Lang, t time.Time) string {
	if l == En {
		return t.Format("2 Jan")
	}
	return fmt.Sprintf("%d月%d日", int(t.Month()), t.Day())
}

// Figure writes an amount with its unit of measure: 87亿元, 87 firms, 72.6%.
func Figure(l Lang, amount, measure string) string {
	if l == En && measure != "" && measure != "%" {
		return amount + " " + measure
	}
	return amount + measure
}
