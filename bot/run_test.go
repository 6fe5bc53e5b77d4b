package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/bot/telegram"
	"duban/store"

	"go.etcd.io/bbolt"
)

// told counts the bot's messages in a chat that have the words in them.
func (l *line) told(chat int64, words string) (n int) {
	for _, m := range l.tg.Messages(chat) {
		if m.From.IsBot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// poke changes the file behind the bot's back, while it is stopped.
func (l *line) poke(fn func(*bbolt.Tx) error) {
	l.t.Helper()
	l.stop()
	if err := l.store.Close(); err != nil {
		l.t.Fatal(err)
	}
	db, err := bbolt.Open(l.path, 0o600, nil)
	if err != nil {
		l.t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		l.t.Fatal(err)
	}
	l.open()
	l.run()
}

func key(id byte) []byte { return []byte{0, 0, 0, 0, 0, 0, 0, id} }

// end stops the bot without a look at the file, which is broken on purpose.
func (l *line) end() {
	l.t.Helper()
	l.stop()
	if err := l.store.Close(); err != nil {
		l.t.Error(err)
	}
	l.tg.Close()
	l.pass(time.Second)
}

// The books are drawn up each night at half past three, whatever restarts; a
// row that is missing is told to the admins, once a day, and /books shows it.
func TestBooksAreDrawnUpAtNight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 2)
		defer l.end()
		l.queue(store.Message{To: store.Place{Chat: lineContact + 1}, Class: store.Receipt, Text: "已记录"})
		l.pass(time.Hour)
		if n := l.told(lineAdmin, "不平"); n > 0 {
			t.Errorf("the books balance, and the admin was told of %d remainders", n)
		}
		l.say(lineAdmin, "/books")
		if l.told(lineAdmin, "✅ 账目平衡") != 1 || l.told(lineAdmin, "（8月25日 周一 12:05 核对") != 1 {
			t.Errorf("/books shows\n%s", l.last(lineAdmin))
		}
		l.poke(func(b *bbolt.Tx) error { return b.Bucket([]byte("messages")).Delete(key(2)) })
		l.pass(14 * time.Hour) // till three at night
		if l.told(lineAdmin, "不平") > 0 {
			t.Error("told of it before half past three")
		}
		l.pass(time.Hour)
		l.restart()
		l.pass(20 * time.Hour)
		if n := l.told(lineAdmin, "账目核对（8月26日 周二 03:30）：1 处不平"); n != 1 || l.told(lineAdmin, "• 消息 2：记录缺失") != 1 {
			t.Errorf("told %d times\n%s", n, l.last(lineAdmin))
		}
		l.pass(24 * time.Hour)
		if n := l.told(lineAdmin, "处不平"); n != 2 {
			t.Errorf("the day after: told %d times in all", n)
		}
		l.say(lineAdmin, "/books")
		if !strings.Contains(l.last(lineAdmin), "⚠️ 有 1 处不平：\n• 消息 2：记录缺失") {
			t.Errorf("/books shows\n%s", l.last(lineAdmin))
		}
	})
}

// say lets somebody write, and the bot answer.
func (l *line) say(person int64, text string) {
	l.t.Helper()
	if _, err := l.tg.Say(person, person, text); err != nil {
		l.t.Fatal(err)
	}
	l.pass(3 * time.Second)
}

// last is the bot's latest message in a chat.
func (l *line) last(chat int64) (text string) {
	for _, m := range l.tg.Messages(chat) {
		if m.From.IsBot {
			text = m.Text
		}
	}
	return text
}

// asks opens n asks of each unit, said at once.
func (l *line) asks(units, n int) {
	l.t.Helper()
	l.do(func(tx *store.Tx) error {
		p, err := tx.PutProgramme(store.Programme{Name: "清单"})
		if err != nil {
			return err
		}
		for u := range units {
			task, err := tx.PutTask(store.Task{
				Code: fmt.Sprintf("T%d", u+1), Programme: p.ID, Title: fmt.Sprintf("任务%d", u+1), Lead: store.UnitID(u + 1),
				State: store.Assigned, Start: noon.AddDate(0, -1, 0), Due: noon.AddDate(0, 6, 0),
			}, store.TaskMade, "")
			if err != nil {
				return err
			}
			for i := range n {
				if err := ask(tx, task, i); err != nil {
					return err
				}
			}
		}
		return nil
	})
	l.wake()
	l.pass(time.Minute)
}

// ask is one that has a week to be answered and months till its next step.
func ask(tx *store.Tx, task store.Task, i int) error {
	a, err := tx.PutAsk(store.Ask{
		Unit: task.Lead, Period: fmt.Sprintf("2025-08-%02dT09:00", i+1), Asked: tx.Now(), Due: tx.Now().AddDate(0, 3, 0), State: store.AskOpen,
		NextStep: tx.Now().AddDate(0, 2, 0), Lines: []store.AskLine{{Number: 1, Task: task.ID, State: store.AskOpen}},
	}, store.Asked, "")
	if err != nil {
		return err
	}
	_, _, err = tx.Queue(store.Message{
		Key: fmt.Sprintf("ask:%d", a.ID), Class: store.Question, To: store.Place{Chat: store.ChatID(lineContact + int64(task.Lead))},
		Text: fmt.Sprintf("【催报】第%d次", i+1), About: store.About{Unit: task.Lead, Ask: a.ID},
	})
	return err
}

