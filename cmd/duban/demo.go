package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"duban/bot"
	"duban/bot/sandbox"
	"duban/bot/telegram"
	"duban/store"
)

type demoVerb struct {
	Listen string `help:"Address to listen on; keep it on this machine." default:"127.0.0.1:8080"`
	DB     string `help:"Keep the file here; a temporary one otherwise." placeholder:"FILE"`
	Lang   string `help:"Language where nobody has chosen: zh or en." env:"DUBAN_LANG" default:"zh" enum:"zh,en"`
}

// The district's life begins in July; the tour starts on a Friday morning in
// August, before the ask of the 25th.
const (
	demoBegin = "2025-07-24T09:30:00+08:00"
	demoStart = "2025-08-22T08:50:00+08:00"
)

const demoToken = "123456:demo"

// Run starts sandbox and bot in one process, with the district's list, and
// serves the page until it is told to stop.
func (v *demoVerb) Run(ctx context.Context, t terminal) error {
	path, cleanUp, err := v.path()
	if err != nil {
		return err
	}
	defer cleanUp()
	s, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	d, err := newDemo(s, v.Lang)
	if err != nil {
		return err
	}
	defer d.tg.Close()
	listener, err := listenSomewhere(v.Listen)
	if err != nil {
		return err
	}
	return d.serve(ctx, t, listener, v.Lang)
}

func (v *demoVerb) path() (path string, cleanUp func(), err error) {
	if v.DB != "" {
		return v.DB, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "duban-demo-*")
	return filepath.Join(dir, "duban.db"), func() { os.RemoveAll(dir) }, err
}

// listenSomewhere takes any free port where the usual one is taken.
func listenSomewhere(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		return listener, nil
	}
	host, _, bad := net.SplitHostPort(address)
	if bad != nil {
		return nil, misuse{bad}
	}
	return net.Listen("tcp", net.JoinHostPort(host, "0"))
}

// demo is a district in one process.
type demo struct {
	tg     *sandbox.Telegram
	clock  *movable
	store  *store.Store
	bot    *bot.Bot
	runner *bot.Runner
}

func newDemo(s *store.Store, lang string) (*demo, error) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		return nil, err
	}
	start, err := time.Parse(time.RFC3339, demoBegin)
	if err != nil {
		return nil, err
	}
	if start, err = resumeAt(s, start.In(zone)); err != nil {
		return nil, err
	}
	d := &demo{clock: newMovable(start), store: s}
	d.tg = sandbox.New(sandbox.Options{Now: d.clock.Now})
	account := d.tg.AddBot(demoToken, "duban_demo_bot", "督办")
	me := telegram.Me{ID: account.ID, Username: account.Username, Name: account.Name}
	d.bot, err = file{TZ: "Asia/Shanghai", Lang: lang}.newBot(s, me, d.clock.Now, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	return d, err
}

// resumeAt goes on where a kept file ended.
func resumeAt(s *store.Store, start time.Time) (time.Time, error) {
	err := s.View(start, func(tx *store.Tx) error {
		if last := tx.LastEntry(); last > 0 {
			e, err := tx.Entry(last)
			if err == nil && e.At.After(start) {
				start = e.At.In(start.Location())
			}
			return err
		}
		return nil
	})
	return start, err
}

// serve runs everything. The bot speaks to the sandbox over loopback, as it
// would to Telegram.
func (d *demo) serve(ctx context.Context, t terminal, listener net.Listener, lang string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	client, err := telegram.New(telegram.Config{Token: demoToken, BaseURL: "http://" + listener.Addr().String()})
	if err != nil {
		return err
	}
	d.runner = bot.NewRunner(d.bot, client)
	clock := pageClock{movable: d.clock, next: d.runner.NextEvent, quiet: d.settle}
	page := d.tg.Page(pageOptions(clock, lang))
	ended := make(chan error, 2)
	go func() { ended <- serveHTTP(ctx, listener, apiAndPage(d.tg, page)); cancel() }()
	go func() { ended <- d.runner.Run(ctx, true); cancel() }()
	if err := d.populate(ctx); err != nil {
		return fmt.Errorf("the demonstration's district: %w", err)
	}
	fmt.Fprintf(t.out, "督办演示 · duban demo\n\n    http://%s/\n\nCtrl-C 结束 · Ctrl-C stops it\n", listener.Addr())
	return errors.Join(<-ended, <-ended)
}

// settleLimit bounds how long a move of the clock waits.
const settleLimit = 20 * time.Second

// settle pokes the bot and waits until all that is due is done and said, and
// no update is left with the sandbox; then it has the books drawn up, if a night
// has passed.
func (d *demo) settle(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, settleLimit)
	defer cancel()
	ticker := time.NewTicker(15 * time.Millisecond)
	defer ticker.Stop()
	for calm := 0; calm < 4; {
		d.runner.Wake()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
		settled, err := d.runner.Settled()
		if err != nil {
			return err
		}
		if calm++; !settled || d.tg.Pending(demoToken) > 0 {
			calm = 0
		}
	}
	_, err := d.bot.Audit(ctx, d.clock.Now())
	return err
}
