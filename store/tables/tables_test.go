package tables

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/store"
	"duban/store/workbook"
)

// drawn makes a sheet of lines whose cells stand between strokes. A line in
// equal signs is one merged cell across; a cell of a caret repeats the one
// above, as a merged cell does once it is read.
func drawn(name, text string) workbook.Sheet {
	sheet := workbook.Sheet{Name: name}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		row := workbook.Row{Number: i + 1, Cells: strings.Split(line, "|")}
		if bare, ok := strings.CutPrefix(line, "="); ok {
			row.Cells, row.Banner = []string{bare, bare, bare}, true
		}
		for k, cell := range row.Cells {
			row.Cells[k] = strings.ReplaceAll(cell, "⏎", "\n")
			if cell == "^" {
				row.Cells[k] = sheet.Rows[i-1].Cells[k]
			}
		}
		if line != "" {
			sheet.Rows = append(sheet.Rows, row)
		}
	}
	return sheet
}

// told is a task of a plan in a line: code|section|title|units|due|targets.
func told(t PlannedTask) string {
	var targets []string
	for _, g := range t.Task.Targets {
		text := strings.TrimSpace(g.Name + " " + string(g.Kind))
		if g.Measured() {
			text += " " + g.Low.String() + g.Measure + g.Soft
		}
		targets = append(targets, text)
	}
	units := strings.Join(append([]string{t.Lead}, t.Support...), "、")
	return strings.Join([]string{t.Task.Code, t.Task.Section, t.Task.Title, units, t.Task.Due.Format("01-02"), strings.Join(targets, ";")}, "|")
}

