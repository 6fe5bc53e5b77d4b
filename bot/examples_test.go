package bot

import (
	"path/filepath"
	"testing"
	"time"

	"duban/bot/reading"
	"duban/store"
	"duban/store/lists"
	"duban/store/tables"
	"duban/store/workbook"
)

// Ensure that what the bot gives as an example, for any task of the district's
// list and in both languages, is a reply that it reads at once.
func TestExamplesAreUnderstood(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "duban.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := time.Date(2025, 8, 25, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	sheets, err := workbook.Read("list.csv", lists.Hedong2025())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = s.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error {
			_, err := tables.Load(tx, tables.Read(sheets, tables.Options{Programme: lists.WorkReport, Zone: now.Location(), Year: lists.Year}))
			if err != nil {
				return err
			}
			for task, err := range tx.Tasks() {
				if err != nil {
					return err
				}
				n++
				for _, lang := range []string{"zh", "en"} {
					understood(t, readerTask(task), lang, now)
				}
			}
			return nil
		})
	})
	if err != nil || n < 200 {
		t.Fatalf("%d tasks, %v", n, err)
	}
}

func understood(t *testing.T, task reading.Task, lang string, now time.Time) {
	t.Helper()
	example := reading.Example(task, lang)
	r := reading.Read(reading.Input{Tasks: []reading.Task{task}, Text: example, Now: now, Focus: 0})
	if len(r.Lines) != 1 || len(r.Questions) > 0 {
		t.Errorf("%s: %q is not read at once: %+v", task.Code, example, r)
		return
	}
	measured := 0
	for _, target := range task.Targets {
		if target.Measured() {
			measured++
		}
	}
	if values := len(r.Lines[0].Values); measured > 0 && (values != 1 || !r.Lines[0].Values[0].Amount.Equal(task.Targets[r.Lines[0].Values[0].Target].Low)) {
		t.Errorf("%s: %q gives %+v", task.Code, example, r.Lines[0].Values)
	}
}
