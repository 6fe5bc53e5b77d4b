package reading

import (
	"slices"
	"sync"

	"duban/schedule"
)

// found is a figure tied to a target, with what makes it doubtful.
type found struct {
	figure
	value    Value
	m        measure // of the target
	doubt    QuestionKind
	others   []schedule.Decimal // other amounts that the words allow
	plain    schedule.Decimal   // as typed, in the target's measure
	comment  bool               // no value: a milestone has none
	measured bool               // a share for a target that is one
	exact    bool               // typed with the target's own unit
	things   bool               // typed with a word of the title for what is counted: 1240 spaces
}

// tie finds the target that a figure is for and its amount there. What it gives
// is good until it is called again.
func (d *draft) tie(p *parser, f figure) []found {
	t := p.in.Tasks[d.task]
	fits, rest := p.ties[:0], []found(nil)
	defer func() { p.ties = fits }()
	for k, target := range t.Targets {
		if !target.Measured() || len(f.names) > 0 && !slices.Contains(f.names, k) {
			continue
		}
		one := found{m: p.book.measure(d.task, k), value: Value{Target: k, Typed: p.f.source(f.lo, f.hi), Approx: f.approx}, figure: f}
		one.things = one.m.family == countFamily && target.MeasureEN == "" && p.titleCounts(d.task, f.token)
		if one.amount(f, target) {
			fits = append(fits, one)
		} else {
			rest = append(rest, one)
		}
	}
	if len(fits) == 1 {
		return fits
	}
	if exact := filtered(fits, func(f found) bool { return f.exact }); len(exact) > 0 {
		return exact
	}
	if len(fits) > 0 {
		return fits
	}
	if len(t.Targets) == 0 || len(rest) == 0 {
		return []found{{comment: true, figure: f}}
	}
	return rest
}

// filtered keeps the figures for which keep reports true.
func filtered(all []found, keep func(found) bool) []found {
	var out []found
	for _, f := range all {
		if keep(f) {
			out = append(out, f)
		}
	}
	return out
}

// amount converts the figure to the target's measure; false where it does not fit.
func (v *found) amount(f figure, t Target) bool {
	m := v.m
	v.value.Amount = f.num.amount
	switch f.num.form {
	case shareForm:
		return v.portion(f, t, m)
	case badForm:
		v.doubt = Inexact
		return true
	}
	v.exact = m.exact(f.unit)
	ratio, ok := m.fit(f.unit)
	ok = ok || v.things || t.measuredIn(f.unit.runes)
	if !ok {
		v.doubt = Misfit
		v.comment = f.unit.in(timeFamily)
		if m.family == percentFamily && f.unit.in(pointFamily) && t.Last != nil {
			v.others = []schedule.Decimal{t.Last.Add(f.num.amount)}
		} else if ratio, ok = m.near(f.unit); ok && !v.comment && f.num.form == plainForm {
			v.others = []schedule.Decimal{f.num.amount.Mul(ratio).Shift(-m.power)}
		}
		return false
	}
	scale := func(d schedule.Decimal) schedule.Decimal {
		if ratio != unity() {
			d = d.Mul(ratio)
		}
		if f.unit != nil && !f.unit.any() || f.num.scaled {
			d = d.Shift(-m.power)
		}
		return d
	}
	v.value.Amount = scale(f.num.amount)
	switch {
	case f.num.form == spanForm:
		v.doubt, v.others = Inexact, []schedule.Decimal{scale(f.num.whole)}
	case f.num.form == ratioForm && !scale(f.num.whole).Equal(t.Low):
		v.doubt = Unsure
	case m.counted() && m.power == 0 && !v.value.Amount.IsInteger() && !m.physical():
		v.doubt = Inexact
	case f.unit != nil && m.power > 0 && !f.num.scaled && v.value.Amount.Shift(2).LessThan(t.Low) && f.num.amount.LessThanOrEqual(t.Low.Mul(limit())):
		v.doubt, v.others = Misfit, []schedule.Decimal{f.num.amount}
	case m.power > 0 && f.unit == nil && !f.num.scaled:
		v.others = []schedule.Decimal{f.num.amount.Shift(-m.power)}
	}
	return true
}

// measuredIn reports whether a unit is the target's measure in English.
func (t Target) measuredIn(unit []rune) bool {
	if t.MeasureEN == "" {
		return false
	}
	en := appendFolded(nil, t.MeasureEN)
	return slices.Equal(unit[:singular(unit, 0, len(unit))], en[:singular(en, 0, len(en))])
}

// portion reads a share. It is the value where the target is one; of a target
// in things it is a value only where the words say "of the target" and the
// result can be.
func (v *found) portion(f figure, t Target, m measure) bool {
	if m.family == percentFamily && !f.share {
		v.measured = true
		return true
	}
	of := f.num.amount.Mul(t.Low).Shift(-2)
	possible := !m.counted() || of.IsInteger()
	if f.share && possible && t.Kind != schedule.Change {
		v.value.Amount = of
		return true
	}
	v.doubt = Share
	v.value.Amount = of
	if !possible {
		v.value.Amount = of.Round(0)
	}
	return false
}

// limit is the multiple of a target above which a value is doubted.
func limit() schedule.Decimal { return limits() }

