package bot_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
)

// ask opens an ask about a new task for unit 1 with the key, as the tick does,
// and queues it to the place.
func (l *line) ask(key string, place store.Place) (store.AskID, store.MessageID) {
	l.t.Helper()
	var id store.MessageID
	var ask store.Ask
	l.do(func(tx *store.Tx) error {
		p, err := tx.ProgrammeNamed("清单")
		if err != nil {
			if p, err = tx.PutProgramme(store.Programme{Name: "清单"}); err != nil {
				return err
			}
		}
		now := time.Now()
		task, err := tx.PutTask(store.Task{
			Code: "T-" + key, Programme: p.ID, Title: "任务" + key, Lead: 1, State: store.Assigned, Start: now.AddDate(0, -1, 0), Due: now.AddDate(0, 6, 0),
			AskAt: now.AddDate(0, 3, 0), Targets: []schedule.Target{{Kind: schedule.Milestone}},
		}, "", "")
		if err != nil {
			return err
		}
		ask, err = tx.PutAsk(store.Ask{
			Unit: 1, Period: key, Opens: now, Asked: now, Due: now.AddDate(0, 1, 0), State: store.AskOpen, NextStep: now.AddDate(0, 0, 20),
			Lines: []store.AskLine{{Number: 1, Task: task.ID, State: store.AskOpen}},
		}, store.Asked, key)
		if err != nil {
			return err
		}
		m, _, err := tx.Queue(store.Message{
			Key: fmt.Sprintf("ask:%d", ask.ID), Class: store.Question, To: place, Text: "催报 " + key, About: store.About{Unit: 1, Ask: ask.ID},
			Buttons: [][]store.Button{{{Text: "正常", Data: fmt.Sprintf("claim:%d:1:on_track", ask.ID)}}},
		})
		id = m.ID
		return err
	})
	l.wake()
	return ask.ID, id
}

func (l *line) askState(id store.AskID) (a store.Ask) {
	l.see(func(tx *store.Tx) { a, _ = tx.Ask(id) })
	return a
}

func (l *line) person(id int64) (p store.Person) {
	l.see(func(tx *store.Tx) { p, _ = tx.Person(store.PersonID(id)) })
	return p
}

const (
	second = 2001 // seat B of unit 1
	leader = 2002
)

// A contact can't be written to: the reason and the moment are kept, what
// waits is held, the admins are told once, and the ask goes to seat B, else to
// the leader, else it is undeliverable.
func TestAnAskGoesToWhoCanBeReached(t *testing.T) {
	for name, tc := range map[string]struct {
		lose   func(tg *sandbox.Telegram, id int64)
		reason string
		others []int64
		gone   []int64 // of the others
		gets   int64
	}{
		"blocked, seat B":            {(*sandbox.Telegram).Block, "blocked", []int64{second, leader}, nil, second},
		"deactivated, the leader":    {(*sandbox.Telegram).Deactivate, "deactivated", []int64{leader}, nil, leader},
		"blocked, B blocked as well": {(*sandbox.Telegram).Block, "blocked", []int64{second, leader}, []int64{second}, leader},
		"blocked, nobody else":       {(*sandbox.Telegram).Block, "blocked", nil, nil, 0},
		"refused without a word": {func(tg *sandbox.Telegram, id int64) {
			tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: id, Do: sandbox.FaultBlocked})
		}, "blocked", []int64{second}, nil, second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 1)
				defer l.close()
				for _, id := range tc.others {
					l.meet(id)
					post := store.Post{Unit: 1, Role: store.Contact, Seat: "B"}
					if id == leader {
						post = store.Post{Unit: 1, Role: store.Leader}
					}
					l.do(func(tx *store.Tx) error { return hold(tx, post, id) })
				}
				l.pass(time.Minute)
				for _, id := range tc.gone {
					tc.lose(l.tg, id)
				}
				tc.lose(l.tg, 1001)
				// Telegram tells of a block at once; whoever was deleted is found out by a message.
				since := time.Now()
				ask, id := l.ask("甲", store.Place{Chat: 1001})
				l.pass(time.Minute)
				if m := l.message(id); m.State != store.Held || m.Reason != tc.reason {
					t.Errorf("the message is %s %q", m.State, m.Reason)
				}
				if r := l.person(1001).Reach; !r.Unreachable || r.Reason != tc.reason || r.Since.Sub(since).Abs() > 10*time.Second {
					t.Errorf("the contact is %+v", r)
				}
				for _, other := range tc.others {
					if got := l.heard(other, "催报 甲"); got != count(other == tc.gets) {
						t.Errorf("%d got the ask %d times", other, got)
					}
				}
				if state := l.askState(ask).State; (state == store.Undeliverable) != (tc.gets == 0) {
					t.Errorf("the ask is %s", state)
				}
				l.queue(to(1001, store.Notice, "more"))
				l.pass(time.Minute)
				if n := l.heardPart(lineAdmin, "无法向 人1001"); n != 1 {
					t.Errorf("the admin was told %d times", n)
				}
			})
		})
	}
}

