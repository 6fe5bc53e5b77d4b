package sandbox_test

import (
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
)

// receiver is a bot's webhook without a socket. Each text is answered as the plan says, in turn; then with 200.
type receiver struct {
	now   func() time.Time
	takes time.Duration
	plan  map[string][]answerOf

	mu      sync.Mutex
	seen    []string // texts in the order they came
	times   []time.Time
	secrets []string
	flying  int
	most    int // at once
}

type answerOf struct {
	status     int
	body       string
	retryAfter string
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
	r.mu.Lock()
	r.flying++
	r.most = max(r.most, r.flying)
	r.seen = append(r.seen, u.Message.Text)
	r.times = append(r.times, r.now())
	r.secrets = append(r.secrets, q.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	a := answerOf{status: 200}
	if plan := r.plan[u.Message.Text]; len(plan) > 0 {
		a, r.plan[u.Message.Text] = plan[0], plan[1:]
	}
	r.mu.Unlock()
	time.Sleep(r.takes)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flying--
	h := http.Header{"Content-Type": {"application/json"}}
	if a.retryAfter != "" {
		h.Set("Retry-After", a.retryAfter)
	}
	return &http.Response{StatusCode: a.status, Header: h, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

// texts gives what has come so far.
func (r *receiver) texts() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.seen)
}

// hooked runs a test in a bubble with a webhook set.
func hooked(t *testing.T, hook *receiver, more args, test func(w *world)) {
	synctest.Test(t, func(t *testing.T) {
		w := started(t, inBubble, func(o *sandbox.Options) { o.Webhook, hook.now = hook, o.Now })
		must(t, w.Telegram, wang)
		w.updates()
		more["url"] = "https://bot.test/hook"
		same(t, "set", w.do("setWebhook", more).Description, "Webhook was set")
		test(w)
	})
}

func (w *world) speak(person int64, texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if _, err := w.Say(person, person, text); err != nil {
			w.t.Fatal(err)
		}
	}
}

// A delivery that is not answered with 2xx comes again at once, then after 2 s, 4 s and so on; the chat's order holds.
func TestWebhookRetry(t *testing.T) {
	hook := &receiver{plan: map[string][]answerOf{"一": {{status: 503}, {status: 500}, {status: 500}}}}
	hooked(t, hook, args{"secret_token": "abc_-9"}, func(w *world) {
		begin := w.now()
		w.speak(li, "一", "二")
		time.Sleep(time.Second)
		var info struct {
			Pending int    `json:"pending_update_count"`
			Error   string `json:"last_error_message"`
		}
		w.do("getWebhookInfo", nil).into(t, &info)
		same(t, "pending", info.Pending, 2)
		same(t, "error", info.Error, "Wrong response from the webhook: 500 Internal Server Error")
		time.Sleep(time.Minute)
		synctest.Wait()
		same(t, "order", strings.Join(hook.texts(), ""), "一一一一二")
		same(t, "third try", hook.times[2].Sub(begin), 2*time.Second)
		same(t, "fourth try", hook.times[3].Sub(begin), 6*time.Second)
		same(t, "secret", hook.secrets[4], "abc_-9")
		same(t, "delivered", w.Pending(token), 0)
	})
}

// What fails holds up its own chat only, and a bot may say how long to wait.
func TestWebhookLanes(t *testing.T) {
	hook := &receiver{plan: map[string][]answerOf{"坏": {{status: 429, retryAfter: "30"}}}}
	hooked(t, hook, args{}, func(w *world) {
		begin := w.now()
		w.speak(li, "坏", "后")
		w.speak(wang, "好")
		time.Sleep(time.Second)
		synctest.Wait()
		same(t, "others go on", len(hook.texts()) == 2 && slices.Contains(hook.texts(), "好"), true)
		time.Sleep(time.Minute)
		synctest.Wait()
		same(t, "then the chat", strings.Join(hook.texts()[2:], ""), "坏后")
		same(t, "after", hook.times[2].Sub(begin), 30*time.Second)
	})
}

// No more deliveries are on their way at once than the bot allows, and of one chat only one.
func TestWebhookConnections(t *testing.T) {
	hook := &receiver{takes: time.Second}
	hooked(t, hook, args{"max_connections": 2}, func(w *world) {
		must(t, w.Telegram, zhao)
		w.speak(li, "一", "二")
		w.speak(wang, "三")
		time.Sleep(10 * time.Second)
		synctest.Wait()
		same(t, "at once", hook.most, 2)
		same(t, "all", len(hook.texts()), 4)
		if slices.Index(hook.texts(), "一") > slices.Index(hook.texts(), "二") {
			t.Errorf("order %v", hook.texts())
		}
	})
}

// A bot may name a method in its answer; methods that tell it something are not run that way.
func TestWebhookReply(t *testing.T) {
	hook := &receiver{plan: map[string][]answerOf{
		"一": {{200, `{"method":"sendMessage","chat_id":101,"text":"答"}`, ""}},
		"二": {{200, `{"method":"deleteWebhook"}`, ""}},
		"三": {{200, `{"method":"sendMessage","chat_id":101}`, ""}},
	}}
	hooked(t, hook, args{}, func(w *world) {
		w.speak(li, "一", "二", "三")
		time.Sleep(time.Second)
		synctest.Wait()
		var answers []string
		for _, m := range w.Messages(li) {
			if m.From.IsBot {
				answers = append(answers, m.Text)
			}
		}
		same(t, "answered", strings.Join(answers, " "), "答")
		same(t, "still set", w.do("deleteWebhook", nil).Description, "Webhook was deleted")
		same(t, "no more", w.do("deleteWebhook", nil).Description, "Webhook is already deleted")
	})
}

// Setting the same again changes nothing; an empty address removes it; what lies with a webhook that is replaced goes to the new one.
func TestWebhookChanges(t *testing.T) {
	hook := &receiver{plan: map[string][]answerOf{"一": {{status: 500}, {status: 500}, {status: 500}}}}
	hooked(t, hook, args{}, func(w *world) {
		same(t, "again", w.do("setWebhook", args{"url": "https://bot.test/hook"}).Description, "Webhook is already set")
		w.speak(li, "一")
		time.Sleep(3 * time.Second)
		w.do("setWebhook", args{"url": "bot.test/other", "secret_token": "new"})
		time.Sleep(time.Second)
		synctest.Wait()
		same(t, "delivered to the new one", hook.secrets[len(hook.secrets)-1], "new")
		same(t, "done", w.Pending(token), 0)
		same(t, "removed", w.do("setWebhook", args{"url": ""}).Description, "Webhook was deleted")
		same(t, "polling again", w.do("getUpdates", nil).OK, true)
		same(t, "long secret", w.do("setWebhook", args{"url": "https://x.cn/", "secret_token": strings.Repeat("a", 257)}).Description, "Bad Request: secret token is too long")
	})
}

// A bot's own certificate is trusted once it has been uploaded.
func TestWebhookCertificate(t *testing.T) {
	w := started(t)
	came := make(chan struct{}, 1)
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { came <- struct{}{} }))
	defer server.Close()
	own := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	same(t, "set", w.doForm("setWebhook", args{"url": server.URL, "certificate": own}).OK, true)
	same(t, "told", w.raw("getWebhookInfo", nil)["has_custom_certificate"].(bool), true)
	w.speak(li, "一")
	<-came
	same(t, "again is anew", w.doForm("setWebhook", args{"url": server.URL, "certificate": own}).Description, "Webhook was set")
}
