package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
)

const processToken = "123456:process"

// process is the real program, serving as a process of its own, against a
// Telegram in this one.
type process struct {
	t       *testing.T
	tg      *sandbox.Telegram
	api     string
	revoked atomic.Bool // Telegram knows the token no more
	gate    sync.Mutex  // held: what was sent gets its answer later
	db      string
	hooked  bool // by webhook
	cmd     *exec.Cmd
	out     lockedBuffer
	exited  chan struct{}
}

const (
	chief = 900  // the admin
	first = 1001 // the contact of the first unit
)

// newProcess makes a file with an admin and units with a contact each, who all
// have spoken to the bot.
func newProcess(t *testing.T, units int, hooked bool) *process {
	t.Helper()
	p := &process{t: t, db: filepath.Join(t.TempDir(), "duban.db"), hooked: hooked}
	p.tg = sandbox.New(sandbox.Options{Now: time.Now, Webhook: toLoopback{p}})
	p.tg.AddBot(processToken, "duban_bot", "督办")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.revoked.Load() {
			w.WriteHeader(http.StatusUnauthorized)
			io.WriteString(w, `{"ok":false,"error_code":401,"description":"Unauthorized"}`)
			return
		}
		p.tg.ServeHTTP(w, r)
		if strings.HasSuffix(r.URL.Path, "/sendMessage") {
			p.gate.Lock()
			defer p.gate.Unlock()
		}
	}))
	p.api = server.URL
	t.Cleanup(func() {
		p.kill()
		p.tg.Close()
		server.Close()
	})
	p.write(func(tx *store.Tx) error { return p.people(tx, units) })
	return p
}

// toLoopback stands for what ends TLS before the bot: it carries what goes to
// the public address to where the bot listens.
type toLoopback struct{ p *process }

func (to toLoopback) RoundTrip(r *http.Request) (*http.Response, error) {
	r.URL = &url.URL{Scheme: "http", Host: to.p.address(), Path: r.URL.Path}
	return http.DefaultTransport.RoundTrip(r)
}

var listens = regexp.MustCompile(`msg=listens address=(\S+)`)

// address is where the process listens: a port that was free when it started,
// since one that a test had chosen before might be taken by then. Nobody is
// there until it has said so.
func (p *process) address() string {
	if said := listens.FindStringSubmatch(p.out.String()); said != nil {
		return said[1]
	}
	return "127.0.0.1:0"
}

func (p *process) write(fn func(tx *store.Tx) error) {
	p.t.Helper()
	s, err := store.Open(p.db, store.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	err = s.Update(time.Now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error { return fn(tx) })
	})
	if err := errors.Join(err, s.Close()); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) read(fn func(tx *store.Tx) error) {
	p.t.Helper()
	s, err := store.Open(p.db, store.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	if err := errors.Join(s.View(time.Now(), fn), s.Close()); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) people(tx *store.Tx, units int) error {
	office := store.DefaultOffice()
	office.Quiet = &schedule.Quiet{} // the whole day: the test runs at any hour
	if err := tx.PutOffice(office, ""); err != nil {
		return err
	}
	if err := p.hold(tx, store.Post{Role: store.Admin}, chief); err != nil {
		return err
	}
	if _, err := tx.PutProgramme(store.Programme{Name: "清单"}); err != nil {
		return err
	}
	for i := range units {
		u, err := tx.PutUnit(store.Unit{Code: fmt.Sprintf("U%d", i+1), Name: fmt.Sprintf("单位%d", i+1)})
		if err != nil {
			return err
		}
		if err := p.hold(tx, store.Post{Unit: u.ID, Role: store.Contact, Seat: "A"}, first+int64(i)); err != nil {
			return err
		}
		now := time.Now()
		_, err = tx.PutTask(store.Task{
			Code: fmt.Sprintf("T%d", i+1), Programme: 1, Title: fmt.Sprintf("任务%d", i+1), Lead: u.ID, State: store.Assigned,
			Start: now.AddDate(0, -1, 0), Due: now.AddDate(0, 6, 0),
		}, store.TaskMade, "")
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *process) hold(tx *store.Tx, post store.Post, id int64) error {
	p.tg.AddPerson(sandbox.Person{ID: id, FirstName: fmt.Sprintf("人%d", id), Language: "zh"})
	if _, err := p.tg.Say(id, id, "你好"); err != nil {
		return err
	}
	post.Holder = store.PersonID(id)
	if _, err := tx.PutPost(post); err != nil {
		return err
	}
	return tx.PutPerson(store.Person{ID: post.Holder, Name: fmt.Sprintf("人%d", id)})
}

const hookSecret = "s3cret_-"

// start runs duban serve and does not wait for anything.
func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(os.Args[0])
	p.cmd.Env = append(os.Environ(), "DUBAN_TEST_MAIN=serve", "DUBAN_TOKEN="+processToken, "DUBAN_API_URL="+p.api, "DUBAN_DB="+p.db, "DUBAN_LISTEN=127.0.0.1:0")
	if p.hooked {
		p.cmd.Env = append(p.cmd.Env, "DUBAN_PUBLIC_URL=https://duban.test/", "DUBAN_WEBHOOK_SECRET="+hookSecret)
	}
	p.out.Reset()
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.exited = make(chan struct{})
	go func(cmd *exec.Cmd, exited chan struct{}) {
		cmd.Wait()
		close(exited)
	}(p.cmd, p.exited)
}

// wait returns how long the process takes to end by itself, and its exit code.
func (p *process) wait() (code int, took time.Duration) {
	p.t.Helper()
	began := time.Now()
	select {
	case <-p.exited:
	case <-time.After(30 * time.Second):
		p.t.Fatalf("it does not end\n%s", p.out.String())
	}
	return p.cmd.ProcessState.ExitCode(), time.Since(began)
}

// stop ends it as an operator does: with code 0, within ten seconds.
func (p *process) stop() {
	p.t.Helper()
	p.cmd.Process.Signal(syscall.SIGTERM)
	if code, took := p.wait(); code != 0 || took > 10*time.Second {
		p.t.Errorf("after SIGTERM: exit %d after %v\n%s", code, took, p.out.String())
	}
}

func (p *process) kill() {
	if p.exited != nil {
		p.cmd.Process.Kill()
		<-p.exited
	}
}

// until waits for something that is bound to happen: longer than Telegram
// pauses between two tries, which is a minute.
func (p *process) until(what string, happened func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); !happened(); {
		if time.Now().After(deadline) {
			p.t.Fatalf("still not: %s\n%s", what, p.out.String())
		}
		<-time.After(10 * time.Millisecond)
	}
}

// told counts the bot's messages in a chat that have the words in them.
func (p *process) told(chat int64, words string) (n int) {
	for _, m := range p.tg.Messages(chat) {
		if m.From.IsBot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

func (p *process) say(person int64, text string) {
	p.t.Helper()
	if _, err := p.tg.Say(person, person, text); err != nil {
		p.t.Fatal(err)
	}
}

// get is what the process says to whoever watches over it.
func (p *process) get(path string) (status int, body string) {
	resp, err := http.Get("http://" + p.address() + path)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(text)
}

// up waits until it answers, and people are answered.
func (p *process) up() {
	p.t.Helper()
	p.until("healthy", func() bool { status, _ := p.get("/healthz"); return status == http.StatusOK })
}

// metric is the value of one, as text.
func (p *process) metric(name string) string {
	_, body := p.get("/metrics")
	for _, line := range strings.Split(body, "\n") {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return value
		}
	}
	return ""
}

// lockedBuffer takes what two pipes write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(text)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *lockedBuffer) Reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.b.Reset()
}
