package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot"
	"duban/bot/sandbox"
	"duban/bot/telegram"
	"duban/schedule"
	"duban/store"
)

// line is duban on a line to Telegram that takes its time, in a bubble of
// virtual time: a file with an admin and units, each with one contact.
type line struct {
	t     *testing.T
	tg    *sandbox.Telegram
	path  string
	store *store.Store
	delay *delay
	door  *doorway
	hooks bool // Telegram delivers to the door; else the bot polls
	stop  func()
	keys  int
}

const (
	lineAdmin   = 900
	lineContact = 1000 // of unit 1 is 1001
)

// newLine starts in the middle of a working morning.
func newLine(t *testing.T, units int) *line { return newLineBy(t, units, false) }

func newLineBy(t *testing.T, units int, webhook bool) *line {
	t.Helper()
	time.Sleep(time.Until(noon))
	l := &line{t: t, path: filepath.Join(memoryDir(t), "duban.db"), door: &doorway{}, hooks: webhook}
	l.tg = sandbox.New(sandbox.Options{Now: time.Now, Limits: sandbox.TelegramLimits(), Webhook: l.door})
	l.tg.AddBot(token, "duban_bot", "督办")
	l.delay = &delay{next: l.tg, rng: rand.New(rand.NewPCG(1, 2)), under: map[int64]int{}}
	for _, id := range append(contacts(units), lineAdmin) {
		l.meet(id)
	}
	l.open()
	l.do(func(tx *store.Tx) error {
		if _, err := tx.PutPost(store.Post{Role: store.Admin, Holder: lineAdmin}); err != nil {
			return err
		}
		if err := tx.PutPerson(store.Person{ID: lineAdmin, Name: "管理员"}); err != nil {
			return err
		}
		for i, id := range contacts(units) {
			u, err := tx.PutUnit(store.Unit{Code: fmt.Sprintf("U%d", i+1), Name: fmt.Sprintf("单位%d", i+1)})
			if err != nil {
				return err
			}
			if err := hold(tx, store.Post{Unit: u.ID, Role: store.Contact, Seat: "A"}, id); err != nil {
				return err
			}
		}
		return nil
	})
	l.run()
	return l
}

// memoryDir is a folder that is kept in memory, where there is such a thing:
// hours of virtual time then don't wait for thousands of real flushes.
func memoryDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "duban-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func contacts(n int) (ids []int64) {
	for i := range n {
		ids = append(ids, lineContact+int64(i)+1)
	}
	return ids
}

// hold puts a new person on a new post.
func hold(tx *store.Tx, p store.Post, id int64) error {
	p.Holder = store.PersonID(id)
	if _, err := tx.PutPost(p); err != nil {
		return err
	}
	return tx.PutPerson(store.Person{ID: p.Holder, Name: fmt.Sprintf("人%d", id)})
}

func (l *line) meet(id int64) {
	l.t.Helper()
	l.tg.AddPerson(sandbox.Person{ID: id, FirstName: fmt.Sprintf("人%d", id), Language: "zh"})
	if _, err := l.tg.Say(id, id, "你好"); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) open() {
	l.t.Helper()
	var err error
	if l.store, err = store.Open(l.path, store.Options{}); err != nil {
		l.t.Fatal(err)
	}
}

// client is a connection of its own to Telegram.
func (l *line) client() *telegram.Client {
	l.t.Helper()
	client, err := telegram.New(telegram.Config{Token: token, BaseURL: "http://telegram", HTTP: &http.Client{Transport: l.delay}})
	if err != nil {
		l.t.Fatal(err)
	}
	return client
}

// runner is the bot as serve makes it.
func (l *line) runner() *bot.Runner {
	l.t.Helper()
	client := l.client()
	me, err := client.Me(context.Background())
	if err != nil {
		l.t.Fatal(err)
	}
	cal, err := schedule.NewCalendar()
	if err != nil {
		l.t.Fatal(err)
	}
	n := 0
	b := bot.New(bot.Config{
		Store: l.store, Zone: noon.Location(), Calendar: cal, Now: time.Now, Me: me, Lang: "zh",
		Code: func() string { n++; return fmt.Sprintf("CODE%04d", n) },
	})
	r := bot.NewRunner(b, client)
	if l.hooks {
		l.door.opens(r)
		r.ByWebhook(lineHook)
		if err := client.SetWebhook(context.Background(), lineHook); err != nil {
			l.t.Fatal(err)
		}
	}
	return r
}

