package reading

import "slices"

// topic says how a segment names its tasks.
type topic uint8

const (
	nobody   topic = iota // not at all
	numbered              // by a number of the ask
	titled                // by words: one of the tasks is meant
	together              // by several numbers or titles: all of them are meant
	twofold               // by numbers that may be a number and a figure
	others                // 其余: the others of the ask
	everyone              // 全部: all of the ask
)

// segment is a run of clauses about the same task or tasks.
type segment struct {
	topic    topic
	tasks    []int // indexes into Input.Tasks
	number   int   // highest number of the ask that names it, 0 for none
	unknown  bool  // it has a number that the ask does not have
	excepted bool  // 除2外: named to be left out
	trailing bool  // behind the standing of the others
	loose    bool  // 第2个
	doubtful bool  // a rate that may be that of the task before
	passing  bool  // the title comes behind other words, with no figure or standing
	count    int   // how many tasks a group has by its words, 0 where they do not say
	beside   []int // tasks of numbers listed behind its own: 1、3有变化
	adopted  int   // clauses that stood before its name: 因连阴雨，农田滞后
	clauses  []clause
	lo, hi   int // tokens
}

func (s segment) named() bool { return s.topic != nobody }
func (s segment) group() bool { return s.topic == others || s.topic == everyone }

// head is the start of a segment.
type head struct {
	segment
	next int // first token of its first clause
}

// head recognises the start of a segment at the running token: at the start of
// a clause, or after a figure or a standing is complete.
func (p *parser) head() (head, bool) {
	fresh := p.fresh()
	if p.role == problemRole || p.role == nextRole {
		if p.itemized() {
			return head{}, false
		}
		fresh = fresh || p.breaks()
	}
	fresh = fresh || p.runsOn()
	if !fresh && !p.says(p.start, p.i) && p.at(p.i-1) != nodKind && !p.colonLabel(p.i) && !p.chained(p.i) {
		if p.start < p.i && p.at(p.i) == numberKind && p.filled(p.start, p.i) {
			return p.groupHead(true) // 我局5项任务都正常
		}
		return head{}, false
	}
	if h, ok := p.standingHead(fresh); ok {
		return h, true
	}
	if h, ok := p.groupHead(fresh); ok {
		return h, true
	}
	if h, ok := p.exceptHead(fresh); ok {
		return h, true
	}
	strict := p.role != reportRole && !p.leads
	if h, ok := p.numberHead(fresh, strict); ok {
		return h, true
	}
	if p.opened() {
		return head{}, false
	}
	return p.titleHead(fresh, strict)
}

// fresh reports whether nothing is said in the running clause so far.
func (p *parser) fresh() bool {
	if p.opened() {
		return p.start == p.i
	}
	return !slices.ContainsFunc(p.toks[p.start:p.i], func(t token) bool {
		switch t.kind {
		case greetKind, nodKind, markKind, leadKind, partKind, dateKind, joinKind, fixKind:
			return false
		case allKind:
			return p.at(p.i) != exceptKind // all except 2
		case fillKind:
			return t.note&(sofar|until) == 0 && p.at(p.i) != labelKind
		}
		return true
	})
}

// opened reports whether the last segment was just named and waits for its
// words.
func (p *parser) opened() bool {
	last := len(p.segs) - 1
	return p.joined && last >= 0 && p.segs[last].named() && len(p.segs[last].clauses) == p.segs[last].adopted && !p.says(p.start, p.i) && (p.i == p.start || p.at(p.i-1) != nodKind)
}

// groupHead recognises 其余, 全部 and 5项 before a standing.
func (p *parser) groupHead(fresh bool) (head, bool) {
	last := len(p.segs) - 1
	excepted := last >= 0 && p.segs[last].excepted && !p.segs[last].trailing && (p.opened() || p.at(p.i-1) == exceptKind)
	if p.opened() && !excepted || p.sole >= 0 && p.in.Focus < 0 {
		return head{}, false
	}
	h := head{segment: segment{topic: others}}
	switch k := p.at(p.i); {
	case k == restKind, excepted && p.standsAt(p.i) && !p.isAt(p.i, "which", "which is", "that", "that is", "it", "it is", "it's"):
	case fresh && p.sole < 0 && (k == allKind || k == numberKind && p.countsTasks(p.i) && p.standsAt(p.i+1)):
		h.topic = everyone
	default:
		return h, false
	}
	var ok bool
	h.next, h.count, ok = p.standsForAll(h.topic)
	if excepted {
		h.topic = others
	}
	return h, ok && !p.restOfThings(h.next)
}

