package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/bot/reading"
	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// words reads what a contact wrote that is neither a command nor part of a
// dialogue.
func (t *turn) words() error {
	if t.in.Chat.IsGroup() && !t.meant() {
		return nil
	}
	if t.in.Kind == telegram.KindEdited {
		return t.correct()
	}
	if len(t.in.Text) > telegram.MaxText && telegram.Units(t.in.Text) > telegram.MaxText {
		return complain(wording.TooLong)
	}
	s, ok, err := t.scopeOf()
	if err != nil {
		return err
	}
	switch {
	case !ok && t.in.Chat.IsGroup():
		return nil
	case !ok && t.offersList():
		return t.importFile()
	case !ok:
		return complain(wording.WordsNotForOffice)
	}
	return t.report(s, t.in.Text, nil)
}

// report reads a text against the scope, records what is certain, asks back
// what is not, and says both in one receipt. old are the reports that are put
// right, none for a new report.
func (t *turn) report(s scope, text string, old corrections) error {
	if len(old) == 0 {
		if taken, err := t.asked(s, t.withoutMention(text)); taken || err != nil {
			return err
		}
	}
	r := reading.Read(t.input(s, t.withoutMention(text)))
	if len(r.Lines) == 0 && (len(r.Questions) == 0 || len(s.tasks) == 0 || len(t.loose()) > 0 && !answerable(r)) {
		return t.nothingRead(s, r)
	}
	r, err := t.evidenceWanted(s, s.settleParts(old.settle(s, r)))
	if err != nil {
		return err
	}
	lines, first := comparable(s, r.Lines)
	if err := t.recordLines(s, lines, old); err != nil {
		return err
	}
	if err := t.sayFirst(s, first); err != nil {
		return err
	}
	return t.askBack(s, r.Questions, old)
}

// comparable parts the lines from those that say "as before" of a task that
// has no report before.
func comparable(s scope, lines []reading.Line) (kept []reading.Line, first []string) {
	for _, line := range lines {
		task := s.tasks[line.Task]
		if line.NoChange && task.Standing.Version == 0 {
			first = append(first, s.name(task))
			continue
		}
		kept = append(kept, line)
	}
	return kept, first
}

// sayFirst: these have nothing to be the same as.
func (t *turn) sayFirst(s scope, first []string) error {
	if len(first) == 0 {
		return nil
	}
	return t.tell(store.Message{
		Text:  string(t.word(wording.SameNeedsFirst, "list", wording.Names(t.lang, first))),
		Class: store.Receipt, About: store.About{Unit: s.unit, Ask: s.ask.ID},
	})
}

// recordLines records what is certain and says it in one receipt.
func (t *turn) recordLines(s scope, lines []reading.Line, old corrections) error {
	var blocks []wording.HTML
	var fixes []store.Button
	for _, line := range lines {
		task := s.tasks[line.Task]
		was := old[task.ID]
		if t.in.Kind == telegram.KindEdited && was.Version > 0 && was.Words == line.Source {
			continue // this line of the message was not edited
		}
		got, added, err := t.record(s, line, store.Via{Chat: t.here().Chat, Message: t.in.MessageID}, was.Version)
		if err != nil {
			return err
		}
		blocks = append(blocks, t.receipt(task, got, added))
		fixes = append(fixes, store.Button{Text: t.label(wording.ButtonFix) + " " + task.Code, Data: data("fix", got.Task, got.Version)})
	}
	if len(blocks) == 0 {
		return nil
	}
	if len(fixes) == 1 {
		fixes[0].Text = t.label(wording.ButtonFix)
	}
	if err := t.tell(t.receiptMessage(s, append(blocks, t.word(wording.CumulativeNote)), fixes)); err != nil {
		return err
	}
	return t.refreshAsk(s.ask.ID)
}

func (t *turn) withoutMention(text string) string {
	if !t.in.Mentioned {
		return text
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "@"+t.Me.Username, " "))
}

