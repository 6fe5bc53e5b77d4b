package wording

// Commands of supervisors, and what they name.
var (
	SupArgsUnit     = row("单位", "UNIT")
	SupArgsSubject  = row("单位或编号", "UNIT|CODE")
	SupArgsInstruct = row("单位或编号 内容", "UNIT|CODE WORDS")
	SupArgsReopen   = row("编号 理由", "CODE REASON")

	SupHelpDigest   = row("查看当前通报", "the digest as of now")
	SupHelpUnit     = row("查看一个单位的情况", "how a unit stands")
	SupHelpLate     = row("查看逾期未报、未签收、申请退回和延期", "who is late, has not signed, wants to return a task or more time")
	SupHelpReview   = row("查看待审核事项", "what waits for review")
	SupHelpAgain    = row("再次催报", "ask a unit again")
	SupHelpInstruct = row("向单位下达批示", "write an instruction to a unit")
	SupHelpReopen   = row("重启已办结的任务", "reopen a closed task")
	SupHelpWhy      = row("说明为什么催或没有催", "why a unit was asked, or was not")

	SupWhich     = row("请写明单位名称（或代码），或任务编号，例如 HD25-001。", "Please name a unit, or a task by its code, for example HD25-001.")
	SupNoSubject = row("没有找到单位或任务“{name}”。请核对名称、代码或编号。", "There is no unit or task “{name}”. Please check the name or code.")
	SupNoLead    = row("任务 {code} 尚未确定牵头单位。", "Task {code} has no lead unit yet.")
	SupMore      = row("……另有 {n} 项", "... and {n} more")

	SupNoDesk      = row("该单位尚无联络员加入", "no contact of the unit has joined")
	SupOnLeave     = row("该单位联络员正在请假", "the unit's contacts are on leave")
	SupUnreachable = row("无法向该单位联络员发送消息", "the unit's contact can't be written to")

	SupSentNow  = row("已发给{unit}。", "Sent to {unit}.")
	SupSentHeld = row("现在是非工作时段，将于 {at} 发给{unit}。", "It is outside working hours; {unit} gets it on {at}.")
	SupNotSent  = row("⚠️ 目前无法送达{unit}：{reason}。请联系管理员核对该单位的联络员。", "⚠️ {unit} can't be reached now: {reason}. Please ask an admin to check the unit's contacts.")
)

// A unit as a supervisor sees it.
var (
	SupUnitHead     = row("<b>{unit}</b>（{code}）", "<b>{unit}</b> ({code})")
	SupUnitPaused   = row("⏸ 已暂停催报：{reason}", "⏸ Not asked at present: {reason}")
	SupPost         = row("{role}{seat}：{name}", "{role}{seat}: {name}")
	SupSeat         = row("（{seat}岗）", " (seat {seat})")
	SupPostVacant   = row("（空缺）", "(vacant)")
	SupPostLeave    = row("（请假）", " (on leave)")
	SupPostLost     = row("（无法联系）", " (can't be reached)")
	SupNoPosts      = row("尚未设置岗位", "No posts yet")
	SupUnitTasks    = row("在办 {n} 项：{counts}", "{n} open: {counts}")
	SupUnitNoTasks  = row("目前没有在办任务", "No open task")
	SupUnitUnsigned = row("未签收 {n} 项：{list}", "{n} not signed for: {list}")
	SupOpenAsk      = row("催报中：还有 {n} 项，期限 {due}", "Asked: {n} still open, due {due}")
	SupNoOpenAsk    = row("目前没有未答复的催报", "No ask is open")
	SupLastAnswers  = row("<b>最近反馈</b>", "<b>Last reports</b>")
	SupAnswer       = row("{at} {title} <code>{code}</code> {what}", "{at} {title} <code>{code}</code> {what}")
	SupNoAnswers    = row("尚无反馈", "No report yet")

	SupButtonTasks    = row("全部任务", "All tasks")
	SupButtonAgain    = row("🔔 再次催报", "🔔 Ask again")
	SupButtonInstruct = row("✍️ 批示", "✍️ Instruct")
	SupButtonWhy      = row("❔ 为何未催", "❔ Why not asked")
)

