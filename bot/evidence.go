package bot

import (
	"duban/bot/wording"
	"duban/store"
)

// attach keeps the files and the place that came with the message as
// evidence of the report.
func (t *turn) attach(r store.Report) error {
	for _, f := range t.in.Files {
		err := t.tx.AddEvidence(store.Evidence{
			Task: r.Task, Version: r.Version, By: t.who.person.ID, Album: t.in.AlbumID,
			FileID: f.ID, Unique: f.UniqueID, Name: f.Name, Size: f.Size, Kind: string(f.Kind),
		})
		if err != nil {
			return err
		}
	}
	if l := t.in.Location; l != nil {
		return t.tx.AddEvidence(store.Evidence{Task: r.Task, Version: r.Version, By: t.who.person.ID, Lat: l.Latitude, Lon: l.Longitude})
	}
	return nil
}

// moreOfAlbum: Telegram sends an album as one message per item, the words
// with one of them. The items without words join the report that the album
// already made.
func (t *turn) moreOfAlbum(s scope) error {
	past, err := t.tx.AlbumReports(t.in.AlbumID)
	if err != nil {
		return err
	}
	if len(past) == 0 {
		return t.onlyEvidence(s)
	}
	for _, r := range past {
		if err := t.attach(r); err != nil {
			return err
		}
	}
	return nil
}

// showEvidence sends what came with a report to whoever asks for it and may
// see the task.
func (t *turn) showEvidence(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	task, err := t.taskPressedOf(args)
	if err != nil {
		return err
	}
	n := 0
	for e, err := range t.tx.EvidenceOf(task.ID, int(ids[1])) {
		if err != nil {
			return err
		}
		m := store.Message{Class: store.Receipt, About: store.About{Unit: task.Lead, Task: task.ID}, Text: string(t.word(wording.EvidenceOf, "code", task.Code, "version", e.Version))}
		if e.FileID != "" {
			m.File = &store.File{Name: e.Name, FileID: e.FileID, Kind: e.Kind}
		} else {
			m.Text = string(t.word(wording.EvidencePlace, "code", task.Code, "lat", e.Lat, "lon", e.Lon))
		}
		if err := t.tell(m); err != nil {
			return err
		}
		n++
	}
	if n == 0 {
		return t.toast(wording.NoEvidence)
	}
	return nil
}

// onlyEvidence: files without words belong to the one task that is meant, by
// a reply or because only one is asked about; else the person is asked to
// reply to a task.
func (t *turn) onlyEvidence(s scope) error {
	if s.focus < 0 {
		return complain(wording.EvidenceForWhich)
	}
	task := s.tasks[s.focus]
	r := store.Report{
		Task: task.ID, Unit: s.unit, By: t.who.person.ID, Attached: true, Words: t.in.Text,
		Via: store.Via{Chat: t.here().Chat, Message: t.in.MessageID},
	}
	if l := s.ask.Line(task.ID); l != nil {
		r.Ask, r.Late = s.ask.ID, t.now.After(s.ask.Due)
	}
	got, added, err := t.file(task, r)
	if err != nil || !added {
		return err
	}
	return t.say(t.word(wording.EvidenceKept, "title", title(t.lang, task), "code", task.Code, "version", got.Version))
}
