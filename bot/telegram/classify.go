package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-telegram/bot"
)

// classify turns what the library returns into Refused or InDoubt; nil stays nil. A Refused inside is our own, of a file that
// could not be read while the request was being written.
func (c *Client) classify(method string, err error) error {
	if err == nil {
		return nil
	}
	var local *Refused
	if errors.As(err, &local) {
		return local
	}
	if refused := refusal(err); refused != nil {
		return refused
	}
	return c.inDoubt(method, err)
}

// refusal reads the library's errors for ok:false with a 4xx code, nil for all others.
func refusal(err error) *Refused {
	var flood *bot.TooManyRequestsError
	if errors.As(err, &flood) {
		return newRefused(http.StatusTooManyRequests, after(flood.Message, bot.ErrorTooManyRequests), flood.RetryAfter, 0)
	}
	var migrate *bot.MigrateError
	if errors.As(err, &migrate) {
		return newRefused(http.StatusBadRequest, after(migrate.Message, bot.ErrorBadRequest), 0, int64(migrate.MigrateToChatID))
	}
	for code, sentinel := range sentinels() {
		if errors.Is(err, sentinel) {
			return newRefused(code, after(err.Error(), sentinel), 0, 0)
		}
	}
	return plainRefusal(err.Error())
}

func sentinels() map[int]error {
	return map[int]error{
		http.StatusBadRequest:   bot.ErrorBadRequest,
		http.StatusUnauthorized: bot.ErrorUnauthorized,
		http.StatusForbidden:    bot.ErrorForbidden,
		http.StatusNotFound:     bot.ErrorNotFound,
		http.StatusConflict:     bot.ErrorConflict,
	}
}

// after gives the description behind the library's own words for the code.
func after(text string, sentinel error) string {
	return strings.TrimLeft(strings.TrimPrefix(text, sentinel.Error()), ",: ")
}

// plainRefusal reads the one error of the library that has the code (413, say) in its text only.
// The text begins with the library's own words, so a description can't imitate it.
func plainRefusal(text string) *Refused {
	rest, ok := strings.CutPrefix(text, "error response from telegram for method ")
	if !ok {
		return nil
	}
	var method string
	var code int
	if _, err := fmt.Sscanf(rest, "%s %d", &method, &code); err != nil || code < 400 || code > 499 {
		return nil
	}
	_, description, _ := strings.Cut(rest, fmt.Sprintf(", %d ", code))
	return newRefused(code, description, 0, 0)
}

// newRefused makes a Refused. A flood without a time is given one second, so that nobody hammers.
func newRefused(code int, description string, retryAfter int, migrateTo int64) *Refused {
	r := &Refused{
		Code:        code,
		Description: description,
		MigrateTo:   migrateTo,
		Reason:      reason(code, description),
	}
	if migrateTo != 0 {
		r.Reason = ReasonMigrated
	}
	if r.Reason == ReasonFlood {
		r.RetryAfter = time.Duration(max(retryAfter, 1)) * time.Second
	}
	return r
}

// inDoubt keeps of an error what may be logged: neither the token, which is in the address, nor Telegram's answer, which
// the library puts into its text.
func (c *Client) inDoubt(method string, err error) error {
	return &InDoubt{Err: fmt.Errorf("%s: %w", method, c.clean(err)), NeverLeft: neverLeft(err)}
}

func (c *Client) clean(err error) error {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	for _, known := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return known
		}
	}
	if isJSON(err) {
		return errUnreadable
	}
	if text := err.Error(); c.token != "" && strings.Contains(text, c.token) {
		return errors.New(strings.ReplaceAll(text, c.token, "***"))
	}
	return err
}

var errUnreadable = errors.New("the answer can't be read")

func isJSON(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind) || strings.Contains(err.Error(), "error decode response")
}

// neverLeft says whether the connection itself could not be made.
func neverLeft(err error) bool {
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}
