package bot

import (
	"context"
	"strconv"
	"strings"
	"time"

	"duban/bot/wording"
	"duban/store"
)

// auditSlot is the latest half past three in the morning, by its day, and when
// the next one is. At that hour nothing else is due.
func auditSlot(now time.Time) (day string, next time.Time) {
	at := func(days int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()+days, 3, 30, 0, 0, now.Location())
	}
	if now.Before(at(0)) {
		return at(-1).Format(time.DateOnly), at(0)
	}
	return at(0).Format(time.DateOnly), at(1)
}

// Audit draws up the books of the day whose moment is past, once, and tells the
// admins of a remainder. ticked is when the last tick was completed: what was
// due by then has been acted on. next is when there will be something to do.
func (b *Bot) Audit(ctx context.Context, ticked time.Time) (next time.Time, err error) {
	now := b.now()
	day, next := auditSlot(now)
	var last store.Audit
	err = b.Store.View(now, func(tx *store.Tx) (err error) { last, err = tx.LastAudit(); return err })
	if err != nil || last.Day == day {
		return next, err
	}
	books, err := b.Store.Balance(ctx, now)
	if err != nil {
		return next, err
	}
	err = b.Store.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "audit " + day}, func() error {
			for _, r := range tx.Stuck(ticked) {
				books.Add(r)
			}
			return b.closeBooks(tx, day, now, books)
		})
	})
	return next, err
}

func (b *Bot) closeBooks(tx *store.Tx, day string, now time.Time, books store.Books) error {
	if err := tx.PutAudit(day, books); err != nil || books.Count() == 0 {
		return err
	}
	b.Log.Error("the books do not balance", "rows", books.Count())
	m := store.Message{Key: "books:" + day, Class: store.Notice}
	_, err := b.announceTo(tx, 0, store.Admin, m, func(l wording.Lang) said {
		view := &turn{Bot: b, tx: tx, lang: l, now: now}
		return said{text: view.alarmText(books)}
	})
	return err
}

func (t *turn) alarmText(b store.Books) wording.HTML {
	lines := append([]wording.HTML{t.word(wording.BooksAlarm, "at", t.dueText(t.now), "n", b.Count())}, t.remainderLines(b)...)
	return wording.Blocks(wording.Lines(lines...), t.word(wording.BooksAlarmEnd))
}

// shownRemainders is how many rows a message names; the rest it counts.
const shownRemainders = 10

func (t *turn) remainderLines(b store.Books) (lines []wording.HTML) {
	for _, r := range b.Remainders[:min(len(b.Remainders), shownRemainders)] {
		lines = append(lines, t.remainderLine(r))
	}
	if more := b.Count() - len(lines); more > 0 {
		lines = append(lines, t.word(wording.BooksMore, "n", more))
	}
	return lines
}

// remainderLine names the row and says what is wrong with it.
func (t *turn) remainderLine(r store.Remainder) wording.HTML {
	fault := remainderFaults()[r.Kind]
	return t.word(wording.BooksLine, "what", rowNames()[r.Table], "id", t.rowID(r), "about", t.rowAbout(r),
		"fault", t.word(fault, "index", r.Index, "task", t.taskCode(r.Task), "since", t.dueText(r.Since)))
}

// rowID is the code of a task, the number of anything else.
func (t *turn) rowID(r store.Remainder) string {
	if code := t.taskCode(r.Task); code != "" && r.Kind != store.NoReport {
		return code
	}
	return strconv.FormatUint(r.ID, 10)
}

func (t *turn) taskCode(id store.TaskID) string {
	task, err := t.tx.Task(id)
	if err != nil {
		return ""
	}
	return task.Code
}

