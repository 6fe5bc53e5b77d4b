package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/store"
)

// unitCommands are about how a unit is reached and who answers for it.
func unitCommands() []command {
	return []command{
		{name: "leave", role: store.Contact, args: wording.ArgsLeave, help: wording.HelpLeave, run: (*turn).leave},
		{name: "bind", role: store.Admin, args: wording.ArgsBind, help: wording.HelpBind, run: (*turn).bind},
		{name: "unbind", role: store.Admin, args: wording.ArgsBind, help: wording.HelpUnbind, run: (*turn).unbind},
		{name: "seatb", role: store.Admin, args: wording.ArgsSeatB, help: wording.HelpSeatB, run: (*turn).seatB},
		{name: "signoff", role: store.Admin, args: wording.ArgsSignOff, help: wording.HelpSignOff, run: (*turn).setSignOff},
	}
}

// bind: /bind UNIT, sent in a group or a topic, makes that the place where the
// unit is asked. In a topic it is that topic.
func (t *turn) bind(args string) error {
	if !t.in.Chat.IsGroup() {
		return complain(wording.BindUsage)
	}
	u, err := t.unitOf(args)
	if err != nil {
		return err
	}
	u.Group, u.Lost = t.here(), store.Reach{}
	if err := t.tx.ChangeUnit(u, string(store.FactBound)); err != nil {
		return err
	}
	return t.say(t.word(wording.Bound, "unit", unitName(t.lang, u)))
}

// unbind: /unbind UNIT. The unit is asked in its contact's own chat again.
func (t *turn) unbind(args string) error {
	u, err := t.unitOf(args)
	if err != nil {
		return err
	}
	u.Group, u.Lost = store.Place{}, store.Reach{}
	if err := t.tx.ChangeUnit(u, string(store.FactUnbound)); err != nil {
		return err
	}
	return t.say(t.word(wording.Unbound, "unit", unitName(t.lang, u)))
}

// tellLead shows a supporting unit's part to the lead unit, who sums up.
func (t *turn) tellLead(task store.Task, r store.Report) error {
	u, err := t.tx.Unit(r.Unit)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("support:%d:%d", task.ID, r.Version), Class: store.Notice, About: store.About{Task: task.ID, Report: r.Version}}
	_, _, err = t.address(t.tx, task.Lead, m, func(l wording.Lang) said {
		view := *t
		view.lang = l
		lines := []wording.HTML{wording.SupportReported.In(l, "unit", unitName(l, u), "title", title(l, task), "code", task.Code)}
		for _, v := range r.Values {
			lines = append(lines, view.valueLine(task, v))
		}
		return said{text: wording.Lines(append(lines, view.freeText(r)...)...)}
	})
	return err
}
