package store

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"
)

// SendState says where a message is between being recorded and being read.
type SendState string

const (
	Planned SendState = "planned"  // to be sent
	Sending SendState = "sending"  // handed to the wire; after a crash it is in doubt
	Sent    SendState = "sent"     // Telegram gave it a number
	InDoubt SendState = "in_doubt" // may have arrived: no answer that proves either
	Failed  SendState = "failed"   // Telegram refused it for good
	Held    SendState = "held"     // kept back: the person can't be reached
	Stale   SendState = "stale"    // no longer worth saying
)

// over reports whether the outbox is done with it.
func (s SendState) over() bool { return s == Sent || s == Failed || s == Held || s == Stale }

// Class orders the outbox: a lower one goes first.
type Class int

const (
	ButtonAnswer Class = iota // Telegram shows a spinner until it comes
	Receipt                   // answers to what somebody just did
	Question                  // asks, reminders, assignments
	Notice                    // digests, warnings
)

// Button of a message; Data comes back when it is pressed (64 bytes at most).
type Button struct {
	Text string `json:"text"`
	Data string `json:"data,omitempty"`
	URL  string `json:"url,omitempty"`
}

// About says what a message is about, so that a reply to it finds its ask.
type About struct {
	Unit   UnitID `json:"unit,omitempty"`
	Ask    AskID  `json:"ask,omitempty"`
	Task   TaskID `json:"task,omitempty"`
	Report int    `json:"report,omitempty"`
}

// File goes with a message: its bytes, or Telegram's id of one that it has
// already.
type File struct {
	Name    string `json:"name,omitempty"`
	Content []byte `json:"content,omitempty"`
	FileID  string `json:"file_id,omitempty"`
	Kind    string `json:"kind,omitempty"` // Telegram's: photo, video, audio, voice; empty is a document
}

// Message is a row of the outbox: something to be said, once under its key.
type Message struct {
	ID       MessageID  `json:"id"`
	Key      string     `json:"key"`
	Once     bool       `json:"once,omitempty"` // made by an update, whose mark sees to it that it is made once
	Class    Class      `json:"class"`
	To       Place      `json:"to"`
	Text     string     `json:"text,omitempty"` // Telegram HTML
	Buttons  [][]Button `json:"buttons,omitempty"`
	ReplyTo  int        `json:"reply_to,omitempty"` // Telegram's number
	Edits    int        `json:"edits,omitempty"`    // Telegram's number of the message to change; 0 sends a new one
	Callback string     `json:"callback,omitempty"` // the press to answer; Text is the toast
	Alert    bool       `json:"alert,omitempty"`
	File     *File      `json:"file,omitempty"`
	Album    []File     `json:"album,omitempty"` // 2 to 10 files that go as one
	About    About      `json:"about,omitzero"`
	Queued   time.Time  `json:"queued"`
	NotUntil time.Time  `json:"not_until,omitzero"` // quiet hours, a freeze, another try
	Expires  time.Time  `json:"expires,omitzero"`   // stale after this
	State    SendState  `json:"state"`
	Reason   string     `json:"reason,omitempty"` // why it is not sent
	Attempts int        `json:"attempts,omitempty"`
	SentAt   time.Time  `json:"sent_at,omitzero"`
	Number   int        `json:"number,omitempty"` // Telegram's, once sent
	More     []int      `json:"more,omitempty"`   // Telegram's for the other items of an album
	Search   Search     `json:"search,omitzero"`
}

// Search is where a message has to be looked for if the attempt to send it is
// in doubt: among Telegram's numbers behind After.
type Search struct {
	After int    `json:"after,omitempty"` // the highest number known in the chat's series before the attempt
	Entry uint64 `json:"entry,omitempty"` // the journal's last entry then; what came since tells which numbers are taken
	Upto  int    `json:"upto,omitempty"`  // the last number it can have; 0 while nothing tells
	Tried []int  `json:"tried,omitempty"` // numbers that it does not have
}

// Series is the row of numbers that Telegram takes a message's from: all
// private chats of a bot share one, each group has its own.
func (c ChatID) Series() ChatID { return min(c, 0) }

// Cost is how many messages an attempt counts for in Telegram's limits.
func (m *Message) Cost() int {
	if m.Callback != "" {
		return 0
	}
	return max(1, len(m.Album))
}

// Uploads reports whether an attempt carries bytes, and so takes its time.
func (m *Message) Uploads() bool {
	return m.File != nil && m.File.FileID == "" || slices.ContainsFunc(m.Album, func(f File) bool { return f.FileID == "" })
}

// Repeatable: an edit or an answer to a press that is made twice does no harm.
func (m *Message) Repeatable() bool { return m.Edits != 0 || m.Callback != "" }

// Validate reports every fault of the record at once.
func (m Message) Validate() error {
	var faults []error
	if m.ID == 0 || m.Key == "" {
		faults = append(faults, errors.New("a message needs an id and a key"))
	}
	if m.To.Chat == 0 && m.Callback == "" {
		faults = append(faults, fmt.Errorf("message %s has no chat", m.Key))
	}
	if (m.State == InDoubt || m.State.over() && m.State != Sent) && m.Reason == "" {
		faults = append(faults, fmt.Errorf("message %s is %s without a reason", m.Key, m.State))
	}
	faults = append(faults, m.validateAlbum())
	for _, line := range m.Buttons {
		for _, b := range line {
			if len(b.Data) > 64 {
				faults = append(faults, fmt.Errorf("button %q: its data has %d bytes, 64 are allowed", b.Text, len(b.Data)))
			}
		}
	}
	return errors.Join(faults...)
}

