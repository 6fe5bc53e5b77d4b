package schedule

import (
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// CurveKind is the shape of the line that a task should follow.
type CurveKind string

const (
	Linear    CurveKind = ""          // month by month, the default
	Quarterly CurveKind = "quarterly" // rises at the end of each quarter only
	Given     CurveKind = "given"     // through points of the task's own
)

// Point is a share that should be done by the end of a day.
type Point struct {
	Day   time.Time `json:"day"`
	Share Decimal   `json:"share"` // 0 to 1
}

// Curve is the line of a task from its start to its due day. The zero value is Linear.
type Curve struct {
	Kind   CurveKind `json:"kind,omitempty"`
	Points []Point   `json:"points,omitempty"` // of a Given curve; between them the line is straight
}

// Validate reports every fault of the curve at once.
func (c Curve) Validate() error {
	var faults []error
	switch c.Kind {
	case Linear, Quarterly:
	case Given:
		if len(c.Points) == 0 {
			faults = append(faults, errors.New("a given curve needs points"))
		}
	default:
		faults = append(faults, fmt.Errorf("unknown curve %q", c.Kind))
	}
	for i, p := range c.Points {
		if p.Share.IsNegative() || p.Share.GreaterThan(one()) {
			faults = append(faults, fmt.Errorf("point %d: share %s is not between 0 and 1", i+1, p.Share))
		}
		if i > 0 && (!p.Day.After(c.Points[i-1].Day) || p.Share.LessThan(c.Points[i-1].Share)) {
			faults = append(faults, fmt.Errorf("point %d: days and shares must rise", i+1))
		}
	}
	return errors.Join(faults...)
}

// Pace is the share, 0 to 1, that should be done by the end of now's day in
// now's location. Start and due count as whole days. Months weigh the same
// whatever their length: on 30 November a task of the calendar year stands at
// exactly 11/12. A task without start or due has no line; its pace is 0.
func (c Curve) Pace(start, due, now time.Time) Decimal {
	if start.IsZero() || due.IsZero() {
		return decimal.Zero
	}
	loc := now.Location()
	from, day, to := dayOf(start.In(loc)), dayOf(now).AddDate(0, 0, 1), dayOf(due.In(loc)).AddDate(0, 0, 1)
	switch {
	case !day.Before(to):
		return one()
	case !day.After(from):
		return decimal.Zero
	}
	switch c.Kind {
	case Quarterly:
		return straight(from, to, quarterStart(day))
	case Given:
		return c.between(from, to, day, loc)
	}
	return straight(from, to, day)
}

// between walks the points; the start counts as 0 and the due day as 1.
func (c Curve) between(from, to, day time.Time, loc *time.Location) Decimal {
	low := decimal.Zero
	for _, p := range c.Points {
		at := dayOf(p.Day.In(loc)).AddDate(0, 0, 1)
		if day.Before(at) {
			return mix(low, p.Share, straight(from, at, day))
		}
		from, low = at, p.Share
	}
	return mix(low, one(), straight(from, to, day))
}

func mix(low, high, share Decimal) Decimal {
	return low.Add(high.Sub(low).Mul(share))
}

// straight is how far day lies on the way between two wall midnights, 0 to 1.
func straight(from, to, day time.Time) Decimal {
	done, all := monthsTo(day)-monthsTo(from), monthsTo(to)-monthsTo(from)
	switch {
	case all <= 0, done >= all:
		return one()
	case done <= 0:
		return decimal.Zero
	}
	return decimal.NewFromInt(done).Div(decimal.NewFromInt(all))
}

// monthParts divide a month without a remainder by 28, 29, 30 and 31 days.
const monthParts = 4 * 7 * 29 * 3 * 5 * 31

// monthsTo counts months in such parts, those of the last one by its days.
func monthsTo(day time.Time) int64 {
	y, m, d := day.Date()
	return (int64(y)*12+int64(m))*monthParts + int64(d-1)*monthParts/int64(daysIn(y, m))
}

func quarterStart(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
}

func one() Decimal { return decimal.New(1, 0) }

func clamp(d Decimal) Decimal {
	return decimal.Max(decimal.Zero, decimal.Min(one(), d))
}
