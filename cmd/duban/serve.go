package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

type serveVerb struct {
	file
	wire
	archive
	Listen    string `help:"Address for health, metrics and the webhook; off when empty." env:"DUBAN_LISTEN" placeholder:"HOST:PORT"`
	PublicURL string `name:"public-url" help:"Take updates by webhook at this https address instead of polling." env:"DUBAN_PUBLIC_URL" placeholder:"URL"`
	Secret    string `name:"webhook-secret" help:"The webhook's secret; made at each start when empty." env:"DUBAN_WEBHOOK_SECRET" placeholder:"***"`
}

// gcPercent trades memory that a bot with a few megabytes of live data does
// not miss for a fifth of its time under load.
const gcPercent = 400

// Run serves until it is told to stop.
func (v *serveVerb) Run(ctx context.Context, t terminal) error {
	debug.SetGCPercent(gcPercent)
	log := slog.New(slog.NewTextHandler(t.err, nil))
	client, err := v.client()
	_, zoneErr := v.zone()
	kept, keptErr := v.archive.open()
	if err := errors.Join(err, zoneErr, keptErr, v.validate()); err != nil {
		return err
	}
	s, err := store.Open(v.DB, fileOptions)
	if err != nil {
		return err
	}
	defer s.Close()
	me, err := client.Me(ctx)
	if err != nil {
		return err
	}
	b, err := v.newBot(s, me, time.Now, log)
	if err != nil {
		return err
	}
	b.Archive = kept
	if err := firstAdmin(b, t); err != nil {
		return err
	}
	stopBackups, err := offerBackups(s, v.DB)
	if err != nil {
		log.Warn(wording.Both(wording.CLIBackupOff, "fault", err))
	}
	defer stopBackups()
	log.Info("serving", "bot", me.Username, "file", v.DB, "zone", v.TZ, "token", "***", "webhook", v.PublicURL != "")
	return v.work(ctx, bot.NewRunner(b, client), client)
}

func (v *serveVerb) validate() error {
	if v.PublicURL == "" {
		return nil
	}
	var faults []error
	if !strings.HasPrefix(v.PublicURL, "https://") {
		faults = append(faults, fmt.Errorf("DUBAN_PUBLIC_URL has to begin with https://, it is %q", v.PublicURL))
	}
	if v.Listen == "" {
		faults = append(faults, errors.New("a webhook needs DUBAN_LISTEN as well"))
	}
	if len(faults) > 0 {
		return misuse{errors.Join(faults...)}
	}
	return nil
}

// work runs the loops and, where it is wanted, the listener beside them.
func (v *serveVerb) work(ctx context.Context, r *bot.Runner, client *telegram.Client) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stopped := make(chan error, 1)
	stopped <- nil
	if v.Listen != "" {
		listener, err := net.Listen("tcp", v.Listen)
		if err != nil {
			return fmt.Errorf("DUBAN_LISTEN: %w", err)
		}
		<-stopped
		go func() { stopped <- v.listen(ctx, listener, r); cancel() }()
	}
	var err error
	if v.PublicURL != "" {
		if v.Secret == "" {
			v.Secret = newCode() + newCode()
		}
		hook := telegram.Hook{URL: strings.TrimSuffix(v.PublicURL, "/") + "/telegram", Secret: v.Secret}
		r.ByWebhook(hook)
		err = client.SetWebhook(ctx, hook)
	} else {
		err = client.DeleteWebhook(ctx)
	}
	if err == nil {
		err = r.Run(ctx, v.PublicURL == "")
	}
	cancel()
	return errors.Join(err, <-stopped)
}

// stopWithin bounds how long the listener waits for requests under way.
const stopWithin = 5 * time.Second

func (v *serveVerb) listen(ctx context.Context, listener net.Listener, r *bot.Runner) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", health(r))
	mux.HandleFunc("GET /metrics", metrics(r))
	if v.PublicURL != "" {
		grouper := telegram.NewGrouper(100, r.Take)
		mux.Handle("POST /telegram", telegram.Webhook(v.Secret, grouper.Accept))
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		late, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		server.Shutdown(late)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// unhealthyAfter is how long a loop may take for a round: polling waits up to
// 50 seconds for updates.
const unhealthyAfter = 3 * time.Minute

// health is good while whole rounds are completed, not merely while the
// process is there.
func health(r *bot.Runner) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c := r.Cycles()
		if late := time.Since(c.Tick); late > unhealthyAfter {
			http.Error(w, fmt.Sprintf("no tick since %v", c.Tick.Format(time.RFC3339)), http.StatusServiceUnavailable)
			return
		}
		if !c.Poll.IsZero() && time.Since(c.Poll) > unhealthyAfter {
			http.Error(w, fmt.Sprintf("no answer from Telegram since %v", c.Poll.Format(time.RFC3339)), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	}
}

func metrics(r *bot.Runner) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c := r.Cycles()
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		fmt.Fprintf(w, "# TYPE duban_updates_total counter\nduban_updates_total %d\n", c.Updates)
		fmt.Fprintf(w, "# TYPE duban_ticks_total counter\nduban_ticks_total %d\n", c.Ticks)
		if !c.Poll.IsZero() {
			fmt.Fprintf(w, "# TYPE duban_last_poll_seconds gauge\nduban_last_poll_seconds %d\n", c.Poll.Unix())
		}
		fmt.Fprintf(w, "# TYPE duban_last_tick_seconds gauge\nduban_last_tick_seconds %d\n", c.Tick.Unix())
	}
}

// firstAdmin prints a one-time code as long as nobody is admin.
func firstAdmin(b *bot.Bot, t terminal) error {
	code, err := b.FirstAdmin()
	if err != nil || code == "" {
		return err
	}
	fmt.Fprintf(t.out, "%s\n\n    /start %s\n\nhttps://t.me/%s?start=%s\n", wording.Both(wording.CLIFirstAdmin, "bot", b.Me.Username), code, b.Me.Username, code)
	return nil
}

type checkVerb struct {
	file
	wire
	archive
}

// Run looks at everything that serve would need and reports every fault.
func (v *checkVerb) Run(ctx context.Context, t terminal) error {
	_, zoneErr := v.zone()
	client, clientErr := v.client()
	var meErr error
	if clientErr == nil {
		late, cancel := context.WithTimeout(ctx, 15*time.Second)
		defer cancel()
		var me telegram.Me
		if me, meErr = client.Me(late); meErr == nil {
			fmt.Fprintf(t.out, "ok  token: @%s\n", me.Username)
		}
	}
	fileErr := v.checkFile(t)
	kept, keptErr := v.archive.open()
	if kept != nil && keptErr == nil {
		fmt.Fprintf(t.out, "ok  evidence: %s\n", v.Files)
	}
	if err := errors.Join(zoneErr, clientErr, meErr, fileErr, keptErr); err != nil {
		return err
	}
	fmt.Fprintln(t.out, "ok  everything that serve needs is there")
	return nil
}

func (v *checkVerb) checkFile(t terminal) error {
	if _, err := os.Stat(v.DB); errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(t.out, "ok  file: %s will be made\n", v.DB)
		return nil
	}
	s, err := store.Open(v.DB, fileOptions)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "ok  file: %s\n", v.DB)
	return s.Close()
}
