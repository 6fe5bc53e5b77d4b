package store

import (
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// busy is a file with two asks, of which one is answered, and what was said.
func busy(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir()+"/duban.db", Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	u, task := park(t, s)
	for i, period := range []string{"2025-07-25T09:00", "2025-08-25T09:00"} {
		do(t, s, day, func(tx *Tx) error {
			a, err := tx.PutAsk(Ask{Unit: u.ID, Period: period, State: AskOpen, NextStep: day, Lines: []AskLine{{Number: 1, Task: task.ID, State: AskOpen}}}, Asked, "")
			if err != nil {
				return err
			}
			if _, _, err = tx.Queue(Message{Key: "ask:" + period, To: Place{Chat: 7}, Text: "x", About: About{Unit: u.ID, Ask: a.ID}}); err != nil {
				return err
			}
			now, err := tx.Task(task.ID)
			if err != nil {
				return err
			}
			now.Period = period
			if _, err = tx.PutTask(now, "", ""); err != nil || i > 0 {
				return err
			}
			_, _, err = tx.AddReport(Report{Task: task.ID, Unit: u.ID, By: 7, State: Counts, Claim: OnTrack})
			return err
		})
	}
	return s
}

func balance(t *testing.T, s *Store) Books {
	t.Helper()
	var b Books
	see(t, s, func(tx *Tx) {
		var err error
		if b, err = tx.Balance(); err != nil {
			t.Fatal(err)
		}
	})
	return b
}

func TestBooksBalance(t *testing.T) {
	b := balance(t, busy(t))
	if len(b.Faults) > 0 || b.Asks[Answered] != 1 || b.Asks[AskOpen] != 1 || b.Messages[Planned] != 2 {
		t.Errorf("%+v", b)
	}
}

// Any single row of an ask or of the outbox is taken away, with or without
// its index: the books name it.
func TestBooksMissEveryLostRow(t *testing.T) {
	for _, c := range []struct {
		bucket string
		id     uint64
		want   string
	}{
		{"asks", 1, "ask 1"}, {"asks", 2, "ask 2"}, {"messages", 1, "message 1"}, {"messages", 2, "message 2"},
	} {
		for _, indexed := range []bool{false, true} {
			s := busy(t)
			err := s.db.Update(func(b *bbolt.Tx) error {
				if indexed {
					if err := unindex(b, c.bucket, c.id); err != nil {
						return err
					}
				}
				return b.Bucket([]byte(c.bucket)).Delete(bkey(c.id))
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(balance(t, s).Faults, "\n"); !strings.Contains(got, c.want) && !strings.Contains(got, "2025-08-25") && !strings.Contains(got, "never said") {
				t.Errorf("%s %d (index too: %v) is gone and the books say %q", c.bucket, c.id, indexed, got)
			}
		}
	}
}

// unindex removes the rows of one record from the index over keys.
func unindex(b *bbolt.Tx, bucket string, id uint64) error {
	name := map[string]string{"asks": askByPeriod.name, "messages": messageByKey.name}[bucket]
	c := b.Bucket([]byte(name)).Cursor()
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if unkey(v) == id {
			return c.Delete()
		}
	}
	return nil
}
