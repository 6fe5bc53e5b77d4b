package schedule

import (
	"math/bits"
	"regexp"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

const (
	longestCadence = 600 // bytes; the longest that En and Zh give fit
	longestCron    = 200
	// star is the bit by which the cron library marks a field given as *.
	star = 1 << 63
)

var (
	cronLetters = regexp.MustCompile(`^[0-9*,/?a-z -]+$`)
	cronStart   = regexp.MustCompile(`^[0-9*,/-]+ [0-9*,/-]+ `)
)

// ParseCadence reads a cron line of five fields (7 is Sunday too) or a phrase:
//
//	每月25日 · 每月15日、最后一天 · 每月底 · 每月最后一个工作日 · 每月第3个工作日 · 每半月
//	每周五 17:00 · 每周一、周四 9点 · 每周一至周五 · 每两周周五 (2025-11-21起)
//	每天 8:30 · 每个工作日 下午5点 · 每季度末月25日 · 每季度末 · 每年6月、12月20日
//	every Friday 17:00 · every month on the 25th · weekly on Mon and Thu · every
//	two weeks on Friday from 2025-11-21 · every working day 5pm · quarterly
//
// Width, case, spaces and most punctuation do not matter. Without a time of
// day it is 09:00; without a day the 25th, in a quarter that of its last month,
// in a week Friday. Half a month is the 15th and the last day. Two-weekly
// without a date counts from the week of 1 January 2024. The error is a
// *CadenceError.
func ParseCadence(text string) (c Cadence, err error) {
	refuse := func(why CadenceFault, hint string) (Cadence, error) {
		return Cadence{}, &CadenceError{Text: text, Reason: why, Hint: hint}
	}
	defer func() {
		if recover() != nil { // the cron parser has panicked before
			c, err = refuse(CadenceSyntax, "")
		}
	}()
	if len(text) > longestCadence {
		return refuse(CadenceLong, "")
	}
	s := trim(fold(text))
	line, marked := strings.CutPrefix(s, "cron ")
	switch {
	case s == "":
		return refuse(CadenceEmpty, "")
	case strings.Contains(s, "tz="):
		return refuse(CadenceZone, "")
	case strings.Contains(s, "@"):
		return refuse(CadenceShorthand, "")
	case marked || isCron(s):
		c, why := parseCron(line)
		if why != "" {
			return refuse(why, "")
		}
		return c, nil
	}
	c, why, hint := parsePhrase(s)
	if why != "" {
		return refuse(why, hint)
	}
	return c, nil
}

// isCron tells a cron line, even a wrong one, from a phrase.
func isCron(s string) bool {
	return cronLetters.MatchString(s) && (strings.Contains(s, "*") || cronStart.MatchString(s))
}

func parseCron(line string) (Cadence, CadenceFault) {
	fields := strings.Fields(line)
	switch {
	case len(line) > longestCron:
		return Cadence{}, CadenceLong
	case len(fields) != 5:
		return Cadence{}, CadenceFields
	}
	fields[4] = sundayAsZero(fields[4])
	line = strings.Join(fields, " ")
	parsed, err := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse(line)
	if err != nil {
		return Cadence{}, CadenceSyntax
	}
	spec, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return Cadence{}, CadenceSyntax
	}
	c := Cadence{form: formCron, line: line, spec: *spec}
	c.spec.Location = time.UTC // wall times are written as UTC
	switch {
	case bits.OnesCount64(spec.Minute&^star) > 1:
		return Cadence{}, CadenceOften
	case c.nextCron(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero():
		return Cadence{}, CadenceNever
	}
	return c.simple(), ""
}

// sundayAsZero allows 7 for Sunday, which the library refuses.
func sundayAsZero(field string) string {
	parts := strings.Split(field, ",")
	for i, p := range parts {
		if p == "7" {
			parts[i] = "0"
		} else if from, ok := strings.CutSuffix(p, "-7"); ok {
			parts[i] = from + "-6,0"
		}
	}
	return strings.Join(parts, ",")
}

// simple turns a cron line that says what a phrase can say into that phrase's
// cadence, so that people read it back in words. Days from 29 on stay: cron
// leaves short months out.
func (c Cadence) simple() Cadence {
	s := c.spec
	if bits.OnesCount64(s.Hour&^star) != 1 {
		return c
	}
	p := Cadence{clock: At(bits.TrailingZeros64(s.Hour), bits.TrailingZeros64(s.Minute))}
	switch anyDay, anyMonth, anyWeekday := s.Dom&star != 0, s.Month&star != 0, s.Dow&star != 0; {
	case anyDay && anyMonth && anyWeekday:
		p.form = formDaily
	case anyDay && anyMonth:
		p.form, p.every, p.weekdays = formWeekly, 1, uint8(s.Dow)
	case anyWeekday && !anyDay && s.Dom>>29 == 0:
		p.form, p.days = formMonthly, uint32(s.Dom)
		if !anyMonth {
			p.months = uint16(s.Month)
		}
	default:
		return c
	}
	return p.tidy()
}

// tidy gives two cadences that say the same one form.
func (c Cadence) tidy() Cadence {
	if c.form == formWeekly && c.weekdays == 0x7f && c.every == 1 {
		return Cadence{form: formDaily, clock: c.clock}
	}
	if c.months == allMonths {
		c.months = 0
	}
	return c
}
