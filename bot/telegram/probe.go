package telegram

import (
	"context"
	"errors"
)

// Probe finds out whether a message that is in doubt did arrive, by editing its buttons to the very ones it was to have:
// "message is not modified" says that it is there with them. The buttons must be unlike those of any other message, which
// holds where their data carry the slot. Without buttons the answer is true of any message of the bot's that has none:
// then the caller has to know the numbers of all others in the chat.
//
// Telegram promises none of this; the texts are read from its server's source. So only that one answer counts as present,
// and only "no such message" or "not yours" as absent. ErrAltered: the message was the bot's, had other buttons and has now
// these, so the caller can't tell and must hold. Other errors are *Refused and *InDoubt.
func (c *Client) Probe(ctx context.Context, chat int64, messageID int, buttons [][]Button) (present bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	_, err = c.editMarkup(ctx, chat, messageID, buttons)
	if err == nil {
		return false, ErrAltered
	}
	err = c.classify("probe", err)
	var refused *Refused
	if !errors.As(err, &refused) {
		return false, err
	}
	switch refused.Reason {
	case ReasonNotModified:
		return true, nil
	case ReasonMessageGone, ReasonFixed:
		return false, nil
	}
	return false, err
}
