package store

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"duban/schedule"
)

// onFour has four processors for the test, however many there are.
func onFour(t *testing.T) {
	was := runtime.GOMAXPROCS(4)
	t.Cleanup(func() { runtime.GOMAXPROCS(was) })
}

const besideUnits = 20

// twenty is a store with a programme and twenty units with two tasks each.
func twenty(t *testing.T) *Store {
	s := open(t)
	do(t, s, day, func(tx *Tx) error {
		p, err := tx.PutProgramme(Programme{Name: "任务清单"})
		for i := range besideUnits {
			u, fault := tx.PutUnit(Unit{Code: fmt.Sprint("U", i), Name: fmt.Sprint("单位", i)})
			err = errors.Join(err, fault)
			for k := range 2 {
				_, fault := tx.PutTask(Task{
					Code: fmt.Sprintf("T%d-%d", i, k), Programme: p.ID, Title: "修路", Lead: u.ID, State: Assigned,
					Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: dec("600"), Measure: "公里"}},
					Start:   day.AddDate(0, -7, 0), Due: day.AddDate(0, 4, 0), AskAt: day,
				}, TaskMade, "")
				err = errors.Join(err, fault)
			}
		}
		return err
	})
	return s
}

// deed is a piece of work for one unit that reads and writes what a reply does.
type deed struct {
	unit  UnitID
	other UnitID // one whose affairs it touches as well; 0 for none
	kind  int
	value int64
}

func (d deed) apart() uint64 { return uint64(d.unit) }

