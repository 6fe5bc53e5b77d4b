package tables

import (
	"cmp"
	"regexp"
	"strings"
	"sync"

	"duban/store"
)

// columnNames names the columns of a list and what they are called in
// tables that people have.
func columnNames() map[string][]string {
	return map[string][]string{
		"code":      {"编号", "任务编号", "项目编号", "编码", "任务编码", "项目编码", "序号", "code", "id", "task id", "action id", "project id", "no", "no.", "ref", "ref.", "reference", "#", "wbs", "s/n", "key", "issue key", "item no", "item no.", "action no", "action no."},
		"parent":    {"上级", "上级编号", "所属项目", "parent"},
		"programme": {"清单", "清单名称", "programme", "list"},
		"list_en":   {"英文清单", "清单英文名称", "programme_en", "english list"},
		"title":     {"标题", "任务", "任务名称", "工作任务", "重点任务", "任务内容", "工作内容", "项目名称", "项目", "主要内容", "目标任务", "事项", "案由", "title", "task", "task name", "action", "key action", "initiative", "recommendation", "commitment", "activity", "project", "deliverable", "description", "action item", "action items", "actions", "action required", "actions required", "proposed action", "action description", "task description", "tasks", "key actions", "key activity", "key activities", "activities", "initiatives", "deliverables", "project name", "work item", "summary", "key result", "key results", "what we will do", "what will we do", "intervention", "item", "project title", "priority action", "priority actions", "measure/action", "action/task", "task/action", "milestone", "milestones"},
		"title_en":  {"英文标题", "title_en", "english title"},
		"section":   {"章节", "类别", "分类", "任务类别", "任务分类", "工作类别", "领域", "所属领域", "板块", "一级指标", "一级分类", "大类", "section", "priority", "theme", "category", "workstream", "work stream", "focus area", "pillar", "priority area", "strategic priority", "strategic theme", "work area", "phase"},
		"name":      {"指标", "指标名称", "主要指标", "指标任务", "name", "indicator", "kpi", "performance indicator", "kpis", "key performance indicator", "key performance indicators"},
		"name_en":   {"英文指标", "name_en"},
		"kind":      {"类型", "目标类型", "kind"},
		"low":       {"目标值", "数量", "quantity", "target", "value", "target value", "annual target", "targets"},
		"goal":      {"目标", "年度目标", "工作目标", "年度工作目标", "年度任务目标", "全年目标", "goal", "annual goal", "measure of success", "success measure", "success measures", "performance measure", "target output", "expected output", "expected outcome", "success criteria", "success metrics", "expected result", "expected results", "expected outputs", "performance target", "outcome measure", "acceptance criteria", "kpi/target", "how will we know"},
		"high":      {"上限", "high"},
		"measure":   {"计量单位", "measure", "unit of measure"},
		"measureen": {"英文计量单位", "measure_en"},
		"soft":      {"修饰词", "soft"},
		"baseline":  {"基期", "基期值", "上年", "上年完成", "baseline", "start value", "starting value"},
		"basis":     {"口径", "basis"},
		"lead":      {"牵头单位", "责任单位", "牵头部门", "责任部门", "部门", "部门名称", "科室", "处室", "主办单位", "承办单位", "lead", "lead unit", "lead department", "lead agency", "lead team", "lead service", "team", "department", "directorate", "agency", "responsible", "responsible unit", "responsible department", "responsible agency", "responsible team", "owner", "owners", "action owner", "task owner", "lead officer", "lead person", "lead body", "lead organisation", "lead organization", "lead partner", "responsible officer", "responsible person", "responsible party", "responsibility", "accountable", "accountable officer", "assignee", "assigned to", "resource names", "who", "dept", "dept.", "pic", "person in charge"},
		"support":   {"配合单位", "配合部门", "协办单位", "协同单位", "support", "supporting units", "supporting departments", "supporting agencies", "supporting teams", "support units", "partners", "partner agencies", "key partners"},
		"start":     {"开始", "开始时间", "起始时间", "start", "start date", "planned start", "planned start date", "plan start", "plan start date", "begin", "date assigned", "assigned date", "begin date", "commencement date"},
		"due":       {"期限", "时限", "完成时限", "完成时间", "时间节点", "时间要求", "截止时间", "办结时限", "due", "deadline", "due date", "target date", "completion date", "target completion date", "end date", "finish date", "timeline", "timeframe", "timescale", "by when", "finish", "end", "quarter", "when", "due by", "date due", "agreed date", "completion", "target completion", "expected completion", "expected completion date", "planned finish", "planned end", "planned end date", "planned completion date", "target end date", "delivery date", "implementation date"},
		"source":    {"出处", "来源", "批示", "领导批示", "批示内容", "批示意见", "来文", "来文/批示", "来文字号", "交办文号", "source"},
		"source_en": {"英文出处", "source_en", "english source"},
		"remark":    {"备注", "说明", "remark", "remarks", "note", "notes", "comment", "comments", "notes/comments", "comments/notes"},
		eitherUnit:  {"单位", "单位名称", "unit"},
		problem:     {"issue", "issue description", "problem", "finding", "findings"},
		over:        {"objective", "objectives", "strategic objective", "strategic goal", "战略目标", "议题", "议题名称", "企业名称", "公司名称"},
		"marks":     {"示意内容", "示例", "标记为示意", "illustrative"},
	}
}

