package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"duban/bot/telegram"
	"duban/store"
)

type rehearseVerb struct {
	file
	From string `help:"First day, such as 2025-09-01; today by default." placeholder:"DAY"`
	Days int    `help:"How many days to walk." default:"31"`
}

// Run walks a copy of the file through the days, sends nothing, and prints
// what would be said.
func (v *rehearseVerb) Run(ctx context.Context, t terminal) error {
	zone, err := v.zone()
	if err != nil {
		return err
	}
	from := time.Now().In(zone)
	if v.From != "" {
		if from, err = time.ParseInLocation("2006-01-02", v.From, zone); err != nil {
			return misuse{fmt.Errorf("--from: %q is not a day like 2025-09-01", v.From)}
		}
	}
	dir, err := os.MkdirTemp("", "duban-rehearse-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s, err := v.aside(ctx, filepath.Join(dir, "duban.db"))
	if err != nil {
		return err
	}
	defer s.Close()
	return v.walk(t, s, from)
}

// aside opens a copy of the file, of a running bot's too.
func (v *rehearseVerb) aside(ctx context.Context, to string) (*store.Store, error) {
	if err := (&backupVerb{file: v.file, Path: to}).Run(ctx, terminal{out: discard{}}); err != nil {
		return nil, err
	}
	return store.Open(to, store.Options{})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// walk ticks from event to event and prints each message as it is queued.
func (v *rehearseVerb) walk(t terminal, s *store.Store, from time.Time) error {
	now := from
	b, err := v.newBot(s, telegram.Me{}, func() time.Time { return now }, nil)
	if err != nil {
		return err
	}
	out := tabwriter.NewWriter(t.out, 2, 8, 2, ' ', 0)
	cost := map[store.UnitID]int{}
	last, err := lastMessage(s, now)
	if err != nil {
		return err
	}
	for till := from.AddDate(0, 0, v.Days); now.Before(till); {
		next, err := b.Tick()
		if err != nil {
			return err
		}
		if last, err = v.print(out, s, now, last, cost); err != nil {
			return err
		}
		if !next.After(now) {
			next = now.Add(time.Hour)
		}
		now = next
	}
	return errors.Join(v.sum(out, s, now, cost), out.Flush())
}

func lastMessage(s *store.Store, now time.Time) (last store.MessageID, err error) {
	err = s.View(now, func(tx *store.Tx) error {
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			last = m.ID
		}
		return nil
	})
	return last, err
}

func (v *rehearseVerb) print(out *tabwriter.Writer, s *store.Store, now time.Time, last store.MessageID, cost map[store.UnitID]int) (store.MessageID, error) {
	err := s.View(now, func(tx *store.Tx) error {
		for m, err := range tx.Messages() {
			if err != nil {
				return err
			}
			if m.ID <= last {
				continue
			}
			last = m.ID
			unit := "-"
			if u, err := tx.Unit(m.About.Unit); err == nil {
				unit = u.Name
				cost[u.ID]++
			}
			lines := 0
			if a, err := tx.Ask(m.About.Ask); err == nil {
				lines = a.Left()
			}
			fmt.Fprintf(out, "%s\t%s\t%s\t%d\n", now.Format("2006-01-02 15:04 Mon"), unit, m.Key, lines)
		}
		return nil
	})
	return last, err
}

// sum prints what the span costs each unit, in the list's order: it is no
// ranking.
func (v *rehearseVerb) sum(out *tabwriter.Writer, s *store.Store, now time.Time, cost map[store.UnitID]int) error {
	fmt.Fprintf(out, "\nunit\tmessages in %d days\n", v.Days)
	return s.View(now, func(tx *store.Tx) error {
		for u, err := range tx.Units() {
			if err != nil {
				return err
			}
			if cost[u.ID] > 0 {
				fmt.Fprintf(out, "%s\t%d\n", u.Name, cost[u.ID])
			}
		}
		return nil
	})
}
