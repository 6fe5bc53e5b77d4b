package reading

import (
	"slices"
	"strings"
	"time"

	"duban/schedule"
)

// verdict is what a figure is by the words around it.
type verdict uint8

const (
	clean   verdict = iota // a value of the task
	unsure                 // words around it that the grammar does not know
	foreign                // a value, with the title of another task beside it
	apart                  // no value: planned, missing, last year's, another thing's
)

// figure is a number with what its clause makes of it.
type figure struct {
	token
	verdict   verdict
	increment bool // 新增2个
	own       bool // the title has the word of increase itself
	less      bool // 减少2个
	newly     bool // 新建2个: of all, or since the last report
	total     bool // 累计
	period    bool // 本月
	share     bool // of the target, by its words: 完成率80%
	verb      bool
	falls     bool // 下降4.4%
	rises     bool
	approx    string
	past      bool  // last time's
	stock     bool  // 还剩11件, of what is to be brought down
	day       *date // to which it holds
	denied    bool  // 不是9个
	rate      bool  // 完成率: of the target, by its words or for want of others
	now       bool  // 目前
	claimed   bool  // 3台滞后: a standing right behind it may be its own
	claim     Claim
	built     bool // a verb stands behind it: 14座完工
	delta     bool // 比上月下降0.1
	lately    bool // 上周又完成2部: before the last report, or since
	under     bool // 近, 不到: may not be reached
	near      bool // 近 among them: a figure nevertheless
	titular   bool // the title's own stage stands before it: 开工20套, of 住房开工
	names     []int
	clause    clause
}

// judge weighs the figures of a clause for one task.
type judge struct {
	p       *parser
	task    int
	c       clause
	byTitle bool // the task is named by its title
	behind  bool // what became of each figure stands behind it: 3所在建5所竣工
}

// figures gives the figures of the clause.
func (j judge) figures() []figure {
	var at []int
	for k := j.c.lo; k < j.c.hi; k++ {
		if j.p.toks[k].kind == numberKind {
			at = append(at, k)
		}
	}
	j.behind = j.statesBehind(at)
	out := make([]figure, 0, len(at))
	asked := j.p.has(j.c.lo, j.c.hi, askKind)
	doubted := asked || j.labelled() || j.p.has(j.c.lo, j.c.hi, hedgeKind) || len(at) > 1 && j.either(at[0], at[len(at)-1])
	from, carried := j.c.lo, figure{}
	prefix := len(at) > 0 && slices.ContainsFunc(j.p.toks[from:at[0]], func(t token) bool { return len(j.targets(t)) > 0 })
	for n, k := range at {
		f := figure{token: j.p.toks[k], clause: j.c, verdict: carried.verdict, increment: carried.increment}
		if j.p.toks[k].odd || doubted {
			f.verdict = unsure
		}
		f.rate = (k == j.c.lo || j.p.at(k-1) == numberKind) && k+1 == j.c.hi
		if n > 0 && j.shareOf(at[n-1], k) {
			out[n-1].worse(apart)
			f.verdict, f.share = clean, true
		}
		j.before(&f, from, k)
		f.rate = f.rate || f.share
		to, next := j.c.hi, j.c.hi
		if n+1 < len(at) {
			next = at[n+1]
			to = j.split(k+1, next, f, prefix)
			if j.ofNext(f, k, next) {
				to = k + 1
			}
		}
		j.after(&f, k+1, to, n+1 < len(at))
		if n+1 < len(at) && j.text(k+1, next) && (f.unit == nil || j.fits(f) || !j.fits(figure{token: j.p.toks[next]})) {
			to = k + 1 // unknown words between two figures may belong to either
		}
		if j.c.part && j.p.at(j.c.lo) != partKind {
			f.worse(apart) // 其中新建9处、改造5处
		}
		if n+1 < len(at) && j.becomes(k, next) {
			f.past = true
			f.worse(apart)
		}
		if f.verdict == apart && asked {
			f.verdict = unsure
		}
		out = append(out, f)
		carried, from = figure{verdict: j.carry(f, to, next), increment: f.increment && !f.num.plus && next == k+1}, to
	}
	return out
}

// statesBehind reports whether the words for what became of a figure stand
// behind each, the last one's too.
func (j judge) statesBehind(at []int) bool {
	state := func(t token) bool {
		return t.kind == madeKind || t.kind == doneKind || t.kind == missingKind || t.kind == stageKind
	}
	if len(at) < 2 || slices.ContainsFunc(j.p.toks[j.c.lo:at[0]], state) {
		return false
	}
	k := at[len(at)-1] + 1
	for k < j.c.hi && j.p.at(k) == fillKind {
		k++
	}
	return k < j.c.hi && state(j.p.toks[k])
}

// fits reports whether the task has a target in the figure's own unit.
func (j judge) fits(f figure) bool {
	return j.p.book.measured(j.task, func(_ int, m measure) bool {
		_, ok := m.fit(f.unit)
		return ok && f.unit != nil
	}) >= 0
}

// either reports whether 还是 stands between two figures: 5个还是6个.
func (j judge) either(lo, hi int) bool {
	return slices.ContainsFunc(j.p.toks[lo:hi], func(t token) bool { return t.note&still != 0 })
}

// rate reports whether the task is about a rate of change.
func (j judge) rate() bool {
	return slices.ContainsFunc(j.p.in.Tasks[j.task].Targets, func(t Target) bool { return t.Kind == schedule.Change })
}

