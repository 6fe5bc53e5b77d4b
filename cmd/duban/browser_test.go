package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duban/store"

	"github.com/chromedp/chromedp"
)

// screenshots, where set, is a folder that the browser test leaves pictures in.
var screenshots = os.Getenv("DUBAN_SCREENSHOTS")

// browser is a real Chromium on the demonstration's page.
type browser struct {
	t   *testing.T
	ctx context.Context
	n   int
}

// openBrowser starts Chromium; where there is none the test is skipped, unless
// DUBAN_BROWSER_TEST says that it may not be.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("DUBAN_BROWSER_TEST") == "required" {
			t.Fatal("Chromium is not installed, and DUBAN_BROWSER_TEST requires it")
		}
		t.Skip("Chromium is not installed; the browser test needs it")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1500, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return &browser{t: t, ctx: ctx}
}

func (b *browser) open(address string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
		b.t.Fatal(err)
	}
}

// patience is how long the page may take to show something.
const patience = 20 * time.Second

// see waits until the person's pane shows the words.
func (b *browser) see(pane int, words string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	js := fmt.Sprintf(`(document.querySelectorAll('.pane')[%d]?.querySelector('.log')?.innerText || '').includes(%q)`, pane, words)
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](js)); err != nil {
		text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](fmt.Sprintf(`document.querySelectorAll('.pane')[%d]?.querySelector('.log')?.innerText || document.body.innerText`, pane)))
		b.t.Fatalf("pane %d never shows %q: %v; it shows\n%s", pane, words, err, text)
	}
}

// say types a line into the pane and sends it.
func (b *browser) say(pane int, text string) {
	b.t.Helper()
	b.do(fmt.Sprintf(`(() => { const p = document.querySelectorAll('.pane')[%d]; p.querySelector('textarea').value = %q; p.querySelector('.write').requestSubmit(); return true })()`, pane, text))
}

// press clicks the newest button of that label in the pane.
func (b *browser) press(pane int, label string) {
	b.t.Helper()
	b.do(fmt.Sprintf(`(() => { const all = [...document.querySelectorAll('.pane')[%d].querySelectorAll('.buttons button')].reverse(); const one = all.find(x => x.textContent === %q); one.click(); return true })()`, pane, label))
}

// click presses a button of the page itself, once it can be pressed: those
// that move the clock are disabled until all has happened.
func (b *browser) click(id string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](fmt.Sprintf(`!document.getElementById(%q).disabled`, id))); err != nil {
		b.t.Fatalf("%s can't be pressed: %v", id, err)
	}
	b.do(fmt.Sprintf(`(document.getElementById(%q).click(), true)`, id))
}

func (b *browser) do(js string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](js)); err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
}

// picture keeps what the page shows now, where somebody wants to look at it.
func (b *browser) picture(name string) {
	b.t.Helper()
	if screenshots == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	b.n++
	if err := os.WriteFile(filepath.Join(screenshots, fmt.Sprintf("%02d-%s.png", b.n, name)), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// startDemo runs the demonstration in this process and returns its address.
func startDemo(t *testing.T) string {
	t.Helper()
	s, err := store.Open(filepath.Join(t.TempDir(), "demo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDemo(s, "zh")
	if err != nil {
		t.Fatal(err)
	}
	listener, err := listenSomewhere("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	out := &announced{address: make(chan string, 1)}
	go func() { ended <- d.serve(ctx, terminal{out: out}, listener, "zh") }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the demonstration ended with %v", err)
		}
		d.tg.Close()
		if _, err := s.Verify(t.TempDir()); err != nil {
			t.Errorf("after the demonstration: %v", err)
		}
		s.Close()
	})
	select {
	case address := <-out.address:
		return address
	case err := <-ended:
		ended <- err
		t.Fatalf("the demonstration did not start: %v", err)
	}
	return ""
}

// announced waits for the address that the demonstration prints.
type announced struct{ address chan string }

func (a *announced) Write(p []byte) (int, error) {
	for _, word := range strings.Fields(string(p)) {
		if strings.HasPrefix(word, "http://") {
			a.address <- word
		}
	}
	return len(p), nil
}

// The tour, as a newcomer would take it: the admin assigns, the contact signs,
// the clock moves, an ask comes, a line and a tap answer it, the supervisor
// reads the digest.
func TestTourInABrowser(t *testing.T) {
	b := openBrowser(t)
	b.open(startDemo(t))
	const contact, supervisor, admin = 0, 1, 2
	b.see(admin, "您已加入")
	b.picture("start")
	b.say(admin, "/assign HD25-275")
	b.see(admin, "已交办“新建口袋公园和更换行道树”")
	b.see(contact, "现交办 1 项任务")
	b.press(contact, "✅ 签收")
	b.see(contact, "已签收）")
	b.picture("signed")
	b.click("next")
	b.see(contact, "请填报 3 项任务的进展")
	b.picture("ask")
	b.say(contact, "2 口袋公园4个，行道树700株，正常")
	b.see(contact, "口袋公园累计 4个 / 目标 6个")
	b.press(contact, "①")
	b.see(contact, "点按钮，或回复一句话")
	b.press(contact, "🟡 有风险")
	b.see(contact, "自报 🟡有风险")
	b.picture("answered")
	b.say(supervisor, "/digest")
	b.see(supervisor, "【督办通报】")
	b.see(supervisor, "本期变化")
	b.picture("digest")
	b.click("lang")
	b.say(admin, "<script>document.title='owned'</script>")
	b.see(admin, "<script>")
	if title, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.title`)); err != nil || strings.Contains(title, "owned") {
		t.Errorf("what somebody typed ran as a script: %q %v", title, err)
	}
	b.picture("english")
}

// Every step of the guided tour can be done by its own button.
func TestGuidedTourDoesItsOwnSteps(t *testing.T) {
	b := openBrowser(t)
	b.open(startDemo(t))
	b.see(2, "您已加入")
	for i, want := range []struct {
		pane  int
		words string
	}{
		{0, "现交办 1 项任务"}, {0, "已签收）"}, {0, "请填报 3 项任务的进展"},
		{0, "口袋公园累计 4个"}, {0, "按“无变化”记录"}, {1, "【督办通报】"},
	} {
		b.click("tour-do")
		b.see(want.pane, want.words)
		b.picture(fmt.Sprintf("tour-%d", i+1))
		b.click("tour-next")
	}
}
