package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
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
	door
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
	if err := errors.Join(err, zoneErr, keptErr, v.door.validate()); err != nil {
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
	return v.work(ctx, bot.NewRunner(b, client), client, s)
}

// work runs the loops and, where it is wanted, the listener beside them. What
// ends first ends the other.
func (v *serveVerb) work(ctx context.Context, r *bot.Runner, client *telegram.Client, s *store.Store) error {
	listener, err := v.door.open()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	closed := make(chan error, 1)
	if listener == nil {
		closed <- nil
	} else {
		go func() { closed <- v.door.listen(ctx, listener, r, s); cancel() }()
	}
	err = v.run(ctx, r, client)
	cancel()
	return errors.Join(err, <-closed)
}

func (v *serveVerb) run(ctx context.Context, r *bot.Runner, client *telegram.Client) error {
	if v.PublicURL == "" {
		if err := client.DeleteWebhook(ctx); err != nil {
			return err
		}
		return r.Run(ctx, true)
	}
	hook := v.door.hook()
	r.ByWebhook(hook)
	if err := client.SetWebhook(ctx, hook); err != nil {
		return err
	}
	return r.Run(ctx, false)
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
