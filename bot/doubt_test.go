package bot_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"duban/bot/sandbox"
	"duban/store"
)

// sayings are the ways in which something is said. A probe can tell of all
// but albums whether they arrived.
func sayings() map[string]store.Message {
	buttons := [][]store.Button{{{Text: "正常", Data: "nothing:7"}}}
	content := bytes.Repeat([]byte("表"), 2000)
	photos := []store.File{{Name: "a.png", Kind: "photo", Content: picture(1)}, {Name: "b.png", Kind: "photo", Content: picture(2)}}
	return map[string]store.Message{
		"an ask":               {Class: store.Question, Buttons: buttons},
		"an ask, bare":         {Class: store.Question},
		"an ask as an album":   {Class: store.Question, Album: photos},
		"a receipt":            {Class: store.Receipt, Buttons: buttons},
		"a digest, bare":       {Class: store.Notice},
		"a document":           {Class: store.Receipt, Buttons: buttons, File: &store.File{Name: "台账.xlsx", Content: content}},
		"a photo":              {Class: store.Question, Buttons: buttons, File: &photos[0]},
		"a document, bare":     {Class: store.Receipt, File: &store.File{Name: "台账.xlsx", Content: content}},
		"an album, not an ask": {Class: store.Receipt, Album: photos},
	}
}

// picture is a small one, of a size of its own.
func picture(n int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8+n))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// times counts in how many messages of the chat the text came, and holds
// their files against the ones that were to go.
func (l *line) times(m store.Message) (n int) {
	l.t.Helper()
	for _, got := range l.tg.Messages(int64(m.To.Chat)) {
		if !got.From.IsBot || got.Text != m.Text {
			continue
		}
		n++
		if m.File == nil {
			continue
		}
		f, ok := l.tg.File(got.Files[0].ID)
		if !ok || !bytes.Equal(f.Content, m.File.Content) || f.Name != m.File.Name && m.File.Kind == "" {
			l.t.Errorf("the file came as %q with %d bytes", f.Name, len(f.Content))
		}
	}
	return n
}

// Whatever happens to a call, what can be proved is said exactly once. An album
// is said at least once, and one that asks at most once: it is kept back and
// the admins are told.
func TestWhatHappensToACallInDoubt(t *testing.T) {
	faults := map[sandbox.FaultKind]bool{ // whether Telegram did what was asked
		sandbox.FaultCutBefore: false, sandbox.FaultServer: false, sandbox.FaultHang: false, sandbox.FaultTooMany: false,
		sandbox.FaultCutAfter: true, sandbox.FaultTruncated: true, sandbox.FaultStatus: true, sandbox.FaultHangAfter: true,
	}
	for fault, acted := range faults {
		for _, how := range []string{"", "restart", "probes fail", "others write"} {
			t.Run(strings.TrimSuffix(fmt.Sprintf("%s, %s", fault, how), ", "), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { tryDoubts(t, fault, acted, how) })
			})
		}
	}
}

func tryDoubts(t *testing.T, fault sandbox.FaultKind, acted bool, how string) {
	l := newLine(t, len(sayings()))
	defer l.close()
	l.pass(5 * time.Second)
	ids, names := map[string]store.MessageID{}, slices.Sorted(maps.Keys(sayings()))
	for i, name := range names {
		m := sayings()[name]
		m.To.Chat, m.Text = store.ChatID(contacts(i + 1)[i]), name
		l.tg.Inject(sandbox.Fault{Chat: int64(m.To.Chat), Do: fault, RetryAfter: 2})
		if how == "probes fail" {
			for _, again := range []sandbox.FaultKind{sandbox.FaultServer, sandbox.FaultCutAfter, sandbox.FaultTooMany} {
				l.tg.Inject(sandbox.Fault{Chat: int64(m.To.Chat), Method: "editMessageReplyMarkup", Do: again, RetryAfter: 3})
			}
		}
		ids[name] = l.queue(m)[0]
	}
	switch how {
	case "restart":
		l.pass(300 * time.Millisecond)
		l.restart()
	case "others write":
		for range 3 {
			l.pass(200 * time.Millisecond)
			for _, id := range contacts(len(names)) {
				if _, err := l.tg.Say(id, id, "收到"); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	l.pass(15 * time.Minute) // an upload may take five
	for _, name := range names {
		l.judge(name, l.message(ids[name]), fault == sandbox.FaultTooMany, acted)
	}
}

// judge holds what a person saw of a message against what may have happened.
func (l *line) judge(name string, m store.Message, refused, acted bool) {
	l.t.Helper()
	if len(m.Album) > 0 {
		m.Text = name // the first item has the caption
	}
	n := l.times(m)
	proven := len(m.Album) == 0 || refused
	albumAsk := m.Class == store.Question && !proven
	switch {
	case proven && (n != 1 || m.State != store.Sent || m.Number == 0):
		l.t.Errorf("%s: seen %d times, %s %q, number %d", name, n, m.State, m.Reason, m.Number)
	case albumAsk && (n != count(acted) || m.State != store.Held):
		l.t.Errorf("%s: seen %d times, %s %q", name, n, m.State, m.Reason)
	case albumAsk && l.heardPart(lineAdmin, m.Key) != 1:
		l.t.Errorf("%s: kept back, and the admin was told %d times", name, l.heardPart(lineAdmin, m.Key))
	case !proven && !albumAsk && (n != 1+count(acted) || m.State != store.Sent):
		l.t.Errorf("%s: seen %d times, %s %q", name, n, m.State, m.Reason)
	}
	if len(m.Album) > 0 && m.State == store.Sent && len(m.More) != 1 {
		l.t.Errorf("%s: the numbers of its items are %d and %v", name, m.Number, m.More)
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// heardPart is how many messages of the bot in a chat have the part.
func (l *line) heardPart(chat int64, part string) (n int) {
	for _, m := range l.tg.Messages(chat) {
		if m.From.IsBot && !m.Deleted && strings.Contains(m.Text, part) {
			n++
		}
	}
	return n
}

// Who presses a button of a message, or replies to it, has it: nothing has to
// be probed, and the answer finds its ask.
func TestAPressOrAReplyEndsTheDoubt(t *testing.T) {
	for _, how := range []string{"press", "reply"} {
		t.Run(how, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 1)
				defer l.close()
				l.pass(5 * time.Second)
				l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: 1001, Do: sandbox.FaultHangAfter})
				m := to(1001, store.Question, "请填报 <b>1 &amp; 2</b>")
				m.Buttons = [][]store.Button{{{Text: "正常", Data: "nothing:7"}}}
				id := l.queue(m)[0]
				l.pass(5 * time.Second)
				seen := l.tg.Messages(1001)
				number := seen[len(seen)-1].ID
				var err error
				if how == "press" {
					_, err = l.tg.Press(1001, 1001, number, "nothing:7")
				} else {
					_, err = l.tg.Say(1001, 1001, "1 正常", sandbox.ReplyTo(number))
				}
				if err != nil {
					t.Fatal(err)
				}
				l.pass(time.Second)
				if got := l.message(id); got.State != store.Sent || got.Number != number {
					t.Errorf("right after, it is %s, number %d of %d", got.State, got.Number, number)
				}
				l.pass(5 * time.Minute)
				if got := l.message(id); got.State != store.Sent || got.Number != number || l.heard(1001, "请填报 1 & 2") != 1 {
					t.Errorf("later it is %s, number %d, seen %d times", got.State, got.Number, l.heard(1001, "请填报 1 & 2"))
				}
				if n := l.probes(); n > 0 {
					t.Errorf("%d probes were made", n)
				}
			})
		})
	}
}

