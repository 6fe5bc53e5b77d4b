package bot_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/schedule"
	"duban/store"
)

// gardens plays a story without a transcript: six parks by the end of August,
// asked about on Fridays, of which three are reported done on the 25th, a
// Monday. That is too few.
func gardens(t *testing.T) *story {
	t.Helper()
	six, err := schedule.ParseDecimal("6")
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t, "2025-08-25 12:00")
	o.operate(func(tx *store.Tx) error {
		u, err := tx.PutUnit(store.Unit{Code: "U1", Name: "城管委"})
		if err != nil {
			return err
		}
		p, err := tx.PutProgramme(store.Programme{Name: "清单"})
		if err != nil {
			return err
		}
		_, err = tx.PutTask(store.Task{
			Code: "T1", Programme: p.ID, Title: "口袋公园", Lead: u.ID, State: store.Draft, Start: o.end(time.July, 24), Due: o.end(time.August, 31),
			Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: six, Measure: "个"}},
		}, store.TaskMade, "")
		return err
	})
	cast(o, "人物 陈敏 admin - - zh\n人物 李主任 supervisor - - zh\n人物 王芳 contact A U1 zh")
	s := &story{office: o, effort: newEffort(), own: map[string]int{}}
	s.play("陈敏：/cadence T1 每周五 09:00\n陈敏：/assign T1\n王芳：T1 累计3个 正常")
	return s
}

// end is the last second of a day of the story's year.
func (o *office) end(month time.Month, day int) time.Time {
	return time.Date(2025, month, day, 23, 59, 59, 0, o.zone)
}

// hears is the bot's latest message to somebody.
func (o *office) hears(name string) (text string) {
	for _, m := range o.tg.Messages(o.people[name]) {
		if m.From.IsBot {
			text = m.Text
		}
	}
	return text
}

func (o *office) task(code string) (task store.Task) {
	o.t.Helper()
	o.view(func(tx *store.Tx) {
		var err error
		if task, err = tx.TaskCoded(code); err != nil {
			o.t.Fatal(err)
		}
	})
	return task
}

// agenda is when anything happens next, by what it happens to.
func (o *office) agenda() (tasks, asks []time.Time) {
	o.t.Helper()
	o.view(func(tx *store.Tx) {
		for d := range tx.DueBy(o.end(time.December, 31)) {
			if d.Task != 0 {
				tasks = append(tasks, d.At)
			} else {
				asks = append(asks, d.At)
			}
		}
	})
	return tasks, asks
}

// A granted extension moves the line that the task is held against, in what
// is shown and in what is computed, from that moment on. When the unit is
// asked goes by the cadence and stays as it was, and so does an ask under way.
func TestGrantedExtensionMovesTheLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := gardens(t)
		defer s.close()
		if got := s.task("T1").Standing; got.Light != schedule.Red {
			t.Fatalf("three of six, six days before the end: %+v", got)
		}
		s.play("== 2025-08-29 10:00")
		tasks, asks := s.agenda()
		if len(tasks) != 1 || len(asks) != 1 || !tasks[0].Equal(time.Date(2025, 9, 5, 9, 0, 0, 0, s.zone)) {
			t.Fatalf("before: the task is asked about at %v, the ask goes on at %v", tasks, asks)
		}
		s.play("王芳：申请延期到9月30日，因为苗木到货晚")
		if got := s.task("T1"); !got.Due.Equal(s.end(time.August, 31)) || got.Standing.Light != schedule.Red {
			t.Errorf("before it is granted: due %v, %+v", got.Due, got.Standing)
		}
		s.play("李主任 [✅ 同意延期]")
		if got := s.task("T1"); !got.Due.Equal(s.end(time.September, 30)) || got.Standing.Light != schedule.Green || got.Standing.Class != schedule.OnPace {
			t.Errorf("granted: due %v, %+v", got.Due, got.Standing)
		}
		if t2, a2 := s.agenda(); !slices.EqualFunc(tasks, t2, time.Time.Equal) || !slices.EqualFunc(asks, a2, time.Time.Equal) {
			t.Errorf("granted: the task is asked about at %v, the ask goes on at %v", t2, a2)
		}
		s.play("== 2025-09-01 16:00") // the old date is past, and the ask is due tomorrow
		if text := s.hears("王芳"); !strings.HasPrefix(text, "⏰") {
			t.Errorf("the ask under way is not reminded of: %s", text)
		}
		s.play("李主任：/digest")
		if text := s.hears("李主任"); !strings.Contains(text, "🟢 1") {
			t.Errorf("after the old date: %s", text)
		}
		s.play("== 2025-09-05 10:00")
		if text := s.hears("王芳"); !strings.Contains(text, "上次 3个") || !strings.Contains(text, "序时 63") {
			t.Errorf("the next ask: %s", text)
		}
		s.play("== 2025-10-01 10:00\n李主任：/digest")
		if text := s.hears("李主任"); !strings.Contains(text, "🔴 1") {
			t.Errorf("after the new date: %s", text)
		}
	})
}

// A due date or a target that the admin changes moves the line in the same way.
func TestEditedTaskStandsAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := gardens(t)
		defer s.close()
		s.play("陈敏：/edit T1 期限 9月30日")
		if got := s.task("T1").Standing; got.Light != schedule.Green {
			t.Errorf("with a month more: %+v", got)
		}
		s.play("陈敏：/edit T1 目标 60个")
		if got := s.task("T1").Standing; got.Light != schedule.Red {
			t.Errorf("with ten times as many: %+v", got)
		}
	})
}
