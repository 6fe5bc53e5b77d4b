package sandbox

// Telegram's limits on texts, in UTF-16 units after markup is taken out.
const (
	maxText    = 4096
	maxCaption = 1024
)

// Whatever a bot sends goes the same way: its content is read, prepare finds out where it goes, post looks at the whole and puts it there.

func (c *call) sendMessage() (any, *apiError) {
	m, fault := c.text()
	if fault != nil {
		return nil, fault
	}
	return c.send(m)
}

// sendDice counts where Telegram draws: 1, 2, 3 and so on.
func (c *call) sendDice() (any, *apiError) {
	emoji, sides := "🎲", map[string]int64{"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
	if c.has("emoji") {
		emoji = c.values["emoji"]
	}
	n, ok := sides[emoji]
	if !ok {
		return nil, bad("wrong dice emoji specified")
	}
	return c.send(&Message{Dice: &Dice{emoji, int((c.t.next("dice")-1)%n) + 1}})
}

// text reads a text with its markup and the options of its link preview.
func (c *call) text() (*Message, *apiError) {
	if c.values["text"] == "" {
		return nil, bad("message text is empty")
	}
	preview, fault := c.preview()
	if fault != nil {
		return nil, fault
	}
	m := &Message{preview: preview}
	m.Text, m.Entities, fault = c.formatted("text", "entities")
	return m, fault
}

// caption reads a caption, which may be empty, into a message.
func (c *call) caption(m *Message) (fault *apiError) {
	m.Text, m.Entities, fault = c.formatted("caption", "caption_entities")
	m.CaptionAbove, m.Spoiler = c.yes("show_caption_above_media"), c.yes("has_spoiler")
	return fault
}

// formatted reads a text with its markup, whichever way it is given.
func (c *call) formatted(name, entities string) (string, []Entity, *apiError) {
	return c.t.format(c.values[name], c.values["parse_mode"], c.values[entities])
}

// preview gives LinkPreviewOptions as Telegram gives them back, "" for the usual ones.
func (c *call) preview() (string, *apiError) {
	var o wirePreview
	if c.yes("disable_web_page_preview") && !c.has("link_preview_options") { // the name before Bot API 7.0, still taken
		o.Disabled = true
	}
	fault := c.object("link_preview_options").into(map[string]any{
		"is_disabled": &o.Disabled, "url": &o.URL, "prefer_small_media": &o.Small, "prefer_large_media": &o.Large, "show_above_text": &o.Above,
	})
	if fault != nil || o == (wirePreview{}) {
		return "", fault
	}
	return string(mustJSON(o)), nil
}

// send puts a message of the bot into the chat that the call names and answers with it.
func (c *call) send(m *Message) (any, *apiError) {
	room, fault := c.prepare(m)
	if fault != nil {
		return nil, fault
	}
	return c.post(room, m)
}

// prepare fills in sender, markup, thread and reply; nothing is in the chat yet.
func (c *call) prepare(m *Message) (*chat, *apiError) {
	reply, fault := c.reply()
	if fault != nil {
		return nil, fault
	}
	if fault := c.markup(m); fault != nil {
		return nil, fault
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	if m.Thread, fault = c.thread(room); fault != nil {
		return nil, fault
	}
	if fault := c.answered(room, reply, m); fault != nil {
		return nil, fault
	}
	m.From, m.Silent, m.Protected = c.bot.account(), c.yes("disable_notification"), c.yes("protect_content")
	return room, nil
}

func (c *call) post(room *chat, m *Message) (any, *apiError) {
	if fault := m.check(room); fault != nil {
		return nil, fault
	}
	c.t.post(room, m)
	return c.t.wire(m), nil
}

// check refuses what Telegram finds wrong only once it knows where a message goes.
func (m *Message) check(room *chat) *apiError {
	n := units(m.Text)
	switch {
	case len(m.Files) > 0 && n > maxCaption:
		return bad("message caption is too long")
	case m.textual() && n == 0:
		return bad("text must be non-empty")
	case m.textual() && n > maxText:
		return bad("message is too long")
	}
	return m.checkMarkup(room)
}

// textual tells whether a message is nothing but its text.
func (m *Message) textual() bool {
	return len(m.Files) == 0 && m.Location == nil && m.Contact == nil && m.Dice == nil && m.Service == ""
}

func (c *call) sendChatAction() (any, *apiError) {
	switch c.values["action"] {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio", "upload_audio",
		"upload_document", "choose_sticker", "find_location", "pick_up_location", "record_video_note", "upload_video_note", "cancel":
	default:
		return nil, bad("wrong parameter action in request")
	}
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	c.t.publish(Event{Kind: EventTyping, Chat: room.ID, Bot: room.Bot, Thread: c.number("message_thread_id"), Action: c.values["action"]})
	return true, nil
}
