package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// versionOne is a file as the first version of duban wrote it, at a free path.
func versionOne(t *testing.T) string {
	t.Helper()
	f, err := os.Open("testdata/version-1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "duban.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// busy is a file with asks and messages in every state.
func busy(t *testing.T) *Store {
	t.Helper()
	s, err := Open(versionOne(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	// The last message has no row in any index.
	do(t, s, day, func(tx *Tx) error {
		m, _, err := tx.Queue(Message{Key: "ring:q9", Once: true, Callback: "q9", Class: ButtonAnswer})
		if err != nil {
			return err
		}
		m.State, m.SentAt = Sent, day
		return tx.PutMessage(m)
	})
	return s
}

func balance(t testing.TB, s *Store) Books {
	t.Helper()
	b, err := s.Balance(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBooksBalance(t *testing.T) {
	b := balance(t, busy(t))
	if b.Count() > 0 || b.Parked != 1 {
		t.Errorf("%+v", b)
	}
	for state, want := range map[AskState]int{AskOpen: 1, Answered: 1, Escalated: 1, Undeliverable: 1} {
		if b.Asks[state] != want {
			t.Errorf("%d asks are %s, want %d", b.Asks[state], state, want)
		}
	}
	for state, want := range map[SendState]int{Planned: 4, Sending: 1, Sent: 5, InDoubt: 1, Failed: 1, Held: 1, Stale: 1} {
		if b.Messages[state] != want {
			t.Errorf("%d messages are %s, want %d", b.Messages[state], state, want)
		}
	}
}

// rowOf is where a row of a bucket belongs: the table and the id.
func rowOf(bucket string, key, value []byte) (table string, id uint64) {
	switch bucket {
	case asks.name, messages.name, tasks.name:
		return bucket, unkey(key)
	case messageByKey.name, messageByNumber.name, messagesHeld.name, outbox.name:
		table = messages.name
	case askByPeriod.name, asksByUnit.name, asksOpen.name:
		table = asks.name
	case agenda.name:
		table = map[byte]string{agendaTask: tasks.name, agendaAsk: asks.name}[key[8]]
	default:
		table = tasks.name
	}
	if len(value) == 8 {
		return table, unkey(value)
	}
	return table, unkey(key[len(key)-8:])
}

type pair struct{ key, value []byte }

func rowsIn(t *testing.T, s *Store, bucket string) (all []pair) {
	t.Helper()
	if err := s.settle(); err != nil {
		t.Fatal(err)
	}
	err := s.db.View(func(b *bbolt.Tx) error {
		return b.Bucket([]byte(bucket)).ForEach(func(k, v []byte) error {
			all = append(all, pair{bytes.Clone(k), bytes.Clone(v)})
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// poke changes a bucket behind the store's back, once all rows are in it.
func poke(t *testing.T, s *Store, bucket string, fn func(*bbolt.Bucket) error) {
	t.Helper()
	if err := s.settle(); err != nil {
		t.Fatal(err)
	}
	if err := s.db.Update(func(b *bbolt.Tx) error { return fn(b.Bucket([]byte(bucket))) }); err != nil {
		t.Fatal(err)
	}
}

var accounted = []string{
	asks.name, messages.name, tasks.name,
	messageByKey.name, messageByNumber.name, messagesHeld.name, outbox.name,
	askByPeriod.name, asksByUnit.name, asksOpen.name, agenda.name,
	taskByCode.name, tasksByUnit.name, tasksByState.name, tasksByPlan.name,
}

// Any single row of an ask, of a message, of a task or of their indexes is
// taken away: the books name it.
func TestBooksNameEveryLostRow(t *testing.T) {
	s := busy(t)
	for _, bucket := range accounted {
		rows := rowsIn(t, s, bucket)
		if len(rows) == 0 {
			t.Errorf("%s has no row to lose: the test proves nothing", bucket)
		}
		for _, row := range rows {
			poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Delete(row.key) })
			table, id := rowOf(bucket, row.key, row.value)
			want := Remainder{Kind: IndexLost, Table: table, ID: id, Index: bucket}
			if bucket == table {
				want.Kind, want.Index = RowLost, ""
			}
			if got := balance(t, s).Remainders; !slices.Contains(got, want) {
				t.Errorf("%s %d lost its row %x in %s, and the books say %+v", table, id, row.key, bucket, got)
			}
			poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Put(row.key, row.value) })
		}
	}
	if b := balance(t, s); b.Count() > 0 {
		t.Errorf("with every row back: %+v", b.Remainders)
	}
}

// The same at random in a file with a few thousand rows.
func TestBooksNameALostRowAmongMany(t *testing.T) {
	s := busy(t)
	err := s.Update(day, func(tx *Tx) error {
		for i := range 300 {
			if err := cause(tx, func() error { return works(tx, i) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	many(t, s, 800)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		bucket := accounted[rng.IntN(len(accounted))]
		rows := rowsIn(t, s, bucket)
		row := rows[rng.IntN(len(rows))]
		poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Delete(row.key) })
		table, id := rowOf(bucket, row.key, row.value)
		if !slices.ContainsFunc(balance(t, s).Remainders, func(r Remainder) bool { return r.Table == table && r.ID == id }) {
			t.Errorf("%s %d lost its row %x in %s, and the books don't name it", table, id, row.key, bucket)
		}
		poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Put(row.key, row.value) })
	}
}

// Any record turns into something that can't be read: the books name it and
// go on.
func TestBooksNameWhatCannotBeRead(t *testing.T) {
	s := busy(t)
	for _, bucket := range []string{asks.name, messages.name, tasks.name} {
		for _, row := range rowsIn(t, s, bucket) {
			poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Put(row.key, row.value[:len(row.value)/2]) })
			want := Remainder{Kind: RowUnread, Table: bucket, ID: unkey(row.key)}
			if got := balance(t, s).Remainders; !slices.Contains(got, want) {
				t.Errorf("%s %x: %+v", bucket, row.key, got)
			}
			poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Put(row.key, row.value) })
		}
	}
}

// A row of an index whose record is not there, or is not in that state, is
// named as well: a message that was sent must not be in the outbox.
func TestBooksNameStrayRows(t *testing.T) {
	s := busy(t)
	for bucket, key := range map[string][]byte{
		messageByKey.name: []byte("x:none"), messageByNumber.name: bkey(int64(7), int64(999)), messagesHeld.name: bkey(int64(7), int64(1)),
		outbox.name: append([]byte{2}, bkey(uint64(999))...), askByPeriod.name: append(bkey(uint64(1)), "2030-01-01T09:00"...),
		asksByUnit.name: bkey(uint64(1), uint64(999)), asksOpen.name: bkey(uint64(2), uint64(2)), agenda.name: agendaKey(day, agendaAsk, 2),
	} {
		poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Put(key, bkey(uint64(999))) })
		got := balance(t, s).Remainders
		if !slices.ContainsFunc(got, func(r Remainder) bool { return r.Kind == IndexStray && r.Index == bucket }) {
			t.Errorf("%s: %+v", bucket, got)
		}
		poke(t, s, bucket, func(b *bbolt.Bucket) error { return b.Delete(key) })
	}
}

// What is wrong with the records themselves, as no handler would write them.
func TestBooksNameWhatDoesNotAddUp(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		id    uint64
		edit  func(*Ask)
		want  RemainderKind
	}{
		"no next step":        {asks.name, 4, func(a *Ask) { a.NextStep = time.Time{} }, NoNextStep},
		"another next step":   {asks.name, 4, func(a *Ask) { a.NextStep = day }, IndexLost},
		"open without a line": {asks.name, 4, func(a *Ask) { a.Lines[0].State = Answered }, LinesOpen},
		"settled with a line": {asks.name, 2, func(a *Ask) { a.Lines[0].State = AskOpen }, LinesOpen},
		"no such report":      {asks.name, 1, func(a *Ask) { a.Lines[0].Report = 9 }, NoReport},
		"never said":          {asks.name, 3, func(a *Ask) { a.State = Escalated }, NeverSaid},
		"of another period":   {asks.name, 1, func(a *Ask) { a.Period = "2025-08-26T09:00" }, IndexLost},
	} {
		s := busy(t)
		poke(t, s, c.table, func(b *bbolt.Bucket) error {
			var a Ask
			if err := json.Unmarshal(b.Get(bkey(c.id)), &a); err != nil {
				return err
			}
			c.edit(&a)
			raw, err := json.Marshal(a)
			if err != nil {
				return err
			}
			return b.Put(bkey(c.id), raw)
		})
		got := balance(t, s).Remainders
		if !slices.ContainsFunc(got, func(r Remainder) bool { return r.Kind == c.want && r.Table == c.table && r.ID == c.id }) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A task that has a period was asked about in it, or there is a note of why not.
func TestBooksNameATaskThatWasForgotten(t *testing.T) {
	s := open(t)
	u, task := park(t, s)
	forget := func(period string) {
		do(t, s, day, func(tx *Tx) error {
			now, err := tx.Task(task.ID)
			if err != nil {
				return err
			}
			now.Period = period
			_, err = tx.PutTask(now, Asked, period)
			return err
		})
	}
	forget("2025-08-25T09:00")
	want := Remainder{Kind: NotAsked, Table: tasks.name, ID: uint64(task.ID), Task: task.ID, Unit: u.ID, Period: "2025-08-25T09:00"}
	if got := balance(t, s).Remainders; !slices.Equal(got, []Remainder{want}) {
		t.Errorf("%+v", got)
	}
	do(t, s, day, func(tx *Tx) error {
		tx.Note(Note{Act: AskSkipped, Task: task.ID, Unit: u.ID, Text: "paused"})
		return nil
	})
	if got := balance(t, s).Remainders; len(got) > 0 {
		t.Errorf("with a reason: %+v", got)
	}
}

// Thousands of remainders are counted, not listed.
func TestBooksKeepTheFirstRemaindersAndCountTheRest(t *testing.T) {
	s := busy(t)
	many(t, s, 300)
	poke(t, s, messageByKey.name, func(b *bbolt.Bucket) error {
		return b.ForEach(func(k, _ []byte) error { return b.Delete(k) })
	})
	if b := balance(t, s); len(b.Remainders) != shownRemainders || b.Count() < 300 {
		t.Errorf("%d listed, %d more", len(b.Remainders), b.More)
	}
}

// many queues messages in one transaction.
func many(t testing.TB, s *Store, n int) {
	t.Helper()
	do(t, s, day, func(tx *Tx) error {
		from := messages.next(tx)
		for i := range n {
			if _, _, err := tx.Queue(Message{Key: fmt.Sprintf("many:%d", from+uint64(i)), To: Place{Chat: 7}, Text: "x"}); err != nil {
				return err
			}
		}
		return nil
	})
}

// The books are read a page at a time while a bot goes on working: what
// changes between two pages is no remainder.
func TestBooksBalanceBesideABotAtWork(t *testing.T) {
	s := busy(t)
	many(t, s, 3*booksPage)
	stop, done := make(chan struct{}), sync.WaitGroup{}
	done.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			do(t, s, day, func(tx *Tx) error { return works(tx, i) })
		}
	})
	for range 4 {
		if b := balance(t, s); b.Count() > 0 {
			t.Errorf("%+v", b.Remainders)
			break
		}
	}
	close(stop)
	done.Wait()
}

