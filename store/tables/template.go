package tables

import (
	"strings"

	"duban/store/workbook"
)

const guideName = "填写说明"

// Template is an empty list with instructions on a sheet of its own. Its
// columns in English are folded away: most who fill it in don't need them.
func Template(guide []string) []workbook.Table {
	t := workbook.Table{Name: "任务清单", Columns: ledgerColumns(), Frozen: titleColumn}
	for i, c := range t.Columns {
		t.Columns[i].Aside = strings.HasSuffix(c.Key, "_en")
	}
	return []workbook.Table{t, workbook.Guide(guideName, guideName, guide)}
}
