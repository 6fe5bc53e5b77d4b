package bot

import (
	"duban/bot/reading"
	"duban/bot/wording"
	"duban/store"
)

// partWorn takes out what is asked in one message: lines of the ask that say
// "no change" once too often, if there are several.
func partWorn(s scope, questions []reading.Question) (others, worn []reading.Question) {
	for _, q := range questions {
		if q.Kind == reading.Worn && s.ask.Line(s.tasks[q.Task].ID) != nil {
			worn = append(worn, q)
		} else {
			others = append(others, q)
		}
	}
	if len(worn) < 2 {
		return questions, nil
	}
	return others, worn
}

// askWorn asks for something concrete about each, in one message. Whoever has
// nothing to say presses "as before" once more.
func (t *turn) askWorn(s scope, worn []reading.Question) error {
	if len(worn) == 0 {
		return nil
	}
	var names []string
	for _, q := range worn {
		names = append(names, number(s.ask.Line(s.tasks[q.Task].ID).Number))
		if err := t.press(s, q); err != nil {
			return err
		}
	}
	return t.tell(store.Message{
		Text:    string(t.word(wording.DoubtWornMany, "list", wording.Names(t.lang, names))),
		Buttons: [][]store.Button{{t.button(wording.ButtonStillSame, "same", s.ask.ID)}},
		Class:   store.Receipt, About: store.About{Unit: s.unit, Ask: s.ask.ID},
	})
}

// press marks that something concrete was asked for: it is asked once, and
// what comes then is taken as it is.
func (t *turn) press(s scope, q reading.Question) error {
	if q.Kind != reading.Vague && q.Kind != reading.Worn {
		return nil
	}
	task, err := t.tx.Task(s.tasks[q.Task].ID)
	if err != nil {
		return err
	}
	task.Standing.Pressed = true
	_, err = t.tx.PutTask(task, "", "")
	return err
}
