package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
	"duban/store/tables"
	"duban/store/workbook"
)

type importVerb struct {
	file
	Path      string `arg:"" name:"file" help:"The list: .xlsx or .csv."`
	DryRun    bool   `help:"Show what would change and change nothing."`
	Assign    bool   `help:"Give the tasks to their units as well."`
	Programme string `help:"The list's name, for rows that name none; the file's name by default."`
	Year      int    `help:"The year of tasks without dates; the one in the table's heading by default, else that of its dates, else this year."`
}

// Run loads a list, all of it or nothing.
func (v *importVerb) Run(t terminal) error {
	zone, err := v.zone()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(v.Path)
	if err != nil {
		return err
	}
	sheets, err := workbook.Read(filepath.Base(v.Path), content)
	if err != nil {
		return err
	}
	o, err := v.options(zone)
	if err != nil {
		return err
	}
	plan := tables.Read(sheets, o)
	if len(plan.Faults) > 0 {
		return v.faults(t, plan)
	}
	s, done, err := v.target()
	if err != nil {
		return err
	}
	return errors.Join(v.load(t, s, plan), done())
}

// target is the file to load into; a dry run makes none.
func (v *importVerb) target() (s *store.Store, done func() error, err error) {
	if _, err := os.Stat(v.DB); err == nil || !v.DryRun {
		s, err := store.Open(v.DB, fileOptions)
		if err != nil {
			return nil, nil, err
		}
		return s, s.Close, nil
	}
	dir, err := os.MkdirTemp("", "duban-import-*")
	if err != nil {
		return nil, nil, err
	}
	if s, err = store.Open(filepath.Join(dir, "duban.db"), store.Options{}); err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, func() error { return errors.Join(s.Close(), os.RemoveAll(dir)) }, nil
}

func (v *importVerb) options(zone *time.Location) (tables.Options, error) {
	cal, err := schedule.NewCalendar()
	o := tables.Options{Programme: v.Programme, Zone: zone, Year: v.Year, Today: time.Now().In(zone), Calendar: cal}
	if o.Programme == "" {
		o.Programme = strings.TrimSuffix(filepath.Base(v.Path), filepath.Ext(v.Path))
	}
	return o, err
}

func (v *importVerb) faults(t terminal, plan tables.Plan) error {
	for _, f := range plan.Faults {
		fmt.Fprintln(t.err, wording.Plain(bot.FaultLine(wording.Lang(v.Lang), filepath.Base(v.Path), f)))
	}
	return errors.New(wording.Both(wording.CLIFaults, "name", filepath.Base(v.Path), "n", len(plan.Faults)))
}

func (v *importVerb) load(t terminal, s *store.Store, plan tables.Plan) error {
	now := time.Now()
	b, err := v.newBot(s, telegram.Me{}, time.Now, nil)
	if err != nil {
		return err
	}
	err = s.Update(now, func(tx *store.Tx) error {
		if err := tables.Compare(tx, &plan); err != nil || v.DryRun {
			return err
		}
		return tx.As(store.By{Actor: store.ByOperator, Cause: "import " + filepath.Base(v.Path)}, func() error {
			if _, err := tables.Load(tx, plan); err != nil {
				return err
			}
			if v.Assign {
				return b.AssignDrafts(tx)
			}
			return nil
		})
	})
	if err == nil {
		v.say(t, plan)
	}
	return err
}

func (v *importVerb) say(t terminal, plan tables.Plan) {
	fresh, changed, same := plan.Count()
	said := wording.CLIListed
	if v.DryRun {
		said = wording.CLIListedDry
	}
	fmt.Fprintln(t.out, wording.Both(said, "tasks", len(plan.Tasks), "fresh", fresh, "changed", changed, "same", same, "units", len(plan.NewUnits)))
	if len(plan.NewUnits) > 0 {
		fmt.Fprintln(t.out, wording.Both(wording.CLINewUnits, "list", strings.Join(plan.NewUnits, "、")))
	}
	if len(plan.Twins) > 0 {
		fmt.Fprintln(t.out, wording.Both(wording.CLITwins, "n", len(plan.Twins), "first", plan.Twins[0]))
	}
	if n := len(plan.Undated); n > 0 {
		fmt.Fprintln(t.out, wording.Both(wording.CLIUndated, "n", n, "first", plan.Undated[0]))
	}
	if n := len(plan.Unled); n > 0 {
		fmt.Fprintln(t.out, wording.Both(wording.CLIUnled, "n", n, "list", firstFew(plan.Unled)))
	}
	if n := len(plan.Missing); n > 0 {
		fmt.Fprintln(t.out, wording.Both(wording.CLIMissing, "n", n, "list", firstFew(plan.Missing)))
	}
	if len(plan.Unread) > 0 {
		fmt.Fprintln(t.out, wording.Both(wording.CLIUnread, "what", strings.Join(plan.Unread, "、")))
	}
}

