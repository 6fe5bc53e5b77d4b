package bot

import (
	"fmt"
	"strconv"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// A request of a unit is put before every supervisor; whoever decides first
// decides. To decline takes a reason, which the unit reads.

// askWhyNot asks for the reason before anything is declined.
func (t *turn) askWhyNot(verb string, args []string, s wording.Sentence) error {
	known := map[string]string{"verb": verb, "args": strings.Join(args, ":"), "message": strconv.Itoa(t.in.MessageID), "prompt": "yes"}
	if err := t.open("decline", "reason", known); err != nil {
		return err
	}
	return t.say(t.word(s))
}

// declined takes the reason. Meanwhile somebody else may have decided.
func (t *turn) declined(d store.Dialogue, line string) error {
	if t.who.role < store.Supervisor {
		return complain(wording.NotForYou, "role", roleSentence(store.Supervisor))
	}
	reason := strings.TrimSpace(line)
	if reason == "" {
		return complain(wording.ReviewNeedsWhy)
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	args := strings.Split(d.Data["args"], ":")
	ids, err := numbers(args, len(args))
	if err != nil {
		return err
	}
	switch d.Data["verb"] {
	case "extend":
		return t.declineExtension(ids, reason)
	case "returned":
		return t.declineReturn(ids, reason)
	}
	return fmt.Errorf("dialogue decline: nothing is called %q", d.Data["verb"])
}

// settleCards changes what every supervisor was asked under the key, in the
// reader's language, so that nobody decides twice.
func (t *turn) settleCards(key string, say func(wording.Lang) wording.HTML) error {
	people, err := holders(t.tx, 0, store.Supervisor)
	if err != nil {
		return err
	}
	for _, p := range people {
		m, err := t.tx.MessageKeyed(fmt.Sprintf("%s:%d", key, p.ID))
		if isMissing(err) || err == nil && m.Number == 0 {
			continue
		}
		if err != nil {
			return err
		}
		who, err := speakerOf(t.tx, p.ID)
		if err != nil {
			return err
		}
		l, err := t.Bot.lang(t.tx, who)
		if err != nil {
			return err
		}
		err = t.tell(store.Message{To: m.To, Edits: m.Number, Text: string(say(l)), Class: store.Receipt, About: m.About})
		if err != nil {
			return err
		}
	}
	return nil
}
