package telegram

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/go-telegram/bot"
)

// Download opens a file that somebody sent and gives the name that Telegram stores it under. Over limit bytes it is ErrTooBig,
// at once where Telegram says the size, else from Read. The caller closes it.
// Telegram itself gives out files of up to 20 MB only.
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
	if strings.Contains(file.FilePath, "..") {
		return nil, "", fmt.Errorf("download: telegram names an odd path")
	}
	body, err := c.get(ctx, c.lib.FileDownloadLink(file))
	return body, path.Base(file.FilePath), err
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
