package bot

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

func (t *turn) leads(unit store.UnitID) bool {
	return slices.ContainsFunc(t.who.posts, func(p store.Post) bool { return p.Role == store.Leader && p.Unit == unit })
}

// signOff is the leader's decision about a report.
func (t *turn) signOff(args []string) error {
	ids, err := numbers(args, 3)
	if err != nil {
		return err
	}
	r, ok, err := t.signable(store.TaskID(ids[0]), int(ids[1]))
	if err != nil || !ok {
		return err
	}
	if ids[2] == 1 {
		return t.approve(r, t.in.MessageID)
	}
	task, err := t.tx.Task(r.Task)
	if err != nil {
		return err
	}
	known := map[string]string{
		"task": fmt.Sprint(r.Task), "version": fmt.Sprint(r.Version), "message": fmt.Sprint(t.in.MessageID), "prompt": "yes",
	}
	if err := t.open("refuse", "reason", known); err != nil {
		return err
	}
	return t.say(t.word(wording.SignRefuseWhy, "title", title(t.lang, task), "code", task.Code))
}

// signable is a report that waits for the speaker's decision. Where there is a
// newer one the leader is shown that.
func (t *turn) signable(id store.TaskID, version int) (store.Report, bool, error) {
	r, err := t.tx.Report(id, version)
	if isMissing(err) {
		return r, false, complain(wording.OldButton)
	}
	if err != nil {
		return r, false, err
	}
	if !t.leads(r.Unit) {
		return r, false, complain(wording.NotYourUnit)
	}
	if r.State != store.Unsigned {
		return r, false, t.settled()
	}
	newer, err := t.newerReport(r)
	if err == nil && newer > 0 {
		err = complain(wording.SignNewer, "version", newer)
	}
	return r, err == nil, err
}

// newerReport is the version in which the unit has put the report right since,
// 0 for none.
func (t *turn) newerReport(r store.Report) (version int, err error) {
	for newer, err := range t.tx.Reports(r.Task) {
		if err != nil {
			return 0, err
		}
		if newer.Unit == r.Unit && newer.Version > r.Version && !newer.Bare() {
			version = newer.Version
		}
	}
	return version, nil
}

// settled says that it was decided before, over the button or as an answer.
func (t *turn) settled() error {
	if t.in.Press == nil {
		return complain(wording.DoubtSettled)
	}
	return t.toast(wording.DoubtSettled)
}

// refused takes the reason for which a report is not signed.
func (t *turn) refused(d store.Dialogue, line string) error {
	reason := strings.TrimSpace(line)
	if reason == "" {
		return complain(wording.ReviewNeedsWhy)
	}
	ids, err := numbers([]string{d.Data["task"], d.Data["version"]}, 2)
	if err != nil {
		return err
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	r, ok, err := t.signable(store.TaskID(ids[0]), int(ids[1]))
	if err != nil || !ok {
		return err
	}
	if r, err = t.tx.RefuseReport(r.Task, r.Version, reason); err != nil {
		return err
	}
	message, err := strconv.Atoi(d.Data["message"])
	if err != nil {
		return fmt.Errorf("dialogue refuse: %w", err)
	}
	return t.signed([]store.Report{r}, message)
}

// approve lets one report count.
func (t *turn) approve(r store.Report, message int) error {
	r, err := t.tx.SignReport(r.Task, r.Version)
	if err != nil {
		return err
	}
	if err := t.toast(wording.SignedOffToast, "n", 1); err != nil {
		return err
	}
	return t.signed([]store.Report{r}, message)
}

// signOffAll lets everything on the card count that still waits.
func (t *turn) signOffAll([]string) error {
	all, err := t.cardReports(t.in.MessageID)
	if err != nil {
		return err
	}
	var signed []store.Report
	for _, r := range all {
		if !t.leads(r.Unit) {
			return complain(wording.NotYourUnit)
		}
		newer, err := t.newerReport(r)
		if err != nil {
			return err
		}
		if r.State != store.Unsigned || newer > 0 {
			continue
		}
		if r, err = t.tx.SignReport(r.Task, r.Version); err != nil {
			return err
		}
		signed = append(signed, r)
	}
	if len(signed) == 0 {
		return t.settled()
	}
	if err := t.toast(wording.SignedOffToast, "n", len(signed)); err != nil {
		return err
	}
	return t.signed(signed, t.in.MessageID)
}

// signed shows the decision on the card, tells whoever reported, and goes on
// where a report counts now.
func (t *turn) signed(all []store.Report, message int) error {
	if err := t.renewSignCard(message); err != nil {
		return err
	}
	asks := map[store.AskID]bool{}
	for _, r := range all {
		asks[r.Ask] = true
		if r.State != store.Counts {
			continue
		}
		task, err := t.tx.Task(r.Task)
		if err != nil {
			return err
		}
		if err := t.afterReport(task, r); err != nil {
			return err
		}
	}
	if err := t.tellReporters(all); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(asks)) {
		if err := t.refreshAsk(id); err != nil {
			return err
		}
	}
	return nil
}

// tellReporters tells each who reported, in one message.
func (t *turn) tellReporters(all []store.Report) error {
	byPerson := map[store.PersonID][]store.Report{}
	for _, r := range all {
		byPerson[r.By] = append(byPerson[r.By], r)
	}
	for _, id := range slices.Sorted(maps.Keys(byPerson)) {
		p, err := t.tx.Person(id)
		if err != nil {
			return err
		}
		mine := byPerson[id]
		m := store.Message{
			Key: fmt.Sprintf("signedoff:%d:%d:%d", mine[0].Task, mine[0].Version, len(mine)), Class: store.Receipt,
			About: store.About{Unit: mine[0].Unit, Ask: mine[0].Ask},
		}
		if len(mine) == 1 {
			m.About.Task = mine[0].Task
		}
		var fault error
		err = t.announce(t.tx, p, m, func(l wording.Lang) said {
			text, err := t.decidedText(l, mine)
			fault = errors.Join(fault, err)
			return said{text: text}
		})
		if err := errors.Join(err, fault); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) decidedText(l wording.Lang, all []store.Report) (wording.HTML, error) {
	var titles []string
	var task store.Task
	for _, r := range all {
		var err error
		if task, err = t.tx.Task(r.Task); err != nil {
			return "", err
		}
		titles = append(titles, title(l, task))
	}
	if len(all) > 1 {
		return wording.SignedOffMany.In(l, "n", len(all), "name", t.who.person.Name, "list", wording.Names(l, titles)), nil
	}
	s := wording.SignedOff
	if all[0].State == store.Refused {
		s = wording.SignRefused
	}
	return s.In(l, "title", titles[0], "code", task.Code, "version", all[0].Version, "name", t.who.person.Name, "reason", all[0].Refusal), nil
}
