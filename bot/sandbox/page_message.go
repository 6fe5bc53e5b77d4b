package sandbox

import (
	"cmp"
	"fmt"
	"strings"
)

// pageMessage is a message as the page draws it; HTML is safe by the sandbox's own rendering.
type pageMessage struct {
	ID        int            `json:"id"`
	From      int64          `json:"from"`
	Name      string         `json:"name"`
	Bot       bool           `json:"bot,omitempty"`
	Date      string         `json:"date"`
	Day       string         `json:"day"`
	Edited    bool           `json:"edited,omitempty"`
	HTML      string         `json:"html,omitempty"`
	Text      string         `json:"text,omitempty"`
	Buttons   [][]pageButton `json:"buttons,omitempty"`
	Keyboard  *pageKeyboard  `json:"keyboard,omitempty"`
	Remove    bool           `json:"remove_keyboard,omitempty"`
	Force     bool           `json:"force_reply,omitempty"`
	ReplyTo   int            `json:"reply_to,omitempty"`
	Answered  *pageQuote     `json:"answered,omitempty"`
	Thread    int            `json:"thread,omitempty"`
	Files     []pageFile     `json:"files,omitempty"`
	Spoiler   bool           `json:"spoiler,omitempty"`
	Above     bool           `json:"above,omitempty"`
	Album     string         `json:"album,omitempty"`
	Card      string         `json:"card,omitempty"` // a place, a contact or a dice, in words
	Forward   string         `json:"forward,omitempty"`
	Service   string         `json:"service,omitempty"`
	About     string         `json:"about,omitempty"` // names that a service message tells of
	Silent    bool           `json:"silent,omitempty"`
	Reactions []pageReaction `json:"reactions,omitempty"`
}

type pageButton struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Style string `json:"style,omitempty"`
}

type pageFile struct {
	ID     string   `json:"id"`
	Kind   FileKind `json:"kind"`
	Name   string   `json:"name"`
	Size   int64    `json:"size"`
	Width  int      `json:"width,omitempty"`
	Height int      `json:"height,omitempty"`
}

// pageQuote is the message that another one answers, in one line.
type pageQuote struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

type pageReaction struct {
	From  int64  `json:"from"`
	Emoji string `json:"emoji"`
}

type pageKeyboard struct {
	Rows        [][]pageKey `json:"rows"`
	OneTime     bool        `json:"one_time,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
}

type pageKey struct {
	Text     string `json:"text"`
	Contact  bool   `json:"contact,omitempty"`
	Location bool   `json:"location,omitempty"`
}

func newPageKeyboard(k *Keyboard) *pageKeyboard {
	if k == nil {
		return nil
	}
	v := &pageKeyboard{OneTime: k.OneTime, Placeholder: k.Placeholder}
	for _, row := range k.Rows {
		var line []pageKey
		for _, key := range row {
			line = append(line, pageKey{key.Text, key.Contact, key.Location})
		}
		v.Rows = append(v.Rows, line)
	}
	return v
}

// drawn is a message for the page, in the time of its clock.
func (p *page) drawn(m Message) pageMessage {
	at := m.Date
	if p.o.Clock != nil {
		at = at.In(p.o.Clock.Now().Location())
	}
	d := pageMessage{
		ID: m.ID, From: m.From.ID, Name: m.From.Name, Bot: m.From.IsBot, Date: at.Format("15:04"), Day: at.Format("2006-01-02"),
		Edited: !m.EditDate.IsZero(), HTML: m.HTML(), Text: m.Text, Keyboard: newPageKeyboard(m.Keyboard), Remove: m.RemoveKeyboard,
		Force: m.ForceReply, ReplyTo: m.ReplyTo, Answered: p.tg.answeredBy(m), Thread: m.Thread, Spoiler: m.Spoiler, Above: m.CaptionAbove,
		Album: m.AlbumID, Card: m.card(), Forward: m.ForwardFrom, Service: m.Service, About: p.tg.about(m), Silent: m.Silent,
	}
	for _, row := range m.Buttons {
		var line []pageButton
		for _, b := range row {
			line = append(line, pageButton{b.Text, b.Data, b.URL, b.Style})
		}
		d.Buttons = append(d.Buttons, line)
	}
	for _, f := range m.Files {
		d.Files = append(d.Files, pageFile{f.ID, f.Kind, f.Name, f.Size, f.Width, f.Height})
	}
	for _, r := range m.Reactions {
		d.Reactions = append(d.Reactions, pageReaction{r.From.ID, r.Emoji})
	}
	return d
}

func (t *Telegram) answeredBy(m Message) *pageQuote {
	t.mu.Lock()
	defer t.mu.Unlock()
	to := m.away
	if c := t.find(m.Bot, m.Chat); to == nil && c != nil {
		to = c.message(m.ReplyTo)
	}
	if to == nil {
		return nil
	}
	v := &pageQuote{to.From.Name, cmp.Or(m.Quote, to.Text, to.card())}
	if v.Text == "" && len(to.Files) > 0 {
		v.Text = to.Files[0].Name
	}
	return v
}

// card puts what is neither text nor file into words.
func (m *Message) card() string {
	switch {
	case m.Venue != nil:
		return fmt.Sprintf("📍 %s · %s", m.Venue.Title, m.Venue.Address)
	case m.Location != nil:
		return fmt.Sprintf("📍 %.5f, %.5f", m.Location.Latitude, m.Location.Longitude)
	case m.Contact != nil:
		return "👤 " + strings.TrimSpace(m.Contact.FirstName+" "+m.Contact.LastName) + " · " + m.Contact.Phone
	case m.Dice != nil:
		return fmt.Sprintf("%s %d", m.Dice.Emoji, m.Dice.Value)
	}
	return ""
}

// about names what a service message tells of.
func (t *Telegram) about(m Message) string {
	if m.extra == nil {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var names []string
	for _, id := range append(m.extra.joined, m.extra.left) {
		if name := t.account(id).Name; name != "" {
			names = append(names, name)
		}
	}
	return cmp.Or(strings.Join(names, ", "), m.extra.topic, m.extra.title)
}
