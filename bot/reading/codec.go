package reading

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"duban/schedule"
)

// Case is one line of the JSON-lines form in which an office tries its own
// sentences, and of the corpus in testdata:
//
//	{"tasks": [{"number": 1, "code": "MS-01", "title": "新建口袋公园", "title_en": "…",
//	            "targets": [{"name": "", "kind": "at_least", "value": "6", "high": "", "measure": "个",
//	                         "level": false, "last": "3"}],
//	            "last_date": "2025-10-28", "last_text": "…", "unchanged": 0, "pressed": false}],
//	 "reply": "1完成5个，其余不变", "now": "2025-11-20", "focus": 1}
//
// Everything but tasks and reply may be left out. A task without a number has
// its place in the list (0 keeps it out of the ask); figures are JSON numbers or strings; a
// target without a kind is at_least, or a milestone where it has no value;
// "target" with "last" stands for a single target, as an object or in short:
// "6个". A target is a level by default where its kind is at_most, keep or
// change. focus is the number of the only task that is talked about.
type Case struct {
	Name  string     `json:"name,omitempty"`
	Tasks []CaseTask `json:"tasks"`
	Reply string     `json:"reply"`
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
	Measure   string       `json:"measure,omitempty"` // of the single target
	Kind      string       `json:"kind,omitempty"`
	Last      *CaseDecimal `json:"last,omitempty"`
	LastDate  string       `json:"last_date,omitempty"`
	LastText  string       `json:"last_text,omitempty"`
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

// UnmarshalJSON reads 5, "5" and "1,200.5".
func (d *CaseDecimal) UnmarshalJSON(data []byte) error {
	text := strings.ReplaceAll(strings.Trim(string(data), `"`), ",", "")
	v, err := schedule.ParseDecimal(text)
	if err != nil {
		return fmt.Errorf("figure %s: %w", data, err)
	}
	d.Decimal = v
	return nil
}

// MarshalJSON writes a figure as a string.
func (d CaseDecimal) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads a target as an object, as a bare figure, or in short
// with its measure: "6个", "2.8万平方米".
func (t *CaseTarget) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	if len(data) > 0 && data[0] == '{' {
		type plain CaseTarget
		return strictly(data, (*plain)(t))
	}
	r := appendFolded(nil, strings.Trim(string(data), `"`))
	n, end := scanNumber(r, 0)
	if end == 0 || n.form != plainForm && n.form != shareForm {
		return fmt.Errorf("target %s is no figure", data)
	}
	at := grouped(r, 0)
	for at < len(r) && (r[at] == '.' || digit(r[at])) {
		at++
	}
	if at == 0 {
		at = end
	} else if bare, _, ok := arabic(r[:at], 0, number{}); ok {
		n.amount = bare.amount
	}
	t.Value, t.Measure = &CaseDecimal{n.amount}, strings.TrimSpace(string(r[at:]))
	return nil
}

func strictly(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

// DecodeCase reads one line. The time is for cases that name no day.
func DecodeCase(line []byte, now time.Time) (Input, error) {
	var c Case
	if err := json.Unmarshal(line, &c); err != nil {
		return Input{}, fmt.Errorf("case: %w", err)
	}
	return c.Input(now)
}

// Input is the case as something to read. Every fault is named at once.
func (c Case) Input(now time.Time) (Input, error) {
	in := Input{Text: c.Reply, Now: now, Focus: -1}
	var faults []error
	if c.Now != "" {
		day, err := caseTime(c.Now, now.Location())
		faults = append(faults, err)
		in.Now = day
	}
	for i, ct := range c.Tasks {
		t, err := ct.task(i+1, now.Location())
		if err != nil {
			faults = append(faults, fmt.Errorf("task %d: %w", i+1, err))
		}
		in.Tasks = append(in.Tasks, t)
		if c.Focus > 0 && t.Number == c.Focus {
			in.Focus = i
		}
	}
	return in, errors.Join(faults...)
}

func caseTime(text string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.In(zone), nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	return t.Add(10 * time.Hour), err
}

func (ct CaseTask) task(place int, zone *time.Location) (Task, error) {
	t := Task{Number: place, Code: ct.Code, Title: ct.Title, TitleEN: ct.TitleEN, LastText: ct.LastText, Unchanged: ct.Unchanged, Pressed: ct.Pressed}
	if ct.Number != nil {
		t.Number = *ct.Number
	}
	var faults []error
	if ct.LastDate != "" {
		day, err := caseTime(ct.LastDate, zone)
		t.LastDate = day
		faults = append(faults, err)
	}
	list := ct.Targets
	if ct.Target != nil {
		one := *ct.Target
		one.Measure, one.Kind = first(one.Measure, ct.Measure), first(one.Kind, ct.Kind)
		list = append([]CaseTarget{one}, list...)
	}
	for k, one := range list {
		if one.Last == nil && len(list) == 1 {
			one.Last = ct.Last
		}
		target, err := one.target()
		if err != nil {
			faults = append(faults, fmt.Errorf("target %d: %w", k+1, err))
		}
		t.Targets = append(t.Targets, target)
	}
	return t, errors.Join(faults...)
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (ct CaseTarget) target() (Target, error) {
	t := Target{Target: schedule.Target{Name: ct.Name, NameEN: ct.NameEN, Measure: ct.Measure, MeasureEN: ct.MeasureEN, Kind: schedule.TargetKind(first(ct.Kind, string(schedule.AtLeast)))}}
	switch {
	case ct.Value != nil:
		t.Low = ct.Value.Decimal
	case ct.Kind == "":
		t.Kind = schedule.Milestone
	}
	if ct.High != nil {
		t.High = ct.High.Decimal
	}
	if ct.Last != nil {
		last := ct.Last.Decimal
		t.Last = &last
	}
	t.Level = t.Kind == schedule.AtMost || t.Kind == schedule.Keep || t.Kind == schedule.Change
	if ct.Level != nil {
		t.Level = *ct.Level
	}
	if t.Measured() && t.Measure == "" {
		t.Measure = "个"
	}
	return t, t.Validate()
}
