package sandbox

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"io/fs"
	"net/http"
	"time"
)

//go:embed page
var pageFiles embed.FS

// Clock is a clock that the page may move.
type Clock interface {
	Now() time.Time
	// Advance moves the clock on and returns when all that follows has happened.
	Advance(ctx context.Context, d time.Duration) error
	// NextEvent moves the clock to the next moment at which something happens and returns it.
	NextEvent(ctx context.Context) (time.Time, error)
}

// Words are a text in both languages of the page.
type Words struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// TourStep is one step of the guided tour.
type TourStep struct {
	Text Words `json:"text"`
	// Pane is the person whose pane the step is about, 0 for none.
	Pane int64 `json:"pane,omitempty"`
	// Say, Press and Move offer a button that does the step: a text to send, the label of a button to press, the clock to move.
	Say   Words  `json:"say,omitzero"`
	Press Words  `json:"press,omitzero"`
	Move  string `json:"move,omitempty"` // "next", or hours as a number
}

// PageOptions say what the chat page shows.
type PageOptions struct {
	Title    Words
	Clock    Clock // nil: no clock buttons
	Tour     []TourStep
	Panes    []int64         // who is shown side by side at the start
	Captions map[int64]Words // what each person is, shown beside the name
	Lang     string          // zh or en; the page has a switch
}

// Page is the chat page: choose who you are, see chats as Telegram would show them, press, write, edit, send files.
// It is for loopback: whoever opens it can speak for anybody.
func (t *Telegram) Page(o PageOptions) http.Handler {
	p := &page{tg: t, o: o}
	mux := http.NewServeMux()
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(err) // the folder is embedded under this name
	}
	mux.Handle("GET /", http.FileServerFS(files))
	mux.HandleFunc("GET /page/state", p.state)
	mux.HandleFunc("GET /page/chats", p.chats)
	mux.HandleFunc("GET /page/chat", p.chat)
	mux.HandleFunc("GET /page/events", p.events)
	mux.HandleFunc("GET /page/file/{id}", p.file)
	for name, do := range t.deeds() {
		mux.Handle("POST /page/"+name, do)
	}
	world := t.worldOrders()
	for _, name := range []string{"group", "topic", "promote"} {
		mux.Handle("POST /page/"+name, world[name])
	}
	mux.HandleFunc("POST /page/upload", t.upload)
	mux.HandleFunc("POST /page/press", p.press)
	mux.HandleFunc("POST /page/clock", p.clock)
	return guard(http.NewCrossOriginProtection().Handler(mux))
}

type page struct {
	tg *Telegram
	o  PageOptions
}

// guard lets the page load nothing from elsewhere and run no script but its own.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// pressPatience is how long the page waits for the bot's answer to a press, as the phone does.
const pressPatience = 10 * time.Second

func (p *page) press(w http.ResponseWriter, r *http.Request) {
	take(func(d deed) (any, error) {
		events, cancel := p.tg.Subscribe(64)
		defer cancel()
		id, err := p.tg.Press(d.Person, d.Chat, d.Message, d.Data, d.options()...)
		if err != nil {
			return nil, err
		}
		return p.awaited(r.Context(), events, id)
	}).ServeHTTP(w, r)
}

func (p *page) awaited(ctx context.Context, events <-chan Event, id CallbackID) (any, error) {
	timeout := time.NewTimer(pressPatience)
	defer timeout.Stop()
	for {
		if got, ok := p.tg.CallbackAnswer(id); ok {
			return got, nil
		}
		select {
		case <-events:
		case <-timeout.C:
			return Answer{}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (p *page) clock(w http.ResponseWriter, r *http.Request) {
	take(func(move struct {
		Hours float64
		Next  bool
	}) (any, error) {
		if p.o.Clock == nil {
			return nil, errors.New("this page has no clock to move")
		}
		if move.Next {
			at, err := p.o.Clock.NextEvent(r.Context())
			return map[string]any{"now": wallClock(at)}, err
		}
		err := p.o.Clock.Advance(r.Context(), time.Duration(move.Hours*float64(time.Hour)))
		return map[string]any{"now": wallClock(p.o.Clock.Now())}, err
	}).ServeHTTP(w, r)
}

// file gives a file's bytes. What a browser could take for a page of ours is offered for saving only.
func (p *page) file(w http.ResponseWriter, r *http.Request) {
	f, ok := p.tg.File(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := http.DetectContentType(f.Content)
	if f.Kind == Document {
		kind = "application/octet-stream"
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("Content-Type", kind)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.Content))
}
