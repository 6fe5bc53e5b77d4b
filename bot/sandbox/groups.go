package sandbox

// AddGroup adds a group whose first member is its creator, and the first bot unless told otherwise. It gives the group's id.
func (t *Telegram) AddGroup(title string, o GroupOptions, members ...int64) int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.newGroup(title, o.Forum, o.Supergroup || o.Forum)
	for i, id := range members {
		c.members[id] = member
		if i == 0 {
			c.members[id] = creator
		}
	}
	t.serve(c, t.founder(c), &Message{Service: "created", extra: &service{created: true}})
	if b := t.botByID(0); b != nil && !o.NoBot {
		t.addBot(c, b, o.BotAdmin)
	}
	t.emitChat(c)
	return c.ID
}

func (t *Telegram) newGroup(title string, forum, super bool) *chat {
	kind, id := Group, -4_000_000_000-t.next("group")
	if super {
		kind, id = Supergroup, -1_002_000_000_000-t.next("supergroup")
	}
	return t.addChat(place{0, id}, Chat{ID: id, Type: kind, Title: title, Forum: forum, Started: true})
}

// founder is the creator of a group, or its first member, or the zero account.
func (t *Telegram) founder(c *chat) Account {
	for id, s := range c.members {
		if s == creator {
			return t.account(id)
		}
	}
	return Account{}
}

// AddBotTo adds a bot to a group. The bot hears of it by my_chat_member and by a service message.
func (t *Telegram) AddBotTo(chat int64, token string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c, b := t.chats[place{0, chat}], t.botByToken(token); c != nil && b != nil {
		t.addBot(c, b, false)
		t.emitChat(c)
	}
}

func (t *Telegram) addBot(c *chat, b *bot, asAdmin bool) {
	before, after := c.status(b.ID), member
	if asAdmin {
		after = admin
	}
	c.members[b.ID] = after
	t.tellMember(b, c, t.founder(c).ID, b.ID, before, after)
	t.serve(c, t.founder(c), &Message{Service: "joined", extra: &service{joined: []int64{b.ID}}})
}

// status is what an account is in a group; who was never there has left.
func (c *chat) status(id int64) status {
	if s, ok := c.members[id]; ok {
		return s
	}
	return left
}

// Join makes a person a member of a group.
func (t *Telegram) Join(chat, person int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chats[place{0, chat}]
	if c == nil || c.members[person].in() {
		return
	}
	t.change(c, person, member)
	t.serve(c, t.account(person), &Message{Service: "joined", extra: &service{joined: []int64{person}}})
	t.emitChat(c)
}

// Leave makes a person leave a group.
func (t *Telegram) Leave(chat, person int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.chats[place{0, chat}]
	if c == nil || !c.members[person].in() {
		return
	}
	t.change(c, person, left)
	t.serve(c, t.account(person), &Message{Service: "left", extra: &service{left: person}})
	t.emitChat(c)
}

// change gives a person another status.
func (t *Telegram) change(c *chat, person int64, s status) { t.changeBy(c, person, person, s) }

// changeBy tells the bots of it that asked for chat_member and are administrators, and a bot whose own status it is.
func (t *Telegram) changeBy(c *chat, by, who int64, s status) {
	before := c.status(who)
	told := t.here(c)
	c.members[who] = s
	for _, b := range told {
		if b.ID == who || c.members[b.ID] == admin {
			t.tellMember(b, c, by, who, before, s)
		}
	}
}

// Promote makes the first bot an administrator of a group.
func (t *Telegram) Promote(chat int64) { t.botStatus(chat, admin) }

// SetPrivacy turns the first bot's privacy in groups on, as it is at first, or off, as its owner can at Telegram.
func (t *Telegram) SetPrivacy(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if b := t.botByID(0); b != nil {
		b.nosy = !on
	}
}

// Demote makes it a member again.
func (t *Telegram) Demote(chat int64) { t.botStatus(chat, member) }

// KickBot throws the first bot out of a group.
func (t *Telegram) KickBot(chat int64) { t.botStatus(chat, kicked) }

func (t *Telegram) botStatus(chat int64, s status) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c, b := t.chats[place{0, chat}], t.botByID(0)
	if c == nil || b == nil {
		return
	}
	before := c.status(b.ID)
	c.members[b.ID] = s
	t.tellMember(b, c, t.founder(c).ID, b.ID, before, s)
	t.emitChat(c)
}

// Migrate turns a group into a supergroup and gives its new id; 0 if there is no such group. A second call gives the same id.
func (t *Telegram) Migrate(chat int64) int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.migrate(chat)
}

func (t *Telegram) migrate(id int64) int64 {
	old := t.chats[place{0, id}]
	if old == nil || old.Type != Group {
		return 0
	}
	if old.MigratedTo != 0 {
		return old.MigratedTo
	}
	c := t.newGroup(old.Title, false, true)
	for id, s := range old.members {
		c.members[id] = s
	}
	t.serve(old, t.founder(old), &Message{Service: "migrated", extra: &service{migrateTo: c.ID}})
	t.serve(c, t.founder(c), &Message{Service: "migrated", extra: &service{migrateFrom: old.ID}})
	old.MigratedTo = c.ID
	t.emitChat(old)
	t.emitChat(c)
	return c.ID
}
