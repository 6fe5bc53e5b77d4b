package store

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/schedule"
	"duban/store/workbook"
)

// ImportReason names what is wrong with a cell; the caller has the sentence.
type ImportReason string

const (
	MissingColumn  ImportReason = "missing_column"
	MissingValue   ImportReason = "missing_value"
	BadNumber      ImportReason = "bad_number"
	BadDate        ImportReason = "bad_date"
	BadKind        ImportReason = "bad_kind"
	BadTarget      ImportReason = "bad_target"
	UnknownParent  ImportReason = "unknown_parent"
	DoubleCode     ImportReason = "double_code"
	NoTable        ImportReason = "no_table"
	DueBeforeStart ImportReason = "due_before_start"
)

// ImportFault is one thing wrong with a table, by row and column as people
// see them in the file.
type ImportFault struct {
	Sheet  string
	Row    int
	Column string
	Reason ImportReason
	Value  string
}

func (f ImportFault) Error() string {
	return fmt.Sprintf("%s row %d, column %s: %s %q", f.Sheet, f.Row, f.Column, f.Reason, f.Value)
}

// ImportPlan is what an import would do. With a fault it does nothing.
type ImportPlan struct {
	Tasks      []ImportTask
	Units      []Unit
	Programmes []string
	Faults     []ImportFault
}

// ImportTask is one task of the table and what it would change.
type ImportTask struct {
	Task      Task
	Parent    string
	Programme string
	ListEN    string // the programme's name in English; empty where the table has none
	Lead      string
	Support   []string
	Fresh     bool
	Same      bool
	sheet     string
	row       int
	has       map[string]bool // the columns that the table has
}

// Count is how many tasks are new, changed and the same.
func (p ImportPlan) Count() (fresh, changed, same int) {
	for _, t := range p.Tasks {
		switch {
		case t.Fresh:
			fresh++
		case t.Same:
			same++
		default:
			changed++
		}
	}
	return fresh, changed, same
}

// ImportOptions say what the table itself does not.
type ImportOptions struct {
	Programme string         // for rows that name none
	Zone      *time.Location // of the dates
	Year      int            // for tasks without dates
}

// importColumns names the columns of a list and what they are called in
// tables that people have.
func importColumns() map[string][]string {
	return map[string][]string{
		"code":      {"编号", "任务编号", "序号", "code", "id", "no", "no."},
		"parent":    {"上级", "上级编号", "所属项目", "parent"},
		"programme": {"清单", "清单名称", "programme", "list"},
		"list_en":   {"英文清单", "清单英文名称", "programme_en", "english list"},
		"title":     {"标题", "任务", "任务名称", "工作任务", "重点任务", "任务内容", "工作内容", "项目名称", "项目", "主要内容", "目标任务", "事项", "title", "task"},
		"title_en":  {"英文标题", "title_en", "english title"},
		"section":   {"章节", "类别", "分类", "section"},
		"name":      {"指标", "指标名称", "name", "indicator"},
		"name_en":   {"英文指标", "name_en"},
		"kind":      {"类型", "目标类型", "kind"},
		"low":       {"目标值", "target", "value"},
		"goal":      {"目标", "年度目标", "工作目标", "年度工作目标", "年度任务目标", "全年目标", "goal", "annual goal"},
		"high":      {"上限", "high"},
		"measure":   {"计量单位", "measure", "unit of measure"},
		"measureen": {"英文计量单位", "measure_en"},
		"soft":      {"修饰词", "soft"},
		"baseline":  {"基期", "基期值", "上年", "上年完成", "baseline"},
		"basis":     {"口径", "basis"},
		"lead":      {"牵头单位", "责任单位", "牵头部门", "责任部门", "主办单位", "承办单位", "lead", "unit", "lead unit"},
		"support":   {"配合单位", "配合部门", "协办单位", "协同单位", "support"},
		"start":     {"开始", "开始时间", "起始时间", "start"},
		"due":       {"期限", "完成时限", "完成时间", "时间节点", "截止时间", "办结时限", "due", "deadline"},
		"source":    {"出处", "来源", "source"},
		"source_en": {"英文出处", "source_en", "english source"},
		"remark":    {"备注", "说明", "remark", "note"},
		"marks":     {"示意内容", "示例", "标记为示意", "illustrative"},
	}
}