func TestLayoutsOfTables(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"a head of two rows, numbers that begin again under each heading, notes below": {`
=湖滨区2025年重点任务分解表
序号|工作任务|责任单位|责任单位|完成时限
^|^|牵头单位|配合单位|^
=一、产业
1|引进企业5家|区商务局|区财政局|10月底
2|扩建园区|区工信局|各镇（街道）|全年
=二、民生
1|新建食堂3家|区民政局||8月底前
=注：排第一的为牵头单位。
2.未尽事宜另行通知。`, `
表-1|一、产业|引进企业5家|区商务局、区财政局|10-31|
表-2|一、产业|扩建园区|区工信局、各镇（街道）|12-31|
表-二-1|二、民生|新建食堂3家|区民政局|08-31|`},
		"the same head where merged cells are lost": {`
序号|重点任务|具体举措|责任单位||完成时限
|||牵头单位|配合单位|
1|稳就业|办招聘会9场|区人社局|各街道|6月
||培训300人|区人社局|区总工会|9月
2|兴教育|招聘教师40名|区教育局||8月`, `
表-1|稳就业|办招聘会9场|区人社局、各街道|06-30|
表-1-2|稳就业|培训300人|区人社局、区总工会|09-30|
表-2|兴教育|招聘教师40名|区教育局|08-31|`},
		"a merged number over several tasks": {`
序号|重点工作|具体任务|年度目标|责任单位
1|园区|修路|通车|区住建局
^|^|招商|6个|区商务局
2|乡村|修渠|不低于20公里|区水利局`, `
表-1|园区|修路|区住建局|12-31|通车 milestone
表-1-2|园区|招商|区商务局|12-31|at_least 6个
表-2|乡村|修渠|区水利局|12-31|at_least 20公里`},
		"what a project consists of": {`
序号|项目名称|建设内容|责任领导|建设单位|牵头单位
1|停车便利|新增泊位200个|某某|区城投公司|区城管局
2|书香之城|新建书房2座|某某|区文旅集团|区文旅局`, `
表-1||停车便利|区城管局、区城投公司|12-31|新增泊位200个 milestone
表-2||书香之城|区文旅局、区文旅集团|12-31|新建书房2座 milestone`},
		"one task with a row for each unit": {`
序号|实事项目|主要内容|责任单位|完成时限
1|养老|新建驿站6家|区民政局|6月底
^|^|^|各街道|10月底
|||区财政局|`, `
表-1||养老|区民政局、各街道、区财政局|10-31|新建驿站6家 milestone`},
		"a head on each page, and a further table with its own": {`
=一、指标
序号|指标名称|计量单位|2025年目标|责任单位
1|粮食产量|万吨|12|区农业局
序号|指标名称|计量单位|2025年目标|责任单位
2|失业率|%|控制在5.5以内|区人社局
=二、项目
序号|工程名称|完成时限|责任主体
1|科创园|11月|区工信局
合计|2项||`, `
表-1|一、指标|粮食产量|区农业局|12-31|at_least 12万吨
表-2|一、指标|失业率|区人社局|12-31|at_most 5.5%以内
表-二-1|二、项目|科创园|区工信局|11-30|`},
		"headings with their number in its own cell": {`
序号|任务名称|牵头责任单位|配合责任单位|计划完成时间
一|经济运行|||
1.1|稳投资|区发改局|区统计局|12月
二|城市更新|||
2.1|换管网|区住建局|水务公司/燃气公司|三季度`, `
表-1.1|一、经济运行|稳投资|区发改局、区统计局|12-31|
表-2.1|二、城市更新|换管网|区住建局、水务公司、燃气公司|09-30|`},
		"numbers that begin again with the unit, offices of two levels": {`
区级责任单位|序 号|督 办 事 项|市级责任单位|办结期限
区教育局|１|建校舍|市教育局|8月
^|２|聘教师|市教育局|9月
区卫健局|１|建医院|市卫健委|12月`, `
表-1||建校舍|区教育局|08-31|
表-2||聘教师|区教育局|09-30|
表-二-1||建医院|区卫健局|12-31|`},
		"headings within headings": {`
序号|《政府工作报告》目标任务（页码）|责任部门（第一个为牵头部门）
一、产业||
（一）工业||
1|技改|区工信局
（二）农业||
1|修渠|区水利局
二、民生||
（一）就业||
1|培训|区人社局`, `
表-1|一、产业 · （一）工业|技改|区工信局|12-31|
表-二-1|一、产业 · （二）农业|修渠|区水利局|12-31|
表-三-1|二、民生 · （一）就业|培训|区人社局|12-31|`},
		"headings with the sums of what is below them": {`
序号|项目名称|建设规模及内容|起止年限|总投资|年度形象进度目标|责任单位
合计||||900||
一、交通|一、交通|一、交通|一、交通|500||
1|环湖路|长6公里|2024-2025|500|完工|区交通局`, `
表-1|一、交通|环湖路|区交通局|12-31|完工 milestone`},
		"people beside the units, units of measure in brackets": {`
序号|指标名称|年度目标（亿元）|责任单位及责任人
1、|投资|30|区发改局 某某
2、|新增就业（人）|1,200|区人社局⏎某某某13800000000、区总工会
3、|绿地|5公顷|区园林局`, `
表-1||投资|区发改局|12-31|at_least 30亿元
表-2||新增就业（人）|区人社局、区总工会|12-31|at_least 1200人
表-3||绿地|区园林局|12-31|at_least 5公顷`},
		"targets of two years, a title broken into lines, a row with helpers alone": {`
编号|指标⏎名称|2024年目标|2025年目标|责任单位|配合单位|督查单位|反馈时限
1-1|公园⏎绿地|3个|5个|区园林局|区财政局|区督查室|9月
1-2|树木|2万株|3万株||各街道|区督查室|10月`, `
表-1-1||公园 绿地|区园林局、区财政局|09-30|at_least 5个
表-1-2||树木|、各街道|10-31|at_least 3万株`},
		"a column called unit, a head with two columns under a target": {`
指标|单位|2024年预计|2025年预期目标|2025年预期目标|责任单位
^|^|绝对值|绝对值|增速（%）|^
生产总值|亿元|500|535|7|区发改局
新增就业|万人|1|1.1以上||区人社局`, `
表-3||生产总值|区发改局|12-31|at_least 535亿元
表-4||新增就业|区人社局|12-31|at_least 1.1万人以上`},
		"a column called unit that leads": {`
序号|工作任务|单位|时间节点安排
1|修路|区交通局|3月开工，9月完工`, `
表-1||修路|区交通局|09-30|`},
		"tasks under their units": {`
序号|任务内容|完成时限|配合单位
=区发改局（1项）
1|编计划|3月底|区财政局
=二、区教育局（1项）
1|建校舍|8月底|`, `
表-1|区发改局（1项）|编计划|区发改局、区财政局|03-31|
表-二-1|二、区教育局（1项）|建校舍|区教育局|08-31|`},
		"values that say how they are held": {`
序号|目标任务|目标值|责任单位
1|空气优良天数|≥290天|区环保局
2|能耗|下降3%|区发改局
3|前期手续|全部办完|区发改局`, `
表-1||空气优良天数|区环保局|12-31|at_least 290天
表-2||能耗|区发改局|12-31|change -3%
表-3||前期手续|区发改局|12-31|全部办完 milestone`},
	} {
		plan := Read([]workbook.Sheet{drawn("Sheet1", c.table)}, Options{Programme: "表", Zone: hedong.Zone, Year: 2025})
		got := []string{}
		for _, task := range plan.Tasks {
			got = append(got, told(task))
		}
		if want := strings.Split(strings.TrimSpace(c.want), "\n"); len(plan.Faults) > 0 || !slices.Equal(got, want) {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, plan.Faults, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		s := open(t)
		do(t, s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err })
		see(t, s, func(tx *store.Tx) {
			if err := Compare(tx, &plan); err != nil {
				t.Fatal(err)
			}
		})
		if fresh, changed, _ := plan.Count(); fresh+changed+len(plan.NewUnits) > 0 {
			t.Errorf("%s: loaded again %d are new and %d changed, new units %v", name, fresh, changed, plan.NewUnits)
		}
	}
}

