package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// menuKey finds one list of commands: for whom, and in which language ("" for all).
type menuKey struct{ scope, language string }

func (c *call) menuKey() (menuKey, *apiError) {
	key := menuKey{"default", c.values["language_code"]}
	if !c.has("scope") {
		return key, c.language()
	}
	o := c.object("scope")
	var kind, chat string
	var user int64
	fault := o.need("type")
	if fault == nil {
		fault = o.into(map[string]any{"type": &kind})
	}
	if fault == nil {
		chat, user, fault = o.scope(kind)
	}
	if fault != nil {
		return key, fault.inside("can't parse BotCommandScope")
	}
	key.scope = kind
	if !strings.HasPrefix(kind, "chat") {
		return key, c.language()
	}
	room, fault := c.chatNamed(chat)
	if fault != nil {
		return key, fault
	}
	key.scope += fmt.Sprintf(":%d", room.ID)
	if kind == "chat_member" {
		key.scope += fmt.Sprintf(":%d", user)
	}
	return key, c.language()
}

// scope reads whose commands a scope of a chat is about.
func (o object) scope(kind string) (chat string, user int64, fault *apiError) {
	switch kind {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return "", 0, nil
	case "chat", "chat_administrators", "chat_member":
	default:
		return "", 0, bad("Unsupported type specified")
	}
	if fault = o.need("chat_id"); fault == nil {
		fault = o.into(map[string]any{"chat_id": &chat})
	}
	if fault == nil && chat == "" {
		fault = bad("Empty chat_id specified")
	}
	if fault != nil || kind != "chat_member" {
		return chat, 0, fault
	}
	if fault = o.need("user_id"); fault == nil {
		fault = o.into(map[string]any{"user_id": &user})
	}
	if fault == nil && user <= 0 {
		fault = bad("Invalid user_id specified")
	}
	return chat, user, fault
}

func (c *call) setMyCommands() (any, *apiError) {
	var given []json.RawMessage
	_ = json.Unmarshal([]byte(c.values["commands"]), &given)
	list := []Command{}
	for _, raw := range given {
		row, fault := readCommand(raw)
		if fault != nil {
			return nil, fault.inside("can't parse BotCommand")
		}
		list = append(list, row)
	}
	key, fault := c.menuKey()
	if fault != nil {
		return nil, fault
	}
	if len(list) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for i := range list {
		if fault := list[i].check(); fault != nil {
			return nil, fault
		}
	}
	c.bot.commands[key] = list
	c.t.publish(Event{Kind: EventChat, Bot: c.bot.ID})
	return true, nil
}

func readCommand(raw json.RawMessage) (row Command, fault *apiError) {
	o := readObject(raw)
	if o == nil {
		return row, bad("expected an Object")
	}
	if fault := o.need("command", "description"); fault != nil {
		return row, fault
	}
	return row, o.into(map[string]any{"command": &row.Command, "description": &row.Description})
}

// check brings a row into the form that Telegram keeps, without a slash, or refuses it.
func (row *Command) check() *apiError {
	row.Command, row.Description = strings.TrimPrefix(strings.TrimSpace(row.Command), "/"), strings.TrimSpace(row.Description)
	switch length := utf8.RuneCountInString(row.Description); {
	case row.Command == "":
		return bad("command must be non-empty")
	case utf8.RuneCountInString(row.Command) > 32:
		return bad("command length must not exceed 32")
	case length == 0:
		return bad("command description must be non-empty")
	case length > 256:
		return bad("command description length must not exceed 256")
	}
	for _, r := range row.Command {
		if !isNameByte(r) || r >= 'A' && r <= 'Z' {
			return bad("BOT_COMMAND_INVALID")
		}
	}
	return nil
}

// isNameByte tells whether a letter may stand in a command or a name.
func isNameByte(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
}

func (c *call) getMyCommands() (any, *apiError) {
	key, fault := c.menuKey()
	if fault != nil {
		return nil, fault
	}
	return append([]Command{}, c.bot.commands[key]...), nil
}

func (c *call) deleteMyCommands() (any, *apiError) {
	key, fault := c.menuKey()
	if fault != nil {
		return nil, fault
	}
	delete(c.bot.commands, key)
	c.t.publish(Event{Kind: EventChat, Bot: c.bot.ID})
	return true, nil
}

// Commands gives the first bot's menu for one scope and language. A scope is written as its type, followed by ":" and the chat's id
// where it has one, and by ":" and the member's id: "default", "chat:-5", "chat_member:-5:7".
func (t *Telegram) Commands(scope, language string) []Command {
	t.mu.Lock()
	defer t.mu.Unlock()
	if b := t.botByID(0); b != nil {
		return slices.Clone(b.commands[menuKey{scope, language}])
	}
	return nil
}

// CommandsFor gives the menu that a person sees in a chat: the narrowest scope that has one, in the person's language before any.
func (t *Telegram) CommandsFor(person, chat int64, o ...SayOption) []Command {
	t.mu.Lock()
	defer t.mu.Unlock()
	p, b := t.people[person], t.botByID(options(o).bot)
	if p == nil || b == nil {
		return nil
	}
	for _, scope := range t.scopes(person, chat) {
		for _, language := range []string{p.Language[:min(2, len(p.Language))], ""} {
			if list := b.commands[menuKey{scope, language}]; len(list) > 0 {
				return slices.Clone(list)
			}
		}
	}
	return nil
}

// scopes lists the scopes that hold for a person in a chat, narrowest first.
func (t *Telegram) scopes(person, chat int64) []string {
	here := fmt.Sprintf("chat:%d", chat)
	if chat > 0 {
		return []string{here, "all_private_chats", "default"}
	}
	all := []string{fmt.Sprintf("chat_member:%d:%d", chat, person)}
	boss := false
	if c := t.chats[place{0, chat}]; c != nil {
		boss = c.members[person] == creator || c.members[person] == admin
	}
	if boss {
		all = append(all, fmt.Sprintf("chat_administrators:%d", chat))
	}
	all = append(all, here)
	if boss {
		all = append(all, "all_chat_administrators")
	}
	return append(all, "all_group_chats", "default")
}
