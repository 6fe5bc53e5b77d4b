package schedule

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// longestRange bounds one run of days in a notice; a longer one is a slip.
const longestRange = 15

// Year is one year's notice as an office types it. Keys of Off and Work are
// 10-01, a run 10-01..10-07, or with the year in front where a notice reaches
// into a neighbouring year; values are the holiday's name.
type Year struct {
	Year   int               `json:"year"`
	Papers []string          `json:"papers,omitempty"` // the notices, as cited
	Off    map[string]string `json:"off"`              // days off, weekends that belong to the holiday included
	Work   map[string]string `json:"work,omitempty"`   // make-up days, each a Saturday or Sunday
}

// published is the shape in which public collections keep a notice.
type published struct {
	Year
	Days []struct {
		Name string `json:"name"`
		Date string `json:"date"`
		Off  bool   `json:"isOffDay"`
	} `json:"days"`
	Schema string `json:"$schema"`
	ID     string `json:"$id"`
	Region string `json:"region"`
}

// ReadYears reads one year or a list of years, either in the shape of Year or
// as days of name, date and isOffDay. Unknown fields are refused; the contents
// are checked by NewCalendar.
func ReadYears(r io.Reader) ([]Year, error) {
	data, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("read holidays: %w", err)
	}
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		data = slices.Concat([]byte("["), data, []byte("]"))
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var list []published
	if err := dec.Decode(&list); err != nil {
		return nil, fmt.Errorf("read holidays: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read holidays: something follows the end of the list")
	}
	years := make([]Year, 0, len(list))
	for _, p := range list {
		y, err := p.year()
		if err != nil {
			return nil, err
		}
		years = append(years, y)
	}
	return years, nil
}

// year folds the list of days into the ranges' maps.
func (p published) year() (Year, error) {
	y := p.Year
	if len(p.Days) == 0 {
		return y, nil
	}
	y.Off, y.Work = maps.Clone(y.Off), maps.Clone(y.Work)
	if y.Off == nil {
		y.Off = map[string]string{}
	}
	if y.Work == nil {
		y.Work = map[string]string{}
	}
	for _, d := range p.Days {
		into := y.Work
		if d.Off {
			into = y.Off
		}
		if _, twice := into[d.Date]; twice {
			return Year{}, fmt.Errorf("read holidays: %d: %s is listed twice", y.Year, d.Date)
		}
		into[d.Date] = d.Name
	}
	return y, nil
}

// replace puts y in the place of what the calendar knew about the year.
func (c *Calendar) replace(y Year) error {
	if y.Year < firstYear || y.Year > lastYear {
		return fmt.Errorf("year %d is not between %d and %d", y.Year, firstYear, lastYear)
	}
	days, err := y.special()
	if err != nil {
		return err
	}
	maps.DeleteFunc(c.days, func(n int, _ special) bool { return n/10000 == y.Year })
	maps.Copy(c.days, days)
	c.published[y.Year] = true
	return nil
}

// special expands the ranges and reports every fault at once.
func (y Year) special() (map[int]special, error) {
	days := map[int]special{}
	var faults []error
	if len(y.Off) == 0 {
		faults = append(faults, fmt.Errorf("year %d has no days off", y.Year))
	}
	for _, key := range slices.Sorted(maps.Keys(y.Off)) {
		faults = append(faults, y.expand(days, key, special{name: y.Off[key], off: true}))
	}
	for _, key := range slices.Sorted(maps.Keys(y.Work)) {
		faults = append(faults, y.expand(days, key, special{name: y.Work[key]}))
	}
	return days, errors.Join(faults...)
}

// expand adds the days of one key.
func (y Year) expand(days map[int]special, key string, s special) error {
	from, to, run := strings.Cut(key, "..")
	first, err := y.day(from)
	if err != nil {
		return err
	}
	last := first
	if run {
		if last, err = y.day(to); err != nil {
			return err
		}
	}
	if n := int(last.Sub(first)/(24*time.Hour)) + 1; n < 1 || n > longestRange {
		return fmt.Errorf("%d: %s: a run of days goes forward and has at most %d days", y.Year, key, longestRange)
	}
	var faults []error
	for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
		faults = append(faults, put(days, d, s))
	}
	return errors.Join(faults...)
}

func put(days map[int]special, d time.Time, s special) error {
	date := d.Format(time.DateOnly)
	if w := d.Weekday(); !s.off && w != time.Saturday && w != time.Sunday {
		return fmt.Errorf("%s: a make-up workday must be a weekend day, it is a %s", date, w)
	}
	if _, twice := days[number(d)]; twice {
		return fmt.Errorf("%s is listed twice", date)
	}
	days[number(d)] = s
	return nil
}

// day reads 10-01 of the year, or a full date at most one year away.
func (y Year) day(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	full := text
	if len(text) == len("10-01") {
		full = fmt.Sprintf("%04d-%s", y.Year, text)
	}
	d, err := time.Parse(time.DateOnly, full)
	if err != nil {
		return time.Time{}, fmt.Errorf("%d: %q is not a date like 10-01", y.Year, text)
	}
	if off := d.Year() - y.Year; off < -1 || off > 1 {
		return time.Time{}, fmt.Errorf("%d: %s belongs to another year", y.Year, text)
	}
	return d, nil
}
