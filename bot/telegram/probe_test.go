package telegram

import (
	"errors"
	"net/http"
	"testing"
)

func TestProbe(t *testing.T) {
	buttons := [][]Button{{{Text: "签收", Data: "ack:17"}}}
	for name, tc := range map[string]struct {
		answer  func(*http.Request, call) (*http.Response, error)
		buttons [][]Button
		present bool
		err     any
	}{
		"there":         {refusing(400, "Bad Request: message is not modified: the same"), buttons, true, nil},
		"absent":        {refusing(400, "Bad Request: message to edit not found"), buttons, false, nil},
		"a person's":    {refusing(400, "Bad Request: message can't be edited"), buttons, false, nil},
		"other buttons": {always(200, sentBody), buttons, false, &ErrAltered},
		"flood":         {refusing(429, "Too Many Requests: retry after 3"), buttons, false, new(*Refused)},
		"unknown text":  {refusing(400, "Bad Request: new text"), buttons, false, new(*Refused)},
		"no answer":     {refusing(502, "Bad Gateway"), buttons, false, new(*InDoubt)},
		"no buttons":    {refusing(400, "Bad Request: message is not modified: the same"), nil, true, nil},
		"had buttons":   {always(200, sentBody), nil, false, &ErrAltered},
	} {
		t.Run(name, func(t *testing.T) {
			c, f := newFake(t, tc.answer)
			present, err := c.Probe(t.Context(), 5, 78, tc.buttons)
			if markup, sent := f.last().fields["reply_markup"]; sent != (len(tc.buttons) > 0) {
				t.Errorf("the call has the buttons %q", markup)
			}
			if present != tc.present {
				t.Errorf("present is %v", present)
			}
			checkError(t, err, tc.err)
		})
	}
}

// checkError compares with a sentinel, a type, or none.
func checkError(t *testing.T, err error, want any) {
	t.Helper()
	switch want := want.(type) {
	case nil:
		if err != nil {
			t.Error(err)
		}
	case *error:
		if !errors.Is(err, *want) {
			t.Errorf("got %v, want %v", err, *want)
		}
	default:
		if err == nil || !errors.As(err, want) {
			t.Errorf("got %v, want a %T", err, want)
		}
	}
}
