package bot

import (
	"fmt"
	"math"
	"time"

	"duban/bot/wording"
	"duban/store"
)

func (t *turn) costText(o outlook) wording.HTML {
	return t.word(wording.DigestCost, "messages", o.cost.messages, "unasked", o.cost.unasked, "asks", o.cost.asks, "taps", o.cost.taps, "lines", o.cost.lines)
}

// cost is what duban costs the units (rule 10), counted, not estimated.
type cost struct {
	messages, unasked, asks, taps, lines int
}

// costSince counts messages to units, those of them that nobody had asked
// for, asks, taps and lines written since the moment.
func costSince(tx *store.Tx, since time.Time) (c cost, err error) {
	for m, err := range tx.LatestMessages(math.MaxInt) {
		if err != nil {
			return c, err
		}
		if m.Queued.Before(since) {
			break
		}
		if m.About.Unit == 0 || m.Callback != "" || m.Edits != 0 {
			continue
		}
		c.messages++
		if m.Class >= store.Question {
			c.unasked++
		}
	}
	for a, err := range tx.Asks() {
		if err != nil {
			return c, err
		}
		if !a.Asked.Before(since) {
			c.asks++
		}
	}
	return c, c.answers(tx, since)
}

// answers counts how reports came: a press with several reports is one tap, a
// message with several is one line.
func (c *cost) answers(tx *store.Tx, since time.Time) error {
	seen := map[string]bool{}
	for task, err := range tx.Tasks() {
		if err != nil {
			return err
		}
		if task.Standing.At.Before(since) {
			continue
		}
		for r, err := range tx.Reports(task.ID) {
			if err != nil {
				return err
			}
			key := fmt.Sprintf("%d:%d:%s:%d", r.Via.Chat, r.Via.Message, r.Via.Button, r.At.UnixNano())
			if r.At.Before(since) || seen[key] {
				continue
			}
			seen[key] = true
			if r.Via.Button != "" {
				c.taps++
			} else {
				c.lines++
			}
		}
	}
	return nil
}
