package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// file is where the records are, and whose time and language they are in.
type file struct {
	DB   string `help:"The file that holds everything." env:"DUBAN_DB" default:"duban.db"`
	TZ   string `help:"The office's time zone." env:"DUBAN_TZ" default:"Asia/Shanghai"`
	Lang string `help:"Language where nobody has chosen: zh or en." env:"DUBAN_LANG" default:"zh"`
}

// wire is how Telegram is reached.
type wire struct {
	Token     string `help:"The bot's token, from @BotFather." env:"DUBAN_TOKEN" placeholder:"***"`
	TokenFile string `help:"A file that holds the token." env:"DUBAN_TOKEN_FILE" type:"path" placeholder:"FILE"`
	APIURL    string `name:"api-url" help:"A self-hosted Bot API server or a proxy; Telegram's by default." env:"DUBAN_API_URL" placeholder:"URL"`
}

// archive is where evidence is kept as files.
type archive struct {
	Files      string `help:"Keep what units send as evidence in this folder as well; off when empty." env:"DUBAN_FILES" type:"path" placeholder:"FOLDER"`
	FilesLimit int64  `name:"files-limit" help:"The largest file to keep there, in MB. Telegram gives out 20; a server of one's own more." env:"DUBAN_FILES_LIMIT" default:"20"`
}

// open is nil where no folder is named.
func (a archive) open() (*bot.Archive, error) {
	if a.Files == "" {
		return nil, nil
	}
	if a.FilesLimit <= 0 {
		return nil, misuse{fmt.Errorf("DUBAN_FILES_LIMIT has to be above 0, it is %d", a.FilesLimit)}
	}
	if err := os.MkdirAll(a.Files, 0o755); err != nil {
		return nil, misuse{fmt.Errorf("DUBAN_FILES: %w", err)}
	}
	root, err := os.OpenRoot(a.Files)
	if err != nil {
		return nil, misuse{fmt.Errorf("DUBAN_FILES: %w", err)}
	}
	return &bot.Archive{Root: root, Limit: a.FilesLimit << 20}, tryWriting(root)
}

// tryWriting says at the start, and not at the first file, that the folder
// can't be written.
func tryWriting(root *os.Root) error {
	const name = ".part-try"
	f, err := root.Create(name)
	if err == nil {
		err = errors.Join(f.Close(), root.Remove(name))
	}
	if err != nil {
		return misuse{fmt.Errorf("DUBAN_FILES: %w", err)}
	}
	return nil
}

// token is the secret from the flag or from its file.
func (w wire) token() (string, error) {
	if w.TokenFile == "" {
		if w.Token == "" {
			return "", errNoToken
		}
		return w.Token, nil
	}
	if w.Token != "" {
		return "", errTwoTokens
	}
	content, err := os.ReadFile(w.TokenFile)
	if err != nil {
		return "", fmt.Errorf("the token's file: %w", err)
	}
	if token := strings.TrimSpace(string(content)); token != "" {
		return token, nil
	}
	return "", errEmptyToken
}

func (w wire) client() (*telegram.Client, error) {
	token, err := w.token()
	if w.APIURL != "" {
		if u, bad := url.Parse(w.APIURL); bad != nil || u.Host == "" {
			err = errors.Join(err, fmt.Errorf("DUBAN_API_URL is not an address: %q", w.APIURL))
		}
	}
	if err != nil {
		return nil, misuse{err}
	}
	client, err := telegram.New(telegram.Config{Token: token, BaseURL: w.APIURL})
	if err != nil {
		return nil, misuse{err}
	}
	return client, nil
}

// zone is the office's; the error names every fault of the settings.
func (f file) zone() (*time.Location, error) {
	var faults []error
	zone, err := time.LoadLocation(f.TZ)
	if err != nil {
		faults = append(faults, fmt.Errorf("DUBAN_TZ: there is no time zone %q", f.TZ))
	}
	if l := wording.Lang(f.Lang); l != wording.Zh && l != wording.En {
		faults = append(faults, fmt.Errorf("DUBAN_LANG has to be zh or en, it is %q", f.Lang))
	}
	if len(faults) > 0 {
		return nil, misuse{errors.Join(faults...)}
	}
	return zone, nil
}

// fileOptions are those of every verb that works on the file; a test that is
// the program has it die at a commit.
var fileOptions store.Options

// existing opens the file for a verb that makes none and changes nothing: one
// that may not be written, such as a backup put away, will do.
func (f file) existing() (*store.Store, error) {
	if _, err := f.zone(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(f.DB); err != nil {
		return nil, fmt.Errorf("%w: %s", errNoFile, f.DB)
	}
	s, err := store.Open(f.DB, fileOptions)
	if errors.Is(err, store.ErrUnwritable) {
		return store.Open(f.DB, store.Options{ReadOnly: true})
	}
	return s, err
}

// newBot wires a bot over an open store.
func (f file) newBot(s *store.Store, me telegram.Me, now func() time.Time, log *slog.Logger) (*bot.Bot, error) {
	zone, err := f.zone()
	if err != nil {
		return nil, err
	}
	cal, err := schedule.NewCalendar()
	if err != nil {
		return nil, err
	}
	return bot.New(bot.Config{
		Store: s, Zone: zone, Calendar: cal, Now: now, Code: newCode, Me: me, Lang: wording.Lang(f.Lang), Log: log,
	}), nil
}

// newCode is a secret that is short enough to type: sixty bits.
func newCode() string { return rand.Text()[:12] }
