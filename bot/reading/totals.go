package reading

import (
	"slices"

	"duban/schedule"
)

// single makes one value of all figures for a target. Several agree where one
// is the total and the others say how it came to be; otherwise they are a
// doubt.
func (d *draft) single(p *parser, target int, all []found) ([]found, QuestionKind) {
	task := p.in.Tasks[d.task]
	t := task.Targets[target]
	if len(all) == 1 {
		one := &all[0]
		one.total = one.total || one.period && !one.increment && d.toldLast(t, *one)
		one.settle(t, task, p.in)
		return all, one.doubt
	}
	if levels := filtered(all, func(f found) bool { return !f.delta }); t.Level && len(levels) > 0 {
		if all = levels; len(all) == 1 {
			return d.single(p, target, all)
		}
	}
	all = latest(p.dropGoal(p.dropDetails(ofOwnStage(all)), t), t)
	shares := filtered(all, func(f found) bool { return f.num.form == shareForm && !f.measured })
	if len(shares) < len(all) {
		all = filtered(all, func(f found) bool { return f.num.form != shareForm || f.measured })
	} else {
		shares = nil
	}
	all = exactly(all)
	marked := slices.ContainsFunc(all, func(f found) bool { return f.total })
	for i := range all {
		all[i].total = all[i].total || all[i].period && !all[i].increment && !marked && d.toldLast(t, all[i])
		all[i].settle(t, task, p.in)
	}
	for _, s := range shares {
		if (s.rate || s.verb) && !s.about(all, t) {
			return append(all, s), Conflict
		}
	}
	if one, ok := agreed(d.current(wholeSum(fitting(all)), t), t); ok {
		return one, one[0].doubt
	}
	return all, Conflict
}

// ofOwnStage drops what is finished where the title speaks of an earlier stage and
// a figure for that is there: 开工3600套，竣工600套, of 住房开工.
func ofOwnStage(all []found) []found {
	if !slices.ContainsFunc(all, func(f found) bool { return f.titular }) {
		return all
	}
	return filtered(all, func(f found) bool { return f.titular || !f.verb && !f.built })
}

// dropDetails drops figures in brackets behind a larger one where there are
// several: 18个（区级1个，街道4个）.
func (p *parser) dropDetails(all []found) []found {
	if len(all) < 3 || !slices.ContainsFunc(all, func(f found) bool { return p.within(f.figure) }) {
		return all
	}
	left := filtered(all, func(f found) bool { return !p.within(f.figure) })
	if len(left) != 1 || slices.ContainsFunc(all, func(f found) bool {
		return f.num.plus || f.doubt != Misfit && f.value.Amount.GreaterThan(left[0].value.Amount)
	}) {
		return all
	}
	return left
}

// within reports whether the clause of the figure stands in brackets.
func (p *parser) within(f figure) bool {
	for k := f.clause.lo - 1; k >= 0 && p.at(k) != lineKind; k-- {
		if p.at(k) == commaKind && (p.rune(k) == '(' || p.rune(k) == ')') {
			return p.rune(k) == '('
		}
	}
	return false
}

// latest keeps the last of several totals that each hold to a day of their own:
// 10月末80公里，11月20日83公里.
func latest(all []found, t Target) []found {
	if len(all) < 2 || t.Last == nil || t.Level || t.Kind == schedule.Change {
		return all
	}
	top := &all[0]
	for i := range all {
		f := &all[i]
		if i > 0 && i+1 == len(all) && f.now && f.day == nil && !f.increment && f.doubt == "" {
			top = f // 9月底485户，目前520户
			break
		}
		if f.day == nil || f.increment || f.doubt != "" || f.value.Amount.LessThan(*t.Last) || i > 0 && f.day.day.Equal(top.day.day) {
			return all
		}
		if f.day.day.After(top.day.day) {
			top = f
		}
	}
	if slices.ContainsFunc(all, func(f found) bool { return f.value.Amount.GreaterThan(top.value.Amount) }) {
		return all
	}
	top.total = true
	return []found{*top}
}

// agreed gives the one figure that the others bear out.
func agreed(all []found, t Target) ([]found, bool) {
	all = netted(wholeSum(all), t)
	if len(all) == 1 {
		return all, true
	}
	totals := filtered(all, func(f found) bool { return !f.increment || f.total })
	more := filtered(all, func(f found) bool { return f.increment && !f.total })
	if marked := filtered(totals, func(f found) bool { return f.total }); len(marked) > 0 && bornOut(totals, marked[0], t) {
		totals = marked
	}
	if year, ok := comeTo(totals, t); ok {
		totals = []found{year}
	}
	switch {
	case len(totals) > 0 && agree(totals):
		from := t.Last == nil || t.Last.IsZero() || len(more) == 0
		return totals[:1], from || agree(more) && t.Last.Add(more[0].plain).Equal(totals[0].value.Amount) || within(more, totals[0], t)
	case len(totals) == 0 && agree(more):
		return more[:1], true
	}
	return nil, false
}

// bornOut reports whether the figures beside the one called a total are parts
// of the period only, or what came to the last total: 新建2个，累计8个.
func bornOut(totals []found, total found, t Target) bool {
	return !slices.ContainsFunc(totals, func(f found) bool {
		return !f.total && !f.period && (t.Last == nil || !t.Last.Add(f.plain).Equal(total.plain))
	})
}

// within reports whether what came in a period is no more than what came since
// the last report: 520户（10月新增35户）.
func within(more []found, total found, t Target) bool {
	return !t.Level && !slices.ContainsFunc(more, func(f found) bool {
		return !f.period || f.own || t.Last.Add(f.plain).GreaterThan(total.value.Amount)
	})
}

