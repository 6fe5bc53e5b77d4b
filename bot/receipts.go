package bot

import (
	"strings"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

func (t *turn) receiptMessage(s scope, blocks []wording.HTML, fixes []store.Button) store.Message {
	m := store.Message{Text: string(wording.Blocks(blocks...)), Buttons: grid(fixes, 2), Class: store.Receipt, About: store.About{Unit: s.unit, Ask: s.ask.ID}}
	if len(fixes) > 8 {
		m.Buttons = nil // a line each would be a wall; a reply corrects as well
	}
	return m
}

// receipt says what was recorded: task, value and the difference to the last
// time, what is claimed and what the numbers say.
func (t *turn) receipt(task store.Task, r store.Report, added bool) wording.HTML {
	r = saidBack(r)
	if r.Unit != task.Lead {
		return t.partReceipt(task, r, added)
	}
	head := wording.Recorded
	switch {
	case !added:
		head = wording.RecordedBefore
	case r.State == store.Unsigned:
		head = wording.RecordedUnsigned
	case r.Corrects > 0:
		head = wording.RecordedFix
	}
	lines := append([]wording.HTML{t.word(head, "title", title(t.lang, task), "code", task.Code, "version", r.Version)}, t.receiptBody(task, r)...)
	lines = append(lines, t.colleagueLines(r)...)
	if r.Claim == store.Done && r.State == store.Counts {
		lines = append(lines, t.word(wording.GoesToReview))
	}
	return wording.Lines(lines...)
}

// saidBack is the report as it is said to those who wrote it. What is recorded
// is whole.
func saidBack(r store.Report) store.Report {
	for _, words := range []*string{&r.Progress, &r.Problem, &r.Next} {
		*words = clip(*words, shownWords)
	}
	return r
}

// partReceipt is the receipt of a supporting unit's part.
func (t *turn) partReceipt(task store.Task, r store.Report, added bool) wording.HTML {
	head := wording.PartRecorded
	switch {
	case !added:
		head = wording.RecordedBefore
	case r.State == store.Unsigned:
		head = wording.RecordedUnsigned
	}
	lines := append([]wording.HTML{t.word(head, "title", title(t.lang, task), "code", task.Code), t.gist(task, r)}, t.freeText(r)...)
	if r.Attached {
		lines = append(lines, t.word(wording.SaidAttached))
	}
	lines = append(lines, t.colleagueLines(r)...)
	return wording.Lines(append(lines, t.word(wording.SupportNoted))...)
}

// colleagueLines say whose report this one comes after.
func (t *turn) colleagueLines(r store.Report) (lines []wording.HTML) {
	for _, before := range t.followed {
		if before.Task == r.Task && before.Version < r.Version {
			lines = append(lines, t.word(wording.ColleagueBefore, "name", t.nameFor(before.By), "version", before.Version))
		}
	}
	return lines
}

// receiptBody is what the report says, held against the numbers.
func (t *turn) receiptBody(task store.Task, r store.Report) []wording.HTML {
	var lines []wording.HTML
	for _, v := range r.Values {
		lines = append(lines, t.valueLine(task, v))
	}
	if r.Same {
		lines = append(lines, t.word(wording.SaidSame))
	}
	if len(task.Targets) > 0 || r.Claim != store.NoClaim {
		claim := r.Claim
		if r.Same && claim == store.NoClaim {
			claim = task.Standing.Claim
		}
		lines = append(lines, t.sideBySide(claim, r.Light, r.Class))
	}
	lines = append(lines, t.freeText(r)...)
	if r.Attached {
		lines = append(lines, t.word(wording.SaidAttached))
	}
	if r.Late {
		lines = append(lines, t.word(wording.SaidLate))
	}
	return lines
}

// freeText is what the unit wrote, by its parts.
func (t *turn) freeText(r store.Report) []wording.HTML {
	var lines []wording.HTML
	part := func(s wording.Sentence, text string) {
		if text = unlabelled(text); text != "" {
			lines = append(lines, t.word(s, "text", text))
		}
	}
	part(wording.SaidProgress, r.Progress)
	part(wording.SaidProblem, r.Problem)
	part(wording.SaidNext, r.Next)
	if !r.Expect.IsZero() {
		lines = append(lines, t.word(wording.SaidExpect, "date", wording.Day(t.lang, r.Expect.In(t.Zone), t.now)))
	}
	return lines
}

// unlabelled is a text without the label that its writer put before it: the
// reader sees ours. What is recorded keeps it.
func unlabelled(text string) string {
	if rest, ok := strings.CutPrefix(text, "下一步"); ok { // no word goes on like this
		return strings.TrimLeft(rest, ":：， ")
	}
	for _, label := range []string{"问题", "原因", "下一步", "进展", "problem", "next", "progress"} {
		if len(text) < len(label) || !strings.EqualFold(text[:len(label)], label) {
			continue
		}
		if rest := strings.TrimLeft(text[len(label):], ":： "); len(rest) < len(text)-len(label) {
			return rest
		}
	}
	return text
}

// valueLine: 累计 5个（较上次 +2）, and how it stands to the target.
func (t *turn) valueLine(task store.Task, v store.Value) wording.HTML {
	target := task.Targets[v.Target]
	value := figure(t.lang, v.Amount, target)
	if v.Approx != "" {
		value = v.Approx + " " + value
	}
	s := wording.ValueTotal
	if target.Level || target.Kind == schedule.Keep || target.Kind == schedule.Change {
		s = wording.ValueLevel
	}
	said := t.word(s, "name", targetName(t.lang, target), "value", value, "target", targetText(t.lang, target))
	line := wording.HTML(strings.TrimLeft(string(said), " ")) // a target may have no name
	if last := task.Standing.Of(v.Target); last != nil && last.Equal(v.Amount) {
		line += t.word(wording.AsLast)
	} else if last != nil {
		line += t.word(wording.SinceLast, "change", signed(t.lang, v.Amount.Sub(*last), target))
	}
	return line
}
