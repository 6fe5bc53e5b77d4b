package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
)

// The crash harness runs the real program as a process of its own against a
// Telegram that cuts connections, refuses and repeats, has it killed again and
// again, at named points of its work and at random, and then counts: replies
// lost, replies recorded twice, asks missing, messages that a person sees
// twice. The size is given by flags, so that the same test is the short run of
// every day and the long one behind the promise:
//
//	go test ./cmd/duban -run TestCrashes -v -kills 200 -replies 1000 -asks 1000
var (
	killCount  = flag.Int("kills", 18, "how often TestCrashes kills the program")
	replyCount = flag.Int("replies", 40, "how many replies TestCrashes sends")
	askCount   = flag.Int("asks", 20, "how many asks TestCrashes has sent")
	crashSeed  = flag.Uint64("seed", 1, "seed of TestCrashes")
)

const crashToken = "123456:crash"

// point is where the program is made to die: before a commit all that it did
// is undone, after it nothing that should follow has happened yet.
type point struct {
	when  string
	cause string // of the commit
	most  int    // it is one of so many
}

func (p point) String() string { return p.when + " " + p.cause }

var points = []point{
	{"before", "poll", 1}, {"after", "poll", 1}, // updates taken; Telegram not told that we have them
	{"before", "tick", 1}, {"after", "tick", 1}, // asks opened
	{"before", "outbox mark", 20}, {"after", "outbox mark", 20}, // about to be sent
	{"before", "outbox start", 1}, {"after", "outbox start", 1}, // what was cut off before is put in doubt
	{"before", "outbox search", 3}, {"after", "outbox search", 3}, // looked for, or known not to have arrived
	{"before", "outbox settle", 20}, {"after", "outbox settle", 20}, // sent, and not recorded yet
}

// harness is a district of units with one contact and one ask each.
type harness struct {
	t       *testing.T
	tg      *sandbox.Telegram
	db      string
	url     string
	rng     *rand.Rand
	units   int
	due     int             // units whose task is due by now
	sent    map[int64][]int // values that each contact reported, in order
	series  int             // of update numbers, counted down
	floods  int             // refusals that were ordered
	process *exec.Cmd
	ready   chan struct{} // the program says that it serves
	errors  tail
	died    map[point]int // at which points it died
}

func TestCrashes(t *testing.T) {
	if testing.Short() {
		t.Skip("the crash harness is left out of -short")
	}
	h := newHarness(t, *askCount)
	for k := range *killCount {
		h.askMore(*askCount * (k + 1) / *killCount)
		at, order := point{}, "" // by turns each named point, and half as often by chance
		if n := k % (len(points) * 3 / 2); n < len(points) {
			at = points[n]
			// No later than the work of a life goes, else it waits in vain.
			most := min(at.most, max(1, (*replyCount+*askCount) / *killCount))
			order = fmt.Sprintf("%s %d %s", at.when, 1+h.rng.IntN(most), at.cause)
		}
		h.serve(order)
		h.upset()
		for h.total() < *replyCount*(k+1) / *killCount {
			h.reply()
		}
		h.end(at)
	}
	h.t.Logf("%d of the messages were said between kills", h.said())
	h.settle()
	h.count()
	h.killImport()
	h.killBackup()
}

// serve starts the program, told where to die, and does not wait until it is
// ready: replies and kills come whenever they come.
func (h *harness) serve(order string) {
	h.t.Helper()
	h.process = h.program("serve", order)
	h.ready = make(chan struct{})
	h.errors.watch("msg=serving", h.ready)
	h.process.Stderr = &h.errors
	if err := h.process.Start(); err != nil {
		h.t.Fatal(err)
	}
}

// program is a run of the test binary as the program.
func (h *harness) program(verb, order string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "DUBAN_TEST_MAIN="+verb, "DUBAN_TEST_DIE="+order, "DUBAN_TOKEN="+crashToken, "DUBAN_API_URL="+h.url, "DUBAN_DB="+h.db)
	return c
}

// nextPoint is how long the program has to come to its point; one that never
// does is killed as if by chance.
const nextPoint = 4 * time.Second

// end waits for the death that was ordered, or kills at random: now and then
// while the program starts, mostly somewhere in its work.
func (h *harness) end(at point) {
	over := time.Duration(h.rng.IntN(2000)) * time.Millisecond
	if at.when != "" {
		over = nextPoint
	} else if h.rng.IntN(5) > 0 {
		select {
		case <-h.ready:
		case <-time.After(nextPoint):
		}
	}
	gone := make(chan error, 1)
	go func() { gone <- h.process.Wait() }()
	select {
	case <-gone:
		h.died[at]++
	case <-time.After(over):
		h.died[point{}]++
		h.process.Process.Kill()
		<-gone
	}
}