// eitherUnit is a column called 单位 alone: what its cells say shows whether
// they are units of measure or those that lead.
const eitherUnit = "单位"

// over is a column of what several tasks are for: their section where another
// column has the tasks, and else the title.
const over = "over"

// problem is a column of what is to be put right: the title where nothing else
// is, and else a remark on it.
const problem = "problem"

// columnForm is a column known by what its title is made of.
type columnForm struct {
	name string
	form *regexp.Regexp
}

// What the titles of columns are put together from, nouns last.
const (
	headWords = `(?:年度|全年|政府工作报告|重点|主要|具体|工作|目标|任务|督办|督查|交办|议定|民生|实事|惠民|建设|工程|项目|建议|提案|议案|子项|分项|细化|推进|落实|改革|实施|办理|预期|事项|名称|内容|规模|[及和与、/])`
	headNouns = `(?:任务|工作|事项|项目|工程|实事|议题|名称|内容|规模|举措|措施|做法|要求|描述|标题|题目|分解|案由|步骤|要点)`
	unitNouns = `(?:责任)?(?:单位|部门|处室|科室|股室|机构|主体)(?:名称)?`
)

// columnForms read the titles that columnNames does not list, the narrower
// forms first: 配合责任单位 ends as 责任单位 does. Forms such as 完成情况, 督查单位 and
// 分管领导 are no columns of ours: what they hold is not loaded.
var columnForms = []columnForm{
	{"", regexp.MustCompile(`^(?:监督|监管|督办|督查|督导|考核|验收|联系|填报|报送|审核|来文|交办|批示)` + unitNouns + `$|^(?:实际|累计|已|目前|当前|截至|上月|本月|上周|本周|特色|亮点|下步|保障|奖惩|支持|进展|报送|前置|紧前|关联|后续)|^存在(?:困难|不足|差距|风险)|^反馈(?:时间|日期)$`)},
	{"code", regexp.MustCompile(`^(?:任务|项目|台账|督办|督查|问题|建议|提案|议案|事项|工作|清单)(?:序号|编号|编码|代码|代号|号)$|^项次$|^代码$`)},
	{"low", regexp.MustCompile(`^.{0,4}(?:指标|计划|任务)值$`)},
	{problem, regexp.MustCompile(`^(?:反馈|存在|发现|督察|督查|巡察|检查|审计|突出|主要|具体|的)*问题(?:描述|表现|内容|简述|事实)?$`)},
	{"name", regexp.MustCompile(`^(?:具体|量化|考核|绩效|分项)指标$`)},
	{"support", regexp.MustCompile(`^.{0,4}(?:配合|协办|协同|协助|协作|参与|参加|参建|联动|会办|联办|共同|共同责任)` + unitNouns + `$|^(?:配合|协办|协同|参与)$|^(?:其他|相关|成员|支持)` + unitNouns + `$`)},
	{"lead", regexp.MustCompile(`^.{0,4}(?:牵头|主办|承办|主责|主体|责任|负责|承诺|实施|落实|执行|推进|办理|承接|建设|业主|项目|承担|项目承担)` + unitNouns + `(?:[及和与、/](?:(?:配合|责任|协办|协同|参与)(?:单位|部门)|(?:责任|负责|联系)人))?$|^(?:牵头|主办|承办|主责)$|^责任主体$|^(?:项目|建设)业主$|^项目法人$`)},
	{"start", regexp.MustCompile(`^.{0,4}(?:开工|启动|开始|起始|交办|下达|转办|批办|批示|来文|收文|接收|接件)(?:时间|日期|时限)$|^(?:计划|预计|拟)(?:开工|启动)$`)},
	{"due", regexp.MustCompile(`^.{0,4}(?:完成|完工|竣工|办结|办理|截止|截至|整改|销号|推进|落实|实施|计划|进度|反馈|回复|答复|办复|时间|时限)(?:时间|日期|时限|期限|节点|要求)(?:要求|节点|安排)?$|^.{0,4}时限$|^(?:最后|最终)期限$|^到期日?$|^截止$|^时间进度$|^(?:计划|预计|拟)(?:竣工|完工|建成|投用|投产)$|^时间安排$|^(?:建设)?起止(?:时间|年限|年月|日期)$`)},
	{"goal", regexp.MustCompile(`^.{0,4}` + headWords + `*目标$|^(?:完成|达标|验收|达到|衡量|工作|考核|评价|办结|销号)标准$|^(?:预期|年度|工作)(?:成果|成效|效果)$|^.{0,4}(?:目标|计划)(?:数|量|数量|总量)$|^整改(?:建议|意见)$|^20[0-9][0-9]年$`)},
	{"section", regexp.MustCompile(`^(?:指标|` + headWords + `)*(?:所属)?(?:类别|分类|类型|领域|板块|章节|方面|行业)$`)},
	{"source", regexp.MustCompile(`^` + headWords + `*(?:来源|出处|依据)$|^(?:政策|文件|制定)依据$|^(?:领导)?批示(?:内容|意见)$|^会议(?:名称|届次)?$`)},
	{"title", regexp.MustCompile(`^[二三四]级(?:指标|任务)$`)},
	{"title", regexp.MustCompile(`^.{0,2}` + headWords + `*` + headNouns + `$`)},
}

