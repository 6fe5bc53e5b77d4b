package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Telegram's own address of the Bot API.
const defaultBaseURL = "https://api.telegram.org"

// How long one call may take; polling adds to its own time-out, see poll.go.
const (
	callTimeout   = 30 * time.Second
	uploadTimeout = 5 * time.Minute
)

// Doer is what the client needs of an http.Client.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Config says how to reach Telegram.
type Config struct {
	// Token is the bot's secret.
	Token string
	// BaseURL is Telegram's own when empty; else that of a self-hosted server or of a proxy, without the token.
	BaseURL string
	// HTTP is a plain http.Client when nil. It must not have a time-out shorter than PollTimeout.
	HTTP Doer
	// PollTimeout is how long Telegram may hold a getUpdates, 25 to 50 seconds: 50 when zero, else brought into that span.
	PollTimeout time.Duration
	// Jitter gives numbers from 0 to 1 that spread the pauses after errors: 1 always when nil.
	Jitter func() float64
}

// Client speaks to the Bot API. It is safe for concurrent use.
type Client struct {
	lib         *bot.Bot
	http        Doer
	base        string
	token       string
	pollTimeout time.Duration
	jitter      func() float64
}

// Me is the bot itself.
type Me struct {
	ID       int64
	Username string
	Name     string
}

// New makes a client. It calls nobody.
func New(c Config) (*Client, error) {
	client, err := fromConfig(c)
	if err != nil {
		return nil, err
	}
	client.lib, err = bot.New(client.token,
		bot.WithSkipGetMe(),
		bot.WithServerURL(client.base),
		bot.WithHTTPClient(client.pollTimeout, listener{plainForms{client.http}}),
		bot.WithErrorsHandler(func(error) {}),
		bot.WithDebugHandler(func(string, ...any) {}),
		bot.WithDefaultHandler(func(context.Context, *bot.Bot, *models.Update) {}),
	)
	if err != nil {
		return nil, fmt.Errorf("telegram client: %w", err)
	}
	return client, nil
}

func fromConfig(c Config) (*Client, error) {
	client := &Client{
		http:        c.HTTP,
		base:        strings.TrimRight(c.BaseURL, "/"),
		token:       strings.TrimSpace(c.Token),
		pollTimeout: clampPoll(c.PollTimeout),
		jitter:      c.Jitter,
	}
	if client.base == "" {
		client.base = defaultBaseURL
	}
	if client.http == nil {
		client.http = &http.Client{CheckRedirect: redirected}
	}
	if client.jitter == nil {
		client.jitter = func() float64 { return 1 }
	}
	return client, client.validate()
}

func (c *Client) validate() error {
	if c.token == "" {
		return errors.New("telegram client: no token")
	}
	if strings.ContainsAny(c.token, "/?#% \t\r\n") {
		return fmt.Errorf("telegram client: %w", ErrToken)
	}
	u, err := url.Parse(c.base)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return errors.New("telegram client: the address of the Bot API is not an http or https address")
	}
	return nil
}

// Me asks Telegram who the bot is. A token that Telegram does not know, or that is no token at all (404), is ErrUnauthorized.
func (c *Client) Me(ctx context.Context) (Me, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	user, err := c.lib.GetMe(ctx)
	if err != nil {
		return Me{}, c.unknownToken(c.classify("getMe", err))
	}
	return Me{ID: user.ID, Username: user.Username, Name: strings.TrimSpace(user.FirstName + " " + user.LastName)}, nil
}

// unknownToken reads 404 as 401: getMe is a method that always exists, so it is the token that was not found.
func (c *Client) unknownToken(err error) error {
	var refused *Refused
	if errors.As(err, &refused) && refused.Code == http.StatusNotFound {
		refused.Reason = ReasonUnauthorized
	}
	return err
}

// Scope says in whose menu commands appear: one chat's, or everybody's when zero.
type Scope struct {
	Chat int64
}

func (s Scope) library() models.BotCommandScope {
	if s.Chat == 0 {
		return &models.BotCommandScopeDefault{}
	}
	return &models.BotCommandScopeChat{ChatID: s.Chat}
}

// MenuEntry is one line of the menu: the command without slash, and up to 256 characters on what it does.
type MenuEntry struct {
	Command     string
	Description string
}

// SetCommands sets the menu for readers of a language (ISO 639-1), for all without a menu of their own when lang is empty.
// No entries takes the menu away.
func (c *Client) SetCommands(ctx context.Context, scope Scope, lang string, menu []MenuEntry) error {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if len(menu) == 0 {
		_, err := c.lib.DeleteMyCommands(ctx, &bot.DeleteMyCommandsParams{Scope: scope.library(), LanguageCode: lang})
		return c.classify("deleteMyCommands", err)
	}
	commands := make([]models.BotCommand, len(menu))
	for i, m := range menu {
		commands[i] = models.BotCommand{Command: m.Command, Description: m.Description}
	}
	_, err := c.lib.SetMyCommands(ctx, &bot.SetMyCommandsParams{Commands: commands, Scope: scope.library(), LanguageCode: lang})
	return c.classify("setMyCommands", err)
}
