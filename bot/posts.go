package bot

import (
	"strconv"
	"strings"
	"time"

	"duban/bot/wording"
	"duban/store"
)

// inviteLife is how long a code can be used.
const inviteLife = 7 * 24

// listUnits: /units, with the posts of each and who holds them.
func (t *turn) listUnits(string) error {
	var lines []wording.HTML
	for u, err := range t.tx.Units() {
		if err != nil {
			return err
		}
		posts, err := t.postsText(u.ID)
		if err != nil {
			return err
		}
		lines = append(lines, t.word(wording.UnitLine, "code", u.Code, "unit", unitName(t.lang, u), "posts", posts))
	}
	if len(lines) == 0 {
		return t.say(t.word(wording.NoUnits))
	}
	return t.say(wording.Lines(append([]wording.HTML{t.word(wording.UnitsHead, "n", len(lines))}, lines...)...))
}

// postsText is who holds which post of a unit, or that none is taken.
func (t *turn) postsText(unit store.UnitID) (wording.HTML, error) {
	posts, err := t.tx.PostsIn(unit)
	if err != nil {
		return "", err
	}
	var parts []string
	for _, p := range posts {
		if p.Holder == 0 {
			continue
		}
		person, err := t.tx.Person(p.Holder)
		if err != nil {
			return "", err
		}
		parts = append(parts, roleSentence(p.Role).Text(t.lang)+p.Seat+" "+person.Name)
	}
	if len(parts) == 0 {
		return t.word(wording.NobodyJoined), nil
	}
	return wording.Escape(wording.Names(t.lang, parts)), nil
}

// addUnit: /unit_add CODE NAME [| English name].
func (t *turn) addUnit(args string) error {
	code, rest := firstWord(args)
	name, english, _ := strings.Cut(rest, "|")
	if name = strings.TrimSpace(name); name == "" {
		return complain(wording.UnitAddUsage)
	}
	for _, taken := range []string{code, name} {
		if _, err := t.tx.UnitNamed(taken); err == nil {
			return complain(wording.UnitTaken, "name", taken)
		}
	}
	u, err := t.tx.PutUnit(store.Unit{Code: code, Name: name, NameEN: strings.TrimSpace(english)})
	if err != nil {
		return err
	}
	return t.say(t.word(wording.UnitAdded, "unit", u.Name, "code", u.Code))
}

// listPeople: /people.
func (t *turn) listPeople(string) error {
	var lines []wording.HTML
	for p, err := range t.tx.People() {
		if err != nil {
			return err
		}
		s, err := speakerOf(t.tx, p.ID)
		if err != nil {
			return err
		}
		var posts []string
		for _, post := range s.posts {
			posts = append(posts, string(t.postText(post)))
		}
		line := t.word(wording.PersonLine, "name", p.Name, "id", int64(p.ID), "posts", wording.HTML(wording.Names(t.lang, posts)))
		if p.Reach.Unreachable {
			line += t.word(wording.PersonUnreachable, "reason", reasonText(p.Reach.Reason), "since", wording.Short(t.lang, p.Reach.Since.In(t.Zone)))
		}
		lines = append(lines, line)
	}
	return t.say(wording.Lines(append([]wording.HTML{t.word(wording.PeopleHead, "n", len(lines))}, lines...)...))
}

// postWanted reads "UNIT contact A" or "supervisor"; Chinese words too.
func (t *turn) postWanted(args string) (store.Post, error) {
	var p store.Post
	var unit []string
	for _, w := range words(args) {
		role, seat, ok := roleNamed(w)
		switch {
		case ok && p.Role == store.Nobody:
			p.Role = role
			if seat != "" {
				p.Seat = seat
			}
		case strings.EqualFold(w, "A") || strings.EqualFold(w, "A岗"):
			p.Seat = "A"
		case strings.EqualFold(w, "B") || strings.EqualFold(w, "B岗"):
			p.Seat = "B"
		default:
			unit = append(unit, w)
		}
	}
	if p.Role == store.Nobody && p.Seat != "" {
		p.Role = store.Contact
	}
	if p.Role == store.Nobody || p.Role.OfUnit() != (len(unit) > 0) {
		return p, complain(wording.InviteUsage)
	}
	if p.Role == store.Contact && p.Seat == "" {
		p.Seat = "A"
	}
	if len(unit) > 0 {
		u, err := t.unitOf(strings.Join(unit, " "))
		if err != nil {
			return p, err
		}
		p.Unit = u.ID
	}
	return p, nil
}

