package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"time"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/schedule"
	"duban/store"
)

// Archive is a folder of the office's own for what units send as evidence.
// Nothing that a file's name says leads out of it: the root refuses that, and
// names are made harmless before.
type Archive struct {
	Root  *os.Root
	Limit int64 // bytes of one file; a larger one stays with Telegram alone
}

// atOnce is how many files one round looks at.
const atOnce = 20

// patience is how long a file is tried for.
const patience = 7 * 24 * time.Hour

// errDisk is a fault on our side: the folder can't be written.
var errDisk = errors.New("the folder for files can't be written")

// KeepEvidence fetches the files that are due, makes them durable in the
// archive and then records their checksums. It works between transactions, so
// a stop loses nothing: what is not recorded is fetched again. next is when
// another try is due, zero if nothing waits.
func (b *Bot) KeepEvidence(ctx context.Context, from Fetcher) (next time.Time, err error) {
	if b.Archive == nil {
		return time.Time{}, nil
	}
	now := b.now()
	due, next, err := b.evidenceDue(now)
	if err != nil {
		return next, err
	}
	for _, w := range due {
		kept, err := b.Archive.fetch(ctx, from, w.task, w.evidence)
		if ctx.Err() != nil {
			return next, nil
		}
		if err := b.recordKept(w.evidence, kept, err); err != nil {
			return next, err
		}
	}
	if len(due) > 0 {
		_, next, err = b.evidenceDue(now)
	}
	return next, err
}

type wantedFile struct {
	evidence store.Evidence
	task     store.Task
}

// evidenceDue are the files to be fetched now, and when the next one is due.
func (b *Bot) evidenceDue(now time.Time) (due []wantedFile, next time.Time, err error) {
	err = b.Store.View(now, func(tx *store.Tx) error {
		for e, err := range tx.WantedEvidence() {
			if err != nil {
				return err
			}
			if e.Next.After(now) || len(due) == atOnce {
				next = schedule.Later(e.Next, now)
				return nil
			}
			task, err := tx.Task(e.Task)
			if err != nil {
				return err
			}
			due = append(due, wantedFile{e, task})
		}
		return nil
	})
	return due, next, err
}

// fetch downloads one file beside the others and gives it its name once all
// of it is on disk.
func (a *Archive) fetch(ctx context.Context, from Fetcher, task store.Task, e store.Evidence) (kept store.Evidence, err error) {
	if e.Size > a.Limit {
		return e, telegram.ErrTooBig
	}
	body, name, err := from.Download(ctx, e.FileID, a.Limit)
	if err != nil {
		return e, err
	}
	defer body.Close()
	part := fmt.Sprintf(".part-%d-%d-%d", e.Task, e.Version, e.Number)
	sum, size, err := a.write(part, body)
	if err == nil && e.Size > 0 && size != e.Size {
		err = fmt.Errorf("%d bytes came, Telegram had said %d", size, e.Size)
	}
	if err != nil {
		a.Root.Remove(part)
		return e, err
	}
	e.SHA256, e.Size, e.Path = sum, size, archivePath(task, e, name)
	return e, a.name(part, e.Path)
}

// write makes the bytes durable under a name of ours.
func (a *Archive) write(name string, body io.Reader) (sum string, size int64, err error) {
	f, err := a.Root.Create(name)
	if err != nil {
		return "", 0, errors.Join(errDisk, err)
	}
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(onDisk{f}, hash), body)
	if bad := errors.Join(f.Sync(), f.Close()); bad != nil {
		err = errors.Join(errDisk, err, bad)
	}
	return hex.EncodeToString(hash.Sum(nil)), size, err
}

// onDisk tells a full disk from a broken download.
type onDisk struct{ f *os.File }

func (d onDisk) Write(p []byte) (int, error) {
	n, err := d.f.Write(p)
	if err != nil {
		err = errors.Join(errDisk, err)
	}
	return n, err
}

// name moves the finished file to where it belongs; a folder's own sync makes
// the new name durable.
func (a *Archive) name(part, to string) error {
	folder := path.Dir(to)
	err := a.Root.MkdirAll(folder, 0o755)
	if err == nil {
		err = a.Root.Rename(part, to)
	}
	for _, dir := range []string{folder, "."} {
		if err == nil {
			err = a.sync(dir)
		}
	}
	if err != nil {
		return errors.Join(errDisk, err)
	}
	return nil
}

func (a *Archive) sync(folder string) error {
	f, err := a.Root.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// recordKept writes how it ended: kept, to be tried again, or not to be had.
func (b *Bot) recordKept(was, kept store.Evidence, fault error) error {
	now := b.now()
	var refused *telegram.Refused
	note := store.Note{Act: store.FileKept, Task: was.Task, Text: kept.Path}
	e := was
	switch gone := errors.As(fault, &refused) && refused.Reason == telegram.ReasonFile; {
	case fault == nil:
		e, e.Next = kept, time.Time{}
	case errors.Is(fault, telegram.ErrTooBig):
		e.Fault = string(store.FactTooBig)
	case gone, now.Sub(was.At) > patience:
		e.Fault = string(store.FactGone)
	default:
		e.Tries++
		e.Next = now.Add(archiveBackoff(e.Tries)).UTC()
		note.Act = ""
		b.Log.Warn("evidence not fetched yet", "task", was.Task, "version", was.Version, "tries", e.Tries, "err", fault)
	}
	if e.Fault != "" {
		note.Act, note.Text = store.FileLost, e.Fault
	}
	return b.Store.Update(now, func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByDuban, Cause: "archive"}, func() error {
			if note.Act != "" {
				tx.Note(note)
			}
			if errors.Is(fault, errDisk) {
				if err := b.tellAdmins(tx, "archive:"+now.Format(time.DateOnly), wording.ArchiveFull); err != nil {
					return err
				}
			}
			return tx.PutEvidence(e)
		})
	})
}

// archiveBackoff waits 1, 2, 4 ... minutes, six hours at most.
func archiveBackoff(tries int) time.Duration {
	return min(time.Minute<<min(max(tries-1, 0), 9), 6*time.Hour)
}

// archive fetches evidence as it comes, and again what could not be had.
func (r *Runner) archive(ctx context.Context) error {
	for {
		next, err := r.bot.KeepEvidence(ctx, r.client)
		if err != nil {
			r.bot.Log.Error("archive", "err", err)
			next = r.bot.now().Add(longestTick)
		}
		wait := idle
		if !next.IsZero() {
			wait = min(max(next.Sub(r.bot.now()), time.Second), idle)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-r.filed:
		case <-timer.C:
		}
		timer.Stop()
	}
}
