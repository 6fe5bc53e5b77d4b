package wording

// Commands of contacts.
var (
	HelpEnd = row("也可以不用命令：直接回复催报消息，一行一项，例如 <code>1 完成5个 正常</code>。", "You don't need commands to answer: reply to an ask, a line per task, for example <code>1 done 5, on track</code>.")

	ArgsStart  = row("邀请码", "CODE")
	ArgsLang   = row("zh|en", "zh|en")
	ArgsTasks  = row("[单位]", "[UNIT]")
	ArgsCode   = row("编号", "CODE")
	ArgsReport = row("编号 内容", "CODE WORDS")
	ArgsReturn = row("编号 理由", "CODE REASON")
	ArgsExtend = row("编号 日期 理由", "CODE DATE REASON")

	HelpStart   = row("用邀请码加入", "join with a code")
	HelpHelp    = row("查看可用的命令", "what you can do here")
	HelpMe      = row("查看我的岗位", "your posts")
	HelpLang    = row("切换中文或英文", "Chinese or English")
	HelpTasks   = row("查看单位在办任务", "a unit's open tasks")
	HelpTask    = row("查看一项任务", "one task")
	HelpAsks    = row("查看待填报事项", "what waits for an answer")
	HelpReport  = row("主动填报一项任务", "report on a task unasked")
	HelpHistory = row("查看一项任务的历次反馈", "what was reported on a task")
	HelpExtend  = row("申请延期", "ask for more time")
	HelpReturn  = row("退回不属于本单位的任务", "return a task that is not yours")
)

// Assignment and receipt.
var (
	AssignedHead = row("【交办】{unit}：现交办 {n} 项任务，请签收。", "【Assigned】{unit}: {n} {n|task|tasks}. Please sign for {n|it|them}.")
	AssignedEnd  = row("如有不属于本单位职责的，请点“退回”并说明理由。", "If one is not your unit's, please return it with the reason.")
	YouSupport   = row("本单位为配合单位", "Your unit supports")

	ButtonSign     = row("✅ 签收", "✅ Sign")
	ButtonSignAll  = row("✅ 全部签收", "✅ Sign for all")
	ButtonSignEach = row("逐项签收", "One by one")
	ButtonReturn   = row("↩️ 退回", "↩️ Return")
	ButtonHistory  = row("历次反馈", "History")
	ButtonReport   = row("✏️ 填报", "✏️ Report")
	ButtonBefore   = row("◀ 上一页", "◀ Back")
	ButtonAfter    = row("下一页 ▶", "More ▶")

	SignedToast      = row("已签收", "Signed")
	NothingToSign    = row("没有需要签收的任务，此前已处理。", "Nothing to sign for; it was done before.")
	SignedAll        = row("已签收 {n} 项任务，签收人 {name}。发送 /tasks 可随时查看。", "{n} {n|task|tasks} signed for by {name}. Send /tasks to see them at any time.")
	SignedOne        = row("已签收“{title}” <code>{code}</code>，签收人 {name}。", "“{title}” <code>{code}</code> signed for by {name}.")
	ReturnWhy        = row("请回复一句话，说明退回“{title}” <code>{code}</code> 的理由。", "Please reply in one line why “{title}” <code>{code}</code> is not your unit's.")
	ReturnUsage      = row("退回需要写明理由，例如：/return HD25-001 该事项由区住房建设委负责。", "A return needs a reason, for example: /return HD25-001 the housing commission is in charge.")
	ReturnSent       = row("已提交退回“{title}” <code>{code}</code>，由督查部门研究。在答复之前，任务仍由本单位负责。", "“{title}” <code>{code}</code> was put to the follow-up office. Until it decides, the task stays with you.")
	ReturnedToOffice = row("↩️ {unit}申请退回“{title}” <code>{code}</code>。理由：{reason}\n请研究决定。", "↩️ {unit} wants to return “{title}” <code>{code}</code>. Reason: {reason}\nPlease decide.")
)

