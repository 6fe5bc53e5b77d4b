package reading

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"duban/schedule"
)

// writer types the same answers in one of the ways that people have.
type writer struct {
	*rand.Rand
	in Input
}

func (w writer) one(of ...string) string { return of[w.IntN(len(of))] }

// answer is what one task is said to have come to.
type answer struct {
	task   int
	amount schedule.Decimal
	last   schedule.Decimal
	figure bool
	claim  Claim
	same   bool
}

// answer makes one up that a reader has no reason to doubt.
func (w writer) answer(task int) answer {
	a := answer{task: task}
	t := w.in.Tasks[task]
	if len(t.Targets) != 1 || !t.Targets[0].Measured() || w.IntN(4) == 0 {
		a.same = w.IntN(2) == 0
		if !a.same {
			a.claim = []Claim{OnTrack, Behind, AtRisk, Blocked}[w.IntN(4)]
		}
		return a
	}
	x := t.Targets[0]
	a.figure, a.last = true, *x.Last
	room := decimalMin(x.Low.Sub(a.last), x.Low.Shift(0).Div(whole(2)))
	step := schedule.NewDecimal(1, min(0, a.last.Exponent()))
	if n := room.Div(step).IntPart(); x.Kind == schedule.AtLeast && !x.Level && n > 0 {
		a.amount = a.last.Add(step.Mul(whole(1 + w.Int64N(n))))
	} else {
		a.amount = a.last
	}
	if w.IntN(5) == 0 {
		a.claim = OnTrack
	}
	return a
}

func decimalMin(a, b schedule.Decimal) schedule.Decimal {
	if a.LessThan(b) {
		return a
	}
	return b
}

// label names the task in one style; styles that need it end in a blank.
func (w writer) label(style, task int) string {
	t := w.in.Tasks[task]
	n := t.Number
	switch style {
	case 0:
		return fmt.Sprintf("%d ", n)
	case 1:
		return fmt.Sprintf("%d、", n)
	case 2:
		return fmt.Sprintf("%d：", n)
	case 3:
		return string(one + rune(n) - 1)
	case 4:
		return fmt.Sprintf("（%d）", n)
	case 5:
		return fmt.Sprintf("第%d项", n)
	case 6:
		return t.Title + "："
	case 7:
		return fmt.Sprintf("%d.%s：", n, t.Title)
	case 8:
		return t.Code + " "
	}
	return fmt.Sprintf("任务%d ", n)
}

// words says the answer.
func (w writer) words(a answer) string {
	standing := map[Claim][]string{
		OnTrack: {"正常", "按计划推进", "进展正常", "按序时推进"}, Behind: {"滞后", "进度滞后", "略有滞后"},
		AtRisk: {"有风险", "存在风险"}, Blocked: {"受阻", "停工", "施工受阻"},
	}[a.claim]
	switch {
	case a.same:
		return w.one("不变", "无变化", "没变化", "同上次", "与上次一致", "暂无变化")
	case !a.figure && a.claim != OnTrack:
		return w.one(standing...) + w.one("", "，因为资金没到位", "，主要是群众不配合", "：手续未办完", "，下一步抓紧协调")
	case !a.figure:
		return w.one(standing...) + w.one("", "，下一步加快施工")
	}
	m := w.in.Tasks[a.task].Targets[0].Measure
	total := a.amount.String() + m
	text := w.one("", "完成", "已完成", "累计", "累计完成", "目前", "现在") + total
	if x := w.in.Tasks[a.task].Targets[0]; x.Level || x.Kind == schedule.Change {
		text = total
	} else if more := a.amount.Sub(a.last); more.Sign() > 0 && w.IntN(3) == 0 {
		text = w.one("又完成", "比上次增加", "较上次增加") + more.String() + m + w.one("", "，累计"+total)
	}
	if a.claim != "" {
		text += w.one("，", " ") + w.one(standing...)
	}
	return text
}

// reply types some answers, and what the others are; want is by task.
func (w writer) reply() (text string, want map[int]answer) {
	order := w.Perm(len(w.in.Tasks))[:1+w.IntN(len(w.in.Tasks))]
	if w.IntN(4) > 0 {
		slices.Sort(order)
	}
	want = map[int]answer{}
	var parts []string
	for style := w.IntN(10); len(order) > 0; order = order[1:] {
		a := w.answer(order[0])
		want[a.task] = a
		parts = append(parts, w.label(style, a.task)+w.words(a))
	}
	text = strings.Join(parts, w.one("，", "；", "。", "\n", "\n"))
	if len(want) < len(w.in.Tasks) && w.IntN(3) == 0 {
		text += w.one("，", "。", "\n") + w.one("其余不变", "其他没变化", "其余各项无变化")
		for i := range w.in.Tasks {
			if _, told := want[i]; !told {
				want[i] = answer{task: i, same: true}
			}
		}
	}
	return w.one("", "", "领导好，", "汇报如下：", "收到，") + text + w.one("", "", "，谢谢", "🙏", "。请查收"), want
}

// is reports whether a line says what was meant.
func (a answer) is(l Line) bool {
	if l.Claim != a.claim || l.NoChange != a.same || a.figure != (len(l.Values) == 1) {
		return false
	}
	return !a.figure || l.Values[0].Amount.Equal(a.amount)
}

// styleInputs are the sets of the corpus with the tasks that an answer can be
// made up for, nine at the most, each with a code.
func styleInputs(t *testing.T) []Input {
	all := sets(t)
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []Input
	for _, name := range names {
		in := inputOf(t, name, "")
		in.Tasks = slices.DeleteFunc(in.Tasks, unfit)
		in.Tasks = in.Tasks[:min(9, len(in.Tasks))]
		for i := range in.Tasks {
			in.Tasks[i].Number, in.Tasks[i].Code = i+1, fmt.Sprintf("QX-%02d", i+1)
		}
		if len(in.Tasks) > 3 {
			out = append(out, in)
		}
	}
	return out
}

// unfit reports whether a task leaves doubts of its own: nothing was reported
// yet, several figures, or titles that name each other.
func unfit(t Task) bool {
	return t.Unchanged > 0 || t.Title == "" || len(t.Targets) > 1 || slices.ContainsFunc(t.Targets, func(x Target) bool {
		return x.Measured() && (x.Last == nil || x.Last.IsZero() || x.Kind == schedule.Change || x.Kind == schedule.Range)
	})
}

// Ensure that the same answers, typed in any of the ways that people have, are
// read as they are meant, and that nothing else is recorded.
func TestStyles(t *testing.T) {
	inputs := styleInputs(t)
	read, all := 0, 4000
	for n := range all {
		w := writer{Rand: rand.New(rand.NewPCG(uint64(n), 1)), in: inputs[n%len(inputs)]}
		var want map[int]answer
		w.in.Text, want = w.reply()
		r := Read(w.in)
		for _, l := range r.Lines {
			if a, told := want[l.Task]; !told || !a.is(l) {
				t.Errorf("%q: task %d is read as %+v", w.in.Text, l.Task+1, l)
			}
		}
		if len(r.Lines) == len(want) && len(r.Questions) == 0 {
			read++
		}
	}
	t.Logf("%d replies, %.1f %% read at once", all, 100*float64(read)/float64(all))
	if read*100 < all*97 {
		t.Errorf("only %d of %d are read at once", read, all)
	}
}
