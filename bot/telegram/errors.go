package telegram

import (
	"errors"
	"fmt"
	"time"
)

// ErrToken says that what was given can't be a token.
var ErrToken = errors.New("the token has characters that no token has")

// ErrUnauthorized says that Telegram does not know the token. Final: stop and alarm.
var ErrUnauthorized = errors.New("telegram refuses the bot token")

// ErrAltered says that a probe found a message of the bot's with other buttons, which it has now replaced.
var ErrAltered = errors.New("the probed message had other buttons")

// ErrTooBig says that a file is over the limit given.
var ErrTooBig = errors.New("the file is too big")

// Reason is why Telegram refused.
type Reason string

// The reasons. Those of the second group make the chat unreachable.
const (
	ReasonFlood        Reason = "flood"            // too many: wait Refused.RetryAfter
	ReasonMigrated     Reason = "migrated"         // the group has the new id Refused.MigrateTo
	ReasonThread       Reason = "thread_not_found" // the topic is gone or closed: send without it
	ReasonNotModified  Reason = "not_modified"     // an edit that changes nothing
	ReasonMessageGone  Reason = "message_gone"     // the message to edit, delete or reply to does not exist
	ReasonFixed        Reason = "message_fixed"    // the message exists but may not be edited or deleted by us
	ReasonQueryTooOld  Reason = "query_too_old"    // the press is no longer waiting for an answer
	ReasonTooLong      Reason = "too_long"         // text, caption or buttons over the limit
	ReasonMarkup       Reason = "bad_markup"       // we built the message wrong: another try changes nothing
	ReasonFile         Reason = "bad_file"         // a file that can't be opened here, or that Telegram won't take
	ReasonUnauthorized Reason = "unauthorized"     // the token is not valid
	ReasonConflict     Reason = "conflict"         // another poller, or a webhook, has the updates
	ReasonOther        Reason = "other"

	ReasonBlocked      Reason = "blocked"        // the person blocked the bot
	ReasonDeactivated  Reason = "deactivated"    // the person's account is gone
	ReasonKicked       Reason = "kicked"         // the bot is not in the group
	ReasonChatNotFound Reason = "chat_not_found" // no such chat, or the person never opened one
	ReasonNoRights     Reason = "no_rights"      // the bot is in the group but may not write
	ReasonForbidden    Reason = "forbidden"      // any other 403
)

// Unreachable says whether messages to this chat should be held until something comes from it.
func (r Reason) Unreachable() bool {
	switch r {
	case ReasonBlocked, ReasonDeactivated, ReasonKicked, ReasonChatNotFound, ReasonNoRights, ReasonForbidden:
		return true
	}
	return false
}

// Refused proves that Telegram did not do what was asked: ok:false with a 4xx code, or, with Code 0, a file that
// could not be opened here so that nothing was sent.
type Refused struct {
	Code        int
	Description string
	RetryAfter  time.Duration
	MigrateTo   int64
	Reason      Reason
}

func (e *Refused) Error() string {
	return fmt.Sprintf("telegram refused (%d, %s): %s", e.Code, e.Reason, e.Description)
}

// Is makes a refused token match ErrUnauthorized.
func (e *Refused) Is(target error) bool {
	return target == ErrUnauthorized && e.Reason == ReasonUnauthorized
}

// InDoubt means that it may or may not have been done: time-out, cut connection, 5xx, an answer that can't be read.
type InDoubt struct {
	Err error
	// NeverLeft is set where no connection was made, so that the request can't have reached anybody.
	NeverLeft bool
}

func (e *InDoubt) Error() string { return "telegram in doubt: " + e.Err.Error() }

// Unwrap gives the cause.
func (e *InDoubt) Unwrap() error { return e.Err }
