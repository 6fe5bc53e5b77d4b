package reading

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"duban/schedule"
)

// Case is one line of the form that Format describes, and of the corpus in
// testdata. Figures are JSON numbers or strings.
type Case struct {
	Name  string     `json:"name,omitempty"`
	Tasks []CaseTask `json:"tasks"`
	Reply *string    `json:"reply"`
	Now   string     `json:"now,omitempty"`   // a day, 2025-11-20, or RFC 3339; the decoder's default otherwise
	Focus int        `json:"focus,omitempty"` // number of a task, 0 for none
}

// CaseTask is a Task in a Case.
type CaseTask struct {
	Number    *int         `json:"number,omitempty"`
	Code      string       `json:"code,omitempty"`
	Title     string       `json:"title"`
	TitleEN   string       `json:"title_en,omitempty"`
	Targets   []CaseTarget `json:"targets,omitempty"`
	Target    *CaseTarget  `json:"target,omitempty"`
	Value     *CaseDecimal `json:"value,omitempty"` // of the single target, as are the next five
	High      *CaseDecimal `json:"high,omitempty"`
	Measure   string       `json:"measure,omitempty"`
	Kind      string       `json:"kind,omitempty"`
	Level     *bool        `json:"level,omitempty"`
	Last      *CaseDecimal `json:"last,omitempty"`
	LastDate  string       `json:"last_date,omitempty"`
	LastText  string       `json:"last_text,omitempty"`
	Due       string       `json:"due,omitempty"`
	Unchanged int          `json:"unchanged,omitempty"`
	Pressed   bool         `json:"pressed,omitempty"`
}

// CaseTarget is a Target in a Case.
type CaseTarget struct {
	Name      string       `json:"name,omitempty"`
	NameEN    string       `json:"name_en,omitempty"`
	Kind      string       `json:"kind,omitempty"`
	Value     *CaseDecimal `json:"value,omitempty"`
	High      *CaseDecimal `json:"high,omitempty"`
	Measure   string       `json:"measure,omitempty"`
	MeasureEN string       `json:"measure_en,omitempty"`
	Level     *bool        `json:"level,omitempty"`
	Last      *CaseDecimal `json:"last,omitempty"`
}

// CaseDecimal is a figure, written as a JSON number or a string.
type CaseDecimal struct{ schedule.Decimal }

// UnmarshalJSON reads 5, "5", "1,200.5", and "5个" for its figure.
func (d *CaseDecimal) UnmarshalJSON(data []byte) error {
	text := strings.ReplaceAll(bare(data), ",", "")
	v, err := schedule.ParseDecimal(text)
	if err != nil {
		var short CaseTarget
		if short.figure(text) != nil {
			return fmt.Errorf("%s is no figure", data)
		}
		v = short.Value.Decimal
	}
	d.Decimal = v
	return nil
}

// MarshalJSON writes a figure as a string.
func (d CaseDecimal) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads a task as an object, or as its title alone.
func (t *CaseTask) UnmarshalJSON(data []byte) error {
	if data = bytes.TrimSpace(data); len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &t.Title)
	}
	type plain CaseTask
	return strictly(data, (*plain)(t), "a task")
}

// UnmarshalJSON reads a target as an object, as a bare figure, or in short
// with its measure: "6个", "2.8万平方米", "≤37微克/立方米", "4-6家".
func (t *CaseTarget) UnmarshalJSON(data []byte) error {
	if data = bytes.TrimSpace(data); len(data) > 0 && data[0] == '{' {
		type plain CaseTarget
		return strictly(data, (*plain)(t), "a target")
	}
	return t.figure(bare(data))
}

// bare is a JSON string without its quotes and escapes, anything else as it is.
func bare(data []byte) string {
	var text string
	if json.Unmarshal(data, &text) != nil {
		return string(data)
	}
	return text
}

// figure reads a target in short. The 万 of a measure belongs to the measure.
func (t *CaseTarget) figure(text string) error {
	r := appendFolded(nil, strings.TrimSpace(text))
	for len(r) > 0 && (r[0] == '≤' || r[0] == '≥' || r[0] == '<' || r[0] == '>' || r[0] == '=') {
		if r[0] == '≤' || r[0] == '<' {
			t.Kind = string(schedule.AtMost)
		}
		r = r[1:]
	}
	low, at, ok := bareFigure(r)
	if !ok {
		return fmt.Errorf("target %q is no figure", text)
	}
	if at+1 < len(r) && (r[at] == '-' || r[at] == '~') {
		if high, end, ok := bareFigure(r[at+1:]); ok {
			t.Kind, t.High, at = string(schedule.Range), &CaseDecimal{high}, at+1+end
		}
	}
	t.Value, t.Measure = &CaseDecimal{low}, strings.TrimSpace(string(r[at:]))
	return nil
}

// bareFigure reads digits, or a numeral in characters, without a 万 behind them.
func bareFigure(r []rune) (d schedule.Decimal, end int, ok bool) {
	from := 0
	if len(r) > 0 && r[0] == '-' {
		from = 1
	}
	if end = grouped(r, from); end > from {
		if end+1 < len(r) && r[end] == '.' && digit(r[end+1]) {
			end = digitsEnd(r, end+1)
		}
		d, err := schedule.ParseDecimal(strings.ReplaceAll(string(r[:end]), ",", ""))
		return d, end, err == nil
	}
	n, end := scanNumber(r, 0)
	return n.amount, end, end > 0 && n.form == plainForm
}

// strictly decodes an object that may have no field but its own: a misspelt one
// would change the reading without a word.
func strictly(data []byte, into any, what string) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	if err != nil && strings.HasPrefix(err.Error(), "json: unknown field ") {
		return fmt.Errorf("%s has no field %s", what, strings.TrimPrefix(err.Error(), "json: unknown field "))
	}
	return err
}

// A Decoder reads cases line by line: tasks, and the day that came with them,
// stay until others are given.
type Decoder struct {
	tasks []CaseTask
	now   string
}

// ErrTasksAlone tells that a line has no reply, only tasks for the lines below.
var ErrTasksAlone = errors.New("tasks without a reply")

// Decode reads one line. The time is for cases that name no day. The error is
// ErrTasksAlone where the line holds nothing to read.
func (d *Decoder) Decode(line []byte, now time.Time) (Input, error) {
	line = bytes.TrimSpace(line)
	in, err := d.decode(line, now)
	if err != nil && !errors.Is(err, ErrTasksAlone) && bytes.Contains(line, []byte(`"tasks"`)) {
		d.tasks, d.now = nil, "" // the lines below are not about the tasks before
	}
	return in, err
}

func (d *Decoder) decode(line []byte, now time.Time) (Input, error) {
	var c Case
	if len(line) > 0 && line[0] != '{' {
		reply := string(line)
		c.Reply = &reply
	} else if err := json.Unmarshal(line, &c); err != nil {
		return Input{}, readable(err)
	}
	alone := c.Reply == nil && len(c.Tasks) > 0
	switch {
	case alone:
		c.Reply = new(string)
	case c.Tasks == nil:
		c.Tasks, c.Now = d.tasks, cmp.Or(c.Now, d.now)
	}
	in, err := c.Input(now)
	if err != nil {
		return in, err
	}
	if d.tasks, d.now = c.Tasks, c.Now; alone {
		err = ErrTasksAlone
	}
	return in, err
}

// readable says a fault of JSON in words.
func readable(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return fmt.Errorf("%s may not be a %s", kind.Field, kind.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("no JSON from character %d on: %w", syntax.Offset, err)
	}
	return err
}
