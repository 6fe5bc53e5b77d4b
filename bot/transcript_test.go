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
//	王芳：1 完成5个              somebody writes to the bot
//	王芳 ↩：5个                 ... in reply to the bot's latest message
//	王芳 [🟢 正常]               ... presses the latest button of that label
//	王芳 ✎：6个                 ... edits the own latest message
type story struct {
	*office
	out strings.Builder
	own map[string]int // each person's own latest message
}

// play replays the lines of the file at the margin and returns the transcript
// with what the bot says to them.
func (s *story) play(text string) string {
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "  ") || line == "" {
			continue
		}
		fmt.Fprintln(&s.out, line)
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "人物 ") {
			continue
		}
		s.step(line)
		s.settle()
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
		s.press(who, label)
		return
	}
	who, text, ok := strings.Cut(line, "：")
	if !ok {
		s.t.Fatalf("not a line of a story: %s", line)
	}
	name, how, _ := strings.Cut(who, " ")
	text = strings.ReplaceAll(text, `\n`, "\n")
	switch how {
	case "":
		s.say(name, text)
	case "↩":
		s.say(name, text, sandbox.ReplyTo(s.latest(name)))
	case "✎":
		if err := s.tg.Edit(s.people[name], s.people[name], s.own[name], text); err != nil {
			s.t.Fatalf("%s: %v", line, err)
		}
	default:
		s.t.Fatalf("not a way to say something: %s", line)
	}
}

func cutButton(line string) (who, label string, ok bool) {
	who, rest, ok := strings.Cut(line, " [")
	if !ok || strings.Contains(who, "：") || !strings.HasSuffix(rest, "]") {
		return "", "", false
	}
	return who, strings.TrimSuffix(rest, "]"), true
}

func (s *story) moveTo(at string) {
	when, err := time.ParseInLocation("2006-01-02 15:04", at, s.zone)
	if err != nil {
		s.t.Fatal(err)
	}
	time.Sleep(time.Until(when))
}

func (s *story) say(name, text string, o ...sandbox.SayOption) {
	id, ok := s.people[name]
	if !ok {
		s.t.Fatalf("nobody is called %q in this story", name)
	}
	m, err := s.tg.Say(id, id, text, o...)
	if err != nil {
		s.t.Fatalf("%s says %q: %v", name, text, err)
	}
	s.own[name] = m.ID
}

// latest is the bot's latest message to the person.
func (s *story) latest(name string) int {
	all := s.tg.Messages(s.people[name])
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].From.IsBot && !all[i].Deleted {
			return all[i].ID
		}
	}
	s.t.Fatalf("the bot has said nothing to %s", name)
	return 0
}

func (s *story) press(name, label string) {
	all := s.tg.Messages(s.people[name])
	for i := len(all) - 1; i >= 0; i-- {
		for _, row := range all[i].Buttons {
			for _, b := range row {
				if b.Text != label || all[i].Deleted {
					continue
				}
				id, err := s.tg.Press(s.people[name], s.people[name], all[i].ID, b.Data)
				if err != nil {
					s.t.Fatalf("%s presses %s: %v", name, label, err)
				}
				s.settle()
				if a, ok := s.tg.CallbackAnswer(id); !ok {
					s.t.Errorf("%s presses %s and the phone goes on waiting", name, label)
				} else if a.Text != "" {
					fmt.Fprintf(&s.out, "  （%s）\n", a.Text)
				}
				return
			}
		}
	}
	s.t.Fatalf("%s has no button %q; the chat is\n%s", name, label, s.out.String())
}

// hear writes down what is new or changed in every chat.
func (s *story) hear() {
	for _, name := range sortedNames(s.people) {
		for _, m := range s.tg.Messages(s.people[name]) {
			if !m.From.IsBot || m.Deleted {
				continue
			}
			key := fmt.Sprintf("%d/%d", m.Chat, m.ID)
			text := shownMessage(m)
			if s.shown[key] == text {
				continue
			}
			mark := "→"
			if s.shown[key] != "" {
				mark = "✎"
			}
			s.shown[key] = text
			fmt.Fprintf(&s.out, "  督办 %s %s\n%s", mark, name, text)
			if strings.ContainsAny(text, "{}") {
				s.t.Errorf("a placeholder was left in what %s reads:\n%s", name, text)
			}
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
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { tell(t, file) })
		})
	}
}

func tell(t *testing.T, file string) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t, "2025-08-22 08:50")
	defer o.close()
	o.district()
	cast(o, string(want))
	s := &story{office: o, own: map[string]int{}}
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
