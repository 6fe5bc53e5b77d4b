package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

// count opens the file and holds it against what was sent and what was seen.
func (h *harness) count() {
	s, err := store.Open(h.db, store.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	defer s.Close()
	entries, err := s.Verify(h.t.TempDir())
	if err != nil {
		h.t.Errorf("verify: %v", err)
	}
	h.t.Logf("seed %d: %d kills, %d replies, %d asks; a journal of %d entries is clean", *crashSeed, *killCount, h.total(), h.units, entries)
	h.t.Logf("died %s", h.deaths())
	err = s.View(time.Now(), func(tx *store.Tx) error {
		h.countReplies(tx)
		h.countAsks(tx)
		return nil
	})
	if err != nil {
		h.t.Error(err)
	}
	if books, err := s.Balance(h.t.Context(), time.Now()); err != nil || books.Count() > 0 {
		h.t.Errorf("the books do not balance: %+v, %v", books.Remainders, err)
	}
	h.countCalls()
}

// countReplies: every reply is recorded once, in the order it was sent.
func (h *harness) countReplies(tx *store.Tx) {
	lost, twice := 0, 0
	for i := range h.units {
		seen := map[int]int{}
		var got []int
		task, err := tx.TaskCoded(taskCode(i))
		if err != nil {
			h.t.Fatal(err)
		}
		for r, err := range tx.Reports(task.ID) {
			if err != nil {
				h.t.Fatal(err)
			}
			value := int(r.Values[0].Amount.IntPart())
			got = append(got, value)
			if seen[value]++; seen[value] > 1 {
				twice++
			}
		}
		for _, value := range h.sent[person(i)] {
			if seen[value] == 0 {
				lost++
			}
		}
		if !slices.Equal(got, h.sent[person(i)]) {
			h.t.Errorf("unit %d sent %v, on record is %v", i, h.sent[person(i)], got)
		}
	}
	h.t.Logf("replies: %d lost, %d recorded twice", lost, twice)
}

// countAsks: every unit sees its ask, and how many see anything more than once.
func (h *harness) countAsks(tx *store.Tx) {
	missing, asksTwice, othersTwice := 0, 0, 0
	held := 0
	for m, err := range tx.Messages() {
		if err != nil {
			h.t.Fatal(err)
		}
		if m.State == store.Held {
			held++
			h.t.Logf("held: %s to %d, %s %q", m.Key, m.To.Chat, m.State, m.Reason)
		} else if m.State != store.Sent && m.State != store.Stale {
			h.t.Errorf("%s is still %s %q", m.Key, m.State, m.Reason)
		}
	}
	for i := range h.units {
		asks, texts := 0, map[string]int{}
		for _, m := range h.tg.Messages(person(i)) {
			switch {
			case isAsk(m):
				asks++
			case m.From.IsBot:
				texts[m.Text]++
			}
		}
		if asks == 0 {
			missing++
		}
		asksTwice += max(0, asks-1)
		for text, n := range texts {
			if n > 1 {
				h.t.Logf("%d saw %d times: %.80q", person(i), n, text)
			}
			othersTwice += n - 1
		}
	}
	h.t.Logf("asks: %d missing, %d seen twice; %d other messages seen twice; %d messages held", missing, asksTwice, othersTwice, held)
	if missing > 0 {
		h.t.Errorf("%d asks never arrived", missing)
	}
	if allowed := *killCount / 100; asksTwice+othersTwice > allowed {
		h.t.Errorf("%d messages were seen twice; %d are allowed for %d kills", asksTwice+othersTwice, allowed, *killCount)
	}
}

// countCalls tells how the program got on with Telegram.
func (h *harness) countCalls() {
	methods, floods := map[string]int{}, 0
	for _, c := range h.tg.Calls() {
		if methods[c.Method]++; c.Status == http.StatusTooManyRequests {
			floods++
		}
	}
	for _, f := range h.tg.Faults() {
		if f.Do == sandbox.FaultTooMany && f.Method != "getUpdates" {
			h.floods -= f.Times
		}
	}
	h.t.Logf("calls: %d messages, %d edits, %d probes; %d refused as too many by order, %d of our own making",
		methods["sendMessage"], methods["editMessageText"], methods["editMessageReplyMarkup"], h.floods, floods-h.floods)
}

// said is how many messages Telegram took.
func (h *harness) said() (n int) {
	for _, c := range h.tg.Calls() {
		if c.Method == "sendMessage" && c.Result != nil {
			n++
		}
	}
	return n
}

// die runs a verb that is to be killed at the point.
func (h *harness) die(verb, point string) {
	h.t.Helper()
	if !h.dies(verb, point) {
		h.t.Errorf("%s did not die %s", verb, point)
	}
}

// dies runs a verb that is to die at a point, and tells whether it did; one
// that fails by itself is a fault.
func (h *harness) dies(verb, point string) bool {
	h.t.Helper()
	out, err := h.program(verb, point).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && !exit.Exited() {
		return true
	}
	if err != nil {
		h.t.Fatalf("%s, to die %s: %v\n%s", verb, point, err, out)
	}
	return false
}

// killImport: a list is loaded whole or not at all.
func (h *harness) killImport() {
	h.t.Helper()
	var list strings.Builder
	list.WriteString("编号,任务,牵头单位,目标,期限\n")
	for i := range 200 {
		fmt.Fprintf(&list, "L%03d,新任务%d,单位0001,%d,2030-12-31\n", i, i, i+1)
	}
	path := filepath.Join(h.t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
		h.t.Fatal(err)
	}
	before := h.tasks()
	h.die("import "+path, "before 1 import")
	if n := h.tasks(); n != before {
		h.t.Errorf("an import that was killed left %d tasks", n-before)
	}
	h.die("import "+path, "after 1 import")
	if out, err := h.program("import "+path, "").CombinedOutput(); err != nil || h.tasks() != before+200 {
		h.t.Errorf("after two imports that were killed and one that was not there are %d tasks more: %v\n%s", h.tasks()-before, err, out)
	}
}

func (h *harness) tasks() (n int) {
	h.t.Helper()
	h.view(func(tx *store.Tx) error {
		for _, err := range tx.Tasks() {
			if n++; err != nil {
				return err
			}
		}
		return nil
	})
	return n
}

// killBackup: a copy is there whole or not at all, and can be made again.
func (h *harness) killBackup() {
	h.t.Helper()
	to := filepath.Join(h.t.TempDir(), "copy.db")
	for tries := 1; !h.dies("backup "+to, "file "+to+".part"); tries++ {
		// On a busy machine the copy is whole before the kill comes.
		if err := os.Remove(to); err != nil || tries == 50 {
			h.t.Fatalf("in %d tries no backup died half way: %v", tries, err)
		}
	}
	if _, err := os.Stat(to); !errors.Is(err, os.ErrNotExist) {
		h.t.Errorf("a backup that was killed left a file: %v", err)
	}
	if out, err := h.program("backup "+to, "").CombinedOutput(); err != nil {
		h.t.Fatalf("backup: %v\n%s", err, out)
	}
	s, err := store.Open(to, store.Options{ReadOnly: true})
	if err != nil {
		h.t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Verify(h.t.TempDir()); err != nil {
		h.t.Errorf("the copy: %v", err)
	}
}
