package reading

import "slices"

// abbreviated gives the one task whose title or target holds the words at
// token i letter by letter in their order: 旧改 for 老旧小区改造. What follows
// must be a figure that fits its measure.
func (p *parser) abbreviated(i int) []int {
	for p.filledAt(i) {
		i++
	}
	lo, hi := i, i
	for hi < len(p.toks) && (p.toks[hi].kind == textKind || p.toks[hi].kind == nameKind || p.toks[hi].grade > 0 || hi > lo && p.at(hi) == madeKind && p.toks[hi].hi-p.toks[hi].lo == 1) {
		hi++
	}
	figure := hi
	for p.filledAt(figure) || p.at(figure) == madeKind || p.at(figure) == totalKind || p.at(figure) == dateKind || p.at(figure) == doneKind || p.at(figure) == moreKind || p.at(figure) == lessKind {
		figure++
	}
	if hi == lo || p.at(figure) != numberKind {
		return nil
	}
	short := p.f.runes[p.toks[lo].lo:p.toks[hi-1].hi]
	if len(short) < 2 || len(short) > 8 {
		return nil
	}
	var tasks []int
	for t, task := range p.in.Tasks {
		if abbreviates(short, task.Title) || slices.ContainsFunc(task.Targets, func(x Target) bool { return abbreviates(short, x.Name) }) {
			tasks = append(tasks, t)
		}
	}
	if len(tasks) != 1 || len(p.measured(tasks, p.toks[figure])) == 0 {
		return nil
	}
	return tasks
}

func (p *parser) filledAt(i int) bool {
	k := p.at(i)
	return k == fillKind || k == leadKind || k == markKind || k == allKind
}

// abbreviates reports whether the name holds the runes of the short form in
// their order.
func abbreviates(short []rune, name string) bool {
	k := 0
	for _, r := range name {
		if k < len(short) && r == short[k] {
			k++
		}
	}
	return k == len(short)
}
