package wording

// How a unit is reached and who answers for it.
var (
	ArgsLeave   = row("起 止|取消", "FIRST LAST|off")
	ArgsBind    = row("单位", "UNIT")
	ArgsSignOff = row("单位 开 理由|关", "UNIT on REASON|off")

	HelpLeave   = row("登记请假，由另一岗代答", "be away; the other post is asked")
	HelpBind    = row("在群或话题中设为该单位的催报处", "ask a unit in this group or topic")
	HelpUnbind  = row("恢复为向联络员本人催报", "ask a unit in its contact's own chat again")
	HelpSignOff = row("设置反馈是否须经分管领导签发", "whether a unit's leader signs reports off")

	LeaveUsage = row("请写明起止日期，例如：/leave 9月1日 9月5日；销假请发送 /leave 取消。", "Please give the first and the last day, for example: /leave 2025-09-01 2025-09-05; /leave off when you are back.")
	LeaveOn    = row("已登记请假：{from} 至 {till}。期间由本单位另一岗接收催报。", "You are away from {from} to {till}. Meanwhile your unit's other post is asked.")
	LeaveOff   = row("已销假，催报恢复发给您。", "Welcome back; asks come to you again.")

	BindUsage = row("请在该单位的群或话题里发送 /bind 单位名称。", "Please send /bind and the unit's name in the unit's group or topic.")
	Bound     = row("今后在这里向{unit}催报。回复催报消息即可填报，仅该单位联络员和分管领导的回复有效。", "From now on {unit} is asked here. Reply to an ask to answer it; only the unit's contacts and leader can.")
	Unbound   = row("今后向{unit}联络员本人催报。", "From now on {unit} is asked in its contact's own chat.")

	SignOffUsage = row("请写明开或关；开启须写明理由，例如：/signoff 区教育局 开 涉及统计口径。", "Please say on or off; turning it on needs a reason, for example: /signoff EDU on the figures are official statistics.")
	SignOffOn    = row("{unit}的反馈今后须经分管领导签发后生效。", "Reports of {unit} now count once its leader signs them off.")
	SignOffOff   = row("{unit}的反馈今后直接生效。", "Reports of {unit} count at once again.")

	SupportReported = row("配合单位{unit}反馈“{title}” <code>{code}</code>：", "{unit}, which supports, reports on “{title}” <code>{code}</code>:")
	SupportNoted    = row("已转牵头单位汇总。", "Passed on to the lead unit, which sums up.")

	TakenOver = row("🤝 {name} 已接任 {post}（原 {before}），待签收 {n} 项。", "🤝 {name} has taken over {post} from {before}; {n} {n|task waits|tasks wait} to be signed for.")
	HandedTo  = row("🤝 您的岗位 {post} 已由 {name} 接任，在办任务和待填报事项已移交。感谢您的工作。", "🤝 {name} has taken over your post {post}, with its tasks and open asks. Thank you for your work.")
)
