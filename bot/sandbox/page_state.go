package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// state is everything but the chats: people, the clock, the tour.
func (p *page) state(w http.ResponseWriter, _ *http.Request) {
	people := []pagePerson{}
	for _, person := range p.tg.People() {
		people = append(people, pagePerson{person.ID, strings.TrimSpace(person.FirstName + " " + person.LastName), p.o.Captions[person.ID]})
	}
	now := p.tg.o.Now()
	if p.o.Clock != nil {
		now = p.o.Clock.Now()
	}
	answer(w, map[string]any{
		"title": p.o.Title, "bot": p.botName(), "people": people, "panes": p.o.Panes, "tour": p.o.Tour, "lang": p.o.Lang,
		"clock": p.o.Clock != nil, "now": wallClock(now),
	}, nil)
}

// wallClock is the time where the district is, without a zone: the page shows it as it is.
func wallClock(t time.Time) string { return t.Format("2006-01-02T15:04:05") }

func (p *page) botName() string {
	for _, b := range p.tg.Bots() {
		return b.Name
	}
	return ""
}

// pagePerson is somebody whom one can be on the page.
type pagePerson struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Caption Words  `json:"caption"`
}

// pageChat is a chat in a person's list.
type pageChat struct {
	ID      int64        `json:"id"`
	Title   string       `json:"title"`
	Group   bool         `json:"group"`
	Forum   bool         `json:"forum,omitempty"`
	Topics  []pageTopic  `json:"topics,omitempty"` // of a forum: General, whose id is 0, before the others
	Members int          `json:"members"`
	Started bool         `json:"started"`
	Blocked bool         `json:"blocked,omitempty"`
	Gone    bool         `json:"gone,omitempty"` // replaced by a supergroup
	Pinned  int          `json:"pinned,omitempty"`
	Menu    []Command    `json:"menu"`
	Latest  *pageMessage `json:"latest,omitempty"`
}

type pageTopic struct {
	ID     int          `json:"id"`
	Name   string       `json:"name"`
	Latest *pageMessage `json:"latest,omitempty"`
}

func number(r *http.Request, name string) int64 {
	n, _ := strconv.ParseInt(r.FormValue(name), 10, 64)
	return n
}

func (p *page) chats(w http.ResponseWriter, r *http.Request) {
	person := number(r, "person")
	all := []pageChat{}
	for _, c := range p.tg.Chats(person) {
		v := pageChat{
			ID: c.ID, Title: c.Title, Group: c.Type != Private, Forum: c.Forum, Members: len(c.Members), Started: c.Started,
			Blocked: c.Blocked, Gone: c.MigratedTo != 0, Pinned: c.Pinned, Menu: p.tg.CommandsFor(person, c.ID), Latest: p.latest(c.ID, -1),
		}
		if c.Forum {
			for _, x := range append([]Topic{{}}, c.Topics...) {
				v.Topics = append(v.Topics, pageTopic{x.ID, x.Name, p.latest(c.ID, x.ID)})
			}
		}
		all = append(all, v)
	}
	answer(w, all, nil)
}

// latest is the last message of a chat, or of one of its topics; nil if there is none.
func (p *page) latest(chat int64, thread int) *pageMessage {
	last, _ := p.tg.pageOf(chat, 0, thread, 1)
	if len(last) == 0 {
		return nil
	}
	m := p.drawn(last[0])
	return &m
}

// pageful is how many messages the page loads at once.
const pageful = 60

// chat gives the latest messages of a chat, or of one of its topics, or those before a given one. A topic of -1 means all of them.
func (p *page) chat(w http.ResponseWriter, r *http.Request) {
	chat, before, thread := number(r, "chat"), int(number(r, "before")), int(number(r, "thread"))
	shown, more := p.tg.pageOf(chat, before, thread, pageful)
	messages := []pageMessage{}
	for _, m := range shown {
		messages = append(messages, p.drawn(m))
	}
	v := map[string]any{"messages": messages, "more": more}
	if before == 0 {
		v["keyboard"] = p.tg.keyboard(chat)
	}
	answer(w, v, nil)
}

// pageOf gives up to so many messages, oldest first, and whether there are older ones.
func (t *Telegram) pageOf(chat int64, before, thread, most int) (shown []Message, more bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.find(0, chat)
	if c == nil {
		return nil, false
	}
	for i := len(c.messages) - 1; i >= 0; i-- {
		m := c.messages[i]
		if m.Deleted || before > 0 && m.ID >= before || thread >= 0 && m.Thread != thread {
			continue
		}
		if len(shown) == most {
			more = true
			break
		}
		shown = append(shown, m.clone())
	}
	slices.Reverse(shown)
	return shown, more
}

// keyboard is what stands in place of a person's own: the latest one that was sent, unless it was taken away since.
func (t *Telegram) keyboard(chat int64) *pageKeyboard {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.find(0, chat)
	if c == nil {
		return nil
	}
	for i := len(c.messages) - 1; i >= 0; i-- {
		switch m := c.messages[i]; {
		case m.RemoveKeyboard:
			return nil
		case m.Keyboard != nil:
			return newPageKeyboard(m.Keyboard)
		}
	}
	return nil
}
