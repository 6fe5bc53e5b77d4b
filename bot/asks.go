package bot

import (
	"fmt"
	"slices"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// AskKey is the key of the message that first carries the ask.
func AskKey(id store.AskID) string { return fmt.Sprintf("ask:%d", id) }

// sayAsk queues the ask to its unit, held till people may be spoken to.
func (b *Bot) sayAsk(tx *store.Tx, a store.Ask, now time.Time, key string) (bool, string, error) {
	m := store.Message{Key: key, Class: store.Question, About: store.About{Ask: a.ID}, NotUntil: b.speakFrom(tx, now)}
	return b.address(tx, a.Unit, m, func(l wording.Lang) said {
		view := &turn{Bot: b, tx: tx, lang: l, now: now}
		words, err := view.askText(a)
		if err != nil {
			b.Log.Error("ask text", "ask", a.ID, "err", err)
		}
		return words
	})
}

// speakFrom is zero when units may be written to now on our own account, else
// when they may. What answers a person is never held.
func (b *Bot) speakFrom(tx *store.Tx, now time.Time) time.Time {
	if at := b.quiet(tx).Release(b.Calendar, now); at.After(now) {
		return at
	}
	return time.Time{}
}

// quiet is when units may be written to.
func (b *Bot) quiet(tx *store.Tx) schedule.Quiet {
	if office, err := tx.Office(); err == nil && office.Quiet != nil {
		return *office.Quiet
	}
	return schedule.DefaultQuiet()
}

// askText is the ask as it stands: what is open with its figures, what has
// been answered with a tick.
func (t *turn) askText(a store.Ask) (said, error) {
	u, err := t.tx.Unit(a.Unit)
	if err != nil {
		return said{}, err
	}
	if a, err = t.asShown(t.tx, a); err != nil {
		return said{}, err
	}
	lines, open, err := t.askLines(a, true)
	if err != nil {
		return said{}, err
	}
	blocks := append([]wording.HTML{t.askHead(u, a)}, lines...)
	if len(open) == 0 {
		return said{wording.Blocks(append(blocks, t.word(doneSentence(a)))...), nil}, nil
	}
	return said{wording.Blocks(append(blocks, t.askHint(a, open), t.footnote(open...))...), t.askButtons(a)}, nil
}

// askLines are the ask's lines, the settled ones too if they are wanted, and
// the tasks that are still open.
func (t *turn) askLines(a store.Ask, settled bool) (lines []wording.HTML, open []store.Task, err error) {
	for _, line := range a.Lines {
		task, err := t.tx.Task(line.Task)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case line.State == store.AskOpen:
			open = append(open, task)
			parts, err := t.partsLine(task)
			if err != nil {
				return nil, nil, err
			}
			lines = append(lines, wording.Lines(t.taskLine(line.Number, task), parts))
		case settled:
			lines = append(lines, t.settledLine(a, line, task))
		}
	}
	return lines, open, nil
}

func (t *turn) askHead(u store.Unit, a store.Ask) wording.HTML {
	head := t.word(wording.AskHead, "unit", unitName(t.lang, u), "n", len(a.Lines), "due", wording.Moment(t.lang, a.Due.In(t.Zone), t.now))
	if a.Late == "" {
		return head
	}
	return wording.Lines(head, t.word(wording.AskLate, "opens", wording.Moment(t.lang, a.Opens.In(t.Zone), t.now)))
}

// doneSentence: nothing is left to answer, or nothing but the leader's part.
func doneSentence(a store.Ask) wording.Sentence {
	if slices.ContainsFunc(a.Lines, func(l store.AskLine) bool { return l.State == unsignedLine }) {
		return wording.AskAllWaiting
	}
	if !anyAnswered(a) {
		return wording.AskNothing
	}
	return wording.AskAllDone
}

func (t *turn) settledLine(a store.Ask, line store.AskLine, task store.Task) wording.HTML {
	if line.State == unsignedLine {
		return t.word(wording.LineUnsigned, "n", line.Number, "title", title(t.lang, task))
	}
	if line.State != store.Answered {
		return t.word(wording.LineExcused, "n", line.Number, "title", title(t.lang, task))
	}
	head := t.word(wording.LineAnswered, "n", line.Number, "title", title(t.lang, task))
	r, _, err := t.tx.LastReport(task.ID)
	if err == nil && (r.Ask != a.ID || r.State != store.Counts) {
		r, err = t.tx.Report(task.ID, line.Report)
	}
	if err != nil {
		t.Log.Error("a line's answer", "task", task.Code, "version", line.Report, "err", err)
	}
	return wording.Lines(head, t.gist(task, r))
}