// englishForms read titles in English, without their spaces.
var englishForms = []columnForm{
	{"code", regexp.MustCompile(`^(?:risk|action|task|issue|item|project|rec|recommendation|milestone|initiative|activity|decision)(?:id|no\.?|number|ref\.?|code)$`)},
	{"due", regexp.MustCompile(`^(?:target|plan|planned|expected|proposed|agreed|estimated)(?:end|finish|completion|delivery|due)(?:date)?$|^(?:implementation|delivery|milestone|due|end|finish|completion)(?:date|deadline|target)$|^date(?:for)?(?:completion|delivery)$`)},
	{"lead", regexp.MustCompile(`^(?:lead|responsible|accountable|action|task|risk|delivery)(?:officer|owner|person|body|role|entity|director|manager|lead|department|agency|unit|team|service|organi[sz]ation|directorate|office|group)s?$|^(?:whoisresponsible|bywhom|lead/owner|owner/lead)\??$`)},
	{"support", regexp.MustCompile(`^(?:support(?:ing|ed)?|partner|delivery|contributing|other)(?:by|partners?|agency|agencies|departments?|units?|teams?|organi[sz]ations?|stakeholders?|services?)$|^contributors?$`)},
	{"title", regexp.MustCompile(`^(?:agreed|proposed|required|recommended|management|corrective|remedial|improvement|mitigati(?:on|ng)|planned|follow-?up)(?:action|task|activity|step)s?$`)},
	{"low", regexp.MustCompile(`^(?:20[0-9][0-9]|fy[0-9]{2,4})(?:[/-][0-9]{2,4})?target$`)},
}

// What a title says of the rank of a unit among those of the row.
var (
	leadsIndeed = regexp.MustCompile(`牵头|主办|承办|主责`)
	leadsByDuty = regexp.MustCompile(`责任|主体`)
	onePerson   = regexp.MustCompile(`(?i)^(?:(?:.* )?(?:owners?|officer|person|director|manager|role)|by whom|who is responsible|pic|person in charge|responsible|responsibility|accountable|assignee|assigned to|resource names|who)$`)
	bareUnit    = regexp.MustCompile(`^(?:部门|科室|处室)(?:名称)?$`)
	leadsAbove  = regexp.MustCompile(`^(?:省|市)(?:级|直)?`)
)

// titleInBoth names the one column that a list can't do without, for readers
// of either language: there is no heading of theirs to go by.
const titleInBoth = "标题 / title"

var (
	bracketed = regexp.MustCompile(`[（(【\[《].*?[）)】\]》]`)
	yearFirst = regexp.MustCompile(`^(?:20[0-9][0-9]年度?|本年度?|年度)`)
)

// longestHead is how many characters a column's title has at most; what is
// longer is a sentence.
const longestHead = 14

