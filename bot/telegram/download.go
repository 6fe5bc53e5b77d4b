package telegram

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/go-telegram/bot"
)

// Download opens a file that somebody sent and gives the name that Telegram stores it under. Over limit bytes it is ErrTooBig,
// at once where Telegram says the size, else from Read. The caller closes it.
// Telegram itself gives out files of up to 20 MB only. A server of one's own, run with --local, names them on its own disk.
func (c *Client) Download(ctx context.Context, fileID string, limit int64) (io.ReadCloser, string, error) {
	ctx, cancel := context.WithTimeout(ctx, uploadTimeout)
	body, name, err := c.download(ctx, fileID, limit)
	if err != nil {
		cancel()
		return nil, "", err
	}
	return &limited{body: body, left: limit, cancel: cancel}, name, nil
}

func (c *Client) download(ctx context.Context, fileID string, limit int64) (io.ReadCloser, string, error) {
	file, err := c.lib.GetFile(ctx, &bot.GetFileParams{FileID: fileID})
	if err != nil {
		return nil, "", c.classify("getFile", err)
	}
	if file.FileSize > limit {
		return nil, "", ErrTooBig
	}
	if file.FilePath == "" || strings.Contains(file.FilePath, "..") {
		return nil, "", fmt.Errorf("download: telegram names an odd path")
	}
	if body := c.onDisk(file.FilePath); body != nil {
		return body, path.Base(file.FilePath), nil
	}
	where := url.URL{Path: file.FilePath}
	body, err := c.get(ctx, c.base+"/file/bot"+c.token+"/"+where.EscapedPath())
	return body, path.Base(file.FilePath), err
}

// onDisk opens a file that a server of one's own has put on a disk that we share; nil where there is none.
func (c *Client) onDisk(name string) io.ReadCloser {
	if c.base == defaultBaseURL || !path.IsAbs(name) {
		return nil
	}
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	return f
}

func (c *Client) get(ctx context.Context, link string) (io.ReadCloser, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return nil, c.inDoubt("download", err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, c.inDoubt("download", err)
	}
	if resp.StatusCode != http.StatusOK {
		_ = resp.Body.Close()
		return nil, c.inDoubt("download", fmt.Errorf("status %d", resp.StatusCode))
	}
	return resp.Body, nil
}

// limited is a body that fails rather than give more than it may, so that a cut file is never taken for a whole one.
type limited struct {
	body   io.ReadCloser
	left   int64
	cancel context.CancelFunc
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.body.Read(p)
	l.left -= int64(n)
	if l.left < 0 {
		return 0, ErrTooBig
	}
	return n, err
}

func (l *limited) Close() error {
	defer l.cancel()
	return l.body.Close()
}
