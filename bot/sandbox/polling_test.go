package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
)

// A poll waits on the bubble's clock, and an update is given again until a higher offset confirms it.
func TestLongPollConfirmsByOffset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := started(t, inBubble)
		begin := w.now()
		var none []update
		w.do("getUpdates", args{"timeout": 50}).into(t, &none)
		same(t, "empty", len(none), 0)
		same(t, "waited", w.now().Sub(begin), 50*time.Second)

		go func() {
			time.Sleep(7 * time.Second)
			_, _ = w.Say(li, li, "一")
			_, _ = w.Say(li, li, "二")
		}()
		begin = w.now()
		var got []update
		w.do("getUpdates", args{"timeout": 50, "limit": 1}).into(t, &got)
		same(t, "woken", w.now().Sub(begin), 7*time.Second)
		same(t, "limit", len(got), 1)
		synctest.Wait()

		first := w.poll(0)
		same(t, "not confirmed", len(first), 2)
		same(t, "rising", first[1].ID, first[0].ID+1)
		same(t, "confirmed one", w.poll(first[1].ID)[0].Message.Text, "二")
		same(t, "confirmed all", len(w.poll(first[1].ID+1)), 0)
		same(t, "pending", w.Pending(token), 0)
	})
}

// The older of two polls ends with 409; a given-up poll ends with its context.
func TestConflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := started(t, inBubble)
		old := make(chan answer, 1)
		go func() { old <- w.do("getUpdates", args{"timeout": 50}) }()
		synctest.Wait()
		same(t, "newer", w.do("getUpdates", args{"timeout": 1}).OK, true)
		got := <-old
		same(t, "code", got.ErrorCode, 409)
		same(t, "words", got.Description, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")

		go func() { old <- w.do("getUpdates", args{"timeout": 50}) }()
		synctest.Wait()
		w.do("setWebhook", args{"url": "https://bot.test/"})
		same(t, "taken over", (<-old).Description, "Conflict: terminated by setWebhook request")
		got = w.do("getUpdates", nil)
		same(t, "webhook", got.Description, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
		w.do("deleteWebhook", nil)

		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://x/bot"+token+"/getUpdates?timeout=50", nil)
		_, err := w.RoundTrip(r)
		same(t, "given up", errors.Is(err, context.DeadlineExceeded), true)
	})
}

func TestUpdateQueue(t *testing.T) {
	w := started(t)
	for _, text := range []string{"一", "二", "三"} {
		if _, err := w.Say(li, li, text); err != nil {
			t.Fatal(err)
		}
	}
	high := w.poll(0)[0].ID
	same(t, "negative offset", w.poll(-1)[0].Message.Text, "三")
	same(t, "forgets the others", w.Pending(token), 1)

	w.Repeat(2)
	got := w.poll(0)
	same(t, "repeated", len(got), 3)
	same(t, "texts", got[1].Message.Text+got[2].Message.Text, "二三")
	same(t, "message ids stay", got[2].Message.ID, got[0].Message.ID)
	same(t, "new ids", got[2].ID, got[0].ID+2)

	w.poll(got[2].ID + 1)
	w.Renumber(5)
	if _, err := w.Say(li, li, "四"); err != nil {
		t.Fatal(err)
	}
	got = w.poll(high + 6) // the offset from before
	same(t, "restarted", got[0].ID, 5)
	same(t, "confirmed by the new numbers", len(w.poll(6)), 0)

	if _, err := w.Say(li, li, "旧"); err != nil {
		t.Fatal(err)
	}
	w.clock.move(23 * time.Hour)
	same(t, "kept", w.Pending(token), 1)
	w.clock.move(2 * time.Hour)
	same(t, "kept 24 hours", w.Pending(token), 0)
}

// Reactions and members come only if they are named; the names are remembered.
func TestAllowedUpdates(t *testing.T) {
	w := started(t)
	m := w.say(li, "看")
	react := func() int {
		if err := w.React(li, li, m.ID, "👍"); err != nil {
			t.Fatal(err)
		}
		return len(w.updates())
	}
	same(t, "by default", react(), 0)
	w.do("getUpdates", args{"allowed_updates": []string{"message_reaction"}})
	same(t, "named", react(), 1)
	if _, err := w.Say(li, li, "不要"); err != nil {
		t.Fatal(err)
	}
	same(t, "others no more", len(w.updates()), 0)
	w.do("getUpdates", args{"allowed_updates": []string{}})
	same(t, "default again", react(), 0)
}

// receiver is a bot's webhook without a socket.
type receiver struct {
	now     func() time.Time
	status  []int // of the next answers; then 200
	secrets []string
	texts   []string
	times   []time.Time
}

func (r *receiver) RoundTrip(q *http.Request) (*http.Response, error) {
	raw, err := io.ReadAll(q.Body)
	if err != nil {
		return nil, err
	}
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return nil, err
	}
	r.secrets = append(r.secrets, q.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	r.texts = append(r.texts, u.Message.Text)
	r.times = append(r.times, r.now())
	status := 200
	if len(r.status) > 0 {
		status, r.status = r.status[0], r.status[1:]
	}
	return &http.Response{StatusCode: status, Body: io.NopCloser(&bytes.Buffer{})}, nil
}

// A delivery that is not answered with 2xx comes again after 1 s, then 2 s; the chat's order holds; nothing runs when all is delivered.
func TestWebhookDeliveryAndRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hook := &receiver{status: []int{503, 500}}
		w := started(t, inBubble, func(o *sandbox.Options) { o.Webhook, hook.now = hook, o.Now })
		begin := w.now()
		w.do("setWebhook", args{"url": "https://bot.test/hook", "secret_token": "abc_-9"})
		_, _ = w.Say(li, li, "一")
		_, _ = w.Say(li, li, "二")
		time.Sleep(1500 * time.Millisecond)
		var info struct {
			Pending int    `json:"pending_update_count"`
			Error   string `json:"last_error_message"`
		}
		w.do("getWebhookInfo", nil).into(t, &info)
		same(t, "pending", info.Pending, 2)
		same(t, "error", info.Error, "wrong response from the webhook: 500 Internal Server Error")
		time.Sleep(10 * time.Second)
		synctest.Wait()
		same(t, "tries", len(hook.texts), 4)
		same(t, "order", hook.texts[0]+hook.texts[1]+hook.texts[2]+hook.texts[3], "一一一二")
		same(t, "secret", hook.secrets[3], "abc_-9")
		same(t, "pause", hook.times[2].Sub(begin), 3*time.Second)
		same(t, "delivered", w.Pending(token), 0)
	})
}
