package schedule

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/shopspring/decimal"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func shanghai(t testing.TB) *time.Location { return zone(t, "Asia/Shanghai") }

func calendar(t testing.TB) *Calendar {
	t.Helper()
	cal, err := NewCalendar()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// when reads 2025-11-25 09:00 in a zone.
func when(t testing.TB, s string, loc *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func cadence(t testing.TB, s string) Cadence {
	t.Helper()
	c, err := ParseCadence(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func dec(s string) Decimal { return decimal.RequireFromString(s) }
