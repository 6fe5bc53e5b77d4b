package bot

import (
	"fmt"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// settleCard changes a message that asked for verdicts: those that were given
// stand under it, and their buttons are gone. It is made anew from the records
// each time, so a list can be settled line by line.
func (t *turn) settleCard(place store.Place, number int) error {
	m, err := t.tx.MessageNumbered(place.Chat, number)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	given, buttons, err := t.verdicts(m)
	if err != nil || len(given) == 0 {
		return err
	}
	text := wording.Blocks(wording.HTML(m.Text), wording.Lines(given...))
	return t.tell(store.Message{To: m.To, Edits: number, Text: string(text), Buttons: buttons, Class: store.Receipt, About: m.About})
}

// verdicts are those given to the buttons of a message, and the buttons that
// still wait for one.
func (t *turn) verdicts(m store.Message) (given []wording.HTML, left [][]store.Button, err error) {
	for _, row := range m.Buttons {
		var kept []store.Button
		for _, b := range row {
			r, done, err := t.verdictUnder(b)
			if err != nil {
				return nil, nil, err
			}
			if !done {
				kept = append(kept, b)
				continue
			}
			if !strings.HasPrefix(b.Data, "accept:") {
				continue // one line for the pair of buttons
			}
			line, err := t.verdictLine(r)
			if err != nil {
				return nil, nil, err
			}
			given = append(given, line)
		}
		if len(kept) > 0 {
			left = append(left, kept)
		}
	}
	return given, left, nil
}

func (t *turn) verdictUnder(b store.Button) (store.Review, bool, error) {
	task, version, ok := verdictOf(b.Data)
	if !ok {
		return store.Review{}, false, nil
	}
	return t.verdict(task, version)
}

func (t *turn) verdictLine(r store.Review) (wording.HTML, error) {
	task, err := t.tx.Task(r.Task)
	if err != nil {
		return "", err
	}
	name, err := t.personName(r.By)
	if err != nil {
		return "", err
	}
	s := wording.ReviewDoneLine
	if r.Outcome == store.SendBack {
		s = wording.ReviewBackLine
	}
	return t.word(s, "title", title(t.lang, task), "code", task.Code, "name", name, "at", wording.Moment(t.lang, r.At.In(t.Zone), t.now), "reason", r.Reason), nil
}

// evidenceForReview: where the first evidence comes after the reviewers were
// asked, their cards say so. A row in the outbox keeps what its message reads.
func (t *turn) evidenceForReview(task store.Task) error {
	n, err := evidenceCount(t.tx, task.ID, task.Standing.Version)
	if err != nil || task.State != store.InReview || n > len(t.loose()) {
		return err
	}
	r, err := t.tx.Report(task.ID, task.Standing.Version)
	if err != nil {
		return err
	}
	people, err := holders(t.tx, 0, store.Supervisor)
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := t.renewCard(p, task, r); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) renewCard(p store.Person, task store.Task, r store.Report) error {
	m, err := t.tx.MessageKeyed(fmt.Sprintf("%s:%d", reviewKey(task.ID, r.Version), p.ID))
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	s, err := speakerOf(t.tx, p.ID)
	if err != nil {
		return err
	}
	l, err := t.Bot.lang(t.tx, s)
	if err != nil {
		return err
	}
	card, err := t.reviewCard(l, task, r)
	if err != nil {
		return err
	}
	m.Text, m.Buttons = string(card.text), card.buttons
	if err := t.tx.PutMessage(m); err != nil || m.Number == 0 {
		return err
	}
	return t.tell(store.Message{To: m.To, Edits: m.Number, Text: m.Text, Buttons: m.Buttons, Class: store.Receipt, About: m.About})
}

// settleOthers shows the verdict on the cards of the other supervisors, so
// that nobody reads a claim that is no longer open.
func (t *turn) settleOthers(id store.TaskID, version int) error {
	people, err := holders(t.tx, 0, store.Supervisor)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.ID == t.who.person.ID {
			continue
		}
		if err := t.settleCardOf(p, id, version); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) settleCardOf(p store.Person, id store.TaskID, version int) error {
	m, err := t.tx.MessageKeyed(fmt.Sprintf("%s:%d", reviewKey(id, version), p.ID))
	if isMissing(err) || err == nil && m.Number == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	s, err := speakerOf(t.tx, p.ID)
	if err != nil {
		return err
	}
	mine := t.lang
	defer func() { t.lang = mine }()
	if t.lang, err = t.Bot.lang(t.tx, s); err != nil {
		return err
	}
	return t.settleCard(m.To, m.Number)
}
