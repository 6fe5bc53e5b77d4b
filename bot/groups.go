package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/store"
)

// In a group the bot sees commands, mentions and replies to itself; these are
// for it. Words and presses count from whoever holds a post of the unit that
// is asked there. Others get no answer in the group, and nothing is recorded.

// meant: in a group only a reply to the bot, or a mention, is for it.
func (t *turn) meant() bool {
	return t.in.Mentioned || t.in.ReplyTo != nil && t.in.ReplyTo.FromBot == t.Me.ID
}

// unitHere is the speaker's unit that is asked in this group, or in this topic
// of it: the one that the message replied to is about, else the one whose place
// it is. False where the speaker answers for none of them.
func (t *turn) unitHere(about store.UnitID) (store.UnitID, bool, error) {
	for _, id := range t.who.units() {
		u, err := t.tx.Unit(id)
		if err != nil {
			return 0, false, err
		}
		if u.Group.Chat == t.here().Chat && (id == about || about == 0 && u.Group.Thread == t.here().Thread) {
			return id, true, nil
		}
	}
	return 0, false, nil
}

// belongsHere reports whether the speaker may be answered in this chat: the
// office everywhere, a unit's people where the unit is asked.
func (t *turn) belongsHere() (bool, error) {
	if !t.in.Chat.IsGroup() || t.who.role >= store.Supervisor {
		return true, nil
	}
	for _, id := range t.who.units() {
		u, err := t.tx.Unit(id)
		if err != nil || u.Group.Chat == t.here().Chat {
			return err == nil, err
		}
	}
	return false, nil
}

// A unit's contacts may both answer, in the group or each in the own chat.
// Both versions stand, the last one counts, and both are told.

// colleague is the report of somebody else of the unit that this one follows
// within the same ask; false where there is none.
func (t *turn) colleague(s scope, id store.TaskID) (store.Report, bool, error) {
	l := s.ask.Line(id)
	if l == nil {
		return store.Report{}, false, nil
	}
	u, err := t.tx.Unit(s.unit)
	if err != nil || l.State == store.AskOpen && !u.SignOff {
		return store.Report{}, false, err
	}
	r, ok, err := t.tx.LastReport(id)
	return r, ok && r.Ask == s.ask.ID && r.By != t.who.person.ID && r.Unit == s.unit && !r.Bare(), err
}

// tellColleague tells the one whose version counts no more. Who has reported
// in the same group reads it there.
func (t *turn) tellColleague(task store.Task, r, before store.Report) error {
	if before.Via.Chat == t.here().Chat && t.in.Chat.IsGroup() {
		return nil
	}
	p, err := t.tx.Person(before.By)
	if err != nil || p.Reach.Unreachable {
		return err
	}
	m := store.Message{
		Key: fmt.Sprintf("colleague:%d:%d", r.Task, r.Version), Class: store.Receipt,
		About: store.About{Unit: r.Unit, Ask: r.Ask, Task: r.Task},
	}
	return t.announce(t.tx, p, m, func(l wording.Lang) said {
		view := *t
		view.lang = l
		return said{text: wording.Lines(
			wording.ColleagueToo.In(l, "name", t.who.person.Name, "title", title(l, task), "code", task.Code, "version", r.Version, "mine", before.Version),
			view.gist(task, r))}
	})
}

// nameFor is a person's name, empty where nobody is known under the id.
func (t *turn) nameFor(id store.PersonID) string {
	name, err := t.personName(id)
	if err != nil {
		t.Log.Error("a name", "person", id, "err", err)
	}
	return name
}
