package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif"  // photos may be GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // or PNG
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Telegram's limits on files.
const (
	maxPhoto    = 10 << 20 // bytes
	maxSides    = 10000    // width + height, in pixels
	maxDownload = 20 << 20 // bytes
)

// stored is a file with its bytes and the path to download it from.
type stored struct {
	File
	content []byte
	path    string
}

// keep stores an upload as a file of its kind and gives it its ids: a new file_id for each upload, the same file_unique_id for the same bytes.
func (t *Telegram) keep(name string, content []byte, f *File) *apiError {
	if len(content) == 0 {
		return bad("file must be non-empty")
	}
	sum := sha256.Sum256(content)
	f.Name, f.MIME, f.Size = base(name), kindOf(name, content), int64(len(content))
	f.UniqueID = "AQ" + base64.RawURLEncoding.EncodeToString(sum[:9])
	if f.Kind == Photo {
		if fault := f.measure(content); fault != nil {
			return fault
		}
	}
	n := t.next("file")
	f.ID = fmt.Sprintf("BQACAgUAAxk%06d%s", n, f.UniqueID)
	s := &stored{File: *f, content: slices.Clone(content), path: fmt.Sprintf("%s/file_%d%s", f.Kind.folder(), n, path.Ext(f.Name))}
	t.downloads[s.path] = s
	for _, id := range f.ids() {
		t.files[id] = s
	}
	return nil
}

func (k FileKind) folder() string {
	if k == Audio {
		return "music"
	}
	return string(k) + "s"
}

// ids are all the names of a file: a photo has one for each of its sizes.
func (f File) ids() []string {
	if f.Kind != Photo {
		return []string{f.ID}
	}
	var all []string
	for _, size := range f.sizes() {
		all = append(all, size.ID)
	}
	return all
}

// base is the last part of a name, whichever slashes it is written with.
func base(name string) string {
	return path.Base(strings.ReplaceAll(name, `\`, "/"))
}

func kindOf(name string, content []byte) string {
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return http.DetectContentType(content)
}

// measure finds a photo's width and height and refuses what Telegram cannot take as a photo.
func (f *File) measure(content []byte) *apiError {
	if len(content) > maxPhoto {
		return bad("file of size %d bytes is too big for a photo; the maximum size is %d bytes", len(content), maxPhoto)
	}
	picture, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return bad("IMAGE_PROCESS_FAILED")
	}
	f.Width, f.Height = picture.Width, picture.Height
	if f.Width+f.Height > maxSides || f.Width > 20*f.Height || f.Height > 20*f.Width {
		return bad("PHOTO_INVALID_DIMENSIONS")
	}
	return nil
}

// sizes gives a photo in the sizes that Telegram makes, smallest first. The last one is the whole; all lead to the same bytes.
func (f File) sizes() []wirePhoto {
	var all []wirePhoto
	longest := max(f.Width, f.Height)
	for _, side := range []int{90, 320, 800, 1280} {
		if side >= longest {
			break
		}
		id := "-" + strconv.Itoa(side)
		all = append(all, wirePhoto{
			f.ID + id, f.UniqueID + id, max(1, f.Size*int64(side)/int64(longest)), max(1, f.Width*side/longest), max(1, f.Height*side/longest),
		})
	}
	return append(all, wirePhoto{f.ID, f.UniqueID, f.Size, f.Width, f.Height})
}

// File gives a file with its bytes.
func (t *Telegram) File(id string) (File, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.files[id]
	if s == nil {
		return File{}, false
	}
	f := s.File
	f.Content = slices.Clone(s.content)
	return f, true
}

func (c *call) getFile() (any, *apiError) {
	id := c.values["file_id"]
	s := c.t.files[id]
	if s == nil {
		return nil, bad("invalid file_id")
	}
	if s.Size > maxDownload {
		return nil, bad("file is too big")
	}
	return wireFile{id, s.UniqueID + strings.TrimPrefix(id, s.ID), s.Size, s.path}, nil
}

// download answers under /file/bot<token>/.
func (t *Telegram) download(token, at string) reply {
	t.mu.Lock()
	defer t.mu.Unlock()
	b, s := t.botByToken(token), t.downloads[at]
	if b == nil {
		return refuse(wrongToken(token))
	}
	if s == nil {
		return refuse(notFound())
	}
	return reply{status: http.StatusOK, kind: "application/octet-stream", body: s.content}
}
