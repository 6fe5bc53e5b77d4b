package telegram

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// plainForms sends calls without a file as an ordinary form. The library makes
// every call a multipart one; Telegram takes both, but not every proxy and
// every imitation of the Bot API reads multipart.
type plainForms struct{ http Doer }

// Do passes the call on, as a plain form where it uploads nothing.
func (p plainForms) Do(r *http.Request) (*http.Response, error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" || r.GetBody == nil {
		return p.http.Do(r)
	}
	form, err := fields(r, params["boundary"])
	if errors.Is(err, errFile) {
		return p.http.Do(r)
	}
	if err != nil {
		return nil, fmt.Errorf("the form of a call: %w", err)
	}
	plain, err := http.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	plain.Header = r.Header.Clone()
	plain.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if again(path.Base(r.URL.Path)) {
		repeatable(plain)
	}
	return p.http.Do(plain)
}

// again says whether a method does no harm when it is done twice. A message
// would be there twice, and a probe would find what it has changed itself.
func again(method string) bool {
	return !strings.HasPrefix(method, "send") && method != "editMessageReplyMarkup"
}

// repeatable has net/http make the call once more where a server had closed the
// connection that was kept open. The header itself is not sent.
func repeatable(r *http.Request) { r.Header["Idempotency-Key"] = nil }

var errFile = errors.New("a file is in the form")

// fields reads a copy of the request's form; errFile if it uploads something.
func fields(r *http.Request, boundary string) (url.Values, error) {
	body, err := r.GetBody()
	if err != nil {
		return nil, err
	}
	defer body.Close()
	form := url.Values{}
	for parts := multipart.NewReader(body, boundary); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			return nil, errFile
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		form.Add(part.FormName(), string(value))
	}
}
