package sandbox

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// knock delivers one update and gives the parameters of the answer; only 2xx counts. A bot that refuses may say how long to wait.
func (t *Telegram) knock(w *webhook, body []byte) (p params, wait time.Duration, err error) {
	r, err := http.NewRequestWithContext(t.life, http.MethodPost, w.url, bytes.NewReader(body))
	if err != nil {
		return p, 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	if w.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", w.secret)
	}
	a, err := w.carrier.RoundTrip(r)
	if err != nil {
		return p, 0, unreachable{err}
	}
	defer a.Body.Close()
	if a.StatusCode/100 != 2 {
		seconds, _ := strconv.Atoi(a.Header.Get("Retry-After"))
		_, _ = io.Copy(io.Discard, a.Body)
		return p, time.Duration(min(3600, max(0, seconds))) * time.Second, wrongAnswer(a.StatusCode)
	}
	kind, options, _ := mime.ParseMediaType(a.Header.Get("Content-Type"))
	p = params{values: map[string]string{}, files: map[string]upload{}}
	_ = p.addBody(io.LimitReader(a.Body, maxRequest), kind, options["boundary"])
	return p, 0, nil
}

// wrongAnswer is worded as getWebhookInfo shows it.
type wrongAnswer int

func (status wrongAnswer) Error() string {
	return fmt.Sprintf("Wrong response from the webhook: %d %s", int(status), http.StatusText(int(status)))
}

type unreachable struct{ error }

func (e unreachable) Error() string { return "Connection failed: " + e.error.Error() }

// answerIn runs the method that a bot names in its answer to a delivery. Nobody hears what comes of it.
func (t *Telegram) answerIn(b *bot, p params) {
	name := strings.ToLower(p.values["method"])
	r := t.table[name]
	switch {
	case r.act == nil, strings.HasPrefix(name, "get"), name == "setwebhook", name == "deletewebhook", name == "close", name == "logout":
		return
	}
	(&call{params: p, t: t, bot: b, ctx: t.life, row: r}).perform()
}
