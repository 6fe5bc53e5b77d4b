package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"duban/schedule"
)

// However reports are added, decided on, undone and settled: the last one is
// the one behind which there is none.
func TestLastReportIsTheLast(t *testing.T) {
	s := twenty(t)
	rng, undone := rand.New(rand.NewPCG(11, 12)), errors.New("undone")
	agree := func(tx *Tx, id TaskID) error {
		all, err := list(tx.Reports(id))
		got, any, fault := tx.LastReport(id)
		if err = errors.Join(err, fault); err != nil || any != (len(all) > 0) {
			return fmt.Errorf("task %d: %v of %d, %w", id, any, len(all), err)
		}
		if any && (got.Version != len(all) || got.State != all[len(all)-1].State) {
			return fmt.Errorf("task %d: version %d %s, want %d %s", id, got.Version, got.State, len(all), all[len(all)-1].State)
		}
		return nil
	}
	deed := func(tx *Tx) error {
		id := TaskID(1 + rng.IntN(3))
		last, any, err := tx.LastReport(id)
		if err == nil && any && rng.IntN(3) == 0 {
			if _, err = tx.SignReport(id, 1+rng.IntN(last.Version)); errors.Is(err, ErrState) {
				err = nil
			}
		} else if err == nil {
			_, _, err = tx.AddReport(Report{
				Task: id, Unit: 1, By: 7, State: Unsigned, Via: Via{Chat: 7, Message: 1 + rng.IntN(1000)},
				Values: []Value{{Amount: schedule.NewDecimal(rng.Int64N(500), 0)}},
			})
		}
		return errors.Join(err, agree(tx, id))
	}
	for range 300 {
		err := s.Update(day, func(tx *Tx) error {
			for range 1 + rng.IntN(4) {
				if err := tx.As(By{Actor: ByDuban, Cause: "test"}, func() error { return deed(tx) }); err != nil {
					return err
				}
			}
			if rng.IntN(4) == 0 {
				return undone
			}
			return nil
		})
		if err != nil && err != undone {
			t.Fatal(err)
		}
		if rng.IntN(20) == 0 {
			if err := s.settle(); err != nil {
				t.Fatal(err)
			}
		}
		see(t, s, func(tx *Tx) {
			for id := TaskID(1); id <= 3; id++ {
				if err := agree(tx, id); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
