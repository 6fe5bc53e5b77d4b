package tables

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"duban/store"
	"duban/store/lists"
	"duban/store/workbook"
)

var hedong = Options{Programme: "工作报告任务", Zone: time.FixedZone("CST", 8*3600), Year: 2025}

func sheets(t *testing.T, name string, content []byte) []workbook.Sheet {
	t.Helper()
	got, err := workbook.Read(name, content)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestDistrictListLoadsAndLoadsAgainWithoutAChange(t *testing.T) {
	s := open(t)
	plan := Read(append(sheets(t, "units.csv", lists.Hedong2025Units()), sheets(t, "list.csv", lists.Hedong2025())...), hedong)
	for _, f := range plan.Faults {
		t.Error(f)
	}
	do(t, s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err })
	measured, tasks, parents := 0, 0, map[store.TaskID]bool{}
	see(t, s, func(tx *store.Tx) {
		for task, err := range tx.Tasks() {
			if err != nil {
				t.Fatal(err)
			}
			tasks++
			if task.Parent != 0 {
				parents[task.Parent] = true
			}
			for _, target := range task.Targets {
				if target.Measured() {
					measured++
				}
			}
		}
		again := plan
		if err := Compare(tx, &again); err != nil {
			t.Fatal(err)
		}
		if fresh, changed, same := again.Count(); fresh+changed != 0 || same != tasks {
			t.Errorf("loaded again: %d new, %d changed, %d the same", fresh, changed, same)
		}
		park, err := tx.TaskCoded("hd25-275")
		if err != nil || len(park.Targets) != 2 || park.Targets[0].Low.String() != "6" || park.Targets[1].Measure != "株" {
			t.Errorf("HD25-275 is %+v, %v", park.Targets, err)
		}
		if u, err := tx.Unit(park.Lead); err != nil || u.Name != "区城市管理委" {
			t.Errorf("its lead is %v, %v", u, err)
		}
		if tx.LastEntry() != 1 {
			t.Errorf("one import made %d entries", tx.LastEntry())
		}
	})
	if tasks != 294 || measured != 66 || len(parents) != 20 {
		t.Errorf("%d tasks, %d measured targets, %d parents", tasks, measured, len(parents))
	}
}

func TestTablesThatPeopleHave(t *testing.T) {
	for name, table := range map[string]string{
		"a heading above, other names":  "2025年重点任务分解表,,,\n序号,重点任务,责任单位,完成时限\n1,新建口袋公园6个,区城市管理委、区财政局,2025年10月底\n",
		"English":                       "No.,Title,Lead unit,Deadline,Target,Unit of measure\n1,Pocket parks,Parks,2025-10-31,6,parks\n",
		"brackets and line ends":        "序号,\"任务\n名称\",牵头（责任）单位,完成时间（月底前）,目标值\n1,口袋公园,区城管委,10月,6个\n",
		"another English one":           "No.,Action,Lead Department,Target,Due date\nPriority 1: Parks,,,,\n1.1,Pocket parks,Parks,\"1,200 trees\",31/10/2025\nNote: figures are provisional,,,,\n",
		"a range and its unit together": "编号,标题,牵头单位,期限,目标值\nA-1,专精特新企业,区科技局,年底,4—6家\n",
	} {
		plan := Read(sheets(t, "list.csv", []byte(table)), hedong)
		if len(plan.Faults) > 0 || len(plan.Tasks) != 1 {
			t.Errorf("%s: %v, %d tasks", name, plan.Faults, len(plan.Tasks))
			continue
		}
		if got := plan.Tasks[0]; got.Lead == "" || got.Task.Due.Month() < 10 {
			t.Errorf("%s: lead %q, due %v", name, got.Lead, got.Task.Due)
		}
	}
}

