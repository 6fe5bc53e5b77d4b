package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"
)

// numbering is what the books need of a table whose ids are 1, 2, ... without
// a gap: records are never deleted.
type numbering interface {
	next(tx *Tx) uint64
	has(tx *Tx, key []byte) bool
}

func numberings() map[string]numbering {
	return map[string]numbering{
		units.name: units, posts.name: posts, programmes.name: programmes, tasks.name: tasks, asks.name: asks,
		messages.name: messages, parked.name: parked, digests.name: digests, instructions.name: instructions,
		doubts.name: doubts, extensions.name: extensions,
	}
}

// idOf reads the id of a record of such a table; 0 if it has none.
func idOf(raw json.RawMessage) uint64 {
	var v struct {
		ID uint64 `json:"id"`
	}
	if json.Unmarshal(raw, &v) != nil {
		return 0
	}
	return v.ID
}

// checked reads a record and looks for each of its rows in the indexes.
func checked[V record](k *bookkeeper, tx *Tx, t *table[V], id uint64) (V, bool) {
	v, err := t.get(tx, bkey(id))
	if err != nil {
		kind := RowUnread
		if errors.Is(err, ErrNotFound) {
			kind = RowLost
		}
		k.books.Add(Remainder{Kind: kind, Table: t.name, ID: id})
		return v, false
	}
	for _, r := range t.rows(&v) {
		if r.index.value(tx, r.key) == nil {
			k.books.Add(Remainder{Kind: IndexLost, Table: t.name, ID: id, Index: r.index.name})
		}
	}
	return v, true
}

// indexes looks for rows without their record, an index at a time. What says
// that something is still to be done has to be a row of that very record; in
// the others it is enough that the record is there.
func (k *bookkeeper) indexes(tx *Tx) (bool, error) {
	all := []func(){
		func() { stray(k, tx, messageByKey, messages, false) },
		func() { stray(k, tx, messageByNumber, messages, false) },
		func() { stray(k, tx, outbox, messages, true) },
		func() { stray(k, tx, messagesHeld, messages, true) },
		func() { stray(k, tx, askByPeriod, asks, false) },
		func() { stray(k, tx, asksByUnit, asks, false) },
		func() { stray(k, tx, asksOpen, asks, true) },
		func() { k.strayMoments(tx) },
	}
	all[k.at-1]()
	k.at++
	return k.at <= uint64(len(all)), nil
}

// strayMoments is stray for the agenda, whose rows are of two tables.
func (k *bookkeeper) strayMoments(tx *Tx) {
	for key := range agenda.keys(tx, nil) {
		switch id := key[9:]; {
		case key[8] == agendaTask && !owned(tx, agenda, key, tasks, id, true):
			k.addStray(tx, agenda, tasks.name, tasks, id)
		case key[8] == agendaAsk && !owned(tx, agenda, key, asks, id, true):
			k.addStray(tx, agenda, asks.name, asks, id)
		}
	}
}

func stray[V record](k *bookkeeper, tx *Tx, ix *index, t *table[V], exact bool) {
	for key, value := range ix.keys(tx, nil) {
		id := value
		if len(id) != 8 {
			id = key[max(0, len(key)-8):]
		}
		if !owned(tx, ix, key, t, id, exact) {
			k.addStray(tx, ix, t.name, t, id)
		}
	}
}

// addStray leaves out the rows of a record that is missing itself: that is
// said before.
func (k *bookkeeper) addStray(tx *Tx, ix *index, table string, t numbering, id []byte) {
	n := idAt(id)
	if n == 0 || n > k.books.Highest[table] || t.has(tx, id) {
		k.books.Add(Remainder{Kind: IndexStray, Table: table, ID: n, Index: ix.name})
	}
}

func owned[V record](tx *Tx, ix *index, key []byte, t *table[V], id []byte, exact bool) bool {
	if !exact || !t.has(tx, id) {
		return t.has(tx, id)
	}
	v, err := t.get(tx, id)
	return err == nil && slices.ContainsFunc(t.rows(&v), func(r row) bool { return r.index == ix && string(r.key) == string(key) })
}

func idAt(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return unkey(key)
}

// When something that should have happened is a remainder: a tick acts on all
// of the agenda that is past, and a message goes out as soon as Telegram can be
// reached.
const (
	overdueAfter = time.Hour
	unsaidAfter  = 24 * time.Hour
)

// Stuck is what should have happened by the last tick of a bot at work and did
// not: moments on the agenda, messages that don't go out.
func (tx *Tx) Stuck(ticked time.Time) (all []Remainder) {
	for d := range tx.DueBy(ticked.Add(-overdueAfter)) {
		r := Remainder{Kind: Overdue, Table: asks.name, ID: uint64(d.Ask), Since: d.At}
		if d.Task != 0 {
			r.Table, r.ID, r.Task = tasks.name, uint64(d.Task), d.Task
		}
		all = append(all, r)
	}
	for u := range tx.Outbox() {
		m, err := tx.Message(u.ID)
		if err != nil {
			continue // the books have it
		}
		if since := m.waitsSince(); since.Before(ticked.Add(-unsaidAfter)) {
			all = append(all, Remainder{Kind: Unsaid, Table: messages.name, ID: uint64(m.ID), Unit: m.About.Unit, Since: since})
		}
	}
	return all
}

// waitsSince is when the message should have gone. One in doubt is tried again
// and again, and NotUntil is its next try.
func (m *Message) waitsSince() time.Time {
	if m.State == InDoubt || m.NotUntil.Before(m.Queued) {
		return m.Queued
	}
	return m.NotUntil
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