// Who is late.
var (
	SupLateHead      = row("<b>逾期未报</b> {n} 个单位", "<b>No answer</b>: {n} {n|unit|units}")
	SupLateNone      = row("没有逾期未报的单位。", "No unit is late with an answer.")
	SupLateLine      = row("{n}. {unit}：{tasks} 项，期限 {due}，已过 {days} 天", "{n}. {unit}: {tasks} {tasks|task|tasks}, due {due}, {days} {days|day|days} ago")
	SupLateToday     = row("{n}. {unit}：{tasks} 项，今天到期（{due}）", "{n}. {unit}: {tasks} {tasks|task|tasks}, due today ({due})")
	SupUnsignedHead  = row("<b>未签收</b>", "<b>Not signed for</b>")
	SupUnsignedLine  = row("· {unit}：{tasks} 项，最早于 {since} 交办", "· {unit}: {tasks} {tasks|task|tasks}, given since {since}")
	SupHandedLine    = row("· {unit}：{tasks} 项，{since} 由 {name} 移交，接任人尚未签收", "· {unit}: {tasks} {tasks|task|tasks}, taken over from {name} on {since}")
	SupExtensionHead = row("<b>申请延期，待审批</b>", "<b>More time asked for, to be decided</b>")
	SupExtensionLine = row("· {title} <code>{code}</code>（{unit}）由 {from} 至 {to}：{reason}", "· {title} <code>{code}</code> ({unit}) from {from} to {to}: {reason}")
	SupReturnedHead  = row("<b>申请退回，待研究</b>", "<b>Returned, to be decided</b>")
	SupReturnedLine  = row("· {title} <code>{code}</code>（{unit}）：{reason}", "· {title} <code>{code}</code> ({unit}): {reason}")
	SupLateEnd       = row("点序号查看该单位，可再次催报。", "Tap a number to see the unit and ask again.")
)

// Asking again.
var (
	SupAgainHead    = row("【再次催报】{unit}：督查部门请尽快填报以下 {n} 项（期限 {due}）。", "【Asked again】{unit}: the follow-up office asks for your report on {n} {n|task|tasks} (due {due}).")
	SupAgainNothing = row("{unit}没有可催报的任务（没有在办任务，或均已暂停、待审核）。", "{unit} has no task to be asked about: none is under way, or they are paused or in review.")
	SupAgainJust    = row("{name} 已于 {at} 催过，一小时内不再重复。", "{name} asked at {at}; it is not repeated within the hour.")
	SupAgainNew     = row("已新开一次催报，共 {n} 项，期限 {due}。", "A new ask was opened: {n} {n|task|tasks}, due {due}.")
	SupAgainOpen    = row("已再次提醒，还有 {n} 项未报，期限 {due}。", "Reminded: {n} {n|task is|tasks are} still open, due {due}.")
)