// titleInBoth names the one column that a list can't do without, for readers
// of either language: there is no heading of theirs to go by.
const titleInBoth = "标题 / title"

// ReadList turns tables into a plan. Sheets without a column of titles are
// passed over as long as one has it; a table of units is taken as such.
func ReadList(sheets []workbook.Sheet, o ImportOptions) ImportPlan {
	plan := ImportPlan{}
	lists := 0
	for _, sheet := range sheets {
		if units, ok := readUnits(sheet); ok {
			plan.Units = append(plan.Units, units...)
			continue
		}
		r := &listReader{sheet: sheet, options: o, plan: &plan}
		if r.headRow() < 0 && (len(sheets) > 1 || len(plan.Units) > 0) {
			continue
		}
		lists++
		r.read()
	}
	if lists == 0 && len(plan.Units) == 0 {
		plan.Faults = append(plan.Faults, ImportFault{Row: 1, Column: titleInBoth, Reason: NoTable})
	}
	plan.checkCodes()
	return plan
}

// readUnits reads a table of units: 代码, 名称, 英文名称, 简称.
func readUnits(sheet workbook.Sheet) ([]Unit, bool) {
	if len(sheet.Rows) < 2 {
		return nil, false
	}
	at := map[string]int{}
	for i, cell := range sheet.Rows[0].Cells {
		at[fold(cell)] = i + 1
	}
	if at["代码"] == 0 && at["code"] == 0 || at["名称"] == 0 && at["name"] == 0 {
		return nil, false
	}
	var units []Unit
	for _, row := range sheet.Rows[1:] {
		cell := func(names ...string) string {
			for _, name := range names {
				if i := at[name]; i > 0 && i <= len(row.Cells) {
					return row.Cells[i-1]
				}
			}
			return ""
		}
		units = append(units, Unit{Code: cell("代码", "code"), Name: cell("名称", "name"), NameEN: cell("英文名称", "name_en"), Short: cell("简称", "short")})
	}
	return units, true
}

func (p *ImportPlan) checkCodes() {
	rows := map[string]bool{}
	for _, t := range p.Tasks {
		if rows[fold(t.Task.Code)] {
			p.Faults = append(p.Faults, ImportFault{t.sheet, t.row, importColumns()["code"][0], DoubleCode, t.Task.Code})
		}
		rows[fold(t.Task.Code)] = true
	}
	for _, t := range p.Tasks {
		if t.Parent != "" && !rows[fold(t.Parent)] {
			p.Faults = append(p.Faults, ImportFault{t.sheet, t.row, importColumns()["parent"][0], UnknownParent, t.Parent})
		}
	}
}

// Compare marks which tasks of the plan are new and which are on record as
// they are.
func (tx *Tx) Compare(p *ImportPlan) error {
	units := map[UnitID]string{}
	for u, err := range tx.Units() {
		if err != nil {
			return err
		}
		units[u.ID] = u.Name
	}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		was, err := tx.TaskCoded(t.Task.Code)
		if t.Fresh = err != nil; t.Fresh {
			continue
		}
		now := merge(was, t.Task, t.has)
		p, err := tx.Programme(was.Programme)
		if err != nil {
			return err
		}
		t.Same = sameTask(was, now) && (!t.has["lead"] || units[was.Lead] == t.Lead) && (t.ListEN == "" || p.NameEN == t.ListEN)
	}
	return nil
}

func sameTask(a, b Task) bool {
	return a.Title == b.Title && a.TitleEN == b.TitleEN && a.Section == b.Section && a.Source == b.Source && a.SourceEN == b.SourceEN && a.Remark == b.Remark && slices.Equal(a.Marks, b.Marks) &&
		a.Start.Equal(b.Start) && a.Due.Equal(b.Due) && slices.EqualFunc(a.Targets, b.Targets, sameTarget)
}

func sameTarget(a, b schedule.Target) bool {
	base := a.Baseline == nil && b.Baseline == nil || a.Baseline != nil && b.Baseline != nil && a.Baseline.Equal(*b.Baseline)
	return base && a.Name == b.Name && a.NameEN == b.NameEN && a.Kind == b.Kind && a.Low.Equal(b.Low) && a.High.Equal(b.High) &&
		a.Measure == b.Measure && a.MeasureEN == b.MeasureEN && a.Soft == b.Soft && a.Level == b.Level
}