// restOfThings reports whether 其余 at the running token means what is left of the
// things that are being counted, because other tasks have begun long ago: 完成6处，
// 其余未开工.
func (p *parser) restOfThings(standing int) bool {
	last := len(p.segs) - 1
	idle := p.at(standing) == claimKind && p.toks[standing].claim == NotStarted && p.toks[standing].note&unmoved == 0
	if !idle || last < 0 || p.leads || len(p.segs[last].tasks) != 1 || p.at(p.i) != restKind || !p.has(p.lineStart(), p.i, numberKind) {
		return false
	}
	return slices.ContainsFunc(p.ask, func(t int) bool { return t != p.segs[last].tasks[0] && reported(p.in.Tasks[t]) })
}

// countsTasks reports whether the number at i counts tasks: 5项, 5个任务.
func (p *parser) countsTasks(i int) bool {
	t := p.toks[i]
	if t.num.form != plainForm || t.num.plus || t.num.minus {
		return false
	}
	return p.isUnit(t, "项") || p.isUnit(t, "个") && i+1 < len(p.toks) && p.is(p.toks[i+1], "任务", "项目", "事项", "工作")
}

// standsAt reports whether a standing comes next, behind words that carry
// nothing.
func (p *parser) standsAt(i int) bool {
	switch p.at(i) {
	case fillKind, allKind, eachKind, markKind:
		return p.standsAt(i + 1)
	case sameKind, claimKind, doneKind, ditto, vagueKind, partlyKind:
		return true
	}
	return false
}

// standsForAll finds the standing that all may share behind the group word at
// the running token, and how many tasks it says there are, 0 for no number.
func (p *parser) standsForAll(topic topic) (next, count int, ok bool) {
	j := p.i
	for ; j < len(p.toks); j++ {
		t := p.toks[j]
		if t.kind == numberKind && count == 0 && p.isUnit(t, "项", "个") && t.num.form == plainForm {
			count, _ = small(t.num.amount)
		} else if t.kind == joinKind && p.at(j+1) == dateKind && p.compared(j+1) {
			j++ // 其他跟上个月一样
		} else if t.kind != restKind && t.kind != fillKind && t.kind != allKind && t.kind != eachKind && t.kind != markKind {
			break
		}
	}
	switch p.at(j) {
	case sameKind, claimKind, doneKind, ditto, vagueKind, partlyKind:
		return j, count, true
	case madeKind:
		return j, count, topic == everyone && count == 0 || !p.figureFollows(j)
	}
	return j, count, false
}

func (p *parser) isUnit(t token, units ...string) bool {
	return t.unit != nil && slices.Contains(units, string(t.unit.runes))
}

// figureFollows reports whether a figure comes before the clause ends.
func (p *parser) figureFollows(i int) bool {
	for !p.ends(i) && p.at(i) != claimKind && p.at(i) != sameKind {
		if p.at(i) == numberKind {
			return true
		}
		i++
	}
	return false
}

// at is the kind of token i, lineKind outside.
func (p *parser) at(i int) kind {
	if i < 0 || i >= len(p.toks) {
		return lineKind
	}
	return p.toks[i].kind
}

// rune is the first rune of token i.
func (p *parser) rune(i int) rune {
	if i >= len(p.toks) {
		return '\n'
	}
	return p.f.runes[p.toks[i].lo]
}

// withNumber is the task with a number in the ask, or -1.
func (p *parser) withNumber(n int) int {
	return slices.IndexFunc(p.in.Tasks, func(t Task) bool { return n > 0 && t.Number == n })
}
