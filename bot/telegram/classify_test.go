package telegram

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRefused(t *testing.T) {
	for _, tc := range []struct {
		code        int
		description string
		want        Reason
		unreachable bool
	}{
		{429, "Too Many Requests: retry after 7", ReasonFlood, false},
		{403, "Forbidden: bot was blocked by the user", ReasonBlocked, true},
		{403, "Forbidden: user is deactivated", ReasonDeactivated, true},
		{403, "Forbidden: bot was kicked from the supergroup chat", ReasonKicked, true},
		{403, "Forbidden: bot was kicked from the group chat", ReasonKicked, true},
		{403, "Forbidden: bot is not a member of the channel chat", ReasonKicked, true},
		{403, "Forbidden: the group chat was deleted", ReasonKicked, true},
		{403, "Forbidden: bot can't initiate conversation with a user", ReasonForbidden, true},
		{400, "Bad Request: chat not found", ReasonChatNotFound, true},
		{400, "Bad Request: PEER_ID_INVALID", ReasonChatNotFound, true},
		{400, "Bad Request: group chat was upgraded to a supergroup chat", ReasonMigrated, false},
		{400, "Bad Request: message thread not found", ReasonThread, false},
		{400, "Bad Request: TOPIC_CLOSED", ReasonThread, false},
		{400, "Bad Request: not enough rights to send text messages to the chat", ReasonNoRights, true},
		{400, "Bad Request: have no rights to send a message", ReasonNoRights, true},
		{400, "Bad Request: CHAT_WRITE_FORBIDDEN", ReasonNoRights, true},
		{400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message", ReasonNotModified, false},
		{400, "Bad Request: message to edit not found", ReasonMessageGone, false},
		{400, "Bad Request: message to delete not found", ReasonMessageGone, false},
		{400, "Bad Request: MESSAGE_ID_INVALID", ReasonMessageGone, false},
		{400, "Bad Request: message can't be edited", ReasonFixed, false},
		{400, "Bad Request: message can't be deleted for everyone", ReasonFixed, false},
		{400, "Bad Request: query is too old and response timeout expired or query ID is invalid", ReasonQueryTooOld, false},
		{400, "Bad Request: message is too long", ReasonTooLong, false},
		{400, "Bad Request: message caption is too long", ReasonTooLong, false},
		{400, "Bad Request: reply markup is too long", ReasonTooLong, false},
		{400, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"", ReasonMarkup, false},
		{400, "Bad Request: message text is empty", ReasonMarkup, false},
		{400, "Bad Request: BUTTON_DATA_INVALID", ReasonMarkup, false},
		{400, "Bad Request: PHOTO_INVALID_DIMENSIONS", ReasonFile, false},
		{400, "Bad Request: file is too big", ReasonFile, false},
		{413, "Request Entity Too Large", ReasonFile, false},
		{401, "Unauthorized", ReasonUnauthorized, false},
		{404, "Not Found", ReasonOther, false},
		{409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", ReasonConflict, false},
		{400, "Bad Request: a text of next year, 500 words", ReasonOther, false},
		{418, "I'm a teapot, 500 cups", ReasonOther, false},
	} {
		t.Run(fmt.Sprint(tc.code, tc.description), func(t *testing.T) {
			c, _ := newFake(t, refusing(tc.code, tc.description))
			_, err := c.Send(t.Context(), Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
			var refused *Refused
			if !errors.As(fmt.Errorf("wrapped: %w", err), &refused) {
				t.Fatalf("not refused: %v", err)
			}
			if refused.Code != tc.code || refused.Description != tc.description || refused.Reason != tc.want {
				t.Errorf("got %+v, want %d %q %s", refused, tc.code, tc.description, tc.want)
			}
			if refused.Reason.Unreachable() != tc.unreachable {
				t.Errorf("unreachable is %v", !tc.unreachable)
			}
			if errors.Is(err, ErrUnauthorized) != (tc.code == 401) {
				t.Errorf("ErrUnauthorized: %v", errors.Is(err, ErrUnauthorized))
			}
		})
	}
}

func TestRefusedParameters(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want Refused
	}{
		"flood": {
			`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}`,
			Refused{Code: 429, Description: "Too Many Requests: retry after 35", RetryAfter: 35 * time.Second, Reason: ReasonFlood},
		},
		"flood without a time": {
			`{"ok":false,"error_code":429,"description":"Too Many Requests"}`,
			Refused{Code: 429, Description: "Too Many Requests", RetryAfter: time.Second, Reason: ReasonFlood},
		},
		"flood with the time in words alone": {
			`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35"}`,
			Refused{Code: 429, Description: "Too Many Requests: retry after 35", RetryAfter: 35 * time.Second, Reason: ReasonFlood},
		},
		"flood of a part of a second": {
			`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1.2}}`,
			Refused{Code: 429, Description: "Too Many Requests", RetryAfter: 2 * time.Second, Reason: ReasonFlood},
		},
		"flood without end": {
			`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":9223372036854775807}}`,
			Refused{Code: 429, Description: "Too Many Requests", RetryAfter: 24 * time.Hour, Reason: ReasonFlood},
		},
		"a code in words alone": {
			`{"ok":false,"description":"Forbidden: bot was blocked by the user"}`,
			Refused{Code: 403, Description: "Forbidden: bot was blocked by the user", Reason: ReasonBlocked},
		},
		"migration": {
			`{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}`,
			Refused{
				Code: 400, Description: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: -1001234567890, Reason: ReasonMigrated,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := newFake(t, always(200, tc.body))
			refusedAs(t, c, tc.want)
		})
	}
}

// Ensure that a server on the way is believed that says that it was too much,
// and that the answer's status stands in for a code.
func TestRefusedByStatus(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		body   string
		want   Refused
	}{
		"429 of a proxy": {429, "<html>slow down</html>", Refused{Code: 429, Description: "Too Many Requests", RetryAfter: 7 * time.Second, Reason: ReasonFlood}},
		"413 of a proxy": {413, "", Refused{Code: 413, Description: "Request Entity Too Large", Reason: ReasonFile}},
		"no code":        {400, `{"ok":false,"description":"chat not found"}`, Refused{Code: 400, Description: "chat not found", Reason: ReasonChatNotFound}},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := newFake(t, func(*http.Request, call) (*http.Response, error) {
				r := respond(tc.status, tc.body)
				r.Header.Set("Retry-After", "7")
				return r, nil
			})
			refusedAs(t, c, tc.want)
		})
	}
}

