package store

// importColumns names the columns of a list and what they are called in
// tables that people have.
func importColumns() map[string][]string {
	return map[string][]string{
		"code":      {"编号", "任务编号", "序号", "code", "id", "no", "no."},
		"parent":    {"上级", "上级编号", "所属项目", "parent"},
		"programme": {"清单", "清单名称", "programme", "list"},
		"list_en":   {"英文清单", "清单英文名称", "programme_en", "english list"},
		"title":     {"标题", "任务", "任务名称", "工作任务", "重点任务", "任务内容", "工作内容", "项目名称", "项目", "主要内容", "目标任务", "事项", "title", "task", "action", "commitment", "activity", "project", "deliverable", "objective", "description"},
		"title_en":  {"英文标题", "title_en", "english title"},
		"section":   {"章节", "类别", "分类", "任务类别", "任务分类", "工作类别", "领域", "所属领域", "板块", "section", "priority", "theme", "category"},
		"name":      {"指标", "指标名称", "name", "indicator"},
		"name_en":   {"英文指标", "name_en"},
		"kind":      {"类型", "目标类型", "kind"},
		"low":       {"目标值", "target", "value"},
		"goal":      {"目标", "年度目标", "工作目标", "年度工作目标", "年度任务目标", "全年目标", "goal", "annual goal"},
		"high":      {"上限", "high"},
		"measure":   {"计量单位", "measure", "unit of measure"},
		"measureen": {"英文计量单位", "measure_en"},
		"soft":      {"修饰词", "soft"},
		"baseline":  {"基期", "基期值", "上年", "上年完成", "baseline"},
		"basis":     {"口径", "basis"},
		"lead":      {"牵头单位", "责任单位", "牵头部门", "责任部门", "主办单位", "承办单位", "lead", "unit", "lead unit", "lead department", "lead agency", "department", "responsible", "responsible unit", "responsible department", "owner"},
		"support":   {"配合单位", "配合部门", "协办单位", "协同单位", "support", "supporting units", "supporting departments", "support units", "partners"},
		"start":     {"开始", "开始时间", "起始时间", "start", "start date"},
		"due":       {"期限", "完成时限", "完成时间", "时间节点", "截止时间", "办结时限", "due", "deadline", "due date", "target date", "completion date", "by when"},
		"source":    {"出处", "来源", "source"},
		"source_en": {"英文出处", "source_en", "english source"},
		"remark":    {"备注", "说明", "remark", "note"},
		"marks":     {"示意内容", "示例", "标记为示意", "illustrative"},
	}
}

// titleInBoth names the one column that a list can't do without, for readers
// of either language: there is no heading of theirs to go by.
const titleInBoth = "标题 / title"
