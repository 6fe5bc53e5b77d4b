package telegram

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseCommand(t *testing.T) {
	for text, want := range map[string]*Command{
		"/help":                       {Name: "help"},
		"/Status@Duban_bot":           {Name: "status", Bot: "Duban_bot"},
		"/status@duban_bot 水务局 👍":     {Name: "status", Bot: "duban_bot", Args: "水务局 👍"},
		"/start  ABC-12_x ":           {Name: "start", Args: "ABC-12_x"},
		"/import\n第一行\n第二行":           {Name: "import", Args: "第一行\n第二行"},
		"/report完成90":                 {Name: "report", Args: "完成90"},
		"／help":                       {Name: "help"},
		"/status@duban_bot，水务局":       {Name: "status", Bot: "duban_bot", Args: "，水务局"},
		"/" + strings.Repeat("a", 32): {Name: strings.Repeat("a", 32)},
		"/" + strings.Repeat("a", 33): nil,
		"":                            nil,
		"/":                           nil,
		"help":                        nil,
		" /help":                      nil,
		"👍 /help":                     nil,
		"水务局 /help":                   nil,
		"/水务局":                        nil,
		"/status@":                    nil,
		"/status@水务局":                 nil,
		"/etc/passwd":                 nil,
		"/a<b>":                       nil,
		"/a@b@c":                      nil,
		"//help":                      nil,
	} {
		if d := cmp.Diff(want, ParseCommand(text)); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
}

func TestCommandFor(t *testing.T) {
	for _, tc := range []struct {
		bot  string
		want bool
	}{{"", true}, {"duban_bot", true}, {"DUBAN_BOT", true}, {"duban_bots", false}} {
		if got := (Command{Name: "x", Bot: tc.bot}).For("Duban_bot"); got != tc.want {
			t.Errorf("%q: %v", tc.bot, got)
		}
	}
}

func FuzzParseCommand(f *testing.F) {
	f.Add("/status@duban_bot 水务局")
	f.Add("／a")
	f.Fuzz(func(t *testing.T, text string) {
		c := ParseCommand(text)
		if c == nil {
			return
		}
		if len(c.Name) == 0 || len(c.Name) > 32 || c.Name != strings.ToLower(c.Name) {
			t.Errorf("%q: name %q", text, c.Name)
		}
		if !strings.HasSuffix(strings.TrimSpace(text), c.Args) {
			t.Errorf("%q: arguments %q", text, c.Args)
		}
	})
}
