package store

import (
	"errors"
	"fmt"
	"iter"
	"time"
)

// Role is what a post may do; a higher one may do what a lower one may. The
// zero value may do nothing.
type Role int

const (
	Nobody     Role = iota
	Contact         // 联络员: answers for a unit
	Leader          // 分管领导: is told when the unit is late
	Supervisor      // 督查: the follow-up office and the district's leaders
	Admin           // 管理员
)

var roleNames = [...]string{"nobody", "contact", "leader", "supervisor", "admin"}

// String is the role's name in files and commands.
func (r Role) String() string { return roleNames[r] }

// ParseRole refuses what is not the name of a role.
func ParseRole(s string) (Role, error) {
	for i, name := range roleNames[1:] {
		if s == name {
			return Role(i + 1), nil
		}
	}
	return Nobody, fmt.Errorf("%q is not a role", s)
}

// MarshalText writes the role's name.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a role's name.
func (r *Role) UnmarshalText(b []byte) (err error) {
	if string(b) == roleNames[Nobody] {
		*r = Nobody
		return nil
	}
	*r, err = ParseRole(string(b))
	return err
}

// OfUnit reports whether posts of this role belong to a unit.
func (r Role) OfUnit() bool { return r == Contact || r == Leader }

// Reach says whether a person can be written to, and if not, why and since when.
type Reach struct {
	Unreachable bool      `json:"unreachable,omitempty"`
	Reason      string    `json:"reason,omitempty"` // blocked, deactivated, ...
	Since       time.Time `json:"since,omitzero"`
}

// Person is somebody who claimed a post with a code.
type Person struct {
	ID     PersonID  `json:"id"`
	Name   string    `json:"name"`
	Lang   string    `json:"lang,omitempty"` // own choice; empty is the unit's or the office's
	Joined time.Time `json:"joined"`
	Reach  Reach     `json:"reach,omitzero"`
}

// Validate refuses a person without an id.
func (p Person) Validate() error {
	if p.ID == 0 {
		return errors.New("a person needs an id")
	}
	return nil
}

// Post is a seat that carries duties: unit and role. Whoever holds it has them.
type Post struct {
	ID     PostID    `json:"id"`
	Unit   UnitID    `json:"unit,omitempty"` // 0 for supervisors and admins
	Role   Role      `json:"role"`
	Seat   string    `json:"seat,omitempty"`   // A or B for contacts
	Holder PersonID  `json:"holder,omitempty"` // 0 while vacant
	Before PersonID  `json:"before,omitempty"` // the holder before this one
	Since  time.Time `json:"since,omitzero"`   // of the holder
	Leave  *Leave    `json:"leave,omitempty"`
}

// Leave is when the holder is away; the last day is included.
type Leave struct {
	From time.Time `json:"from"`
	Till time.Time `json:"till"`
}

// Validate reports every fault of the record at once.
func (p Post) Validate() error {
	var faults []error
	if p.ID == 0 {
		faults = append(faults, errors.New("a post needs an id"))
	}
	if p.Role < Contact || p.Role > Admin {
		faults = append(faults, fmt.Errorf("a post can't have the role %d", p.Role))
	}
	if p.Role.OfUnit() != (p.Unit != 0) {
		faults = append(faults, errors.New("contacts and leaders have a unit, supervisors and admins have none"))
	}
	return errors.Join(faults...)
}

var (
	people = &table[Person]{
		name: "people",
		keep: true,
		who:  true,
		key:  func(p *Person) []byte { return bkey(p.ID) },
	}
	postsByHolder = &index{"posts_by_holder"}
	postsByUnit   = &index{"posts_by_unit"}
	posts         = &table[Post]{
		name: "posts",
		keep: true,
		who:  true,
		own:  func(p Post) Post { p.Leave = another(p.Leave); return p },
		key:  func(p *Post) []byte { return bkey(p.ID) },
		rows: func(p *Post) []row {
			rows := []row{{postsByUnit, bkey(uint64(p.Unit), uint64(p.Role), uint64(p.ID)), nil}}
			if p.Holder != 0 {
				rows = append(rows, row{postsByHolder, bkey(uint64(p.Holder), uint64(p.ID)), nil})
			}
			return rows
		},
	}
)

// Person by Telegram's id.
func (tx *Tx) Person(id PersonID) (Person, error) { return people.get(tx, bkey(id)) }

// People in the order of their ids.
func (tx *Tx) People() iter.Seq2[Person, error] { return people.each(tx, nil) }

// PutPerson writes a person's new state.
func (tx *Tx) PutPerson(p Person) error { return people.put(tx, p) }

// Post by id.
func (tx *Tx) Post(id PostID) (Post, error) { return posts.get(tx, bkey(id)) }

// PostsOf are the posts that a person holds.
func (tx *Tx) PostsOf(id PersonID) ([]Post, error) {
	return list(follow(tx, postsByHolder, bkey(id), posts))
}

// PostsIn are the posts of a unit, by role; unit 0 has those of the office.
func (tx *Tx) PostsIn(unit UnitID) ([]Post, error) {
	return list(follow(tx, postsByUnit, bkey(unit), posts))
}

// PutPost makes a post (ID 0) or writes a new state of one.
func (tx *Tx) PutPost(p Post) (Post, error) {
	if p.ID == 0 {
		p.ID = PostID(posts.next(tx))
	}
	return p, posts.put(tx, p)
}

// Vacate takes the post from its holder; its duties stay with the post.
func (tx *Tx) Vacate(id PostID) error {
	p, err := tx.Post(id)
	if err != nil {
		return err
	}
	tx.Note(Note{Act: PostVacated, Unit: p.Unit, Text: fmt.Sprintf("%s %s %d", p.Role, p.Seat, p.Holder)})
	if p.Holder != 0 {
		p.Before = p.Holder
	}
	p.Holder, p.Since, p.Leave = 0, time.Time{}, nil
	return posts.put(tx, p)
}
