package bot

import (
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// figure is an amount with its unit of measure: 87亿元, 87 firms, 72.6%.
func figure(l wording.Lang, amount schedule.Decimal, target schedule.Target) string {
	measure := target.Measure
	if l == wording.En && target.MeasureEN != "" {
		measure = target.MeasureEN
	}
	return wording.Figure(l, amount.String(), measure)
}

// targetText says what a target asks for: 不少于90亿元, 4—6家, 保持100%.
func targetText(l wording.Lang, t schedule.Target) wording.HTML {
	low := figure(l, t.Low, t)
	args := []any{"value", low, "soft", t.Soft}
	switch t.Kind {
	case schedule.AtLeast:
		return wording.TargetAtLeast.In(l, args...)
	case schedule.AtMost:
		return wording.TargetAtMost.In(l, args...)
	case schedule.Range:
		return wording.TargetRange.In(l, "low", t.Low, "value", figure(l, t.High, t))
	case schedule.Exact:
		return wording.TargetExact.In(l, args...)
	case schedule.Keep:
		return wording.TargetKeep.In(l, args...)
	case schedule.Change:
		return changeText(l, t)
	}
	return wording.TargetMilestone.In(l)
}

func changeText(l wording.Lang, t schedule.Target) wording.HTML {
	s := wording.TargetRise
	if t.Low.IsNegative() {
		s = wording.TargetFall
	}
	return s.In(l, "value", figure(l, t.Low.Abs(), t))
}

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
