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
	"slices"
	"syscall"
	"testing"
	"time"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
)

// The crash harness runs the real program as a process of its own against a
// Telegram that cuts connections, refuses and repeats, kills it again and
// again, and then counts: replies lost, replies recorded twice, asks missing,
// messages that a person sees twice. The size is given by flags, so that the
// same test is the short run of every day and the long one behind the promise:
//
//	go test ./cmd/duban -run TestCrashes -kills 200 -replies 1000 -asks 1000
var (
	killCount  = flag.Int("kills", 20, "how often TestCrashes kills the program")
	replyCount = flag.Int("replies", 400, "how many replies TestCrashes sends")
	askCount   = flag.Int("asks", 100, "how many asks TestCrashes has sent")
	crashSeed  = flag.Uint64("seed", 1, "seed of TestCrashes")
)

const crashToken = "123456:crash"

// harness is a district of units with one contact and one open ask each.
type harness struct {
	t       *testing.T
	tg      *sandbox.Telegram
	db      string
	url     string
	rng     *rand.Rand
	units   int
	sent    map[int64][]int // values that each contact reported, in order
	series  int             // of update numbers, counted down
	process *exec.Cmd
	errors  bytes.Buffer
}

func TestCrashes(t *testing.T) {
	if testing.Short() {
		t.Skip("the crash harness is left out of -short")
	}
	h := newHarness(t, *askCount)
	h.serve()
	perKill := (*replyCount + *killCount - 1) / *killCount
	for h.total() < *replyCount {
		for range min(perKill, *replyCount-h.total()) {
			h.reply()
		}
		// The moment of the kill is the point of the test: a real process
		// is somewhere in its work after a real while.
		<-time.After(time.Duration(h.rng.IntN(120)) * time.Millisecond)
		h.kill()
		h.upset()
		h.serve()
	}
	h.settle()
	h.stop()
	h.count()
}

// newHarness makes the file with its posts and due tasks, and the people.
func newHarness(t *testing.T, units int) *harness {
	t.Helper()
	h := &harness{t: t, db: filepath.Join(t.TempDir(), "duban.db"), units: units, series: 9000, sent: map[int64][]int{}, rng: rand.New(rand.NewPCG(*crashSeed, 2))}
	h.tg = sandbox.New(sandbox.Options{Now: time.Now})
	h.tg.AddBot(crashToken, "duban_bot", "督办")
	server := httptest.NewServer(h.tg)
	t.Cleanup(func() { h.tg.Close(); server.Close() })
	h.url = server.URL
	s, err := store.Open(h.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.Update(time.Now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "harness"}, func() error { return h.populate(tx) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func person(unit int) int64 { return int64(5000 + unit) }

func (h *harness) populate(tx *store.Tx) error {
	office := store.DefaultOffice()
	office.Quiet = &schedule.Quiet{} // the whole day: the test runs at any hour
	if err := tx.PutOffice(office, ""); err != nil {
		return err
	}
	programme, err := tx.PutProgramme(store.Programme{Name: "工作报告任务", Cadence: "0 * * * *"})
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
			Code: fmt.Sprintf("T%04d", i), Programme: programme.ID, Title: "新建口袋公园", Lead: u.ID, State: store.Assigned,
			Start: now.AddDate(0, -6, 0), Due: now.AddDate(0, 6, 0), AskAt: now.Truncate(time.Hour),
			Targets: []schedule.Target{{Kind: schedule.AtLeast, Low: target, Measure: "个"}},
		}, "", "")
		if err != nil {
			return err
		}
	}
	return nil
}

// serve starts the program and does not wait until it is ready: replies and
// kills come whenever they come.
func (h *harness) serve() {
	h.t.Helper()
	h.process = exec.Command(os.Args[0])
	h.process.Env = append(os.Environ(), "DUBAN_TEST_MAIN=serve", "DUBAN_TOKEN="+crashToken, "DUBAN_API_URL="+h.url, "DUBAN_DB="+h.db)
	h.process.Stderr = &h.errors
	if err := h.process.Start(); err != nil {
		h.t.Fatal(err)
	}
}

func (h *harness) kill() {
	h.process.Process.Kill()
	h.process.Wait()
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
			h.t.Errorf("after SIGTERM: %v\n%s", err, h.tail())
		}
	case <-time.After(15 * time.Second):
		h.process.Process.Kill()
		h.t.Errorf("it did not stop within 15 s of SIGTERM")
	}
}

func (h *harness) tail() string {
	text := h.errors.String()
	return text[max(0, len(text)-2000):]
}

// reply lets a contact report a new total, higher than the one before.
func (h *harness) reply() {
	h.t.Helper()
	id := person(h.rng.IntN(h.units))
	value := len(h.sent[id]) + 1
	if _, err := h.tg.Say(id, id, fmt.Sprintf("累计%d个 正常", value)); err != nil {
		h.t.Fatal(err)
	}
	h.sent[id] = append(h.sent[id], value)
}

