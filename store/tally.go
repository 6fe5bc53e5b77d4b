package store

import (
	"encoding/json"
	"sync"
	"time"
)

// Tally counts asks, messages and parked updates by state. It follows the
// journal, so that keeping it up to date costs what has happened since; the
// first count reads all of them.
type Tally struct {
	mu     sync.Mutex
	entry  uint64 // of the journal, up to which it counts
	tables map[string]*states
}

// states are those of a table's records: how many there are in each, and which
// of these counts each record is in, by its id.
type states struct {
	counts map[string]*int
	of     []*int
}

// ByState is how many records of a table are in each state.
type ByState map[string]int

// NewTally counts nothing yet.
func NewTally() *Tally {
	t := &Tally{tables: map[string]*states{}}
	for _, name := range []string{asks.name, messages.name, parked.name} {
		t.tables[name] = &states{counts: map[string]*int{}}
	}
	return t
}

// Count brings the tally up to date and returns it: of asks, of messages, and
// of updates that are parked.
func (t *Tally) Count(s *Store, now time.Time) (asked, said, waiting ByState, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.entry == 0 {
		err = t.begin(s, now)
	}
	for more := true; more && err == nil; {
		err = s.View(now, func(tx *Tx) (err error) { more, err = t.follow(tx); return err })
	}
	return t.tables[asks.name].byState(), t.tables[messages.name].byState(), t.tables[parked.name].byState(), err
}

// begin reads every record. What changes meanwhile is in the journal behind
// the entry where it began.
func (t *Tally) begin(s *Store, now time.Time) error {
	var entry uint64
	err := s.View(now, func(tx *Tx) error { entry = tx.LastEntry(); return nil })
	for name := range t.tables {
		for id, more := uint64(1), true; more && err == nil; {
			err = s.View(now, func(tx *Tx) error {
				last := numberings()[name].next(tx) - 1
				for n := 0; n < booksPage && id <= last; n, id = n+1, id+1 {
					t.set(name, tx.bucket(name).get(bkey(id)))
				}
				more = id <= last
				return nil
			})
		}
	}
	if err == nil {
		t.entry = entry
	}
	return err
}

func (t *Tally) follow(tx *Tx) (more bool, err error) {
	n := 0
	for e, err := range tx.Entries(t.entry + 1) {
		if err != nil {
			return false, err
		}
		for _, c := range e.Set {
			t.set(c.Table, c.Value)
		}
		if t.entry, n = e.Seq, n+1; n == booksPage {
			return true, nil
		}
	}
	return false, nil
}

// set moves a record to the state that it has in raw.
func (t *Tally) set(table string, raw []byte) {
	states := t.tables[table]
	if states == nil || raw == nil {
		return
	}
	var v struct {
		ID    uint64    `json:"id"`
		State string    `json:"state"`
		Done  time.Time `json:"done"`
	}
	if json.Unmarshal(raw, &v) != nil || v.ID == 0 {
		return // the books name it
	}
	if v.State == "" {
		v.State = map[bool]string{true: "waiting", false: "done"}[v.Done.IsZero()]
	}
	states.move(v.ID, v.State)
}

func (s *states) move(id uint64, to string) {
	for uint64(len(s.of)) <= id {
		s.of = append(s.of, nil)
	}
	if was := s.of[id]; was != nil {
		*was--
	}
	if s.counts[to] == nil {
		s.counts[to] = new(int)
	}
	*s.counts[to]++
	s.of[id] = s.counts[to]
}

func (s *states) byState() ByState {
	n := ByState{}
	for state, count := range s.counts {
		n[state] = *count
	}
	return n
}
