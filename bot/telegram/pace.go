package telegram

import (
	"maps"
	"slices"
	"time"
)

// The limits that duban keeps, under those that Telegram hints at: about 30 a second in all, 1 a second per chat with short
// bursts, 20 a minute per group. Telegram promises no numbers, so its retry_after goes before all of them.
const (
	allPerSecond    = 25
	allInterval     = time.Second / allPerSecond
	allBurst        = 5 // the rest of a second's worth goes evenly: a burst that the network delays must not meet the next one
	chatInterval    = time.Second
	chatBurst       = 3
	groupPerMinute  = 18
	slowCall        = 250 * time.Millisecond
	freezeSpan      = 5 * time.Second // two chats frozen within this freeze all
	sweepEveryTooks = 1024
)

// Everyone is the key of a freeze of all chats in Frozen and NewPace. No chat has it.
const Everyone int64 = 0

// Pace says when a chat may be sent to next. It is plain state moved by the instants it is given: it reads no clock, never
// waits, and is not safe for concurrent use.
//
// Everything that Outgoing.Cost counts must be asked for and told: new messages, edits, each item of an album. Answers to
// presses cost nothing and are neither held up nor counted.
type Pace struct {
	all    window
	even   time.Time // when the burst of all is whole again
	groups map[int64]*window
	// full is when the chat's burst is whole again.
	full   map[int64]time.Time
	frozen map[int64]time.Time
	last   freeze
	tooks  int
}

// freeze is the latest freeze of a single chat.
type freeze struct {
	chat  int64
	at    time.Time
	until time.Time
}

// NewPace starts with the freezes that an earlier Pace had, as given by Frozen; nil for none.
func NewPace(frozen map[int64]time.Time) *Pace {
	p := &Pace{
		all:    window{most: allPerSecond, span: time.Second},
		groups: map[int64]*window{},
		full:   map[int64]time.Time{},
		frozen: map[int64]time.Time{},
	}
	maps.Copy(p.frozen, frozen)
	return p
}

// Ready is the instant from which a message of this cost may be sent to the chat: now, or later.
// A cost over a limit goes when the limit is wholly free, and is paid for by those who come after.
func (p *Pace) Ready(chat int64, group bool, cost int, now time.Time) time.Time {
	if cost <= 0 {
		return now
	}
	ready := latest(now, p.frozen[Everyone], p.frozen[chat], p.all.ready(cost, now),
		burstReady(p.even, allBurst, allInterval, cost, now), burstReady(p.full[chat], chatBurst, chatInterval, cost, now))
	if w := p.groups[chat]; group && w != nil {
		ready = latest(ready, w.ready(cost, now))
	}
	return ready
}

// Next is the instant from which any message may be sent to any chat: now, or later.
func (p *Pace) Next(now time.Time) time.Time {
	return latest(now, p.frozen[Everyone], p.all.ready(1, now), burstReady(p.even, allBurst, allInterval, 1, now))
}

// burstReady lets one go for each interval since the burst was whole, up to the burst.
func burstReady(whole time.Time, burst int, interval time.Duration, cost int, now time.Time) time.Time {
	ready := whole.Add(-time.Duration(burst-min(cost, burst)) * interval)
	// A clock that was put back must not silence anybody for as long as it went back.
	return earliest(ready, now.Add(time.Minute))
}

// burstTook is when the burst is whole again after a cost that was paid at now.
func burstTook(whole time.Time, interval time.Duration, cost int, now time.Time) time.Time {
	return latest(earliest(whole, now.Add(time.Minute)), now).Add(time.Duration(cost) * interval)
}