// run starts the bot as serve does.
func (l *line) run() {
	l.t.Helper()
	r := l.runner()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx, !l.hooks) }()
	l.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			l.t.Errorf("the bot ended: %v", err)
		}
	}
}

// restart ends the bot and starts it on the same file.
func (l *line) restart() {
	l.t.Helper()
	l.stop()
	if err := l.store.Close(); err != nil {
		l.t.Fatal(err)
	}
	l.open()
	l.run()
}

// close ends the bot and looks at the file and its books.
func (l *line) close() {
	l.t.Helper()
	l.stop()
	if books, err := l.store.Balance(l.t.Context(), time.Now()); err != nil || books.Count() > 0 {
		l.t.Errorf("the books: %+v, %v", books.Remainders, err)
	}
	if _, err := l.store.Verify(l.t.TempDir()); err != nil {
		l.t.Errorf("the file: %v", err)
	}
	if err := l.store.Close(); err != nil {
		l.t.Error(err)
	}
	l.tg.Close()
	l.pass(time.Second) // for the calls that the stop cut off
}

func (l *line) do(fn func(tx *store.Tx) error) {
	l.t.Helper()
	err := l.store.Update(time.Now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error { return fn(tx) })
	})
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) see(fn func(tx *store.Tx)) {
	l.t.Helper()
	if err := l.store.View(time.Now(), func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		l.t.Fatal(err)
	}
}

// queue plans messages, in one transaction, and gives their ids. Anyone who
// could be asked about the unit has an open ask for the asks among them.
func (l *line) queue(all ...store.Message) (ids []store.MessageID) {
	l.t.Helper()
	l.do(func(tx *store.Tx) error {
		for _, m := range all {
			l.keys++
			if m.Key == "" {
				m.Key = fmt.Sprintf("line:%d", l.keys)
			}
			m, _, err := tx.Queue(m)
			if err != nil {
				return err
			}
			ids = append(ids, m.ID)
		}
		return nil
	})
	l.wake()
	return ids
}

// wake lets the bot look at its outbox: anything that somebody says does.
func (l *line) wake() {
	l.t.Helper()
	if _, err := l.tg.Say(lineAdmin, lineAdmin, "/me"); err != nil {
		l.t.Fatal(err)
	}
}

func (l *line) message(id store.MessageID) (m store.Message) {
	l.t.Helper()
	l.see(func(tx *store.Tx) {
		var err error
		if m, err = tx.Message(id); err != nil {
			l.t.Fatal(err)
		}
	})
	return m
}

// pass lets so much time go by, and whatever happens in it.
func (l *line) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// heard is how often the bot said a text in a chat.
func (l *line) heard(chat int64, text string) (n int) {
	for _, m := range l.tg.Messages(chat) {
		if m.From.IsBot && !m.Deleted && m.Text == text {
			n++
		}
	}
	return n
}

// floods are the calls that Telegram refused for their number.
func (l *line) floods() (n int) {
	for _, c := range l.tg.Calls() {
		if c.Status == http.StatusTooManyRequests {
			n++
		}
	}
	return n
}

// delay is the way to Telegram and back: each takes 25 to 75 ms. It counts
// the calls under way in each chat.
type delay struct {
	next http.RoundTripper

	mu    sync.Mutex
	rng   *rand.Rand
	under map[int64]int
	most  int
	dead  bool // no connection can be made
}

var chatField = regexp.MustCompile(`(?:name="chat_id"\r\n\r\n|(?:^|&)chat_id=)(-?\d+)`)

func (d *delay) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil { // a download has none
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	chat := int64(0)
	if m := chatField.FindSubmatch(body); m != nil {
		chat, _ = strconv.ParseInt(string(m[1]), 10, 64)
	}
	if d.cut() {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("no route to host")}
	}
	there, back := d.begin(chat)
	defer d.end(chat)
	time.Sleep(there)
	resp, err := d.next.RoundTrip(r)
	time.Sleep(back)
	return resp, err
}

func (d *delay) cut() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dead
}

func (d *delay) begin(chat int64) (there, back time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.under[chat]++; chat != 0 {
		d.most = max(d.most, d.under[chat])
	}
	leg := func() time.Duration {
		return 25*time.Millisecond + time.Duration(d.rng.Int64N(int64(50*time.Millisecond)))
	}
	return leg(), leg()
}

func (d *delay) end(chat int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.under[chat]--
}
