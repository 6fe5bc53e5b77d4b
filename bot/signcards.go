package bot

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// A card puts what one message reported before the unit's leader, whatever the
// number of tasks. It is made anew from the records after each decision.

// wholeCards is how many reports a card shows whole; a longer one shows the
// gist of each.
const wholeCards = 5

// askSignatures puts what this update reported before the unit's leader. Where
// no leader can be reached the admins are told: it waits until one signs.
func (t *turn) askSignatures() error {
	all := t.toSign
	if len(all) == 0 {
		return nil
	}
	var fault error
	m := store.Message{
		Key: fmt.Sprintf("signoff:%d:%d:%d", all[0].Unit, all[0].Task, t.tx.LastEntry()+1), Class: store.Question,
		About: store.About{Unit: all[0].Unit, Report: all[0].Version},
	}
	told, err := t.announceTo(t.tx, all[0].Unit, store.Leader, m, func(l wording.Lang) said {
		card, err := t.signCard(l, all)
		fault = errors.Join(fault, err)
		return card
	})
	if err := errors.Join(err, fault); err != nil || told > 0 {
		return err
	}
	u, err := t.tx.Unit(all[0].Unit)
	if err != nil {
		return err
	}
	m = store.Message{Key: fmt.Sprintf("nosigner:%d:%s", u.ID, t.now.Format("2006-01-02")), Class: store.Notice}
	_, err = t.announceTo(t.tx, 0, store.Admin, m, func(l wording.Lang) said {
		return said{text: wording.SignOffNobody.In(l, "unit", unitName(l, u))}
	})
	return err
}

// signCard is what a leader reads and decides with: each report as it stands.
func (t *turn) signCard(l wording.Lang, all []store.Report) (said, error) {
	view := *t
	view.lang = l
	names, waiting := []string{}, 0
	var blocks []wording.HTML
	var rows [][]store.Button
	for i, r := range all {
		block, err := view.signBlock(i+1, r, len(all) <= wholeCards)
		if err != nil {
			return said{}, err
		}
		blocks = append(blocks, block)
		name, err := view.personName(r.By)
		if err != nil {
			return said{}, err
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		if r.State == store.Unsigned {
			waiting++
			rows = append(rows, view.signButtons(i+1, len(all), r))
		}
	}
	if waiting > 1 {
		rows = append([][]store.Button{{view.button(wording.ButtonSignOffAll, "signoffall")}}, rows...)
	}
	head := wording.SignOffAsk
	if waiting == 0 {
		head = wording.SignOffPast
	}
	return said{wording.Blocks(append([]wording.HTML{view.word(head, "name", wording.Names(l, names), "n", len(all))}, blocks...)...), rows}, nil
}

// signBlock is one report of a card.
func (t *turn) signBlock(n int, r store.Report, whole bool) (wording.HTML, error) {
	task, err := t.tx.Task(r.Task)
	if err != nil {
		return "", err
	}
	args := []any{"n", n, "title", title(t.lang, task), "code", task.Code, "version", r.Version, "reason", r.Refusal}
	switch {
	case r.State == store.Counts:
		return t.word(wording.SignLineDone, args...), nil
	case r.State == store.Refused:
		return t.word(wording.SignLineBack, args...), nil
	case !whole:
		return wording.Lines(t.word(wording.SignLine, args...), t.gist(task, r)), nil
	}
	return wording.Lines(append([]wording.HTML{t.word(wording.SignLine, args...)}, t.receiptBody(task, r)...)...), nil
}

func (t *turn) signButtons(n, of int, r store.Report) []store.Button {
	yes, no := t.label(wording.ButtonSignOff), t.label(wording.ButtonRefuse)
	if of > 1 {
		yes, no = number(n)+" "+yes, number(n)+" "+no
	}
	return []store.Button{{Text: yes, Data: data("signoff", r.Task, r.Version, 1)}, {Text: no, Data: data("signoff", r.Task, r.Version, 0)}}
}

// cardReports are the reports that a message put before the leader, as they
// stand now.
func (t *turn) cardReports(message int) (all []store.Report, err error) {
	m, err := t.tx.MessageNumbered(t.here().Chat, message)
	if isMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, row := range m.Buttons {
		verb, rest, _ := strings.Cut(row[0].Data, ":")
		ids, err := numbers(strings.Split(rest, ":"), 2)
		if verb != "signoff" || err != nil {
			continue
		}
		r, err := t.tx.Report(store.TaskID(ids[0]), int(ids[1]))
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// renewSignCard shows on a card what was decided.
func (t *turn) renewSignCard(message int) error {
	all, err := t.cardReports(message)
	if err != nil || len(all) == 0 {
		return err
	}
	card, err := t.signCard(t.lang, all)
	if err != nil {
		return err
	}
	return t.tell(store.Message{Edits: message, Text: string(card.text), Buttons: card.buttons, Class: store.Receipt})
}

// remindLeader: what waits for a signature is the leader's to do, so it is the
// leader who is reminded.
func (b *Bot) remindLeader(tx *store.Tx, m store.Message, ask store.Ask) error {
	n := 0
	for _, l := range ask.Lines {
		if l.State == unsignedLine {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	m.Key += ":sign"
	_, err := b.announceTo(tx, ask.Unit, store.Leader, m, func(l wording.Lang) said {
		text := wording.SignOffRemind.In(l, "n", n, "due", wording.Moment(l, ask.Due.In(b.Zone), tx.Now().In(b.Zone)))
		return said{text, [][]store.Button{{button(l, wording.ButtonUnsigned, "unsigned", ask.ID)}}}
	})
	return err
}

// showUnsigned puts what waits of an ask before the leader again.
func (t *turn) showUnsigned(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	a, err := t.askOf(ids[0])
	if err != nil {
		return err
	}
	if !t.leads(a.Unit) {
		return complain(wording.NotYourUnit)
	}
	var all []store.Report
	for _, l := range a.Lines {
		r, waits, err := unsignedReport(t.tx, a, l)
		if err != nil {
			return err
		}
		if waits {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return t.settled()
	}
	card, err := t.signCard(t.lang, all)
	if err != nil {
		return err
	}
	return t.tell(store.Message{Text: string(card.text), Buttons: card.buttons, Class: store.Receipt, About: store.About{Unit: a.Unit}})
}