// rowAbout is the unit and the period, in brackets.
func (t *turn) rowAbout(r store.Remainder) wording.HTML {
	var parts []string
	if u, err := t.tx.Unit(r.Unit); err == nil {
		parts = append(parts, unitName(t.lang, u))
	}
	if r.Period != "" {
		parts = append(parts, strings.Replace(r.Period, "T", " ", 1))
	}
	if len(parts) == 0 {
		return ""
	}
	return t.word(wording.BooksAbout, "about", wording.Names(t.lang, parts))
}

func remainderFaults() map[store.RemainderKind]wording.Sentence {
	return map[store.RemainderKind]wording.Sentence{
		store.RowLost: wording.BooksRowLost, store.RowUnread: wording.BooksRowUnread, store.IndexLost: wording.BooksIndexLost,
		store.IndexStray: wording.BooksIndexStray, store.NoNextStep: wording.BooksNoNextStep, store.LinesOpen: wording.BooksLinesOpen,
		store.NeverSaid: wording.BooksNeverSaid, store.NoReport: wording.BooksNoReport, store.NotAsked: wording.BooksNotAsked,
		store.Overdue: wording.BooksOverdue, store.Unsaid: wording.BooksUnsaid,
	}
}

// rowNames is what a row of each table is called.
func rowNames() map[string]wording.Sentence {
	return map[string]wording.Sentence{
		"asks": wording.RowAsk, "messages": wording.RowMessage, "tasks": wording.RowTask, "units": wording.RowUnit, "posts": wording.RowPost,
		"programmes": wording.RowProgramme, "parked": wording.RowParked, "digests": wording.RowDigest, "instructions": wording.RowInstruction,
		"doubts": wording.RowDoubt, "extensions": wording.RowExtension,
	}
}

// books: /books shows the account that was drawn up last.
func (t *turn) books(string) error {
	a, err := t.tx.LastAudit()
	if err != nil {
		return err
	}
	if a.Day == "" {
		return t.say(t.word(wording.BooksNone))
	}
	return t.say(t.booksText(a))
}

func (t *turn) booksText(a store.Audit) wording.HTML {
	lines := []wording.HTML{t.word(wording.BooksHead, "at", t.dueText(a.At), "entries", a.Entry), t.asksSum(a.Asks), t.messagesSum(a.Messages)}
	if a.Parked > 0 {
		lines = append(lines, t.word(wording.BooksParked, "n", a.Parked))
	}
	if a.Count() == 0 {
		return wording.Lines(append(lines, t.word(wording.BooksBalance))...)
	}
	open := append([]wording.HTML{t.word(wording.BooksOpen, "n", a.Count())}, t.remainderLines(a.Books)...)
	return wording.Blocks(wording.Lines(lines...), wording.Lines(open...), t.word(wording.BooksAlarmEnd))
}

func (t *turn) asksSum(n map[store.AskState]int) wording.HTML {
	return t.word(wording.BooksAsks, "n", sum(n), "answered", n[store.Answered], "excused", n[store.Excused],
		"escalated", n[store.Escalated], "undeliverable", n[store.Undeliverable], "open", n[store.AskOpen])
}

func (t *turn) messagesSum(n map[store.SendState]int) wording.HTML {
	return t.word(wording.BooksMessages, "n", sum(n), "sent", n[store.Sent], "planned", n[store.Planned]+n[store.Sending],
		"doubt", n[store.InDoubt], "held", n[store.Held], "stale", n[store.Stale], "failed", n[store.Failed])
}

func sum[K ~string](n map[K]int) (all int) {
	for _, v := range n {
		all += v
	}
	return all
}

// BooksText is what the books say, line by line, for somebody at the machine.
func (b *Bot) BooksText(books store.Books, l wording.Lang) (lines []string, err error) {
	err = b.Store.View(b.now(), func(tx *store.Tx) error {
		t := &turn{Bot: b, tx: tx, lang: l, now: b.now()}
		for _, line := range append([]wording.HTML{t.asksSum(books.Asks), t.messagesSum(books.Messages)}, t.remainderLines(books)...) {
			lines = append(lines, wording.Plain(line))
		}
		return nil
	})
	return lines, err
}
