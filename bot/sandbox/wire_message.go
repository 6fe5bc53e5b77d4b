package sandbox

import (
	"encoding/json"
	"strings"
)

// wireMessage is a message as the Bot API shows it.
type wireMessage struct {
	ID              int              `json:"message_id"`
	Thread          int              `json:"message_thread_id,omitempty"`
	From            *wireUser        `json:"from,omitempty"`
	Chat            wireChat         `json:"chat"`
	Date            int64            `json:"date"`
	EditDate        int64            `json:"edit_date,omitempty"`
	IsTopic         bool             `json:"is_topic_message,omitempty"`
	Protected       bool             `json:"has_protected_content,omitempty"`
	Forward         *wireOrigin      `json:"forward_origin,omitempty"`
	ForwardFrom     *wireUser        `json:"forward_from,omitempty"` // the names before Bot API 7.0, still sent
	ForwardDate     int64            `json:"forward_date,omitempty"`
	ReplyTo         *wireMessage     `json:"reply_to_message,omitempty"`
	External        *wireExternal    `json:"external_reply,omitempty"`
	Quote           *wireQuote       `json:"quote,omitempty"`
	Album           string           `json:"media_group_id,omitempty"`
	Text            string           `json:"text,omitempty"`
	Entities        []wireEntity     `json:"entities,omitempty"`
	Preview         json.RawMessage  `json:"link_preview_options,omitempty"`
	Photo           []wirePhoto      `json:"photo,omitempty"`
	Document        map[string]any   `json:"document,omitempty"`
	Video           map[string]any   `json:"video,omitempty"`
	Animation       map[string]any   `json:"animation,omitempty"`
	Audio           map[string]any   `json:"audio,omitempty"`
	Voice           map[string]any   `json:"voice,omitempty"`
	Caption         string           `json:"caption,omitempty"`
	CaptionEntities []wireEntity     `json:"caption_entities,omitempty"`
	CaptionAbove    bool             `json:"show_caption_above_media,omitempty"`
	Spoiler         bool             `json:"has_media_spoiler,omitempty"`
	Location        *wireLocation    `json:"location,omitempty"`
	Venue           *wireVenue       `json:"venue,omitempty"`
	Contact         *wireContact     `json:"contact,omitempty"`
	Dice            *wireDice        `json:"dice,omitempty"`
	Joined          []wireUser       `json:"new_chat_members,omitempty"`
	Left            *wireUser        `json:"left_chat_member,omitempty"`
	Title           string           `json:"new_chat_title,omitempty"`
	Created         bool             `json:"group_chat_created,omitempty"`
	SuperCreated    bool             `json:"supergroup_chat_created,omitempty"`
	Topic           *wireTopicStart  `json:"forum_topic_created,omitempty"`
	TopicEdited     *wireTopicChange `json:"forum_topic_edited,omitempty"`
	TopicClosed     *struct{}        `json:"forum_topic_closed,omitempty"`
	TopicReopened   *struct{}        `json:"forum_topic_reopened,omitempty"`
	GeneralHidden   *struct{}        `json:"general_forum_topic_hidden,omitempty"`
	GeneralShown    *struct{}        `json:"general_forum_topic_unhidden,omitempty"`
	MigrateTo       int64            `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom     int64            `json:"migrate_from_chat_id,omitempty"`
	Pinned          *wireMessage     `json:"pinned_message,omitempty"`
	Markup          *wireMarkup      `json:"reply_markup,omitempty"`
}

// wire is a message with the one that it answers, which is one level deep.
func (t *Telegram) wire(m *Message) wireMessage {
	c := t.find(m.Bot, m.Chat)
	w := t.bare(c, m)
	if m.ReplyTo != 0 {
		w.ReplyTo = t.quoted(c, m.ReplyTo)
	} else if m.Thread != 0 && m.ID != m.Thread {
		w.ReplyTo = t.quoted(c, m.Thread) // a message in a topic points at the topic's creation
	}
	if m.extra != nil && m.extra.pinned != 0 {
		w.Pinned = t.quoted(c, m.extra.pinned)
	}
	return w
}

func (t *Telegram) quoted(c *chat, id int) *wireMessage {
	m := c.message(id)
	if m == nil {
		return nil
	}
	w := t.bare(c, m)
	return &w
}

// bare is a message without any other.
func (t *Telegram) bare(c *chat, m *Message) wireMessage {
	w := wireMessage{
		ID: m.ID, Chat: t.wireChat(c), Date: m.Date.Unix(), Thread: m.Thread, IsTopic: m.Thread != 0, Album: m.AlbumID, Protected: m.Protected,
	}
	if m.From.ID != 0 {
		u := t.wireUser(m.From.ID)
		w.From = &u
	}
	if !m.EditDate.IsZero() {
		w.EditDate = m.EditDate.Unix()
	}
	if len(m.Buttons) > 0 {
		w.Markup = &wireMarkup{m.Buttons}
	}
	if m.forward.id != 0 {
		w.Forward = &wireOrigin{"user", t.wireUser(m.forward.id), m.forward.date.Unix()}
		w.ForwardFrom, w.ForwardDate = &w.Forward.User, w.Forward.Date
	}
	t.wireReply(&w, c, m)
	t.wireText(&w, m)
	t.wireOthers(&w, m)
	t.wireService(&w, c, m)
	return w
}

// wireReply shows a quotation, and a message of another chat or topic.
func (t *Telegram) wireReply(w *wireMessage, c *chat, m *Message) {
	if m.away != nil {
		w.External = &wireExternal{Origin: wireOrigin{"user", t.wireUser(m.away.From.ID), m.away.Date.Unix()}}
		if from := t.find(m.away.Bot, m.away.Chat); from.Type == Supergroup {
			chat := t.wireChat(from)
			w.External.Chat, w.External.ID = &chat, m.away.ID
		}
	}
	to := m.away
	if to == nil {
		to = c.message(m.ReplyTo)
	}
	if m.Quote != "" && to != nil {
		before, _, _ := strings.Cut(to.Text, m.Quote)
		w.Quote = &wireQuote{m.Quote, units(before), true}
	}
}

// wireText puts the text where it belongs: into text, or under a file as its caption.
func (t *Telegram) wireText(w *wireMessage, m *Message) {
	if len(m.Files) == 0 {
		w.Text, w.Entities, w.Preview = m.Text, t.wireEntities(m.Entities), json.RawMessage(m.preview)
		return
	}
	w.Caption, w.CaptionEntities = m.Text, t.wireEntities(m.Entities)
	w.CaptionAbove, w.Spoiler = m.CaptionAbove && m.Text != "", m.Spoiler
	f := m.Files[0]
	switch f.Kind {
	case Photo:
		w.Photo = f.sizes()
	case Video:
		w.Video = f.wire("width", "height", "duration")
	case Animation:
		w.Animation, w.Document = f.wire("width", "height", "duration"), f.wire()
	case Audio:
		w.Audio = f.wire("duration", "title", "performer")
	case Voice:
		w.Voice = f.wire("duration")
		delete(w.Voice, "file_name")
	default:
		w.Document = f.wire()
	}
}

// wire shows a file with what all kinds have and with the named fields, the numbers among them always.
func (f File) wire(more ...string) map[string]any {
	m := map[string]any{"file_id": f.ID, "file_unique_id": f.UniqueID, "file_name": f.Name, "mime_type": f.MIME, "file_size": f.Size}
	all := map[string]any{"width": f.Width, "height": f.Height, "duration": f.Duration, "title": f.Title, "performer": f.Performer}
	for _, name := range more {
		if all[name] != "" {
			m[name] = all[name]
		}
	}
	return m
}

func (t *Telegram) wireEntities(all []Entity) []wireEntity {
	var shown []wireEntity
	for _, e := range all {
		w := wireEntity{Entity: e}
		if e.User != 0 {
			u := t.wireUser(e.User)
			w.User = &u
		}
		shown = append(shown, w)
	}
	return shown
}

func (t *Telegram) wireOthers(w *wireMessage, m *Message) {
	t.wirePlaces(w, m)
	if v := m.Contact; v != nil {
		w.Contact = &wireContact{v.Phone, v.FirstName, v.LastName, v.vcard, v.User}
	}
	if m.Dice != nil {
		w.Dice = &wireDice{m.Dice.Emoji, m.Dice.Value}
	}
}

func (t *Telegram) wireService(w *wireMessage, c *chat, m *Message) {
	s := m.extra
	if s == nil {
		return
	}
	for _, id := range s.joined {
		w.Joined = append(w.Joined, t.wireUser(id))
	}
	if s.left != 0 {
		u := t.wireUser(s.left)
		w.Left = &u
	}
	w.Created, w.SuperCreated = s.created && c.Type == Group, s.created && c.Type == Supergroup
	w.MigrateTo, w.MigrateFrom, w.Title = s.migrateTo, s.migrateFrom, s.title
	switch m.Service {
	case "topic":
		w.Topic = &wireTopicStart{s.topic, s.icon.color, s.icon.emoji}
	case "renamed":
		w.TopicEdited = &wireTopicChange{s.topic, s.icon.emoji}
	case "closed":
		w.TopicClosed = &struct{}{}
	case "reopened":
		w.TopicReopened = &struct{}{}
	case "hidden":
		w.GeneralHidden = &struct{}{}
	case "shown":
		w.GeneralShown = &struct{}{}
	}
}
