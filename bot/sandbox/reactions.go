package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
)

// React puts a person's emoji under a message, in place of the one that they had there; an empty one takes it away.
func (t *Telegram) React(person, chat int64, messageID int, emoji string, o ...SayOption) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	c, err := t.room(person, chat, options(o).bot)
	if err != nil {
		return err
	}
	m := c.message(messageID)
	if m == nil {
		return ErrNoMessage
	}
	if emoji != "" && !allowed(emoji) {
		return ErrNoReaction
	}
	before := m.react(t.account(person), emoji)
	if before == emoji {
		return nil
	}
	t.emit(EventReaction, m)
	now := t.second()
	for _, b := range t.here(c) {
		if c.group() && c.members[b.ID] != admin {
			continue // in a group only administrators are told
		}
		b.enqueue(t, "message_reaction", wireReactions{
			Chat: t.wireChat(c), ID: m.ID, User: t.wireUser(person), Date: now.Unix(), Old: reactions(before), New: reactions(emoji),
		}, c.place, now)
	}
	return nil
}

// allowed tells whether an emoji may stand under a message; there are 73 of them.
func allowed(emoji string) bool {
	return slices.Contains(strings.Fields("👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 "+
		"🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"), emoji)
}

// react gives the emoji that stood there before.
func (m *Message) react(from Account, emoji string) (before string) {
	m.Reactions = slices.DeleteFunc(m.Reactions, func(r Reaction) bool {
		if r.From.ID == from.ID {
			before = r.Emoji
		}
		return r.From.ID == from.ID
	})
	if emoji != "" {
		m.Reactions = append(m.Reactions, Reaction{from, emoji})
	}
	return before
}

func reactions(emoji string) []wireReaction {
	if emoji == "" {
		return []wireReaction{}
	}
	return []wireReaction{{"emoji", emoji}}
}

// setMessageReaction lets the bot react; bots have one reaction and no custom emoji.
func (c *call) setMessageReaction() (any, *apiError) {
	want, fault := c.reactions()
	if fault != nil {
		return nil, fault
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	m := room.message(c.number("message_id"))
	emoji := ""
	switch {
	case m == nil:
		return nil, bad("message to react not found")
	case len(want) > 1:
		return nil, bad("REACTIONS_TOO_MANY")
	case len(want) == 1 && (want[0].Type != "emoji" || !allowed(want[0].Emoji)):
		return nil, bad("REACTION_INVALID")
	case len(want) == 1:
		emoji = want[0].Emoji
	}
	m.react(c.bot.account(), emoji)
	c.t.emit(EventReaction, m)
	return true, nil
}

func (c *call) reactions() (all []wireReaction, fault *apiError) {
	for _, raw := range list([]byte(c.values["reaction"])) {
		r, fault := readReaction(raw)
		if fault != nil {
			return nil, fault.inside("can't parse ReactionType")
		}
		all = append(all, r)
	}
	return all, nil
}

func readReaction(raw json.RawMessage) (r wireReaction, fault *apiError) {
	o := readObject(raw)
	if o == nil {
		return r, bad("expected an Object")
	}
	if fault = o.need("type"); fault == nil {
		fault = o.into(map[string]any{"type": &r.Type})
	}
	if fault != nil {
		return r, fault
	}
	var id int64
	switch r.Type {
	case "emoji":
		if fault = o.need("emoji"); fault == nil {
			fault = o.into(map[string]any{"emoji": &r.Emoji})
		}
	case "custom_emoji":
		if fault = o.need("custom_emoji_id"); fault == nil {
			fault = o.into(map[string]any{"custom_emoji_id": &id})
		}
	default:
		fault = bad("invalid reaction type specified")
	}
	return r, fault
}
