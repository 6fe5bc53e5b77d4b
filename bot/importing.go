package bot

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
	"duban/store/tables"
	"duban/store/workbook"
)

// importLimit is the most that a list sent in chat may have, in bytes. A
// larger one is loaded by the operator's verb.
const importLimit = 2 << 20

// Fetcher downloads what somebody sent.
type Fetcher interface {
	Download(ctx context.Context, fileID string, limit int64) (io.ReadCloser, string, error)
}

// importAsked: /import, then the file; or the file with /import as caption.
func (t *turn) importAsked(string) error {
	if len(t.in.Files) > 0 {
		return t.importFile()
	}
	if err := t.open("import", "file", map[string]string{}); err != nil {
		return err
	}
	return t.say(t.word(wording.ImportSend))
}

// importSaid takes the file that the dialogue waits for.
func (t *turn) importSaid(d store.Dialogue, _ string) error {
	if len(t.in.Files) == 0 {
		return complain(wording.ImportSend)
	}
	return t.importFile()
}

// offersList: an admin has sent a table and no word with it. What loading it
// would do is shown, and nothing is loaded before it is pressed.
func (t *turn) offersList() bool {
	return t.who.role >= store.Admin && !t.in.Chat.IsGroup() && len(t.in.Files) == 1 && t.in.Text == "" && isTable(t.in.Files[0].Name)
}

func isTable(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".csv", ".txt", ".tsv":
		return true
	}
	return false
}

// importFile notes the file; it is fetched once this transaction is over.
func (t *turn) importFile() error {
	f := t.in.Files[0]
	switch ext := strings.ToLower(filepath.Ext(f.Name)); {
	case slices.Contains([]string{".xls", ".et", ".xlsb", ".ods", ".numbers"}, ext):
		return complain(wording.ImportOld, "name", f.Name)
	case !isTable(f.Name):
		return complain(wording.ImportKind, "name", f.Name)
	}
	if f.Size > importLimit {
		return complain(wording.ImportTooLarge, "limit", importLimit>>20)
	}
	return t.open("import", "fetch", map[string]string{"file": f.ID, "name": f.Name})
}

// FetchImports downloads the lists that admins have sent and shows each what
// loading it would do. It is called between transactions: a download takes as
// long as it takes.
func (b *Bot) FetchImports(ctx context.Context, from Fetcher) error {
	var waiting []store.Dialogue
	err := b.Store.View(b.now(), func(tx *store.Tx) error {
		admins, err := holders(tx, 0, store.Admin)
		for _, p := range admins {
			if d, ok, err := tx.Dialogue(p.ID, store.ChatID(p.ID)); err == nil && ok && d.Kind == "import" && d.Step == "fetch" {
				waiting = append(waiting, d)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	var faults []error
	for _, d := range waiting {
		content, err := download(ctx, from, d.Data["file"])
		if ctx.Err() != nil {
			return ctx.Err() // the next start fetches it
		}
		faults = append(faults, b.showImport(d, content, err))
	}
	return errors.Join(faults...)
}

func download(ctx context.Context, from Fetcher, id string) ([]byte, error) {
	body, _, err := from.Download(ctx, id, importLimit)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return io.ReadAll(body)
}

// showImport says what loading the file would do, or what is wrong with it.
func (b *Bot) showImport(d store.Dialogue, content []byte, fetched error) error {
	now := b.now()
	return b.Store.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByPerson(d.Person), Cause: "import " + d.Data["name"]}, func() error {
			who, err := speakerOf(tx, d.Person)
			if err != nil {
				return err
			}
			l, err := b.lang(tx, who)
			if err != nil {
				return err
			}
			t := &turn{Bot: b, tx: tx, who: who, lang: l, now: now}
			text, buttons := t.previewImport(&d, content, fetched)
			if err := tx.PutDialogue(d); err != nil {
				return err
			}
			return queue(tx, store.Message{
				Key: fmt.Sprintf("import:%d:%d", d.Person, tx.LastEntry()+1), Class: store.Receipt,
				To: store.Place{Chat: d.Chat}, Text: string(text), Buttons: buttons,
			})
		})
	})
}

// previewImport moves the dialogue on: to waiting for the decision where the
// list can be loaded, back to waiting for a file where it can't.
func (t *turn) previewImport(d *store.Dialogue, content []byte, fetched error) (wording.HTML, [][]store.Button) {
	name := d.Data["name"]
	d.Step, d.Data = "file", map[string]string{}
	if fetched != nil {
		return t.notFetched(name, fetched), nil
	}
	plan, err := t.planImport(name, content)
	if err == nil {
		err = tables.Compare(t.tx, &plan)
	}
	switch {
	case err != nil:
		t.Log.Warn("import", "name", name, "err", err)
		return t.word(importFault(err), "name", name), nil
	case len(plan.Faults) > 0:
		return t.faultsText(name, plan.Faults), nil
	}
	d.Step, d.Data["name"], d.Data["content"] = "confirm", name, base64.StdEncoding.EncodeToString(content)
	return t.planText(name, plan), [][]store.Button{
		{t.button(wording.ButtonLoadAssign, "load", 1), t.button(wording.ButtonLoad, "load", 0)}, {t.button(wording.ButtonDrop, "drop")},
	}
}

func (t *turn) notFetched(name string, fault error) wording.HTML {
	if errors.Is(fault, telegram.ErrTooBig) {
		return t.word(wording.ImportTooLarge, "limit", importLimit>>20)
	}
	t.Log.Warn("import", "name", name, "err", fault)
	return t.word(wording.ImportAway, "name", name)
}

