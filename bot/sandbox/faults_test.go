package sandbox_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
)

// Each fault does, or does not do, what was asked, and the client sees what it would see of Telegram.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		fault sandbox.Fault
		acts  bool
		see   string
	}{
		{sandbox.Fault{Do: sandbox.FaultTooMany, RetryAfter: 7}, false, "429 Too Many Requests: retry after 7"},
		{sandbox.Fault{Do: sandbox.FaultBlocked}, false, "403 Forbidden: bot was blocked by the user"},
		{sandbox.Fault{Do: sandbox.FaultServer, Status: 503}, false, "not JSON"},
		{sandbox.Fault{Do: sandbox.FaultStatus}, true, "not JSON"},
		{sandbox.Fault{Do: sandbox.FaultCutBefore}, false, "cut"},
		{sandbox.Fault{Do: sandbox.FaultCutAfter}, true, "cut"},
		{sandbox.Fault{Do: sandbox.FaultTruncated}, true, "cut"},
	} {
		t.Run(string(c.fault.Do), func(t *testing.T) {
			w := started(t)
			before := len(w.Messages(li))
			w.Inject(c.fault)
			a, err := w.try("sendMessage", "application/json", []byte(`{"chat_id":101,"text":"一"}`))
			same(t, "seen", seen(a, err), c.see)
			same(t, "acted", len(w.Messages(li)) > before, c.acts)
			calls := w.Calls()
			same(t, "recorded result", calls[len(calls)-1].Result != nil, c.acts)
			same(t, "used up", len(w.Faults()), 0)
			same(t, "then as always", w.do("getMe", nil).OK, true)
		})
	}
}

func seen(a answer, err error) string {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "cut"
	case errors.As(err, &syntax):
		return "not JSON"
	case err != nil:
		return err.Error()
	}
	return strconv.Itoa(a.ErrorCode) + " " + a.Description
}

func TestFaultMatching(t *testing.T) {
	w := started(t)
	must(t, w.Telegram, wang)
	w.Inject(sandbox.Fault{Method: "SENDMESSAGE", Chat: wang, Skip: 1, Times: 2, Do: sandbox.FaultBlocked})
	send := func(chat int64) bool { return w.do("sendMessage", args{"chat_id": chat, "text": "x"}).OK }
	same(t, "other chat", send(li), true)
	same(t, "other method", w.do("getMe", nil).OK, true)
	same(t, "skipped", send(wang), true)
	same(t, "first", send(wang), false)
	same(t, "second", send(wang), false)
	same(t, "used up", send(wang), true)
}

func TestMigrateFault(t *testing.T) {
	w := started(t)
	w.group = w.AddGroup("组", sandbox.GroupOptions{}, wang)
	w.Inject(sandbox.Fault{Chat: w.group, Do: sandbox.FaultMigrate})
	got := w.do("sendMessage", args{"chat_id": w.group, "text": "x"})
	same(t, "code", got.ErrorCode, 400)
	same(t, "sent to the new id", w.say(got.Parameters.MigrateTo, "x").Chat.Type, "supergroup")
}

// A hanging call ends when the client gives up.
func TestHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for do, acts := range map[sandbox.FaultKind]bool{sandbox.FaultHang: false, sandbox.FaultHangAfter: true} {
			w := started(t, inBubble)
			before, begin := len(w.Messages(li)), w.now()
			w.Inject(sandbox.Fault{Do: do})
			client := http.Client{Transport: w, Timeout: 30 * time.Second}
			_, err := client.Post("http://x/bot"+token+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":101,"text":"一"}`))
			same(t, "fails", err != nil, true)
			same(t, "after", w.now().Sub(begin), 30*time.Second)
			synctest.Wait()
			same(t, string(do), len(w.Messages(li)) > before, acts)
		}
	})
}

// The limits count by the world's clock: a burst, one a second, twenty a minute in a group, thirty in all.
func TestLimits(t *testing.T) {
	w := started(t, func(o *sandbox.Options) { o.Limits = sandbox.TelegramLimits() })
	w.group = w.AddGroup("组", sandbox.GroupOptions{}, wang)
	send := func(chat int64) int {
		return w.do("sendMessage", args{"chat_id": chat, "text": "x"}).Parameters.RetryAfter
	}
	for range 3 {
		same(t, "burst", send(li), 0)
	}
	same(t, "over the burst", send(li), 1)
	same(t, "not the other", send(w.group), 0)
	w.clock.move(time.Second)
	same(t, "one a second", send(li), 0)
	same(t, "not two", send(li), 1)
	same(t, "other methods are free", w.do("sendChatAction", args{"chat_id": li, "action": "typing"}).OK, true)
	for range 19 {
		w.clock.move(time.Second)
		same(t, "group", send(w.group), 0)
	}
	w.clock.move(time.Second)
	same(t, "20 a minute", send(w.group), 39)
	w.clock.move(39 * time.Second)
	same(t, "a minute later", send(w.group), 0)

	many := started(t, func(o *sandbox.Options) { o.Limits = &sandbox.Limits{PerSecond: 30} })
	for range 30 {
		many.say(li, "x")
	}
	got := many.do("sendMessage", args{"chat_id": li, "text": "x"})
	same(t, "30 a second", got.Description, "Too Many Requests: retry after 1")
	same(t, "code", got.ErrorCode, 429)
}
