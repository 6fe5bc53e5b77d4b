package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// reply is an answer before it is put on a wire, real or not.
type reply struct {
	status     int
	kind       string // Content-Type
	body       []byte
	retryAfter int // seconds, for the header of the same name; 0 is none
	// cut means that the connection ends without an answer, half that it ends in the middle of the body.
	cut, half bool
}

// ServeHTTP answers as api.telegram.org does, under /bot<token>/ and /file/bot<token>/. A cut connection is http.ErrAbortHandler.
func (t *Telegram) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := t.answer(r)
	if a.cut {
		panic(http.ErrAbortHandler)
	}
	maps.Copy(w.Header(), a.header())
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	if !a.half {
		_, _ = w.Write(a.body)
		return
	}
	_, _ = w.Write(a.body[:len(a.body)/2])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// RoundTrip answers without a socket, for any host. A cut connection is io.ErrUnexpectedEOF, a request that was given up its context's error.
func (t *Telegram) RoundTrip(r *http.Request) (*http.Response, error) {
	a := t.answer(r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if a.cut {
		return nil, io.ErrUnexpectedEOF
	}
	return a.response(r), nil
}

func (a reply) header() http.Header {
	h := http.Header{"Content-Type": {a.kind}}
	if a.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(a.retryAfter))
	}
	return h
}

func (a reply) response(r *http.Request) *http.Response {
	var body io.Reader = bytes.NewReader(a.body)
	if a.half {
		body = io.MultiReader(bytes.NewReader(a.body[:len(a.body)/2]), broken{})
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header(), Body: io.NopCloser(body), ContentLength: int64(len(a.body)), Request: r,
	}
}

// broken is the rest of a body whose connection was cut.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// answer finds out what is asked for. The body is always read to its end and closed.
func (t *Telegram) answer(r *http.Request) reply {
	p, fault := readParams(r)
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		token, path, _ := strings.Cut(rest, "/")
		return t.download(token, path)
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, complete := strings.Cut(rest, "/")
	if !ok || !complete {
		return refuse(notFound())
	}
	if name == "" {
		name = p.values["method"]
	}
	if fault != nil {
		return refuse(fault)
	}
	return t.call(r.Context(), token, strings.TrimSuffix(name, "/"), p)
}

func refuse(e *apiError) reply {
	a := asJSON(e.code, e.envelope())
	a.retryAfter = e.retryAfter
	return a
}

func asJSON(status int, v any) reply {
	return reply{status: status, kind: "application/json", body: mustJSON(v)}
}

// call is one request of a bot, on its way through.
type call struct {
	params
	t    *Telegram
	bot  *bot
	ctx  context.Context
	row  row
	note string // what Telegram adds to a success as its description
}

// call runs one method of the bot with this token.
func (t *Telegram) call(ctx context.Context, token, name string, p params) reply {
	t.mu.Lock()
	b, r, known := t.botByToken(token), t.table[strings.ToLower(name)], t.table[strings.ToLower(name)].name != ""
	t.mu.Unlock()
	if b == nil {
		return refuse(wrongToken(token))
	}
	if !known {
		return refuse(&apiError{code: http.StatusNotFound, text: "Not Found: method not found"})
	}
	return (&call{params: p, t: t, bot: b, ctx: ctx, row: r}).perform()
}

var tokenShape = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

// wrongToken is the refusal of a token that is nobody's, and of what is no token.
func wrongToken(token string) *apiError {
	if tokenShape.MatchString(token) {
		return unauthorized()
	}
	return notFound()
}

// perform runs the method with the faults that were ordered for it.
func (c *call) perform() reply {
	c.t.mu.Lock()
	f := c.t.strike(c.row.name, c.integer("chat_id"))
	c.t.mu.Unlock()
	if a, struck := c.before(f); struck {
		c.record(a, nil)
		return a
	}
	result, fault := c.run()
	a := asJSON(http.StatusOK, envelope{OK: true, Result: result, Description: c.note})
	if fault != nil {
		a = refuse(fault)
	}
	if c.ctx.Err() != nil {
		a.cut = true
	}
	acted := a
	a = c.after(f, a)
	c.record(a, &acted)
	return a
}

// run checks the request and acts. Methods that wait take the lock themselves.
func (c *call) run() (any, *apiError) {
	if fault := c.t.facts.check(c.row.name, c.params); fault != nil {
		return nil, fault
	}
	if c.has("business_connection_id") {
		return nil, bad("business connection not found") // nobody here has a business account
	}
	if c.row.waits != nil {
		return c.row.waits(c)
	}
	c.t.mu.Lock()
	defer c.t.mu.Unlock()
	if fault := c.limited(); fault != nil {
		return nil, fault
	}
	return c.row.act(c)
}
