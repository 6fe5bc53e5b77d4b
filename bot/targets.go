package bot

import (
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// targetName is what a target counts, empty where the task's title says it.
func targetName(l wording.Lang, t schedule.Target) string {
	if l == wording.En && t.NameEN != "" {
		return t.NameEN
	}
	return t.Name
}

// title is the task's, in the reader's language where the list has it.
func title(l wording.Lang, t store.Task) string {
	if l == wording.En && t.TitleEN != "" {
		return t.TitleEN
	}
	return t.Title
}

func unitName(l wording.Lang, u store.Unit) string {
	if l == wording.En && u.NameEN != "" {
		return u.NameEN
	}
	return u.Name
}

func programmeName(l wording.Lang, p store.Programme) string {
	if l == wording.En && p.NameEN != "" {
		return p.NameEN
	}
	return p.Name
}

// source is where a task was promised.
func source(l wording.Lang, t store.Task) string {
	if l == wording.En && t.SourceEN != "" {
		return t.SourceEN
	}
	return t.Source
}

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
