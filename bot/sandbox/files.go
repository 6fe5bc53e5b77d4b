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

// keep stores an upload and gives it its ids: a new file_id for each upload, the same file_unique_id for the same bytes.
func (t *Telegram) keep(name string, content []byte, photo bool) (File, *apiError) {
	if len(content) == 0 {
		return File{}, bad("file must be non-empty")
	}
	sum := sha256.Sum256(content)
	f := File{Name: base(name), MIME: kindOf(name, content), Size: int64(len(content)), Photo: photo,
		UniqueID: "AQ" + base64.RawURLEncoding.EncodeToString(sum[:9])}
	folder, n := "documents", t.next("file")
	if photo {
		folder = "photos"
		if fault := f.measure(content); fault != nil {
			return File{}, fault
		}
	}
	f.ID = fmt.Sprintf("BQACAgUAAxk%06d%s", n, f.UniqueID)
	s := &stored{File: f, content: slices.Clone(content), path: fmt.Sprintf("%s/file_%d%s", folder, n, path.Ext(f.Name))}
	t.files[f.ID], t.downloads[s.path] = s, s
	return f, nil
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
	for _, side := range []int{90, 320, 800, 1280} {
		if side >= max(f.Width, f.Height) {
			break
		}
		w, h := f.Width*side/max(f.Width, f.Height), f.Height*side/max(f.Width, f.Height)
		all = append(all, wirePhoto{f.ID, f.UniqueID, max(1, f.Size*int64(side)/int64(max(f.Width, f.Height))), max(1, w), max(1, h)})
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
	s := c.t.files[c.values["file_id"]]
	if s == nil {
		return nil, bad("wrong file_id or the file is temporarily unavailable")
	}
	if s.Size > maxDownload {
		return nil, bad("file is too big")
	}
	return wireFile{s.ID, s.UniqueID, s.Size, s.path}, nil
}

// download answers under /file/bot<token>/.
func (t *Telegram) download(token, at string) reply {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.botByToken(token) == nil {
		return refuse(unauthorized())
	}
	s := t.downloads[at]
	if s == nil {
		return refuse(notFound())
	}
	return reply{status: http.StatusOK, kind: "application/octet-stream", body: s.content}
}
