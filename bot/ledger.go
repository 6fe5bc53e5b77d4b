package bot

import (
	"bytes"
	"strings"

	"duban/bot/wording"
	"duban/store"
	"duban/store/tables"
	"duban/store/workbook"
)

// export: /export sends the ledger as a workbook.
func (t *turn) export(string) error {
	table, err := tables.Ledger(t.tx, t.Zone, LedgerWords(t.lang))
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := workbook.WriteXLSX(&file, table); err != nil {
		return err
	}
	name := t.label(wording.LedgerName, "date", t.now.Format("20060102")) + ".xlsx"
	return t.tell(store.Message{Class: store.Receipt, Text: string(t.word(wording.LedgerSent, "n", len(table.Rows))), File: &store.File{Name: name, Content: file.Bytes()}})
}

// template: /template sends an empty list with instructions.
func (t *turn) template(string) error {
	var file bytes.Buffer
	if err := workbook.WriteXLSX(&file, tables.Template(TemplateGuide(t.lang))...); err != nil {
		return err
	}
	return t.tell(store.Message{Class: store.Receipt, Text: string(t.word(wording.TemplateSent)), File: &store.File{Name: t.label(wording.TemplateName) + ".xlsx", Content: file.Bytes()}})
}

// LedgerWords are the words of the ledger's last columns.
func LedgerWords(l wording.Lang) tables.LedgerWords {
	return tables.LedgerWords{
		State: func(s store.TaskState) string { return stateSentences[s].Text(l) },
		Claim: func(c store.Claim) string { return claimSentences[c].Text(l) },
		Class: func(s store.Standing) string { return lightMark(s.Light) + classSentences[s.Class].Text(l) },
	}
}

// TemplateGuide is how to fill in a list, a paragraph each.
func TemplateGuide(l wording.Lang) []string {
	return strings.Split(wording.TemplateGuide.Text(l), "\n")
}
