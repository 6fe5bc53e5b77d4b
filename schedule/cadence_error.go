package schedule

import "fmt"

// CadenceFault is why a cadence was refused; a key for the sentence table.
type CadenceFault string

const (
	CadenceEmpty     CadenceFault = "empty"     // nothing was given
	CadenceLong      CadenceFault = "too_long"  // more than 600 bytes, or 200 for a cron line
	CadenceZone      CadenceFault = "zone"      // TZ= or CRON_TZ=: the office has one zone
	CadenceShorthand CadenceFault = "shorthand" // @daily, @every: write it out
	CadenceFields    CadenceFault = "fields"    // a cron line without exactly five fields
	CadenceSyntax    CadenceFault = "syntax"    // not understood
	CadenceNever     CadenceFault = "never"     // such a day does not exist: 31 February
	CadenceOften     CadenceFault = "too_often" // more than once an hour
)

// CadenceError refuses what a person typed as a cadence. It is safe to show.
type CadenceError struct {
	Text   string       // as typed
	Reason CadenceFault // for the sentence
	Hint   string       // the part that was not understood, empty where there is no such part
}

func (e *CadenceError) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("cadence %q refused: %s", e.Text, e.Reason)
	}
	return fmt.Sprintf("cadence %q refused: %s near %q", e.Text, e.Reason, e.Hint)
}
