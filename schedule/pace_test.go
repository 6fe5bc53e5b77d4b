package schedule

import (
	"strings"
	"testing"
	"time"
)

func TestTargetMetShareOver(t *testing.T) {
	base := dec("40")
	tests := []struct {
		name   string
		target Target
		value  string
		met    bool
		share  string // empty where there is none
		over   bool
	}{
		{"at least, below", Target{Kind: AtLeast, Low: dec("90")}, "89.999", false, "0.9999888888888889", false},
		{"at least, on it", Target{Kind: AtLeast, Low: dec("90")}, "90", true, "1", false},
		{"at least, beyond", Target{Kind: AtLeast, Low: dec("90")}, "135", true, "1.5", false},
		{"at most without baseline", Target{Kind: AtMost, Low: dec("37")}, "37", true, "", false},
		{"at most, half way", Target{Kind: AtMost, Low: dec("36"), Baseline: &base}, "38", false, "0.5", false},
		{"at most, worse than before", Target{Kind: AtMost, Low: dec("36"), Baseline: &base}, "41", false, "0", false},
		{"at most, better", Target{Kind: AtMost, Low: dec("36"), Baseline: &base}, "35.9", true, "1", false},
		{"at most, baseline already there", Target{Kind: AtMost, Low: dec("41"), Baseline: &base}, "42", false, "", false},
		{"range, below", Target{Kind: Range, Low: dec("4"), High: dec("6")}, "3", false, "0.75", false},
		{"range, top", Target{Kind: Range, Low: dec("4"), High: dec("6")}, "6", true, "1.5", false},
		{"range, over", Target{Kind: Range, Low: dec("4"), High: dec("6")}, "7", true, "1.75", true},
		{"exact, over", Target{Kind: Exact, Low: dec("204")}, "205", true, "1.0049019607843137", true},
		{"keep, held", Target{Kind: Keep, Low: dec("100")}, "100", true, "", false},
		{"keep, lost", Target{Kind: Keep, Low: dec("100")}, "99.9", false, "", false},
		{"change up", Target{Kind: Change, Low: dec("5")}, "4", false, "0.8", false},
		{"change down, reached", Target{Kind: Change, Low: dec("-4.4")}, "-4.5", true, "1.0227272727272727", false},
		{"change down, wrong way", Target{Kind: Change, Low: dec("-4.4")}, "1", false, "0", false},
		{"level with baseline", Target{Kind: AtLeast, Low: dec("50"), Level: true, Baseline: &base}, "45", false, "0.5", false},
		{"level without baseline", Target{Kind: AtLeast, Low: dec("50"), Level: true}, "45", false, "", false},
		{"target of zero", Target{Kind: AtLeast}, "0", true, "", false},
		{"milestone", Target{Kind: Milestone}, "1", false, "", false},
	}
	for _, tt := range tests {
		v := dec(tt.value)
		share, ok := tt.target.Share(v)
		if ok != (tt.share != "") || ok && !share.Equal(dec(tt.share)) {
			t.Errorf("%s: share %s, %v; want %q", tt.name, share, ok, tt.share)
		}
		if tt.target.Met(v) != tt.met || tt.target.Over(v) != tt.over {
			t.Errorf("%s: met %v, over %v", tt.name, tt.target.Met(v), tt.target.Over(v))
		}
	}
}

