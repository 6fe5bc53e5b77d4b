package bot

import (
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
