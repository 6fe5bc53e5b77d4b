package sandbox

import (
	"fmt"
	"net/http"
	"strings"
)

// apiError is a refusal as Telegram words it: the client sees it as ok:false.
type apiError struct {
	code       int
	text       string
	about      string // what a 400 is about, before it was put into a sentence
	retryAfter int    // seconds
	migrateTo  int64  // new chat id
}

// bad is a 400. Telegram writes its first letter small, unless it begins a name such as BUTTON_DATA_INVALID.
func bad(format string, args ...any) *apiError {
	about := fmt.Sprintf(format, args...)
	text := about
	if second := about[1]; second != '_' && (second < 'A' || second > 'Z') {
		text = strings.ToLower(about[:1]) + about[1:]
	}
	return &apiError{code: http.StatusBadRequest, text: "Bad Request: " + text, about: about}
}

// inside makes a complaint about a part one about the whole.
func (e *apiError) inside(what string) *apiError { return bad("%s: %s", what, e.about) }

func forbidden(text string) *apiError {
	return &apiError{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) *apiError {
	return &apiError{code: http.StatusConflict, text: "Conflict: " + text}
}

func tooMany(seconds int) *apiError {
	return &apiError{
		code: http.StatusTooManyRequests, text: fmt.Sprintf("Too Many Requests: retry after %d", seconds), retryAfter: seconds,
	}
}

func notFound() *apiError { return &apiError{code: http.StatusNotFound, text: "Not Found"} }

func unreadableBody() *apiError { return bad("can't read the request") }

func unauthorized() *apiError { return &apiError{code: http.StatusUnauthorized, text: "Unauthorized"} }

func tooLarge() *apiError {
	return &apiError{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
}

func migrated(to int64) *apiError {
	e := bad("group chat was upgraded to a supergroup chat")
	e.migrateTo = to
	return e
}

// envelope is what every method answers.
type envelope struct {
	OK          bool      `json:"ok"`
	Result      any       `json:"result,omitempty"`
	ErrorCode   int       `json:"error_code,omitempty"`
	Description string    `json:"description,omitempty"`
	Parameters  *wireHint `json:"parameters,omitempty"`
}

type wireHint struct {
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
	RetryAfter int   `json:"retry_after,omitempty"`
}

func (e *apiError) envelope() envelope {
	v := envelope{ErrorCode: e.code, Description: e.text}
	if e.migrateTo != 0 || e.retryAfter != 0 {
		v.Parameters = &wireHint{MigrateTo: e.migrateTo, RetryAfter: e.retryAfter}
	}
	return v
}