// firstFew joins the first names of many.
func firstFew(names []string) string {
	const few = 8
	if len(names) > few {
		return strings.Join(names[:few], "、") + "…"
	}
	return strings.Join(names, "、")
}

type templateVerb struct {
	file
	Path string `arg:"" name:"file" help:"The .xlsx to write."`
}

// Run writes an empty list.
func (v *templateVerb) Run(t terminal) error {
	if _, err := v.zone(); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := workbook.WriteXLSX(&b, tables.Template(bot.TemplateGuide(wording.Lang(v.Lang)))...); err != nil {
		return err
	}
	return writeNew(t, v.Path, b.Bytes())
}

// writeNew never overwrites: the file may be somebody's work.
func writeNew(t terminal, path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	fmt.Fprintln(t.out, "wrote", path)
	return nil
}

type exportVerb struct {
	file
	Path string `arg:"" name:"file" help:"The file to write: .xlsx, .csv or .json."`
}

// Run writes the ledger.
func (v *exportVerb) Run(t terminal) error {
	zone, err := v.zone()
	if err != nil {
		return err
	}
	s, err := v.existing()
	if err != nil {
		return err
	}
	defer s.Close()
	var table workbook.Table
	err = s.View(time.Now(), func(tx *store.Tx) error {
		table, err = tables.Ledger(tx, zone, bot.LedgerWords(wording.Lang(v.Lang)))
		return err
	})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch strings.ToLower(filepath.Ext(v.Path)) {
	case ".xlsx":
		err = workbook.WriteXLSX(&b, table)
	case ".csv":
		err = workbook.WriteCSV(&b, table)
	case ".json":
		err = workbook.WriteJSON(&b, table)
	default:
		err = misuse{fmt.Errorf("%s: the name has to end in .xlsx, .csv or .json", v.Path)}
	}
	if err != nil {
		return err
	}
	return writeNew(t, v.Path, b.Bytes())
}

type verifyVerb struct{ file }

// Run checks the pages, the journal's chain, that the journal gives the stored
// records, and that the books balance.
func (v *verifyVerb) Run(ctx context.Context, t terminal) error {
	s, err := v.existing()
	if err != nil {
		return err
	}
	defer s.Close()
	b, err := v.newBot(s, telegram.Me{}, time.Now, nil)
	if err != nil {
		return err
	}
	entries, broken := s.Verify(os.TempDir())
	if errors.Is(broken, store.ErrDamaged) {
		return broken
	}
	books, err := s.Balance(ctx, time.Now())
	if err != nil {
		return errors.Join(broken, err)
	}
	lines, err := b.BooksText(books, wording.Lang(v.Lang))
	if err := errors.Join(broken, err); err != nil || books.Count() > 0 {
		fmt.Fprintln(t.err, strings.Join(lines, "\n"))
		return errors.Join(err, unbalanced(books.Count()))
	}
	fmt.Fprintf(t.out, "%s\nok  %d entries, the chain is whole, the records are what it says, the books balance\n", strings.Join(lines, "\n"), entries)
	return nil
}

func unbalanced(n int) error {
	if n == 0 {
		return nil
	}
	return errors.New(wording.Both(wording.CLIUnbalanced, "n", n))
}

type backupVerb struct {
	file
	Path string `arg:"" name:"copy" help:"Where the copy goes; it must not exist."`
}

// Run copies the file; a running bot is asked to do it.
func (v *backupVerb) Run(ctx context.Context, t terminal) error {
	if _, err := os.Lstat(v.Path); err == nil {
		return fmt.Errorf("%s: %w", v.Path, os.ErrExist)
	}
	s, err := v.existing()
	var n int64
	switch {
	case errors.Is(err, store.ErrLocked):
		n, err = fetchBackup(ctx, v.DB, v.Path)
	case err == nil:
		n, err = s.Backup(v.Path)
		err = errors.Join(err, s.Close())
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "copied %d bytes to %s\n", n, v.Path)
	return nil
}

type restoreVerb struct {
	file
	Path string `arg:"" name:"copy" help:"The copy to put back."`
}

// Run puts a copy in place of the file.
func (v *restoreVerb) Run(t terminal) error {
	kept, err := store.Restore(v.Path, v.DB, time.Now().UTC().Format(".before-20060102T150405"))
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "restored %s from %s\n", v.DB, v.Path)
	if kept != "" {
		fmt.Fprintf(t.out, "the file that was there is %s\n", kept)
	}
	return nil
}
