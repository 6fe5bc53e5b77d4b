package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"duban/store"
)

const seatB = 21 // holds seat B of unit 1

// withSecond gives unit 1 a second contact and, if chat is not 0, a group.
func (r *rights) withSecond(chat store.ChatID) {
	r.t.Helper()
	err := r.store.Update(noon, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error {
			u, err := tx.Unit(1)
			if err != nil {
				return err
			}
			u.Group.Chat = chat
			if _, err := tx.PutUnit(u); err != nil {
				return err
			}
			if _, err := tx.PutPost(store.Post{Unit: 1, Role: store.Contact, Seat: "B", Holder: seatB}); err != nil {
				return err
			}
			return tx.PutPerson(store.Person{ID: seatB, Name: "B岗"})
		})
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// message is what somebody writes, in the own chat or in a group, as Telegram
// brings it.
func (r *rights) message(person, chat int, text string) json.RawMessage {
	r.n++
	kind := "private"
	if chat < 0 {
		kind = "supergroup"
	}
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"x"},"chat":{"id":%d,"type":%q},"date":%d,"text":%q}}`,
		r.n, 100+r.n, person, chat, kind, noon.Unix(), text))
}

func (r *rights) accept(batch ...json.RawMessage) {
	r.t.Helper()
	if _, err := r.bot.Accept(context.Background(), batch); err != nil {
		r.t.Fatal(err)
	}
}

// told are the texts queued to a chat.
func (r *rights) told(chat store.ChatID) string {
	r.t.Helper()
	var b strings.Builder
	err := r.store.View(noon, func(tx *store.Tx) error {
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			if m.To.Chat == chat {
				b.WriteString(m.Text + "\n")
			}
		}
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return b.String()
}

// Two colleagues answer in the same moment: both versions stand, the last one
// counts, and both are told.
func TestTwoColleaguesAnswerAtOnce(t *testing.T) {
	r := newRights(t)
	r.withSecond(0)
	r.accept(r.message(mine, mine, "正常"), r.message(seatB, seatB, "有风险"))
	err := r.store.View(noon, func(tx *store.Tx) error {
		var claims []store.Claim
		for v, err := range tx.Reports(1) {
			if err != nil {
				return err
			}
			claims = append(claims, v.Claim)
		}
		task, err := tx.Task(1)
		if fmt.Sprint(claims) != "[on_track at_risk]" || task.Standing.Claim != store.AtRisk || task.Standing.Version != 2 {
			t.Errorf("versions %v, and it stands at %+v", claims, task.Standing)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if first := r.told(mine); !strings.Contains(first, "B岗 也填报了") || !strings.Contains(first, "第1版同样留存") {
		t.Errorf("the first was told:\n%s", first)
	}
	if last := r.told(seatB); !strings.Contains(last, "11 此前已填报第1版") {
		t.Errorf("the last was told:\n%s", last)
	}
}

// A bot that sees every message of a group takes what is not meant for it
// neither as an answer nor as the next line of a dialogue.
func TestTalkInAGroupIsNoAnswer(t *testing.T) {
	const group = -1009
	r := newRights(t)
	r.withSecond(group)
	before := r.state()
	for _, text := range []string{"正常", "T1 正常", "大家周三前把照片发我"} {
		r.accept(r.message(mine, group, text))
	}
	r.accept(json.RawMessage(`{"update_id":90,"callback_query":{"id":"w","from":{"id":11,"is_bot":false,"first_name":"x"},"message":{"message_id":5,"chat":{"id":-1009,"type":"supergroup"},"date":1},"data":"walk:1"}}`))
	said := r.told(group)
	r.accept(r.message(mine, group, "正常"))
	if r.state() != before {
		t.Errorf("it was recorded: %s", r.state())
	}
	if again := r.told(group); again != said || said == "" {
		t.Errorf("the group reads\n%s", again)
	}
}

// Whoever has handed a post over can't change what was reported from it.
func TestPredecessorsEditChangesNothing(t *testing.T) {
	r := newRights(t)
	r.accept(r.message(mine, mine, "正常"))
	err := r.store.Update(noon, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error {
			p, err := tx.Post(1)
			if err != nil {
				return err
			}
			p.Holder = seatB
			if _, err := tx.PutPost(p); err != nil {
				return err
			}
			_, err = tx.PutPost(store.Post{Unit: 2, Role: store.Contact, Seat: "B", Holder: mine})
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	before := r.state()
	r.accept(json.RawMessage(fmt.Sprintf(`{"update_id":91,"edited_message":{"message_id":101,"from":{"id":%d,"is_bot":false,"first_name":"x"},"chat":{"id":%d,"type":"private"},"date":%d,"edit_date":%d,"text":"滞后"}}`,
		mine, mine, noon.Unix(), noon.Unix()+60)))
	if r.state() != before {
		t.Errorf("it was recorded: %s", r.state())
	}
}
