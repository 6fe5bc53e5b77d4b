package bot

import (
	"slices"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// historyLength is how many versions a history shows, newest first.
const historyLength = 12

// history: /history CODE.
func (t *turn) history(args string) error {
	code, _ := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	return t.showHistory(task)
}

func (t *turn) historyPressed(args []string) error {
	task, err := t.taskPressedOf(args)
	if err != nil {
		return err
	}
	return t.showHistory(task)
}

// showHistory lists what was reported, each version as it was.
func (t *turn) showHistory(task store.Task) error {
	var past []store.Report
	for r, err := range t.tx.Reports(task.ID) {
		if err != nil {
			return err
		}
		past = append(past, r)
	}
	blocks := []wording.HTML{t.word(wording.HistoryHead, "title", title(t.lang, task), "code", task.Code, "n", len(past))}
	for i := len(past) - 1; i >= 0 && len(past)-i <= historyLength; i-- {
		line, err := t.versionText(task, past[i])
		if err != nil {
			return err
		}
		blocks = append(blocks, line)
	}
	return t.tell(store.Message{Text: string(wording.Blocks(blocks...)), Class: store.Receipt, About: store.About{Unit: task.Lead, Task: task.ID}})
}

func (t *turn) versionText(task store.Task, r store.Report) (wording.HTML, error) {
	by, err := t.tx.Person(r.By)
	if err != nil {
		return "", err
	}
	name := by.Name
	if r.Unit != task.Lead {
		u, err := t.tx.Unit(r.Unit)
		if err != nil {
			return "", err
		}
		name = unitName(t.lang, u) + " " + name
	}
	lines := []wording.HTML{t.word(wording.VersionHead, "version", r.Version, "at", t.dueText(r.At), "name", name)}
	lines = append(lines, t.gist(task, r))
	if r.Bare() && r.Words != "" {
		lines = append(lines, t.word(wording.EvidenceSaid, "text", r.Words))
	}
	lines = append(lines, t.freeText(r)...)
	return wording.Lines(append(lines, t.versionMarks(r)...)...), nil
}

// gist is a report's figures and claim in one line, or what else it says.
func (t *turn) gist(task store.Task, r store.Report) wording.HTML {
	var parts []string
	for _, v := range r.Values {
		target := task.Targets[v.Target]
		parts = append(parts, strings.TrimSpace(targetName(t.lang, target)+" "+v.Approx+figure(t.lang, v.Amount, target)))
	}
	if s, ok := claimSentences[r.Claim]; ok {
		parts = append(parts, lightMark(r.Claim.Light())+s.Text(t.lang))
	}
	if r.Same {
		parts = append(parts, t.label(wording.SaidSame))
	}
	if len(parts) == 0 {
		parts = append(parts, clip(strings.Join(slices.DeleteFunc([]string{r.Progress, r.Problem, r.Next}, func(s string) bool { return s == "" }), t.label(wording.ListComma)), 60))
	}
	return wording.Escape(strings.Join(parts, " · "))
}

// versionMarks: what a reader of the history has to know about a version.
func (t *turn) versionMarks(r store.Report) []wording.HTML {
	var marks []wording.HTML
	if r.Corrects > 0 {
		marks = append(marks, t.word(wording.MarkCorrects, "version", r.Corrects))
	}
	if r.Late {
		marks = append(marks, t.word(wording.SaidLate))
	}
	if r.Copied {
		marks = append(marks, t.word(wording.MarkCopied))
	}
	if n, err := evidenceCount(t.tx, r.Task, r.Version); err == nil && n > 0 {
		marks = append(marks, t.word(wording.MarkAttached, "n", n))
	}
	switch r.State {
	case store.Unsigned:
		marks = append(marks, t.word(wording.MarkUnsigned))
	case store.Refused:
		marks = append(marks, t.word(wording.MarkRefused))
	}
	return marks
}
