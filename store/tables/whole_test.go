package tables

import (
	"slices"
	"testing"
	"time"

	"duban/store"
	"duban/store/workbook"
)

// A task is begun on the day that it was given.
func TestTasksBeginWhenTheyAreGiven(t *testing.T) {
	for text, want := range map[string]string{
		"二季度": "04-01", "2025年下半年": "07-01", "Q3 2025": "07-01", "Feb 2025": "02-01", "Mar": "03-01", "2025年3月底": "03-31", "2025.03": "03-01",
	} {
		if day, ok := firstDay(text, hedong); !ok || day.Format("01-02") != want {
			t.Errorf("%s: %v, want %s", text, day, want)
		}
	}
	plan := Read([]workbook.Sheet{drawn("表", "序号|交办时间|督办事项|承办单位|办结时限\n1|2025年3月4日|雨污分流|区住建局|2025-04-15")}, hedong)
	if len(plan.Faults) > 0 || plan.Tasks[0].Task.Start.Format(time.DateOnly) != "2025-03-04" {
		t.Errorf("%v %+v", plan.Faults, plan.Tasks)
	}
}

// A problem is a remark on what is done about it, where nothing else is.
func TestProblemsBesideMeasures(t *testing.T) {
	plan := Read([]workbook.Sheet{drawn("表", "序号|反馈问题|整改措施|责任单位\n1|垃圾堆放|清运|区城管局"),
		drawn("另表", "序号|反馈问题|整改措施|责任单位|备注\n1|垃圾堆放|清运|区城管局|急")}, hedong)
	if len(plan.Tasks) != 2 || plan.Tasks[0].Task.Remark != "垃圾堆放" || plan.Tasks[1].Task.Remark != "急" || !slices.Equal(plan.Unread, []string{"反馈问题"}) {
		t.Errorf("%+v, not read: %q", plan.Tasks, plan.Unread)
	}
}

// What comes before something that nobody can date is no day.
func TestDaysThatNobodyKnows(t *testing.T) {
	for _, text := range []string{"2025年“十一”前", "2025年汛期前", "9月开学前", "节前"} {
		if day, ok := listDay(text, hedong); ok {
			t.Errorf("%s is %v", text, day)
		}
	}
}

// A figure is of the unit of measure beside it where they agree.
func TestMeasuresBesideFigures(t *testing.T) {
	for text, want := range map[string]string{"1.2亿元": "", "1.2亿": "", "5000": "万元", "3万": "万元", "6个": ""} {
		if got, ok := readTarget(text, "万元"); got.Measure != want && ok || ok != (want != "") {
			t.Errorf("%s: %v %q, want %q", text, ok, got.Measure, want)
		}
	}
}

// Where no heading of the sheet has a year, a cover or the dates may.
func TestYearOfCoversAndDates(t *testing.T) {
	list := drawn("产业", "序号|工作任务|责任单位|完成时限\n1|修路|区交通局|10月底\n2|建桥|区交通局|2026年3月\n3|植树|区园林局|2026-05-01")
	for name, c := range map[string]struct {
		book  []workbook.Sheet
		today int
		want  int
	}{
		"a cover":                 {[]workbook.Sheet{drawn("封面", "湖滨区2028年重点工作清单\n区政府办"), list}, 2025, 2028},
		"the dates":               {[]workbook.Sheet{list}, 2025, 2026},
		"dates of an old list":    {[]workbook.Sheet{list}, 2030, 2026},
		"a date of this year":     {[]workbook.Sheet{drawn("表", "任务|责任单位|完成时限\n修路|区交通局|10月底\n建桥|区交通局|2025年3月\n植树|区园林局|2026-05-01\n栽花|区园林局|2026-05-01")}, 2025, 2025},
		"dates that end in years": {[]workbook.Sheet{drawn("表", "Task|Owner|Due date\nMend|Roads|October\nPlant|Parks|Q3 2026")}, 2025, 2026},
	} {
		o := hedong
		o.Year, o.Today = 0, time.Date(c.today, 2, 1, 0, 0, 0, 0, hedong.Zone)
		plan := Read(c.book, o)
		if len(plan.Faults) > 0 || plan.Tasks[0].Task.Due.Year() != c.want {
			t.Errorf("%s: %v, due %v, want %d", name, plan.Faults, plan.Tasks[0].Task.Due, c.want)
		}
	}
}

