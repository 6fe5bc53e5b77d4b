package telegram

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func noon() time.Time { return time.Date(2025, 11, 28, 12, 0, 0, 0, time.UTC) }

// spend sends n messages of a cost as soon as each may go and gives the seconds at which they went.
func spend(p *Pace, chat int64, group bool, cost, n int, now time.Time) []float64 {
	var at []float64
	for range n {
		now = p.Ready(chat, group, cost, now)
		p.Took(chat, group, cost, now)
		at = append(at, now.Sub(noon()).Seconds())
	}
	return at
}

func TestPaceOfOneChat(t *testing.T) {
	if d := cmp.Diff([]float64{0, 0, 0, 1, 2, 3}, spend(NewPace(nil), 5, false, 1, 6, noon())); d != "" {
		t.Error(d)
	}
}

func TestPaceOfAGroup(t *testing.T) {
	at := spend(NewPace(nil), -5, true, 1, 20, noon())
	if d := cmp.Diff([]float64{14, 15, 60, 60}, at[16:]); d != "" {
		t.Error(d)
	}
}

// A second's worth goes as a small burst and then evenly.
func TestPaceOfAll(t *testing.T) {
	p, now, count, last := NewPace(nil), noon(), map[int]int{}, 0.0
	for chat := range int64(60) {
		now = p.Ready(chat+1, false, 1, now)
		p.Took(chat+1, false, 1, now)
		at := now.Sub(noon()).Seconds()
		if count[int(at)]++; count[int(at)] > 5 && at-last < 0.0399 {
			t.Errorf("number %d of its second comes %.3f s after the one before it", count[int(at)], at-last)
		}
		last = at
	}
	if d := cmp.Diff(map[int]int{0: 25, 1: 25, 2: 10}, count); d != "" {
		t.Error(d)
	}
}

// The chat's next burst is counted from when the last message reached Telegram.
func TestPaceOfASlowCall(t *testing.T) {
	p := NewPace(nil)
	for range 3 {
		p.Took(5, false, 1, noon())
	}
	p.Landed(5, false, 1, noon(), noon().Add(5*time.Second))
	if at := spend(p, 5, false, 1, 4, noon().Add(5*time.Second)); at[1] != 5 || at[2] != 6 {
		t.Errorf("sent at seconds %v", at)
	}
}

// An album that takes three seconds to arrive counts when it does.
func TestPaceOfASlowAlbum(t *testing.T) {
	p := NewPace(nil)
	p.Took(-5, true, 10, noon())
	at := noon().Add(3 * time.Second)
	p.Landed(-5, true, 10, noon(), at)
	ready := func(cost int) float64 { return p.Ready(6, false, cost, at).Sub(at).Seconds() }
	if ready(10) != 0 || ready(16) != 1 {
		t.Errorf("after it ten may go after %v s, sixteen after %v s", ready(10), ready(16))
	}
	if got := p.Ready(-5, true, 10, at.Add(30*time.Second)).Sub(noon()); got != 63*time.Second {
		t.Errorf("the group's next album goes after %v", got)
	}
}

func TestPaceOfAlbums(t *testing.T) {
	if d := cmp.Diff([]float64{0, 10, 20}, spend(NewPace(nil), 5, false, 10, 3, noon())); d != "" {
		t.Error(d)
	}
	// 18 a minute hold one album of ten, so the second waits until the first is forgotten.
	if d := cmp.Diff([]float64{0, 60, 120}, spend(NewPace(nil), -5, true, 10, 3, noon())); d != "" {
		t.Error(d)
	}
}

func TestPaceAnswersNeverWait(t *testing.T) {
	p := NewPace(nil)
	p.Freeze(5, time.Hour, noon())
	p.Freeze(6, time.Hour, noon())
	if at := p.Ready(5, false, 0, noon()); !at.Equal(noon()) {
		t.Errorf("ready at %v", at)
	}
	p.Took(7, false, 0, noon())
	if at := p.Ready(7, false, 3, noon().Add(2*time.Hour)); !at.Equal(noon().Add(2 * time.Hour)) {
		t.Errorf("an answer was counted: ready at %v", at)
	}
}