// works asks a unit once more, says it, and sends what was said before. Every
// third ask can't be put to anybody until the one after it.
func works(tx *Tx, i int) error {
	a := Ask{Unit: 1, Period: fmt.Sprintf("adhoc-%d", i), State: AskOpen, NextStep: day, Lines: []AskLine{{Number: 1, Task: 1, State: AskOpen}}}
	if i%3 == 1 {
		a.State, a.Reason, a.Lines[0].State = Undeliverable, "nobody holds the post", Undeliverable
	}
	a, err := tx.PutAsk(a, Asked, "")
	if err != nil || i%3 == 1 {
		return err
	}
	if i%3 == 2 {
		a, err = tx.AskIn(1, fmt.Sprintf("adhoc-%d", i-1))
		if err != nil {
			return err
		}
		a.State, a.NextStep, a.Lines[0].State = AskOpen, day, AskOpen
		if a, err = tx.PutAsk(a, AskAgain, ""); err != nil {
			return err
		}
		if _, _, err := tx.Queue(Message{Key: fmt.Sprintf("ask:x%d", i), To: Place{Chat: 7}, Text: "x", About: About{Ask: a.ID + 1}}); err != nil {
			return err
		}
	}
	m, _, err := tx.Queue(Message{Key: fmt.Sprintf("ask:%d", i), To: Place{Chat: 7}, Text: "x", About: About{Ask: a.ID}})
	if err != nil {
		return err
	}
	m.State, m.SentAt, m.Number = Sent, day, 1000+i
	return tx.PutMessage(m)
}

