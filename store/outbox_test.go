package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// plan queues messages for a test; each becomes what change makes of it.
func plan(t testing.TB, s *Store, all ...Message) {
	t.Helper()
	do(t, s, day, func(tx *Tx) error {
		for i, m := range all {
			state, reason := m.State, m.Reason
			m.Key = fmt.Sprintf("plan:%d:%d", tx.LastEntry(), i)
			m, _, err := tx.Queue(m)
			if err != nil {
				return err
			}
			if state != "" {
				m.State, m.Reason = state, reason
				if err := tx.PutMessage(m); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Ensure that each chat has one message that goes first: the one in doubt,
// else by class and age among those whose moment has come.
func TestWhatGoesFirstInEachChat(t *testing.T) {
	s := open(t)
	morning := day.Add(time.Hour)
	to := func(chat ChatID, c Class, at time.Time) Message {
		return Message{To: Place{Chat: chat}, Class: c, NotUntil: at}
	}
	doubted := to(4, Notice, day.Add(2*time.Minute))
	doubted.State, doubted.Reason = InDoubt, "no answer"
	plan(t, s,
		Message{Callback: "press"},                    // 1
		to(2, Notice, time.Time{}),                    // 2
		to(2, Question, morning),                      // 3
		to(2, Receipt, day),                           // 4
		to(2, Receipt, time.Time{}),                   // 5
		to(3, Question, morning),                      // 6
		to(3, Notice, day.Add(time.Hour+time.Minute)), // 7
		to(4, Receipt, time.Time{}),                   // 8
		doubted,                                       // 9
		to(-7, Question, time.Time{}),                 // 10
		to(-7, Question, time.Time{}),                 // 11
	)
	see(t, s, func(tx *Tx) {
		var ids []MessageID
		for u := range tx.Heads(day) {
			ids = append(ids, u.ID)
		}
		if want := []MessageID{4, 6, 9, 10}; !slices.Equal(ids, want) {
			t.Errorf("first go %v, want %v", ids, want)
		}
		for u := range tx.Heads(day) {
			if u.Chat == 4 && (!u.InDoubt || !u.NotUntil.Equal(day.Add(2*time.Minute)) || u.Class != Notice) {
				t.Errorf("the one in doubt reads %+v", u)
			}
		}
		for u := range tx.OutboxOf(0) {
			if u.ID != 1 || u.Cost != 0 {
				t.Errorf("an answer to a press reads %+v", u)
			}
		}
	})
}

// Ensure that a file whose outbox is kept in the order of classes, as the
// first version did, is read and put into the order of chats.
func TestFileOfTheFirstVersionIsReindexed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	plan(t, s, Message{To: Place{Chat: 5}, File: &File{Name: "a.xlsx", Content: []byte("a")}}, Message{To: Place{Chat: 6}, State: Sent})
	s.settle()
	err = s.db.Update(func(b *bbolt.Tx) error {
		if err := b.DeleteBucket([]byte(outbox.name)); err != nil {
			return err
		}
		old, err := b.CreateBucket([]byte(outbox.name))
		if err != nil {
			return err
		}
		value := binary.BigEndian.AppendUint64(bkey(ChatID(5)), 0)
		return errors.Join(old.Put(append([]byte{byte(Receipt)}, bkey(MessageID(1))...), value),
			b.Bucket([]byte(metaBucket)).Put(versionKey, bkey(uint64(1))))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	see(t, s, func(tx *Tx) {
		n := 0
		for u := range tx.Outbox() {
			if n++; u.ID != 1 || u.Chat != 5 || !u.Uploads {
				t.Errorf("the row reads %+v", u)
			}
		}
		if m, err := tx.Message(1); n != 1 || err != nil || m.File == nil || string(m.File.Content) != "a" {
			t.Errorf("%d rows, %+v, %v", n, m, err)
		}
	})
	if _, err := s.Verify(t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestAnAlbumHasTwoToTenFilesAndNoButtons(t *testing.T) {
	photo, document := File{Name: "a.jpg", Kind: "photo"}, File{Name: "a.pdf"}
	for name, m := range map[string]Message{
		"one file":          {Album: []File{photo}},
		"eleven":            {Album: slices.Repeat([]File{photo}, 11)},
		"buttons":           {Album: []File{photo, photo}, Buttons: [][]Button{{{Text: "a", Data: "b"}}}},
		"and a file beside": {Album: []File{photo, photo}, File: &document},
	} {
		m.ID, m.Key, m.To.Chat = 1, "k", 5
		if m.Validate() == nil {
			t.Errorf("%s: no complaint", name)
		}
	}
	good := Message{ID: 1, Key: "k", To: Place{Chat: 5}, Album: slices.Repeat([]File{document}, 10)}
	if err := good.Validate(); err != nil || good.Cost() != 10 {
		t.Errorf("cost %d, %v", good.Cost(), err)
	}
}

// Ensure that a number finds its message in its own chat alone, and all items
// of an album by theirs.
func TestNumbersOfPrivateChatsAreOneSeries(t *testing.T) {
	s := open(t)
	plan(t, s,
		Message{To: Place{Chat: 5}, State: Sent, Number: 10, More: []int{11, 12}},
		Message{To: Place{Chat: 6}, State: Sent, Number: 13},
		Message{To: Place{Chat: -6}, State: Sent, Number: 40})
	see(t, s, func(tx *Tx) {
		if m, err := tx.MessageNumbered(5, 12); err != nil || m.ID != 1 {
			t.Errorf("item 12: message %d, %v", m.ID, err)
		}
		if _, err := tx.MessageNumbered(6, 12); !errors.Is(err, ErrNotFound) {
			t.Errorf("12 in another chat: %v", err)
		}
		if !tx.Numbered(6, 11) || tx.Numbered(-6, 11) {
			t.Error("11 is taken for all private chats, and for no group")
		}
		if a, b, c := tx.LastNumber(5), tx.LastNumber(-6), tx.LastNumber(-7); a != 13 || b != 40 || c != 0 {
			t.Errorf("last numbers %d, %d, %d", a, b, c)
		}
	})
}

// Ensure that one transaction moves everything that names a group to its new
// id, and that doing it again writes nothing.
func TestAGroupThatGotANewIdIsMovedOnce(t *testing.T) {
	s := open(t)
	const from, to ChatID = -40, -100900
	var unit Unit
	do(t, s, day, func(tx *Tx) (err error) {
		if unit, err = tx.PutUnit(Unit{Code: "A", Name: "甲", Group: Place{Chat: from, Thread: 7}}); err != nil {
			return err
		}
		o := DefaultOffice()
		o.Frozen = []Freeze{{Chat: 9, Until: day}, {Chat: from, Until: day}}
		if err := tx.PutOffice(o, ""); err != nil {
			return err
		}
		return tx.PutDialogue(Dialogue{Person: 7, Chat: from, Kind: "extend", Step: "date", Until: day.AddDate(0, 0, 1)})
	})
	plan(t, s,
		Message{To: Place{Chat: from, Thread: 7}, Class: Question, ReplyTo: 3}, // 1 goes to the new id
		Message{To: Place{Chat: from}, Edits: 5},                               // 2 has nothing to change there
		Message{To: Place{Chat: from}, State: Held, Reason: "kicked"},          // 3 goes along
		Message{To: Place{Chat: from}, State: Sent, Number: 8},                 // 4 stays: its number is good only here
		Message{To: Place{Chat: from}, State: InDoubt, Reason: "no answer"},    // 5 stays: it may be here
		Message{To: Place{Chat: from}, State: Sending},                         // 6 stays: the call will tell
		Message{To: Place{Chat: 5}, Class: Question},                           // 7 is elsewhere
	)
	move := func(tx *Tx) error { return tx.MoveChat(from, to) }
	do(t, s, day, move)
	var entries uint64
	see(t, s, func(tx *Tx) {
		entries = tx.LastEntry()
		for id, want := range map[MessageID]ChatID{1: to, 2: from, 3: to, 4: from, 5: from, 6: from, 7: 5} {
			if m, err := tx.Message(id); err != nil || m.To.Chat != want {
				t.Errorf("message %d is in %d, %v", id, m.To.Chat, err)
			}
		}
		if m, _ := tx.Message(1); m.To.Thread != 7 || m.ReplyTo != 0 || m.State != Planned {
			t.Errorf("the ask reads %+v", m)
		}
		if m, _ := tx.Message(2); m.State != Stale {
			t.Errorf("the edit is %s", m.State)
		}
		if u, _ := tx.Unit(unit.ID); u.Group != (Place{Chat: to, Thread: 7}) {
			t.Errorf("the unit is asked in %+v", u.Group)
		}
		if d, ok, err := tx.Dialogue(7, to); !ok || err != nil || d.Step != "date" {
			t.Errorf("the dialogue goes on as %+v, %v", d, err)
		}
		if _, ok, _ := tx.Dialogue(7, from); ok {
			t.Error("the dialogue goes on in the old group too")
		}
		if o, _ := tx.Office(); o.Frozen[0].Chat != 9 || o.Frozen[1].Chat != to {
			t.Errorf("frozen are %+v", o.Frozen)
		}
	})
	do(t, s, day, move)
	see(t, s, func(tx *Tx) {
		if tx.LastEntry() != entries {
			t.Errorf("the second time wrote entry %d", tx.LastEntry())
		}
	})
}

// BenchmarkHeads finds what goes first where 10,000 messages wait: in one chat
// beside a hundred others, and all held for the morning.
func BenchmarkHeads(b *testing.B) {
	for name, waits := range map[string]func(i int) Message{
		"one chat":  func(i int) Message { return Message{To: Place{Chat: ChatID(max(1, i-9900))}} },
		"500 chats": func(i int) Message { return Message{To: Place{Chat: ChatID(1 + i%500)}} },
		"overnight": func(i int) Message { return Message{To: Place{Chat: ChatID(1 + i%500)}, NotUntil: day.Add(time.Hour)} },
	} {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			var all []Message
			for i := range 10_000 {
				all = append(all, waits(i))
			}
			plan(b, s, all...)
			for b.Loop() {
				see(b, s, func(tx *Tx) {
					for range tx.Heads(day) {
					}
				})
			}
		})
	}
}