// After more than 20 hours down the admins are told, once, and each unit gets
// one message, however many asks it has open; a second restart says nothing.
func TestAfterALongDowntime(t *testing.T) {
	for name, down := range map[string]struct {
		begin, end func(l *line)
	}{
		"the process was down": {(*line).halt, (*line).resume},
		"the line was down":    {func(l *line) { l.cut(true) }, func(l *line) { l.cut(false) }},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 3)
				defer l.close()
				l.asks(3, 4)
				before := l.told(lineContact+1, "【催报】")
				down.begin(l)
				l.pass(21 * time.Hour)
				down.end(l)
				l.pass(10 * time.Minute)
				l.restart()
				l.pass(10 * time.Minute)
				if n := l.told(lineAdmin, "⚠️ 自 8月25日 周一 12:"); n != 1 {
					t.Errorf("the admin was told %d times: %s", n, l.last(lineAdmin))
				}
				for _, id := range contacts(3) {
					if n := l.told(id, "【催报】") - before; n != 1 {
						t.Errorf("%d got %d messages, not one", id, n)
					}
				}
			})
		})
	}
}

// A short downtime, and a bot that had nothing to do, are nothing to tell.
func TestAfterAShortDowntime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.asks(1, 2)
		l.pass(48 * time.Hour) // nobody says anything
		l.halt()
		l.pass(17 * time.Hour)
		l.resume()
		l.pass(10 * time.Minute)
		if n := l.told(lineAdmin, "停机"); n > 0 || l.told(lineContact+1, "【催报】") != 2 {
			t.Errorf("the admin was told %d times, the contact %d", n, l.told(lineContact+1, "【催报】"))
		}
	})
}

func (l *line) halt() { l.stop() }

func (l *line) resume() {
	l.t.Helper()
	if err := l.store.Close(); err != nil {
		l.t.Fatal(err)
	}
	l.open()
	l.run()
}

// cut takes the line to Telegram away or gives it back.
func (l *line) cut(dead bool) {
	synctest.Wait()
	l.delay.mu.Lock()
	defer l.delay.mu.Unlock()
	l.delay.dead = dead
}

// Another program polls for the same bot: the admins are told, once an hour at
// most, and it goes on as soon as the other is gone.
func TestAnotherProgramTakesTheUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		other, err := telegram.New(telegram.Config{Token: token, BaseURL: "http://telegram", HTTP: &http.Client{Transport: l.tg}})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Minute)
		defer cancel()
		other.Poll(ctx, 0, func(_ context.Context, batch []json.RawMessage) (int64, error) {
			return telegram.BatchOffset(batch), nil
		}, nil)
		l.pass(2 * time.Minute)
		if n := l.told(lineAdmin, "另一个程序"); n != 1 {
			t.Errorf("the admin was told %d times", n)
		}
		l.say(lineContact+1, "/me")
		if !strings.Contains(l.last(lineContact+1), "您的岗位") {
			t.Errorf("after the other is gone: %s", l.last(lineContact+1))
		}
	})
}

// A token that Telegram does not know any more is the end, at once.
func TestTokenIsRevoked(t *testing.T) {
	for _, poll := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			l := newLine(t, 1)
			l.stop()
			r := l.runner()
			l.delay.next = revoked{}
			began := time.Now()
			err := r.Run(t.Context(), poll)
			if !errors.Is(err, telegram.ErrUnauthorized) || time.Since(began) > time.Minute {
				t.Errorf("polling %v: after %v: %v", poll, time.Since(began), err)
			}
			l.stop = func() {}
			l.delay.next = l.tg
			l.close()
		})
	}
}

// revoked is a Telegram that knows no token.
type revoked struct{}

func (revoked) RoundTrip(r *http.Request) (*http.Response, error) {
	return (&sandbox.Telegram{}).RoundTrip(r)
}

// What takes long at Telegram, menus and downloads, does not hold up updates.
func TestUpdatesDoNotWaitForErrands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.pass(time.Minute)
		l.tg.Inject(sandbox.Fault{Method: "setMyCommands", Do: sandbox.FaultHang, Times: 100})
		l.do(func(tx *store.Tx) error { return hold(tx, store.Post{Role: store.Supervisor}, lineContact+1) })
		l.say(lineContact+1, "/me") // has a new menu now
		l.say(lineContact+1, "/help")
		if !strings.Contains(l.last(lineContact+1), "/digest") {
			t.Errorf("six seconds later: %s", l.last(lineContact+1))
		}
	})
}
