package tables

import (
	"slices"
	"testing"

	"duban/store"
	"duban/store/workbook"
)

// again compares a table of the list with what is on record.
func again(t *testing.T, s *store.Store, programme, table string) Plan {
	t.Helper()
	o := hedong
	o.Programme = programme
	plan := Read([]workbook.Sheet{drawn("表", table)}, o)
	see(t, s, func(tx *store.Tx) {
		if err := Compare(tx, &plan); err != nil {
			t.Fatal(err)
		}
	})
	return plan
}

// A task without a unit is named before it is loaded, unless it has others
// below it or its unit is on record.
func TestTasksThatNobodyLeads(t *testing.T) {
	s := open(t)
	plan := again(t, s, "实事", "编号|上级|标题|牵头单位\nA1||公园|\nA2|A1|步道|区城管局\nA3||路灯|")
	do(t, s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err })
	if !slices.Equal(plan.Unled, []string{"A3"}) {
		t.Errorf("%v", plan.Unled)
	}
	if got := again(t, s, "实事", "编号|标题\nA2|步道\nA9|书房").Unled; !slices.Equal(got, []string{"A9"}) {
		t.Errorf("%v", got)
	}
}

// A row that was deleted in a file takes no task off the list, and that is
// said; a file that has nothing of a list says nothing of it.
func TestTasksThatAFileDoesNotHaveAnyMore(t *testing.T) {
	s := open(t)
	for _, table := range []string{"编号|清单|标题\nA1|实事|公园\nA2|实事|步道\nA3|实事|路灯\nA4|实事|书房", "编号|清单|标题\nB1|要点|桥"} {
		plan := again(t, s, "", table)
		do(t, s, func(tx *store.Tx) error { _, err := Load(tx, plan); return err })
	}
	do(t, s, func(tx *store.Tx) error {
		task, err := tx.TaskCoded("A4")
		if err != nil {
			return err
		}
		task.State = store.Dropped
		_, err = tx.PutTask(task, "", "")
		return err
	})
	for table, want := range map[string][]string{
		"编号|标题\na2|步道\nA9|新的": {"A1", "A3"},
		"编号|标题\nC1|另一件":       nil,
		"编号|标题\nB1|桥":         nil,
	} {
		if got := again(t, s, "实事", table).Missing; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", table, got, want)
		}
	}
}
