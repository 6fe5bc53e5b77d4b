package sandbox_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"duban/bot/sandbox"
)

// browser asks the page's own addresses.
type browser struct {
	*world
	page http.Handler
}

func (b browser) do(method, path, kind, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	b.page.ServeHTTP(w, r)
	return w
}

func (b browser) get(path string, into any) {
	b.t.Helper()
	got := b.do(http.MethodGet, path, "", "")
	if err := json.Unmarshal(got.Body.Bytes(), into); err != nil {
		b.t.Fatalf("%s: %v %s", path, err, got.Body)
	}
}

func open(w *world) browser { return browser{w, w.Page(sandbox.PageOptions{})} }

// shown is what the tests look at of a chat on the page.
type shown struct {
	Messages []struct {
		ID       int
		Text     string
		HTML     string
		Answered *struct{ Name, Text string }
		Keyboard *struct{}
	}
	More     bool
	Keyboard *struct{ Rows [][]struct{ Text string } }
}

// A chat comes a page at a time, latest first, and with the keyboard that is in force.
func TestPagesOfAChat(t *testing.T) {
	w := started(t)
	b := open(w)
	w.say(li, "选", args{"reply_markup": args{"keyboard": [][]string{{"是"}}}})
	for range 100 {
		w.say(li, "<b>x</b>", args{"parse_mode": "HTML"})
	}
	var latest, older shown
	b.get("/page/chat?chat=101&thread=-1", &latest)
	same(t, "a page", len(latest.Messages), 60)
	same(t, "there is more", latest.More, true)
	same(t, "keyboard", latest.Keyboard.Rows[0][0].Text, "是")
	same(t, "drawn", latest.Messages[59].HTML, "<b>x</b>")
	b.get("/page/chat?chat=101&thread=-1&before="+text(t, latest.Messages[0].ID), &older)
	same(t, "the rest", len(older.Messages), 42)
	same(t, "no more", older.More, false)
	w.say(li, "去", args{"reply_markup": args{"remove_keyboard": true}})
	var again shown
	b.get("/page/chat?chat=101&thread=-1", &again)
	same(t, "taken away", again.Keyboard == nil, true)
}

// A person's list has their chats with what was said last, in a forum for each topic.
func TestListOfChats(t *testing.T) {
	w := started(t)
	b := open(w)
	forum := w.AddGroup("坛", sandbox.GroupOptions{Forum: true, BotAdmin: true}, li)
	id := w.AddTopic(forum, "局")
	w.say(forum, "在话题里", args{"message_thread_id": id})
	w.say(forum, "综合")
	w.do("setMyCommands", args{"commands": []args{{"command": "a", "description": "b"}}})
	var chats []struct {
		ID     int64
		Title  string
		Menu   []sandbox.Command
		Latest struct{ Text string }
		Topics []struct {
			Name   string
			Latest struct{ Text string }
		}
	}
	b.get("/page/chats?person=101", &chats)
	same(t, "chats", len(chats), 2)
	same(t, "bot", chats[0].Title+chats[0].Latest.Text+chats[0].Menu[0].Command, "督办/starta")
	topics := chats[1].Topics
	same(t, "topics", topics[0].Latest.Text+"|"+topics[1].Name+topics[1].Latest.Text, "综合|局在话题里")
	var in shown
	b.get("/page/chat?chat="+text(t, forum)+"&thread="+text(t, id), &in)
	same(t, "one topic", len(in.Messages), 2)
}

// Each change is sent with its message, so that nothing need be loaded anew.
func TestEventStream(t *testing.T) {
	w := started(t)
	server := httptest.NewServer(w.Page(sandbox.PageOptions{}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/page/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	next := func() (kind, data string) {
		for lines.Scan() {
			if v, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				kind = v
			}
			if v, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return kind, v
			}
		}
		return "", ""
	}
	lines.Scan() // the stream is open once its first line is there
	m := w.say(li, "一 <i>", args{"reply_markup": buttons("a")})
	w.do("editMessageText", args{"chat_id": li, "message_id": m.ID, "text": "二"})
	w.do("sendChatAction", args{"chat_id": li, "action": "typing"})
	w.do("deleteMessage", args{"chat_id": li, "message_id": m.ID})
	for _, want := range [][2]string{
		{"message", `"html":"一 \u0026lt;i\u0026gt;"`}, {"edit", `"text":"二"`}, {"typing", `{"chat":101,"action":"typing"}`}, {"delete", `"id":` + text(t, m.ID)},
	} {
		kind, data := next()
		same(t, "kind", kind, want[0])
		if !strings.Contains(data, want[1]) {
			t.Errorf("%s: %s has no %s", kind, data, want[1])
		}
	}
}

