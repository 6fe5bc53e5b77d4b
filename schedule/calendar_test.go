package schedule

import (
	"strings"
	"testing"
	"time"
)

func TestCalendarWorkingDaysOfYears(t *testing.T) {
	cal := calendar(t)
	for year, want := range map[int]int{2023: 249, 2024: 251, 2025: 248, 2026: 248} {
		before := time.Date(year-1, 12, 31, 12, 0, 0, 0, shanghai(t))
		if got := cal.Workdays(before, before.AddDate(1, 0, 0)); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
}

func TestCalendarDays(t *testing.T) {
	cal := calendar(t)
	loc := shanghai(t)
	tests := []struct {
		off  bool
		days string // 01-01 or 01-28..02-04, with the year in front
	}{
		{true, "2025-01-01 2025-01-28..2025-02-04 2025-04-04..2025-04-06 2025-05-01..2025-05-05 2025-05-31..2025-06-02 2025-10-01..2025-10-08"},
		{false, "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2025-09-30 2025-10-09"},
		{true, "2026-01-01..2026-01-03 2026-02-15..2026-02-23 2026-04-04..2026-04-06 2026-05-01..2026-05-05 2026-06-19..2026-06-21 2026-09-25..2026-09-27 2026-10-01..2026-10-07"},
		{false, "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"},
		{true, "2025-11-22..2025-11-23 2027-01-02..2027-01-03"},
		{false, "2025-11-24 2027-01-01"}, // 2027 is not published: weekends only
	}
	for _, tt := range tests {
		for _, run := range strings.Fields(tt.days) {
			from, to, _ := strings.Cut(run, "..")
			if to == "" {
				to = from
			}
			last := when(t, to+" 23:59", loc)
			for d := when(t, from+" 00:00", loc); d.Before(last); d = d.AddDate(0, 0, 1) {
				if cal.Workday(d) == tt.off {
					t.Errorf("%s: off should be %v", d.Format(time.DateOnly), tt.off)
				}
			}
		}
	}
	if name, off, ok := cal.Holiday(when(t, "2025-10-11 09:00", loc)); !ok || off || name == "" {
		t.Errorf("2025-10-11 is %q, %v, %v; want a make-up day with a name", name, off, ok)
	}
	if _, _, ok := cal.Holiday(when(t, "2025-11-22 09:00", loc)); ok {
		t.Error("a plain Saturday is no holiday")
	}
}

func TestCalendarEndIsToldInTime(t *testing.T) {
	cal := calendar(t)
	if !cal.Published(2026) || cal.Published(2027) || cal.Published(2001) {
		t.Fatal("the built-in table covers 2002 to 2026")
	}
	if got := cal.End().Format(time.DateOnly); got != "2026-12-31" {
		t.Fatalf("the calendar ends %s", got)
	}
	tests := []struct {
		now   string
		left  int
		due   bool
		stage int
	}{
		{"2026-10-31 23:59", 61, false, 0}, {"2026-11-01 00:00", 60, true, 60},
		{"2026-11-30 23:59", 31, true, 60}, {"2026-12-01 00:00", 30, true, 30},
		{"2026-12-23 23:59", 8, true, 30}, {"2026-12-24 00:00", 7, true, 7},
		{"2026-12-31 23:59", 0, true, 7}, {"2027-01-01 00:00", -1, true, -1},
	}
	for _, tt := range tests {
		left, due := cal.Warnings(when(t, tt.now, shanghai(t)))
		if left != tt.left || due != tt.due || WarningStage(left) != tt.stage {
			t.Errorf("%s: %d days left, %v, stage %d", tt.now, left, due, WarningStage(left))
		}
	}
	var none *Calendar
	if !none.End().IsZero() || none.Published(2025) || none.Workday(when(t, "2025-11-22 09:00", time.UTC)) {
		t.Error("a nil calendar knows weekends only")
	}
}

func TestCalendarWalks(t *testing.T) {
	cal := calendar(t)
	loc := shanghai(t)
	at := func(s string) time.Time { return when(t, s, loc) }
	tests := []struct {
		what      string
		got, want time.Time
	}{
		{"next over the October holiday", cal.NextWorkday(at("2025-10-01 09:00")), at("2025-10-09 09:00")},
		{"next of a working day", cal.NextWorkday(at("2025-09-30 09:00")), at("2025-09-30 09:00")},
		{"previous before the October holiday", cal.PrevWorkday(at("2025-10-08 09:00")), at("2025-09-30 09:00")},
		{"a make-up Sunday counts", cal.AddWorkdays(at("2025-09-26 17:00"), 1), at("2025-09-28 17:00")},
		{"three on", cal.AddWorkdays(at("2025-09-30 17:00"), 3), at("2025-10-11 17:00")},
		{"one back", cal.AddWorkdays(at("2025-10-09 15:00"), -1), at("2025-09-30 15:00")},
		{"none from a day off", cal.AddWorkdays(at("2025-10-04 15:00"), 0), at("2025-10-04 15:00")},
	}
	for _, tt := range tests {
		if !tt.got.Equal(tt.want) {
			t.Errorf("%s: %s, want %s", tt.what, tt.got, tt.want)
		}
	}
	if n := cal.Workdays(at("2025-09-30 09:00"), at("2025-10-11 09:00")); n != 3 {
		t.Errorf("%d working days, want 3", n)
	}
	if n := cal.Workdays(at("2025-10-11 09:00"), at("2025-09-30 09:00")); n != -3 {
		t.Errorf("%d working days backwards, want -3", n)
	}
}

// A real clock shows fractions of a second.
func TestCalendarWalksWithinASecond(t *testing.T) {
	from := when(t, "2026-11-27 14:44", shanghai(t)).Add(962514886 * time.Nanosecond)
	want := when(t, "2026-12-01 14:44", shanghai(t)).Add(962514886 * time.Nanosecond)
	if got := calendar(t).AddWorkdays(from, 2); !got.Equal(want) {
		t.Errorf("two working days after %v are %v", from, got)
	}
	if got := At(17, 0).On(from); !got.Equal(when(t, "2026-11-27 17:00", shanghai(t))) {
		t.Errorf("17:00 on that day is %v", got)
	}
}

func TestOverridesReplaceAYear(t *testing.T) {
	tests := []struct{ name, text string }{
		{"ranges", `[{"year":2027,"papers":["国办发明电"],"off":{"01-01..01-03":"元旦","02-06..02-12":"春节"},"work":{"02-14":"春节"}}]`},
		{"days", `{"year":2027,"papers":["x"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"春节","date":"2027-02-14","isOffDay":false}]}`},
	}
	for _, tt := range tests {
		years, err := ReadYears(strings.NewReader(tt.text))
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		cal, err := NewCalendar(years...)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		day := func(s string) time.Time { return when(t, s+" 09:00", shanghai(t)) }
		if !cal.Published(2027) || cal.End().Year() != 2027 || cal.Workday(day("2027-01-01")) || !cal.Workday(day("2027-02-14")) {
			t.Errorf("%s: the override is not in force", tt.name)
		}
	}
	cal, err := NewCalendar(Year{Year: 2025, Off: map[string]string{"10-01..10-03": "国庆节"}})
	if err != nil {
		t.Fatal(err)
	}
	if !cal.Workday(when(t, "2025-10-06 09:00", shanghai(t))) || cal.Workday(when(t, "2025-09-28 09:00", shanghai(t))) {
		t.Error("the year must be replaced as a whole")
	}
}

func TestOverridesAreChecked(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"make-up on a Monday", `{"year":2027,"off":{"01-01":"元旦"},"work":{"02-15":"春节"}}`, "2027-02-15: a make-up workday must be a weekend day, it is a Monday"},
		{"too long", `{"year":2027,"off":{"02-01..02-16":"春节"}}`, "at most 15 days"},
		{"backwards", `{"year":2027,"off":{"02-06..02-01":"春节"}}`, "goes forward"},
		{"both", `{"year":2027,"off":{"02-06..02-08":"春节"},"work":{"02-07":"春节"}}`, "2027-02-07 is listed twice"},
		{"no such day", `{"year":2027,"off":{"02-30":"春节"}}`, "is not a date"},
		{"another year", `{"year":2027,"off":{"2029-01-01":"元旦"}}`, "belongs to another year"},
		{"empty", `{"year":2027}`, "no days off"},
		{"twice", `[{"year":2027,"off":{"01-01":"元旦"}},{"year":2027,"off":{"01-01":"元旦"}}]`, "given twice"},
		{"year", `{"year":27,"off":{"01-01":"元旦"}}`, "is not between"},
		{"field", `{"year":2027,"of":{"01-01":"元旦"}}`, "unknown field"},
		{"trailing", `[] []`, "follows the end"},
		{"day twice", `{"year":2027,"days":[{"name":"a","date":"2027-01-01","isOffDay":true},{"name":"a","date":"2027-01-01","isOffDay":true}]}`, "listed twice"},
	}
	for _, tt := range tests {
		years, err := ReadYears(strings.NewReader(tt.text))
		var cal *Calendar
		if err == nil {
			cal, err = NewCalendar(years...)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) || cal != nil {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}
