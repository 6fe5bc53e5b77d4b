package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// classify turns what the library returns into Refused or InDoubt; nil stays nil. A Refused inside is our own: read from the
// answer, or of a file that could not be read while the request was being written.
func (c *Client) classify(method string, err error) error {
	if err == nil {
		return nil
	}
	var refused *Refused
	if errors.As(err, &refused) {
		return refused
	}
	return c.inDoubt(method, err)
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
