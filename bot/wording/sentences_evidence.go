package wording

// Evidence: files and places that come with a report.
var (
	EvidenceForWhich   = row("📎 附件已收到并保存。属于哪一项任务？请点一下。", "📎 The file has come and is kept. Which task does it belong to? Please tap it.")
	EvidenceKept       = row("📎 附件已归入“{title}” <code>{code}</code>（第{version}版）。", "📎 Kept with “{title}” <code>{code}</code> (version {version}).")
	EvidenceIsNoReport = row("这一项还没有填报进展，请点按钮，或回复一句话。", "The task still waits for a word on how it stands: tap a button, or reply in one line.")
	EvidenceRule       = row("📎 报完成须附佐证材料：{reason}", "📎 Done needs evidence: {reason}")
	EvidenceSaid       = row("说明：{text}", "Caption: {text}")
	SaidAttached       = row("📎 附件已一并留存", "📎 Kept with what you sent")

	EvidenceOf       = row("<code>{code}</code> 第{version}版附件（{name}，{at}）", "<code>{code}</code>, evidence of version {version} ({name}, {at})")
	EvidenceFile     = row("{n}. {name} · {size}", "{n}. {name} · {size}")
	EvidenceFileKept = row("{n}. {name} · {size} · 已存档，校验码 <code>{sum}</code>", "{n}. {name} · {size} · on file, checksum <code>{sum}</code>")
	EvidencePlace    = row("📍 位置：{lat}, {lon}", "📍 Place: {lat}, {lon}")
	EvidenceComes    = row("共 {n} 份，马上发给您", "{n} {n|piece|pieces}, on the way")
	NoEvidence       = row("没有附件。", "There is no evidence.")
	ButtonEvidence   = row("📎 查看附件", "📎 Evidence")

	KindDocument = row("文件", "document")
	KindPhoto    = row("照片", "photo")
	KindVideo    = row("视频", "video")
	KindAudio    = row("音频", "audio")
	KindVoice    = row("语音", "voice message")

	ActFileKept = row("附件存档", "evidence kept on file")
	ActFileLost = row("附件未能存档", "evidence not kept on file")
	FactTooBig  = row("文件超过存档上限", "the file is over the limit")
	FactGone    = row("Telegram 不再提供该文件", "Telegram does not give the file out")
	ArchiveFull = row("⚠️ 附件存档目录无法写入（磁盘已满或没有权限）。附件仍可在 Telegram 中查看，恢复后会自动补存。", "⚠️ The folder for evidence can't be written: the disk is full or it is not ours. Telegram still has the files; they are fetched once it is mended.")

	DoubtEvidence    = row("本任务报完成须附佐证材料（{reason}）。请直接发送照片或文件；确实没有的，点下面的按钮，由审核人员判断。", "For this task “done” comes with evidence ({reason}). Please send a photo or a file; if there is none, tap the button and the reviewer will judge.")
	ButtonNoEvidence = row("没有材料，直接送审", "There is none, send it for review")
)
