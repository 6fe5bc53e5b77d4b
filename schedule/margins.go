package schedule

import (
	"errors"
	"slices"

	"github.com/shopspring/decimal"
)

// Margins say how far from the line a task may be before its class and its
// light change. All distances are points, per cent of the target.
type Margins struct {
	Name   string  `json:"name"`
	Source string  `json:"source"` // the public rule the figures come from
	Ahead  Decimal `json:"ahead"`  // this far above the line, or more, counts as ahead
	Behind Decimal `json:"behind"` // this far below the line, or more, counts as behind; negative asks for a lead
	Yellow Decimal `json:"yellow"` // this far below, or more, lights yellow
	Red    Decimal `json:"red"`    // further below than this lights red
	Late   int     `json:"late"`   // months after the planned month of start until a task that is not started lights yellow
	Never  int     `json:"never"`  // the same until it lights red
	ByGap  bool    `json:"by_gap"` // a task that is not started is judged by its distance too
}

// Yinchuan2025 lights yellow 10 to 30 points behind and red beyond; a task not
// started lights yellow once its planned month has passed and red after three
// months. That rule has no word for ahead: the same ten points are used.
func Yinchuan2025() Margins {
	return Margins{
		Name: "yinchuan-2025", Source: "银川市 2025 年公开的亮灯规则",
		Ahead: points("10"), Behind: points("10"), Yellow: points("10"), Red: points("30"),
		Late: 1, Never: 4,
	}
}

// Changsha2015 reads its bands at the end of July: with the line at 58.3, a
// task at 80 or more is ahead, from 60 to 80 on pace. Its distances from the
// line are 21.67 and 1.67 points; the lights are Yinchuan's.
func Changsha2015() Margins {
	return Margins{
		Name: "changsha-2015", Source: "长沙市 2015 年 7 月底公开的通报",
		Ahead: points("21.66"), Behind: points("-1.66"), Yellow: points("10"), Red: points("30"),
		ByGap: true,
	}
}

// presets are the margins that come with the program.
var presets = [...]Margins{Yinchuan2025(), Changsha2015()}

// Presets are the margins that can be chosen, the default first.
func Presets() []Margins { return slices.Clone(presets[:]) }

// DefaultMargins hold until others are chosen.
func DefaultMargins() Margins { return presets[0] }

// MarginsNamed finds a preset.
func MarginsNamed(name string) (Margins, bool) {
	for _, m := range presets {
		if m.Name == name {
			return m, true
		}
	}
	return Margins{}, false
}

// Validate reports every fault of the margins at once.
func (m Margins) Validate() error {
	var faults []error
	if m.Name == "" {
		faults = append(faults, errors.New("margins need a name"))
	}
	if m.Ahead.IsNegative() || m.Yellow.IsNegative() {
		faults = append(faults, errors.New("margins ahead and yellow are not negative"))
	}
	if m.Behind.GreaterThan(m.Yellow) {
		faults = append(faults, errors.New("a task that lights yellow must count as behind"))
	}
	if m.Red.LessThan(m.Yellow) {
		faults = append(faults, errors.New("red must lie beyond yellow"))
	}
	if m.Never < m.Late || m.Late < 0 {
		faults = append(faults, errors.New("red for a task not started comes after yellow"))
	}
	return errors.Join(faults...)
}

func points(s string) Decimal { return decimal.RequireFromString(s) }
