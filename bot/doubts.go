package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"duban/bot/reading"
	"duban/bot/wording"
	"duban/store"
)

// choice is one possible reading as it is kept until somebody picks it: the
// line and the task's id, since indexes mean nothing tomorrow.
type choice struct {
	Task store.TaskID `json:"task"`
	Line reading.Line `json:"line"`
}

// askBack puts each uncertain clause back, once, with its possible readings
// as buttons. Nothing is recorded for it.
func (t *turn) askBack(s scope, questions []reading.Question, old corrections) error {
	questions, worn := partWorn(s, questions)
	if err := t.askWorn(s, worn); err != nil {
		return err
	}
	for _, q := range questions {
		corrects := 0
		if q.Task >= 0 {
			corrects = old[s.tasks[q.Task].ID].Version
		}
		if err := t.askBackOne(s, q, corrects); err != nil {
			return err
		}
	}
	return nil
}

// shownWords is how much of somebody's words is said back to them, in
// characters of Telegram's counting.
const shownWords = 200

func (t *turn) askBackOne(s scope, q reading.Question, corrects int) error {
	choices := make([]choice, len(q.Options))
	for i, o := range q.Options {
		choices[i] = choice{s.tasks[o.Line.Task].ID, o.Line}
	}
	d := store.Doubt{Kind: string(q.Kind), Clause: q.Clause, Corrects: corrects}
	about := store.About{Unit: s.unit, Ask: s.ask.ID}
	text := t.word(doubtSentence(q.Kind), "clause", clip(q.Clause, shownWords))
	if q.Task >= 0 {
		task := s.tasks[q.Task]
		d.Task, about.Task = task.ID, task.ID
		if q.Kind == needsEvidence {
			text = t.word(wording.DoubtEvidence, "reason", task.Evidence)
		}
		text = wording.Lines(t.word(wording.DoubtAbout, "title", title(t.lang, task), "code", task.Code), text)
	}
	d, err := t.addDoubt(s, d, choices)
	if err != nil {
		return err
	}
	if err := t.press(s, q); err != nil {
		return err
	}
	end := wording.DoubtEnd
	if len(q.Options) == 0 {
		end = wording.DoubtAgain
	}
	return t.tell(store.Message{
		Text: string(wording.Lines(text, t.word(end))), Class: store.Receipt,
		Buttons: t.choiceButtons(s, d.ID, q), About: about,
	})
}

// addDoubt keeps a question with its choices and with the files that came.
func (t *turn) addDoubt(s scope, d store.Doubt, choices []choice) (store.Doubt, error) {
	raw, err := json.Marshal(choices)
	if err != nil {
		return d, err
	}
	d.Person, d.Unit, d.Ask, d.Options = t.who.person.ID, s.unit, s.ask.ID, raw
	d.Via = store.Via{Chat: t.here().Chat, Message: t.in.MessageID}
	d.Files, d.Album = t.loose(), t.in.AlbumID
	return t.tx.AddDoubt(d)
}

func (t *turn) choiceButtons(s scope, id store.DoubtID, q reading.Question) [][]store.Button {
	if len(q.Options) == 0 {
		return nil // only the person can say, in other words
	}
	var rows [][]store.Button
	for i, o := range q.Options {
		text := t.lineText(s.tasks[o.Line.Task], o.Line, q.Task < 0)
		if q.Kind == needsEvidence {
			text = t.label(wording.ButtonNoEvidence)
		}
		rows = append(rows, []store.Button{{Text: clip(text, 60), Data: data("pick", id, i+1)}})
	}
	return append(rows, []store.Button{{Text: t.label(wording.ButtonNone), Data: data("pick", id, 0)}})
}

// lineText is a reading in a few words, for its button.
func (t *turn) lineText(task store.Task, line reading.Line, named bool) string {
	text := ""
	for _, v := range line.Values {
		if v.Target < len(task.Targets) {
			target := task.Targets[v.Target]
			if name := targetName(t.lang, target); name != "" && len(task.Targets) > 1 {
				text += name + " "
			}
			how := wording.ChoiceTotal
			if v.Increment {
				how = wording.ChoiceAdded
			}
			text += t.label(how, "value", figure(t.lang, v.Amount, target)) + " "
		}
	}
	if s, ok := claimSentences[store.Claim(line.Claim)]; ok {
		text += s.Text(t.lang) + " "
	}
	if line.NoChange {
		text += t.label(wording.SaidSame) + " "
	}
	if text == "" {
		text = line.Source
	}
	if text = strings.TrimSpace(text); named {
		return t.label(wording.ChoiceTask, "title", title(t.lang, task), "line", text)
	}
	return text
}

