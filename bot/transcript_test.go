package bot_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
)

var update = flag.Bool("update", false, "write what was said into the stories")

// A story is a transcript that a supervisor could read. Lines at the margin
// are what people do; indented lines are what the bot says, and are compared.
//
//	# a remark
//	== 2025-08-25 09:00        the clock moves
//	== 重启                     the process ends and starts again on its file
//	王芳：1 完成5个              somebody writes to the bot
//	王芳 ↩：5个                 ... in reply to the bot's latest message
//	王芳 ✎：6个                 ... edits the own latest message
//	王芳 [🟢 正常]               ... presses the latest button of that label
//	王芳 📎a.jpg、b.jpg：5个     ... sends files, as an album if there are several
//	王芳 📍39.12,117.25：        ... sends a place
//	王芳 ⛔：                    ... blocks the bot; ♻ unblocks it
//	王芳@城管群 ↩：5个           ... does any of these in a group, or in 群/话题
type story struct {
	*office
	out    strings.Builder
	effort *effort
	own    map[string]int // each person's own latest message, by person and chat
}

// play replays the lines of the file at the margin and returns the transcript
// with what the bot says to them.
func (s *story) play(text string) string {
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "  ") || line == "" {
			continue
		}
		fmt.Fprintln(&s.out, line)
		if strings.HasPrefix(line, "#") || isCast(line) {
			continue
		}
		s.step(line)
		s.settle()
		s.effort.answered(s.t, s.office)
		s.hear()
	}
	return s.out.String()
}

func (s *story) step(line string) {
	if at, ok := strings.CutPrefix(line, "== "); ok {
		s.moveTo(at)
		return
	}
	if who, label, ok := cutButton(line); ok {
		s.press(s.actor(who), label)
		return
	}
	who, text, ok := strings.Cut(line, "：")
	if !ok {
		s.t.Fatalf("not a line of a story: %s", line)
	}
	ways := strings.Fields(who)
	a := s.actor(ways[0])
	s.speak(a, ways[1:], strings.ReplaceAll(text, `\n`, "\n"))
}

func cutButton(line string) (who, label string, ok bool) {
	who, rest, ok := strings.Cut(line, " [")
	if !ok || strings.Contains(who, "：") || !strings.HasSuffix(rest, "]") {
		return "", "", false
	}
	return who, strings.TrimSuffix(rest, "]"), true
}

func (s *story) moveTo(at string) {
	if at == "重启" {
		s.restart()
		return
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", at, s.zone)
	if err != nil {
		s.t.Fatal(err)
	}
	time.Sleep(time.Until(when))
	s.effort.rested()
}

// hear writes down what is new or changed in every chat.
func (s *story) hear() {
	for _, name := range sortedNames(s.people) {
		s.hearIn(s.people[name], name)
	}
	for _, name := range sortedNames(s.groups) {
		s.hearIn(s.groups[name], name)
	}
}

func (s *story) hearIn(chat int64, name string) {
	for _, m := range s.tg.Messages(chat) {
		if !m.From.IsBot || m.Deleted || m.Service != "" {
			continue
		}
		key := fmt.Sprintf("%d/%d", m.Chat, m.ID)
		text := shownMessage(m)
		if s.shown[key] == text {
			continue
		}
		mark := "→"
		switch {
		case s.shown[key] != "":
			mark = "✎"
		case m.ReplyTo != 0 && chat < 0:
			mark = "↩"
		}
		s.shown[key] = text
		fmt.Fprintf(&s.out, "  督办 %s %s\n%s", mark, name+s.topicName(chat, m.Thread), text)
		if strings.ContainsAny(text, "{}") {
			s.t.Errorf("a placeholder was left in what %s reads:\n%s", name, text)
		}
	}
}

func shownMessage(m sandbox.Message) string {
	var b strings.Builder
	for _, line := range strings.Split(m.Text, "\n") {
		fmt.Fprintf(&b, "  │ %s\n", line)
	}
	for _, f := range m.Files {
		fmt.Fprintf(&b, "  │ 📎 %s\n", f.Name)
	}
	if m.AlbumID != "" {
		b.WriteString("  │ （同一组）\n")
	}
	for _, row := range m.Buttons {
		b.WriteString("  │")
		for _, button := range row {
			fmt.Fprintf(&b, " [%s]", button.Text)
		}
		b.WriteString("\n")
	}
	return strings.ReplaceAll(b.String(), "│ \n", "│\n")
}

func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories found: %v", err)
	}
	told := make([]*effort, len(files)) // nil where -run passes it over
	t.Cleanup(func() {
		if all := newEffort(); all.sum(told) {
			all.compare(t)
		}
	})
	for i, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			told[i] = newEffort()
			synctest.Test(t, func(t *testing.T) { tell(t, file, told[i]) })
		})
	}
}

func tell(t *testing.T, file string, effort *effort) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t, "2025-08-22 08:50")
	defer o.close()
	o.district()
	cast(o, string(want))
	effort.answered(t, o)
	s := &story{office: o, effort: effort, own: map[string]int{}}
	got := s.play(string(want))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != string(want) {
		t.Errorf("the story has changed; run with -update and read it.\n%s", firstDifference(got, string(want)))
	}
}
