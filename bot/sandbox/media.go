package sandbox

import (
	"encoding/base64"
	"strings"
)

func (c *call) sendPhoto() (any, *apiError)     { return c.sendFile(Photo) }
func (c *call) sendDocument() (any, *apiError)  { return c.sendFile(Document) }
func (c *call) sendVideo() (any, *apiError)     { return c.sendFile(Video) }
func (c *call) sendAnimation() (any, *apiError) { return c.sendFile(Animation) }
func (c *call) sendAudio() (any, *apiError)     { return c.sendFile(Audio) }
func (c *call) sendVoice() (any, *apiError)     { return c.sendFile(Voice) }

// sendFile sends an upload, a file_id, or refuses an address.
func (c *call) sendFile(kind FileKind) (any, *apiError) {
	name := string(kind)
	source := c.values[name]
	if source == "" {
		source = "attach://" + name
	}
	if c.lacks(source) {
		return nil, bad("there is no %s in the request", name)
	}
	m := &Message{}
	if fault := c.caption(m); fault != nil {
		return nil, fault
	}
	room, fault := c.prepare(m)
	if fault != nil {
		return nil, fault
	}
	f := File{Kind: kind, Width: c.number("width"), Height: c.number("height"), Duration: c.number("duration"), Title: c.values["title"], Performer: c.values["performer"]}
	if fault := c.media(source, &f); fault != nil {
		return nil, fault
	}
	m.Files = []File{f}
	return c.post(room, m)
}

// lacks tells whether a source names a part that the request does not have.
func (c *call) lacks(source string) bool {
	part, attached := strings.CutPrefix(source, "attach://")
	_, ok := c.files[part]
	return attached && !ok
}

// noDownload is what becomes of every address: nothing here reaches the network.
const noDownload = "failed to get HTTP URL content"

// media fills a file in from "attach://part" or from a file_id. The file's own kind says what it is to be sent as.
func (c *call) media(source string, f *File) *apiError {
	if part, ok := strings.CutPrefix(source, "attach://"); ok {
		u := c.files[part]
		return c.t.keep(u.name, u.content, f)
	}
	if strings.Contains(source, ".") {
		if _, why := checkLink(source); why != "" && why != "Wrong HTTP URL" {
			return bad("invalid file HTTP URL specified: %s", why)
		}
		return bad(noDownload)
	}
	kept := c.t.files[source]
	if kept == nil {
		return bad("wrong remote file identifier specified: %s", unreadable(source))
	}
	if kept.Kind != f.Kind && (kept.Kind == Photo || f.Kind == Photo) {
		return bad("can't use file of type %s as %s", kept.Kind.word(), f.Kind.word())
	}
	kind := f.Kind
	*f = kept.File
	f.Kind = kind
	return nil
}

// unreadable says why a text is no file_id.
func unreadable(source string) string {
	if _, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(source, "=")); err == nil {
		return "can't unserialize it. Wrong last symbol"
	}
	if len(source)%4 == 1 {
		return "Wrong string length"
	}
	return "Wrong character in the string"
}

// word is Telegram's name for a kind in its complaints.
func (k FileKind) word() string { return strings.ToUpper(string(k[:1])) + string(k[1:]) }