// Took records that a message of this cost was sent at now. A refused message counts too: Telegram counts attempts.
func (p *Pace) Took(chat int64, group bool, cost int, now time.Time) {
	if cost <= 0 {
		return
	}
	p.all.took(cost, now)
	p.even = burstTook(p.even, allInterval, cost, now)
	p.full[chat] = burstTook(p.full[chat], chatInterval, cost, now)
	if group {
		w := p.groups[chat]
		if w == nil {
			w = &window{most: groupPerMinute, span: time.Minute}
			p.groups[chat] = w
		}
		w.took(cost, now)
	}
	if p.tooks++; p.tooks%sweepEveryTooks == 0 {
		p.sweep(now)
	}
}

// Landed records that the answer to what was sent at began came at now. Telegram counts from when a message reaches it: what
// follows a slow call at once, or an album, would come too early there.
func (p *Pace) Landed(chat int64, group bool, cost int, began, now time.Time) {
	if cost <= 0 {
		return
	}
	p.full[chat] = latest(p.full[chat], now.Add(time.Duration(cost)*chatInterval))
	if cost == 1 && now.Sub(began) < slowCall {
		return // the limits leave room for so much
	}
	p.all.landed(cost, began, now)
	if w := p.groups[chat]; group && w != nil {
		w.landed(cost, began, now)
	}
}

// Freeze keeps the chat silent for d from now, as Telegram's retry_after asks. If another chat was frozen within the five
// seconds before, the limit hit is the common one: then all are silent until the later of the two ends.
func (p *Pace) Freeze(chat int64, d time.Duration, now time.Time) {
	until := now.Add(d)
	p.frozen[chat] = latest(p.frozen[chat], until)
	near := !p.last.at.IsZero() && now.Sub(p.last.at).Abs() <= freezeSpan
	if near && p.last.chat != chat {
		p.frozen[Everyone] = latest(p.frozen[Everyone], until, p.last.until)
	}
	p.last = freeze{chat: chat, at: now, until: until}
}

// Frozen gives the freezes that hold after now, to be stored: ends by chat, that of all under Everyone.
func (p *Pace) Frozen(now time.Time) map[int64]time.Time {
	out := map[int64]time.Time{}
	for chat, until := range p.frozen {
		if until.After(now) {
			out[chat] = until
		}
	}
	return out
}

// sweep forgets chats that are as good as new, so that memory follows those in use.
func (p *Pace) sweep(now time.Time) {
	maps.DeleteFunc(p.full, func(_ int64, t time.Time) bool { return !t.After(now) })
	maps.DeleteFunc(p.frozen, func(_ int64, t time.Time) bool { return !t.After(now) })
	maps.DeleteFunc(p.groups, func(_ int64, w *window) bool { return w.idle(now) })
}

// window lets at most so many pass in any span of time, however it is laid. A token bucket would let a burst and a whole span's worth
// pass within one.
type window struct {
	most  int
	span  time.Duration
	times []time.Time // of the last `most` that passed, oldest first
}

func (w *window) ready(cost int, now time.Time) time.Time {
	blocking := len(w.times) - (w.most - min(cost, w.most)) - 1
	if blocking < 0 {
		return now
	}
	// The earliest of the two: a clock that was put back must not block longer than a span.
	return latest(now, earliest(w.times[blocking].Add(w.span), now.Add(w.span)))
}

func (w *window) took(cost int, now time.Time) {
	for range min(cost, w.most) {
		w.times = append(w.times, now)
	}
	if over := len(w.times) - w.most; over > 0 {
		w.times = slices.Delete(w.times, 0, over)
	}
}

// landed counts what passed at began as passing now.
func (w *window) landed(cost int, began, now time.Time) {
	left := min(cost, w.most)
	w.times = slices.DeleteFunc(w.times, func(t time.Time) bool {
		if left == 0 || !t.Equal(began) {
			return false
		}
		left--
		return true
	})
	w.took(cost-left, now)
}

func (w *window) idle(now time.Time) bool {
	return len(w.times) == 0 || !w.times[len(w.times)-1].Add(w.span).After(now)
}

func latest(first time.Time, more ...time.Time) time.Time {
	for _, t := range more {
		if t.After(first) {
			first = t
		}
	}
	return first
}

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