func TestPaceLinear(t *testing.T) {
	loc := shanghai(t)
	tests := []struct{ start, due, now, want string }{
		{"2020-01-01", "2020-12-31", "2020-11-30 23:59", "0.9166666666666667"}, // Xuancheng's line: 11/12
		{"2015-01-01", "2015-12-31", "2015-07-31 00:00", "0.5833333333333333"}, // Changsha's line: 7/12
		{"2025-01-01", "2025-12-31", "2025-07-31 12:00", "0.5833333333333333"},
		{"2025-01-01", "2025-12-31", "2024-12-31 23:59", "0"},
		{"2025-01-01", "2025-12-31", "2025-12-30 23:59", "0.997311827957"},
		{"2025-01-01", "2025-12-31", "2025-12-31 00:00", "1"},
		{"2025-01-01", "2025-12-31", "2026-06-01 00:00", "1"},
		{"2025-03-01", "2025-04-30", "2025-03-31 09:00", "0.5"},
		{"2025-04-01", "2025-04-30", "2025-04-15 09:00", "0.5"},
		{"2025-04-10", "2025-04-10", "2025-04-09 23:59", "0"},
		{"2025-04-10", "2025-04-10", "2025-04-10 00:00", "1"},
		{"2025-04-10", "2025-04-01", "2025-04-05 00:00", "1"},
	}
	for _, tt := range tests {
		got := Curve{}.Pace(when(t, tt.start+" 00:00", loc), when(t, tt.due+" 17:00", loc), when(t, tt.now, loc))
		if !got.Round(12).Equal(dec(tt.want).Round(12)) {
			t.Errorf("%s to %s at %s: %s, want %s", tt.start, tt.due, tt.now, got, tt.want)
		}
	}
	if got := (Curve{}).Pace(time.Time{}, when(t, "2025-04-10 00:00", loc), when(t, "2025-04-09 00:00", loc)); !got.IsZero() {
		t.Errorf("without a start the pace is %s", got)
	}
}

func TestPaceOfOtherCurves(t *testing.T) {
	loc := shanghai(t)
	given := Curve{Kind: Given, Points: []Point{{when(t, "2025-06-30 00:00", loc), dec("0.2")}, {when(t, "2025-09-30 00:00", loc), dec("0.8")}}}
	tests := []struct {
		curve     Curve
		now, want string
	}{
		{Curve{Kind: Quarterly}, "2025-03-30 23:59", "0"}, {Curve{Kind: Quarterly}, "2025-03-31 00:00", "0.25"},
		{Curve{Kind: Quarterly}, "2025-06-29 00:00", "0.25"}, {Curve{Kind: Quarterly}, "2025-09-30 00:00", "0.75"},
		{Curve{Kind: Quarterly}, "2025-12-30 00:00", "0.75"}, {Curve{Kind: Quarterly}, "2025-12-31 00:00", "1"},
		{given, "2025-03-31 00:00", "0.1"}, {given, "2025-06-30 00:00", "0.2"}, {given, "2025-07-31 00:00", "0.4"},
		{given, "2025-09-30 00:00", "0.8"}, {given, "2025-12-31 00:00", "1"},
	}
	for _, tt := range tests {
		got := tt.curve.Pace(when(t, "2025-01-01 00:00", loc), when(t, "2025-12-31 17:00", loc), when(t, tt.now, loc))
		if !got.Round(12).Equal(dec(tt.want)) {
			t.Errorf("%s at %s: %s, want %s", tt.curve.Kind, tt.now, got, tt.want)
		}
	}
	if err := given.Validate(); err != nil {
		t.Error(err)
	}
	bad := Curve{Kind: Given, Points: []Point{{Day: when(t, "2025-06-30 00:00", loc), Share: dec("1.2")}, {Day: when(t, "2025-05-30 00:00", loc), Share: dec("0.8")}}}
	if err := bad.Validate(); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two faults, got %v", err)
	}
}

