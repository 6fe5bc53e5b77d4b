package schedule

import (
	"errors"
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	cal := calendar(t)
	now := time.Date(2025, 11, 20, 10, 30, 0, 0, shanghai(t)) // a Thursday
	tests := []struct{ text, want string }{
		{"11月28日", "2025-11-28 00:00"}, {"１１月２８日", "2025-11-28 00:00"}, {"十一月二十八日", "2025-11-28 00:00"},
		{"11月20日", "2025-11-20 00:00"}, {"11月19日", "2026-11-19 00:00"}, {"3月5日前", "2026-03-05 00:00"}, {"明年3月5日", "2026-03-05 00:00"},
		{"11.28", "2025-11-28 00:00"}, {"11/28", "2025-11-28 00:00"}, {"2025-11-28", "2025-11-28 00:00"}, {"2025年1月8日", "2025-01-08 00:00"},
		{"二〇二七年三月二日", "2027-03-02 00:00"}, {"28号", "2025-11-28 00:00"}, {"19号", "2025-12-19 00:00"}, {"20日前", "2025-11-20 00:00"},
		{"31号", "2025-12-31 00:00"}, {"本月28日", "2025-11-28 00:00"}, {"下月5日", "2025-12-05 00:00"},
		{"今天", "2025-11-20 00:00"}, {"明天", "2025-11-21 00:00"}, {"大后天", "2025-11-23 00:00"},
		{"周四", "2025-11-20 00:00"}, {"周五下班前", "2025-11-21 00:00"}, {"周三", "2025-11-26 00:00"}, {"下周三", "2025-11-26 00:00"}, {"下周日", "2025-11-30 00:00"},
		{"本周一", "2025-11-17 00:00"}, {"下周三下午5点前", "2025-11-26 17:00"}, {"周五12:00", "2025-11-21 12:00"}, {"周五十二点", "2025-11-21 12:00"},
		{"月底", "2025-11-30 00:00"}, {"月底前", "2025-11-30 00:00"}, {"下个月底", "2025-12-31 00:00"}, {"2月底", "2026-02-28 00:00"}, {"11月底", "2025-11-30 00:00"},
		{"本季度末", "2025-12-31 00:00"}, {"下季度末", "2026-03-31 00:00"}, {"年底前", "2025-12-31 00:00"}, {"明年底", "2026-12-31 00:00"},
		{"3天内", "2025-11-23 00:00"}, {"3日内", "2025-11-23 00:00"}, {"3日", "2025-12-03 00:00"}, {"两周内", "2025-12-04 00:00"}, {"一个月内", "2025-12-20 00:00"},
		{"五个工作日内", "2025-11-27 00:00"}, {"5个工作日", "2025-11-27 00:00"}, {"30个工作日内", "2026-01-04 00:00"},
		{"Friday", "2025-11-21 00:00"}, {"by next Friday", "2025-11-28 00:00"}, {"Nov 28", "2025-11-28 00:00"}, {"November 28th, 2026", "2026-11-28 00:00"},
		{"28 Nov 5pm", "2025-11-28 17:00"}, {"the 28th", "2025-11-28 00:00"}, {"tomorrow", "2025-11-21 00:00"}, {"the day after tomorrow", "2025-11-22 00:00"},
		{"in 3 working days", "2025-11-25 00:00"}, {"within two weeks", "2025-12-04 00:00"}, {"in a month", "2025-12-20 00:00"},
		{"by the end of the month", "2025-11-30 00:00"}, {"end of next quarter", "2026-03-31 00:00"}, {"year end", "2025-12-31 00:00"},
	}
	for _, tt := range tests {
		got, err := ParseDay(tt.text, now, cal)
		if err != nil || got.Format("2006-01-02 15:04") != tt.want || got.Location() != now.Location() {
			t.Errorf("%q is %v, %v; want %s", tt.text, got, err, tt.want)
		}
	}
}

func TestParseDayRefuses(t *testing.T) {
	now := time.Date(2025, 11, 20, 10, 30, 0, 0, shanghai(t))
	tests := []struct {
		text string
		why  DayFault
	}{
		{"", DayEmpty}, {"尽快", DayVague}, {"ASAP", DayVague}, {"近期", DayVague},
		{"2月30日", DayNever}, {"2025-02-29", DayNever}, {"13月1日", DayNever}, {"32号", DayNever}, {"本月31日", DayNever}, {"2月29日", DayNever},
		{"哪天再说", DaySyntax}, {"11月", DaySyntax}, {"5", DaySyntax}, {"Fridays", DaySyntax}, {"Smarch 3", DaySyntax},
		{"半个工作日", DaySyntax}, {"9:00 10:00", DaySyntax}, {"0天内", DaySyntax}, {"in zero days", DaySyntax}, {string(make([]byte, 200)), DayLong},
	}
	for _, tt := range tests {
		got, err := ParseDay(tt.text, now, nil)
		var refused *DayError
		if !errors.As(err, &refused) || refused.Reason != tt.why || !got.IsZero() {
			t.Errorf("%q gives %v, %v; want %s", tt.text, got, err, tt.why)
		}
	}
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"11月28日", "五个工作日内", "in 3 working days", "下周三下午5点前", "2月30日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		now := time.Date(2025, 11, 20, 10, 30, 0, 0, time.UTC)
		if d, err := ParseDay(s, now, nil); (err == nil) == d.IsZero() {
			t.Errorf("%q gives %v, %v", s, d, err)
		}
	})
}
