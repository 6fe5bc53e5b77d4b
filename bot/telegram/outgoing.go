package telegram

import (
	"io"
	"time"
)

// Method is what an Outgoing does.
type Method string

// The methods.
const (
	SendMessage Method = "sendMessage"
	EditText    Method = "editText"
	EditMarkup  Method = "editMarkup"
	Delete      Method = "delete"
	Answer      Method = "answer"
	SendFile    Method = "file"
	SendAlbum   Method = "album"
	React       Method = "react"
)

// Outgoing is one call to make. Which fields count depends on the Method.
type Outgoing struct {
	Method Method
	Chat   int64
	// Thread is the topic, 0 for General and outside forums.
	Thread int
	// MessageID is the message to edit, delete or react to.
	MessageID int
	// Text is HTML: the text or the caption. For Answer it is plain, for React the emoji (empty takes it back).
	Text string
	// Buttons are rows of inline buttons. An edit with none takes the buttons away.
	Buttons [][]Button
	// ReplyTo is the message to reply to, 0 for none. If it is gone the message is sent without.
	ReplyTo    int
	CallbackID string
	// Alert shows an Answer in a window that must be closed.
	Alert bool
	// Silent sends without a sound.
	Silent bool
	// Preview lets Telegram show the page behind a link. Off unless set.
	Preview bool
	// Upload is the photo, document, video, audio or voice message.
	Upload Upload
	// Album is 2 to 10 uploads whose kinds may stand together. Text is the caption of the first. An album has no buttons.
	Album []Upload
}

// Cost is how many messages this counts for in Telegram's limits: an album counts each item, an answer to a press nothing.
func (o Outgoing) Cost() int {
	switch o.Method {
	case Answer:
		return 0
	case SendAlbum:
		return len(o.Album)
	}
	return 1
}

// Upload is a file to send. Open is called anew for each attempt.
type Upload struct {
	Name string
	Kind FileKind
	Open func() (io.ReadCloser, error)
	// FileID names a file that Telegram already has; Open is then not called.
	FileID string
}

// Button is an inline button: Data comes back as Press.Data (1 to 64 bytes), or URL is opened.
type Button struct {
	Text string
	Data string
	URL  string
}

// Sent is what Telegram made of an Outgoing: the first message of an album, zero for methods that send none.
type Sent struct {
	MessageID int
	// Date is in UTC.
	Date time.Time
	// IDs are all messages, in order, where it became several.
	IDs []int
}
