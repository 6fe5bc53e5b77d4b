package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/bot"
	"duban/store"
)

// crowded is a district of forty units that were asked, where the contact of
// every tenth has a colleague.
func crowded(t *testing.T) (*bot.Bot, *store.Store, map[store.UnitID]store.AskID) {
	d, s := desk(t, func() time.Time { return noon })
	district(t, s, 40, 80, "", func(int) time.Time { return nine })
	must(t, s, func(tx *store.Tx) error {
		for u := store.UnitID(10); u <= 40; u += 10 {
			if err := tx.PutPerson(store.Person{ID: 2000 + store.PersonID(u), Name: "同事"}); err != nil {
				return err
			}
			if _, err := tx.PutPost(store.Post{Unit: u, Role: store.Contact, Seat: "B", Holder: 2000 + store.PersonID(u)}); err != nil {
				return err
			}
		}
		return nil
	})
	return d, s, round(t, d, s, true)
}

// manySay is what a morning brings: answers by line and by press, the same
// once more under another number, questions, words of strangers, a nod, what
// can't be read.
func manySay(rng *rand.Rand, n int, colleagues bool, asks map[store.UnitID]store.AskID) []json.RawMessage {
	var batch []json.RawMessage
	for i := range n {
		unit := rng.IntN(40)
		ask := asks[store.UnitID(unit+1)]
		switch rng.IntN(9) {
		case 0:
			batch = append(batch, tap(i, unit, int(ask), fmt.Sprintf("claim:%d:1:on_track", ask)))
		case 1:
			batch = append(batch, reply(i, unit, "/mine"))
		case 2:
			batch = append(batch, reply(i, 5000+unit, "你好")) // nobody knows them
		case 3:
			batch = append(batch, json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":"x"}}`, i)))
		case 4:
			batch = append(batch, reply(i, unit, "1 累计900000000个")) // asked back
		case 5:
			again := reply(i, unit, fmt.Sprintf("2 累计%d个 正常", i))
			batch = append(batch, again, again)
		case 6:
			if person := 10 + unit/10*10; colleagues {
				batch = append(batch, reply(i, 1000+person, fmt.Sprintf("1 累计%d个", i)))
			}
		default:
			batch = append(batch, reply(i, unit, fmt.Sprintf("1 累计%d个 正常", i)))
		}
	}
	return batch
}

// onRecord is what stands after updates, but for the numbers of messages and
// of questions: two sides draw them as they come.
type onRecord struct {
	Reports map[store.TaskID][]store.Report
	Said    map[store.ChatID][]store.Message
	Parked  int
}

var question = regexp.MustCompile("^pick:[0-9]+:")

func whatStands(t *testing.T, s *store.Store) onRecord {
	t.Helper()
	r := onRecord{Reports: map[store.TaskID][]store.Report{}, Said: map[store.ChatID][]store.Message{}}
	err := s.View(noon, func(tx *store.Tx) error {
		for id := store.TaskID(1); id <= 80; id++ {
			for v, err := range tx.Reports(id) {
				if err != nil {
					return err
				}
				r.Reports[id] = append(r.Reports[id], v)
			}
		}
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			m.ID = 0
			for _, line := range m.Buttons {
				for i := range line {
					line[i].Data = question.ReplaceAllString(line[i].Data, "pick:?:")
				}
			}
			r.Said[m.To.Chat] = append(r.Said[m.To.Chat], m)
		}
		for _, err := range tx.ParkedUpdates() {
			if r.Parked++; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	// What different people brought about has no order, not even in one chat.
	for chat := range r.Said {
		slices.SortStableFunc(r.Said[chat], func(a, b store.Message) int { return strings.Compare(causeOf(a), causeOf(b)) })
	}
	return r
}

// causeOf is who wrote what the message answers, or which press it answers.
func causeOf(m store.Message) string {
	kind, rest, _ := strings.Cut(m.Key, ":")
	if who, _, ok := strings.Cut(rest, ":"); ok && kind == "msg" {
		return kind + who
	}
	return m.Key
}

// What many people send at once has the effect that it has one by one, also
// where two of them speak for one unit.
func TestManyAtOnceAreHeardAsOneByOne(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, colleagues := range []bool{false, true} {
		rng := rand.New(rand.NewPCG(5, 6))
		runtime.GOMAXPROCS(1) // the asks have the same numbers in both
		atOnce, together, asks := crowded(t)
		oneByOne, alone, _ := crowded(t)
		runtime.GOMAXPROCS(4)
		batch := manySay(rng, 150, colleagues, asks)
		for from := 0; from < len(batch); from += 50 {
			if _, err := atOnce.Accept(context.Background(), batch[from:min(from+50, len(batch))]); err != nil {
				t.Fatal(err)
			}
		}
		for _, update := range batch {
			if _, err := oneByOne.Accept(context.Background(), []json.RawMessage{update}); err != nil {
				t.Fatal(err)
			}
		}
		got, want := whatStands(t, together), whatStands(t, alone)
		if got.Parked != want.Parked || got.Parked == 0 {
			t.Errorf("%d updates are parked in place of %d", got.Parked, want.Parked)
		}
		for id := range maps.Keys(want.Reports) {
			if !reflect.DeepEqual(got.Reports[id], want.Reports[id]) {
				t.Errorf("task %d: %+v\nwant %+v", id, got.Reports[id], want.Reports[id])
			}
		}
		for chat := range maps.Keys(want.Said) {
			if !reflect.DeepEqual(got.Said[chat], want.Said[chat]) {
				t.Errorf("to %d: %+v\nwant %+v", chat, got.Said[chat], want.Said[chat])
			}
		}
		if len(got.Reports) != len(want.Reports) || len(got.Said) != len(want.Said) || len(want.Reports) < 40 {
			t.Errorf("%d tasks and %d chats in place of %d and %d", len(got.Reports), len(got.Said), len(want.Reports), len(want.Said))
		}
		for _, s := range []*store.Store{together, alone} {
			if _, err := s.Verify(t.TempDir()); err != nil {
				t.Error(err)
			}
		}
	}
}

// atUnit is what a tick left at one unit, but for the numbers that sides draw
// as they come.
type atUnit struct {
	Asks  []store.Ask
	Tasks []store.Task
	Said  []string
}

func atUnits(t *testing.T, s *store.Store) map[store.UnitID]*atUnit {
	t.Helper()
	all := map[store.UnitID]*atUnit{}
	of := func(u store.UnitID) *atUnit {
		if all[u] == nil {
			all[u] = &atUnit{}
		}
		return all[u]
	}
	err := s.View(noon, func(tx *store.Tx) error {
		for a, err := range tx.Asks() {
			if err != nil {
				return err
			}
			a.ID = 0
			of(a.Unit).Asks = append(of(a.Unit).Asks, a)
		}
		for task, err := range tx.Tasks() {
			if err != nil {
				return err
			}
			of(task.Lead).Tasks = append(of(task.Lead).Tasks, task)
		}
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			of(m.About.Unit).Said = append(of(m.About.Unit).Said, fmt.Sprint(m.To, m.Class, m.Text, len(m.Buttons)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range all {
		slices.Sort(u.Said)
	}
	return all
}

// A tick serves units beside each other. Over the days it asks, reminds and
// escalates as it does in order, also where a unit has nobody and the office is
// told, and where one unit's fault makes it do all of them again.
func TestUnitsAreServedBesideEachOtherAsInOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var want map[store.UnitID]*atUnit
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		now := noon
		d, s := desk(t, func() time.Time { return now })
		district(t, s, 40, 120, "0 9 * * *", func(int) time.Time { return nine })
		must(t, s, func(tx *store.Tx) error {
			return errors.Join(alone(tx, "NOBODY", 1), alone(tx, "BROKEN", 99))
		})
		for range 40 {
			if _, err := d.Tick(); err != nil {
				t.Fatal(err)
			}
			now = now.Add(6 * time.Hour)
		}
		got := atUnits(t, s)
		if want == nil {
			want = got
		}
		for unit, u := range want {
			if !reflect.DeepEqual(got[unit], u) {
				t.Errorf("with %d processors unit %d has %+v\nwant %+v", procs, unit, got[unit], u)
			}
		}
		if len(got) != len(want) || len(got[1].Asks) < 5 || len(got[1].Said) < 10 || got[41].Asks[0].State != store.Undeliverable || len(got[42].Asks) > 0 {
			t.Errorf("with %d processors: %d units; the first %+v, the one without people %+v, the broken one %+v", procs, len(got), got[1], got[41], got[42])
		}
		if _, err := s.Verify(t.TempDir()); err != nil {
			t.Error(err)
		}
	}
}

// alone makes a unit without people that has one task, of a programme that
// there need not be.
func alone(tx *store.Tx, code string, p store.ProgrammeID) error {
	u, err := tx.PutUnit(store.Unit{Code: code, Name: code})
	if err != nil {
		return err
	}
	_, err = tx.PutTask(store.Task{
		Code: "T" + code, Programme: p, Title: "无人填报的事项", State: store.Assigned, Lead: u.ID,
		Start: noon.AddDate(0, -7, 0), Due: noon.AddDate(0, 4, 0), AskAt: nine,
	}, "", "")
	return err
}

// More than one transaction should take on is served in waves: every task is
// asked about once, in its unit's one message.
func TestATickOfManyTasksGoesInWaves(t *testing.T) {
	d, s := desk(t, func() time.Time { return noon })
	district(t, s, 50, 2500, "", func(int) time.Time { return nine })
	if next, err := d.Tick(); err != nil || !next.After(noon) {
		t.Fatalf("next at %v, %v", next, err)
	}
	asked := map[store.TaskID]int{}
	for unit, u := range atUnits(t, s) {
		if len(u.Asks) != 1 || len(u.Said) != 1 {
			t.Errorf("unit %d has %d asks and %d messages", unit, len(u.Asks), len(u.Said))
		}
		for _, a := range u.Asks {
			for _, line := range a.Lines {
				asked[line.Task]++
			}
		}
	}
	for task, n := range asked {
		if n != 1 {
			t.Errorf("task %d is asked about %d times", task, n)
		}
	}
	if len(asked) != 2500 {
		t.Errorf("%d tasks were asked about", len(asked))
	}
}
