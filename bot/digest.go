package bot

import (
	"strings"
	"time"

	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// sayDigest tells every supervisor how things stand and records it under the
// key, so that the next one can tell what changed. It is part of the caller's
// journal entry.
func (b *Bot) sayDigest(tx *store.Tx, now time.Time, key string) error {
	o, err := b.outlook(tx, now)
	if err != nil {
		return err
	}
	d := store.Digest{Key: key, Entry: tx.LastEntry(), Lights: map[store.TaskID]string{}}
	for id, l := range o.lights {
		d.Lights[id] = string(l)
	}
	if fresh, err := tx.AddDigest(d); err != nil || !fresh {
		return err
	}
	m := store.Message{Key: "digest:" + key, Class: store.Notice, NotUntil: b.speakFrom(tx, now)}
	_, err = b.announceTo(tx, 0, store.Supervisor, m, func(l wording.Lang) said {
		view := &turn{Bot: b, tx: tx, lang: l, now: now}
		return view.digestText(o)
	})
	return err
}

// digest: /digest shows it now and leaves the scheduled one's "since" alone.
func (t *turn) digest(string) error {
	o, err := t.outlook(t.tx, t.now)
	if err != nil {
		return err
	}
	words := t.digestText(o)
	return t.say(words.text, words.buttons...)
}

// shownBehind is how many tasks of a kind a digest names; the rest it counts.
const shownBehind = 8

func (t *turn) digestText(o outlook) said {
	blocks := []wording.HTML{
		wording.Lines(t.digestHead(o), t.digestOpen(o)),
		t.digestChanges(o), t.digestSilent(o), t.digestUnasked(o), t.digestBehind(o), t.digestRest(o), t.costText(o), t.footnote(o.open...),
	}
	buttons := []store.Button{t.button(wording.DigestButtonLate, "late"), t.button(wording.DigestButtonReview, "review")}
	return said{wording.Blocks(blocks...), [][]store.Button{buttons}}
}

func (t *turn) digestHead(o outlook) wording.HTML {
	if o.since.ID == 0 {
		return t.word(wording.DigestHeadFirst, "till", t.dueText(t.now))
	}
	if since := o.since.At.In(t.Zone); sameDay(since, t.now) {
		return t.word(wording.DigestHeadToday, "from", t.dueText(since))
	}
	return t.word(wording.DigestHead, "from", wording.Short(t.lang, o.since.At.In(t.Zone)), "till", wording.Short(t.lang, t.now))
}

func (t *turn) digestOpen(o outlook) wording.HTML {
	if len(o.open) == 0 {
		return t.word(wording.DigestNothing)
	}
	return wording.Lines(wording.HTML(bar(o.lights, 12)), t.word(wording.DigestOpen, "n", len(o.open), "counts", countsText(o.lights)))
}

// bar shows the share of each light in cells; a light that is there has at
// least one.
func bar(lights map[store.TaskID]schedule.Light, cells int) string {
	count := map[schedule.Light]int{}
	for _, l := range lights {
		count[l]++
	}
	var b strings.Builder
	left, total := cells, len(lights)
	for _, c := range []struct {
		light schedule.Light
		cell  string
	}{{schedule.Red, "🟥"}, {schedule.Yellow, "🟨"}, {schedule.Green, "🟩"}} {
		if count[c.light] == 0 {
			continue
		}
		n := min(left, max(1, count[c.light]*cells/total))
		b.WriteString(strings.Repeat(c.cell, n))
		left -= n
	}
	switch {
	case count[schedule.NoLight] > 0:
		b.WriteString(strings.Repeat("⬜", max(left, 0)))
	case left > 0 && b.Len() > 0:
		last := []rune(b.String())
		b.WriteString(strings.Repeat(string(last[len(last)-1]), left))
	}
	return b.String()
}

func (t *turn) digestChanges(o outlook) wording.HTML {
	lines := []wording.HTML{t.word(wording.DigestChanges)}
	if o.reports > 0 {
		lines = append(lines, t.word(wording.DigestReports, "n", o.reports, "m", o.units))
	} else {
		lines = append(lines, t.word(wording.DigestNoReport))
	}
	if len(o.closed) > 0 {
		var titles []string
		for _, task := range o.closed[:min(len(o.closed), shownBehind)] {
			titles = append(titles, title(t.lang, task))
		}
		lines = append(lines, t.word(wording.DigestClosed, "n", len(o.closed), "list", wording.Names(t.lang, titles)))
	}
	for _, m := range o.moved[:min(len(o.moved), shownBehind)] {
		lines = append(lines, t.word(wording.DigestMoved, "from", lightMark(m.from), "to", lightMark(m.to), "title", title(t.lang, m.task), "code", m.task.Code))
	}
	return wording.Lines(lines...)
}

func (t *turn) digestSilent(o outlook) wording.HTML {
	if len(o.silent) == 0 {
		return t.word(wording.DigestNoSilent)
	}
	lines := []wording.HTML{t.word(wording.DigestSilent, "n", len(o.silent))}
	for _, s := range o.silent[:min(len(o.silent), shownBehind)] {
		line := wording.DigestSilentLine
		if s.days == 0 {
			line = wording.DigestSilentToday
		}
		lines = append(lines, t.word(line, "unit", unitName(t.lang, s.unit), "tasks", s.ask.Left(), "days", s.days))
	}
	if more := len(o.silent) - shownBehind; more > 0 {
		lines = append(lines, t.word(wording.DigestSilentMore, "n", more))
	}
	return wording.Lines(lines...)
}

func (t *turn) digestUnasked(o outlook) wording.HTML {
	if len(o.unasked) == 0 {
		return ""
	}
	lines := []wording.HTML{t.word(wording.DigestUnasked, "n", len(o.unasked))}
	for _, u := range o.unasked[:min(len(o.unasked), shownBehind)] {
		lines = append(lines, t.word(wording.DigestUnaskedLine, "unit", unitName(t.lang, u.unit), "reason", deskReason(u.reason)))
	}
	if more := len(o.unasked) - shownBehind; more > 0 {
		lines = append(lines, t.word(wording.DigestUnaskedMore, "n", more))
	}
	return wording.Lines(lines...)
}

func (t *turn) digestBehind(o outlook) wording.HTML {
	if len(o.behind) == 0 {
		return ""
	}
	lines := []wording.HTML{t.word(wording.DigestBehind, "n", len(o.behind))}
	for _, task := range o.behind[:min(len(o.behind), shownBehind)] {
		u, err := t.tx.Unit(task.Lead)
		if err != nil {
			t.Log.Error("digest", "task", task.Code, "err", err)
		}
		why := wording.HTML("")
		if s, ok := claimSentences[task.Standing.Claim]; ok {
			why = t.word(wording.DigestClaimed, "claim", s)
		}
		lines = append(lines, t.word(wording.DigestBehindLine, "light", lightMark(o.lights[task.ID]), "title", title(t.lang, task), "code", task.Code, "unit", unitName(t.lang, u), "why", why))
	}
	if more := len(o.behind) - shownBehind; more > 0 {
		lines = append(lines, t.word(wording.DigestBehindMore, "n", more))
	}
	return wording.Lines(lines...)
}

func (t *turn) digestRest(o outlook) wording.HTML {
	var lines []wording.HTML
	if o.doubtful > 0 {
		lines = append(lines, t.word(wording.DigestDoubtful, "n", o.doubtful))
	}
	if o.still > 0 {
		lines = append(lines, t.word(wording.DigestStill, "n", o.still))
	}
	if o.copied > 0 {
		lines = append(lines, t.word(wording.DigestCopied, "n", o.copied))
	}
	if o.review > 0 {
		lines = append(lines, t.word(wording.DigestReview, "n", o.review))
	}
	return wording.Lines(lines...)
}
