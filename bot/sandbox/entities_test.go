package sandbox_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"duban/bot/sandbox"
)

// Offsets count UTF-16 units: an emoji is two, a Chinese letter one.
func TestEntities(t *testing.T) {
	w := started(t)
	type list = []sandbox.Entity
	for _, c := range []struct {
		mode, in, text string
		want           list
	}{
		{"HTML", "😀<b>粗体</b>", "😀粗体", list{{Type: "bold", Offset: 2, Length: 2}}},
		{"HTML", "<b>a<i>中😀</i></b>", "a中😀", list{{Type: "bold", Length: 4}, {Type: "italic", Offset: 1, Length: 3}}},
		{"HTML", "1 &lt; 2 &amp; &quot;x&quot; &#20013;&#x6587; &nbsp;", `1 < 2 & "x" 中文 &nbsp;`, nil},
		{"HTML", `<a href="https://hd.gov.cn/a?b=1&amp;c=2">区</a>`, "区", list{{Type: "text_link", Length: 1, URL: "https://hd.gov.cn/a?b=1&c=2"}}},
		{"HTML", `<a href='javascript:x'>区</a>`, "区", nil},
		{"HTML", "<u>a</u><ins>b</ins><s>c</s><del>d</del><em>e</em><strong>f</strong>", "abcdef", list{
			{Type: "underline", Length: 1}, {Type: "underline", Offset: 1, Length: 1}, {Type: "strikethrough", Offset: 2, Length: 1},
			{Type: "strikethrough", Offset: 3, Length: 1}, {Type: "italic", Offset: 4, Length: 1}, {Type: "bold", Offset: 5, Length: 1}}},
		{"HTML", `<pre><code class="language-go">x</code></pre><code>y</code>`, "xy", list{{Type: "pre", Length: 1, Language: "go"}, {Type: "code", Offset: 1, Length: 1}}},
		{"HTML", `<blockquote expandable>引</blockquote><span class="tg-spoiler">藏</span><tg-spoiler>密</tg-spoiler>`, "引藏密", list{
			{Type: "expandable_blockquote", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1}, {Type: "spoiler", Offset: 2, Length: 1}}},
		{"HTML", "\n  <b> 头</b>  \n", "头", list{{Type: "bold", Length: 1}}},
		{"HTML", "<code>/a @bcd</code> /go", "/a @bcd /go", list{{Type: "code", Length: 7}, {Type: "bot_command", Offset: 8, Length: 3}}},
		{"MarkdownV2", `*粗* _斜_ __下__ ~删~ ||藏|| a\.b`, "粗 斜 下 删 藏 a.b", list{{Type: "bold", Length: 1}, {Type: "italic", Offset: 2, Length: 1},
			{Type: "underline", Offset: 4, Length: 1}, {Type: "strikethrough", Offset: 6, Length: 1}, {Type: "spoiler", Offset: 8, Length: 1}}},
		{"MarkdownV2", "*a _b_* `c*d` [链](https://x.cn/)", "a b c*d 链", list{{Type: "bold", Length: 3}, {Type: "italic", Offset: 2, Length: 1},
			{Type: "code", Offset: 4, Length: 3}, {Type: "text_link", Offset: 8, Length: 1, URL: "https://x.cn/"}}},
		{"Markdown", "*b* _i_ `c` a.b", "b i c a.b", list{{Type: "bold", Length: 1}, {Type: "italic", Offset: 2, Length: 1}, {Type: "code", Offset: 4, Length: 1}}},
		{"", "😀 /done@duban_bot 看https://x.cn/a。@abc #督办 a@b.cn", "😀 /done@duban_bot 看https://x.cn/a。@abc #督办 a@b.cn", list{
			{Type: "bot_command", Offset: 3, Length: 15}, {Type: "url", Offset: 20, Length: 14}, {Type: "mention", Offset: 35, Length: 4},
			{Type: "hashtag", Offset: 40, Length: 3}, {Type: "email", Offset: 44, Length: 6}}},
		{"", "/start中文 1/2", "/start中文 1/2", nil},
	} {
		m := w.say(li, c.in, args{"parse_mode": c.mode})
		same(t, c.in, m.Text, c.text)
		if !reflect.DeepEqual(m.Entities, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.in, m.Entities, c.want)
		}
	}
	m := w.say(li, "😀好", args{"entities": list{{Type: "bold", Offset: 2, Length: 1}}})
	same(t, "explicit", m.Entities[0], sandbox.Entity{Type: "bold", Offset: 2, Length: 1})
}

// What the page shows is escaped and nests, also where entities overlap.
func TestHTML(t *testing.T) {
	w := started(t)
	for _, c := range []struct {
		text string
		more args
		want string
	}{
		{"<b>1 &lt; 2</b> & <i>😀</i>", args{"parse_mode": "HTML"}, "<b>1 &lt; 2</b> &amp; <i>😀</i>"},
		{"<script>", nil, "&lt;script&gt;"},
		{"abc", args{"entities": []sandbox.Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 2}}}, "<b>a<i>b</i></b><i>c</i>"},
		{"点我", args{"entities": []sandbox.Entity{{Type: "text_link", Length: 2, URL: "javascript:alert(1)"}}}, `<span class="text_link">点我</span>`},
		{"/help https://x.cn/?a=1&b", nil, `<a class="command">/help</a> <a href="https://x.cn/?a=1&amp;b" rel="noopener noreferrer" target="_blank">https://x.cn/?a=1&amp;b</a>`},
	} {
		m := w.say(li, c.text, c.more)
		all := w.Messages(li)
		same(t, c.text, all[len(all)-1].HTML(), c.want)
		same(t, c.text, all[len(all)-1].ID, m.ID)
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<b>a</b>", "<a href='x", "</", "&#1;", "<pre><code class=\"language-x\">", "< >", "<b\n>x</b>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := started(t)
		for _, mode := range []string{"HTML", "MarkdownV2", "Markdown", ""} {
			kind, body := form(t, args{"chat_id": li, "text": text, "parse_mode": mode})
			a, err := w.try("sendMessage", kind, body)
			if err != nil {
				t.Fatal(err)
			}
			if !a.OK {
				same(t, "refused", a.ErrorCode, 400)
				continue
			}
			all := w.Messages(li)
			if out := all[len(all)-1].HTML(); strings.Contains(out, "<script") {
				t.Errorf("unsafe: %s", out)
			}
		}
	})
}

// carried is methods.json.
type carried struct {
	Version string
	Methods map[string]struct {
		Returns []string
		Params  map[string]any
	}
	Types map[string]struct {
		Fields map[string]struct{ Required bool }
	}
}

func readFacts(t *testing.T, path string) (carried, map[string]map[string]any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var typed carried
	var plain struct{ Methods, Types map[string]any }
	if err := json.Unmarshal(raw, &typed); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &plain); err != nil {
		t.Fatal(err)
	}
	return typed, map[string]map[string]any{"methods": plain.Methods, "types": plain.Types}
}

// The facts that are carried are those of the whole list, where a developer has it beside the repository.
func TestFactsEqualTheOriginal(t *testing.T) {
	original := filepath.Join("..", "..", "..", "shared", "telegram", "bot-api.json")
	if _, err := os.Stat(original); err != nil {
		t.Skip("the whole list of methods is not here")
	}
	_, mine := readFacts(t, "methods.json")
	_, whole := readFacts(t, original)
	for part, facts := range mine {
		for name, fact := range facts {
			if !reflect.DeepEqual(fact, whole[part][name]) {
				t.Errorf("%s %s differs", part, name)
			}
		}
	}
}
