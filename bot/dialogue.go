package bot

import (
	"time"

	"duban/store"
)

// dialogueLife is how long an unfinished exchange waits for its next line.
const dialogueLife = 24 * time.Hour

// dialogue is a row of the table of exchanges that take more than one line:
// next takes the line that the person just wrote.
type dialogue struct {
	kind string
	next func(t *turn, d store.Dialogue, line string) error
}

func dialogues() []dialogue {
	var all []dialogue
	for _, part := range [][]dialogue{contactDialogues(), supervisorDialogues(), adminDialogues()} {
		all = append(all, part...)
	}
	return all
}

// open begins or moves an exchange; what it asks is said by the caller.
func (t *turn) open(kind, step string, known map[string]string) error {
	return t.tx.PutDialogue(store.Dialogue{
		Person: t.who.person.ID, Chat: t.here().Chat, Kind: kind, Step: step, Data: known, Until: t.tx.Now().Add(dialogueLife),
	})
}

// dropDialogue ends the exchange under way, if any: a command means that the
// person has turned to something else.
func (t *turn) dropDialogue() error {
	_, ok, err := t.tx.Dialogue(t.who.person.ID, t.here().Chat)
	if err != nil || !ok {
		return err
	}
	return t.tx.PutDialogue(store.Dialogue{Person: t.who.person.ID, Chat: t.here().Chat})
}

// continueDialogue gives the line to the exchange under way. A reply to
// another message of ours is about that message, not the exchange; in a group
// only what is meant for the bot can belong to it.
func (t *turn) continueDialogue() (bool, error) {
	if t.in.Chat.IsGroup() && !t.meant() {
		return false, nil
	}
	d, ok, err := t.tx.Dialogue(t.who.person.ID, t.here().Chat)
	if err != nil || !ok {
		return false, err
	}
	m, replies, err := t.repliesTo()
	if err != nil || replies && d.Data["prompt"] == "" && m.Key != d.Data["asked"] {
		return false, err
	}
	for _, row := range dialogues() {
		if row.kind == d.Kind {
			return true, row.next(t, d, t.withoutMention(t.in.Text))
		}
	}
	return false, t.dropDialogue()
}

// repliesTo is the message of ours that this one replies to.
func (t *turn) repliesTo() (store.Message, bool, error) {
	if t.in.ReplyTo == nil {
		return store.Message{}, false, nil
	}
	m, err := t.tx.MessageNumbered(t.here().Chat, t.in.ReplyTo.MessageID)
	if isMissing(err) {
		return m, false, nil
	}
	return m, err == nil, err
}