// planText says what loading the list would do, and what of it is left out.
func (t *turn) planText(name string, plan tables.Plan) wording.HTML {
	fresh, changed, same := plan.Count()
	lines := []wording.HTML{t.word(wording.ImportPreview, "name", name, "n", len(plan.Tasks), "fresh", fresh, "changed", changed, "same", same)}
	if n := len(plan.NewUnits); n > 0 {
		lines = append(lines, t.word(wording.ImportNewUnits, "n", n, "list", t.someOf(plan.NewUnits)))
	}
	if len(plan.Twins) > 0 {
		lines = append(lines, t.word(wording.ImportTwins, "n", len(plan.Twins), "first", plan.Twins[0]))
	}
	if n := len(plan.Undated); n > 0 {
		lines = append(lines, t.word(wording.ImportUndated, "n", n, "first", plan.Undated[0]))
	}
	if n := len(plan.Unled); n > 0 {
		lines = append(lines, t.word(wording.ImportUnled, "n", n, "list", t.someOf(plan.Unled)))
	}
	if n := len(plan.Missing); n > 0 {
		lines = append(lines, t.word(wording.ImportMissing, "n", n, "list", t.someOf(plan.Missing)))
	}
	if len(plan.Unread) > 0 {
		lines = append(lines, t.word(wording.ImportUnread, "what", strings.Join(plan.Unread, t.label(wording.ListItems))))
	}
	return wording.Lines(lines...)
}

// someOf names the first few, and shows that there are more.
func (t *turn) someOf(names []string) string {
	const few = 8
	more := ""
	if len(names) > few {
		names, more = names[:few], "…"
	}
	return strings.Join(names, t.label(wording.ListItems)) + more
}

func importFault(err error) wording.Sentence {
	switch {
	case errors.Is(err, workbook.ErrOldFormat):
		return wording.ImportOld
	case errors.Is(err, workbook.ErrProtected):
		return wording.ImportProtected
	case errors.Is(err, workbook.ErrTooLarge):
		return wording.ImportTooMuch
	case errors.Is(err, workbook.ErrNotTable):
		return wording.ImportBroken
	}
	return wording.ImportNoTable
}

// shownFaults is how many faults of a table are listed; the rest are counted.
const shownFaults = 15

func (t *turn) faultsText(name string, faults []tables.Fault) wording.HTML {
	lines := []wording.HTML{t.word(wording.ImportFaults, "name", name, "n", len(faults))}
	for _, f := range faults[:min(len(faults), shownFaults)] {
		lines = append(lines, FaultLine(t.lang, name, f))
	}
	if more := len(faults) - shownFaults; more > 0 {
		lines = append(lines, t.word(wording.ImportMore, "n", more))
	}
	return wording.Lines(lines...)
}

// FaultLine says where in a file a fault is, by its sheet where it has several
// or one that is named, and what is to be done.
func FaultLine(l wording.Lang, file string, f tables.Fault) wording.HTML {
	s := wording.ImportFaultSheet
	if f.Sheet == "" || f.Sheet == file {
		s = wording.ImportFaultLine
	}
	return s.In(l, "sheet", f.Sheet, "row", f.Row, "column", f.Column, "what", FaultText(l, f))
}

// FaultText says what is wrong with a cell.
func FaultText(l wording.Lang, f tables.Fault) wording.HTML {
	s := map[tables.Reason]wording.Sentence{
		tables.MissingColumn: wording.FaultColumn, tables.MissingValue: wording.FaultEmpty, tables.BadNumber: wording.FaultNumber,
		tables.BadDate: wording.FaultDate, tables.BadKind: wording.FaultKind, tables.BadTarget: wording.FaultTarget,
		tables.UnknownParent: wording.FaultParent, tables.DoubleCode: wording.FaultDouble, tables.NoTable: wording.FaultColumn,
		tables.DueBeforeStart: wording.FaultOrder, tables.BadFormula: wording.FaultFormula,
	}[f.Reason]
	return s.In(l, "value", f.Value)
}

func (t *turn) planImport(name string, content []byte) (tables.Plan, error) {
	sheets, err := workbook.Read(name, content)
	if err != nil {
		return tables.Plan{}, err
	}
	return tables.Read(sheets, tables.Options{Programme: strings.TrimSuffix(name, filepath.Ext(name)), Zone: t.Zone, Today: t.now, Calendar: t.Calendar}), nil
}

// loadPressed loads the list that was shown, and gives its tasks to their
// units where that was pressed.
func (t *turn) loadPressed(args []string) error {
	d, ok, err := t.tx.Dialogue(t.who.person.ID, t.here().Chat)
	if err != nil {
		return err
	}
	if !ok || d.Kind != "import" || d.Step != "confirm" {
		return complain(wording.OldButton)
	}
	content, err := base64.StdEncoding.DecodeString(d.Data["content"])
	if err != nil {
		return err
	}
	plan, err := t.planImport(d.Data["name"], content)
	if err != nil {
		return err
	}
	ids, err := tables.Load(t.tx, plan)
	if err != nil {
		return err
	}
	if err := t.dropDialogue(); err != nil {
		return err
	}
	if len(args) == 0 || args[0] != "1" {
		return t.edit(t.word(wording.ImportLoaded, "n", len(ids)))
	}
	ready, _, err := t.drafts()
	if err != nil {
		return err
	}
	if err := t.giveAll(ready); err != nil {
		return err
	}
	return t.edit(t.word(wording.ImportAssigned, "n", len(ids), "given", len(ready)))
}