// Back again: of all that was held the newest open ask alone is said.
func TestBackAgainHearsTheNewestOpenAskAlone(t *testing.T) {
	for name, back := range map[string]func(l *line) error{
		"unblocked": func(l *line) error { l.tg.Unblock(1001); return nil },
		"writes":    func(l *line) error { _, err := l.tg.Start(1001, ""); return err },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 1)
				defer l.close()
				l.pass(time.Minute)
				l.tg.Block(1001)
				l.pass(time.Second)
				l.ask("甲", store.Place{Chat: 1001})
				l.queue(to(1001, store.Notice, "a digest"), to(1001, store.Receipt, "a receipt"))
				l.pass(time.Hour)
				l.ask("乙", store.Place{Chat: 1001})
				l.pass(time.Hour)
				before := len(l.tg.Messages(1001))
				if err := back(l); err != nil {
					t.Fatal(err)
				}
				l.pass(time.Minute)
				asks := 0
				for _, m := range l.tg.Messages(1001)[before:] {
					if strings.Contains(m.Text, "任务甲") || strings.HasPrefix(m.Text, "a ") {
						t.Errorf("it was said: %s", m.Text)
					}
					asks += strings.Count(m.Text, "任务乙")
				}
				if asks != 1 || l.person(1001).Reach.Unreachable {
					t.Errorf("the newest ask was said %d times; the contact is %+v", asks, l.person(1001).Reach)
				}
				// The next loss is told again.
				l.tg.Block(1001)
				l.pass(time.Minute)
				if n := l.heardPart(lineAdmin, "无法向 人1001"); n != 2 {
					t.Errorf("the admin was told %d times of two losses", n)
				}
			})
		})
	}
}

// A word in a group does not mean that the person's own chat is open.
func TestSpeakingInAGroupDoesNotUnblock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		group := l.tg.AddGroup("群", sandbox.GroupOptions{}, 1001, lineAdmin)
		l.pass(time.Minute)
		l.tg.Block(1001)
		l.pass(time.Second)
		if _, err := l.tg.Say(1001, group, "/me@duban_bot"); err != nil {
			t.Fatal(err)
		}
		l.pass(time.Minute)
		if !l.person(1001).Reach.Unreachable {
			t.Error("the contact counts as reachable")
		}
	})
}

// groupLine is a line whose unit 1 is asked in a group.
func groupLine(t *testing.T, o sandbox.GroupOptions) (*line, int64) {
	l := newLine(t, 1)
	group := l.tg.AddGroup("群", o, lineAdmin, 1001)
	l.pass(time.Second)
	l.bind(store.Place{Chat: store.ChatID(group)})
	return l, group
}

func (l *line) bind(place store.Place) {
	l.do(func(tx *store.Tx) error {
		u, err := tx.Unit(1)
		if err != nil {
			return err
		}
		u.Group = place
		return tx.ChangeUnit(u, string(store.FactBound))
	})
}

func (l *line) unit() (u store.Unit) {
	l.see(func(tx *store.Tx) { u, _ = tx.Unit(1) })
	return u
}

