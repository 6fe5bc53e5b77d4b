package reading

import "duban/schedule"

// about reports whether a word for another thing is what the task counts:
// 到位 for one about money, 涉及3100户 for one with a target 惠及居民.
func (j judge) about(f *figure, t token) bool {
	task := j.p.in.Tasks[j.task]
	for k, x := range task.Targets {
		m := j.p.book.measure(j.task, k)
		switch {
		case j.p.sizes(t) && m.sized(f.token), j.p.is(t, "游客", "旅客", "访客") && m.family == "visit" && m.shown(f.token):
			return true
		case t.note&arrives != 0 && (m.family == "money" || m.family == "dollar") && m.shown(f.token):
			if j.p.arrived(t) || containsAny(task.Title, "金", "经费", "补", "款", "外资", "引资") {
				f.verb = true
				return true
			}
		case j.signs(task.Title+x.Name, t) && m.exact(f.unit):
			f.verb = true
			return true
		case t.note&serves != 0 && m.exact(f.unit) && containsAny(x.Name+task.Title, "惠及", "受益", "涉及", "覆盖", "服务", "带动"):
			f.named([]int{k})
			return true
		}
	}
	return false
}

// signs reports whether a word says that people have signed, where that is what
// the task is about: 签约263户, of 房屋征收.
func (j judge) signs(title string, t token) bool {
	return t.kind == stageKind && j.p.is(t, "签约", "签订", "签了", "签", "签订合同", "signed", "contracts") &&
		containsAny(title, "征收", "征拆", "征迁", "拆迁", "搬迁", "动迁", "签约", "家庭医生", "招商", "引资")
}

// sizes reports whether a word says no more than what is measured: 面积8.4万.
func (p *parser) sizes(t token) bool {
	return t.kind == otherKind && p.is(t, "面积", "长度", "总长", "总长度", "总面积", "金额", "总金额")
}

// sized reports whether a figure in an area, a length or a sum of money shows
// that it is in the measure.
func (m measure) sized(f token) bool {
	return (m.family == "area" || m.family == "length" || m.family == "money") && m.shown(f)
}

// arrived reports whether a word says that money is there.
func (p *parser) arrived(t token) bool {
	return hasAt(p.f.runes[:t.hi], t.lo, "到位") || hasAt(p.f.runes[:t.hi], t.hi-2, "到位")
}

// stock reports whether a word says how much there is left of what the task is
// to bring down, which is its very figure: 积案还剩11件, at most 10.
func (j judge) stock(t token) bool {
	if !j.p.is(t, "还有", "还剩", "还剩下", "剩", "剩下", "剩余", "尚有", "尚余", "仍有", "remaining", "remain", "remains", "left", "outstanding", "still") {
		return false
	}
	targets := j.p.in.Tasks[j.task].Targets
	return len(targets) == 1 && targets[0].Kind == schedule.AtMost && j.p.book.measure(j.task, 0).counted()
}

// titled reports whether a word like 争取 is the title's own here: others of its
// title follow at once.
func (j judge) titled(t token) bool {
	for k := j.c.lo; k+1 < j.c.hi; k++ {
		if j.p.toks[k].lo == t.lo {
			next := j.p.toks[k+1]
			return j.owned(t) && j.owned(next) && next.kind != planKind
		}
	}
	return false
}