// merge is the task on record with what the table has written over it; what
// was reported, and where it stands, is not the table's.
func merge(was, fresh Task, has map[string]bool) Task {
	now := was
	take := func(column string, set func()) {
		if has[column] {
			set()
		}
	}
	take("title", func() { now.Title = fresh.Title })
	take("title_en", func() { now.TitleEN = fresh.TitleEN })
	take("section", func() { now.Section = fresh.Section })
	take("source", func() { now.Source = fresh.Source })
	take("source_en", func() { now.SourceEN = fresh.SourceEN })
	take("remark", func() { now.Remark = fresh.Remark })
	take("marks", func() { now.Marks = fresh.Marks })
	if has["low"] || has["goal"] || has["name"] {
		now.Targets = fresh.Targets
	}
	take("start", func() { now.Start = fresh.Start })
	take("due", func() { now.Due = fresh.Due })
	return now
}

// Import does what the plan says, all or nothing; a plan with faults is
// refused. It returns the ids of the tasks, in the order of the table.
func (tx *Tx) Import(p ImportPlan) ([]TaskID, error) {
	if len(p.Faults) > 0 {
		return nil, p.Faults[0]
	}
	for _, u := range p.Units {
		if was, err := tx.UnitNamed(u.Name); err == nil {
			u.ID, u.Lang, u.Group, u.SignOff, u.Pause = was.ID, was.Lang, was.Group, was.SignOff, was.Pause
		}
		if _, err := tx.PutUnit(u); err != nil {
			return nil, err
		}
	}
	ids := make([]TaskID, len(p.Tasks))
	byCode := map[string]TaskID{}
	for i, t := range p.Tasks {
		id, err := tx.importTask(t)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", t.row, err)
		}
		ids[i], byCode[fold(t.Task.Code)] = id, id
	}
	tx.Note(Note{Act: Imported, Text: fmt.Sprintf("%d", len(ids))})
	return ids, tx.adopt(p, byCode)
}

func (tx *Tx) importTask(t ImportTask) (TaskID, error) {
	programme, err := tx.programmeFor(t.Programme, t.ListEN)
	if err != nil {
		return 0, err
	}
	task, act := t.Task, TaskMade
	if was, err := tx.TaskCoded(task.Code); err == nil {
		task, act = merge(was, task, t.has), TaskChanged
		if sameTask(was, task) {
			act = ""
		}
	}
	task.Programme = programme
	if t.Lead != "" {
		if task.Lead, err = tx.unitFor(t.Lead); err != nil {
			return 0, err
		}
		task.Support = nil
		for _, name := range t.Support {
			id, err := tx.unitFor(name)
			if err != nil {
				return 0, err
			}
			task.Support = append(task.Support, id)
		}
	}
	task, err = tx.PutTask(task, act, "")
	return task.ID, err
}

// adopt sets the parents once all tasks have ids.
func (tx *Tx) adopt(p ImportPlan, byCode map[string]TaskID) error {
	for _, t := range p.Tasks {
		if t.Parent == "" {
			continue
		}
		task, err := tx.TaskCoded(t.Task.Code)
		if err != nil {
			return err
		}
		task.Parent = byCode[fold(t.Parent)]
		if _, err := tx.PutTask(task, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// programmeFor finds a programme by name or makes it; an English name that the
// table has is taken over.
func (tx *Tx) programmeFor(name, english string) (ProgrammeID, error) {
	p, err := tx.ProgrammeNamed(name)
	switch {
	case err != nil:
		p = Programme{Name: name, NameEN: english}
	case english == "" || english == p.NameEN:
		return p.ID, nil
	default:
		p.NameEN = english
	}
	p, err = tx.PutProgramme(p)
	return p.ID, err
}

// unitFor finds a unit by name or makes it, with a code of its own.
func (tx *Tx) unitFor(name string) (UnitID, error) {
	if u, err := tx.UnitNamed(name); err == nil {
		return u.ID, nil
	}
	u, err := tx.PutUnit(Unit{Code: fmt.Sprintf("U%d", units.next(tx)), Name: strings.TrimSpace(name)})
	return u.ID, err
}
