package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"duban/bot/sandbox"
)

type sandboxVerb struct {
	Listen string `help:"Address to listen on; keep it on this machine." env:"DUBAN_LISTEN" default:"127.0.0.1:8081"`
	Token  string `help:"The bot's token here; any will do." env:"DUBAN_TOKEN" default:"123456:sandbox"`
	Strict bool   `help:"Enforce Telegram's rates as well." negatable:"" default:"true"`
}

// Run imitates the Bot API until it is told to stop.
func (v *sandboxVerb) Run(ctx context.Context, t terminal) error {
	o := sandbox.Options{Now: time.Now}
	if v.Strict {
		o.Limits = sandbox.TelegramLimits()
	}
	tg := sandbox.New(o)
	defer tg.Close()
	tg.AddBot(v.Token, "sandbox_bot", "Sandbox")
	for i, name := range []string{"王芳", "李主任", "陈敏"} {
		tg.AddPerson(sandbox.Person{ID: int64(1001 + i), FirstName: name, Language: "zh-hans"})
	}
	listener, err := net.Listen("tcp", v.Listen)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Bot API  http://%s (token %s)\nchat     http://%s/\n", listener.Addr(), v.Token, listener.Addr())
	return serveHTTP(ctx, listener, apiAndPage(tg, tg.Page(sandbox.PageOptions{Lang: "zh"})))
}

// apiAndPage serves the Bot API's paths to the bot and everything else to
// whoever looks.
func apiAndPage(api, page http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", page)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.Path) > 4 && (r.URL.Path[:4] == "/bot" || len(r.URL.Path) > 9 && r.URL.Path[:9] == "/file/bot") {
			api.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// serveHTTP serves until ctx ends; streams to pages are cut, not waited for.
func serveHTTP(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
