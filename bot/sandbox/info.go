package sandbox

func (c *call) getMe() (any, *apiError) {
	return wireMe{wireUser: c.t.wireUser(c.bot.ID), CanJoin: true, CanReadAll: c.bot.nosy}, nil
}

// logOut and close are for moving a bot between servers; here they succeed and change nothing.
func (c *call) logOut() (any, *apiError) { return true, nil }

func (c *call) shut() (any, *apiError) { return true, nil }

func (c *call) getChat() (any, *apiError) {
	room, fault := c.readable(c.values["chat_id"])
	if fault != nil {
		return nil, fault
	}
	full := wireFullChat{wireChat: c.t.wireChat(room), AccentColor: int(max(room.ID, -room.ID) % 7), MaxReactions: 11, Gifts: map[string]bool{}, About: room.about}
	for _, kind := range []string{"unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"} {
		full.Gifts[kind] = !room.group()
	}
	if full.Username != "" {
		full.Usernames = []string{full.Username}
	}
	if room.group() {
		full.Permissions = everything()
	}
	if m := room.message(room.Pinned); m != nil {
		full.Pinned = c.t.quoted(room, m.ID)
	}
	return full, nil
}

// known finds a chat whose members may be looked at: of a group only by a member.
func (c *call) known() (*chat, *apiError) {
	room, fault := c.target("chat_id")
	if fault == nil && room.group() {
		fault = c.shutOut(room)
	}
	return room, fault
}

func (c *call) getChatMember() (any, *apiError) {
	room, fault := c.known()
	if fault != nil {
		return nil, fault
	}
	id := c.integer("user_id")
	s, ok := room.members[id]
	if !room.group() && (id == room.ID || id == c.bot.ID) {
		s, ok = member, true
	}
	if !ok && c.t.account(id).Name == "" {
		return nil, bad("invalid user_id specified")
	}
	if !ok {
		s = left
	}
	return c.t.wireMember(room, id, s), nil
}

func (c *call) getChatAdministrators() (any, *apiError) {
	room, fault := c.known()
	if fault != nil {
		return nil, fault
	}
	if !room.group() {
		return nil, bad("there are no administrators in the private chat")
	}
	all := []map[string]any{}
	for _, id := range room.present() {
		if s := room.members[id]; s != member && (!c.t.account(id).IsBot || id == c.bot.ID) {
			all = append(all, c.t.wireMember(room, id, s))
		}
	}
	return all, nil
}

func (c *call) getChatMemberCount() (any, *apiError) {
	room, fault := c.known()
	if fault != nil {
		return nil, fault
	}
	if !room.group() {
		return 2, nil
	}
	return len(room.present()), nil
}

func (c *call) leaveChat() (any, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	if !room.group() {
		return nil, bad("chat not found")
	}
	before := room.members[c.bot.ID]
	room.members[c.bot.ID] = left
	c.t.serve(room, c.bot.account(), &Message{Service: "left", extra: &service{left: c.bot.ID}})
	c.t.tellMember(c.bot, room, c.bot.ID, c.bot.ID, before, left)
	c.t.emitChat(room)
	return true, nil
}