// Thrown out of the unit's group: the ask goes to its contact, the admins are
// told once, and back in the group the newest open ask alone is said there.
func TestThrownOutOfTheGroupAndBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, group := groupLine(t, sandbox.GroupOptions{})
		defer l.close()
		l.tg.KickBot(group)
		_, id := l.ask("甲", store.Place{Chat: store.ChatID(group)})
		l.queue(to(store.ChatID(group), store.Notice, "a notice"))
		l.pass(time.Minute)
		if m := l.message(id); m.State != store.Held || m.Reason != "kicked" || l.heard(1001, "催报 甲") != 1 {
			t.Errorf("the message is %s %q, the contact heard it %d times", m.State, m.Reason, l.heard(1001, "催报 甲"))
		}
		if u := l.unit(); !u.Lost.Unreachable || u.Lost.Reason != "kicked" || u.Lost.Since.IsZero() || u.Group.Chat == 0 {
			t.Errorf("the unit is %+v", u)
		}
		if n := l.heardPart(lineAdmin, fmt.Sprint("无法向群 ", group)); n != 1 {
			t.Errorf("the admin was told %d times", n)
		}
		l.tg.AddBotTo(group, token)
		l.pass(time.Minute)
		if n := l.heardPart(group, "任务甲"); n != 1 || l.heard(group, "a notice") != 0 || l.unit().Lost.Unreachable {
			t.Errorf("back in the group the ask was said %d times; the unit is %+v", n, l.unit())
		}
	})
}

// Asks go to the unit's topic, in General without a thread id; where the topic
// is gone they go to the group itself, and the admins are told once.
func TestTopics(t *testing.T) {
	for name, gone := range map[string]func(tg *sandbox.Telegram, chat int64, id int){
		"deleted": (*sandbox.Telegram).DeleteTopic, "closed": (*sandbox.Telegram).CloseTopic,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l, group := groupLine(t, sandbox.GroupOptions{Forum: true})
				defer l.close()
				topic := l.tg.AddTopic(group, "单位1")
				place := store.Place{Chat: store.ChatID(group), Thread: topic}
				l.bind(place)
				l.ask("甲", place)
				l.queue(store.Message{To: store.Place{Chat: place.Chat}, Text: "general"})
				l.pass(time.Minute)
				gone(l.tg, group, topic)
				l.ask("乙", place)
				l.ask("丙", place)
				l.pass(2 * time.Minute)
				threads := map[string]int{}
				for _, m := range l.tg.Messages(group) {
					threads[m.Text] = m.Thread
				}
				if threads["催报 甲"] != topic || threads["general"] != 0 || l.heard(group, "催报 乙") != 1 || threads["催报 乙"] != 0 || l.heard(group, "催报 丙") != 1 {
					t.Errorf("said in the threads %v", threads)
				}
				if n := l.heardPart(lineAdmin, "话题已不存在"); n != 1 || l.unit().Group.Thread != 0 {
					t.Errorf("the admin was told %d times; the unit is asked in %+v", n, l.unit().Group)
				}
				for _, c := range l.tg.Calls() {
					if c.Params["message_thread_id"] == "1" || c.Params["text"] == "general" && c.Params["message_thread_id"] != "" {
						t.Errorf("General was named by a thread id: %v", c.Params)
					}
				}
			})
		})
	}
}

// No chat at all, and nobody known under its id: a group that was deleted, a
// person who never opened the chat.
func TestAChatThatDoesNotExist(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.do(func(tx *store.Tx) error { return hold(tx, store.Post{Unit: 1, Role: store.Contact, Seat: "B"}, 3003) })
		ids := l.queue(to(3003, store.Notice, "x"), to(-77, store.Notice, "y"), to(-77, store.Notice, "z"))
		l.pass(time.Minute)
		for _, id := range ids {
			if m := l.message(id); m.State != store.Held || m.Reason != "chat_not_found" {
				t.Errorf("message %d is %s %q", id, m.State, m.Reason)
			}
		}
		if a, b := l.heardPart(lineAdmin, "无法向 人3003"), l.heardPart(lineAdmin, "无法向群 -77"); a != 1 || b != 1 {
			t.Errorf("the admin was told %d and %d times", a, b)
		}
		for _, c := range l.tg.Calls() {
			if c.Params["chat_id"] == "-77" && c.Params["text"] == "z" && c.Status != http.StatusOK {
				t.Error("the second message was tried as well")
			}
		}
	})
}
