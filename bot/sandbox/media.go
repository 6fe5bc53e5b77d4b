package sandbox

import (
	"encoding/json"
	"strings"
)

func (c *call) sendPhoto() (any, *apiError) { return c.sendFile("photo", true) }

func (c *call) sendDocument() (any, *apiError) { return c.sendFile("document", false) }

// sendFile sends an upload, a file_id, or refuses an address.
func (c *call) sendFile(part string, photo bool) (any, *apiError) {
	m := &Message{}
	if fault := c.caption(m); fault != nil {
		return nil, fault
	}
	if _, fault := c.prepare(&Message{}); fault != nil {
		return nil, fault // before the file is kept
	}
	source := c.values[part]
	if _, ok := c.files[part]; ok {
		source = "attach://" + part
	}
	f, fault := c.media(source, photo)
	if fault != nil {
		return nil, fault
	}
	m.Files = []File{f}
	return c.send(m)
}

// media finds a file by "attach://part" or by file_id.
func (c *call) media(source string, photo bool) (File, *apiError) {
	if part, ok := strings.CutPrefix(source, "attach://"); ok {
		u, ok := c.files[part]
		if !ok {
			return File{}, bad("wrong file identifier/HTTP URL specified")
		}
		return c.t.keep(u.name, u.content, photo)
	}
	if strings.Contains(source, "://") {
		return File{}, bad("failed to get HTTP URL content") // nothing here reaches the network
	}
	kept := c.t.files[source]
	switch {
	case kept == nil:
		return File{}, bad("wrong file identifier/HTTP URL specified")
	case kept.Photo && !photo:
		return File{}, bad("can't use file of type Photo as Document")
	case !kept.Photo && photo:
		return File{}, bad("can't use file of type Document as Photo")
	}
	return kept.File, nil
}

// inputMedia is one item of an album.
type inputMedia struct {
	Type     string          `json:"type"`
	Media    string          `json:"media"`
	Caption  string          `json:"caption"`
	Mode     string          `json:"parse_mode"`
	Entities json.RawMessage `json:"caption_entities"`
}

// sendMediaGroup sends 2 to 10 photos, or 2 to 10 documents; nothing is sent if one item is wrong.
func (c *call) sendMediaGroup() (any, *apiError) {
	var items []inputMedia
	if json.Unmarshal([]byte(c.values["media"]), &items) != nil {
		return nil, bad("can't parse media JSON object")
	}
	if fault := countAlbum(items); fault != nil {
		return nil, fault
	}
	var all []*Message
	for _, item := range items {
		m, fault := c.item(item)
		if fault != nil {
			return nil, fault
		}
		all = append(all, m)
	}
	return c.sendAlbum(all)
}

func countAlbum(items []inputMedia) *apiError {
	switch {
	case len(items) == 0:
		return bad("there are no messages to send")
	case len(items) == 1:
		return bad("too few messages to send as an album")
	case len(items) > 10:
		return bad("too many messages to send as an album")
	}
	for _, item := range items[1:] {
		if item.Type != items[0].Type {
			return bad("%s can't be mixed with other media types", item.Type)
		}
	}
	return nil
}

func (c *call) item(i inputMedia) (*Message, *apiError) {
	if i.Type != "photo" && i.Type != "document" {
		return nil, bad("can't parse InputMedia: type %q is not served here", i.Type)
	}
	if i.Media == "" {
		return nil, bad("can't parse InputMedia: media not found")
	}
	entities := string(i.Entities)
	if entities == "null" {
		entities = ""
	}
	text, marks, fault := format(i.Caption, i.Mode, entities)
	if fault == nil && units(text) > maxCaption {
		fault = bad("message caption is too long")
	}
	if fault != nil {
		return nil, fault
	}
	m := &Message{Text: text, Entities: marks}
	if _, fault = c.prepare(m); fault != nil {
		return nil, fault
	}
	f, fault := c.media(i.Media, i.Type == "photo")
	m.Files = []File{f}
	return m, fault
}

func (c *call) sendAlbum(all []*Message) (any, *apiError) {
	room, fault := c.open("chat_id")
	if fault != nil {
		return nil, fault
	}
	album := c.t.nextID("album")
	var sent []wireMessage
	for _, m := range all {
		m.AlbumID = album
		c.t.post(room, m)
		sent = append(sent, c.t.wire(m))
	}
	return sent, nil
}