func TestPaceFreezes(t *testing.T) {
	second := func(n int) time.Time { return noon().Add(time.Duration(n) * time.Second) }
	type frost struct {
		chat   int64
		at, d  int
		stored bool // the pace is made anew from what was stored
	}
	for name, tc := range map[string]struct {
		frosts []frost
		now    int
		ready  map[int64]int
	}{
		"one chat":                {[]frost{{5, 0, 30, false}}, 1, map[int64]int{5: 30, 6: 1}},
		"over":                    {[]frost{{5, 0, 30, false}}, 31, map[int64]int{5: 31, 6: 31}},
		"the same chat twice":     {[]frost{{5, 0, 30, false}, {5, 2, 10, false}}, 3, map[int64]int{5: 30, 6: 3}},
		"two within five seconds": {[]frost{{5, 0, 30, false}, {6, 5, 10, false}}, 6, map[int64]int{5: 30, 6: 30, 7: 30}},
		"two further apart":       {[]frost{{5, 0, 30, false}, {6, 6, 10, false}}, 7, map[int64]int{5: 30, 6: 16, 7: 7}},
		"after a restart":         {[]frost{{5, 0, 30, false}, {6, 5, 10, true}}, 6, map[int64]int{5: 30, 6: 30, 7: 30}},
	} {
		t.Run(name, func(t *testing.T) {
			p := NewPace(nil)
			for _, f := range tc.frosts {
				p.Freeze(f.chat, time.Duration(f.d)*time.Second, second(f.at))
				if f.stored {
					p = NewPace(p.Frozen(second(f.at)))
				}
			}
			for chat, want := range tc.ready {
				if got := p.Ready(chat, false, 1, second(tc.now)); !got.Equal(second(want)) {
					t.Errorf("chat %d ready at %v, want second %d", chat, got, want)
				}
			}
		})
	}
}

func TestFrozenForgetsWhatIsOver(t *testing.T) {
	p := NewPace(map[int64]time.Time{5: noon(), 6: noon().Add(time.Second)})
	if d := cmp.Diff(map[int64]time.Time{6: noon().Add(time.Second)}, p.Frozen(noon())); d != "" {
		t.Error(d)
	}
}

func TestPaceSurvivesAClockPutBack(t *testing.T) {
	p := NewPace(nil)
	spend(p, -5, true, 1, 18, noon())
	earlier := noon().Add(-24 * time.Hour)
	if got := p.Ready(-5, true, 1, earlier).Sub(earlier); got > time.Minute {
		t.Errorf("the chat is silent for %v", got)
	}
	p.Took(-5, true, 1, earlier)
	if got := p.Ready(-5, true, 1, earlier).Sub(earlier); got > 2*time.Minute {
		t.Errorf("the chat is silent for %v", got)
	}
}

func TestPaceForgetsIdleChats(t *testing.T) {
	p := NewPace(nil)
	for i := range 10 * sweepEveryTooks {
		now := noon().Add(time.Duration(i) * time.Second)
		p.Took(int64(-i-1), true, 1, now)
	}
	if len(p.full) > sweepEveryTooks+10 || len(p.groups) > sweepEveryTooks+100 {
		t.Errorf("%d chats and %d groups are remembered", len(p.full), len(p.groups))
	}
}

// TestPaceKeepsEveryWindow sends to some chats whatever may go at all, at random instants, and counts in every window that begins with
// a message. An album, which may be larger than a limit, is not sent here.
func TestPaceKeepsEveryWindow(t *testing.T) {
	type took struct {
		chat int64
		at   time.Time
	}
	rapid.Check(t, func(t *rapid.T) {
		p, now := NewPace(nil), noon()
		var log []took
		for range rapid.IntRange(1, 300).Draw(t, "messages") {
			chat := rapid.Int64Range(1, 40).Draw(t, "chat")
			now = now.Add(time.Duration(rapid.IntRange(0, 150).Draw(t, "pause")) * time.Millisecond)
			ready := p.Ready(chat, chat%2 == 0, 1, now)
			if ready.Before(now) {
				t.Fatalf("ready in the past")
			}
			if rapid.Bool().Draw(t, "waits") {
				now = ready
			}
			if ready.After(now) {
				continue
			}
			p.Took(chat, chat%2 == 0, 1, now)
			log = append(log, took{chat, now})
		}
		for i, first := range log {
			all, chat, minute := 0, 0, 0
			for _, m := range log[i:] {
				age := m.at.Sub(first.at)
				all += count(age < time.Second)
				chat += count(m.chat == first.chat && age < 10*time.Second)
				minute += count(m.chat == first.chat && age < time.Minute)
			}
			if all > 25 || chat > 12 || minute > 18 && first.chat%2 == 0 {
				t.Fatalf("from %v on: %d in a second; chat %d: %d in ten seconds, %d in a minute", first.at, all, first.chat, chat, minute)
			}
		}
	})
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func BenchmarkPace(b *testing.B) {
	p, now := NewPace(nil), noon()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		chat := int64(i % 500)
		now = p.Ready(chat, true, 1, now)
		p.Took(chat, true, 1, now)
	}
}
