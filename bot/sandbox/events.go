package sandbox

// EventKind says what happened.
type EventKind string

// The kinds of event.
const (
	EventMessage  EventKind = "message"  // a new message, from anyone
	EventEdit     EventKind = "edit"     // new text or caption
	EventMarkup   EventKind = "markup"   // new buttons only
	EventDelete   EventKind = "delete"   // the message is gone
	EventReaction EventKind = "reaction" // the emoji under a message changed
	EventAnswer   EventKind = "answer"   // the bot answered a press
	EventChat     EventKind = "chat"     // a chat appeared or its title, members, topics, block or menu changed
	EventTyping   EventKind = "typing"   // the bot says that it is busy
	EventLost     EventKind = "lost"     // the reader was too slow: events are missing, load everything again
)

// Event is one change, for a page that is kept up to date. Seq rises by one with each event; a gap means that some were lost.
type Event struct {
	Seq  int64
	Kind EventKind
	Chat int64
	// Bot is the id of the bot whose private chat this is; 0 for a group.
	Bot int64
	// Message is set for message, edit, markup, delete and reaction.
	Message *Message
	// Answer is set for answer.
	Answer *Answer
	// Thread and Action say of typing where, and what the bot is busy with.
	Thread int
	Action string
}

// subscriber is a page that listens. Its channel has one place more than it asked for, so that "lost" always fits.
type subscriber struct {
	events chan Event
	lost   bool
}

// Subscribe gives the changes from now on. A reader that is more than buffer events behind gets one event of kind lost,
// and nothing more until it has read that: it must then load everything again. cancel ends it and closes the channel.
func (t *Telegram) Subscribe(buffer int) (events <-chan Event, cancel func()) {
	s := &subscriber{events: make(chan Event, max(1, buffer)+1)}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subs[s] = true
	return s.events, func() { t.unsubscribe(s) }
}

func (t *Telegram) unsubscribe(s *subscriber) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.subs[s] {
		delete(t.subs, s)
		close(s.events)
	}
}

// publish hands an event to every reader, and waits for none.
func (t *Telegram) publish(e Event) {
	t.seq++
	e.Seq = t.seq
	for s := range t.subs {
		s.take(e)
	}
}

// take is called under the lock, so the channel only ever gets emptier meanwhile.
func (s *subscriber) take(e Event) {
	if s.lost && len(s.events) == 0 {
		s.lost = false
	}
	switch {
	case s.lost:
	case len(s.events) == cap(s.events)-1:
		s.lost = true
		s.events <- Event{Seq: e.Seq, Kind: EventLost}
	default:
		s.events <- e
	}
}

func (t *Telegram) emit(kind EventKind, m *Message) {
	if len(t.subs) == 0 {
		t.seq++
		return
	}
	v := m.clone()
	t.publish(Event{Kind: kind, Chat: m.Chat, Bot: m.Bot, Message: &v})
}

func (t *Telegram) emitChat(c *chat) { t.publish(Event{Kind: EventChat, Chat: c.ID, Bot: c.Bot}) }
