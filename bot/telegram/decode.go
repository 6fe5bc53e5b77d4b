package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	fastjson "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/go-telegram/bot/models"
)

// rawUpdate reads what duban needs and no more: a field that Telegram changes elsewhere in an update breaks nothing here.
type rawUpdate struct {
	ID       *int64      `json:"update_id"`
	Message  *rawMessage `json:"message"`
	Edited   *rawMessage `json:"edited_message"`
	Callback *rawPress   `json:"callback_query"`
	Member   *rawMember  `json:"my_chat_member"`
}

type rawMessage struct {
	ID              int                    `json:"message_id"`
	Thread          int                    `json:"message_thread_id"`
	InTopic         bool                   `json:"is_topic_message"`
	From            *models.User           `json:"from"`
	SenderChat      *rawChat               `json:"sender_chat"`
	Date            int64                  `json:"date"`
	EditDate        int64                  `json:"edit_date"`
	Chat            rawChat                `json:"chat"`
	Forward         json.RawMessage        `json:"forward_origin"`
	ReplyTo         *rawReply              `json:"reply_to_message"`
	Album           string                 `json:"media_group_id"`
	Text            string                 `json:"text"`
	Entities        []models.MessageEntity `json:"entities"`
	Caption         string                 `json:"caption"`
	CaptionEntities []models.MessageEntity `json:"caption_entities"`
	Photo           []models.PhotoSize     `json:"photo"`
	Document        *rawFile               `json:"document"`
	Video           *rawFile               `json:"video"`
	Audio           *rawFile               `json:"audio"`
	Voice           *rawFile               `json:"voice"`
	Location        *Location              `json:"location"`
	MigrateTo       int64                  `json:"migrate_to_chat_id"`
	MigrateFrom     int64                  `json:"migrate_from_chat_id"`
	rawService
}

// rawService are the notes of Telegram's own that come in a private chat as
// if the person had written.
type rawService struct {
	Pinned     json.RawMessage `json:"pinned_message"`
	Timer      json.RawMessage `json:"message_auto_delete_timer_changed"`
	Background json.RawMessage `json:"chat_background_set"`
	Allowed    json.RawMessage `json:"write_access_allowed"`
}

func (s rawService) any() bool {
	return len(s.Pinned)+len(s.Timer)+len(s.Background)+len(s.Allowed) > 0
}

type rawChat struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
	Forum bool   `json:"is_forum"`
}

type rawReply struct {
	ID           int             `json:"message_id"`
	From         *models.User    `json:"from"`
	Text         string          `json:"text"`
	Caption      string          `json:"caption"`
	TopicCreated json.RawMessage `json:"forum_topic_created"`
}

type rawFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name"`
	MIME     string `json:"mime_type"`
	Size     int64  `json:"file_size"`
}

type rawPress struct {
	ID      string      `json:"id"`
	From    models.User `json:"from"`
	Message *rawMessage `json:"message"`
	Data    string      `json:"data"`
}

type rawMember struct {
	Chat rawChat     `json:"chat"`
	From models.User `json:"from"`
	Date int64       `json:"date"`
	Old  rawStatus   `json:"old_chat_member"`
	New  rawStatus   `json:"new_chat_member"`
}

type rawStatus struct {
	Status string `json:"status"`
	Inside bool   `json:"is_member"`
}

// Decode reads one update as Telegram sent it. me is needed to know what is meant for this bot.
// The error never has the update's text in it.
func Decode(raw json.RawMessage, me Me) (Incoming, error) {
	var u rawUpdate
	if err := fastjson.Unmarshal(raw, &u, asTelegram); err != nil {
		return Incoming{}, fmt.Errorf("decode update: %w", plainJSON(err))
	}
	if u.ID == nil {
		return Incoming{}, errors.New("decode update: no update_id")
	}
	in := Incoming{UpdateID: *u.ID, Kind: KindOther}
	switch {
	case u.Message != nil:
		in.message(u.Message, KindMessage, me)
	case u.Edited != nil:
		in.message(u.Edited, KindEdited, me)
	case u.Callback != nil:
		in.press(u.Callback)
	case u.Member != nil:
		in.member(u.Member)
	}
	return in, nil
}

// asTelegram takes what encoding/json takes too. That one needs twice the time, and every update is decoded.
var asTelegram = fastjson.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// plainJSON keeps the place of an error and drops what was found there.
func plainJSON(err error) error {
	var kind *fastjson.SemanticError
	if errors.As(err, &kind) {
		return fmt.Errorf("field %q is not a %s", kind.JSONPointer, kind.GoType)
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		return fmt.Errorf("broken at byte %d", syntax.ByteOffset)
	}
	return errors.New("broken")
}