func TestAssess(t *testing.T) {
	loc := shanghai(t)
	start, due := when(t, "2025-01-01 00:00", loc), when(t, "2025-12-31 17:00", loc)
	hundred := Target{Kind: AtLeast, Low: dec("100")}
	gdp := Target{Kind: Change, Low: dec("5")}
	air := Target{Kind: AtMost, Low: dec("37"), Level: true}
	tests := []struct {
		name   string
		target Target
		value  string // empty: never reported
		now    string
		m      Margins
		class  Class
		light  Light
	}{
		// end of June: the line is at 50
		{"on the line", hundred, "50", "2025-06-30 09:00", Yinchuan2025(), OnPace, Green},
		{"9.99 behind", hundred, "40.01", "2025-06-30 09:00", Yinchuan2025(), OnPace, Green},
		{"10 behind", hundred, "40", "2025-06-30 09:00", Yinchuan2025(), Behind, Yellow},
		{"30 behind", hundred, "20", "2025-06-30 09:00", Yinchuan2025(), Behind, Yellow},
		{"30.01 behind", hundred, "19.99", "2025-06-30 09:00", Yinchuan2025(), Behind, Red},
		{"9.99 ahead", hundred, "59.99", "2025-06-30 09:00", Yinchuan2025(), OnPace, Green},
		{"10 ahead", hundred, "60", "2025-06-30 09:00", Yinchuan2025(), Ahead, Green},
		{"done", hundred, "100", "2025-06-30 09:00", Yinchuan2025(), Done, Green},
		{"planned month not over", hundred, "", "2025-01-31 23:59", Yinchuan2025(), NotStarted, NoLight},
		{"planned month over", hundred, "", "2025-02-01 00:00", Yinchuan2025(), NotStarted, Yellow},
		{"three months not over", hundred, "0", "2025-04-30 23:59", Yinchuan2025(), NotStarted, Yellow},
		{"three months over", hundred, "0", "2025-05-01 00:00", Yinchuan2025(), NotStarted, Red},
		{"last evening", hundred, "99", "2025-12-31 23:59", Yinchuan2025(), OnPace, Green},
		{"past due", hundred, "99", "2026-01-01 00:00", Yinchuan2025(), Behind, Red},
		{"past due and done", hundred, "100", "2026-01-01 00:00", Yinchuan2025(), Done, Green},
		{"past due, never started", hundred, "", "2026-01-01 00:00", Yinchuan2025(), NotStarted, Red},
		// end of July: the line is at 58.3
		{"Changsha 80", hundred, "80", "2025-07-31 09:00", Changsha2015(), Ahead, Green},
		{"Changsha 79.9", hundred, "79.9", "2025-07-31 09:00", Changsha2015(), OnPace, Green},
		{"Changsha 60", hundred, "60", "2025-07-31 09:00", Changsha2015(), OnPace, Green},
		{"Changsha 59.9", hundred, "59.9", "2025-07-31 09:00", Changsha2015(), Behind, Green},
		{"Changsha, not started", hundred, "0", "2025-07-31 09:00", Changsha2015(), NotStarted, Red},
		{"growth reached", gdp, "5.2", "2025-06-30 09:00", Yinchuan2025(), OnPace, Green},
		{"growth reached at the end", gdp, "5.2", "2025-12-31 09:00", Yinchuan2025(), Done, Green},
		{"growth nearly", gdp, "4.9", "2025-06-30 09:00", Yinchuan2025(), OnPace, Green},
		{"growth short", gdp, "4", "2025-06-30 09:00", Yinchuan2025(), Behind, Yellow},
		{"growth of zero is a report", gdp, "0", "2025-06-30 09:00", Yinchuan2025(), Behind, Red},
		{"air good so far", air, "36", "2025-06-30 09:00", Yinchuan2025(), OnPace, Green},
		{"air bad so far", air, "38", "2025-06-30 09:00", Yinchuan2025(), Behind, Yellow},
		{"air bad at the end", air, "38", "2026-01-01 09:00", Yinchuan2025(), Behind, Red},
		{"milestone", Target{Kind: Milestone}, "", "2025-06-30 09:00", Yinchuan2025(), NoNumber, NoLight},
		{"milestone past due", Target{Kind: Milestone}, "", "2026-01-01 00:00", Yinchuan2025(), NoNumber, Red},
	}
	for _, tt := range tests {
		var value *Decimal
		if tt.value != "" {
			v := dec(tt.value)
			value = &v
		}
		a := Assess(tt.target, value, Curve{}, start, due, when(t, tt.now, loc), tt.m)
		if a.Class != tt.class || a.Light != tt.light {
			t.Errorf("%s: %s %s (behind %s), want %s %s", tt.name, a.Class, a.Light, a.Behind, tt.class, tt.light)
		}
	}
}

