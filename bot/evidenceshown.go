package bot

import (
	"fmt"

	"duban/bot/telegram"
	"duban/bot/wording"
	"duban/store"
)

// showEvidence sends what came with a report, or with version 0 with all of a
// task's reports, to whoever asks for it and may see the task. Telegram has the
// files already; nothing is uploaded again.
func (t *turn) showEvidence(args []string) error {
	ids, err := numbers(args, 2)
	if err != nil {
		return err
	}
	task, err := t.taskPressedOf(args)
	if err != nil {
		return err
	}
	var all []store.Evidence
	for e, err := range t.tx.TaskEvidence(task.ID) {
		if err != nil {
			return err
		}
		if ids[1] == 0 || e.Version == int(ids[1]) {
			all = append(all, e)
		}
	}
	if len(all) == 0 {
		return t.toast(wording.NoEvidence)
	}
	if err := t.toast(wording.EvidenceComes, "n", len(all)); err != nil {
		return err
	}
	for _, album := range albums(all) {
		m, err := t.evidenceMessage(task, album)
		if err != nil {
			return err
		}
		if err := t.tell(m); err != nil {
			return err
		}
	}
	return nil
}

// longestAlbum is Telegram's limit.
const longestAlbum = 10

// albums puts together what came with one version and may stand in one album.
func albums(all []store.Evidence) [][]store.Evidence {
	var groups [][]store.Evidence
	for _, e := range all {
		if n := len(groups); n > 0 && len(groups[n-1]) < longestAlbum && inOneAlbum(groups[n-1][0], e) {
			groups[n-1] = append(groups[n-1], e)
			continue
		}
		groups = append(groups, []store.Evidence{e})
	}
	return groups
}

func inOneAlbum(a, b store.Evidence) bool {
	return a.Version == b.Version && a.FileID != "" && b.FileID != "" && telegram.FileKind(a.Kind).Groups(telegram.FileKind(b.Kind))
}

func (t *turn) evidenceMessage(task store.Task, album []store.Evidence) (store.Message, error) {
	m := store.Message{Class: store.Receipt, About: store.About{Unit: task.Lead, Task: task.ID}}
	first := album[0]
	name, err := t.personName(first.By)
	if err != nil {
		return m, err
	}
	lines := []wording.HTML{t.word(wording.EvidenceOf, "code", task.Code, "version", first.Version, "name", name, "at", t.moment(first.At))}
	if first.FileID == "" {
		m.Text = string(wording.Lines(append(lines, t.word(wording.EvidencePlace, "lat", first.Lat, "lon", first.Lon))...))
		return m, nil
	}
	for i, e := range album {
		m.Album = append(m.Album, store.File{Name: e.Name, FileID: e.FileID, Kind: e.Kind})
		lines = append(lines, t.fileLine(i+1, e))
	}
	m.Text = string(wording.Lines(lines...))
	if len(album) == 1 {
		m.File, m.Album = &m.Album[0], nil
	}
	return m, nil
}

// captionName is how much of a file's name stands in a caption, in UTF-16
// units: ten lines have to fit into Telegram's 1024.
const captionName = 40

// fileLine is a file's name and size, with its checksum where it was kept.
func (t *turn) fileLine(n int, e store.Evidence) wording.HTML {
	name := wording.Escape(clip(e.Name, captionName))
	if e.Name == "" {
		name = t.word(fileKinds[telegram.FileKind(e.Kind)])
	}
	if e.SHA256 == "" {
		return t.word(wording.EvidenceFile, "n", n, "name", name, "size", fileSize(e.Size))
	}
	return t.word(wording.EvidenceFileKept, "n", n, "name", name, "size", fileSize(e.Size), "sum", e.SHA256[:12])
}

var fileKinds = map[telegram.FileKind]wording.Sentence{
	telegram.Document: wording.KindDocument, telegram.Photo: wording.KindPhoto, telegram.Video: wording.KindVideo,
	telegram.Audio: wording.KindAudio, telegram.Voice: wording.KindVoice,
}

// fileSize writes a number of bytes: 12 KB, 3.4 MB.
func fileSize(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// evidenceCount is how many files and places came with a task's reports, or
// with one version of them.
func evidenceCount(tx *store.Tx, id store.TaskID, version int) (n int, err error) {
	for e, err := range tx.TaskEvidence(id) {
		if err != nil {
			return 0, err
		}
		if version == 0 || e.Version == version {
			n++
		}
	}
	return n, nil
}

// evidenceButton is a row with the button for all that came, nothing where
// nothing came.
func (t *turn) evidenceButton(id store.TaskID) [][]store.Button {
	n, err := evidenceCount(t.tx, id, 0)
	if err != nil {
		t.Log.Error("evidence", "task", id, "err", err)
	}
	if n == 0 {
		return nil
	}
	return [][]store.Button{{t.button(wording.ButtonEvidence, "evidence", id, 0)}}
}
