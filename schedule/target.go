package schedule

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// Decimal is an exact decimal number. Every figure that a person or a table
// gives is kept as one: 0.1 + 0.2 is 0.3 here.
type Decimal = decimal.Decimal

// ParseDecimal reads plain digits with an optional sign and decimal point.
// Exponents are refused: "1e9" in a spreadsheet cell is a damaged figure.
func ParseDecimal(s string) (Decimal, error) {
	for _, r := range s {
		if (r < '0' || r > '9') && r != '.' && r != '-' && r != '+' {
			return Decimal{}, fmt.Errorf("%q is not a plain decimal number", s)
		}
	}
	return decimal.NewFromString(s)
}

// NewDecimal is unscaled times ten to the power of exp.
func NewDecimal(unscaled int64, exp int32) Decimal { return decimal.New(unscaled, exp) }

// TargetKind says how a value is held against a target.
type TargetKind string

const (
	AtLeast   TargetKind = "at_least"  // met when value >= Low
	AtMost    TargetKind = "at_most"   // met when value <= Low; lower is better
	Range     TargetKind = "range"     // met when value >= Low; over High is reported, not an error
	Exact     TargetKind = "exact"     // met when value >= Low; overshoot counts as met and is shown
	Keep      TargetKind = "keep"      // every report holds the level Low
	Change    TargetKind = "change"    // rate reached in per cent, the sign of Low is the direction
	Milestone TargetKind = "milestone" // no number: a reviewer accepts the evidence
)

// Target is one measurable (or, as a milestone, one checkable) promise of a task.
type Target struct {
	Name      string     `json:"name,omitempty"`       // what is counted, where a task has several targets: 道路
	NameEN    string     `json:"name_en,omitempty"`    // the same in English
	Kind      TargetKind `json:"kind"`                 // how a value is held against it
	Low       Decimal    `json:"low,omitzero"`         // the figure; for a range its low end; zero for a milestone
	High      Decimal    `json:"high,omitzero"`        // the high end of a range, zero otherwise
	Measure   string     `json:"measure,omitempty"`    // unit of measure as printed: 万平方米, %, 家
	MeasureEN string     `json:"measure_en,omitempty"` // the same in English
	Soft      string     `json:"soft,omitempty"`       // the softening word as printed: 左右, 以上, 力争
	Level     bool       `json:"level,omitempty"`      // reports are levels (PM2.5 at 37), not cumulative totals
	Baseline  *Decimal   `json:"baseline,omitempty"`   // the year before, same measure; nil where unknown
}

// Measured reports whether the target has a number to reach.
func (t Target) Measured() bool { return t.Kind != Milestone }

// Validate reports every fault of the target at once.
func (t Target) Validate() error {
	var faults []error
	switch t.Kind {
	case AtLeast, AtMost, Exact, Keep, Change, Milestone:
	case Range:
		if t.High.LessThanOrEqual(t.Low) {
			faults = append(faults, fmt.Errorf("range %s to %s: the high end must be above the low end", t.Low, t.High))
		}
	default:
		faults = append(faults, fmt.Errorf("unknown kind of target %q", t.Kind))
	}
	if t.Measured() && t.Measure == "" {
		faults = append(faults, errors.New("a measured target needs a unit of measure"))
	}
	return errors.Join(faults...)
}
