package telegram

import (
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestUnits(t *testing.T) {
	for text, want := range map[string]int{
		"":                            0,
		"督办":                          2,
		"👍":                           2,
		"👍🏽":                          4,
		"<b>督</b>办":                   2,
		`<a href="x?a>b&amp;c">链</a>`: 1,
		"a &lt; b &amp;&#128077;":     9,
		"&nbsp;":                      6,
		"1 < 2 > 1":                   9,
		"<foo>":                       5,
		`<span class="tg-spoiler">x</span><tg-emoji emoji-id="1">👍</tg-emoji>`: 3,
		"<BR>": 4,
		"\xff": 1,
	} {
		if got := Units(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestEscape(t *testing.T) {
	got := Escape("<b>\"a\" & b</b>\xff")
	if want := "&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;\uFFFD"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Plain(Escape("<b>\"a\" & &lt;")); got != "<b>\"a\" & &lt;" {
		t.Errorf("back as %q", got)
	}
}

func TestTrim(t *testing.T) {
	for _, tc := range []struct {
		text  string
		limit int
		want  string
	}{
		{"一二三", 3, "一二三"},
		{"一二三四", 3, "一二…"},
		{"<b>一二三四</b>", 3, "<b>一二…</b>"},
		{"一👍👍", 4, "一👍…"},
		{"👍👍👍", 4, "👍…"},
		{"&lt;&lt;&lt;", 2, "&lt;…"},
		{"1<2", 9, "1&lt;2"},
		{"</i>一<b>二", 9, "一<b>二</b>"},
		{"一二", 0, ""},
	} {
		if got := Trim(tc.text, tc.limit); got != tc.want {
			t.Errorf("%q to %d: %q, want %q", tc.text, tc.limit, got, tc.want)
		}
	}
}

func TestTrimPlain(t *testing.T) {
	for _, tc := range []struct {
		text  string
		limit int
		want  string
	}{
		{"一二三", 3, "一二三"}, {"一二三四", 3, "一二…"}, {"<b>&", 4, "<b>&"}, {"👍👍", 3, "👍…"}, {"👍👍", 2, "…"},
		{"👍", 1, "…"}, {"一", 0, ""}, {"", 0, ""}, {"a\xff", 2, "a\uFFFD"},
	} {
		got := TrimPlain(tc.text, tc.limit)
		if got != tc.want {
			t.Errorf("%q to %d: %q, want %q", tc.text, tc.limit, got, tc.want)
		}
		if n := len(utf16.Encode([]rune(got))); n > tc.limit {
			t.Errorf("%q to %d: %d units", tc.text, tc.limit, n)
		}
	}
}

func TestSplit(t *testing.T) {
	for name, tc := range map[string]struct {
		text    string
		limit   int
		borders []string
		want    []string
	}{
		"short":             {"一二", 4, nil, []string{"一二"}},
		"nothing":           {"", 4, nil, nil},
		"blanks only":       {" \n\n ", 4, nil, nil},
		"between tasks":     {"一\n二\n\n三\n四\n\n五", 8, nil, []string{"一\n二\n\n三\n四", "五"}},
		"task just fits":    {"一二\n\n三四", 6, nil, []string{"一二\n\n三四"}},
		"task too long":     {"一二三\n四五六\n七八九", 8, nil, []string{"一二三\n四五六", "七八九"}},
		"line too long":     {"一二三四五", 2, nil, []string{"一二", "三四", "五"}},
		"no half character": {"a👍👍", 2, nil, []string{"a", "👍", "👍"}},
		"no half entity":    {"&lt;&lt;&lt;", 2, nil, []string{"&lt;&lt;", "&lt;"}},
		"tags are reopened": {
			`<b>一<a href="x">二三</a></b>四`, 2, nil,
			[]string{`<b>一<a href="x">二</a></b>`, `<b><a href="x">三</a></b>四`},
		},
		"border of one's own": {"甲\n\n乙§丙\n\n丁", 6, []string{"§", "\n\n"}, []string{"甲\n\n乙", "§丙\n\n丁"}},
		"tag left open":       {"<b>一二三", 2, nil, []string{"<b>一二</b>", "<b>三</b>"}},
		"indent is kept":      {"<pre>一\n  二</pre>", 3, nil, []string{"<pre>一</pre>", "<pre>  二</pre>"}},
		"least limit":         {"👍一", -5, nil, []string{"👍", "一"}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(tc.want, Split(tc.text, tc.limit, tc.borders...)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSplitHoldsTelegramsLimit(t *testing.T) {
	parts := Split(strings.Repeat("督", 10000), 1<<30)
	if len(parts) != 3 || Units(parts[0]) != MaxText {
		t.Errorf("%d parts, the first of %d", len(parts), Units(parts[0]))
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("<b>一</b>\n\n<i>二 <a href=\"x>y\">三</a></i>\n👍👍&amp;&#128077;", 5)
	f.Add("<b><i>x</b></i></u><foo>&bar; <pre>\n\n\n  a</pre>", 3)
	f.Add(strings.Repeat("督办 ", 50), 7)
	f.Add("\xff<b \xff>\r\n\x00", 2)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 2 + max(limit, -limit, 0)%MaxText
		rest := Plain(text)
		for _, part := range Split(text, limit) {
			rest = follows(t, rest, checkPart(t, part, limit))
		}
		if strings.TrimSpace(rest) != "" {
			t.Errorf("lost %q", rest)
		}
		trimmed := Trim(text, limit)
		if Units(trimmed) > limit {
			t.Errorf("trimmed to %d, not %d", Units(trimmed), limit)
		}
		balanced(t, trimmed)
	})
}

// checkPart gives what a reader sees, found out without the code under test.
func checkPart(t *testing.T, part string, limit int) string {
	t.Helper()
	seen := balanced(t, part)
	if n := len(utf16.Encode([]rune(seen))); n > limit {
		t.Errorf("%q has %d units, limit %d", part, n, limit)
	}
	if strings.TrimSpace(seen) == "" {
		t.Errorf("%q is empty", part)
	}
	if !utf8.ValidString(part) {
		t.Errorf("%q is not UTF-8", part)
	}
	return seen
}

// follows takes seen off the front of rest; between two parts only blanks may be missing.
func follows(t *testing.T, rest, seen string) string {
	t.Helper()
	before, after, ok := strings.Cut(rest, seen)
	if !ok || strings.TrimFunc(before, unicode.IsSpace) != "" {
		t.Fatalf("%q does not follow in %q", seen, rest)
	}
	return after
}

// balanced reads HTML the plain way: every < begins a tag, every tag is closed in order, every & is an entity.
func balanced(t *testing.T, part string) string {
	t.Helper()
	var seen strings.Builder
	var open []string
	for i := 0; i < len(part); {
		if part[i] != '<' {
			end := strings.IndexByte(part[i:], '<')
			if end < 0 {
				end = len(part) - i
			}
			seen.WriteString(unescape(t, part[i:i+end]))
			i += end
			continue
		}
		end := tagEnd(part, i)
		tag := part[i+1 : end]
		name, closing := strings.CutPrefix(tag, "/")
		name = strings.ToLower(strings.FieldsFunc(name, unicode.IsSpace)[0])
		switch {
		case !closing:
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Fatalf("%q: </%s> closes nothing", part, name)
		default:
			open = open[:len(open)-1]
		}
		i = end + 1
	}
	if len(open) > 0 {
		t.Fatalf("%q: %v left open", part, open)
	}
	return seen.String()
}

// tagEnd is where the > of the tag at i stands, quotes minded.
func tagEnd(s string, i int) int {
	quote := byte(0)
	for ; i < len(s); i++ {
		switch {
		case quote != 0:
			if s[i] == quote {
				quote = 0
			}
		case s[i] == '"' || s[i] == '\'':
			quote = s[i]
		case s[i] == '>':
			return i
		}
	}
	return len(s) - 1
}

// unescape insists that an & begins one of Telegram's entities, so that html.UnescapeString and Telegram agree.
func unescape(t *testing.T, s string) string {
	t.Helper()
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "&")
		if !ok {
			return html.UnescapeString(s)
		}
		name, _, ok := strings.Cut(after, ";")
		if !ok || name != "lt" && name != "gt" && name != "amp" && name != "quot" && !strings.HasPrefix(name, "#") {
			t.Fatalf("%q has a bare &", s)
		}
		rest = after
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("<b>任务</b> 完成 90 个，按序时\n\n", 400)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text, MaxText)
	}
}

func ExampleSplit() {
	for _, part := range Split("<b>水务局</b>\n1. 修渠\n\n<b>教育局</b>\n2. 建园", 12) {
		fmt.Printf("%q\n", part)
	}
	// Output:
	// "<b>水务局</b>\n1. 修渠"
	// "<b>教育局</b>\n2. 建园"
}
