package reading

import (
	"encoding/json"
	"time"
)

// Result is a Reading as one JSON line:
//
//	{"record": [{"task": 1, "code": "MS-01", "values": [{"target": 1, "amount": "5", "measure": "个", "typed": "5个",
//	             "increment": false, "approx": ""}], "claim": "on_track", "no_change": false,
//	             "progress": "", "problem": "", "next": "", "expect": "2025-12-31", "source": "1完成5个"}],
//	 "ask": [{"task": 2, "kind": "lower", "clause": "2个", "options": [ … as in record … ]}],
//	 "nothing": false, "nod": false, "all_same": false, "rest": ""}
//
// Tasks are numbers of the ask, or places in the list for tasks that it does
// not hold; 0 is no task. Targets are counted from 1. What is empty is left
// out, but record, ask and nothing never are.
type Result struct {
	Record  []ResultLine `json:"record"`
	Ask     []ResultAsk  `json:"ask"`
	Nothing bool         `json:"nothing"` // neither to be recorded nor to be asked
	Nod     bool         `json:"nod,omitempty"`
	AllSame bool         `json:"all_same,omitempty"`
	Rest    string       `json:"rest,omitempty"`
}

// ResultLine is a Line in a Result.
type ResultLine struct {
	Task     int           `json:"task"`
	Code     string        `json:"code,omitempty"`
	Values   []ResultValue `json:"values,omitempty"`
	Claim    Claim         `json:"claim,omitempty"`
	NoChange bool          `json:"no_change,omitempty"`
	Progress string        `json:"progress,omitempty"`
	Problem  string        `json:"problem,omitempty"`
	Next     string        `json:"next,omitempty"`
	Expect   string        `json:"expect,omitempty"`
	Source   string        `json:"source,omitempty"`
}

// ResultValue is a Value in a Result.
type ResultValue struct {
	Target    int    `json:"target"`
	Amount    string `json:"amount"`
	Measure   string `json:"measure,omitempty"`
	Typed     string `json:"typed,omitempty"`
	Increment bool   `json:"increment,omitempty"`
	Approx    string `json:"approx,omitempty"`
}

// ResultAsk is a Question in a Result.
type ResultAsk struct {
	Task    int          `json:"task"`
	Kind    QuestionKind `json:"kind"`
	Clause  string       `json:"clause,omitempty"`
	Options []ResultLine `json:"options,omitempty"`
}

// Result gives the reading of an input in its JSON form.
func (r Reading) Result(in Input) Result {
	out := Result{Record: []ResultLine{}, Ask: []ResultAsk{}, Nod: r.Nod, AllSame: r.AllSame, Rest: r.Rest}
	for _, l := range r.Lines {
		out.Record = append(out.Record, resultLine(in, l))
	}
	for _, q := range r.Questions {
		a := ResultAsk{Kind: q.Kind, Clause: q.Clause}
		if q.Task >= 0 {
			a.Task = shownNumber(in, q.Task)
		}
		for _, o := range q.Options {
			a.Options = append(a.Options, resultLine(in, o.Line))
		}
		out.Ask = append(out.Ask, a)
	}
	out.Nothing = len(out.Record) == 0 && len(out.Ask) == 0
	return out
}

// shownNumber is the number of a task in the ask, or its place in the list.
func shownNumber(in Input, task int) int {
	if n := in.Tasks[task].Number; n > 0 {
		return n
	}
	return task + 1
}

func resultLine(in Input, l Line) ResultLine {
	out := ResultLine{Task: shownNumber(in, l.Task), Code: in.Tasks[l.Task].Code, Claim: l.Claim, NoChange: l.NoChange,
		Progress: l.Progress, Problem: l.Problem, Next: l.Next, Source: l.Source}
	if l.Expect != nil {
		out.Expect = l.Expect.Format(time.DateOnly)
	}
	for _, v := range l.Values {
		out.Values = append(out.Values, ResultValue{Target: v.Target + 1, Amount: v.Amount.String(),
			Measure: in.Tasks[l.Task].Targets[v.Target].Measure, Typed: v.Typed, Increment: v.Increment, Approx: v.Approx})
	}
	return out
}

// EncodeResult writes the reading of an input as one JSON line without the
// line's end.
func EncodeResult(in Input, r Reading) ([]byte, error) { return json.Marshal(r.Result(in)) }
