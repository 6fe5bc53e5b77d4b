package schedule

import (
	"testing"
	"time"
)

func TestWaitsCountWorkingTime(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	cal, err := NewCalendar()
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time {
		m, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	night := Quiet{From: At(22, 0), To: At(6, 0)}
	always := Quiet{HoldDaysOff: true}
	for _, c := range []struct {
		wait  Wait
		quiet Quiet
		from  string
		till  string
	}{
		{Wait{Hours: 4}, DefaultQuiet(), "2025-08-25 09:00", "2025-08-25 13:00"},
		{Wait{Hours: 8}, DefaultQuiet(), "2025-08-25 09:00", "2025-08-25 17:00"},
		{Wait{Hours: 8}, DefaultQuiet(), "2025-08-25 15:00", "2025-08-26 13:30"}, // three hours today, five tomorrow
		{Wait{Hours: 2}, DefaultQuiet(), "2025-08-22 17:00", "2025-08-25 09:30"}, // over the weekend
		{Wait{Hours: 2}, DefaultQuiet(), "2025-09-30 17:00", "2025-10-09 09:30"}, // over the National Day holidays
		{Wait{Hours: 2}, DefaultQuiet(), "2025-09-27 17:00", "2025-09-28 10:30"}, // Saturday off, Sunday a make-up day
		{Wait{Hours: 1}, DefaultQuiet(), "2025-08-25 03:00", "2025-08-25 09:30"},
		{Wait{Hours: 20}, DefaultQuiet(), "2025-08-25 08:30", "2025-08-27 09:30"}, // nine and a half hours a day
		{Wait{Hours: 3}, night, "2025-08-25 12:00", "2025-08-26 01:00"},
		{Wait{Hours: 30}, always, "2025-08-22 12:00", "2025-08-25 18:00"},
		{Wait{Days: 1}, DefaultQuiet(), "2025-08-22 09:00", "2025-08-25 09:00"},
		{Wait{Days: 2}, DefaultQuiet(), "2025-09-29 16:00", "2025-10-09 16:00"},
		{Wait{Days: 1}, DefaultQuiet(), "2025-08-25 20:00", "2025-08-27 08:30"},
	} {
		if got := c.wait.After(cal, c.quiet, at(c.from)); !got.Equal(at(c.till)) {
			t.Errorf("%s from %s ends %s, not %s", c.wait.En(), c.from, got.Format("2006-01-02 15:04"), c.till)
		}
	}
	if got := (Wait{}).After(cal, DefaultQuiet(), at("2025-08-25 09:00")); !got.IsZero() {
		t.Errorf("no wait ends %v", got)
	}
}

func TestWaitsAreReadAndSaid(t *testing.T) {
	for text, want := range map[string]Wait{
		"4": {Hours: 4}, "４小时": {Hours: 4}, "8 hours": {Hours: 8}, "1 hour": {Hours: 1}, "4个工作小时": {Hours: 4}, "6h": {Hours: 6},
		"2天": {Days: 2}, "1个工作日": {Days: 1}, "2 days": {Days: 2}, "3 working days": {Days: 3}, "1d": {Days: 1},
		"0": {}, "": {}, "很快": {}, "999天": {}, "201": {}, "-1": {}, "4.5": {}, "4小时内": {},
	} {
		got, err := ParseWait(text)
		if got != want || (err == nil) != (want != Wait{}) {
			t.Errorf("%q is read as %+v, %v", text, got, err)
		}
		if err != nil {
			continue
		}
		for _, said := range []string{want.Zh(), want.En()} {
			if again, err := ParseWait(said); again != want || err != nil {
				t.Errorf("%q is said as %q and read as %+v, %v", text, said, again, err)
			}
		}
	}
}
