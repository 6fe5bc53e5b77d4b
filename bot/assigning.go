package bot

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"duban/bot/wording"
	"duban/store"
)

// seat is who is asked for a unit, and where.
type seat struct {
	place  store.Place
	person store.Person // zero where the place is a group
}

// deskOf is where a unit is written to: its group, else its contact A, else
// B, else its leader. Without any of them the reason says what is missing.
func (b *Bot) deskOf(tx *store.Tx, u store.Unit) (s seat, reason string, err error) {
	if u.Group.Chat != 0 && !u.Lost.Unreachable {
		return seat{place: u.Group}, "", nil
	}
	posts, err := tx.PostsIn(u.ID)
	if err != nil {
		return s, "", err
	}
	slices.SortStableFunc(posts, func(a, b store.Post) int { return int(a.Role) - int(b.Role) })
	reason = string(store.FactNobody)
	for _, p := range posts {
		if p.Holder == 0 {
			continue
		}
		if onLeave(p, tx.Now()) {
			reason = string(store.FactOnLeave)
			continue
		}
		person, err := tx.Person(p.Holder)
		if err != nil {
			return s, "", err
		}
		if person.Reach.Unreachable {
			reason = store.FactUnreachable.With(person.Reach.Reason)
			continue
		}
		return seat{store.Place{Chat: store.ChatID(person.ID)}, person}, "", nil
	}
	return s, reason, nil
}

func onLeave(p store.Post, now time.Time) bool {
	return p.Leave != nil && !now.Before(p.Leave.From) && now.Before(p.Leave.Till)
}

// address queues a message to a unit, in the language of whoever reads it
// there. A unit that nobody can be reached for gets none: false, with the
// reason.
func (b *Bot) address(tx *store.Tx, unit store.UnitID, m store.Message, say func(wording.Lang) said) (bool, string, error) {
	u, err := tx.Unit(unit)
	if err != nil {
		return false, "", err
	}
	s, reason, err := b.deskOf(tx, u)
	if err != nil || reason != "" {
		return false, reason, err
	}
	l, err := b.unitLang(tx, unit)
	if own, ok := wording.Known(s.person.Lang); ok {
		l = own
	}
	if err != nil {
		return false, "", err
	}
	words := say(l)
	m.To, m.Text, m.Buttons, m.About.Unit = s.place, string(words.text), words.buttons, unit
	return true, "", queue(tx, m)
}

