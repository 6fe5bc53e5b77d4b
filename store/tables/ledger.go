package tables

import (
	"slices"
	"time"

	"duban/store"
	"duban/store/workbook"
)

// Names of the ledger's values that only the caller can put into words.
type LedgerWords struct {
	State func(store.TaskState) string
	Claim func(store.Claim) string
	Class func(store.Standing) string
}

// ledgerColumns are those of a list, so that a ledger can be loaded again.
func ledgerColumns() []workbook.Column {
	return []workbook.Column{
		{Title: "编号", Key: "code", Width: 11}, {Title: "上级", Key: "parent", Width: 11}, {Title: "清单", Key: "programme", Width: 13},
		{Title: "英文清单", Key: "list_en", Width: 16}, {Title: "标题", Key: "title", Width: 26}, {Title: "英文标题", Key: "title_en", Width: 26},
		{Title: "章节", Key: "section", Width: 16}, {Title: "指标", Key: "name", Width: 15}, {Title: "英文指标", Key: "name_en", Width: 16},
		{Title: "类型", Key: "kind", Width: 9, Choices: kindNames()},
		{Title: "目标值", Key: "low", Width: 9, Kind: workbook.Numeric}, {Title: "上限", Key: "high", Width: 8, Kind: workbook.Numeric},
		{Title: "计量单位", Key: "measure", Width: 10}, {Title: "英文计量单位", Key: "measure_en", Width: 12}, {Title: "修饰词", Key: "soft", Width: 8},
		{Title: "基期", Key: "baseline", Width: 9, Kind: workbook.Numeric}, {Title: "口径", Key: "basis", Width: 8, Choices: []string{"累计", "时点"}},
		{Title: "牵头单位", Key: "lead", Width: 15}, {Title: "配合单位", Key: "support", Width: 24},
		{Title: "开始", Key: "start", Width: 12, Kind: workbook.Date}, {Title: "期限", Key: "due", Width: 12, Kind: workbook.Date},
		{Title: "出处", Key: "source", Width: 20}, {Title: "英文出处", Key: "source_en", Width: 20}, {Title: "备注", Key: "remark", Width: 24},
		{Title: "示意内容（原文未列明）", Key: "marks", Width: 13, Note: "单位、分组：责任单位或民心工程的分组由编制人拟定，原文没有列明。"},
	}
}

// titleColumn is the place of the title, up to which a table stays in view.
const titleColumn = 5

// standingColumns say where each target stands.
func standingColumns() []workbook.Column {
	return []workbook.Column{
		{Title: "最新数值", Key: "value", Width: 10, Kind: workbook.Numeric}, {Title: "报送时间", Key: "reported", Width: 15, Kind: workbook.Date},
		{Title: "自报", Key: "claim", Width: 9}, {Title: "按数据", Key: "class", Width: 9}, {Title: "状态", Key: "state", Width: 9},
		{Title: "进展", Key: "progress", Width: 26}, {Title: "问题", Key: "problem", Width: 18}, {Title: "下一步", Key: "next", Width: 18},
	}
}

// aside are the columns of a ledger that are there to be loaded again and for
// who looks closer; on a page they would leave no room for the others.
var aside = []string{
	"parent", "list_en", "title_en", "section", "name_en", "measure_en", "soft", "baseline", "basis", "support", "start", "source", "source_en", "remark",
}

// Ledger (台账) is every task with its targets and where each stands, a row per
// target. Dates are written in the zone.
func Ledger(tx *store.Tx, zone *time.Location, words LedgerWords) (workbook.Table, error) {
	t := workbook.Table{Name: "督办台账", Columns: append(ledgerColumns(), standingColumns()...), Frozen: titleColumn}
	for i, c := range t.Columns {
		t.Columns[i].Aside = slices.Contains(aside, c.Key)
	}
	for task, err := range tx.Tasks() {
		if err != nil {
			return t, err
		}
		rows, err := ledgerRows(tx, task, zone, words)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, rows...)
	}
	return t, nil
}

func ledgerRows(tx *store.Tx, task store.Task, zone *time.Location, words LedgerWords) ([][]any, error) {
	head, err := headOf(tx, task)
	if err != nil {
		return nil, err
	}
	last, _, err := tx.LastReport(task.ID)
	if err != nil {
		return nil, err
	}
	s := task.Standing
	tail := []any{words.Claim(s.Claim), words.Class(s), words.State(task.State), last.Progress, last.Problem, last.Next}
	plan := []any{head.lead, head.support, task.Start.In(zone), dueDay(task, zone), task.Source, task.SourceEN, task.Remark, joinNames(task.Marks)}
	var rows [][]any
	for i := range max(1, len(task.Targets)) {
		first := []any{task.Code, head.parent, head.programme, head.listEN, task.Title, task.TitleEN, task.Section}
		more := plan
		if i > 0 {
			first, more = []any{task.Code, "", "", "", "", "", ""}, []any{"", "", "", "", "", "", "", ""}
		}
		row := append(append(first, targetCells(task, i)...), more...)
		value, when := any(""), any("")
		if v := s.Of(i); v != nil {
			value = workbook.Number(v.String())
		}
		if !s.At.IsZero() {
			when = s.At.In(zone)
		}
		rows = append(rows, append(append(row, value, when), tail...))
	}
	return rows, nil
}

// dueDay is the day alone: that it ends at 23:59 says nothing in a table.
func dueDay(task store.Task, zone *time.Location) time.Time {
	y, m, d := task.Due.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

type ledgerHead struct{ parent, programme, listEN, lead, support string }

func headOf(tx *store.Tx, task store.Task) (h ledgerHead, err error) {
	if task.Parent != 0 {
		p, err := tx.Task(task.Parent)
		if err != nil {
			return h, err
		}
		h.parent = p.Code
	}
	p, err := tx.Programme(task.Programme)
	if err != nil {
		return h, err
	}
	h.programme, h.listEN = p.Name, p.NameEN
	var names []string
	for _, id := range append([]store.UnitID{task.Lead}, task.Support...) {
		if id == 0 {
			names = append(names, "")
			continue
		}
		u, err := tx.Unit(id)
		if err != nil {
			return h, err
		}
		names = append(names, u.Name)
	}
	h.lead, h.support = names[0], joinNames(names[1:])
	return h, nil
}

func joinNames(names []string) string {
	text := ""
	for i, n := range names {
		if i > 0 {
			text += "、"
		}
		text += n
	}
	return text
}

func targetCells(task store.Task, i int) []any {
	if i >= len(task.Targets) {
		return []any{"", "", "", "", "", "", "", "", "", ""}
	}
	t := task.Targets[i]
	cells := []any{t.Name, t.NameEN, kindName(t.Kind), "", "", t.Measure, t.MeasureEN, t.Soft, "", ""}
	if !t.Measured() {
		return cells
	}
	cells[3], cells[9] = workbook.Number(t.Low.String()), "累计"
	if !t.High.IsZero() {
		cells[4] = workbook.Number(t.High.String())
	}
	if t.Baseline != nil {
		cells[8] = workbook.Number(t.Baseline.String())
	}
	if t.Level {
		cells[9] = "时点"
	}
	return cells
}
