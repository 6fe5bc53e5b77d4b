package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Errors of what a person tries to do; a real app would not offer it.
var (
	ErrNoPerson  = errors.New("sandbox: no such person")
	ErrNoChat    = errors.New("sandbox: the person is not in this chat")
	ErrBlocked   = errors.New("sandbox: the person has blocked the bot")
	ErrNoMessage = errors.New("sandbox: no such message")
	ErrNoButton  = errors.New("sandbox: the message has no such button")
	ErrNotTheirs = errors.New("sandbox: the message is somebody else's")
	ErrEmpty     = errors.New("sandbox: nothing to send")
	ErrNoTopic   = errors.New("sandbox: no such topic")
	// ErrNoReaction is about an emoji that may not stand under a message.
	ErrNoReaction = errors.New("sandbox: no such reaction")
)

// SayOption adjusts what a person sends.
type SayOption func(*saying)

// ReplyTo answers the message with this id.
func ReplyTo(messageID int) SayOption { return func(s *saying) { s.replyTo = messageID } }

// InThread sends into the topic with this id; 0 is General.
func InThread(id int) SayOption { return func(s *saying) { s.thread = id } }

// ToBot sends to the private chat with this bot instead of the first one.
func ToBot(id int64) SayOption { return func(s *saying) { s.bot = id } }

type saying struct {
	replyTo int
	thread  int
	bot     int64
}

// Start presses Start, or opens a deep link with a payload. It lifts a block, as it does in Telegram.
func (t *Telegram) Start(person int64, payload string, o ...SayOption) (Message, error) {
	t.mu.Lock()
	s := options(o)
	if p, b := t.people[person], t.botByID(s.bot); p != nil && b != nil {
		t.block(b, t.private(b, p), false)
	}
	t.mu.Unlock()
	return t.Say(person, person, strings.TrimSpace("/start "+payload), o...)
}

// Say sends a text to a group, or to the bot if chat is the person's own id.
func (t *Telegram) Say(person, chat int64, text string, o ...SayOption) (Message, error) {
	return t.speak(person, chat, &Message{Text: text}, o)
}

// SendLocation sends a point in degrees.
func (t *Telegram) SendLocation(person, chat int64, latitude, longitude float64, o ...SayOption) (Message, error) {
	return t.speak(person, chat, &Message{Location: &Location{Latitude: latitude, Longitude: longitude}}, o)
}

// SendContact shares a contact, as the button of a keyboard does; the person's own card if c is empty.
func (t *Telegram) SendContact(person, chat int64, c Contact, o ...SayOption) (Message, error) {
	if c == (Contact{}) {
		for _, p := range t.People() {
			if p.ID == person {
				c = Contact{Phone: "+" + strconv.FormatInt(8613_000_000_000+person%1_000_000_000, 10), FirstName: p.FirstName, LastName: p.LastName, User: p.ID}
			}
		}
	}
	return t.speak(person, chat, &Message{Contact: &c}, o)
}

// SendFile sends a document, or a photo if asPhoto.
func (t *Telegram) SendFile(person, chat int64, name string, content []byte, caption string, asPhoto bool, o ...SayOption) (Message, error) {
	return t.SendUpload(person, chat, Upload{Name: name, Content: content, Photo: asPhoto}, caption, o...)
}

// SendUpload sends a file of any kind.
func (t *Telegram) SendUpload(person, chat int64, u Upload, caption string, o ...SayOption) (Message, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, err := t.kept(u)
	if err != nil {
		return Message{}, err
	}
	return t.say(person, chat, &Message{Text: caption, Files: []File{f}}, o)
}

func (t *Telegram) kept(u Upload) (File, error) {
	f := File{Kind: cmp.Or(u.Kind, Document)}
	if u.Photo {
		f.Kind = Photo
	}
	if fault := t.keep(u.Name, u.Content, &f); fault != nil {
		return f, errors.New("sandbox: " + fault.text)
	}
	return f, nil
}

