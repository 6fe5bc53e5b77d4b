package sandbox_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"testing"
	"testing/iotest"
)

// What should be a number or a Boolean is read as far as it can be, and never refused.
func TestScalars(t *testing.T) {
	w := started(t)
	for _, a := range []args{
		{"chat_id": "101", "message_thread_id": "one", "protect_content": "perhaps"},
		{"chat_id": 101.0, "message_thread_id": true, "protect_content": 2},
		{"chat_id": "101.0", "message_thread_id": "", "protect_content": "on"},
		{"chat_id": "101x", "message_thread_id": []int{1}, "protect_content": args{}},
	} {
		a["text"] = "x"
		m := w.raw("sendMessage", a)
		same(t, text(t, a), m["has_protected_content"] == nil && m["message_thread_id"] == nil, true)
	}
	for _, yes := range []any{true, "True", " yes ", 1, "1"} {
		same(t, text(t, yes), w.raw("sendMessage", args{"chat_id": li, "text": "x", "protect_content": yes})["has_protected_content"] == true, true)
	}
	same(t, "no number", w.do("sendMessage", args{"chat_id": "li", "text": "x"}).Description, "Bad Request: chat not found")
	at := w.raw("sendLocation", args{"chat_id": li, "latitude": "NaN", "longitude": "far"})["location"]
	same(t, "no place", text(t, at), `{"latitude":0,"longitude":0}`)
	same(t, "no list", w.do("getUpdates", args{"limit": "many", "timeout": "none", "offset": "first"}).OK, true)
	same(t, "rights", w.do("setMyDefaultAdministratorRights", args{"rights": []int{}}).Description,
		"Bad Request: can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object")
}

// A form and a query may hold any letter, as hand-written ones do.
func TestLooseForms(t *testing.T) {
	w := started(t)
	for _, c := range []struct{ raw, want string }{
		{"a;b", "a;b"}, {"100%", "100%"}, {"5%+x%zz%2", "5% x%zz%2"}, {"%e6%9d%8e%2B+", "李+"}, {"x&&y=1", "x"}, {"a=b", "a=b"},
	} {
		var m message
		w.post("sendMessage", "application/x-www-form-urlencoded", []byte("chat_id=101&text="+c.raw)).into(t, &m)
		same(t, "form "+c.raw, m.Text, c.want)
		decodeResult(t, w.get("/bot"+token+"/sendMessage?chat_id=101&text="+c.raw), &m)
		same(t, "query "+c.raw, m.Text, c.want)
	}
}

// A body that arrives byte by byte, with more after its last boundary, is as good as any.
func TestSlowMultipart(t *testing.T) {
	w := started(t)
	kind, body := form(t, args{"chat_id": li, "text": "慢"})
	r, err := http.NewRequest(http.MethodPost, "http://telegram.test/bot"+token+"/sendMessage", iotest.OneByteReader(bytes.NewReader(append(body, "epilogue"...))))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	resp, err := w.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	var m message
	decodeResult(t, resp, &m)
	same(t, "text", m.Text, "慢")
}

// postPacked posts a JSON body under a Content-Encoding and gives the status too.
func (w *world) postPacked(encoding string, body []byte) (int, answer) {
	w.t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://telegram.test/bot"+token+"/sendMessage", bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Content-Encoding", encoding)
	resp, err := w.RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	var a answer
	decode(w.t, resp, &a)
	return resp.StatusCode, a
}

// packed gives a body as a compressor writes it.
func packed(t testing.TB, open func(io.Writer) io.WriteCloser, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := open(&b)
	if _, err := io.WriteString(w, body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCompressedBodies(t *testing.T) {
	w := started(t)
	body := `{"chat_id":101,"text":"压缩"}`
	zipped := packed(t, func(to io.Writer) io.WriteCloser { return gzip.NewWriter(to) }, body)
	deflated := packed(t, func(to io.Writer) io.WriteCloser { return zlib.NewWriter(to) }, body)
	for name, c := range map[string]struct {
		encoding string
		body     []byte
		status   int
		want     string
	}{
		"gzip":    {"gzip", zipped, 200, ""},
		"deflate": {"Deflate", deflated, 200, ""},
		"swapped": {"deflate", zipped, 200, ""},
		"empty":   {"gzip", nil, 400, "Bad Request: message text is empty"},
		"broken":  {"gzip", []byte(body), 400, "Bad Request: can't read the request"},
		"strange": {"br", []byte(body), 415, "Unsupported Media Type: unsupported content-encoding"},
	} {
		status, a := w.postPacked(c.encoding, c.body)
		same(t, name+" status", status, c.status)
		same(t, name, a.Description, c.want)
	}
	var m message
	_, a := w.postPacked("gzip", zipped)
	a.into(t, &m)
	same(t, "text", m.Text, "压缩")
}