// Review.
var (
	ReviewAsk        = row("🏁 {unit}报“{title}” <code>{code}</code> 已完成，请审核。", "🏁 {unit} says “{title}” <code>{code}</code> is done. Please review.")
	ReviewBy         = row("填报人 {name}，{at}，第{version}版", "Reported by {name}, {at}, version {version}")
	ReviewEvidence   = row("📎 附有佐证材料，可点按钮查看", "📎 With evidence; tap the button to see it")
	ReviewNoEvidence = row("没有佐证材料", "No evidence")

	ReviewEvidenceBefore = row("本次没有附佐证材料，此前有 {n} 份", "No evidence this time; {n} {n|piece|pieces} came before")
	ReviewEvidenceRule   = row("⚠️ 本任务要求报完成时附佐证材料：{reason}", "⚠️ For this task “done” needs evidence: {reason}")
	ReviewDue            = row("完成期限 {due}", "Due {due}")

	ReviewButtonAccept = row("✅ 通过，办结", "✅ Accept and close")
	ReviewButtonBack   = row("↩️ 退回", "↩️ Send back")
	ReviewShortAccept  = row("{n} ✅ 通过", "{n} ✅ Accept")
	ReviewShortBack    = row("{n} ↩️ 退回", "{n} ↩️ Send back")

	ReviewHead = row("<b>待审核</b> {n} 项", "<b>Waiting for review</b>: {n}")
	ReviewNone = row("没有待审核的事项。", "Nothing waits for review.")
	ReviewUnit = row("{unit} · 自 {at} 起待审核", "{unit} · waiting since {at}")

	ReviewBackWhy   = row("请回复一句话，说明退回“{title}” <code>{code}</code> 的理由，单位会看到。", "Please reply in one line why “{title}” <code>{code}</code> goes back; the unit will read it.")
	ReviewNeedsWhy  = row("退回需要写明理由，请回复一句话。", "A reason is needed; please reply in one line.")
	ReviewGone      = row("任务 {code} 目前不在待审核状态，单位可能已更正。", "Task {code} is not waiting for review any more; the unit may have corrected its report.")
	ReviewNewer     = row("单位又补充了反馈，请看最新内容后再审核。", "The unit has added to its report; please review the latest.")
	ReviewWasTaken  = row("已由 {name} 于 {at} 审核通过。", "Accepted by {name} on {at}.")
	ReviewWasBack   = row("已由 {name} 于 {at} 退回。", "Sent back by {name} on {at}.")
	ReviewTookToast = row("已通过，任务办结", "Accepted and closed")
	ReviewDoneLine  = row("✅ <b>已通过，办结</b> “{title}” <code>{code}</code>（{name}，{at}）", "✅ <b>Accepted and closed</b>: “{title}” <code>{code}</code> ({name}, {at})")
	ReviewBackLine  = row("↩️ <b>已退回</b> “{title}” <code>{code}</code>（{name}，{at}）：{reason}", "↩️ <b>Sent back</b>: “{title}” <code>{code}</code> ({name}, {at}): {reason}")
	ReviewBackDone  = row("已退回“{title}” <code>{code}</code>，理由已告知单位。", "“{title}” <code>{code}</code> was sent back; the unit is told why.")

	ReviewUnitDone   = row("✅ “{title}” <code>{code}</code> 已通过审核，予以办结。感谢配合。", "✅ “{title}” <code>{code}</code> was accepted and is closed. Thank you.")
	ReviewUnitBack   = row("↩️ “{title}” <code>{code}</code> 审核未通过，请继续办理。理由：{reason}\n补充后可直接回复本消息重新填报。", "↩️ “{title}” <code>{code}</code> was not accepted; please go on with it. Reason: {reason}\nReply to this message to report again.")
	ReviewUnitReopen = row("🔁 “{title}” <code>{code}</code> 已重启，请继续办理。理由：{reason}", "🔁 “{title}” <code>{code}</code> was reopened; please go on with it. Reason: {reason}")

	ReviewReopenUsage = row("重启需要写明编号和理由，例如：/reopen HD25-001 现场复核发现尚未完工。", "Reopening needs a code and a reason, for example: /reopen HD25-001 the site visit found it unfinished.")
	ReviewReopenNot   = row("任务 {code} 尚未办结（{state}），无需重启。", "Task {code} is not closed ({state}), so there is nothing to reopen.")
	ReviewReopened    = row("已重启“{title}” <code>{code}</code>。", "“{title}” <code>{code}</code> is open again.")
)

