package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

type rehearseVerb struct {
	file
	From string `help:"First day, such as 2025-09-01; today by default." placeholder:"DAY"`
	Days int    `help:"How many days to walk." default:"31"`
	AsIs bool   `help:"Leave out tasks that are not assigned yet and units without a contact; they are rehearsed as if they were there."`
}

// Run walks a copy of the file through the days, sends nothing, and prints
// what would be said to whom if nobody answered.
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

// rehearsal is what has been walked so far.
type rehearsal struct {
	words wording.Lang
	out   *tabwriter.Writer
	s     *store.Store
	last  store.MessageID
	cost  map[store.UnitID]toll
}

// toll is what a span costs a unit: messages if nobody answers, asks, and the
// tasks asked about, each of which is one line to write or one tap.
type toll struct{ messages, asks, lines int }

// walk ticks from event to event and prints each message as it is queued.
func (v *rehearseVerb) walk(t terminal, s *store.Store, from time.Time) error {
	now := from
	b, err := v.newBot(s, telegram.Me{}, func() time.Time { return now }, nil)
	if err != nil {
		return err
	}
	r := &rehearsal{wording.Lang(v.Lang), tabwriter.NewWriter(t.out, 2, 8, 2, ' ', 0), s, 0, map[store.UnitID]toll{}}
	if err := r.begin(now); err != nil {
		return err
	}
	if !v.AsIs {
		if err := r.fillIn(b, now); err != nil {
			return err
		}
	}
	for till := from.AddDate(0, 0, v.Days); now.Before(till); {
		next, err := b.Tick()
		if err != nil {
			return err
		}
		if err := r.print(now); err != nil {
			return err
		}
		if !next.After(now) {
			next = now.Add(time.Hour)
		}
		now = next
	}
	return errors.Join(r.sum(now, v.Days), r.out.Flush())
}

// begin leaves out what was queued before.
func (r *rehearsal) begin(now time.Time) error {
	return r.s.View(now, func(tx *store.Tx) error {
		for m, err := range tx.LatestMessages(1) {
			r.last = m.ID
			return err
		}
		return nil
	})
}

// fillIn gives out what is not assigned yet and puts somebody in the place of
// contacts who have not joined, in the copy alone.
func (r *rehearsal) fillIn(b *bot.Bot, now time.Time) error {
	stands, drafts := 0, 0
	err := r.s.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "rehearse"}, func() (err error) {
			for _, err := range tx.TasksIn(store.Draft) {
				if err != nil {
					return err
				}
				drafts++
			}
			if stands, err = standIns(tx); err != nil {
				return err
			}
			return b.AssignDrafts(tx)
		})
	})
	if err == nil && stands+drafts > 0 {
		fmt.Fprintf(r.out, "%s\n\n", wording.CLIRehearsed.Text(r.words, "tasks", drafts, "units", stands))
	}
	return err
}

// standIns seats somebody in every unit that has no contact.
func standIns(tx *store.Tx) (n int, err error) {
	var empty []store.Unit
	for u, err := range tx.Units() {
		if err != nil {
			return 0, err
		}
		posts, err := tx.PostsIn(u.ID)
		if err != nil {
			return 0, err
		}
		if !slices.ContainsFunc(posts, func(p store.Post) bool { return p.Role == store.Contact && p.Holder != 0 }) {
			empty = append(empty, u)
		}
	}
	for _, u := range empty {
		id := store.PersonID(1)<<50 + store.PersonID(u.ID) // beyond Telegram's numbers
		if err := tx.PutPerson(store.Person{ID: id, Name: u.Name}); err != nil {
			return 0, err
		}
		if _, err := tx.PutPost(store.Post{Unit: u.ID, Role: store.Contact, Seat: "A", Holder: id}); err != nil {
			return 0, err
		}
	}
	return len(empty), nil
}

// print shows what was queued since the last time.
func (r *rehearsal) print(now time.Time) error {
	return r.s.View(now, func(tx *store.Tx) error {
		var fresh []store.Message
		for m, err := range tx.LatestMessages(1 << 30) {
			if err != nil {
				return err
			}
			if m.ID <= r.last {
				break
			}
			fresh = append(fresh, m)
		}
		for _, m := range slices.Backward(fresh) {
			r.last = m.ID
			r.line(tx, now, m)
		}
		return nil
	})
}

// line is one message: when it goes out, to whom, and how it begins.
func (r *rehearsal) line(tx *store.Tx, now time.Time, m store.Message) {
	at, unit := now, "-"
	if m.NotUntil.After(now) {
		at = m.NotUntil.In(now.Location())
	}
	if u, err := tx.Unit(m.About.Unit); err == nil {
		unit = u.Name
		c := r.cost[u.ID]
		c.messages++
		if a, err := tx.Ask(m.About.Ask); err == nil && m.Key == bot.AskKey(a.ID) {
			c.asks, c.lines = c.asks+1, c.lines+len(a.Lines)
		}
		r.cost[u.ID] = c
	}
	fmt.Fprintf(r.out, "%s\t%s\t%s\n", at.Format("2006-01-02 15:04 Mon"), unit, wording.Beginning(wording.HTML(m.Text)))
}

// sum prints what the span costs each unit, in the list's order: it is no
// ranking.
func (r *rehearsal) sum(now time.Time, days int) error {
	fmt.Fprintf(r.out, "\n%s\n", wording.CLIRehearsedCost.Text(r.words, "days", days))
	fmt.Fprintln(r.out, wording.CLIRehearsedHead.Text(r.words))
	return r.s.View(now, func(tx *store.Tx) error {
		for u, err := range tx.Units() {
			if err != nil {
				return err
			}
			if c := r.cost[u.ID]; c.messages > 0 {
				fmt.Fprintf(r.out, "%s\t%d\t%d\t%d\n", u.Name, c.asks, c.lines, c.messages)
			}
		}
		return nil
	})
}
