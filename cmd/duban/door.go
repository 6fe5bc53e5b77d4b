package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/store"
)

// door is where others reach us: whoever watches over the bot, and Telegram
// where it delivers updates.
type door struct {
	Listen    string `help:"Address for health, metrics and the webhook; off when empty." env:"DUBAN_LISTEN" placeholder:"HOST:PORT"`
	PublicURL string `name:"public-url" help:"Take updates by webhook at this https address instead of polling." env:"DUBAN_PUBLIC_URL" placeholder:"URL"`
	Secret    string `name:"webhook-secret" help:"The webhook's secret; made at each start when empty." env:"DUBAN_WEBHOOK_SECRET" placeholder:"***"`
}

// validate names every fault of the settings, and fills in a secret where none
// is set.
func (d *door) validate() error {
	var faults []error
	if _, _, err := net.SplitHostPort(d.Listen); d.Listen != "" && err != nil {
		faults = append(faults, fmt.Errorf("DUBAN_LISTEN is not an address such as 127.0.0.1:8080: %q", d.Listen))
	}
	if d.PublicURL != "" {
		faults = append(faults, d.validateHook()...)
	}
	if len(faults) > 0 {
		return misuse{errors.Join(faults...)}
	}
	return nil
}

func (d *door) validateHook() (faults []error) {
	if u, err := url.Parse(d.PublicURL); err != nil || u.Scheme != "https" || u.Host == "" {
		faults = append(faults, fmt.Errorf("DUBAN_PUBLIC_URL has to be an address that begins with https://, it is %q", d.PublicURL))
	}
	if d.Listen == "" {
		faults = append(faults, errors.New("a webhook needs DUBAN_LISTEN as well"))
	}
	if d.Secret == "" {
		d.Secret = newCode() + newCode()
	}
	if err := d.hook().Validate(); err != nil {
		faults = append(faults, fmt.Errorf("DUBAN_WEBHOOK_SECRET: %w", err))
	}
	return faults
}

// hookPath is where Telegram delivers, below the public address.
const hookPath = "/telegram"

func (d *door) hook() telegram.Hook {
	return telegram.Hook{URL: strings.TrimSuffix(d.PublicURL, "/") + hookPath, Secret: d.Secret}
}

// open takes the address; nil where none is set.
func (d *door) open() (net.Listener, error) {
	if d.Listen == "" {
		return nil, nil
	}
	listener, err := net.Listen("tcp", d.Listen)
	if err != nil {
		return nil, fmt.Errorf("DUBAN_LISTEN: %w", err)
	}
	return listener, nil
}

const (
	// stopWithin bounds how long the listener waits for requests under way.
	stopWithin = 5 * time.Second
	// hookBatch is how many webhook requests share a commit at most.
	hookBatch = 100
	// requestTime is how long a request may take to arrive.
	requestTime = 10 * time.Second
)

// listen serves until ctx ends, and then until requests under way have their
// answer.
func (d *door) listen(ctx context.Context, listener net.Listener, r *bot.Runner, s *store.Store) error {
	server := &http.Server{Handler: d.paths(r, s), ReadHeaderTimeout: requestTime, ReadTimeout: requestTime}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	return server.Shutdown(late)
}

func (d *door) paths(r *bot.Runner, s *store.Store) http.Handler {
	mux, tally, started := http.NewServeMux(), store.NewTally(), time.Now()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { health(w, r.Cycles(), started, time.Now()) })
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		f, err := s.Figures(tally, time.Now())
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		metrics(w, r.Cycles(), f)
	})
	if d.PublicURL != "" {
		mux.Handle("POST "+hookPath, telegram.Webhook(d.Secret, telegram.NewGrouper(hookBatch, r.Take).Accept))
	}
	return mux
}
