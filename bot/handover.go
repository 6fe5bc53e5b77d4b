package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/store"
)

// A duty belongs to a post, never to a person. Whoever takes a post over gets
// what the unit has open: the tasks, to be signed for item by item, and the
// asks. What is not signed for stays on the supervisors' lists.

// takeOver gives a new contact what the unit has open. Seat A answers for all
// of it, so its successor signs for all that others have signed for; a
// successor in seat B signs for what nobody who is still there has signed for.
func (t *turn) takeOver(post store.Post) error {
	anew := func(store.PersonID) bool { return false }
	if post.Before != 0 {
		there, err := t.holdersIn(post.Unit)
		if err != nil {
			return err
		}
		anew = func(signer store.PersonID) bool {
			return signer != post.Holder && (post.Seat != "B" || !there[signer])
		}
	}
	if err := t.tx.HandOver(post.Unit, anew); err != nil {
		return err
	}
	if err := t.sayReceipts(post.Unit); err != nil {
		return err
	}
	if err := t.sayOpenAsks(post.Unit); err != nil || post.Before == 0 {
		return err
	}
	return t.tellTakenOver(post)
}

// holdersIn are the people who hold a post of the unit.
func (t *turn) holdersIn(unit store.UnitID) (map[store.PersonID]bool, error) {
	posts, err := t.tx.PostsIn(unit)
	there := map[store.PersonID]bool{}
	for _, p := range posts {
		there[p.Holder] = true
	}
	return there, err
}

// sayReceipts puts what the unit has not signed for before the new holder, in
// one message.
func (t *turn) sayReceipts(unit store.UnitID) error {
	if len(t.tx.OpenReceipts(unit)) == 0 {
		return nil
	}
	l, err := receiptListOf(t.tx, unit, t.tx.Now())
	if err != nil {
		return err
	}
	words, err := t.receiptListText(l, 0)
	if err != nil {
		return err
	}
	m := store.Message{Text: string(words.text), Buttons: words.buttons, Class: store.Receipt, About: store.About{Unit: unit}}
	if len(l.items) == 1 {
		m.About.Task = l.items[0].Task
	}
	return t.tell(m)
}

// tellTakenOver lets the predecessor and the admins know.
func (t *turn) tellTakenOver(post store.Post) error {
	before, err := t.tx.Person(post.Before)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	args := func(l wording.Lang) []any {
		view := *t
		view.lang = l
		return []any{"post", view.postText(post), "name", t.who.person.Name, "before", before.Name, "n", len(t.tx.OpenReceipts(post.Unit))}
	}
	key := fmt.Sprintf("takenover:%d:%d", post.ID, t.tx.LastEntry()+1)
	_, err = t.announceTo(t.tx, 0, store.Admin, store.Message{Key: key, Class: store.Notice}, func(l wording.Lang) said {
		return said{text: wording.TakenOver.In(l, args(l)...)}
	})
	if err != nil || before.Reach.Unreachable {
		return err
	}
	return t.announce(t.tx, before, store.Message{Key: key, Class: store.Notice}, func(l wording.Lang) said {
		return said{text: wording.HandedTo.In(l, args(l)...)}
	})
}