// The ask.
var (
	AskHead     = row("【催报】{unit}：请填报 {n} 项任务的进展，{due} 前。", "【Ask】{unit}: please report on {n} {n|task|tasks} by {due}.")
	AskLate     = row("（本应于 {opens} 发出，因系统停机推迟，答复期限已相应顺延。）", "(Due to be sent on {opens}; duban was down, so it comes late and you have more time.)")
	AskHintOne  = row("点按钮，或回复一句话，例如：<code>{example}</code>", "Tap a button, or reply in one line, for example: <code>{example}</code>")
	AskHintMany = row("回复本消息，一行一项（可只填部分），例如：<code>{example}</code>\n点序号可单独填报该项。", "Reply to this message, a line per task (not all at once if you like), for example: <code>{example}</code>\nTap a number to answer that one.")
	AskAllDone  = row("✅ 已全部填报，谢谢。", "✅ All answered. Thank you.")

	LineAnswered = row("✅ {n}. {title}（已填报）", "✅ {n}. {title} (answered)")
	LineExcused  = row("➖ {n}. {title}（本期不需填报）", "➖ {n}. {title} (not needed this time)")
	NoOpenAsks   = row("没有待填报的事项。发送 /tasks 查看任务。", "Nothing waits for an answer. Send /tasks for the tasks.")

	ButtonOnTrack = row("🟢 正常", "🟢 On track")
	ButtonAtRisk  = row("🟡 有风险", "🟡 At risk")
	ButtonBehind  = row("🔴 滞后", "🔴 Behind")
	ButtonDone    = row("🏁 已完成，送审", "🏁 Done, for review")
	ButtonSame    = row("＝ 无变化", "＝ No change")
	ButtonAllSame = row("＝ 全部无变化", "＝ All as before")
	ButtonWalk    = row("逐项填写", "One by one")
	ButtonFix     = row("更正", "Correct")
	ButtonNone    = row("都不是，我重新写", "None of these, I'll write again")

	RemindSoon = row("⏰ 提醒：还有 {n} 项待填报，期限 {due}。", "⏰ Reminder: {n} {n|task waits|tasks wait} for your report by {due}.")
	RemindLate = row("⏰ 已超过填报期限（{due}），还有 {n} 项待填报，请尽快补报。", "⏰ The report was due on {due}; {n} {n|task is|tasks are} still open. Please answer as soon as you can.")
	Escalated  = row("📣 {unit} 逾期未报：{n} 项，期限 {due}。", "📣 {unit} has not reported on {n} {n|task|tasks}, due {due}.")

	AskUndeliverable = row("⚠️ 无法向 {unit} 催报：{reason}。请用 /invite 邀请联络员；加入后会自动收到待填报事项。", "⚠️ {unit} could not be asked: {reason}. Please invite a contact with /invite; whoever joins gets what is open.")
)

