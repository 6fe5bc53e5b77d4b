package tables

import (
	"strings"
	"testing"

	"duban/store/workbook"
)

// Tables as offices keep them, beside those of TestLayoutsOfTables.
func TestTablesOfOffices(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"proposals, whose kind is no kind of target": {`
=湖滨区2025年建议提案交办表
编号|类型|案由|提案人|主办单位|会办单位|办结时间
提案1号|政协提案|关于增设夜间公交的提案|某某|区交通局|区财政局|8月底前
建议2号|人大建议|关于修缮老桥的建议|某某|区水务局||9月底前`, `
提案1号|政协提案|关于增设夜间公交的提案|区交通局、区财政局|08-31|
建议2号|人大建议|关于修缮老桥的建议|区水务局|09-30|`},
		"headings whose words stand beside their number": {`
序号|反馈问题|整改措施|整改时限|责任单位
一|认识方面
1|管控不到位|每月检查|6月底前，长期坚持|区住建局
二|污染方面
2|超负荷|扩建二期|立行立改，长期坚持|区水务局`, `
表-1|一、认识方面|每月检查|区住建局|06-30|
表-2|二、污染方面|扩建二期|区水务局|12-31|`},
		"categories with their sums, and what is to be invested": {`
=湖滨区2025年重点项目表
|||||单位：万元
序号|项目名称|总投资|2025年计划|2025年计划|责任单位
^|^|^|投资额|形象进度|^
|总计（2个）|9000|4000
|一、产业项目（1个）|5000|1500
1|铸造园|5000|1500|封顶|区商务局
二|基础设施|4000|2500
2|湖东路|4000|2500|通车|区交通局`, `
表-1|一、产业项目（1个）|铸造园|区商务局|12-31|封顶 milestone;2025年计划投资额 at_least 1500万元
表-2|二、基础设施|湖东路|区交通局|12-31|通车 milestone;2025年计划投资额 at_least 2500万元`},
		"an investment of the year beside the total": {`
序号|项目名称|总投资（亿元）|年度投资（亿元）|建设单位
1|湖东路|4|1.5|区交通局
2|湖西路|3|视征地情况|区交通局`, `
表-1||湖东路|区交通局|12-31|年度投资 at_least 1.5亿元
表-2||湖西路|区交通局|12-31|年度投资：视征地情况 milestone`},
		"an investment of another year, and one that may be all": {`
序号|项目名称|2024年投资（亿元）|责任单位
1|湖东路|4|区交通局

序号|项目名称|计划投资（亿元）|责任单位
2|湖西路|3|区交通局`, `
表-1||湖东路|区交通局|12-31|
表-2||湖西路|区交通局|12-31|`},
		"a unit of measure over the table": {`
||||单位：人
序号|任务|目标值|责任单位|完成时限
1|新增就业|6000|区人社局|全年
2|技能培训|30场|区人社局|全年`, `
表-1||新增就业|区人社局|12-31|at_least 6000人
表-2||技能培训|区人社局|12-31|at_least 30场`},
		"a unit of measure over the table for its money alone": {`
||||单位：万元
序号|任务|目标值|资金|责任单位
1|新建公园|6|300|区城管局`, `
表-1||新建公园|区城管局|12-31|at_least 6项`},
		"people behind the units": {`
序号|任务|责任单位及责任人
1|示范村|区农业农村局：某某
2|改厕|区农业农村局（某某）
3|清淤|区水务局（河道处）、各镇（街道）`, `
表-1||示范村|区农业农村局|12-31|
表-2||改厕|区农业农村局|12-31|
表-3||清淤|区水务局（河道处）、各镇（街道）|12-31|`},
		"marks of pages": {`
序号|任务|责任单位|完成时限
1|修路|区交通局|6月
=（续表）
序号|任务|责任单位|完成时限
||— 2 —
2|建桥|区交通局|7月
||第 3 页 共 3 页`, `
表-1||修路|区交通局|06-30|
表-2||建桥|区交通局|07-31|`},
		"a category left of the title that has lost its merged cells": {`
序号|类别|项目|建设内容|目标|牵头单位
1|教育|扩容|新建学校|3所|区教育局
|||新增学位|900个|区教育局
2|养老|助餐|新建食堂|6个|区民政局`, `
表-1|教育 · 扩容|新建学校|区教育局|12-31|at_least 3所
表-1-2|教育 · 扩容|新增学位|区教育局|12-31|at_least 900个
表-2|养老 · 助餐|新建食堂|区民政局|12-31|at_least 6个`},
		"a ledger of instructions, with deeds in working days": {`
序号|交办日期|批示内容|督办事项|具体要求|承办单位|办结时限
1|2025-03-04|请阅处|雨污分流|3个工作日内办结|区住建局|2025-04-15`, `
表-1||雨污分流|区住建局|04-15|3个工作日内办结 milestone`},
		"a figure whose unit of measure is cut short": {`
序号|任务|目标值|计量单位|责任单位
1|进出口|30亿|亿元|区商务局`, `
表-1||进出口|区商务局|12-31|at_least 30亿元`},
		"a goal of each quarter beside the year's": {`
=湖滨区2025年主要指标表
序号|指标|计量单位|2025年目标|2025年目标|2025年目标|责任单位
^|^|^|一季度|上半年|全年|^
1|零售额|亿元|30|62|130|区商务局`, `
表-1||零售额|区商务局|12-31|at_least 130亿元`},
		"goals of months up to the year's end": {`
序号|贯彻措施|阶段目标|阶段目标|牵头单位
^|^|3月底|12月底|^
1|办活动|2场|8场|区商务局`, `
表-1||办活动|区商务局|12-31|at_least 8场`},
		"indicators of three ranks": {`
一级指标|二级指标|三级指标|计量单位|目标值|责任单位
经济|增长|零售额|亿元|6|区商务局
||投资额|亿元|8|区发改局
民生|就业|新增就业|万人|0.6|区人社局`, `
表-2|经济 · 增长|零售额|区商务局|12-31|at_least 6亿元
表-3|经济 · 增长|投资额|区发改局|12-31|at_least 8亿元
表-4|民生 · 就业|新增就业|区人社局|12-31|at_least 0.6万人`},
		"projects that are to begin and end": {`
序号|项目名称|计划开工|计划竣工|责任单位
1|文化馆|二季度|2026年6月|区文旅局
2|游泳馆|已开工|10月|区体育局`, `
表-1||文化馆|区文旅局|06-30|
表-2||游泳馆|区体育局|10-31|`},
		"stages with figures": {`
序号|任务|时间安排|责任单位
1|开工项目|3月底前开工6个，6月底前开工12个|区发改局`, `
表-1||开工项目|区发改局|06-30|`},
		"rates of growth": {`
序号|指标名称|目标值|单位|责任单位
1|地区生产总值增速|5.5左右|%|区发改局
2|能耗降幅（%）|3.2||区发改局
3|入学率|不低于99|%|区教育局
4|税收增速|不低于4|%|区税务局`, `
表-1||地区生产总值增速|区发改局|12-31|change 5.5%左右
表-2||能耗降幅（%）|区发改局|12-31|change -3.2%
表-3||入学率|区教育局|12-31|at_least 99%
表-4||税收增速|区税务局|12-31|at_least 4%`},
		"a list of one month": {`
序号|5月份重点工作任务|责任单位
1|修路|区交通局`, `
表-1||修路|区交通局|12-31|`},
		"tasks and what of them is done in a quarter": {`
序号|重点工作|一季度任务|二季度任务|责任单位
1|修路|招标|开工|区交通局`, `
表-1||修路|区交通局|12-31|`},
		"goals of quarters alone": {`
序号|工作任务|一季度目标|四季度目标|责任单位
1|修路|5公里|9公里|区交通局`, `
表-1||修路|区交通局|12-31|`},
		"who answers for it in a head of two rows, and what counts as done": {`
一级指标|序号|举措|完成标准|责任单位|责任单位
^|^|^|^|主责|协同
开办|1|压缩时间|2天|区政务局|区公安局
|2|减少材料|3份||区财政局`, `
表-1|开办|压缩时间|区政务局、区公安局|12-31|at_least 2天
表-2|开办|减少材料|、区财政局|12-31|at_least 3份`},
		"numbered units": {`
序号|任务|责任单位
1|建平台|1.区数据局⏎2.区政务局⏎（3）区财政局
2|聘人才|1、区人社局；2、区科技局`, `
表-1||建平台|区数据局、区政务局、区财政局|12-31|
表-2||聘人才|区人社局、区科技局|12-31|`},
		"figures beside their units of measure": {`
序号|任务|目标值|单位|责任单位
1|植树|约2万|株|区林业局
2|动态清零|0|户|区民政局`, `
表-1||植树|区林业局|12-31|at_least 2万株约
表-2||动态清零|区民政局|12-31|at_most 0户`},
		"what is counted, in rows of its own": {`
序号|任务|具体指标|目标值|责任单位
1|交通惠民|农村公路|38公里|区交通局
||候车亭|20座|`, `
表-1||交通惠民|区交通局|12-31|农村公路 at_least 38公里;候车亭 at_least 20座`},
		"what is counted, without a value beside it": {`
序号|任务|量化指标|责任单位
1|修路|9公里|区交通局`, `
表-1||修路|区交通局|12-31|at_least 9公里`},
		"problems alone": {`
序号|存在问题|整改时限|责任单位
1|垃圾堆放|3月底|区城管局`, `
表-1||垃圾堆放|区城管局|03-31|`},
		"a plan whose tasks wait for others": {`
项目编码|任务名称|前置任务|责任部门|完成时间
1.1|立项|2|区发改局|2025-01-31`, `
表-1.1||立项|区发改局|01-31|`},
		"people on lines of their own, and lines to sign on": {`
序号|任务|牵头单位（责任人）|完成时限
1|智慧药房|区卫健局⏎（某某）|10月
2|课后托管|区教育局⏎（分管领导）|8月
备注：以实际为准。
分管领导签字：||科室负责人：
2025年3月1日`, `
表-1||智慧药房|区卫健局|10-31|
表-2||课后托管|区教育局|08-31|`},
		"people beside their departments": {`
Task|Owner|Department|Target|Unit
Open a library|Ana|Culture|2|halls`, `
表-2||Open a library|Culture|12-31|at_least 2halls`},
		"units of measure where nobody leads": {`
Task|Target|Unit
Open a library|2|halls`, `
表-2||Open a library||12-31|at_least 2halls`},
		"units beside a value": {`
序号|任务|目标值|单位
1|修路|9公里|区交通局`, `
表-1||修路|区交通局|12-31|at_least 9公里`},
		"a tracker in English": {`
Ref|Workstream|Action|Lead agency|Partner agencies|Timeline|KPI|Target|Unit|RAG
A1|Housing|Retrofit homes|Housing Services|Finance; Property|Q3 2025|Homes|350|homes|Green
A2|Streets|Plant trees|Parks||By October 2025|Trees|1,200|trees|`, `
A1|Housing|Retrofit homes|Housing Services、Finance、Property|09-30|Homes at_least 350homes
A2|Streets|Plant trees|Parks|10-31|Trees at_least 1200trees`},
		"numbers of months and days in either order": {`
Task|Owner|Due date
Open the library|Culture|9/30/2025
Paint the hall|Estates|3/4/2025`, `
表-2||Open the library|Culture|09-30|
表-3||Paint the hall|Estates|03-04|`},
	} {
		t.Run(name, func(t *testing.T) {
			o := hedong
			o.Programme = "表"
			plan := Read([]workbook.Sheet{drawn("表", c.table)}, o)
			for _, f := range plan.Faults {
				t.Error(f)
			}
			var got []string
			for _, task := range plan.Tasks {
				got = append(got, told(task))
			}
			if want := strings.TrimSpace(c.want); strings.Join(got, "\n") != want {
				t.Errorf("\ngot\n%s\nwant\n%s", strings.Join(got, "\n"), want)
			}
		})
	}
}
