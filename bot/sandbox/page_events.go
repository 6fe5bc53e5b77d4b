package sandbox

import (
	"fmt"
	"net/http"
)

// pageEvent is one change, with the message that changed: the page patches what it shows and loads nothing anew.
type pageEvent struct {
	Chat    int64        `json:"chat"`
	Thread  int          `json:"thread,omitempty"`
	Message *pageMessage `json:"message,omitempty"`
	Action  string       `json:"action,omitempty"`
}

// events streams the changes from now on. A page that was too slow gets "lost" and loads everything.
func (p *page) events(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no streaming here", http.StatusInternalServerError)
		return
	}
	events, cancel := p.tg.Subscribe(256)
	defer cancel()
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = fmt.Fprint(w, "retry: 1000\n\n")
	flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-p.tg.life.Done():
			return
		case e := <-events:
			if e.Bot != 0 && e.Bot != p.tg.Bots()[0].ID {
				continue // the page shows the first bot's chats
			}
			_, _ = fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", e.Seq, e.Kind, mustJSON(p.event(e)))
			if len(events) == 0 {
				flusher.Flush()
			}
		}
	}
}

func (p *page) event(e Event) pageEvent {
	v := pageEvent{Chat: e.Chat, Thread: e.Thread, Action: e.Action}
	if e.Message == nil {
		return v
	}
	v.Thread = e.Message.Thread
	d := p.drawn(*e.Message)
	v.Message = &d
	return v
}
