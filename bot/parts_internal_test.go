package bot

import (
	"fmt"
	"strings"
	"testing"

	"duban/bot/telegram"
	"duban/store"
)

// What is too long for a caption goes before its file; the buttons stand under
// the last part; what does not fit into an edit is said anew.
func TestParts(t *testing.T) {
	buttons := [][]store.Button{{{Text: "a", Data: "b"}}}
	file := &store.File{Name: "a.xlsx"}
	block := strings.Repeat("字", 900)
	blocks := func(n int) string { return strings.TrimSuffix(strings.Repeat(block+"\n\n", n), "\n\n") }
	for name, tc := range map[string]struct {
		m    store.Message
		want string // of each part: units, buttons, file, edit
	}{
		"short":                 {store.Message{Text: "a", Buttons: buttons}, "1b"},
		"five blocks":           {store.Message{Text: blocks(5), Buttons: buttons}, "3606 900b"},
		"a caption":             {store.Message{Text: block, Buttons: buttons, File: file}, "900bf"},
		"too long a caption":    {store.Message{Text: blocks(2), Buttons: buttons, File: file}, "1802 0bf"},
		"very long a caption":   {store.Message{Text: blocks(6), Buttons: buttons, File: file}, "3606 1802 0bf"},
		"an album":              {store.Message{Text: blocks(2), Album: []store.File{*file, *file}}, "1802 0f"},
		"no words with a file":  {store.Message{File: file}, "0f"},
		"an edit that grew":     {store.Message{Text: blocks(5), Buttons: buttons, Edits: 7}, "3606e 900b"},
		"an answer to a press":  {store.Message{Text: "好", Callback: "q"}, "1"},
		"markup does not count": {store.Message{Text: strings.Repeat("<b>字</b>", 1000), File: file}, "1000f"},
	} {
		var got []string
		for i, p := range parts(tc.m) {
			s := fmt.Sprint(telegram.Units(p.Text))
			for mark, set := range map[string]bool{"b": len(p.Buttons) > 0} {
				if set {
					s += mark
				}
			}
			if p.File != nil || len(p.Album) > 0 {
				s += "f"
			}
			if p.Edits != 0 {
				s += "e"
			}
			if want := partKey(tc.m.Key, i); p.Key != want {
				t.Errorf("%s: part %d has the key %s", name, i, p.Key)
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %v, want %s", name, got, tc.want)
		}
	}
}

// A text is cut into as many messages as it was said in before.
func TestCutInto(t *testing.T) {
	block := strings.Repeat("字", 100)
	blocks := func(n int) string { return strings.TrimSuffix(strings.Repeat(block+"\n\n", n), "\n\n") }
	for _, tc := range []struct{ blocks, n, want int }{{3, 1, 1}, {30, 2, 2}, {60, 2, 2}, {90, 3, 3}, {100, 2, 2}, {1, 2, 1}} {
		cut := cutInto(blocks(tc.blocks), tc.n)
		if len(cut) != tc.want || strings.Count(strings.Join(cut, "\n\n"), block) != tc.blocks {
			t.Errorf("%d blocks into %d: %d parts with %d blocks", tc.blocks, tc.n, len(cut), strings.Count(strings.Join(cut, "\n\n"), block))
		}
	}
}
