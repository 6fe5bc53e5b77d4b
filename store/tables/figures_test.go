package tables

import (
	"strings"
	"testing"

	"duban/store/workbook"
)

// Each piece of a goal is what is counted and its figure, or the cell is a
// sentence, and no figure is taken out of it.
func TestFiguresOfAGoal(t *testing.T) {
	for goal, want := range map[string]string{
		"新建学校12所，新增学位5000个":     "新建学校 at_least 12所;新增学位 at_least 5000个",
		"新增就业1.5万人，失业率控制在3%以内":  "新增就业 at_least 1.5万人;失业率 at_most 3%以内",
		"改造小区12个、35.6万平方米":      "改造小区 at_least 12个;改造小区 at_least 35.6万平方米",
		"1.新建公园6个；\n2.植树3万株。":   "新建公园 at_least 6个;植树 at_least 3万株",
		"（1）培训1,200人次；（2）办赛10场": "培训 at_least 1200人次;办赛 at_least 10场",
		"生产总值增长5%左右":            "生产总值 change 5%左右",
		"税收增速4%，单位能耗下降3%":       "税收 change 4%;单位能耗 change -3%",
		"引进项目30个,其中外资5个":        "引进项目 at_least 30个;外资 at_least 5个",
		"覆盖率达到100%":             "覆盖率 at_least 100%",
		"6个":                    "at_least 6个",
		"长3公里，宽20米":             "长3公里，宽20米 milestone",
		"总投资5亿元，完成投资2亿元":        "总投资5亿元，完成投资2亿元 milestone",
		"6月底前开放2个馆":             "6月底前开放2个馆 milestone",
		"引进企业30家，力争更多":          "引进企业30家，力争更多 milestone",
		"每个镇新建2所":               "每个镇新建2所 milestone",
		"失业率由4%降至3%":            "失业率由4%降至3% milestone",
		"建成第3水厂":                "建成第3水厂 milestone",
		"3个工作日内办结，满意率95%":       "3个工作日内办结，满意率95% milestone",
		"新增就业6000人（其中困难人员500人）": "新增就业6000人（其中困难人员500人） milestone",
	} {
		for head, want := range map[string]string{"年度目标": want, "建设内容": ""} {
			sheet := workbook.Sheet{Name: "表", Rows: []workbook.Row{
				{Number: 1, Cells: []string{"序号", "工作任务", head, "责任单位"}}, {Number: 2, Cells: []string{"1", "要事", goal, "区甲局"}}}}
			plan := Read([]workbook.Sheet{sheet}, hedong)
			if got := strings.SplitN(told(plan.Tasks[0]), "|", 6)[5]; len(plan.Faults) > 0 || want != "" && got != want || want == "" && strings.Contains(got, ";") {
				t.Errorf("%s under %s: %q, want %q, %v", goal, head, got, want, plan.Faults)
			}
		}
	}
}