// Instructions.
var (
	InstructUsage  = row("请写明单位或任务编号，以及批示内容，例如：/instruct 区教育局 请本周内报送开学准备情况。", "Please name a unit or a task and write the instruction, for example: /instruct HD25-001 please report on the site by Friday.")
	InstructPrompt = row("请回复对{unit}的批示内容。", "Please reply with the instruction to {unit}.")
	InstructHead   = row("【批示】{unit}：{name} 批示如下，请阅处。", "【Instruction】{unit}: {name} writes:")
	InstructAbout  = row("事项：“{title}” <code>{code}</code>", "About “{title}” <code>{code}</code>")
	InstructText   = row("<blockquote>{text}</blockquote>", "<blockquote>{text}</blockquote>")
	InstructButton = row("已阅", "Seen")
	InstructKept   = row("✍️ 批示已记录：{text}", "✍️ Instruction recorded: {text}")
	InstructEnd    = row("单位点“已阅”后会告知您。", "You are told when the unit has seen it.")

	InstructSeen      = row("✅ 已阅：{name}，{at}", "✅ Seen by {name}, {at}")
	InstructSeenToast = row("已阅，已告知批示人", "Seen; the author is told")
	InstructSeenTold  = row("👁 {unit} {name} 已阅您的批示：{text}", "👁 {name} of {unit} has seen your instruction: {text}")
)

// The digest.
var (
	DigestHead      = row("<b>【督办通报】</b>{from}—{till}", "<b>【Digest】</b> {from} to {till}")
	DigestHeadToday = row("<b>【督办通报】</b>{from} 以来", "<b>【Digest】</b> since {from}")
	DigestHeadFirst = row("<b>【督办通报】</b>截至 {till}", "<b>【Digest】</b> as of {till}")
	DigestOpen      = row("在办 {n} 项：{counts}", "{n} open: {counts}")
	DigestNothing   = row("目前没有在办任务。", "No task is open.")

	DigestChanges  = row("<b>本期变化</b>", "<b>What changed</b>")
	DigestReports  = row("收到反馈 {n} 次，来自 {m} 个单位", "{n} {n|report|reports} from {m} {m|unit|units}")
	DigestNoReport = row("没有收到新的反馈", "No new reports")
	DigestClosed   = row("办结 {n} 项：{list}", "{n} closed: {list}")
	DigestMoved    = row("{from}→{to} {title} <code>{code}</code>", "{from}→{to} {title} <code>{code}</code>")

	DigestSilent      = row("<b>逾期未报</b> {n} 个单位", "<b>No answer</b>: {n} {n|unit|units}")
	DigestSilentLine  = row("· {unit}：{tasks} 项，已过期限 {days} 天", "· {unit}: {tasks} {tasks|task|tasks}, {days} {days|day|days} past due")
	DigestSilentToday = row("· {unit}：{tasks} 项，今天到期", "· {unit}: {tasks} {tasks|task|tasks}, due today")
	DigestSilentMore  = row("……另有 {n} 个单位，见 /late", "... and {n} more: /late")
	DigestUnasked     = row("<b>无法催报</b> {n} 个单位", "<b>Can't be asked</b>: {n} {n|unit|units}")
	DigestUnaskedLine = row("· {unit}：{reason}", "· {unit}: {reason}")
	DigestUnaskedMore = row("……另有 {n} 个单位，见 /late", "... and {n} more")
	DigestNoSilent    = row("✅ 没有逾期未报的单位", "✅ No unit is late with an answer")

	DigestBehind     = row("<b>进度滞后</b> {n} 项", "<b>Behind</b>: {n}")
	DigestBehindLine = row("{light} {title} <code>{code}</code>（{unit}）{why}", "{light} {title} <code>{code}</code> ({unit}){why}")
	DigestClaimed    = row(" 自报{claim}", " says {claim}")
	DigestBehindMore = row("……另有 {n} 项，可用 /unit 按单位查看", "... and {n} more; see each unit with /unit")
	DigestDoubtful   = row("<b>存疑</b> {n} 项（自报连续两次好于数据）", "<b>Doubtful</b>: {n} (what is said was better than the figures twice running)")
	DigestStill      = row("<b>连续三期以上无变化</b> {n} 项", "<b>No change three times running or more</b>: {n}")
	DigestCopied     = row("<b>文字与上期相同</b> {n} 次", "<b>Text as the time before</b>: {n}")
	DigestReview     = row("<b>待审核</b> {n} 项", "<b>Waiting for review</b>: {n}")

	DigestCost = row("<i>本期占用单位精力：消息 {messages} 条（主动 {unasked} 条），催报 {asks} 次，点按 {taps} 次，填写 {lines} 条。</i>", "<i>What this cost the units: {messages} {messages|message|messages} ({unasked} unasked), {asks} {asks|ask|asks}, {taps} {taps|tap|taps}, {lines} {lines|line|lines} written.</i>")

	DigestButtonLate   = row("逾期未报", "Not answered")
	DigestButtonReview = row("待审核", "Review")
)

