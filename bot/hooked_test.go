package bot_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot"
	"duban/bot/telegram"
)

var lineHook = telegram.Hook{URL: "https://duban.test/telegram", Secret: "right"}

// doorway carries what Telegram delivers to the bot, or to another program
// where the address is not the bot's; that one takes everything.
type doorway struct {
	mu     sync.Mutex
	bot    http.Handler
	others int // updates that the other program got
}

func (d *doorway) opens(r *bot.Runner) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.bot = telegram.Webhook(lineHook.Secret, telegram.NewGrouper(100, r.Take).Accept)
}

func (d *doorway) RoundTrip(r *http.Request) (*http.Response, error) {
	to := d.behind(r)
	w := httptest.NewRecorder()
	to.ServeHTTP(w, r)
	return w.Result(), nil
}

func (d *doorway) behind(r *http.Request) http.Handler {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r.URL.Host == "duban.test" {
		return d.bot
	}
	d.others++
	return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
}

// Somebody with the same token changes the webhook: within a minute or two it
// is set again, the admins are told once, and what Telegram has kept arrives.
func TestWebhookIsTakenBack(t *testing.T) {
	for name, c := range map[string]struct {
		meddle func(context.Context, *telegram.Client) error
		lost   int // updates that the other program got meanwhile
		told   int
	}{
		"deleted": {func(ctx context.Context, c *telegram.Client) error { return c.DeleteWebhook(ctx) }, 0, 1},
		"set elsewhere": {func(ctx context.Context, c *telegram.Client) error {
			return c.SetWebhook(ctx, telegram.Hook{URL: "https://other.test/", Secret: "theirs"})
		}, 1, 1},
		"another's secret": {func(ctx context.Context, c *telegram.Client) error {
			return c.SetWebhook(ctx, telegram.Hook{URL: lineHook.URL, Secret: "theirs"})
		}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLineBy(t, 2, true)
				defer l.close()
				l.say(lineContact+1, "/me")
				if l.told(lineContact+1, "您的岗位") != 1 {
					t.Fatalf("before: %s", l.last(lineContact+1))
				}
				if err := c.meddle(t.Context(), l.client()); err != nil {
					t.Fatal(err)
				}
				l.say(lineContact+2, "/me")
				if l.told(lineContact+2, "您的岗位") != 0 || l.door.others != c.lost {
					t.Errorf("meanwhile: the other program got %d", l.door.others)
				}
				l.pass(3 * time.Minute)
				if n := l.told(lineContact+2, "您的岗位"); n != 1-c.lost {
					t.Errorf("what Telegram kept was answered %d times", n)
				}
				l.say(lineContact+1, "/help")
				if !strings.Contains(l.last(lineContact+1), "/tasks") {
					t.Errorf("afterwards: %s", l.last(lineContact+1))
				}
				if n := l.told(lineAdmin, "有另一个程序在接收本机器人的消息"); n != c.told {
					t.Errorf("the admin was told %d times: %s", n, l.last(lineAdmin))
				}
			})
		})
	}
}

// Somebody sets a webhook while the bot polls: Telegram refuses every poll
// until it is deleted, which the bot does.
func TestWebhookOfAnotherWhileItPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 1)
		defer l.close()
		l.pass(time.Minute)
		err := l.client().SetWebhook(t.Context(), telegram.Hook{URL: "https://other.test/", Secret: "theirs"})
		if err != nil {
			t.Fatal(err)
		}
		l.pass(2 * time.Minute)
		l.say(lineContact+1, "/me")
		if l.told(lineContact+1, "您的岗位") != 1 || l.told(lineAdmin, "有另一个程序在接收本机器人的消息") != 1 {
			t.Errorf("the contact hears %q, the admin %q; the other got %d", l.last(lineContact+1), l.last(lineAdmin), l.door.others)
		}
	})
}
