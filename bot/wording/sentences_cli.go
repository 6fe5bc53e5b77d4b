package wording

// What the command line says; both languages are printed, since whoever reads
// it may have chosen none.
var (
	CLINoToken       = row("没有机器人令牌：请设置 DUBAN_TOKEN 或 DUBAN_TOKEN_FILE（向 @BotFather 申请），或先运行 duban demo", "no token: set DUBAN_TOKEN or DUBAN_TOKEN_FILE (get one from @BotFather), or try duban demo, which needs none")
	CLITwoTokens     = row("同时设置了 DUBAN_TOKEN 和 DUBAN_TOKEN_FILE，请只保留一个", "both DUBAN_TOKEN and DUBAN_TOKEN_FILE are set; keep one")
	CLINoFile        = row("数据文件不存在，运行 duban serve 或 duban import 后生成", "there is no such file yet; duban serve or duban import makes it")
	CLILocked        = row("数据文件正被另一个 duban 使用，请先停止它；如需备份请用 duban backup", "another duban has the file open; stop it first, or copy it with duban backup")
	CLIDamaged       = row("请用 duban restore 恢复备份", "put a copy back with duban restore")
	CLINewer         = row("请使用更新版本的 duban", "run the newer duban")
	CLINoSpace       = row("请清理磁盘空间，数据没有写坏", "make room on the disk; nothing was half written")
	CLIUnwritable    = row("请检查文件及所在目录的写入权限，以及磁盘是否只读", "see who may write the file and its folder, and whether the disk is read-only")
	CLIOlder         = row("请把文件复制到可写的位置后再试", "copy the file to where it can be written and try again")
	CLINoTelegram    = row("无法连接 Telegram，请检查网络和 DUBAN_API_URL", "Telegram can't be reached; check the network and DUBAN_API_URL")
	CLIWaits         = row("暂时无法连接 Telegram，稍后自动重试", "Telegram can't be reached; duban waits and tries again")
	CLIBadToken      = row("请向 @BotFather 核对令牌", "check the token with @BotFather")
	CLIOddToken      = row("令牌形如 123456789:AA…，请从 @BotFather 的消息中完整复制", "a token looks like 123456789:AA...; copy it whole from @BotFather's message")
	CLIEmptyToken    = row("令牌文件是空的，请把 @BotFather 给出的令牌存入其中", "the token's file is empty; put into it what @BotFather gave you")
	CLINotThere      = row("请核对路径和文件名，文件夹需事先建好", "check the path and the name; a folder has to be there already")
	CLIAddressTaken  = row("该地址已被其他程序占用，请更换端口", "another program has the address; choose another port")
	CLIOldFormat     = row("请在 WPS 或 Excel 中另存为 .xlsx", "save it as .xlsx")
	CLIProtected     = row("请去掉密码后再试", "take the password off and try again")
	CLINoTable       = row("请对照 duban template 生成的空表", "hold it against an empty list from duban template")
	CLIExists        = row("请换一个不存在的文件名", "choose a name that is free")
	CLIUnbalanced    = row("账目有 {n} 处不平", "{n} {n|row does|rows do} not balance")
	CLIBackupOff     = row("运行期间无法备份：{fault}", "no backups while this runs: {fault}")
	CLIFaults        = row("{name}：有 {n} 处问题，未作导入", "{name}: {n} {n|fault|faults}, nothing was loaded")
	CLIRehearsed     = row("按已交办预演 {tasks} 项未交办任务，按已有联络员预演 {units} 个单位（--as-is 不作此假设）", "rehearsed as if {tasks} {tasks|task|tasks} not assigned yet were, and {units} {units|unit|units} without a contact had one (not so with --as-is)")
	CLIRehearsedCost = row("{days} 天内对各单位的占用（一直没有答复的情形；及时答复则只有催报本身）", "what {days} {days|day|days} cost each unit if nobody answers; with answers in time it is the asks alone")
	CLIRehearsedHead = row("单位\t催报\t填报项\t消息", "unit\tasks\tlines\tmessages")
	CLIListed        = row("{tasks} 项任务：新增 {fresh}，修改 {changed}，不变 {same}；新增单位 {units} 个", "{tasks} {tasks|task|tasks}: {fresh} new, {changed} changed, {same} as before; {units} new {units|unit|units}")
	CLIListedDry     = row("{tasks} 项任务：新增 {fresh}，修改 {changed}，不变 {same}；新增单位 {units} 个（试运行，未作改动）", "{tasks} {tasks|task|tasks}: {fresh} new, {changed} changed, {same} as before; {units} new {units|unit|units} (dry run, nothing was changed)")
	CLIUnread        = row("以下列或工作表没有对应的内容，未导入：{what}", "nothing was taken from these columns or sheets: {what}")
	CLINewUnits      = row("新增单位：{list}", "new units: {list}")
	CLITwins         = row("新增的任务中有 {n} 项与已有任务同名（如“{first}”），如是同一清单，请用 --programme 指明原来的清单名称，以免重复", "{n} of the new tasks {n|has|have} the title of one on record (such as “{first}”); if this is the same list, give its name with --programme, lest they stand there twice")
	CLIUndated       = row("{n} 项任务的期限没有写明日期（如“{first}”），按年底计，原文记入备注", "the deadlines of {n} {n|task|tasks} name no day (such as “{first}”): the year's end stands for {n|it|them}, the words are kept as a remark")
	CLIUnled         = row("{n} 项任务没有责任单位，补上之前无法交办：{list}", "{n} {n|task has|tasks have} no unit to lead {n|it|them}, and cannot be given out before: {list}")
	CLIMissing       = row("该清单中有 {n} 项任务不在文件里，保持原样：{list}", "{n} {n|task|tasks} of the list {n|is|are} not in the file and {n|stays|stay} as {n|it is|they are}: {list}")
	CLIFirstAdmin    = row("尚无管理员。请向 @{bot} 发送：", "No admin yet. Send this to @{bot}:")
)

// Both says a sentence in both languages, for readers who have chosen none.
func Both(s Sentence, args ...any) string {
	return s.Text(En, args...) + " / " + s.Text(Zh, args...)
}