func (m Message) validateAlbum() error {
	n := len(m.Album)
	if n == 0 || n > 1 && n <= 10 && m.File == nil && len(m.Buttons) == 0 {
		return nil
	}
	return fmt.Errorf("message %s: an album has 2 to 10 files and neither another file nor buttons", m.Key)
}

var (
	messageByKey    = &index{"message_by_key"}
	messageByNumber = &index{"message_by_number"}
	messagesHeld    = &index{"messages_held"}
	messages        = &table[Message]{
		name:   "messages",
		fields: (*Message).fields,
		keep:   true,
		large:  func(m *Message) bool { return m.File != nil || m.Album != nil },
		own: func(m Message) Message {
			m.Buttons, m.More, m.Search.Tried = slices.Clone(m.Buttons), slices.Clone(m.More), slices.Clone(m.Search.Tried)
			for i := range m.Buttons {
				m.Buttons[i] = slices.Clone(m.Buttons[i])
			}
			return m
		},
		key:  func(m *Message) []byte { return bkey(m.ID) },
		rows: messageRows,
	}
)

func messageRows(m *Message) []row {
	var rows []row
	if !m.Once {
		rows = append(rows, row{messageByKey, []byte(m.Key), bkey(m.ID)})
	}
	if m.Number != 0 && m.Edits == 0 {
		rows = append(rows, m.numberRow(m.Number))
		for _, n := range m.More {
			rows = append(rows, m.numberRow(n))
		}
	}
	if !m.State.over() {
		rows = append(rows, m.outboxRow())
	}
	if m.State == Held {
		rows = append(rows, row{messagesHeld, bkey(int64(m.To.Chat), int64(m.ID)), nil})
	}
	return rows
}

func (m *Message) numberRow(n int) row {
	return row{messageByNumber, bkey(int64(m.To.Chat.Series()), int64(n)), bkey(m.ID)}
}

// Queue records something to be said. The same key again adds nothing: that
// is false, and the row that stands.
func (tx *Tx) Queue(m Message) (Message, bool, error) {
	if !m.Once {
		if id := messageByKey.value(tx, []byte(m.Key)); id != nil {
			old, err := messages.get(tx, id)
			return old, false, err
		}
	}
	m.ID, m.Queued, m.State = MessageID(messages.next(tx)), tx.now, Planned
	return m, true, messages.add(tx, m)
}

// Message by id.
func (tx *Tx) Message(id MessageID) (Message, error) { return messages.get(tx, bkey(id)) }

// MessageKeyed finds a message by its key.
func (tx *Tx) MessageKeyed(key string) (Message, error) {
	return messages.get(tx, messageByKey.value(tx, []byte(key)))
}

// MessageNumbered finds what was sent to the chat under Telegram's number.
func (tx *Tx) MessageNumbered(chat ChatID, number int) (Message, error) {
	m, err := messages.get(tx, messageByNumber.value(tx, bkey(int64(chat.Series()), int64(number))))
	if err == nil && m.To.Chat != chat {
		return Message{}, fmt.Errorf("message %d in chat %d: %w", number, chat, ErrNotFound)
	}
	return m, err
}

// Numbered reports whether something of ours has the number in the chat's series.
func (tx *Tx) Numbered(chat ChatID, number int) bool {
	return messageByNumber.value(tx, bkey(int64(chat.Series()), int64(number))) != nil
}

// Messages of all times, oldest first.
func (tx *Tx) Messages() iter.Seq2[Message, error] { return messages.each(tx, nil) }

// LatestMessages are the n messages recorded last, newest first.
func (tx *Tx) LatestMessages(n int) iter.Seq2[Message, error] {
	return func(yield func(Message, error) bool) {
		for id := MessageID(messages.next(tx)) - 1; id > 0 && n > 0; id, n = id-1, n-1 {
			if m, err := tx.Message(id); !yield(m, err) || err != nil {
				return
			}
		}
	}
}

// HeldFor are the messages kept back from a chat, oldest first.
func (tx *Tx) HeldFor(chat ChatID) iter.Seq2[Message, error] {
	return follow(tx, messagesHeld, bkey(chat), messages)
}

// PutMessage writes a message's new state.
func (tx *Tx) PutMessage(m Message) error { return messages.put(tx, m) }

// LastSent yields what was sent to private chats, the latest first.
func (tx *Tx) LastSent() iter.Seq2[Message, error] {
	return func(yield func(Message, error) bool) {
		b := tx.bucket(messageByNumber.name)
		limit := bkey(0, int64(1)<<62)
		for {
			k, id := b.before(limit)
			if k == nil || ChatID(unkey(k)) != 0 {
				return
			}
			if m, err := messages.get(tx, id); !yield(m, err) || err != nil {
				return
			}
			limit = k
		}
	}
}

// LastNumber is the highest number in the chat's series that is known of a
// message of ours, 0 if none.
func (tx *Tx) LastNumber(chat ChatID) int {
	k, _ := tx.bucket(messageByNumber.name).last(bkey(int64(chat.Series())))
	if k == nil {
		return 0
	}
	return int(unkey(k[8:]))
}