// sayAssignments tells each unit, in one message, which tasks it was given.
// A unit that can't be reached finds them when its contact joins.
func (b *Bot) sayAssignments(tx *store.Tx, now time.Time, fresh map[store.UnitID][]store.TaskID) error {
	for _, unit := range slices.Sorted(maps.Keys(fresh)) {
		if err := b.sayAssignment(tx, now, unit, fresh[unit]); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bot) sayAssignment(tx *store.Tx, now time.Time, unit store.UnitID, ids []store.TaskID) error {
	u, err := tx.Unit(unit)
	if err != nil {
		return err
	}
	given := make([]store.Task, len(ids))
	for i, id := range ids {
		if given[i], err = tx.Task(id); err != nil {
			return err
		}
	}
	m := store.Message{Key: fmt.Sprintf("assign:%d:%d", unit, tx.LastEntry()+1), Class: store.Question}
	if len(ids) == 1 {
		m.About.Task = ids[0]
	}
	_, _, err = b.address(tx, unit, m, func(l wording.Lang) said {
		view := &turn{Bot: b, tx: tx, lang: l, now: now}
		return view.assignmentText(u, given)
	})
	return err
}

// shortList is how many tasks are shown with their targets; a longer list
// shows titles, and /tasks has the rest.
const shortList = 10

func (t *turn) assignmentText(u store.Unit, given []store.Task) said {
	blocks := []wording.HTML{t.word(wording.AssignedHead, "unit", unitName(t.lang, u), "n", len(given))}
	var lines []wording.HTML
	for i, task := range given {
		if len(given) <= shortList {
			blocks = append(blocks, wording.Lines(t.taskLine(i+1, task),
				t.word(wording.TaskBy, "due", wording.Day(t.lang, task.Due.In(t.Zone), t.now)), t.supportNote(u, task)))
		} else {
			lines = append(lines, t.word(wording.TaskBrief, "n", i+1, "title", title(t.lang, task), "code", task.Code))
		}
	}
	blocks = append(blocks, wording.Lines(lines...), t.word(wording.AssignedEnd), t.footnote(given...))
	return said{wording.Blocks(blocks...), t.receiptButtons(u.ID, given)}
}

func (t *turn) supportNote(u store.Unit, task store.Task) wording.HTML {
	if task.Lead == u.ID {
		return ""
	}
	return t.word(wording.YouSupport)
}

func (t *turn) receiptButtons(unit store.UnitID, given []store.Task) [][]store.Button {
	if len(given) == 1 {
		id := given[0].ID
		return [][]store.Button{{t.button(wording.ButtonSign, "sign", unit, id), t.button(wording.ButtonReturn, "return", unit, id)}}
	}
	return [][]store.Button{
		{t.button(wording.ButtonSignAll, "signall", unit)},
		{t.button(wording.ButtonSignEach, "signeach", unit)},
	}
}

// sayReceipts asks for what the unit has not signed for, in one message.
func (t *turn) sayReceipts(unit store.UnitID) error {
	waiting := t.tx.OpenReceipts(unit)
	if len(waiting) == 0 {
		return nil
	}
	u, err := t.tx.Unit(unit)
	if err != nil {
		return err
	}
	given := make([]store.Task, len(waiting))
	for i, id := range waiting {
		if given[i], err = t.tx.Task(id); err != nil {
			return err
		}
	}
	words := t.assignmentText(u, given)
	return t.tell(store.Message{Text: string(words.text), Buttons: words.buttons, Class: store.Receipt, About: store.About{Unit: unit}})
}

// signAll: 全部签收.
func (t *turn) signAll(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	unit := store.UnitID(ids[0])
	if !t.who.speaksFor(unit) {
		return complain(wording.NotYourUnit)
	}
	n := 0
	for _, id := range t.tx.OpenReceipts(unit) {
		ok, err := t.tx.Acknowledge(id, unit, t.who.person.ID)
		if err != nil {
			return err
		}
		if ok {
			n++
		}
	}
	if n == 0 {
		return t.toast(wording.NothingToSign)
	}
	if err := t.toast(wording.SignedToast); err != nil {
		return err
	}
	return t.say(t.word(wording.SignedAll, "n", n, "name", t.who.person.Name))
}

// sign: 签收 of one task.
func (t *turn) sign(args []string) error {
	unit, task, err := t.receiptOf(args)
	if err != nil {
		return err
	}
	ok, err := t.tx.Acknowledge(task.ID, unit, t.who.person.ID)
	if err != nil {
		return err
	}
	if !ok {
		return t.toast(wording.NothingToSign)
	}
	if err := t.toast(wording.SignedToast); err != nil {
		return err
	}
	return t.say(t.word(wording.SignedOne, "title", title(t.lang, task), "code", task.Code, "name", t.who.person.Name))
}

// signEach shows what is to be signed for one by one.
func (t *turn) signEach(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	unit := store.UnitID(ids[0])
	if !t.who.speaksFor(unit) {
		return complain(wording.NotYourUnit)
	}
	waiting := t.tx.OpenReceipts(unit)
	if len(waiting) == 0 {
		return t.toast(wording.NothingToSign)
	}
	for _, id := range waiting[:min(len(waiting), shortList)] {
		task, err := t.tx.Task(id)
		if err != nil {
			return err
		}
		u, err := t.tx.Unit(unit)
		if err != nil {
			return err
		}
		words := t.assignmentText(u, []store.Task{task})
		err = t.tell(store.Message{Text: string(words.text), Buttons: words.buttons, Class: store.Receipt, About: store.About{Unit: unit, Task: id}})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) receiptOf(args []string) (store.UnitID, store.Task, error) {
	ids, err := numbers(args, 2)
	if err != nil {
		return 0, store.Task{}, err
	}
	unit := store.UnitID(ids[0])
	if !t.who.speaksFor(unit) {
		return 0, store.Task{}, complain(wording.NotYourUnit)
	}
	task, err := t.tx.Task(store.TaskID(ids[1]))
	if isMissing(err) {
		err = complain(wording.OldButton)
	}
	return unit, task, err
}

// returnPressed asks for the reason of a 退回.
func (t *turn) returnPressed(args []string) error {
	unit, task, err := t.receiptOf(args)
	if err != nil {
		return err
	}
	known := map[string]string{"unit": fmt.Sprint(unit), "task": fmt.Sprint(task.ID)}
	if err := t.open("return", "reason", known); err != nil {
		return err
	}
	return t.say(t.word(wording.ReturnWhy, "title", title(t.lang, task), "code", task.Code))
}

// returnSaid takes the reason that the dialogue asked for.
func (t *turn) returnSaid(d store.Dialogue, line string) error {
	unit, task, err := t.receiptOf([]string{d.Data["unit"], d.Data["task"]})
	if err != nil {
		return err
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return t.sendBack(unit, task, line)
}

// returnTyped: /return CODE reason.
func (t *turn) returnTyped(args string) error {
	code, reason := firstWord(args)
	task, err := t.taskOf(code)
	if err != nil {
		return err
	}
	for _, unit := range t.who.units() {
		if _, err := t.tx.Assignment(task.ID, unit); err == nil {
			return t.sendBack(unit, task, reason)
		}
	}
	return complain(wording.NotYourUnit)
}

// sendBack records the return and puts it before the supervisors.
func (t *turn) sendBack(unit store.UnitID, task store.Task, reason string) error {
	if reason == "" {
		return complain(wording.ReturnUsage)
	}
	if err := t.tx.Return(task.ID, unit, t.who.person.ID, reason); err != nil {
		return err
	}
	u, err := t.tx.Unit(unit)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("returned:%d:%d:%d", task.ID, unit, t.tx.LastEntry()+1), Class: store.Notice, About: store.About{Unit: unit, Task: task.ID}}
	_, err = t.announceTo(t.tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		text := wording.ReturnedToOffice.In(l, "unit", unitName(l, u), "title", title(l, task), "code", task.Code, "reason", reason)
		return said{text, returnButtons(l, task.ID, unit)}
	})
	if err != nil {
		return err
	}
	return t.say(t.word(wording.ReturnSent, "title", title(t.lang, task), "code", task.Code))
}
