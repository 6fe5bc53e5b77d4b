package schedule

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestCadenceNext(t *testing.T) {
	cal := calendar(t)
	tests := []struct{ zone, text, after, want string }{
		{"Asia/Shanghai", "每月25日", "2025-11-25 08:59", "2025-11-25 09:00"},
		{"Asia/Shanghai", "每月25日", "2025-11-25 09:00", "2025-12-25 09:00"},
		{"Asia/Shanghai", "每月31日", "2025-01-31 09:00", "2025-02-28 09:00"},
		{"Asia/Shanghai", "每月30日", "2028-02-01 09:00", "2028-02-29 09:00"},
		{"Asia/Shanghai", "0 9 31 * *", "2025-01-31 09:00", "2025-03-31 09:00"},
		{"Asia/Shanghai", "0 9 29 2 *", "2096-02-29 09:00", "2104-02-29 09:00"},
		{"Asia/Shanghai", "每月底", "2025-02-01 09:00", "2025-02-28 09:00"},
		{"Asia/Shanghai", "每月最后一个工作日", "2025-08-01 09:00", "2025-08-29 09:00"},
		{"Asia/Shanghai", "每月最后一个工作日", "2025-09-26 09:00", "2025-09-30 09:00"},
		{"Asia/Shanghai", "每月最后一个工作日", "2026-02-28 08:59", "2026-02-28 09:00"}, // a make-up Saturday
		{"Asia/Shanghai", "每月第一个工作日", "2025-10-01 00:00", "2025-10-09 09:00"},
		{"Asia/Shanghai", "每月倒数第2个工作日", "2025-09-01 00:00", "2025-09-29 09:00"},
		{"Asia/Shanghai", "每个工作日", "2025-09-26 09:00", "2025-09-28 09:00"}, // a make-up Sunday
		{"Asia/Shanghai", "每个工作日", "2025-09-30 09:00", "2025-10-09 09:00"},
		{"Asia/Shanghai", "每周五 17:00", "2025-11-21 17:00", "2025-11-28 17:00"},
		{"Asia/Shanghai", "每两周周五", "2024-01-01 00:00", "2024-01-05 09:00"},
		{"Asia/Shanghai", "每两周周五", "2024-01-05 09:00", "2024-01-19 09:00"},
		{"Asia/Shanghai", "每两周周五", "2026-12-25 09:00", "2027-01-01 09:00"}, // no double step after week 53
		{"Asia/Shanghai", "每两周周五 2025-11-21起", "2025-01-01 00:00", "2025-11-21 09:00"},
		{"Asia/Shanghai", "每两周周五 2025-11-21起", "2025-11-21 09:00", "2025-12-05 09:00"},
		{"Asia/Shanghai", "每季度末月25日", "2025-09-25 09:00", "2025-12-25 09:00"},
		{"Asia/Shanghai", "每半月", "2025-02-15 09:00", "2025-02-28 09:00"},
		{"Asia/Shanghai", "每年11月30日", "2025-11-30 09:00", "2026-11-30 09:00"},
		// clocks go from 02:00 to 03:00 on 9 March and back on 2 November
		{"America/New_York", "每天 2:30", "2025-03-08 02:30", "2025-03-09 03:00"},
		{"America/New_York", "每天 2:30", "2025-03-09 03:00", "2025-03-10 02:30"},
		{"America/New_York", "30 2 * * *", "2025-03-09 01:59", "2025-03-09 03:00"},
		// midnight does not exist on 30 March
		{"Asia/Beirut", "每天 0:00", "2025-03-29 00:00", "2025-03-30 01:00"},
		{"Asia/Beirut", "0 0 * * *", "2025-03-30 01:00", "2025-03-31 00:00"},
		// 02:45 to 03:45 on 28 September
		{"Pacific/Chatham", "每天 3:00", "2025-09-27 03:00", "2025-09-28 03:45"},
		{"Pacific/Chatham", "0 3 * * *", "2025-09-28 03:45", "2025-09-29 03:00"},
		// the island had no 30 December 2011
		{"Pacific/Apia", "每天 9:00", "2011-12-29 09:00", "2011-12-31 00:00"},
	}
	for _, tt := range tests {
		loc := zone(t, tt.zone)
		got := cadence(t, tt.text).Next(cal, when(t, tt.after, loc))
		if got.Format("2006-01-02 15:04") != tt.want || got.Location() != loc {
			t.Errorf("%s: %s after %s is %s, want %s", tt.zone, tt.text, tt.after, got, tt.want)
		}
	}
	if got := (Cadence{}).Next(cal, when(t, "2025-01-01 00:00", time.UTC)); !got.IsZero() {
		t.Errorf("the zero cadence fires at %s", got)
	}
}

