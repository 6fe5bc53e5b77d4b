package sandbox_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
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
		same(t, "one that does not wait", w.do("getUpdates", nil).OK, true)
		synctest.Wait()
		same(t, "leaves it alone", len(old), 0)
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
	react := func() (n int) {
		for _, emoji := range []string{"👍", "👍", ""} { // the second one changes nothing
			if err := w.React(li, li, m.ID, emoji); err != nil {
				t.Fatal(err)
			}
			n = max(n, len(w.updates()))
		}
		return n
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
