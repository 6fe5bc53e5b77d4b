package schedule

import (
	"errors"
	"strings"
	"testing"
)

func TestParseCadenceReadsPhrases(t *testing.T) {
	tests := []struct{ text, zh, en string }{
		{"每月25日", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"每月25号 10:00", "每月25日 10:00", "every month on the 25th, 10:00"},
		{"每月２５号１０：００", "每月25日 10:00", "every month on the 25th, 10:00"},
		{"每月二十五日上午十点半", "每月25日 10:30", "every month on the 25th, 10:30"},
		{"每月25日前", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"每月一日", "每月1日 09:00", "every month on the 1st, 09:00"},
		{"每月初", "每月1日 09:00", "every month on the 1st, 09:00"},
		{"每月10、20日", "每月10日、20日 09:00", "every month on the 10th and 20th, 09:00"},
		{"每月最后一个工作日", "每月最后一个工作日 09:00", "every month on the last working day, 09:00"},
		{"每月第一个工作日", "每月第1个工作日 09:00", "every month on the 1st working day, 09:00"},
		{"每月第3个工作日 8:30", "每月第3个工作日 08:30", "every month on the 3rd working day, 08:30"},
		{"每月倒数第二个工作日", "每月倒数第2个工作日 09:00", "every month on the 2nd to last working day, 09:00"},
		{"每月末", "每月最后一天 09:00", "every month on the last day, 09:00"},
		{"每月月底", "每月最后一天 09:00", "every month on the last day, 09:00"},
		{"每月", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"每两周周五", "每两周周五 09:00", "every two weeks on Friday, 09:00"},
		{"隔周周五17点", "每两周周五 17:00", "every two weeks on Friday, 17:00"},
		{"每2周星期一 自2025-11-24起", "每两周周一 09:00（2025-11-24起）", "every two weeks on Monday, 09:00, from 2025-11-24"},
		{"每周五 17:00", "每周五 17:00", "every Friday, 17:00"},
		{"每周五下午5点", "每周五 17:00", "every Friday, 17:00"},
		{"每周一九点", "每周一 09:00", "every Monday, 09:00"},
		{"每周五十二点", "每周五 12:00", "every Friday, 12:00"},
		{"每周", "每周五 09:00", "every Friday, 09:00"},
		{"每周一、周四 9点", "每周一、周四 09:00", "every Monday and Thursday, 09:00"},
		{"每周一、四 9点", "每周一、周四 09:00", "every Monday and Thursday, 09:00"},
		{"每周一至周五 8:30", "每周一至周五 08:30", "every Monday to Friday, 08:30"},
		{"每周一到五", "每周一至周五 09:00", "every Monday to Friday, 09:00"},
		{"每个工作日 9:00", "每个工作日 09:00", "every working day, 09:00"},
		{"每工作日下午五点半", "每个工作日 17:30", "every working day, 17:30"},
		{"每天 8:30", "每天 08:30", "every day, 08:30"},
		{"每日", "每天 09:00", "every day, 09:00"},
		{"每季度末月25日", "每季度末月25日 09:00", "every quarter, last month, on the 25th, 09:00"},
		{"每季度首月5号", "每季度首月5日 09:00", "every quarter, first month, on the 5th, 09:00"},
		{"每季度", "每季度末月25日 09:00", "every quarter, last month, on the 25th, 09:00"},
		{"每季度末", "每季度末月最后一天 09:00", "every quarter, last month, on the last day, 09:00"},
		{"每季度最后一个工作日", "每季度末月最后一个工作日 09:00", "every quarter, last month, on the last working day, 09:00"},
		{"每半月", "每月15日、最后一天 09:00", "every month on the 15th and the last day, 09:00"},
		{"每半个月", "每月15日、最后一天 09:00", "every month on the 15th and the last day, 09:00"},
		{"每半年", "每年6月、12月25日 09:00", "every year in June and December on the 25th, 09:00"},
		{"每年11月30日", "每年11月30日 09:00", "every year in November on the 30th, 09:00"},
		{"每年3月、9月10日", "每年3月、9月10日 09:00", "every year in March and September on the 10th, 09:00"},
		{"every Friday 17:00", "每周五 17:00", "every Friday, 17:00"},
		{"EVERY FRIDAY AT 5PM", "每周五 17:00", "every Friday, 17:00"},
		{"Fridays at 5 p.m.", "每周五 17:00", "every Friday, 17:00"},
		{"every month on the 25th", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"on the 25th of every month", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"monthly on day 25 at 10:00", "每月25日 10:00", "every month on the 25th, 10:00"},
		{"last working day of every month", "每月最后一个工作日 09:00", "every month on the last working day, 09:00"},
		{"weekly on Mon and Thu", "每周一、周四 09:00", "every Monday and Thursday, 09:00"},
		{"every Monday, Wednesday and Friday at 9:30 am", "每周一、周三、周五 09:30", "every Monday, Wednesday and Friday, 09:30"},
		{"every other Friday", "每两周周五 09:00", "every two weeks on Friday, 09:00"},
		{"biweekly on Friday", "每两周周五 09:00", "every two weeks on Friday, 09:00"},
		{"every working day 9:00", "每个工作日 09:00", "every working day, 09:00"},
		{"every weekday", "每个工作日 09:00", "every working day, 09:00"},
		{"daily 12:00 am", "每天 00:00", "every day, 00:00"},
		{"quarterly", "每季度末月25日 09:00", "every quarter, last month, on the 25th, 09:00"},
		{"twice a month", "每月15日、最后一天 09:00", "every month on the 15th and the last day, 09:00"},
		{"at the end of every month", "每月最后一天 09:00", "every month on the last day, 09:00"},
		{"0 9 25 * *", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"０ ９ ２５ ＊ ＊", "每月25日 09:00", "every month on the 25th, 09:00"},
		{"30 17 * * 5", "每周五 17:30", "every Friday, 17:30"},
		{"0 9 * * 7", "每周日 09:00", "every Sunday, 09:00"},
		{"0 9 * * 5-7", "每周五、周六、周日 09:00", "every Friday, Saturday and Sunday, 09:00"},
		{"0 9 25 3,6,9,12 *", "每季度末月25日 09:00", "every quarter, last month, on the 25th, 09:00"},
		{"0 9 31 * *", "cron 0 9 31 * *", "cron 0 9 31 * *"},
		{"0 9 1 * MON", "cron 0 9 1 * mon", "cron 0 9 1 * mon"},
	}
	for _, tt := range tests {
		c, err := ParseCadence(tt.text)
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		if c.Zh() != tt.zh || c.En() != tt.en {
			t.Errorf("%q is %q, %q; want %q, %q", tt.text, c.Zh(), c.En(), tt.zh, tt.en)
		}
		for _, again := range []string{c.String(), c.Zh(), c.En()} {
			if d, err := ParseCadence(again); err != nil || !d.Equal(c) {
				t.Errorf("%q does not read back: %v", again, err)
			}
		}
	}
}

