package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// deed is something that a person does, as the page and outside clients write it. Chat is the person's own id for the chat with the bot.
type deed struct {
	Person  int64  `json:"person"`
	Chat    int64  `json:"chat"`
	Bot     int64  `json:"bot"` // 0 is the first one
	Message int    `json:"message"`
	Thread  int    `json:"thread"`
	Reply   int    `json:"reply"`
	Text    string `json:"text"`
	Data    string `json:"data"`
	Emoji   string `json:"emoji"`
	// Latitude and Longitude are in degrees.
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

func (d deed) options() []SayOption {
	return []SayOption{ReplyTo(d.Reply), InThread(d.Thread), ToBot(d.Bot)}
}

// order is a deed or a change of the world that comes as JSON.
type order func(raw []byte) (any, error)

// take makes an order of a function; a field that it does not know is an error.
func take[T any](do func(T) (any, error)) order {
	return func(raw []byte) (any, error) {
		var v T
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if err := d.Decode(&v); err != nil && err != io.EOF {
			return nil, fmt.Errorf("sandbox: %w", err)
		}
		return do(v)
	}
}

// done makes an order of a function that gives nothing back.
func done[T any](do func(T) error) order {
	return take(func(v T) (any, error) { return nil, do(v) })
}

// deeds are what people do, by name.
func (t *Telegram) deeds() map[string]order {
	return map[string]order{
		"start":   take(func(d deed) (any, error) { return t.sent(t.Start(d.Person, d.Text, ToBot(d.Bot))) }),
		"say":     take(func(d deed) (any, error) { return t.sent(t.Say(d.Person, d.Chat, d.Text, d.options()...)) }),
		"contact": take(func(d deed) (any, error) { return t.sent(t.SendContact(d.Person, d.Chat, Contact{}, d.options()...)) }),
		"location": take(func(d deed) (any, error) {
			return t.sent(t.SendLocation(d.Person, d.Chat, d.Latitude, d.Longitude, d.options()...))
		}),
		"edit":    done(func(d deed) error { return t.Edit(d.Person, d.Chat, d.Message, d.Text, d.options()...) }),
		"delete":  done(func(d deed) error { return t.Delete(d.Person, d.Chat, d.Message, d.options()...) }),
		"react":   done(func(d deed) error { return t.React(d.Person, d.Chat, d.Message, d.Emoji, d.options()...) }),
		"block":   done(func(d deed) error { t.Block(d.Person); return nil }),
		"unblock": done(func(d deed) error { t.Unblock(d.Person); return nil }),
		"join":    done(func(d deed) error { t.Join(d.Chat, d.Person); return nil }),
		"leave":   done(func(d deed) error { t.Leave(d.Chat, d.Person); return nil }),
	}
}

// sent gives a message that a person sent as the Bot API shows it.
func (t *Telegram) sent(m Message, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.wire(&m), nil
}

// orderLimit is the most that an order may weigh, in bytes; files come another way.
const orderLimit = 1 << 20

func (o order) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, orderLimit))
	if err != nil {
		answer(w, nil, err)
		return
	}
	v, err := o(raw)
	answer(w, v, err)
}

func answer(w http.ResponseWriter, v any, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		v = map[string]string{"error": err.Error()}
	}
	_ = json.NewEncoder(w).Encode(v)
}

// fileLimit is the most that a person may send at once, in bytes.
const fileLimit = 50 << 20

// upload takes files that a person sends: the fields of a deed, caption, kind, and one or several parts named file. Several are an album.
func (t *Telegram) upload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, fileLimit)
	if err := r.ParseMultipartForm(fileLimit); err != nil {
		answer(w, nil, err)
		return
	}
	var files []Upload
	for _, head := range r.MultipartForm.File["file"] {
		file, err := head.Open()
		if err != nil {
			answer(w, nil, err)
			return
		}
		content, err := io.ReadAll(file)
		_ = file.Close()
		if err != nil {
			answer(w, nil, err)
			return
		}
		files = append(files, Upload{Name: head.Filename, Content: content, Kind: FileKind(r.FormValue("kind"))})
	}
	v, err := t.sendFiles(r, files)
	answer(w, v, err)
}

func (t *Telegram) sendFiles(r *http.Request, files []Upload) (any, error) {
	d := deed{Reply: int(number(r, "reply")), Thread: int(number(r, "thread")), Bot: number(r, "bot")}
	person, chat, caption := number(r, "person"), number(r, "chat"), r.FormValue("caption")
	if len(files) == 1 {
		return t.sent(t.SendUpload(person, chat, files[0], caption, d.options()...))
	}
	all, err := t.SendAlbum(person, chat, files, caption, d.options()...)
	var shown []any
	for _, m := range all {
		one, _ := t.sent(m, nil)
		shown = append(shown, one)
	}
	return shown, err
}
