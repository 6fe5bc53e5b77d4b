package sandbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// rights lists what an administrator may do. The first of them are the ones that a bot has that was made one here.
func rights() (usual, others []string) {
	return []string{"can_manage_chat", "can_delete_messages", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"},
		[]string{"is_anonymous", "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_post_stories", "can_edit_stories", "can_delete_stories"}
}

// everything is what each member of a group may do here.
func everything() map[string]bool {
	all := map[string]bool{}
	for _, what := range strings.Fields("send_messages send_audios send_documents send_photos send_videos send_video_notes send_voice_notes send_polls " +
		"send_other_messages add_web_page_previews react_to_messages edit_tag change_info invite_users pin_messages manage_topics") {
		all["can_"+what] = true
	}
	return all
}

// managed finds the group and the member that a call wants to change; refusal is for a bot that is no administrator there.
func (c *call) managed(refusal string) (*chat, int64, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, 0, fault
	}
	id := c.integer("user_id")
	switch {
	case id <= 0:
		fault = bad("invalid user_id specified")
	case !room.group():
		fault = bad("method is available for supergroup and channel chats only")
	case room.members[id] == creator:
		fault = bad("can't remove chat owner")
	case room.members[c.bot.ID] != admin:
		fault = bad("%s", refusal)
	case c.t.account(id).Name == "":
		fault = bad("PARTICIPANT_ID_INVALID")
	}
	return room, id, fault
}

const noRestricting = "not enough rights to restrict/unrestrict chat member"

func (c *call) banChatMember() (any, *apiError) {
	room, id, fault := c.managed(noRestricting)
	switch {
	case fault != nil:
		return nil, fault
	case id == c.bot.ID:
		return nil, bad("can't restrict self")
	case room.members[id] == admin:
		return nil, bad("user is an administrator of the chat")
	}
	present := room.members[id].in()
	c.t.changeBy(room, c.bot.ID, id, kicked)
	if present {
		c.t.serve(room, c.bot.account(), &Message{Service: "left", extra: &service{left: id}})
	}
	c.t.emitChat(room)
	return true, nil
}

// unbanChatMember throws out who is there, unless it is told to leave them alone.
func (c *call) unbanChatMember() (any, *apiError) {
	room, id, fault := c.managed(noRestricting)
	switch {
	case fault == nil && room.Type != Supergroup:
		return nil, bad("method is available for supergroup and channel chats only")
	case fault != nil:
		return nil, fault
	case room.members[id] == kicked || room.members[id].in() && !c.yes("only_if_banned"):
		c.t.changeBy(room, c.bot.ID, id, left)
		c.t.emitChat(room)
	}
	return true, nil
}

// promoteChatMember makes an administrator with the rights that are given, or a member again if none is.
func (c *call) promoteChatMember() (any, *apiError) {
	room, id, fault := c.managed("not enough rights")
	switch {
	case fault == nil && room.Type != Supergroup:
		return nil, bad("method is available for supergroup and channel chats only")
	case fault != nil:
		return nil, fault
	case id == c.bot.ID:
		return nil, bad("can't promote self")
	case !room.members[id].in():
		return nil, bad("USER_NOT_MUTUAL_CONTACT")
	}
	given, any := map[string]bool{}, false
	usual, others := rights()
	for _, right := range slices.Concat(usual, others) {
		given[right] = c.yes(right)
		any = any || given[right]
	}
	room.rights[id] = given
	after := member
	if any {
		after = admin
	}
	c.t.changeBy(room, c.bot.ID, id, after)
	c.t.emitChat(room)
	return true, nil
}

func (c *call) setChatAdministratorCustomTitle() (any, *apiError) {
	room, id, fault := c.managed("not enough rights to change custom title of the user")
	switch {
	case fault != nil && room != nil && room.members[id] == creator:
		return nil, bad("only the owner can edit their custom title")
	case fault != nil:
		return nil, fault
	case room.members[id] != admin:
		return nil, bad("user is not an administrator")
	case utf8.RuneCountInString(c.values["custom_title"]) > 16:
		return nil, bad("CUSTOM_TITLE_INVALID")
	}
	room.titles[id] = c.values["custom_title"]
	return true, nil
}

func (c *call) setChatTitle() (any, *apiError) {
	title := topicName(c.values["title"])
	room, fault := c.open("chat_id")
	switch {
	case fault != nil:
		return nil, fault
	case title == "":
		return nil, bad("title must be non-empty")
	case !room.group():
		return nil, bad("can't change private chat title")
	case room.members[c.bot.ID] != admin:
		return nil, bad("not enough rights to change chat title")
	case title == room.Title:
		return true, nil
	}
	room.Title = title
	c.t.serve(room, c.bot.account(), &Message{Service: "titled", extra: &service{title: title}})
	c.t.emitChat(room)
	return true, nil
}

// setChatDescription cuts what is longer than 255 letters without a word, as Telegram does.
func (c *call) setChatDescription() (any, *apiError) {
	letters := []rune(strings.TrimSpace(c.values["description"]))
	about := string(letters[:min(255, len(letters))])
	room, fault := c.open("chat_id")
	switch {
	case fault != nil:
		return nil, fault
	case !room.group():
		return nil, bad("can't change private chat description")
	case room.members[c.bot.ID] != admin:
		return nil, bad("not enough rights to set chat description")
	case room.about == about:
		return nil, bad("chat description is not modified")
	}
	room.about = about
	return true, nil
}

// getUserProfilePhotos: nobody here has one.
func (c *call) getUserProfilePhotos() (any, *apiError) {
	if c.t.account(c.integer("user_id")).Name == "" {
		return nil, bad("user not found")
	}
	return map[string]any{"total_count": 0, "photos": []any{}}, nil
}
