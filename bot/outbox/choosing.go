package outbox

import (
	"cmp"
	"slices"
	"time"

	"duban/schedule"
	"duban/store"
)

// choose takes what may go now, in the order of sending and each at its cost,
// so that what is chosen after it waits for what is chosen before it. next is
// when something else may go, zero if unknown.
func (o *Outbox) choose(tx *store.Tx, now time.Time) (picked []store.Unsent, next time.Time) {
	all := o.answers(tx)
	if next = schedule.Later(o.rest, o.pace.Next(now)); !next.After(now) {
		all, next = append(all, o.heads(tx, now)...), time.Time{}
	}
	places := o.places(all, now)
	for _, u := range all {
		switch at := o.ready(u, now); {
		case !places.free(u):
			next = schedule.Sooner(next, schedule.Later(at, places.next))
		case at.After(now):
			next = schedule.Sooner(next, at)
		default:
			places.take(u)
			o.pace.Took(int64(u.Chat), u.Chat < 0, u.Cost, now)
			picked = append(picked, u)
		}
	}
	return picked, next
}

// answers are those to presses that are not under way.
func (o *Outbox) answers(tx *store.Tx) (all []store.Unsent) {
	for u := range tx.OutboxOf(0) {
		if !o.ringing[u.ID] {
			all = append(all, u)
		}
	}
	return all
}

// heads are the first messages of the chats that have no call under way.
func (o *Outbox) heads(tx *store.Tx, now time.Time) (all []store.Unsent) {
	for u := range tx.Heads(now) {
		if _, busy := o.flying[u.Chat]; !busy {
			all = append(all, u)
		}
	}
	slices.SortFunc(all, func(a, b store.Unsent) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// ready is when the message may be sent by its own time and by the pace. An
// answer to a press costs nothing and so never waits for the pace.
func (o *Outbox) ready(u store.Unsent, now time.Time) time.Time {
	at := u.NotUntil
	if u.InDoubt {
		at = o.ears.caughtUp(u.NotUntil)
	}
	return schedule.Later(o.rest, schedule.Later(at, o.pace.Ready(int64(u.Chat), u.Chat < 0, u.Cost, now)))
}

// places are the calls that may still be started. One that ends makes room at
// once; next is when time alone makes some.
type places struct {
	answers, calls, uploads int
	next                    time.Time
}

// places counts what is under way: calls that are not slow, and those whose
// end nobody knows. So there is never much to search for at once, however often
// the process is ended.
func (o *Outbox) places(all []store.Unsent, now time.Time) places {
	p := places{answers: answersAtOnce - len(o.ringing), calls: inFlight, uploads: uploadsAtOnce, next: now.Add(slow)}
	occupied := func(till time.Time) {
		if till.After(now) {
			p.calls--
			p.next = schedule.Earlier(p.next, till)
		}
	}
	for _, f := range o.flying {
		if f.probe == 0 && f.m.Uploads() {
			p.uploads--
		}
		occupied(f.began.Add(slow))
	}
	for _, u := range all {
		if u.InDoubt {
			occupied(u.NotUntil.Add(searching))
		}
	}
	p.calls = min(p.calls, inFlightMost-len(o.flying))
	return p
}

func (p places) free(u store.Unsent) bool {
	switch {
	case u.Chat == 0:
		return p.answers > 0
	case u.InDoubt:
		return true // it has its place
	}
	return p.calls > 0 && (!u.Uploads || p.uploads > 0)
}

func (p *places) take(u store.Unsent) {
	switch {
	case u.Chat == 0:
		p.answers--
	case u.InDoubt:
	case u.Uploads:
		p.uploads--
		p.calls--
	default:
		p.calls--
	}
}
