package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"duban/bot"
	"duban/store"

	"go.etcd.io/bbolt"
)

const chief = 15 // an admin

// newParking is a district in which the record of task T1 can't be read: what
// a contact of its unit says about it breaks the handler.
func newParking(t *testing.T) (r *rights, mend func()) {
	t.Helper()
	r = newRights(t)
	err := r.store.Update(noon, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error {
			if _, err := tx.PutPost(store.Post{Role: store.Admin, Holder: chief}); err != nil {
				return err
			}
			return tx.PutPerson(store.Person{ID: chief, Name: "管理员"})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	var good []byte
	r.poke("tasks", func(b *bbolt.Bucket) error {
		good = bytes.Clone(b.Get(key(1)))
		return b.Put(key(1), good[:len(good)/2])
	})
	return r, func() { r.poke("tasks", func(b *bbolt.Bucket) error { return b.Put(key(1), good) }) }
}

// poke changes a bucket behind the bot's back.
func (r *rights) poke(bucket string, fn func(*bbolt.Bucket) error) {
	r.t.Helper()
	path := r.store.Path()
	if err := r.store.Close(); err != nil {
		r.t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	if err := errors.Join(db.Update(func(tx *bbolt.Tx) error { return fn(tx.Bucket([]byte(bucket))) }), db.Close()); err != nil {
		r.t.Fatal(err)
	}
	if r.store, err = store.Open(path, store.Options{}); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { r.store.Close() })
	c := r.bot.Config
	c.Store = r.store
	r.bot = bot.New(c)
}

// said is an update: a person writes a message of that number.
func said(update, number, person int, text string) json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"x"},"chat":{"id":%d,"type":"private"},"date":%d,"text":%q}}`,
		update, number, person, person, noon.Unix(), text))
}

// loosely is the same update as a server of another make may write it: a line
// for each field, and a letter by its number.
func loosely(t *testing.T, raw json.RawMessage) json.RawMessage {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "\t"); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("正"), []byte(`\u6b63`))
}

func (r *rights) take(batch ...json.RawMessage) {
	r.t.Helper()
	if _, err := r.bot.Accept(context.Background(), batch); err != nil {
		r.t.Fatal(err)
	}
}

// waiting are the parked updates that were not run again with success.
func (r *rights) waiting() (all []store.Parked) {
	r.t.Helper()
	r.see(func(tx *store.Tx) error {
		for p, err := range tx.ParkedUpdates() {
			if err != nil {
				return err
			}
			if p.Done.IsZero() {
				all = append(all, p)
			}
		}
		return nil
	})
	return all
}

func (r *rights) see(fn func(tx *store.Tx) error) {
	r.t.Helper()
	if err := r.store.View(noon, fn); err != nil {
		r.t.Fatal(err)
	}
}

// heard is what the bot has queued for a person, oldest first.
func (r *rights) heard(person int) (texts []string) {
	r.t.Helper()
	r.see(func(tx *store.Tx) error {
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			if m.To.Chat == store.ChatID(person) {
				texts = append(texts, m.Text)
			}
		}
		return nil
	})
	return texts
}

func (r *rights) versions(code string) (n int) {
	r.t.Helper()
	r.see(func(tx *store.Tx) error {
		task, err := tx.TaskCoded(code)
		n = task.Standing.Version
		return err
	})
	return n
}

// What a contact sent is kept as it came, once however often Telegram brings
// it, while the others of its batch take effect; the admin is told whose it is
// and what is wrong. Once the fault is mended it is run again, with its effect.
func TestParkedUpdateIsRunAgain(t *testing.T) {
	r, mend := newParking(t)
	bad := loosely(t, said(1, 7, mine, "正常，1 & 2 <都好>"))
	r.take(bad, said(2, 8, theirs, "正常"))
	r.take(bad)
	if w := r.waiting(); len(w) != 1 || !bytes.Equal(w[0].Raw, bad) {
		t.Fatalf("parked: %+v", w)
	}
	if r.versions("T2") != 1 {
		t.Error("the other unit's report was lost with it")
	}
	if answers := r.heard(mine); len(answers) != 1 || !strings.Contains(answers[0], "已收到并保存") {
		t.Errorf("the contact hears %q", answers)
	}
	told := r.heard(chief)
	if len(told) != 1 || !strings.Contains(told[0], "11：“正常，1 &amp; 2 &lt;都好&gt;”") || !strings.Contains(told[0], "tasks") {
		t.Errorf("the admin was told %q", told)
	}
	if shown := r.press(chief, "again1:1"); !strings.Contains(shown, "仍然无法处理，原文继续保存：") || len(r.waiting()) != 1 {
		t.Errorf("run again before it is mended: %q, %d parked", shown, len(r.waiting()))
	}
	mend()
	if shown := r.press(chief, "again1:1"); shown != "已重新处理" || len(r.waiting()) != 0 || r.versions("T1") != 1 {
		t.Errorf("run again: %q, %d parked, version %d", shown, len(r.waiting()), r.versions("T1"))
	}
	if shown := r.press(chief, "again1:1"); shown != "这条消息已经处理过" || r.versions("T1") != 1 {
		t.Errorf("run a second time: %q, version %d", shown, r.versions("T1"))
	}
	if answers := r.heard(mine); len(answers) == 0 || !strings.Contains(answers[len(answers)-1], "已记录") {
		t.Errorf("the contact hears %q", answers)
	}
}

// The update comes once more after the fault is mended, before anybody has it
// run again: it takes effect then, and running it again changes nothing.
func TestParkedUpdateComesOnceMore(t *testing.T) {
	r, mend := newParking(t)
	r.take(said(1, 7, mine, "正常"))
	mend()
	r.take(said(4, 7, mine, "正常"))
	if r.versions("T1") != 1 {
		t.Fatal("it did not take effect")
	}
	if shown := r.press(chief, "again1:1"); shown != "这条消息已经处理过" || len(r.waiting()) != 0 || r.versions("T1") != 1 {
		t.Errorf("%q, %d parked, version %d", shown, len(r.waiting()), r.versions("T1"))
	}
}

// One fault breaks many messages: the admins are told once, /parked lists some
// and counts the rest.
func TestManyParkedUpdates(t *testing.T) {
	r, _ := newParking(t)
	for i := range 20 {
		r.take(said(i+1, i+1, mine, fmt.Sprintf("累计%d个", i)))
	}
	r.take(json.RawMessage(`{"update_id":30,"message":{"message_id":"seven"}}`))
	if told, answers := r.heard(chief), r.heard(mine); len(told) != 1 || len(answers) != 1 {
		t.Errorf("the admin was told %d times, the contact %d", len(told), len(answers))
	}
	r.take(said(40, 40, chief, "/parked"))
	told := r.heard(chief)
	list := told[len(told)-1]
	if !strings.Contains(list, "处理失败的消息 21 条") || strings.Count(list, "累计") != 15 || !strings.Contains(list, "……另有 6 条") {
		t.Errorf("/parked shows\n%s", list)
	}
}

// A press that breaks something is answered all the same: a button would spin
// for minutes.
func TestParkedPressIsAnswered(t *testing.T) {
	r, _ := newParking(t)
	if shown := r.press(mine, "claim:1:1:on_track"); !strings.Contains(shown, "已收到并保存") || len(r.waiting()) != 1 {
		t.Errorf("%q, %d parked", shown, len(r.waiting()))
	}
}

// Two edits in the same second are two; the same edit twice is one.
func TestEditsOfOneSecond(t *testing.T) {
	r := newRights(t)
	edit := func(update int, text string) json.RawMessage {
		return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"edited_message":{"message_id":7,"from":{"id":11,"is_bot":false,"first_name":"x"},"chat":{"id":11,"type":"private"},"date":%d,"edit_date":%d,"text":%q}}`,
			update, noon.Unix(), noon.Unix()+9, text))
	}
	r.take(said(1, 7, mine, "正常"))
	r.take(edit(2, "滞后"), edit(3, "有风险"), edit(4, "有风险"))
	r.see(func(tx *store.Tx) error {
		task, err := tx.TaskCoded("T1")
		if task.Standing.Version != 3 || task.Standing.Claim != store.AtRisk {
			t.Errorf("%+v", task.Standing)
		}
		return err
	})
}

