package bot

import (
	"slices"
	"strings"
	"time"

	"duban/bot/reading"
	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// loose is the evidence that came with the words under way and has no report
// yet: the message's own files and place, or those of the message that was
// asked back.
func (t *turn) loose() []store.Evidence {
	if t.brought != nil {
		return t.brought
	}
	var all []store.Evidence
	for _, f := range t.in.Files {
		all = append(all, store.Evidence{
			By: t.who.person.ID, Album: t.in.AlbumID,
			FileID: f.ID, Unique: f.UniqueID, Name: f.Name, Size: f.Size, Kind: string(f.Kind),
		})
	}
	if l := t.in.Location; l != nil {
		all = append(all, store.Evidence{By: t.who.person.ID, Lat: l.Latitude, Lon: l.Longitude})
	}
	return all
}

// attach keeps what came with the words with the report that they made.
func (t *turn) attach(r store.Report) error {
	for _, e := range t.loose() {
		e.Task, e.Version = r.Task, r.Version
		if err := t.tx.AddEvidence(e); err != nil {
			return err
		}
	}
	return nil
}

// moreOfAlbum: Telegram sends an album as one message per item, the words with
// one of them. An item without words goes where the album went, whatever
// dialogue is under way. False where the album is not known yet.
func (t *turn) moreOfAlbum() (bool, error) {
	if t.in.AlbumID == "" || t.in.Text != "" || t.in.Kind != telegram.KindMessage {
		return false, nil
	}
	past, err := t.tx.AlbumReports(t.in.AlbumID)
	if err != nil {
		return false, err
	}
	known := false
	for _, r := range past {
		if !t.who.speaksFor(r.Unit) {
			continue
		}
		known = true
		if err := t.attach(r); err != nil {
			return known, err
		}
	}
	d, waits, err := t.tx.AlbumDoubt(t.in.AlbumID)
	if err != nil || !waits || d.Person != t.who.person.ID {
		return known, err
	}
	d.Files = append(d.Files, t.loose()...)
	return true, t.tx.PutDoubt(d)
}

// onlyEvidence: files without words belong to the task that is meant; where
// that is not certain they are kept, and the person is asked once.
func (t *turn) onlyEvidence(s scope) error {
	task, ok, err := t.evidenceTask(s)
	if err != nil {
		return err
	}
	if !ok {
		return t.askWhichTask(s)
	}
	words, err := t.keepEvidence(s, task, remarkOn(task, t.in.Text))
	if err != nil {
		return err
	}
	m := store.Message{Text: string(words.text), Buttons: words.buttons, Class: store.Receipt, About: store.About{Unit: s.unit, Ask: s.ask.ID, Task: task.ID}}
	if err := t.tell(m); err != nil {
		return err
	}
	if err := t.refreshAsk(s.ask.ID); err != nil {
		return err
	}
	return t.walkAfter(s.ask.ID)
}

// answerable reports whether a question about the words has a reading to
// choose; the caption of a file may only say whose it is.
func answerable(r reading.Reading) bool {
	return slices.ContainsFunc(r.Questions, func(q reading.Question) bool { return len(q.Options) > 0 })
}

// evidenceTask is the task that files without a report belong to: the one that
// the message can only be about, the one that its caption names, or the one
// that waits for evidence.
func (t *turn) evidenceTask(s scope) (store.Task, bool, error) {
	if s.focus >= 0 {
		return s.tasks[s.focus], true, nil
	}
	if i, ok := s.named(t.in.Text); ok {
		return s.tasks[i], true, nil
	}
	waiting, err := t.openEvidenceDoubts(s.unit)
	if err != nil || len(waiting) != 1 {
		return store.Task{}, false, err
	}
	task, err := t.tx.Task(waiting[0].Task)
	return task, err == nil, err
}

// keepEvidence puts the loose evidence where it belongs: it answers the
// question about missing evidence, joins the report that it belongs to, or
// stands as a version of its own. Evidence alone
// is no answer to an ask.
func (t *turn) keepEvidence(s scope, task store.Task, words string) (said, error) {
	waiting, err := t.openEvidenceDoubts(s.unit)
	if err != nil {
		return said{}, err
	}
	for _, d := range waiting {
		if d.Task == task.ID {
			return t.evidenceCame(d)
		}
	}
	r, ok, err := t.reportFor(s, task)
	if err != nil {
		return said{}, err
	}
	if ok {
		if err := t.attach(r); err != nil {
			return said{}, err
		}
		return t.evidenceKept(task, r), t.evidenceForReview(task)
	}
	r = store.Report{Task: task.ID, Unit: s.unit, By: t.who.person.ID, Attached: true, Words: words, Via: store.Via{Chat: t.here().Chat, Message: t.in.MessageID}}
	if r, _, err = t.file(task, r); err != nil {
		return said{}, err
	}
	kept := t.evidenceKept(task, r)
	if l := s.ask.Line(task.ID); l != nil && l.State == store.AskOpen && s.ask.State == store.AskOpen {
		kept.text = wording.Lines(kept.text, t.word(wording.EvidenceIsNoReport))
		kept.buttons = t.claimButtons(s.ask.ID, l.Number)
	}
	return kept, nil
}

func (t *turn) evidenceKept(task store.Task, r store.Report) said {
	return said{text: t.word(wording.EvidenceKept, "title", title(t.lang, task), "code", task.Code, "version", r.Version)}
}

// remarkOn is a caption, unless it only names the task.
func remarkOn(task store.Task, caption string) string {
	words := strings.ToLower(store.Narrow(strings.TrimSpace(caption)))
	if label.FindString(words) == words || words == strings.ToLower(task.Code) {
		return ""
	}
	return caption
}

// reportFor is the unit's latest report on the task if what comes now belongs
// to it: it was made today or in this ask, or is in review.
func (t *turn) reportFor(s scope, task store.Task) (store.Report, bool, error) {
	r, ok, err := t.tx.LastReport(task.ID)
	if err != nil || !ok || r.Unit != s.unit || r.State == store.Refused {
		return r, false, err
	}
	recent := t.now.Sub(r.At) < 24*time.Hour
	return r, recent || task.State == store.InReview || s.ask.ID != 0 && r.Ask == s.ask.ID, nil
}

// whichEvidence is the kind of the doubt that keeps files until somebody says
// which task they belong to.
const whichEvidence = "evidence_which"

// shownTasks is how many tasks are offered as buttons.
const shownTasks = 10

// askWhichTask keeps the files and asks once, with a button for each task.
func (t *turn) askWhichTask(s scope) error {
	if len(s.tasks) == 0 {
		return complain(wording.NoTasksYet)
	}
	var choices []choice
	for _, task := range s.tasks[:min(len(s.tasks), shownTasks)] {
		choices = append(choices, choice{Task: task.ID})
	}
	d, err := t.addDoubt(s, store.Doubt{Kind: whichEvidence, Clause: t.in.Text}, choices)
	if err != nil {
		return err
	}
	var rows [][]store.Button
	for i, task := range s.tasks[:len(choices)] {
		text := title(t.lang, task)
		if l := s.ask.Line(task.ID); l != nil {
			text = number(l.Number) + " " + text
		}
		rows = append(rows, []store.Button{{Text: clip(text, 60), Data: data("pick", d.ID, i+1)}})
	}
	return t.tell(store.Message{Text: string(t.word(wording.EvidenceForWhich)), Buttons: rows, Class: store.Receipt, About: store.About{Unit: s.unit, Ask: s.ask.ID}})
}

// evidencePlaced: the task was picked.
func (t *turn) evidencePlaced(d store.Doubt, c choice) error {
	s, err := t.scopeFor(d.Unit, d.Ask, c.Task)
	if err != nil {
		return err
	}
	task, err := t.tx.Task(c.Task)
	if err != nil {
		return err
	}
	t.brought = d.Files
	words, err := t.keepEvidence(s, task, remarkOn(task, d.Clause))
	if err != nil {
		return err
	}
	if err := t.edit(words.text, words.buttons...); err != nil {
		return err
	}
	return t.refreshAsk(s.ask.ID)
}