// probes are the calls that looked for a message.
func (l *line) probes() (n int) {
	for _, c := range l.tg.Calls() {
		if c.Method == "editMessageReplyMarkup" {
			n++
		}
	}
	return n
}

// In a group others take numbers that the bot does not see. What arrived is
// found; what is not found is held, and goes once a later number of ours
// shows that it can't have arrived.
func TestDoubtInAGroup(t *testing.T) {
	for fault, acted := range map[sandbox.FaultKind]bool{sandbox.FaultCutAfter: true, sandbox.FaultCutBefore: false} {
		t.Run(string(fault), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLine(t, 1)
				defer l.close()
				group := l.tg.AddGroup("群", sandbox.GroupOptions{Supergroup: true}, 1001)
				chat := store.ChatID(group)
				l.queue(to(chat, store.Receipt, "before"))
				l.pass(5 * time.Second)
				chatter := func(n int) {
					for range n {
						if _, err := l.tg.Say(1001, group, "闲聊"); err != nil {
							t.Fatal(err)
						}
					}
				}
				chatter(3)
				l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: group, Do: fault})
				m := to(chat, store.Question, "ask")
				m.Buttons = [][]store.Button{{{Text: "正常", Data: "nothing:7"}}}
				id := l.queue(m)[0]
				l.pass(500 * time.Millisecond)
				chatter(20)
				l.pass(3 * time.Minute)
				if got := l.message(id); (got.State == store.Sent) != acted || !acted && got.State != store.Held || l.heard(group, "ask") != count(acted) {
					t.Fatalf("after the search it is %s %q, seen %d times", got.State, got.Reason, l.heard(group, "ask"))
				}
				l.queue(to(chat, store.Receipt, "after"))
				l.pass(5 * time.Minute)
				if got := l.message(id); got.State != store.Sent || l.heard(group, "ask") != 1 {
					t.Errorf("in the end it is %s %q, seen %d times", got.State, got.Reason, l.heard(group, "ask"))
				}
				if n := l.floods(); n > 0 {
					t.Errorf("Telegram found %d calls too many", n)
				}
			})
		})
	}
}

// Twenty messages that are cut off together are told apart with few probes.
func TestManyDoubtsNeedFewProbes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(t, 20)
		defer l.close()
		l.pass(5 * time.Second)
		var all []store.Message
		for i, id := range contacts(20) {
			m := to(store.ChatID(id), store.Question, "ask")
			m.Buttons = [][]store.Button{{{Text: "正常", Data: fmt.Sprint("nothing:", i)}}}
			all = append(all, m)
			fault := sandbox.FaultCutAfter
			if i%5 == 4 {
				fault = sandbox.FaultCutBefore
			}
			l.tg.Inject(sandbox.Fault{Method: "sendMessage", Chat: id, Do: fault})
		}
		l.queue(all...)
		l.pass(2 * time.Minute)
		for _, id := range contacts(20) {
			if n := l.heard(id, "ask"); n != 1 {
				t.Errorf("%d saw the ask %d times", id, n)
			}
		}
		if n := l.probes(); n > 120 {
			t.Errorf("%d probes were made", n)
		} else {
			t.Logf("%d probes for 16 messages that arrived and 4 that did not", n)
		}
	})
}