func doubtSentence(k reading.QuestionKind) wording.Sentence {
	s, ok := map[reading.QuestionKind]wording.Sentence{
		reading.Lower:       wording.DoubtLower,
		reading.Over:        wording.DoubtOver,
		reading.Jump:        wording.DoubtJump,
		reading.Misfit:      wording.DoubtMisfit,
		reading.TotalOrMore: wording.DoubtTotalOrMore,
		reading.WhichTask:   wording.DoubtWhichTask,
		reading.WhichTarget: wording.DoubtWhichTarget,
		reading.NoTask:      wording.DoubtNoTask,
		reading.DoneShort:   wording.DoubtDoneShort,
		reading.Share:       wording.DoubtShare,
		reading.Inexact:     wording.DoubtInexact,
		reading.Conflict:    wording.DoubtConflict,
		reading.Vague:       wording.DoubtVague,
		reading.Worn:        wording.DoubtWorn,
	}[k]
	if !ok {
		return wording.DoubtUnsure
	}
	return s
}

// pick takes the reading that was chosen; 0 is none of them. Whoever answers
// for the unit may choose.
func (t *turn) pick(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	d, err := t.tx.Doubt(store.DoubtID(ids[0]))
	if isMissing(err) {
		return complain(wording.OldButton)
	}
	if err != nil {
		return err
	}
	if !t.who.speaksFor(d.Unit) {
		return complain(wording.NotYourUnit)
	}
	if !d.Settled.IsZero() {
		return t.toast(wording.DoubtSettled)
	}
	var choices []choice
	if err := json.Unmarshal(d.Options, &choices); err != nil {
		return fmt.Errorf("doubt %d: %w", d.ID, err)
	}
	n := int(ids[1])
	if n > len(choices) {
		return complain(wording.OldButton)
	}
	if n > 0 {
		if late, err := t.overtaken(d, choices[n-1]); err != nil || late {
			return errors.Join(err, t.toast(wording.DoubtOvertaken))
		}
	}
	if err := t.tx.SettleDoubt(d, n); err != nil {
		return err
	}
	switch {
	case n == 0:
		return t.edit(t.word(wording.DoubtNone, "clause", clip(d.Clause, shownWords)))
	case d.Kind == whichEvidence:
		return t.evidencePlaced(d, choices[n-1])
	}
	return t.picked(d, choices[n-1])
}

// overtaken: after the question the unit has reported the same thing in other
// words, and those count.
func (t *turn) overtaken(d store.Doubt, c choice) (bool, error) {
	for r, err := range t.tx.Reports(c.Task) {
		if err != nil {
			return false, err
		}
		if !r.At.After(d.At) || r.Unit != d.Unit {
			continue
		}
		if len(c.Line.Values) == 0 || len(r.Values) == 0 {
			return true, nil
		}
		for _, v := range c.Line.Values {
			if slices.ContainsFunc(r.Values, func(o store.Value) bool { return o.Target == v.Target }) {
				return true, nil
			}
		}
	}
	return false, nil
}

func (t *turn) picked(d store.Doubt, c choice) error {
	s, err := t.scopeOn(d, c.Task)
	if err != nil {
		return err
	}
	c.Line.Task, t.brought = s.focus, d.Files
	if d.Kind != string(needsEvidence) {
		if q, wanted, err := t.evidenceQuestion(s, c.Line); err != nil || wanted {
			return errors.Join(err, t.askBackOne(s, q, d.Corrects))
		}
	}
	s, got, added, err := t.take(d, c)
	if err != nil {
		return err
	}
	if err := t.toast(wording.SavedToast); err != nil {
		return err
	}
	fix := []store.Button{t.button(wording.ButtonFix, "fix", got.Task, got.Version)}
	if err := t.edit(t.receipt(s.tasks[s.focus], got, added), fix); err != nil {
		return err
	}
	if err := t.refreshAsk(s.ask.ID); err != nil {
		return err
	}
	return t.walkAfter(s.ask.ID)
}

// take records the choice with what came when it was asked back and since.
func (t *turn) take(d store.Doubt, c choice) (s scope, got store.Report, added bool, err error) {
	if s, err = t.scopeOn(d, c.Task); err != nil {
		return s, got, false, err
	}
	c.Line.Task = s.focus
	got, added, err = t.record(s, c.Line, d.Via, d.Corrects)
	return s, got, added, err
}

// scopeOn is the scope of what was asked back, for one task alone.
func (t *turn) scopeOn(d store.Doubt, task store.TaskID) (scope, error) {
	s, err := t.scopeFor(d.Unit, d.Ask, task)
	if err == nil && (s.focus < 0 || s.tasks[s.focus].ID != task) {
		err = complain(wording.OldButton)
	}
	return s, err
}
