package sandbox

import (
	"encoding/json"
	"strconv"
)

// The types in this file are what goes over the wire; a test holds their fields against methods.json.

type wireUser struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	First    string `json:"first_name"`
	Last     string `json:"last_name,omitempty"`
	Username string `json:"username,omitempty"`
	Language string `json:"language_code,omitempty"`
}

type wireMe struct {
	wireUser
	CanJoin    bool `json:"can_join_groups"`
	CanReadAll bool `json:"can_read_all_group_messages"`
	Inline     bool `json:"supports_inline_queries"`
	Business   bool `json:"can_connect_to_business"`
	WebApp     bool `json:"has_main_web_app"`
}

type wireChat struct {
	ID       int64    `json:"id"`
	Type     ChatType `json:"type"`
	Title    string   `json:"title,omitempty"`
	First    string   `json:"first_name,omitempty"`
	Last     string   `json:"last_name,omitempty"`
	Username string   `json:"username,omitempty"`
	Forum    bool     `json:"is_forum,omitempty"`
}

type wireFullChat struct {
	wireChat
	AccentColor  int             `json:"accent_color_id"`
	MaxReactions int             `json:"max_reaction_count"`
	Gifts        map[string]bool `json:"accepted_gift_types"`
	Pinned       *wireMessage    `json:"pinned_message,omitempty"`
}

type wireMessage struct {
	ID              int             `json:"message_id"`
	Thread          int             `json:"message_thread_id,omitempty"`
	From            *wireUser       `json:"from,omitempty"`
	Chat            wireChat        `json:"chat"`
	Date            int64           `json:"date"`
	EditDate        int64           `json:"edit_date,omitempty"`
	IsTopic         bool            `json:"is_topic_message,omitempty"`
	Forward         *wireOrigin     `json:"forward_origin,omitempty"`
	ReplyTo         *wireMessage    `json:"reply_to_message,omitempty"`
	Album           string          `json:"media_group_id,omitempty"`
	Text            string          `json:"text,omitempty"`
	Entities        []Entity        `json:"entities,omitempty"`
	Photo           []wirePhoto     `json:"photo,omitempty"`
	Document        *wireDocument   `json:"document,omitempty"`
	Caption         string          `json:"caption,omitempty"`
	CaptionEntities []Entity        `json:"caption_entities,omitempty"`
	Location        *wireLocation   `json:"location,omitempty"`
	Joined          []wireUser      `json:"new_chat_members,omitempty"`
	Left            *wireUser       `json:"left_chat_member,omitempty"`
	Created         bool            `json:"group_chat_created,omitempty"`
	SuperCreated    bool            `json:"supergroup_chat_created,omitempty"`
	Topic           *wireTopicStart `json:"forum_topic_created,omitempty"`
	MigrateTo       int64           `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom     int64           `json:"migrate_from_chat_id,omitempty"`
	Pinned          *wireMessage    `json:"pinned_message,omitempty"`
	Markup          *wireMarkup     `json:"reply_markup,omitempty"`
}

type wireMarkup struct {
	Rows [][]Button `json:"inline_keyboard"`
}

type wireOrigin struct {
	Type string   `json:"type"`
	User wireUser `json:"sender_user"`
	Date int64    `json:"date"`
}

type wirePhoto struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Size     int64  `json:"file_size,omitempty"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
}

type wireDocument struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Size     int64  `json:"file_size,omitempty"`
}

type wireFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Size     int64  `json:"file_size,omitempty"`
	Path     string `json:"file_path,omitempty"`
}

type wireLocation struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type wireTopicStart struct {
	Name  string `json:"name"`
	Color int    `json:"icon_color"`
}

type wireTopic struct {
	ID    int    `json:"message_thread_id"`
	Name  string `json:"name"`
	Color int    `json:"icon_color"`
}

type wireCallback struct {
	ID       string      `json:"id"`
	From     wireUser    `json:"from"`
	Message  wireMessage `json:"message"`
	Instance string      `json:"chat_instance"`
	Data     string      `json:"data"`
}

type wireMemberUpdate struct {
	Chat wireChat       `json:"chat"`
	From wireUser       `json:"from"`
	Date int64          `json:"date"`
	Old  map[string]any `json:"old_chat_member"`
	New  map[string]any `json:"new_chat_member"`
}

type wireReactions struct {
	Chat wireChat       `json:"chat"`
	ID   int            `json:"message_id"`
	User wireUser       `json:"user"`
	Date int64          `json:"date"`
	Old  []wireReaction `json:"old_reaction"`
	New  []wireReaction `json:"new_reaction"`
}

type wireReaction struct {
	Type  string `json:"type"`
	Emoji string `json:"emoji"`
}

type wireWebhook struct {
	URL            string   `json:"url"`
	Custom         bool     `json:"has_custom_certificate"`
	Pending        int      `json:"pending_update_count"`
	LastErrorDate  int64    `json:"last_error_date,omitempty"`
	LastError      string   `json:"last_error_message,omitempty"`
	MaxConnections int      `json:"max_connections,omitempty"`
	Allowed        []string `json:"allowed_updates,omitempty"`
}

type wireMessageID struct {
	ID int `json:"message_id"`
}

// MarshalJSON writes a button as Telegram does: its text and the one thing that it does.
func (b Button) MarshalJSON() ([]byte, error) {
	if b.extra != "" {
		return []byte(b.extra), nil
	}
	return json.Marshal(struct {
		Text string `json:"text"`
		URL  string `json:"url,omitempty"`
		Data string `json:"callback_data,omitempty"`
	}{b.Text, b.URL, b.Data})
}

func (t *Telegram) wireUser(id int64) wireUser {
	if p := t.people[id]; p != nil {
		return wireUser{ID: id, First: p.FirstName, Last: p.LastName, Username: p.Username, Language: p.Language}
	}
	a := t.account(id)
	return wireUser{ID: id, IsBot: a.IsBot, First: a.Name, Username: a.Username}
}

func (t *Telegram) wireChat(c *chat) wireChat {
	if p := t.people[c.ID]; p != nil && !c.group() {
		return wireChat{ID: c.ID, Type: Private, First: p.FirstName, Last: p.LastName, Username: p.Username}
	}
	return wireChat{ID: c.ID, Type: c.Type, Title: c.Title, Forum: c.Forum}
}

// wireMember is a ChatMember, whose fields depend on the status.
func (t *Telegram) wireMember(id int64, s status) map[string]any {
	m := map[string]any{"user": t.wireUser(id), "status": s}
	switch s {
	case creator:
		m["is_anonymous"] = false
	case kicked:
		m["until_date"] = 0
	case admin:
		for _, right := range []string{"can_manage_chat", "can_delete_messages", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"} {
			m[right] = true
		}
		for _, right := range []string{"can_be_edited", "is_anonymous", "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_post_stories", "can_edit_stories", "can_delete_stories"} {
			m[right] = false
		}
	}
	return m
}

// topicColor is the colour of topics that name none.
const topicColor = 7322096

// instance is what callback queries name a chat by.
func instance(c *chat) string { return strconv.FormatInt(c.ID^0x5bd1e995, 10) }
