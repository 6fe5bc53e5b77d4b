package reading

import (
	"slices"

	"duban/schedule"
)

// outcome is a draft after doubt: a certain line, or a question.
type outcome struct {
	line     Line
	question *Question
}

// resolve decides whether a draft is certain.
func (d *draft) resolve(p *parser) outcome {
	d.line.Task, d.line.Source = d.task, d.source(p)
	values, doubt, options := d.values(p)
	d.line.Values = values
	d.settleKept(p)
	d.line.Claim, doubt = d.claim(doubt)
	if d.line.Claim == Done {
		d.line.Expect = nil // what is still to come is another thing
	}
	d.line.NoChange = d.same && len(values) == 0
	if doubt == "" {
		doubt = d.consistent(p)
	}
	if doubt == "" {
		if l := d.line; len(l.Values) == 0 && l.Claim == "" && !l.NoChange && l.Progress+l.Problem+l.Next == "" {
			d.line.Progress = d.line.Source
		}
		return outcome{line: d.line}
	}
	q := &Question{Task: d.task, Kind: doubt, Clause: d.line.Source}
	if doubt == WhichTask {
		q.Task = -1
	}
	for _, o := range options {
		q.add(o)
	}
	if len(options) == 0 {
		d.choices(p, q)
	}
	return outcome{line: d.line, question: q}
}

// values ties the draft's figures to targets. On a doubt it gives the lines
// that the words allow.
func (d *draft) values(p *parser) (values []Value, doubt QuestionKind, options []Line) {
	d.dropParts(p)
	all := p.found[:0]
	defer func() { p.found = all[:0] }()
	var order []int
	var loose []figure
	for _, f := range d.figures {
		if f.verdict == foreign {
			return nil, WhichTask, p.candidates(append([]int{d.task}, d.others...), d.all)
		}
		if f.verdict == unsure {
			loose = append(loose, f)
			continue
		}
		ties := d.tie(p, f)
		if len(ties) > 1 {
			return nil, WhichTarget, d.lines(p, ties)
		}
		one := ties[0]
		if one.comment {
			d.keep(p, f)
			continue
		}
		if !slices.Contains(order, one.value.Target) {
			order = append(order, one.value.Target)
		}
		all = append(all, one)
	}
	for _, k := range order {
		its := all
		if len(order) > 1 {
			its = filtered(all, func(f found) bool { return f.value.Target == k })
		}
		v, kind := d.single(p, k, its)
		if kind != "" {
			return nil, kind, d.lines(p, v)
		}
		values = append(values, v[0].value)
	}
	if lines := d.unsettled(p, loose, values, all); lines != nil {
		return nil, Unsure, lines
	}
	return values, "", nil
}

// unsettled gives the lines that figures with unknown words beside them allow,
// where they may be values of their own or contradict one; nil where they don't.
func (d *draft) unsettled(p *parser, loose []figure, values []Value, all []found) []Line {
	for _, f := range loose {
		ties := d.tie(p, f)
		one := ties[0]
		told := slices.IndexFunc(values, func(v Value) bool { return v.Target == one.value.Target })
		switch {
		case one.comment || len(ties) > 1 && len(values) > 0:
		case told >= 0 && f.lately && values[told].Increment:
			return d.lines(p, append(all, one)) // 上周又装2部，本周又装1部
		case told >= 0 && len(ties) == 1 && one.exact && p.bracketed(f) && !f.increment && !values[told].Amount.Equal(one.value.Amount) && !(one.value.Amount.LessThan(values[told].Amount) && (d.detailed(p) || p.partOf(f))):
			return d.lines(p, append(all, one)) // 完成5个（上报口径6个）
		case told < 0 && len(f.names) > 0 && len(ties) == 1:
			return d.settled(p, ties)
		case len(values) == 0 && (one.doubt != Misfit || len(one.others) > 0 && (people(one.m.family) || one.unit.in(pointFamily))) && (one.doubt != Share || len(d.claims) == 0):
			return d.settled(p, ties)
		}
	}
	return nil
}

// detailed reports whether several figures stand in brackets.
func (d *draft) detailed(p *parser) bool {
	n := 0
	for _, f := range d.figures {
		if p.within(f) {
			n++
		}
	}
	return n > 1
}

// settled gives the lines of figures with unknown words beside them, increments
// added to what was reported last.
func (d *draft) settled(p *parser, ties []found) []Line {
	task := p.in.Tasks[d.task]
	for i := range ties {
		if !ties[i].comment {
			ties[i].settle(task.Targets[ties[i].value.Target], task, p.in)
		}
	}
	return d.lines(p, ties)
}

