package telegram

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
)

// closing is a server that answers the first call of each connection and
// closes the connection at the second, as one does that has waited long enough.
func closing(t *testing.T, body string) *Client {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
			go answerOnce(conn, body)
		}
	}()
	c, err := New(Config{Token: testToken, BaseURL: "http://" + l.Addr().String(), HTTP: &http.Client{Transport: &http.Transport{}}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func answerOnce(conn net.Conn, body string) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	for n := range 2 {
		r, err := http.ReadRequest(in)
		if err != nil || n == 1 {
			return
		}
		io.Copy(io.Discard, r.Body)
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	}
}

// Ensure that a connection that was closed meanwhile costs nothing where a call
// may be made twice, and is a doubt where it may not.
func TestConnectionThatWasClosed(t *testing.T) {
	poll := closing(t, `{"ok":true,"result":[]}`)
	send := closing(t, sentBody)
	for range 3 {
		if _, err := poll.getUpdates(t.Context(), 0); err != nil {
			t.Error(err)
		}
		if _, err := send.Send(t.Context(), Outgoing{Method: EditText, Chat: 5, MessageID: 7, Text: "x"}); err != nil {
			t.Error(err)
		}
	}
	_, err := send.Send(t.Context(), Outgoing{Method: SendMessage, Chat: 5, Text: "x"})
	var doubt *InDoubt
	if !errors.As(err, &doubt) {
		t.Errorf("a message: %v", err)
	}
}