// What should have happened long ago is named where a bot is at work.
func TestStuck(t *testing.T) {
	s := busy(t)
	later := day.AddDate(0, 0, 8) // two days after the last message was queued
	do(t, s, later.Add(-unsaidAfter), func(tx *Tx) error {
		_, _, err := tx.Queue(Message{Key: "in time", To: Place{Chat: 7}, Text: "x", NotUntil: later.Add(-time.Minute)})
		return err
	})
	var named []string
	see(t, s, func(tx *Tx) {
		for _, r := range tx.Stuck(later) {
			named = append(named, fmt.Sprintf("%s %s %d", r.Kind, r.Table, r.ID))
		}
	})
	want := []string{"overdue asks 4", "unsaid messages 1", "unsaid messages 2", "unsaid messages 3", "unsaid messages 7", "unsaid messages 8"}
	slices.Sort(named)
	if !slices.Equal(named, want) {
		t.Errorf("got %q", named)
	}
}

// The account of a day is kept, and the next one knows from it how many
// records there were.
func TestAuditRemembersHowManyThereWere(t *testing.T) {
	s := busy(t)
	b := balance(t, s)
	do(t, s, day, func(tx *Tx) error { return tx.PutAudit("2025-08-22", b) })
	see(t, s, func(tx *Tx) {
		a, err := tx.LastAudit()
		if err != nil || a.Day != "2025-08-22" || a.Highest[messages.name] != messages.next(tx)-1 {
			t.Errorf("%+v %v", a, err)
		}
	})
	last := bkey(b.Highest[messages.name])
	poke(t, s, messages.name, func(bucket *bbolt.Bucket) error { return bucket.Delete(last) })
	want := Remainder{Kind: RowLost, Table: messages.name, ID: unkey(last)}
	if got := balance(t, s).Remainders; !slices.Contains(got, want) {
		t.Errorf("the newest message is gone, after the journal that an account reads: %+v", got)
	}
}

