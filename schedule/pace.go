package schedule

import "github.com/shopspring/decimal"

// Met reports whether value v fulfils the target. A milestone is never met by
// a number.
func (t Target) Met(v Decimal) bool {
	switch t.Kind {
	case AtMost:
		return v.LessThanOrEqual(t.Low)
	case Change:
		if t.Low.IsNegative() {
			return v.LessThanOrEqual(t.Low)
		}
		return v.GreaterThanOrEqual(t.Low)
	case Milestone:
		return false
	}
	return v.GreaterThanOrEqual(t.Low)
}

// Over reports whether v lies above the high end of a range, or above an exact
// figure. It is shown, and is no error.
func (t Target) Over(v Decimal) bool {
	switch t.Kind {
	case Range:
		return v.GreaterThan(t.High)
	case Exact:
		return v.GreaterThan(t.Low)
	}
	return false
}

// Share is the part of the target reached: 0 and more, above 1 where it is
// exceeded. It is false where no such part exists: a milestone, a level to be
// kept, a level without its baseline, and a total with a target of zero.
func (t Target) Share(v Decimal) (Decimal, bool) {
	switch {
	case t.Kind == Milestone, t.Kind == Keep:
		return decimal.Zero, false
	case t.Kind == AtMost, t.Level && t.Kind != Change:
		return t.shareOfWay(v)
	case t.Low.IsZero(), t.Low.IsNegative() && t.Kind != Change:
		return decimal.Zero, false
	}
	return decimal.Max(decimal.Zero, v.Div(t.Low)), true
}

// shareOfWay is how far a level has come from its baseline, 0 to 1.
func (t Target) shareOfWay(v Decimal) (Decimal, bool) {
	if t.Baseline == nil {
		return decimal.Zero, false
	}
	way := t.Low.Sub(*t.Baseline)
	if way.IsZero() || way.IsPositive() == (t.Kind == AtMost) {
		return decimal.Zero, false // the baseline already fulfils the target
	}
	return clamp(v.Sub(*t.Baseline).Div(way)), true
}

// holds reports whether the target is a state to be held until the due day,
// so that reaching it early finishes nothing.
func (t Target) holds() bool {
	return t.Level || t.Kind == Keep || t.Kind == Change || t.Kind == AtMost
}
