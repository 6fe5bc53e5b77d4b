package bot

import (
	"fmt"
	"strings"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// leave: /leave FIRST LAST, both days included; /leave off ends it. While the
// holder of a post is away the unit's other post is asked. An admin may put
// the post first: /leave UNIT POST FIRST LAST.
func (t *turn) leave(args string) error {
	posts, f, err := t.leavePosts(words(args))
	if err != nil {
		return err
	}
	if len(f) == 1 && (f[0] == "off" || f[0] == "取消" || f[0] == "销假") {
		return t.setLeave(posts, nil)
	}
	if len(f) != 2 {
		return complain(wording.LeaveUsage)
	}
	from, err := schedule.ParseDay(f[0], t.now, t.Calendar)
	if err != nil {
		return complain(wording.LeaveUsage)
	}
	till, err := schedule.ParseDay(f[1], from, t.Calendar)
	if err != nil || till.Before(from) || !till.AddDate(0, 0, 1).After(t.now) {
		return complain(wording.LeaveUsage)
	}
	return t.setLeave(posts, &store.Leave{From: from.UTC(), Till: till.AddDate(0, 0, 1).UTC()})
}

// leavePosts are the posts that a leave is for, and the words that are left:
// those of the speaker, or for an admin the one that is named.
func (t *turn) leavePosts(f []string) ([]store.Post, []string, error) {
	if n := len(f); t.who.role >= store.Admin && n > 2 {
		dates := f[n-2:]
		if last := f[n-1]; last == "off" || last == "取消" || last == "销假" {
			dates = f[n-1:]
		}
		wanted, err := t.postWanted(strings.Join(f[:n-len(dates)], " "))
		if err != nil {
			return nil, nil, err
		}
		post, err := t.vacantOrSame(wanted)
		if err != nil || !wanted.Role.OfUnit() || post.Holder == 0 {
			return nil, nil, complain(wording.LeaveNobody)
		}
		return []store.Post{post}, dates, nil
	}
	var mine []store.Post
	for _, p := range t.who.posts {
		if p.Role.OfUnit() {
			mine = append(mine, p)
		}
	}
	if len(mine) == 0 {
		return nil, nil, complain(wording.LeaveUsage)
	}
	return mine, f, nil
}

// setLeave notes the leave and says who is asked meanwhile. Open asks that the
// holder was put go to whoever is there with the next tick.
func (t *turn) setLeave(posts []store.Post, l *store.Leave) error {
	var lines []wording.HTML
	for _, p := range posts {
		name, err := t.personName(p.Holder)
		if err != nil {
			return err
		}
		p.Leave = l
		t.tx.Note(store.Note{Act: store.LeaveSet, Unit: p.Unit, Text: leaveText(name, l, t.Zone)})
		if _, err := t.tx.PutPost(p); err != nil {
			return err
		}
		if err := t.lookAtAsks(t.tx, p.Unit); err != nil {
			return err
		}
		if l == nil {
			continue
		}
		line, err := t.standIn(p.Unit, *l)
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	return t.sayLeave(posts, l, lines)
}

// sayLeave confirms it to whoever noted it, and to the holder where an admin
// did.
func (t *turn) sayLeave(posts []store.Post, l *store.Leave, standIns []wording.HTML) error {
	holder := posts[0].Holder
	if holder == t.who.person.ID {
		if l == nil {
			return t.backFromLeave(posts)
		}
		return t.say(wording.Lines(append([]wording.HTML{t.word(wording.LeaveOn, t.leaveDays(t.lang, *l)...)}, standIns...)...))
	}
	p, err := t.tx.Person(holder)
	if err != nil {
		return err
	}
	mine, theirs := wording.LeaveOffFor, wording.BackByAdmin
	args := func(wording.Lang) []any { return []any{"name", p.Name} }
	if l != nil {
		mine, theirs = wording.LeaveOnFor, wording.LeaveByAdmin
		args = func(lang wording.Lang) []any { return append(t.leaveDays(lang, *l), "name", p.Name) }
	}
	m := store.Message{Key: fmt.Sprintf("leave:%d:%d", posts[0].ID, t.tx.LastEntry()+1), Class: store.Notice}
	err = t.announce(t.tx, p, m, func(lang wording.Lang) said { return said{text: theirs.In(lang, args(lang)...)} })
	if err != nil {
		return err
	}
	return t.say(wording.Lines(append([]wording.HTML{t.word(mine, args(t.lang)...)}, standIns...)...))
}

func (t *turn) leaveDays(lang wording.Lang, l store.Leave) []any {
	till := l.Till.In(t.Zone).AddDate(0, 0, -1)
	return []any{"from", wording.Day(lang, l.From.In(t.Zone), t.now), "till", wording.Day(lang, till, t.now)}
}

// lookAtAsks makes the next tick look at the unit's open asks: whoever was
// asked may not be there any more.
func (b *Bot) lookAtAsks(tx *store.Tx, unit store.UnitID) error {
	var open []store.Ask
	for a, err := range tx.OpenAsks(unit) {
		if err != nil {
			return err
		}
		open = append(open, a)
	}
	for _, a := range open {
		a.NextStep = tx.Now()
		if _, err := tx.PutAsk(a, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// standIn says who is asked for the unit during the leave; where that is
// nobody the admins are told.
func (t *turn) standIn(unit store.UnitID, l store.Leave) (wording.HTML, error) {
	u, err := t.tx.Unit(unit)
	if err != nil {
		return "", err
	}
	desk, reason, err := deskAt(t.tx, u, schedule.Later(l.From, t.tx.Now()))
	switch {
	case err != nil:
		return "", err
	case reason == "" && desk.person.ID == 0:
		return t.word(wording.LeaveGroup), nil
	case reason == "":
		return t.word(wording.LeaveStandIn, "name", desk.person.Name, "post", t.postText(desk.post)), nil
	}
	key := fmt.Sprintf("alone:%d:%d", unit, t.tx.LastEntry()+1)
	m := store.Message{Key: key, Class: store.Notice}
	_, err = t.announceTo(t.tx, 0, store.Admin, m, func(lang wording.Lang) said {
		return said{text: wording.LeaveNobodyLeft.In(lang, append(t.leaveDays(lang, l), "unit", unitName(lang, u))...)}
	})
	return t.word(wording.LeaveAlone), err
}

// backFromLeave welcomes whoever is back with what is open.
func (t *turn) backFromLeave(posts []store.Post) error {
	if err := t.say(t.word(wording.LeaveOff)); err != nil {
		return err
	}
	for _, p := range posts {
		if err := t.sayOpenAsks(p.Unit); err != nil {
			return err
		}
	}
	return nil
}

func leaveText(name string, l *store.Leave, zone *time.Location) string {
	if l == nil {
		return store.FactBack.With(name)
	}
	return store.FactLeave.With(fmt.Sprintf("%s %s—%s", name, l.From.In(zone).Format(time.DateOnly), l.Till.In(zone).AddDate(0, 0, -1).Format(time.DateOnly)))
}
