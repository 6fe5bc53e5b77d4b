package bot

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"duban/bot/wording"
	"duban/store"
)

// sayAssignments tells each unit, in one message, which tasks it was given.
// A unit that can't be reached finds them when its contact joins.
func (b *Bot) sayAssignments(tx *store.Tx, now time.Time, fresh map[store.UnitID][]store.TaskID) error {
	for _, unit := range slices.Sorted(maps.Keys(fresh)) {
		l, err := receiptListOf(tx, unit, tx.Now())
		if err != nil {
			return err
		}
		l.items = slices.DeleteFunc(l.items, func(a store.Assignment) bool { return !slices.Contains(fresh[unit], a.Task) })
		m := store.Message{Key: fmt.Sprintf("assign:%d:%d", unit, tx.LastEntry()+1), Class: store.Question}
		if len(l.items) == 1 {
			m.About.Task = l.items[0].Task
		}
		var fault error
		_, _, err = b.address(tx, unit, m, func(lang wording.Lang) said {
			view := &turn{Bot: b, tx: tx, lang: lang, now: now}
			var words said
			words, fault = view.receiptListText(l, 0)
			return words
		})
		if err := errors.Join(err, fault); err != nil {
			return err
		}
	}
	return nil
}

// signAll: 全部签收, whatever list it was put before the unit with.
func (t *turn) signAll(args []string) error {
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
	for _, id := range waiting {
		if _, err := t.tx.Acknowledge(id, unit, t.who.person.ID); err != nil {
			return err
		}
	}
	if err := t.toast(wording.SignedAllToast, "n", len(waiting)); err != nil {
		return err
	}
	return t.showReceipt(unit, waiting[0], t.in.MessageID)
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
	left := len(t.tx.OpenReceipts(unit))
	toast := wording.SignedToast
	if left > 0 {
		toast = wording.SignedMoreToast
	}
	if err := t.toast(toast, "n", left); err != nil {
		return err
	}
	return t.showReceipt(unit, task.ID, t.in.MessageID)
}

// showReceipt changes a message so that it shows who signed for what: the list
// that the task is in, or the task alone.
func (t *turn) showReceipt(unit store.UnitID, id store.TaskID, message int) error {
	a, err := t.tx.Assignment(id, unit)
	if err != nil {
		return err
	}
	l, err := receiptListOf(t.tx, unit, a.PutBefore())
	if err != nil {
		return err
	}
	if m, err := t.tx.MessageNumbered(t.here().Chat, message); err == nil && m.About.Task != 0 {
		l.items = slices.DeleteFunc(l.items, func(a store.Assignment) bool { return a.Task != m.About.Task })
	}
	at := slices.IndexFunc(l.items, func(a store.Assignment) bool { return a.Task == id })
	words, err := t.receiptListText(l, at)
	if err != nil {
		return err
	}
	return t.tell(store.Message{Edits: message, Text: string(words.text), Buttons: words.buttons, Class: store.Receipt})
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