// stop ends the program as an operator does; it has ten seconds.
func (h *harness) stop() {
	h.t.Helper()
	h.process.Process.Signal(syscall.SIGTERM)
	ended := make(chan error, 1)
	go func() { ended <- h.process.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			h.t.Errorf("after SIGTERM: %v\n%s", err, h.errors.String())
		}
	case <-time.After(10 * time.Second):
		h.process.Process.Kill()
		h.t.Errorf("it did not stop within 10 s of SIGTERM")
	}
}

// tail keeps the end of what the program says, and tells when it says a word.
type tail struct {
	mu   sync.Mutex
	text bytes.Buffer
	word string
	said chan struct{}
}

func (b *tail) watch(word string, said chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.word, b.said = word, said
}

func (b *tail) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.said != nil && bytes.Contains(p, []byte(b.word)) {
		close(b.said)
		b.said = nil
	}
	return b.text.Write(p)
}

func (b *tail) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := b.text.String()
	return text[max(0, len(text)-2000):]
}

// newHarness makes the file with its posts and tasks, and the people.
func newHarness(t *testing.T, units int) *harness {
	t.Helper()
	h := &harness{
		t: t, db: filepath.Join(t.TempDir(), "duban.db"), units: units, series: 9000,
		sent: map[int64][]int{}, died: map[point]int{}, rng: rand.New(rand.NewPCG(*crashSeed, 2)),
	}
	h.tg = sandbox.New(sandbox.Options{Now: time.Now, Limits: sandbox.TelegramLimits()})
	h.tg.AddBot(crashToken, "duban_bot", "督办")
	server := httptest.NewServer(h.tg)
	t.Cleanup(func() { h.tg.Close(); server.Close() })
	h.url = server.URL
	h.change(h.populate)
	return h
}

// change writes into the file while no program has it.
func (h *harness) change(fn func(tx *store.Tx) error) {
	h.t.Helper()
	s, err := store.Open(h.db, store.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	defer s.Close()
	err = s.Update(time.Now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "harness"}, func() error { return fn(tx) })
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

// view reads the file while no program has it.
func (h *harness) view(fn func(tx *store.Tx) error) {
	h.t.Helper()
	s, err := store.Open(h.db, store.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	defer s.Close()
	if err := s.View(time.Now(), fn); err != nil {
		h.t.Fatal(err)
	}
}

func person(unit int) int64 { return int64(5000 + unit) }

func (h *harness) populate(tx *store.Tx) error {
	office := store.DefaultOffice()
	office.Quiet = &schedule.Quiet{} // the whole day: the test runs at any hour
	if err := tx.PutOffice(office, ""); err != nil {
		return err
	}
	programme, err := tx.PutProgramme(store.Programme{Name: "工作报告任务", Cadence: "0 0 * * *"})
	if err != nil {
		return err
	}
	target, err := schedule.ParseDecimal("100000")
	if err != nil {
		return err
	}
	now := time.Now()
	for i := range h.units {
		u, err := tx.PutUnit(store.Unit{Code: fmt.Sprintf("U%04d", i), Name: fmt.Sprintf("单位%04d", i)})
		if err != nil {
			return err
		}
		id := person(i)
		h.tg.AddPerson(sandbox.Person{ID: id, FirstName: fmt.Sprintf("联络员%04d", i), Language: "zh"})
		if _, err := h.tg.Start(id, ""); err != nil {
			return err
		}
		if err := tx.PutPerson(store.Person{ID: store.PersonID(id), Name: "联络员"}); err != nil {
			return err
		}
		if _, err := tx.PutPost(store.Post{Unit: u.ID, Role: store.Contact, Seat: "A", Holder: store.PersonID(id)}); err != nil {
			return err
		}
		_, err = tx.PutTask(store.Task{
			Code: taskCode(i), Programme: programme.ID, Title: "新建口袋公园", Lead: u.ID, State: store.Assigned,
			Start: now.AddDate(0, -6, 0), Due: now.AddDate(0, 6, 0), AskAt: now.AddDate(1, 0, 0),
			Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: target, Measure: "个"}},
		}, "", "")
		if err != nil {
			return err
		}
	}
	return nil
}

func taskCode(unit int) string { return fmt.Sprintf("T%04d", unit) }

// askMore has so many units in all due to be asked.
func (h *harness) askMore(due int) {
	h.t.Helper()
	h.change(func(tx *store.Tx) error {
		zone, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			return err
		}
		now := time.Now().In(zone)
		for ; h.due < due; h.due++ {
			task, err := tx.TaskCoded(taskCode(h.due))
			if err != nil {
				return err
			}
			task.AskAt = time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zone)
			if _, err := tx.PutTask(task, "", ""); err != nil {
				return err
			}
		}
		return nil
	})
}

// report says at which points the program died.
func (h *harness) deaths() string {
	var parts []string
	for _, p := range points {
		parts = append(parts, fmt.Sprintf("%s: %d", p, h.died[p]))
		if h.died[p] == 0 && *killCount >= 10*len(points) {
			h.t.Errorf("the program never died %s", p)
		}
	}
	return fmt.Sprintf("%s; at random: %d", strings.Join(parts, ", "), h.died[point{}])
}
