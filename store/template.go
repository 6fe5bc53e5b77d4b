package store

import "duban/store/workbook"

// Template is an empty list with instructions on a sheet of its own.
func Template(guide []string) []workbook.Table {
	return []workbook.Table{
		{Name: "任务清单", Columns: ledgerColumns(), Frozen: titleColumn},
		workbook.Guide("填写说明", "填写说明", guide),
	}
}