func TestHeadingsBetweenRowsAreSections(t *testing.T) {
	table := "重点任务分解表,,,\n序号,重点任务,责任单位,完成时限\n一、稳增长,,,\n1,新增规上企业20家,区科技局,全年\n惠民生,,,\n2,新建口袋公园6个,区城管委,2025年第三季度\n,（一）住房,,\n3,改造老旧小区12个,区住建委,2024年底前\n合 计,,3个单位,\n填报人：张三 2025年,,,\n"
	plan := Read(sheets(t, "list.csv", []byte(table)), hedong)
	if len(plan.Faults) > 0 || len(plan.Tasks) != 3 {
		t.Fatalf("%v, %d tasks", plan.Faults, len(plan.Tasks))
	}
	for i, want := range []string{"一、稳增长 2025-01-01 2025-12-31", "惠民生 2025-01-01 2025-09-30", "（一）住房 2024-01-01 2024-12-31"} {
		task := plan.Tasks[i].Task
		if got := task.Section + task.Start.Format(" 2006-01-02") + task.Due.Format(" 2006-01-02"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// A goal may be a figure or a sentence; a figure with more words is a sentence.
func TestGoals(t *testing.T) {
	table := "序号,项目名称,年度目标,责任单位\n1,规上企业,20家,区科技局\n2,学校,完成主体建设,区教育局\n3,公园,6个口袋公园建成开放、4个开工,区城管委\n4,养老,,区民政局\n5,招商,4—6家,区商务局\n6,生产总值,增长5%左右,区发改委\n7,收入,不低于4%,区财政局\n8,PM2.5,≤37微克/立方米,区环境局\n9,就业,新增3.2万人以上,区人社局\n10,小区,12个、35.6万平方米,区住建委\n11,路,6月底前完成主体,区住建委\n12,桥,2025年,区住建委\n13,馆,3月底开工,区文旅局\n14,楼,2个项目竣工,区住建委\n"
	plan := Read(sheets(t, "list.csv", []byte(table)), hedong)
	if len(plan.Faults) > 0 || len(plan.Tasks) != 14 {
		t.Fatalf("%v, %d tasks", plan.Faults, len(plan.Tasks))
	}
	for i, want := range []string{
		"at_least 20家", "milestone 完成主体建设", "milestone 6个口袋公园建成开放、4个开工", "", "range 4家",
		"change 5%左右", "at_least 4%", "at_most 37微克/立方米", "at_least 3.2万人以上", "milestone 12个、35.6万平方米",
		"milestone 6月底前完成主体", "milestone 2025年", "milestone 3月底开工", "milestone 2个项目竣工",
	} {
		got := ""
		for _, g := range plan.Tasks[i].Task.Targets {
			if got = string(g.Kind) + " " + g.Name; g.Measured() {
				got += g.Low.String() + g.Measure + g.Soft
			}
		}
		if got != want {
			t.Errorf("row %d: %q, want %q", i+1, got, want)
		}
	}
}

// Deadlines as tables have them. What goes on all year ends with it; what has
// no date is a fault.
func TestDeadlinesOfTables(t *testing.T) {
	for text, want := range map[string]string{
		"2025年12月底前": "2025-12-31", "46022": "2025-12-31", "2025年底": "2025-12-31", "2026年": "2026-12-31", "6月底": "2025-06-30", "2025.11": "2025-11-30",
		"上半年": "2025-06-30", "第三季度": "2025-09-30", "2025年第四季度": "2025-12-31", "11月30日前": "2025-11-30", "2025年11月30日前完成": "2025-11-30",
		"20251130": "2025-11-30", "2025-11-30 00:00:00": "2025-11-30", "2025年1-6月": "2025-06-30", "1月-12月": "2025-12-31", "2025—2027年": "2027-12-31",
		"全年推进": "2025-12-31", "常态化": "2025-12-31", "每季度末": "2025-12-31", "11月上旬": "2025-11-10",
		"30 June 2025": "2025-06-30", "Dec 2025": "2025-12-31", "Q3 2025": "2025-09-30", "ongoing": "2025-12-31", "31/03/2026": "2026-03-31", "03/31/2026": "2026-03-31", "05.05.2026": "2026-05-05", "03/04/2026": "", "31/02/2026": "",
		"9月投入使用": "2025-09-30", "5月底前动工": "2025-05-31", "5月底前完成首批，11月底前全部完成": "2025-11-30", "6月底前开工，12月底前完工": "2025-12-31", "2025年底完成主体，2026年6月交付": "2026-06-30", "2025年12月31日（分阶段）": "2025-12-31",
		"分季度推进，年底前完成": "2025-12-31", "立行立改，长期坚持": "2025-12-31", "2026年6月底前完成，长期坚持": "2026-06-30", "10月份": "2025-10-31", "十月底前": "2025-10-31", "6月，另2月30日": "", "2个月内": "",
		"立行立改": "", "2025年2月30日": "", "13月底": "", "2025年13月": "", "春节前": "", "六七个": "", "5": "", "45930": "2025-09-30", "20000": "", "60000": "", "12月底完成": "2025-12-31", "2025年5月": "2025-05-31",
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

func TestFaultsNameRowAndColumnAndNothingIsLoaded(t *testing.T) {
	head := "编号,标题,牵头单位,期限,类型,目标值,上限,计量单位\n"
	for name, c := range map[string]struct {
		table  string
		row    int
		column string
		reason Reason
	}{
		"no title column": {"编号,牵头单位\n1,区教育局\n", 1, titleInBoth, MissingColumn},
		"no title":        {head + "A-1,好的,区教育局,2025-12-31,不少于,6,,个\nA-2,,区教育局,2025-12-31,不少于,6,,个\n", 3, "标题", MissingValue},
		"bad number":      {head + "A-1,公园,区教育局,2025-12-31,不少于,六七个,,个\n", 2, "目标值", BadNumber},
		"exponent":        {head + "A-1,公园,区教育局,2025-12-31,不少于,1e9,,个\n", 2, "目标值", BadNumber},
		"bad date":        {head + "A-1,公园,区教育局,2025年2月30日,不少于,6,,个\n", 2, "期限", BadDate},
		"bad kind":        {head + "A-1,公园,区教育局,2025-12-31,大概,6,,个\n", 2, "类型", BadKind},
		"range reversed":  {head + "A-1,公园,区教育局,2025-12-31,区间,6,4,个\n", 2, "目标值", BadTarget},
		"no number":       {head + "A-1,公园,区教育局,2025-12-31,不少于,,,个\n", 2, "目标值", MissingValue},
		"same code twice": {head + "A-1,公园,区教育局,2025-12-31,不少于,6,,个\nB-1,公厕,区教育局,2025-12-31,不少于,6,,个\nA-1,路灯,区教育局,2025-12-31,不少于,6,,个\n", 4, "编号", DoubleCode},
	} {
		plan := Read(sheets(t, "list.csv", []byte(c.table)), hedong)
		if len(plan.Faults) == 0 {
			t.Errorf("%s: no fault", name)
			continue
		}
		if f := plan.Faults[0]; f.Row != c.row || f.Column != c.column || f.Reason != c.reason {
			t.Errorf("%s: row %d, column %s, %s", name, f.Row, f.Column, f.Reason)
		}
		s := open(t)
		if err := try(s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err }); err == nil {
			t.Errorf("%s: it was loaded", name)
		}
		see(t, s, func(tx *store.Tx) {
			if tx.LastEntry() != 0 {
				t.Errorf("%s: something was loaded", name)
			}
		})
	}
}

func TestLedgerLoadsAgainWithoutAChange(t *testing.T) {
	s := open(t)
	plan := Read(append(sheets(t, "units.csv", lists.Hedong2025Units()), sheets(t, "list.csv", lists.Hedong2025())...), hedong)
	do(t, s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err })
	see(t, s, func(tx *store.Tx) {
		table, err := Ledger(tx, hedong.Zone, codes)
		if err != nil {
			t.Fatal(err)
		}
		if wide := seen(table); wide > 2*a4 {
			t.Errorf("what is printed is %v characters wide: on A4 that is smaller than half its size", wide)
		}
		for _, write := range map[string]func(*bytes.Buffer) error{
			"ledger.csv":  func(b *bytes.Buffer) error { return workbook.WriteCSV(b, table) },
			"ledger.xlsx": func(b *bytes.Buffer) error { return workbook.WriteXLSX(b, table) },
		} {
			var file bytes.Buffer
			if err := write(&file); err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(file.Bytes(), []byte("2025-12-31 23:59")) {
				t.Error("a due day with the time of its end")
			}
			again := Read(sheets(t, "ledger", file.Bytes()), hedong)
			if err := Compare(tx, &again); err != nil {
				t.Fatal(err)
			}
			if fresh, changed, same := again.Count(); len(again.Faults)+len(again.Unread) > 0 || fresh+changed != 0 || same != 294 {
				t.Errorf("%d new, %d changed, %d the same; %v, not read: %q", fresh, changed, same, again.Faults, again.Unread)
			}
		}
	})
}

// a4 is how many characters of the usual size fit on a line of A4 laid across.
const a4 = 138

// seen is the width of the columns that are not folded away.
func seen(t workbook.Table) (wide float64) {
	for _, c := range t.Columns {
		if !c.Aside {
			wide += c.Width
		}
	}
	return wide
}

// What is illustrative in a list is marked under a heading that says so; the
// short one of earlier tables is read as well.
func TestMarksAreReadUnderEitherHeading(t *testing.T) {
	for _, heading := range []string{"示意内容（原文未列明）", "示意内容", "示例", "Illustrative"} {
		plan := Read(sheets(t, "list.csv", []byte("编号,标题,"+heading+"\nA-1,公园,单位、分组\n")), hedong)
		if len(plan.Faults) > 0 || len(plan.Tasks) != 1 || !slices.Equal(plan.Tasks[0].Task.Marks, []string{"单位", "分组"}) {
			t.Errorf("%s: %+v", heading, plan)
		}
	}
}

// A list may say its name and its sources in English; a table without those
// columns, or with an empty cell for the name, leaves what is on record.
func TestEnglishNamesOfListsAndSources(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		table        string
		list, source string // as they stand after it
		changed      int
	}{
		{"编号,清单,标题,出处\nA-1,要点,公园,报告第3行\n", "", "", 0},
		{"编号,清单,英文清单,标题,出处,英文出处\nA-1,要点,Key points,公园,报告第3行,\"Report, line 3\"\n", "Key points", "Report, line 3", 1},
		{"编号,清单,标题,出处\nA-1,要点,公园,报告第3行\n", "Key points", "Report, line 3", 0},
		{"code,list,english list,title,english source\nA-1,要点,,公园,\"Report, line 4\"\n", "Key points", "Report, line 4", 1},
		{"code,list,english list,title\nA-1,KEY POINTS,Main points,公园\n", "Main points", "Report, line 4", 1},
	} {
		plan := Read(sheets(t, "list.csv", []byte(c.table)), hedong)
		see(t, s, func(tx *store.Tx) {
			if err := Compare(tx, &plan); err != nil {
				t.Fatal(err)
			}
		})
		if _, changed, _ := plan.Count(); changed != c.changed {
			t.Errorf("%s: %d changed, want %d", c.table, changed, c.changed)
		}
		do(t, s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err })
		see(t, s, func(tx *store.Tx) {
			task, err := tx.TaskCoded("A-1")
			if err != nil {
				t.Fatal(err)
			}
			p, err := tx.Programme(task.Programme)
			if err != nil || p.ID != 1 || p.Name != "要点" || p.NameEN != c.list || task.SourceEN != c.source || task.Source != "报告第3行" {
				t.Errorf("%s: %+v, source %q, %q, %v", c.table, p, task.Source, task.SourceEN, err)
			}
		})
	}
}