func (h *harness) total() int {
	n := 0
	for _, values := range h.sent {
		n += len(values)
	}
	return n
}

// upset has Telegram misbehave in one of the ways that are known of it.
func (h *harness) upset() {
	faults := []sandbox.Fault{
		{Method: "getUpdates", Times: 1, Do: sandbox.FaultCutBefore},
		{Method: "getUpdates", Times: 1, Do: sandbox.FaultCutAfter},
		{Method: "getUpdates", Times: 1, Do: sandbox.FaultTruncated},
		{Method: "getUpdates", Times: 1, Do: sandbox.FaultServer},
		{Method: "sendMessage", Times: 2, Do: sandbox.FaultCutBefore},
		{Method: "sendMessage", Times: 1, Do: sandbox.FaultCutAfter},
		{Method: "sendMessage", Times: 1, Do: sandbox.FaultTruncated},
		{Method: "sendMessage", Times: 1, Do: sandbox.FaultServer},
		{Method: "sendMessage", Times: 1, Do: sandbox.FaultTooMany, RetryAfter: 1},
	}
	h.tg.Inject(faults[h.rng.IntN(len(faults))])
	switch h.rng.IntN(6) {
	case 0:
		h.tg.Repeat(3)
	case 1:
		// Telegram starts again at another number after a quiet week, so
		// only when nothing waits; here each time far below the time before.
		if h.tg.Pending(crashToken) == 0 {
			h.series--
			h.tg.Renumber(h.series * 100_000)
		}
	}
}

// settle waits until Telegram has nothing more for the bot and the bot has
// nothing more to say: no call but polling for a while.
func (h *harness) settle() {
	h.t.Helper()
	deadline := time.Now().Add(3 * time.Minute)
	still, last := 0, -1
	for still < 20 {
		if time.Now().After(deadline) {
			h.t.Fatalf("it does not come to rest: %d updates wait\n%s", h.tg.Pending(crashToken), h.tail())
		}
		<-time.After(100 * time.Millisecond)
		said := 0
		for i := range h.units {
			said += len(h.tg.Messages(person(i)))
		}
		if still++; h.tg.Pending(crashToken) > 0 || said != last {
			still, last = 0, said
		}
	}
}

// count opens the file and holds it against what was sent and what was seen.
func (h *harness) count() {
	s, err := store.Open(h.db, store.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	defer s.Close()
	if entries, err := s.Verify(h.t.TempDir()); err != nil {
		h.t.Errorf("verify: %v", err)
	} else {
		h.t.Logf("%d replies, %d asks, %d kills; journal of %d entries is clean", h.total(), h.units, *killCount, entries)
	}
	err = s.View(time.Now(), func(tx *store.Tx) error {
		h.countReplies(tx)
		h.countAsks(tx)
		return nil
	})
	if err != nil {
		h.t.Error(err)
	}
	if books, err := s.Balance(h.t.Context(), time.Now()); err != nil || books.Count() > 0 {
		h.t.Errorf("the books do not balance: %+v %v", books.Remainders, err)
	}
}

// countReplies: every reply is recorded once, in the order it was sent.
func (h *harness) countReplies(tx *store.Tx) {
	for i := range h.units {
		var got []int
		task, err := tx.TaskCoded(fmt.Sprintf("T%04d", i))
		if err != nil {
			h.t.Fatal(err)
		}
		for r, err := range tx.Reports(task.ID) {
			if err != nil {
				h.t.Fatal(err)
			}
			got = append(got, int(r.Values[0].Amount.IntPart()))
		}
		if !slices.Equal(got, h.sent[person(i)]) {
			h.t.Errorf("unit %d sent %v, on record is %v", i, h.sent[person(i)], got)
		}
	}
}

// countAsks: every unit sees its ask, and how many of them more than once.
func (h *harness) countAsks(tx *store.Tx) {
	missing, twice, held := 0, 0, 0
	for m, err := range tx.Messages() {
		if err != nil {
			h.t.Fatal(err)
		}
		if m.State == store.Held {
			held++
		}
	}
	for a, err := range tx.Asks() {
		if err != nil {
			h.t.Fatal(err)
		}
		seen := 0
		for _, m := range h.tg.Messages(person(int(a.Unit) - 1)) {
			if m.From.IsBot && bytes.Contains([]byte(m.Text), []byte("【催报】")) {
				seen++
			}
		}
		switch {
		case seen == 0:
			missing++
		case seen > 1:
			twice += seen - 1
		}
	}
	h.t.Logf("asks missing %d, seen twice %d, messages held %d", missing, twice, held)
	if missing > held {
		h.t.Errorf("%d asks never arrived and only %d are listed as held", missing, held)
	}
	if allowed := max(1, *killCount/100); twice > allowed {
		h.t.Errorf("%d asks were seen twice; %d are allowed for %d kills", twice, allowed, *killCount)
	}
}
