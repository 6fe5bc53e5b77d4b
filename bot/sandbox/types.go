package sandbox

import (
	"net/http"
	"time"
)

// Options say how the imitation behaves. Now is required; zero values of the others are sensible.
type Options struct {
	// Now gives the time of everything that happens here. It may be a clock that is moved by hand.
	Now func() time.Time
	// Limits are Telegram's sending rates; nil means that nothing is limited.
	Limits *Limits
	// Webhook carries webhook deliveries; nil means http.DefaultTransport.
	Webhook http.RoundTripper
	// KeepCalls is how many of the bot's latest calls Calls remembers; 0 means 100,000.
	KeepCalls int
}

// Limits are sending rates, counted on the clock of Options.Now. A zero field means no limit of that kind.
type Limits struct {
	// PerSecond is the number of messages and edits a bot may send in any one second, to all chats together.
	PerSecond int
	// ChatBurst is how many a chat takes at once; it earns one back per second.
	ChatBurst int
	// GroupPerMinute is the number of messages a group takes in any one minute.
	GroupPerMinute int
}

// TelegramLimits are the rates that Telegram's documentation names: 30 a second, 1 a second per chat with a short
// burst, 20 a minute per group.
func TelegramLimits() *Limits { return &Limits{PerSecond: 30, ChatBurst: 3, GroupPerMinute: 20} }

// Bot is a bot that was added with AddBot.
type Bot struct {
	ID       int64
	Token    string
	Username string
	Name     string
}

// Person is a human account. A person exists before a bot knows of them.
type Person struct {
	ID        int64
	FirstName string
	LastName  string
	Username  string
	// Language is the IETF tag that the person's app reports, such as "zh-hans"; it may be empty.
	Language string
}

// ChatType is Telegram's word for a kind of chat.
type ChatType string

// The kinds of chat.
const (
	Private    ChatType = "private"
	Group      ChatType = "group"
	Supergroup ChatType = "supergroup"
)

// GroupOptions describe a new group.
type GroupOptions struct {
	// Forum gives the group topics; a forum is always a supergroup.
	Forum bool
	// Supergroup makes the group a supergroup from the start.
	Supergroup bool
	// BotAdmin makes the bot an administrator, which also shows it every message.
	BotAdmin bool
	// NoBot leaves the bot out of the group.
	NoBot bool
}

// Chat is a chat as a person sees it.
type Chat struct {
	// ID is the person's own id for a private chat, a negative number for a group.
	ID    int64
	Type  ChatType
	Title string
	// Bot is the id of the bot that a private chat is with; 0 for a group.
	Bot     int64
	Forum   bool
	Topics  []Topic
	Members []int64
	// Started tells that the person has spoken to the bot, so that the bot may write. Always true for a group.
	Started bool
	// Blocked tells that the person has blocked the bot.
	Blocked bool
	// MigratedTo is the id of the supergroup that replaced this group; 0 if none did.
	MigratedTo int64
	// Pinned is the id of the pinned message, 0 if none is.
	Pinned int
	// Last is the id of the latest message, 0 in an empty chat.
	Last int
}

// Topic is a thread of a forum. General has no entry and no id.
type Topic struct {
	ID     int
	Name   string
	Closed bool
}

// Account is who sent something.
type Account struct {
	ID       int64
	Name     string
	Username string
	IsBot    bool
}

// Message is a copy of a message with everything that a page needs to show it.
type Message struct {
	ID   int
	Chat int64
	// Bot is the id of the bot whose private chat this is in; 0 in a group.
	Bot  int64
	From Account
	Date time.Time
	// EditDate is zero if the message was never edited.
	EditDate time.Time
	// Text is the text, or the caption of a message with Files.
	Text     string
	Entities []Entity
	// Buttons are the inline buttons, by row.
	Buttons [][]Button
	// ReplyKeyboard are the words of the keyboard that this message puts in place of the person's own, by row.
	ReplyKeyboard [][]string
	// RemoveKeyboard takes such a keyboard away again.
	RemoveKeyboard bool
	// ForceReply opens the person's input as a reply to this message.
	ForceReply bool
	// ReplyTo is the id of the message that this one answers, 0 if none.
	ReplyTo int
	// Thread is the topic's id, 0 for General and outside forums.
	Thread int
	// Files are photos or documents: one in each message, also in an album.
	Files []File
	// AlbumID is shared by the messages of one album.
	AlbumID  string
	Location *Location
	// Service describes a message that nobody wrote: "joined", "left", "topic", "migrated", "created", "pinned"; else empty.
	Service string
	// ForwardFrom is the name of the first author of a forwarded message.
	ForwardFrom string
	// Reactions are the emoji that stand under the message, by account.
	Reactions []Reaction
	Deleted   bool

	extra   *service // what only the wire needs of a service message
	forward origin
}

// origin is the first author of a forwarded message, and when they wrote it.
type origin struct {
	id   int64
	date time.Time
}

// Entity marks a part of a text. Offset and Length count UTF-16 units, as Telegram does.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
}

// Button is an inline button: Data comes back to the bot when it is pressed, URL opens a page.
type Button struct {
	Text  string
	Data  string
	URL   string
	extra string // any other kind of button, as its JSON
}

// File is a photo or document. Its bytes come from Telegram.File.
type File struct {
	ID       string
	UniqueID string
	Name     string
	MIME     string
	Size     int64
	Photo    bool
	// Width and Height are in pixels, of photos only.
	Width, Height int
	// Content is filled by Telegram.File only.
	Content []byte
}

// Upload is a file that a person sends.
type Upload struct {
	Name    string
	Content []byte
	// Photo sends it as a picture instead of a document.
	Photo bool
}

// Location is a point in degrees.
type Location struct{ Latitude, Longitude float64 }

// Reaction is an emoji that one account put under a message.
type Reaction struct {
	From  Account
	Emoji string
}

// CallbackID names one press of a button.
type CallbackID string

// Answer is what the bot replied to a press.
type Answer struct {
	ID     CallbackID
	Person int64
	Text   string
	Alert  bool
	URL    string
}

// Command is a row of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// service is the part of a service message that only its JSON shows.
type service struct {
	joined      []int64
	left        int64
	topic       string
	migrateTo   int64
	migrateFrom int64
	created     bool
	pinned      int
}