// A hidden sheet is not loaded, and named where there is a list in it; the
// guide of our own template is no list that was passed over.
func TestHiddenSheetsAreNamed(t *testing.T) {
	old := drawn("去年", "序号|任务内容|责任部门|完成时限\n1|旧事|区发改局|3月")
	old.Hidden = true
	choices := drawn("选项", "不少于\n不超过")
	choices.Hidden = true
	plan := Read([]workbook.Sheet{drawn("今年", "序号|任务内容|责任部门\n1|稳投资|区发改局"), old, choices, drawn(guideName, "每行一项任务")}, hedong)
	if len(plan.Tasks) != 1 || !slices.Equal(plan.Unread, []string{"去年"}) {
		t.Errorf("%d tasks, not read: %q", len(plan.Tasks), plan.Unread)
	}
}

func TestFaultsInTheOrderOfTheTable(t *testing.T) {
	plan := Read([]workbook.Sheet{drawn("表", "编号|标题|类型|目标值|上限|计量单位\nA1|甲|不少于|1||个\nA1|乙|区间|6|4|个\nA3|丙|不少于|||个")}, hedong)
	var got []string
	for _, f := range plan.Faults {
		got = append(got, string(f.Reason)+" "+f.Value)
	}
	if want := []string{"bad_target 6—4", "double_code A1", "missing_value "}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// What a table does not say stays as it is on record, and what it changes is
// counted as a change.
func TestListsThatSayLess(t *testing.T) {
	s := open(t)
	load := func(programme, table string) (changed int) {
		o := hedong
		o.Programme = programme
		plan := Read([]workbook.Sheet{drawn("表", table)}, o)
		do(t, s, func(tx *store.Tx) error {
			if err := Compare(tx, &plan); err != nil {
				return err
			}
			_, err := Load(tx, plan)
			return err
		})
		_, changed, _ = plan.Count()
		return changed
	}
	load("实事", "编号|上级|标题|牵头单位|配合单位\nA1||公园|区城管局|区住建局、区财政局\nA2|A1|步道|区城管局|")
	if changed := load("台账(2)", "编号|标题|牵头单位\nA1|公园|区城管局"); changed != 0 {
		t.Errorf("%d changed by a table that says the same", changed)
	}
	see(t, s, func(tx *store.Tx) {
		task, err := tx.TaskCoded("A1")
		p, _ := tx.Programme(task.Programme)
		if err != nil || len(task.Support) != 2 || p.Name != "实事" {
			t.Errorf("%+v in %q, %v", task, p.Name, err)
		}
	})
	twins := Read([]workbook.Sheet{drawn("表", "序号|标题\n1|公园\n2|花园")}, hedong)
	see(t, s, func(tx *store.Tx) {
		if err := Compare(tx, &twins); err != nil || !slices.Equal(twins.Twins, []string{"公园"}) {
			t.Errorf("twins %q, %v", twins.Twins, err)
		}
	})
	for name, table := range map[string]string{
		"the helpers": "编号|标题|牵头单位|配合单位\nA1|公园|区城管局|区水务局",
		"the parent":  "编号|标题|上级\nA1|公园|A3\nA3|绿化|",
		"the list":    "编号|标题|清单\nA1|公园|别的清单",
	} {
		if changed := load("实事", table); changed != 1 {
			t.Errorf("%s: %d changed", name, changed)
		}
	}
}

// What is to be done in each quarter is no title that several columns make up.
func TestTasksOfQuartersAloneAreRefused(t *testing.T) {
	plan := Read([]workbook.Sheet{drawn("表", "序号|一季度任务|二季度任务|责任单位\n1|招标|开工|区交通局")}, hedong)
	if len(plan.Faults) != 1 || plan.Faults[0].Reason != MissingColumn {
		t.Errorf("%v %+v", plan.Faults, plan.Tasks)
	}
}
