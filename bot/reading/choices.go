package reading

import "slices"

// add appends an option that is not there yet.
func (q *Question) add(l Line) {
	same := func(o Option) bool {
		return o.Line.Task == l.Task && o.Line.Claim == l.Claim && o.Line.NoChange == l.NoChange && slices.EqualFunc(o.Line.Values, l.Values, func(a, b Value) bool { return a.Target == b.Target && a.Amount.Equal(b.Amount) })
	}
	if !slices.ContainsFunc(q.Options, same) {
		q.Options = append(q.Options, Option{l})
	}
}

// candidates are the certain readings of clauses for each of the tasks.
func (p *parser) candidates(tasks []int, clauses []clause) []Line {
	var out []Line
	for _, t := range tasks {
		if len(out) == 8 {
			break
		}
		d := draft{task: t}
		for _, c := range clauses {
			d.clause(p, c)
		}
		for i := range d.figures {
			if d.figures[i].verdict == foreign {
				d.figures[i].verdict = clean
			}
		}
		if o := d.resolve(p); o.question == nil {
			out = append(out, o.line)
		}
	}
	return out
}

// choices offers readings for a doubt about the line as a whole.
func (d *draft) choices(p *parser, q *Question) {
	task := p.in.Tasks[d.task]
	switch q.Kind {
	case DoneShort:
		full := d.line
		full.Values = nil
		for k, t := range task.Targets {
			if t.Measured() {
				full.Values = append(full.Values, Value{Target: k, Amount: t.Low, Typed: d.source(p)})
			}
		}
		q.add(full)
		open := d.line
		open.Claim = ""
		if len(open.Values) > 0 {
			q.add(open)
		}
	case Conflict:
		for _, c := range d.claims {
			l := d.line
			l.Claim, l.NoChange = c, false
			q.add(l)
		}
		if d.same {
			l := d.line
			l.Values, l.NoChange, l.Claim = nil, true, ""
			q.add(l)
		}
		if len(d.line.Values) > 0 {
			q.add(d.line)
		}
	case Worn, Unsure:
		if d.maybe != "" {
			l := d.line
			l.Claim = d.maybe
			q.add(l)
		}
		if !d.cleared || len(d.line.Values) > 0 || d.line.Claim != "" || d.line.NoChange {
			q.add(d.line)
		}
	}
}
