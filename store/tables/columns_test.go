package tables

import (
	"strings"
	"testing"
)

// What tables call their columns; an underscore is a space. The last are those
// that nothing is taken from: what has become of a task is for the reports.
func TestTitlesOfColumns(t *testing.T) {
	for name, titles := range map[string]string{
		"code":    `序号 编号 项次 任务序号 项目序号 台账编号 督办编号 问题编号 建议编号 提案号 项目代码 任务代码 No`,
		"title":   `督办内容 督查内容 督办任务 工作事项 重点工作事项 主要工作任务 年度重点任务 重点任务及措施 具体工作任务 具体工作举措 改革事项 改革任务 建设任务 主要任务 工作项目 实事名称 实事项目名称 民生实事项目 惠民实事 政策措施 政策举措 责任事项 交办任务 交办内容 任务描述 工作要求 提案题目 建议案由 议案名称 会议议定事项 议定内容 诉求内容 问题及任务 重点工作内容 任务要求 工作目标任务 落实举措 细化措施 行动任务 攻坚任务 年度工作任务 重点工作 项目（工程）名称 工程项目 子项目 子项名称 工作任务名称 推进事项 Actions Action Action_Item Task Activity Initiative Deliverable Recommendation Commitment Measure/Action What_we_will_do Proposed_Action Intervention Item Action_Description Task_Name Key_Action Project_Title Priority_action`,
		"goal":    `工作目标 预期目标 2025年目标 任务目标 量化目标 考核目标 年度工作目标 完成目标 预期成效 阶段性目标 阶段目标 工作成效 年度计划目标 2025年工作目标 完成标准 最终目标 预期效果 工作成果 Success_Measure Measure_of_success KPI/Target Expected_outcome Success_criteria Expected_result Performance_target Outcome_measure Acceptance_criteria`,
		"low":     `目标值 2025年目标值 计划值 指标值 任务值 年度指标值 Target Target_2025 2025_Target Target_Value Annual_target Target_(2025) FY25_Target`,
		"lead":    `牵头单位 主责单位 责任单位 责任部门 承办单位 主办部门 牵头部门（单位） 责任单位（部门） 牵头责任单位 第一责任单位 责任主体 落实单位 落实部门 区级牵头单位 区直牵头单位 牵头处室 主办科室 承办部门 具体承办单位 实施主体 建设主体 责任科室 牵头机构 承接单位 办理单位 主办单位（部门） 责任股室 牵头股室 承办股室 推进单位 执行部门 Lead Owner Lead_Officer Lead_Department Responsible Responsible_Officer Responsible_Department Department Lead_Agency Action_Owner Accountable_Owner Assigned_To Lead_service Responsible_body Who_is_responsible By_whom Lead/Owner Responsible_Team Lead_Director Lead_role Lead_entity`,
		"support": `配合单位 协办单位 参与单位 协同单位 配合责任单位 其他责任单位 会办单位 协助单位 配合科室 相关单位 成员单位 参加单位 联办单位 共同责任单位 配合股室 Partners Supporting_departments Support Key_partners Supporting_agency Supported_by Contributors Delivery_partners Other_stakeholders`,
		"due":     `完成时限 完成时间 办结时间 时间节点 完成节点 截止日期 计划完成时间 预计完成时间 要求完成时间 完成期限 整改时限 时限要求 办理期限 计划完成日期 到期日 销号时限 目标完成时间 计划竣工时间 完成时间（月底前） 推进时限 办结日期 最后期限 拟完成时间 预计竣工 计划完工时间 应办结时间 完成日期 要求时限 承诺时限 Due Due_Date Deadline Target_Date Timescale Timeline Completion_date By_when Target_completion_date End_date Date_due Finish_date When Timeframe Delivery_date Target_Completion Target_Finish Completion_Target Expected_Completion_Date Planned_completion Due_by Date_for_completion Planned_Finish_Date Milestone_date Implementation_deadline`,
		"start":   `开始时间 计划开始时间 启动时间 开工时间 交办日期 交办时间 下达时间 计划开工时间 批示日期 批示时间 起始日期 接收时间 来文时间 Start Start_Date Planned_start Date_assigned Begin_date Commencement_date`,
		"source":  `任务来源 工作来源 目标来源 文件依据 来源 督办来源 事项来源 会议名称 批示内容 领导批示内容 政策依据`,
		"section": `类别 任务类别 工作类别 所属领域 板块 分类 重点领域 工作领域 项目类别 所属行业 大类 事项类别 任务类型 项目类型 一级指标 行业`,
		"remark":  `备注 说明`,
		"":        `进展情况 完成情况 落实情况 办理情况 工作进展 推进情况 当前进度 完成进度 完成率 责任领导 分管领导 包保领导 牵头领导 市级领导 区级领导 责任人 联系人 联系电话 督办单位 督查单位 督导单位 监督单位 审核单位 填报人 填报时间 更新时间 实际完成时间 实际开工时间 是否完成 是否办结 状态 下一步计划 下步工作打算 下一步措施 总投资 资金来源 投资额 累计完成投资 建设地点 建设性质 权重 分值 评分标准 得分 扣分 考核办法 考核方式 佐证材料 佐证 2024年完成值 同比 增幅 未完成原因 延期原因 申请延期时间 签收时间 反馈时间 红绿灯 亮灯 预警 进度评价 满意度 代表姓名 提案人 上报单位 包联单位 联系单位 监管单位 评价单位 验收单位 协调单位 需协调解决的问题 困难问题 下阶段计划 截至目前进展 办理结果 工作亮点 特色做法 责任处长 组长 牵头人 完成百分比 上月进展 本月进展 Status Progress RAG %_Complete Actual_finish Actual_Start_Date Comments_this_month Risk Budget Cost Date_completed Completed_date Update Latest_update Priority_score Impact Effort Resources Funding Date_raised Created Last_updated Revised_date Original_due_date Current_status`,
	} {
		for _, title := range strings.Fields(titles) {
			if got := columnNamed(strings.ReplaceAll(title, "_", " ")); got != name {
				t.Errorf("%s is %q, want %q", title, got, name)
			}
		}
	}
}
