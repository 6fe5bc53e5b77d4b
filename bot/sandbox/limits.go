package sandbox

import (
	"encoding/json"
	"math"
	"time"
)

// rate remembers what a bot has sent lately.
type rate struct {
	recent []time.Time // in the last second
	chats  map[int64]*bucket
}

// bucket is what one chat has taken.
type bucket struct {
	spent  float64 // of the burst; a second gives one back
	at     time.Time
	minute []time.Time // in the last minute, of a group
}

// SetLimits puts other sending rates in force from now on; nil lifts them.
func (t *Telegram) SetLimits(l *Limits) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.o.Limits = l
}

// limited counts a message or edit against Options.Limits and refuses it with the seconds to wait.
// A refused call counts for nothing.
func (c *call) limited() *apiError {
	l, n := c.t.o.Limits, c.weight()
	if l == nil || n == 0 {
		return nil
	}
	now, chat, r := c.t.o.Now(), c.integer("chat_id"), &c.bot.rate
	b := r.bucket(chat, now)
	wait := max(l.wait(r.recent, now, time.Second, l.PerSecond, n), b.wait(l, n))
	if chat < 0 {
		wait = max(wait, l.wait(b.minute, now, time.Minute, l.GroupPerMinute, n))
	}
	if wait > 0 {
		return tooMany(int(math.Ceil(wait.Seconds())))
	}
	b.spent += float64(n)
	for range n {
		r.recent = append(r.recent, now)
		b.minute = append(b.minute, now)
	}
	return nil
}

// weight is the number of messages that the call counts for.
func (c *call) weight() int {
	list := map[string]string{"sendMediaGroup": "media", "copyMessages": "message_ids", "forwardMessages": "message_ids"}[c.row.name]
	if list == "" {
		return c.row.counts
	}
	var items []json.RawMessage
	_ = json.Unmarshal([]byte(c.values[list]), &items)
	return len(items)
}

// bucket brings the chat's bucket and the bot's record up to now.
func (r *rate) bucket(chat int64, now time.Time) *bucket {
	if r.chats == nil {
		r.chats = map[int64]*bucket{}
	}
	r.recent = since(r.recent, now.Add(-time.Second))
	b := r.chats[chat]
	if b == nil {
		b = &bucket{at: now}
		r.chats[chat] = b
	}
	b.spent = max(0, b.spent-max(0, now.Sub(b.at).Seconds())) // a clock may be moved back
	b.at = now
	b.minute = since(b.minute, now.Add(-time.Minute))
	return b
}

// since drops the times up to and including the given one.
func since(times []time.Time, after time.Time) []time.Time {
	for len(times) > 0 && !times[0].After(after) {
		times = times[1:]
	}
	return times
}

// wait gives how long until n more fit into a window that takes most; 0 if they fit now.
func (*Limits) wait(times []time.Time, now time.Time, window time.Duration, most, n int) time.Duration {
	over := len(times) + n - most
	if most == 0 || over <= 0 || len(times) == 0 {
		return 0
	}
	return times[min(over, len(times))-1].Add(window).Sub(now)
}

func (b *bucket) wait(l *Limits, n int) time.Duration {
	over := b.spent + float64(n) - float64(max(l.ChatBurst, n))
	if l.ChatBurst == 0 || over <= 0 {
		return 0
	}
	return time.Duration(over * float64(time.Second))
}