// dropParts drops what stands still of a task beside what is reached: of 14座完工，
// 3座未开工 the 3 are no total, and the task has started.
func (d *draft) dropParts(p *parser) {
	if !slices.ContainsFunc(d.figures, func(f figure) bool { return (f.verb || f.built) && f.claim == "" && f.verdict == clean }) {
		return
	}
	d.figures = slices.DeleteFunc(d.figures, func(f figure) bool {
		if f.claim == "" || f.verb || f.built {
			return false
		}
		if k := slices.Index(d.claims, f.claim); k >= 0 {
			d.claims = slices.Delete(d.claims, k, k+1)
		}
		d.keep(p, f)
		return true
	})
}

// bracketed reports whether the clause of the figure begins in brackets.
func (p *parser) bracketed(f figure) bool {
	lo := f.clause.lo
	return lo > 0 && p.at(lo-1) == commaKind && p.rune(lo-1) == '('
}

// keep puts the words of a figure that is no value into the progress.
func (d *draft) keep(p *parser, f figure) {
	if d.line.Progress == "" || !contains(d.line.Progress, p.words(f.clause)) {
		p.say(&d.line.Progress, &d.progress, f.clause.lo, f.clause.hi)
	}
}

// lines are the draft's line with one of the values each.
func (d *draft) lines(p *parser, ties []found) []Line {
	var out []Line
	for _, v := range ties {
		if v.comment || v.num.form == badForm || v.doubt == Misfit && len(v.others) == 0 {
			continue
		}
		amounts := append([]schedule.Decimal{v.value.Amount}, v.others...)
		if v.doubt == Misfit && len(v.others) == 1 && v.m.misfits(v.unit) {
			amounts = v.others
		}
		for n, a := range amounts {
			l := d.line
			value := v.value
			value.Amount = a
			value.Increment = v.value.Increment || n > 0 && (v.doubt == TotalOrMore || v.doubt == Lower)
			l.Values = []Value{value}
			l.Claim, _ = d.claim("")
			l.Source, l.Task = d.source(p), d.task
			out = append(out, l)
		}
	}
	return out
}

// claim makes one standing of all; two that exclude each other are a doubt.
func (d *draft) claim(doubt QuestionKind) (Claim, QuestionKind) {
	var out Claim
	for _, c := range d.claims {
		switch {
		case out == "" || out == c, out == OnTrack && c == Done:
			out = c
		case out == Done && c == OnTrack:
		default:
			if doubt == "" {
				doubt = Conflict
			}
		}
	}
	return out, doubt
}

// consistent doubts the line as a whole.
func (d *draft) consistent(p *parser) QuestionKind {
	task := p.in.Tasks[d.task]
	l := &d.line
	switch {
	case d.question != "":
		return d.question
	case d.cleared && len(l.Values) == 0 && l.Claim == "" && !l.NoChange:
		return Unsure
	case d.maybe != "" && l.Claim == "":
		return Unsure
	case d.same && len(l.Values) > 0 && !unchanged(l.Values, task):
		return Conflict
	case l.NoChange && task.Unchanged >= wornAfter && !task.Pressed && l.Problem == "" && l.Expect == nil && l.Claim == "" && (l.Progress+l.Next == "" || d.vague):
		return Worn
	case l.Claim == Done && short(task, l.Values):
		return DoneShort
	case l.Claim == NotStarted && begun(task, l.Values):
		return Conflict
	case d.vague && !d.facts && len(l.Values) == 0 && l.Claim == "" && !l.NoChange && !task.Pressed:
		return Vague
	}
	return ""
}

func unchanged(values []Value, task Task) bool {
	return !slices.ContainsFunc(values, func(v Value) bool {
		last := task.Targets[v.Target].Last
		return last == nil || !last.Equal(v.Amount)
	})
}

// short reports whether a measured target is not reached, or not known to be.
func short(task Task, values []Value) bool {
	for k, t := range task.Targets {
		if v := valueFor(k, t, values); t.Measured() && (v == nil || !t.Met(*v)) {
			return true
		}
	}
	return false
}

func valueFor(k int, t Target, values []Value) *schedule.Decimal {
	for _, v := range values {
		if v.Target == k {
			return &v.Amount
		}
	}
	return t.Last
}

func begun(task Task, values []Value) bool {
	for k, t := range task.Targets {
		if v := valueFor(k, t, values); t.Measured() && !t.Level && v != nil && v.Sign() > 0 {
			return true
		}
	}
	return false
}
