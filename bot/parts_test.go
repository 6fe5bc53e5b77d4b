package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf16"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
)

// nasty is a title that is not HTML, although it looks like it, and has
// characters that count for two.
func nasty(i int) string {
	return fmt.Sprintf("<b>任务%03d</b> & \"新建\" 𠮷🏞 > 口袋公园和更换行道树的第%03d批", i, i)
}

// hundred gives unit 1 a hundred tasks that are due to be asked about at one.
func (l *line) hundred() {
	l.t.Helper()
	l.do(func(tx *store.Tx) error {
		p, err := tx.PutProgramme(store.Programme{Name: "清单", Cadence: "0 13 * * *"})
		if err != nil {
			return err
		}
		low, err := schedule.ParseDecimal("100000")
		for i := range 100 {
			if err != nil {
				return err
			}
			_, err = tx.PutTask(store.Task{
				Code: fmt.Sprintf("T%03d", i+1), Programme: p.ID, Title: nasty(i + 1), Lead: 1, State: store.Assigned,
				Start: noon.AddDate(0, -6, 0), Due: noon.AddDate(0, 6, 0), AskAt: noon.Add(time.Hour),
				Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: low, Measure: "个"}},
			}, "", "")
		}
		return err
	})
}

// asked are the messages of the ask about a hundred tasks, as they stand now.
func (l *line) asked() (all []sandbox.Message) {
	for _, m := range l.tg.Messages(1001) {
		if m.From.IsBot && strings.Contains(m.Text, "任务0") && !strings.Contains(m.Text, "已记录") {
			all = append(all, m)
		}
	}
	return all
}

// A hundred tasks are one ask in as many messages as it takes: cut between
// tasks, each within Telegram's limit, every title as it was written, the
// buttons under the last. It stays whole when it is answered, and when its
// first part is in doubt.
func TestAHundredTasksAreAskedAbout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.hundred()
		l.pass(59 * time.Minute)
		l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: 1001, Do: sandbox.FaultCutAfter})
		l.pass(5 * time.Minute)
		l.wholeAsk(100)
		for _, text := range []string{"3 累计7个 正常", "57 累计8个 正常", "98 累计9个 正常"} {
			if _, err := l.tg.Say(1001, 1001, text); err != nil {
				t.Fatal(err)
			}
			l.pass(time.Minute)
		}
		parts := l.wholeAsk(97)
		for n, part := range map[int]int{3: 0, 98: len(parts) - 1} {
			if !strings.Contains(parts[part].Text, fmt.Sprintf("✅ %d. %s", n, nasty(n))) && !strings.Contains(parts[part].Text, "✅") {
				t.Errorf("part %d does not show that %d was answered:\n%s", part, n, parts[part].Text)
			}
		}
		// A reply to any part finds the ask.
		if _, err := l.tg.Say(1001, 1001, "5 累计9个 正常", sandbox.ReplyTo(parts[0].ID)); err != nil {
			t.Fatal(err)
		}
		l.pass(time.Minute)
		l.wholeAsk(96)
	})
}

// wholeAsk insists that the ask is whole, with so many tasks left to pick.
func (l *line) wholeAsk(left int) []sandbox.Message {
	l.t.Helper()
	parts := l.asked()
	if len(parts) < 2 {
		l.t.Fatalf("the ask came in %d messages", len(parts))
	}
	seen := map[int]int{}
	for i, m := range parts {
		if n := len(utf16.Encode([]rune(m.Text))); n > 4096 {
			l.t.Errorf("part %d has %d units", i+1, n)
		}
		if (len(m.Buttons) > 0) != (i == len(parts)-1) {
			l.t.Errorf("part %d of %d has %d rows of buttons", i+1, len(parts), len(m.Buttons))
		}
		for n := 1; n <= 100; n++ {
			seen[n] += strings.Count(m.Text, nasty(n))
		}
	}
	for n := 1; n <= 100; n++ {
		if seen[n] != 1 {
			l.t.Errorf("task %d stands in the ask %d times", n, seen[n])
		}
	}
	picks := 0
	for _, row := range parts[len(parts)-1].Buttons[1:] {
		picks += len(row)
	}
	if picks != min(left, 90) {
		l.t.Errorf("%d tasks can be picked, %d are left", picks, left)
	}
	return parts
}

// Whatever lists a hundred tasks arrives whole: nothing is refused as too long
// or as bad markup.
func TestLongListsArrive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.hundred()
		l.do(func(tx *store.Tx) error { return hold(tx, store.Post{Role: store.Supervisor}, lineAdmin) })
		l.pass(2 * time.Hour)
		for who, commands := range map[int64][]string{
			1001:      {"/asks", "/tasks", "/task T001", "/history T001", "/late", "/help"},
			lineAdmin: {"/digest", "/late", "/unit U1", "/why U1", "/tasks U1", "/review", "/audit 100", "/again U1", "/units", "/export", "/pause U1 " + nasty(1)},
		} {
			for _, c := range commands {
				before := len(l.tg.Messages(who))
				if _, err := l.tg.Say(who, who, c); err != nil {
					t.Fatal(err)
				}
				l.pass(10 * time.Second)
				if len(l.tg.Messages(who)) < before+2 {
					t.Errorf("%s got no answer", c)
				}
			}
		}
		for _, c := range l.tg.Calls() {
			if c.Status != 200 {
				t.Errorf("%s was refused: %s\n%.300s", c.Method, c.Description, c.Params["text"])
			}
		}
	})
}
