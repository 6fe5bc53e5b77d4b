package sandbox_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

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
		{"HTML", "<b>a<i>中😀</i></b>", "a中😀", list{{Type: "bold", Length: 1}, {Type: "bold", Offset: 1, Length: 3}, {Type: "italic", Offset: 1, Length: 3}}},
		{"HTML", "1 &lt; 2 &amp; &quot;x&quot; &#20013;&#x6587; &nbsp;", `1 < 2 & "x" 中文 &nbsp;`, nil},
		{"HTML", `<a href="https://hd.gov.cn/a?b=1&amp;c=2">区</a>`, "区", list{{Type: "text_link", Length: 1, URL: "https://hd.gov.cn/a?b=1&c=2"}}},
		{"HTML", `<a href='javascript:x'>区</a>`, "区", nil},
		{"HTML", "<u>a</u><ins>b</ins><s>c</s><del>d</del><em>e</em><strong>f</strong>", "abcdef", list{
			{Type: "underline", Length: 2}, {Type: "strikethrough", Offset: 2, Length: 2}, {Type: "italic", Offset: 4, Length: 1}, {Type: "bold", Offset: 5, Length: 1}}},
		{"HTML", `<pre><code class="language-go">x</code></pre><code>y</code>`, "xy", list{{Type: "pre", Length: 1, Language: "go"}, {Type: "code", Offset: 1, Length: 1}}},
		{"HTML", `<blockquote expandable>引</blockquote><span class="tg-spoiler">藏</span><tg-spoiler>密</tg-spoiler>`, "引藏密", list{
			{Type: "expandable_blockquote", Length: 1}, {Type: "spoiler", Offset: 1, Length: 2}}},
		{"HTML", "a&lt;b&gt c &#x41 &ampx", "a<b> c A &ampx", nil},
		{"HTML", `<b class=x-1.y id='z'>粗</b>`, "粗", list{{Type: "bold", Length: 1}}},
		{"HTML", `<a href="x.cn">甲</a><a>y.cn</a><a href="tg://resolve?domain=d">乙</a>`, "甲y.cn乙", list{
			{Type: "text_link", Length: 1, URL: "http://x.cn/"}, {Type: "text_link", Offset: 1, Length: 4, URL: "http://y.cn/"},
			{Type: "text_link", Offset: 5, Length: 1, URL: "tg://resolve?domain=d"}}},
		{"HTML", `<a>y.cn </a><a href="x.cn ">丙</a><a href="x.cn/ ">丁</a>`, "y.cn 丙丁", list{
			{Type: "url", Length: 4}, {Type: "text_link", Offset: 6, Length: 1, URL: "http://x.cn/"}}},
		{"HTML", `<code class="language-go"><pre>x</pre></code>`, "x", list{{Type: "pre", Length: 1, Language: "go"}}},
		{"MarkdownV2", ">甲\r\n>乙||\r\n丙", "甲\n乙\n丙", list{{Type: "expandable_blockquote", Length: 4}}},
		{"HTML", `<tg-emoji emoji-id="5">👍</tg-emoji>`, "👍", list{{Type: "custom_emoji", Length: 2, EmojiID: "5"}}},
		{"HTML", "\n  <b> 头</b>  \n", " 头", list{{Type: "bold", Length: 2}}},
		{"HTML", "\n  头<b>\r\n尾\t </b>", "头\n尾", list{{Type: "bold", Offset: 1, Length: 2}}},
		{"HTML", "<i>\r</i>a\r\n<b>b\x01c</b>\u2028", "a\nb c", list{{Type: "bold", Offset: 2, Length: 3}}},
		{"", "　　缩进\u00a0", "　　缩进\u00a0", nil},
		{"HTML", "<code>/a @bcd</code> /go", "/a @bcd /go", list{{Type: "code", Length: 7}, {Type: "bot_command", Offset: 8, Length: 3}}},
		{"MarkdownV2", `*粗* _斜_ __下__ ~删~ ||藏|| a\.b`, "粗 斜 下 删 藏 a.b", list{{Type: "bold", Length: 1}, {Type: "italic", Offset: 2, Length: 1},
			{Type: "underline", Offset: 4, Length: 1}, {Type: "strikethrough", Offset: 6, Length: 1}, {Type: "spoiler", Offset: 8, Length: 1}}},
		{"MarkdownV2", "*a _b_* `c*d` [链](https://x.cn/)", "a b c*d 链", list{{Type: "bold", Length: 2}, {Type: "bold", Offset: 2, Length: 1}, {Type: "italic", Offset: 2, Length: 1},
			{Type: "code", Offset: 4, Length: 3}, {Type: "text_link", Offset: 8, Length: 1, URL: "https://x.cn/"}}},
		{"MarkdownV2", "```go\nx\\`y\n```", "x`y", list{{Type: "pre", Length: 3, Language: "go"}}},
		{"MarkdownV2", ">引\n>文\n外 \\> [z\\.cn]", "引\n文\n外 > z.cn", list{{Type: "blockquote", Length: 4}, {Type: "text_link", Offset: 8, Length: 4, URL: "http://z.cn/"}}},
		{"MarkdownV2", "**>引\n>文||\n外", "引\n文\n外", list{{Type: "expandable_blockquote", Length: 4}}},
		{"MarkdownV2", "![👍](tg://emoji?id=7) *__a__*", "👍 a", list{{Type: "custom_emoji", Length: 2, EmojiID: "7"}, {Type: "bold", Offset: 3, Length: 1}, {Type: "underline", Offset: 3, Length: 1}}},
		{"Markdown", "```\nx``` [链](x.cn) \\_a", "x 链 _a", list{{Type: "pre", Length: 1}, {Type: "text_link", Offset: 2, Length: 1, URL: "http://x.cn/"}}},
		{"Markdown", "*b* _i_ `c` a.b", "b i c a.b", list{{Type: "bold", Length: 1}, {Type: "italic", Offset: 2, Length: 1}, {Type: "code", Offset: 4, Length: 1}}},
		{"", "😀 /done@duban_bot 看https://x.cn/a。@abcd #督办 a@b.cn", "😀 /done@duban_bot 看https://x.cn/a。@abcd #督办 a@b.cn", list{
			{Type: "bot_command", Offset: 3, Length: 15}, {Type: "url", Offset: 20, Length: 14}, {Type: "mention", Offset: 35, Length: 5},
			{Type: "hashtag", Offset: 41, Length: 3}, {Type: "email", Offset: 45, Length: 6}}},
		{"", "见 gov.cn/a 和 #1 #a1 $USD +8613800138000", "见 gov.cn/a 和 #1 #a1 $USD +8613800138000", list{{Type: "url", Offset: 2, Length: 8},
			{Type: "hashtag", Offset: 16, Length: 3}, {Type: "cashtag", Offset: 20, Length: 4}, {Type: "phone_number", Offset: 25, Length: 14}}},
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

