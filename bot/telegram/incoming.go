package telegram

import "time"

// Kind says which sort of update an Incoming was made of.
type Kind string

// The kinds. KindOther is anything that duban has no use for, a command addressed to another bot among them.
const (
	KindMessage  Kind = "message"
	KindEdited   Kind = "edited"
	KindPress    Kind = "press"
	KindMember   Kind = "member"
	KindMigrated Kind = "migrated"
	KindOther    Kind = "other"
)

// ChatType is Telegram's own word for the sort of chat.
type ChatType string

// The chat types of the Bot API.
const (
	Private    ChatType = "private"
	Group      ChatType = "group"
	Supergroup ChatType = "supergroup"
	Channel    ChatType = "channel"
)

// Incoming is one update in the few words that duban needs.
type Incoming struct {
	UpdateID int64
	Kind     Kind
	Chat     Chat
	// Thread is the topic of a forum, 0 in the General topic and outside forums.
	Thread int
	From   Person
	// Anonymous is set where a chat speaks instead of a person: From is then Telegram's stand-in.
	Anonymous bool
	// Forwarded is set where the words are somebody else's.
	Forwarded bool
	// MessageID is the message, for a press the one that carries the button, 0 for a change of membership.
	MessageID int
	// Date is when the message was sent, in UTC; zero for a press, which has no time of its own.
	Date time.Time
	// EditDate is zero unless the message was edited.
	EditDate time.Time
	// Text is the text or the caption, plain.
	Text    string
	Command *Command
	ReplyTo *Reply
	// Mentioned is set where the text names this bot, by @name or by a link to it.
	Mentioned bool
	Files     []File
	// AlbumID is common to the messages of one album, else empty.
	AlbumID  string
	Location *Location
	Press    *Press
	Member   *Member
	Migrated *Migration
}

// Chat is where something was said.
type Chat struct {
	ID    int64
	Type  ChatType
	Title string
	Forum bool
}

// IsGroup says whether the chat's limits are those of a group.
func (c Chat) IsGroup() bool { return c.Type != Private }

// Person is who said it. Usernames change hands; only the ID identifies.
type Person struct {
	ID       int64
	First    string
	Last     string
	Username string
	Language string
	Bot      bool
}

// Reply is the message replied to. The message that only opened a topic is never one.
type Reply struct {
	MessageID int
	// FromBot is the id of the bot whose message it is, 0 if a person's.
	FromBot int64
	Text    string
}

// File is something attached. Size is in bytes, 0 if Telegram does not say.
type File struct {
	ID       string
	UniqueID string
	Name     string
	MIME     string
	Size     int64
	Kind     FileKind
}

// FileKind is what Telegram takes a file for. A file that it has already can be sent again as that kind only.
type FileKind string

// The kinds; the empty one is a plain document.
const (
	Document FileKind = ""
	Photo    FileKind = "photo"
	Video    FileKind = "video"
	Audio    FileKind = "audio"
	Voice    FileKind = "voice"
)

// Groups says whether files of the two kinds may stand in one album.
func (k FileKind) Groups(other FileKind) bool {
	pictures := func(k FileKind) bool { return k == Photo || k == Video }
	return k != Voice && (k == other || pictures(k) && pictures(other))
}

// Location is in degrees.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// Press is a press on a button. One that got no answer comes again under a new update id.
type Press struct {
	ID   string
	Data string
}

// Member is a change of this bot's own membership of a chat, in a private chat blocked (kicked) and unblocked (member).
type Member struct {
	Old MemberStatus
	New MemberStatus
}

// MemberStatus is Telegram's own word; restricted outside the chat is given as left.
type MemberStatus string

// The statuses of the Bot API.
const (
	StatusCreator       MemberStatus = "creator"
	StatusAdministrator MemberStatus = "administrator"
	StatusMember        MemberStatus = "member"
	StatusRestricted    MemberStatus = "restricted"
	StatusLeft          MemberStatus = "left"
	StatusKicked        MemberStatus = "kicked"
)

// Present says whether one with this status is in the chat.
func (s MemberStatus) Present() bool {
	switch s {
	case StatusCreator, StatusAdministrator, StatusMember, StatusRestricted:
		return true
	}
	return false
}

// Migration is a group that became a supergroup. Message ids don't carry over.
// Telegram says it twice, once in each chat: effects must be idempotent.
type Migration struct {
	From int64
	To   int64
}
