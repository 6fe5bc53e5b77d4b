package bot

import (
	"slices"
	"time"

	"duban/bot/wording"
	"duban/store"
)

// seat is who is asked for a unit, and where.
type seat struct {
	place  store.Place
	person store.Person // zero where the place is a group
	post   store.Post   // the one that the person is asked in
}

// deskOf is where a unit is written to: its group, else its contact A, else
// B, else its leader. Without any of them the reason says what is missing.
func (b *Bot) deskOf(tx *store.Tx, u store.Unit) (s seat, reason string, err error) {
	return deskAt(tx, u, tx.Now())
}

// deskAt is deskOf as far as leave is known for the moment.
func deskAt(tx *store.Tx, u store.Unit, at time.Time) (s seat, reason string, err error) {
	if u.Group.Chat != 0 && !u.Lost.Unreachable {
		return seat{place: u.Group}, "", nil
	}
	posts, err := tx.PostsIn(u.ID)
	if err != nil {
		return s, "", err
	}
	slices.SortStableFunc(posts, func(a, b store.Post) int { return int(a.Role) - int(b.Role) })
	reason = string(store.FactNobody)
	for _, p := range posts {
		if p.Holder == 0 {
			continue
		}
		if onLeave(p, at) {
			reason = string(store.FactOnLeave)
			continue
		}
		person, err := tx.Person(p.Holder)
		if err != nil {
			return s, "", err
		}
		if person.Reach.Unreachable {
			reason = store.FactUnreachable.With(person.Reach.Reason)
			continue
		}
		return seat{store.Place{Chat: store.ChatID(person.ID)}, person, p}, "", nil
	}
	return s, reason, nil
}

func onLeave(p store.Post, now time.Time) bool {
	return p.Leave != nil && !now.Before(p.Leave.From) && now.Before(p.Leave.Till)
}

// address queues a message to a unit, in the language of whoever reads it
// there. A unit that nobody can be reached for gets none: false, with the
// reason.
func (b *Bot) address(tx *store.Tx, unit store.UnitID, m store.Message, say func(wording.Lang) said) (bool, string, error) {
	u, err := tx.Unit(unit)
	if err != nil {
		return false, "", err
	}
	s, reason, err := b.deskOf(tx, u)
	if err != nil || reason != "" {
		return false, reason, err
	}
	l, err := b.unitLang(tx, unit)
	if own, ok := wording.Known(s.person.Lang); ok {
		l = own
	}
	if err != nil {
		return false, "", err
	}
	words := say(l)
	m.To, m.Text, m.Buttons, m.About.Unit = s.place, string(words.text), words.buttons, unit
	return true, "", queue(tx, m)
}
