package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/schedule"
	"duban/store"
)

// rights is a district of two units, over a real file and without a wire.
type rights struct {
	t     *testing.T
	bot   *bot.Bot
	store *store.Store
	n     int
}

const (
	mine, theirs, boss, nobody = 11, 12, 13, 14 // contact of unit 1, of unit 2, supervisor, stranger
)

func newRights(t *testing.T) *rights {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "duban.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	cal, err := schedule.NewCalendar()
	if err != nil {
		t.Fatal(err)
	}
	r := &rights{t: t, store: s}
	r.bot = bot.New(bot.Config{
		Store: s, Zone: noon.Location(), Calendar: cal, Now: func() time.Time { return noon }, Lang: "zh",
		Code: func() string { return "CODE" }, Me: telegram.Me{ID: 1, Username: "duban_bot"},
	})
	err = s.Update(noon, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error { return populate(tx) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func populate(tx *store.Tx) error {
	p, err := tx.PutProgramme(store.Programme{Name: "清单"})
	if err != nil {
		return err
	}
	for i, id := range []store.PersonID{mine, theirs} {
		u, err := tx.PutUnit(store.Unit{Code: fmt.Sprintf("U%d", i+1), Name: fmt.Sprintf("单位%d", i+1)})
		if err != nil {
			return err
		}
		if _, err := tx.PutPost(store.Post{Unit: u.ID, Role: store.Contact, Seat: "A", Holder: id}); err != nil {
			return err
		}
		task, err := tx.PutTask(store.Task{Code: fmt.Sprintf("T%d", i+1), Programme: p.ID, Title: fmt.Sprintf("任务%d", i+1), Lead: u.ID,
			State: store.Draft, Start: noon.AddDate(0, -1, 0), Due: noon.AddDate(0, 1, 0)}, store.TaskMade, "")
		if err != nil {
			return err
		}
		if _, err := tx.Assign(task); err != nil {
			return err
		}
		_, err = tx.PutAsk(store.Ask{Unit: u.ID, Period: "2025-08-25T09:00", Asked: noon, Due: noon.AddDate(0, 0, 2), State: store.AskOpen, NextStep: noon.AddDate(0, 0, 1),
			Lines: []store.AskLine{{Number: 1, Task: task.ID, State: store.AskOpen}}}, store.Asked, "")
		if err != nil {
			return err
		}
	}
	if _, err := tx.PutPost(store.Post{Role: store.Supervisor, Holder: boss}); err != nil {
		return err
	}
	for _, id := range []store.PersonID{mine, theirs, boss} {
		if err := tx.PutPerson(store.Person{ID: id, Name: fmt.Sprint(id)}); err != nil {
			return err
		}
	}
	return nil
}

// press sends a press of a button with the data, whoever it was made for, and
// returns what the presser is shown.
func (r *rights) press(person int, data string) string {
	r.t.Helper()
	r.n++
	raw := fmt.Sprintf(`{"update_id":%d,"callback_query":{"id":"q%d","from":{"id":%d,"is_bot":false,"first_name":"x"},"message":{"message_id":5,"chat":{"id":%d,"type":"private"},"date":%d},"data":%q}}`,
		r.n, r.n, person, person, noon.Unix(), data)
	if _, err := r.bot.Accept(context.Background(), []json.RawMessage{json.RawMessage(raw)}); err != nil {
		r.t.Fatal(err)
	}
	shown := ""
	err := r.store.View(noon, func(tx *store.Tx) error {
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			if m.Callback == fmt.Sprintf("q%d", r.n) {
				shown = m.Text
			}
		}
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return shown
}

// state is everything about tasks, receipts and reports that a press could
// have changed.
func (r *rights) state() string {
	r.t.Helper()
	var b strings.Builder
	err := r.store.View(noon, func(tx *store.Tx) error {
		for task, err := range tx.Tasks() {
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%s %s v%d %v", task.Code, task.State, task.Standing.Version, tx.OpenReceipts(task.Lead))
			for a, err := range tx.AssignmentsOf(task.ID) {
				fmt.Fprintf(&b, " %s %v", a.State, err)
			}
		}
		return nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return b.String()
}

// Every button checks the rights of whoever presses it: data that was made for
// another unit, or for another role, does nothing.
func TestButtonsOfOthersDoNothing(t *testing.T) {
	r := newRights(t)
	before := r.state()
	for _, data := range []string{
		"sign:1:1", "signall:1", "receipts:1:1756094400:0", "returns:1:1756094400", "return:1:1", "claim:1:1:on_track", "state:1:done", "same:1", "line:1:1", "walk:1", "fill:1",
		"fix:1:1", "pick:1:1", "task:1", "tasks:1:0", "history:1", "evidence:1:1", "signoff:1:1:1", "signoffall", "parts:1", "unsigned:1", "seen:1", "accept:1:1", "back:1:1", "extend:1:1", "later:1",
		"returned:1:1:1", "again:1", "instruct:1", "unit:1", "why:1", "late", "review", "assignall:1", "assigntask:1", "load:1", "make:1", "again1:1",
		"", "claim", "claim:x:y:z", "claim:1:1:gold", "nothing:1", "sign:18446744073709551616:1",
	} {
		for who, person := range map[string]int{"a contact of another unit": theirs, "a stranger": nobody} {
			if shown := r.press(person, data); shown == "" {
				t.Errorf("%s presses %q and is told nothing", who, data)
			}
			if now := r.state(); now != before {
				t.Fatalf("%s pressed %q: %s", who, data, now)
			}
		}
	}
	if r.press(mine, "claim:1:1:on_track"); r.state() == before {
		t.Error("the unit's own contact can't press it either: the test proves nothing")
	}
}

// The same press, delivered again under another number, changes nothing.
func TestTheSamePressTwiceIsOneReport(t *testing.T) {
	r := newRights(t)
	r.press(mine, "claim:1:1:on_track")
	once := r.state()
	r.press(mine, "claim:1:1:on_track")
	if r.state() != once {
		t.Errorf("%s, then %s", once, r.state())
	}
}

// An update that breaks something here is kept whole, the others of its batch
// take effect, and it can be told from the journal.
func TestPoisonUpdateIsParked(t *testing.T) {
	r := newRights(t)
	good := `{"update_id":2,"message":{"message_id":7,"from":{"id":11,"is_bot":false,"first_name":"x"},"chat":{"id":11,"type":"private"},"date":1756094400,"text":"正常"}}`
	bad := `{"update_id":1,"message":{"message_id":"seven"}}`
	next, err := r.bot.Accept(context.Background(), []json.RawMessage{json.RawMessage(bad), json.RawMessage(good)})
	if err != nil || next != 3 {
		t.Fatalf("next %d, %v", next, err)
	}
	err = r.store.View(noon, func(tx *store.Tx) error {
		n := 0
		for p, err := range tx.ParkedUpdates() {
			if err != nil {
				return err
			}
			if n++; string(p.Raw) != bad {
				t.Errorf("parked as %s", p.Raw)
			}
		}
		task, err := tx.TaskCoded("T1")
		if n != 1 || task.Standing.Claim != store.OnTrack {
			t.Errorf("%d parked; the good one left the task at %+v", n, task.Standing)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
