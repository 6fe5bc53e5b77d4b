package bot_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/bot"
	"duban/bot/telegram"
	"duban/schedule"
	"duban/store"
)

// cabinet is a task with files that units have sent, and a folder to keep
// them in, with things beside it that nobody may touch.
type cabinet struct {
	t      *testing.T
	store  *store.Store
	now    time.Time
	around string // what is around the folder
	folder string
	limit  int64
}

func newCabinet(t *testing.T) *cabinet {
	c := &cabinet{t: t, now: noon, around: t.TempDir(), limit: 1 << 20}
	c.folder = filepath.Join(c.around, "files")
	if err := os.Mkdir(c.folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(c.around, "passwd"), []byte("untouched"), 0o644); err != nil {
		t.Fatal(err)
	}
	c.open()
	t.Cleanup(func() {
		if _, err := c.store.Verify(t.TempDir()); err != nil {
			t.Error(err)
		}
		c.store.Close()
	})
	c.do(populate)
	return c
}

func (c *cabinet) open() {
	s, err := store.Open(filepath.Join(c.around, "duban.db"), store.Options{})
	if err != nil {
		c.t.Fatal(err)
	}
	c.store = s
}

func (c *cabinet) do(fn func(*store.Tx) error) {
	c.t.Helper()
	err := c.store.Update(c.now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "test"}, func() error { return fn(tx) })
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// send is a report on task 1 with one file of that name; the content is its id.
func (c *cabinet) send(name string, size int64) {
	c.t.Helper()
	c.do(func(tx *store.Tx) error {
		r, _, err := tx.AddReport(store.Report{Task: 1, Unit: 1, By: mine, State: store.Counts, Attached: true})
		if err != nil {
			return err
		}
		return tx.AddEvidence(store.Evidence{Task: 1, Version: r.Version, By: mine, FileID: fmt.Sprintf("file %d", r.Version), Name: name, Size: size})
	})
}

// keep runs one round and gives when the next is due.
func (c *cabinet) keep(from bot.Fetcher) time.Time {
	c.t.Helper()
	cal, err := schedule.NewCalendar()
	if err != nil {
		c.t.Fatal(err)
	}
	root, err := os.OpenRoot(c.folder)
	if err != nil {
		c.t.Fatal(err)
	}
	defer root.Close()
	b := bot.New(bot.Config{
		Store: c.store, Zone: noon.Location(), Calendar: cal, Now: func() time.Time { return c.now }, Lang: "zh",
		Archive: &bot.Archive{Root: root, Limit: c.limit},
	})
	next, err := b.KeepEvidence(context.Background(), from)
	if err != nil {
		c.t.Fatal(err)
	}
	return next
}

