package sandbox

import "encoding/json"

// sendMediaGroup sends up to 10 photos and films, or documents, or recordings; nothing is sent if one item is wrong.
func (c *call) sendMediaGroup() (any, *apiError) {
	var given []json.RawMessage
	_ = json.Unmarshal([]byte(c.values["media"]), &given)
	var all []*Message
	var sources []string
	for _, raw := range given {
		m, source, fault := c.item(raw)
		if fault == nil && m.Files[0].Kind == Animation {
			fault = bad(`type "animation" can't be used in sendMediaGroup`)
		}
		if fault != nil {
			return nil, fault.inside("can't parse InputMedia")
		}
		all, sources = append(all, m), append(sources, source)
	}
	var room *chat
	for _, m := range all {
		var fault *apiError
		if room, fault = c.prepare(m); fault != nil {
			return nil, fault
		}
		m.Buttons, m.Keyboard, m.RemoveKeyboard, m.ForceReply = nil, nil, false, false // an album has none
	}
	if fault := countAlbum(all); fault != nil {
		return nil, fault
	}
	for i, m := range all {
		if fault := c.media(sources[i], &m.Files[0]); fault != nil {
			return nil, fault.inAlbum(i + 1)
		}
		if fault := m.check(room); fault != nil {
			return nil, fault
		}
	}
	return c.sendAlbum(room, all), nil
}

func countAlbum(all []*Message) *apiError {
	switch {
	case len(all) == 0:
		return bad("there are no messages to send")
	case len(all) > 10:
		return bad("too many messages to send as an album")
	}
	alone := FileKind("")
	for _, m := range all {
		if k := m.Files[0].Kind; k == Document || k == Audio {
			alone = k
		}
	}
	for _, m := range all {
		switch {
		case m.CaptionAbove != all[0].CaptionAbove:
			return bad("parameter show_caption_above_media must be the same for all messages")
		case alone != "" && m.Files[0].Kind != alone:
			return bad("%s can't be mixed with other media types", alone)
		}
	}
	return nil
}

// inAlbum names the item where what is wrong with it comes out only on the way: Telegram's own words for one message do not hold there.
func (e *apiError) inAlbum(item int) *apiError {
	code := e.about
	switch code {
	case "IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS":
	case noDownload:
		code = "WEBPAGE_CURL_FAILED"
	default:
		return e
	}
	return bad("failed to send message #%d with the error message %q", item, code)
}

// item reads an InputMedia, whose file is looked for later.
func (c *call) item(raw json.RawMessage) (m *Message, source string, fault *apiError) {
	o := readObject(raw)
	if o == nil {
		return nil, "", bad("expected an Object")
	}
	if fault := o.need("type"); fault != nil {
		return nil, "", fault
	}
	var kind, caption, mode string
	m, f := &Message{}, File{}
	fault = o.into(map[string]any{
		"type": &kind, "media": &source, "caption": &caption, "parse_mode": &mode, "show_caption_above_media": &m.CaptionAbove,
		"has_spoiler": &m.Spoiler,
	})
	if fault != nil {
		return nil, "", fault
	}
	if m.Text, m.Entities, fault = c.t.format(caption, mode, string(o["caption_entities"])); fault != nil {
		return nil, "", fault
	}
	if source == "" || c.lacks(source) {
		return nil, "", bad("media not found")
	}
	f.Kind = FileKind(kind)
	fault = f.details(o)
	m.Files = []File{f}
	return m, source, fault
}

// details reads what an InputMedia of its kind may say of the file.
func (f *File) details(o object) *apiError {
	switch f.Kind {
	case Photo, Document:
		return nil
	case Video, Animation:
		return o.into(map[string]any{"width": &f.Width, "height": &f.Height, "duration": &f.Duration})
	case Audio:
		return o.into(map[string]any{"duration": &f.Duration, "title": &f.Title, "performer": &f.Performer})
	}
	return bad(`type "%s" is unsupported`, f.Kind)
}

// sendAlbum posts the messages; a single one is no album.
func (c *call) sendAlbum(room *chat, all []*Message) []wireMessage {
	album := ""
	if len(all) > 1 {
		album = c.t.nextID("album")
	}
	var sent []wireMessage
	for _, m := range all {
		m.AlbumID = album
		c.t.post(room, m)
		sent = append(sent, c.t.wire(m))
	}
	return sent
}
