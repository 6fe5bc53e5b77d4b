package schedule

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const stamp = "2006-01-02 15:04"

func TestRuleNext(t *testing.T) {
	cal := calendar(t)
	rule := func(text string, roll Roll, window int) Rule {
		return Rule{Cadence: cadence(t, text), Roll: roll, Window: window, DueClock: At(17, 0)}
	}
	tests := []struct {
		name                   string
		rule                   Rule
		after, key, opens, due string
	}{
		{"plain", rule("每月25日", RollForward, 2), "2025-11-01 00:00", "2025-11-25T09:00", "2025-11-25 09:00", "2025-11-27 17:00"},
		{"strictly after", rule("每月25日", RollForward, 2), "2025-11-25 09:00", "2025-12-25T09:00", "2025-12-25 09:00", "2025-12-29 17:00"},
		{"just before", rule("每月25日", RollForward, 2), "2025-11-25 08:59", "2025-11-25T09:00", "2025-11-25 09:00", "2025-11-27 17:00"},
		{"Saturday rolls on", rule("每月25日", RollForward, 2), "2025-10-24 09:00", "2025-10-25T09:00", "2025-10-27 09:00", "2025-10-29 17:00"},
		{"and is found during the weekend", rule("每月25日", RollForward, 2), "2025-10-26 12:00", "2025-10-25T09:00", "2025-10-27 09:00", "2025-10-29 17:00"},
		{"and not after it", rule("每月25日", RollForward, 2), "2025-10-27 09:00", "2025-11-25T09:00", "2025-11-25 09:00", "2025-11-27 17:00"},
		{"Saturday rolls back", rule("每月25日", RollBack, 2), "2025-10-01 09:00", "2025-10-25T09:00", "2025-10-24 09:00", "2025-10-28 17:00"},
		{"and is over then", rule("每月25日", RollBack, 2), "2025-10-24 09:00", "2025-11-25T09:00", "2025-11-25 09:00", "2025-11-27 17:00"},
		{"Saturday stays", rule("每月25日", RollNone, 1), "2025-10-01 09:00", "2025-10-25T09:00", "2025-10-25 09:00", "2025-10-27 17:00"},
		{"make-up Sunday stays", rule("每月28日", RollForward, 2), "2025-09-01 09:00", "2025-09-28T09:00", "2025-09-28 09:00", "2025-09-30 17:00"},
		{"October holiday", rule("每月1日", RollForward, 2), "2025-09-15 09:00", "2025-10-01T09:00", "2025-10-09 09:00", "2025-10-11 17:00"},
		{"October holiday, back", rule("每月1日", RollBack, 1), "2025-09-15 09:00", "2025-10-01T09:00", "2025-09-30 09:00", "2025-10-09 17:00"},
		{"many turns on one moment are one", rule("每天", RollForward, 0), "2025-09-30 09:00", "2025-10-09T09:00", "2025-10-09 09:00", "2025-10-09 17:00"},
		{"the same from within", rule("每天", RollForward, 0), "2025-10-05 09:00", "2025-10-09T09:00", "2025-10-09 09:00", "2025-10-09 17:00"},
		{"back, the day's own", rule("每天", RollBack, 0), "2025-09-29 09:00", "2025-09-30T09:00", "2025-09-30 09:00", "2025-09-30 17:00"},
		{"back, nothing on days off", rule("每天", RollBack, 0), "2025-09-30 09:00", "2025-10-09T09:00", "2025-10-09 09:00", "2025-10-09 17:00"},
		{"two turns a day over a weekend", rule("0 9,15 * * *", RollForward, 0), "2025-11-21 15:00", "2025-11-24T09:00", "2025-11-24 09:00", "2025-11-24 15:00"},
		{"ends when the next opens", rule("每个工作日", RollForward, 2), "2025-11-24 09:00", "2025-11-25T09:00", "2025-11-25 09:00", "2025-11-26 09:00"},
		{"due after it opens", rule("每月25日 18:00", RollForward, 0), "2025-11-01 00:00", "2025-11-25T18:00", "2025-11-25 18:00", "2025-11-26 17:00"},
	}
	for _, tt := range tests {
		p := tt.rule.Next(cal, when(t, tt.after, shanghai(t)))
		if p.Key != tt.key || p.Opens.Format(stamp) != tt.opens || p.Due.Format(stamp) != tt.due {
			t.Errorf("%s: %s opens %s due %s; want %s, %s, %s", tt.name, p.Key, p.Opens.Format(stamp), p.Due.Format(stamp), tt.key, tt.opens, tt.due)
		}
	}
	if p := (Rule{}).Next(cal, when(t, "2025-11-01 00:00", shanghai(t))); p != (Period{}) {
		t.Errorf("the zero rule has %v", p)
	}
}

