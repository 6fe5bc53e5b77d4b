package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/store"
)

// signState: where the admin has turned it on, a report waits for the unit
// leader's sign-off; the leader's own words need none.
func (t *turn) signState(unit store.UnitID) (store.ReportState, error) {
	u, err := t.tx.Unit(unit)
	if err != nil || !u.SignOff {
		return store.Counts, err
	}
	for _, p := range t.who.posts {
		if p.Unit == unit && p.Role == store.Leader {
			return store.Counts, nil
		}
	}
	return store.Unsigned, nil
}

// askSignature puts the report before the unit's leader.
func (t *turn) askSignature(task store.Task, r store.Report) error {
	m := store.Message{
		Key: fmt.Sprintf("signoff:%d:%d", task.ID, r.Version), Class: store.Question,
		About: store.About{Unit: r.Unit, Task: task.ID, Report: r.Version},
	}
	_, err := t.announceTo(t.tx, r.Unit, store.Leader, m, func(l wording.Lang) said {
		view := *t
		view.lang = l
		text := wording.Lines(wording.SignOffAsk.In(l, "name", t.who.person.Name), view.receipt(task, r, true))
		return said{text, [][]store.Button{{
			button(l, wording.ButtonSignOff, "signoff", task.ID, r.Version, 1),
			button(l, wording.ButtonRefuse, "signoff", task.ID, r.Version, 0),
		}}}
	})
	return err
}

// signOff is the leader's decision about a report.
func (t *turn) signOff(args []string) error {
	ids, err := numbers(args, 3)
	if err != nil {
		return err
	}
	r, err := t.tx.Report(store.TaskID(ids[0]), int(ids[1]))
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if !t.leads(r.Unit) {
		return complain(wording.NotYourUnit)
	}
	if r.State != store.Unsigned {
		return t.toast(wording.DoubtSettled)
	}
	if r, err = t.tx.Sign(r.Task, r.Version, ids[2] == 1); err != nil {
		return err
	}
	return t.signed(r)
}

func (t *turn) leads(unit store.UnitID) bool {
	for _, p := range t.who.posts {
		if p.Role == store.Leader && p.Unit == unit {
			return true
		}
	}
	return false
}

// signed tells who reported, and goes on where the report counts now.
func (t *turn) signed(r store.Report) error {
	task, err := t.tx.Task(r.Task)
	if err != nil {
		return err
	}
	s := wording.SignedOff
	if r.State == store.Refused {
		s = wording.SignRefused
	}
	if err := t.edit(t.word(s, "title", title(t.lang, task), "code", task.Code, "version", r.Version)); err != nil {
		return err
	}
	reporter, err := t.tx.Person(r.By)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("signedoff:%d:%d", r.Task, r.Version), Class: store.Receipt, About: store.About{Unit: r.Unit, Task: r.Task}}
	err = t.announce(t.tx, reporter, m, func(l wording.Lang) said {
		return said{text: s.In(l, "title", title(l, task), "code", task.Code, "version", r.Version)}
	})
	if err != nil || r.State != store.Counts {
		return err
	}
	return t.afterReport(task, r)
}