func (c *cabinet) evidence() []store.Evidence {
	c.t.Helper()
	var all []store.Evidence
	err := c.store.View(c.now, func(tx *store.Tx) error {
		for e, err := range tx.TaskEvidence(1) {
			if err != nil {
				return err
			}
			all = append(all, e)
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// files are the paths below a folder with their contents.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		found[strings.TrimPrefix(path, folder+"/")] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// telegramFiles gives each file its id as content, or what broken says.
type telegramFiles struct {
	broken func(id string) (string, error)
	asked  int
}

func (f *telegramFiles) Download(_ context.Context, id string, limit int64) (io.ReadCloser, string, error) {
	f.asked++
	content := id
	if f.broken != nil {
		var err error
		if content, err = f.broken(id); err != nil {
			return nil, "", err
		}
	}
	return io.NopCloser(strings.NewReader(content)), "file_7.jpg", nil
}

// Whatever a file is called, it is kept inside the task's folder, whole, with
// its checksum on record; nothing beside the folder changes.
func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	names := []string{
		"现场照片.jpg", "../../passwd", `..\..\passwd`, "/etc/passwd", `C:\Windows\system32\cmd.exe`, "..", ".", "", "/", "...", "~", "a/../../passwd",
		"x\x00.jpg", "照片\u202egpj.exe", "CON", "aux.txt", "file. ", "a:b|c?.pdf", ".ssh", "-rf", "\n\r\t", "%2e%2e%2fpasswd", "\xff\xfe.doc",
		strings.Repeat("很长的名字", 200) + ".pdf", strings.Repeat("x", 400), "v1-1", "passwd\x00/../../passwd", "．．／passwd", "a." + strings.Repeat("e", 300),
	}
	c := newCabinet(t)
	for _, name := range names {
		c.send(name, 0)
	}
	for c.keep(&telegramFiles{}); c.evidence()[len(names)-1].SHA256 == ""; {
		c.keep(&telegramFiles{})
	}
	kept := files(t, c.folder)
	if len(kept) != len(names) {
		t.Errorf("%d files are there, %d were sent", len(kept), len(names))
	}
	for i, e := range c.evidence() {
		sum := sha256.Sum256([]byte(e.FileID))
		if kept[e.Path] != e.FileID || e.SHA256 != hex.EncodeToString(sum[:]) || e.Size != int64(len(e.FileID)) {
			t.Errorf("%q: %q holds %q, on record as %s", names[i], e.Path, kept[e.Path], e.SHA256)
		}
		folder, name, _ := strings.Cut(e.Path, "/")
		if folder != "1-T1" || strings.ContainsAny(name, "/\\:*?\"<>|\x00\u202e") || len(name) > 200 || !strings.HasPrefix(name, fmt.Sprintf("v%d-1", e.Version)) {
			t.Errorf("%q is kept as %q", names[i], e.Path)
		}
	}
	if kept["1-T1/v1-1-现场照片.jpg"] == "" || kept["1-T1/v8-1.jpg"] == "" {
		t.Errorf("a good name is not kept, or a photo has no extension: %v", kept)
	}
	if beside := files(t, c.around); beside["passwd"] != "untouched" || len(beside) != len(names)+2 {
		t.Errorf("beside the folder there is now %d, passwd is %q", len(beside), beside["passwd"])
	}
}

// A link that somebody put into the folder is not followed out of it.
func TestNoLinkLeadsOutOfTheFolder(t *testing.T) {
	c := newCabinet(t)
	if err := os.Symlink(c.around, filepath.Join(c.folder, "1-T1")); err != nil {
		t.Fatal(err)
	}
	c.send("passwd", 0)
	c.keep(&telegramFiles{})
	if beside := files(t, c.around); beside["v1-1-passwd"] != "" || beside["passwd"] != "untouched" {
		t.Errorf("it was followed: %v", beside)
	}
	if e := c.evidence()[0]; e.SHA256 != "" || e.Tries != 1 {
		t.Errorf("on record as %+v", e)
	}
}

// A download that fails, or breaks off, is tried again, also after a restart,
// and only what is whole gets a name and a checksum.
func TestFilesAreTriedAgainUntilTheyAreWhole(t *testing.T) {
	c := newCabinet(t)
	c.send("现场.jpg", 6)
	away := &telegramFiles{broken: func(string) (string, error) { return "", &telegram.InDoubt{Err: errors.New("down")} }}
	short := &telegramFiles{broken: func(string) (string, error) { return "fil", nil }}
	for i, from := range []*telegramFiles{away, short, away, short} {
		next := c.keep(from)
		if e := c.evidence()[0]; e.SHA256 != "" || e.Tries != i+1 || !next.Equal(c.now.Add(time.Minute<<i)) || from.asked == 0 {
			t.Fatalf("try %d: %+v, next %v", i+1, e, next)
		}
		if left := files(t, c.folder); len(left) != 0 {
			t.Errorf("try %d left %v", i+1, left)
		}
		if early := c.keep(from); !early.Equal(next) {
			t.Errorf("try %d: it did not wait", i+1)
		}
		c.now = next
		if err := c.store.Close(); err != nil {
			t.Fatal(err)
		}
		c.open()
	}
	if next := c.keep(&telegramFiles{}); !next.IsZero() {
		t.Errorf("something is left for %v", next)
	}
	e := c.evidence()[0]
	if got := files(t, c.folder)[e.Path]; got != "file 1" || e.SHA256 == "" {
		t.Errorf("%+v holds %q", e, got)
	}
	// The process ended after the file had its name and before it was on record.
	c.do(func(tx *store.Tx) error { e.SHA256, e.Path = "", ""; return tx.PutEvidence(e) })
	c.keep(&telegramFiles{})
	if again := c.evidence()[0]; again.SHA256 == "" || len(files(t, c.folder)) != 1 {
		t.Errorf("%+v, %v", again, files(t, c.folder))
	}
}

// What is too large, or what Telegram does not give out, is said once and left
// alone; it stays with Telegram.
func TestFilesThatCanNotBeHadAreLeft(t *testing.T) {
	c := newCabinet(t)
	c.limit = 100
	c.send("small.pdf", 6)
	c.send("large.zip", 101)
	c.send("lying.zip", 6)
	c.send("gone.pdf", 0)
	from := &telegramFiles{broken: func(id string) (string, error) {
		switch id {
		case "file 3":
			return "", telegram.ErrTooBig
		case "file 4":
			return "", &telegram.Refused{Code: 400, Reason: telegram.ReasonFile, Description: "wrong file_id"}
		}
		return id, nil
	}}
	if next := c.keep(from); !next.IsZero() {
		t.Errorf("something is left for %v", next)
	}
	for i, want := range []store.Fact{"", store.FactTooBig, store.FactTooBig, store.FactGone} {
		if e := c.evidence()[i]; e.Fault != string(want) || (e.SHA256 != "") != (want == "") {
			t.Errorf("%s: %+v", e.Name, e)
		}
	}
	if from.asked != 3 {
		t.Errorf("Telegram was asked %d times; it had said itself that one is too large", from.asked)
	}
	c.now = c.now.AddDate(1, 0, 0)
	if c.keep(from); from.asked != 3 {
		t.Error("they are tried for ever")
	}
}