// Why something was said, or was not.
var (
	WhyHeadTask = row("❔ “{title}” <code>{code}</code> · {state}", "❔ “{title}” <code>{code}</code> · {state}")
	WhyHeadUnit = row("❔ {unit}", "❔ {unit}")

	WhyDraft    = row("尚未交办，所以不催报。", "It is not assigned yet, so nobody is asked.")
	WhyClosed   = row("已办结，不再催报。", "It is closed, so nobody is asked.")
	WhyDropped  = row("已从清单撤销，不再催报。", "It was taken off the list, so nobody is asked.")
	WhyInReview = row("单位已报完成，正等待督查部门审核。", "The unit says it is done; it waits for review.")
	WhyNoLead   = row("尚未确定牵头单位，无人可催。", "It has no lead unit, so there is nobody to ask.")
	WhyParent   = row("本任务下有分项，按分项催报。", "It has sub-items; those are asked about.")
	WhyPaused   = row("⏸ 已暂停催报：{reason}", "⏸ Not asked at present: {reason}")
	WhyNoDesk   = row("⚠️ 目前无法催报：{reason}。", "⚠️ It can't be asked at present: {reason}.")
	WhyNever    = row("还没有催报过。", "It has not been asked about yet.")

	WhyAskedAt     = row("最近一次催报：{at}，期限 {due}。", "Last asked on {at}, due {due}.")
	WhyAskedLate   = row("（本应于 {opens} 催报，因系统停机推迟。）", "(It should have been asked on {opens}; duban was down.)")
	WhyAnswered    = row("单位已答复（第{version}版）。", "The unit has answered (version {version}).")
	WhyExcused     = row("该次已不需填报：{reason}。", "No answer is needed for that ask: {reason}.")
	WhyEscalated   = row("到期后多次提醒仍未答复，已通报分管领导和督查部门；下一期重新催报。", "It stayed unanswered after every reminder and was taken to the leader and the office; the next period asks anew.")
	WhyUnasked     = row("该次催报未能送达：{reason}。", "That ask could not be delivered: {reason}.")
	WhyOpen        = row("尚未答复，还有 {n} 项待填报。", "There is no answer yet; {n} {n|task is|tasks are} open.")
	WhyMessageHeld = row("消息在非工作时段暂存，将于 {at} 发出。", "The message is held outside working hours and goes out on {at}.")
	WhyMessageWait = row("消息正在排队发送。", "The message is waiting to be sent.")
	WhyMessageMayb = row("消息可能已送达，尚未得到确认。", "The message may have arrived; nothing proves it yet.")
	WhyMessageSent = row("消息已于 {at} 送达。", "The message arrived on {at}.")
	WhyMessageLost = row("消息未能送达。", "The message could not be delivered.")

	WhyRestDay   = row("今天是休息日。", "Today is a day off.")
	WhyNext      = row("报送频次：{cadence}；下次催报：{at}。", "It is asked {cadence}; next on {at}.")
	WhyNextUnit  = row("下次催报：{at}，{n} 项。", "Next ask: {at}, {n} {n|task|tasks}.")
	WhyNoNext    = row("没有安排下一次催报。", "No next ask is planned.")
	WhyNextAfter = row("下一次提醒或催告：{at}。", "Next step for it: {at}.")

	WhyTimeline = row("<b>最近记录</b>", "<b>On record</b>")
)
