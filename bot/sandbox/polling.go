package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// poller is a getUpdates that waits.
type poller struct {
	wake  chan struct{} // closed when there is something to give
	ended chan struct{} // closed when another request takes over
	by    string        // the words for who took over
}

// wake ends the wait of a poll, or starts a delivery.
func (b *bot) wake(t *Telegram) {
	if b.poll != nil {
		close(b.poll.wake)
		b.poll = nil
	}
	b.deliver(t)
}

// takeOver ends a waiting poll with a conflict.
func (b *bot) takeOver(by string) {
	if b.poll != nil {
		b.poll.by = by
		close(b.poll.ended)
		b.poll = nil
	}
}

// longestPoll is in seconds; Telegram cuts what is longer without a word.
const longestPoll = 50

// getUpdates confirms by offset, then gives what is there or waits for it.
func (c *call) getUpdates() (any, *apiError) {
	t, q := c.t, &c.bot.queue
	t.mu.Lock()
	defer t.mu.Unlock()
	if c.bot.webhook != nil {
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	c.remember(q)
	q.confirm(c.number("offset"))
	limit, timeout := c.limit(), time.NewTimer(time.Duration(min(longestPoll, max(0, c.number("timeout"))))*time.Second)
	defer timeout.Stop()
	for {
		q.expire(t.o.Now())
		if some := q.first(limit); len(some) > 0 || c.number("timeout") <= 0 {
			return some, nil
		}
		done, fault := c.wait(timeout.C)
		if done || fault != nil {
			return q.first(0), fault
		}
	}
}

// limit is 1 to 100; Telegram brings other numbers into that span without a word.
func (c *call) limit() int {
	if !c.has("limit") {
		return 100
	}
	return min(100, max(1, c.number("limit")))
}

// remember keeps the kinds of update that the bot names, until it names others. Kinds that there are not do not count, and a list
// that cannot be read, or has a stranger in it, changes nothing.
func (c *call) remember(q *queue) {
	var kinds []string
	if !c.has("allowed_updates") || json.Unmarshal([]byte(c.values["allowed_updates"]), &kinds) != nil || kinds == nil {
		return
	}
	q.allowed = nil
	for _, kind := range kinds {
		kind = strings.ToLower(kind)
		if _, known := c.t.facts.Types["Update"].Fields[kind]; known && kind != "update_id" && !slices.Contains(q.allowed, kind) {
			q.allowed = append(q.allowed, kind)
		}
	}
}

// wait gives up the lock until there is something; done means that the wait is over without it. As at Telegram it is the older of two
// polls that wait that ends in a conflict.
func (c *call) wait(timeout <-chan time.Time) (done bool, fault *apiError) {
	c.bot.takeOver("other getUpdates request; make sure that only one bot instance is running")
	p := &poller{wake: make(chan struct{}), ended: make(chan struct{})}
	c.bot.poll = p
	c.t.mu.Unlock()
	defer c.t.mu.Lock()
	select {
	case <-p.wake:
		return false, nil
	case <-p.ended:
		return true, conflict("terminated by " + p.by)
	case <-timeout:
	case <-c.ctx.Done():
	case <-c.t.life.Done():
	}
	return true, nil
}
