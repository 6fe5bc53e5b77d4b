package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// webhook is where a bot wants its updates, and how deliveries go.
type webhook struct {
	url, secret string
	parallel    int
	running     bool
	failures    int // in a row
	lastError   string
	lastFailed  time.Time
}

// longest pause between two tries of a delivery.
const maxPause = time.Minute

func (c *call) setWebhook() (any, *apiError) {
	at := c.values["url"]
	if u, err := url.Parse(at); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	if !plainSecret(c.values["secret_token"]) {
		return nil, bad("secret token contains unallowed characters")
	}
	if fault := c.remember(&c.bot.queue); fault != nil {
		return nil, fault
	}
	c.drop()
	c.bot.takeOver("setWebhook request")
	w := &c.bot.webhook
	*w = webhook{url: at, secret: c.values["secret_token"], parallel: min(100, max(1, c.number("max_connections"))), running: w.running}
	if !c.has("max_connections") {
		w.parallel = 40
	}
	c.bot.deliver(c.t)
	return true, nil
}

func plainSecret(secret string) bool {
	for _, r := range secret {
		if !isNameByte(r) && r != '-' {
			return false
		}
	}
	return len(secret) <= 256
}

func (c *call) drop() {
	if c.yes("drop_pending_updates") {
		c.bot.queue.pending = nil
	}
}

func (c *call) deleteWebhook() (any, *apiError) {
	c.drop()
	c.bot.webhook = webhook{running: c.bot.webhook.running}
	return true, nil
}

func (c *call) getWebhookInfo() (any, *apiError) {
	w := c.bot.webhook
	info := wireWebhook{URL: w.url, Pending: len(c.bot.queue.pending), Allowed: c.bot.queue.allowed}
	if w.url != "" {
		info.MaxConnections = w.parallel
	}
	if w.lastError != "" {
		info.LastError, info.LastErrorDate = w.lastError, w.lastFailed.Unix()
	}
	return info, nil
}

// deliver starts the deliveries of a bot, unless they run; they end when nothing is left to deliver.
func (b *bot) deliver(t *Telegram) {
	if b.webhook.url == "" || b.webhook.running || len(b.queue.pending) == 0 {
		return
	}
	b.webhook.running = true
	go b.deliveries(t)
}

func (b *bot) deliveries(t *Telegram) {
	for {
		t.mu.Lock()
		b.queue.expire(t.o.Now())
		batch, hook := b.queue.batch(b.webhook.parallel), b.webhook
		if hook.url == "" || len(batch) == 0 || t.life.Err() != nil {
			b.webhook.running = false
			t.mu.Unlock()
			return
		}
		t.mu.Unlock()
		t.push(hook, batch)
		t.mu.Lock()
		pause := b.settle(t, batch)
		t.mu.Unlock()
		t.pause(pause)
	}
}

func (t *Telegram) pause(d time.Duration) {
	if d == 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-t.life.Done():
	}
}

// delivery is an update on its way, and how it went.
type delivery struct {
	update *update
	body   []byte
	err    error
}

// batch takes the oldest update of each chat, so that those of one chat arrive in order.
func (q *queue) batch(most int) []delivery {
	var some []delivery
	seen := map[place]bool{}
	for _, u := range q.pending {
		if seen[u.from] || len(some) == most {
			continue
		}
		seen[u.from], u.busy = true, true
		body, err := json.Marshal(u)
		if err != nil {
			panic("sandbox: " + err.Error())
		}
		some = append(some, delivery{update: u, body: body})
	}
	return some
}

// push makes all deliveries of a batch at once.
func (t *Telegram) push(hook webhook, batch []delivery) {
	var all sync.WaitGroup
	for i := range batch {
		all.Go(func() { batch[i].err = t.knock(hook, batch[i].body) })
	}
	all.Wait()
}

// knock delivers one update; only a 2xx answer counts.
func (t *Telegram) knock(hook webhook, body []byte) error {
	r, err := http.NewRequestWithContext(t.life, http.MethodPost, hook.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if hook.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", hook.secret)
	}
	carrier := t.o.Webhook
	if carrier == nil {
		carrier = http.DefaultTransport
	}
	a, err := carrier.RoundTrip(r)
	if err != nil {
		return fmt.Errorf("connection failed: %w", err)
	}
	defer a.Body.Close()
	_, _ = io.Copy(io.Discard, a.Body)
	if a.StatusCode/100 != 2 {
		return fmt.Errorf("wrong response from the webhook: %d %s", a.StatusCode, http.StatusText(a.StatusCode))
	}
	return nil
}

// settle drops what was delivered and gives the pause before what failed is tried again: 1 s, then twice as long each time.
func (b *bot) settle(t *Telegram, batch []delivery) time.Duration {
	var failed error
	for _, d := range batch {
		d.update.busy = false
		if d.err == nil {
			b.queue.remove(d.update)
			continue
		}
		failed = d.err
	}
	if failed == nil {
		b.webhook.failures = 0
		return 0
	}
	b.webhook.failures++
	b.webhook.lastError, b.webhook.lastFailed = failed.Error(), t.o.Now()
	return min(maxPause, time.Second<<min(10, b.webhook.failures-1))
}

func (q *queue) remove(done *update) {
	if i := slices.Index(q.pending, done); i == 0 {
		q.pending = q.pending[1:]
	} else if i > 0 {
		q.pending = slices.Delete(q.pending, i, i+1)
	}
}
