package bot

import (
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// inEither is what the list says in the reader's language; what it does not say
// in English is said in Chinese.
func inEither(l wording.Lang, zh, en string) string {
	if l == wording.En && en != "" {
		return en
	}
	return zh
}

// targetName is what a target counts, empty where the task's title says it.
func targetName(l wording.Lang, t schedule.Target) string { return inEither(l, t.Name, t.NameEN) }

func title(l wording.Lang, t store.Task) string { return inEither(l, t.Title, t.TitleEN) }

func unitName(l wording.Lang, u store.Unit) string { return inEither(l, u.Name, u.NameEN) }

func programmeName(l wording.Lang, p store.Programme) string { return inEither(l, p.Name, p.NameEN) }

// source is where a task was promised.
func source(l wording.Lang, t store.Task) string { return inEither(l, t.Source, t.SourceEN) }

// assess holds what is known of a task against its targets, today.
func assess(t store.Task, values []store.Value, now time.Time, m schedule.Margins) schedule.Assessment {
	all := make([]schedule.Assessment, 0, len(t.Targets))
	standing := store.Standing{Values: values}
	for i, target := range t.Targets {
		all = append(all, schedule.Assess(target, standing.Of(i), schedule.Curve{}, t.Start.In(now.Location()), t.Due.In(now.Location()), now, m))
	}
	return schedule.Combine(all)
}

var lightMarks = map[schedule.Light]string{schedule.Green: "🟢", schedule.Yellow: "🟡", schedule.Red: "🔴"}

// lightMark is the coloured dot of a light, empty for none.
func lightMark(l schedule.Light) string { return lightMarks[l] }

var classSentences = map[schedule.Class]wording.Sentence{
	schedule.Done:       wording.ClassDone,
	schedule.Ahead:      wording.ClassAhead,
	schedule.OnPace:     wording.ClassOnPace,
	schedule.Behind:     wording.ClassBehind,
	schedule.NotStarted: wording.ClassNotStarted,
	schedule.NoNumber:   wording.ClassNoNumber,
}

var claimSentences = map[store.Claim]wording.Sentence{
	store.OnTrack:    wording.ClaimOnTrack,
	store.AtRisk:     wording.ClaimAtRisk,
	store.Behind:     wording.ClaimBehind,
	store.Blocked:    wording.ClaimBlocked,
	store.NotStarted: wording.ClaimNotStarted,
	store.Done:       wording.ClaimDone,
}

var stateSentences = map[store.TaskState]wording.Sentence{
	store.Draft:    wording.StateDraft,
	store.Assigned: wording.StateAssigned,
	store.InReview: wording.StateInReview,
	store.Closed:   wording.StateClosed,
	store.Dropped:  wording.StateDropped,
}
