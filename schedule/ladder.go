package schedule

import (
	"errors"
	"fmt"
	"strings"
)

// StepKind is what is to be done with an ask.
type StepKind string

const (
	StepOpen     StepKind = "open"
	StepRemind   StepKind = "remind"
	StepEscalate StepKind = "escalate"
	StepClose    StepKind = "close" // the ask ends unanswered and goes to the supervisors; the task stays open
	StepSkip     StepKind = "skip"  // not done, with the reason; recorded like the others
)

// Audience is a set of posts. Its text form is contact_a+contact_b+leader+supervisor.
type Audience uint8

const (
	ContactA   Audience = 1 << iota // A岗
	ContactB                        // B岗
	Leader                          // 分管领导 of the unit
	Supervisor                      // 督查
)

// Has reports whether all posts of b are in a.
func (a Audience) Has(b Audience) bool { return a&b == b }

func audienceNames() []string {
	return []string{"contact_a", "contact_b", "leader", "supervisor"}
}

func (a Audience) String() string {
	var names []string
	for i, name := range audienceNames() {
		if a&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// MarshalText writes what String gives.
func (a Audience) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText refuses a post that it does not know.
func (a *Audience) UnmarshalText(text []byte) error {
	var set Audience
	if len(text) > 0 {
		for word := range strings.SplitSeq(string(text), "+") {
			bit := 0
			for i, name := range audienceNames() {
				if name == word {
					bit = 1 << i
				}
			}
			if bit == 0 {
				return fmt.Errorf("unknown post %q", word)
			}
			set |= Audience(bit)
		}
	}
	*a = set
	return nil
}

// OpenRung is the name under which the opening of an ask is marked as taken.
const OpenRung = "open"

// Rung is one step of a ladder.
type Rung struct {
	Name  string   `json:"name"`  // unique in its ladder; the key under which it is marked as taken
	After int      `json:"after"` // worked days from the due day; negative is before it, 0 on it
	Clock Clock    `json:"clock"` // the time of day
	Do    StepKind `json:"do"`    // remind, escalate or close
	To    Audience `json:"to"`    // who is told
}

// Ladder is what happens to an ask that is not answered, in order of time.
type Ladder []Rung

// DefaultLadder reminds both contacts the working day before and on the due
// morning; one working day later the unit leader is told as well, after three
// the supervisors, and after five the ask ends unanswered.
func DefaultLadder() Ladder {
	contacts := ContactA | ContactB
	return Ladder{
		{Name: "before", After: -1, Clock: At(15, 0), Do: StepRemind, To: contacts},
		{Name: "due", After: 0, Clock: At(9, 0), Do: StepRemind, To: contacts},
		{Name: "late1", After: 1, Clock: At(9, 0), Do: StepRemind, To: contacts | Leader},
		{Name: "late3", After: 3, Clock: At(9, 0), Do: StepEscalate, To: Leader | Supervisor},
		{Name: "late5", After: 5, Clock: At(17, 0), Do: StepClose, To: contacts | Supervisor},
	}
}

// Validate reports every fault of the ladder at once. An empty ladder is
// valid: it opens asks and does nothing more.
func (l Ladder) Validate() error {
	var faults []error
	seen := map[string]bool{OpenRung: true}
	for i, r := range l {
		if seen[r.Name] || r.Name == "" {
			faults = append(faults, fmt.Errorf("rung %d: the name %q is empty or taken", i+1, r.Name))
		}
		seen[r.Name] = true
		faults = append(faults, r.validate())
		if i == 0 {
			continue
		}
		if b := l[i-1]; r.After < b.After || r.After == b.After && r.Clock <= b.Clock {
			faults = append(faults, fmt.Errorf("rung %q must come after rung %q", r.Name, b.Name))
		}
		if l[i-1].Do == StepClose {
			faults = append(faults, fmt.Errorf("rung %q comes after the ask is closed", r.Name))
		}
	}
	return errors.Join(faults...)
}

func (r Rung) validate() error {
	var faults []error
	switch r.Do {
	case StepRemind:
	case StepEscalate, StepClose:
		if r.After < 1 {
			faults = append(faults, fmt.Errorf("rung %q: %s only after the due day", r.Name, r.Do))
		}
	default:
		faults = append(faults, fmt.Errorf("rung %q: a rung cannot %q", r.Name, r.Do))
	}
	if r.To == 0 || r.To > ContactA|ContactB|Leader|Supervisor {
		faults = append(faults, fmt.Errorf("rung %q: nobody is told", r.Name))
	}
	if r.After < -30 || r.After > 60 {
		faults = append(faults, fmt.Errorf("rung %q: %d working days from the due day is too far", r.Name, r.After))
	}
	if !r.Clock.Valid() {
		faults = append(faults, fmt.Errorf("rung %q: not a time of day", r.Name))
	}
	return errors.Join(faults...)
}