func TestRuleLatest(t *testing.T) {
	cal := calendar(t)
	tests := []struct {
		name, text, since, now string
		key                    string
		missed                 int
	}{
		{"nothing yet", "每月25日", "2025-10-27 09:00", "2025-11-25 08:59", "", 0},
		{"just now", "每月25日", "2025-10-27 09:00", "2025-11-25 09:00", "2025-11-25T09:00", 0},
		{"already seen", "每月25日", "2025-11-25 09:00", "2025-12-24 09:00", "", 0},
		{"three months down", "每月25日", "2025-07-25 09:00", "2025-11-01 09:00", "2025-10-25T09:00", 2},
		{"clock set back", "每月25日", "2025-12-01 09:00", "2025-11-25 09:00", "", 0},
		{"holiday down", "每个工作日", "2025-09-29 09:00", "2025-10-10 12:00", "2025-10-10T09:00", 2},
	}
	for _, tt := range tests {
		r := DefaultRule(cadence(t, tt.text))
		p, missed, ok := r.Latest(cal, when(t, tt.since, shanghai(t)), when(t, tt.now, shanghai(t)))
		if p.Key != tt.key || missed != tt.missed || ok != (tt.key != "") {
			t.Errorf("%s: %q, %d missed, %v; want %q, %d", tt.name, p.Key, missed, ok, tt.key, tt.missed)
		}
	}
	p, missed, ok := DefaultRule(cadence(t, "每月25日")).Latest(cal, time.Time{}, when(t, "2025-11-25 09:00", shanghai(t)))
	if !ok || p.Key != "2025-11-25T09:00" || missed != 24 {
		t.Errorf("from the beginning: %q, %d missed, %v", p.Key, missed, ok)
	}
}

// Walking by Next, by Latest, in one stride or by many gives the same periods,
// each moment once, each month once.
func TestRulePeriodsDoNotDependOnTheWalk(t *testing.T) {
	cal := calendar(t)
	zones := []*time.Location{shanghai(t), zone(t, "America/New_York"), zone(t, "Asia/Beirut"), zone(t, "Pacific/Chatham")}
	rapid.Check(t, func(t *rapid.T) {
		r := DefaultRule(anyCadence().Draw(t, "cadence"))
		r.Roll = rapid.SampledFrom([]Roll{RollForward, RollBack, RollNone}).Draw(t, "roll")
		loc := rapid.SampledFrom(zones).Draw(t, "zone")
		at := time.Unix(rapid.Int64Range(1_672_500_000, 1_790_000_000).Draw(t, "from"), 0).In(loc)
		seen := map[string]bool{}
		for range 8 {
			p := r.Next(cal, at)
			if p.Opens.IsZero() {
				return
			}
			between := at.Add(p.Opens.Sub(at) / 2)
			if again := r.Next(cal, between); again.Key != p.Key || !again.Opens.Equal(p.Opens) {
				t.Fatalf("after %s: %s, after %s: %s", at, p.Key, between, again.Key)
			}
			if latest, missed, ok := r.Latest(cal, at, p.Opens); !ok || missed != 0 || latest != p {
				t.Fatalf("latest at %s is %v, want %v", p.Opens, latest, p)
			}
			if seen[p.Key] || !p.Opens.After(at) || !p.Due.After(p.Opens) {
				t.Fatalf("after %s: %+v", at, p)
			}
			if r.Roll != RollNone && !cal.Workday(p.Opens) {
				t.Fatalf("%s opens on a day off, %s", p.Key, p.Opens)
			}
			seen[p.Key], at = true, p.Opens
		}
	})
}

// A cadence of days off alone comes to an end of its search as well, also in
// years without make-up days.
func TestRuleOfDaysOffAlone(t *testing.T) {
	cal := calendar(t)
	for _, text := range []string{"每周六", "每周日 17:00"} {
		r := DefaultRule(cadence(t, text))
		for roll, want := range map[Roll]time.Weekday{RollBack: time.Friday, RollForward: time.Monday} {
			r.Roll = roll
			at := when(t, "2031-03-05 10:00", shanghai(t))
			for range 4 {
				p := r.Next(cal, at)
				if p.Opens.Weekday() != want || p.Opens.Sub(at) > 8*24*time.Hour {
					t.Fatalf("%s, roll %q: after %s it opens at %s", text, roll, at, p.Opens)
				}
				at = p.Opens
			}
		}
	}
}

