package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// answer keeps what Telegram said to one call. The library decodes it into
// types of its own and fails as a whole where one field is not as it expects;
// but "ok" with a message's number proves that the message was sent, whatever
// else of it can't be read.
type answer struct{ body []byte }

type answerKey struct{}

// listen gives a context whose call leaves its answer in a.
func listen(ctx context.Context, a *answer) context.Context {
	return context.WithValue(ctx, answerKey{}, a)
}

// listener keeps the answers to the calls that ask for it, and reads refusals
// before the library does, which knows fewer shapes of them.
type listener struct{ http Doer }

func (l listener) Do(r *http.Request) (*http.Response, error) {
	resp, err := l.http.Do(r)
	if err != nil {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if a, ok := r.Context().Value(answerKey{}).(*answer); ok && err == nil {
		a.body = body
	}
	if refused := refusal(resp.StatusCode, resp.Header, body); refused != nil && err == nil {
		return nil, refused
	}
	resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), failing{err}))
	return resp, nil
}

// failing ends a body as it ended when it was read first.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}

// done reports whether the answer says that it was done.
func (a answer) done() bool {
	var got struct {
		OK bool `json:"ok"`
	}
	return json.Unmarshal(a.body, &got) == nil && got.OK
}

// numbered is one message of an answer, as far as it has to be read.
type numbered struct {
	ID   int   `json:"message_id"`
	Date int64 `json:"date"`
}

// sent is what became of a message, false where the answer does not tell.
func (a answer) sent() (Sent, bool) {
	var got struct {
		OK     bool            `json:"ok"`
		Result json.RawMessage `json:"result"`
	}
	if json.Unmarshal(a.body, &got) != nil || !got.OK {
		return Sent{}, false
	}
	var all []numbered
	if json.Unmarshal(got.Result, &all) != nil {
		all = make([]numbered, 1)
		if json.Unmarshal(got.Result, &all[0]) != nil {
			return Sent{}, false
		}
	}
	var s Sent
	for _, m := range all {
		if m.ID == 0 {
			return Sent{}, false
		}
		s.IDs = append(s.IDs, m.ID)
	}
	if len(s.IDs) == 0 {
		return Sent{}, false
	}
	s.MessageID, s.Date = s.IDs[0], time.Unix(all[0].Date, 0).UTC()
	return s, true
}
