package sandbox

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// webhook is where a bot wants its updates, and how deliveries go.
type webhook struct {
	url, secret, ip string
	certificate     bool
	carrier         http.RoundTripper
	parallel        int
	lastError       string
	lastFailed      time.Time
	flying          int             // deliveries on their way
	lanes           map[place]*lane // chats of which a delivery is on its way or failed
}

// most deliveries at once, where the bot names no number.
const usualParallel = 40

func (c *call) setWebhook() (any, *apiError) {
	at := c.values["url"]
	if at == "" {
		return c.deleteWebhook()
	}
	if !strings.Contains(at, "://") {
		at = "https://" + at
	}
	if u, err := url.Parse(at); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, bad("invalid webhook URL specified")
	}
	secret := c.values["secret_token"]
	switch {
	case len(secret) > 256:
		return nil, bad("secret token is too long")
	case strings.ContainsFunc(secret, func(r rune) bool { return !isNameByte(r) && r != '-' }):
		return nil, bad("secret token contains unallowed characters")
	}
	c.remember(&c.bot.queue)
	old := c.bot.webhook
	w := &webhook{url: at, secret: secret, ip: c.values["ip_address"], parallel: min(100, max(1, c.number("max_connections"))), lanes: map[place]*lane{}}
	if !c.has("max_connections") {
		w.parallel = usualParallel
	}
	w.carrier = c.carrier(w)
	if old.is(w) && !c.yes("drop_pending_updates") {
		c.note = "Webhook is already set"
		return true, nil
	}
	c.drop()
	c.bot.takeOver("setWebhook request")
	c.bot.webhook, c.note = w, "Webhook was set"
	c.bot.deliver(c.t)
	return true, nil
}

// carrier is what deliveries go by. A certificate of the bot's own is trusted, as at Telegram.
func (c *call) carrier(w *webhook) http.RoundTripper {
	part := "certificate"
	if name, ok := strings.CutPrefix(c.values[part], "attach://"); ok {
		part = name
	}
	var own upload
	own, w.certificate = c.files[part]
	switch {
	case c.t.o.Webhook != nil:
		return c.t.o.Webhook
	case !w.certificate:
		return http.DefaultTransport
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(own.content)
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
}

// is tells whether another webhook is the same; a certificate is always new.
func (w *webhook) is(other *webhook) bool {
	return w != nil && w.url == other.url && w.secret == other.secret && w.ip == other.ip && w.parallel == other.parallel &&
		!w.certificate && !other.certificate
}

func (c *call) drop() {
	if c.yes("drop_pending_updates") {
		c.bot.queue.pending = nil
	}
}

func (c *call) deleteWebhook() (any, *apiError) {
	c.drop()
	c.note = "Webhook was deleted"
	if c.bot.webhook == nil {
		c.note = "Webhook is already deleted"
	}
	c.bot.webhook = nil
	for _, u := range c.bot.queue.pending {
		u.busy = false
	}
	return true, nil
}

func (c *call) getWebhookInfo() (any, *apiError) {
	info := wireWebhook{Pending: len(c.bot.queue.pending), Allowed: c.bot.queue.allowed}
	if w := c.bot.webhook; w != nil {
		info.URL, info.Custom, info.IP, info.MaxConnections = w.url, w.certificate, w.ip, w.parallel
		if w.lastError != "" {
			info.LastError, info.LastErrorDate = w.lastError, w.lastFailed.Unix()
		}
	}
	return info, nil
}

// lane is one chat's row of deliveries: they keep their order, and what fails holds up its own chat only.
type lane struct {
	shut     bool // one is on its way, or waits to be tried again
	failures int  // in a row
}

// deliver starts as many deliveries as may be on their way at once, of the oldest updates first.
func (b *bot) deliver(t *Telegram) {
	w := b.webhook
	if w == nil || t.life.Err() != nil {
		return
	}
	b.queue.expire(t.o.Now())
	for _, u := range b.queue.pending[:min(len(b.queue.pending), 2*w.parallel)] {
		if w.flying == w.parallel {
			return
		}
		l := w.lanes[u.from]
		if l == nil {
			l = &lane{}
			w.lanes[u.from] = l
		}
		if l.shut {
			continue
		}
		l.shut, u.busy = true, true
		w.flying++
		go b.carry(t, w, l, u)
	}
}

// carry delivers one update, does what the bot asks for in its answer, and lets the next one go.
func (b *bot) carry(t *Telegram, w *webhook, l *lane, u *update) {
	p, wait, err := t.knock(w, mustJSON(u))
	if err == nil {
		t.answerIn(b, p)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	w.flying--
	if b.webhook != w {
		return // it was replaced meanwhile: the new one gets the update again
	}
	u.busy = false
	if err == nil {
		b.queue.remove(u)
		delete(w.lanes, u.from)
		b.deliver(t)
		return
	}
	l.failures++
	w.lastError, w.lastFailed = err.Error(), t.o.Now()
	if wait == 0 {
		wait = l.pause()
	}
	go b.reopen(t, w, l, wait)
	b.deliver(t)
}

// longest pause between two tries of a delivery.
const maxPause = time.Minute

// pause is none after the first failure, then 2 s and twice as long each time.
func (l *lane) pause() time.Duration {
	if l.failures == 1 {
		return 0
	}
	return min(maxPause, time.Second<<min(10, l.failures-1))
}

func (b *bot) reopen(t *Telegram, w *webhook, l *lane, wait time.Duration) {
	t.wait(t.life, wait)
	t.mu.Lock()
	defer t.mu.Unlock()
	if l.shut = false; b.webhook == w {
		b.deliver(t)
	}
}

func (q *queue) remove(done *update) {
	if i := slices.Index(q.pending, done); i == 0 {
		q.pending = q.pending[1:]
	} else if i > 0 {
		q.pending = slices.Delete(q.pending, i, i+1)
	}
}