func roleNamed(w string) (role store.Role, seat string, ok bool) {
	switch strings.ToLower(w) {
	case "contact", "联络员":
		return store.Contact, "", true
	case "联络员a", "联络员a岗":
		return store.Contact, "A", true
	case "联络员b", "联络员b岗":
		return store.Contact, "B", true
	case "leader", "分管领导", "领导":
		return store.Leader, "", true
	case "supervisor", "督查", "督查人员":
		return store.Supervisor, "", true
	case "admin", "管理员":
		return store.Admin, "", true
	}
	return store.Nobody, "", false
}

// invite makes a one-time code for a post; for a post of a unit that is held
// the code hands it over to the successor.
func (t *turn) invite(args string) error {
	wanted, err := t.postWanted(args)
	if err != nil {
		return err
	}
	post, err := t.vacantOrSame(wanted)
	if err != nil {
		return err
	}
	code := t.Code()
	if err := t.tx.Invite(post.ID, code, t.tx.Now().Add(inviteLife*time.Hour)); err != nil {
		return err
	}
	return t.say(t.word(wording.Invited, "post", t.postText(post), "code", code, "bot", t.Me.Username,
		"until", t.dueText(t.tx.Now().Add(inviteLife*time.Hour))))
}

// vacantOrSame is the post of that unit, role and seat, made where missing.
// Supervisors and admins are any number: each code is for a new seat, unless
// one is vacant.
func (t *turn) vacantOrSame(wanted store.Post) (store.Post, error) {
	posts, err := t.tx.PostsIn(wanted.Unit)
	if err != nil {
		return wanted, err
	}
	for _, p := range posts {
		if p.Role == wanted.Role && p.Seat == wanted.Seat && (p.Role.OfUnit() || p.Holder == 0) {
			if _, open, err := t.tx.OpenInvite(p.ID); err != nil || !open || p.Role.OfUnit() {
				return p, err
			}
		}
	}
	return t.tx.PutPost(wanted)
}

// revoke takes a post from its holder, or everything from a person by id.
// The last admin stays.
func (t *turn) revoke(args string) error {
	var taken []store.Post
	if id, err := strconv.ParseInt(strings.TrimSpace(args), 10, 64); err == nil {
		if taken, err = t.tx.PostsOf(store.PersonID(id)); err != nil {
			return err
		}
	} else {
		wanted, err := t.postWanted(args)
		if err != nil {
			return err
		}
		if !wanted.Role.OfUnit() {
			return complain(wording.RevokeByID)
		}
		post, err := t.vacantOrSame(wanted)
		if err != nil {
			return err
		}
		taken = append(taken, post)
	}
	if len(taken) == 0 {
		return complain(wording.NothingToRevoke)
	}
	return t.vacate(taken)
}

func (t *turn) vacate(posts []store.Post) error {
	admins, err := holders(t.tx, 0, store.Admin)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range posts {
		if p.Role == store.Admin && len(admins) <= 1 {
			return complain(wording.LastAdmin)
		}
		if err := t.tx.RevokeInvites(p.ID); err != nil {
			return err
		}
		if p.Holder != 0 {
			if err := t.tx.Vacate(p.ID); err != nil {
				return err
			}
		}
		names = append(names, string(t.postText(p)))
	}
	return t.say(t.word(wording.Revoked, "posts", wording.HTML(wording.Names(t.lang, names))))
}

// listProgrammes: /programmes.
func (t *turn) listProgrammes(string) error {
	lines := []wording.HTML{t.word(wording.ProgrammesHead)}
	var all []store.Task
	for p, err := range t.tx.Programmes() {
		if err != nil {
			return err
		}
		tasks, err := under(t.tx, p.ID)
		if err != nil {
			return err
		}
		all = append(all, tasks...)
		lines = append(lines, t.word(wording.ProgrammeLine, "name", programmeName(t.lang, p), "n", len(tasks), "cadence", t.cadenceText(p.Cadence)))
	}
	return t.say(wording.Blocks(wording.Lines(lines...), t.footnote(all...)))
}

func under(tx *store.Tx, id store.ProgrammeID) (all []store.Task, err error) {
	for task, err := range tx.TasksUnder(id) {
		if err != nil {
			return nil, err
		}
		all = append(all, task)
	}
	return all, nil
}

// addProgramme: /programme_add NAME [| ENGLISH NAME].
func (t *turn) addProgramme(args string) error {
	name, english, _ := strings.Cut(args, "|")
	p := store.Programme{Name: strings.TrimSpace(name), NameEN: strings.TrimSpace(english)}
	if p.Name == "" {
		return complain(wording.ProgrammeUsage)
	}
	for _, taken := range []string{p.Name, p.NameEN} {
		if _, err := t.tx.ProgrammeNamed(taken); err == nil && taken != "" {
			return complain(wording.ProgrammeTaken, "name", taken)
		}
	}
	if _, err := t.tx.PutProgramme(p); err != nil {
		return err
	}
	return t.say(t.word(wording.ProgrammeAdded, "name", programmeName(t.lang, p)))
}