// BenchmarkBalance adds up the books of a district of 100,000 tasks and 500
// units after a year: 6,000 asks with 1.2 million lines, 200,000 messages.
func BenchmarkBalance(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "duban.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	year(b, s, 500, 200, 12)
	b.ResetTimer()
	for b.Loop() {
		if books := balance(b, s); books.Count() > 0 {
			b.Fatalf("%+v", books.Remainders)
		}
	}
}

// year makes units with so many tasks each, and asks about all of them, each
// answered, with what is said meanwhile: about 33 messages an ask.
func year(b *testing.B, s *Store, unitCount, each, periods int) {
	b.Helper()
	do(b, s, day, func(tx *Tx) error { _, err := tx.PutProgramme(Programme{Name: "工作报告任务"}); return err })
	for u := range unitCount {
		err := s.Update(day, func(tx *Tx) error {
			lines, err := gives(tx, UnitID(u+1), each)
			for p := 0; p < periods && err == nil; p++ {
				err = says(tx, UnitID(u+1), lines, p)
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// each cause is an entry of the journal, as it is in life.
func cause(tx *Tx, fn func() error) error {
	return tx.As(By{Actor: ByPerson(7), Cause: "benchmark"}, fn)
}

func gives(tx *Tx, unit UnitID, each int) ([]AskLine, error) {
	err := cause(tx, func() error {
		_, err := tx.PutUnit(Unit{Code: fmt.Sprintf("U%04d", unit), Name: fmt.Sprintf("单位%04d", unit)})
		return err
	})
	lines := make([]AskLine, each)
	for i := 0; i < each && err == nil; i++ {
		err = cause(tx, func() error {
			t, err := tx.PutTask(Task{
				Code: fmt.Sprintf("T%04d-%03d", unit, i), Programme: 1, Title: "新建口袋公园", Lead: unit, State: Assigned,
				Start: day.AddDate(0, -7, 0), Due: day.AddDate(0, 4, 0), AskAt: day.AddDate(0, 1, 0), Period: "2025-12-25T09:00",
			}, TaskMade, "")
			if err != nil {
				return err
			}
			lines[i] = AskLine{Number: i + 1, Task: t.ID, State: Answered, Report: 1}
			_, _, err = tx.AddReport(Report{Task: t.ID, Unit: unit, By: 7, State: Counts, Claim: OnTrack})
			return err
		})
	}
	return lines, err
}

func says(tx *Tx, unit UnitID, lines []AskLine, period int) error {
	var a Ask
	err := cause(tx, func() (err error) {
		a, err = tx.PutAsk(Ask{Unit: unit, Period: fmt.Sprintf("2025-%02d-25T09:00", period+1), State: Answered, Settled: day, Lines: lines}, Asked, "")
		return err
	})
	for i := 0; i < 33 && err == nil; i++ {
		err = cause(tx, func() error {
			m, _, err := tx.Queue(Message{
				Key: fmt.Sprintf("ask:%d:%d", a.ID, i), Class: Question, To: Place{Chat: ChatID(unit) + 1000}, About: About{Unit: unit, Ask: a.ID},
				Text: "【催报】区城市管理委：请填报 2 项任务的进展，8月27日 周三 17:00 前。", Buttons: [][]Button{{{Text: "🟢 正常", Data: "claim:1:1:on_track"}}},
			})
			if err != nil {
				return err
			}
			m.State, m.SentAt, m.Number = Sent, day, int(m.ID)
			return tx.PutMessage(m)
		})
	}
	return err
}
