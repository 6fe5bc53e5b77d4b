package store

import (
	"encoding/binary"
	"iter"
	"time"
)

// The agenda is an index over everything that has a next moment: open tasks
// by AskAt, open asks by NextStep. A tick reads only what is past.
const (
	agendaTask byte = 't'
	agendaAsk  byte = 'a'
)

func agendaKey(at time.Time, kind byte, id uint64) []byte {
	key := binary.BigEndian.AppendUint64(nil, uint64(at.Unix()))
	return binary.BigEndian.AppendUint64(append(key, kind), id)
}

// Due is what a tick has to look at; one of the two ids is set.
type Due struct {
	At   time.Time
	Task TaskID
	Ask  AskID
}

// DueBy yields what is on the agenda up to and including the moment, earliest first.
func (tx *Tx) DueBy(moment time.Time) iter.Seq[Due] {
	return func(yield func(Due) bool) {
		for key := range agenda.keys(tx, nil) {
			d := due(key)
			if d.At.After(moment) || !yield(d) {
				return
			}
		}
	}
}

// NextDue is the earliest moment on the agenda, zero if it is empty.
func (tx *Tx) NextDue() time.Time {
	for key := range agenda.keys(tx, nil) {
		return due(key).At
	}
	return time.Time{}
}

func due(key []byte) Due {
	d := Due{At: time.Unix(int64(unkey(key)), 0).UTC()}
	switch id := unkey(key[9:]); key[8] {
	case agendaTask:
		d.Task = TaskID(id)
	case agendaAsk:
		d.Ask = AskID(id)
	}
	return d
}
