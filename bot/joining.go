package bot

import (
	"errors"
	"strings"

	"duban/bot/wording"
	"duban/store"
)

// start claims a post with a code, or greets somebody who has one.
func (t *turn) start(args string) error {
	code, _ := firstWord(args)
	switch {
	case code != "":
		return t.join(code)
	case t.who.known():
		return t.me("")
	}
	return t.stranger()
}

func (t *turn) join(code string) error {
	name := strings.TrimSpace(t.in.From.Last + t.in.From.First)
	if t.lang == wording.En {
		name = strings.TrimSpace(t.in.From.First + " " + t.in.From.Last)
	}
	post, err := t.tx.Claim(code, store.Person{ID: store.PersonID(t.in.From.ID), Name: name})
	if errors.Is(err, store.ErrCodeYours) {
		return t.me("") // who presses Start twice has joined
	}
	if fault, ok := codeFaults()[errOf(err)]; ok {
		return complain(fault)
	}
	if err != nil {
		return err
	}
	if t.who, err = speakerOf(t.tx, store.PersonID(t.in.From.ID)); err != nil {
		return err
	}
	if t.lang, err = t.Bot.lang(t.tx, t.who); err != nil {
		return err
	}
	return t.welcome(post)
}

func codeFaults() map[error]wording.Sentence {
	return map[error]wording.Sentence{
		store.ErrCodeUnknown: wording.CodeUnknown,
		store.ErrCodeUsed:    wording.CodeUsed,
		store.ErrCodeExpired: wording.CodeExpired,
		store.ErrCodeRevoked: wording.CodeRevoked,
	}
}

// errOf finds which of the codes' faults err is.
func errOf(err error) error {
	for fault := range codeFaults() {
		if errors.Is(err, fault) {
			return fault
		}
	}
	return nil
}

// welcome tells the new holder what the post has waiting.
func (t *turn) welcome(post store.Post) error {
	text := wording.Blocks(
		t.word(wording.Welcome, "name", t.who.person.Name, "post", t.postText(post)),
		t.word(map[bool]wording.Sentence{true: wording.WelcomeUnit, false: wording.WelcomeOffice}[post.Role.OfUnit()]),
	)
	if err := t.say(text); err != nil {
		return err
	}
	if post.Role == store.Contact {
		return t.takeOver(post)
	}
	return nil
}

func (t *turn) postText(p store.Post) wording.HTML {
	role := t.word(roleSentence(p.Role))
	if p.Unit == 0 {
		return role
	}
	u, err := t.tx.Unit(p.Unit)
	if err != nil {
		return role
	}
	name := wording.Escape(unitName(t.lang, u))
	if p.Seat != "" {
		return t.word(wording.PostWithSeat, "unit", name, "role", role, "seat", p.Seat)
	}
	return t.word(wording.PostOfUnit, "unit", name, "role", role)
}

// me says who the speaker is here and what can be done next.
func (t *turn) me(string) error {
	var posts []wording.HTML
	for _, p := range t.who.posts {
		posts = append(posts, t.postText(p))
	}
	return t.say(wording.Blocks(
		t.word(wording.YouAre, "name", t.who.person.Name),
		wording.Lines(posts...),
		t.word(wording.YouAreEnd)))
}

// setLang keeps the person's own choice of language; in a group it is the
// choice of the unit that is asked there.
func (t *turn) setLang(args string) error {
	l, ok := wording.Known(strings.TrimSpace(args))
	if strings.TrimSpace(args) == "中文" {
		l, ok = wording.Zh, true
	}
	if !ok {
		return complain(wording.LangUsage)
	}
	if t.in.Chat.IsGroup() {
		return t.setUnitLang(l)
	}
	p := t.who.person
	p.Lang, t.lang = string(l), l
	if err := t.tx.PutPerson(p); err != nil {
		return err
	}
	return t.say(t.word(wording.LangSet))
}

func (t *turn) setUnitLang(l wording.Lang) error {
	units, err := unitsIn(t.tx, t.here().Chat)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.Group != t.here() || t.who.role < store.Admin && !t.who.speaksFor(u.ID) {
			continue
		}
		u.Lang, t.lang = string(l), l
		if err := t.tx.ChangeUnit(u, store.FactLang.With(string(l))); err != nil {
			return err
		}
		return t.say(t.word(wording.LangSet))
	}
	return complain(wording.BindUsage)
}