func TestUnitsInACell(t *testing.T) {
	for cell, want := range map[string]string{
		"牵头单位：区数据局\n配合单位：区审批局、各镇": "区数据局、区审批局、各镇",
		"配合单位：区审批局；牵头单位：区数据局":     "区数据局、区审批局",
		"区财政局、区交通局（牵头）、区商务局":      "区交通局、区财政局、区商务局",
		"区城管局牵头，区住建局、各街道配合":       "区城管局、区住建局、各街道",
		"区文旅局（区文物局、区体育局）、区档案馆":    "区文旅局（区文物局、区体育局）、区档案馆",
		"区工信局（区城管局、东街街道配合）、区住建局":  "区工信局、区城管局、东街街道、区住建局",
		"区应急局等有关单位":               "区应急局",
		"区交警大队 区住建局":              "区交警大队、区住建局",
		"财 政 局":                   "财政局",
		"区人力资源和社会\n保障局\n区医保局":     "区人力资源和社会保障局、区医保局",
		"区城市\n管理局":                "区城市管理局",
		"区文旅局\n（区文物局）":            "区文旅局（区文物局）",
		"区发改局★、区卫健局及各医院":          "区发改局、区卫健局、各医院",
		"区民政局\\区残联+区妇联":           "区民政局、区残联、区妇联",
		"区园区和企业服务中心、区文化和旅游局":      "区园区和企业服务中心、区文化和旅游局",
		"区融媒体中心。":                 "区融媒体中心",
		"—":                       "",
		"Parks Office, Road Team": "Parks Office、Road Team",
	} {
		lead, support := unitsOf(cell, "")
		got := strings.Join(append([]string{lead}, support...), "、")
		if got != want {
			t.Errorf("%q: %s, want %s", cell, got, want)
		}
	}
}

// A list for the coming year is often loaded in December.
func TestYearOfAList(t *testing.T) {
	for _, c := range []struct {
		heading, sheet, file string
		said, want           int
	}{
		{"湖滨区2026年重点任务分解表", "Sheet1", "表", 0, 2026},
		{"关于落实2025年会议精神的2026年任务清单", "Sheet1", "表", 0, 2026},
		{"湖滨区2026年重点任务分解表", "Sheet1", "表", 2024, 2024},
		{"填报日期：2024年3月1日", "2026年任务", "表", 0, 2026},
		{"重点任务", "Sheet1", "2026年实事项目", 0, 2026},
		{"重点任务", "Sheet1", "表", 0, 2025},
		{"（2026年）", "Sheet1", "表", 0, 2026},
		{"填报日期：2024年3月1日", "Sheet1", "表", 0, 2025},
	} {
		plan := Read([]workbook.Sheet{drawn(c.sheet, "="+c.heading+"\n序号|工作任务|责任单位\n1|修路|区交通局")},
			Options{Programme: c.file, Zone: hedong.Zone, Year: c.said, Today: time.Date(2025, 12, 20, 0, 0, 0, 0, hedong.Zone)})
		if len(plan.Tasks) != 1 || plan.Tasks[0].Task.Due.Year() != c.want {
			t.Errorf("%+v: %+v", c, plan.Tasks)
		}
	}
}

// Sheets of one book number their tasks each for themselves.
func TestSheetsOfABook(t *testing.T) {
	plan := Read([]workbook.Sheet{
		drawn("经济", "序号|任务内容|责任部门\n1|稳投资|区发改局"),
		drawn("社会", "序号|任务内容|上级编号|责任部门\n1|建校舍||区教育局\n2|聘教师|1|区教育局"),
		drawn("说明", "每月25日前报送"),
	}, hedong)
	got := []string{}
	for _, task := range plan.Tasks {
		got = append(got, fmt.Sprintf("%s %s %s", task.Task.Code, task.Task.Section, task.Parent))
	}
	want := []string{"工作报告任务-1 经济 ", "工作报告任务-二-1 社会 ", "工作报告任务-二-2 社会 工作报告任务-二-1"}
	if len(plan.Faults) > 0 || !slices.Equal(got, want) || !slices.Equal(plan.Unread, []string{"说明"}) {
		t.Errorf("%v, %q, not read: %v", plan.Faults, got, plan.Unread)
	}
}

// What nothing is taken from is named, but for the ledger's own columns.
func TestColumnsThatAreNotRead(t *testing.T) {
	plan := Read([]workbook.Sheet{drawn("表", "重点事项清单|||||||内部\n序号|任务|分管领导|2025年目标任务|2025年目标任务|联系⏎电话|进展\n^|^|^|年度目标|一季度|^|^\n1|修路|某某|3条|开工|5550|正常")}, hedong)
	if want := []string{"分管领导", "联系电话"}; !slices.Equal(plan.Unread, want) || len(plan.Tasks) != 1 {
		t.Errorf("not read: %q, tasks: %+v", plan.Unread, plan.Tasks)
	}
}

func TestFailedFormulasAreFaults(t *testing.T) {
	plan := Read([]workbook.Sheet{drawn("表", "序号|任务|责任单位\n1|修路|#N/A\n2|#REF!|区交通局")}, hedong)
	if len(plan.Faults) != 2 || plan.Faults[0].Column != "责任单位" || plan.Faults[1].Row != 3 || plan.Faults[1].Reason != BadFormula {
		t.Errorf("%v", plan.Faults)
	}
}
