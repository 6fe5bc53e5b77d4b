package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"testing"
)

const testToken = "123456:SECRET-abc_DEF"

// call is one request that the fake got.
type call struct {
	method string
	fields map[string]string
	files  map[string]string // part name to content
	names  map[string]string // part name to file name
	body   string
}

// fake stands for Telegram, without a socket so that a bubble's clock moves.
type fake struct {
	mu     sync.Mutex
	calls  []call
	answer func(r *http.Request, c call) (*http.Response, error)
}

func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	c, err := readCall(r)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	f.calls = append(f.calls, c)
	f.mu.Unlock()
	return f.answer(r, c)
}

func (f *fake) last() call {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.calls) == 0 {
		return call{}
	}
	return f.calls[len(f.calls)-1]
}

func readCall(r *http.Request) (call, error) {
	c := call{method: path.Base(r.URL.Path), fields: map[string]string{}, files: map[string]string{}, names: map[string]string{}}
	if r.Body == nil {
		return c, nil
	}
	defer func() { _ = r.Body.Close() }()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return c, err
	}
	c.body = string(body)
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(c.body)
		for name := range form {
			c.fields[name] = form.Get(name)
		}
		return c, err
	case "multipart/form-data":
	default:
		return c, nil
	}
	return c, c.readForm(multipart.NewReader(bytes.NewReader(body), params["boundary"]))
}

func (c *call) readForm(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			c.fields[part.FormName()] = string(content)
		} else {
			c.files[part.FormName()], c.names[part.FormName()] = string(content), part.FileName()
		}
	}
}

func respond(status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

// always answers every request the same.
func always(status int, body string) func(*http.Request, call) (*http.Response, error) {
	return func(*http.Request, call) (*http.Response, error) { return respond(status, body), nil }
}

func refusing(code int, description string) func(*http.Request, call) (*http.Response, error) {
	return always(code, fmt.Sprintf(`{"ok":false,"error_code":%d,"description":%q}`, code, description))
}

const sentBody = `{"ok":true,"result":{"message_id":77,"date":1764320400,"chat":{"id":5,"type":"private"}}}`

func newFake(t testing.TB, answer func(*http.Request, call) (*http.Response, error)) (*Client, *fake) {
	t.Helper()
	f := &fake{answer: answer}
	c, err := New(Config{Token: testToken, BaseURL: "http://telegram.invalid", HTTP: &http.Client{Transport: f}})
	if err != nil {
		t.Fatal(err)
	}
	return c, f
}

// brokenBody fails after its first bytes, as a cut connection does.
type brokenBody struct{ sent bool }

func (b *brokenBody) Read(p []byte) (int, error) {
	if b.sent {
		return 0, io.ErrUnexpectedEOF
	}
	b.sent = true
	return copy(p, `{"ok":tr`), nil
}

func (b *brokenBody) Close() error { return nil }

func noSecret(t *testing.T, err error) {
	t.Helper()
	for e := err; e != nil; e = errors.Unwrap(e) {
		if strings.Contains(e.Error(), "SECRET") {
			t.Errorf("the token is in an error text: %v", e)
		}
	}
}

// untilDone answers when the request's time is over, as a silent server does.
func untilDone(r *http.Request, _ call) (*http.Response, error) {
	<-r.Context().Done()
	return nil, context.Cause(r.Context())
}
