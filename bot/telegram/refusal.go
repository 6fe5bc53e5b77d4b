package telegram

import (
	"encoding/json"
	"math"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// errorAnswer is what the Bot API says where it did not do what was asked. A server on the way may leave the code out, and
// write numbers as it likes.
type errorAnswer struct {
	OK          *bool  `json:"ok"`
	Code        int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter json.Number `json:"retry_after"`
		MigrateTo  json.Number `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// refusal reads an answer that proves that nothing was done, nil for all others: ok:false with a 4xx code, or, in whatever
// words, that it was too much (413, 429), which a server on the way says before it passes anything on.
func refusal(status int, header http.Header, body []byte) *Refused {
	if !json.Valid(body) {
		if status != http.StatusRequestEntityTooLarge && status != http.StatusTooManyRequests {
			return nil
		}
		return newRefused(status, http.StatusText(status), seconds(header.Get("Retry-After")), 0)
	}
	var a errorAnswer
	_ = json.Unmarshal(body, &a) // a field of another kind stays empty
	code := a.code(status)
	if a.OK == nil || *a.OK || code < 400 || code > 499 {
		return nil
	}
	to, _ := a.Parameters.MigrateTo.Int64()
	r := newRefused(code, a.Description, a.wait(header), to)
	if a.Code == 0 && r.Reason.vague() {
		return nil // nobody said why, and another try may succeed
	}
	return r
}

// code is the error's own, else the answer's, else the one whose name the description begins with.
func (a errorAnswer) code(status int) int {
	if a.Code != 0 {
		return a.Code
	}
	if status != http.StatusOK {
		return status
	}
	for _, code := range []int{
		http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusTooManyRequests,
	} {
		if strings.HasPrefix(a.Description, http.StatusText(code)) {
			return code
		}
	}
	return 0
}

var retryAfter = regexp.MustCompile(`retry after (\d+)`)

// wait is how long we are asked to wait, wherever that is said; zero if nowhere.
func (a errorAnswer) wait(header http.Header) time.Duration {
	if d := seconds(string(a.Parameters.RetryAfter)); d > 0 {
		return d
	}
	if m := retryAfter.FindStringSubmatch(a.Description); m != nil {
		return seconds(m[1])
	}
	return seconds(header.Get("Retry-After"))
}

// seconds reads a number of them, of a part of one as a whole one; zero where it is none.
func seconds(text string) time.Duration {
	n, err := json.Number(text).Float64()
	if err != nil || !(n > 0) {
		return 0
	}
	return time.Duration(math.Ceil(min(n, longestFlood.Seconds()))) * time.Second
}

// longestFlood is the longest that we wait before another try, whatever we are asked for.
const longestFlood = 24 * time.Hour

// newRefused makes a Refused. A flood without a time is given one second, so that nobody hammers.
func newRefused(code int, description string, wait time.Duration, migrateTo int64) *Refused {
	r := &Refused{
		Code:        code,
		Description: description,
		MigrateTo:   migrateTo,
		Reason:      reason(code, description),
	}
	if migrateTo != 0 {
		r.Reason = ReasonMigrated
	}
	if r.Reason == ReasonFlood {
		r.RetryAfter = max(wait, time.Second)
	}
	return r
}
