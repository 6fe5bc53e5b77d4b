package bot

import (
	"errors"

	"duban/bot/wording"
	"duban/store"
)

// speaker is who speaks: a known person with posts, or a stranger with none.
type speaker struct {
	person store.Person
	posts  []store.Post
	role   store.Role // the highest of the posts
}

// known reports whether the person holds any post.
func (s speaker) known() bool { return s.role > store.Nobody }

// units are those for which the person is a contact or a leader, each once.
func (s speaker) units() []store.UnitID {
	var ids []store.UnitID
	for _, p := range s.posts {
		if p.Role.OfUnit() && (len(ids) == 0 || ids[len(ids)-1] != p.Unit) {
			ids = append(ids, p.Unit)
		}
	}
	return ids
}

// speaksFor reports whether the person answers for the unit.
func (s speaker) speaksFor(u store.UnitID) bool {
	for _, p := range s.posts {
		if p.Role.OfUnit() && p.Unit == u {
			return true
		}
	}
	return false
}

// may reports whether the person may look at the unit's affairs.
func (s speaker) may(u store.UnitID) bool {
	return s.role >= store.Supervisor || s.speaksFor(u)
}

func speakerOf(tx *store.Tx, id store.PersonID) (speaker, error) {
	posts, err := tx.PostsOf(id)
	if err != nil {
		return speaker{}, err
	}
	s := speaker{posts: posts}
	for _, p := range posts {
		s.role = max(s.role, p.Role)
	}
	s.person, err = tx.Person(id)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return s, err
}

// lang is the person's own choice, else the unit's, else the office's.
func (b *Bot) lang(tx *store.Tx, s speaker) (wording.Lang, error) {
	if l, ok := wording.Known(s.person.Lang); ok {
		return l, nil
	}
	if units := s.units(); len(units) > 0 {
		return b.unitLang(tx, units[0])
	}
	return b.officeLang(tx)
}

func (b *Bot) unitLang(tx *store.Tx, id store.UnitID) (wording.Lang, error) {
	u, err := tx.Unit(id)
	if err != nil {
		return "", err
	}
	if l, ok := wording.Known(u.Lang); ok {
		return l, nil
	}
	return b.officeLang(tx)
}

func (b *Bot) officeLang(tx *store.Tx) (wording.Lang, error) {
	if b.Lang != "" {
		return b.Lang, nil
	}
	o, err := tx.Office()
	if l, ok := wording.Known(o.Lang); ok {
		return l, err
	}
	return wording.Zh, err
}

// holders are the people who hold posts of the role: in the unit, or in the
// office for unit 0. Those who can't be reached are left out.
func holders(tx *store.Tx, unit store.UnitID, role store.Role) ([]store.Person, error) {
	posts, err := tx.PostsIn(unit)
	if err != nil {
		return nil, err
	}
	var all []store.Person
	for _, p := range posts {
		if p.Role != role || p.Holder == 0 || holdsAlready(all, p.Holder) {
			continue
		}
		person, err := tx.Person(p.Holder)
		if err != nil {
			return nil, err
		}
		if !person.Reach.Unreachable {
			all = append(all, person)
		}
	}
	return all, nil
}

func holdsAlready(all []store.Person, id store.PersonID) bool {
	for _, p := range all {
		if p.ID == id {
			return true
		}
	}
	return false
}

// isMissing reports whether a look-up found nothing.
func isMissing(err error) bool { return errors.Is(err, store.ErrNotFound) }
