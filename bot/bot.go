package bot

import (
	"log/slog"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// Config is what a Bot works with; all fields but Log are needed.
type Config struct {
	Store    *store.Store
	Zone     *time.Location     // the office's; every time a person reads or writes is in it
	Calendar *schedule.Calendar // working days
	Now      func() time.Time
	Code     func() string // a fresh secret for an invitation; several may want one at a time
	Me       telegram.Me   // the bot's own account
	Archive  *Archive      // where evidence is kept as files; nil for nowhere
	Lang     wording.Lang  // where neither person, unit nor office has chosen
	Log      *slog.Logger
}

// Bot holds no state of its own: everything is in the store.
type Bot struct {
	Config
	commands []command
	presses  []press
}

// New makes a bot of its parts.
func New(c Config) *Bot {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Bot{Config: c, commands: commands(), presses: presses()}
}

// now is the moment in the office's zone.
func (b *Bot) now() time.Time { return b.Now().In(b.Zone) }
