package telegram

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// The webhook's terms: the header that Telegram puts the secret into, and the largest update taken.
const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	webhookBytes = 1 << 20
)

// Webhook answers 200 only after accept returned nil, which means: after the commit. Anything else makes Telegram deliver
// the update again: 503 where accept failed. Refused at once are methods other than POST (405), a wrong secret (403; an empty
// secret lets nobody in), more than 1 MiB (413), and what is not a JSON object (400).
func Webhook(secret string, accept func(ctx context.Context, raw json.RawMessage) error) http.Handler {
	want := sha256.Sum256([]byte(secret))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		// Sums of equal length leave no time to measure, not even that of the secret's length.
		got := sha256.Sum256([]byte(r.Header.Get(secretHeader)))
		if subtle.ConstantTimeCompare(want[:], got[:]) != 1 || secret == "" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		raw, status := readUpdate(w, r)
		if status == http.StatusOK && accept(r.Context(), raw) != nil {
			status = http.StatusServiceUnavailable
		}
		w.WriteHeader(status)
	})
}

// readUpdate gives the body and 200, or the status that refuses it.
func readUpdate(w http.ResponseWriter, r *http.Request) (json.RawMessage, int) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, webhookBytes))
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		return nil, http.StatusRequestEntityTooLarge
	case err != nil:
		return nil, http.StatusBadRequest
	}
	body = bytes.TrimSpace(body)
	if !json.Valid(body) || body[0] != '{' {
		return nil, http.StatusBadRequest
	}
	return body, http.StatusOK
}