func (d deed) do(tx *Tx, i int) error {
	return tx.As(By{Actor: ByPerson(PersonID(d.unit)), Cause: fmt.Sprint("piece ", i)}, func() error {
		for _, unit := range []UnitID{d.unit, d.other} {
			if unit == 0 {
				continue
			}
			if err := d.doFor(tx, unit); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d deed) doFor(tx *Tx, unit UnitID) error {
	u, err := tx.Unit(unit)
	if err != nil {
		return err
	}
	first, err := tx.First(fmt.Sprintf("mark %d %d", unit, d.value%7))
	if err != nil || !first && d.kind == 0 {
		return err
	}
	all, err := list(tx.TasksOf(unit, Leads))
	if err != nil {
		return err
	}
	task := all[int(d.value)%len(all)]
	if d.kind == 1 {
		u.Short = fmt.Sprint(u.Short, d.value%10)
		_, err := tx.PutUnit(u)
		return err
	}
	if d.kind == 2 {
		task.AskAt = task.AskAt.Add(time.Duration(d.value) * time.Minute)
		_, err := tx.PutTask(task, TaskChanged, "")
		return err
	}
	_, _, err = tx.AddReport(Report{
		Task: task.ID, Unit: unit, By: 7, State: Counts, Via: Via{Chat: 7, Message: int(d.value)},
		Values: []Value{{Amount: schedule.NewDecimal(d.value, 0)}}, Words: u.Short,
	})
	return err
}

// Whatever the pieces are, and whether they touch the same rows or not: each
// bucket and the journal are byte for byte as if all was done in order.
func TestBesideIsAsInOrder(t *testing.T) {
	onFour(t)
	beside, inOrder := twenty(t), twenty(t)
	rng, shared := rand.New(rand.NewPCG(3, 4)), 0
	for round := range 60 {
		deeds := make([]deed, 1+rng.IntN(60))
		for i := range deeds {
			deeds[i] = deed{unit: UnitID(1 + rng.IntN(besideUnits)), kind: rng.IntN(4), value: rng.Int64N(500)}
			if round%2 == 0 && rng.IntN(30) == 0 {
				deeds[i].other = UnitID(1 + rng.IntN(besideUnits))
			}
		}
		now := day.Add(time.Duration(round) * time.Minute)
		err := beside.Update(now, func(tx *Tx) error {
			var sides sync.Map
			err := tx.Beside(len(deeds), func(i int) uint64 { return deeds[i].apart() }, func(tx *Tx, i int) error {
				sides.Store(tx.side, true)
				runtime.Gosched()
				return deeds[i].do(tx, i)
			})
			n := 0
			sides.Range(func(any, any) bool { n++; return true })
			shared += min(n-1, 1)
			return err
		})
		err = errors.Join(err, inOrder.Update(now, func(tx *Tx) error {
			for i, d := range deeds {
				if err := d.do(tx, i); err != nil {
					return err
				}
			}
			return nil
		}))
		if err != nil {
			t.Fatal(err)
		}
		if rng.IntN(10) == 0 {
			if err := errors.Join(beside.settle(), inOrder.settle()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if shared < 20 {
		t.Errorf("%d rounds had more than one side", shared)
	}
	see(t, beside, func(got *Tx) {
		see(t, inOrder, func(want *Tx) {
			for _, name := range bucketNames() {
				if err := compareBucket(name, got.bucket(name), want.bucket(name)); err != nil {
					t.Error(err)
				}
			}
		})
	})
}

// pieces runs n pieces, each apart from all others, and counts how often one
// was done. The first ones wait for each other, so that no side does them all.
func pieces(t *testing.T, s *Store, n int, fn func(tx *Tx, i int) error) (done int64, err error) {
	t.Helper()
	var count atomic.Int64
	var met sync.WaitGroup
	var came [sidesMost]atomic.Bool
	met.Add(len(came))
	err = s.Update(day, func(tx *Tx) error {
		return tx.Beside(n, func(i int) uint64 { return uint64(i) }, func(tx *Tx, i int) error {
			if i < len(came) && came[i].CompareAndSwap(false, true) {
				met.Done()
				met.Wait()
			}
			count.Add(1)
			return tx.As(By{Actor: ByDuban, Cause: fmt.Sprint("piece ", i)}, func() error { return fn(tx, i) })
		})
	})
	return count.Load(), err
}

func TestBesideDoesEachPieceOnceWhereNothingIsShared(t *testing.T) {
	onFour(t)
	s := open(t)
	done, err := pieces(t, s, 40, func(tx *Tx, i int) error {
		_, _, err := tx.Queue(Message{Key: fmt.Sprint("m", i), To: Place{Chat: ChatID(1 + i)}, Text: "x"})
		return err
	})
	if err != nil || done != 40 {
		t.Fatalf("40 pieces were done %d times, %v", done, err)
	}
	see(t, s, func(tx *Tx) {
		keys := map[string]MessageID{}
		for m, err := range tx.Messages() {
			if err != nil {
				t.Fatal(err)
			}
			keys[m.Key] = m.ID
		}
		ids := slices.Sorted(maps.Values(keys))
		if len(keys) != 40 || ids[0] != 1 || ids[39] != 40 || tx.LastEntry() != 40 {
			t.Errorf("%d messages with ids %v in %d entries", len(keys), ids, tx.LastEntry())
		}
	})
	do(t, s, day, func(tx *Tx) error {
		m, _, err := tx.Queue(Message{Key: "one more", To: Place{Chat: 1}, Text: "x"})
		if m.ID != 41 {
			t.Errorf("the next message has the id %d", m.ID)
		}
		return err
	})
}

// What was looked at before the pieces is not what stands after them.
func TestBesideReplacesWhatWasReadBefore(t *testing.T) {
	onFour(t)
	s := twenty(t)
	changed := func(tx *Tx) {
		t.Helper()
		for id := UnitID(1); id <= besideUnits; id++ {
			if u, err := tx.Unit(id); err != nil || u.Short != fmt.Sprint("new ", id) {
				t.Errorf("unit %d is %q, %v", id, u.Short, err)
			}
		}
	}
	if err := s.Update(day, func(*Tx) error { return errors.New("undone") }); err == nil { // nothing is kept decoded
		t.Fatal("it was not undone")
	}
	err := s.Update(day, func(tx *Tx) error {
		if err := lookAtUnits(tx); err != nil {
			return err
		}
		err := tx.Beside(besideUnits, func(i int) uint64 { return uint64(i) }, func(tx *Tx, i int) error {
			return tx.As(By{Actor: ByDuban, Cause: "rename"}, func() error { return renameUnit(tx, UnitID(i+1)) })
		})
		changed(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, day, func(tx *Tx) error {
		changed(tx)
		return nil
	})
}

func lookAtUnits(tx *Tx) error {
	for id := UnitID(1); id <= besideUnits; id++ {
		if _, err := tx.Unit(id); err != nil {
			return err
		}
	}
	return nil
}

func renameUnit(tx *Tx, id UnitID) error {
	u, err := tx.Unit(id)
	if err != nil {
		return err
	}
	u.Short = fmt.Sprint("new ", id)
	_, err = tx.PutUnit(u)
	return err
}

func TestBesideIsDoneInOrderWhere(t *testing.T) {
	onFour(t)
	for name, piece := range map[string]func(tx *Tx, i int) error{
		"a row is read and written": func(tx *Tx, i int) error {
			u, err := tx.Unit(1)
			if err != nil {
				return err
			}
			u.Short = fmt.Sprintf("%s %d", u.Short, i)
			_, err = tx.PutUnit(u)
			return err
		},
		"a row is looked for that another puts": func(tx *Tx, i int) error {
			u, err := tx.Unit(1)
			if first, fault := tx.First("the same"); err != nil || fault != nil || !first {
				return errors.Join(err, fault)
			}
			for n := range 40 {
				u.Short = fmt.Sprintf("%s %d", u.Short, n)
			}
			_, err = tx.PutUnit(u)
			return err
		},
		"rows are walked over": func(tx *Tx, i int) error {
			n := 0
			for _, err := range tx.Units() {
				if err != nil {
					return err
				}
				n++
			}
			u, err := tx.Unit(1)
			if err != nil {
				return err
			}
			u.Short = fmt.Sprintf("%s %d", u.Short, n-besideUnits)
			_, err = tx.PutUnit(u)
			return errors.Join(err, newUnit(tx, i))
		},
		"the journal is asked": func(tx *Tx, i int) error {
			u, err := tx.Unit(1)
			if err != nil {
				return err
			}
			u.Short = fmt.Sprintf("%s %d", u.Short, tx.LastEntry()-1)
			_, err = tx.PutUnit(u)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := twenty(t)
			done, err := pieces(t, s, 40, piece)
			if err != nil || done <= 40 {
				t.Fatalf("40 pieces were done %d times, %v", done, err)
			}
			want := ""
			for n := range 40 {
				want += fmt.Sprint(" ", n)
			}
			see(t, s, func(tx *Tx) {
				if u, err := tx.Unit(1); err != nil || u.Short != want {
					t.Errorf("%q, %v", u.Short, err)
				}
			})
		})
	}
}

func newUnit(tx *Tx, i int) error {
	_, err := tx.PutUnit(Unit{Code: fmt.Sprint("N", i), Name: fmt.Sprint("新单位", i)})
	return err
}

// Who asks what was noted hears it of the pieces before as well, also where
// nothing had been.
func TestBesideTellsTheHistoryAsInOrder(t *testing.T) {
	onFour(t)
	for name, unit := range map[string]func(i int) UnitID{
		"of one unit":  func(int) UnitID { return 1 },
		"of two units": func(i int) UnitID { return UnitID(1 + i%2) },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			var heard [40]int
			_, err := pieces(t, s, 40, func(tx *Tx, i int) error {
				past, err := tx.UnitHistory(unit(i), 100)
				heard[i] = len(past)
				tx.Note(Note{Act: UnitChanged, Unit: unit(i)})
				return err
			})
			want := map[UnitID]int{}
			for i, n := range heard {
				if n != want[unit(i)] {
					t.Errorf("piece %d hears of %d in place of %d", i, n, want[unit(i)])
				}
				want[unit(i)]++
			}
			see(t, s, func(tx *Tx) {
				for id, n := range want {
					if past, fault := tx.UnitHistory(id, 100); err != nil || fault != nil || len(past) != n {
						t.Errorf("unit %d has %d notes, %v, %v", id, len(past), err, fault)
					}
				}
			})
		})
	}
}

// A number that was drawn and not used would be a gap, as if a row were lost.
func TestBesideLeavesNoGapInTheIDs(t *testing.T) {
	onFour(t)
	s := open(t)
	_, err := pieces(t, s, 40, func(tx *Tx, i int) error {
		messages.next(tx)
		if i%2 == 0 {
			return nil
		}
		_, _, err := tx.Queue(Message{Key: fmt.Sprint("m", i), To: Place{Chat: ChatID(1 + i)}, Text: "x"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	see(t, s, func(tx *Tx) {
		id := MessageID(0)
		for m, err := range tx.Messages() {
			if id++; err != nil || m.ID != id {
				t.Fatalf("id %d in place of %d, %v", m.ID, id, err)
			}
		}
		if id != 20 {
			t.Errorf("%d messages", id)
		}
	})
}

func TestBesideFailsAsInOrder(t *testing.T) {
	onFour(t)
	s, fault := twenty(t), errors.New("the thirtieth")
	_, err := pieces(t, s, 40, func(tx *Tx, i int) error {
		if i == 30 {
			return fault
		}
		return newUnit(tx, i)
	})
	if !errors.Is(err, fault) {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if p := recover(); p != "the thirtieth" {
				t.Errorf("the panic was %v", p)
			}
		}()
		_, err = pieces(t, s, 40, func(tx *Tx, i int) error {
			if i == 30 {
				panic("the thirtieth")
			}
			return newUnit(tx, i)
		})
	}()
	see(t, s, func(tx *Tx) {
		if units, err := list(tx.Units()); err != nil || len(units) != besideUnits {
			t.Errorf("%d units, %v", len(units), err)
		}
	})
}

// What was joined and then undone with the rest is not remembered.
func TestBesideIsUndoneWithTheRest(t *testing.T) {
	onFour(t)
	s, fault := twenty(t), errors.New("later")
	rename := func(tx *Tx, i int) error {
		u, err := tx.Unit(UnitID(1 + i))
		if err != nil {
			return err
		}
		u.Short += fmt.Sprintf("改%d", i)
		_, err = tx.PutUnit(u)
		return err
	}
	beside := func(then func() error) error {
		return s.Update(day, func(tx *Tx) error {
			err := tx.Beside(besideUnits, func(i int) uint64 { return uint64(i) }, func(tx *Tx, i int) error {
				return tx.As(By{Actor: ByDuban, Cause: "rename"}, func() error { return rename(tx, i) })
			})
			if err != nil {
				return err
			}
			return then()
		})
	}
	for range 2 {
		if err := beside(func() error { return fault }); err != fault {
			t.Fatal(err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = beside(func() error { panic(fault) })
		}()
		if err := beside(func() error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	do(t, s, day, func(tx *Tx) error {
		for id := UnitID(1); id <= besideUnits; id++ {
			if u, err := tx.Unit(id); err != nil || u.Short != fmt.Sprintf("改%d改%d", id-1, id-1) {
				t.Errorf("unit %d is %q, %v", id, u.Short, err)
			}
		}
		return nil
	})
}

// What was put before is no part of the last commit, which is all that sides see.
func TestBesideAfterAChangeIsInOrder(t *testing.T) {
	onFour(t)
	s := twenty(t)
	err := s.Update(day, func(tx *Tx) error {
		by := By{Actor: ByDuban, Cause: "before"}
		if err := tx.As(by, func() error { return newUnit(tx, 100) }); err != nil {
			return err
		}
		return tx.Beside(40, func(i int) uint64 { return uint64(i) }, func(tx *Tx, i int) error {
			if all, err := list(tx.Units()); err != nil || len(all) != besideUnits+1+i {
				return fmt.Errorf("piece %d sees %d units, %w", i, len(all), err)
			}
			return tx.As(by, func() error { return newUnit(tx, i) })
		})
	})
	if err != nil {
		t.Error(err)
	}
}

// A crash after the commit: what was done in sides is made again.
func TestBesideIsMadeAgainOutOfTheJournal(t *testing.T) {
	onFour(t)
	s := twenty(t)
	if _, err := pieces(t, s, 40, func(tx *Tx, i int) error { return newUnit(tx, i) }); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	bytes, err := os.ReadFile(s.Path())
	if err = errors.Join(err, os.WriteFile(copied, bytes, 0o600)); err != nil {
		t.Fatal(err)
	}
	again, err := Open(copied, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	see(t, again, func(tx *Tx) {
		if units, err := list(tx.Units()); err != nil || len(units) != besideUnits+40 {
			t.Errorf("%d units, %v", len(units), err)
		}
	})
}
