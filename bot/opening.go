package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// opening is a period in which a unit is to be asked, and about what.
type opening struct {
	period schedule.Period
	missed int
	tasks  []store.Task
}

// openAsks opens one ask for each period that the unit's due tasks are in.
// After downtime that is the latest one alone; the ones missed are noted.
func (b *Bot) openAsks(tx *store.Tx, now time.Time, unit store.UnitID, due []store.TaskID, turns *periods) error {
	openings := map[string]*opening{}
	for _, id := range due {
		task, err := tx.Task(id)
		if err != nil {
			return err
		}
		if task.Lead != unit || task.AskAt.IsZero() || task.AskAt.After(now) {
			continue // something came between two waves
		}
		task, turn, reason, err := b.moved(tx, now, task, turns)
		if err != nil {
			return err
		}
		if reason != "" {
			tx.Note(store.Note{Act: store.AskSkipped, Task: task.ID, Unit: unit, Text: reason})
			continue
		}
		o := openings[turn.period.Key]
		if o == nil {
			o = &opening{period: turn.period}
			openings[turn.period.Key] = o
		}
		o.missed = max(o.missed, turn.missed)
		o.tasks = append(o.tasks, task)
	}
	for _, key := range sortedKeys(openings) {
		if err := b.openAsk(tx, now, unit, openings[key]); err != nil {
			return err
		}
	}
	return nil
}

// moved puts a due task's next ask on the agenda. It gives the period that the
// task is in, and the reason if it is not to be asked in it.
func (b *Bot) moved(tx *store.Tx, now time.Time, task store.Task, turns *periods) (_ store.Task, turn passed, reason string, err error) {
	if turn, err = b.passed(tx, now, task, turns); err != nil {
		return task, turn, "", err
	}
	task.AskAt = turn.next
	if !turn.ok || task.Period == turn.period.Key {
		reason = string(store.FactNoPeriod) // the cadence was changed meanwhile
	} else if reason, err = paused(tx, task); err != nil {
		return task, turn, "", err
	}
	if turn.ok {
		task.Period = turn.period.Key
	}
	task, err = tx.PutTask(task, "", "")
	return task, turn, reason, err
}

// lateness is how far behind its opening an ask may be sent without being
// called late: a tick and a restart.
const lateness = 30 * time.Minute

func (b *Bot) openAsk(tx *store.Tx, now time.Time, unit store.UnitID, o *opening) error {
	if _, err := tx.AskIn(unit, o.period.Key); err == nil {
		return nil // asked before; a second start of duban changes nothing
	}
	slices.SortFunc(o.tasks, func(x, y store.Task) int { return strings.Compare(x.Code, y.Code) })
	ask := store.Ask{
		Unit: unit, Period: o.period.Key, Opens: o.period.Opens.UTC(), Asked: now.UTC(), Due: o.period.Due.UTC(),
		State: store.AskOpen,
	}
	for i, task := range o.tasks {
		ask.Lines = append(ask.Lines, store.AskLine{Number: i + 1, Task: task.ID, State: store.AskOpen})
		tx.Note(store.Note{Act: store.Asked, Task: task.ID, Unit: unit, Text: o.period.Key})
	}
	if now.Sub(o.period.Opens) > lateness {
		ask.Late = fmt.Sprintf("duban was not running at the time; %d earlier periods were missed", o.missed)
		if again := b.dueAfter(now); again.After(ask.Due) {
			ask.Due = again.UTC() // nobody can answer by a moment that is past
		}
	}
	return b.putToUnit(tx, now, ask)
}

// dueAfter is the end of the next working day.
func (b *Bot) dueAfter(now time.Time) time.Time {
	day := b.Calendar.AddWorkdays(now, 1)
	return time.Date(day.Year(), day.Month(), day.Day(), 17, 0, 0, 0, b.Zone)
}

// putToUnit records an ask and says it. Where nobody can be asked it is
// settled as undeliverable at once, and the office is told.
func (b *Bot) putToUnit(tx *store.Tx, now time.Time, ask store.Ask) error {
	var err error
	if ask.NextStep, err = b.nextStep(tx, now, ask); err != nil {
		return err
	}
	ask, err = tx.PutAsk(ask, store.Asked, ask.Period)
	if err != nil {
		return err
	}
	ok, reason, err := b.sayAsk(tx, ask, now, AskKey(ask.ID))
	if err != nil || ok {
		return err
	}
	return b.undeliverable(tx, ask, reason)
}

func (b *Bot) undeliverable(tx *store.Tx, ask store.Ask, reason string) error {
	ask.State, ask.Reason, ask.Settled = store.Undeliverable, reason, tx.Now()
	for i := range ask.Lines {
		if ask.Lines[i].State == store.AskOpen {
			ask.Lines[i].State, ask.Lines[i].Reason = store.Undeliverable, reason
		}
	}
	if _, err := tx.PutAsk(ask, store.AskClosed, reason); err != nil {
		return err
	}
	u, err := tx.Unit(ask.Unit)
	if err != nil {
		return err
	}
	m := store.Message{Key: fmt.Sprintf("undeliverable:%d", ask.ID), Class: store.Notice}
	_, err = b.announceTo(tx, 0, store.Admin, m, func(l wording.Lang) said {
		return said{text: wording.AskUndeliverable.In(l, "unit", unitName(l, u), "reason", deskReason(reason))}
	})
	return err
}

// askFacts is what the ladder decides on.
func (b *Bot) askFacts(a store.Ask) schedule.AskFacts {
	taken := map[string]bool{schedule.OpenRung: true}
	for rung := range a.Taken {
		taken[rung] = true
	}
	return schedule.AskFacts{Opens: a.Asked.In(b.Zone), Due: a.Due.In(b.Zone), Answered: a.State != store.AskOpen, Taken: taken}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
