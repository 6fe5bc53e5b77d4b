package telegram

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
)

// Ensure that "ok" with a number is believed, whatever else the answer has,
// and that nothing less is.
func TestAnswersThatTheLibraryCannotRead(t *testing.T) {
	strange := `"date":"yesterday","chat":[],"link_preview_options":"{}"`
	for name, tc := range map[string]struct {
		method Method
		body   string
		id     int
		doubt  bool
	}{
		"a field of another type":      {SendMessage, `{"ok":true,"result":{"message_id":41,"link_preview_options":"{}"}}`, 41, false},
		"an edit of which we know ok":  {EditText, `{"ok":true,"result":{"message_id":41,` + strange + `}}`, 0, false},
		"a result that is no message":  {SendMessage, `{"ok":true,"result":"sent"}`, 0, true},
		"no number":                    {SendMessage, `{"ok":true,"result":{` + strange + `}}`, 0, true},
		"not ok":                       {SendMessage, `{"ok":"true","result":{"message_id":41}}`, 0, true},
		"cut off":                      {SendMessage, `{"ok":true,"result":{"message_id":41,`, 0, true},
		"an edit that is cut off":      {EditText, `{"ok":true,"result":{"mess`, 0, true},
		"a page of a proxy in between": {SendMessage, `<html>ok</html>`, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := newFake(t, always(http.StatusOK, tc.body))
			got, err := c.Send(context.Background(), Outgoing{Method: tc.method, Chat: 5, MessageID: 7, Text: "x"})
			var doubt *InDoubt
			if errors.As(err, &doubt) != tc.doubt || got.MessageID != tc.id {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

// Ensure that only a call with a file goes out as multipart.
func TestFormOfACall(t *testing.T) {
	c, f := newFake(t, always(http.StatusOK, sentBody))
	for _, tc := range []struct {
		out       Outgoing
		multipart bool
	}{
		{Outgoing{Method: SendMessage, Chat: 5, Text: "一 & 二 = 三+"}, false},
		{Outgoing{Method: SendFile, Chat: 5, Upload: Upload{Name: "a.pdf", FileID: "AgAC"}}, false},
		{Outgoing{Method: SendFile, Chat: 5, Text: "一 & 二 = 三+", Upload: text("a")}, true},
	} {
		if _, err := c.Send(context.Background(), tc.out); err != nil {
			t.Fatal(err)
		}
		got := f.calls[len(f.calls)-1]
		if multi := strings.HasPrefix(got.body, "--"); multi != tc.multipart {
			t.Errorf("%s: multipart is %v: %.80s", got.method, multi, got.body)
		}
		if want := tc.out.Text; got.fields["text"]+got.fields["caption"] != want {
			t.Errorf("%s: the text came as %q", got.method, got.fields)
		}
	}
}
