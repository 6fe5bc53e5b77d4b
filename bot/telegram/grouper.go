package telegram

import (
	"context"
	"encoding/json"
	"sync"
)

// Grouper makes one batch of the updates that arrive while the batch before is being committed, so that many webhook requests
// share a flush. One that comes alone is committed at once. Batches are committed one after the other, in order of arrival.
type Grouper struct {
	most   int
	commit func(ctx context.Context, batch []json.RawMessage) error

	mu      sync.Mutex
	waiting []*grouped
	running bool
}

// grouped is one update and where its outcome goes.
type grouped struct {
	raw  json.RawMessage
	done chan error
}

// NewGrouper makes a Grouper with at most so many updates in a batch. A failed commit fails each update of its batch.
func NewGrouper(most int, commit func(ctx context.Context, batch []json.RawMessage) error) *Grouper {
	return &Grouper{most: max(most, 1), commit: commit}
}

// Accept returns when the update's batch was committed. If ctx ends sooner its error is returned, and the update may still be
// committed: it will come again, and must have its effect once. The commit itself is not bound to any caller's ctx.
func (g *Grouper) Accept(ctx context.Context, raw json.RawMessage) error {
	item := &grouped{raw: raw, done: make(chan error, 1)}
	g.mu.Lock()
	g.waiting = append(g.waiting, item)
	if !g.running {
		g.running = true
		go g.run(context.WithoutCancel(ctx))
	}
	g.mu.Unlock()
	select {
	case err := <-item.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run commits until nothing waits; it leaves no goroutine behind when idle.
func (g *Grouper) run(ctx context.Context) {
	for {
		items := g.take()
		if items == nil {
			return
		}
		batch := make([]json.RawMessage, len(items))
		for i, item := range items {
			batch[i] = item.raw
		}
		err := g.commit(ctx, batch)
		for _, item := range items {
			item.done <- err
		}
	}
}

func (g *Grouper) take() []*grouped {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.waiting), g.most)
	if n == 0 {
		g.running = false
		return nil
	}
	items := g.waiting[:n:n]
	g.waiting = g.waiting[n:]
	return items
}