// askHint says how to answer, with the first open task as the example.
func (t *turn) askHint(a store.Ask, open []store.Task) wording.HTML {
	if len(open) == 0 {
		return ""
	}
	if a.Left() == 1 {
		return t.word(wording.AskHintOne, "example", t.example(open[0]))
	}
	for _, line := range a.Lines {
		if line.Task == open[0].ID {
			return t.word(wording.AskHintMany, "example", fmt.Sprintf("%d %s", line.Number, t.example(open[0])))
		}
	}
	return ""
}

// mostPicks keeps an ask's buttons within the hundred that Telegram allows; the
// lines beyond them are answered by words or in the walk.
const mostPicks = 90

func (t *turn) askButtons(a store.Ask) [][]store.Button {
	var pick []store.Button
	for _, line := range a.Lines {
		if line.State == store.AskOpen {
			pick = append(pick, store.Button{Text: number(line.Number), Data: data("line", a.ID, line.Number)})
		}
	}
	if len(pick) == 1 {
		for _, line := range a.Lines {
			if line.State == store.AskOpen {
				return t.claimButtons(a.ID, line.Number)
			}
		}
	}
	rows := [][]store.Button{{t.button(wording.ButtonAllSame, "same", a.ID), t.button(wording.ButtonWalk, "walk", a.ID)}}
	return append(rows, grid(pick[:min(len(pick), mostPicks)], 5)...)
}

// claimButtons answer one line with one tap.
func (t *turn) claimButtons(ask store.AskID, n int) [][]store.Button {
	one := func(s wording.Sentence, claim string) store.Button { return t.button(s, "claim", ask, n, claim) }
	return [][]store.Button{
		{one(wording.ButtonOnTrack, string(store.OnTrack)), one(wording.ButtonAtRisk, string(store.AtRisk)), one(wording.ButtonBehind, string(store.Behind))},
		{one(wording.ButtonDone, string(store.Done)), one(wording.ButtonSame, "same")},
	}
}

// sayOpenAsk says there the newest ask that the unit has not answered, if any.
// One that could not be delivered is open again by that.
func (t *turn) sayOpenAsk(unit store.UnitID, to store.Place) error {
	var last store.Ask
	for a, err := range t.tx.AsksOf(unit) {
		if err != nil {
			return err
		}
		if a.State == store.AskOpen || a.State == store.Undeliverable {
			last = a
		}
	}
	if last.ID == 0 {
		return nil
	}
	if last.State == store.Undeliverable {
		last.State, last.Reason, last.Settled = store.AskOpen, "", time.Time{}
		last.NextStep = t.tx.Now()
		for i := range last.Lines {
			if last.Lines[i].State == store.Undeliverable {
				last.Lines[i].State, last.Lines[i].Reason = store.AskOpen, ""
			}
		}
		if _, err := t.tx.PutAsk(last, store.AskAgain, last.Period); err != nil {
			return err
		}
	}
	return t.handAsk(last, to)
}

// sayOpenAsks says every ask that the unit has not answered.
func (t *turn) sayOpenAsks(unit store.UnitID) error {
	var open []store.Ask
	for a, err := range t.tx.OpenAsks(unit) {
		if err != nil {
			return err
		}
		open = append(open, a)
	}
	for _, a := range open[:max(len(open)-1, 0)] {
		if err := t.handAsk(a, store.Place{}); err != nil {
			return err
		}
	}
	return t.sayOpenAsk(unit, store.Place{})
}

func (t *turn) showAsk(a store.Ask, to store.Place) error {
	words, err := t.askText(a)
	if err != nil {
		return err
	}
	return t.tell(store.Message{
		To: to, Text: string(words.text), Buttons: words.buttons, Class: store.Receipt,
		About: store.About{Unit: a.Unit, Ask: a.ID},
	})
}

// asks: /asks shows again what is open.
func (t *turn) asks(string) error {
	shown := 0
	for _, unit := range t.who.units() {
		var open []store.Ask
		for a, err := range t.tx.OpenAsks(unit) {
			if err != nil {
				return err
			}
			open = append(open, a)
		}
		for _, a := range open {
			if err := t.showAsk(a, store.Place{}); err != nil {
				return err
			}
			shown++
		}
	}
	if shown == 0 {
		return t.say(t.word(wording.NoOpenAsks))
	}
	return nil
}
