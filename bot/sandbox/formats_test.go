package sandbox_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"duban/bot/sandbox"
)

// get asks without a body and gives the response with its body read.
func (w *world) get(path string) *http.Response {
	w.t.Helper()
	r, err := http.NewRequest(http.MethodGet, "http://telegram.test"+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	resp, err := w.RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	resp.Body = io.NopCloser(bytes.NewReader(raw))
	return resp
}

// The same message in each encoding that client libraries use gives the same result.
func TestEncodings(t *testing.T) {
	w := started(t)
	markup := `{"inline_keyboard":[[{"text":"好","callback_data":"ok"}]]}`
	fields := args{"chat_id": li, "text": "你好 <b>世界</b>", "parse_mode": "HTML", "reply_markup": markup}
	values := url.Values{}
	for name, v := range fields {
		values.Set(name, string(flatten(t, v)))
	}
	var fromQuery answer
	decode(t, w.get("/bot"+token+"/sendMessage?"+values.Encode()), &fromQuery)
	nested := args{"chat_id": li, "text": fields["text"], "parse_mode": "HTML", "reply_markup": buttons()}
	nested["reply_markup"] = args{"inline_keyboard": [][]args{{{"text": "好", "callback_data": "ok"}}}}
	for name, got := range map[string]answer{
		"query":                      fromQuery,
		"urlencoded":                 w.post("sendMessage", "application/x-www-form-urlencoded", []byte(values.Encode())),
		"multipart":                  w.doForm("sendMessage", fields),
		"JSON":                       w.do("sendMessage", nested),
		"JSON with JSON in a string": w.do("sendMessage", fields),
		"JSON with charset": w.post("sendMessage", "application/json; charset=utf-8",
			[]byte(`{"chat_id":"101","text":"你好 <b>世界</b>","parse_mode":"html","message_thread_id":null,"reply_markup":`+markup+`}`)),
	} {
		var m message
		got.into(t, &m)
		same(t, name+" text", m.Text, "你好 世界")
		same(t, name+" entities", len(m.Entities), 1)
		same(t, name+" entity", m.Entities[0], sandbox.Entity{Type: "bold", Offset: 3, Length: 2})
		same(t, name+" button", m.Markup.Rows[0][0].Data, "ok")
	}
}

func TestBrokenBodies(t *testing.T) {
	w := started(t)
	for _, c := range []struct{ kind, body, want string }{
		{"application/json", `{"chat_id":`, "Bad Request: message text is empty"},
		{"application/json", `[1]`, "Bad Request: message text is empty"},
		{"multipart/form-data; boundary=x", "--x\r\nbroken", "Bad Request: can't parse multipart form data"},
		{"application/x-www-form-urlencoded", "a=%zz", "Bad Request: message text is empty"},
	} {
		same(t, c.body, w.post("sendMessage", c.kind, []byte(c.body)).Description, c.want)
	}
	first := "chat_id=101&text=first&text=second"
	var m message
	decodeResult(t, w.get("/bot"+token+"/sendMessage?"+first), &m)
	same(t, "the first of a name counts", m.Text, "first")
	if !w.post("getMe", "", nil).OK {
		t.Error("getMe without body and type is refused")
	}
}

func decodeResult(t *testing.T, r *http.Response, v any) {
	t.Helper()
	var a answer
	decode(t, r, &a)
	a.into(t, v)
}

// null is a word to Telegram: as a number nothing, as a text four letters, as an object a mistake.
func TestNull(t *testing.T) {
	w := started(t)
	send := func(body string) answer { return w.post("sendMessage", "application/json", []byte(body)) }
	same(t, "number", send(`{"chat_id":101,"text":"x","message_thread_id":null,"protect_content":null}`).OK, true)
	same(t, "object", send(`{"chat_id":101,"text":"x","reply_markup":null}`).Description, "Bad Request: object expected as reply markup")
	same(t, "lists that are passed over", send(`{"chat_id":101,"text":"x","entities":null,"allowed_updates":"x"}`).OK, true)
	var m message
	send(`{"chat_id":101,"text":null}`).into(t, &m)
	same(t, "text", m.Text, "null")
}

// An album comes as attach:// parts, and files are sent again by their id.
func TestFiles(t *testing.T) {
	w := started(t)
	var album []message
	w.doForm("sendMediaGroup", args{
		"chat_id": strconv.FormatInt(li, 10), "a": picture(t, 1600, 900), "b": picture(t, 50, 50),
		"media": `[{"type":"photo","media":"attach://a","caption":"<i>两张</i>","parse_mode":"HTML"},{"type":"photo","media":"attach://b"}]`,
	}).into(t, &album)
	same(t, "items", len(album), 2)
	same(t, "one album", album[0].Album, album[1].Album)
	same(t, "caption", album[0].Caption+"|"+album[1].Caption, "两张|")
	same(t, "sizes", len(album[0].Photo), 5)
	same(t, "largest", album[0].Photo[4].Width, 1600)
	same(t, "small one", len(album[1].Photo), 1)

	var again message
	w.do("sendPhoto", args{"chat_id": li, "photo": album[0].Photo[4].ID}).into(t, &again)
	same(t, "by id", again.Photo[4].Width, 1600)

	var doc message
	w.doForm("sendDocument", args{"chat_id": li, "document": []byte("内容")}).into(t, &doc)
	same(t, "name", doc.Document.Name, "document.bin")
	same(t, "downloaded", w.downloaded(doc.Document.ID), "内容")

	in, err := w.SendFile(li, li, `..\..\表.xlsx`, []byte("表"), "见附件", false)
	if err != nil {
		t.Fatal(err)
	}
	got := w.updates()[0].Message
	same(t, "incoming name", got.Document.Name, "表.xlsx")
	same(t, "incoming caption", got.Caption, "见附件")
	same(t, "incoming bytes", w.downloaded(got.Document.ID), "表")
	f, ok := w.File(in.Files[0].ID)
	same(t, "kept", ok && string(f.Content) == "表", true)
	if _, err := w.SendAlbum(li, li, []sandbox.Upload{{Name: "a.png", Content: picture(t, 9, 9), Photo: true}, {Name: "b.txt", Content: []byte("b")}}, "相册"); err != nil {
		t.Fatal(err)
	}
	same(t, "incoming album", len(w.updates()), 2)
}

func (w *world) downloaded(id string) string {
	w.t.Helper()
	var f struct {
		Path string `json:"file_path"`
	}
	w.do("getFile", args{"file_id": id}).into(w.t, &f)
	raw, err := io.ReadAll(w.get("/file/bot" + token + "/" + f.Path).Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(raw)
}

func TestFileLimits(t *testing.T) {
	w := started(t)
	for _, c := range []struct {
		name, method, part string
		content            []byte
		want               string
	}{
		{"empty", "sendDocument", "document", []byte{}, "Bad Request: file must be non-empty"},
		{"no picture", "sendPhoto", "photo", []byte("text"), "Bad Request: IMAGE_PROCESS_FAILED"},
		{"sides", "sendPhoto", "photo", picture(t, 9520, 481), "Bad Request: PHOTO_INVALID_DIMENSIONS"},
		{"big photo", "sendPhoto", "photo", make([]byte, 10<<20+1), "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"},
		{"big upload", "sendDocument", "document", make([]byte, 50<<20+1), "Request Entity Too Large"},
	} {
		same(t, c.name, w.doForm(c.method, args{"chat_id": li, c.part: c.content}).Description, c.want)
	}
	var m message
	w.doForm("sendDocument", args{"chat_id": li, "document": make([]byte, 20<<20+1)}).into(t, &m)
	same(t, "download", w.do("getFile", args{"file_id": m.Document.ID}).Description, "Bad Request: file is too big")
}

// Over a real socket the answers are the same, and a cut connection is cut.
func TestOverHTTP(t *testing.T) {
	w := started(t)
	server := httptest.NewServer(w)
	defer server.Close()
	send := func() (*http.Response, error) {
		return http.Post(server.URL+"/bot"+token+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":101,"text":"甲"}`))
	}
	resp, err := send()
	if err != nil {
		t.Fatal(err)
	}
	var a answer
	decode(t, resp, &a)
	same(t, "sent", a.OK, true)
	before := len(w.Messages(li))
	for _, c := range []struct {
		do   sandbox.FaultKind
		sent int
	}{{sandbox.FaultCutBefore, 0}, {sandbox.FaultCutAfter, 1}, {sandbox.FaultTruncated, 1}} {
		w.Inject(sandbox.Fault{Method: "sendMessage", Do: c.do})
		if resp, err := send(); err == nil {
			_, err = io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			same(t, string(c.do)+" ends early", err, io.ErrUnexpectedEOF)
		}
		same(t, string(c.do), len(w.Messages(li))-before, c.sent)
		before = len(w.Messages(li))
	}
}

// Client libraries write names of files in all manners.
func TestNamesOfFiles(t *testing.T) {
	w := started(t)
	for header, want := range map[string]string{
		`form-data; name="document"; filename="表 \"1\".txt"`:  `表 "1".txt`,
		`form-data; name="document"; filename=表.txt`:          "表.txt",
		`form-data;name="document";filename=a b.txt`:          "a b.txt",
		`form-data; name=document; filename="%E8%A1%A8.txt"`:  "表.txt",
		`form-data; filename="a.txt"; name="document"; x="y"`: "a.txt",
	} {
		body := "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n101\r\n--x\r\nContent-Disposition: " + header + "\r\nContent-Type: text/plain\r\n\r\n内容\r\n--x--\r\n"
		var m message
		w.post("sendDocument", "multipart/form-data; boundary=x", []byte(body)).into(t, &m)
		same(t, header, m.Document.Name, want)
	}
	body := "--x\r\nContent-Disposition: form-data; filename=a.txt\r\n\r\n内容\r\n--x--\r\n"
	same(t, "no name", w.post("sendDocument", "multipart/form-data; boundary=x", []byte(body)).Description, "Bad Request: field name in multipart/form-data not found")
}
