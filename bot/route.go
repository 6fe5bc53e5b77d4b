package bot

import (
	"fmt"
	"strings"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// route decides by kind what an update is; everything else is in the tables.
func (t *turn) route() error {
	if err := t.arrived(); err != nil {
		return err
	}
	switch t.in.Kind {
	case telegram.KindMember:
		return t.memberChanged()
	case telegram.KindMigrated:
		return t.chatMoved()
	case telegram.KindPress:
		return t.pressed()
	case telegram.KindMessage, telegram.KindEdited:
		return t.spoken()
	}
	return nil
}

// spoken: a command, the next line of a dialogue, or words about tasks.
func (t *turn) spoken() error {
	if err := t.reachable(); err != nil {
		return err
	}
	if c := t.in.Command; c != nil && t.in.Kind == telegram.KindMessage {
		return t.command(c)
	}
	if !t.who.known() {
		return t.stranger()
	}
	if handled, err := t.moreOfAlbum(); handled || err != nil {
		return err
	}
	if t.in.Kind == telegram.KindMessage {
		if handled, err := t.continueDialogue(); handled || err != nil {
			return err
		}
	}
	return t.words()
}

// command runs the row of the table. In a group, what is not for everyone
// there or not for this person is not answered at all.
func (t *turn) command(c *telegram.Command) error {
	row, ok := t.find(c.Name)
	here, err := t.belongsHere()
	switch {
	case err != nil:
		return err
	case ok && row.role == store.Nobody && !t.in.Chat.IsGroup():
		return row.run(t, c.Args)
	case !t.who.known() || !here:
		return t.stranger()
	case !ok && t.in.Chat.IsGroup():
		return nil
	case !ok:
		return complain(wording.NoSuchCommand, "name", c.Name)
	case t.who.role < row.role:
		return complain(wording.NotForYou, "role", roleSentence(row.role))
	case row.private && t.in.Chat.IsGroup():
		return complain(wording.OnlyInPrivate, "name", c.Name)
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	return row.run(t, c.Args)
}

// pressed runs the row of the table for the button's verb.
func (t *turn) pressed() error {
	if err := t.reachable(); err != nil {
		return err
	}
	if !t.who.known() {
		return complain(wording.StrangerPress)
	}
	verb, rest, _ := strings.Cut(t.in.Press.Data, ":")
	for _, row := range t.presses {
		if row.verb != verb {
			continue
		}
		if row.role == store.Nobody || t.who.role < row.role {
			return complain(wording.NotForYou, "role", roleSentence(row.role))
		}
		return row.run(t, strings.Split(rest, ":"))
	}
	return complain(wording.OldButton)
}

// stranger gets one polite line a day in a private chat, and nothing else.
func (t *turn) stranger() error {
	t.tx.Note(store.Note{Act: store.Heard})
	if t.in.Chat.IsGroup() {
		return nil
	}
	_, _, err := t.tx.Queue(store.Message{
		Key: fmt.Sprintf("stranger:%d:%s", t.in.From.ID, t.now.Format("2006-01-02")),
		To:  t.here(), Class: store.Receipt, Text: string(t.word(wording.Stranger)),
	})
	return err
}

func roleSentence(r store.Role) wording.Sentence {
	switch r {
	case store.Contact:
		return wording.RoleContact
	case store.Leader:
		return wording.RoleLeader
	case store.Supervisor:
		return wording.RoleSupervisor
	case store.Admin:
		return wording.RoleAdmin
	}
	return wording.RoleNobody
}