func (in *Incoming) message(m *rawMessage, kind Kind, me Me) {
	in.Kind = kind
	in.origin(m)
	in.Date, in.EditDate = instant(m.Date), instant(m.EditDate)
	in.Forwarded = len(m.Forward) > 0
	in.AlbumID = m.Album
	in.Location = m.Location
	in.Files = files(m)
	in.ReplyTo = reply(m)
	in.words(m, me)
	if m.any() {
		in.Kind = KindOther
	}
	if m.MigrateTo != 0 {
		in.Kind, in.Migrated = KindMigrated, &Migration{From: m.Chat.ID, To: m.MigrateTo}
	}
	if m.MigrateFrom != 0 {
		in.Kind, in.Migrated = KindMigrated, &Migration{From: m.MigrateFrom, To: m.Chat.ID}
	}
}

// origin fills in where, and by whom. A thread id counts in topics only: other supergroups use it for threads of replies.
func (in *Incoming) origin(m *rawMessage) {
	in.Chat, in.MessageID = chat(m.Chat), m.ID
	if m.InTopic {
		in.Thread = m.Thread
	}
	if m.From != nil {
		in.From = person(*m.From)
	}
	in.Anonymous = m.SenderChat != nil || m.From == nil
}

// words fills in text, command and mention. A command for another bot makes the whole update none of ours.
func (in *Incoming) words(m *rawMessage, me Me) {
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.CaptionEntities
	}
	in.Text, in.Command = text, ParseCommand(text)
	in.Mentioned = mentioned(text, entities, me)
	if in.Command != nil && !in.Command.For(me.Username) {
		in.Kind = KindOther
	}
}

func mentioned(text string, entities []models.MessageEntity, me Me) bool {
	for _, e := range entities {
		switch e.Type {
		case models.MessageEntityTypeMention:
			if me.Username != "" && strings.EqualFold(utf16Slice(text, e.Offset, e.Length), "@"+me.Username) {
				return true
			}
		case models.MessageEntityTypeTextMention:
			if e.User != nil && e.User.ID == me.ID {
				return true
			}
		}
	}
	return false
}

// utf16Slice cuts by Telegram's offsets, which count UTF-16 units. Offsets outside the text give what is inside.
func utf16Slice(s string, offset, length int) string {
	start, end, units := len(s), len(s), 0
	for i, r := range s {
		if units >= offset && start == len(s) {
			start = i
		}
		if units >= offset+length {
			end = i
			break
		}
		units += runeUnits(r)
	}
	if end < start {
		return ""
	}
	return s[start:end]
}

// reply leaves out the message that opened the topic: Telegram gives it as replied to for every message in a topic.
func reply(m *rawMessage) *Reply {
	r := m.ReplyTo
	if r == nil || len(r.TopicCreated) > 0 || m.InTopic && r.ID == m.Thread {
		return nil
	}
	out := &Reply{MessageID: r.ID, Text: r.Text}
	if out.Text == "" {
		out.Text = r.Caption
	}
	if r.From != nil && r.From.IsBot {
		out.FromBot = r.From.ID
	}
	return out
}

// files lists what is attached; of a photo's sizes the largest, which Telegram gives last but does not promise to.
func files(m *rawMessage) []File {
	var out []File
	if len(m.Photo) > 0 {
		best := m.Photo[0]
		for _, p := range m.Photo[1:] {
			if p.Width*p.Height > best.Width*best.Height {
				best = p
			}
		}
		out = append(out, File{ID: best.FileID, UniqueID: best.FileUniqueID, MIME: "image/jpeg", Size: int64(best.FileSize), Kind: Photo})
	}
	for _, f := range []struct {
		kind FileKind
		raw  *rawFile
	}{{Document, m.Document}, {Video, m.Video}, {Audio, m.Audio}, {Voice, m.Voice}} {
		if f.raw != nil {
			out = append(out, File{ID: f.raw.ID, UniqueID: f.raw.UniqueID, Name: f.raw.Name, MIME: f.raw.MIME, Size: f.raw.Size, Kind: f.kind})
		}
	}
	return out
}

// press takes chat and message of the button. A message that Telegram no longer shows has only those; where even they are
// missing, which the Bot API allows, the person's own chat stands for the chat.
func (in *Incoming) press(p *rawPress) {
	in.Kind = KindPress
	in.Chat = Chat{ID: p.From.ID, Type: Private}
	if p.Message != nil {
		in.origin(p.Message)
	}
	in.From, in.Anonymous = person(p.From), false
	in.Press = &Press{ID: p.ID, Data: p.Data}
}

func (in *Incoming) member(m *rawMember) {
	in.Kind = KindMember
	in.Chat, in.From, in.Date = chat(m.Chat), person(m.From), instant(m.Date)
	in.Member = &Member{Old: m.Old.status(), New: m.New.status()}
}

func (s rawStatus) status() MemberStatus {
	status := MemberStatus(s.Status)
	if status == StatusRestricted && !s.Inside {
		return StatusLeft
	}
	return status
}

func chat(c rawChat) Chat {
	return Chat{ID: c.ID, Type: ChatType(c.Type), Title: c.Title, Forum: c.Forum}
}

func person(u models.User) Person {
	return Person{ID: u.ID, First: u.FirstName, Last: u.LastName, Username: u.Username, Language: u.LanguageCode, Bot: u.IsBot}
}

// instant is the zero time for 0, which Telegram uses for "none".
func instant(unix int64) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).UTC()
}
