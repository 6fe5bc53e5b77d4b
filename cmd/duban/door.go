package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

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

// attended does work with somebody at the door, where that is wanted. What ends
// first ends the other.
func (d *door) attended(ctx context.Context, f *front, log *slog.Logger, work func(context.Context) error) error {
	listener, err := d.open()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	closed := make(chan error, 1)
	if listener == nil {
		closed <- nil
	} else {
		log.Info("listens", "address", listener.Addr().String())
		go func() { closed <- d.listen(ctx, listener, f); cancel() }()
	}
	err = work(ctx)
	cancel()
	fault := <-closed
	if fault != nil && errors.Is(err, context.Canceled) {
		return fault // it is why the work was ended
	}
	return errors.Join(err, fault)
}

// listen serves until ctx ends, and then until requests under way have their
// answer.
func (d *door) listen(ctx context.Context, listener net.Listener, f *front) error {
	server := &http.Server{Handler: d.paths(f), ReadHeaderTimeout: requestTime, ReadTimeout: requestTime}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := server.Shutdown(late); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close() // somebody holds a connection open; what they send comes again
}

func (d *door) paths(f *front) http.Handler {
	mux, tally := http.NewServeMux(), store.NewTally()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { health(w, f.late(time.Now())) })
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		figures, err := f.store.Figures(tally, time.Now())
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		metrics(w, f.cycles(), figures)
	})
	if d.PublicURL != "" {
		mux.Handle("POST "+hookPath, telegram.Webhook(d.Secret, telegram.NewGrouper(hookBatch, f.take).Accept))
	}
	return d.below(mux)
}

// below takes deliveries with the public address's own path as well: some
// proxies cut it off, others pass it on.
func (d *door) below(h http.Handler) http.Handler {
	public, err := url.Parse(d.hook().URL)
	if err != nil || public.Path == hookPath {
		return h
	}
	cut := http.StripPrefix(strings.TrimSuffix(public.Path, hookPath), h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == public.Path {
			cut.ServeHTTP(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}
