package bot_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/store"
	"duban/store/workbook"
)

// send lets somebody send a file, and the bot fetch and answer it.
func (l *line) send(person int64, name, content string) {
	l.t.Helper()
	if _, err := l.tg.SendFile(person, person, name, []byte(content), "", false); err != nil {
		l.t.Fatal(err)
	}
	l.pass(5 * time.Second)
}

func (l *line) tasks() (n int) {
	l.see(func(tx *store.Tx) {
		for _, err := range tx.Tasks() {
			if err != nil {
				l.t.Fatal(err)
			}
			n++
		}
	})
	return n
}

// What is wrong with a list is said with row and column, nothing of it is
// loaded, and the mended one can simply be sent. A table sent without a word
// is taken for a list; nothing is loaded before that is pressed.
func TestListsSentInChat(t *testing.T) {
	const good = "编号,标题,牵头单位\nA-1,公园,单位1\n"
	for name, c := range map[string]struct {
		first, content string
		says           []string
	}{
		"no word with it":   {"", "", nil},
		"a bad number":      {"一.csv", "编号,标题,目标值,期限\nA-1,公园,六个多,\nA-2,,5,2月31日\n", []string{"3 处问题，未作导入", "第2行“目标值”：“六个多”", "第3行“标题”", "第3行“期限”：“2月31日”"}},
		"no titles":         {"二.csv", "编号,目标值\nA-1,6\n", []string{"第1行“标题 / title”：缺少这一列"}},
		"no workbook":       {"三.xlsx", "PK\x03\x04 is not enough", []string{"“三.xlsx”无法打开"}},
		"an empty table":    {"七.csv", "\n\n", []string{"“七.csv”里没有找到任务表"}},
		"an old format":     {"四.xls", "x", []string{"“四.xls”的格式无法读取"}},
		"something else":    {"五.pdf", "%PDF", []string{"“五.pdf”不是表格文件"}},
		"more than fits in": {"六.csv", strings.Repeat("x,", 2<<20), []string{"文件过大，在这里最多 2 MB"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 1)
				defer l.close()
				if c.first != "" {
					l.say(lineAdmin, "/import")
					l.send(lineAdmin, c.first, c.content)
					for _, part := range c.says {
						if !strings.Contains(l.last(lineAdmin), part) {
							t.Errorf("%q is not in %s", part, l.last(lineAdmin))
						}
					}
				}
				l.send(lineAdmin, "清单.csv", good)
				if text := l.last(lineAdmin); !strings.Contains(text, "“清单.csv”共 1 项任务：新增 1") || l.tasks() != 0 {
					t.Fatalf("%d tasks, and %s", l.tasks(), text)
				}
				l.press(lineAdmin, "只导入")
				if l.tasks() != 1 {
					t.Errorf("%d tasks are loaded: %s", l.tasks(), l.last(lineAdmin))
				}
			})
		})
	}
}

// A list that Telegram does not give out at the moment is asked for again.
func TestListsThatCanNotBeHad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		const list = "编号,标题,牵头单位\nA-1,公园,单位1\n"
		l.tg.Inject(sandbox.Fault{Method: "getFile", Times: 100, Do: sandbox.FaultServer})
		l.send(lineAdmin, "清单.csv", list)
		l.pass(5 * time.Minute)
		if text := l.last(lineAdmin); !strings.Contains(text, "“清单.csv”没能从 Telegram 取回") || l.tasks() != 0 {
			t.Errorf("%d tasks, and %s", l.tasks(), text)
		}
		l.tg.ClearFaults()
		l.send(lineAdmin, "清单.csv", list)
		if text := l.last(lineAdmin); !strings.Contains(text, "“清单.csv”共 1 项任务") {
			t.Error(text)
		}
	})
}

// What loading a list would leave out is said before it is loaded.
func TestListsSayWhatTheyLeaveOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.send(lineAdmin, "清单.csv", "编号,标题,牵头单位,分管领导\nA-1,公园,单位1,某某\n")
		if text := l.last(lineAdmin); !strings.Contains(text, "共 1 项任务") || !strings.Contains(text, "不会导入：分管领导") {
			t.Error(text)
		}
	})
}

