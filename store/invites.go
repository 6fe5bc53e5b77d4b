package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// What can be wrong with a code.
var (
	ErrCodeUnknown = errors.New("the code is unknown")
	ErrCodeUsed    = errors.New("the code was used before")
	ErrCodeYours   = errors.New("the person has the post by this code")
	ErrCodeExpired = errors.New("the code has expired")
	ErrCodeRevoked = errors.New("the code was revoked")
)

// Invite lets one person take a post, once. The code itself is not kept, only
// its hash: who reads the file can't join with it.
type Invite struct {
	Hash    string    `json:"hash"`
	Post    PostID    `json:"post"`
	By      Actor     `json:"by"`
	At      time.Time `json:"at"`
	Expires time.Time `json:"expires"`
	UsedBy  PersonID  `json:"used_by,omitempty"`
	UsedAt  time.Time `json:"used_at,omitzero"`
	Revoked bool      `json:"revoked,omitempty"`
}

// Validate reports every fault of the record at once.
func (i Invite) Validate() error {
	if i.Hash == "" || i.Post == 0 || i.Expires.IsZero() {
		return errors.New("an invite needs a hash, a post and an end")
	}
	return nil
}

var (
	invitesByPost = &index{"invites_by_post"}
	invites       = &table[Invite]{
		name: "invites",
		key:  func(i *Invite) []byte { return []byte(i.Hash) },
		rows: func(i *Invite) []row {
			return []row{{invitesByPost, join(bkey(i.Post), []byte(i.Hash)), nil}}
		},
	}
)

func codeHash(code string) string {
	sum := sha256.Sum256([]byte("duban invite " + Fold(code)))
	return hex.EncodeToString(sum[:16])
}

// Invite makes code good for taking the post until expires. Open codes for
// the same post are revoked: a post has one valid code at a time.
func (tx *Tx) Invite(post PostID, code string, expires time.Time) error {
	p, err := tx.Post(post)
	if err != nil {
		return err
	}
	if err := tx.RevokeInvites(post); err != nil {
		return err
	}
	tx.Note(Note{Act: Invited, Unit: p.Unit, Text: p.Role.String() + " " + p.Seat})
	return invites.put(tx, Invite{Hash: codeHash(code), Post: post, By: tx.Actor(), At: tx.now, Expires: expires.UTC()})
}

// RevokeInvites makes the post's unused codes void.
func (tx *Tx) RevokeInvites(post PostID) error {
	for key := range invitesByPost.keys(tx, bkey(post)) {
		i, err := invites.get(tx, key[8:])
		if err != nil {
			return err
		}
		if i.UsedBy != 0 || i.Revoked {
			continue
		}
		i.Revoked = true
		if err := invites.put(tx, i); err != nil {
			return err
		}
	}
	return nil
}

// OpenInvite reports whether the post has a code that can still be used.
func (tx *Tx) OpenInvite(post PostID) (Invite, bool, error) {
	for key := range invitesByPost.keys(tx, bkey(post)) {
		i, err := invites.get(tx, key[8:])
		if err != nil {
			return i, false, err
		}
		if i.UsedBy == 0 && !i.Revoked && tx.now.Before(i.Expires) {
			return i, true, nil
		}
	}
	return Invite{}, false, nil
}

// Claim gives the person the post that the code is for. A holder before is
// replaced: that is how a post is handed over.
func (tx *Tx) Claim(code string, person Person) (Post, error) {
	i, err := invites.get(tx, []byte(codeHash(code)))
	if err != nil {
		if errors.Is(err, ErrNotFound) {
			return Post{}, ErrCodeUnknown
		}
		return Post{}, err
	}
	switch {
	case i.Revoked:
		return Post{}, ErrCodeRevoked
	case i.UsedBy == person.ID && tx.holds(person.ID, i.Post):
		return Post{}, ErrCodeYours
	case i.UsedBy != 0:
		return Post{}, ErrCodeUsed
	case !tx.now.Before(i.Expires):
		return Post{}, ErrCodeExpired
	}
	i.UsedBy, i.UsedAt = person.ID, tx.now
	if err := invites.put(tx, i); err != nil {
		return Post{}, err
	}
	return tx.take(i.Post, person)
}

func (tx *Tx) holds(id PersonID, post PostID) bool {
	p, err := tx.Post(post)
	return err == nil && p.Holder == id
}

func (tx *Tx) take(id PostID, person Person) (Post, error) {
	p, err := tx.Post(id)
	if err != nil {
		return p, err
	}
	if known, err := tx.Person(person.ID); err == nil {
		person.Lang, person.Joined = known.Lang, known.Joined
	} else {
		person.Joined = tx.now
	}
	person.Reach = Reach{}
	tx.Note(Note{Act: Joined, Unit: p.Unit, Text: fmt.Sprintf("%s %s: %s", p.Role, p.Seat, person.Name)})
	if p.Holder != 0 {
		p.Before = p.Holder
	}
	if p.Before == person.ID {
		p.Before = 0 // back in the own post: nothing is handed over
	}
	p.Holder, p.Since, p.Leave = person.ID, tx.now, nil
	if err := posts.put(tx, p); err != nil {
		return p, err
	}
	return p, people.put(tx, person)
}