// The answer and its receipt.
var (
	Recorded         = row("✅ 已记录“{title}” <code>{code}</code>", "✅ Recorded for “{title}” <code>{code}</code>")
	RecordedFix      = row("✏️ 已更正“{title}” <code>{code}</code>（第{version}版，原内容留存）", "✏️ Corrected “{title}” <code>{code}</code> (version {version}; the one before is kept)")
	RecordedUnsigned = row("📝 已收到“{title}” <code>{code}</code>，待本单位分管领导签发后生效", "📝 Received for “{title}” <code>{code}</code>; it counts once your unit's leader signs it")
	RecordedBefore   = row("此前已记录“{title}” <code>{code}</code>，内容相同", "The same is on record for “{title}” <code>{code}</code>")
	SavedToast       = row("已记录", "Recorded")
	SavedBefore      = row("此前已记录，无需重复", "On record already")

	ValueTotal     = row("{name}累计 <b>{value}</b> / 目标 {target}", "{name} so far <b>{value}</b> / target {target}")
	ValueLevel     = row("{name}目前 <b>{value}</b> / 目标 {target}", "{name} now <b>{value}</b> / target {target}")
	SinceLast      = row("（较上次 {change}）", " ({change} since last time)")
	AsLast         = row("（与上次持平）", " (as last time)")
	CumulativeNote = row("<i>数字按年初以来累计数登记；有误请点“更正”，或直接修改原消息。</i>", "<i>Figures are totals for the year so far. To put one right, tap “Correct” or edit your message.</i>")

	SaidSame     = row("无变化", "no change")
	SaidProgress = row("进展：{text}", "Progress: {text}")
	SaidProblem  = row("问题：{text}", "Problem: {text}")
	SaidNext     = row("下一步：{text}", "Next: {text}")
	SaidExpect   = row("预计：{date}", "Expected: {date}")
	SaidLate     = row("⏱ 逾期填报", "⏱ Late")
	GoesToReview = row("已送督查部门审核，审核通过后办结。", "Sent for review; the task is closed once it is accepted.")

	SameRecorded   = row("✅ 已按“无变化”记录 {n} 项：{list}", "✅ {n} recorded as unchanged: {list}")
	SameNeedsFirst = row("以下各项尚无上次数据，请填写目前情况：{list}", "These have no earlier report to be the same as; please say how they stand: {list}")

	NotUnderstood     = row("没有看懂这句话，未作记录。请点按钮，或照这样写：<code>{example}</code>", "That was not understood and nothing was recorded. Tap a button, or write like this: <code>{example}</code>")
	NodIsNoReport     = row("收到。还有 {n} 项待填报，请点按钮或用一句话回复。", "Noted. {n} {n|task still waits|tasks still wait} for a report; tap a button or reply in one line.")
	NoTasksYet        = row("本单位目前没有在办任务，无需填报。", "Your unit has no open task, so there is nothing to report.")
	WordsNotForOffice = row("请使用命令操作，发送 /help 查看。", "Please use a command; send /help for the list.")
	FixPrompt         = row("请回复“{title}” <code>{code}</code> 的正确内容，例如：<code>{example}</code>", "Please reply with what is right for “{title}” <code>{code}</code>, for example: <code>{example}</code>")

	SignOffAsk    = row("{name} 填报如下，请签发：", "{name} reports the following. Please sign it off:")
	ButtonSignOff = row("✅ 签发", "✅ Sign off")
	ButtonRefuse  = row("退回修改", "Send back")
	SignedOff     = row("✅ “{title}” <code>{code}</code> 第{version}版已签发，现已生效。", "✅ Version {version} for “{title}” <code>{code}</code> is signed off and counts now.")
	SignRefused   = row("“{title}” <code>{code}</code> 第{version}版未获签发，请修改后重新填报。", "Version {version} for “{title}” <code>{code}</code> was not signed off. Please report again.")
)

// What is asked back.
var (
	DoubtAbout       = row("❓ “{title}” <code>{code}</code>", "❓ “{title}” <code>{code}</code>")
	DoubtEnd         = row("请选一项，选定之前不作记录。", "Please choose; nothing is recorded until you do.")
	DoubtAgain       = row("请再写一句，在此之前不作记录。", "Please write it again; nothing is recorded until you do.")
	DoubtLower       = row("“{clause}”比上次的累计数少。是更正，还是本期新增？", "“{clause}” is below the last total. Is it a correction, or what was added?")
	DoubtOver        = row("“{clause}”明显超过目标。数字对吗？", "“{clause}” is far above the target. Is the figure right?")
	DoubtJump        = row("“{clause}”比上次变化很大。数字对吗？", "“{clause}” is a big change since last time. Is the figure right?")
	DoubtMisfit      = row("“{clause}”的单位与本任务的计量单位不一致。", "The unit in “{clause}” is not the one that this task is measured in.")
	DoubtTotalOrMore = row("“{clause}”是累计数，还是本期新增数？", "Is “{clause}” the total, or what was added?")
	DoubtWhichTask   = row("“{clause}”说的是哪一项任务？", "Which task is “{clause}” about?")
	DoubtWhichTarget = row("“{clause}”说的是哪一个指标？", "Which figure of the task is “{clause}”?")
	DoubtNoTask      = row("“{clause}”没有写明是哪一项任务。", "“{clause}” does not say which task it is about.")
	DoubtDoneShort   = row("报了已完成，但数字还没有达到目标。确认送审吗？", "It is said to be done, but the figure is short of the target. Send it for review?")
	DoubtShare       = row("“{clause}”是占目标的比例吗？", "Is “{clause}” the share of the target?")
	DoubtInexact     = row("“{clause}”不是确切的数。请给出确切数字。", "“{clause}” is not an exact figure. Please give one.")
	DoubtConflict    = row("“{clause}”前后不一致，以哪个为准？", "“{clause}” says two things. Which one counts?")
	DoubtUnsure      = row("“{clause}”是这个意思吗？", "Does “{clause}” mean this?")
	DoubtVague       = row("“{clause}”里没有数字、日期或困难。请补充其中一样，例如完成了多少、预计哪天完成、卡在哪里。", "“{clause}” has no figure, date or obstacle. Please add one: how much is done, by when, or what is in the way.")
	DoubtWorn        = row("已连续几次无变化。请说一件具体的：卡在哪里，或预计哪天有进展？", "This is unchanged for the third time. Please say one thing: what is in the way, or when will it move?")
	DoubtSettled     = row("已经处理过了。", "This has been settled.")
	DoubtOvertaken   = row("您之后已另行填报，以后报的为准。", "You have reported since; what you said later counts.")
	DoubtNone        = row("好的，“{clause}”未作记录，请重新写一句。", "All right, nothing was recorded for “{clause}”. Please write it again.")
	ChoiceTotal      = row("累计{value}", "total {value}")
	ChoiceAdded      = row("新增后累计{value}", "added, {value} in all")

	HistoryHead  = row("“{title}” <code>{code}</code> 历次反馈 {n} 次", "“{title}” <code>{code}</code>: {n} {n|report|reports}")
	VersionHead  = row("<b>第{version}版</b> {at} · {name}", "<b>Version {version}</b> {at} · {name}")
	MarkCorrects = row("✏️ 更正第{version}版", "✏️ Corrects version {version}")
	MarkCopied   = row("⚠️ 与上次文字相同", "⚠️ Same words as the time before")
	MarkAttached = row("📎 附件 {n} 份", "📎 {n} {n|piece|pieces} of evidence")
	MarkUnsigned = row("待签发", "Not signed off yet")
	MarkRefused  = row("未获签发，不计入", "Not signed off; does not count")
)

