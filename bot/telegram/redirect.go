package telegram

import (
	"errors"
	"fmt"
	"net/http"
)

// redirected follows a server that sends us elsewhere. Left alone, net/http would repeat a call without its form after a 301
// or a 302, and name the address that it came from, in which the token stands.
func redirected(r *http.Request, via []*http.Request) error {
	r.Header.Del("Referer")
	first := via[0]
	switch {
	case len(via) >= 10:
		return errors.New("the server sends us from one address to the next")
	case r.Method == first.Method:
		return nil
	case r.Response.StatusCode == http.StatusSeeOther || r.URL.Hostname() != first.URL.Hostname():
		return fmt.Errorf("the server sends calls on to %s: give that address if it is right", r.URL.Host)
	}
	r.Method, r.Header, r.ContentLength, r.GetBody = first.Method, first.Header.Clone(), first.ContentLength, first.GetBody
	if r.GetBody == nil {
		return nil // it has no form
	}
	var err error
	r.Body, err = r.GetBody()
	return err
}
