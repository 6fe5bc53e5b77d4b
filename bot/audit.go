package bot

import (
	"strconv"
	"strings"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// auditLength is how many lines an audit trail shows unless told.
const auditLength = 20

// audit: /audit [CODE|UNIT|N]: who did what, newest first.
func (t *turn) audit(args string) error {
	what := strings.TrimSpace(args)
	past, err := t.trail(what)
	if err != nil {
		return err
	}
	lines := []wording.HTML{t.word(wording.AuditHead, "n", len(past), "entries", t.tx.LastEntry())}
	more, err := t.remarkLines(past)
	if err != nil {
		return err
	}
	return t.say(wording.Lines(append(lines, more...)...))
}

func (t *turn) trail(what string) ([]store.Remark, error) {
	if what == "" {
		return t.tx.History(auditLength)
	}
	if n, err := strconv.Atoi(what); err == nil && n > 0 {
		return t.tx.History(min(n, 200))
	}
	if task, err := t.tx.TaskCoded(what); err == nil {
		return t.tx.TaskHistory(task.ID, auditLength)
	}
	u, err := t.unitOf(what)
	if err != nil {
		return nil, err
	}
	return t.tx.UnitHistory(u.ID, auditLength)
}

// listParked: /parked, with a button to run each again.
func (t *turn) listParked(string) error {
	var lines []wording.HTML
	var buttons []store.Button
	for p, err := range t.tx.ParkedUpdates() {
		if err != nil {
			return err
		}
		if !p.Done.IsZero() {
			continue
		}
		fault, _, _ := strings.Cut(p.Fault, "\n")
		lines = append(lines, t.word(wording.ParkedLine, "id", p.ID, "at", t.dueText(p.At), "fault", clip(fault, 120)))
		buttons = append(buttons, store.Button{Text: t.label(wording.ButtonRunAgain, "id", p.ID), Data: data("again1", p.ID)})
	}
	if len(lines) == 0 {
		return t.say(t.word(wording.NothingParked))
	}
	return t.say(wording.Lines(append([]wording.HTML{t.word(wording.ParkedHead, "n", len(lines))}, lines...)...), grid(buttons, 3)...)
}

// runAgain handles a parked update as if it had just come. It is part of this
// turn's entry: if it fails again, this press is what gets parked.
func (t *turn) runAgain(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	for p, err := range t.tx.ParkedUpdates() {
		if err != nil {
			return err
		}
		if uint64(p.ID) != ids[0] || !p.Done.IsZero() {
			continue
		}
		in, err := telegram.Decode(p.Raw, t.Me)
		if err != nil {
			return complain(wording.StillBroken, "fault", err.Error())
		}
		if first, err := t.tx.First(markOf(in)); err != nil || !first {
			return err
		}
		if err := t.answer(t.tx, t.now, in); err != nil {
			return err
		}
		if err := t.tx.Unpark(p); err != nil {
			return err
		}
		return t.toast(wording.RanAgain)
	}
	return t.toast(wording.NothingParked)
}