// nothingRead: files alone, a nod, or words that report nothing.
func (t *turn) nothingRead(s scope, r reading.Reading) error {
	switch {
	case len(t.loose()) > 0:
		return t.onlyEvidence(s)
	case r.Nod && s.ask.ID != 0 && s.ask.State == store.AskOpen:
		return t.say(t.word(wording.NodIsNoReport, "n", s.ask.Left()))
	case r.Nod:
		return nil
	case len(s.tasks) == 0:
		return complain(wording.NoTasksYet)
	}
	return complain(wording.NotUnderstood, "example", t.exampleIn(s))
}

// exampleIn is an example for the first task of the scope.
func (t *turn) exampleIn(s scope) string {
	if len(s.tasks) == 0 {
		return ""
	}
	first := s.tasks[0]
	if line := s.ask.Line(first.ID); line != nil && s.focus != 0 {
		return fmt.Sprintf("%d %s", line.Number, t.example(first))
	}
	return t.example(first)
}

// record adds one line of a reading as a version of its task's report.
func (t *turn) record(s scope, line reading.Line, via store.Via, corrects int) (store.Report, bool, error) {
	task := s.tasks[line.Task]
	r := store.Report{
		Task: task.ID, Unit: s.unit, By: t.who.person.ID, Via: via,
		Claim: store.Claim(line.Claim), Same: line.NoChange,
		Progress: line.Progress, Problem: line.Problem, Next: line.Next, Words: line.Source,
		Corrects: corrects, Attached: len(t.loose()) > 0,
	}
	if line.Expect != nil {
		r.Expect = line.Expect.UTC()
	}
	for _, v := range line.Values {
		r.Values = append(r.Values, store.Value{Target: v.Target, Amount: v.Amount, Approx: v.Approx})
	}
	r.Ask, r.Late = s.answers(task.ID, t.now)
	before, ok, err := t.colleague(s, task.ID)
	if err != nil {
		return r, false, err
	}
	r, added, err := t.file(task, r)
	if err != nil || !added || !ok {
		return r, added, err
	}
	t.followed = append(t.followed, before)
	return r, added, t.tellColleague(task, r, before)
}

// file computes the light of a report, adds it, attaches what came with it
// and lets the office know of a claim of done.
func (t *turn) file(task store.Task, r store.Report) (store.Report, bool, error) {
	margins, err := t.margins(t.tx)
	if err != nil {
		return r, false, err
	}
	if r.Unit == task.Lead {
		a := assess(task, merged(task.Standing.Values, r.Values), t.now, margins)
		r.Light, r.Class = a.Light, a.Class
	}
	r.State = store.Counts
	if !r.Bare() {
		r.State, err = t.signState(r.Unit)
	}
	if err != nil {
		return r, false, err
	}
	r, added, err := t.tx.AddReport(r)
	if err != nil || !added {
		return r, added, err
	}
	if err := t.attach(r); err != nil {
		return r, added, err
	}
	if r.State == store.Unsigned {
		t.toSign = append(t.toSign, r)
		return r, added, nil
	}
	return r, added, t.afterReport(task, r)
}

// afterReport shows a supporting unit's part in the lead unit's open ask, and
// puts the lead's claim of done before the reviewers.
func (t *turn) afterReport(task store.Task, r store.Report) error {
	if r.Unit != task.Lead {
		return t.showPart(task)
	}
	if r.Claim != store.Done {
		return nil
	}
	return t.askReview(task.ID, r)
}

// merged are the values once the newer ones count.
func merged(old, fresh []store.Value) []store.Value {
	all := slices.Clone(fresh)
	for _, v := range old {
		if !slices.ContainsFunc(fresh, func(f store.Value) bool { return f.Target == v.Target }) {
			all = append(all, v)
		}
	}
	return all
}

// margins are the rules for lights in force.
func (b *Bot) margins(tx *store.Tx) (schedule.Margins, error) {
	office, err := tx.Office()
	if err != nil {
		return schedule.Margins{}, err
	}
	if m, ok := schedule.MarginsNamed(office.Margins); ok {
		return m, nil
	}
	return schedule.DefaultMargins(), nil
}

// dueText is a moment in the reader's language and the office's zone.
func (t *turn) dueText(at time.Time) string { return wording.Moment(t.lang, at.In(t.Zone), t.now) }
