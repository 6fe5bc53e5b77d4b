package store

import (
	"encoding/json"
	"testing"
)

// What could not be handled is evidence: it is read back byte for byte as it
// came, also after it was run again and after the file is built anew.
func TestParkedUpdateIsKeptByteForByte(t *testing.T) {
	for name, raw := range map[string]string{
		"compact":       `{"update_id":1}`,
		"spaced":        "{ \"update_id\" : 1,\r\n\t\"message\" : { } }",
		"signs":         `{"text":"<a href=x>&</a> é \u8fdb 进展 \/` + "\u2028" + `"}`,
		"half a rune":   "{\"text\":\"\xe8\xbf\"}",
		"half a pair":   `{"text":"\ud83d"}`,
		"twice a name":  `{"update_id":1,"update_id":2}`,
		"a long number": `{"update_id":123456789012345678901234567890.500e+3}`,
		"no object":     `[ null ]`,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t) // its end builds the file anew and compares
			for _, change := range []func(*Tx) error{
				func(tx *Tx) error { _, err := tx.Park(json.RawMessage(raw), "fault"); return err },
				func(tx *Tx) error {
					p, err := tx.ParkedUpdate(1)
					if err != nil {
						return err
					}
					return tx.Unpark(p)
				},
			} {
				do(t, s, day, change)
				see(t, s, func(tx *Tx) {
					if p, err := tx.ParkedUpdate(1); err != nil || string(p.Raw) != raw {
						t.Errorf("%v: it has become %q", err, p.Raw)
					}
				})
			}
		})
	}
}

// What is no JSON would break the record it is put into, and the journal.
func TestParkedUpdateHasToBeJSON(t *testing.T) {
	s := open(t)
	for _, raw := range []string{"", " ", "hello", `{"update_id":1`, `{}}`} {
		if err := try(s, day, func(tx *Tx) error { _, err := tx.Park(json.RawMessage(raw), "fault"); return err }); err == nil {
			t.Errorf("%q is taken", raw)
		}
	}
}
