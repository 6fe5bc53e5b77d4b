package store

import (
	"errors"
	"iter"
	"time"
)

// Evidence is a file or a place that came with a report. Telegram keeps the
// file; it can be forwarded and downloaded by its id.
type Evidence struct {
	Task    TaskID    `json:"task"`
	Version int       `json:"version"` // of the report
	Number  int       `json:"number"`  // 1, 2, ... within the report
	By      PersonID  `json:"by"`
	At      time.Time `json:"at"`
	Album   string    `json:"album,omitempty"` // Telegram's, common to the files sent in one go
	FileID  string    `json:"file_id,omitempty"`
	Unique  string    `json:"unique,omitempty"` // Telegram's lasting id of the file
	Name    string    `json:"name,omitempty"`
	Size    int64     `json:"size,omitempty"`   // bytes
	Kind    string    `json:"kind,omitempty"`   // Telegram's, as in File
	SHA256  string    `json:"sha256,omitempty"` // hex, where downloaded
	Path    string    `json:"path,omitempty"`   // below the folder for files, where downloaded
	Tries   int       `json:"tries,omitempty"`  // downloads that failed
	Next    time.Time `json:"next,omitzero"`    // when it is tried again
	Fault   string    `json:"fault,omitempty"`  // why it will not be downloaded, a Fact
	Lat     float64   `json:"lat,omitempty"`
	Lon     float64   `json:"lon,omitempty"`
}

// Validate reports every fault of the record at once.
func (e Evidence) Validate() error {
	if e.Task == 0 || e.Version == 0 || e.Number == 0 {
		return errors.New("evidence needs a report and a number")
	}
	if e.FileID == "" && e.Lat == 0 && e.Lon == 0 {
		return errors.New("evidence is a file or a place")
	}
	return nil
}

var (
	evidenceByAlbum = &index{"evidence_by_album"}
	evidenceWanted  = &index{"evidence_wanted"}
	evidence        = &table[Evidence]{
		name: "evidence",
		key:  evidenceKey,
		rows: func(e *Evidence) []row {
			var rows []row
			if e.Album != "" {
				rows = append(rows, row{evidenceByAlbum, join([]byte(e.Album), []byte{0}, reportKey(e.Task, e.Version)), nil})
			}
			if e.FileID != "" && e.SHA256 == "" && e.Fault == "" {
				rows = append(rows, row{evidenceWanted, join(bkey(max(0, e.Next.Unix())), evidenceKey(e)), nil})
			}
			return rows
		},
	}
)

func evidenceKey(e *Evidence) []byte {
	return join(reportKey(e.Task, e.Version), bkey(uint64(e.Number)))
}

// EvidenceOf a report, in the order it came.
func (tx *Tx) EvidenceOf(t TaskID, version int) iter.Seq2[Evidence, error] {
	return evidence.each(tx, reportKey(t, version))
}

// TaskEvidence is all that came with any report of a task, by version.
func (tx *Tx) TaskEvidence(t TaskID) iter.Seq2[Evidence, error] {
	return evidence.each(tx, bkey(t))
}

// AddEvidence attaches to a report that stands.
func (tx *Tx) AddEvidence(e Evidence) error {
	past, err := list(tx.EvidenceOf(e.Task, e.Version))
	if err != nil {
		return err
	}
	e.Number, e.At = len(past)+1, tx.now
	return evidence.put(tx, e)
}

// PutEvidence writes what is known of a file since.
func (tx *Tx) PutEvidence(e Evidence) error { return evidence.put(tx, e) }

// WantedEvidence are the files that were not downloaded, those due first.
func (tx *Tx) WantedEvidence() iter.Seq2[Evidence, error] {
	return func(yield func(Evidence, error) bool) {
		for key := range evidenceWanted.keys(tx, nil) {
			e, err := evidence.get(tx, key[8:])
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// AlbumReports are the reports that files of the album were attached to.
func (tx *Tx) AlbumReports(album string) ([]Report, error) {
	var all []Report
	for key := range evidenceByAlbum.keys(tx, append([]byte(album), 0)) {
		r, err := reports.get(tx, key[len(key)-16:])
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}
