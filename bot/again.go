package bot

import (
	"fmt"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// again: /again UNIT|CODE.
func (t *turn) again(args string) error {
	s, _, err := t.subjectIn(args)
	if err != nil {
		return err
	}
	if s.unit.ID == 0 {
		return complain(wording.SupNoLead, "code", s.task.Code)
	}
	return t.askAgain(s)
}

// askAgain says the unit's open ask once more, or opens one out of turn.
func (t *turn) askAgain(s subject) error {
	ask, err := t.newestAsk(s.unit.ID)
	if err != nil {
		return err
	}
	note := wording.SupAgainOpen
	if !s.waits(ask) {
		note = wording.SupAgainNew
		if ask, err = t.openAdHoc(s); err != nil {
			return err
		}
	}
	m := store.Message{Key: fmt.Sprintf("again:%d:%s", ask.ID, t.now.Format("2006-01-02T15")), Class: store.Question, About: store.About{Ask: ask.ID}}
	if note == wording.SupAgainNew {
		m.Key = AskKey(ask.ID)
	} else if _, err := t.tx.MessageKeyed(m.Key); err == nil {
		return complain(wording.SupAgainJust, "name", t.who.person.Name, "at", t.now.Format("15:04"))
	}
	t.tx.Note(store.Note{Act: store.AskAgain, Unit: s.unit.ID, Task: s.task.ID, Text: t.who.person.Name})
	sent, err := t.writeTo(s.unit.ID, m, func(l wording.Lang) said { return t.againText(s.unit, ask, l) })
	if err != nil {
		return err
	}
	return t.say(wording.Lines(t.word(note, "n", ask.Left(), "due", t.dueText(ask.Due)), sent))
}

// waits reports whether the ask has no answer yet about the task, or about any
// where no task is named.
func (s subject) waits(ask store.Ask) bool {
	if s.task.ID == 0 {
		return ask.Left() > 0
	}
	line := ask.Line(s.task.ID)
	return line != nil && line.State == store.AskOpen
}

// againText is the ask with a heading that says who asks.
func (t *turn) againText(u store.Unit, ask store.Ask, l wording.Lang) said {
	view := &turn{Bot: t.Bot, tx: t.tx, lang: l, now: t.now}
	ask, err := t.asShown(t.tx, ask)
	if err != nil {
		t.Log.Error("ask text", "ask", ask.ID, "err", err)
	}
	lines, open, err := view.askLines(ask, false)
	if err != nil {
		t.Log.Error("ask text", "ask", ask.ID, "err", err)
	}
	head := wording.SupAgainHead.In(l, "unit", unitName(l, u), "n", ask.Left(), "due", wording.Moment(l, ask.Due.In(t.Zone), t.now))
	return said{wording.Blocks(append(append([]wording.HTML{head}, lines...), view.askHint(ask, open))...), view.askButtons(ask)}
}

// openAdHoc opens an ask outside the cadence, about the one task or all the
// unit's tasks that are under way.
func (t *turn) openAdHoc(s subject) (store.Ask, error) {
	tasks := []store.Task{s.task}
	if s.task.ID == 0 {
		var err error
		if tasks, err = openTasks(t.tx, s.unit.ID); err != nil {
			return store.Ask{}, err
		}
	}
	ask := store.Ask{
		Unit: s.unit.ID, Period: "adhoc-" + t.now.Format("2006-01-02T15:04:05"), Opens: t.tx.Now(), Asked: t.tx.Now(),
		Due: schedule.At(17, 0).On(t.Calendar.AddWorkdays(t.now, 2)).UTC(), State: store.AskOpen,
	}
	for _, task := range tasks {
		reason, err := paused(t.tx, task)
		if err != nil {
			return ask, err
		}
		if task.State == store.Assigned && reason == "" {
			ask.Lines = append(ask.Lines, store.AskLine{Number: len(ask.Lines) + 1, Task: task.ID, State: store.AskOpen})
		}
	}
	if len(ask.Lines) == 0 {
		return ask, complain(wording.SupAgainNothing, "unit", unitName(t.lang, s.unit))
	}
	var err error
	if ask.NextStep, err = t.nextStep(t.tx, t.now, ask); err != nil {
		return ask, err
	}
	return t.tx.PutAsk(ask, store.AskAgain, ask.Period)
}
