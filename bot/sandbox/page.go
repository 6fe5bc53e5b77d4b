package sandbox

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strconv"
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
	mux.HandleFunc("GET /page/chat", p.chat)
	mux.HandleFunc("GET /page/events", p.events)
	mux.HandleFunc("GET /page/file/{id}", p.file)
	mux.HandleFunc("POST /page/upload", p.upload)
	for name, do := range p.actions() {
		mux.HandleFunc("POST /page/"+name, p.act(do))
	}
	return guard(http.NewCrossOriginProtection().Handler(mux))
}

type page struct {
	tg *Telegram
	o  PageOptions
}

// guard lets the page load nothing from elsewhere and run no script but its own.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// bodyLimit is the most that the page may send at once, files included.
const bodyLimit = 50 << 20

func answer(w http.ResponseWriter, v any, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		v = map[string]string{"error": err.Error()}
	}
	json.NewEncoder(w).Encode(v)
}

// action is something that a person does on the page.
type action struct {
	Person  int64   `json:"person"`
	Chat    int64   `json:"chat"`
	Message int     `json:"message"`
	Thread  int     `json:"thread"`
	Reply   int     `json:"reply"`
	Text    string  `json:"text"`
	Data    string  `json:"data"`
	Hours   float64 `json:"hours"`
	Next    bool    `json:"next"`
}

func (p *page) act(do func(context.Context, action) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a action
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&a); err != nil {
			answer(w, nil, err)
			return
		}
		v, err := do(r.Context(), a)
		answer(w, v, err)
	}
}

func (p *page) actions() map[string]func(context.Context, action) (any, error) {
	return map[string]func(context.Context, action) (any, error){
		"say": func(_ context.Context, a action) (any, error) {
			return p.tg.Say(a.Person, a.Chat, a.Text, ReplyTo(a.Reply), InThread(a.Thread))
		},
		"start": func(_ context.Context, a action) (any, error) { return p.tg.Start(a.Person, a.Text) },
		"edit": func(_ context.Context, a action) (any, error) {
			return nil, p.tg.Edit(a.Person, a.Chat, a.Message, a.Text)
		},
		"delete": func(_ context.Context, a action) (any, error) { return nil, p.tg.Delete(a.Person, a.Chat, a.Message) },
		"press":  p.press,
		"clock":  p.clock,
	}
}

// press waits a little for the bot's answer, as the phone does.
func (p *page) press(ctx context.Context, a action) (any, error) {
	events, cancel := p.tg.Subscribe(64)
	defer cancel()
	id, err := p.tg.Press(a.Person, a.Chat, a.Message, a.Data)
	if err != nil {
		return nil, err
	}
	timeout := time.After(10 * time.Second)
	for {
		if got, ok := p.tg.CallbackAnswer(id); ok {
			return map[string]any{"text": got.Text, "alert": got.Alert}, nil
		}
		select {
		case <-events:
		case <-timeout:
			return map[string]any{"text": ""}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (p *page) clock(ctx context.Context, a action) (any, error) {
	if p.o.Clock == nil {
		return nil, errors.New("this page has no clock to move")
	}
	if a.Next {
		at, err := p.o.Clock.NextEvent(ctx)
		return map[string]any{"now": at}, err
	}
	err := p.o.Clock.Advance(ctx, time.Duration(a.Hours*float64(time.Hour)))
	return map[string]any{"now": p.o.Clock.Now()}, err
}

func (p *page) file(w http.ResponseWriter, r *http.Request) {
	f, ok := p.tg.File(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := "application/octet-stream"
	if f.Photo {
		kind = http.DetectContentType(f.Content)
	} else {
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("Content-Type", kind)
	w.Write(f.Content)
}

func (p *page) upload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
	file, head, err := r.FormFile("file")
	if err != nil {
		answer(w, nil, err)
		return
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		answer(w, nil, err)
		return
	}
	number := func(name string) int64 { n, _ := strconv.ParseInt(r.FormValue(name), 10, 64); return n }
	m, err := p.tg.SendFile(number("person"), number("chat"), head.Filename, content, r.FormValue("caption"), r.FormValue("photo") == "1",
		ReplyTo(int(number("reply"))), InThread(int(number("thread"))))
	answer(w, m, err)
}
