package store

import (
	"maps"
	"testing"
)

// The tally is what reading every record gives, at the start and after changes,
// however many pages of the journal they take.
func TestTallyFollowsTheJournal(t *testing.T) {
	s := busy(t)
	tally := NewTally()
	agrees := func(what string) {
		t.Helper()
		asked, said, waiting, err := tally.Count(s, day)
		if err != nil {
			t.Fatal(err)
		}
		b := balance(t, s)
		for state, n := range b.Asks {
			if asked[string(state)] != n {
				t.Errorf("%s: %d asks %s, the books have %d", what, asked[string(state)], state, n)
			}
		}
		for state, n := range b.Messages {
			if said[string(state)] != n {
				t.Errorf("%s: %d messages %s, the books have %d", what, said[string(state)], state, n)
			}
		}
		if waiting["waiting"] != b.Parked {
			t.Errorf("%s: %d parked, the books have %d", what, waiting["waiting"], b.Parked)
		}
	}
	agrees("at the start")
	err := s.Update(day, func(tx *Tx) (err error) {
		for i := 0; i < 3*booksPage/2 && err == nil; i++ {
			err = cause(tx, func() error { return works(tx, i) })
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	do(t, s, day, func(tx *Tx) error {
		p, err := tx.ParkedUpdate(1)
		if err != nil {
			return err
		}
		return tx.Unpark(p)
	})
	agrees("after changes")
	fresh := NewTally()
	_, said, _, err := fresh.Count(s, day)
	if _, again, _, _ := tally.Count(s, day); err != nil || !maps.Equal(said, again) {
		t.Errorf("a new tally has %v, the old one %v, %v", said, again, err)
	}
}