// Units that loading a list would make are named before it is loaded: a name
// that is spelt another way is seen in time.
func TestListsNameTheUnitsThatTheyWouldMake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		rows := "编号,标题,牵头单位,配合单位\nA-1,公园,单位1,市容局、单位1\n"
		l.send(lineAdmin, "清单.csv", rows)
		if text := l.last(lineAdmin); !strings.Contains(text, "将新增 1 个单位：市容局。") {
			t.Error(text)
		}
		for i := range 10 {
			rows += fmt.Sprintf("B-%d,公园,第%d局,\n", i, i)
		}
		l.send(lineAdmin, "清单.csv", rows)
		if text := l.last(lineAdmin); !strings.Contains(text, "将新增 11 个单位：市容局、第0局、第1局、第2局、第3局、第4局、第5局、第6局…") {
			t.Error(text)
		}
		l.press(lineAdmin, "只导入")
		l.send(lineAdmin, "清单.csv", rows)
		if text := l.last(lineAdmin); !strings.Contains(text, "不变 11") || strings.Contains(text, "将新增") {
			t.Error(text)
		}
	})
}

// A fault in a book is found by its sheet, and a list that comes again under
// another name is told.
func TestListsInBooksAndListsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		var book bytes.Buffer
		sheet := workbook.Table{Name: "民生", Columns: []workbook.Column{{Title: "标题"}, {Title: "牵头单位"}, {Title: "期限"}}, Rows: [][]any{{"公园", "单位1", "春节前"}}}
		if err := workbook.WriteXLSX(&book, sheet); err != nil {
			t.Fatal(err)
		}
		l.send(lineAdmin, "清单.xlsx", book.String())
		if text := l.last(lineAdmin); !strings.Contains(text, "工作表“民生”第2行“期限”：“春节前”不是日期") || !strings.Contains(text, "请写成") {
			t.Error(text)
		}
		l.send(lineAdmin, "清单.csv", "序号,标题,牵头单位\n1,公园,单位1\n")
		l.press(lineAdmin, "只导入")
		l.send(lineAdmin, "清单(1).csv", "序号,标题,牵头单位\n1,公园,单位1\n")
		if text := l.last(lineAdmin); !strings.Contains(text, "有 1 项与已有任务同名（如“公园”）") {
			t.Error(text)
		}
	})
}

// What loading a list takes for granted, or leaves as it is, is told before it.
func TestListsTellWhatTheyDoNotSay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.send(lineAdmin, "清单.csv", "编号,标题,牵头单位,期限\nA-1,公园,单位1,尽快\nA-2,路灯,,6月底\n")
		if text := l.last(lineAdmin); !strings.Contains(text, "1 项任务的期限没有写明日期（如“尽快”）") || !strings.Contains(text, "1 项任务没有责任单位，补上之前无法交办：A-2。") {
			t.Error(text)
		}
		l.press(lineAdmin, "只导入")
		l.send(lineAdmin, "清单.csv", "编号,标题,牵头单位\nA-1,公园,单位1\n")
		if text := l.last(lineAdmin); !strings.Contains(text, "该清单中有 1 项任务不在文件里，将保持原样：A-2。") {
			t.Error(text)
		}
	})
}

// Only an admin's table is taken for a list.
func TestTablesOfOthersAreNoLists(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.send(lineContact+1, "清单.csv", "编号,标题\nA-1,公园\n")
		if text := l.last(lineContact + 1); strings.Contains(text, "项任务") || l.tasks() != 0 {
			t.Errorf("a contact: %s", text)
		}
	})
}

// press presses the newest button in the person's chat that has the label.
func (l *line) press(person int64, label string) {
	l.t.Helper()
	all := l.tg.Messages(person)
	for i := len(all) - 1; i >= 0; i-- {
		for _, b := range slices.Concat(all[i].Buttons...) {
			if b.Text != label || all[i].Deleted {
				continue
			}
			if _, err := l.tg.Press(person, person, all[i].ID, b.Data); err != nil {
				l.t.Fatal(err)
			}
			l.pass(3 * time.Second)
			return
		}
	}
	l.t.Fatalf("%d has no button %q: %s", person, label, l.last(person))
}
