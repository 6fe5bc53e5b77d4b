package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/schedule"
	"duban/store"
)

// The default cadence opens at nine on the 25th.
var (
	noon = time.Date(2025, 8, 25, 12, 0, 0, 0, time.FixedZone("CST", 8*3600))
	nine = noon.Add(-3 * time.Hour)
)

// desk is a bot over a real file, without a wire.
func desk(b testing.TB, now func() time.Time) (*bot.Bot, *store.Store) {
	b.Helper()
	s, err := store.Open(filepath.Join(b.TempDir(), "duban.db"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	cal, err := schedule.NewCalendar()
	if err != nil {
		b.Fatal(err)
	}
	return bot.New(bot.Config{
		Store: s, Zone: noon.Location(), Calendar: cal, Now: now, Lang: "zh",
		Code: func() string { return "CODE" }, Me: telegram.Me{ID: 123456, Username: "duban_bot"},
	}), s
}

func must(b testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	b.Helper()
	err := s.Update(noon, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "benchmark"}, func() error { return fn(tx) })
	})
	if err != nil {
		b.Fatal(err)
	}
}

// district makes units with a contact each and tasks for them in turn.
func district(b testing.TB, s *store.Store, units, tasks int, cadence string, askAt func(i int) time.Time) {
	b.Helper()
	low, err := schedule.ParseDecimal("100000000")
	if err != nil {
		b.Fatal(err)
	}
	must(b, s, func(tx *store.Tx) error {
		if _, err := tx.PutProgramme(store.Programme{Name: "工作报告任务", Cadence: cadence}); err != nil {
			return err
		}
		for i := range units {
			u, err := tx.PutUnit(store.Unit{Code: fmt.Sprintf("U%04d", i), Name: fmt.Sprintf("单位%04d", i)})
			if err != nil {
				return err
			}
			id := store.PersonID(1000 + i)
			if err := tx.PutPerson(store.Person{ID: id, Name: fmt.Sprintf("联络员%04d", i)}); err != nil {
				return err
			}
			if _, err := tx.PutPost(store.Post{Unit: u.ID, Role: store.Contact, Seat: "A", Holder: id}); err != nil {
				return err
			}
		}
		return nil
	})
	for from := 0; from < tasks; from += 200 {
		must(b, s, func(tx *store.Tx) error {
			for i := from; i < min(from+200, tasks); i++ {
				_, err := tx.PutTask(store.Task{
					Code: fmt.Sprintf("T%06d", i), Programme: 1, Title: fmt.Sprintf("新建口袋公园第%d批", i), State: store.Assigned,
					Lead: store.UnitID(i%units + 1), Start: noon.AddDate(0, -7, 0), Due: noon.AddDate(0, 4, 0), AskAt: askAt(i),
					Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: low, Measure: "个"}},
				}, "", "")
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// reply is an update as Telegram sends it: a contact answers an ask by words.
func reply(update, unit int, words string) json.RawMessage {
	id := 1000 + unit
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"王芳","language_code":"zh-hans"},"chat":{"id":%d,"first_name":"王芳","type":"private"},"date":%d,"text":%q}}`,
		update, 1_000_000+update, id, id, noon.Unix(), words))
}

// tap is the update of a press on a button under an ask.
func tap(update, unit, message int, data string) json.RawMessage {
	id := 1000 + unit
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"callback_query":{"id":"%d","from":{"id":%d,"is_bot":false,"first_name":"王芳","language_code":"zh-hans"},"message":{"message_id":%d,"from":{"id":123456,"is_bot":true,"first_name":"督办"},"chat":{"id":%d,"first_name":"王芳","type":"private"},"date":%d,"text":"x"},"chat_instance":"1","data":%q}}`,
		update, update, id, message, id, noon.Unix(), data))
}

// answering is a way in which all the units of a district answer their asks.
type answering struct {
	name   string
	due    int  // tasks in each ask
	sent   bool // the ask has reached its unit: an answer has its message changed as well
	update func(n, unit int, ask store.AskID) json.RawMessage
}

func answerings() []answering {
	line := func(n, unit int, _ store.AskID) json.RawMessage {
		return reply(n, unit, fmt.Sprintf("累计%d个 正常", n))
	}
	return []answering{
		{"line", 1, false, line},
		{"line to a sent ask", 1, true, line},
		{"press", 1, true, func(n, unit int, ask store.AskID) json.RawMessage {
			return tap(n, unit, int(ask), fmt.Sprintf("claim:%d:1:on_track", ask))
		}},
		{"ten lines", 10, true, func(n, unit int, _ store.AskID) json.RawMessage {
			words := ""
			for i := range 10 {
				words += fmt.Sprintf("%d 累计%d个 正常\n", i+1, n)
			}
			return reply(n, unit, words)
		}},
	}
}

