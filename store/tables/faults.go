package tables

import (
	"regexp"

	"duban/store/workbook"
)

func (r *listReader) fault(row workbook.Row, column string, reason Reason, value string) {
	if reason != BadFormula && calculated.MatchString(value) {
		return // it is a fault as a formula
	}
	title := r.titles[column]
	if title == "" {
		title = columnNames()[column][0]
	}
	r.plan.Faults = append(r.plan.Faults, Fault{r.sheet.Name, row.Number, title, reason, value})
}

// calculated is what a cell says whose formula has failed, or has not been
// calculated by any program.
var calculated = regexp.MustCompile(`^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)$|^=(?:[A-Za-z$'(@+-]|$)`)

// errors reports the cells whose formula has failed.
func (r *listReader) errors(row workbook.Row) {
	for name := range r.columns {
		if text := r.cell(row, name); calculated.MatchString(text) {
			r.fault(row, name, BadFormula, text)
		}
	}
}
