package bot

import (
	"slices"

	"duban/bot/wording"
	"duban/store"
)

// signState: where the admin has turned it on, a report waits for the unit
// leader's sign-off; the leader's own words need none.
func (t *turn) signState(unit store.UnitID) (store.ReportState, error) {
	u, err := t.tx.Unit(unit)
	if err != nil || !u.SignOff || t.leads(unit) {
		return store.Counts, err
	}
	return store.Unsigned, nil
}

// unsignedLine is how a line is shown whose report waits for the leader: the
// contact has done the own part.
const unsignedLine store.AskState = "unsigned"

// asShown is the ask as its readers see it. What waits for the leader's
// sign-off is no longer open for the contact; in the records it is, since
// nothing counts yet.
func (b *Bot) asShown(tx *store.Tx, a store.Ask) (store.Ask, error) {
	u, err := tx.Unit(a.Unit)
	if err != nil || !u.SignOff {
		return a, err
	}
	a.Lines = slices.Clone(a.Lines)
	for i, l := range a.Lines {
		r, waits, err := unsignedReport(tx, a, l)
		if err != nil {
			return a, err
		}
		if waits {
			a.Lines[i].State, a.Lines[i].Report = unsignedLine, r.Version
		}
	}
	return a, nil
}

// unsignedReport is the report that answers an open line and waits.
func unsignedReport(tx *store.Tx, a store.Ask, l store.AskLine) (store.Report, bool, error) {
	if l.State != store.AskOpen {
		return store.Report{}, false, nil
	}
	r, ok, err := tx.LastReport(l.Task)
	return r, err == nil && ok && r.Unit == a.Unit && r.Ask == a.ID && r.State == store.Unsigned, err
}

// setSignOff: /signoff UNIT on REASON, /signoff UNIT off. It makes answering
// slower, so turning it on needs a written reason, and somebody who can sign.
func (t *turn) setSignOff(args string) error {
	name, rest := nameFirst(args, t.isUnit)
	how, reason := firstWord(rest)
	on := how == "on" || how == "开"
	if !on && how != "off" && how != "关" || on && reason == "" {
		return complain(wording.SignOffUsage)
	}
	u, err := t.unitOf(name)
	if err != nil {
		return err
	}
	leaders, err := holders(t.tx, u.ID, store.Leader)
	if err != nil {
		return err
	}
	if on && len(leaders) == 0 {
		return complain(wording.SignOffNoLeader, "unit", unitName(t.lang, u), "code", u.Code)
	}
	u.SignOff = on
	fact, s := string(store.FactSignOffOff), wording.SignOffOff
	if on {
		fact, s = store.FactSignOffOn.With(reason), wording.SignOffOn
	}
	if err := t.tx.ChangeUnit(u, fact); err != nil {
		return err
	}
	return t.say(t.word(s, "unit", unitName(t.lang, u)))
}
