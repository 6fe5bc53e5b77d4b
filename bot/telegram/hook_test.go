package telegram

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSetWebhook(t *testing.T) {
	c, f := newFake(t, always(200, `{"ok":true,"result":true}`))
	if err := c.SetWebhook(t.Context(), Hook{"https://duban.invalid/hook", "s"}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"url": "https://duban.invalid/hook", "secret_token": "s",
		"allowed_updates": `["message","edited_message","callback_query","my_chat_member"]`,
	}
	if d := cmp.Diff(want, f.last().fields); d != "" {
		t.Error(d)
	}
	if err := c.DeleteWebhook(t.Context()); err != nil || f.last().method != "deleteWebhook" {
		t.Errorf("%v, %s", err, f.last().method)
	}
}

func TestHooksThatTelegramWouldRefuse(t *testing.T) {
	for secret, ok := range map[string]bool{
		"": false, "a": true, "A-z_09": true, "with space": false, "密": false, "a/b": false,
		strings.Repeat("x", 256): true, strings.Repeat("x", 257): false,
	} {
		if err := (Hook{URL: "https://x.test", Secret: secret}).Validate(); (err == nil) != ok {
			t.Errorf("%q: %v", secret, err)
		}
	}
}

func TestLook(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(*http.Request, call) (*http.Response, error)
		kind   PollKind
		full   bool
		says   string
		at     string
	}{
		"quiet":    {always(200, `{"ok":true,"result":{"url":"https://a.test/t","pending_update_count":0,"last_error_message":"old"}}`), PollOK, false, "", "https://a.test/t"},
		"waiting":  {always(200, `{"ok":true,"result":{"url":"https://a.test/t","pending_update_count":2,"last_error_message":"Connection refused"}}`), PollOK, true, "Connection refused", "https://a.test/t"},
		"gone":     {always(200, `{"ok":true,"result":{"url":"","pending_update_count":0}}`), PollOK, false, "", ""},
		"no token": {refusing(401, "Unauthorized"), PollUnauthorized, false, "401", ""},
		"down":     {func(*http.Request, call) (*http.Response, error) { return nil, errors.New("no route") }, PollDown, false, "no route", ""},
	} {
		client, f := newFake(t, c.answer)
		s, at := client.Look(t.Context())
		if s.Kind != c.kind || s.Full() != c.full || at != c.at || f.last().method != "getWebhookInfo" {
			t.Errorf("%s: %+v at %q", name, s, at)
		}
		if said := errors.Join(s.Err); said == nil && c.says != "" || said != nil && !strings.Contains(said.Error(), c.says) {
			t.Errorf("%s: says %v", name, said)
		}
		noSecret(t, s.Err)
	}
}
