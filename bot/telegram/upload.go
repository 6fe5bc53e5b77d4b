package telegram

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// uploads are the readers opened for one attempt. A failed attempt uses a reader up, so each attempt opens its own.
type uploads []io.Closer

func (u *uploads) close() {
	for _, c := range *u {
		_ = c.Close()
	}
}

// open gives the reader, or an error that proves that nothing was sent.
func (u *uploads) open(f Upload) (io.Reader, error) {
	if f.Open == nil {
		return nil, unsent(ReasonFile, "no file given")
	}
	r, err := f.Open()
	if err != nil {
		return nil, unsent(ReasonFile, fmt.Sprintf("open %s: %v", f.Name, err))
	}
	*u = append(*u, r)
	return &readFailure{r: r, name: f.Name}, nil
}

// readFailure turns a read error into a Refused: the library reads a file to its end before the request leaves.
type readFailure struct {
	r    io.Reader
	name string
}

func (f *readFailure) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && err != io.EOF {
		err = unsent(ReasonFile, fmt.Sprintf("read %s: %v", f.name, err))
	}
	return n, err
}

func (u *uploads) file(f Upload) (models.InputFile, error) {
	if f.FileID != "" {
		return &models.InputFileString{Data: f.FileID}, nil
	}
	r, err := u.open(f)
	if err != nil {
		return nil, err
	}
	return &models.InputFileUpload{Filename: fileName(f.Name), Data: r}, nil
}

// fileName takes out what would break the header of a form part.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`"\/`, r) {
			return '_'
		}
		return r
	}, name)
	if name == "" {
		return "file"
	}
	return name
}

func (c *Client) sendUpload(ctx context.Context, o Outgoing, open *uploads) ([]*models.Message, error) {
	file, err := open.file(o.Upload)
	if err != nil {
		return nil, err
	}
	switch o.Upload.Kind {
	case Photo:
		return one(c.lib.SendPhoto(ctx, &bot.SendPhotoParams{
			ChatID: o.Chat, MessageThreadID: o.Thread, Photo: file, Caption: o.Text, ParseMode: models.ParseModeHTML,
			DisableNotification: o.Silent, ReplyParameters: replyTo(o), ReplyMarkup: markup(o.Buttons),
		}))
	case Video:
		return one(c.lib.SendVideo(ctx, &bot.SendVideoParams{
			ChatID: o.Chat, MessageThreadID: o.Thread, Video: file, Caption: o.Text, ParseMode: models.ParseModeHTML,
			DisableNotification: o.Silent, ReplyParameters: replyTo(o), ReplyMarkup: markup(o.Buttons),
		}))
	case Audio:
		return one(c.lib.SendAudio(ctx, &bot.SendAudioParams{
			ChatID: o.Chat, MessageThreadID: o.Thread, Audio: file, Caption: o.Text, ParseMode: models.ParseModeHTML,
			DisableNotification: o.Silent, ReplyParameters: replyTo(o), ReplyMarkup: markup(o.Buttons),
		}))
	case Voice:
		return one(c.lib.SendVoice(ctx, &bot.SendVoiceParams{
			ChatID: o.Chat, MessageThreadID: o.Thread, Voice: file, Caption: o.Text, ParseMode: models.ParseModeHTML,
			DisableNotification: o.Silent, ReplyParameters: replyTo(o), ReplyMarkup: markup(o.Buttons),
		}))
	}
	return one(c.lib.SendDocument(ctx, &bot.SendDocumentParams{
		ChatID: o.Chat, MessageThreadID: o.Thread, Document: file, Caption: o.Text, ParseMode: models.ParseModeHTML,
		DisableNotification: o.Silent, ReplyParameters: replyTo(o), ReplyMarkup: markup(o.Buttons),
	}))
}

func (c *Client) sendAlbum(ctx context.Context, o Outgoing, open *uploads) ([]*models.Message, error) {
	if len(o.Album) < 2 || len(o.Album) > 10 {
		return nil, unsent(ReasonFile, fmt.Sprintf("an album has 2 to 10 files, not %d", len(o.Album)))
	}
	media := make([]models.InputMedia, len(o.Album))
	for i, f := range o.Album {
		caption := ""
		if i == 0 {
			caption = o.Text
		}
		var err error
		if media[i], err = albumItem(i, f, caption, open); err != nil {
			return nil, err
		}
	}
	return c.lib.SendMediaGroup(ctx, &bot.SendMediaGroupParams{
		ChatID: o.Chat, MessageThreadID: o.Thread, Media: media, DisableNotification: o.Silent, ReplyParameters: replyTo(o),
	})
}

// albumItem numbers the files: the library finds them by name, and two of one name would be one.
func albumItem(i int, f Upload, caption string, open *uploads) (models.InputMedia, error) {
	where, attachment := f.FileID, io.Reader(nil)
	if where == "" {
		r, err := open.open(f)
		if err != nil {
			return nil, err
		}
		where, attachment = fmt.Sprintf("attach://%d_%s", i+1, fileName(f.Name)), r
	}
	switch f.Kind {
	case Photo:
		return &models.InputMediaPhoto{Media: where, Caption: caption, ParseMode: captionMode(caption), MediaAttachment: attachment}, nil
	case Video:
		return &models.InputMediaVideo{Media: where, Caption: caption, ParseMode: captionMode(caption), MediaAttachment: attachment}, nil
	case Audio:
		return &models.InputMediaAudio{Media: where, Caption: caption, ParseMode: captionMode(caption), MediaAttachment: attachment}, nil
	}
	return &models.InputMediaDocument{Media: where, Caption: caption, ParseMode: captionMode(caption), MediaAttachment: attachment}, nil
}

func captionMode(caption string) models.ParseMode {
	if caption == "" {
		return ""
	}
	return models.ParseModeHTML
}
