package bot

import (
	"testing"
	"time"
)

func TestAuditSlot(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*3600)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		now       time.Time
		day, next string
	}{
		{time.Date(2025, 8, 25, 3, 29, 59, 0, shanghai), "2025-08-24", "2025-08-25 03:30"},
		{time.Date(2025, 8, 25, 3, 30, 0, 0, shanghai), "2025-08-25", "2025-08-26 03:30"},
		{time.Date(2025, 12, 31, 23, 59, 0, 0, shanghai), "2025-12-31", "2026-01-01 03:30"},
		{time.Date(2026, 1, 1, 0, 0, 0, 0, shanghai), "2025-12-31", "2026-01-01 03:30"},
		// The clock is put forward and back at night; the day is the same one.
		{time.Date(2026, 3, 29, 3, 30, 0, 0, berlin), "2026-03-29", "2026-03-30 03:30"},
		{time.Date(2026, 10, 25, 2, 45, 0, 0, berlin), "2026-10-24", "2026-10-25 03:30"},
		{time.Date(2026, 10, 25, 3, 45, 0, 0, berlin), "2026-10-25", "2026-10-26 03:30"},
	} {
		day, next := auditSlot(c.now)
		if day != c.day || next.Format("2006-01-02 15:04") != c.next {
			t.Errorf("at %v: day %s, next %v", c.now, day, next)
		}
	}
}