// round has every unit asked, and brings the asks where they have to be.
// Every unit's ask of the round is returned.
func round(b testing.TB, d *bot.Bot, s *store.Store, sent bool) map[store.UnitID]store.AskID {
	b.Helper()
	if _, err := d.Tick(); err != nil {
		b.Fatal(err)
	}
	asks := map[store.UnitID]store.AskID{}
	must(b, s, func(tx *store.Tx) error {
		for a, err := range tx.OpenAsks(0) {
			if err != nil {
				return err
			}
			if asks[a.Unit] = a.ID; !sent {
				continue
			}
			m, err := tx.MessageKeyed(fmt.Sprintf("ask:%d", a.ID))
			if err != nil {
				return err
			}
			m.State, m.SentAt, m.Number = store.Sent, noon, int(a.ID)
			if err := tx.PutMessage(m); err != nil {
				return err
			}
		}
		return nil
	})
	return asks
}

// likeServe sets the collector as serve does.
func likeServe(b *testing.B) {
	percent, limit := debug.SetGCPercent(400), debug.SetMemoryLimit(256<<20)
	b.Cleanup(func() { debug.SetGCPercent(percent); debug.SetMemoryLimit(limit) })
}

// BenchmarkIntake handles answers for real: journal, reports, receipt queued,
// the ask's lines settled, flushed to disk. Two hundred units answer an ask
// each, and are asked again; that is not counted.
func BenchmarkIntake(b *testing.B) {
	likeServe(b)
	for _, way := range answerings() {
		for _, size := range []int{1, 100} {
			b.Run(fmt.Sprintf("%s/batch=%d", way.name, size), func(b *testing.B) { intake(b, way, size) })
		}
	}
}

func intake(b *testing.B, way answering, size int) {
	now := noon
	d, s := desk(b, func() time.Time { return now })
	const units = 200
	district(b, s, units, units*way.due, "0 * * * *", func(int) time.Time { return nine })
	asks := round(b, d, s, way.sent)
	b.ReportAllocs()
	n, before := 0, cpuTime()
	var apart time.Duration
	var said []json.RawMessage // by all units, each once
	for b.Loop() {
		if len(said) == 0 {
			b.StopTimer()
			paused := cpuTime()
			if n > 0 {
				if now = now.Add(time.Hour); !d.Calendar.Workday(now) {
					now = d.Calendar.NextWorkday(now) // on a day off nobody is asked
				}
				asks = round(b, d, s, way.sent)
			}
			for i := range units {
				said = append(said, way.update(n+i+1, i, asks[store.UnitID(i+1)]))
			}
			apart += cpuTime() - paused
			b.StartTimer()
		}
		batch := said[:size]
		said, n = said[size:], n+size
		if _, err := d.Accept(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpuTime()-before-apart).Microseconds())/float64(n), "cpu-µs/update")
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "updates/s")
	b.StopTimer()
	recorded(b, s, n*way.due)
}

// cpuTime is what this process has used of the processors so far.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkWebhook has 64 connections bring replies at once to a server on
// loopback; many share a flush. The connections' own work is counted too.
func BenchmarkWebhook(b *testing.B) {
	likeServe(b)
	d, s := desk(b, func() time.Time { return noon })
	const units, connections = 200, 64
	district(b, s, units, units, "", func(int) time.Time { return nine })
	round(b, d, s, false)
	grouper := telegram.NewGrouper(100, d.Take)
	server := httptest.NewServer(telegram.Webhook("secret", grouper.Accept))
	defer server.Close()
	transport := &http.Transport{MaxIdleConnsPerHost: connections}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	var n atomic.Int64
	b.SetParallelism(connections / runtime.GOMAXPROCS(0))
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := int(n.Add(1))
			if err := deliver(client, server.URL, reply(i, i%units, fmt.Sprintf("累计%d个 正常", 1000+i))); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	recorded(b, s, b.N)
}

// deliver posts an update as Telegram does.
func deliver(client *http.Client, url string, update json.RawMessage) error {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(update))
	if err != nil {
		return err
	}
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", "secret")
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, res.Body)
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", res.StatusCode)
	}
	return nil
}

// recorded insists that the updates did what the benchmark says.
func recorded(b *testing.B, s *store.Store, want int) {
	b.Helper()
	got := 0
	err := s.View(noon, func(tx *store.Tx) error {
		for task, err := range tx.Tasks() {
			if err != nil {
				return err
			}
			got += task.Standing.Version
		}
		return nil
	})
	if err != nil || got != want {
		b.Fatalf("%d of %d replies recorded, %v", got, want, err)
	}
}

