package bot

import (
	"strconv"
	"time"

	"duban/bot/wording"
	"duban/store"
)

// receiptList is what was put before a unit at one moment to sign for: an
// assignment, or the open tasks that a successor takes over.
type receiptList struct {
	unit  store.Unit
	at    time.Time
	items []store.Assignment
}

// listPage is how many items a message shows; Telegram takes about a hundred
// buttons.
const listPage = 20

// shortList is how many are shown with their targets; a longer list shows
// titles, and /tasks has the rest.
const shortList = 10

func receiptListOf(tx *store.Tx, unit store.UnitID, at time.Time) (l receiptList, err error) {
	l.at = at
	if l.unit, err = tx.Unit(unit); err != nil {
		return l, err
	}
	l.items, err = tx.PutBefore(unit, at)
	return l, err
}

// open counts what waits to be signed for.
func (l receiptList) open() (n int) {
	for _, a := range l.items {
		if a.State == store.Waiting {
			n++
		}
	}
	return n
}

// predecessor is who had signed before, 0 where nothing was taken over.
func (l receiptList) predecessor() store.PersonID {
	for _, a := range l.items {
		if a.From != 0 {
			return a.From
		}
	}
	return 0
}

// receiptListText is the list as it stands, from the page that begins at from.
func (t *turn) receiptListText(l receiptList, from int) (said, error) {
	from = min(max(from, 0), max(len(l.items)-1, 0)) / listPage * listPage
	page := l.items[from:min(from+listPage, len(l.items))]
	head, err := t.receiptListHead(l)
	if err != nil {
		return said{}, err
	}
	blocks := []wording.HTML{head}
	var lines []wording.HTML
	var tasks []store.Task
	for i, a := range page {
		task, err := t.tx.Task(a.Task)
		if err != nil {
			return said{}, err
		}
		tasks = append(tasks, task)
		line, err := t.receiptLine(from+i+1, a, task, len(l.items) <= shortList)
		if err != nil {
			return said{}, err
		}
		lines = append(lines, line)
	}
	if len(l.items) <= shortList {
		blocks = append(blocks, lines...)
	} else {
		blocks = append(blocks, wording.Lines(lines...))
	}
	end := wording.AssignedEnd
	if l.open() == 0 {
		end = wording.AssignedDone
	}
	return said{wording.Blocks(append(blocks, t.word(end), t.footnote(tasks...))...), t.receiptListButtons(l, from, page)}, nil
}

// receiptListHead says what it is: given, or taken over and from whom.
func (t *turn) receiptListHead(l receiptList) (wording.HTML, error) {
	args := []any{"unit", unitName(t.lang, l.unit), "n", len(l.items)}
	given, handed := wording.AssignedHead, wording.HandedHead
	if l.open() == 0 {
		given, handed = wording.AssignedPast, wording.HandedPast
	}
	from := l.predecessor()
	if from == 0 {
		return t.word(given, args...), nil
	}
	name, err := t.personName(from)
	return t.word(handed, append(args, "name", name)...), err
}

// receiptLine is one item: what waits with its targets and date, what was
// answered with who answered it.
func (t *turn) receiptLine(n int, a store.Assignment, task store.Task, whole bool) (wording.HTML, error) {
	args := []any{"n", n, "title", title(t.lang, task), "code", task.Code}
	switch {
	case a.State == store.Waiting && whole:
		note := wording.HTML("")
		if a.Part == store.Supports {
			note = t.word(wording.YouSupport)
		}
		return wording.Lines(t.taskLine(n, task), t.word(wording.TaskBy, "due", wording.Day(t.lang, task.Due.In(t.Zone), t.now)), note), nil
	case a.State == store.Waiting:
		return t.word(wording.TaskBrief, args...), nil
	}
	name, err := t.personName(a.By)
	s := wording.ItemSigned
	if a.State == store.Returned {
		s = wording.ItemReturned
	}
	return t.word(s, append(args, "name", name)...), err
}

func (t *turn) receiptListButtons(l receiptList, from int, page []store.Assignment) [][]store.Button {
	unit := l.unit.ID
	if len(l.items) == 1 {
		if l.open() == 0 {
			return nil
		}
		id := l.items[0].Task
		return [][]store.Button{{t.button(wording.ButtonSign, "sign", unit, id), t.button(wording.ButtonReturn, "return", unit, id)}}
	}
	var rows [][]store.Button
	var each []store.Button
	for i, a := range page {
		if a.State == store.Waiting {
			each = append(each, store.Button{Text: t.label(wording.ButtonSignItem, "n", number(from+i+1)), Data: data("sign", unit, a.Task)})
		}
	}
	if l.open() > 0 {
		rows = append(rows, []store.Button{t.button(wording.ButtonSignAll, "signall", unit), t.button(wording.ButtonReturns, "returns", unit, l.at.Unix())})
	}
	rows = append(rows, grid(each, 4)...)
	var turnPage []store.Button
	if from > 0 {
		turnPage = append(turnPage, t.button(wording.ButtonBefore, "receipts", unit, l.at.Unix(), from-listPage))
	}
	if from+listPage < len(l.items) {
		turnPage = append(turnPage, t.button(wording.ButtonAfter, "receipts", unit, l.at.Unix(), from+listPage))
	}
	if len(turnPage) > 0 {
		rows = append(rows, turnPage)
	}
	return rows
}

// receiptPage turns the list's page.
func (t *turn) receiptPage(args []string) error {
	l, err := t.receiptListPressed(args)
	if err != nil {
		return err
	}
	from := 0
	if len(args) > 2 {
		from, _ = strconv.Atoi(args[2])
	}
	words, err := t.receiptListText(l, from)
	if err != nil {
		return err
	}
	return t.edit(words.text, words.buttons...)
}

// receiptListPressed reads UNIT:MOMENT of a button.
func (t *turn) receiptListPressed(args []string) (receiptList, error) {
	ids, err := numbers(args, 2)
	if err != nil {
		return receiptList{}, err
	}
	if !t.who.speaksFor(store.UnitID(ids[0])) {
		return receiptList{}, complain(wording.NotYourUnit)
	}
	at := time.Unix(int64(ids[1]), 0)
	for _, a := range t.tx.OpenReceipts(store.UnitID(ids[0])) {
		// The button has seconds; the records are finer.
		if as, err := t.tx.Assignment(a, store.UnitID(ids[0])); err == nil && as.PutBefore().Unix() == at.Unix() {
			return receiptListOf(t.tx, store.UnitID(ids[0]), as.PutBefore())
		}
	}
	return receiptList{}, complain(wording.NothingToSign)
}
