package wording

// How a unit is reached and who answers for it.
var (
	ArgsLeave   = row("起 止|取消", "FIRST LAST|off")
	ArgsBind    = row("单位", "UNIT")
	ArgsSeatB   = row("[单位] 时限|关", "[UNIT] TIME|off")
	ArgsSignOff = row("单位 开 理由|关", "UNIT on REASON|off")

	HelpLeave   = row("登记请假，由另一岗代答", "be away; the other post is asked")
	HelpBind    = row("在群或话题中设为该单位的催报处", "ask a unit in this group or topic")
	HelpUnbind  = row("恢复为向联络员本人催报", "ask a unit in its contact's own chat again")
	HelpSeatB   = row("A岗多久未答复即催B岗", "how long until seat B is asked as well")
	HelpSignOff = row("设置反馈是否须经分管领导签发", "whether a unit's leader signs reports off")

	LeaveUsage      = row("请写明起止日期（截止日不能早于今天），例如：/leave 9月1日 9月5日；销假请发送 /leave 取消。管理员可代为登记：/leave 区教育局 A岗 9月1日 9月5日。", "Please give the first and the last day (not in the past), for example: /leave 2025-09-01 2025-09-05; /leave off when you are back. An admin may do it for somebody: /leave EDU contact A 2025-09-01 2025-09-05.")
	LeaveOn         = row("已登记请假：{from} 至 {till}。", "Away from {from} to {till}.")
	LeaveOnFor      = row("已为 {name} 登记请假：{from} 至 {till}。", "{name} is away from {from} to {till}.")
	LeaveOffFor     = row("已为 {name} 登记销假。", "{name} is back.")
	LeaveByAdmin    = row("管理员已为您登记请假：{from} 至 {till}。如有出入，请发送 /leave 取消。", "An admin has noted that you are away from {from} to {till}. If that is wrong, send /leave off.")
	BackByAdmin     = row("管理员已为您登记销假，催报恢复发给您。", "An admin has noted that you are back; asks come to you again.")
	LeaveStandIn    = row("期间的催报由 {name}（{post}）接收。", "Meanwhile {name} ({post}) is asked.")
	LeaveGroup      = row("期间的催报仍发到本单位的群里，由其他同事答复。", "Meanwhile asks go to the unit's group as before; a colleague answers.")
	LeaveAlone      = row("⚠️ 期间本单位没有其他人可以接收催报，已告知管理员安排。", "⚠️ Nobody else of the unit can be asked meanwhile; the admins have been told.")
	LeaveNobody     = row("该岗位目前没有人，或不是单位的岗位。", "Nobody holds that post, or it is no unit's.")
	LeaveNobodyLeft = row("⚠️ {unit}：{from} 至 {till} 没有人可以接收催报（均在请假或无法送达）。请用 /invite 邀请B岗联络员。", "⚠️ {unit}: nobody can be asked from {from} to {till}, all are away or can't be reached. Please /invite a contact for seat B.")
	LeaveOff        = row("已销假，催报恢复发给您。", "Welcome back; asks come to you again.")

	SeatBSilent  = row("🔔 A岗 {name} 尚未答复，现请您一并办理。", "🔔 {name} (seat A) has not answered, so the ask comes to you as well.")
	SeatBAway    = row("🔔 本单位的催报现由您接收。", "🔔 Your unit's asks come to you now.")
	SeatBUsage   = row("设置示例：/seatb 8小时；/seatb 区教育局 4小时；/seatb 区教育局 1天；/seatb 关；/seatb 区教育局 默认", "To set: /seatb 8 hours; /seatb EDU 4 hours; /seatb EDU 1 day; /seatb off; /seatb EDU default")
	SeatBShown   = row("<b>B岗</b>\n{rule}（按工作日和工作时段计算）", "<b>Seat B</b>\n{rule}, counted in working time")
	SeatBOf      = row("{unit}：{rule}", "{unit}: {rule}")
	SeatBSet     = row("已设置：{rule}。", "Set: {rule}.")
	SeatBUnitSet = row("已设置 {unit}：{rule}。", "Set for {unit}: {rule}.")
	SeatBRule    = row("A岗超过{wait}未答复，即一并催报B岗", "seat B is asked as well once seat A has not answered for {wait}")
	SeatBDefault = row("按全区默认时限", "as the office")
	SeatBNever   = row("不因超时单独催B岗", "seat B is not asked on account of the time")
	FactLang     = row("语言", "language")
	FactSeatB    = row("一并催报B岗", "seat B asked as well")

	BindUsage = row("请在该单位的群或话题里发送 /bind 单位名称。", "Please send /bind and the unit's name in the unit's group or topic.")
	Bound     = row("今后在这里向{unit}催报。回复催报消息即可填报，仅该单位联络员和分管领导的回复有效。", "From now on {unit} is asked here. Reply to an ask to answer it; only the unit's contacts and leader can.")
	Unbound   = row("今后向{unit}联络员本人催报。", "From now on {unit} is asked in its contact's own chat.")

	SignOffUsage = row("请写明开或关；开启须写明理由，例如：/signoff 区教育局 开 涉及统计口径。", "Please say on or off; turning it on needs a reason, for example: /signoff EDU on the figures are official statistics.")
	SignOffOn    = row("{unit}的反馈今后须经分管领导签发后生效。", "Reports of {unit} now count once its leader signs them off.")
	SignOffOff   = row("{unit}的反馈今后直接生效。", "Reports of {unit} count at once again.")

	ColleagueBefore = row("ℹ️ {name} 此前已填报第{version}版，两版均留存，以本次为准。", "ℹ️ {name} had reported before (version {version}); both are kept, this one counts.")
	ColleagueToo    = row("ℹ️ {name} 也填报了“{title}” <code>{code}</code>（第{version}版）。您的第{mine}版同样留存，以最后一次为准：", "ℹ️ {name} has reported on “{title}” <code>{code}</code> as well (version {version}). Your version {mine} is kept too; the last one counts:")

	SupportReported = row("配合单位{unit}反馈“{title}” <code>{code}</code>：", "{unit}, which supports, reports on “{title}” <code>{code}</code>:")
	SupportNoted    = row("已转牵头单位汇总。", "Passed on to the lead unit, which sums up.")

	TakenOver = row("🤝 {name} 已接任 {post}（原 {before}），待签收 {n} 项。", "🤝 {name} has taken over {post} from {before}; {n} {n|task waits|tasks wait} to be signed for.")
	HandedTo  = row("🤝 您的岗位 {post} 已由 {name} 接任，在办任务和待填报事项已移交。感谢您的工作。", "🤝 {name} has taken over your post {post}, with its tasks and open asks. Thank you for your work.")
)
