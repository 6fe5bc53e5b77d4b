package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// remarkLines puts notes of the journal into words, a line each. What one
// cause did to several units in the same way is one line.
func (t *turn) remarkLines(past []store.Remark) ([]wording.HTML, error) {
	var lines []wording.HTML
	for len(past) > 0 {
		n := 1
		for n < len(past) && together(past[0], past[n]) {
			n++
		}
		line, err := t.remarkText(past[:n])
		if err != nil {
			return nil, err
		}
		lines, past = append(lines, line), past[n:]
	}
	return lines, nil
}

func together(a, b store.Remark) bool {
	return a.Entry == b.Entry && a.Act == b.Act && a.Task == b.Task && a.Text == b.Text && a.Unit != b.Unit
}

// remarkText is one line: when, who, what, about what.
func (t *turn) remarkText(same []store.Remark) (wording.HTML, error) {
	r := same[0]
	about, err := t.aboutText(same)
	if err != nil {
		return "", err
	}
	if about != "" {
		about = " " + about
	}
	who, err := t.actorText(r.Head.By)
	if err != nil {
		return "", err
	}
	line := t.word(wording.AuditLine, "entry", r.Entry, "at", t.dueText(r.Head.At), "who", who, "act", actSentence(r.Act), "about", about)
	if text := t.noteText(r.Note); text != "" {
		line += " <i>" + text + "</i>"
	}
	return line, nil
}

// aboutText is the task's code and the units.
func (t *turn) aboutText(same []store.Remark) (string, error) {
	var names []string
	for _, r := range slices.Backward(same) {
		if r.Unit == 0 {
			continue
		}
		u, err := t.tx.Unit(r.Unit)
		if err != nil {
			return "", err
		}
		names = append(names, unitName(t.lang, u))
	}
	units := wording.Names(t.lang, names)
	if same[0].Task == 0 {
		return units, nil
	}
	task, err := t.tx.Task(same[0].Task)
	return strings.TrimSpace(task.Code + " " + units), err
}

func (t *turn) actorText(a store.Actor) (string, error) {
	id, ok := a.Person()
	switch {
	case a == store.ByDuban:
		return t.label(wording.ActorDuban), nil
	case !ok:
		return t.label(wording.ActorOperator), nil
	}
	p, err := t.tx.Person(id)
	if isMissing(err) {
		return strconv.FormatInt(int64(id), 10), nil
	}
	return p.Name, err
}

// noteText is a note's text in the reader's language; people's own words stay
// as they are.
func (t *turn) noteText(n store.Note) wording.HTML {
	switch n.Act {
	case store.Instructed, store.TaskReturned, store.ExtensionAsked, store.AskedBack, store.TaskMade, store.UnitMade:
		return wording.Escape(clip(n.Text, 80))
	case store.Asked, store.AskAnswered, store.AskAgain:
		if at, err := time.ParseInLocation(schedule.KeyLayout, n.Text, t.Zone); err == nil {
			return t.word(wording.PeriodOf, "at", t.dueText(at))
		}
	case store.Reported:
		return t.word(wording.VersionOf, "version", strings.TrimPrefix(n.Text, "v"))
	case store.ProgrammeMade, store.ProgrammeChanged:
		name, what, _ := strings.Cut(n.Text, "\n")
		if p, err := t.tx.ProgrammeNamed(name); err == nil {
			name = programmeName(t.lang, p)
		}
		if what == "" {
			return wording.Escape(name)
		}
		return wording.Escape(name+" ") + t.factText(what)
	case store.Invited, store.Joined, store.PostVacated:
		return t.seatText(n.Text)
	}
	return t.factText(n.Text)
}

// seatText reads what the store notes of a post: role, seat, and who.
func (t *turn) seatText(text string) wording.HTML {
	post, who, _ := strings.Cut(text, ": ")
	name, seat, _ := strings.Cut(post, " ")
	role, err := store.ParseRole(name)
	if err != nil {
		return wording.Escape(text)
	}
	said := t.word(roleSentence(role))
	if seat = strings.TrimSpace(seat); seat != "" {
		said = t.word(wording.SeatOf, "role", said, "seat", seat)
	}
	return said + wording.Escape(strings.TrimRight(" "+who, " "))
}

// factText says a fact in the reader's language, with what stands behind it;
// what is none is somebody's own words.
func (t *turn) factText(text string) wording.HTML {
	fact, words := store.CutFact(text)
	s, ok := factSentences[fact]
	if !ok {
		return wording.Escape(clip(text, 80))
	}
	switch fact {
	case store.FactCadence, store.FactDigest:
		words = t.cadenceText(words)
	case store.FactHours:
		words = t.hoursText(words)
	case store.FactLights:
		words = lightsLabel(schedule.Margins{Name: words}).Text(t.lang)
	case store.FactUnreachable:
		words = reasonText(words).Text(t.lang)
	}
	if words == "" {
		return t.word(s)
	}
	return t.word(wording.FactWith, "fact", s, "words", clip(words, 80))
}

var factSentences = map[store.Fact]wording.Sentence{
	store.FactLeads:       wording.FactLeads,
	store.FactSupports:    wording.FactSupports,
	store.FactPaused:      wording.FactPaused,
	store.FactResumed:     wording.FactResumed,
	store.FactGranted:     wording.FactGranted,
	store.FactRefused:     wording.FactRefused,
	store.FactTakenBack:   wording.FactTakenBack,
	store.FactGivenBack:   wording.FactGivenBack,
	store.FactGivenTo:     wording.FactGivenTo,
	store.FactClosed:      wording.FactClosed,
	store.FactSigned:      wording.FactSigned,
	store.FactCadence:     wording.FactCadence,
	store.FactDigest:      wording.FactDigest,
	store.FactWindow:      wording.FactWindow,
	store.FactHours:       wording.FactHours,
	store.FactLights:      wording.FactLights,
	store.FactLeave:       wording.FactLeave,
	store.FactBack:        wording.FactBack,
	store.FactBound:       wording.FactBound,
	store.FactUnbound:     wording.FactUnbound,
	store.FactTopicGone:   wording.FactTopicGone,
	store.FactSignOffOn:   wording.FactSignOffOn,
	store.FactSignOffOff:  wording.FactSignOffOff,
	store.FactNobody:      wording.SupNoDesk,
	store.FactOnLeave:     wording.SupOnLeave,
	store.FactUnreachable: wording.SupUnreachable,
	store.FactLang:        wording.FactLang,
	store.FactSeatB:       wording.FactSeatB,
	store.FactTooBig:      wording.FactTooBig,
	store.FactGone:        wording.FactGone,
	store.FactNoPeriod:    wording.FactNoPeriod,
	store.FactLadderEnd:   wording.FactUnanswered,

	store.Fact(schedule.ReasonDueSoon):     wording.FactDueSoon,
	store.Fact(schedule.ReasonDueToday):    wording.FactDueToday,
	store.Fact(schedule.ReasonOverdue):     wording.FactOverdue,
	store.Fact(schedule.ReasonUnanswered):  wording.FactUnanswered,
	store.Fact(schedule.ReasonSuperseded):  wording.FactSuperseded,
	store.Fact(schedule.ReasonEnding):      wording.FactSuperseded,
	store.Fact(schedule.ReasonJustOpened):  wording.FactJustOpened,
	store.Fact(schedule.ReasonBeforeOpens): wording.FactJustOpened,
}
