package sandbox

import (
	"slices"
)

// place finds a chat: a private chat is one bot's with one person, a group is everybody's and has bot 0.
type place struct{ bot, id int64 }

// status is Telegram's word for what an account is in a chat.
type status string

const (
	creator status = "creator"
	admin   status = "administrator"
	member  status = "member"
	left    status = "left"
	kicked  status = "kicked"
)

func (s status) in() bool { return s == creator || s == admin || s == member }

// chat is a chat with its whole history.
type chat struct {
	Chat
	place    place
	members  map[int64]status          // of a group, bots too
	rights   map[int64]map[string]bool // of administrators, where they were given
	titles   map[int64]string          // of administrators
	messages []*Message
	byID     map[int]*Message
	count    int        // last message id of a group
	pins     []*Message // pinned, the latest last
	general  general
	about    string // description of a group
}

func (t *Telegram) addChat(at place, c Chat) *chat {
	room := &chat{Chat: c, place: at, members: map[int64]status{}, rights: map[int64]map[string]bool{}, titles: map[int64]string{}, byID: map[int]*Message{}}
	t.chats[at] = room
	t.rooms = append(t.rooms, room)
	return room
}

// private gives the private chat of a person with a bot, a new one that is not started if there is none.
func (t *Telegram) private(b *bot, p *person) *chat {
	at := place{b.ID, p.ID}
	if c := t.chats[at]; c != nil {
		return c
	}
	return t.addChat(at, Chat{ID: p.ID, Type: Private, Title: p.name(), Bot: b.ID})
}

func (c *chat) group() bool { return c.Type != Private }

// nextMessage counts message ids: a bot's private chats share one row of numbers, a group has its own.
func (t *Telegram) nextMessage(c *chat) int {
	if b := t.botByID(c.Bot); !c.group() && b != nil {
		b.messages++
		return b.messages
	}
	c.count++
	return c.count
}

// here gives the bots that are in a chat.
func (t *Telegram) here(c *chat) []*bot {
	var all []*bot
	for _, b := range t.bots {
		if c.Bot == b.ID || c.members[b.ID].in() {
			all = append(all, b)
		}
	}
	return all
}

// view is a copy of what a person may know of a chat.
func (c *chat) view() Chat {
	v := c.Chat
	v.Topics = slices.Clone(c.Topics)
	v.Members = c.present()
	if n := len(c.messages); n > 0 {
		v.Last = c.messages[n-1].ID
	}
	return v
}

// present gives the ids of a group's members, sorted.
func (c *chat) present() []int64 {
	var ids []int64
	for id, s := range c.members {
		if s.in() {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Chats gives the chats that a person sees: one with each bot, then their groups. Groups that were replaced come last.
func (t *Telegram) Chats(person int64) []Chat {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.people[person]
	if p == nil {
		return nil
	}
	var all, replaced []Chat
	for _, b := range t.bots {
		v := t.private(b, p).view()
		v.Title = b.Name // a person's chat with a bot is called after the bot
		all = append(all, v)
	}
	for _, c := range t.rooms {
		switch {
		case !c.group() || !c.members[person].in():
		case c.MigratedTo != 0:
			replaced = append(replaced, c.view())
		default:
			all = append(all, c.view())
		}
	}
	return append(all, replaced...)
}

// Messages gives a chat's messages, oldest first, deleted ones too. A person's id means the private chat with the first bot.
func (t *Telegram) Messages(chat int64) []Message { return t.MessagesWith(0, chat) }

// MessagesWith is Messages for the private chat with the bot of this id.
func (t *Telegram) MessagesWith(bot, chat int64) []Message {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.find(bot, chat)
	if c == nil {
		return nil
	}
	all := make([]Message, 0, len(c.messages))
	for _, m := range c.messages {
		all = append(all, m.clone())
	}
	return all
}

// find gives a chat by what a person calls it; nil if there is none.
func (t *Telegram) find(bot, id int64) *chat {
	if id < 0 {
		return t.chats[place{0, id}]
	}
	if b := t.botByID(bot); b != nil {
		return t.chats[place{b.ID, id}]
	}
	return nil
}

// target finds the chat that a parameter names, whatever the bot may do there.
func (c *call) target(name string) (*chat, *apiError) { return c.chatNamed(c.values[name]) }

// chatNamed finds a chat by its id as text, where the group has not become a supergroup.
func (c *call) chatNamed(name string) (*chat, *apiError) {
	room, fault := c.anyChat(name)
	if fault == nil && room.MigratedTo != 0 {
		return nil, migrated(room.MigratedTo)
	}
	return room, fault
}

// readable finds a chat to look at. A bot may do so in a group that it was in, of a supergroup only as a member, of a person also
// who blocked it.
func (c *call) readable(name string) (*chat, *apiError) {
	room, fault := c.anyChat(name)
	if fault == nil && room.Type == Supergroup {
		fault = c.shutOut(room)
	}
	return room, fault
}

func (c *call) anyChat(name string) (*chat, *apiError) {
	id := leading(name)
	if room := c.t.chats[place{0, id}]; id < 0 && room != nil {
		return room, nil
	}
	if room := c.t.chats[place{c.bot.ID, id}]; id > 0 && room != nil && room.Started {
		return room, nil
	}
	return nil, c.stranger(id)
}

// stranger words why there is no chat with an id: the bot has met the account in a group, or has never heard of it.
func (c *call) stranger(id int64) *apiError {
	if c.t.botByID(id) != nil && id != 0 {
		return forbidden("bots can't send messages to bots")
	}
	for _, room := range c.t.rooms {
		if room.members[id].in() && room.members[c.bot.ID].in() {
			return forbidden("bot can't initiate conversation with a user")
		}
	}
	return bad("chat not found")
}

// open finds the chat that a parameter names and insists that the bot may act there.
func (c *call) open(name string) (*chat, *apiError) {
	room, fault := c.target(name)
	if fault != nil {
		return nil, fault
	}
	if room.group() {
		return room, c.shutOut(room)
	}
	if p := c.t.people[room.ID]; p != nil && p.deactivated {
		return nil, forbidden("user is deactivated")
	}
	if room.Blocked {
		return nil, forbidden("bot was blocked by the user")
	}
	return room, nil
}

func (c *call) shutOut(room *chat) *apiError {
	kind := string(room.Type)
	switch s := room.members[c.bot.ID]; {
	case s.in():
		return nil
	case s == kicked:
		return forbidden("bot was kicked from the " + kind + " chat")
	}
	return forbidden("bot is not a member of the " + kind + " chat")
}
