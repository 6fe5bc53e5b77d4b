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

// memoryGoal is above what a rush of answers leaves in memory until it is
// settled; near it the collector works more often.
const memoryGoal = 256 << 20

// Run serves until it is told to stop.
func (v *serveVerb) Run(ctx context.Context, t terminal) error {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryGoal)
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
	stopBackups, err := offerBackups(s, v.DB)
	if err != nil {
		log.Warn(wording.Both(wording.CLIBackupOff, "fault", err))
	}
	defer stopBackups()
	f := newFront(s)
	return v.door.attended(ctx, f, log, func(ctx context.Context) error { return v.work(ctx, t, f, client, kept, log) })
}

// work makes the bot once Telegram has said who it is, and runs it.
func (v *serveVerb) work(ctx context.Context, t terminal, f *front, client *telegram.Client, kept *bot.Archive, log *slog.Logger) error {
	waits := func(s telegram.PollState) {
		f.waits(s)
		log.Warn(wording.Both(wording.CLIWaits), "err", cause(s.Err), "wait", s.Wait)
	}
	var me telegram.Me
	err := client.Await(ctx, func(ctx context.Context) (err error) { me, err = client.Me(ctx); return err }, waits)
	if err != nil {
		return err
	}
	b, err := v.newBot(f.store, me, time.Now, log)
	if err != nil {
		return err
	}
	b.Archive = kept
	if err := firstAdmin(b, t); err != nil {
		return err
	}
	r := bot.NewRunner(b, client)
	if err := client.Await(ctx, func(ctx context.Context) error { return v.choose(ctx, client, r, log) }, waits); err != nil {
		return err
	}
	f.open(r)
	log.Info("serving", "bot", me.Username, "file", v.DB, "zone", v.TZ, "token", "***", "webhook", v.PublicURL != "")
	return r.Run(ctx, v.PublicURL == "")
}

// choose tells Telegram how updates are to come.
func (v *serveVerb) choose(ctx context.Context, client *telegram.Client, r *bot.Runner, log *slog.Logger) error {
	if v.PublicURL == "" {
		err := client.DeleteWebhook(ctx)
		var refused *telegram.Refused
		if errors.As(err, &refused) && refused.Reason == telegram.ReasonOther {
			log.Warn("webhook", "err", err) // polling tells whether there is one in the way
			return nil
		}
		return err
	}
	r.ByWebhook(v.door.hook())
	return client.SetWebhook(ctx, v.door.hook())
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