// What Telegram finds by itself stands alone and has a length that makes sense.
func TestFoundInTexts(t *testing.T) {
	w := started(t)
	for text, want := range map[string]string{
		"@abc @abcd @GIF @abcd好 好@abcd @a2345678901234567890123456789012 @a23456789012345678901234567890123": "mention@abcd mention@GIF mention@a2345678901234567890123456789012",
		"/a@b /a@bcd /a@bcd/ >/a /a< (/a)": "bot_command/a@bcd bot_command/a",
		"#a#b #c #1 #te·st #办@abc #a@b":    "hashtag#c hashtag#te·st hashtag#办@abc hashtag#a",
		"x.cn:8080/a x.cn:1# 127.0.0.1:80. 192.168.1.1. 10.0.0.256 1.2.3.4.5 a.com.b _x.com 1.2.3": "urlx.cn:8080/a urlx.cn:1 url127.0.0.1:80 url192.168.1.1",
		"$ABC$DEF $GHI $KLM@abc $ABCDEFGHI $A1 $$AB":                                               "cashtag$GHI cashtag$KLM@abc",
	} {
		same(t, text, found(text, w.say(li, text).Entities), want)
	}
}

// found names entities with the words that they mark.
func found(text string, marks []sandbox.Entity) string {
	letters, all := utf16.Encode([]rune(text)), []string{}
	for _, e := range marks {
		all = append(all, e.Type+string(utf16.Decode(letters[e.Offset:e.Offset+e.Length])))
	}
	return strings.Join(all, " ")
}

// An entity that cuts a letter in two comes of counting in something else than UTF-16.
func TestHalvesOfLetters(t *testing.T) {
	w := started(t)
	bold := func(offset, length int) answer {
		return w.do("sendMessage", args{"chat_id": li, "text": "👉 👉", "entities": []sandbox.Entity{{Type: "bold", Offset: offset, Length: length}}})
	}
	same(t, "begins", bold(1, 2).Description, "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 4")
	same(t, "ends", bold(2, 2).Description, "Bad Request: entity beginning at UTF-16 offset 2 ends in a middle of a UTF-16 symbol at byte offset 9")
	same(t, "whole", bold(0, 5).OK, true)
}

// What shows nothing is no text, and no caption.
func TestInvisible(t *testing.T) {
	w := started(t)
	for _, text := range []string{"\u200b", "\t\r\n", "　", "\u2800\ufeff", "\u00a0 \u200e"} {
		same(t, text, w.do("sendMessage", args{"chat_id": li, "text": text}).Description, "Bad Request: text must be non-empty")
		var m message
		w.doForm("sendDocument", args{"chat_id": li, "document": []byte("x"), "caption": text}).into(t, &m)
		same(t, "caption", m.Caption, "")
	}
	same(t, "a filler shows", w.say(li, "\u3164").Text, "\u3164")
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
		{"abc", args{"entities": []sandbox.Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 2}}}, "<b>a</b><i><b>b</b>c</i>"},
		{"/help https://x.cn/?a=1&b", nil, `<a class="command">/help</a> <a href="https://x.cn/?a=1&amp;b" rel="noopener noreferrer" target="_blank">https://x.cn/?a=1&amp;b</a>`},
	} {
		m := w.say(li, c.text, c.more)
		all := w.Messages(li)
		same(t, c.text, all[len(all)-1].HTML(), c.want)
		same(t, c.text, all[len(all)-1].ID, m.ID)
	}
}

// No address but a harmless one becomes a link.
func TestUnsafeLinks(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "data:text/html,x", "vbscript:x", ""} {
		m := sandbox.Message{Text: "点我", Entities: []sandbox.Entity{{Type: "text_link", Length: 2, URL: address}}}
		same(t, address, m.HTML(), `<span class="text_link">点我</span>`)
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