// At the end of November 2020 Xuancheng counted 44 of 55 tasks on the line of 91.7 %.
func TestAssessXuancheng(t *testing.T) {
	loc := shanghai(t)
	m := Margins{Name: "strict", Behind: dec("0.000001"), Yellow: dec("10"), Red: dec("30"), Ahead: dec("100")}
	count := 0
	for i := range 55 {
		value := dec("110") // of 120: exactly on the line
		if i >= 44 {
			value = dec("109.9999")
		}
		a := Assess(Target{Kind: AtLeast, Low: dec("120")}, &value, Curve{},
			when(t, "2020-01-01 00:00", loc), when(t, "2020-12-31 00:00", loc), when(t, "2020-11-30 18:00", loc), m)
		if a.Class == OnPace {
			count++
		}
		if got := a.Pace.Shift(2).Round(1).String(); got != "91.7" {
			t.Fatalf("the line stands at %s", got)
		}
	}
	if count != 44 {
		t.Errorf("%d on the line, want 44", count)
	}
}

func TestCombine(t *testing.T) {
	of := func(c Class, l Light) Assessment { return Assessment{Class: c, Light: l} }
	tests := []struct {
		name  string
		list  []Assessment
		class Class
		light Light
	}{
		{"nothing", nil, NoNumber, NoLight},
		{"all done", []Assessment{of(Done, Green), of(Done, Green)}, Done, Green},
		{"one behind", []Assessment{of(Done, Green), of(Behind, Red), of(Ahead, Green)}, Behind, Red},
		{"done and ahead", []Assessment{of(Done, Green), of(Ahead, Green)}, Ahead, Green},
		{"ahead and on pace", []Assessment{of(Ahead, Green), of(OnPace, Green)}, OnPace, Green},
		{"none started", []Assessment{of(NotStarted, NoLight), of(NotStarted, Yellow)}, NotStarted, Yellow},
		{"one not started, early", []Assessment{of(NotStarted, NoLight), of(OnPace, Green)}, OnPace, Green},
		{"one not started, late", []Assessment{of(NotStarted, Yellow), of(OnPace, Green)}, Behind, Yellow},
		{"milestone left", []Assessment{of(NoNumber, NoLight), of(Done, Green)}, NoNumber, Green},
	}
	for _, tt := range tests {
		if a := Combine(tt.list); a.Class != tt.class || a.Light != tt.light {
			t.Errorf("%s: %s %s, want %s %s", tt.name, a.Class, a.Light, tt.class, tt.light)
		}
	}
	a := Combine([]Assessment{{HasShare: true, Share: dec("0.9"), Behind: dec("-5")}, {}, {HasShare: true, Share: dec("0.3"), Behind: dec("25")}})
	if !a.HasShare || !a.Share.Equal(dec("0.3")) || !a.Behind.Equal(dec("25")) {
		t.Errorf("the weakest target speaks for the task, got %+v", a)
	}
}

func TestPresets(t *testing.T) {
	for _, m := range presets {
		if got, ok := MarginsNamed(m.Name); !ok || got.Source != m.Source || m.Validate() != nil {
			t.Errorf("%s: %v, %v", m.Name, ok, m.Validate())
		}
	}
	if err := (Margins{Behind: dec("20"), Yellow: dec("10"), Red: dec("5"), Late: 2}).Validate(); err == nil || strings.Count(err.Error(), "\n") != 3 {
		t.Errorf("want four faults, got %v", err)
	}
}