// BenchmarkTick has 100,000 tasks of 500 units, of which at each tick another
// 50, of ten units, are due: it opens their asks and queues them, flushed to disk.
func BenchmarkTick(b *testing.B) {
	likeServe(b)
	var tick func() (time.Time, error)
	var s *store.Store
	var now time.Time
	n := minutes
	for b.Loop() {
		if n == minutes {
			b.StopTimer()
			tick, s = fiftyEach(b, &now)
			n = 0
			b.StartTimer()
		}
		if _, err := tick(); err != nil {
			b.Fatal(err)
		}
		now = now.Add(time.Minute)
		if n++; n == minutes {
			b.StopTimer()
			asked(b, s, 50*n)
			b.StartTimer()
		}
	}
	b.StopTimer()
	asked(b, s, 50*n)
}

const minutes = 8 * 60 // of a working day in which nobody is reminded yet

// fiftyEach is a district where for eight hours from nine fifty tasks of ten
// units are due every minute, and its tick.
func fiftyEach(b *testing.B, now *time.Time) (tick func() (time.Time, error), s *store.Store) {
	*now = nine
	d, s := desk(b, func() time.Time { return *now })
	district(b, s, 500, 100_000, "", func(int) time.Time { return noon.AddDate(0, 1, 0) })
	noDigest(b, s)
	for minute := range minutes {
		at := nine.Add(time.Duration(minute) * time.Minute)
		must(b, s, func(tx *store.Tx) error {
			p, err := tx.PutProgramme(store.Programme{Name: at.Format("15:04"), Cadence: at.Format("4 15 2 * *")})
			if err != nil {
				return err
			}
			for i := range 50 {
				task, err := tx.Task(store.TaskID(1 + minute%50*10 + i%10 + (minute/50*5+i/10)*500))
				if err != nil {
					return err
				}
				task.Programme, task.AskAt = p.ID, at
				if _, err := tx.PutTask(task, "", ""); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return d.Tick, s
}

// noDigest puts the digest off: one of all tasks is not what is measured.
func noDigest(b *testing.B, s *store.Store) {
	must(b, s, func(tx *store.Tx) error {
		o := store.DefaultOffice()
		o.NextDigest = noon.AddDate(0, 0, 1)
		return tx.PutOffice(o, "")
	})
}

// BenchmarkFirstTick is BenchmarkTick for a program that has just opened the
// file, of which no page is in its memory.
func BenchmarkFirstTick(b *testing.B) {
	likeServe(b)
	d, s := desk(b, func() time.Time { return noon })
	district(b, s, 500, 100_000, "", func(i int) time.Time {
		if i%500 < 10 && i/500 < 5 {
			return nine
		}
		return noon.AddDate(0, 1, 0)
	})
	noDigest(b, s)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	fresh, err := os.ReadFile(s.Path())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), "duban.db")
		if err := flushed(path, fresh); err != nil {
			b.Fatal(err)
		}
		again, err := store.Open(path, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		c := d.Config
		c.Store = again
		tick := bot.New(c).Tick
		b.StartTimer()
		if _, err := tick(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		asked(b, again, 50)
		if err := errors.Join(again.Close(), os.Remove(path)); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// flushed writes a file and waits for the disk, so that who opens it need not.
func flushed(path string, content []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// asked insists that the tick opened the asks.
func asked(b *testing.B, s *store.Store, want int) {
	b.Helper()
	lines := 0
	err := s.View(noon, func(tx *store.Tx) error {
		for a, err := range tx.Asks() {
			if err != nil {
				return err
			}
			lines += len(a.Lines)
		}
		return nil
	})
	if err != nil || lines != want {
		b.Fatalf("%d tasks asked about, want %d, %v", lines, want, err)
	}
}

// BenchmarkWholeTick asks about 20,000 tasks at once, as on the 25th.
func BenchmarkWholeTick(b *testing.B) {
	likeServe(b)
	const tasks = 20_000
	for b.Loop() {
		b.StopTimer()
		d, s := desk(b, func() time.Time { return noon })
		district(b, s, 500, tasks, "", func(int) time.Time { return nine })
		noDigest(b, s)
		b.StartTimer()
		if _, err := d.Tick(); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		asked(b, s, tasks)
		b.StartTimer()
	}
	b.ReportMetric(float64(b.N)*tasks/b.Elapsed().Seconds(), "tasks/s")
}

// BenchmarkIdleTick finds nothing due among 100,000 tasks.
func BenchmarkIdleTick(b *testing.B) {
	d, s := desk(b, func() time.Time { return noon })
	district(b, s, 500, 100_000, "", func(int) time.Time { return noon.AddDate(0, 1, 0) })
	if _, err := d.Tick(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Tick(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart opens a file with 100,000 tasks and ticks once.
func BenchmarkStart(b *testing.B) {
	d, s := desk(b, func() time.Time { return noon })
	district(b, s, 500, 100_000, "", func(int) time.Time { return noon.AddDate(0, 1, 0) })
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		again, err := store.Open(s.Path(), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		c := d.Config
		c.Store = again
		if _, err := bot.New(c).Tick(); err != nil {
			b.Fatal(err)
		}
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