// People act on the page: press and see the answer, react, correct, send files, of which several are an album.
func TestDeeds(t *testing.T) {
	w := started(t)
	b := open(w)
	post := func(name, body string) *httptest.ResponseRecorder {
		return b.do(http.MethodPost, "/page/"+name, "application/json", body)
	}
	m := w.say(li, "问", args{"reply_markup": buttons("a")})
	id := text(t, m.ID)
	w.updates()
	answered := make(chan string)
	go func() {
		answered <- post("press", `{"person":101,"chat":101,"message":`+id+`,"data":"a"}`).Body.String()
	}()
	var got []update
	w.do("getUpdates", args{"timeout": 20}).into(t, &got)
	w.do("answerCallbackQuery", args{"callback_query_id": got[0].Callback.ID, "text": "好", "show_alert": true})
	same(t, "answer", strings.Contains(<-answered, `"text":"好","alert":true`), true)
	same(t, "react", post("react", `{"person":101,"chat":101,"message":`+id+`,"emoji":"👍"}`).Code, 200)
	same(t, "edit another's", post("edit", `{"person":101,"chat":101,"message":`+id+`,"text":"x"}`).Code, 400)
	same(t, "group", post("group", `{"title":"组","members":[101],"forum":true}`).Code, 200)
	same(t, "no clock", post("clock", `{"next":true}`).Code, 400)

	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, v := range map[string]string{"person": "101", "chat": "101", "caption": "两张", "kind": "photo"} {
		_ = form.WriteField(name, v)
	}
	for _, name := range []string{"a.png", "b.png"} {
		part, _ := form.CreateFormFile("file", name)
		_, _ = part.Write(picture(t, 9, 9))
	}
	_ = form.Close()
	same(t, "upload", b.do(http.MethodPost, "/page/upload", form.FormDataContentType(), body.String()).Code, 200)
	all := w.Messages(li)
	same(t, "album", all[len(all)-1].AlbumID != "" && all[len(all)-1].AlbumID == all[len(all)-2].AlbumID, true)
	f := all[len(all)-1].Files[0]
	picture := b.do(http.MethodGet, "/page/file/"+f.ID, "", "")
	same(t, "picture", picture.Header().Get("Content-Type"), "image/png")
}

// The page loads nothing from elsewhere; what somebody sends as a document is never shown as a page of ours.
func TestPageIsShut(t *testing.T) {
	w := started(t)
	b := open(w)
	m, err := w.SendFile(li, li, "a.html", []byte("<script>1</script>"), "", false)
	if err != nil {
		t.Fatal(err)
	}
	got := b.do(http.MethodGet, "/page/file/"+m.Files[0].ID, "", "")
	same(t, "saved only", got.Header().Get("Content-Disposition")+" "+got.Header().Get("Content-Type"), "attachment application/octet-stream")
	for _, file := range []string{"", "page.js", "pane.js", "log.js", "write.js", "message.js", "net.js", "words.js", "style.css", "message.css"} {
		got := b.do(http.MethodGet, "/"+file, "", "")
		same(t, file, got.Code, 200)
		policy := got.Header().Get("Content-Security-Policy")
		same(t, "policy", strings.Contains(policy, "default-src 'none'") && !strings.Contains(policy, "unsafe"), true)
	}
	r := httptest.NewRequest(http.MethodPost, "/page/say", strings.NewReader(`{"person":101,"chat":101,"text":"x"}`))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	strange := httptest.NewRecorder()
	b.page.ServeHTTP(strange, r)
	same(t, "another site's page", strange.Code, 403)
}