// What clocks show twice in autumn happens once.
func TestCadenceNextInAutumn(t *testing.T) {
	tests := []struct {
		zone, text, from string
		want             []string
	}{
		{"America/New_York", "每天 1:30", "2025-11-01 12:00", []string{"2025-11-02T01:30:00-04:00", "2025-11-03T01:30:00-05:00"}},
		{"America/New_York", "0 1,2 * * *", "2025-11-02 00:00", []string{"2025-11-02T01:00:00-04:00", "2025-11-02T02:00:00-05:00", "2025-11-03T01:00:00-05:00"}},
		{"Asia/Beirut", "每天 23:30", "2025-10-25 12:00", []string{"2025-10-25T23:30:00+03:00", "2025-10-26T23:30:00+02:00"}},
		{"Pacific/Chatham", "每天 3:00", "2025-04-05 12:00", []string{"2025-04-06T03:00:00+13:45", "2025-04-07T03:00:00+12:45"}},
	}
	for _, tt := range tests {
		at := when(t, tt.from, zone(t, tt.zone))
		for _, want := range tt.want {
			if at = cadence(t, tt.text).Next(nil, at); at.Format(time.RFC3339) != want {
				t.Errorf("%s: %s fires at %s, want %s", tt.zone, tt.text, at.Format(time.RFC3339), want)
			}
		}
		// starting inside the second pass does not fire the first again
		if second := at.Add(30 * time.Minute); !cadence(t, tt.text).Next(nil, second).After(second) {
			t.Errorf("%s: next is not after", tt.zone)
		}
	}
}

func TestCadenceJSON(t *testing.T) {
	type record struct {
		Cadence Cadence `json:"cadence"`
	}
	for _, text := range []string{"每月25日", "0 9 31 * *", "每两周周五（2025-11-21起）"} {
		in := record{cadence(t, text)}
		data, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out record
		if err := json.Unmarshal(data, &out); err != nil || !out.Cadence.Equal(in.Cadence) {
			t.Errorf("%s became %s: %v", text, data, err)
		}
	}
	var out record
	if err := json.Unmarshal([]byte(`{"cadence":""}`), &out); err != nil || !out.Cadence.IsZero() {
		t.Errorf("no text is no cadence: %v", err)
	}
	if err := json.Unmarshal([]byte(`{"cadence":"TZ=UTC"}`), &out); err == nil {
		t.Error("a bad cadence is refused")
	}
}

// anyCadence draws a cadence of each form.
func anyCadence() *rapid.Generator[Cadence] {
	return rapid.Custom(func(t *rapid.T) Cadence {
		c := Cadence{
			form:  form(rapid.IntRange(int(formDaily), int(formNthOfMon)).Draw(t, "form")),
			clock: Clock(rapid.IntRange(0, 24*60-1).Draw(t, "clock")),
		}
		switch c.form {
		case formWeekly:
			c.weekdays = uint8(rapid.IntRange(1, 0x7f).Draw(t, "weekdays"))
			if c.every = int8(rapid.IntRange(1, 2).Draw(t, "every")); c.every == 2 && rapid.Bool().Draw(t, "anchored") {
				c.anchor = int32(number(time.Date(2025, 1, rapid.IntRange(1, 700).Draw(t, "anchor"), 0, 0, 0, 0, time.UTC)))
			}
		case formMonthly:
			c.days = uint32(rapid.Int64Range(1, 1<<32-1).Draw(t, "days"))
			if rapid.Bool().Draw(t, "yearly") {
				c.months = 1<<12 | uint16(rapid.IntRange(0, 0xfff).Draw(t, "months"))<<1
			}
		case formNthOfMon:
			c.nth = int8(rapid.IntRange(1, 15).Draw(t, "nth") * rapid.SampledFrom([]int{1, -1}).Draw(t, "end"))
			if rapid.Bool().Draw(t, "yearly") {
				c.months = uint16(rapid.IntRange(1, 0xfff).Draw(t, "months")) << 1
			}
		}
		return c.tidy()
	})
}

func TestCadenceTextReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCadence().Draw(t, "cadence")
		for _, text := range []string{c.String(), c.Zh(), c.En()} {
			if d, err := ParseCadence(text); err != nil || !d.Equal(c) {
				t.Fatalf("%q reads back as %q: %v", text, d, err)
			}
		}
	})
}

func TestCadenceNextIsStrictlyAfterAndMisses(t *testing.T) {
	cal := calendar(t)
	zones := []*time.Location{shanghai(t), zone(t, "America/New_York"), zone(t, "Asia/Beirut"), zone(t, "Pacific/Chatham"), zone(t, "Pacific/Apia")}
	rapid.Check(t, func(t *rapid.T) {
		c := anyCadence().Draw(t, "cadence")
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		after := time.Unix(rapid.Int64Range(1_300_000_000, 1_800_000_000).Draw(t, "after"), 0).In(loc)
		next := c.Next(cal, after)
		if next.IsZero() {
			return
		}
		if !next.After(after) {
			t.Fatalf("%s: %s is not after %s", c, next, after)
		}
		if again := c.Next(cal, next.Add(-time.Second)); !again.Equal(next) {
			t.Fatalf("%s: from %s next is %s, a second before it %s", c, after, next, again)
		}
	})
}

func FuzzParseCadence(f *testing.F) {
	for _, s := range []string{"每月25日", "每两周周五 2025-11-21起", "every Friday 17:00", "0 9 * * 1-5", "TZ=UTC", "@every 1ns", "每月倒数第2个工作日", "last working day of every month", "周一至五"} {
		f.Add(s)
	}
	now := time.Date(2025, 11, 24, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCadence(s)
		if (err == nil) == c.IsZero() {
			t.Fatalf("%q gives %q, %v", s, c, err)
		}
		if err != nil {
			return
		}
		for _, text := range []string{c.String(), c.Zh(), c.En()} {
			if d, err := ParseCadence(text); err != nil || !d.Equal(c) {
				t.Fatalf("%q became %q, which reads as %q: %v", s, text, d, err)
			}
		}
		if next := c.Next(nil, now); !next.IsZero() && !next.After(now) {
			t.Fatalf("%q fires at %s", s, next)
		}
	})
}