// columnNamed is our name of a column: the words in brackets, the year, and
// all spaces and line ends of its title don't count.
func columnNamed(cell string) string {
	if len(cell) > 8*longestHead {
		return ""
	}
	title := headTitle(cell)
	if name := exactName(title); name != "" || title == "" {
		return name
	}
	if name, ok := formed(englishForms, title); ok {
		return name
	}
	if title = cmp.Or(yearFirst.ReplaceAllString(title, ""), title); len([]rune(title)) > longestHead {
		return ""
	}
	if ofPeriod(title) {
		if titleOfPeriod.MatchString(title) {
			return "title"
		}
		return ""
	}
	if name := exactName(title); name != "" {
		return name
	}
	if both := latin.ReplaceAllString(cell, ""); both != cell && han(both) {
		return columnNamed(both)
	}
	if moneyForm.MatchString(headTitle(cell)) {
		return "money"
	}
	if whole := headTitle(cell); progressOfYear.MatchString(whole) && ofYearOrPlan.MatchString(whole) || countOfYear.MatchString(whole) {
		return "goal"
	}
	name, _ := formed(columnForms, title)
	if bare := strings.TrimRight(title, "123456789"); bare != title && bare != "" {
		if one, _ := formed(columnForms, bare); one == "support" { // 配合单位1, 配合单位2
			return one
		}
	}
	return name
}

// formed is the name of the first form that a title has.
func formed(forms []columnForm, title string) (name string, ok bool) {
	for _, f := range forms {
		if f.form.MatchString(title) {
			return f.name, true
		}
	}
	return "", false
}

// period is a part of the year. What is planned for one is no goal of the year.
var period = regexp.MustCompile(`^(?:20[0-9][0-9]年)?(?:第?[一二三四1-4]季度|[上下]?半年|前[一二三两]个?季度|(?:1?[0-9]|[一二三四五六七八九十]+)(?:[-—–~至](?:1?[0-9]|[一二三四五六七八九十]+))?月(?:[底末]|份)?前?|q[1-4])(?:目标|计划|(?:重点|主要)?(?:工作)?(?:任务|事项)|(?:重点|主要)工作|节点|进度|目标值|工作目标|形象进度|阶段目标)?$`)

// titleOfPeriod is what a list of a month or a quarter calls its tasks.
var titleOfPeriod = regexp.MustCompile(`(?:任务|工作|事项)$`)

// yearsEnd is the period with which the year ends.
var yearsEnd = regexp.MustCompile(`^(?:20[0-9][0-9]年)?12月[底末]`)

func ofPeriod(title string) bool {
	title = headTitle(title)
	return period.MatchString(title) && !yearsEnd.MatchString(title)
}

// latin is what a title says in English beside its Chinese.
var latin = regexp.MustCompile(`[A-Za-z][A-Za-z .'/&-]*`)

// progressOfYear is what a project is to look like at the year's end; without
// the year or the plan it may be what it looks like now.
var progressOfYear = regexp.MustCompile(`^(?:20[0-9][0-9]年度?|本年度?|年度|全年)?(?:计划|目标|预期)?(?:主要)?(?:建设内容)?[及和与、]?(?:形象|工程|建设)进度(?:目标|计划|要求)?$`)

// countOfYear is how many are to be reached; 任务数 alone is how many tasks there are.
var countOfYear = regexp.MustCompile(`^(?:20[0-9][0-9]年度?|本年度?|年度|全年|计划|下达).{0,2}任务(?:数|量|数量|总量)$`)

// ofYearOrPlan tells the one from the other.
var ofYearOrPlan = regexp.MustCompile(`^(?:20[0-9][0-9]年|本年|年度|全年|计划|目标|预期)|(?:目标|计划|要求)$`)

// yearLast is the year, or the business year, that an English title ends with.
var yearLast = regexp.MustCompile(`^([a-z]+)20[0-9][0-9](?:[/-][0-9]{2,4})?$`)

func headTitle(cell string) string {
	title := strings.ReplaceAll(store.Fold(bracketed.ReplaceAllString(cell, "")), " ", "")
	return strings.Trim(yearLast.ReplaceAllString(title, "$1"), "*:")
}

func exactName(cell string) string { return exactNames()[headTitle(cell)] }

var exactNames = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for name, known := range columnNames() {
		for _, k := range known {
			all[strings.ReplaceAll(k, " ", "")] = name
		}
	}
	return all
})

// standingTitles are the columns of our own ledger that are not loaded again.
func standingTitles() (titles []string) {
	for _, c := range standingColumns() {
		titles = append(titles, c.Title)
	}
	return titles
}
