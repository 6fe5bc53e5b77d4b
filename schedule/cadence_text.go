package schedule

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"
)

// String is the form that is stored: the cron line, or the English phrase.
// ParseCadence reads it back.
func (c Cadence) String() string {
	if c.form == formCron {
		return c.line
	}
	return c.En()
}

// Zh says the cadence in Chinese; ParseCadence reads it back.
func (c Cadence) Zh() string {
	at := " " + c.clock.String()
	switch c.form {
	case formCron:
		return "cron " + c.line
	case formDaily:
		return "每天" + at
	case formWorkday:
		return "每个工作日" + at
	case formWeekly:
		if c.every == 2 {
			return "每两周" + c.zhWeekdays() + at + c.since("（%s起）")
		}
		return "每" + c.zhWeekdays() + at
	case formMonthly:
		return c.zhMonths() + c.zhDays() + at
	case formNthOfMon:
		return c.zhMonths() + c.zhNth() + at
	}
	return ""
}

// En says the cadence in English; ParseCadence reads it back.
func (c Cadence) En() string {
	at := ", " + c.clock.String()
	switch c.form {
	case formCron:
		return "cron " + c.line
	case formDaily:
		return "every day" + at
	case formWorkday:
		return "every working day" + at
	case formWeekly:
		if c.every == 2 {
			return "every two weeks on " + c.enWeekdays() + at + c.since(", from %s")
		}
		return "every " + c.enWeekdays() + at
	case formMonthly:
		return c.enMonths() + " on the " + c.enDays() + at
	case formNthOfMon:
		return c.enMonths() + " on the " + c.enNth() + " working day" + at
	}
	return ""
}

// since adds the first week of a two-weekly cadence, where one was given.
func (c Cadence) since(format string) string {
	if c.anchor == 0 {
		return ""
	}
	a := int(c.anchor)
	return fmt.Sprintf(format, fmt.Sprintf("%04d-%02d-%02d", a/10000, a/100%100, a%100))
}

// workweek is Monday to Friday.
const workweek = 0x3e

// week lists the weekdays from Monday on.
func (c Cadence) week() (list []time.Weekday) {
	for i := range 7 {
		if d := (i + 1) % 7; c.weekdays&(1<<d) != 0 {
			list = append(list, time.Weekday(d))
		}
	}
	return list
}

func (c Cadence) zhWeekdays() string {
	if c.weekdays == workweek {
		return "周一至周五"
	}
	var names []string
	for _, d := range c.week() {
		names = append(names, "周"+string([]rune("日一二三四五六")[d]))
	}
	return strings.Join(names, "、")
}

func (c Cadence) enWeekdays() string {
	if c.weekdays == workweek {
		return "Monday to Friday"
	}
	var names []string
	for _, d := range c.week() {
		names = append(names, d.String())
	}
	return list(names)
}

// list joins as a, b and c.
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// quarterMonth is which month of each quarter the months are, 0 if they are something else.
func (c Cadence) quarterMonth() int {
	for which := 1; which <= 3; which++ {
		if c.months == 1<<which|1<<(which+3)|1<<(which+6)|1<<(which+9) {
			return which
		}
	}
	return 0
}

func (c Cadence) zhMonths() string {
	if c.months == 0 {
		return "每月"
	}
	if which := c.quarterMonth(); which > 0 {
		return "每季度" + [...]string{"首月", "中月", "末月"}[which-1]
	}
	var names []string
	for m := 1; m <= 12; m++ {
		if c.months&(1<<m) != 0 {
			names = append(names, strconv.Itoa(m)+"月")
		}
	}
	return "每年" + strings.Join(names, "、")
}

func (c Cadence) enMonths() string {
	if c.months == 0 {
		return "every month"
	}
	if which := c.quarterMonth(); which > 0 {
		return "every quarter, " + [...]string{"first", "second", "last"}[which-1] + " month,"
	}
	var names []string
	for m := time.January; m <= time.December; m++ {
		if c.months&(1<<m) != 0 {
			names = append(names, m.String())
		}
	}
	return "every year in " + list(names)
}

func (c Cadence) zhDays() string {
	var names []string
	for d := 1; d <= 31; d++ {
		if c.days&(1<<d) != 0 {
			names = append(names, strconv.Itoa(d)+"日")
		}
	}
	if c.days&(1<<lastDay) != 0 {
		names = append(names, "最后一天")
	}
	return strings.Join(names, "、")
}

func (c Cadence) enDays() string {
	var names []string
	for d := 1; d <= 31; d++ {
		if c.days&(1<<d) != 0 {
			names = append(names, ordinal(d))
		}
	}
	if c.days&(1<<lastDay) != 0 {
		if bits.OnesCount32(c.days) == 1 {
			return "last day"
		}
		names = append(names, "the last day")
	}
	return list(names)
}

func (c Cadence) zhNth() string {
	switch {
	case c.nth == -1:
		return "最后一个工作日"
	case c.nth < 0:
		return fmt.Sprintf("倒数第%d个工作日", -c.nth)
	}
	return fmt.Sprintf("第%d个工作日", c.nth)
}

func (c Cadence) enNth() string {
	switch {
	case c.nth == -1:
		return "last"
	case c.nth < 0:
		return ordinal(int(-c.nth)) + " to last"
	}
	return ordinal(int(c.nth))
}

// ordinal is 1st, 2nd, 11th.
func ordinal(n int) string {
	suffix := "th"
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
