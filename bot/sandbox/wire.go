package sandbox

import "strconv"

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
	CanJoin     bool `json:"can_join_groups"`
	CanReadAll  bool `json:"can_read_all_group_messages"`
	Guests      bool `json:"supports_guest_queries"`
	Inline      bool `json:"supports_inline_queries"`
	Business    bool `json:"can_connect_to_business"`
	WebApp      bool `json:"has_main_web_app"`
	Topics      bool `json:"has_topics_enabled"`
	UsersTopics bool `json:"allows_users_to_create_topics"`
	Manages     bool `json:"can_manage_bots"`
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
	Usernames    []string        `json:"active_usernames,omitempty"`
	About        string          `json:"description,omitempty"`
	Permissions  map[string]bool `json:"permissions,omitempty"`
	Pinned       *wireMessage    `json:"pinned_message,omitempty"`
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

type wireFile struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Size     int64  `json:"file_size,omitempty"`
	Path     string `json:"file_path,omitempty"`
}

type wireLocation struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Accuracy  float64 `json:"horizontal_accuracy,omitempty"`
	Period    int     `json:"live_period,omitempty"`
	Heading   int     `json:"heading,omitempty"`
	Radius    int     `json:"proximity_alert_radius,omitempty"`
}

type wireVenue struct {
	Location       wireLocation `json:"location"`
	Title          string       `json:"title"`
	Address        string       `json:"address"`
	Foursquare     string       `json:"foursquare_id,omitempty"`
	FoursquareType string       `json:"foursquare_type,omitempty"`
	Google         string       `json:"google_place_id,omitempty"`
	GoogleType     string       `json:"google_place_type,omitempty"`
}

type wireContact struct {
	Phone string `json:"phone_number"`
	First string `json:"first_name"`
	Last  string `json:"last_name,omitempty"`
	VCard string `json:"vcard,omitempty"`
	User  int64  `json:"user_id,omitempty"`
}

type wireDice struct {
	Emoji string `json:"emoji"`
	Value int    `json:"value"`
}

type wireEntity struct {
	Entity
	User *wireUser `json:"user,omitempty"`
}

type wireQuote struct {
	Text     string `json:"text"`
	Position int    `json:"position"`
	Manual   bool   `json:"is_manual,omitempty"`
}

type wireExternal struct {
	Origin wireOrigin `json:"origin"`
	Chat   *wireChat  `json:"chat,omitempty"`
	ID     int        `json:"message_id,omitempty"`
}

type wirePreview struct {
	Disabled bool   `json:"is_disabled,omitempty"`
	URL      string `json:"url,omitempty"`
	Small    bool   `json:"prefer_small_media,omitempty"`
	Large    bool   `json:"prefer_large_media,omitempty"`
	Above    bool   `json:"show_above_text,omitempty"`
}

type wireTopicStart struct {
	Name  string `json:"name"`
	Color int    `json:"icon_color"`
	Emoji string `json:"icon_custom_emoji_id,omitempty"`
}

type wireTopicChange struct {
	Name  string `json:"name,omitempty"`
	Emoji string `json:"icon_custom_emoji_id,omitempty"`
}

type wireTopic struct {
	ID int `json:"message_thread_id"`
	wireTopicStart
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
	IP             string   `json:"ip_address,omitempty"`
	MaxConnections int      `json:"max_connections,omitempty"`
	Allowed        []string `json:"allowed_updates,omitempty"`
}

type wireMessageID struct {
	ID int `json:"message_id"`
}

// MarshalJSON writes a button as Telegram does: its text and the one thing that it does.
func (b Button) MarshalJSON() ([]byte, error) {
	if b.needs == "web_app" {
		b.does(b.needs, map[string]string{"url": b.URL})
		b.URL = ""
	}
	raw := mustJSON(struct {
		Text  string `json:"text"`
		Icon  int64  `json:"icon_custom_emoji_id,string,omitempty"`
		Style string `json:"style,omitempty"`
		URL   string `json:"url,omitempty"`
		Data  string `json:"callback_data,omitempty"`
	}{b.Text, b.icon, b.Style, b.URL, b.Data})
	if b.extra != "" {
		raw = append(raw[:len(raw)-1], ","+b.extra+"}"...)
	}
	return raw, nil
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

// wireMember is a ChatMember of a chat, whose fields depend on the status.
func (t *Telegram) wireMember(c *chat, id int64, s status) map[string]any {
	m := map[string]any{"user": t.wireUser(id), "status": s}
	switch s {
	case creator:
		m["is_anonymous"] = false
	case kicked:
		m["until_date"] = 0
	case admin:
		m["can_be_edited"] = c.rights[id] != nil
		if title := c.titles[id]; title != "" {
			m["custom_title"] = title
		}
		usual, others := rights()
		given, known := c.rights[id]
		for _, right := range usual {
			m[right] = !known || given[right]
		}
		for _, right := range others {
			m[right] = given[right]
		}
	}
	return m
}

// instance is what callback queries name a chat by.
func instance(c *chat) string { return strconv.FormatInt(c.ID^0x5bd1e995, 10) }
