package telegram

import (
	"context"
	"errors"

	"github.com/go-telegram/bot"
)

// Hook is an https address that Telegram delivers updates to, and the secret
// that it sends with each: 1 to 256 of A-Z, a-z, 0-9, _ and -.
type Hook struct{ URL, Secret string }

// Validate refuses a secret that Telegram would.
func (h Hook) Validate() error {
	for _, r := range h.Secret {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-' {
			return errors.New("the secret may have letters of ASCII, digits, _ and - alone")
		}
	}
	if len(h.Secret) < 1 || len(h.Secret) > 256 {
		return errors.New("the secret has to have 1 to 256 characters")
	}
	return nil
}

// SetWebhook has Telegram deliver updates to the hook. Polling then gets 409.
func (c *Client) SetWebhook(ctx context.Context, h Hook) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	_, err := c.lib.SetWebhook(ctx, &bot.SetWebhookParams{URL: h.URL, SecretToken: h.Secret, AllowedUpdates: allowedUpdates()})
	return c.classify("setWebhook", err)
}

// DeleteWebhook goes back to polling. Updates that wait at Telegram stay.
func (c *Client) DeleteWebhook(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	_, err := c.lib.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
	return c.classify("deleteWebhook", err)
}

// Look asks Telegram how delivery by webhook goes, in the terms of polling, and
// where to. It is full while updates wait, and then has as its error what
// Telegram met the last time it tried.
func (c *Client) Look(ctx context.Context) (s PollState, at string) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	info, err := c.lib.GetWebhookInfo(ctx)
	if err = c.classify("getWebhookInfo", err); err != nil {
		return PollState{Kind: kindOf(err), Err: err}, ""
	}
	s.Kind = PollOK
	if info.PendingUpdateCount > 0 {
		s.Got = max(info.PendingUpdateCount, pollBatch)
		if info.LastErrorMessage != "" {
			s.Err = errors.New(info.LastErrorMessage)
		}
	}
	return s, info.URL
}