// SendAlbum sends 2 to 10 files as one album; the caption is the first one's.
func (t *Telegram) SendAlbum(person, chat int64, files []Upload, caption string, o ...SayOption) ([]Message, error) {
	if len(files) < 2 || len(files) > 10 {
		return nil, fmt.Errorf("sandbox: an album has 2 to 10 files, not %d", len(files))
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []Message
	album := t.nextID("album")
	for _, u := range files {
		f, err := t.kept(u)
		if err != nil {
			return all, err
		}
		m, err := t.say(person, chat, &Message{Text: caption, Files: []File{f}, AlbumID: album}, o)
		if err != nil {
			return all, err
		}
		all, caption = append(all, m), ""
	}
	return all, nil
}

func options(o []SayOption) saying {
	var s saying
	for _, set := range o {
		set(&s)
	}
	return s
}

func (t *Telegram) speak(person, chat int64, m *Message, o []SayOption) (Message, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.say(person, chat, m, o)
}

// say posts what a person sends and shows it to the bots that may see it.
func (t *Telegram) say(person, chat int64, m *Message, o []SayOption) (Message, error) {
	s := options(o)
	c, err := t.room(person, chat, s.bot)
	if err != nil {
		return Message{}, err
	}
	m.From, m.Thread, m.ReplyTo = t.account(person), s.thread, s.replyTo
	m.Text, m.Entities = tidy(m.Text, nil)
	m.Entities = detect(m.Text, nil)
	if err := c.fits(m); err != nil {
		return Message{}, err
	}
	c.Started = true
	t.post(c, m)
	t.show(c, m, "message")
	return m.clone(), nil
}

// room finds the chat that a person means, a first private chat included.
func (t *Telegram) room(id, chat, bot int64) (*chat, error) {
	p, b := t.people[id], t.botByID(bot)
	if p == nil || p.deactivated {
		return nil, ErrNoPerson
	}
	if chat == id && b != nil {
		c := t.private(b, p)
		if c.Blocked {
			return nil, ErrBlocked
		}
		return c, nil
	}
	c := t.chats[place{0, chat}]
	if c == nil || !c.members[id].in() || c.MigratedTo != 0 {
		return nil, ErrNoChat
	}
	return c, nil
}

// fits checks what an app would not let a person send. A reply takes the thread of what it answers.
func (c *chat) fits(m *Message) error {
	if m.textual() && m.Text == "" {
		return ErrEmpty
	}
	if units(m.Text) > maxText {
		return fmt.Errorf("sandbox: a text has at most %d UTF-16 units", maxText)
	}
	if m.ReplyTo != 0 {
		to := c.message(m.ReplyTo)
		if to == nil {
			return ErrNoMessage
		}
		m.Thread = to.Thread
	}
	if m.Thread != 0 && c.topic(m.Thread) < 0 {
		return ErrNoTopic
	}
	return nil
}

// show gives a person's message to the bots that may see it.
func (t *Telegram) show(c *chat, m *Message, kind string) {
	date := m.Date
	if !m.EditDate.IsZero() {
		date = m.EditDate
	}
	for _, b := range t.here(c) {
		if c.visible(b, m) {
			b.enqueue(t, kind, t.wire(m), c.place, date)
		}
	}
}

// visible is group privacy: in a group a bot that is no administrator sees commands, mentions and replies to itself.
func (c *chat) visible(b *bot, m *Message) bool {
	if !c.group() || c.members[b.ID] == admin || b.nosy {
		return true
	}
	if to := c.byID[m.ReplyTo]; to != nil && to.From.ID == b.ID {
		return true
	}
	for _, e := range m.Entities {
		word := slice(m.Text, e)
		command, to, named := strings.Cut(word, "@")
		switch {
		case e.Type == "mention" && strings.EqualFold(word, "@"+b.Username):
			return true
		case e.Type == "bot_command" && command != "" && (!named || strings.EqualFold(to, b.Username)):
			return true
		}
	}
	return false
}

// Edit changes the text, or caption, of a person's own message. The same text again is still an edit, as some apps send it.
func (t *Telegram) Edit(person, chat int64, messageID int, text string, o ...SayOption) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	c, m, err := t.own(person, chat, messageID, o)
	if err != nil {
		return err
	}
	text, _ = tidy(text, nil)
	if err := c.fits(&Message{Text: text, Files: m.Files}); err != nil {
		return err
	}
	m.Text, m.Entities, m.EditDate = text, detect(text, nil), t.second()
	t.emit(EventEdit, m)
	t.show(c, m, "edited_message")
	return nil
}

func (t *Telegram) own(person, chat int64, messageID int, o []SayOption) (*chat, *Message, error) {
	c, err := t.room(person, chat, options(o).bot)
	if err != nil {
		return nil, nil, err
	}
	m := c.message(messageID)
	if m == nil {
		return nil, nil, ErrNoMessage
	}
	if m.From.ID != person {
		return nil, nil, ErrNotTheirs
	}
	return c, m, nil
}

// Delete deletes a person's own message. Bots do not hear of it.
func (t *Telegram) Delete(person, chat int64, messageID int, o ...SayOption) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, m, err := t.own(person, chat, messageID, o)
	if err != nil {
		return err
	}
	t.remove(m)
	return nil
}