var limits = sync.OnceValue(func() schedule.Decimal { return parse("1.5") })

// settle turns the typed amount into what would be recorded, and doubts it.
func (v *found) settle(t Target, task Task, in *Input) {
	v.plain = v.value.Amount
	if v.doubt != "" {
		return
	}
	f := v.figure
	if t.Kind == schedule.Change {
		v.signed(t)
	} else {
		v.growth(t, task, in)
	}
	if v.doubt == "" && f.under {
		v.below(t)
	}
	if v.doubt == "" {
		v.bounds(t)
	}
	if v.doubt == "" && f.claimed && (t.Last == nil || t.Last.IsZero()) && f.num.form == plainForm && !f.now && v.m.counted() && v.m.power == 0 {
		v.doubt = Unsure // 3处滞后: three are behind
	}
}

// signed gives a rate of change its sign; without a word of direction it is
// certain only where the target grows.
func (v *found) signed(t Target) {
	f := v.figure
	down := f.falls && !f.num.minus
	switch {
	case down && v.value.Amount.IsNegative():
		v.doubt = Unsure
	case down:
		v.value.Amount = v.value.Amount.Neg()
	case t.Low.IsNegative() && !f.falls && !f.rises:
		v.doubt, v.others = Unsure, []schedule.Decimal{v.value.Amount}
		v.value.Amount = v.value.Amount.Neg()
	}
	if v.doubt == "" && v.value.Amount.Sign()*t.Low.Sign() < 0 {
		v.doubt = Unsure
	}
}

// growth reads increments: from the last value, where that is known and the
// words leave no other reading.
func (v *found) growth(t Target, task Task, in *Input) {
	f := v.figure
	if f.num.minus || f.less && !f.total {
		v.doubt = Unsure
		if t.Last != nil {
			v.others = append(v.others, t.Last.Sub(v.plain.Abs()))
		}
		v.value.Amount = v.plain.Abs()
		return
	}
	if t.Last == nil || t.Last.IsZero() || f.total {
		return
	}
	sum := t.Last.Add(v.plain)
	switch {
	case (f.own || f.period) && !t.Level && !plausible(sum, t, v.m) && plausible(v.plain, t, v.m): // 新增就业2.35万人, of 2.8
	case f.increment && (f.own || t.Level || t.Kind == schedule.Keep || f.period && sameMonth(task, in)):
		v.doubt, v.others = TotalOrMore, []schedule.Decimal{sum}
	case f.increment:
		v.value.Amount, v.value.Increment = sum, true
	case t.Kind == schedule.AtMost && v.m.counted() && v.plain.LessThan(*t.Last) && containsAny(task.Title, "死亡", "伤亡", "亡人", "事故", "溺水", "火灾"):
		v.doubt, v.others = Lower, []schedule.Decimal{sum} // the dead stay dead: 零死亡 is of a month
	case f.period && t.Kind == schedule.AtMost && v.m.counted():
		v.doubt, v.others = TotalOrMore, []schedule.Decimal{sum} // 本月死亡1人
	case (f.period || f.newly) && !t.Level && t.Kind != schedule.Keep:
		v.doubt, v.others = TotalOrMore, []schedule.Decimal{sum}
	}
}

// plausible reports whether a total would be taken without a question.
func plausible(amount schedule.Decimal, t Target, m measure) bool {
	v := found{m: m, value: Value{Amount: amount}, plain: amount}
	v.bounds(t)
	return v.doubt == ""
}

// sameMonth reports whether the last report falls into the running month, so
// that "this month" may hold what is reported already.
func sameMonth(task Task, in *Input) bool {
	d := task.LastDate
	return !d.IsZero() && d.Year() == in.Now.Year() && d.Month() == in.Now.Month()
}

// below doubts 近 and 不到: a figure that is not quite reached must not count
// as the target reached, and "less than" is no figure at all.
func (v *found) below(t Target) {
	if !v.near || v.value.Amount.GreaterThanOrEqual(t.Low) {
		v.doubt = Inexact
	}
}

// bounds doubts a total that falls, a value far above the target, a jump.
func (v *found) bounds(t Target) {
	amount, low := v.value.Amount, t.Low.Abs()
	top := low
	if t.Kind == schedule.Range {
		top = t.High
	}
	rate := v.m.family == percentFamily && t.Last != nil && t.Last.Sub(amount).Mul(whole(10)).LessThanOrEqual(low)
	share := v.m.family == percentFamily && t.Kind != schedule.Change && low.LessThanOrEqual(whole(100))
	switch {
	case t.Last != nil && !rate && !t.Level && t.Kind != schedule.Keep && t.Kind != schedule.Change && amount.LessThan(*t.Last):
		v.doubt = Lower
		if sum := t.Last.Add(v.plain); !v.value.Increment && sum.LessThanOrEqual(top.Mul(limit())) {
			v.others = append(v.others, sum)
		}
	case low.Sign() > 0 && amount.Abs().GreaterThan(top.Mul(limit())), share && amount.GreaterThan(whole(100)):
		v.doubt = Over
	case t.Last != nil && low.Sign() > 0 && amount.Sub(*t.Last).Abs().Mul(whole(2)).GreaterThan(low):
		v.doubt = Jump
	default:
		v.others = nil
	}
}
