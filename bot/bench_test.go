package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
func desk(b *testing.B, now func() time.Time) (*bot.Bot, *store.Store) {
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

func must(b *testing.B, s *store.Store, fn func(tx *store.Tx) error) {
	b.Helper()
	err := s.Update(noon, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "benchmark"}, func() error { return fn(tx) })
	})
	if err != nil {
		b.Fatal(err)
	}
}

// district makes units with a contact each and tasks for them in turn.
func district(b *testing.B, s *store.Store, units, tasks int, askAt func(i int) time.Time) {
	b.Helper()
	low, err := schedule.ParseDecimal("100000000")
	if err != nil {
		b.Fatal(err)
	}
	must(b, s, func(tx *store.Tx) error {
		if _, err := tx.PutProgramme(store.Programme{Name: "工作报告任务"}); err != nil {
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
	for from := 0; from < tasks; from += 5000 {
		must(b, s, func(tx *store.Tx) error {
			for i := from; i < min(from+5000, tasks); i++ {
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

// reply is an update as Telegram sends it: a contact answers an ask by a line.
func reply(update, unit, value int) json.RawMessage {
	id := 1000 + unit
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"王芳","language_code":"zh-hans"},"chat":{"id":%d,"first_name":"王芳","type":"private"},"date":%d,"text":"累计%d个 正常"}}`,
		update, update, id, id, noon.Unix(), value))
}

// BenchmarkIntake handles replies for real: journal, report, receipt queued,
// the ask's line settled, flushed to disk. One hundred updates are one batch.
func BenchmarkIntake(b *testing.B) {
	for _, size := range []int{1, 100} {
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) {
			d, s := desk(b, func() time.Time { return noon })
			const units = 200
			district(b, s, units, units, func(int) time.Time { return nine })
			if _, err := d.Tick(); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				batch := make([]json.RawMessage, size)
				for i := range batch {
					n++
					batch[i] = reply(n, n%units, n)
				}
				if _, err := d.Accept(context.Background(), batch); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "updates/s")
			b.StopTimer()
			recorded(b, s, n)
		})
	}
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

// BenchmarkTick has 100,000 tasks of 500 units, of which 50 of ten units are
// due: it opens their asks and queues them, flushed to disk. Each tick starts from the same file.
func BenchmarkTick(b *testing.B) {
	d, s := desk(b, func() time.Time { return noon })
	district(b, s, 500, 100_000, func(i int) time.Time {
		if i%500 < 10 && i/500 < 5 {
			return nine
		}
		return noon.AddDate(0, 1, 0)
	})
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
		if err := os.WriteFile(path, fresh, 0o600); err != nil {
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

// BenchmarkIdleTick finds nothing due among 100,000 tasks.
func BenchmarkIdleTick(b *testing.B) {
	d, s := desk(b, func() time.Time { return noon })
	district(b, s, 500, 100_000, func(int) time.Time { return noon.AddDate(0, 1, 0) })
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
	district(b, s, 500, 100_000, func(int) time.Time { return noon.AddDate(0, 1, 0) })
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
