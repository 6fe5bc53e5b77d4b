package bot

import (
	"fmt"
	"slices"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// officeTick does what belongs to no unit: the digest, and the warning that
// the table of holidays comes to its end.
func (b *Bot) officeTick(tx *store.Tx, now time.Time) error {
	office, err := tx.Office()
	if err != nil {
		return err
	}
	digestDue := office.NextDigest.IsZero() || !now.Before(office.NextDigest)
	warning := b.calendarWarning(office, now)
	if !digestDue && warning == "" {
		return nil
	}
	return tx.As(store.By{Actor: store.ByDuban, Cause: "tick office"}, func() error {
		if warning != "" {
			if err := b.warnCalendar(tx, &office, now, warning); err != nil {
				return err
			}
		}
		if digestDue {
			return b.digestTick(tx, office, now)
		}
		return tx.PutOffice(office, "")
	})
}

// digestTick says the digest whose moment is past, once, and plans the next.
func (b *Bot) digestTick(tx *store.Tx, office store.Office, now time.Time) error {
	cadence, err := schedule.ParseCadence(office.DigestCron)
	if err != nil {
		return fmt.Errorf("stored digest cadence: %w", err)
	}
	was := office.NextDigest
	office.NextDigest = cadence.Next(b.Calendar, now).UTC()
	if err := tx.PutOffice(office, ""); err != nil {
		return err
	}
	if was.IsZero() {
		return nil // the first tick of a new file only plans
	}
	return b.sayDigest(tx, now, was.In(b.Zone).Format("2006-01-02T15:04"))
}

// calendarWarning is the key of a warning that is due and was not given yet.
func (b *Bot) calendarWarning(office store.Office, now time.Time) string {
	left, due := b.Calendar.Warnings(now)
	if !due {
		return ""
	}
	key := fmt.Sprintf("%s-%d", b.Calendar.End().Format("2006-01-02"), schedule.WarningStage(left))
	if slices.Contains(office.Warned, key) {
		return ""
	}
	return key
}

func (b *Bot) warnCalendar(tx *store.Tx, office *store.Office, now time.Time, key string) error {
	office.Warned = append(office.Warned, key)
	m := store.Message{Key: "calendar:" + key, Class: store.Notice}
	_, err := b.announceTo(tx, 0, store.Admin, m, func(l wording.Lang) said {
		return said{text: wording.CalendarEnds.In(l, "end", wording.Day(l, b.Calendar.End(), now))}
	})
	return err
}
