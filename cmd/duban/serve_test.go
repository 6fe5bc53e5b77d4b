package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"duban/bot/sandbox"
	"duban/store"

	"go.etcd.io/bbolt"
)

// A second process on the same file says so in words and leaves within two
// seconds; the first goes on.
func TestServeOnAFileInUse(t *testing.T) {
	p := newProcess(t, 1, false)
	p.start()
	p.up()
	began := time.Now()
	code, _, errs := duban(t, nil, "serve", "--token", processToken, "--api-url", p.api, "--db", p.db)
	if took := time.Since(began); code != 1 || took > 2*time.Second || !strings.Contains(errs, "another duban has the file open") {
		t.Errorf("exit %d after %v: %s", code, took, errs)
	}
	p.say(first, "/me")
	p.until("the first goes on", func() bool { return p.told(first, "您的岗位") == 1 })
	p.stop()
}

// messages queues an ask with a button for each contact.
func (p *process) messages(units int) {
	p.t.Helper()
	p.write(func(tx *store.Tx) error {
		for i := range units {
			_, _, err := tx.Queue(store.Message{
				Key: fmt.Sprintf("test:%d", i), Class: store.Question, To: store.Place{Chat: store.ChatID(first + i)}, Text: "请填报",
				Buttons: [][]store.Button{{{Text: "正常", Data: fmt.Sprintf("nothing:%d", i)}}},
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Telegram does not answer any more when the process is told to stop: it stops
// all the same, what was under way is in doubt, and after the next start
// everybody has got the message once.
func TestServeStopsWhileTelegramHangs(t *testing.T) {
	const units = 6
	p := newProcess(t, units, false)
	p.messages(units)
	p.tg.Inject(sandbox.Fault{Method: "sendMessage", Do: sandbox.FaultHang, Times: 2})
	p.tg.Inject(sandbox.Fault{Method: "sendMessage", Do: sandbox.FaultHangAfter, Times: 2})
	p.tg.Inject(sandbox.Fault{Method: "setMyCommands", Do: sandbox.FaultHang, Times: 100})
	p.start()
	p.until("calls hang", func() bool {
		for _, f := range p.tg.Faults() {
			if f.Method == "sendMessage" {
				return false
			}
		}
		return true
	})
	p.tg.Inject(sandbox.Fault{Method: "getUpdates", Do: sandbox.FaultHang, Times: 100})
	p.stop()
	p.read(func(tx *store.Tx) error {
		open := 0
		for u := range tx.Outbox() {
			if u.Sending || u.InDoubt {
				open++
			}
		}
		if open < 4 {
			t.Errorf("%d messages are in doubt, 4 calls were under way", open)
		}
		return nil
	})
	p.tg.ClearFaults()
	p.start()
	p.until("everybody has it", func() bool {
		for i := range units {
			if p.told(int64(first+i), "请填报") == 0 {
				return false
			}
		}
		return p.metric("duban_outbox_messages") == "0"
	})
	for i := range units {
		if n := p.told(int64(first+i), "请填报"); n != 1 {
			t.Errorf("contact %d has it %d times", i, n)
		}
	}
	p.stop()
}

// SIGTERM before Telegram has said who the bot is, or how updates come.
func TestServeStopsWhileItStarts(t *testing.T) {
	for _, f := range []sandbox.Fault{
		{Method: "getMe", Do: sandbox.FaultHang, Times: 100},
		{Method: "getMe", Do: sandbox.FaultCutBefore, Times: 100},
		{Method: "getMe", Do: sandbox.FaultTooMany, RetryAfter: 600, Times: 100},
		{Method: "deleteWebhook", Do: sandbox.FaultServer, Times: 100},
	} {
		p := newProcess(t, 1, false)
		p.tg.Inject(f)
		p.start()
		p.until("it has asked", func() bool { return p.tg.Faults()[0].Times < 100 })
		p.stop()
	}
}

// Telegram can't be reached when it starts: it says so, to whoever reads the
// log and to whoever watches over it, and goes to work as soon as it can. The
// file can be copied meanwhile.
func TestServeStartsBeforeTelegramCanBeReached(t *testing.T) {
	for _, hooked := range []bool{false, true} {
		p := newProcess(t, 1, hooked)
		p.tg.Inject(sandbox.Fault{Method: "getMe", Do: sandbox.FaultCutBefore, Times: 100})
		p.start()
		p.until("it waits", func() bool { return p.tg.Faults()[0].Times < 99 })
		status, body := p.get("/healthz")
		if status != http.StatusServiceUnavailable || !strings.Contains(body, "telegram: not reached since the start at ") || !strings.Contains(body, "(down: getMe: ") {
			t.Errorf("by webhook %v: health says %d %s", hooked, status, body)
		}
		if text := p.out.String(); !strings.Contains(text, "Telegram can't be reached; duban waits and tries again") || strings.Contains(text, processToken) {
			t.Errorf("by webhook %v: it says\n%s", hooked, text)
		}
		if code, out, errs := duban(t, nil, "backup", filepath.Join(t.TempDir(), "copy.db"), "--db", p.db); code != 0 {
			t.Errorf("by webhook %v: backup: %s%s", hooked, out, errs)
		}
		if hooked {
			if status := p.post(hookSecret, wrote(1, 1, first, "/me")); status != http.StatusServiceUnavailable {
				t.Errorf("an update that comes too early: %d", status)
			}
		}
		p.say(first, "/me")
		p.tg.ClearFaults()
		p.tg.Inject(sandbox.Fault{Method: map[bool]string{false: "deleteWebhook", true: "setWebhook"}[hooked], Do: sandbox.FaultServer})
		p.up()
		if left := p.tg.Faults(); len(left) > 0 {
			t.Errorf("by webhook %v: it went to work past %v", hooked, left)
		}
		p.until("an answer", func() bool { return p.told(first, "您的岗位") == 1 })
		p.stop()
	}
}

// Somebody has a connection open and says nothing: it stops all the same.
func TestServeStopsBesideASilentConnection(t *testing.T) {
	p := newProcess(t, 1, true)
	p.start()
	p.up()
	silent, err := net.Dial("tcp", p.address())
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	p.stop()
}

// The token is revoked while it serves: it ends, and says so in words.
func TestServeWithARevokedToken(t *testing.T) {
	for _, hooked := range []bool{false, true} {
		p := newProcess(t, 1, hooked)
		p.start()
		p.up()
		p.say(first, "/me")
		p.until("it serves", func() bool { return p.told(first, "您的岗位") == 1 })
		p.revoked.Store(true)
		p.say(first, "/tasks") // ends a poll
		if code, _ := p.wait(); code != 1 || !strings.Contains(p.out.String(), "check the token with @BotFather") || strings.Contains(p.out.String(), processToken) {
			t.Errorf("by webhook %v: exit %d\n%s", hooked, code, p.out.String())
		}
	}
}

// post delivers an update as Telegram would.
func (p *process) post(secret, body string) (status int) {
	r, err := http.NewRequest(http.MethodPost, "http://"+p.address()+hookPath, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

func wrote(update, number int, person int64, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"x"},"chat":{"id":%d,"type":"private"},"date":%d,"text":%q}}`,
		update, number, person, person, time.Now().Unix(), text)
}

// Updates by webhook, from Telegram's end to the answer in the chat; and what
// does not come from Telegram.
func TestServeByWebhook(t *testing.T) {
	p := newProcess(t, 1, true)
	p.start()
	p.up()
	p.say(first, "/me")
	p.until("an answer", func() bool { return p.told(first, "您的岗位") == 1 })
	for name, c := range map[string]struct {
		secret, body string
		status       int
	}{
		"no secret":     {"", wrote(1, 1, first, "/me"), http.StatusForbidden},
		"wrong secret":  {hookSecret + "x", wrote(2, 2, first, "/me"), http.StatusForbidden},
		"too big":       {hookSecret, wrote(3, 3, first, strings.Repeat("大", 1<<20)), http.StatusRequestEntityTooLarge},
		"not an update": {hookSecret, "hello", http.StatusBadRequest},
		"poison":        {hookSecret, `{"update_id":4,"message":{"message_id":"four"}}`, http.StatusOK},
	} {
		if status := p.post(c.secret, c.body); status != c.status {
			t.Errorf("%s: %d, not %d", name, status, c.status)
		}
	}
	p.until("the poison is told", func() bool { return p.told(chief, "处理失败") == 1 && p.metric("duban_parked_updates") == "1" })
	for range 3 {
		if status := p.post(hookSecret, wrote(900, 900, first, "/tasks")); status != http.StatusOK {
			t.Errorf("%d", status)
		}
	}
	p.until("one answer to what came three times", func() bool { return p.metric("duban_outbox_messages") == "0" })
	if n := p.told(first, "T1"); n != 1 {
		t.Errorf("%d answers", n)
	}
	p.stop()
}

// A 200 means that the update is on disk: the process is killed as soon as it
// is said. Under load many share a commit.
func TestWebhookAnswersAfterTheCommit(t *testing.T) {
	const callers, each = 64, 10
	p := newProcess(t, callers, true)
	p.start()
	p.up()
	before := p.commits()
	p.start()
	p.up()
	var all sync.WaitGroup
	for c := range callers {
		all.Go(func() {
			for i := range each {
				n := c*each + i + 1000
				if status := p.post(hookSecret, wrote(n, n, int64(first+c), "正常")); status != http.StatusOK {
					t.Errorf("update %d: %d", n, status)
				}
			}
		})
	}
	all.Wait()
	commits := p.commits() - before
	p.read(func(tx *store.Tx) error {
		for c := range callers {
			task, err := tx.TaskCoded(fmt.Sprintf("T%d", c+1))
			if err != nil || task.Standing.Version != each {
				t.Errorf("%d of %d reports, %v", task.Standing.Version, each, err)
			}
		}
		return nil
	})
	t.Logf("%d updates, %d commits of all sorts", callers*each, commits)
	if commits > callers*each/2 {
		t.Errorf("%d commits for %d updates of %d callers", commits, callers*each, callers)
	}
}

// commits kills the process and returns how many its file has seen.
func (p *process) commits() (n int) {
	p.t.Helper()
	p.kill()
	db, err := bbolt.Open(p.db, 0o600, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	db.View(func(tx *bbolt.Tx) error { n = tx.ID(); return nil })
	return n
}

// The file breaks, before the start or while it serves: it says so in words
// and ends, and takes nothing that it can't record.
func TestServeOnABrokenFile(t *testing.T) {
	p := newProcess(t, 3, false)
	good, err := os.ReadFile(p.db)
	if err != nil {
		t.Fatal(err)
	}
	for _, meanwhile := range []bool{false, true} {
		if err := os.WriteFile(p.db, good, 0o600); err != nil {
			t.Fatal(err)
		}
		if meanwhile {
			p.start()
			p.up()
			p.until("it has taken what there was", func() bool { return p.tg.Pending(processToken) == 0 })
		}
		p.spoil()
		p.say(first, "正常")
		if !meanwhile {
			p.start()
		}
		if code, _ := p.wait(); code != 1 || !strings.Contains(p.out.String(), "put a copy back with duban restore") {
			t.Errorf("while it serves %v: exit %d\n%s", meanwhile, code, p.out.String())
		}
		if p.tg.Pending(processToken) == 0 {
			t.Errorf("while it serves %v: Telegram was told that we have what was sent", meanwhile)
		}
	}
}

// spoil breaks the head of every page but the first two.
func (p *process) spoil() {
	p.t.Helper()
	f, err := os.OpenFile(p.db, os.O_RDWR, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		p.t.Fatal(err)
	}
	for at := int64(2 * os.Getpagesize()); at < info.Size() && err == nil; at += int64(os.Getpagesize()) {
		_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, 64), at)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		p.t.Fatal(err)
	}
}

// A copy is taken while it serves and is whole; a file in use is not restored
// over, and the copy is put back once it is not.
func TestBackupAndRestoreBesideServe(t *testing.T) {
	p := newProcess(t, 2, false)
	p.start()
	p.up()
	p.say(first, "正常")
	p.until("the report is on record", func() bool { return p.told(first, "已记录") == 1 })
	copied := filepath.Join(t.TempDir(), "copy.db")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"backup", copied}, 0, "copied "},
		{[]string{"backup", copied}, 1, "choose a name that is free"},
		{[]string{"verify", "--db", copied, "--lang", "en"}, 0, "the books balance"},
		{[]string{"restore", copied}, 1, "another duban has the file open"},
		{[]string{"verify"}, 1, "another duban has the file open"},
	} {
		code, out, errs := duban(t, map[string]string{"DUBAN_DB": p.db}, c.args...)
		if code != c.code || !strings.Contains(out+errs, c.says) {
			t.Errorf("%v: exit %d\n%s%s", c.args, code, out, errs)
		}
	}
	p.say(first, "滞后")
	p.until("a second report", func() bool { return p.told(first, "已记录") == 2 })
	p.stop()
	code, out, errs := duban(t, map[string]string{"DUBAN_DB": p.db}, "restore", copied)
	if code != 0 || !strings.Contains(out, "the file that was there is ") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	p.read(func(tx *store.Tx) error {
		task, err := tx.TaskCoded("T1")
		if task.Standing.Version != 1 {
			t.Errorf("the copy has version %d", task.Standing.Version)
		}
		return err
	})
}
