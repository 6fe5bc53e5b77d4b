package bot

import (
	"time"

	"duban/bot/wording"
	"duban/store"
)

// silence is a unit that has not answered an ask whose due moment is past.
type silence struct {
	unit store.Unit
	ask  store.Ask
	days int // whole days since the due moment
}

// silences are the units late with an answer, in the order of the list: it is
// no ranking. A unit with several late asks stands once, with the oldest.
func silences(tx *store.Tx, now time.Time) ([]silence, error) {
	var all []silence
	for u, err := range tx.Units() {
		if err != nil {
			return nil, err
		}
		for a, err := range tx.OpenAsks(u.ID) {
			if err != nil {
				return nil, err
			}
			if now.After(a.Due) {
				all = append(all, silence{u, a, int(now.Sub(a.Due) / (24 * time.Hour))})
				break
			}
		}
	}
	return all, nil
}

// late: /late says who has not answered, who could not be asked, who has not
// signed, and what was returned.
func (t *turn) late(string) error {
	silent, err := silences(t.tx, t.now)
	if err != nil {
		return err
	}
	blocks := []wording.HTML{t.word(wording.SupLateNone)}
	var pick []store.Button
	if len(silent) > 0 {
		lines := []wording.HTML{t.word(wording.SupLateHead, "n", len(silent))}
		for i, s := range silent {
			lines = append(lines, t.lateLine(i+1, s))
			pick = append(pick, store.Button{Text: number(i + 1), Data: data("unit", s.unit.ID)})
		}
		blocks = []wording.HTML{wording.Lines(append(lines, t.word(wording.SupLateEnd))...)}
	}
	unsigned, returned, err := t.receiptsText()
	if err != nil {
		return err
	}
	extensions, err := t.extensionsText()
	if err != nil {
		return err
	}
	note, err := t.lateNote(silent)
	if err != nil {
		return err
	}
	return t.say(wording.Blocks(append(blocks, unsigned, returned, extensions, note)...), grid(pick[:min(len(pick), 40)], 5)...)
}

// extensionsText lists the requests for more time that nobody has decided.
func (t *turn) extensionsText() (wording.HTML, error) {
	var lines []wording.HTML
	for e, err := range t.tx.OpenExtensions(0) {
		if err != nil {
			return "", err
		}
		task, err := t.tx.Task(e.Task)
		if err != nil {
			return "", err
		}
		u, err := t.tx.Unit(e.Unit)
		if err != nil {
			return "", err
		}
		lines = append(lines, t.word(wording.SupExtensionLine, append(t.extensionArgs(t.lang, task, e), "unit", unitName(t.lang, u))...))
	}
	if len(lines) == 0 {
		return "", nil
	}
	return wording.Lines(append([]wording.HTML{t.word(wording.SupExtensionHead)}, lines...)...), nil
}

// lateNote is the footnote to the tasks that units are late with, or have not
// signed for.
func (t *turn) lateNote(silent []silence) (wording.HTML, error) {
	var ids []store.TaskID
	for _, s := range silent {
		for _, l := range s.ask.Lines {
			ids = append(ids, l.Task)
		}
	}
	for u, err := range t.tx.Units() {
		if err != nil {
			return "", err
		}
		ids = append(ids, t.tx.OpenReceipts(u.ID)...)
	}
	var tasks []store.Task
	for _, id := range ids {
		task, err := t.tx.Task(id)
		if err != nil {
			return "", err
		}
		tasks = append(tasks, task)
	}
	return t.footnote(tasks...), nil
}

func (t *turn) lateLine(n int, s silence) wording.HTML {
	line := wording.SupLateLine
	if s.days == 0 {
		line = wording.SupLateToday
	}
	return t.word(line, "n", n, "unit", unitName(t.lang, s.unit), "tasks", s.ask.Left(), "due", t.dueText(s.ask.Due), "days", s.days)
}

// receiptsText lists what is not signed for and what was returned.
func (t *turn) receiptsText() (unsigned, returned wording.HTML, err error) {
	var open, back []wording.HTML
	for u, err := range t.tx.Units() {
		if err != nil {
			return "", "", err
		}
		if ids := t.tx.OpenReceipts(u.ID); len(ids) > 0 {
			a, err := t.tx.Assignment(ids[0], u.ID)
			if err != nil {
				return "", "", err
			}
			line, err := t.unsignedLine(u, a, len(ids))
			if err != nil {
				return "", "", err
			}
			open = append(open, line)
		}
		lines, err := t.returnedBy(u)
		if err != nil {
			return "", "", err
		}
		back = append(back, lines...)
	}
	if len(open) > 0 {
		unsigned = wording.Lines(append([]wording.HTML{t.word(wording.SupUnsignedHead)}, open...)...)
	}
	if len(back) > 0 {
		returned = wording.Lines(append([]wording.HTML{t.word(wording.SupReturnedHead)}, back...)...)
	}
	return unsigned, returned, nil
}

// unsignedLine says since when the unit has not signed, and from whom its new
// contact took the tasks over.
func (t *turn) unsignedLine(u store.Unit, oldest store.Assignment, n int) (wording.HTML, error) {
	args := []any{"unit", unitName(t.lang, u), "tasks", n, "since", wording.Short(t.lang, oldest.PutBefore().In(t.Zone))}
	if oldest.From == 0 {
		return t.word(wording.SupUnsignedLine, args...), nil
	}
	name, err := t.personName(oldest.From)
	return t.word(wording.SupHandedLine, append(args, "name", name)...), err
}

func (t *turn) returnedBy(u store.Unit) ([]wording.HTML, error) {
	var lines []wording.HTML
	for _, part := range []store.Part{store.Leads, store.Supports} {
		for id := range t.tx.TaskIDsOf(u.ID, part) {
			a, err := t.tx.Assignment(id, u.ID)
			if isMissing(err) || err == nil && a.State != store.Returned {
				continue
			}
			if err != nil {
				return nil, err
			}
			task, err := t.tx.Task(id)
			if err != nil {
				return nil, err
			}
			lines = append(lines, t.word(wording.SupReturnedLine, "title", title(t.lang, task), "code", task.Code, "unit", unitName(t.lang, u), "reason", a.Reason))
		}
	}
	return lines, nil
}
