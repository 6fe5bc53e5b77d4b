package reading

// likely reports whether a bare figure would be taken without a question for the
// one target of a task.
func (p *parser) likely(task int, t token) bool {
	targets := p.in.Tasks[task].Targets
	if len(targets) != 1 || !targets[0].Measured() || t.unit != nil || t.num.form != plainForm {
		return false
	}
	f := found{m: p.book.measure(task, 0), figure: figure{token: t}}
	if !f.amount(f.figure, targets[0]) {
		return false
	}
	f.settle(targets[0], p.in.Tasks[task], p.in)
	return f.doubt == ""
}
