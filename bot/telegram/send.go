package telegram

import (
	"context"
	"fmt"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Send makes one attempt. The error is *Refused or *InDoubt; only the first proves that nothing was done.
func (c *Client) Send(ctx context.Context, o Outgoing) (Sent, error) {
	limit := callTimeout
	if o.Upload.Open != nil || len(o.Album) > 0 {
		limit = uploadTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if err := ctx.Err(); err != nil {
		return Sent{}, &InDoubt{Err: err, NeverLeft: true}
	}
	switch o.Method {
	case SendMessage, SendFile, SendAlbum:
		return c.sendNew(ctx, o)
	case EditText, EditMarkup, Delete, Answer, React:
		var heard answer
		err := c.change(listen(ctx, &heard), o)
		if err != nil && heard.done() {
			err = nil // it was done; the library could not read the rest
		}
		return Sent{}, c.classify(string(o.Method), err)
	}
	return Sent{}, unsent(ReasonOther, fmt.Sprintf("no method %q", o.Method))
}

func (c *Client) sendNew(ctx context.Context, o Outgoing) (Sent, error) {
	var open uploads
	defer open.close()
	var heard answer
	ctx = listen(ctx, &heard)
	var messages []*models.Message
	var err error
	switch o.Method {
	case SendMessage:
		messages, err = one(c.lib.SendMessage(ctx, messageParams(o)))
	case SendAlbum:
		messages, err = c.sendAlbum(ctx, o, &open)
	default:
		messages, err = c.sendUpload(ctx, o, &open)
	}
	if err == nil {
		return c.sent(o, messages)
	}
	if s, ok := heard.sent(); ok {
		return s, nil // it was sent; the library could not read the rest
	}
	return Sent{}, c.classify(string(o.Method), err)
}

func one(m *models.Message, err error) ([]*models.Message, error) {
	return []*models.Message{m}, err
}

// sent refuses to believe in a message without a number: the answer was not Telegram's.
func (c *Client) sent(o Outgoing, messages []*models.Message) (Sent, error) {
	var s Sent
	for _, m := range messages {
		if m == nil || m.ID == 0 {
			return Sent{}, c.inDoubt(string(o.Method), errUnreadable)
		}
		s.IDs = append(s.IDs, m.ID)
	}
	if len(s.IDs) == 0 {
		return Sent{}, c.inDoubt(string(o.Method), errUnreadable)
	}
	s.MessageID, s.Date = s.IDs[0], time.Unix(int64(messages[0].Date), 0).UTC()
	return s, nil
}

func messageParams(o Outgoing) *bot.SendMessageParams {
	return &bot.SendMessageParams{
		ChatID: o.Chat, MessageThreadID: o.Thread, Text: o.Text, ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: preview(o), DisableNotification: o.Silent, ReplyParameters: replyTo(o), ReplyMarkup: markup(o.Buttons),
	}
}

func preview(o Outgoing) *models.LinkPreviewOptions {
	if o.Preview {
		return nil
	}
	return &models.LinkPreviewOptions{IsDisabled: bot.True()}
}

func replyTo(o Outgoing) *models.ReplyParameters {
	if o.ReplyTo == 0 {
		return nil
	}
	return &models.ReplyParameters{MessageID: o.ReplyTo, AllowSendingWithoutReply: true}
}

// markup is an untyped nil without buttons: the library would write a typed one as null, which Telegram refuses.
func markup(rows [][]Button) models.ReplyMarkup {
	if len(rows) == 0 {
		return nil
	}
	keyboard := make([][]models.InlineKeyboardButton, len(rows))
	for i, row := range rows {
		for _, b := range row {
			keyboard[i] = append(keyboard[i], models.InlineKeyboardButton{Text: b.Text, CallbackData: b.Data, URL: b.URL})
		}
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: keyboard}
}

// change makes the calls that act on what is there already.
func (c *Client) change(ctx context.Context, o Outgoing) error {
	var err error
	switch o.Method {
	case EditText:
		_, err = c.lib.EditMessageText(ctx, &bot.EditMessageTextParams{
			ChatID: o.Chat, MessageID: o.MessageID, Text: o.Text, ParseMode: models.ParseModeHTML,
			LinkPreviewOptions: preview(o), ReplyMarkup: markup(o.Buttons),
		})
	case EditMarkup:
		_, err = c.editMarkup(ctx, o.Chat, o.MessageID, o.Buttons)
	case Delete:
		_, err = c.lib.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: o.Chat, MessageID: o.MessageID})
	case Answer:
		_, err = c.lib.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{
			CallbackQueryID: o.CallbackID, Text: TrimPlain(o.Text, MaxAnswer), ShowAlert: o.Alert,
		})
	case React:
		_, err = c.lib.SetMessageReaction(ctx, &bot.SetMessageReactionParams{
			ChatID: o.Chat, MessageID: o.MessageID, Reaction: reaction(o.Text),
		})
	}
	return err
}

func (c *Client) editMarkup(ctx context.Context, chat int64, messageID int, buttons [][]Button) (*models.Message, error) {
	return c.lib.EditMessageReplyMarkup(ctx, &bot.EditMessageReplyMarkupParams{
		ChatID: chat, MessageID: messageID, ReplyMarkup: markup(buttons),
	})
}

func reaction(emoji string) []models.ReactionType {
	if emoji == "" {
		return nil
	}
	return []models.ReactionType{{
		Type:              models.ReactionTypeTypeEmoji,
		ReactionTypeEmoji: &models.ReactionTypeEmoji{Type: models.ReactionTypeTypeEmoji, Emoji: emoji},
	}}
}

func unsent(reason Reason, description string) *Refused {
	return &Refused{Description: description, Reason: reason}
}
