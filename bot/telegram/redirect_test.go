package telegram

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
)

// redirecting is a server that sends everything on: to a host of the same
// name, or of another. It tells what arrives there.
func redirecting(t *testing.T, status int, away bool) (c *Client, arrived func() *http.Request) {
	t.Helper()
	var got *http.Request
	real := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		got = r
		switch path.Base(r.URL.Path) {
		case "getFile":
			io.WriteString(w, `{"ok":true,"result":{"file_id":"f","file_path":"a.pdf"}}`)
		case "getMe":
			fmt.Fprintf(w, `{"ok":true,"result":{"id":42,"username":%q}}`, r.Method)
		default:
			io.WriteString(w, sentBody)
		}
	}))
	t.Cleanup(real.Close)
	to := real.URL
	if away {
		to = strings.Replace(to, "127.0.0.1", "localhost", 1)
	}
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, to+r.URL.Path, status)
	}))
	t.Cleanup(first.Close)
	c, err := New(Config{Token: testToken, BaseURL: first.URL})
	if err != nil {
		t.Fatal(err)
	}
	return c, func() *http.Request { return got }
}

// Ensure that a call that is sent on keeps its form, is not taken to another
// host without it, and names nobody the address with the token.
func TestRedirects(t *testing.T) {
	for _, tc := range []struct {
		status int
		away   bool
		fault  string
	}{
		{http.StatusMovedPermanently, false, ""},
		{http.StatusFound, false, ""},
		{http.StatusPermanentRedirect, true, ""},
		{http.StatusFound, true, "sends calls on to localhost"},
		{http.StatusSeeOther, false, "sends calls on to 127.0.0.1"},
	} {
		t.Run(fmt.Sprint(tc.status, tc.away), func(t *testing.T) {
			c, arrived := redirecting(t, tc.status, tc.away)
			sent, err := c.Send(t.Context(), Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
			if tc.fault != "" {
				if err == nil || !strings.Contains(err.Error(), tc.fault) || arrived() != nil {
					t.Errorf("got %v", err)
				}
				noSecret(t, err)
				return
			}
			r := arrived()
			if me, err := c.Me(t.Context()); err != nil || me.Username != http.MethodPost {
				t.Errorf("a call without a form: %v, %v", me, err)
			}
			if err != nil || sent.MessageID != 77 || r.Form.Get("text") != "x" || r.Header.Get("Referer") != "" {
				t.Errorf("got %+v, %v; there arrived %v", sent, err, r)
			}
		})
	}
}

// Ensure that the server that has the files does not learn where the token is.
func TestRedirectOfADownload(t *testing.T) {
	c, arrived := redirecting(t, http.StatusTemporaryRedirect, true)
	body, _, err := c.Download(t.Context(), "f", 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	body.Close()
	if at := arrived().Header.Get("Referer"); at != "" {
		t.Errorf("it was told %q", at)
	}
}
