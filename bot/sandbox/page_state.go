package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// pagePerson is somebody whom one can be on the page.
type pagePerson struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Caption Words  `json:"caption"`
}

// pageChat is a chat in a person's list.
type pageChat struct {
	ID      int64     `json:"id"`
	Title   string    `json:"title"`
	Group   bool      `json:"group"`
	Topics  []Topic   `json:"topics,omitempty"`
	Started bool      `json:"started"`
	Menu    []Command `json:"menu"`
}

// pageMessage is a message as the page draws it; HTML is safe by the sandbox's own rendering.
type pageMessage struct {
	ID        int            `json:"id"`
	From      int64          `json:"from"`
	Name      string         `json:"name"`
	Bot       bool           `json:"bot"`
	Date      string         `json:"date"`
	Day       string         `json:"day"`
	Edited    bool           `json:"edited,omitempty"`
	HTML      string         `json:"html"`
	Text      string         `json:"text"`
	Buttons   [][]pageButton `json:"buttons,omitempty"`
	ReplyTo   int            `json:"reply_to,omitempty"`
	Thread    int            `json:"thread,omitempty"`
	Files     []pageFile     `json:"files,omitempty"`
	Album     string         `json:"album,omitempty"`
	Location  *Location      `json:"location,omitempty"`
	Service   string         `json:"service,omitempty"`
	Reactions []string       `json:"reactions,omitempty"`
}

type pageButton struct {
	Text string `json:"text"`
	Data string `json:"data,omitempty"`
	URL  string `json:"url,omitempty"`
}

type pageFile struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Size  int64  `json:"size"`
	Photo bool   `json:"photo"`
}

// state is everything but the messages: people, the clock, the tour.
func (p *page) state(w http.ResponseWriter, _ *http.Request) {
	people := []pagePerson{}
	for _, person := range p.tg.People() {
		name := strings.TrimSpace(person.FirstName + " " + person.LastName)
		people = append(people, pagePerson{person.ID, name, p.o.Captions[person.ID]})
	}
	bot := ""
	if bots := p.tg.Bots(); len(bots) > 0 {
		bot = bots[0].Name
	}
	now := p.tg.o.Now()
	if p.o.Clock != nil {
		now = p.o.Clock.Now()
	}
	answer(w, map[string]any{
		"title": p.o.Title, "bot": bot, "people": people, "panes": p.o.Panes, "tour": p.o.Tour, "lang": p.o.Lang,
		"clock": p.o.Clock != nil, "now": wallClock(now),
	}, nil)
}

// wallClock is the time where the district is, without a zone: the page shows it as it is.
func wallClock(t time.Time) string { return t.Format("2006-01-02T15:04:05") }

func (p *page) chat(w http.ResponseWriter, r *http.Request) {
	person, err := strconv.ParseInt(r.FormValue("person"), 10, 64)
	if err != nil {
		answer(w, nil, fmt.Errorf("person: %w", err))
		return
	}
	chats := []pageChat{}
	for _, c := range p.tg.Chats(person) {
		title := c.Title
		if c.Type == Private {
			title = p.botName()
		}
		chats = append(chats, pageChat{c.ID, title, c.Type != Private, c.Topics, c.Started, p.tg.CommandsFor(person, c.ID)})
	}
	id, err := strconv.ParseInt(r.FormValue("chat"), 10, 64)
	if err != nil {
		id = person
	}
	messages := []pageMessage{}
	for _, m := range p.tg.Messages(id) {
		if !m.Deleted {
			messages = append(messages, p.drawn(m))
		}
	}
	answer(w, map[string]any{"chats": chats, "chat": id, "messages": messages}, nil)
}

func (p *page) botName() string {
	for _, b := range p.tg.Bots() {
		return b.Name
	}
	return ""
}

func (p *page) drawn(m Message) pageMessage {
	at := m.Date
	if p.o.Clock != nil {
		at = at.In(p.o.Clock.Now().Location())
	}
	d := pageMessage{
		ID: m.ID, From: m.From.ID, Name: m.From.Name, Bot: m.From.IsBot, Date: at.Format("15:04"), Day: at.Format("2006-01-02"),
		Edited: !m.EditDate.IsZero(), HTML: m.HTML(), Text: m.Text, ReplyTo: m.ReplyTo, Thread: m.Thread, Album: m.AlbumID,
		Location: m.Location, Service: m.Service,
	}
	for _, row := range m.Buttons {
		var line []pageButton
		for _, b := range row {
			line = append(line, pageButton{b.Text, b.Data, b.URL})
		}
		d.Buttons = append(d.Buttons, line)
	}
	for _, f := range m.Files {
		d.Files = append(d.Files, pageFile{f.ID, f.Name, f.Size, f.Photo})
	}
	for _, r := range m.Reactions {
		d.Reactions = append(d.Reactions, r.Emoji)
	}
	return d
}

// events tells the page which chats have changed; the page then loads them anew. That is simpler than patching, and a chat is small.
func (p *page) events(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no streaming here", http.StatusInternalServerError)
		return
	}
	events, cancel := p.tg.Subscribe(256)
	defer cancel()
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprintf(w, "retry: 1000\n\n")
	flusher.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case e := <-events:
			fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %d\n\n", e.Seq, e.Kind, e.Chat)
			flusher.Flush()
		}
	}
}
