package main

import "duban/bot/sandbox"

// pageOptions are the three people side by side, the clock, and the tour.
func pageOptions(clock sandbox.Clock, lang string) sandbox.PageOptions {
	captions := map[int64]sandbox.Words{}
	for _, p := range demoPeople() {
		captions[p.id] = p.caption
	}
	return sandbox.PageOptions{
		Title: sandbox.Words{Zh: "督办演示 · 河东区 2025 年清单（责任单位、人员和民心工程分组为演示所设）", En: "duban demo · Hedong District's 2025 list (units, people and project groups are illustrative)"},
		Clock: clock, Panes: []int64{demoContact, demoSupervisor, demoAdmin}, Captions: captions, Lang: lang, Tour: tour(),
	}
}

func words(zh, en string) sandbox.Words { return sandbox.Words{Zh: zh, En: en} }

// tour takes a newcomer through one cycle in about two minutes.
func tour() []sandbox.TourStep {
	return []sandbox.TourStep{
		{Text: words("左、中、右分别是联络员、督查和管理员的手机。先由管理员交办一项任务：口袋公园和行道树。", "Left, middle and right are the phones of a contact, a supervisor and an admin. First the admin assigns a task: pocket parks and street trees."), Pane: demoAdmin, Say: words("/assign HD25-275", "/assign HD25-275")},
		{Text: words("联络员收到交办，点一下“签收”。", "The contact is given the task and signs for it with one tap."), Pane: demoContact, Press: words("✅ 签收", "✅ Sign")},
		{Text: words("到每月25日自动催报。点“到下一事件”，让时钟走到那时。", "On the 25th units are asked. Move the clock to the next event."), Pane: demoContact, Move: "next"},
		{Text: words("一条消息列出本期全部任务。用一句话填报其中一项。", "One message lists all that is due. Answer one task with a line."), Pane: demoContact, Say: words("2 口袋公园4个，行道树700株，正常", "2 pocket parks 4, street trees 700, on track")},
		{Text: words("其余各项没有变化，点一下即可。", "The others are as before: one tap."), Pane: demoContact, Press: words("＝ 全部无变化", "＝ All as before")},
		{Text: words("督查看通报：谁没报、什么滞后、有什么变化。", "The supervisor reads the digest: who is silent, what is behind, what changed."), Pane: demoSupervisor, Say: words("/digest", "/digest")},
		{Text: words("走完一轮了。可以切换人物、移动时钟，发送 /help 看看还能做什么。", "That was one cycle. Change who you are, move the clock, send /help to see what else there is.")},
	}
}
