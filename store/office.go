package store

import (
	"errors"
	"slices"
	"time"

	"duban/schedule"
)

// Office is the district's own settings, one record.
type Office struct {
	Name       string          `json:"name,omitempty"`
	Lang       string          `json:"lang"`        // zh or en
	Cadence    string          `json:"cadence"`     // cron text; when units are asked, where nothing nearer says
	Window     int             `json:"window"`      // working days from an ask to its due moment
	DigestCron string          `json:"digest_cron"` // when supervisors get the digest
	NextDigest time.Time       `json:"next_digest,omitzero"`
	Margins    string          `json:"margins,omitempty"` // name of the preset for lights
	Quiet      *schedule.Quiet `json:"quiet,omitempty"`   // when units may be written to unasked; nil is the default
	SeatB      *schedule.Wait  `json:"seat_b,omitempty"`  // how long seat A may take before seat B is asked as well; nil is the default
	Pause      *Pause          `json:"pause,omitempty"`   // of everything
	Frozen     []Freeze        `json:"frozen,omitempty"`  // chats that Telegram asked us to leave alone
	Warned     []string        `json:"warned,omitempty"`  // warnings that were given once
}

// Freeze keeps a chat, or with chat 0 all chats, unwritten until a moment.
type Freeze struct {
	Chat  ChatID    `json:"chat,omitempty"`
	Until time.Time `json:"until"`
}

// Validate reports every fault of the record at once.
func (o Office) Validate() error {
	if o.Lang == "" || o.Cadence == "" || o.DigestCron == "" {
		return errors.New("the office needs a language, a cadence and a digest")
	}
	return nil
}

var offices = &table[Office]{
	name: "office",
	keep: true,
	who:  true,
	own: func(o Office) Office {
		o.Quiet, o.Pause, o.SeatB = another(o.Quiet), another(o.Pause), another(o.SeatB)
		o.Frozen, o.Warned = slices.Clone(o.Frozen), slices.Clone(o.Warned)
		return o
	},
	key: func(*Office) []byte { return []byte("office") },
}

// DefaultOffice is what holds until an admin says otherwise: asks on the 25th
// of the month, digests on Mondays.
func DefaultOffice() Office {
	return Office{Lang: "zh", Cadence: "0 9 25 * *", Window: 2, DigestCron: "0 9 * * 1"}
}

// Office is the settings in force.
func (tx *Tx) Office() (Office, error) {
	o, err := offices.get(tx, []byte("office"))
	if errors.Is(err, ErrNotFound) {
		return DefaultOffice(), nil
	}
	return o, err
}

// PutOffice writes new settings; text says for people what changed, empty for
// duban's own bookkeeping.
func (tx *Tx) PutOffice(o Office, text string) error {
	if text != "" {
		tx.Note(Note{Act: OfficeChanged, Text: text})
	}
	return offices.put(tx, o)
}
