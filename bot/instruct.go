package bot

import (
	"fmt"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// instruct: /instruct UNIT|CODE WORDS.
func (t *turn) instruct(args string) error {
	s, text, err := t.subjectIn(args)
	if err != nil {
		return err
	}
	switch {
	case s.unit.ID == 0:
		return complain(wording.SupNoLead, "code", s.task.Code)
	case text == "":
		return complain(wording.InstructUsage)
	}
	return t.sendInstruction(s, text)
}

// instructWhat asks for the words of an instruction to the unit.
func (t *turn) instructWhat(u store.Unit) error {
	known := map[string]string{"unit": fmt.Sprint(u.ID), "prompt": "yes"}
	if err := t.open("instruct", "text", known); err != nil {
		return err
	}
	return t.say(t.word(wording.InstructPrompt, "unit", unitName(t.lang, u)))
}

func (t *turn) instructSaid(d store.Dialogue, line string) error {
	if t.who.role < store.Supervisor {
		return complain(wording.NotForYou, "role", roleSentence(store.Supervisor))
	}
	text := strings.TrimSpace(line)
	if text == "" {
		return complain(wording.InstructUsage)
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return forUnit(func(t *turn, u store.Unit) error { return t.sendInstruction(subject{unit: u}, text) })(t, []string{d.Data["unit"]})
}

// sendInstruction records the instruction, sends it and confirms it.
func (t *turn) sendInstruction(s subject, text string) error {
	i, err := t.tx.Instruct(store.Instruction{Unit: s.unit.ID, Task: s.task.ID, By: t.who.person.ID, Text: text})
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("instruct:%d", i.ID), Class: store.Question, About: store.About{Task: s.task.ID}}
	sent, err := t.writeTo(s.unit.ID, m, func(l wording.Lang) said {
		about := wording.HTML("")
		if s.task.ID != 0 {
			about = wording.InstructAbout.In(l, "title", title(l, s.task), "code", s.task.Code)
		}
		head := wording.InstructHead.In(l, "unit", unitName(l, s.unit), "name", t.who.person.Name)
		return said{
			wording.Lines(head, wording.InstructText.In(l, "text", text), about),
			[][]store.Button{{button(l, wording.InstructButton, "seen", i.ID)}},
		}
	})
	if err != nil {
		return err
	}
	return t.say(wording.Lines(t.word(wording.InstructKept, "text", clip(text, 200)), sent, t.word(wording.InstructEnd)))
}

// seen: somebody of the unit has read the instruction; its author is told.
func (t *turn) seen(args []string) error {
	ids, err := numbers(args, 1)
	if err != nil {
		return err
	}
	mine, err := t.instructed(store.InstructionID(ids[0]))
	if err != nil {
		return err
	}
	if !mine {
		return complain(wording.NotYourUnit)
	}
	i, first, err := t.tx.ReadInstruction(store.InstructionID(ids[0]), t.who.person.ID)
	if err != nil {
		return err
	}
	if !first {
		return t.toast(wording.SavedBefore)
	}
	if err := t.toast(wording.InstructSeenToast); err != nil {
		return err
	}
	if err := t.markSeen(i); err != nil {
		return err
	}
	return t.tellAuthor(i)
}

// instructed reports whether the instruction is to a unit of the speaker's.
func (t *turn) instructed(id store.InstructionID) (bool, error) {
	for _, u := range t.who.units() {
		for i, err := range t.tx.InstructionsTo(u) {
			if err != nil || i.ID == id {
				return err == nil, err
			}
		}
	}
	return false, nil
}

// markSeen shows under the instruction who has read it.
func (t *turn) markSeen(i store.Instruction) error {
	m, err := t.tx.MessageNumbered(t.here().Chat, t.in.MessageID)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	seen := t.word(wording.InstructSeen, "name", t.who.person.Name, "at", wording.Moment(t.lang, i.ReadAt.In(t.Zone), t.now))
	return t.edit(wording.Blocks(wording.HTML(m.Text), seen))
}

func (t *turn) tellAuthor(i store.Instruction) error {
	author, err := t.tx.Person(i.By)
	if err != nil {
		return err
	}
	u, err := t.tx.Unit(i.Unit)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("seen:%d", i.ID), Class: store.Notice}
	return t.announce(t.tx, author, m, func(l wording.Lang) said {
		return said{text: wording.InstructSeenTold.In(l, "unit", unitName(l, u), "name", t.who.person.Name, "text", clip(i.Text, 200))}
	})
}