func (j judge) text(lo, hi int) bool {
	return slices.ContainsFunc(j.p.toks[lo:hi], func(t token) bool { return t.kind == textKind })
}

// carry says whether the words that set one figure apart hold for the next:
// last year does for the rest of the clause, a plan until a verb.
func (j judge) carry(f figure, lo, hi int) verdict {
	if f.verdict == unsure && j.p.has(j.c.lo, lo, againstKind) && (j.p.has(lo, hi, moreKind) || j.p.has(lo, hi, lessKind)) {
		return unsure // 比去年同期的54.9亿增加2.4亿
	}
	if f.verdict != apart || j.behind && !j.p.has(lo, hi, missingKind) {
		return clean
	}
	for k, t := range j.p.toks[lo:hi] {
		if t.kind == markKind && lo+k+1 == hi {
			return clean // 目标20座：14座
		}
		if j.p.is(t, "基础上", "的基础上") && j.reportedLast(f) {
			return clean // 在原有3个的基础上新增2个
		}
		if f.denied && (j.p.is(t, "是") || t.kind == leadKind) || t.kind == madeKind || t.kind == doneKind || t.kind == totalKind || t.kind == dateKind && (t.date.tense == period || t.date.tense == noTense) || t.note&sofar != 0 {
			return clean
		}
	}
	return apart
}

// reportedLast reports whether a figure is what was reported last.
func (j judge) reportedLast(f figure) bool {
	return slices.ContainsFunc(j.p.in.Tasks[j.task].Targets, func(t Target) bool { return t.Last != nil && t.Last.Equal(f.num.amount) })
}

// split is the token between two figures where the words of the second begin.
func (j judge) split(lo, hi int, f figure, prefix bool) int {
	for k := lo; k < hi; k++ {
		switch t := j.p.toks[k]; t.kind {
		case missingKind, stageKind:
			if j.behind && k == lo && !j.p.is(t, "还有", "还差", "尚有", "仍有", "还剩", "还剩下", "剩余", "剩下", "剩", "另有", "另外", "差", "尚余", "尚差") {
				return k + 1
			}
			return k
		case againstKind, madeKind, doneKind, totalKind, moreKind, lessKind, planKind, goalKind, otherKind, partKind, ofKind, denyKind, joinKind, hedgeKind, claimKind, vagueKind, dateKind:
			return k
		case markKind:
			if k+1 == hi {
				return k
			}
		case nameKind:
			if prefix || j.elsewhere(f, t) || !j.owned(t) {
				return k
			}
		case fillKind:
			if f.denied && j.p.is(t, "是") || t.note&sofar != 0 && (f.verdict == apart || !j.text(lo, hi)) {
				return k // 不是9个是8个, 总长6公里现在5公里
			}
		case leadKind:
			if f.denied || j.p.is(t, "基础上", "的基础上") {
				return k // not 9 but 8
			}
		}
	}
	return hi
}

// elsewhere reports whether a name behind a figure is that of another target
// than the one that the figure's unit shows: 4所 学位6400个.
func (j judge) elsewhere(f figure, name token) bool {
	named := j.targets(name)
	own := j.p.book.measured(j.task, func(_ int, m measure) bool { return m.exact(f.unit) })
	return own >= 0 && len(named) > 0 && !slices.Contains(named, own)
}

// targets are the targets of the task that a token names; a whole name stands
// before a part of a longer one.
func (j judge) targets(t token) []int {
	var all, exact []int
	for _, o := range t.owners {
		if o.task != j.task || o.target < 0 {
			continue
		}
		all = append(all, o.target)
		if o.whole {
			exact = append(exact, o.target)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return all
}

func (j judge) owned(t token) bool { return t.of(j.task) }

// spelled reports whether an unknown word has no character that is not in the
// task's own title or targets: 桥10座 for 桥梁改造.
func (j judge) spelled(t token) bool {
	if t.kind != textKind && t.kind != stageKind && t.kind != otherKind || t.note != 0 {
		return false
	}
	task := j.p.in.Tasks[j.task]
	for _, r := range j.p.f.runes[t.lo:t.hi] {
		if letter(r) || r != '了' && !strings.ContainsRune(task.Title, r) && !slices.ContainsFunc(task.Targets, func(x Target) bool { return strings.ContainsRune(x.Name, r) }) {
			return false
		}
	}
	return true
}

// written reports whether a word has no character that is not in the task's
// own title.
func (j judge) written(t token) bool {
	return !slices.ContainsFunc(j.p.f.runes[t.lo:t.hi], func(r rune) bool { return !strings.ContainsRune(j.p.in.Tasks[j.task].Title, r) })
}

// spells gives the one target whose name has the characters of an unknown word.
func (j judge) spells(t token) []int {
	var out []int
	for k, x := range j.p.in.Tasks[j.task].Targets {
		if t.kind == textKind && x.Name != "" && !slices.ContainsFunc(j.p.f.runes[t.lo:t.hi], func(r rune) bool { return letter(r) || !strings.ContainsRune(x.Name, r) }) {
			out = append(out, k)
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

func (f *figure) worse(v verdict) { f.verdict = max(f.verdict, v) }

// day gives the first day named in the tokens that is not past.
func (p *parser) day(lo, hi int) *time.Time {
	for _, t := range p.toks[lo:hi] {
		if t.kind == dateKind && !t.date.day.IsZero() && !t.date.day.Before(midnight(p.in.Now)) {
			d := t.date.day
			return &d
		}
	}
	return nil
}
