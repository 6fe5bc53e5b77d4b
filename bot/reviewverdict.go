package bot

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// accept closes the task.
func (t *turn) accept(args []string) error {
	task, ok, err := t.reviewable(args)
	if err != nil || !ok {
		return err
	}
	if err := t.decide(task, store.Accept, "", t.in.MessageID); err != nil {
		return err
	}
	return t.toast(wording.ReviewTookToast)
}

// back asks for the reason before anything is decided.
func (t *turn) back(args []string) error {
	task, ok, err := t.reviewable(args)
	if err != nil || !ok {
		return err
	}
	known := map[string]string{
		"task": args[0], "version": args[1], "message": strconv.Itoa(t.in.MessageID),
		"prompt": "yes", // a reply to our question is its answer
	}
	if err := t.open("back", "reason", known); err != nil {
		return err
	}
	return t.say(t.word(wording.ReviewBackWhy, "title", title(t.lang, task), "code", task.Code))
}

// backSaid takes the reason. Meanwhile somebody else may have decided.
func (t *turn) backSaid(d store.Dialogue, line string) error {
	reason := strings.TrimSpace(line)
	if reason == "" {
		return complain(wording.ReviewNeedsWhy)
	}
	if t.who.role < store.Supervisor {
		return complain(wording.NotForYou, "role", roleSentence(store.Supervisor))
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	task, ok, err := t.reviewable([]string{d.Data["task"], d.Data["version"]})
	if err != nil || !ok {
		return err
	}
	message, err := strconv.Atoi(d.Data["message"])
	if err != nil {
		return fmt.Errorf("dialogue back: %w", err)
	}
	if err := t.decide(task, store.SendBack, reason, message); err != nil {
		return err
	}
	return t.say(t.word(wording.ReviewBackDone, "title", title(t.lang, task), "code", task.Code))
}

// reviewable is the task of a verdict's button. False when there is nothing
// to decide for the version that was read; the reviewer has been told then.
func (t *turn) reviewable(args []string) (store.Task, bool, error) {
	ids, err := numbers(args, 2)
	if err != nil {
		return store.Task{}, false, err
	}
	version := int(ids[1])
	task, err := t.tx.Task(store.TaskID(ids[0]))
	if isMissing(err) {
		return task, false, complain(wording.OldButton)
	}
	if err != nil {
		return task, false, err
	}
	r, decided, err := t.verdict(task.ID, version)
	switch {
	case err != nil:
		return task, false, err
	case decided:
		return task, false, t.sayDecided(r)
	case task.State != store.InReview:
		return task, false, complain(wording.ReviewGone, "code", task.Code)
	case task.Standing.Version != version:
		return task, false, t.showNewer(task)
	}
	return task, true, nil
}

// verdict is the decision that settled a version, false while there is none.
func (t *turn) verdict(id store.TaskID, version int) (store.Review, bool, error) {
	for r, err := range t.tx.Reviews(id) {
		if err != nil {
			return r, false, err
		}
		if r.Version >= version && r.Outcome != store.Reopen {
			return r, true, nil
		}
	}
	return store.Review{}, false, nil
}

// sayDecided: a second reviewer's press learns by whom it was decided.
func (t *turn) sayDecided(r store.Review) error {
	name, err := t.personName(r.By)
	if err != nil {
		return err
	}
	if t.in.Press != nil {
		if err := t.settleCard(t.here(), t.in.MessageID); err != nil {
			return err
		}
	}
	s := wording.ReviewWasTaken
	if r.Outcome == store.SendBack {
		s = wording.ReviewWasBack
	}
	return complain(s, "name", name, "at", t.moment(r.At))
}

// showNewer puts the latest report before the reviewer who pressed a button
// under an older one.
func (t *turn) showNewer(task store.Task) error {
	r, err := t.tx.Report(task.ID, task.Standing.Version)
	if err != nil {
		return err
	}
	card, err := t.reviewCard(t.lang, task, r)
	if err != nil {
		return err
	}
	if err := t.toast(wording.ReviewNewer); err != nil {
		return err
	}
	return t.tell(store.Message{
		Text: string(card.text), Buttons: card.buttons, Class: store.Receipt,
		About: store.About{Task: task.ID, Report: r.Version},
	})
}

// decide records the verdict, tells the unit, and shows it under every card
// that asked for it. message is the one whose button was pressed.
func (t *turn) decide(task store.Task, outcome store.Outcome, reason string, message int) error {
	asks, err := t.asksAbout(task)
	if err != nil {
		return err
	}
	version := task.Standing.Version
	task, err = t.tx.Decide(store.Review{Task: task.ID, By: t.who.person.ID, Outcome: outcome, Reason: reason})
	if errors.Is(err, store.ErrState) {
		return complain(wording.ReviewGone, "code", task.Code)
	}
	if err != nil {
		return err
	}
	if _, err := t.tellVerdict(task); err != nil {
		return err
	}
	for _, id := range asks {
		if err := t.refreshAsk(id); err != nil {
			return err
		}
	}
	if err := t.settleCard(t.here(), message); err != nil {
		return err
	}
	return t.settleOthers(task.ID, version)
}

// tellVerdict lets the unit know what was decided last about its task.
func (t *turn) tellVerdict(task store.Task) (wording.HTML, error) {
	var last store.Review
	for r, err := range t.tx.Reviews(task.ID) {
		if err != nil {
			return "", err
		}
		last = r
	}
	s := map[store.Outcome]wording.Sentence{
		store.Accept: wording.ReviewUnitDone, store.SendBack: wording.ReviewUnitBack, store.Reopen: wording.ReviewUnitReopen,
	}[last.Outcome]
	return t.writeTo(task.Lead, store.Message{
		Key: fmt.Sprintf("verdict:%d:%d", task.ID, last.Number), Class: store.Notice, About: store.About{Task: task.ID},
	}, func(l wording.Lang) said {
		return said{text: s.In(l, "title", title(l, task), "code", task.Code, "reason", last.Reason)}
	})
}

// writeTo queues a message from the office to a unit, held till units may be
// written to, and says whether and when it arrives.
func (t *turn) writeTo(unit store.UnitID, m store.Message, say func(wording.Lang) said) (wording.HTML, error) {
	u, err := t.tx.Unit(unit)
	if err != nil {
		return "", err
	}
	m.NotUntil = t.speakFrom(t.tx, t.now)
	ok, reason, err := t.address(t.tx, unit, m, say)
	return t.delivery(u, ok, reason, m.NotUntil), err
}

// asksAbout are the unit's open asks that wait for an answer about the task.
func (t *turn) asksAbout(task store.Task) ([]store.AskID, error) {
	var ids []store.AskID
	for a, err := range t.tx.OpenAsks(task.Lead) {
		if err != nil {
			return nil, err
		}
		if l := a.Line(task.ID); l != nil && l.State == store.AskOpen {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}
