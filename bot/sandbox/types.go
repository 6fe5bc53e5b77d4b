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
	PerSecond int `json:"per_second"`
	// ChatBurst is how many a chat takes at once; it earns one back per second.
	ChatBurst int `json:"chat_burst"`
	// GroupPerMinute is the number of messages a group takes in any one minute.
	GroupPerMinute int `json:"group_per_minute"`
}

// TelegramLimits are the rates that Telegram's documentation names: 30 a second, 1 a second per chat with a short
// burst, 20 a minute per group.
func TelegramLimits() *Limits { return &Limits{PerSecond: 30, ChatBurst: 3, GroupPerMinute: 20} }

// Bot is a bot that was added with AddBot.
type Bot struct {
	ID       int64  `json:"id"`
	Token    string `json:"token"`
	Username string `json:"username"`
	Name     string `json:"name"`
}

// Person is a human account. A person exists before a bot knows of them.
type Person struct {
	ID        int64  `json:"id"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Username  string `json:"username"`
	// Language is the IETF tag that the person's app reports, such as "zh-hans"; it may be empty.
	Language string `json:"language_code"`
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
	Forum bool `json:"forum"`
	// Supergroup makes the group a supergroup from the start.
	Supergroup bool `json:"supergroup"`
	// BotAdmin makes the bot an administrator, which also shows it every message.
	BotAdmin bool `json:"bot_admin"`
	// NoBot leaves the bot out of the group.
	NoBot bool `json:"no_bot"`
}

// Chat is a chat as a person sees it.
type Chat struct {
	// ID is the person's own id for a private chat, a negative number for a group.
	ID    int64    `json:"id"`
	Type  ChatType `json:"type"`
	Title string   `json:"title"`
	// Bot is the id of the bot that a private chat is with; 0 for a group.
	Bot     int64   `json:"bot"`
	Forum   bool    `json:"forum"`
	Topics  []Topic `json:"topics"`
	Members []int64 `json:"members"`
	// Started tells that the person has spoken to the bot, so that the bot may write. Always true for a group.
	Started bool `json:"started"`
	// Blocked tells that the person has blocked the bot.
	Blocked bool `json:"blocked"`
	// MigratedTo is the id of the supergroup that replaced this group; 0 if none did.
	MigratedTo int64 `json:"migrated_to"`
	// Pinned is the id of the pinned message, 0 if none is.
	Pinned int `json:"pinned"`
	// Last is the id of the latest message, 0 in an empty chat.
	Last int `json:"last"`
}

// Topic is a thread of a forum. General has no entry and no id.
type Topic struct {
	ID     int    `json:"id"`
	Name   string `json:"name"`
	Closed bool   `json:"closed"`
	icon   topicIcon
	by     int64 // who opened it
}

// topicIcon is a colour as RGB, and a custom emoji's id or nothing.
type topicIcon struct {
	color int
	emoji string
}

// Account is who sent something.
type Account struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username"`
	IsBot    bool   `json:"is_bot"`
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
	// Keyboard is put in place of the person's own, nil if this message changes none.
	Keyboard *Keyboard
	// RemoveKeyboard takes such a keyboard away again.
	RemoveKeyboard bool
	// ForceReply opens the person's input as a reply to this message.
	ForceReply bool
	// ReplyTo is the id of the message that this one answers, 0 if none.
	ReplyTo int
	// Quote is the part of that message that the answer is about, empty for the whole.
	Quote string
	// Thread is the topic's id, 0 for General and outside forums.
	Thread int
	// Files are photos or documents: one in each message, also in an album.
	Files []File
	// Spoiler hides a photo or film until it is tapped, CaptionAbove shows the caption before it.
	Spoiler, CaptionAbove bool
	// AlbumID is shared by the messages of one album.
	AlbumID string
	// Location is a point, of a Venue too; Contact and Dice are what sendContact and sendDice send.
	Location *Location
	Venue    *Venue
	Contact  *Contact
	Dice     *Dice
	// Service describes a message that nobody wrote: "joined", "left", "topic", "renamed", "closed", "reopened", "hidden", "shown",
	// "migrated", "created", "pinned", "titled"; else empty.
	Service string
	// Silent messages arrive without a sound, Protected ones can be neither forwarded nor saved.
	Silent, Protected bool
	// ForwardFrom is the name of the first author of a forwarded message.
	ForwardFrom string
	// Reactions are the emoji that stand under the message, by account.
	Reactions []Reaction
	Deleted   bool

	extra   *service // what only the wire needs of a service message
	forward origin
	away    *Message // the message of another chat that this one answers
	preview string   // LinkPreviewOptions, as JSON
}

// origin is the first author of a forwarded message, and when they wrote it.
type origin struct {
	id   int64
	date time.Time
}

// CallbackID names one press of a button.
type CallbackID string

// Answer is what the bot replied to a press.
type Answer struct {
	ID     CallbackID `json:"id"`
	Person int64      `json:"person"`
	Text   string     `json:"text"`
	Alert  bool       `json:"alert"`
	URL    string     `json:"url"`
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
	topic       string // name of one that was opened or renamed
	icon        topicIcon
	title       string
	migrateTo   int64
	migrateFrom int64
	created     bool
	pinned      int
}