// Another bot's numbers begin at 1 again: the same number is another message.
func TestNumbersOfAnotherBot(t *testing.T) {
	r := newRights(t)
	r.take(said(1, 7, mine, "正常"))
	c := r.bot.Config
	c.Me.ID = 2
	r.bot = bot.New(c)
	r.take(said(1, 7, mine, "滞后"))
	if n := r.versions("T1"); n != 2 {
		t.Errorf("%d reports, not 2", n)
	}
}

// The admins' own record is broken as well: nobody can be told, and the update
// is kept all the same.
func TestParkingNeedsNobody(t *testing.T) {
	r, _ := newParking(t)
	r.poke("people", func(b *bbolt.Bucket) error { return b.Put(key(chief), []byte("{")) })
	r.take(said(1, 7, mine, "正常"), said(2, 8, theirs, "正常"))
	if len(r.waiting()) != 1 || r.versions("T2") != 1 {
		t.Errorf("%d parked, version %d", len(r.waiting()), r.versions("T2"))
	}
}

// A button is pressed again, under a new number of the press and of the
// update, before the first answer has come: it takes effect once.
func TestAnyPressTwiceTakesEffectOnce(t *testing.T) {
	for _, c := range []struct {
		who  int
		data string
	}{
		{mine, "sign:1:1"}, {mine, "signall:1"}, {mine, "claim:1:1:on_track"}, {mine, "claim:1:1:done"}, {mine, "state:1:behind"},
	} {
		r := newRights(t)
		before := r.state()
		r.press(c.who, c.data)
		once := r.state()
		if once == before {
			t.Errorf("%s does nothing: the test proves nothing", c.data)
		}
		if r.press(c.who, c.data); r.state() != once {
			t.Errorf("%s: %s, then %s", c.data, once, r.state())
		}
	}
}

// The offset is what the last batch says, lower or not: Telegram may start
// again at a lower number.
func TestOffsetIsAssigned(t *testing.T) {
	r := newRights(t)
	for _, c := range []struct{ update, want int }{{900, 901}, {5, 6}, {6, 7}} {
		r.take(said(c.update, c.update, mine, "正常"))
		r.see(func(tx *store.Tx) error {
			w, err := tx.Wire(1)
			if w.Offset != int64(c.want) {
				t.Errorf("after update %d: %d", c.update, w.Offset)
			}
			return err
		})
	}
	if n := r.versions("T1"); n != 3 {
		t.Errorf("%d reports, not 3", n)
	}
}
