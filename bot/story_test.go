package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot"
	"duban/bot/outbox"
	"duban/bot/sandbox"
	"duban/bot/telegram"
	"duban/schedule"
	"duban/store"
)

const token = "123456:story"

// office is duban at work against the sandbox, in a bubble of virtual time.
type office struct {
	t      *testing.T
	tg     *sandbox.Telegram
	store  *store.Store
	bot    *bot.Bot
	outbox *outbox.Outbox
	client *telegram.Client
	stop   func()
	poke   chan struct{} // something may be due earlier now
	stir   chan struct{} // somebody did something
	zone   *time.Location
	path   string
	codes  int    // invitations made so far
	folder string // where evidence is kept; empty for nowhere
	people map[string]int64
	groups map[string]int64
	topics map[string]int    // thread ids, by 群/话题
	shown  map[string]string // what the story has shown of each message
}

// newOffice starts at the moment; the bubble's clock begins in 2000.
func newOffice(t *testing.T, start string) *office {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", start, zone)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Until(at))
	o := &office{t: t, zone: zone, poke: make(chan struct{}, 1), stir: make(chan struct{}, 1), people: map[string]int64{}, groups: map[string]int64{}, topics: map[string]int{}, shown: map[string]string{}}
	o.tg = sandbox.New(sandbox.Options{Now: time.Now, Limits: sandbox.TelegramLimits()})
	o.tg.AddBot(token, "duban_bot", "督办")
	o.client, err = telegram.New(telegram.Config{Token: token, BaseURL: "http://telegram", HTTP: &http.Client{Transport: o.tg}})
	if err != nil {
		t.Fatal(err)
	}
	o.path = filepath.Join(t.TempDir(), "duban.db")
	o.start()
	synctest.Wait() // what the start itself records comes first
	return o
}

// restart ends the process and starts it on the same file.
func (o *office) restart() {
	o.stop()
	if err := o.store.Close(); err != nil {
		o.t.Fatal(err)
	}
	o.start()
}

// start opens the file and runs polling, the tick and the outbox as serve does.
func (o *office) start() {
	var err error
	if o.store, err = store.Open(o.path, store.Options{}); err != nil {
		o.t.Fatal(err)
	}
	cal, err := schedule.NewCalendar()
	if err != nil {
		o.t.Fatal(err)
	}
	me, err := o.client.Me(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	o.bot = bot.New(bot.Config{
		Store: o.store, Zone: o.zone, Calendar: cal, Now: time.Now, Me: me, Lang: "zh",
		Code: func() string { o.codes++; return fmt.Sprintf("CODE%04d", o.codes) },
	})
	if o.folder != "" {
		root, err := os.OpenRoot(o.folder)
		if err != nil {
			o.t.Fatal(err)
		}
		o.bot.Archive = &bot.Archive{Root: root, Limit: 20 << 20}
	}
	o.outbox = o.bot.Outbox(o.client, func(error) {})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 3)
	go func() { ended <- o.outbox.Run(ctx) }()
	go func() { ended <- o.poll(ctx) }()
	go func() { ended <- o.tick(ctx) }()
	o.stop = func() {
		cancel()
		for range 3 {
			if err := <-ended; err != nil {
				o.t.Errorf("a loop ended: %v", err)
			}
		}
	}
}

func (o *office) poll(ctx context.Context) error {
	return o.client.Poll(ctx, 0, func(ctx context.Context, batch []json.RawMessage) (int64, error) {
		next, err := o.bot.Accept(ctx, batch)
		if err == nil {
			_, kept := o.bot.KeepEvidence(ctx, o.client)
			err = errors.Join(kept, o.bot.FetchImports(ctx, o.client))
		}
		o.outbox.Wake()
		select {
		case o.poke <- struct{}{}:
		default:
		}
		return next, err
	}, func(s telegram.PollState) {
		if s.Kind == telegram.PollOK && s.Got == 0 {
			o.lull(ctx)
		}
	})
}

// lull waits until somebody does something. A story that goes through months
// would ask for updates a million times for nothing.
func (o *office) lull(ctx context.Context) {
	select {
	case <-o.stir:
	case <-ctx.Done():
	case <-time.After(time.Hour):
	}
}

func (o *office) tick(ctx context.Context) error {
	for {
		next, err := o.bot.Tick()
		if err != nil {
			return err
		}
		o.outbox.Wake()
		select {
		case <-ctx.Done():
			return nil
		case <-o.poke:
			time.Sleep(time.Second) // what was said about the update goes first, in every run
		case <-time.After(time.Until(next)):
		}
	}
}

// close stops everything and looks at the file.
func (o *office) close() {
	o.stop()
	if _, err := o.store.Verify(o.t.TempDir()); err != nil {
		o.t.Errorf("after the story: %v", err)
	}
	if err := o.store.Close(); err != nil {
		o.t.Error(err)
	}
}

// operate runs one cause as the operator.
func (o *office) operate(fn func(tx *store.Tx) error) {
	o.t.Helper()
	err := o.store.Update(time.Now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "story"}, func() error { return fn(tx) })
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// hire makes a post and its person, who joins by pressing Start.
func (o *office) hire(name string, id int64, lang string, post store.Post) {
	o.t.Helper()
	o.people[name] = id
	o.tg.AddPerson(sandbox.Person{ID: id, FirstName: name, Language: lang})
	code := fmt.Sprintf("JOIN%d", id)
	o.operate(func(tx *store.Tx) error {
		p, err := tx.PutPost(post)
		if err != nil {
			return err
		}
		return tx.Invite(p.ID, code, time.Now().AddDate(0, 0, 7))
	})
	if _, err := o.tg.Start(id, code); err != nil {
		o.t.Fatal(err)
	}
	o.settle()
}

// meet adds somebody who has joined nothing.
func (o *office) meet(name string, id int64, lang string) {
	o.people[name] = id
	o.tg.AddPerson(sandbox.Person{ID: id, FirstName: name, Language: lang})
	if _, err := o.tg.Start(id, ""); err != nil {
		o.t.Fatal(err)
	}
	o.settle()
}

// settle lets everything that was caused happen: a few seconds of the bubble.
func (o *office) settle() {
	select {
	case o.stir <- struct{}{}:
	default:
	}
	synctest.Wait()
	time.Sleep(5 * time.Second)
	synctest.Wait()
}

// district loads the units and the list that come with duban.
func (o *office) district() {
	o.t.Helper()
	o.operate(func(tx *store.Tx) error { return loadDistrict(tx) })
}

func (o *office) unit(code string) store.UnitID {
	o.t.Helper()
	var id store.UnitID
	o.view(func(tx *store.Tx) {
		u, err := tx.UnitNamed(code)
		if err != nil {
			o.t.Fatalf("unit %s: %v", code, err)
		}
		id = u.ID
	})
	return id
}

func (o *office) view(fn func(tx *store.Tx)) {
	o.t.Helper()
	if err := o.store.View(time.Now(), func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		o.t.Fatal(err)
	}
}
