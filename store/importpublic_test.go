package store

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"duban/store/workbook"
)

// publicTable is a table in the form of one that was published: the tasks it
// has, a remark behind each, and the columns that nothing is taken from.
type publicTable struct{ table, want, unread string }

// reads loads the table twice: the second time it changes nothing.
func (c publicTable) reads(t *testing.T) {
	o := hedong
	o.Programme = "表"
	plan := ReadList([]workbook.Sheet{drawn("表", c.table)}, o)
	for _, f := range plan.Faults {
		t.Error(f)
	}
	var got []string
	for _, task := range plan.Tasks {
		line := told(task)
		if y := task.Task.Due.Year(); y != hedong.Year {
			line += task.Task.Due.Format(" @2006")
		}
		if task.Task.Remark != "" {
			line += " #" + strings.ReplaceAll(task.Task.Remark, "\n", "⏎")
		}
		got = append(got, line)
	}
	if want := strings.TrimSpace(c.want); strings.Join(got, "\n") != want {
		t.Errorf("\ngot\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if want := strings.FieldsFunc(c.unread, func(c rune) bool { return c == '、' }); !slices.Equal(plan.Unread, want) {
		t.Errorf("not read: %q, want %q", plan.Unread, want)
	}
	s := open(t)
	do(t, s, day, func(tx *Tx) error { _, err := tx.Import(plan); return err })
	if fresh, changed, _ := again(t, s, "表", c.table).Count(); fresh+changed > 0 {
		t.Errorf("loaded again %d are new and %d changed", fresh, changed)
	}
	c.returns(t, s)
}

// returns exports what was loaded and loads that: nothing changes, nothing is
// missing, nothing is left unread.
func (c publicTable) returns(t *testing.T, s *Store) {
	words := LedgerWords{
		State: func(s TaskState) string { return string(s) }, Claim: func(c Claim) string { return string(c) },
		Class: func(s Standing) string { return string(s.Class) },
	}
	see(t, s, func(tx *Tx) {
		table, err := tx.Ledger(hedong.Zone, words)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := workbook.WriteXLSX(&file, table); err != nil {
			t.Fatal(err)
		}
		plan := ReadList(sheets(t, "ledger.xlsx", file.Bytes()), hedong)
		if err := tx.Compare(&plan); err != nil {
			t.Fatal(err)
		}
		if fresh, changed, _ := plan.Count(); len(plan.Faults)+len(plan.Unread)+len(plan.Missing)+fresh+changed > 0 {
			t.Errorf("of the ledger %d are new, %d changed, missing %q, not read %q, %v", fresh, changed, plan.Missing, plan.Unread, plan.Faults)
		}
	})
}

func TestPublishedTables(t *testing.T) {
	for name, c := range map[string]publicTable{
		"one number over two tasks with their own dates": {`
=2025年民生实事目标任务分解表
序号|民生实事|责任单位|完成时限
1|启动湿地修复。|县林业局⏎县住建局⏎县防汛指挥部|12月底前
2|新建3座候车亭。|县住建局|9月投入使用
3|开工建设体育馆。|县民政局|5月底前动工
^|开工建设少年宫。|^|12月底前
4|迁建档案馆。|县档案馆⏎县代建中心|12月底前`, `
表-1||启动湿地修复。|县林业局、县住建局、县防汛指挥部|12-31|
表-2||新建3座候车亭。|县住建局|09-30|
表-3||开工建设体育馆。|县民政局|05-31|
表-3-2||开工建设少年宫。|县民政局|12-31|
表-4||迁建档案馆。|县档案馆、县代建中心|12-31|`, ""},
		"a project over contents with a lead each": {`
序号|项目名称|主要内容|区政府分管领导|牵头单位|配合单位
1|教育供给|新建学校12个|某某|教育局|开发区⏎科创园（柳镇）⏎各街道⏎市水务公司
2|老城复兴|完成纪念馆提升|某某|文体旅局|城投公司⏎公交公司
^|^|推进街巷改造|某二|住建局|东街街道⏎河西街道
3|养老|为老人上门服务|某某|民政局|各街道
^|^|提升8家中心|^|^|^`, `
表-1|教育供给|新建学校12个|教育局、开发区、科创园（柳镇）、各街道、市水务公司|12-31|
表-2|老城复兴|完成纪念馆提升|文体旅局、城投公司、公交公司|12-31|
表-2-2|老城复兴|推进街巷改造|住建局、东街街道、河西街道|12-31|
表-3|养老|为老人上门服务|民政局、各街道|12-31|
表-3-2|养老|提升8家中心|民政局、各街道|12-31|`, "区政府分管领导"},
		"contents, measures and a quantity": {`
序号|项目名称|项目内容|落实措施|责任部门|完成时限|推进目标数量
1|智慧校园|校园联网|1.升级平台⏎2.开展培训|教科局|2025年10月|联网学校5所`, `
表-1||智慧校园|教科局|10-31|联网学校 at_least 5所 #校园联网`, "落实措施"},
		"quarters beside the year's goal": {`
=湖滨区2025年政府工作报告重点任务分解表
序号|工作任务|年度目标|季度工作计划|季度工作计划|季度工作计划|季度工作计划|牵头领导|牵头单位|责任单位
^|^|^|一季度|二季度|三季度|四季度|^|^|^
1|招商引资|30个|签约5个|签约15个|签约22个|签约30个|某某|区商务局|各镇街`, `
表-1||招商引资|区商务局、各镇街|12-31|at_least 30个 #一季度：签约5个；二季度：签约15个；三季度：签约22个；四季度：签约30个`, "牵头领导"},
		"projects with what they are to look like": {`
=2025年湖滨区重点项目建设计划表
|||||||单位：亿元
序号|项目名称|建设性质|建设规模及内容|建设起止年限|总投资|截至2024年底累计完成投资|2025年计划|2025年计划|项目业主|责任单位|责任领导
^|^|^|^|^|^|^|计划投资|形象进度|^|^|^
|合计（2个）||||60.5|20|12||||
一|续建项目（1个）||||30|20|6||||
1|环湖路工程|续建|长6公里|2023-2026|30|20|6|完成路基|城投公司|区住建局|某某
二|新开工项目（1个）||||30.5|0|6||||
2|文化馆|新建|1.2万平方米|2025-2027|30.5|0|6|开工|文旅集团|区文旅局|某某`, `
表-1|一、续建项目（1个）|环湖路工程|区住建局、城投公司|12-31|完成路基 milestone;计划投资 at_least 6亿元 @2026 #长6公里
表-2|二、新开工项目（1个）|文化馆|区文旅局、文旅集团|12-31|开工 milestone;计划投资 at_least 6亿元 @2027 #1.2万平方米`, "建设性质、总投资、截至2024年底累计完成投资、责任领导"},
		"points of the year without numbers": {`
=2025年法治政府建设工作要点责任分工表
工作任务|具体内容|责任单位|完成时间
一、职能体系|1.深化改革。|区审改办、区政务局|2025年12月
^|2.清单动态调整。|区审改办|持续推进
二、依法行政|3.规范执法。|区司法局|2025年6月底前`, `
表-3|一、职能体系|1.深化改革。|区审改办、区政务局|12-31|
表-4|一、职能体系|2.清单动态调整。|区审改办|12-31|
表-5|二、依法行政|3.规范执法。|区司法局|06-30|`, ""},
		"measures with what they lead to": {`
序号|一级指标|重点任务|改革举措|预期成效|牵头单位|责任单位|完成时限
1|开办企业|压减时间|推行一网通办|全程1个工作日办结|区市场监管局|区税务局、区公安局等|2025年6月
2|^|减少材料|共享证照|提交材料不超过3份|区市场监管局|区数据局|2025年9月`, `
表-1|开办企业|压减时间|区市场监管局、区税务局、区公安局|06-30|全程1个工作日办结 milestone #推行一网通办
表-2|开办企业|减少材料|区市场监管局、区数据局|09-30|提交材料 at_most 3份 #共享证照`, ""},
		"rectification": {`
=巡察反馈意见整改任务清单
序号|反馈问题|具体表现|整改目标|整改措施|责任领导|牵头单位|责任单位|整改时限
一|学习贯彻方面|||||||
1|学习不深入|台账不全|形成机制|1.制定计划⏎2.每月督学|某某|区委办|各党支部|2025年9月底前，长期坚持
2|报账不及时|有挂账|清零|限期核销|某某|区财政局|各单位|立行立改`, `
表-1|一、学习贯彻方面|1.制定计划 2.每月督学|区委办、各党支部|09-30|形成机制 milestone #学习不深入
表-2|一、学习贯彻方面|限期核销|区财政局、各单位|12-31|清零 milestone #报账不及时；整改时限：立行立改`, "具体表现、责任领导"},
		"a company's strategy": {`
序号|战略目标|重点工作|关键举措|衡量标准|权重|主责部门|协同部门|责任人|计划完成时间
1|降本|采购集中|统一招标|降本率3%|10%|采购部|财务部|某某|2025/9/30
2|^|能耗管理|安装表计|覆盖率100%|5%|生产部|设备部|某某|2025/11/30`, `
表-1|降本|采购集中|采购部、财务部|09-30|降本率 at_least 3% #统一招标
表-2|降本|能耗管理|生产部、设备部|11-30|覆盖率 at_least 100% #安装表计`, "权重、责任人"},
		"this year's value between last year's and the growth": {`
序号|指标类别|指标名称|计量单位|2024年完成值|2025年目标值|增幅（%）|分值|责任单位
1|经济|规上工业增加值增速|%|6.1|6.5左右||5|区工信局
2|经济|社会消费品零售总额|亿元|110|118|7.3|5|区商务局
3|民生|城镇登记失业率|%|3.1|≤3.5||3|区人社局`, `
表-1|经济|规上工业增加值增速|区工信局|12-31|change 6.5%左右
表-2|经济|社会消费品零售总额|区商务局|12-31|at_least 118亿元
表-3|民生|城镇登记失业率|区人社局|12-31|at_most 3.5%`, "2024年完成值、增幅（%）、分值"},
		"a whole and its parts by town": {`
序号|指标名称|计量单位|全区目标|东街道|西街道|责任单位
1|新增就业|人|6000|3500|2500|区人社局
2|招商到位资金|亿元|30|18|12|区商务局`, `
表-1||新增就业|区人社局|12-31|at_least 6000人
表-2||招商到位资金|区商务局|12-31|at_least 30亿元`, "东街道、西街道"},
		"months with strokes": {`
序号|工作内容|责任单位|1月|2月|3月|4月|5月|6月
1|方案编制|区发改局|√|√||||
2|启动招标|区住建局|||√|√||`, `
表-1||方案编制|区发改局|02-28|
表-2||启动招标|区住建局|04-30|`, ""},
		"matters that a meeting decided": {`
序号|会议名称|会议时间|议定事项|责任单位|完成时限|落实情况
1|第5次常务会|2025.3.5|研究河道治理方案|区水务局|3月底|已完成
2|第6次常务会|2025.4.8|建立专班|区发改局|4月底|推进中`, `
表-1||研究河道治理方案|区水务局|03-31|
表-2||建立专班|区发改局|04-30|`, "会议时间、落实情况"},
		"instructions on papers": {`
序号|批示时间|批示领导|文件标题|批示内容|承办单位|办结时间|办理结果
1|2025-03-04|某某|关于积水的报告|请住建局阅处|区住建局|2025-03-20|已办结`, `
表-1||关于积水的报告|区住建局|03-20|`, "批示领导、办理结果"},
		"plan of building in a head of two rows, money that is no target": {`
=2025年衔接资金项目清单
序号|项目类别|项目名称|建设地点|建设任务|资金规模（万元）|资金来源|绩效目标|实施单位|责任单位|时间进度|时间进度
^|^|^|^|^|^|^|^|^|^|计划开工|计划完工
1|产业|冷库建设|李村|新建冷库1座|120|中央|带动农户50户|李村村委会|区农业局|2025年3月|2025年10月`, `
表-1|产业|冷库建设|区农业局、李村村委会|10-31|带动农户 at_least 50户 #新建冷库1座`, "建设地点、资金来源、资金规模（万元）"},
		"a task and its parts": {`
序号|重点任务|任务分解|牵头单位|配合单位|完成时限|备注
1|政策公开|梳理规范性文件|区府办|区司法局|3月底前|
2|^|发布解读|区府办|各单位|常态化推进|
3|平台建设|改版网站|区数据局||6月30日前|`, `
表-1|政策公开|梳理规范性文件|区府办、区司法局|03-31|
表-2|政策公开|发布解读|区府办、各单位|12-31|
表-3|平台建设|改版网站|区数据局|06-30|`, ""},
		"heads in two languages": {`
序号 No.|任务 Task|牵头单位 Lead|完成时间 Deadline
1|修路|区交通局|6月
2|建桥|区交通局|7月`, `
表-1||修路|区交通局|06-30|
表-2||建桥|区交通局|07-31|`, ""},
		"standards of work": {`
序号|重点工作任务|工作标准|完成时限|分管领导|责任科室|责任人
1|档案整理|归档率100%|6月底|某某|办公室|某某
2|车辆管理|零事故|全年|某某|后勤科|某某`, `
表-1||档案整理|办公室|06-30|归档率 at_least 100%
表-2||车辆管理|后勤科|12-31|零事故 milestone`, "分管领导、责任人"},
		"halves of the year beside its goal": {`
序号|指标|单位|年度目标|上半年目标|下半年目标|责任单位
1|签约项目|个|20|8|12|区商务局
2|技改投资|亿元|15|7|8|区工信局`, `
表-1||签约项目|区商务局|12-31|at_least 20个 #上半年目标：8；下半年目标：12
表-2||技改投资|区工信局|12-31|at_least 15亿元 #上半年目标：7；下半年目标：8`, ""},
		"what is planned by the end of months": {`
序号|项目名称|3月底|6月底|9月底|12月底|责任单位
1|科创园|完成基础|主体封顶|完成装修|投入使用|区工信局`, `
表-1||科创园|区工信局|12-31| #3月底：完成基础；6月底：主体封顶；9月底：完成装修；12月底：投入使用`, ""},
		"a code of the list's own over several tasks": {`
任务编号|任务名称|子任务|责任单位|完成时限
RW-01|园区建设|道路|区住建局|6月
^|^|管网|区水务局|9月
RW-02|招商|签约|区商务局|12月`, `
RW-01|园区建设|道路|区住建局|06-30|
RW-01-2|园区建设|管网|区水务局|09-30|
RW-02|招商|签约|区商务局|12-31|`, ""},
		"the same where merged cells are lost": {`
任务编号|任务名称|子任务|责任单位|完成时限
RW-01|园区建设|道路|区住建局|6月
||管网|区水务局|9月
RW-02|招商|签约|区商务局|12月`, `
RW-01|园区建设|道路|区住建局|06-30|
RW-01-2|园区建设|管网|区水务局|09-30|
RW-02|招商|签约|区商务局|12-31|`, ""},
		"two halves beside each other": {`
序号|任务|责任单位||序号|任务|责任单位
1|修路|区交通局||3|植树|区园林局
2|建桥|区交通局||4|清淤|区水务局`, `
表-1||修路|区交通局|12-31|
表-2||建桥|区交通局|12-31|
表-3||植树|区园林局|12-31|
表-4||清淤|区水务局|12-31|`, ""},
		"units that lead together": {`
序号|重点任务|牵头部门|配合部门
1|稳增长|发改局、工信局牵头|财政、统计、税务等部门
2|促消费|商务局牵头，文旅局、市场监管局按职责分工负责|`, `
表-1||稳增长|发改局、工信局、财政、统计、税务|12-31|
表-2||促消费|商务局、文旅局、市场监管局|12-31|`, ""},
		"steps of numbered quarters": {`
序号|重点任务|目标要求|第1季度|第2季度|第3季度|第4季度|牵头单位|参与单位
1|城中村改造|完成1200户|摸底|签约300户|签约800户|签约1200户|区住建局|各街道`, `
表-1||城中村改造|区住建局、各街道|12-31|at_least 1200户 #第1季度：摸底；第2季度：签约300户；第3季度：签约800户；第4季度：签约1200户`, ""},
	} {
		t.Run(name, c.reads)
	}
}
