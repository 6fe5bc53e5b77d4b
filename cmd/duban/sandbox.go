package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"duban/bot/sandbox"
)

type sandboxVerb struct {
	Listen string `help:"Address to listen on; keep it on this machine." env:"DUBAN_LISTEN" default:"127.0.0.1:8081"`
	Token  string `help:"The bot's token here; any will do." env:"DUBAN_TOKEN" default:"123456789:AA-sandbox-sandbox-sandbox-sandbox-"`
	Strict bool   `help:"Enforce Telegram's rates as well: 30 messages a second, 1 a second per chat after a burst of 3, 20 a minute per group." negatable:"" default:"true"`
}

// Help is what -h says beyond the flags.
func (sandboxVerb) Help() string {
	return `Point any client at it: the Bot API is at http://ADDRESS/botTOKEN/METHOD, files are at http://ADDRESS/file/botTOKEN/PATH, and
http://ADDRESS/ is a chat page on which you are the people that the bot talks to.

A test in another program says and breaks things over HTTP, with JSON:

  curl -d '{"person":1001,"text":""}' http://ADDRESS/sandbox/start
  curl -d '{"person":1001,"chat":1001,"text":"hello"}' http://ADDRESS/sandbox/say
  curl -d '{"title":"Team","members":[1001,1002],"forum":true}' http://ADDRESS/sandbox/group
  curl -d '{"do":"429","method":"sendMessage","retry_after":3,"times":2}' http://ADDRESS/sandbox/fault
  curl -d '{"per_second":25,"chat_burst":1,"group_per_minute":20}' http://ADDRESS/sandbox/limits
  curl http://ADDRESS/sandbox/messages?chat=1001

Orders: person group topic start say file contact location edit delete react press block unblock join leave deactivate promote demote
kick privacy migrate fault limits renumber repeat. To look at: people chats messages calls faults answer. Faults (do): 429 blocked refused server
status cutbefore cutafter truncated delay hang hangafter migrate; each with method, chat, skip, times. The fields are listed in the
documentation of package sandbox, at Telegram.Control.`
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
	var people []int64
	for i, name := range []string{"王芳", "李主任", "陈敏"} {
		people = append(people, int64(1001+i))
		tg.AddPerson(sandbox.Person{ID: people[i], FirstName: name, Language: "zh-hans"})
	}
	listener, err := net.Listen("tcp", v.Listen)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Bot API  http://%s (token %s)\nchat     http://%s/\norders   http://%[1]s/sandbox/ (duban sandbox -h lists them)\n", listener.Addr(), v.Token, listener.Addr())
	page := tg.Page(sandbox.PageOptions{Lang: "zh", Panes: people})
	mux := http.NewServeMux()
	mux.Handle("/sandbox/", tg.Control())
	mux.Handle("/", page)
	return serveHTTP(ctx, listener, apiAndPage(tg, mux))
}

// apiAndPage serves the Bot API's paths to the bot and everything else to
// whoever looks.
func apiAndPage(api, page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/bot") || strings.HasPrefix(r.URL.Path, "/file/bot") {
			api.ServeHTTP(w, r)
			return
		}
		page.ServeHTTP(w, r)
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