func TestMonthlyRuleSkipsNoMonth(t *testing.T) {
	cal := calendar(t)
	for day := 1; day <= 31; day++ {
		for _, roll := range []Roll{RollForward, RollBack, RollNone} {
			r := DefaultRule(Cadence{form: formMonthly, days: 1 << day, clock: At(9, 0)})
			r.Roll = roll
			at := when(t, "2022-12-25 00:00", shanghai(t))
			var months []int
			for range 48 {
				p := r.Next(cal, at)
				months = append(months, p.Nominal.Year()*12+int(p.Nominal.Month()))
				at = p.Opens
			}
			for i, m := range months {
				if i > 0 && m != months[i-1]+1 {
					t.Fatalf("day %d, roll %q: month %d follows %d", day, roll, m, months[i-1])
				}
			}
		}
	}
}

func TestRuleJSONAndValidate(t *testing.T) {
	in := DefaultRule(cadence(t, "每月25日"))
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"cadence":"every month on the 25th, 09:00","window":2,"due_clock":"17:00"}`; string(data) != want {
		t.Errorf("a rule is stored as %s", data)
	}
	var out Rule
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("%v: %v", out, err)
	}
	if err := in.Validate(); err != nil {
		t.Error(err)
	}
	for _, bad := range []Rule{{}, {Cadence: in.Cadence, Roll: "up"}, {Cadence: in.Cadence, Window: -1}, {Cadence: in.Cadence, DueClock: 1440}} {
		if bad.Validate() == nil {
			t.Errorf("%+v passes", bad)
		}
	}
}

func TestQuiet(t *testing.T) {
	cal := calendar(t)
	night := Quiet{From: At(22, 0), To: At(6, 0)}
	tests := []struct {
		name, now, want string
		quiet           Quiet
	}{
		{"before the day", "2025-11-25 08:29", "2025-11-25 08:30", DefaultQuiet()},
		{"first minute", "2025-11-25 08:30", "2025-11-25 08:30", DefaultQuiet()},
		{"last minute", "2025-11-25 17:59", "2025-11-25 17:59", DefaultQuiet()},
		{"over", "2025-11-25 18:00", "2025-11-26 08:30", DefaultQuiet()},
		{"Friday evening", "2025-11-21 18:00", "2025-11-24 08:30", DefaultQuiet()},
		{"Saturday", "2025-11-22 10:00", "2025-11-24 08:30", DefaultQuiet()},
		{"October holiday", "2025-09-30 18:00", "2025-10-09 08:30", DefaultQuiet()},
		{"make-up Saturday", "2025-10-11 10:00", "2025-10-11 10:00", DefaultQuiet()},
		{"Saturday allowed", "2025-11-22 10:00", "2025-11-22 10:00", Quiet{From: At(8, 0), To: At(20, 0)}},
		{"whole working days", "2025-11-22 10:00", "2025-11-24 00:00", Quiet{HoldDaysOff: true}},
		{"always", "2025-11-22 03:00", "2025-11-22 03:00", Quiet{}},
		{"over midnight, late", "2025-11-22 23:00", "2025-11-22 23:00", night},
		{"over midnight, early", "2025-11-22 05:59", "2025-11-22 05:59", night},
		{"over midnight, held", "2025-11-22 06:00", "2025-11-22 22:00", night},
	}
	for _, tt := range tests {
		if got := tt.quiet.Release(cal, when(t, tt.now, shanghai(t))); got.Format(stamp) != tt.want {
			t.Errorf("%s: %s is released %s, want %s", tt.name, tt.now, got, tt.want)
		}
	}
	gap := Quiet{From: At(2, 30), To: At(5, 0)}
	if got := gap.Release(nil, when(t, "2025-03-09 00:10", zone(t, "America/New_York"))); got.Format(stamp) != "2025-03-09 03:00" {
		t.Errorf("a window that begins in a gap opens %s", got)
	}
}

func TestClock(t *testing.T) {
	for text, want := range map[string]string{"9:00": "09:00", "17：30": "17:30", "下午5点半": "17:30", "5pm": "17:00", "中午12点": "12:00", "中午1点": "13:00", "晚上8点": "20:00", "12 a.m.": "00:00", "九点一刻": "09:15", "上午 10 点 05 分": "10:05"} {
		if c, err := ParseClock(text); err != nil || c.String() != want {
			t.Errorf("%q is %s, %v; want %s", text, c, err, want)
		}
	}
	for _, text := range []string{"", "25:00", "9:60", "9", "晚上12点", "9:00 10:00", "3小时"} {
		if c, err := ParseClock(text); err == nil {
			t.Errorf("%q is %s", text, c)
		}
	}
	var c Clock
	if err := c.UnmarshalText([]byte("24:00")); err == nil {
		t.Error("24:00 is accepted")
	}
	if _, err := Clock(1440).MarshalText(); err == nil {
		t.Error("1440 is written")
	}
}
