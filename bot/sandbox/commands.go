package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// menuKey finds one list of commands: for whom, and in which language ("" for all).
type menuKey struct{ scope, language string }

// scope is BotCommandScope.
type scope struct {
	Type string `json:"type"`
	Chat int64  `json:"chat_id"`
	User int64  `json:"user_id"`
}

func (c *call) menuKey() (menuKey, *apiError) {
	key := menuKey{"default", c.values["language_code"]}
	if !c.has("scope") {
		return key, nil
	}
	var s scope
	if json.Unmarshal([]byte(c.values["scope"]), &s) != nil {
		return key, bad("can't parse BotCommandScope JSON object")
	}
	switch s.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		key.scope = s.Type
	case "chat", "chat_administrators":
		key.scope = fmt.Sprintf("%s:%d", s.Type, s.Chat)
	case "chat_member":
		key.scope = fmt.Sprintf("%s:%d:%d", s.Type, s.Chat, s.User)
	default:
		return key, bad("can't parse BotCommandScope: Unsupported type specified")
	}
	if s.Chat != 0 && c.t.find(c.bot.ID, s.Chat) == nil {
		return key, bad("chat not found")
	}
	return key, nil
}

func (c *call) setMyCommands() (any, *apiError) {
	key, fault := c.menuKey()
	if fault != nil {
		return nil, fault
	}
	var list []Command
	if json.Unmarshal([]byte(c.values["commands"]), &list) != nil {
		return nil, bad("can't parse commands JSON object")
	}
	if len(list) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, row := range list {
		if fault := row.check(); fault != nil {
			return nil, fault
		}
	}
	c.bot.commands[key] = list
	c.t.publish(Event{Kind: EventChat, Bot: c.bot.ID})
	return true, nil
}

func (row Command) check() *apiError {
	for _, r := range row.Command {
		if !isNameByte(r) || r >= 'A' && r <= 'Z' {
			return bad("BOT_COMMAND_INVALID")
		}
	}
	if row.Command == "" || len(row.Command) > 32 {
		return bad("BOT_COMMAND_INVALID")
	}
	if n := utf8.RuneCountInString(row.Description); n < 1 || n > 256 {
		return bad("BOT_COMMAND_DESCRIPTION_INVALID")
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

// setMyText serves setMyName, setMyDescription and setMyShortDescription; a name in no language is the bot's own.
func (c *call) setMyText() (any, *apiError) {
	name := map[string]string{"setMyName": "name", "setMyDescription": "description", "setMyShortDescription": "short_description"}[c.row.name]
	language := c.values["language_code"]
	c.bot.texts[c.row.name+":"+language] = c.values[name]
	if name == "name" && language == "" && c.has("name") {
		c.bot.Name = c.values["name"]
	}
	return true, nil
}