func TestParseCadenceRefuses(t *testing.T) {
	tests := []struct {
		text string
		why  CadenceFault
	}{
		{"", CadenceEmpty}, {" 　。", CadenceEmpty},
		{"TZ=UTC", CadenceZone}, {"CRON_TZ=UTC 0 9 * * *", CadenceZone}, {"ＴＺ＝0", CadenceZone},
		{"@daily", CadenceShorthand}, {"@every 1ns", CadenceShorthand},
		{"0 9 * *", CadenceFields}, {"0 0 9 * * *", CadenceFields}, {"* *", CadenceFields},
		{"0 25 * * *", CadenceSyntax}, {"60 9 * * *", CadenceSyntax}, {"0 9 * * 8", CadenceSyntax}, {"*/0 9 * * *", CadenceSyntax},
		{"0 9 31 2 *", CadenceNever}, {"0 9 31 4,6 *", CadenceNever}, {"每年2月31日", CadenceNever}, {"每年2月30日", CadenceNever},
		{"* * * * *", CadenceOften}, {"*/30 9 * * *", CadenceOften}, {"0,1 9 * * *", CadenceOften},
		{"尽快", CadenceSyntax}, {"周五", CadenceSyntax}, {"25日", CadenceSyntax}, {"每", CadenceSyntax},
		{"每月32日", CadenceSyntax}, {"每月0日", CadenceSyntax}, {"每3天", CadenceSyntax}, {"每两个月25日", CadenceSyntax},
		{"每两月25日", CadenceSyntax}, {"每三周周五", CadenceSyntax}, {"每周五25日", CadenceSyntax}, {"每月周五", CadenceSyntax},
		{"每天25:00", CadenceSyntax}, {"每天 9:00 17:00", CadenceSyntax}, {"每天晚上12点", CadenceSyntax},
		{"每年", CadenceSyntax}, {"每月工作日", CadenceSyntax}, {"每周五 2025-11-21起", CadenceSyntax},
		{"每两周周五 2025-02-30起", CadenceSyntax}, {"every blue moon", CadenceSyntax}, {"every 3 days", CadenceSyntax},
		{"every month on friday 13th", CadenceSyntax}, {"weekdays at 9", CadenceSyntax}, {"\xff\xfe", CadenceSyntax},
		{string(make([]byte, 601)), CadenceLong},
		{"0 " + strings.Repeat("9,", 100) + "9 * * *", CadenceLong},
	}
	for _, tt := range tests {
		c, err := ParseCadence(tt.text)
		var refused *CadenceError
		if !errors.As(err, &refused) || refused.Reason != tt.why {
			t.Errorf("%q gives %q, %v; want %s", tt.text, c, err, tt.why)
			continue
		}
		if !c.IsZero() || refused.Text != tt.text || refused.Error() == "" {
			t.Errorf("%q: error %v with cadence %q", tt.text, err, c)
		}
	}
}
