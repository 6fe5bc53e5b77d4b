package bot

import (
	"errors"
	"fmt"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// askReview puts a claim of done before the supervisors. A supporting unit's
// claim moves no task, so nobody has to decide about it.
func (t *turn) askReview(id store.TaskID, r store.Report) error {
	task, err := t.tx.Task(id)
	if err != nil || task.State != store.InReview {
		return err
	}
	var fault error
	m := store.Message{Key: reviewKey(id, r.Version), Class: store.Question, About: store.About{Task: id, Report: r.Version}}
	_, err = t.announceTo(t.tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		card, err := t.reviewCard(l, task, r)
		fault = errors.Join(fault, err)
		return card
	})
	return errors.Join(err, fault)
}

func reviewKey(id store.TaskID, version int) string { return fmt.Sprintf("review:%d:%d", id, version) }

// reviewCard is what a reviewer reads and decides with.
func (t *turn) reviewCard(l wording.Lang, task store.Task, r store.Report) (said, error) {
	view := *t
	view.lang = l
	text, err := view.reviewText(task, r)
	return said{text, append([][]store.Button{view.verdictButtons(task.ID, r.Version)}, view.evidenceButton(task.ID)...)}, err
}

// reviewText is the claim beside the figures, with who said it and what came
// with it.
func (t *turn) reviewText(task store.Task, r store.Report) (wording.HTML, error) {
	u, err := t.tx.Unit(task.Lead)
	if err != nil {
		return "", err
	}
	name, err := t.personName(r.By)
	if err != nil {
		return "", err
	}
	came, err := t.evidenceText(task, r)
	if err != nil {
		return "", err
	}
	return wording.Blocks(
		t.word(wording.ReviewAsk, "unit", unitName(t.lang, u), "title", title(t.lang, task), "code", task.Code),
		wording.Lines(t.standingLine(task), t.standsText(task), t.word(wording.ReviewDue, "due", wording.Day(t.lang, task.Due.In(t.Zone), t.now))),
		wording.Lines(append(t.freeText(r), came, t.word(wording.ReviewBy, "name", name, "at", t.moment(r.At), "version", r.Version))...),
		t.footnote(task),
	), nil
}

// evidenceText says whether evidence came with the claim, and that the task
// needs some where none did.
func (t *turn) evidenceText(task store.Task, r store.Report) (wording.HTML, error) {
	now, err := evidenceCount(t.tx, task.ID, r.Version)
	if err != nil || now > 0 {
		return t.word(wording.ReviewEvidence), err
	}
	all, err := evidenceCount(t.tx, task.ID, 0)
	came := t.word(wording.ReviewNoEvidence)
	if all > 0 {
		came = t.word(wording.ReviewEvidenceBefore, "n", all)
	}
	if task.Evidence != "" {
		came = wording.Lines(came, t.word(wording.ReviewEvidenceRule, "reason", task.Evidence))
	}
	return came, err
}

// reviewButtons decide about the task as it stands now.
func (t *turn) reviewButtons(id store.TaskID) []store.Button {
	task, err := t.tx.Task(id)
	if err != nil {
		t.Log.Error("review buttons", "task", id, "err", err)
		return nil
	}
	return t.verdictButtons(id, task.Standing.Version)
}

// verdictButtons name the version that the reviewer reads: a newer one has to
// be read before it is decided on.
func (t *turn) verdictButtons(id store.TaskID, version int) []store.Button {
	return []store.Button{
		t.button(wording.ReviewButtonAccept, "accept", id, version),
		t.button(wording.ReviewButtonBack, "back", id, version),
	}
}

// review: /review lists what waits, oldest promise first.
func (t *turn) review(string) error {
	var waiting []store.Task
	n := 0
	for task, err := range t.tx.TasksIn(store.InReview) {
		if err != nil {
			return err
		}
		if n++; n <= page {
			waiting = append(waiting, task)
		}
	}
	if n == 0 {
		return t.say(t.word(wording.ReviewNone))
	}
	blocks := []wording.HTML{t.word(wording.ReviewHead, "n", n)}
	var buttons [][]store.Button
	for i, task := range waiting {
		block, err := t.reviewLine(i+1, task)
		if err != nil {
			return err
		}
		blocks = append(blocks, block)
		buttons = append(buttons, t.numberedVerdict(i+1, task))
	}
	if n > page {
		blocks = append(blocks, t.word(wording.SupMore, "n", n-page))
	}
	return t.say(wording.Blocks(append(blocks, t.footnote(waiting...))...), buttons...)
}

func (t *turn) reviewLine(n int, task store.Task) (wording.HTML, error) {
	u, err := t.tx.Unit(task.Lead)
	if err != nil {
		return "", err
	}
	since := t.word(wording.ReviewUnit, "unit", unitName(t.lang, u), "at", t.moment(task.Standing.At))
	return wording.Lines(t.taskLine(n, task), t.standsText(task), since), nil
}

func (t *turn) numberedVerdict(n int, task store.Task) []store.Button {
	row := t.verdictButtons(task.ID, task.Standing.Version)
	row[0].Text = t.label(wording.ReviewShortAccept, "n", number(n))
	row[1].Text = t.label(wording.ReviewShortBack, "n", number(n))
	return row
}

// verdictOf reads accept:TASK:VERSION or back:TASK:VERSION.
func verdictOf(button string) (task store.TaskID, version int, ok bool) {
	verb, rest, _ := strings.Cut(button, ":")
	ids, err := numbers(strings.Split(rest, ":"), 2)
	if err != nil || verb != "accept" && verb != "back" {
		return 0, 0, false
	}
	return store.TaskID(ids[0]), int(ids[1]), true
}

// reopen: /reopen CODE REASON.
func (t *turn) reopen(args string) error {
	code, reason := firstWord(args)
	if reason == "" {
		return complain(wording.ReviewReopenUsage)
	}
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	if task.State != store.Closed {
		return complain(wording.ReviewReopenNot, "code", task.Code, "state", stateSentences[task.State])
	}
	task, err = t.tx.Decide(store.Review{Task: task.ID, By: t.who.person.ID, Outcome: store.Reopen, Reason: reason})
	if err != nil {
		return err
	}
	// The moment at which it would have been asked is past by now; it must
	// not be asked as if duban had missed that.
	if task, err = t.planAsk(t.tx, task, t.now); err != nil {
		return err
	}
	if task, err = t.tx.PutTask(task, "", ""); err != nil {
		return err
	}
	sent, err := t.tellVerdict(task)
	if err != nil {
		return err
	}
	return t.say(wording.Lines(t.word(wording.ReviewReopened, "title", title(t.lang, task), "code", task.Code), sent))
}
