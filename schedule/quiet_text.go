package schedule

import (
	"fmt"
	"slices"
	"strings"
)

var (
	wholeDay = []string{"always", "all day", "不限", "全天"}
	everyDay = []string{"every day", "daily", "每天", "每日", "天天"}
	workdays = []string{"working days", "workdays", "工作日"}
	toWords  = strings.NewReplacer(" to ", "-", " until ", "-", "至", "-", "到", "-", "—", "-", "–", "-", "~", "-")
)

// ParseQuiet reads 8:30-18:00, 工作日 9点至17点半, every day 8:00 to 20:00,
// 工作日全天, 不限; hours without days are those of working days.
func ParseQuiet(text string) (Quiet, error) {
	said := trim(fold(text))
	if slices.Contains(wholeDay, said) {
		return Quiet{}, nil
	}
	q := Quiet{HoldDaysOff: true}
	for _, word := range workdays {
		said = strings.TrimPrefix(said, word)
	}
	for _, word := range everyDay {
		if rest, ok := strings.CutPrefix(said, word); ok {
			said, q.HoldDaysOff = rest, false
		}
	}
	if said = trim(said); slices.Contains(wholeDay, said) {
		return q, nil
	}
	from, to, ok := strings.Cut(strings.ReplaceAll(toWords.Replace(said), "--", "-"), "-")
	var err error
	if ok {
		if q.From, err = ParseClock(from); err == nil {
			q.To, err = ParseClock(to)
		}
	}
	if !ok || err != nil || q.From == q.To {
		return Quiet{}, fmt.Errorf("%q is not a stretch of the day", text)
	}
	return q, nil
}

// Zh says it in Chinese, En in English; ParseQuiet reads both.
func (q Quiet) Zh() string { return q.said("每天", "工作日", "—", "全天", "不限") }

// En says it in English.
func (q Quiet) En() string { return q.said("every day", "working days", "–", ", all day", "always") }

func (q Quiet) said(every, working, dash, whole, always string) string {
	days := every
	if q.HoldDaysOff {
		days = working
	}
	switch {
	case q.From != q.To:
		return fmt.Sprintf("%s %s%s%s", days, q.From, dash, q.To)
	case q.HoldDaysOff:
		return days + whole
	}
	return always
}