func TestInDoubt(t *testing.T) {
	failing := func(err error) func(*http.Request, call) (*http.Response, error) {
		return func(*http.Request, call) (*http.Response, error) { return nil, err }
	}
	for name, tc := range map[string]struct {
		answer    func(*http.Request, call) (*http.Response, error)
		neverLeft bool
	}{
		"cut before the answer": {failing(io.EOF), false},
		"cut in the answer": {func(*http.Request, call) (*http.Response, error) {
			r := respond(200, "")
			r.Body, r.ContentLength = &brokenBody{}, -1
			return r, nil
		}, false},
		"silence":                {untilDone, false},
		"500":                    {refusing(500, "Internal Server Error"), false},
		"502 of a proxy":         {always(502, "<html>SECRET page</html>"), false},
		"404 of a proxy":         {always(404, "<html>SECRET page</html>"), false},
		"no JSON":                {always(200, "SECRET"), false},
		"half a JSON":            {always(200, sentBody[:40]), false},
		"no code":                {always(200, `{"ok":false}`), false},
		"no code and no reason":  {always(401, `{"ok":false,"description":"no"}`), false},
		"no result":              {always(200, `{"ok":true}`), false},
		"no message number":      {always(200, `{"ok":true,"result":{}}`), false},
		"result of another kind": {always(200, `{"ok":true,"result":"SECRET"}`), false},
		"token in the cause":     {failing(errors.New("proxy refused /bot" + testToken)), false},
		"no connection":          {failing(&net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}), true},
		"no such host":           {failing(&net.DNSError{Err: "no such host", Name: "telegram.invalid"}), true},
		"reset while reading":    {failing(&net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset")}), false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := newFake(t, tc.answer)
				_, err := c.Send(t.Context(), Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
				var doubt *InDoubt
				if !errors.As(err, &doubt) {
					t.Fatalf("not in doubt: %v", err)
				}
				if doubt.NeverLeft != tc.neverLeft {
					t.Errorf("NeverLeft is %v: %v", doubt.NeverLeft, err)
				}
				noSecret(t, err)
			})
		})
	}
}

// refusedAs insists on how a message is refused.
func refusedAs(t *testing.T, c *Client, want Refused) {
	t.Helper()
	_, err := c.Send(t.Context(), Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
	var refused *Refused
	if !errors.As(err, &refused) {
		t.Fatalf("not refused: %v", err)
	}
	if d := cmp.Diff(want, *refused); d != "" {
		t.Error(d)
	}
}
