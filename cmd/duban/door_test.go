package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"duban/bot/sandbox"
)

// A public address with a path of its own: the proxy before us may cut it off
// or pass it on. Before the bot is at work whoever knocks is told to come again.
func TestDeliveriesBelowAPath(t *testing.T) {
	for public, paths := range map[string]map[string]int{
		"https://bot.example":         {"/telegram": 503, "/office/telegram": 404},
		"https://bot.example/office/": {"/telegram": 503, "/office/telegram": 503, "/other/telegram": 404, "/office/healthz": 404},
		"https://bot.example/a%20b":   {"/telegram": 503, "/a%20b/telegram": 503},
	} {
		d := door{PublicURL: public, Secret: "s"}
		h := d.paths(newFront(nil))
		for path, want := range paths {
			r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(`{"update_id":1}`))
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s")
			w := httptest.NewRecorder()
			if h.ServeHTTP(w, r); w.Code != want {
				t.Errorf("%s: %s is %d, not %d", public, path, w.Code, want)
			}
		}
	}
}

// A server that knows no webhooks is polled all the same.
func TestServeWhereNobodyKnowsWebhooks(t *testing.T) {
	p := newProcess(t, 1, false)
	p.tg.Inject(sandbox.Fault{Method: "deleteWebhook", Times: 100, Do: sandbox.FaultRefused, Status: http.StatusNotFound, Text: "Not Found: method not found"})
	p.say(first, "/me")
	p.start()
	p.until("an answer", func() bool { return p.told(first, "您的岗位") == 1 })
	p.stop()
}
