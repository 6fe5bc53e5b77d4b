package tables

import (
	"slices"
	"strings"
	"testing"

	"duban/schedule"
	"duban/store/workbook"
)

func TestShortFormsOfDeadlines(t *testing.T) {
	for text, want := range map[string]string{
		"Ⅱ季度": "2025-06-30", "25年6月": "2025-06-30", "31-Mar-26": "2026-03-31", "12/2025": "2025-12-31", "15-Apr": "2025-04-15", "12月31日24:00": "2025-12-31",
		"2025/6-2026/12": "2026-12-31", "2025年10月1日-11月30日": "2025-11-30", "2024年10月1日至2025年3月": "2025-03-31", "March 2026 - June 2026": "2026-06-30",
		"第一阶段：6月底；第二阶段：11月底": "2025-11-30", "汛期前（5月底）": "2025-05-31", "2025年6月底前完成，2026年持续推进": "2025-06-30", "Annually": "2025-12-31",
		"方案：3月底；验收：12月15日": "2025-12-15", "上半年完成300人，年底前完成600人": "2025-12-31", "即日起至6月30日": "2025-06-30", "2025年4月起长期坚持": "2025-12-31", "2025年4月起": "", "自2025年1月1日起至11月30日": "2025-11-30", "2025年1月起至6月": "2025-06-30", "5月起，11月底前完成": "2025-11-30", "2025年6月10日—15日": "2025-06-15",
		"3.1-3.15": "2025-03-15", "15日": "",
		"13/2025": "", "Mar-26": "", "2025/26": "", "Autumn 2025": "", "2025年2月30日-3月1日": "2025-03-01", "春节前（腊月）": "",
	} {
		got := ""
		if day, ok := listDay(text, hedong); ok {
			got = day.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// Days are counted from the one that the row names, working days with the
// holidays; words without a day are kept and said.
func TestDeadlinesThatAreCountedOrWords(t *testing.T) {
	o := hedong
	o.Calendar, _ = schedule.NewCalendar()
	for _, c := range []struct{ given, due, want, remark string }{
		{"2025-09-28", "5个工作日", "10-11", ""},
		{"2025-03-20", "15日内办结", "04-04", ""},
		{"2025年3月20日", "交办后1个月内", "04-20", ""},
		{"2025-03-05", "会后10个工作日内", "03-19", ""},
		{"2025年3月7日", "30日", "04-06", ""},
		{"2025-03-20", "立行立改", "12-31", "办结时限：立行立改"},
		{"2025-03-20", "按上级要求完成", "12-31", "办结时限：按上级要求完成"},
		{"", "5个工作日", "", ""},
		{"2025年3月", "15日内", "", ""},
		{"2045-03-20", "5个工作日", "", ""},
		{"2025-03-20", "按要求于春节前", "", ""},
	} {
		plan := Read([]workbook.Sheet{drawn("表", "序号|督办事项|交办时间|承办单位|办结时限\n1|修路|"+c.given+"|区交通局|"+c.due)}, o)
		task, got := plan.Tasks[0].Task, ""
		if len(plan.Faults) == 0 {
			got = task.Due.Format("01-02")
		}
		if got != c.want || task.Remark != c.remark || len(plan.Undated) > 0 != (c.remark != "") {
			t.Errorf("%+v: %q, remark %q, %v", c, got, task.Remark, plan.Undated)
		}
	}
}

// Of a task's rows one may have a day and another words: the day stands.
func TestWordsBesideADayOfATask(t *testing.T) {
	plan := Read([]workbook.Sheet{drawn("表", "序号|任务|责任单位|整改时限\n1|修路|区交通局|6月底\n^|^|区财政局|立行立改")}, hedong)
	if len(plan.Faults) > 0 || len(plan.Tasks) != 1 || told(plan.Tasks[0]) != "工作报告任务-1||修路|区交通局、区财政局|06-30|" || !strings.Contains(plan.Tasks[0].Task.Remark, "立行立改") || !slices.Equal(plan.Undated, []string{"立行立改"}) {
		t.Errorf("%+v", plan)
	}
}