// comeTo gives the largest of several totals where each of the others is what came
// to the last one: 共计62人次，全年累计272人次.
func comeTo(totals []found, t Target) (year found, ok bool) {
	if len(totals) < 2 || t.Last == nil || t.Level {
		return year, false
	}
	year = slices.MaxFunc(totals, func(a, b found) int { return a.plain.Cmp(b.plain) })
	return year, year.total && !slices.ContainsFunc(totals, func(f found) bool {
		return !f.plain.Equal(year.plain) && !t.Last.Add(f.plain).Equal(year.plain)
	})
}

// netted gives the total of today alone where what came and what went since the
// last one make it up: 新入驻11家，退出2家，现有105家.
func netted(all []found, t Target) []found {
	k := slices.IndexFunc(all, func(f found) bool { return (f.now || f.total) && !f.increment && !f.less })
	if k < 0 || len(all) < 3 || t.Last == nil {
		return all
	}
	sum := *t.Last
	for n, f := range all {
		switch {
		case n == k:
		case f.less:
			sum = sum.Sub(f.plain)
		case f.increment || f.newly:
			sum = sum.Add(f.plain)
		default:
			return all
		}
	}
	if sum.Equal(all[k].plain) && all[k].doubt == "" {
		return all[k : k+1]
	}
	return all
}

// agree reports whether all figures say the same.
func agree(all []found) bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(f found) bool { return f.doubt != all[0].doubt || !f.value.Amount.Equal(all[0].value.Amount) })
}

// exactly drops figures with a mere 个 beside one in the target's own measure:
// 3个项目交付1200套.
func exactly(all []found) []found {
	if len(all) < 2 || !slices.ContainsFunc(all, func(f found) bool { return f.exact }) {
		return all
	}
	return filtered(all, func(f found) bool { return f.exact || !f.unit.any() })
}

// about reports whether a share is that of the figures, to one point.
func (v *found) about(all []found, t Target) bool {
	return !t.Low.IsZero() && slices.ContainsFunc(all, func(f found) bool {
		of := f.value.Amount.Shift(2).DivRound(t.Low, 4)
		return of.Sub(v.num.amount).Abs().LessThan(whole(1))
	})
}

// toldLast reports whether the reply names the last value too, so that the
// figure beside it is a total as well: 上月900个，本月980个.
func (d *draft) toldLast(t Target, f found) bool {
	return t.Last != nil && slices.ContainsFunc(d.lasts, func(l figure) bool {
		v := found{figure: l, m: f.m}
		return v.amount(l, t) && v.value.Amount.Equal(*t.Last)
	})
}

// current drops what beside another figure is not the state of today: last
// time's value under its date, and what came in a period where the total is
// there too: 本月新增800人，累计1.25万人.
func (d *draft) current(all []found, t Target) []found {
	if len(all) < 2 {
		return all
	}
	change := t.Kind == schedule.Change
	marked := slices.ContainsFunc(all, func(f found) bool { return f.total && (change || !f.increment) })
	now := slices.ContainsFunc(all, func(f found) bool { return f.now })
	largest := func(f found) bool {
		return slices.ContainsFunc(all, func(g found) bool { return !g.period && !g.increment && g.plain.GreaterThan(f.plain) })
	}
	left := filtered(all, func(f found) bool {
		if f.period && !f.increment && !t.Level && !change && largest(f) {
			return false // 2.1 km done, 0.4 km this month
		}
		if now && !f.now && !f.increment && !f.total && t.Last != nil && f.plain.Equal(*t.Last) {
			return false // 上半年35家，现在42家
		}
		before := f.period && !f.increment && (t.Last != nil && f.plain.Equal(*t.Last) || now && !f.now)
		return !before && !(marked && f.period && !(f.total && change) && (change || f.increment))
	})
	if len(left) == 0 {
		return all
	}
	return left
}

// fitting drops figures in a unit that does not fit where another one does.
func fitting(all []found) []found {
	if fit := filtered(all, func(f found) bool { return f.doubt != Misfit }); len(fit) > 0 {
		return fit
	}
	return all
}

// wholeSum drops the parts of a total that is their sum: 新建9处，提升5处，合计14处.
func wholeSum(all []found) []found {
	k := slices.IndexFunc(all, func(f found) bool { return f.total && !f.increment })
	if k < 0 || len(all) < 3 {
		return all
	}
	sum := schedule.Decimal{}
	for n, f := range all {
		if n != k {
			sum = sum.Add(f.plain)
		}
	}
	if sum.Equal(all[k].plain) {
		return all[k : k+1]
	}
	return all
}

// aimedAt reports whether a figure is no more than the target, in brackets.
func (p *parser) aimedAt(f found, t Target) bool {
	return p.bracketed(f.figure) && !f.now && !f.verb && !f.built && !f.total && f.value.Amount.Equal(t.Low)
}

// dropGoal drops the target's own number before a figure: 6个完成5个.
func (p *parser) dropGoal(all []found, t Target) []found {
	if slices.ContainsFunc(all, func(f found) bool { return p.aimedAt(f, t) }) {
		if left := filtered(all, func(f found) bool { return !p.aimedAt(f, t) }); len(left) > 0 {
			all = left // 加装电梯（45台）：29台
		}
	}
	if !slices.ContainsFunc(all, func(f found) bool { return (f.verb || f.built || f.now) && !f.increment }) {
		return all
	}
	return filtered(all, func(f found) bool {
		return f.verb || f.built || f.now || f.increment || f.doubt != "" || !f.value.Amount.Equal(t.Low)
	})
}
