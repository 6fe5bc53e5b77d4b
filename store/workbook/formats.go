package workbook

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// format is the kind of a cell's number format: what the number stands for.
type format int

const (
	plain   format = iota // a number
	percent               // a number times a hundred
	day                   // a date, with or without its year on show
	month                 // a date of which people see year and month only
	moment                // a date and a time of the day
	clock                 // a time of the day
	elapsed               // hours and minutes that may pass 24
)

// formatOf finds the kind of a number format. The numbers up to 58 are built
// in and have no code in the file; 27 to 36 and 50 to 58 are the Chinese ones
// (ECMA-376, part 1, 18.8.30).
func formatOf(id int, custom map[int]string) format {
	if code, ok := custom[id]; ok {
		return classify(code)
	}
	switch id {
	case 9, 10:
		return percent
	case 14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58:
		return day
	case 17, 27, 36, 50, 52, 57:
		return month
	case 22:
		return moment
	case 18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56:
		return clock
	case 46:
		return elapsed
	}
	return plain
}

// classify reads a number format such as yyyy"年"m"月"d"日" or 0.0%.
func classify(code string) format {
	marks, brackets := bare(code)
	has := func(set string) bool { return strings.ContainsAny(marks, set) }
	switch {
	case brackets:
		return elapsed
	case has("%"):
		return percent
	case has("yd") || strings.Contains(marks, "aaa"):
		if has("hs") {
			return moment
		}
		if !has("d") && has("m") && !strings.Contains(marks, "aaa") {
			return month
		}
		return day
	case has("hs"):
		return clock
	case has("m"):
		return month
	}
	return plain
}

// bare strips a format code, up to its first semicolon, of all that is shown
// as it stands, and tells whether it counts hours in brackets: [h]:mm.
func bare(code string) (marks string, brackets bool) {
	var out strings.Builder
	code = strings.ToLower(code)
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"', '[':
			closing := map[byte]string{'"': `"`, '[': "]"}[code[i]]
			inside, _, _ := strings.Cut(code[i+1:], closing)
			brackets = brackets || closing == "]" && inside != "" && strings.Trim(inside, "hms") == ""
			i += len(inside) + 1
		default:
			out.WriteByte(code[i])
		}
	}
	return strings.NewReplacer("am/pm", "", "a/p", "", "general", "").Replace(out.String()), brackets
}

// text writes the raw number of a cell the way its format means it.
func (f format) text(raw string, since1904 bool) string {
	number := decimal(raw)
	serial, err := strconv.ParseFloat(raw, 64)
	if err != nil || f == plain {
		return number
	}
	switch f {
	case percent:
		return shift(number, 2) + "%"
	case elapsed:
		return hours(serial)
	}
	if since1904 && f != clock {
		serial += 1462
	}
	at, ok := fromSerial(serial)
	if !ok {
		return number
	}
	return f.date(at)
}

func (f format) date(at time.Time) string {
	midnight := at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0
	switch {
	case f == clock && at.Second() != 0:
		return at.Format("15:04:05")
	case f == clock:
		return at.Format("15:04")
	case f == month && at.Day() == 1:
		return at.Format("2006-01")
	case f == moment && !midnight:
		return at.Format("2006-01-02 15:04")
	}
	return at.Format(time.DateOnly)
}

func hours(serial float64) string {
	minutes := int64(math.Round(serial * 24 * 60))
	return strconv.FormatInt(minutes/60, 10) + ":" + strconv.FormatInt(100+minutes%60, 10)[1:]
}

// maxSerial is the day after 9999-12-31, the last date of a spreadsheet.
const maxSerial = 2958466

// fromSerial turns days since the end of 1899 into a wall clock, in UTC.
// Day 60 is a February 29 that 1900 did not have: the days before it are one
// behind. Seconds are rounded, for a binary fraction misses them.
func fromSerial(serial float64) (time.Time, bool) {
	if !(serial >= 0 && serial < maxSerial) {
		return time.Time{}, false
	}
	days, part := math.Modf(serial)
	if days < 60 {
		days++
	}
	start := time.Date(1899, 12, 30, 0, 0, int(math.Round(part*86400)), 0, time.UTC)
	return start.AddDate(0, 0, int(days)), true
}

// toSerial is the way back, from the wall clock that t shows in its own zone.
func toSerial(t time.Time) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	seconds := wall.Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
	return float64(seconds) / 86400
}

// isoDate shortens the ISO form that a few writers use for dates.
func isoDate(raw string) string {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", time.RFC3339Nano} {
		if at, err := time.Parse(layout, raw); err == nil {
			return moment.date(at)
		}
	}
	return raw
}