// Returns and extensions, and what was decided.
var (
	ButtonTakeBack = row("同意退回", "Take it back")
	ButtonGoOn     = row("不同意，继续办理", "No, they go on")
	ReturnAccepted = row("同意退回“{title}” <code>{code}</code>（{name}）。请管理员用 /assign {code} 交办给其他单位。", "“{title}” <code>{code}</code> was taken back ({name}). An admin gives it to another unit with /assign {code}.")
	ReturnRefused  = row("未同意退回“{title}” <code>{code}</code>（{name}），请原单位继续办理。", "The return of “{title}” <code>{code}</code> was not accepted ({name}); the unit goes on with it.")

	ExtendUsage       = row("申请延期请写明新的日期和理由，例如：/extend {code} 12月20日 汛期影响施工。", "An extension needs a date and a reason, for example: /extend {code} 2026-01-20 the flood season stopped the works.")
	ExtendTooLate     = row("任务 {code} 已于 {due} 到期，到期后不能申请延期。请如实填报目前进展和原因。", "Task {code} was due on {due}; an extension has to be asked for before that. Please report how it stands and why.")
	ExtendNotLater    = row("新的日期应晚于现在的期限（{due}）。", "The new date has to be after the due date ({due}).")
	ExtensionSent     = row("已提交“{title}” <code>{code}</code> 延期至 {to} 的申请，由督查部门审批。批准之前仍按原期限。", "Asked to extend “{title}” <code>{code}</code> to {to}. Until it is granted the due date stands.")
	ExtensionAsked    = row("🗓 {unit}申请将“{title}” <code>{code}</code> 由 {from} 延期至 {to}。理由：{reason}", "🗓 {unit} asks to extend “{title}” <code>{code}</code> from {from} to {to}. Reason: {reason}")
	ExtensionGranted  = row("✅ 同意“{title}” <code>{code}</code> 延期至 {to}（{name}）。", "✅ “{title}” <code>{code}</code> is extended to {to} ({name}).")
	ExtensionDeclined = row("“{title}” <code>{code}</code> 的延期申请未获同意（{name}），期限仍为 {from}。", "The extension of “{title}” <code>{code}</code> was not granted ({name}); it is due on {from}.")
	ButtonGrant       = row("✅ 同意延期", "✅ Grant")
	ButtonDecline     = row("不同意", "Decline")

	TooLong = row("消息过长（超过 4096 字），未作记录。请分成几条发送。", "The message is too long (over 4,096 characters) and was not recorded. Please send it in parts.")
)
